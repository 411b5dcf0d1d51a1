"""Sections of a brief: each with one figure or table, and a sentence over it that is never stronger than the data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from childrights.areas import MapView, drawn_places_words, extremes_words, map_view, view_cautions
from childrights.briefs.inputs import Stock, unbroken_pieces
from childrights.briefs.model import CARD, GROUPS, MAP, RANKING, TREND, BriefFigure, BriefTable, Section
from childrights.catalogue import TOTAL, Group, Indicator, Observation
from childrights.gaps import OLD_AFTER_YEARS
from childrights.i18n import Translator
from childrights.language import period, plain_number, words
from childrights.members import words as layer_words
from childrights.messages import Ask, Message, kinds_said
from childrights.newest import newer_line, newer_notes
from childrights.snapshot import NOTE, cautions, told_note, travelling_notes
from geo import COUNTRY, area_name, province_members

FEWEST_AREAS = 3
"""With fewer areas there is nothing to see on a map."""
PUBLIC = "public"
_BY = ("wealth", "residence", "sex", "disability")


Told = tuple[Message | None, tuple[str, ...]]
"""A message, and why what was asked before it may not be said."""


def card_section(stock: Stock, indicator: Indicator, one: Observation, message: Message) -> Section | None:
    """One figure by itself; of a number of people that number. ``None`` for a figure without a value."""
    if one.value is None:
        return None
    t, group = stock.t, Group.of(one)
    counted = dict(message.facts)["number"] if message.kind == "people" else None
    large = words.value_words(one, indicator, t) if counted is None else plain_number(counted, 0, t.lang)
    place, when = area_name(one.area, t.lang), period(one.period_label, t.lang)
    title = t._("{name}, {place}, {period}").format(name=indicator.short_name(t.lang), place=place, period=when)
    figure = _figure(stock, CARD, indicator, title, _about(stock, indicator, group, []), (one,))
    return _section(stock, replace(figure, large=large, counted=counted), (message, ()), [])


def trend_section(
    stock: Stock,
    indicator: Indicator,
    areas: Sequence[str] = (COUNTRY,),
    group: Group | None = None,
    message: Message | None = None,
) -> Section | None:
    """An indicator over time for some areas, told of the first, by ``message`` where it is known already; ``None`` with
    fewer than two figures of it."""
    group = group or stock.leading(indicator.code)
    found = stock.line(indicator.code, areas, (group,))
    found = tuple(sorted(found, key=lambda one: (list(areas).index(one.area), one.year_start)))
    own = [one for one in found if one.area == areas[0] and one.value is not None]
    if len({one.period_label for one in own}) < 2:
        return None
    ask = Ask("change", indicator.code, areas[0], group=group)
    title = stock.t._("{name} over time").format(name=indicator.short_name(stock.t.lang))
    about = _about(stock, indicator, group, [_span(found, stock.t)])
    figure = _figure(stock, TREND, indicator, title, about, found)
    told: Told = (message, ()) if message else stock.say(ask, replace(ask, kind="level"))
    notes = [_parted(stock, indicator)] if len(unbroken_pieces(own)) > 1 else []
    if any(one.status == "modelled" for one in found):
        notes.append(stock.t._("These values are modelled estimates, not counts."))
    return _section(stock, figure, told, notes)


def _parted(stock: Stock, indicator: Indicator) -> str:
    note = stock.t._("The line is broken where figures cannot be compared: the definition or the records changed.")
    return (
        note if indicator.source_type != "survey" else stock.t._("The line is broken where figures cannot be compared.")
    )


def places_section(stock: Stock, indicator: Indicator, group: Group | None = None, label: str = "") -> MapView | None:
    """The newest map of an indicator (or that of the period ``label``); ``None`` where places may not be shown."""
    if indicator.sensitivity != PUBLIC:
        return None
    group = group or stock.leading(indicator.code)
    known = [one for one in stock.groups(indicator.code).get(group, ()) if one.areas >= FEWEST_AREAS]
    chosen = label or next((one.label for one in reversed(known) if one.year_end <= stock.today.year), "")
    view = map_view(stock.snapshot, indicator.code, chosen, group) if chosen else None
    return view if view and len(view.drawn) >= FEWEST_AREAS else None


def map_section(stock: Stock, indicator: Indicator, view: MapView, focus: Sequence[str] = ()) -> Section:
    """A map: its range of values in one sentence, and everything that is not drawn."""
    figure = _of_places(stock, MAP, indicator, view, focus)
    section = _section(stock, figure, (None, ()), _cautions(stock, indicator, view))
    return replace(
        section,
        message=extremes_words(view, indicator, stock.t),
        missing=tuple(drawn_places_words(view, stock.t)[1:]),
    )


def _cautions(stock: Stock, indicator: Indicator, view: MapView) -> list[str]:
    """What must be minded of a view, its age first."""
    t, age = stock.t, stock.today.year - max((one.year_end for one in view.drawn), default=stock.today.year)
    cautions = view_cautions(view, indicator, t)
    if age > OLD_AFTER_YEARS:
        old = t.ngettext("These figures are {years} year old.", "These figures are {years} years old.", age)
        cautions.insert(0, old.format(years=plain_number(age, 0, t.lang)))
    return cautions


def ranking_section(
    stock: Stock, indicator: Indicator, view: MapView, area: str = "", message: Message | None = None
) -> Section:
    """The areas of a map in order, told of ``area`` against the country where one is named."""
    figure = _of_places(stock, RANKING, indicator, view, (area,) if area else ())
    told: Told = (message, ())
    if area and message is None:
        ask = Ask("place", indicator.code, area, view.period, view.group, COUNTRY)
        told = stock.say(ask, replace(ask, kind="level", versus=""))
    section = _section(stock, figure, told, _cautions(stock, indicator, view) if not told[0] else ())
    name = indicator.short_name(stock.t.lang)
    beside = stock.t._("{name}, {period}: all areas side by side")
    said = section.message if told[0] else beside.format(name=name, period=period(view.period, stock.t.lang))
    return replace(section, message=said, missing=tuple(drawn_places_words(view, stock.t)[1:]))


def groups_sections(
    stock: Stock, indicator: Indicator, label: str = "", area: str = COUNTRY, message: Message | None = None
) -> list[Section]:
    """Groups of a place side by side, one section a dimension, in the period ``label`` or the newest known."""
    found = []
    for by in _BY:
        groups = [one for one in stock.groups(indicator.code) if Group(**{by: getattr(one, by)}) == one]
        if any(getattr(one, by).startswith("quintile") for one in groups):
            groups = [one for one in groups if not getattr(one, by).startswith("quartile")]
        figures = [one for one in stock.line(indicator.code, (area,), groups) if one.value is not None]
        rounds: dict[str, list[Observation]] = {}
        for one in sorted(figures, key=lambda one: one.year_end):
            rounds.setdefault(one.period_label, []).append(one)
        known = [one for one in rounds if sum(getattr(each, by) != TOTAL for each in rounds[one]) > 1]
        known = [one for one in known if label in ("", one)]
        if known:
            found.append(_groups(stock, indicator, by, rounds[known[-1]], message))
    return found


def _groups(
    stock: Stock, indicator: Indicator, by: str, row: Sequence[Observation], message: Message | None
) -> Section:
    t, label, area = stock.t, row[0].period_label, row[0].area
    dimension = t._(words.DIMENSION_NAMES[by])
    title = t._("{name} by {dimension}, {period}").format(
        name=indicator.short_name(t.lang), dimension=dimension.lower(), period=period(label, t.lang)
    )
    drawn = tuple(sorted(row, key=lambda one: (getattr(one, by) != TOTAL, getattr(one, by))))
    figure = replace(
        _figure(stock, GROUPS, indicator, title, _about(stock, indicator, Group(), [area_name(area, t.lang)]), drawn),
        by=by,
    )
    told: Told = (message, ()) if message else stock.say(Ask("gap", indicator.code, area, label, Group(), by))
    return _section(stock, figure, told, [])


def overview(stock: Stock, heading: str, indicators: Iterable[Indicator], message: str = "") -> Section | None:
    """A table of the newest national figure of every indicator, so that none is left out; ``None`` without any."""
    t = stock.t
    figures = [(one, newest) for one in indicators if (newest := stock.newest(one))]
    if not figures:
        return None
    head = (t._("Measure"), t._("Latest figure"), t._("Period"), t._("Kind"), t._("Code"))
    rows = tuple(
        (
            with_newer(
                measure_name(one, figure, t),
                newer_line((figure,), stock.by_concept.newer(figure), stock.catalogue, t),
            ),
            words.value_words(figure, one, t),
            period(figure.period_label, t.lang),
            words.status(figure, t) or t._(words.SOURCE_TYPES[one.source_type]),
            figure.id,
        )
        for one, figure in figures
    )
    observations = tuple(figure for _, figure in figures)
    return Section(
        heading=heading,
        message=message or t._("The newest national figure of every measure"),
        cautions=_of_table([row[0] for row in rows], figures, t),
        table=BriefTable(heading, head, rows, tuple(one.id for one in observations)),
        observations=observations,
        sources=stock.sources(observations),
        indicators=tuple(one for one, _ in figures),
    )


def _of_table(
    measures: Sequence[str], figures: Sequence[tuple[Indicator, Observation]], t: Translator
) -> tuple[str, ...]:
    """The notes of the figures in a table of measures. What limits the comparison of each, which nobody does in such a
    table, stands where it is shown alone and with its definition."""
    noted = [
        t._("{measure}: {notes}").format(measure=measure, notes=t._("; ").join(told_note(part, t) for part in parts))
        for measure, (indicator, one) in zip(measures, figures, strict=True)
        if (parts := cautions(one, indicator))
    ]
    return (t._(NOTE).format(note=t._("; ").join(noted)),) if noted else ()


def members_section(stock: Stock, figures: Iterable[Observation | None]) -> Section | None:
    """A table of what only members have figures of, with whose each is and of what kind; ``None`` without any."""
    t = stock.t
    found = tuple(one for one in figures if one is not None and one.value is not None)
    if not found:
        return None
    heading = t._("What only members have figures of")
    head = (t._("Measure"), t._("Latest figure"), t._("Period"), t._("Whose figure it is"), t._("Code"))
    indicators = tuple(stock.catalogue.indicators[one.indicator] for one in found)
    rows = tuple(
        (
            measure_name(indicator, one, t),
            words.value_words(one, indicator, t),
            period(one.period_label, t.lang),
            layer_words.hand(one, t),
            one.id,
        )
        for one, indicator in zip(found, indicators, strict=True)
    )
    return Section(
        heading=heading,
        message=t._("Members' figures, not checked here"),
        cautions=(
            t._(
                "This dashboard holds no published figures of these measures. The figures are "
                "neither compared nor ranked."
            ),
        ),
        table=BriefTable(heading, head, rows, tuple(one.id for one in found)),
        observations=found,
        sources=stock.sources(found),
        indicators=indicators,
    )


def with_newer(measure: str, newer: str) -> str:
    """The measure of a row, whose column is the widest, and what is newer than the row's figure."""
    return f"{measure} · {newer}" if newer else measure


