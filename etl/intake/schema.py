"""What one kind of file is: its columns, what its rows say, what is wrong with them, and what they would change."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpyxl.utils import get_column_letter

from childrights.catalogue import Catalogue, ChildRightsError
from childrights.i18n import LANGUAGES, N_, Translator, translator
from childrights.rights import NEEDS, TemplateColumn, plain_head
from etl.ledger import New, State

NEW, CHANGED, CONFLICT = "new", "changed", "conflict"


@dataclass(frozen=True, slots=True)
class FieldFault:
    """What is wrong with one field: a key of its kind's sentences, the value it is about, names that may be meant.

    ``wrong`` and ``cure`` are the sentences; a cure may be empty. ``head`` is that of a column named in place of the
    value, to be put into the reader's language. ``cell`` and ``row`` say where in a file it is.
    """

    field: str
    code: str
    value: str = ""
    near: tuple[str, ...] = ()
    wrong: str = ""
    cure: str = ""
    head: str = ""
    cell: str = ""
    row: int = 0


class Sentences(dict[str, tuple[str, str]]):
    """Key of a fault → what is wrong and what to do. A key without sentences cannot become a fault."""

    def fault(self, field: str, code: str, value: str = "", near: Sequence[str] = (), head: str = "") -> FieldFault:
        """The fault of a field; raises ``KeyError`` for a key that has no sentences."""
        return FieldFault(field, code, value, tuple(near), *self[code], head=head)


def wrong_words(fault: FieldFault, t: Translator) -> str:
    """What is wrong."""
    return t._(fault.wrong).format(value=t._(fault.head) if fault.head else fault.value)


def cure_words(fault: FieldFault, t: Translator) -> str:
    """What to do about it, with the names that may have been meant."""
    cure = t._(fault.cure) if fault.cure else ""
    if not fault.near:
        return cure
    names = t._(", ").join(t._("“{name}”").format(name=name) for name in fault.near)
    return f"{t._('Did you mean {near}?').format(near=names)} {cure}"


class DraftRefused(ChildRightsError):
    """What cannot be recorded as it is; ``faults`` says what is wrong with which field."""

    def __init__(self, found: Sequence[FieldFault]) -> None:
        super().__init__(" ".join(wrong_words(one, translator("en")) for one in found))
        self.faults = tuple(found)


@dataclass(frozen=True, slots=True)
class FilledRow:
    """One filled row: its number in the sheet, its texts by field, and the fields whose cells need a closer look.

    ``errors`` are cells that hold an error or a formula without a result, ``decimals`` numbers with a fraction.
    """

    number: int
    cells: Mapping[str, str]
    errors: frozenset[str] = frozenset()
    decimals: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Read:
    """A table as read. ``blank`` rows say nothing of their own; ``unread…`` hold something that belongs elsewhere.

    ``above`` are the texts over the heads.
    """

    sheet: str
    file_name: str
    sha256: str
    rows: tuple[FilledRow, ...]
    columns: Mapping[str, int]
    blank: int
    unread_columns: tuple[str, ...]
    unread_sheets: tuple[str, ...]
    notes: tuple[str, ...]
    above: tuple[str, ...] = ()

    def cell(self, number: int, field: str) -> str:
        """The address of a field in a row; that of the row's first cell for a field without a column."""
        return f"{get_column_letter(self.columns.get(field, 0) + 1)}{number}"


@dataclass(frozen=True, slots=True)
class Planned:
    """Something that a row says: what it would record, and what is known so far in its place (``None``: it is new).

    ``changes`` are the fields that say something else than before; of something new, those that say anything.
    ``about`` is the code of the recommendation it hangs on.
    """

    row: int
    payload: Any
    before: Any | None
    about: str
    changes: tuple[str, ...]

    @property
    def state(self) -> str:
        """``NEW`` or ``CHANGED``."""
        return NEW if self.before is None else CHANGED


Judge = Callable[[FilledRow], tuple[Sequence[Planned], Sequence[FieldFault]]]
"""A row → everything it says, what is known already included, and everything that is wrong with it."""


class Schema(ABC):
    """One kind of file. A kind of its own sets what stands here and says how a row is judged and recorded.

    ``columns`` are its fields in the order of its template, whose sheet has ``marker`` in A1, the tag of each column
    in row 2 and rows from ``FIRST_ROW`` on. A table is of this kind when each group of ``needs`` has a column and
    there are ``fewest`` in all. Its template is called ``file_name`` and stands still left of ``frozen``. A row counts
    when one of ``filled`` has something. ``entry_kinds`` are those it records. ``conflicts`` are faults that contradict
    what is known, ``refused`` those of rows that are none of ours.
    """

    FIRST_ROW = 6
    kind: str
    name: str
    file_name: str
    frozen = "C"
    marker: str
    columns: Mapping[str, TemplateColumn]
    needs: tuple[tuple[str, ...], ...]
    fewest = 2
    template_keeps: Collection[str] = ()
    sentences: Sentences
    conflicts: Collection[str] = ()
    refused: Collection[str] = ()
    one_line = True
    names_its_member = False
    """Whether each row says itself which organisation it is of."""
    entry_kinds: tuple[str, ...]
    refusal: str
    overtaken: str
    counted: str
    unread_columns: str
    unread_sheets: str
    preview_heads: tuple[str, ...]

    @property
    def filled(self) -> Collection[str]:
        """The fields of which one must be filled for a row to count."""
        return tuple(self.columns)

    def heads(self) -> dict[str, str]:
        """Plain head in any language → the field under it."""
        spoken = [translator(lang) for lang in LANGUAGES]
        return {plain_head(t._(column.head)): name for t in spoken for name, column in self.columns.items()}

    def over(self, name: str) -> str:
        """What stands over the head of a column in the template."""
        return NEEDS[self.columns[name].need]

    def prepared(self, row: FilledRow) -> FilledRow:
        """A row as it is judged: what this kind of file writes in a way of its own, put into that of the fields."""
        return row

    def plain(self, head: str) -> str:
        """A head as it is compared."""
        return plain_head(head)

    @abstractmethod
    def judge(self, state: State, read: Read, today: date, decided: Mapping[int, bool] | None = None) -> Judge:
        """What is needed to judge the rows of one table; ``decided`` is what a person said of rows that ask."""

    @abstractmethod
    def entries(self, read: Read, planned: Sequence[Planned]) -> list[New]:
        """What is recorded of the rows in order."""

    @abstractmethod
    def values(self, payload: Any) -> Mapping[str, str]:
        """Every field of something planned as text."""

    @abstractmethod
    def preview(self, payload: Any, catalogue: Catalogue, t: Translator) -> tuple[str, ...]:
        """What stands under ``preview_heads`` for something planned."""

    @abstractmethod
    def line(self, payload: Any, t: Translator) -> str:
        """Something planned in a few words."""

    @abstractmethod
    def done(self, ids: Sequence[str], planned: Sequence[Planned], t: Translator) -> str:
        """What was recorded, once it is published."""

    @abstractmethod
    def template(self, state: State, lang: str) -> bytes:
        """The workbook to fill in."""


OF_ORGANISATION = Sentences(member=(N_("Name the organisation."), ""))


def recorded_member(member: str, longest: int = 120) -> str:
    """The name of an organisation as it is recorded. Raises ``DraftRefused``."""
    if not 1 < len(member.strip()) <= longest:
        raise DraftRefused([OF_ORGANISATION.fault("member", "member")])
    return member.strip()
