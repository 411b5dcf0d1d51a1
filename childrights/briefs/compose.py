"""Briefs composed in one language: of a right, a place, an indicator, or of messages that somebody chose."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from childrights.briefs.inputs import Stock
from childrights.briefs.model import (
    AREA,
    GROUPS,
    INDICATOR,
    MAP,
    MESSAGES,
    RANKING,
    RIGHT,
    TREND,
    AskedRecommendation,
    Brief,
    BriefFigure,
    BriefTable,
    NewerFigure,
    Section,
    Silence,
    codes_of,
)
from childrights.briefs.sections import (
    card_section,
    groups_sections,
    map_section,
    members_section,
    newest_first,
    overview,
    places_section,
    ranking_section,
    trend_section,
)
from childrights.catalogue import Catalogue, Indicator, Observation, Search, UnknownCode
from childrights.composer import NONE, PLAIN_CHARTS, Desks, Scope, Wishes
from childrights.export import ExportError
from childrights.gaps import topic_searches
from childrights.i18n import LANGUAGES, N_, Translator, translator
from childrights.language import period, plain_number, told_text, word_list, words
from childrights.members import only_members
from childrights.messages import Ask, Message, TopicEvidence
from childrights.newest import newer_words
from childrights.profile import Profile, ProvinceStanding, profile
from childrights.profile import words as profile_words
from childrights.rights import measures_under, touching
from childrights.snapshot import Snapshot, told_note
from geo import COUNTRY, PROVINCES, area_name

PROVINCE_PAGE = "/province?area={area}"
"""Where a paper leads for what it left out: the address after that of the dashboard, which may run anywhere."""
NO_WISHES = Wishes()
GROUP_KINDS = ("gap", "group")
CONTEXT = "CTX"


def brief_of(
    snapshot: Snapshot,
    catalogue: Catalogue,
    today: date,
    *,
    lang: str = "en",
    right: str = "",
    indicator: str = "",
    area: str = "",
) -> Brief:
    """The brief of exactly one of a right (code of a cluster), an indicator or a province.

    Raises ``UnknownCode`` for a code or language nobody knows, ``ExportError`` where nothing is published.
    """
    return brief_about(snapshot, catalogue, today, Scope(right=right, indicator=indicator, area=area), lang=lang)


def brief_about(
    snapshot: Snapshot,
    catalogue: Catalogue,
    today: date,
    scope: Scope,
    *,
    lang: str = "en",
    wishes: Wishes = NO_WISHES,
    desks: Desks | None = None,
) -> Brief:
    """The same of the one thing that ``scope`` names, as a person ``wishes``; several briefs share ``desks``."""
    if lang not in LANGUAGES:
        raise UnknownCode(N_("The language {lang} is not spoken here; use en or km."), lang=lang)
    right, indicator, area = scope.right.strip().upper(), scope.indicator.strip(), scope.area.strip().upper()
    if sum(map(bool, (right, indicator, area))) != 1:
        raise UnknownCode(N_("A brief is about one thing: name a right, an indicator or an area."))
    stock = Stock.of(snapshot, catalogue, translator(lang), today, desks)
    if right:
        return of_right(stock, right, wishes)
    return of_indicator(stock, indicator, wishes) if indicator else of_area(stock, area, wishes)


def of_right(stock: Stock, code: str, wishes: Wishes = NO_WISHES) -> Brief:
    """A cluster of the Convention: what is most telling of it, then every measure in a table."""
    t, clusters = stock.t, stock.catalogue.clusters
    if code not in clusters:
        raise UnknownCode(
            N_("There is no right with the code {code}; the codes are {known}."), code=code, known=", ".join(clusters)
        )
    name = clusters[code].name(t.lang)
    here = [one for one in stock.catalogue.indicators.values() if one.cluster == code]
    published = [one for one in here if one.code in stock.national]
    leads = [lead for found in measures_under(stock.catalogue, code).values() for lead in found]
    if not leads:
        raise ExportError(N_("Nothing is measured under {code}, so there is no brief of it."), code=code)
    sections: list[Section | None] = _chosen(stock, Scope(right=code), wishes)
    sections.append(overview(stock, t._("What is known"), published))
    sections.append(members_section(stock, [stock.sent[one.code].latest for one in here if one.code in stock.sent]))
    searches = topic_searches(stock.snapshot, stock.catalogue, "country")
    missing = [stock.catalogue.topics[one.topic] for one in leads if not _known_topic(stock, one)]
    silent = tuple(one.name(t.lang) for one in missing)
    states = tuple(searches[one.code].state if one.code in searches else "" for one in missing)
    silences = (Silence(t._("This dashboard holds no published figure"), silent, states),) if silent else ()
    known, total = len(leads) - len(silent), len(leads)
    finding = t._("{known} of {total} topics of this right have a published figure").format(known=known, total=total)
    asked = stock.asked(touching(stock.recommendations(), cluster=code))
    return _brief(stock, RIGHT, code, name, finding, (), sections, silences, asked)


def _known_topic(stock: Stock, lead: Indicator) -> bool:
    return any(one in stock.national for one in stock.catalogue.topics[lead.topic].members)


def _chosen(stock: Stock, scope: Scope, wishes: Wishes) -> list[Section | None]:
    """What the composer chose of ``scope``, each finding a section with the chart that shows it."""
    desks = stock.desks.at(scope.place) if stock.desks else {}
    found = stock.choose(scope, wishes)
    return [_of_message(stock, one.message, one.chart, desks.get(one.indicator.code)) for one in found]


def _listed(valued: Sequence[ProvinceStanding], catalogue: Catalogue) -> list[ProvinceStanding]:
    """What a paper's table lists: of two series of one topic and group not the one that says no more, since it is no
    newer and cannot be told apart from the country where the other can, nor one whose newer figure stands in the table
    too; and of the context only what is at its core.

    The page of the province lists or names them all; on two sides of paper they would push out the charts.
    """

    def weight(one: ProvinceStanding) -> tuple[int, bool, int]:
        return one.own.year_end, one.judged, -catalogue.topics[one.indicator.topic].members.index(one.indicator.code)

    def outdone(one: ProvinceStanding, other: ProvinceStanding) -> bool:
        same = (one.indicator.topic, one.group) == (other.indicator.topic, other.group)
        overtaken = other.own.id in {newer.id for newer in one.newer}
        no_newer = one.own.year_end <= other.own.year_end and (one.judged <= other.judged or overtaken)
        return same and one is not other and no_newer and weight(one) < weight(other)

    told = [one for one in valued if (one.indicator.cluster, one.indicator.tier) != (CONTEXT, "additional")]
    return [one for one in told if not any(outdone(one, other) for other in told)]


def of_area(stock: Stock, code: str, wishes: Wishes = NO_WISHES) -> Brief:
    """A province: what is most telling of it, then all its figures beside the country's."""
    if code not in PROVINCES:
        raise UnknownCode(
            N_("A brief of an area is about one province, and none has the code {code}; KH16 is one."), code=code
        )
    t, found = stock.t, profile(stock.snapshot, stock.catalogue, code)
    sections = _chosen(stock, Scope(area=code), wishes)
    valued = [one for one in found.standings if one.own.value is not None]
    listed = _listed(valued, stock.catalogue)
    drawn = {one.id for section in sections if section for one in section.observations}
    changed = [
        one for one in valued if one.change.code in ("worse", "better", "up", "down") and one.own.id not in drawn
    ]
    left = _left_out(found, len(valued) - len(listed), len(changed), t)
    # What is said of "the figures below" is of those in the table, whose finding is of all.
    below = replace(found, standings=tuple(listed))
    about = (profile_words.age(below, stock.today.year, t), profile_words.shared(below, t))
    table = _standings(stock, found, listed, about)
    sections.append(replace(table, missing=left) if table else None)
    sections.append(members_section(stock, [one.figure for one in only_members(stock.snapshot, code)]))
    searches = topic_searches(stock.snapshot, stock.catalogue, "province")
    silences = tuple(_silence(stock, why, topics, searches) for why, topics in found.unknown.items() if topics)
    title = area_name(code, t.lang)
    return _brief(stock, AREA, code, title, profile_words.province_finding(found, t), about, sections, silences, ())


