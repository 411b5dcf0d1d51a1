"""What a brief is composed from: the snapshot, the catalogue, a language and a day, and what was read on the way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from childrights.areas import MapView, map_view
from childrights.briefs.model import GROUPS, MAP, RANKING, TREND, AskedRecommendation, BriefFigure
from childrights.catalogue import Catalogue, Group, Indicator, Observation, Source
from childrights.charts import (
    LIGHT,
    Caption,
    Classing,
    Presenter,
    Theme,
    binned,
    draw_groups,
    draw_map,
    draw_ranking,
    draw_trend,
    group_rows,
    ramp,
    scale_edges,
    sketch,
)
from childrights.composer import Chosen, Desks, Scope, Wishes, choose
from childrights.export import sources_of
from childrights.i18n import Translator
from childrights.language import plain_number
from childrights.messages import DO_NOT_SAY, Ask, Message, TopicEvidence, compose, desk
from childrights.newest import NewestFigures, newest_figures
from childrights.pictures import GROUND, Scene, TextLine, placed, plot_scene, png, svg
from childrights.rights import (
    KIND_WORDS,
    MECHANISMS,
    NOT_ASSESSED,
    Recommendation,
    RecommendationStanding,
    all_asked,
    assessments,
    gathered,
    government_words,
    how_often,
    link_changes,
    standings,
    state_words,
    status_words,
    with_links,
)
from childrights.snapshot import Headline, Period, Snapshot, groups_with_periods, headlines, of_published, series
from childrights.statistics import interval_of, segments


@dataclass(frozen=True, slots=True)
class Stock:
    """All that the parts of one brief are made from; ``today`` is the day that ages are counted to, ``by_concept`` what
    is newest of every concept."""

    snapshot: Snapshot
    catalogue: Catalogue
    t: Translator
    today: date
    by_concept: NewestFigures
    national: dict[str, Headline] = field(default_factory=dict)
    """The national headlines of what is published."""
    sent: dict[str, Headline] = field(default_factory=dict)
    """Those of indicators that only members have figures of."""
    desks: Desks | None = None
    """The desks that what is told is chosen from; several briefs of one snapshot share them."""
    _desks: dict[str, TopicEvidence] = field(default_factory=dict)
    _groups: dict[str, dict[Group, tuple[Period, ...]]] = field(default_factory=dict)
    _edges: dict[tuple[str, Group, str], tuple[float, ...]] = field(default_factory=dict)

    @classmethod
    def of(
        cls, snapshot: Snapshot, catalogue: Catalogue, t: Translator, today: date, desks: Desks | None = None
    ) -> Stock:
        """A stock with the national headlines read."""
        found = headlines(snapshot)
        published = of_published(found)
        sent = {code: one for code, one in found.items() if code not in published}
        desks = desks or Desks(snapshot, catalogue, today.year)
        return cls(snapshot, catalogue, t, today, newest_figures(snapshot, catalogue), published, sent, desks)

    def choose(self, scope: Scope, wishes: Wishes) -> tuple[Chosen, ...]:
        """What is told of ``scope``, as a person wishes."""
        desks = self.desks or Desks(self.snapshot, self.catalogue, self.today.year)
        return choose(desks, scope, self.t, dropped=wishes.dropped, added=wishes.added, order=wishes.order)

    @property
    def data_label(self) -> str:
        """The snapshot as it is printed: the day it was built and the start of its content hash."""
        return f"{self.snapshot.built_at[:10]} · {self.snapshot.content_hash[:8]}"

    def groups(self, indicator: str) -> dict[Group, tuple[Period, ...]]:
        """Every group of an indicator with its periods, the leading one first."""
        if indicator not in self._groups:
            self._groups[indicator] = groups_with_periods(self.snapshot, indicator)
        return self._groups[indicator]

    def edges(self, indicator: str, view: MapView) -> tuple[float, ...]:
        """The edges of a map's classes, those that the screen shows: one scale for every period that may share it."""
        asked = (indicator, view.group, view.period)
        if asked not in self._edges:
            labels = [one.label for one in self.groups(indicator).get(view.group, ()) if one.areas]
            rounds = [
                view.drawn if label == view.period else map_view(self.snapshot, indicator, label, view.group).drawn
                for label in labels
            ]
            self._edges[asked] = scale_edges(Classing(every_period=len(rounds) > 1), view.drawn, rounds)
        return self._edges[asked]

    def leading(self, indicator: str) -> Group:
        """The group nearest to everybody."""
        return next(iter(self.groups(indicator)), Group())

    def line(self, indicator: str, areas: Sequence[str], groups: Sequence[Group]) -> tuple[Observation, ...]:
        """Figures over time up to today, ordered by area, group and year; projections are left out."""
        found = series(self.snapshot, indicator, areas, groups)
        return tuple(one for one in found if one.year_end <= self.today.year)

    def desk(self, indicator: str) -> TopicEvidence:
        """What messages about an indicator rest on."""
        if indicator not in self._desks:
            self._desks[indicator] = desk(self.snapshot, self.catalogue, indicator, self.today.year)
        return self._desks[indicator]

    def say(self, *asks: Ask) -> tuple[Message | None, tuple[str, ...]]:
        """The first of ``asks`` that may be answered, and the reasons why those before it may not."""
        refused: list[str] = []
        for ask in asks:
            message = compose(ask, self.desk(ask.indicator), self.t)
            if message.verdict != DO_NOT_SAY and message.headline:
                return message, tuple(refused)
            refused += message.reasons
        return None, tuple(dict.fromkeys(refused))

    def sources(self, observations: Iterable[Observation]) -> tuple[Source, ...]:
        """The sources of figures, a member's upload as a source of its own."""
        return sources_of(self.snapshot, self.catalogue, tuple(observations))

    def newest(self, indicator: Indicator) -> Observation | None:
        """The newest national figure of everybody with a value that is no projection."""
        headline = self.national.get(indicator.code) or self.sent.get(indicator.code)
        known = headline.national if headline else ()
        valued = [one for one in known if one.value is not None and one.year_end <= self.today.year]
        return valued[-1] if valued else None

    def asked(self, found: Iterable[Recommendation]) -> tuple[AskedRecommendation, ...]:
        """Recommendations in words, newest first; parts are told by their whole where it is among them."""
        rows = list(found)
        parts = {part.code for whole, under in gathered(rows).values() if whole for part in under}
        wanted = sorted((one for one in rows if one.code not in parts), key=lambda one: -one.year)
        known = standings(wanted, assessments(self.snapshot), link_changes(self.snapshot))
        by_code = {one.asked.code: one for one in known}
        return tuple(self._asked(one, by_code.get(one.code)) for one in wanted)

    def recommendations(self) -> tuple[Recommendation, ...]:
        """Everything that was read of what Cambodia was asked, with the indicators that are linked to it now."""
        return with_links(all_asked(self.snapshot, self.catalogue), link_changes(self.snapshot))

    def _asked(self, one: Recommendation, standing: RecommendationStanding | None) -> AskedRecommendation:
        t = self.t
        number = one.number
        if one.mechanism != "UPR" and number:
            number = t._("paragraph {number}").format(number=number)
        kind = "" if one.kind == "recommendation" else t._(KIND_WORDS[one.kind])
        where = (t._(MECHANISMS[one.mechanism]), one.document, number, state_words(one.recommending_state, t), kind)
        topic, summary = t.pick(one.topic, one.topic_km), t.pick(one.summary, one.summary_km)
        answer = t._("What the State answered is not known here.")
        if one.position:
            answer = t._("Answer of the State: {position}.").format(position=t.pick(one.position, one.position_km))
        return AskedRecommendation(
            one,
            f"{one.year} · " + " · ".join(part for part in where if part),
            t._("{topic}: {summary}").format(topic=topic, summary=summary) if topic else summary,
            answer,
            self._assessed(standing),
            self._claimed(standing),
        )

    def _assessed(self, standing: RecommendationStanding | None) -> str:
        """The coalition's assessment that counts, with the day it holds for and why."""
        latest = standing.latest if standing else None
        status = status_words(latest.status if latest else NOT_ASSESSED, self.t)
        if latest is None:
            return status
        told = self.t._("{status} ({date}): {words}")
        return told.format(status=status, date=latest.assessed_on, words=" ".join((latest.why, *latest.links)))

    def _claimed(self, standing: RecommendationStanding | None) -> str:
        """The Government's own assessment that counts, with the document it stands in."""
        said = standing.said if standing else None
        if said is None:
            return ""
        told = self.t._("The Government: {words} ({source})")
        return told.format(words=government_words(said, self.t), source=said.source)


