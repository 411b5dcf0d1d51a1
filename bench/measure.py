"""A benchmark case and how it is measured."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """``subject`` and ``baseline`` do comparable work; ``limit`` is the ratio of their times not to be exceeded.

    ``what`` says in words what is compared with what. Both are called ``rounds`` times, after one call each that
    does not count. A callable that returns a float says itself how many seconds it took.
    """

    name: str
    what: str
    subject: Callable[[], object]
    baseline: Callable[[], object]
    limit: float | None = None
    rounds: int = 7


@dataclass(frozen=True, slots=True)
class Result:
    """Median seconds of both sides of a case."""

    case: Case
    subject_s: float
    baseline_s: float

    @property
    def ratio(self) -> float:
        """Subject over baseline: below 1 is faster than the baseline."""
        return self.subject_s / self.baseline_s

    @property
    def is_fine(self) -> bool:
        """Whether the ratio keeps its limit, if it has one."""
        return self.case.limit is None or self.ratio <= self.case.limit


def measure(case: Case) -> Result:
    """Both sides in turn, round by round, so that a busy moment of the machine hits both."""
    seconds(case.subject)
    seconds(case.baseline)
    pairs = [(seconds(case.subject), seconds(case.baseline)) for _ in range(case.rounds)]
    subject, baseline = zip(*pairs, strict=True)
    return Result(case, statistics.median(subject), statistics.median(baseline))


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes, in seconds."""
    begun = time.perf_counter()
    told = work()
    return told if isinstance(told, float) else time.perf_counter() - begun
