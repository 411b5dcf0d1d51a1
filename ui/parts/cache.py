"""The only place that keeps anything between reruns. Every entry is bounded and named by its snapshot.

What is kept is immutable and shared by all sessions, so nothing is copied.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

from childrights import cards, charts, messages, search
from childrights.areas import coverage, on_comparable_areas, on_todays_provinces
from childrights.basket import Kept
from childrights.briefs import Stock
from childrights.catalogue import Catalogue, Group, Observation, Search, load_catalogue
from childrights.certificate import birth
from childrights.charts import Figure
from childrights.composer import Desks, Scope, everything
from childrights.gaps import coverage_grid, coverage_matrix
from childrights.gaps import open_searches as find_open_searches
from childrights.gaps import ranking as gaps
from childrights.gaps import topic_searches as find_topic_searches
from childrights.i18n import translator
from childrights.members import layers, uploads
from childrights.newest import NewestFigures, newest_figures
from childrights.profile import Basis, basis
from childrights.profile import standing as profile
from childrights.review import Consequences, consequences
from childrights.rights import (
    Addition,
    Filed,
    Origin,
    Recommendation,
    additions,
    assessment,
    load_recommendations,
    with_additions,
)
from childrights.rights import filed as filed_of
from childrights.snapshot import (
    Snapshot,
    listing,
    open_current,
    open_snapshot,
    queries,
    read_pointer,
    serving,
    state_home,
)
from childrights.statistics import Target, load_targets
from childrights.submissions import (
    BearerCard,
    KeptRow,
    OwnAsk,
    Returned,
    StateMeasure,
    bearer_cards,
    own_table_imports,
    read_kept,
    returned_among,
)
from childrights.submissions import own_asks as find_own_asks
from childrights.voices import Voice, standing_voices
from childrights.voices import kept_voices as find_kept_voices
from childrights.watch import NewsLog, read_log, rebuilt_log
from etl.accounts import actor_of as find_actor
from etl.ledger import State
from etl.permissions import Actor
from geo import COUNTRY, boundaries_in_force
from ui.parts.caching import Released, keep_results

VIEWS = 512
MAPS = 4096
"""A full database has forty maps of an indicator, and one scale of colours looks at all of them."""
CENSUS = "population_census"
FIGURES = 256
PREVIEWS = 64
ANSWERS = 4096

R = TypeVar("R")


@keep_results(1)
def shipped_catalogue() -> Catalogue:
    """The catalogue of indicators, topics, clusters and sources as it comes with the dashboard."""
    return load_catalogue()


@keep_results(3)
def _catalogue_of(file: str) -> Catalogue:
    return layers.with_publications(shipped_catalogue(), current_snapshot())


def catalogue() -> Catalogue:
    """The catalogue, with the publications that members quoted among its sources. Raises ``NoSnapshot``."""
    return _catalogue_of(read_pointer().file)


@keep_results(3, Released)
def _opened(file: str, turn: int) -> Snapshot:
    return open_current()


def current_snapshot() -> Snapshot:
    """The snapshot that serves, opened anew when the pointer names another one, or its file gave an error.

    Raises ``NoSnapshot`` and ``UnreadableSnapshot``.
    """
    found = serving()
    return _opened(found.pointer.file, found.turn)


def own_map_file(name: str) -> tuple[str, str]:
    """The mark and the text of a map file (``areas`` or ``patterns``) of the boundaries in force; no text where those
    are the shipped ones, whose files lie in ``static``. Raises ``NoSnapshot``."""
    current_snapshot()  # a server that has shown nothing yet does not know which boundaries are in force
    mark = boundaries_in_force().mark
    return mark, charts.own_map_file(name) if mark and name in charts.MAP_FILES else ""


@keep_results(4)
def headlines(name: str) -> dict[str, queries.Headline]:
    """The headline of every indicator with data in the snapshot called ``name``."""
    return queries.headlines(current_snapshot())


@keep_results(4)
def counts(name: str) -> queries.Counts:
    """How much the snapshot holds."""
    return queries.counts(current_snapshot())


@keep_results(4)
def file_reports(name: str) -> tuple[queries.FileReport, ...]:
    """What each source file gave."""
    return queries.file_reports(current_snapshot())


@keep_results(3, Released)
def ahead(file: str) -> Snapshot:
    """A candidate snapshot, open. Who asks has asked first whether the reader may look at it."""
    return open_snapshot(Path(file))


@keep_results(8)
def consequences_of(name: str, file: str) -> Consequences:
    """What would change if the candidate in ``file`` were published."""
    return consequences(current_snapshot(), ahead(file), catalogue())


@keep_results(4)
def members(name: str) -> dict[str, str]:
    """The member behind every upload in the snapshot."""
    return uploads.member_of_upload(current_snapshot())


@keep_results(VIEWS)
def members_figures(name: str, indicator: str) -> tuple[layers.MemberFigure, ...]:
    """The members' layer of an indicator, the oldest figures first; most have none, which costs one look."""
    return layers.members_figures(current_snapshot(), indicator) if indicator in members_hold(name) else ()


