"""Whether a change may be called one: only where it can be told from noise, and in words, not colours."""

from __future__ import annotations

from dataclasses import dataclass

from childrights.catalogue import Indicator
from childrights.model import Group, Observation
from childrights.uncertainty import CLEAR, NOT_COMPARABLE, comparison

DIRECTIONS = ("better", "worse", "up", "down", "no_clear_change", "not_comparable", "single")


@dataclass(frozen=True, slots=True)
class Direction:
    """What may be said of two figures of one series. ``basis`` is that of ``childrights.uncertainty.Verdict``."""

    code: str
    difference: float | None = None
    basis: str = "none"


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
        return Direction("no_clear_change", verdict.difference, verdict.basis)
    return Direction(word(previous.value, latest.value, indicator.polarity), verdict.difference, verdict.basis)


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