def unbroken_pieces(observations: Iterable[Observation]) -> list[tuple[Observation, ...]]:
    """Every series of ``observations`` in its unbroken stretches."""
    found: dict[tuple[str, Group], list[Observation]] = {}
    for one in observations:
        found.setdefault((one.area, Group.of(one)), []).append(one)
    return [piece for line in found.values() for piece in segments(line).segments]


SHARPER = 2
PAPER = replace(LIGHT, name="paper", ground=GROUND)


@dataclass(frozen=True, slots=True)
class Size:
    """How wide a picture is in pixels, how high at most, and how many pixels one of the screen becomes.

    In pixels of the screen: ``least`` is how narrow a plot may be between its margins, ``names`` how wide a name in a
    ranking before it takes another line, ``trend`` how high the plot of a trend, ``row`` a row of a ranking (0: as on
    the screen). ``letters`` are the smallest on a map, in pixels of the picture: names that would be smaller are left
    out, the areas told of are outlined and the words over the map name them.
    """

    width: int
    tallest: int
    scale: float
    least: int = 300
    names: int = 250
    trend: int = 230
    row: float = 0
    letters: float = 0


@dataclass(frozen=True, slots=True)
class Artist:
    """Draws the figures of a brief; ``label`` is the snapshot as printed, ``palette`` its colours."""

    catalogue: Catalogue
    t: Translator
    label: str
    palette: Theme = PAPER

    def scene(self, figure: BriefFigure, size: Size) -> Scene:
        """One figure without the words around it."""
        presenter = Presenter(self.catalogue, figure.indicator, self.t, self.palette, self.label)
        caption = Caption(figure.title, figure.subtitle, (), self.t.lang, self.palette)
        plot = _DRAWN[figure.kind](figure, presenter, caption, size)
        scene = plot_scene(plot, size.width, size.tallest, size.scale, size.least)
        if figure.kind != MAP:
            return scene
        legible = (one for one in scene.items if not isinstance(one, TextLine) or one.px >= size.letters)
        return replace(scene, items=tuple(legible))

    def alt(self, figure: BriefFigure) -> str:
        """The figure in words, with the intervals that only a drawing has: native charts of slides go without."""
        if figure.kind != RANKING or figure.view is None:
            return figure.alt
        kinds = {found.kind for one in figure.view.drawn if (found := interval_of(one, figure.indicator))}
        dashed = self.t._("Dashed bars are 95 % intervals worked out here from the cases.")
        return f"{figure.alt} {dashed}" if "approximated" in kinds else figure.alt

    @staticmethod
    def written(scene: Scene) -> str:
        """A scene as SVG."""
        return svg(scene).decode()

    def both(self, figure: BriefFigure, size: Size) -> tuple[bytes, bytes]:
        """One figure as SVG, and for programs that know no vectors as PNG, sharp enough for print."""
        scene = self.scene(figure, size)
        fine = replace(
            scene,
            width=scene.width * SHARPER,
            height=scene.height * SHARPER,
            items=tuple(placed(scene.items, SHARPER, 0, 0)),
        )
        return svg(scene), png(fine, {"Title": figure.title, "Description": self.alt(figure)})