@keep_results(4)
def members_hold(name: str) -> Mapping[str, int]:
    """How many figures the members' layer has of each indicator that it has any of."""
    return layers.with_members_figures(current_snapshot())


@keep_results(4)
def upload_effects(name: str) -> dict[str, uploads.Effect]:
    """What every upload did to the snapshot."""
    return uploads.effects(current_snapshot())


@keep_results(VIEWS)
def sent_figures(name: str, upload: str) -> tuple[layers.MemberFigure, ...]:
    """The figures of one upload that stand in the members' layer."""
    return layers.members_figures(current_snapshot(), upload=upload)


@keep_results(4)
def conflicts(name: str) -> tuple[layers.Conflict, ...]:
    """Members' figures that differ from published ones."""
    return layers.conflicts(current_snapshot())


@keep_results(4)
def decided(name: str) -> tuple[layers.Decision, ...]:
    """What the steward decided about them, in the order of the decisions."""
    return layers.conflict_decisions(current_snapshot())


@keep_results(4)
def lapsed(name: str) -> frozenset[str]:
    """The decisions that stand and correct nothing any more, by their ids."""
    return frozenset(one.id for one in layers.lapsed(current_snapshot()))


@keep_results(4)
def surveys(name: str) -> dict[str, str]:
    """The survey whose areas a source keeps to."""
    return queries.surveys(current_snapshot())


@keep_results(16)
def figures_of(name: str, indicators: tuple[str, ...]) -> tuple[Observation, ...]:
    """Everything published about some indicators."""
    return queries.all_observations(current_snapshot(), indicators=indicators)


@keep_results(VIEWS)
def listed(
    name: str, indicator: str, period: str, group: Group | None, areas: tuple[str, ...] | None, most: int | None
) -> tuple[int, tuple[Observation, ...]]:
    """How many figures of an indicator were chosen, and the first of them."""
    return listing.listed_count(current_snapshot(), indicator, period=period, group=group, areas=areas, most=most)


@keep_results(VIEWS)
def groups_with_periods(name: str, indicator: str) -> dict[Group, tuple[queries.Period, ...]]:
    """Every group an indicator was measured for, the leading one first, with its periods."""
    return queries.groups_with_periods(current_snapshot(), indicator)


@keep_results(MAPS)
def map_view(name: str, indicator: str, period: str, group: Group, places: str = "as_published") -> coverage.MapView:
    """One map; ``places`` is what is done about places that change, a key of ``childrights.areas.places.MODES``."""
    snapshot, surveyed = current_snapshot(), surveys(name)
    view = coverage.map_view(snapshot, indicator, period, group)
    if places == "comparable":
        about, rounds = catalogue().indicators[indicator], area_rounds(name, indicator, group)
        return on_comparable_areas(view, rounds.values(), about, population(name), surveyed)
    if places == "today":
        built = int(snapshot.built_at[:4])
        return on_todays_provinces(view, area_rounds(name, indicator, group).values(), surveyed, built)
    return view


