"""Findings over many figures: the rank of a place, the group furthest behind, and the number behind a percentage."""

from __future__ import annotations

from dataclasses import replace
from math import comb

from childrights.areas import arrange
from childrights.catalogue import TOTAL, Group, Observation
from childrights.messages import caveats
from childrights.messages.evidence import TopicEvidence
from childrights.messages.finding import (
    DO_NOT_SAY,
    NOTES,
    REFUSES,
    WEAKENS,
    Ask,
    ClaimReason,
    Finding,
    printed_value,
    relative,
    verdict_of,
)
from childrights.statistics import (
    CANNOT_TELL,
    CLEAR,
    NEAR_CERTAIN,
    TOO_FEW_CASES,
    MeasureRefusal,
    Target,
    Verdict,
    comparison,
    expected_values,
    furthest_behind,
    goal_of,
    interval_of,
    may_be_either_side,
    progress,
    rank_chances,
    strata,
)
from geo import COUNTRY


def comparison_finding(
    ask: Ask,
    desk: TopicEvidence,
    own: Observation,
    other: Observation,
    of_other: tuple[ClaimReason, ...],
    *more: ClaimReason,
    looks: int = 1,
) -> Finding:
    """``own`` beside ``other``: the difference is told only where chance alone would hardly make one as large.

    Differences are those of the printed figures. ``of_other`` is what speaks against the second figure; ``more``
    goes with a difference that is claimed; ``looks`` is out of how many pairs this one was taken as the widest.
    """
    found = comparison(other, own, desk.indicator, looks)
    if found.refusal is not None:
        refused = (caveats.of_refusal(found.refusal),)
        return Finding(ask, desk.indicator, DO_NOT_SAY, (own, other), refused)
    results = {
        "value": printed_value(float(own.value or 0.0), desk.indicator),
        "other": printed_value(float(other.value or 0.0), desk.indicator),
    }
    results["difference"] = printed_value(abs(results["value"] - results["other"]), desk.indicator)
    results |= relative(results, desk.indicator)
    extreme = caveats.extreme(own, desk) or caveats.extreme(other, desk)
    clear = found.code == CLEAR and results["difference"] > 0 and not extreme
    alike = (ClaimReason("equal", WEAKENS),) if found.code == CLEAR and not results["difference"] else ()
    doubts = () if extreme and found.code == CLEAR else caveats.of_verdict(found, desk)
    claimed = (*more, *caveats.of_size(results["difference"], desk)) if clear else ()
    reasons = caveats.together(doubts, alike, caveats.caveats_of(own, desk), of_other, claimed)
    way = ("higher" if results["value"] > results["other"] else "lower") if clear else _unclear(found, extreme=extreme)
    if clear and found.basis in SHOWN_BASES:
        ends = sorted(abs(end) for end in (found.lower, found.upper) if end is not None)
        results |= {name: printed_value(end, desk.indicator) for name, end in zip(("low", "high"), ends, strict=True)}
    p = None if found.basis == "complete" else found.p
    told = Finding(ask, desk.indicator, verdict_of(reasons), (own, other), reasons, way, results, p=p)
    return _as_picked(told, desk) if ask.picked and clear and p is not None else told


def _as_picked(found: Finding, desk: TopicEvidence) -> Finding:
    """A place that was picked because it lies far from the country, with how far it is likely to lie from it.

    Neither a share of the country's figure nor the interval is told of a picked one: both would tell the size that
    chance exaggerates.
    """
    own, country = found.figures[:2]
    values = expected_values(drawn_places(desk, own.period_label, found.ask.group), desk.indicator)
    if own.area not in values:
        return found
    likely = printed_value(abs(values[own.area] - float(country.value or 0.0)), desk.indicator)
    results = {name: one for name, one in found.results.items() if name not in _OF_ASKED}
    reason = ClaimReason("picked", NOTES, {"places": len(values)})
    return replace(found, results=results | {"likely": likely}, reasons=(*found.reasons, reason))


def _unclear(found: Verdict, *, extreme: bool) -> str:
    """How a difference that is not claimed is told."""
    if found.code == CANNOT_TELL or (extreme and found.code == CLEAR):
        return "unjudged"
    return "too_few" if found.code == TOO_FEW_CASES else "unclear"


