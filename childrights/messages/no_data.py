"""What is not here: silence told as the weakest of findings, since others may have published what was not collected.

It stands without a reservation only where a dated search of enough places found nothing, and not at all where figures
are known to be published elsewhere.
"""

from __future__ import annotations

from dataclasses import replace

from childrights.catalogue import ELSEWHERE, Group, Observation, Search
from childrights.gaps import RankedGap, gaps_of_topic, is_asked, is_judged, open_search
from childrights.messages.evidence import TopicEvidence
from childrights.messages.finding import (
    DO_NOT_SAY,
    NOTES,
    REFUSES,
    WEAKENS,
    Ask,
    ClaimReason,
    Finding,
    verdict_of,
)
from childrights.newest import is_projection
from childrights.snapshot import Fact
from geo import COUNTRY


def absences(desk: TopicEvidence) -> tuple[RankedGap, ...]:
    """The gaps of the indicator's topic, heaviest first; none for a topic of mere context.

    A sensitive topic is told for the country only, so that nothing is missing of its provinces. Of a topic whose
    figures are all hidden, or still to come, nothing is said.
    """
    topic = desk.catalogue.topics[desk.indicator.topic]
    if not is_judged(topic, desk.catalogue):
        return ()
    known = _tellable_facts(desk)
    if desk.facts and not known:
        return ()
    found = gaps_of_topic(topic, known, desk.catalogue, (), desk.today)
    national = any(desk.catalogue.indicators[one].sensitivity != "public" for one in topic.members)
    told = [gap for gap in found if not (national and gap.kind.endswith(("province", "provinces")))]
    return tuple(sorted(told, key=lambda gap: (-gap.score, gap.kind)))


def absence(ask: Ask, desk: TopicEvidence) -> Finding:
    """The gap of the kind named by ``versus``, or the heaviest one of the topic; refused where nothing is missing."""
    gap = next((one for one in absences(desk) if ask.versus in ("", one.kind)), None)
    if (
        gap is None
        and len(_public(desk)) < len(desk.catalogue.topics[desk.indicator.topic].members)
        and ask.versus.endswith(("province", "provinces"))
    ):
        return Finding(ask, desk.indicator, DO_NOT_SAY, reasons=(ClaimReason("sensitive", REFUSES),))
    if gap is None:
        members = desk.catalogue.topics[desk.indicator.topic].members
        national = len(_public(desk)) < len(members) and ask.versus.endswith(("province", "provinces"))
        return _nothing(ask, desk, "sensitive" if national else "no_gap")
    counted, modelled = _newest(gap, desk, modelled=False), _newest(gap, desk, modelled=True)
    if gap.kind == "modelled_only":
        counted, modelled = modelled, None
    if counted is None and gap.year is not None:
        return _nothing(ask, desk, "no_gap")
    reasons = _reservations(gap.search)
    if (verdict := verdict_of(reasons)) == DO_NOT_SAY:
        return Finding(replace(ask, versus=gap.kind), desk.indicator, verdict, reasons=reasons, way=gap.kind)
    results = {"count": float(len(gap.places))} if gap.places else {}
    results |= {"year": float(gap.year)} if gap.year is not None else {}
    texts = {"places": "; ".join(gap.places)} if gap.places else {}
    texts |= {"period": counted.period_label} if counted else {}
    texts |= {"modelled": modelled.period_label} if modelled else {}
    figures = tuple(one for one in (counted, modelled) if one is not None)
    return Finding(replace(ask, versus=gap.kind), desk.indicator, verdict, figures, reasons, gap.kind, results, texts)


def _reservations(search: Search | None) -> tuple[ClaimReason, ...]:
    """How far a silence may be told as one of more than this collection."""
    if search is None:
        return (ClaimReason("not_looked", WEAKENS),)
    if search.state == ELSEWHERE:
        return (ClaimReason("elsewhere", REFUSES, search=search),)
    if search.thorough:
        return (ClaimReason("looked", NOTES, search=search),)
    return (ClaimReason("few_looked", WEAKENS, search=search),)


def looked_for(desk: TopicEvidence, area: str) -> tuple[ClaimReason, ...]:
    """Where else figures of the indicator were looked for, to be told beside the refusal to say anything of ``area``.

    Nothing of what nobody is asked for: what is worked out here, one member's figures, what is never told of places.
    """
    indicator, catalogue = desk.indicator, desk.catalogue
    topic = catalogue.topics[indicator.topic]
    if desk.member or not is_asked(indicator, catalogue) or (area != COUNTRY and indicator.sensitivity != "public"):
        return ()
    levels = ("province",) if area != COUNTRY else ("country", "province")
    search = open_search(catalogue, topic, desk.facts, levels, indicator.code)
    return (ClaimReason("search", NOTES, search=search),)


def _nothing(ask: Ask, desk: TopicEvidence, code: str) -> Finding:
    return Finding(ask, desk.indicator, DO_NOT_SAY, reasons=(ClaimReason(code, REFUSES),))


def _newest(gap: RankedGap, desk: TopicEvidence, *, modelled: bool) -> Observation | None:
    """The figure that bounds a silence in time: counted, of the gap's year; or a model's, newer than that or of places.

    ``None`` where the gap is of groups, or where there is none.
    """
    if not gap.kind.startswith(("old", "measured", "modelled", "some", "no_province")):
        return None
    local, national = gap.kind.endswith(("province", "provinces")), gap.kind == "old_national"
    found = [one for one in _tellable(desk) if (one.status == "modelled") == modelled]
    found = [one for one in found if not (local and one.area == COUNTRY) and not (national and one.area != COUNTRY)]
    if modelled and gap.kind == "measured_once":
        found = [one for one in found if one.year_end != gap.year]
    elif modelled and gap.year is not None and gap.kind != "modelled_only":
        found = [one for one in found if one.year_end > gap.year]
    elif gap.year is not None:
        found = [one for one in found if one.year_end == gap.year]
    return max(found, key=lambda one: (one.year_end, one.area == COUNTRY, Group.of(one).is_total), default=None)


def _tellable(desk: TopicEvidence) -> list[Observation]:
    """The examples of the topic that may be told: all of the country, of places only where the indicator is public.

    What is still to come is no figure yet.
    """
    public = _public(desk)
    found = [one for one in desk.examples if not is_projection(one, desk.today)]
    return [one for one in found if one.area == COUNTRY or one.indicator in public]


def _tellable_facts(desk: TopicEvidence) -> tuple[Fact, ...]:
    public, found = _public(desk), []
    for one in desk.facts:
        areas = one.areas if one.indicator in public else one.areas & {COUNTRY}
        if areas and one.year_end <= desk.today:
            found.append(replace(one, areas=frozenset(areas)))
    return tuple(found)


def _public(desk: TopicEvidence) -> frozenset[str]:
    """The indicators of the topic that are told of places too."""
    topic = desk.catalogue.topics[desk.indicator.topic]
    return frozenset(code for code in topic.members if desk.catalogue.indicators[code].sensitivity == "public")
