"""Whether a change may be called one: only where it can be told from noise, and in words, not colours."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from childrights.catalogue import Indicator
from childrights.model import Observation

DESIGN_EFFECT = 1.5
"""Assumed variance inflation of a clustered household survey where the report gives none.

DHS final reports list design effects (as DEFT, the square root) mostly between 1.0 and 1.6 for child indicators;
1.5 as variance ratio lies in the upper half of that, so that doubt is decided against calling a change.
"""
Z_95 = 1.959964
UNKNOWN_SAMPLE_POINTS = 5.0
"""Smallest difference in percentage points, or in per cent of the earlier value for other units, that is called
a change when neither an interval nor a sample size was published for a survey figure."""

DIRECTIONS = ("better", "worse", "up", "down", "no_clear_change", "not_comparable", "single")


@dataclass(frozen=True, slots=True)
class Direction:
    """What may be said of two figures of one series. ``basis`` names what the judgement rests on.

    ``basis``: ``intervals`` (published), ``samples`` (approximated from sample sizes), ``complete`` (a count or
    register without sampling), ``modelled``, ``rule`` (a fixed smallest difference), ``none``.
    """

    code: str
    difference: float | None = None
    basis: str = "none"


def direction(previous: Observation | None, latest: Observation | None, indicator: Indicator) -> Direction:
    """Compare two national or local figures of the same indicator, place and group.

    Returns ``not_comparable`` when place or group differ or a value is missing, ``single`` when there is but one.
    """
    if latest is None or latest.value is None or previous is None:
        return Direction("single")
    if previous.value is None or _place_and_group(previous) != _place_and_group(latest):
        return Direction("not_comparable")
    difference = latest.value - previous.value
    clear, basis = _clear(previous, latest, indicator)
    if not clear:
        return Direction("no_clear_change", difference, basis)
    return Direction(_word(previous.value, latest.value, indicator.polarity), difference, basis)


def _place_and_group(observation: Observation) -> tuple[str, ...]:
    indicator, area, _, *group = observation.key
    return (indicator, area, *group)


def _word(before: float, after: float, polarity: str) -> str:
    rising = after > before
    if polarity == "context_only":
        return "up" if rising else "down"
    if polarity == "closer_to_1":
        return "better" if abs(after - 1) < abs(before - 1) else "worse"
    return "better" if rising == (polarity == "higher_better") else "worse"


def _clear(before: Observation, after: Observation, indicator: Indicator) -> tuple[bool, str]:
    assert before.value is not None and after.value is not None
    if None not in (before.lower, before.upper, after.lower, after.upper):
        apart = before.upper < after.lower or after.upper < before.lower  # type: ignore[operator]
        return apart, "intervals"
    difference = abs(after.value - before.value)
    if indicator.source_type in ("administrative", "census", "case_data"):
        return difference > 0, "complete"
    if indicator.unit == "percent" and before.sample_size and after.sample_size:
        error = sqrt(_variance(before) + _variance(after))
        return difference > Z_95 * error, "samples"
    needed = UNKNOWN_SAMPLE_POINTS
    if indicator.unit != "percent":
        needed *= abs(before.value) / 100
    return difference >= needed and difference > 0, "modelled" if after.status == "modelled" else "rule"


def _variance(observation: Observation) -> float:
    """Variance of a percentage from its sample size, inflated by the design effect (simple binomial formula)."""
    assert observation.value is not None and observation.sample_size
    share = min(max(observation.value, 0.0), 100.0)
    return DESIGN_EFFECT * share * (100 - share) / observation.sample_size
