"""The quiet popover in which the classes of a map are chosen."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from childrights.charts.bins import EQUAL, MOST_CLASSES, NATURAL, QUANTILE
from childrights.charts.scale import Classing
from childrights.i18n import N_
from ui.explore.state import (
    EVERY_YEAR,
    FEWEST_CLASSES,
    THIS_YEAR,
    USUAL_CLASSES,
    ViewState,
    read_edges,
    write_edges,
)
from ui.filters import choose, put
from ui.layout import show_notes
from ui.opening import popover
from ui.options import pick
from ui.page import Page

OWN = "own"
WAYS: Mapping[str, str] = {
    NATURAL: N_("Natural breaks: where the values leave gaps"),
    QUANTILE: N_("Quantiles: as many places in each"),
    EQUAL: N_("Equal steps"),
    OWN: N_("Your own edges"),
}
SCALES: Mapping[str, str] = {
    EVERY_YEAR: N_("One scale for all years"),
    THIS_YEAR: N_("A scale for this year alone"),
}
FOUND: Mapping[str, str] = {
    NATURAL: N_("natural breaks, where the values leave gaps"),
    QUANTILE: N_("quantiles, as many values in each class"),
    EQUAL: N_("equal steps"),
    OWN: N_("edges set by hand"),
}
_POPOVER, _EDGES = "classes", "type_edges"


def classing_of(state: ViewState) -> Classing:
    """The classes that the URL asks for."""
    return Classing(state.bins, state.classes, state.edges, state.scale == EVERY_YEAR)


def one_scale_words(page: Page, classing: Classing) -> str:
    """That a colour means the same in every year, and how the classes were found."""
    way = page.t._(FOUND[OWN if classing.edges else classing.method])
    return page.t._("A colour means the same in every year. Classes: {way}.").format(way=way)


def show_classes(page: Page, drawn: tuple[float, ...], *, years_apart: bool = True) -> None:
    """The popover. ``drawn`` are the edges of the figure as it is, with which own edges start.

    ``years_apart`` offers a scale for one year alone; a figure of all years at once has only one.
    """
    _, state = page.t._, ViewState.from_query(st.query_params)
    with popover(_("Classes"), key=_POPOVER, type="tertiary") as panel:
        if not panel.open:
            return
        way = OWN if state.edges else state.bins
        pick("radio", _("Edges of the classes"), list(WAYS), name="choose_bins", words=lambda code: _(WAYS[code]),
             shown=way, picked=_choose_way, args=(drawn,))  # fmt: skip
        if way == OWN:
            _type_edges(page, state)
            return
        counts = [str(number) for number in range(FEWEST_CLASSES, MOST_CLASSES + 1)]
        choose(_("Number of classes"), counts, param="classes", words=str, default=str(USUAL_CLASSES))
        if years_apart:
            choose(_("Scale"), list(SCALES), param="scale", words=lambda code: _(SCALES[code]))


def _choose_way(way: str, drawn: tuple[float, ...]) -> None:
    if way == OWN:
        put("edges", write_edges(drawn), ("bins",))
    else:
        put("bins", "" if way == NATURAL else way, ("edges",))
    st.session_state.pop(_EDGES, None)


def _type_edges(page: Page, state: ViewState) -> None:
    """A field for rising numbers; what cannot be read changes nothing and is said."""
    _ = page.t._
    typed = st.session_state.get(_EDGES, "")
    if read_edges(typed) not in (None, state.edges) or not typed:
        typed = st.session_state[_EDGES] = write_edges(state.edges)
    st.text_input(_("Edges, with commas between them"), key=_EDGES, on_change=_take_edges, placeholder="10,20,30")
    if read_edges(typed) is None:
        wrong = _(
            "Please write two to five rising numbers, for example 10,20,30. The map keeps its classes until then."
        )
        show_notes([wrong], page.lang)


def _take_edges() -> None:
    edges = read_edges(st.session_state[_EDGES])
    if edges:
        put("edges", write_edges(edges))
