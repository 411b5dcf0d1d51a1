"""Classes for maps with round edges: natural breaks, quantiles or equal steps.

The natural classes are Fisher's (W. D. Fisher, "On grouping for maximum homogeneity", Journal of the American
Statistical Association 53, 1958): the partition of the sorted values with the least squared deviation from
the class means, found exactly by dynamic programming. mapclassify's FisherJenks gives the same classes (a
test compares them) but importing it costs seconds at start-up.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from childrights.catalogue import Observation
from childrights.charts.parts import Bins
from childrights.statistics import MODELLED, gap_between
from geo import COUNTRY

Numbers = npt.NDArray[Any]

NATURAL, QUANTILE, EQUAL = "natural", "quantile", "equal"
METHODS = (NATURAL, QUANTILE, EQUAL)
MOST_CLASSES = 6
TIE = 1e-9
"""Two partitions whose spreads differ by no more are equally good; the rest is rounding."""


def natural_bins(values: Sequence[float], classes: int = 5) -> Bins:
    """``values`` in at most ``classes`` natural classes, fewer when there are fewer different values."""
    return binned(values, class_edges(values, NATURAL, classes))


def binned(values: Sequence[float], edges: Sequence[float]) -> Bins:
    """The class of each value between rising ``edges``; a value on an edge belongs to the class above it."""
    if not values and not edges:
        return Bins((), (), ())
    members = tuple(bisect_right(edges, value) for value in values)
    return Bins(tuple(edges), members, tuple(members.count(i) for i in range(len(edges) + 1)))


def class_edges(values: Sequence[float], method: str, classes: int) -> tuple[float, ...]:
    """Edges of at most ``classes`` classes, fewer when there are fewer different values.

    ``natural``: where the values leave gaps; ``quantile``: as many values in each as ties allow; both with the
    roundest number between two neighbours as edge. ``equal``: steps of one width, rounded to a twentieth of it.
    """
    ordered = sorted(values)
    count = min(classes, len(set(ordered)))
    if count < 2:
        return ()
    if method == EQUAL:
        return _equal_edges(ordered[0], ordered[-1], count)
    starts = natural_starts(ordered, count)[1:] if method == NATURAL else _quantile_starts(ordered, count)
    return tuple(round_between(ordered[start - 1], ordered[start]) for start in starts)


def _equal_edges(low: float, high: float, count: int) -> tuple[float, ...]:
    width = (high - low) / count
    decimals = 1 - math.floor(math.log10(width))
    return tuple(round(low + width * i, decimals) for i in range(1, count))


def _quantile_starts(ordered: Sequence[float], count: int) -> list[int]:
    """Where each class but the first starts: as near as ties allow to parts of one size."""
    allowed = [i for i, (a, b) in enumerate(pairwise(ordered), 1) if a != b]
    starts: list[int] = []
    for i in range(1, count):
        free = [start for start in allowed if not starts or start > starts[-1]]
        if free:
            starts.append(min(free, key=lambda start: abs(start - i * len(ordered) / count)))
    return starts


def natural_starts(ordered: Sequence[float], classes: int) -> list[int]:
    """Where each of the natural ``classes`` of ascending numbers starts; equal values are never parted.

    ``best[i]`` is the least spread of the values from the i-th on, in as many classes as were dealt with; each round
    puts one class before them. Of partitions as good, the one whose classes start first is taken.
    """
    values = np.asarray(ordered, dtype=float)
    values = values - values.mean()
    n = len(values)
    sums, squares = (np.concatenate(([0.0], np.cumsum(part))) for part in (values, values * values))
    allowed = np.concatenate(([True], values[1:] != values[:-1]))

    def spreads(start: int, ends: Numbers) -> Numbers:
        total = sums[ends] - sums[start]
        found: Numbers = np.maximum(squares[ends] - squares[start] - total * total / (ends - start), 0.0)
        return found

    best = np.array([spreads(start, np.array([n]))[0] for start in range(n)])
    rounds: list[list[int]] = []
    for _ in range(classes - 1):
        following, chosen = np.full(n, np.inf), [0] * n
        for start in range(n - 1):
            ends = np.arange(start + 1, n)
            ends = ends[allowed[ends] & np.isfinite(best[ends])]
            if len(ends):
                whole = spreads(start, ends) + best[ends]
                first = int(np.flatnonzero(whole <= whole.min() + TIE)[0])
                following[start], chosen[start] = whole[first], int(ends[first])
        best = following
        rounds.append(chosen)
    starts = [0]
    for chosen in reversed(rounds):
        starts.append(chosen[starts[-1]])
    return starts


def round_between(below: float, above: float) -> float:
    """The number with the fewest digits that is greater than ``below`` and at most ``above``."""
    gap = above - below
    step = 10.0 ** math.ceil(math.log10(max(abs(above), abs(below), gap)) + 1)
    while step > 0:
        for unit in (step, step / 2):
            candidate = math.floor(above / unit + 1e-9) * unit
            if below < candidate <= above:
                return round(candidate, 10)
        step /= 10
    raise AssertionError("unreachable: some step separates two different numbers")


_SAME_GROUND = ("boundary", "hidden", "several_differences")
"""Reasons for which two figures are no change but still measure the same thing in the same way."""


@dataclass(frozen=True, slots=True)
class Classing:
    """How values are parted into classes. ``edges`` of one's own win over ``method`` and ``count``.

    ``every_period``: the classes are found over all periods that may share a scale, not over the one shown.
    """

    method: str = NATURAL
    count: int = 5
    edges: tuple[float, ...] = ()
    every_period: bool = True


def scale_edges(
    classing: Classing, shown: Sequence[Observation], rounds: Iterable[Sequence[Observation]] = ()
) -> tuple[float, ...]:
    """The class edges for the figures ``shown``; ``rounds`` are the figures of every period of the same group.

    The country never counts. Without ``every_period`` the classes are those of ``shown`` alone.
    """
    if classing.edges:
        return classing.edges
    values = _known_values(shown)
    if classing.every_period:
        values = [value for one in rounds if share_a_scale(shown, one) for value in _known_values(one)] or values
    return class_edges(values, classing.method, classing.count)


def share_a_scale(one: Sequence[Observation], other: Sequence[Observation]) -> bool:
    """Whether figures of two periods measure one thing in one way: no known break of definition, records or kind.

    Borders may differ between them: a map shows levels, not changes.
    """
    if not one or not other:
        return False
    if {o.status == MODELLED for o in one} != {o.status == MODELLED for o in other}:
        return False
    first = {o.area: o for o in one}
    gaps = (gap_between(first[o.area], o) for o in other if o.area in first and o is not first[o.area])
    return all(gap is None or gap.reason in _SAME_GROUND for gap in gaps)


def _known_values(figures: Iterable[Observation]) -> list[float]:
    return [o.value for o in figures if o.area != COUNTRY and o.value is not None]
