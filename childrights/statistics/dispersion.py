"""How far places lie apart in one indicator, and which is best and worst where the figures allow to say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from childrights.catalogue import Group, Indicator, Observation
from childrights.statistics.differences import CLEAR, NOT_COMPARABLE, comparison
from childrights.statistics.discovery import NEAR_CERTAIN, rank_chances
from childrights.statistics.inequality import MeasureRefusal
from geo import COUNTRY


@dataclass(frozen=True, slots=True)
class Dispersion:
    """The figures of ``areas`` places of one period, from ``lowest`` to ``highest``.

    ``best`` and ``worst`` are there only where it is near certain which place that is. ``refusal`` says why places are
    not ranked at all; without it and without a best place, several may be it.
    """

    areas: int
    lowest: Observation
    highest: Observation
    best: Observation | None = None
    worst: Observation | None = None
    refusal: MeasureRefusal | None = None


def spread(figures: Sequence[Observation], indicator: Indicator) -> Dispersion | None:
    """The spread of ``figures`` of one period and group; the country is left out. ``None`` for fewer than two."""
    places = {one.area: one for one in figures if one.area != COUNTRY and one.value is not None}
    if len(places) < 2:
        return None
    ordered = sorted(places.values(), key=lambda one: (one.value or 0.0, one.area))
    found = rank_chances(ordered, indicator, {ordered[0].area, ordered[-1].area})
    if isinstance(found, MeasureRefusal):
        return Dispersion(len(places), ordered[0], ordered[-1], refusal=found)
    best = next((one.code for one in found if one.first >= NEAR_CERTAIN), None)
    worst = next((one.code for one in found if one.last >= NEAR_CERTAIN), None)
    return Dispersion(
        len(places),
        ordered[0],
        ordered[-1],
        best=places[best] if best else None,
        worst=places[worst] if worst else None,
    )


DIRECTIONS = ("better", "worse", "up", "down", "no_clear_change", "not_comparable", "single")


@dataclass(frozen=True, slots=True)
class Direction:
    """What may be said of two figures of one series. ``basis`` and ``p`` are those of
    ``childrights.statistics.Verdict``."""

    code: str
    difference: float | None = None
    basis: str = "none"
    p: float | None = None


def direction(previous: Observation | None, latest: Observation | None, indicator: Indicator) -> Direction:
    """Compare two national or local figures of the same indicator, place and group.

    Returns ``not_comparable`` when place, group, definition or borders differ or a value is missing, ``single`` when
    there is but one figure.
    """
    if latest is None or latest.value is None or previous is None:
        return Direction("single")
    if previous.value is None or _place_and_group(previous) != _place_and_group(latest):
        return Direction("not_comparable")
    verdict = comparison(previous, latest, indicator)
    if verdict.code == NOT_COMPARABLE:
        return Direction("not_comparable")
    if verdict.code != CLEAR:
        return Direction("no_clear_change", verdict.difference, verdict.basis, verdict.p)
    way = word(previous.value, latest.value, indicator.polarity)
    return Direction(way, verdict.difference, verdict.basis, verdict.p)


def _place_and_group(observation: Observation) -> tuple[str, Group]:
    return (observation.area, Group.of(observation))


def word(before: float, after: float, polarity: str) -> str:
    """``better``, ``worse``, or for a context figure ``up``, ``down``, of two different values."""
    rising = after > before
    if polarity == "context_only":
        return "up" if rising else "down"
    if polarity == "closer_to_1":
        return "better" if abs(after - 1) < abs(before - 1) else "worse"
    return "better" if rising == (polarity == "higher_better") else "worse"