@keep_results(VIEWS)
def area_rounds(name: str, indicator: str, group: Group) -> dict[str, tuple[Observation, ...]]:
    """The figures of all areas in each period, oldest first, on the ground they were published for."""
    found: dict[str, list[Observation]] = {}
    areas = tuple(area for area in areas_of(name, indicator) if area != COUNTRY)
    for one in sorted(series(name, indicator, areas, (group,)), key=lambda o: (o.year_start, o.year_end)):
        found.setdefault(one.period_label, []).append(one)
    return {label: tuple(coverage.on_its_ground(figures)) for label, figures in found.items()}


@keep_results(4)
def population(name: str) -> tuple[Observation, ...]:
    """Everybody the censuses counted, by place: what percentages are weighted with."""
    found = queries.all_observations(current_snapshot(), indicators=(CENSUS,))
    return tuple(one for one in found if Group.of(one).is_total)


@keep_results(FIGURES)
def figure(name: str, key: str, _draw: Callable[[], Figure]) -> Figure:
    """A figure drawn once for all who look at it. ``key`` says everything it depends on beside the snapshot."""
    return _draw()


@keep_results(VIEWS)
def edges(name: str, key: str, _find: Callable[[], tuple[float, ...]]) -> tuple[float, ...]:
    """The edges of the classes of a map. ``key`` says everything they depend on beside the snapshot."""
    return _find()


@keep_results(ANSWERS)
def answer(name: str, key: Hashable, _work_out: Callable[[], R]) -> R:
    """What pages work out once for all who ask. ``key`` says everything it depends on beside the snapshot."""
    return _work_out()


@keep_results(FIGURES)
def finished(name: str, key: str, _make: Callable[[], str]) -> str:
    """Markup made once for all who look at it. ``key`` says everything it depends on beside the snapshot."""
    return _make()


@keep_results(PREVIEWS)
def first_part(name: str, key: str, _make: Callable[[], str]) -> str:
    """What is told first of an address. Apart from what pages keep: anybody may ask for any number of addresses."""
    return _make()


@keep_results(1)
def targets() -> tuple[Target, ...]:
    """The numeric targets that somebody really stated."""
    return load_targets(catalogue())


@keep_results(1)
def shipped_asked() -> tuple[Recommendation, ...]:
    """What was asked of Cambodia by the table that comes with the dashboard."""
    return load_recommendations(shipped_catalogue())


@keep_results(4)
def asked(name: str) -> tuple[Recommendation, ...]:
    """What the Committee and other States asked of Cambodia, what people brought in included."""
    return with_additions(shipped_asked(), given_additions(name))


@keep_results(4)
def filed(name: str) -> Filed:
    """What people filed under articles, ready for suggesting the same to what is alike."""
    return filed_of(asked(name), shipped_catalogue())


@keep_results(4)
def given_additions(name: str) -> tuple[Addition, ...]:
    """Every recommendation that was brought in from a spreadsheet."""
    return additions(current_snapshot())


@keep_results(4)
def standings(name: str) -> Mapping[str, assessment.RecommendationStanding]:
    """Where everything that was asked stands, by the code of the recommendation."""
    found = assessment.standings(asked(name), given_assessments(name), assessment.link_changes(current_snapshot()))
    return {one.asked.code: one for one in found}


@keep_results(2)
def returned(name: str) -> Returned:
    """The coalition's own asks with what took them up and what may, and the measures of the State."""
    return returned_among(current_snapshot(), standings(name))


@keep_results(2)
def own_imports(name: str) -> tuple[tuple[Origin, tuple[KeptRow[Any], ...]], ...]:
    """Every import of asks and measures with its rows, those taken back too, newest first."""
    snapshot = current_snapshot()
    asks, measures = read_kept(snapshot, "own_ask", OwnAsk), read_kept(snapshot, "state_measure", StateMeasure)
    return own_table_imports((*asks, *measures))


@keep_results(2)
def kept_voices(name: str) -> tuple[KeptRow[Voice], ...]:
    """What members sent in words, those taken back too, without their words."""
    return find_kept_voices(current_snapshot())


