"""How far a series is from a target that somebody really set."""

from __future__ import annotations

from dataclasses import replace

from childrights.messages import conscience
from childrights.messages.desk import Desk
from childrights.messages.finding import DO_NOT_SAY, NOTES, REFUSES, WEAKENS, Ask, Finding, Reason, shown, verdict_of
from childrights.model import Observation
from childrights.refusal import Refusal
from childrights.targets import Target, goal_of, progress
from geo.areas import COUNTRY

GOAL_DECIMALS = 2
"""A goal is never rounded to the indicator's decimals: half of 49 % is 24.5 %, not 24 %."""


def target(ask: Ask, desk: Desk, own: Observation) -> Finding:
    """Where the newest national figure stands to a target, and what the pace so far means.

    Targets are the State's, so places and groups have none. Without two comparable figures the distance is told,
    and no pace.
    """
    chosen = next((one for one in desk.targets if ask.versus in ("", one.code)), None)
    if chosen is None:
        return Finding(ask, desk.indicator, DO_NOT_SAY, (own,), (Reason("no_target", REFUSES),))
    ask = replace(ask, versus=chosen.code)
    if own.area != COUNTRY or ask.group != desk.leading(COUNTRY):
        return Finding(ask, desk.indicator, DO_NOT_SAY, (own,), (Reason("target_national", REFUSES),))
    series = [one for one in desk.of(COUNTRY, ask.group) if one.year_end <= min(own.year_end, desk.today)]
    found = progress(series, desk.indicator, chosen, desk.today)
    if isinstance(found, Refusal):
        return _distance(ask, desk, own, chosen, series, found)
    status = found.status
    doubt = (Reason("no_pace", WEAKENS),) if status == "no_clear_change" else ()
    assumes = (Reason("pace", NOTES, codes={"first": found.first.period_label, "last": found.latest.period_label}),)
    paced = status in ("on_track", "too_slow", "wrong_way")
    reasons = conscience.together(doubt, conscience.about(own, desk), assumes if paced else ())
    figures = (own, found.first) if paced and found.first is not own else (own,)
    return _found(ask, desk, figures, reasons, status, found.goal)


def _distance(
    ask: Ask, desk: Desk, own: Observation, chosen: Target, series: list[Observation], refusal: Refusal
) -> Finding:
    goal = goal_of(chosen, series)
    if goal is None or refusal.code != "too_few":
        return Finding(ask, desk.indicator, DO_NOT_SAY, (own,), (conscience.of_refusal(refusal),))
    value = float(own.value or 0.0)
    met = value >= goal if chosen.kind == "at_least" else value <= goal
    missed = desk.today > chosen.year
    once = () if met else (Reason("once", NOTES),)
    reasons = conscience.together(conscience.about(own, desk), once)
    return _found(ask, desk, (own,), reasons, "met" if met else "missed" if missed else "to_go", goal)


def _found(
    ask: Ask, desk: Desk, figures: tuple[Observation, ...], reasons: tuple[Reason, ...], status: str, goal: float
) -> Finding:
    chosen = next(one for one in desk.targets if one.code == ask.versus)
    value = shown(float(figures[0].value or 0.0), desk.indicator)
    results = {"value": value, "goal": round(goal, GOAL_DECIMALS), "year": float(chosen.year)}
    results["difference"] = round(abs(value - results["goal"]), GOAL_DECIMALS)
    texts = {"kind": chosen.kind, "framework": chosen.framework, "target": chosen.target}
    return Finding(ask, desk.indicator, verdict_of(reasons), figures, reasons, status, results, texts)
