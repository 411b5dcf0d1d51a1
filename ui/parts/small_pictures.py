"""The small picture beside a message: the chart by the kind of finding, drawn as the papers draw it, made once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from childrights.briefs import CARD, Artist, BriefFigure, Size, figure_of
from childrights.charts import LIGHT, theme
from childrights.messages import DO_NOT_SAY, Ask, Message
from childrights.pictures import NotDrawable, page_svg
from ui.parts import cache, markup
from ui.parts.out_of_sight import is_unseen
from ui.parts.page import Page

SMALL = Size(420, 440, 1.0, least=130, names=130, trend=115, row=15, letters=11.5)
"""As wide as a phone shows it, and so high that the legend of a map finds room below it. Names that would be smaller
than the letters of its legend are left out: the words beside it name the place."""


def small_picture(page: Page, message: Message, size: Size = SMALL) -> str:
    """The markup; empty where nothing is to be seen: of a refusal, and of what is missing."""
    if message.verdict == DO_NOT_SAY or not message.headline:
        return ""
    key = f"small {message.key} {size} {page.lang} {page.colours.name} {date.today().year} {is_unseen()}"
    return cache.finished(page.snapshot.name, key, partial(_drawn, page, message, size))


def picture_of(page: Page, figure: BriefFigure, size: Size) -> str:
    """The picture of a figure without the words around it; empty where it cannot be drawn."""
    artist = Artist(page.catalogue, page.t, page.snapshot_label, page.colours)
    try:
        if is_unseen():
            light, dark = (replace(artist, palette=one).scene(figure, size) for one in (LIGHT, theme("dark")))
            return page_svg(light, dark, artist.alt(figure))
        scene = replace(artist.scene(figure, size), ground=page.colours.ground)
    except NotDrawable:
        return ""
    return markup.packed_picture(artist.written(scene), artist.alt(figure), (round(scene.width), round(scene.height)))


def _drawn(page: Page, message: Message, size: Size) -> str:
    name, indicator = page.snapshot.name, Ask.parse(message.key).indicator
    stock = cache.stock(name, page.lang, date.today())
    figure = figure_of(stock, message, cache.message_desk(name, indicator, date.today().year))
    if figure is None:
        return ""
    about = markup.tag("figcaption", f"{figure.title} ({figure.subtitle})", "cr-note")
    if figure.kind == CARD:
        return markup.wrap("figure", markup.tag("p", figure.large, "cr-large") + about, "cr-small")
    picture = picture_of(page, figure, size)
    return markup.wrap("figure", picture + about, "cr-small") if picture else ""