def _left_out(found: Profile, rows: int, changes: int, t: Translator) -> tuple[str, ...]:
    """How much of a province is not on paper and where it is: ``rows`` of its table, ``changes`` without a chart.

    One sentence, since every line of a sheet is taken from its charts.
    """
    parts = []
    if count := rows + len(found.doubles):
        measures = t.ngettext(
            "{count} more measure (an older or other series of the same, or one that only describes)",
            "{count} more measures (older or other series of the same, or such that only describe)",
            count,
        )
        parts.append(measures.format(count=plain_number(count, 0, t.lang)))
    if changes:
        clear = t.ngettext("{count} more clear change", "{count} more clear changes", changes)
        parts.append(clear.format(count=plain_number(changes, 0, t.lang)))
    if not parts:
        return ()
    page = PROVINCE_PAGE.format(area=found.province)
    return (t._("Not on this paper, but on {page}: {what}.").format(page=page, what=word_list(parts, t)),)


def _silence(stock: Stock, why: str, topics: Sequence[str], searches: Mapping[str, Search]) -> Silence:
    """Topics without a figure of a place for one reason, with what is known of them elsewhere."""
    looked = searches if why in profile_words.LOOKED_FOR else {}
    names = tuple(stock.catalogue.topics[code].name(stock.t.lang) for code in topics)
    states = tuple(looked[code].state if code in looked else "" for code in topics)
    return Silence(stock.t._(profile_words.UNKNOWN[why]), names, states)


