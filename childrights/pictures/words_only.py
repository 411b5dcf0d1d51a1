"""A picture of words alone: a finding set large, for what has no map or chart, such as a silence or a single figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from childrights.charts import Caption, Figure, Framed
from childrights.pictures.captions import PROPORTIONS, Around, Proportion, around, picture_footer
from childrights.pictures.frame import plot_body
from childrights.pictures.scene import NotDrawable, Scene, Shape, rectangle
from childrights.pictures.text_runs import TextBlock
from childrights.pictures.translate import plot_of

LARGER, MOST_LINES = (1.6, 1.4, 1.25, 1.1, 1.0), 7
"""How much larger than over a chart the finding is set, the largest that leaves air first, and the lines it takes."""
AIR = 0.12
"""The share of the height that stays free beside the words."""
ABOVE = 0.42
"""The share of the free room that stands above the words: the eye's middle lies over the ruler's."""


def words_scene(caption: Caption, proportion: str, brand: str = "", notes: Sequence[str] = ()) -> Scene:
    """The title of ``caption`` large, its subtitle under it, ``notes``, source and code at the foot."""
    form = PROPORTIONS[proportion]
    footer = (" ".join(notes), *caption.footer)
    gap = form.pad * 0.6
    for larger in LARGER:
        set_in = replace(form, title=form.title * larger, subtitle=form.subtitle * 1.1)
        words = around(caption, set_in, footer, brand, most=MOST_LINES)
        spare = form.height - form.pad - words.foot_px(form) - words.title.height - gap - words.subtitle.height
        if spare >= AIR * form.height:
            break
    top = form.pad + max(spare, 0.0) * ABOVE
    mark = rectangle(form.pad, top - form.pad * 0.55, form.pad * 2.8, top - form.pad * 0.4)
    items = [
        Shape((rectangle(0, 0, form.width, form.pad * 0.16), mark), fill=caption.colours.action),
        *words.title.at(form.pad, top),
        *words.subtitle.at(form.pad, top + words.title.height + gap),
        *picture_footer(words, form, form.height, caption),
    ]
    spoken = " ".join(part for part in (caption.subtitle, *footer, brand) if part)
    return Scene(form.width, form.height, caption.colours.ground, tuple(items), caption.title, spoken, caption.lang)


GROUND = "#FFFFFF"
_NOTHING = TextBlock((), 0.0, GROUND)


def plot_scene(figure: Figure, width: int, tallest: int, scale: float, least: float = 300.0) -> Scene:
    """The plot of a framed figure, ``width`` pixels wide, as high as it needs to be and ``tallest`` at most.

    ``scale`` is how many pixels one of the screen becomes at best, ``least`` how narrow a plot may be between its
    margins, in pixels of the screen. Raises ``NotDrawable`` when something of the plot
    would be missing.
    """
    if not isinstance(figure, Framed) or figure.caption is None:
        raise NotDrawable("a figure without the words around it")
    form = Proportion(width, 1, tallest, 8, 0.0, 0.0, 0.0, scale, scale * 1.15, least=least)
    plot = plot_of(figure, figure.below_px, figure.words)
    items, height = plot_body(plot, form, Around(_NOTHING, _NOTHING, _NOTHING, _NOTHING, 0))
    caption = figure.caption
    return Scene(width, height, GROUND, tuple(items), caption.title, caption.subtitle, caption.lang)
