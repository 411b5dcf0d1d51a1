"""The figures of a brief as pictures for paper: the same charts as on the screen, on a white ground."""

from __future__ import annotations

from dataclasses import dataclass, replace

from childrights.briefs.model import GROUPS, MAP, RANKING, TREND, Figure
from childrights.catalogue import Catalogue
from childrights.charts import (
    LIGHT,
    Caption,
    Presenter,
    binned,
    draw_groups,
    draw_map,
    draw_ranking,
    draw_trend,
    group_rows,
    ramp,
    sketch,
)
from childrights.i18n import Translator
from childrights.language import plain_number
from childrights.pictures import GROUND, Scene, placed, plot_scene, png, svg

SHARPER = 2
PAPER = replace(LIGHT, name="paper", ground=GROUND)


@dataclass(frozen=True, slots=True)
class Size:
    """How wide a picture is in pixels, how high at most, and how many pixels one of the screen becomes.

    In pixels of the screen: ``least`` is how narrow a plot may be between its margins, ``names`` how wide a name in a
    ranking before it takes another line, ``trend`` how high the plot of a trend, ``row`` a row of a ranking (0: as on
    the screen).
    """

    width: int
    tallest: int
    scale: float
    least: int = 300
    names: int = 250
    trend: int = 230
    row: float = 0


@dataclass(frozen=True, slots=True)
class Artist:
    """Draws the figures of a brief; ``label`` is the snapshot as printed."""

    catalogue: Catalogue
    t: Translator
    label: str

    def scene(self, figure: Figure, size: Size) -> Scene:
        """One figure without the words around it."""
        presenter = Presenter(self.catalogue, figure.indicator, self.t, PAPER, self.label)
        caption = Caption(figure.title, figure.subtitle, (), self.t.lang, PAPER)
        plot = _DRAWN[figure.kind](figure, presenter, caption, size)
        return plot_scene(plot, size.width, size.tallest, size.scale, size.least)

    @staticmethod
    def written(scene: Scene) -> str:
        """A scene as SVG."""
        return svg(scene).decode()

    def both(self, figure: Figure, size: Size) -> tuple[bytes, bytes]:
        """One figure as SVG, and for programs that know no vectors as PNG, sharp enough for print."""
        scene = self.scene(figure, size)
        fine = replace(
            scene,
            width=scene.width * SHARPER,
            height=scene.height * SHARPER,
            items=tuple(placed(scene.items, SHARPER, 0, 0)),
        )
        return svg(scene), png(fine, {"Title": figure.title, "Description": figure.alt})


def _map(figure: Figure, presenter: Presenter, caption: Caption, size: Size) -> sketch.Figure:
    assert figure.view is not None
    return draw_map(
        presenter.marks(figure.view),
        presenter.blanks(figure.view),
        caption,
        polarity=figure.indicator.polarity,
        number=lambda value: plain_number(value, 0 if value == round(value) else 1, presenter.t.lang),
        t=presenter.t,
        focus=figure.focus,
        edges=figure.edges or None,
    )


def _ranking(figure: Figure, presenter: Presenter, caption: Caption, size: Size) -> sketch.Figure:
    view = figure.view
    assert view is not None
    marks = [presenter.sure_mark(one) for one in view.drawn]
    bins = binned([mark.value for mark in marks], figure.edges)
    shades = ramp(PAPER, figure.indicator.polarity, len(bins.counts))
    comparable = view.national and view.national.value is not None and figure.indicator.unit != "number"
    return draw_ranking(
        marks,
        presenter.mark(view.national) if view.national and comparable else None,
        caption,
        colour_of={mark.code: shades[c] for mark, c in zip(marks, bins.classes, strict=True)},
        t=presenter.t,
        focus=figure.focus,
        name_px=size.names,
        row_px=size.row,
    )


def _trend(figure: Figure, presenter: Presenter, caption: Caption, size: Size) -> sketch.Figure:
    found = figure.observations
    return draw_trend(presenter.lines(found, figure.by), caption, breaks=presenter.breaks(found), plot_px=size.trend)


def _groups(figure: Figure, presenter: Presenter, caption: Caption, size: Size) -> sketch.Figure:
    rows, keys = group_rows(presenter, figure.observations, figure.by)
    return draw_groups(rows, keys, caption)


_DRAWN = {MAP: _map, RANKING: _ranking, TREND: _trend, GROUPS: _groups}
