"""The difference of the snapshot in force and a candidate. Both are judged by the same catalogue, words and year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from childrights.areas import map_view
from childrights.catalogue import Catalogue, Group, Observation
from childrights.i18n import LANGUAGES, translator
from childrights.members import (
    Conflict,
    Hand,
    MemberFigure,
    conflicts,
    hands,
    lapsed,
    members_figures,
    outcomes,
)
from childrights.messages import DO_NOT_SAY, Ask, TopicEvidence, candidates, compose, desk, resting_on
from childrights.review.items import Consequences, HeadlineChange, MapChange, RankChange, RankRow
from childrights.snapshot import Snapshot, all_observations, open_current, open_snapshot
from childrights.watch import (
    ADDED,
    Bilingual,
    MessageNews,
    changed_indicators,
    digest,
    message_news,
)
from geo import COUNTRY

_Key = tuple[str, str, Group, Hand | None]
"""What a map is of: indicator, period, group, and whose figures stand beside the published ones."""
_Drawn = Mapping[str, tuple[object, ...]]
"""Area → what a reader sees there."""


def consequences(before: Snapshot, after: Snapshot, catalogue: Catalogue) -> Consequences:
    """What would change if ``after`` took the place of ``before``.

    Only indicators with a figure that differs in either layer are looked at, one after the other, so that what is held
    at once is the figures of one of them.
    """
    if before.content_hash == after.content_hash:
        return Consequences(outcomes=outcomes(after))
    by_layer = changed_indicators(before, after, catalogue)
    codes = sorted({code for found in by_layer.values() for code in found})
    maps = [one for code in codes for one in map_changes(before, after, code)]
    today = int(after.built_at[:4])
    touched = _areas_touched(before, after, codes)
    headlines, sentences = list[HeadlineChange](), list[MessageNews]()
    for code in _asked_of(touched, catalogue):
        was, now = (desk(one, catalogue, code, today) for one in (before, after))
        headlines += _headline_change(was, now)
        for area in dict.fromkeys((COUNTRY, *touched.get(code, ()))):
            sentences += _sentence_changes(was, now, area)
    opened, closed = _conflict_changes(before, after)
    gone = {one.id for one in lapsed(before)}
    return Consequences(
        digest(before, after, catalogue),
        tuple(maps),
        tuple(change for one in maps if one.hand is None for change in _rank_change(before, after, one)),
        tuple(headlines),
        tuple({(one.key, one.change): one for one in sentences}.values()),
        opened,
        closed,
        tuple(one for one in lapsed(after) if one.id not in gone),
        outcomes(after),
    )


def consequences_of(home: Path, candidate: Path, catalogue: Catalogue) -> Consequences:
    """What would change if the snapshot in the file ``candidate`` took the place of the one in force in ``home``."""
    before, after = open_current(home), open_snapshot(candidate)
    try:
        return consequences(before, after, catalogue)
    finally:
        before.close()
        after.close()


def map_changes(before: Snapshot, after: Snapshot, code: str) -> Iterator[MapChange]:
    """The maps of one indicator that would look otherwise, the newest period first."""
    were, are = _maps(before, code), _maps(after, code)
    found = []
    for key in were.keys() | are.keys():
        was, now = were.get(key, {}), are.get(key, {})
        added, gone = sorted(now.keys() - was.keys()), sorted(was.keys() - now.keys())
        revised = sorted(area for area in was.keys() & now.keys() if was[area] != now[area])
        if added or gone or revised:
            found.append(MapChange(*key, tuple(added), tuple(revised), tuple(gone)))
    yield from sorted(found, key=_newest_first)


def _newest_first(one: MapChange) -> tuple[object, ...]:
    year = -int(one.period[:4]) if one.period[:4].isdecimal() else 0
    return one.hand is not None, year, one.period, repr(one.group), one.hand.code if one.hand else ""


def _maps(snapshot: Snapshot, code: str) -> Mapping[_Key, _Drawn]:
    """What is drawn below the country: of everybody's maps, and of those of each hand of the members' layer."""
    laid: dict[_Key, dict[str, tuple[object, ...]]] = defaultdict(dict)
    for one in all_observations(snapshot, indicators=[code]):
        if one.area != COUNTRY:
            laid[code, one.period_label, Group.of(one), None][one.area] = _seen(one)
    sent = members_figures(snapshot, code)
    for hand in hands(sent):
        for figure in (one.figure for one in sent if _beside(one, hand)):
            if figure.area != COUNTRY:
                laid[code, figure.period_label, Group.of(figure), hand][figure.area] = _seen(figure)
    return laid


def _beside(one: MemberFigure, hand: Hand) -> bool:
    return hand.holds(one) and not one.by_default and not one.figure.scope


def _seen(one: Observation) -> tuple[object, ...]:
    """What of a figure a reader sees: not its upload, since a newer one with the same values is no change."""
    return (one.value, one.lower, one.upper, one.status, one.source, one.member)


def _asked_of(touched: Iterable[str], catalogue: Catalogue) -> list[str]:
    """The indicators of which a sentence may rest on figures of ``touched``: those of the same topics, whose newest
    figure is told beside theirs, and those that are told of as many people."""
    topics = {catalogue.indicators[code].topic for code in touched}
    codes = {code for topic in topics for code in catalogue.topics[topic].members}
    return sorted({*codes, *resting_on(codes, catalogue)})


def _areas_touched(before: Snapshot, after: Snapshot, codes: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """By indicator the places whose figures that are shown unasked differ; those of members beside them do not count,
    since no sentence rests on them."""
    told: list[dict[tuple[str, ...], tuple[object, ...]]] = [
        {one.about: _seen(one) for one in all_observations(snapshot, indicators=codes)} if codes else {}
        for snapshot in (before, after)
    ]
    were, are = told
    found: dict[str, set[str]] = defaultdict(set)
    for about in were.keys() | are.keys():
        if were.get(about) != are.get(about):
            found[about[0]].add(about[1])
    return {code: sorted(areas) for code, areas in found.items()}


def _headline_change(was: TopicEvidence, now: TopicEvidence) -> Iterator[HeadlineChange]:
    said, says = _headline(was), _headline(now)
    if said != says:
        yield HeadlineChange(now.indicator.code, said, says)


def _headline(of: TopicEvidence) -> Bilingual:
    if not of.figures:
        return Bilingual()
    ask = Ask("level", of.indicator.code)
    told = [compose(ask, of, translator(lang)) for lang in LANGUAGES]
    return Bilingual(*("" if one.verdict == DO_NOT_SAY else one.headline for one in told))


def _sentence_changes(was: TopicEvidence, now: TopicEvidence, area: str) -> Iterator[MessageNews]:
    """The sentences about ``area`` that would read otherwise or fall, and those that could be told for the first time.

    Other than on the page *What is new*, those that rest on members' figures count too: they are what the steward is
    about to let in.
    """
    yield from message_news(was, now, area=area, members=True)
    known = {one.finding.ask.key for one in candidates((was,), area)}
    for one in candidates((now,), area):
        ask = one.finding.ask
        if ask.kind == "absence" or ask.key in known:
            continue
        if compose(ask, was, translator("en")).verdict == DO_NOT_SAY:
            says = (compose(ask, now, translator(lang)).headline for lang in LANGUAGES)
            yield MessageNews(ADDED, ask.indicator, ask.key, Bilingual(), Bilingual(*says), Bilingual())


def _rank_change(before: Snapshot, after: Snapshot, change: MapChange) -> Iterator[RankChange]:
    views = [map_view(one, change.indicator, change.period, change.group) for one in (before, after)]
    was, now = (_ranked(view.drawn) for view in views)
    if was == now:
        return
    figures = [{one.area: one for one in view.drawn} for view in views]
    order = [*now, *(area for area in was if area not in now)]
    rows = tuple(
        RankRow(area, was.get(area), now.get(area), figures[0].get(area), figures[1].get(area)) for area in order
    )
    yield RankChange(change.indicator, change.period, change.group, rows)


def _ranked(drawn: Iterable[Observation]) -> dict[str, int]:
    """Area → its rank from the highest value down, in that order; the same for the same value."""
    ordered = sorted(drawn, key=lambda one: (-float(one.value or 0), one.area))
    ranks: dict[str, int] = {}
    for at, one in enumerate(ordered):
        shared = at and ordered[at - 1].value == one.value
        ranks[one.area] = ranks[ordered[at - 1].area] if shared else at + 1
    return ranks


def _conflict_changes(before: Snapshot, after: Snapshot) -> tuple[tuple[Conflict, ...], tuple[Conflict, ...]]:
    were, are = (
        {(one.figure.id, one.published.id): one for one in conflicts(snapshot)} for snapshot in (before, after)
    )
    opened = tuple(one for key, one in are.items() if key not in were)
    return opened, tuple(one for key, one in were.items() if key not in are)
