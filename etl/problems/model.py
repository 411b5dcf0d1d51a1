"""What travels through the ETL: problems a person can act on, and the result of checking a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from childrights.catalogue import Observation


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong or doubtful, at one cell (``A1`` style; empty for the whole sheet or file).

    ``severity`` is ``error`` (the cell is not accepted) or ``warning`` (accepted, worth a look). ``message``
    is an English msgid-based sentence already filled in; ``message_id`` and ``params`` let the screen say it
    in Khmer. ``suggestion`` is the proposed cure as text, empty when there is none.
    """

    severity: str
    code: str
    sheet: str
    cell: str
    value: str
    message: str
    suggestion: str = ""
    message_id: str = ""
    params: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SaidIn:
    """Where a table says one of its dimensions.

    ``kind`` is ``column``, ``row`` or ``title``, with its ``address`` (``B``, ``6``, ``A1``), or without one ``name``
    (of the sheet or the file), ``headings`` (between the rows) or ``header``.
    """

    kind: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class FoundTable:
    """One table found on a sheet and how it was understood: data, put into words by ``understanding``.

    ``said`` has where each dimension stands. ``left_out`` are the reasons why cells are no figures,
    ``columns_left_out`` header and address of the columns among them (rows of a sheet on its side). ``checked`` when
    totals were used as checks; ``form`` is what a file of known columns is called, empty for any other.
    """

    sheet: str
    cell_range: str
    said: Mapping[str, SaidIn] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    columns_left_out: tuple[tuple[str, str], ...] = ()
    checked: bool = False
    form: str = ""


@dataclass(frozen=True, slots=True)
class ReadTable:
    """The lines of a sheet that one table was read from, 0-based; of a sheet on its side (``turned``) rows are columns.

    ``told`` are single cells that speak for the whole table (titles, a corner); ``header``, ``body`` and ``headings``
    (the rows of the body that hold no figures) are rows, ``labels``, ``figures`` and ``companions`` (what belongs to a
    figure beside it: numerators, limits) columns.
    """

    sheet: str
    told: tuple[tuple[int, int], ...]
    header: tuple[int, ...]
    body: Sequence[int]
    headings: frozenset[int]
    labels: tuple[int, ...]
    figures: tuple[int, ...]
    companions: tuple[int, ...]
    columns: tuple[int, int]
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Recalled:
    """A wording that was read as the member confirmed it before: ``kind`` is ``indicator`` or ``area``."""

    kind: str
    label: str
    code: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """Everything known about one file after a dry run.

    ``observations`` holds the accepted ones; ``found`` counts every data cell seen, so that
    ``found == accepted + rejected + skipped``. ``read`` says which lines of the sheets all this was read from.
    ``withheld`` says of how many accepted ones it is known already that they will not be shown, by the rule that keeps
    them back (a key of ``childrights.members.uploads.RULES``), ``unseen`` which those are, by their places among the
    observations; those at ``small`` are of so few children that nothing of them may be kept. ``recalled`` are the
    wordings read as before.
    """

    file: str
    sha256: str
    tables: Sequence[FoundTable]
    observations: Sequence[Observation]
    found: int
    rejected: int
    skipped: int
    problems: Sequence[Problem]
    read: Sequence[ReadTable] = ()
    withheld: Mapping[str, int] = field(default_factory=dict)
    recalled: Sequence[Recalled] = ()
    unseen: Mapping[int, str] = field(default_factory=dict)
    small: frozenset[int] = frozenset()

    @property
    def shown(self) -> int:
        """How many of the accepted figures will be shown, as far as can be known before they are sent."""
        return len(self.observations) - sum(self.withheld.values())

    @property
    def refused(self) -> bool:
        """Whether the file as a whole may not be kept (unreadable, hostile or personal data)."""
        return any(p.code in ("refused_file", "unreadable_file", "personal_data") for p in self.problems)
