"""How far places lie apart in one indicator, and which is best and worst where the figures allow to say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from childrights.catalogue import Indicator
from childrights.model import Observation
from childrights.refusal import Refusal
from childrights.uncertainty import ranks
from geo.areas import COUNTRY


@dataclass(frozen=True, slots=True)
class Spread:
    """The figures of ``areas`` places of one period, from ``lowest`` to ``highest``.

    ``best`` and ``worst`` are there only where one place lies apart from every other. ``refusal`` says why places are
    not ranked at all; without it and without a best place, the intervals overlap.
    """

    areas: int
    lowest: Observation
    highest: Observation
    best: Observation | None = None
    worst: Observation | None = None
    refusal: Refusal | None = None


def spread(figures: Sequence[Observation], indicator: Indicator) -> Spread | None:
    """The spread of ``figures`` of one period and group; the country is left out. ``None`` for fewer than two."""
    places = {one.area: one for one in figures if one.area != COUNTRY and one.value is not None}
    if len(places) < 2:
        return None
    ordered = sorted(places.values(), key=lambda one: (one.value or 0.0, one.area))
    found = ranks(ordered, indicator)
    if isinstance(found, Refusal):
        return Spread(len(places), ordered[0], ordered[-1], refusal=found)
    first, last = found[0], found[-1]
    return Spread(
        len(places),
        ordered[0],
        ordered[-1],
        best=places[first.code] if first.worst == 1 else None,
        worst=places[last.code] if last.best == len(places) else None,
    )
