"""News in words: a line for each item, the view it leads to, and the headings they stand under."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, timezone

from childrights.catalogue import Catalogue, Group, Indicator, Observation
from childrights.gaps import RankedGap, gap_reason_words, what_words
from childrights.i18n import N_, Translator
from childrights.language import day_words, format_number, period, value_words, words
from childrights.newest import dated_words, making
from childrights.snapshot import travelling_notes
from childrights.statistics import MODELLED, STATUSES
from childrights.watch.items import (
    ADDED,
    BEST,
    CHANGED,
    CLOSED,
    FALLEN,
    GONE,
    GROUPS,
    MIDDLE,
    NATION,
    OPENED,
    OWN,
    PLACES,
    REVISED,
    SHIPPED,
    WORST,
    Digest,
    FigureNews,
    GapNews,
    Item,
    MapNews,
    MembersNews,
    MessageNews,
    RankNews,
    TargetNews,
)
from geo import area_words

SECTIONS: Mapping[type[Item], str] = {
    TargetNews: N_("Targets met or missed"),
    FigureNews: N_("Figures"),
    RankNews: N_("Places with a clear change"),
    GapNews: N_("What was missing"),
    MessageNews: N_("Sentences that have changed"),
    MapNews: N_("The map"),
    MembersNews: N_("Members' figures"),
}
"""The kinds of news in the order of a page; the members' layer last and apart."""

_MORE: Mapping[tuple[str, str], str] = {
    (ADDED, NATION): N_("{measure}: more figures for the country, of {periods}: {count}."),
    (ADDED, PLACES): N_("{measure}: more figures by place, of {periods}: {count}."),
    (ADDED, GROUPS): N_("{measure}: more figures by group, of {periods}: {count}."),
    (REVISED, NATION): N_("{measure}: figures for the country revised, of {periods}: {count}."),
    (REVISED, PLACES): N_("{measure}: figures by place revised, of {periods}: {count}."),
    (REVISED, GROUPS): N_("{measure}: figures by group revised, of {periods}: {count}."),
    (GONE, NATION): N_("{measure}: figures for the country no longer here, of {periods}: {count}."),
    (GONE, PLACES): N_("{measure}: figures by place no longer here, of {periods}: {count}."),
    (GONE, GROUPS): N_("{measure}: figures by group no longer here, of {periods}: {count}."),
}
_NEWEST: Mapping[str, str] = {
    PLACES: N_("{measure}: new figures by place, of {periods}: {count}."),
    GROUPS: N_("{measure}: new figures by group, of {periods}: {count}."),
}
_STANDING: Mapping[str, str] = {
    BEST: N_("among the best"),
    MIDDLE: N_("in the middle"),
    WORST: N_("among the worst"),
}
_DRAWN: Mapping[tuple[str, str], str] = {
    (SHIPPED, OWN): N_("The map: boundaries that were brought in took the place of those of this dashboard."),
    (OWN, OWN): N_("The map: other boundaries that were brought in took the place of those before."),
    (OWN, SHIPPED): N_("The map: the boundaries of this dashboard took the place of those that were brought in."),
}
_SENT: Mapping[str, str] = {
    ADDED: N_("{member} sent figures of “{measure}”, of {periods}: {count}."),
    GONE: N_("{member}: figures of “{measure}” no longer here, of {periods}: {count}."),
}
_MOST_PERIODS = 3
_HERE = timezone(timedelta(hours=7))
"""Phnom Penh, which has no summer time: a day is a day there."""


def line(item: Item, catalogue: Catalogue, t: Translator) -> str:
    """One item in one or two sentences."""
    if isinstance(item, FigureNews):
        return _figures(item, catalogue, t)
    if isinstance(item, MessageNews):
        return _message(item, catalogue, t)
    if isinstance(item, RankNews):
        return _rank(item, catalogue, t)
    if isinstance(item, GapNews):
        return _gap(item, catalogue, t)
    if isinstance(item, TargetNews):
        return _target(item, catalogue, t)
    if isinstance(item, MapNews):
        return t._(_DRAWN[item.was, item.now])
    return _members(item, catalogue, t)


def named(item: Item, catalogue: Catalogue, t: Translator) -> str:
    """What an item is about: its measure, or the topic or article that is missing, or the map."""
    if isinstance(item, GapNews):
        return what_words(_ranked(item), catalogue, t.lang)
    if isinstance(item, MapNews):
        return t._("The map")
    return _named(catalogue.indicators[item.indicator], t)