def _map(figure: BriefFigure, presenter: Presenter, caption: Caption, size: Size) -> sketch.Figure:
    assert figure.view is not None
    return draw_map(
        presenter.marks(figure.view),
        presenter.blanks(figure.view),
        caption,
        polarity=figure.indicator.polarity,
        number=lambda value: plain_number(value, 0 if value == round(value) else 1, presenter.t.lang),
        t=presenter.t,
        focus=figure.focus,
        edges=figure.edges or None,
        still=False,
    )


def _ranking(figure: BriefFigure, presenter: Presenter, caption: Caption, size: Size) -> sketch.Figure:
    view = figure.view
    assert view is not None
    marks = [presenter.sure_mark(one) for one in view.drawn]
    bins = binned([mark.value for mark in marks], figure.edges)
    shades = ramp(presenter.colours, figure.indicator.polarity, len(bins.counts))
    comparable = view.national and view.national.value is not None and figure.indicator.unit != "number"
    return draw_ranking(
        marks,
        presenter.mark(view.national) if view.national and comparable else None,
        caption,
        colour_of={mark.code: shades[c] for mark, c in zip(marks, bins.classes, strict=True)},
        t=presenter.t,
        focus=figure.focus,
        name_px=size.names,
        row_px=size.row,
    )


def _trend(figure: BriefFigure, presenter: Presenter, caption: Caption, size: Size) -> sketch.Figure:
    found = figure.observations
    return draw_trend(presenter.lines(found, figure.by), caption, breaks=presenter.breaks(found), plot_px=size.trend)


def _groups(figure: BriefFigure, presenter: Presenter, caption: Caption, size: Size) -> sketch.Figure:
    rows, keys = group_rows(presenter, figure.observations, figure.by)
    return draw_groups(rows, keys, caption)


_DRAWN = {MAP: _map, RANKING: _ranking, TREND: _trend, GROUPS: _groups}


def more_asked(rest: Sequence[AskedRecommendation], t: Translator) -> str:
    """That so many recommendations more are in the report; empty where none are."""
    more = how_often(one.recommendation for one in rest)
    if not more:
        return ""
    words = t.ngettext(
        "{count} recommendation more is in the Word report.",
        "{count} recommendations more are in the Word report.",
        more,
    )
    return words.format(count=plain_number(more, 0, t.lang))
