"""A plot and its legend without the words around it: for a page that sets title, source and code in its own type."""

from __future__ import annotations

from childrights.charts.sketch import Figure
from childrights.charts.template import Framed
from childrights.pictures.captions import Around, Proportion
from childrights.pictures.frame import plot_body
from childrights.pictures.scene import NotDrawable, Scene
from childrights.pictures.translate import plot_of
from childrights.pictures.wording import Block

GROUND = "#FFFFFF"
_NOTHING = Block((), 0.0, GROUND)


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
