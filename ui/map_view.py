"""The map page's figures, sentences and table, from one map view."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from childrights import words
from childrights.charts.bins import natural_bins
from childrights.charts.choropleth import MAP_PX, draw_map
from childrights.charts.present import Presenter
from childrights.charts.ranking import draw_ranking
from childrights.charts.sketch import Figure
from childrights.charts.tokens import ramp
from childrights.coverage import MapView
from childrights.format import period, plain_number
from geo.areas import members
from geo.provinces import area_name
from ui import cache, markup
from ui.choices import MapChoice
from ui.figure import show_figure, show_map_figure
from ui.filters import put
from ui.markup import Cell
from ui.page import Page


def finding(page: Page, choice: MapChoice, view: MapView) -> str:
    """What the map shows, in one sentence."""
    t, name = page.t, choice.indicator.short_name(page.lang)
    if not view.drawn:
        return t._("{name}: nothing published below the country").format(name=name)
    values = sorted(view.drawn, key=lambda o: o.value or 0)
    low, high = (words.value(o, choice.indicator, t) for o in (values[0], values[-1]))
    when = period(view.period, page.lang)
    count = len(view.drawn)
    if view.national and view.national.value is not None:
        sentence = t.ngettext(
            "{name}, {period}: {national} in Cambodia, from {low} to {high} across {count} area",
            "{name}, {period}: {national} in Cambodia, from {low} to {high} across {count} areas",
            count,
        )
        national = words.value(view.national, choice.indicator, t)
        return sentence.format(name=name, period=when, national=national, low=low, high=high, count=count)
    sentence = t.ngettext(
        "{name}, {period}: from {low} to {high} across {count} area",
        "{name}, {period}: from {low} to {high} across {count} areas",
        count,
    )
    return sentence.format(name=name, period=when, low=low, high=high, count=count)


def focus_area(view: MapView, province: str) -> str:
    """The code of the drawn area that holds ``province``, the province itself when nothing is drawn there."""
    if not province:
        return ""
    return next((o.area for o in view.drawn if province in members(o.area)), province)


def show_map(page: Page, choice: MapChoice, view: MapView) -> None:
    """The map; a click on a place moves the focus there and into the URL."""
    figure = page.figure("map", choice, lambda: map_figure(page.presenter(choice.indicator), page, choice, view))
    alt = page.t._("Map of what the title says. The table below has every value.")
    show_map_figure(figure, alt, key="map_drawn", plot_px=MAP_PX, on_click=_move_focus)


def _move_focus(area: str) -> None:
    """Put the place that was clicked into the URL, or take it out when it was there."""
    province = members(area)[0]
    in_focus = st.query_params.get("area", "") in members(area)
    put("area", "" if in_focus else province)


def map_figure(presenter: Presenter, page: Page, choice: MapChoice, view: MapView) -> Figure:
    """The choropleth of a view."""
    t = page.t
    title = t._("{name} by area, {period}").format(
        name=choice.indicator.short_name(page.lang), period=period(view.period, page.lang)
    )
    about = (words.unit(choice.indicator, t), presenter.group_words(view.group), *_kind(page, choice))
    shown = ([view.national] if view.national else []) + list(view.drawn)
    return draw_map(
        presenter.marks(view),
        presenter.blanks(view),
        presenter.caption(title, about, shown),
        polarity=choice.indicator.polarity,
        number=lambda value: _edge(value, page.lang),
        t=t,
        focus=focus_area(view, choice.focus),
    )


def _edge(value: float, lang: str) -> str:
    return plain_number(value, 0 if value == round(value) else 1, lang)


def _kind(page: Page, choice: MapChoice) -> tuple[str, ...]:
    return (page.t._(words.SOURCE_TYPES[choice.indicator.source_type]),)


def show_ranking(page: Page, choice: MapChoice, view: MapView) -> None:
    """The same values in order beside the map, each dot in its colour on the map."""
    figure = page.figure("ranking", choice, lambda: ranking_figure(page, choice, view))
    alt = page.t._("Dot plot of the same values in order. The table below has every value.")
    show_figure(figure, alt, key="ranking")


def ranking_figure(page: Page, choice: MapChoice, view: MapView) -> Figure:
    """The dot plot of a view. A country's count is no yardstick for its provinces, so it is left out."""
    t, presenter = page.t, page.presenter(choice.indicator)
    marks = presenter.marks(view)
    bins = natural_bins([mark.value for mark in marks])
    shades = ramp(page.colours, choice.indicator.polarity, len(bins.counts))
    comparable = view.national and view.national.value is not None and choice.indicator.unit != "number"
    national = view.national if comparable else None
    about = (words.unit(choice.indicator, t), period(view.period, page.lang))
    shown = [*([national] if national else []), *view.drawn]
    return draw_ranking(
        marks,
        presenter.mark(national) if national else None,
        presenter.caption(t._("From highest to lowest"), about, shown),
        colour_of={mark.code: shades[c] for mark, c in zip(marks, bins.classes, strict=True)},
        t=t,
        focus=focus_area(view, choice.focus),
    )


