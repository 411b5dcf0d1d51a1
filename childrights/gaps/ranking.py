"""What is not known about children in Cambodia: a ranking of what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from childrights.catalogue import (
    COUNTRY_WIDE,
    HOUSEHOLDS,
    INSTITUTIONS,
    LAW,
    WOMEN,
    Catalogue,
    Indicator,
    Search,
    Topic,
)
from childrights.gaps.searched import open_search
from childrights.i18n import N_
from childrights.rights import Recommendation, how_often
from childrights.snapshot import Fact, Snapshot, indicator_facts
from geo import COUNTRY, PROVINCES, ground, province_members


def kept_national(topic: str, catalogue: Catalogue) -> bool:
    """Whether figures below the national level would show single children and are never published."""
    members = catalogue.topics[topic].members
    return any(catalogue.indicators[member].sensitivity == "detention" for member in members)


def of_the_country(topic: str, catalogue: Catalogue) -> bool:
    """Whether a topic is a law, a budget or a body of the whole country, so that provinces and groups do not apply."""
    return catalogue.duties[topic].counts in (COUNTRY_WIDE, LAW)


def group_applies(topic: str, dimension: str, catalogue: Catalogue) -> bool:
    """Whether a split of ``topic`` by a dimension of the model makes sense: schools have no sex, a household shares
    its water, and girls alone give birth."""
    counts = catalogue.duties[topic].counts
    if counts in (COUNTRY_WIDE, LAW, INSTITUTIONS):
        return False
    return dimension != "sex" or counts not in (WOMEN, HOUSEHOLDS)


def is_asked(indicator: Indicator, catalogue: Catalogue) -> bool:
    """Whether figures of an indicator are wanted from others: not of the stage of a law, which is no number, nor of
    what a view works out from figures that are here (a gap between rich and poor, parity)."""
    return indicator.source_type != "derived" and catalogue.duties[indicator.topic].counts != LAW


def silence(indicator: Indicator, place: str, catalogue: Catalogue, *, published: bool) -> str:
    """Which kind of nothing it is when there is no figure for ``place``, where no survey says otherwise.

    ``published`` says whether there is any figure at all: only then something may be hidden.
    """
    if not is_asked(indicator, catalogue) or (place != COUNTRY and of_the_country(indicator.topic, catalogue)):
        return "not_applicable"
    if published and place != COUNTRY and indicator.sensitivity == "detention":
        return "suppressed"
    return "not_collected"


OLD_AFTER_YEARS = 5
"""A figure older than this is a gap: the large household surveys come about every five years."""

GAPS: Mapping[str, str] = {
    "right_unmeasured": N_("No indicator with figures here covers article {article}."),
    "never": N_("This dashboard holds no published figure."),
    "modelled_only": N_("Only models give a figure here, the newest for {year}; none here was counted."),
    "no_province": N_("No counted figure is held here for any province."),
    "old_province": N_("The newest counted figures by province are from {year}."),
    "old_national": N_("The newest counted figure for the country is from {year}."),
    "some_provinces": N_("{count} provinces have no figure here of their own or of their area in {year}."),
    "no_disability": N_("No published figure here is split by disability."),
    "no_sex": N_("No published figure here is split by sex."),
    "no_wealth": N_("No published figure here is split by household wealth."),
    "no_residence": N_("No published figure here is split by town and country."),
    "measured_once": N_("This dashboard holds published figures of {year} only: no change can be seen."),
}
WEIGHTS: Mapping[str, int] = {
    "never": 100,
    "right_unmeasured": 90,
    "modelled_only": 70,
    "no_province": 60,
    "old_national": 50,
    "old_province": 45,
    "no_disability": 30,
    "some_provinces": 25,
    "no_sex": 20,
    "no_wealth": 15,
    "no_residence": 15,
    "measured_once": 15,
}
"""How heavy a gap weighs before the rest: a judgement of ours, stated here and on the page, not a measurement."""
CORE_BONUS, ASKED_BONUS, YEAR_BONUS = 20, 10, 2
"""Added for a core topic, for each recommendation that asks about it, and for each year beyond ``OLD_AFTER_YEARS``."""

LEVELS: Mapping[str, tuple[str, ...]] = {
    "never": ("country", "province"),
    "modelled_only": ("country",),
    "no_province": ("province",),
    "old_province": ("province",),
    "some_provinces": ("province",),
    "old_national": ("country",),
    "no_disability": ("disability",),
    "no_sex": ("sex",),
    "no_wealth": ("wealth",),
    "no_residence": ("residence",),
    "measured_once": ("country", "province"),
}
"""At which levels a search must have looked to speak of a kind of gap."""

_SPLITS = {"disability": "no_disability", "sex": "no_sex", "wealth": "no_wealth", "residence": "no_residence"}
_OUTSIDE = ("CTX", "NONE")


@dataclass(frozen=True, slots=True)
class RankedGap:
    """One thing that is not known. ``kind`` is a key of ``GAPS``; ``topic`` is empty for a right without a measure.

    ``score`` orders them (see ``WEIGHTS``); ``asked`` counts the recommendations about it; ``places`` names provinces.
    ``search`` says where else was looked, ``None`` where nobody looked yet. ``newest`` are the last years of the topic
    that are held for the country and for places in it.
    """

    rank: int
    kind: str
    score: int
    cluster: str
    topic: str
    article: int | None
    year: int | None
    places: tuple[str, ...]
    asked: int
    core: bool
    search: Search | None = None
    newest: tuple[int | None, int | None] = (None, None)


def ranking(
    snapshot: Snapshot, catalogue: Catalogue, recommendations: Sequence[Recommendation], today: int
) -> tuple[RankedGap, ...]:
    """What is missing, heaviest first. ``today`` is the year that ages are counted to.

    Topics rather than indicators are judged, so that one definition may fill what another leaves open. Context
    topics are left out.
    """
    by_indicator: dict[str, list[Fact]] = {}
    for one in indicator_facts(snapshot):
        by_indicator.setdefault(one.indicator, []).append(one)
    found = []
    for topic in judged(catalogue):
        figures = [one for member in topic.members for one in by_indicator.get(member, ())]
        found += gaps_of_topic(topic, figures, catalogue, recommendations, today)
    found += _unmeasured(catalogue, by_indicator, recommendations)
    found.sort(key=lambda gap: (-gap.score, gap.cluster, gap.topic, gap.article or 0, gap.kind))
    return tuple(_ranked(place, gap) for place, gap in enumerate(found, start=1))


def judged(catalogue: Catalogue) -> tuple[Topic, ...]:
    """The topics whose gaps are ranked: all that speak to a right, are not mere context, and are wanted from others."""
    return tuple(one for one in catalogue.topics.values() if is_judged(one, catalogue))


def is_judged(topic: Topic, catalogue: Catalogue) -> bool:
    """Whether anything can be missing of a topic."""
    members = [catalogue.indicators[one] for one in topic.members]
    wanted = any(is_asked(one, catalogue) for one in members)
    return wanted and topic.cluster not in _OUTSIDE and not all(one.is_context for one in members)


def _ranked(rank: int, gap: RankedGap) -> RankedGap:
    return RankedGap(rank, *(getattr(gap, name) for name in list(RankedGap.__dataclass_fields__)[1:]))


def gaps_of_topic(
    topic: Topic,
    figures: Sequence[Fact],
    catalogue: Catalogue,
    recommendations: Sequence[Recommendation],
    today: int,
) -> list[RankedGap]:
    """What is missing of one topic; ``figures`` are those of its indicators that have a value. Ranks are 0."""
    core = any(catalogue.indicators[member].tier == "core" for member in topic.members)
    asked = how_often(one for one in recommendations if set(one.linked_indicators) & set(topic.members))

    def gap(kind: str, year: int | None = None, places: tuple[str, ...] = ()) -> RankedGap:
        late = max(today - year - OLD_AFTER_YEARS, 0) if year and kind.startswith(("old", "modelled")) else 0
        score = WEIGHTS[kind] + CORE_BONUS * core + ASKED_BONUS * asked + YEAR_BONUS * late
        search = open_search(catalogue, topic, figures, LEVELS[kind])
        about = (topic.cluster, topic.code, None, year, places, asked, core)
        return RankedGap(0, kind, score, *about, search, _newest_held(figures, today))

    if not figures:
        return [gap("never")]
    found = []
    counted = [one for one in figures if not one.modelled and one.year_end <= today]
    newest = max((one.year_end for one in figures if one.year_end <= today), default=None)
    if not counted:
        found.append(gap("modelled_only", newest))
    national = max((one.year_end for one in counted if COUNTRY in one.areas), default=None)
    if national is not None and today - national > OLD_AFTER_YEARS:
        found.append(gap("old_national", national))
    if not of_the_country(topic.code, catalogue) and not kept_national(topic.code, catalogue):
        found += _by_province([one for one in counted if one.areas != {COUNTRY}], today, gap)
    unsplit = [name for name in _SPLITS if all(name not in one.splits for one in figures)]
    found += [gap(_SPLITS[name]) for name in unsplit if group_applies(topic.code, name, catalogue)]
    if counted and len({(one.year_start, one.year_end) for one in counted}) == 1:
        found.append(gap("measured_once", counted[0].year_end))
    return found


def _newest_held(figures: Sequence[Fact], today: int) -> tuple[int | None, int | None]:
    """The last year that is held of the country, and of places in it."""
    past = [one for one in figures if one.year_end <= today]
    national = max((one.year_end for one in past if COUNTRY in one.areas), default=None)
    return national, max((one.year_end for one in past if one.areas - {COUNTRY}), default=None)


def _by_province(local: Sequence[Fact], today: int, gap: Callable[..., RankedGap]) -> list[RankedGap]:
    if not local:
        return [gap("no_province")]
    newest = max(one.year_end for one in local)
    found = [gap("old_province", newest)] if today - newest > OLD_AFTER_YEARS else []
    areas = {area for one in local if one.year_end == newest for area in one.areas if area != COUNTRY}
    covered = {province for area in areas for province in province_members(ground(area, newest))}
    if missing := tuple(province for province in PROVINCES if province not in covered):
        found.append(gap("some_provinces", newest, missing))
    return found


def _unmeasured(
    catalogue: Catalogue, by_indicator: Mapping[str, object], recommendations: Sequence[Recommendation]
) -> list[RankedGap]:
    """Articles of the Convention that no indicator with figures speaks to."""
    measured = {
        int(part.partition("(")[0])
        for indicator in catalogue.indicators.values()
        if indicator.code in by_indicator
        for part in indicator.crc_articles
    }
    touching: dict[int, list[Recommendation]] = {}
    for one in recommendations:
        for number in one.article_numbers:
            touching.setdefault(number, []).append(one)
    found = []
    for article in catalogue.articles:
        if article.primary and article.cluster not in _OUTSIDE and article.article not in measured:
            asked = how_often(touching.get(article.article, ()))
            score = WEIGHTS["right_unmeasured"] + ASKED_BONUS * asked
            found.append(
                RankedGap(0, "right_unmeasured", score, article.cluster, "", article.article, None, (), asked, False)
            )
    return found


GAP_COLUMNS = ("rank", "kind", "cluster", "topic", "article", "year", "places", "asked", "core", "score", "words_en")


def gap_rows(gaps: Iterable[RankedGap]) -> list[tuple[str | int | None, ...]]:
    """Plain rows in the order of ``GAP_COLUMNS`` for a table or ``childrights.export.exporting.table``."""
    return [
        (
            gap.rank,
            gap.kind,
            gap.cluster,
            gap.topic,
            gap.article,
            gap.year,
            " ".join(gap.places),
            gap.asked,
            "yes" if gap.core else "no",
            gap.score,
            fill(GAPS[gap.kind], gap),
        )
        for gap in gaps
    ]


def fill(sentence: str, gap: RankedGap) -> str:
    """A sentence of ``GAPS``, translated or not, with the gap's own numbers."""
    return sentence.format(article=gap.article, year=gap.year, count=len(gap.places))
