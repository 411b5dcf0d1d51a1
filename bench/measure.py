"""A benchmark case and how it is measured."""

from __future__ import annotations

import gc
import math
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """``subject`` and ``baseline`` do comparable work; ``limit`` is the ratio of their times not to be exceeded.

    ``what`` says in words what is compared with what. Both are called ``rounds`` times, after one call each that
    does not count. A callable that returns a float says itself what it measured: seconds, or ``unit``.
    """

    name: str
    what: str
    subject: Callable[[], object]
    baseline: Callable[[], object]
    limit: float | None = None
    rounds: int = 7
    unit: str = "s"


@dataclass(frozen=True, slots=True)
class Result:
    """Medians of both sides of a case, in seconds or the case's unit."""

    case: Case
    subject: float
    baseline: float

    @property
    def ratio(self) -> float:
        """Subject over baseline: below 1 is faster than the baseline. Where nothing is allowed, 0 for nothing."""
        if not self.baseline:
            return math.inf if self.subject else 0.0
        return self.subject / self.baseline

    @property
    def is_fine(self) -> bool:
        """Whether the ratio keeps its limit, if it has one."""
        return self.case.limit is None or self.ratio <= self.case.limit


def measured(name: str, what: str, found: float, allowed: float, unit: str = "s") -> Case:
    """A case of something measured already: ``found`` against what is allowed or was found beside it."""
    return Case(name, what, lambda: float(found), lambda: float(allowed), limit=1.0, rounds=1, unit=unit)


def measure(case: Case) -> Result:
    """Both sides in turn, round by round, so that a busy moment of the machine hits both."""
    amount(case.subject)
    amount(case.baseline)
    pairs = [(amount(case.subject), amount(case.baseline)) for _ in range(case.rounds)]
    subject, baseline = zip(*pairs, strict=True)
    return Result(case, statistics.median(subject), statistics.median(baseline))


def amount(work: Callable[[], object]) -> float:
    """What one call says it measured, else how long it took in seconds. No side pays for what the other left behind."""
    gc.collect()
    begun = time.perf_counter()
    told = work()
    return told if isinstance(told, float) else time.perf_counter() - begun
