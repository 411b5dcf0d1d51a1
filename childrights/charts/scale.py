"""The classes of a map: how they are found, and over which periods, so that a colour keeps its meaning."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from childrights.breaks import MODELLED, gap_between
from childrights.charts.bins import NATURAL, class_edges
from childrights.model import Observation
from geo.areas import COUNTRY

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
    values = _values(shown)
    if classing.every_period:
        values = [value for one in rounds if share_a_scale(shown, one) for value in _values(one)] or values
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


def _values(figures: Iterable[Observation]) -> list[float]:
    return [o.value for o in figures if o.area != COUNTRY and o.value is not None]