def _standings(
    stock: Stock, found: Profile, valued: Sequence[ProvinceStanding], about: Sequence[str]
) -> Section | None:
    t, place = stock.t, area_name(found.province, stock.t.lang)
    if not valued:
        return None
    heading = t._("{place} and Cambodia").format(place=place)
    shown = {figure.id for one in valued for figure in (one.own, one.country) if figure}
    first = {one.indicator.topic: at for at, one in reversed(list(enumerate(valued)))}
    valued = sorted(valued, key=lambda one: (first[one.indicator.topic], -one.own.year_end))
    head = (t._("Measure"), place, area_name(COUNTRY, t.lang), t._("Against Cambodia"), t._("Period"), t._("Code"))
    rows = tuple(
        (
            profile_words.name(one, t) + ("\N{NO-BREAK SPACE}‡" if one.together else ""),
            profile_words.standing_value_words(one, t),
            words.value_words(one.country, one.indicator, t) if one.country else "–",
            t._(profile_words.AGAINST[one.against]),
            period(one.own.period_label, t.lang),
            one.own.id,
        )
        for one in valued
    )
    figures = tuple(one.own for one in valued)
    countries = tuple(one.country for one in valued if one.country)
    return Section(
        heading=heading,
        message=profile_words.province_finding(found, t),
        cautions=tuple(text for text in (_newer_of(stock, valued, shown), about[-1]) if text),
        table=BriefTable(heading, head, rows, tuple(one.id for one in figures)),
        observations=(*figures, *countries),
        sources=stock.sources((*figures, *countries)),
        indicators=tuple(one.indicator for one in valued),
    )


def _newer_of(stock: Stock, valued: Sequence[ProvinceStanding], shown: Collection[str]) -> str:
    """What is newer than the figures of a table and does not stand in it, in one sentence, since rows have no room."""
    t, rows = stock.t, [one for one in valued if one.newer and not {newer.id for newer in one.newer} & set(shown)]
    told = [(profile_words.name(one, t), newer_words(_beside(one), one.newer, stock.catalogue, t)) for one in rows]
    named = t._("; ").join(t._("{measure} – {figures}").format(measure=name, figures=line) for name, line in told)
    return t._("Newer: {figures}.").format(figures=named) if told else ""


