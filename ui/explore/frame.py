"""The page around the views: the finding, the filter bar, the tabs, and what exactly is measured."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from childrights.catalogue import Indicator
from childrights.members import Hand
from ui.explore.controls import choose_indicator
from ui.explore.hall import show_hall
from ui.explore.layer import choose_hand, chosen_hand, lone_words, show_elsewhere, titled
from ui.explore.presentation import finding_of, newer_words, shared_of, show_view
from ui.explore.timeline import keep_time, stop
from ui.explore.view import View
from ui.explore.views import FIRST_TABS, VIEWS
from ui.parts import (
    TABS,
    Page,
    ViewState,
    check_codes,
    enter_button,
    filter_bar,
    markup,
    once,
    pick,
    put_param,
    show_asked_about,
    show_definition,
    show_links,
    show_message_link,
    show_notes,
    show_related,
    show_share,
    show_title,
    title_place,
)

_MORE, _EVERY_TAB = "more", "every_tab"
FEWEST_MORE = 2
"""A single further tab is shown at once: a word for more would take the same room."""


def show_explorer(page: Page) -> None:
    """The page from top to bottom, as the URL says. Raises ``UnknownCode``."""
    state = ViewState.from_query(st.query_params)
    check_codes(state, page.catalogue.indicators, page.t)
    keep_time(state)
    heading = title_place()
    kicker = page.t._("Maps and charts")
    with filter_bar("explore"):
        indicator = choose_indicator(page, state)
        refusals = refusals_of(page, (indicator, chosen_hand(page, state, indicator)))
        view = chosen_view(state, refusals)
        refused = refusals[view.code]
        choice = None if refused else view.choose(page, state, indicator)
        if choice and view.layered:
            choose_hand(page, state, indicator, choice.indicator, *view.also(choice))
    indicator = choice.indicator if choice else indicator
    if state.hall and not refused:
        show_hall(page, view, choice)
        return
    if not refused:
        enter_button(page)
    _show_tabs(page, view, refusals)
    if not refused:
        show_share(page, partial(shared_of, page, view, choice))
    if refused:
        _show_refused(page, heading, kicker, indicator, view, refusals)
    else:
        with heading:
            said = titled(page, indicator, finding_of(page, view, choice))
            lede = " ".join([lone_words(page, indicator), *newer_words(page, view, choice)]).strip()
            show_title(said, page.lang, kicker=kicker, lede=lede)
        if not view.layered:
            show_elsewhere(page, state, indicator, *view.apart)
        show_view(page, view, choice)
        area = state.areas[0] if len(state.areas) == 1 else ""
        show_message_link(page, indicator=indicator.code, area=area, period=state.period, view=view.code)
    show_definition(page, indicator)
    show_related(page, indicator)
    show_asked_about(page, indicator)
    _show_closed(page, view, refusals)


@once
def refusals_of(page: Page, asked: tuple[Indicator, Hand | None]) -> Mapping[str, str]:
    """Why an indicator cannot be looked at in a view, by the code of the view; empty where it can.

    What a hand sent counts while its figures are asked for.
    """
    return {view.code: view.refuse(page, *asked) for view in VIEWS}


def chosen_view(state: ViewState, refusals: Mapping[str, str]) -> View[Any]:
    """The view that was asked for; of none or one that nobody knows the first that suits the indicator."""
    by_code = {view.code: view for view in VIEWS}
    if state.view in by_code:
        return by_code[state.view]
    return next((view for view in VIEWS if not refusals[view.code]), VIEWS[-1])


def _show_tabs(page: Page, view: View[Any], refusals: Mapping[str, str]) -> None:
    """The views that suit the indicator as a row: the first few and the open one, all once somebody asked for more."""
    _, names = page.t._, {one.code: one.name for one in VIEWS}
    offered = [one.code for one in VIEWS if not refusals[one.code]]
    suits = [one.code for one in VIEWS if one is view or not refusals[one.code]]
    few = [code for place, code in enumerate(suits) if place < FIRST_TABS or code == view.code]
    every = st.session_state.get(_EVERY_TAB, False) or len(suits) - len(few) < FEWEST_MORE
    pick(
        "segmented_control",
        _("View"),
        suits if every else [*few, _MORE],
        name=TABS,
        words=lambda code: _("More") if code == _MORE else _(names[code]),
        shown=view.code,
        picked=_open_tab,
        args=(offered[0] if offered else "",),
        required=True,
        label_visibility="collapsed",
    )


def _show_closed(page: Page, view: View[Any], refusals: Mapping[str, str]) -> None:
    """One line for the views that do not suit the indicator, by reason; at the end, where it moves nothing."""
    _ = page.t._
    closed: dict[str, list[str]] = {}
    for one in VIEWS:
        if refusals[one.code] and one is not view:
            closed.setdefault(refusals[one.code], []).append(_(one.name))
    if closed:
        told = [_("{views}: {reason}").format(views=_(", ").join(views), reason=why) for why, views in closed.items()]
        show_notes([_("Not for this indicator – {views}.").format(views="; ".join(told))], page.lang)


def _open_tab(chosen: str, default: str) -> None:
    if chosen == _MORE:
        st.session_state[_EVERY_TAB] = True
        return
    stop()
    put_param("view", "" if chosen == default else chosen)


def _show_refused(
    page: Page, heading: Any, kicker: str, indicator: Indicator, view: View[Any], refusals: Mapping[str, str]
) -> None:
    """Why there is nothing to see here, and where there is something."""
    t, name = page.t, indicator.short_name(page.lang)
    with heading:
        title = t._("{name}: {reason}").format(name=name, reason=refusals[view.code])
        show_title(title, page.lang, kicker=kicker)
    links = [
        markup.link(t._(one.name), "explore", ind=indicator.code, view=one.code, lang=page.url_lang)
        for one in VIEWS
        if not refusals[one.code]
    ]
    show_links(t._("What this indicator can show:") if links else "", links, page.lang)
