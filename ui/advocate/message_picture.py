"""One message as a picture for a post or a slide: its words over its map or chart, with source and code."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from childrights.basket import Kept
from childrights.charts.sketch import Figure
from childrights.charts.template import Framed
from childrights.charts.tokens import LIGHT
from childrights.i18n import LANGUAGES, N_, translator
from childrights.messages import Ask, Message
from childrights.pictures import MIMES, SLIDE, SQUARE, Picture, picture
from childrights.sharing import PRODUCT, file_name
from geo.areas import COUNTRY
from geo.boundaries import CREDIT
from ui import cache
from ui.advocate.choice import today
from ui.explore.controls import measured_below
from ui.explore.map import map_figure
from ui.explore.over_places import PlacesChoice, drawn_sentence, load_view
from ui.explore.over_places import caveats as place_caveats
from ui.explore.ranking import ranking_figure
from ui.explore.trend import TrendChoice, load_series, trend_figure
from ui.explore.trend import caveats as trend_caveats
from ui.lang import NAMES
from ui.layout import show_notes, show_section
from ui.page import Page
from ui.share import SHAPES

Drawn = Callable[[Page], tuple[Figure, Sequence[str]]]
"""Draws a figure for a page of any language, with the caveats that belong to it."""
_TREND, _MAP, _RANKING = N_("Over time"), N_("Map"), N_("Ranking")


def drawings(page: Page, message: Message) -> Mapping[str, Drawn]:
    """The figures that show what a message says, the one that suits it best first; none where nothing can be drawn."""
    ask = Ask.parse(message.key)
    indicator = page.catalogue.indicators[ask.indicator]
    desk = cache.message_desk(page.snapshot.name, ask.indicator, today())
    found: dict[str, Drawn] = {}
    if places := _places(page, ask):
        found[_MAP] = lambda p: _map(p, places)
        found[_RANKING] = lambda p: _ranking(p, places)
    areas = (COUNTRY,) if ask.area == COUNTRY else (COUNTRY, desk.standing_for(ask.area))
    areas = tuple(one for one in areas if desk.of(one, ask.group))
    if ask.kind == "group" and desk.of(ask.area, ask.group):
        areas = (ask.area,)
    if areas and any(len(desk.of(one, ask.group)) > 1 for one in areas):
        found[_TREND] = partial(_trend, choice=TrendChoice(indicator, areas, (ask.group,), ""))
    first = _TREND if ask.kind in ("change", "target") else _MAP
    return {name: found[name] for name in sorted(found, key=lambda name: name != first)}


def _places(page: Page, ask: Ask) -> PlacesChoice | None:
    """The places of the message's group and period, where there are some."""
    indicator = page.catalogue.indicators[ask.indicator]
    periods = [one.label for one in measured_below(page, indicator).get(ask.group, ())]
    if not periods or (ask.period and ask.period not in periods):
        return None
    focus = () if ask.area == COUNTRY else (ask.area,)
    return PlacesChoice(indicator, ask.period or periods[-1], ask.group, tuple(periods), focus=focus)


def _map(page: Page, choice: PlacesChoice) -> tuple[Figure, Sequence[str]]:
    view = load_view(page, choice)
    figure = map_figure(page.presenter(choice.indicator), page, choice, view)
    return figure, [*drawn_sentence(page, view), *place_caveats(page, choice, view)]


def _ranking(page: Page, choice: PlacesChoice) -> tuple[Figure, Sequence[str]]:
    view = load_view(page, choice)
    return ranking_figure(page, choice, view, alone=True), place_caveats(page, choice, view)


def _trend(page: Page, choice: TrendChoice) -> tuple[Figure, Sequence[str]]:
    found = load_series(page, choice)
    return trend_figure(page, choice, found), trend_caveats(page, choice, found)


def show_picture(page: Page, one: Kept, message: Message) -> None:
    """Shape, language and figure, and the download; nothing is drawn before it is asked for."""
    t, _ = page.t, page.t._
    drawn = drawings(page, message)
    show_section(_("As a picture"), page.lang)
    if not drawn:
        show_notes([_("There is no map or chart of this message.")], page.lang)
        return
    with st.container(horizontal=True, key=f"picture_{one.id}"):
        name, shape, lang = (
            st.segmented_control(label, options, format_func=words, default=options[0], key=f"{key}_{one.id}_{t.lang}",
                                 required=True, label_visibility="collapsed")
            for label, options, words, key in (
                (_("Figure"), list(drawn), _, "pic_figure"),
                (_("For"), [SQUARE, SLIDE], lambda code: _(SHAPES[code]), "pic_shape"),
                (_("Language of the picture"), sorted(LANGUAGES, key=lambda code: code != t.lang),
                 NAMES.__getitem__, "pic_lang"),
            )
        )  # fmt: skip
        st.download_button(
            _("Picture (PNG)"),
            data=partial(draw, page, one, message, drawn[name], shape, lang),
            file_name=file_name((Ask.parse(one.key).indicator, one.message(lang).kind, shape, lang), "png"),
            mime=MIMES["png"],
            on_click="ignore",
            icon=":material/image:",
            key=f"pic_png_{one.id}",
        )


def draw(page: Page, one: Kept, message: Message, drawing: Drawn, shape: str, lang: str) -> bytes:
    """The picture on light ground, in the author's words where there are some in that language."""
    inked = replace(page, t=translator(lang), colours=LIGHT)
    now = cache.message(page.snapshot.name, message.key, lang, today())
    figure, notes = drawing(inked)
    words = one.words.of(lang) if one.edited(lang) else now.headline
    caveats = [now.caveat, inked.t._("The wording is the author's, not the dashboard's.") if one.edited(lang) else ""]
    if isinstance(figure, Framed) and figure.caption is not None:
        subtitle = " · ".join((figure.caption.title, figure.caption.subtitle))
        footer = (*figure.caption.footer[:-1], _with_code(figure.caption.footer[-1], now, inked))
        figure.caption = replace(figure.caption, title=words, subtitle=subtitle, footer=footer)
    told = tuple(dict.fromkeys(text for text in (*caveats, *notes) if text))
    return picture(figure, Picture(shape, "png", inked.t._(PRODUCT), CREDIT, told))


def _with_code(line: str, message: Message, page: Page) -> str:
    """The last line of a footer with the code of the figure that the message is about."""
    if not message.observations:
        return line
    data = page.t._("Data {snapshot}").format(snapshot=page.snapshot_label)
    return f"{data} · " + page.t._("code {code}").format(code=message.observations[0])