@keep_results(2)
def ministry_cards(name: str) -> tuple[BearerCard, ...]:
    """A card for every ministry that was asked something."""
    return bearer_cards(returned(name), newest(name))


@keep_results(4)
def asked_about(name: str) -> Mapping[str, tuple[Recommendation, ...]]:
    """What was asked about every indicator that is linked to something."""
    return assessment.asked_about(tuple(standings(name).values()))


@keep_results(4)
def given_assessments(name: str) -> tuple[assessment.Assessment, ...]:
    """Every assessment that was recorded."""
    return assessment.assessments(current_snapshot())


@keep_results(4)
def index(name: str) -> search.Index:
    """The words of everything that can be searched for."""
    own = (search.own_ask_entry(one.code, one.text_en, one.text_km, one.document) for one in own_asks(name))
    said = (search.voice_entry(one.code, one.text_en, one.text_km, one.organisation) for one in voices(name))
    return search.build_index((*search.entries_of(catalogue(), asked(name), messages.topic_words()), *own, *said))


def voices(name: str) -> tuple[Voice, ...]:
    """Everything that members sent in words and a steward approved."""
    return standing_voices(kept_voices(name))


@keep_results(4)
def own_asks(name: str) -> tuple[OwnAsk, ...]:
    """The coalition's own asks, without what may take them up, which takes far longer."""
    return find_own_asks(current_snapshot())


@keep_results(4)
def ranked_gaps(name: str, today: int) -> tuple[gaps.RankedGap, ...]:
    """What is not known, heaviest first, ages counted to the year ``today``."""
    linked = assessment.with_links(asked(name), assessment.link_changes(current_snapshot()))
    return gaps.ranking(current_snapshot(), catalogue(), linked, today)


@keep_results(16)
def measured_groups(name: str, right: str) -> Mapping[str, Sequence[Group]]:
    """The groups that each indicator of a right, or of all for an empty ``right``, has figures for."""
    return coverage_matrix.measured_groups(current_snapshot(), coverage_matrix.codes_of_right(catalogue(), right))


@keep_results(VIEWS)
def grid(name: str, right: str, by: str, group: str, today: int) -> coverage_grid.Grid:
    """The coverage matrix as a table of squares."""
    own = coverage_matrix.codes_of_right(catalogue(), right)
    measured = None if by == coverage_grid.GROUPS else measured_groups(name, right)
    return coverage_grid.grid(current_snapshot(), catalogue(), own, by, group, today, measured)


@keep_results(VIEWS)
def series(name: str, indicator: str, areas: tuple[str, ...], groups: tuple[Group, ...]) -> tuple[Observation, ...]:
    """Values over time of some areas and groups."""
    return queries.series(current_snapshot(), indicator, areas, groups)


@keep_results(VIEWS)
def areas_of(name: str, indicator: str) -> tuple[str, ...]:
    """Every area an indicator has values for."""
    return queries.areas_of(current_snapshot(), indicator)


@keep_results(VIEWS)
def certificate(name: str, code: str) -> birth.Certificate:
    """The birth certificate of one figure. Raises ``UnknownNumber``."""
    return birth.birth(current_snapshot(), catalogue(), code)


@keep_results(4)
def news(name: str) -> NewsLog:
    """What the last publications changed; worked out here where the file beside the snapshot is missing."""
    return read_log() or rebuilt_log(state_home(), shipped_catalogue())


@keep_results(3)
def newest(name: str) -> NewestFigures:
    """What is newest of every concept, by place and group."""
    return newest_figures(current_snapshot(), catalogue())


@keep_results(4)
def profile_basis(name: str) -> Basis:
    """What the profiles of all provinces share."""
    return basis(current_snapshot(), newest(name), headlines(name))


@keep_results(VIEWS)
def province(name: str, code: str) -> profile.Profile:
    """The profile of one province."""
    return profile.profile(current_snapshot(), catalogue(), code, profile_basis(name), partial(map_view, name))


@keep_results(VIEWS)
def only_members(name: str, area: str) -> tuple[layers.MemberFigure, ...]:
    """What only members have figures of in one place."""
    return layers.only_members(current_snapshot(), area)