def details(item: Item, catalogue: Catalogue, t: Translator) -> tuple[str, ...]:
    """What belongs to an item where there is room: every value, what must stand beside them, and what was searched."""
    if isinstance(item, GapNews):
        return (item.searched.of(t.lang),) if item.searched.en else ()
    if isinstance(item, MembersNews | MapNews):
        return ()
    told = _read_before(item, t) if isinstance(item, MessageNews) else ()
    if isinstance(item, FigureNews) and (item.count > 1 or item.where != NATION):
        told = _values(item, catalogue, t)
    own = _own(item)
    sources = dict.fromkeys(catalogue.sources[one.source].title for one in own if one.source)
    told += tuple(t._("Source: {source}").format(source=one) for one in sources)
    return (*told, *travelling_notes(own, catalogue.indicators[item.indicator], t))


def _own(item: FigureNews | MessageNews | RankNews | TargetNews) -> tuple[Observation, ...]:
    """The figures of an item's own measure: what a sentence sets beside it has sources and notes of its own."""
    return tuple(one for one in item.figures if one.indicator == item.indicator)


def _read_before(item: MessageNews, t: Translator) -> tuple[str, ...]:
    was, why = item.was.of(t.lang), item.why.of(t.lang)
    read = (t._("It was: “{was}”").format(was=was),) if was and item.change == CHANGED else ()
    # That a newer figure is known ends in the sentence that is told already.
    return (*read, why) if item.change == CHANGED and why and item.now.of(t.lang) not in why else read


def _values(item: FigureNews, catalogue: Catalogue, t: Translator) -> tuple[str, ...]:
    indicator, before = catalogue.indicators[item.indicator], {one.about: one for one in item.before}
    told = []
    for one in item.figures:
        value = dated_words(one, catalogue, t)
        old = before.get(one.about)
        revised = t._("{figure}, revised from {before}") if old else "{figure}"
        value = revised.format(figure=value, before=value_words(old, indicator, t) if old else "")
        told.append(t._("{place}: {value}").format(place=_whom(one, t), value=value))
    return tuple(told)


def _whom(one: Observation, t: Translator) -> str:
    group = Group.of(one)
    place = area_words(one.area, t.lang)
    return place if group.is_total else t._("{place}, {group}").format(place=place, group=words.group(group, t))


def periods_words(labels: Sequence[str], t: Translator) -> str:
    """Some periods, the newest first; of many the first and the last."""
    told = [period(one, t.lang) for one in labels]
    if len(told) <= _MOST_PERIODS:
        return t._(", ").join(told)
    return t._("{first} to {last}").format(first=told[-1], last=told[0])


def _named(indicator: Indicator, t: Translator) -> str:
    return indicator.short_name(t.lang)


def _figures(item: FigureNews, catalogue: Catalogue, t: Translator) -> str:
    indicator = catalogue.indicators[item.indicator]
    filled = {"measure": _named(indicator, t), "periods": periods_words(item.periods, t), "count": str(item.count)}
    single = item.where == NATION and item.count == 1 and item.figures
    if not single:
        template = _NEWEST.get(item.where, "") if item.change == ADDED and item.newest else ""
        return t._(template or _MORE[item.change, item.where]).format(**filled)
    one, before = item.figures[0], item.before[:1]
    made = len({making(figure, catalogue) for figure in (one, *before)}) > 1
    filled["figure"] = dated_words(one, catalogue, t, made=made)
    if item.change == REVISED:
        filled["before"] = value_words(before[0], indicator, t) if before else ""
        template = N_("{measure}: {figure}, revised from {before}.") if before else N_("{measure}: {figure}, revised.")
        return t._(template).format(**filled)
    if not item.newest:
        return t._("{measure}: {figure}, new here.").format(**filled)
    if before:
        filled["before"] = dated_words(before[0], catalogue, t, made=made)
        return t._("{measure}: {figure}, the newest figure here; until now {before}.").format(**filled)
    return t._("{measure}: {figure}, the newest figure here.").format(**filled)


def _message(item: MessageNews, catalogue: Catalogue, t: Translator) -> str:
    was, now, why = (one.of(t.lang) for one in (item.was, item.now, item.why))
    filled = {"measure": _named(catalogue.indicators[item.indicator], t), "was": was, "now": now, "why": why}
    if item.change == FALLEN:
        # Why it fell begins with what the figures say now, where they say anything.
        template = (
            N_("It holds no longer: “{was}” {why}") if was else N_("A sentence about “{measure}” is no longer true.")
        )
        return t._(template).format(**filled).strip()
    return t._("A sentence about “{measure}” reads now: “{now}”").format(**filled)