def _beside(one: ProvinceStanding) -> tuple[Observation, ...]:
    return (one.own, one.country) if one.country else (one.own,)


def of_indicator(stock: Stock, code: str, wishes: Wishes = NO_WISHES) -> Brief:
    """An indicator: what is most telling of it, then its line, its map and its places where no finding shows them."""
    if code not in stock.catalogue.indicators:
        raise UnknownCode(N_("There is no indicator {code}. List them with: python run.py indicators"), code=code)
    indicator, t = stock.catalogue.indicators[code], stock.t
    sections = _chosen(stock, Scope(indicator=code), wishes)
    drawn = {one.figure.kind for one in sections if one and one.figure}
    view = places_section(stock, indicator)
    line = trend_section(stock, indicator) if TREND not in drawn else None
    if line and line.figure and line.message in {one.message for one in sections if one}:
        # The sentence stands above already, and what it tells does not stand here.
        line = replace(line, message=line.figure.title, verdict="", support="", figure=replace(line.figure, told=()))
    sections.append(line)
    if view and MAP not in drawn:
        sections.append(map_section(stock, indicator, view))
    if view and RANKING not in drawn:
        sections.append(ranking_section(stock, indicator, view))
    if not any(one.observations for one in sections if one):
        sections.insert(0, _newest(stock, indicator))
    if not any(one and one.observations for one in sections):
        name = indicator.short_name("en")
        raise ExportError(N_("This dashboard holds no published figure of {name} that a brief could show."), name=name)
    told = stock.say(Ask("change", code), Ask("level", code))[0]
    finding = told.headline if told else next(one.message for one in sections if one)
    about = (told_text(indicator.definition_en, t), told_note(indicator.comparability_note, t))
    asked = stock.asked(touching(stock.recommendations(), indicator=code))
    return _brief(stock, INDICATOR, code, indicator.name(t.lang), finding, about, sections, (), asked)


def _newest(stock: Stock, indicator: Indicator) -> Section | None:
    """The newest national figure of an indicator as a row of a table, where none may be said."""
    title = stock.t._("The newest figure")
    return overview(stock, title, [indicator], title)


def of_messages(stock: Stock, title: str, messages: Sequence[Message], charts: Sequence[str] = ()) -> Brief:
    """Messages that somebody chose, in their order, each over the figure that suits what it says, or over the one of
    ``charts``, which has one for each."""
    kinds = charts or [""] * len(messages)
    sections = [_of_message(stock, one, chart) for one, chart in zip(messages, kinds, strict=True)]
    finding = next((one.headline for one in messages if one.headline), title)
    return _brief(stock, MESSAGES, "", title, finding, (), sections, (), ())


def of_sections(
    stock: Stock, title: str, finding: str, sections: Sequence[Section], asked: tuple[AskedRecommendation, ...] = ()
) -> Brief:
    """Sections that somebody chose, in their order."""
    return _brief(stock, MESSAGES, "", title, finding, (), sections, (), asked)


def figure_of(stock: Stock, message: Message, desk: TopicEvidence | None = None) -> BriefFigure | None:
    """The figure that shows what a message says; ``None`` where nothing does, as for what is missing."""
    return _of_message(stock, message, desk=desk).figure


def _of_message(stock: Stock, message: Message, chart: str = "", desk: TopicEvidence | None = None) -> Section:
    """A message over the figure of the kind ``chart``, the usual one of its kind where none is named; over none where
    that cannot be drawn of what it is about."""
    ask = Ask.parse(message.key)
    desk = desk or stock.desk(ask.indicator)
    indicator = stock.catalogue.indicators[ask.indicator]
    section = _drawn(stock, ask, message, chart or PLAIN_CHARTS[ask.kind], desk)
    section = _with_own(
        stock, section or Section(indicator.name(stock.t.lang), "", indicators=(indicator,)), message, desk
    )
    minded = (message.caveat,) if message.caveat else message.reasons
    return replace(
        section,
        figure=section.figure and replace(section.figure, told=message.observations),
        message=message.headline or message.support,
        verdict=message.verdict,
        support=message.support,
        cautions=(*minded, *(text for text in section.cautions if not any(text in one for one in minded))),
    )


