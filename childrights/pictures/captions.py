"""The words around a picture: title and subtitle above, source, code and signature below, wrapped for its width."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from childrights.charts import KHMER_STEP, Caption, Room, text
from childrights.pictures import fonts
from childrights.pictures.scene import END, Item, Shape, line, rectangle
from childrights.pictures.text_runs import TextBlock, plain_lines

LATIN_LEADING, KHMER_LEADING = 1.22, 1.62
PLOT_SHARE = 0.58
"""About what a plot gets of the height of a picture that cannot grow."""
WISHED = 1.6
"""How many pixels of a picture that cannot grow one pixel of the screen should become."""
TITLE_SHARES = (1.0, 0.9, 0.8, 0.7)
"""A title that takes too many lines is set smaller, but never smaller than this."""


@dataclass(frozen=True, slots=True)
class Proportion:
    """A shape of picture; everything in its own pixels.

    ``tallest`` is above ``height`` where a picture may grow with what it shows. ``scale`` and ``largest`` say how many
    pixels one pixel of the screen becomes at best and at most; ``split`` sets a map beside its words, not under them.
    A plot between its margins is never narrower than ``least`` pixels of the screen.
    """

    width: int
    height: int
    tallest: int
    pad: int
    title: float
    subtitle: float
    footer: float
    scale: float
    largest: float
    split: bool = False
    least: float = 300.0

    @property
    def room(self) -> Room | None:
        """About the room a plot gets, in pixels of the screen; ``None`` where the picture grows with it."""
        if self.height < self.tallest:
            return None
        return Room((self.width - 2 * self.pad) / WISHED, self.height * PLOT_SHARE / WISHED)


REPORT, SQUARE, SLIDE = "report", "square", "slide"
PROPORTIONS = {
    REPORT: Proportion(1600, 1000, 2260, 64, 46, 29, 22, 2.0, 2.3),
    SQUARE: Proportion(1080, 1080, 1080, 52, 44, 27, 18, 1.75, 2.3),
    SLIDE: Proportion(1920, 1080, 1080, 72, 56, 33, 21, 2.0, 2.6, split=True),
}
"""A column of an A4 page at 250 dots an inch; a post; a slide of 16 to 9."""


@dataclass(frozen=True, slots=True)
class Around:
    """The words around a plot, wrapped for a picture, and the row of the footer in which the signature stands."""

    title: TextBlock
    subtitle: TextBlock
    footer: TextBlock
    brand: TextBlock
    brand_row: int

    def head_px(self, form: Proportion) -> float:
        """From the upper edge of the picture to the upper edge of the plot."""
        return form.pad + self.title.height + self.gap(form) + self.subtitle.height + form.subtitle * 0.7

    def gap(self, form: Proportion) -> float:
        """Between title and subtitle; tall lines bring their own."""
        return max(form.subtitle * 0.35 - (self.title.leading - LATIN_LEADING) * form.title * 0.8, 0.0)

    def foot_px(self, form: Proportion) -> float:
        """From the lower edge of the plot to the lower edge of the picture."""
        return form.pad * 0.8 + self.footer.height + form.footer * 1.9


def around(
    caption: Caption, form: Proportion, footer: Sequence[str], brand: str, room: float = 0.0, most: int = 2
) -> Around:
    """The words around a picture. Title and subtitle take ``room`` pixels (all there is for 0).

    The title is set smaller until it takes ``most`` lines and no word of it is torn.
    """
    foot_room = form.width - 2 * form.pad
    room = room or foot_room
    step, leading = (KHMER_STEP, KHMER_LEADING) if caption.lang == "km" else (1.0, LATIN_LEADING)
    for share in TITLE_SHARES:
        px = form.title * share
        title = text.wrap_lines(caption.title, px, room, partial(fonts.width, bold=True))
        whole = all(fonts.width(word, px, bold=True) <= room for word in re.split("[ \u200b]", caption.title))
        if whole and len(title) <= most:
            break
    subtitle = text.wrap_lines(caption.subtitle, form.subtitle * step, room, fonts.width) if caption.subtitle else []
    footer_px = form.footer * step
    rows = [row for part in footer if part for row in text.wrap_lines(part, footer_px, foot_room, fonts.width)]
    signed = fonts.width(brand, footer_px, bold=True) + form.pad / 2
    free = [i for i, row in enumerate(rows) if fonts.width(row, footer_px) + signed <= foot_room]
    if brand and not free:
        free = [len(rows)]
        rows.append("")
    colours = caption.colours
    return Around(
        TextBlock(plain_lines(title, bold=True), px, colours.ink, leading=leading),
        TextBlock(plain_lines(subtitle), form.subtitle * step, colours.quiet, leading=leading),
        TextBlock(plain_lines(rows), footer_px, colours.quiet, leading=leading + 0.06),
        TextBlock(plain_lines([brand], bold=True), footer_px, colours.action, leading=leading + 0.06),
        free[-1] if free else 0,
    )


def head(words: Around, form: Proportion, caption: Caption) -> list[Item]:
    """Title and subtitle under the bar at the upper edge."""
    mark = rectangle(0, 0, form.width, form.pad * 0.16)
    top = float(form.pad)
    under = top + words.title.height + words.gap(form)
    return [
        Shape((mark,), fill=caption.colours.action),
        *words.title.at(form.pad, top),
        *words.subtitle.at(form.pad, under),
    ]


def picture_footer(words: Around, form: Proportion, height: float, caption: Caption) -> list[Item]:
    """Footer and signature under a rule."""
    top = height - form.pad * 0.8 - words.footer.height
    rule = line(((form.pad, top - form.footer * 0.6), (form.width - form.pad, top - form.footer * 0.6)))
    signature = words.brand.at(form.width - form.pad, top + words.brand_row * words.brand.height, END)
    return [Shape((rule,), stroke=caption.colours.rule, width=1.5), *words.footer.at(form.pad, top), *signature]
