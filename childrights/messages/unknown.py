"""What is not known: silence told as a finding, and never as more than "no published figure was found"."""

from __future__ import annotations

from dataclasses import replace

from childrights.gaps import Gap, gaps_of
from childrights.messages.desk import Desk
from childrights.messages.finding import DO_NOT_SAY, NOTES, REFUSES, SAY, Ask, Finding, Reason


def absences(desk: Desk) -> tuple[Gap, ...]:
    """The gaps of the indicator's topic, heaviest first; none for a topic of mere context.

    A sensitive topic is told for the country only, so that nothing is missing of its provinces.
    """
    topic = desk.catalogue.topics[desk.indicator.topic]
    if topic.cluster in ("CTX", "NONE") or all(desk.catalogue.indicators[one].is_context for one in topic.members):
        return ()
    found = gaps_of(topic, desk.facts, desk.catalogue, (), desk.today)
    national = any(desk.catalogue.indicators[one].sensitivity != "public" for one in topic.members)
    told = [gap for gap in found if not (national and gap.kind.endswith(("province", "provinces")))]
    return tuple(sorted(told, key=lambda gap: (-gap.score, gap.kind)))


def absence(ask: Ask, desk: Desk) -> Finding:
    """The gap of the kind named by ``versus``, or the heaviest one of the topic; refused where nothing is missing."""
    gap = next((one for one in absences(desk) if ask.versus in ("", one.kind)), None)
    if gap is None:
        return Finding(ask, desk.indicator, DO_NOT_SAY, reasons=(Reason("no_gap", REFUSES),))
    results = {"count": float(len(gap.places))} if gap.places else {}
    if gap.year is not None:
        results["year"] = float(gap.year)
    texts = {"places": "; ".join(gap.places)} if gap.places else {}
    newest = tuple(one for one in desk.examples if one.year_end == gap.year)
    figures = newest if gap.kind.startswith(("old", "measured", "modelled", "some")) else ()
    reasons = (Reason("as_found", NOTES),)
    asked = replace(ask, versus=gap.kind)
    return Finding(asked, desk.indicator, SAY, figures, reasons, gap.kind, results, texts)
