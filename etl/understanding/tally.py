"""What one sheet or file adds up to, while it is being read."""

from __future__ import annotations

from dataclasses import dataclass, field

from childrights.model import Observation
from etl.model import FoundTable, Problem, ReadTable, Recalled
from etl.understanding.alike import Problems


@dataclass(slots=True)
class Tally:
    """``found == len(observations) + rejected + skipped``, in cells that hold a figure.

    ``denied`` when words of the sheet deny the year of the figures, which turning it
    on its side would only hide; ``held`` counts the rejected ones that were read and
    wait for an answer; for ``year_…`` see ``decided_years``. ``gone`` are indicators of the
    member's memory that titles contradict, ``asked`` what is asked once for all tables of a sheet.
    """

    tables: list[FoundTable] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)
    found: int = 0
    rejected: int = 0
    skipped: int = 0
    read: list[ReadTable] = field(default_factory=list)
    denied: bool = False
    held: int = 0
    recalled: list[tuple[Recalled, Problem]] = field(default_factory=list)
    gone: frozenset[str] = frozenset()
    asked: set[Problem] = field(default_factory=set)
    year_needed: bool = False
    year_denied: list[Problem] = field(default_factory=list)
    year_unused: list[Problem] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Take over what another sheet adds up to."""
        self.tables += other.tables
        self.observations += other.observations
        self.problems += other.problems
        self.found += other.found
        self.rejected += other.rejected
        self.skipped += other.skipped
        self.read += other.read
        self.held += other.held
        self.recalled += other.recalled
        self.year_needed |= other.year_needed
        self.year_denied += other.year_denied
        self.year_unused += other.year_unused
