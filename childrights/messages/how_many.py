"""How many people a percentage stands for: of exactly those people, counted or estimated for one year that matches."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, log10

from childrights.catalogue import TOTAL, Observation
from childrights.messages import caveats
from childrights.messages.evidence import TopicEvidence
from childrights.messages.finding import (
    DO_NOT_SAY,
    NOTES,
    REFUSES,
    Ask,
    ClaimReason,
    Finding,
    printed_value,
    verdict_of,
)
from childrights.newest import is_projection
from childrights.snapshot import limits
from childrights.statistics import MODELLED, interval_of
from geo import COUNTRY, ground

PEOPLE_DIGITS = 2
"""Significant digits of a number of people worked out from a percentage: the percentage itself bears no more."""
_SPLITS = ("wealth", "disability", "residence", "sex")
"""By what people may be counted, the split that is hardest to come by first."""


def people(ask: Ask, desk: TopicEvidence, own: Observation) -> Finding:
    """How many the percentage stands for, where exactly that population is known for a year of the figure; else refused
    with what is missing. The range is that of the figure's interval; the number of people is taken as known."""
    counted = _counted(desk, own)
    if isinstance(counted, ClaimReason):
        return Finding(ask, desk.indicator, DO_NOT_SAY, (own,), (counted,))
    all_of_them = float(counted.value or 0.0)
    value = printed_value(float(own.value or 0.0), desk.indicator)
    number = significant(value / 100 * all_of_them)
    if not number:
        return Finding(ask, desk.indicator, DO_NOT_SAY, (own,), (ClaimReason("no_share", REFUSES),))
    results = {"value": value, "number": number, "people": all_of_them}
    notes = [ClaimReason("worked_out", NOTES, {"people": all_of_them}, {"period": counted.period_label})]
    if (interval := interval_of(own, desk.indicator)) is not None:
        step = 10.0 ** (floor(log10(number)) + 1 - PEOPLE_DIGITS)
        lower, upper = (end / 100 * all_of_them / step for end in (interval.lower, interval.upper))
        results |= {"fewest": floor(lower) * step, "most": ceil(upper) * step}
        notes.append(ClaimReason("people_range" if own.lower is not None else "people_range_ours", NOTES))
    if counted.status == MODELLED:
        projected = is_projection(counted, desk.today)
        notes.append(ClaimReason("projected_people" if projected else "modelled_people", NOTES))
    reasons = caveats.together(caveats.caveats_of(own, desk), tuple(notes))
    return Finding(ask, desk.indicator, verdict_of(reasons), (own, counted), reasons, "people", results)


def _counted(desk: TopicEvidence, own: Observation) -> Observation | ClaimReason:
    """The people that ``own`` is a share of, or why their number is not known: what the figure is of, by what they are
    split, where they are, when. Of two numbers for the year a census comes before an
    estimate, and that before a projection.
    """
    if desk.indicator.unit == "number":
        return ClaimReason("is_number", REFUSES)
    if desk.words.kind != "share":
        return ClaimReason("no_share_of_people", REFUSES)
    if limits(own):
        return ClaimReason("people_limited", REFUSES)
    known = [one for one in desk.people if one.value is not None]
    if not known:
        return ClaimReason("no_people", REFUSES)
    if own.age != TOTAL:
        return ClaimReason("people_age", REFUSES)
    alike = [one for one in known if all(getattr(one, name) == getattr(own, name) for name in _SPLITS)]
    if not alike:
        return ClaimReason("people_split", REFUSES, codes={"dimension": _split(known, own)})
    here = [one for one in alike if ground(one.area, one.year_end) == ground(own.area, own.year_end)]
    if not here:
        return ClaimReason("people_country" if {one.area for one in alike} == {COUNTRY} else "people_here", REFUSES)
    then = [one for one in here if one.year_start <= own.year_end and own.year_start <= one.year_end]
    if not then:
        nearest = min(here, key=lambda one: (_apart(one, own), one.year_end))
        return ClaimReason("people_then", REFUSES, codes={"period": nearest.period_label})
    return min(then, key=lambda one: (is_projection(one, desk.today), one.status == MODELLED, -one.year_end))


def _split(known: Sequence[Observation], own: Observation) -> str:
    """The first split of ``own`` that nobody of ``known`` is counted by."""
    asked = [name for name in _SPLITS if getattr(own, name) != TOTAL]
    missing = [name for name in asked if all(getattr(one, name) != getattr(own, name) for one in known)]
    return (missing or asked or ["sex"])[0]


def _apart(one: Observation, other: Observation) -> int:
    """Years between two periods; 0 when they share a year."""
    return max(one.year_start - other.year_end, other.year_start - one.year_end, 0)


def significant(number: float, digits: int = PEOPLE_DIGITS) -> float:
    """``number`` to so many significant digits; 0 stays 0."""
    if number <= 0:
        return 0.0
    return float(round(number, digits - 1 - floor(log10(number))))