def newest_first(stock: Stock, section: Section) -> Section:
    """The section with what is newer than the figures it draws, where its sentence does not tell it."""
    if section.figure is None and section.table:
        return section
    figure = section.figure
    drawn, told = (figure.observations, figure.told) if figure else (section.observations, ())
    valued = [one for one in drawn if one.value is not None]
    notes = newer_notes(valued, stock.by_concept, stock.t, told=told)
    return replace(section, cautions=(*notes, *section.cautions))


def measure_name(indicator: Indicator, figure: Observation, t: Translator) -> str:
    """The measure with its group."""
    group, short = Group.of(figure), indicator.short_name(t.lang)
    return short if group.is_total else f"{short}, {words.group(group, t).lower()}"


def _of_places(stock: Stock, kind: str, indicator: Indicator, view: MapView, focus: Sequence[str]) -> BriefFigure:
    t = stock.t
    title = t._("{name} by area, {period}").format(
        name=indicator.short_name(t.lang), period=period(view.period, t.lang)
    )
    known = view.national is not None and view.national.value is not None
    beside = known and (kind == MAP or indicator.unit != "number")
    national = (view.national,) if view.national and beside else ()
    figure = _figure(stock, kind, indicator, title, _about(stock, indicator, view.group, []), (*national, *view.drawn))
    held = tuple(
        one.area
        for one in view.drawn
        if any(set(province_members(one.area)) & set(province_members(area)) for area in focus)
    )
    edges = stock.edges(indicator.code, view) if kind == MAP else ()
    alt = t._("{title}: {range}. {drawn}").format(
        title=title, range=extremes_words(view, indicator, t), drawn=" ".join(drawn_places_words(view, t))
    )
    return replace(figure, view=view, edges=edges, focus=held or tuple(focus), alt=alt)


