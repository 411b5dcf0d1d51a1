"""The map: where an indicator is high, where low, and where nobody knows; the same places in order beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from childrights.areas import MapView
from childrights.catalogue import Observation
from childrights.charts import (
    MAP_PX,
    SWATCH_HEIGHT_PX,
    SWATCH_PX,
    WHOLE,
    Figure,
    Framed,
    Presenter,
    draw_map,
    row_svg,
    row_words,
    window_around,
)
from childrights.i18n import N_
from childrights.language import period, words
from ui.explore.focus import move_focus, show_focused
from ui.explore.layer import layer_links, sign_marks
from ui.explore.over_places import (
    PlacesChoice,
    carried_caveats,
    choose_over_places,
    class_edges_of,
    drawn_sentence,
    edge_words,
    focused,
    load_beside,
    load_view,
    place_caveats,
    show_classes,
    view_over_places,
)
from ui.explore.presentation import drawn_chart
from ui.explore.ranking import companions
from ui.explore.timeline import show_timeline
from ui.explore.view import TITLE_TELLS, Chart, Part
from ui.parts import NEAR, Page, markup, put_param, show_links, show_notes

SWATCH = (SWATCH_PX, SWATCH_HEIGHT_PX)


def map_charts(page: Page, choice: PlacesChoice) -> list[Chart]:
    """The map, and the places in order beside it where there are any."""
    view, sent = load_view(page, choice), load_beside(page, choice)
    drawn = Chart(
        "map_drawn",
        N_("Map of what the title says"),
        lambda p, room=None: map_figure(p.presenter(choice.indicator), p, choice, view),
        sent=sent.drawn if sent else (),
        alt=TITLE_TELLS,
        on_click=move_focus,
        map_px=MAP_PX,
        under_title=True,
    )
    return [drawn, *companions(page, choice)]


def map_notes(page: Page, choice: PlacesChoice) -> list[str]:
    """That not all is in sight, and what the reader must know before leaning on the figures."""
    return [*zoom_words(page, choice), *place_caveats(page, choice, load_view(page, choice))]


def show_over_map(page: Page, choice: PlacesChoice) -> None:
    """The periods, the classes and the zoom."""
    with st.container(key="over_figure", horizontal=True):
        show_timeline(page, choice.periods, choice.period, choice.usual)
        show_classes(page, class_edges_of(page, choice, load_view(page, choice)))
        _show_zoom(page, choice)


def show_under_map(page: Page, choice: PlacesChoice) -> None:
    """Where the places in focus lead, when members have figures, and how many areas are drawn."""
    show_focused(page, choice)
    links = layer_links(page, choice.leading, load_beside(page, choice), choice.period, choice.group)
    show_links(page.t._("Members' figures exist for:"), links, page.lang)
    show_notes(drawn_sentence(page, load_view(page, choice)), page.lang)


def _show_legend(page: Page, choice: PlacesChoice) -> None:
    """The classes in use and the kinds of nothing, in sight with the map."""
    figure = drawn_chart(page, VIEW, choice, map_charts(page, choice)[0])
    if isinstance(figure, Framed):
        rows = [(row.colour, row_svg(row, page.colours), row_words(row, page.t)) for row in figure.legend]
        markup.show(markup.colour_legend(rows, SWATCH), page.lang)


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
        number=lambda value: edge_words(value, page.lang),
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
    st.button(
        markup.as_written(said),
        key="zoom",
        icon=f":material/{icon}:",
        type="tertiary",
        on_click=put_param,
        args=("zoom", "" if choice.near else NEAR),
    )


def zoom_words(page: Page, choice: PlacesChoice) -> list[str]:
    """That not all of the country is in sight."""
    if not (choice.near and choice.focus):
        return []
    return [page.t._("Zoomed in: areas out of sight are included in the classes and in the table.")]


VIEW = view_over_places(
    "map",
    N_("Map"),
    figures=map_charts,
    notes=map_notes,
    carried=carried_caveats,
    choose=partial(choose_over_places, newest_first=True),
    main=(show_over_map, _show_legend, Part.FIGURE, show_under_map, Part.NOTES),
    side=(Part.COMPANIONS,),
)