def _drawn(stock: Stock, ask: Ask, message: Message, chart: str, desk: TopicEvidence) -> Section | None:
    """The section of a chart; where there is too little for it, the figure that the message is about as a card."""
    indicator, section = desk.indicator, None
    if chart in (MAP, RANKING) and (view := places_section(stock, indicator, ask.group, ask.period)):
        focus = (ask.area,) if ask.area != COUNTRY else ()
        if chart == MAP:
            section = map_section(stock, indicator, view, focus)
        else:
            section = ranking_section(stock, indicator, view, ask.area, message)
        section = section if _names(stock, section, message) else None
    elif chart == GROUPS:
        found = groups_sections(stock, indicator, ask.period, ask.area, message)
        section = next((one for one in found if _names(stock, one, message)), None)
    elif chart == TREND:
        areas = (ask.area,) if ask.area == COUNTRY else (ask.area, COUNTRY)
        section = trend_section(stock, indicator, areas, ask.group, message)
    own = next((one for one in desk.figures if one.id in message.observations[:1]), None)
    if section is None and chart != NONE and own is not None and ask.kind not in GROUP_KINDS:
        section = card_section(stock, indicator, own, message)
    return section


def _with_own(stock: Stock, section: Section, message: Message, desk: TopicEvidence) -> Section:
    """The section with every figure that the message rests on, those too that nothing draws."""
    indicators = {one.code: one for one in section.indicators}
    counted = (one.figure for together in desk.together.values() for one in together.figures)
    known = dict.fromkeys((*desk.figures, *desk.examples, *desk.people, *desk.newest.figures, *counted))
    own = tuple(one for one in known if one.id in message.observations and one.id not in section.codes)
    indicators |= {one.indicator: stock.catalogue.indicators[one.indicator] for one in own}
    observations = (*section.observations, *own)
    return replace(
        section,
        observations=observations,
        sources=stock.sources(observations),
        indicators=tuple(indicators.values()),
        articles=section.indicators[0].crc_articles,
    )


def _newer_figures(stock: Stock, sections: Iterable[Section]) -> Iterator[NewerFigure]:
    """What is newer than each figure of the sections, for the tables that hold them all."""
    for one in dict.fromkeys(figure for section in sections for figure in section.observations):
        if not one.scope and (newer := stock.by_concept.newer(one)):
            codes = codes_of(newer)
            told = newer_words((one,), newer, stock.catalogue, stock.t)
            yield NewerFigure(one.id, f"{told} [{', '.join(codes)}]", codes)


def _names(stock: Stock, section: Section, message: Message) -> bool:
    """Whether a section holds every figure that a message is about: all but those told beside them as newer, which
    are of another period or series and so stand in no chart of the older ones."""
    own = [one for one in section.observations if one.id in message.observations]
    newer = {other.id for one in own for other in stock.by_concept.newer(one)}
    return bool(own) and set(message.observations) <= {*section.codes, *newer}


def _brief(
    stock: Stock,
    kind: str,
    code: str,
    title: str,
    finding: str,
    about: Iterable[str],
    sections: Iterable[Section | None],
    silences: tuple[Silence, ...],
    asked: tuple[AskedRecommendation, ...],
) -> Brief:
    snapshot = stock.snapshot
    told = tuple(newest_first(stock, one) for one in sections if one is not None)
    return Brief(
        kind=kind,
        code=code,
        lang=stock.t.lang,
        title=title,
        finding=finding,
        about=tuple(text for text in about if text),
        sections=told,
        silences=silences,
        asked=asked,
        snapshot=snapshot.name,
        content_hash=snapshot.content_hash,
        built_at=snapshot.built_at,
        data_label=stock.data_label,
        made_on=stock.today,
        newer=tuple(_newer_figures(stock, told)),
    )