_OF_ASKED = ("relative", "times", "low", "high")
SHOWN_BASES = ("intervals", "samples")
"""The interval of a difference is shown where those of both figures may be; assumed ones are only judged by."""


def rank_finding(ask: Ask, desk: TopicEvidence, own: Observation) -> Finding:
    """Where a place stands among all of its period, in words as strong as its chances."""
    if own.area == COUNTRY:
        return _refused(ask, desk, ClaimReason("country_rank", REFUSES), own)
    if desk.indicator.unit == "number":
        return _refused(ask, desk, ClaimReason("counts", REFUSES), own)
    drawn = drawn_places(desk, own.period_label, ask.group)
    found = rank_chances(drawn, desk.indicator, {own.area})
    if isinstance(found, MeasureRefusal):
        return _refused(ask, desk, caveats.of_refusal(found), own)
    if not found:
        return _refused(ask, desk, ClaimReason("overlapping_area", REFUSES), own)
    mine = found[0]
    ends = {mine.first: "best", mine.last: "worst"}
    way = ends.get(1.0, "exact") if mine.standing == "exact" else mine.standing
    unsure = {"unplaced": "unplaced", "likely_best": "likely", "likely_worst": "likely"}
    # The second worst figure of 17 is no candidate for the best: only the end that is open is left open.
    open_end = {"worst": mine.best, "best": mine.worst}
    if way == "unplaced" and min(open_end.values()) <= 1 - NEAR_CERTAIN:
        way = f"unplaced_{min(open_end, key=lambda end: open_end[end])}"
        unsure[way] = "unplaced"
    doubt = (ClaimReason(unsure[way], WEAKENS),) if way in unsure else ()
    reasons = caveats.together(doubt, caveats.caveats_of(own, desk))
    results = {"value": printed_value(float(own.value or 0.0), desk.indicator), "places": float(mine.places)}
    results |= {"rank": float(mine.rank)} if mine.rank is not None else {"few": float(mine.few)}
    others = tuple(one for one in drawn if one is not own)
    return Finding(ask, desk.indicator, verdict_of(reasons), (own, *others), reasons, way, results)


def drawn_places(desk: TopicEvidence, period: str, group: Group) -> list[Observation]:
    """The figures of a period and group on areas that do not cover each other, as a map draws them."""
    same = [one for one in desk.figures if one.period_label == period and Group.of(one) == group]
    return list(arrange(desk.indicator.code, period, group, same, {}).drawn)


def gap(ask: Ask, desk: TopicEvidence, own: Observation) -> Finding:
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
        return _refused(ask, desk, ClaimReason("no_split", REFUSES, codes={"dimension": name}), own)
    groups = strata(same, name, desk.indicator)
    if isinstance(groups, MeasureRefusal):
        return _refused(ask, desk, caveats.of_refusal(groups), own)
    behind = furthest_behind(groups)
    if isinstance(behind, MeasureRefusal):
        return _refused(ask, desk, caveats.of_refusal(behind), own)
    by_code = {getattr(one, name): one for one in groups.observations}
    worst = by_code[behind.worst]
    sign = 1 if desk.indicator.polarity == "higher_better" else -1
    ahead = max((one for one in by_code.values() if one is not worst), key=lambda one: sign * float(one.value or 0.0))
    near = tuple(code for code in by_code if code in behind.candidates[1:])
    return _of_ends(ask, desk, worst, ahead, near, comb(len(by_code), 2))


def _of_ends(
    ask: Ask, desk: TopicEvidence, worst: Observation, ahead: Observation, near: tuple[str, ...], looks: int
) -> Finding:
    for one in (worst, ahead):
        if caveats.refuses(forbidden := caveats.caveats_of(one, desk)):
            return Finding(ask, desk.indicator, DO_NOT_SAY, (worst, ahead), forbidden)
    beside_it = (ClaimReason("near", NOTES, codes={"groups": "; ".join(near)}),) if near else ()
    return comparison_finding(ask, desk, worst, ahead, caveats.caveats_of(ahead, desk), *beside_it, looks=looks)


