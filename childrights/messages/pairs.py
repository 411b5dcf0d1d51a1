"""Two figures beside each other: what may be claimed of their difference."""

from __future__ import annotations

from childrights.messages import conscience
from childrights.messages.desk import Desk
from childrights.messages.finding import DO_NOT_SAY, WEAKENS, Ask, Finding, Reason, relative, shown, verdict_of
from childrights.model import Observation
from childrights.uncertainty import CLEAR, comparison


def beside(
    ask: Ask, desk: Desk, own: Observation, other: Observation, of_other: tuple[Reason, ...], *more: Reason
) -> Finding:
    """``own`` beside ``other``: the difference is told only where the intervals lie apart.

    Differences are those of the printed figures. ``of_other`` is what speaks against the second figure; ``more``
    goes with a difference that is claimed.
    """
    found = comparison(other, own, desk.indicator)
    if found.refusal is not None:
        refused = (conscience.of_refusal(found.refusal),)
        return Finding(ask, desk.indicator, DO_NOT_SAY, (own, other), refused)
    results = {
        "value": shown(float(own.value or 0.0), desk.indicator),
        "other": shown(float(other.value or 0.0), desk.indicator),
    }
    results["difference"] = shown(abs(results["value"] - results["other"]), desk.indicator)
    results |= relative(results, desk.indicator)
    extreme = conscience.extreme(own, desk) or conscience.extreme(other, desk)
    clear = found.code == CLEAR and results["difference"] > 0 and not extreme
    alike = (Reason("equal", WEAKENS),) if found.code == CLEAR and not results["difference"] else ()
    doubts = () if extreme and found.code == CLEAR else conscience.of_verdict(found)
    claimed = (*more, *conscience.of_size(results["difference"], desk)) if clear else ()
    reasons = conscience.together(doubts, alike, conscience.about(own, desk), of_other, claimed)
    unclear = "unjudged" if found.basis == "unknown" or (extreme and found.code == CLEAR) else "unclear"
    way = ("higher" if results["value"] > results["other"] else "lower") if clear else unclear
    return Finding(ask, desk.indicator, verdict_of(reasons), (own, other), reasons, way, results)