@keep_results(VIEWS)
def message_desk(name: str, indicator: str, today: int) -> messages.TopicEvidence:
    """Everything that messages about an indicator rest on, ages counted to the year ``today``."""
    return messages.desk(current_snapshot(), catalogue(), indicator, today)


def paper_desks(name: str, today: int) -> Desks:
    """What the findings of papers are chosen from."""
    return _desks(name, today, id(current_snapshot()))


@keep_results(2)
def _desks(name: str, today: int, opened: int) -> Desks:
    """Kept with the snapshot as it was ``opened``: once that is closed, nothing more can be read with them."""
    return Desks(current_snapshot(), catalogue(), today)


@keep_results(VIEWS)
def candidates(
    name: str, indicator: str, area: str, period: str, today: int, right: str = ""
) -> tuple[messages.Candidate, ...]:
    """What could be said of an indicator, of a right, or of everything where none is named, in the order of papers."""
    scope = Scope(right=right, indicator=indicator, area=area)
    laid = paper_desks(name, today)
    if indicator:
        laid = Desks.of_one(current_snapshot(), catalogue(), message_desk(name, indicator, today), area)
    return everything(laid, scope, period)


def stock(name: str, lang: str, day: date) -> Stock:
    """What briefs and small pictures of a snapshot are made from in one language."""
    return _stock(name, lang, day, id(current_snapshot()))


@keep_results(4)
def _stock(name: str, lang: str, day: date, opened: int) -> Stock:
    return Stock.of(current_snapshot(), catalogue(), translator(lang), day, paper_desks(name, day.year))


@keep_results(FIGURES)
def message(name: str, key: str, lang: str, today: int) -> messages.Message:
    """The answer to the question ``key`` in words. Raises ``UnknownCode`` for an indicator nobody knows."""
    ask = messages.Ask.parse(key)
    return messages.compose(ask, message_desk(name, ask.indicator, today), translator(lang))


@keep_results(PREVIEWS)
def preview_card(name: str, key: str, lang: str, today: int) -> bytes:
    """The link preview of the message ``key`` as PNG. Raises ``NoCard`` where there is none."""
    ask = messages.Ask.parse(key)
    desk = message_desk(name, ask.indicator, today)
    card = cards.card_of(messages.answer_question(ask, desk), desk, translator(lang))
    return cards.card_bytes(card, cards.PREVIEW, "png")


@keep_results(VIEWS)
def answer_to(name: str, words: str, lang: str, today: int) -> messages.Answer:
    """The sentence that a question in words ends in, ages counted to the year ``today``."""
    return messages.answer_words(
        words, catalogue(), index(name), lambda code: message_desk(name, code, today), translator(lang)
    )


@keep_results(4)
def open_searches(name: str) -> Mapping[tuple[str, str], Search]:
    """By indicator and level, what is known elsewhere of what is not held."""
    return find_open_searches(current_snapshot(), catalogue())


@keep_results(4)
def topic_searches(name: str, level: str) -> Mapping[str, Search]:
    """By topic, what is known elsewhere of what is not held of any of its series."""
    return find_topic_searches(current_snapshot(), catalogue(), level)


@keep_results(VIEWS)
def rechecked(name: str, kept: Kept, lang: str, today: int) -> messages.Rechecked:
    """A kept message asked again."""
    one = kept.message(lang)
    return messages.recheck(one, current_snapshot(), catalogue(), today)


HELD_S = 1.0
"""How long it is remembered whose a session is: a page asks dozens of times while it is drawn."""


def actor_of(state: State, token: str, server: str) -> Actor:
    """Whoever the session with this token belongs to, as it was known a second ago at most; see ``forget_actors``."""
    return _actor_of(state.home, token, server, int(monotonic() / HELD_S))


@keep_results(VIEWS)
def _actor_of(home: Path, token: str, server: str, moment: int) -> Actor:
    return find_actor(State(home), token, server=server)


def forget_actors() -> None:
    """Ask the ledger again from now on: somebody signed in or out, or an account was changed, in this process."""
    _actor_of.cache_clear()  # type: ignore[attr-defined]
