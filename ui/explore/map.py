"""The map: where an indicator is high, where low, and where nobody knows; the same places in order beside it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from childrights.areas import MapView
from childrights.catalogue import Observation
from childrights.charts import MAP_PX, WHOLE, Figure, Presenter, draw_map, window_around
from childrights.i18n import N_
from childrights.language import period, plain_number, words
from ui.explore.controls import nothing_below
from ui.explore.focus import move_focus, show_focused
from ui.explore.layer import alt_words, layer_links, sign_marks
from ui.explore.over_places import (
    PlacesChoice,
    bar,
    class_edges_of,
    drawn_sentence,
    finding,
    focused,
    load_beside,
    load_view,
    place_caveats,
    shared,
    show_classes,
    table_markup,
)
from ui.explore.ranking import ranking_figure, show_companion
from ui.explore.timeline import show_timeline
from ui.explore.view import View
from ui.parts import NEAR, Page, Shared, put, show_fold, show_links, show_map_figure, show_notes, two_thirds


def show(page: Page, choice: PlacesChoice) -> None:
    """The map with the ranking beside it, what is not drawn, and every value."""
    view = load_view(page, choice)
    main, side = two_thirds()
    with main:
        figure = page.figure("map", choice, lambda: map_figure(page.presenter(choice.indicator), page, choice, view))
        sent = load_beside(page, choice)
        plain = page.t._("Map of what the title says. The table below has every value.")
        alt = " ".join([plain, *alt_words(page, sent)])
        with st.container(key="over_figure", horizontal=True):
            show_timeline(page, choice.periods, choice.period, choice.usual)
            show_classes(page, class_edges_of(page, choice, view))
            _show_zoom(page, choice)
        show_map_figure(figure, alt, key="map_drawn", plot_px=MAP_PX, on_click=move_focus)
        show_focused(page, choice, view)
        links = layer_links(page, choice.indicator, sent, choice.period, choice.group)
        show_links(page.t._("Members' figures exist for:"), links, page.lang)
        show_notes(drawn_sentence(page, view), page.lang)
        show_notes([*zoom_words(page, choice), *place_caveats(page, choice, view)], page.lang)
    with side:
        if view.drawn:
            show_companion(page, choice, view)
    show_fold(page.t._("Every value"), lambda: table_markup(page, choice, view), page.lang)


def map_figure(
    presenter: Presenter,
    page: Page,
    choice: PlacesChoice,
    view: MapView,
    beside: Sequence[Observation] | None = None,
) -> Figure:
    """The choropleth of a view with the members' figures ``beside`` it; those of the choice unless others are given."""
    t = page.t
    title = t._("{name} by area, {period}").format(
        name=choice.indicator.short_name(page.lang), period=period(view.period, page.lang)
    )
    kind = t._(words.SOURCE_TYPES[choice.indicator.source_type])
    about = (words.unit(choice.indicator, t), presenter.group_words(view.group), kind)
    shown = ([view.national] if view.national else []) + list(view.drawn)
    if beside is None:
        found = load_beside(page, choice)
        beside = [one.figure for one in found.drawn] if found else []
    return draw_map(
        presenter.marks(view),
        presenter.blanks(view),
        presenter.caption(title, about, shown, beside),
        polarity=choice.indicator.polarity,
        number=lambda value: _edge(value, page.lang),
        t=t,
        focus=focused(choice, view),
        edges=class_edges_of(page, choice, view),
        window=window_around(focused(choice, view)) if choice.near else WHOLE,
        beside=sign_marks(presenter, beside),
    )


def _show_zoom(page: Page, choice: PlacesChoice) -> None:
    """To the places in focus and back; without any there is nothing to come near to."""
    if not choice.focus:
        return
    _, icon = page.t._, "zoom_out_map" if choice.near else "zoom_in"
    said = _("Whole country") if choice.near else _("Zoom to the places in focus")
    st.button(said, key="zoom", icon=f":material/{icon}:", type="tertiary", on_click=put,
              args=("zoom", "" if choice.near else NEAR))  # fmt: skip


def zoom_words(page: Page, choice: PlacesChoice) -> list[str]:
    """That not all of the country is in sight."""
    if not (choice.near and choice.focus):
        return []
    return [page.t._("Zoomed in: areas out of sight count for the classes and stand in the table.")]


def _edge(value: float, lang: str) -> str:
    return plain_number(value, 0 if value == round(value) else 1, lang)


def share(page: Page, choice: PlacesChoice) -> Shared:
    """The map and the places in order as pictures, with every value."""
    view = load_view(page, choice)
    figures = {N_("Map"): lambda p, room=None: map_figure(p.presenter(choice.indicator), p, choice, view)}
    if view.drawn:
        figures[N_("Ranking")] = lambda p, room=None: ranking_figure(p, choice, view, alone=True, room=room)
    return shared(page, choice, "map", figures)


VIEW = View("map", N_("Map"), nothing_below, bar, finding, show, share, layered=True)
