"""Problems grouped by what causes them, so that one decision cures all cells of a cause. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ui.manage.shapes import Checked, Problem

LABEL_CODES = frozenset({"unknown_area", "unknown_indicator", "unknown_category"})
"""Codes whose cause is one wording in the file: all cells with that wording stand and fall together."""

FIRST_CELLS = 6


@dataclass(frozen=True, slots=True)
class Cause:
    """One cause and the problems it makes. ``label`` is the wording in the file when that is the cause."""

    severity: str
    code: str
    variant: str
    label: str
    problems: tuple[Problem, ...]

    @property
    def key(self) -> str:
        """A short name that stays the same from rerun to rerun, for widgets."""
        parts = (self.severity, self.code, self.variant, self.label)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells concerned, as ``A1``; with the sheet before them when there is more than one sheet."""
        several = len({one.sheet for one in self.problems}) > 1
        named = [f"{one.sheet}!{one.cell}" if several else one.cell for one in self.problems if one.cell]
        return tuple(dict.fromkeys(named))


@dataclass(frozen=True, slots=True)
class Tally:
    """The verdict in numbers: figures that can be published, that need help, that were left out on purpose."""

    accepted: int
    rejected: int
    skipped: int
    warnings: int

    @property
    def readable(self) -> int:
        """All figures that are meant to be published."""
        return self.accepted + self.rejected


def tally(checked: Checked) -> Tally:
    """Count what a check found. ``warnings`` counts doubtful cells."""
    warned = {(p.sheet, p.cell) for p in worth_telling(checked.problems) if p.severity == "warning"}
    return Tally(len(checked.observations), checked.rejected, checked.skipped, len(warned))


def worth_telling(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Errors, and the warnings at cells that have no error: one thing at a time."""
    wrong = {(p.sheet, p.cell) for p in problems if p.severity == "error"}
    return tuple(p for p in problems if p.severity == "error" or (p.sheet, p.cell) not in wrong)


def causes(
    problems: Sequence[Problem], label_of: Callable[[Problem], str] = lambda problem: problem.value
) -> tuple[Cause, ...]:
    """Problems by cause: errors first, then by how many cells they concern, then in the order of the file.

    ``label_of`` gives the whole wording of a cell; a problem keeps only the start of a long one.
    """
    grouped: dict[tuple[str, str, str, str], list[Problem]] = {}
    for problem in worth_telling(problems):
        variant = problem.message_id.partition("/")[2]
        label = label_of(problem) if problem.code in LABEL_CODES and problem.value else ""
        grouped.setdefault((problem.severity, problem.code, variant, label), []).append(problem)
    found = [Cause(*key, tuple(members)) for key, members in grouped.items()]
    return tuple(sorted(found, key=lambda cause: (cause.severity != "error", -len(cause.problems))))
