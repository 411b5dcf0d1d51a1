"""The digest of two snapshots: everything that changed in substance, the most important first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from childrights.catalogue import MEMBERS, PUBLISHED, Catalogue, Search
from childrights.gaps import RankedGap, search_words
from childrights.gaps import ranking as gaps
from childrights.i18n import translator
from childrights.messages import TopicEvidence, desk, desks, resting_on
from childrights.newest import newest_figures
from childrights.rights import Recommendation, all_asked
from childrights.snapshot import Snapshot
from childrights.watch.changes import FigureChanges, changed_indicators, changes
from childrights.watch.claim_news import message_news, rank_news, target_news
from childrights.watch.figure_news import figure_news, members_news
from childrights.watch.items import (
    ADDED,
    CLOSED,
    FALLEN,
    GONE,
    NATION,
    OPENED,
    OWN,
    PLACES,
    SHIPPED,
    Bilingual,
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
from childrights.watch.telling import told
from geo import COUNTRY

MOST_ALONE = 12
NEVER = "never"


def digest(before: Snapshot, after: Snapshot, catalogue: Catalogue) -> Digest:
    """What changed from ``before`` to ``after``, told as ``after`` allows.

    Both are judged by today's catalogue and in the year of ``after``, so that neither words nor time that went by
    pass for news. Only the topics of indicators with a figure that differs are looked at, and of the members' layer,
    on which no sentence of published figures rests, its own figures only.
    """
    items: list[Item] = [*map_news(before, after)]
    if before.content_hash == after.content_hash:
        return Digest(tuple(items))
    changed = changed_indicators(before, after, catalogue)
    if changed[PUBLISHED]:
        items += published_news(before, after, catalogue, changed[PUBLISHED])
    if changed[MEMBERS]:
        names = {**_members(before), **_members(after)}
        items += members_news(changes(before, after, changed[MEMBERS], MEMBERS), names)
    return told(Digest(tuple(sorted(items, key=lambda one: importance(one, catalogue)))), after)


def map_news(before: Snapshot, after: Snapshot) -> tuple[MapNews, ...]:
    """Whether maps are drawn by other boundaries, which a snapshot holds no figure of."""
    if None in (before.boundaries, after.boundaries) or before.boundaries == after.boundaries:
        return ()
    was, now = (OWN if one.boundaries else SHIPPED for one in (before, after))
    return (MapNews(was, now),)


def published_news(
    before: Snapshot, after: Snapshot, catalogue: Catalogue, indicators: Iterable[str]
) -> Iterator[Item]:
    """The news of the published layer that figures of ``indicators`` may have made."""
    today = int(after.built_at[:4])
    codes = sorted({one for code in indicators for one in catalogue.topics[catalogue.indicators[code].topic].members})
    were, are = (newest_figures(one, catalogue, codes, today) for one in (before, after))
    found = changes(before, after, codes, PUBLISHED)
    yield from figure_news(found, were, are, catalogue)
    asked_of = sorted({*codes, *resting_on(codes, catalogue)})
    for then, now in zip(*(_desks(one, catalogue, asked_of, today) for one in (before, after)), strict=True):
        yield from _claims(then, now)
    yield from gap_news(before, after, catalogue, all_asked(after, catalogue), today, found)


def _desks(snapshot: Snapshot, catalogue: Catalogue, codes: Sequence[str], today: int) -> list[TopicEvidence]:
    """The desks of ``codes``, in their order. Laying out all costs as much as reading some ten by themselves."""
    if len(codes) < MOST_ALONE:
        return [desk(snapshot, catalogue, code, today) for code in codes]
    laid = {one.indicator.code: one for one in desks(snapshot, catalogue, today, COUNTRY)}
    return [laid[code] for code in codes]


def _claims(then: TopicEvidence, now: TopicEvidence) -> Iterator[Item]:
    yield from message_news(then, now)
    yield from target_news(then, now)
    yield from rank_news(then, now)


def _members(snapshot: Snapshot) -> Mapping[str, str]:
    return dict(snapshot.rows("SELECT id, member FROM snapshot.upload"))


def gap_news(
    before: Snapshot,
    after: Snapshot,
    catalogue: Catalogue,
    asked: Sequence[Recommendation],
    today: int,
    found: FigureChanges,
) -> Iterator[GapNews]:
    """What was missing and is here, and the other way round, counted to the same year.

    A gap closes only where figures of its topic came, and opens only where some went: the first old figure of a topic
    makes it "old" and "not split", and is no loss; a topic that loses its last one is not "split" for that.
    """
    were, are = (
        {(one.kind, one.topic, one.article): one for one in gaps.ranking(snapshot, catalogue, asked, today)}
        for snapshot in (before, after)
    )
    gained, lost = (
        {catalogue.indicators[one.indicator].topic for one in figures} for figures in (found.added, found.gone)
    )
    for change, these, others, topics in ((CLOSED, were, are, gained), (OPENED, are, were, lost)):
        for key, gap in these.items():
            of_all = (NEVER, gap.topic, None) in others
            if key not in others and (not gap.topic or gap.topic in topics) and not of_all:
                yield _gap(change, gap)


def _gap(change: str, gap: RankedGap) -> GapNews:
    # That nobody looked elsewhere says something of what is missing, and nothing of what came.
    searched = _searched(gap.search) if gap.topic and (gap.search or change == OPENED) else Bilingual()
    return GapNews(change, gap.kind, gap.cluster, gap.topic, gap.article, gap.year, len(gap.places), searched)


def _searched(search: Search | None) -> Bilingual:
    return Bilingual(*(search_words(search, translator(lang)) for lang in ("en", "km")))


def importance(item: Item, catalogue: Catalogue) -> tuple[object, ...]:
    """What items are ordered by: a judgement of ours, stated here and nowhere measured.

    A target that is met or missed and a sentence that fell come before figures: somebody may be saying the contrary
    in public. Core indicators lead within a kind.
    """
    code = "" if isinstance(item, GapNews | MapNews) else item.indicator
    core = bool(code) and catalogue.indicators[code].tier == "core"
    return (_weight(item), not core, code or getattr(item, "topic", ""), repr(item))


def _weight(item: Item) -> int:
    if isinstance(item, TargetNews):
        return 0
    if isinstance(item, MessageNews):
        return 1 if item.change == FALLEN else 8
    if isinstance(item, RankNews):
        return 5
    if isinstance(item, GapNews):
        return 4 if item.change == CLOSED else 6
    if isinstance(item, MapNews | MembersNews):
        return 9
    return _of_figures(item)


def _of_figures(item: FigureNews) -> int:
    if not item.newest:
        return 7 if item.change == GONE else 10
    if item.where == NATION:
        return 2 if item.change == ADDED else 3
    return 3 if item.where == PLACES and item.change == ADDED else 7