def _refused(ask: Ask, desk: TopicEvidence, reason: ClaimReason, own: Observation) -> Finding:
    return Finding(ask, desk.indicator, DO_NOT_SAY, (own,), (reason,))


GOAL_DECIMALS = 2
"""A goal is never rounded to the indicator's decimals: half of 49 % is 24.5 %, not 24 %."""


def target(ask: Ask, desk: TopicEvidence, own: Observation) -> Finding:
    """Where the newest national figure stands to a target, and what the pace so far means.

    Targets are the State's, so places and groups have none. Without two comparable figures the distance is told,
    and no pace.
    """
    chosen = next((one for one in desk.targets if ask.versus in ("", one.code)), None)
    if chosen is None:
        return Finding(ask, desk.indicator, DO_NOT_SAY, (own,), (ClaimReason("no_target", REFUSES),))
    ask = replace(ask, versus=chosen.code)
    if own.area != COUNTRY or ask.group != desk.leading(COUNTRY):
        return Finding(ask, desk.indicator, DO_NOT_SAY, (own,), (ClaimReason("target_national", REFUSES),))
    series = [one for one in desk.of(COUNTRY, ask.group) if one.year_end <= min(own.year_end, desk.today)]
    found = progress(series, desk.indicator, chosen, desk.today)
    if isinstance(found, MeasureRefusal):
        return _distance(ask, desk, own, chosen, series, found)
    status = found.status
    doubt = (ClaimReason("no_pace", WEAKENS),) if status == "no_clear_change" else ()
    pace = ClaimReason("pace", NOTES, codes={"first": found.first.period_label, "last": found.latest.period_label})
    paced = status in ("on_track", "too_slow", "wrong_way")
    either = _either_side(status, found.latest, desk)
    assumes = (pace, *caveats.of_beginning(found.first, series)) if paced else ()
    reasons = caveats.together(doubt, caveats.caveats_of(own, desk), assumes, either)
    figures = (own, found.first) if paced and found.first is not own else (own,)
    return _found(ask, desk, figures, reasons, status, found.goal)


def _either_side(status: str, own: Observation, desk: TopicEvidence) -> tuple[ClaimReason, ...]:
    """What must be said where a figure may lie on either side of a target by an uncertainty that is assumed."""
    assumed = interval_of(own, desk.indicator) is None
    return (ClaimReason("assumed_side", NOTES),) if status == "close" and assumed else ()


def _distance(
    ask: Ask, desk: TopicEvidence, own: Observation, chosen: Target, series: list[Observation], refusal: MeasureRefusal
) -> Finding:
    goal = goal_of(chosen, series)
    if goal is None or refusal.code != "too_few":
        return Finding(ask, desk.indicator, DO_NOT_SAY, (own,), (caveats.of_refusal(refusal),))
    value = float(own.value or 0.0)
    met = value >= goal if chosen.kind == "at_least" else value <= goal
    missed = desk.today > chosen.year
    status = "met" if met else "missed" if missed else "to_go"
    if status != "to_go" and may_be_either_side(own, goal, desk.indicator):
        status = "close"
    once = () if met else (ClaimReason("once", NOTES),)
    reasons = caveats.together(caveats.caveats_of(own, desk), once, _either_side(status, own, desk))
    return _found(ask, desk, (own,), reasons, status, goal)


def _found(
    ask: Ask,
    desk: TopicEvidence,
    figures: tuple[Observation, ...],
    reasons: tuple[ClaimReason, ...],
    status: str,
    goal: float,
) -> Finding:
    chosen = next(one for one in desk.targets if one.code == ask.versus)
    value = printed_value(float(figures[0].value or 0.0), desk.indicator)
    results = {"value": value, "goal": round(goal, GOAL_DECIMALS), "year": float(chosen.year)}
    results["difference"] = round(abs(value - results["goal"]), GOAL_DECIMALS)
    texts = {"kind": chosen.kind, "framework": chosen.framework, "target": chosen.target}
    return Finding(ask, desk.indicator, verdict_of(reasons), figures, reasons, status, results, texts)
