"""Findings over many figures: the rank of a place, the group furthest behind, and the number behind a percentage."""

from __future__ import annotations

from dataclasses import replace
from math import floor, log10

from childrights.coverage import arrange
from childrights.equity import furthest_behind
from childrights.messages import conscience
from childrights.messages.desk import Desk, is_projection
from childrights.messages.finding import (
    DO_NOT_SAY,
    NOTES,
    REFUSES,
    WEAKENS,
    Ask,
    Finding,
    Reason,
    shown,
    verdict_of,
)
from childrights.messages.pairs import beside
from childrights.model import TOTAL, Group, Observation
from childrights.refusal import Refusal
from childrights.strata import strata
from childrights.uncertainty import ranks
from geo.areas import COUNTRY
from geo.provinces import ground

PEOPLE_WITHIN_YEARS = 1
"""A population counted further away in time than this is no denominator."""
PEOPLE_DIGITS = 2
"""Significant digits of a number of people worked out from a percentage."""


def rank(ask: Ask, desk: Desk, own: Observation) -> Finding:
    """Where a place stands among all of its period, only as far as the intervals allow. Rank 1 is the best."""
    if own.area == COUNTRY:
        return _refused(ask, desk, Reason("country_rank", REFUSES), own)
    if desk.indicator.unit == "number":
        return _refused(ask, desk, Reason("counts", REFUSES), own)
    same = [one for one in desk.figures if one.period_label == own.period_label and Group.of(one) == ask.group]
    drawn = list(arrange(desk.indicator.code, own.period_label, ask.group, same, {}).drawn)
    found = ranks(drawn, desk.indicator)
    if isinstance(found, Refusal):
        return _refused(ask, desk, conscience.of_refusal(found), own)
    mine = next((one for one in found if one.code == own.area), None)
    if mine is None:
        return _refused(ask, desk, Reason("overlapping_area", REFUSES), own)
    places = len(found)
    exact = "best" if mine.worst == 1 else "worst" if mine.best == places else "exact"
    way = exact if mine.best == mine.worst else "between"
    doubt = () if way != "between" else (Reason("rank_range", WEAKENS),)
    reasons = conscience.together(doubt, conscience.about(own, desk))
    value = shown(float(own.value or 0.0), desk.indicator)
    results = {"value": value, "best": mine.best, "worst": mine.worst, "places": places}
    others = tuple(one for one in drawn if one is not own)
    return Finding(ask, desk.indicator, verdict_of(reasons), (own, *others), reasons, way, results)


def gap(ask: Ask, desk: Desk, own: Observation) -> Finding:
    """Which group of a dimension is furthest behind in the place and period of ``own``, against the one best off."""
    name = ask.versus or "wealth"
    ask = replace(ask, versus=name)
    base = replace(ask.group, **{name: TOTAL})
    same = [
        one
        for one in desk.of_area(own.area)
        if one.period_label == own.period_label and replace(Group.of(one), **{name: TOTAL}) == base
    ]
    if all(getattr(one, name) == TOTAL for one in same):
        return _refused(ask, desk, Reason("no_split", REFUSES, codes={"dimension": name}), own)
    groups = strata(same, name, desk.indicator)
    if isinstance(groups, Refusal):
        return _refused(ask, desk, conscience.of_refusal(groups), own)
    behind = furthest_behind(groups)
    if isinstance(behind, Refusal):
        return _refused(ask, desk, conscience.of_refusal(behind), own)
    by_code = {getattr(one, name): one for one in groups.observations}
    worst = by_code[behind.worst]
    sign = 1 if desk.indicator.polarity == "higher_better" else -1
    ahead = max((one for one in by_code.values() if one is not worst), key=lambda one: sign * float(one.value or 0.0))
    near = tuple(code for code in by_code if code in behind.candidates[1:])
    return _of_ends(ask, desk, worst, ahead, near)


def _of_ends(ask: Ask, desk: Desk, worst: Observation, ahead: Observation, near: tuple[str, ...]) -> Finding:
    for one in (worst, ahead):
        if conscience.refuses(forbidden := conscience.about(one, desk)):
            return Finding(ask, desk.indicator, DO_NOT_SAY, (worst, ahead), forbidden)
    beside_it = (Reason("near", NOTES, codes={"groups": "; ".join(near)}),) if near else ()
    return beside(ask, desk, worst, ahead, conscience.about(ahead, desk), *beside_it)


def people(ask: Ask, desk: Desk, own: Observation) -> Finding:
    """How many the percentage stands for, where exactly that population was counted there and then; else refused."""
    if desk.indicator.unit == "number":
        return _refused(ask, desk, Reason("is_number", REFUSES), own)
    if not desk.words.people:
        return _refused(ask, desk, Reason("no_people", REFUSES), own)
    same = [one for one in desk.people if one.value is not None and _same_people(one, own)]
    counted = min(same, key=lambda one: (_apart(one, own), -one.year_end), default=None)
    if counted is None or _apart(counted, own) > PEOPLE_WITHIN_YEARS:
        return _refused(ask, desk, Reason("no_people_then", REFUSES, {"years": PEOPLE_WITHIN_YEARS}), own)
    value = shown(float(own.value or 0.0), desk.indicator)
    number = rounded(value / 100 * float(counted.value or 0.0))
    if not number:
        return _refused(ask, desk, Reason("no_share", REFUSES), own)
    worked = Reason("worked_out", NOTES, {"people": float(counted.value or 0.0)}, {"period": counted.period_label})
    made = "projected_people" if is_projection(counted, desk.today) else "modelled_people"
    modelled = (Reason(made, NOTES),) if counted.status == "modelled" else ()
    reasons = conscience.together(conscience.about(own, desk), (worked, *modelled))
    results = {"value": value, "number": number, "people": float(counted.value or 0.0)}
    return Finding(ask, desk.indicator, verdict_of(reasons), (own, counted), reasons, "people", results)


def _same_people(counted: Observation, own: Observation) -> bool:
    alike = ("sex", "residence", "wealth", "disability")
    same_ground = ground(counted.area, counted.year_end) == ground(own.area, own.year_end)
    return same_ground and own.age == TOTAL and all(getattr(counted, name) == getattr(own, name) for name in alike)


def _apart(one: Observation, other: Observation) -> int:
    """Years between two periods; 0 when they share a year."""
    return max(one.year_start - other.year_end, other.year_start - one.year_end, 0)


def rounded(number: float, digits: int = PEOPLE_DIGITS) -> float:
    """``number`` to so many significant digits; 0 stays 0."""
    if number <= 0:
        return 0.0
    return float(round(number, digits - 1 - floor(log10(number))))


def _refused(ask: Ask, desk: Desk, reason: Reason, own: Observation) -> Finding:
    return Finding(ask, desk.indicator, DO_NOT_SAY, (own,), (reason,))