def _figure(
    stock: Stock, kind: str, indicator: Indicator, title: str, subtitle: str, drawn: tuple[Observation, ...]
) -> BriefFigure:
    t = stock.t
    told = t._("; ").join(_point(one, indicator, t) for one in drawn)
    return BriefFigure(kind, indicator, title, subtitle, f"{title} ({subtitle}): {told}.", drawn)


def _point(one: Observation, indicator: Indicator, t: Translator) -> str:
    group = Group.of(one)
    who = area_name(one.area, t.lang) if group.is_total else f"{area_name(one.area, t.lang)}, {words.group(group, t)}"
    value = words.value_words(one, indicator, t) if one.value is not None else words.status(one, t)
    return f"{who} {period(one.period_label, t.lang)} {value}"


def _about(stock: Stock, indicator: Indicator, group: Group, more: Sequence[str]) -> str:
    t = stock.t
    parts = [words.unit(indicator, t), "" if group.is_total else words.group(group, t)]
    parts += [t._(words.SOURCE_TYPES[indicator.source_type]), *more]
    return " · ".join(part for part in parts if part)


def _span(found: Sequence[Observation], t: Translator) -> str:
    labels = [one.period_label for one in sorted(found, key=lambda one: one.year_start)]
    first, last = period(labels[0], t.lang), period(labels[-1], t.lang)
    return first if first == last else t._("{first} to {last}").format(first=first, last=last)


def _section(stock: Stock, figure: BriefFigure, told: Told, notes: Sequence[str]) -> Section:
    message, refused = told
    caveat = (message.caveat,) if message and message.caveat else ()
    indicator = figure.indicator
    said = kinds_said(message.codes) if message else frozenset[str]()
    travelling = travelling_notes(figure.observations, indicator, stock.t, said)
    notes = [*notes, *(one for one in travelling if not any(one in said for said in caveat))]
    return Section(
        heading=indicator.name(stock.t.lang),
        message=message.headline if message else figure.title,
        verdict=message.verdict if message else "",
        support=message.support if message else "",
        cautions=tuple(dict.fromkeys((*caveat, *refused, *notes))),
        figure=replace(figure, told=message.observations if message else ()),
        observations=figure.observations,
        sources=stock.sources(figure.observations),
        indicators=(indicator,),
        articles=indicator.crc_articles,
    )
