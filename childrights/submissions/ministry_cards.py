"""The card of a ministry: what it was asked, by whom, how often, what became of it, and what the figures say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from childrights.catalogue import Catalogue, DutyBearer, Observation, load_bearers
from childrights.i18n import N_, Translator
from childrights.newest import NewestFigures, dated_words
from childrights.rights import (
    ASKING,
    MECHANISMS,
    POSITIONS,
    RecommendationStanding,
    count_by_status,
    heads_of,
    how_often,
    load_ministries,
    ministries_of,
)
from childrights.submissions.measures_brought_in import StateMeasure
from childrights.submissions.returned import AskStanding, Returned
from geo import REFERENCE_FOLDER

MOST_FIGURES = 12
"""How many topics a card tells the newest figure of: those that most of what was asked is linked to."""


@dataclass(frozen=True, slots=True)
class TopicFigure:
    """The newest national figure of a topic; ``figure`` is ``None`` where nothing is published of it."""

    topic: str
    figure: Observation | None


@dataclass(frozen=True)
class BearerCard:
    """One ministry. ``asked`` are recommendations of UN bodies and States in its field, ``asks`` the coalition's own.

    ``by_body`` counts recommendations by body, the parts of one paragraph once, and ``positions`` those of States by
    their answer, ``""`` where it is not known.
    """

    bearer: DutyBearer
    asked: tuple[RecommendationStanding, ...]
    asks: tuple[AskStanding, ...]
    measures: tuple[StateMeasure, ...]
    figures: tuple[TopicFigure, ...]

    @property
    def by_body(self) -> Mapping[str, int]:
        """Body → how many recommendations, in the order of ``MECHANISMS``."""
        counted = {
            body: how_often(one.asked for one in self.asked if one.asked.mechanism == body) for body in MECHANISMS
        }
        return {body: count for body, count in counted.items() if count}

    @property
    def states(self) -> int:
        """How many States asked."""
        return len({one.asked.recommending_state for one in self.asked} - {""})

    @property
    def years(self) -> tuple[int, ...]:
        """The years in which it was asked, oldest first."""
        return tuple(sorted({one.asked.year for one in self.asked}))

    @property
    def positions(self) -> Mapping[str, int]:
        """Answer of the State at the review → how many of the recommendations of States."""
        answers = [one.asked.answer for one in self.asked if one.asked.mechanism == "UPR"]
        return {position: count for position in (*POSITIONS, "") if (count := answers.count(position))}

    @property
    def statuses(self) -> Mapping[str, int]:
        """Status by the coalition → how many recommendations, as the list counts them."""
        return {status: count for status, count in count_by_status(heads_of(self.asked)).items() if count}

    @property
    def taken_up(self) -> int:
        """How many of the coalition's asks a recommendation took up."""
        return sum(bool(one.recommendations) for one in self.asks)


def bearer_cards(found: Returned, newest: NewestFigures) -> tuple[BearerCard, ...]:
    """A card for every body that something was asked of, or that has a measure; those asked most come first."""
    bearers, ministries = load_bearers(REFERENCE_FOLDER), load_ministries()
    asked: dict[str, list[RecommendationStanding]] = {}
    for one in found.standings.values():
        if one.asked.kind == ASKING[0]:
            for ministry in ministries_of(one.asked, ministries):
                asked.setdefault(ministry.code, []).append(one)
    cards = []
    for code, bearer in bearers.items():
        rows = asked.get(code, [])
        asks = tuple(one for one in found.asks if code in one.ask.duty_bearers)
        measures = tuple(one for one in found.measures if code in one.duty_bearers)
        if rows or asks or measures:
            cards.append(BearerCard(bearer, tuple(rows), asks, measures, _figures(rows, measures, newest)))
    return tuple(sorted(cards, key=lambda one: (-how_often(row.asked for row in one.asked), one.bearer.code)))


def _figures(
    asked: Iterable[RecommendationStanding], measures: Iterable[StateMeasure], newest: NewestFigures
) -> tuple[TopicFigure, ...]:
    """The topics of the indicators linked to what was asked and done, those linked most often first."""
    catalogue, counted = newest.catalogue, dict[str, int]()
    for codes in (*(one.indicators for one in asked), *(one.indicators for one in measures)):
        for topic in {catalogue.indicators[code].topic for code in codes if code in catalogue.indicators}:
            counted[topic] = counted.get(topic, 0) + 1
    order = list(catalogue.topics)
    topics = sorted(counted, key=lambda topic: (-counted[topic], order.index(topic)))[:MOST_FIGURES]
    heads = {topic: newest.headline(topic) for topic in topics}
    return tuple(TopicFigure(topic, head.newest if (head := heads[topic]) else None) for topic in topics)


def topic_name(one: TopicFigure, catalogue: Catalogue, lang: str) -> str:
    """What is measured: the figure's own indicator, else the first of its topic."""
    code = one.figure.indicator if one.figure else catalogue.topics[one.topic].concepts[0].members[0]
    return catalogue.indicators[code].short_name(lang)


def figure_words(one: TopicFigure, catalogue: Catalogue, t: Translator) -> str:
    """The figure with its unit, period and source; says so where there is none."""
    if one.figure is None:
        return t._(N_("no figure is held here"))
    source = catalogue.sources.get(one.figure.source)
    told = dated_words(one.figure, catalogue, t)
    return t._("{told} ({source})").format(told=told, source=source.title) if source else told
