"""The small picture beside a message: the chart by the kind of finding, drawn as the papers draw it, made once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from childrights.briefs import CARD, Artist, Size, figure_of
from childrights.messages import DO_NOT_SAY, Ask, Message
from childrights.pictures import NotDrawable
from ui.advocate.choice import today
from ui.parts import Page, cache, markup

SMALL = Size(420, 420, 0.86, least=150, names=130, trend=130, row=15)
"""As wide as a phone shows it, and so high that the legend of a map finds room below it: letters stay legible."""


def small_picture(page: Page, message: Message) -> str:
    """The markup; empty where nothing is to be seen: of a refusal, and of what is missing."""
    if message.verdict == DO_NOT_SAY or not message.headline:
        return ""
    key = f"small {message.key} {page.lang} {page.colours.name} {today()}"
    return cache.finished(page.snapshot.name, key, partial(_drawn, page, message))


def _drawn(page: Page, message: Message) -> str:
    name, indicator = page.snapshot.name, Ask.parse(message.key).indicator
    stock = cache.stock(name, page.lang, date.today())
    figure = figure_of(stock, message, cache.message_desk(name, indicator, today()))
    if figure is None:
        return ""
    about = markup.tag("figcaption", f"{figure.title} ({figure.subtitle})", "cr-note")
    if figure.kind == CARD:
        return markup.wrap("figure", markup.tag("p", figure.large, "cr-large") + about, "cr-small")
    artist = Artist(page.catalogue, page.t, page.snapshot_label, page.colours)
    try:
        scene = replace(artist.scene(figure, SMALL), ground=page.colours.ground)
    except NotDrawable:
        return ""
    size = round(scene.width), round(scene.height)
    return markup.wrap(
        "figure", markup.packed_picture(artist.written(scene), artist.alt(figure), size) + about, "cr-small"
    )