def drawn_sentence(page: Page, view: MapView) -> list[str]:
    """How many areas are drawn, and each that is not with its reason: nothing vanishes in silence."""
    t = page.t
    covered = sum(len(members(o.area)) for o in view.drawn)
    count = len(view.drawn)
    sentences = [
        t.ngettext(
            "{count} area is drawn, covering {covered} of the 25 provinces.",
            "{count} areas are drawn, covering {covered} of the 25 provinces.",
            count,
        ).format(count=count, covered=covered)
    ]
    missing = sorted(view.not_drawn + view.overlapping, key=lambda one: one.reason)
    for reason, group in groupby(missing, key=lambda one: one.reason):
        names = t._(", ").join(area_name(one.area, page.lang) for one in group)
        sentences.append(
            t._("Not drawn – {reason}: {names}.").format(reason=words.reason(reason, t).lower(), names=names)
        )
    return sentences


def caveats(page: Page, choice: MapChoice, view: MapView) -> list[str]:
    """What the reader must know before leaning on the map."""
    t = page.t
    notes = []
    if choice.asked_period and choice.asked_period != choice.period:
        asked, shown = period(choice.asked_period, page.lang), period(choice.period, page.lang)
        notes.append(
            t._("For {asked} nothing was published below the country; the map shows {shown}.").format(
                asked=asked, shown=shown
            )
        )
    if any(len(members(o.area)) > 1 for o in view.drawn):
        notes.append(
            t._("Provinces joined by a dashed border are one survey area: one value was published for all of it.")
        )
    if not any(o.lower is not None for o in view.drawn) and choice.indicator.source_type == "survey":
        notes.append(t._("No intervals were published: small differences between areas are not findings."))
    if any(o.status == "small_sample" for o in view.drawn):
        notes.append(t._("Values in brackets rest on 25 to 49 cases: use with caution."))
    if any(o.status == "modelled" for o in view.drawn):
        notes.append(t._("These values are modelled estimates, not counts."))
    return notes


def table_markup(page: Page, choice: MapChoice, view: MapView) -> str:
    """Every area with its value, cases, status and code; those without a value with the reason."""
    t, lang = page.t, page.lang
    focus = focus_area(view, choice.focus)
    head = [Cell(t._("Place")), Cell(words.unit(choice.indicator, t)), Cell(t._("Cases"))]
    head += [Cell(t._("Code")), Cell(t._("Remark"))]
    shown = ([view.national] if view.national else []) + sorted(view.drawn, key=lambda o: area_name(o.area, lang))
    rows: list[Sequence[Cell]] = []
    for one in shown:
        cases = plain_number(one.sample_size, 0, lang) if one.sample_size else ""
        name = area_name(one.area, lang)
        place = Cell(markup=markup.tag("strong", name)) if one.area == focus else Cell(name)
        value = words.short_value(one, choice.indicator, t)
        rows.append([place, Cell(value), Cell(cases), Cell(one.id), Cell(words.status(one, t))])
    for gap in view.not_drawn:
        rows.append([Cell(area_name(gap.area, lang)), Cell("–"), Cell(), Cell(), Cell(words.reason(gap.reason, t))])
    caption = t._("All values of the map, {period}").format(period=period(view.period, lang))
    return markup.table(caption, head, rows, "cr-values")


def load_view(page: Page, choice: MapChoice) -> MapView:
    """The view that was chosen."""
    return cache.map_view(page.snapshot.name, choice.indicator.code, choice.period, choice.group)
