"""What is known of a silence: the newest search for figures that are still not here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from childrights.catalogue import ELSEWHERE, Catalogue, Indicator, Search, Topic
from childrights.snapshot import Fact, Snapshot, indicator_facts
from geo import COUNTRY, PROVINCES, ground, province_members


def is_held(search: Search, level: str, facts: Sequence[Fact]) -> bool:
    """Whether ``facts`` are what ``search`` looked for at ``level``, so that it speaks no more.

    One figure ends a search that found none; what is published elsewhere is held only with every province.
    """
    then = [
        one
        for one in facts
        if (search.first is None or one.year_end >= search.first)
        and (search.last is None or one.year_start <= search.last)
    ]
    if level == "country":
        return any(COUNTRY in one.areas for one in then)
    if level != "province":
        return any(level in one.splits for one in then)
    covered = {
        province
        for one in then
        for area in one.areas - {COUNTRY}
        for province in province_members(ground(area, one.year_end))
    }
    return covered >= set(PROVINCES) if search.state == ELSEWHERE else bool(covered)


def open_search(
    catalogue: Catalogue, topic: Topic, facts: Sequence[Fact], levels: Sequence[str], indicator: str = ""
) -> Search | None:
    """The newest search for figures of ``topic``, or of one ``indicator`` of it, at one of ``levels``; ``None`` where
    nobody looked yet, or where what was looked for is held by now (``facts``, those of the topic).

    Of searches of one day the one that found something tells more, and then the one for the newest years.
    """
    found = []
    for one in catalogue.searches:
        of_topic = topic.code in one.topics
        own = facts if of_topic else [fact for fact in facts if fact.indicator == indicator]
        if (of_topic or indicator in one.indicators) and any(
            _speaks_of(one, level) and not is_held(one, level, own) for level in levels
        ):
            found.append(one)
    return max(found, key=lambda one: (one.day, one.state == ELSEWHERE, one.last or one.first or 0), default=None)


def _speaks_of(search: Search, level: str) -> bool:
    """A search tells of its own level; one that found figures of provinces elsewhere also of the country, since nobody
    publishes provinces without it."""
    return search.level == level or (search.state == ELSEWHERE and (search.level, level) == ("province", "country"))


def open_searches(snapshot: Snapshot, catalogue: Catalogue) -> Mapping[tuple[str, str], Search]:
    """By indicator and level (``country`` or ``province``) the search that speaks of what is not held of it."""
    by_topic: dict[str, list[Fact]] = {}
    for fact in indicator_facts(snapshot):
        by_topic.setdefault(catalogue.indicators[fact.indicator].topic, []).append(fact)
    found = {}
    for one in catalogue.indicators.values():
        topic = catalogue.topics[one.topic]
        for level in ("country", "province"):
            search = open_search(catalogue, topic, by_topic.get(topic.code, ()), [level], one.code)
            if search:
                found[one.code, level] = search
    return found


def topic_searches(snapshot: Snapshot, catalogue: Catalogue, level: str) -> Mapping[str, Search]:
    """By topic the search at ``level`` that speaks of what is not held of any of its series."""
    found: dict[str, Search] = {}
    for (code, at), search in open_searches(snapshot, catalogue).items():
        topic = catalogue.indicators[code].topic
        if at == level and topic in search.topics:
            found[topic] = search
    return found


def overtaken(catalogue: Catalogue, facts: Sequence[Fact]) -> list[str]:
    """The searches that miss what is held by now, each in words that say what to do."""
    by_topic: dict[str, list[Fact]] = {}
    for fact in facts:
        by_topic.setdefault(catalogue.indicators[fact.indicator].topic, []).append(fact)
    told = []
    for one in catalogue.searches:
        for topic in one.topics:
            if is_held(one, one.level, by_topic.get(topic, ())):
                told.append(_told(one, topic))
        for code in one.indicators:
            indicator: Indicator = catalogue.indicators[code]
            own = [fact for fact in by_topic.get(indicator.topic, ()) if fact.indicator == code]
            if is_held(one, one.level, own):
                told.append(_told(one, code))
    return told


def _told(search: Search, code: str) -> str:
    years = f"{search.first or ''}-{search.last or ''}"
    return (
        f"searches.csv: the search of {search.day} for {code} ({search.level}, {years}) says {search.state}, "
        f"but such figures are held by now: take {code} out of that row"
    )