def _rank(item: RankNews, catalogue: Catalogue, t: Translator) -> str:
    return t._(
        "{measure}: {place} was {was} of {places} places in {then} and is {now} in {period}. Both are almost certain."
    ).format(
        measure=_named(catalogue.indicators[item.indicator], t),
        place=area_words(item.area, t.lang),
        was=t._(_STANDING[item.was]),
        now=t._(_STANDING[item.now]),
        places=item.places,
        then=period(item.periods[0], t.lang),
        period=period(item.periods[1], t.lang),
    )


def _gap(item: GapNews, catalogue: Catalogue, t: Translator) -> str:
    gap = _ranked(item)
    template = {
        CLOSED: N_("{what}: no longer missing here. Until now: “{reason}”"),
        OPENED: N_("{what}: missing here now. {reason}"),
    }[item.change]
    return t._(template).format(what=what_words(gap, catalogue, t.lang), reason=gap_reason_words(gap, t))


def _ranked(item: GapNews) -> RankedGap:
    places = ("",) * item.places
    return RankedGap(0, item.kind, 0, item.cluster, item.topic, item.article, item.year, places, 0, False)


def _target(item: TargetNews, catalogue: Catalogue, t: Translator) -> str:
    indicator = catalogue.indicators[item.indicator]
    told = t._("{measure}: {status} {sentence}").format(
        measure=_named(indicator, t),
        status=t._(STATUSES[item.now]) if item.now in STATUSES else "",
        sentence=item.sentence.of(t.lang),
    )
    # Somebody will say that the target is met: what was modelled was not counted, and the sentence does not say so.
    if any(making(one, catalogue) == MODELLED for one in _own(item)):
        told = " ".join((told, t._("A model's estimate, not a count.")))
    if item.interval is None:
        return told
    ends = [format_number(one, indicator, t.lang) for one in item.interval]
    return f"{told} {t._('Its interval is {lower} to {upper}.').format(lower=ends[0], upper=ends[1])}"


def _members(item: MembersNews, catalogue: Catalogue, t: Translator) -> str:
    return t._(_SENT[item.change]).format(
        member=item.member,
        measure=_named(catalogue.indicators[item.indicator], t),
        periods=periods_words(item.periods, t),
        count=item.count,
    )


def way_to(item: Item) -> tuple[str, Mapping[str, str]]:
    """The page and the choices of its address that show what an item tells of."""
    if isinstance(item, GapNews):
        return "gaps", {"right": item.cluster}
    if isinstance(item, MapNews):
        return "explore", {"view": "map"}
    chosen = {"ind": item.indicator}
    if isinstance(item, MessageNews):
        return "messages", chosen
    if isinstance(item, RankNews):
        return "explore", chosen | {"view": "ranking", "year": item.periods[1], "area": item.area}
    if isinstance(item, FigureNews) and item.where == PLACES and item.change != GONE:
        return "explore", chosen | {"view": "map", "year": item.periods[0]}
    if isinstance(item, FigureNews) and item.where == GROUPS:
        return "explore", chosen | {"view": "groups"}
    return "explore", chosen | {"view": "trend"}


def sectioned(digest: Digest) -> tuple[tuple[str, tuple[Item, ...]], ...]:
    """The headings, to be translated, with their items; those without any are left out."""
    return tuple((title, found) for kind, title in SECTIONS.items() if (found := digest.of(kind)))


def leading(digest: Digest, most: int) -> tuple[Item, ...]:
    """The most important items, of one measure or topic only one: five lines about one revision would hide the rest."""
    found: dict[str, Item] = {}
    for item in digest.items:
        found.setdefault(about_of(item), item)
    return tuple(found.values())[:most]


def about_of(item: Item) -> str:
    """The code of the measure, topic or article that an item is about; empty for the map."""
    if isinstance(item, GapNews):
        return item.topic or str(item.article)
    return "" if isinstance(item, MapNews) else item.indicator


def day_of(moment: str, t: Translator) -> str:
    """The day in Cambodia of a moment in ISO 8601."""
    return day_words(datetime.fromisoformat(moment).astimezone(_HERE).date(), t.lang)


def untold_words(digest: Digest, t: Translator) -> str:
    """How much of the news is told no more, and why; empty for nothing."""
    if not digest.untold:
        return ""
    return t._(
        "{count} more are no longer shown, because the figures they are based on changed again or were taken back."
    ).format(count=digest.untold)


def more_words(count: int, t: Translator) -> str:
    """How many items are left out; empty for none."""
    return t._("And {count} more.").format(count=count) if count > 0 else ""
