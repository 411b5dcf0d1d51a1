"""The kinds of news, as data: what changed, with the figures it rests on. No words but those of sentences.

Of what rests on figures, ``figures`` are those that stand now and ``before`` those of the earlier snapshot: what of
them may still be told is asked anew whenever something is published (``childrights.watch.telling``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

from childrights.catalogue import DIMENSIONS, Observation

ADDED, REVISED, GONE = "added", "revised", "gone"
NATION, PLACES, GROUPS = "nation", "places", "groups"
CHANGED, FALLEN = "changed", "fallen"
CLOSED, OPENED = "closed", "opened"
BEST, MIDDLE, WORST = "best", "middle", "worst"
SHIPPED, OWN = "shipped", "own"

_KEPT = frozenset(
    (
        *("indicator", "area", "year_start", "year_end", "period_label", *DIMENSIONS, "value", "lower", "upper"),
        *("status", "note", "source", "id", "layer", "programme", "round"),
    )
)


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A text in both languages."""

    en: str = ""
    km: str = ""

    def of(self, lang: str) -> str:
        """The text in ``lang``."""
        return self.km if lang == "km" else self.en


@dataclass(frozen=True, slots=True)
class FigureNews:
    """Published figures of one indicator that are new, revised or gone, for the country, for places or for groups.

    ``newest`` says whether nothing newer is known of the same concept there; ``count`` is how many there are, of
    ``periods``. ``figures`` has the values of those that stand; of figures that are gone, and of those by place of a
    measure that could point to single children, there is none. ``before`` are the values that were revised, or of the
    country the figure that was the newest until now.
    """

    change: str
    indicator: str
    where: str
    newest: bool
    count: int
    periods: tuple[str, ...]
    figures: tuple[Observation, ...] = ()
    before: tuple[Observation, ...] = ()


@dataclass(frozen=True, slots=True)
class MessageNews:
    """A sentence about the country that held and reads otherwise (``CHANGED``) or holds no longer (``FALLEN``).

    ``was`` is how it read, ``now`` what may be said now (empty for nothing), ``why`` what is different.
    """

    change: str
    indicator: str
    key: str
    was: Bilingual
    now: Bilingual
    why: Bilingual
    figures: tuple[Observation, ...] = ()
    before: tuple[Observation, ...] = ()


@dataclass(frozen=True, slots=True)
class RankNews:
    """A place that stood almost certainly among the best, in the middle or among the worst, and now stands almost
    certainly elsewhere among the same places."""

    indicator: str
    area: str
    was: str
    now: str
    periods: tuple[str, str]
    places: int
    figures: tuple[Observation, ...] = ()
    before: tuple[Observation, ...] = ()


@dataclass(frozen=True, slots=True)
class GapNews:
    """Something that was not known and is (``CLOSED``), or the other way round. ``kind`` is a key of
    ``childrights.gaps``; ``searched`` what was known elsewhere of the silence."""

    change: str
    kind: str
    cluster: str
    topic: str
    article: int | None
    year: int | None
    places: int
    searched: Bilingual


@dataclass(frozen=True, slots=True)
class TargetNews:
    """A target that is met or missed now and was not, or the other way round; ``was`` and ``now`` are statuses of
    ``childrights.statistics``. ``interval`` is the figure's own, none where it has none that may be shown."""

    indicator: str
    target: str
    was: str
    now: str
    sentence: Bilingual
    interval: tuple[float, float] | None
    figures: tuple[Observation, ...] = ()
    before: tuple[Observation, ...] = ()


@dataclass(frozen=True, slots=True)
class MembersNews:
    """What a member sent or took back, without a value: the members' layer is told of by name alone."""

    change: str
    member: str
    indicator: str
    count: int
    periods: tuple[str, ...]
    uploads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MapNews:
    """The boundaries that maps are drawn by became other ones; ``was`` and ``now`` are ``SHIPPED`` or ``OWN``."""

    was: str
    now: str


Item = FigureNews | MessageNews | RankNews | GapNews | TargetNews | MapNews | MembersNews
KINDS: tuple[type[Item], ...] = (FigureNews, MessageNews, RankNews, GapNews, TargetNews, MapNews, MembersNews)


@dataclass(frozen=True, slots=True)
class Digest:
    """Everything that changed in substance, the most important first. ``untold`` counts what was news once and is told
    no more, because the figures it rests on changed again or were taken back."""

    items: tuple[Item, ...] = ()
    untold: int = 0

    def __bool__(self) -> bool:
        return bool(self.items or self.untold)

    def of(self, kind: type[Item]) -> tuple[Item, ...]:
        """The items of one kind, in their order."""
        return tuple(one for one in self.items if isinstance(one, kind))


def bare(one: Observation) -> Observation:
    """A figure with what its words need and nothing else: no cases, no cell, no name."""
    kept = {field.name: getattr(one, field.name) for field in fields(Observation) if field.name in _KEPT}
    return replace(Observation("", "", 0, 0, ""), **kept)


def rests_on(item: Item) -> tuple[tuple[Observation, ...], tuple[Observation, ...]]:
    """The figures of now and of before that an item tells of."""
    if isinstance(item, GapNews | MapNews | MembersNews):
        return (), ()
    return item.figures, item.before


def indicators_of(items: tuple[Item, ...]) -> Iterator[str]:
    """The indicators whose figures ``items`` tell of."""
    for one in items:
        for figures in rests_on(one):
            yield from (figure.indicator for figure in figures)
