"""Problems grouped by what causes them, so that one decision cures all cells of a cause. Pure."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from etl.problems import CheckResult, Problem, more_of

LABEL_CODES = frozenset({"unknown_area", "unknown_indicator", "unknown_category"})
"""Codes whose cause is one wording in the file: all cells with that wording stand and fall together."""

YEAR_LABELS = frozenset(
    {
        "not_a_year",
        "out_of_bounds",
        "serial",
        "odd_range",
        "school_year_half",
        "letter",
        "unknown",
        "two_digit",
        "comma",
    }
)
"""Wordings of a year for which a person can say which year is meant."""

NO_YEARS = frozenset({"month", "part", "open", "target"})
"""Wordings of a time that no year can stand for: their figures can only be left out."""

FIRST_CELLS = 6
MOST_COLUMNS = 3
_COLUMN = re.compile(r"[A-Z]+")

Kind = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Cause:
    """One cause and the problems it makes. ``label`` is the wording in the file when that is the cause.

    ``places`` are the columns (``Sheet1!C``) or whole sheets whose numbers are doubtful in one way: they are asked
    about once and stand and fall together.
    """

    severity: str
    code: str
    variant: str
    label: str
    problems: tuple[Problem, ...]
    places: tuple[str, ...] = ()
    several_sheets: bool = False

    @property
    def key(self) -> str:
        """A short name that stays the same from rerun to rerun, for widgets."""
        parts = (self.severity, self.code, self.variant, self.label, *self.places)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells concerned, as ``A1``; with the sheet before them when the file has more than one sheet."""
        cells = [(f"{one.sheet}!{one.cell}" if self.several_sheets else one.cell) for one in self.problems if one.cell]
        return tuple(dict.fromkeys(cells))

    @property
    def count(self) -> int:
        """How many cells are concerned, those included that the check counted without naming them."""
        return len(self.cells) + sum(map(more_of, self.problems))


@dataclass(frozen=True, slots=True)
class VerdictTally:
    """The verdict in numbers: figures that were accepted, that need help, that were left out on purpose.

    ``withheld`` says of how many accepted ones it is known that they will not be shown, by the rule that hides them.
    """

    accepted: int
    rejected: int
    skipped: int
    warnings: int
    withheld: Mapping[str, int] = field(default_factory=dict)

    @property
    def readable(self) -> int:
        """All figures that are meant to be published."""
        return self.accepted + self.rejected

    @property
    def shown(self) -> int:
        """How many will be shown."""
        return self.accepted - sum(self.withheld.values())


def count_verdict(checked: CheckResult) -> VerdictTally:
    """Count what a check found. ``warnings`` counts doubtful cells."""
    warned = {(p.sheet, p.cell) for p in worth_telling(checked.problems) if p.severity == "warning"}
    more = sum(more_of(p) for p in checked.problems if p.severity == "warning")
    return VerdictTally(
        len(checked.observations), checked.rejected, checked.skipped, len(warned) + more, checked.withheld
    )


def worth_telling(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Errors, and the warnings at cells that have no error: one thing at a time. What was read as before stands with
    its undo among the decisions."""
    problems = [p for p in problems if not p.message_id.endswith("/remembered")]
    wrong = {(p.sheet, p.cell) for p in problems if p.severity == "error"}
    return tuple(p for p in problems if p.severity == "error" or (p.sheet, p.cell) not in wrong)


def causes(
    problems: Sequence[Problem],
    label_of: Callable[[Problem], str] = lambda problem: problem.value,
    several_sheets: bool = False,
) -> tuple[Cause, ...]:
    """Problems by cause: errors first, then by how many cells they concern, then in the order of the file.

    ``label_of`` gives the whole wording of a cell; a problem keeps only the start of a long one. ``several_sheets``
    says that the file has more than one sheet.
    """
    told = worth_telling(problems)
    columns = {(*_kind(one), _column(one)) for one in told if means(one)}
    across = Counter(key[:-1] for key in columns)
    grouped: dict[tuple[str, str, str, str, str], list[Problem]] = {}
    for problem in told:
        severity, code, variant, sheet = _kind(problem)
        place = ""
        if means(problem):
            place = sheet if across[_kind(problem)] > MOST_COLUMNS else f"{sheet}!{_column(problem)}"
        grouped.setdefault((severity, code, variant, _label(problem, variant, label_of), place), []).append(problem)
    several_sheets = several_sheets or len({one.sheet for one in told if one.sheet}) > 1
    found = [
        Cause(*key[:-1], tuple(members), (key[-1],) if key[-1] else (), several_sheets)
        for key, members in grouped.items()
    ]
    return tuple(sorted(_alike(found), key=lambda cause: (cause.severity != "error", -_size(cause))))


def _alike(found: Sequence[Cause]) -> list[Cause]:
    """Doubts about numbers that are of one kind and have the same answers are asked once for all their places."""
    merged: dict[object, Cause] = {}
    for cause in found:
        units = frozenset(dict(one.params).get("unit", "") for one in cause.problems)
        answers = frozenset(code for one in cause.problems for code in means(one))
        asked = (cause.severity, cause.code, cause.variant, units, answers)
        key: object = asked if cause.places else cause.key
        before = merged.get(key)
        if before is not None:
            cause = replace(before, problems=before.problems + cause.problems, places=before.places + cause.places)
        merged[key] = cause
    return list(merged.values())


def _size(cause: Cause) -> int:
    return len(cause.problems) + sum(map(more_of, cause.problems))


def means(problem: Problem) -> dict[str, str]:
    """What a person can say about a doubtful number: code of the reading → the number it gives (may be empty)."""
    told = dict(problem.params).get("means", "")
    return dict(part.split("=", 1) for part in told.split())


def names_label(problem: Problem) -> bool:
    """Whether the problem stands at a label, whose figures are left out with it."""
    if problem.code == "missing_unit":
        return dict(problem.params).get("label") == problem.value != ""
    return problem.code in LABEL_CODES and not _at_a_figure(problem)


def _at_a_figure(problem: Problem) -> bool:
    """Whether two labels contradict each other at a figure: its digits are no wording that could be decided about."""
    return problem.message_id.endswith("/clash") and not any(map(str.isalpha, problem.value))


def _kind(problem: Problem) -> Kind:
    return problem.severity, problem.code, problem.message_id.partition("/")[2], problem.sheet


def _column(problem: Problem) -> str:
    found = _COLUMN.match(problem.cell)
    return found[0] if found else ""


def _label(problem: Problem, variant: str, label_of: Callable[[Problem], str]) -> str:
    if problem.code == "missing_unit":
        return dict(problem.params).get("label", "")
    if _at_a_figure(problem):
        return ""
    if problem.code in LABEL_CODES or (problem.code == "unknown_year" and variant in YEAR_LABELS | NO_YEARS):
        return label_of(problem) if problem.value else ""
    return ""
