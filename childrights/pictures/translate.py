"""From a Plotly figure to shapes and words: everything inside the frame, in the pixels of the screen.

The words around the figure (title, subtitle, footer) are not here: ``frame`` sets them anew for each picture.
A legend of swatches under the plot comes apart from the plot, column by column, so that it can stand beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from childrights.charts import Figure, Framed
from childrights.pictures import bars, maps, marks
from childrights.pictures.bars import Axis, draw_grid, draw_labels, make_axis
from childrights.pictures.notes import AnnotationFrame, draw_annotation, shape
from childrights.pictures.plotly_spec import FigureSpec, Given, asked, axis_values
from childrights.pictures.scene import Box, Item, Shape, TextLine, placed
from childrights.pictures.text_runs import LEADING, RISE
from childrights.pictures.text_runs import line_width as line_width

CARTESIAN = {"scatter": marks.scatter, "heatmap": bars.heatmap, "bar": bars.bar}
SOLID = ("heatmap", "bar")
"""Marks that reach half a step beyond their middles."""


@dataclass(frozen=True, slots=True)
class LegendColumn:
    """Items of a legend from its upper left corner."""

    items: tuple[Item, ...]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Plot:
    """A figure without the words around it, ready to be drawn at any width.

    ``height`` is the plot's, ``below`` what its axis labels or its legend need under it, ``least`` how wide it must be
    between its margins, in pixels of the screen. ``legend_apart``: it has a legend of swatches.
    """

    asked: FigureSpec
    font: Given
    height: float
    below: float
    left: float
    right: float
    least: float = 0.0
    legend_apart: bool = False

    @property
    def geos(self) -> Mapping[str, Given]:
        """The maps of the figure by name."""
        return {name: given for name, given in self.asked.layout.items() if name.startswith("geo")}

    @property
    def map_width(self) -> float:
        """How wide the figure is when it is one map, else 0."""
        return maps.width_for(next(iter(self.geos.values())), self.height) if len(self.geos) == 1 else 0.0

    def items(self, width: float) -> list[Item]:
        """The plot from the upper left corner of a space ``width`` wide, margins included, without its legend."""
        box = Box(self.left, 0.0, width - self.right, self.height)
        layout = self.asked.layout
        axes = _axes(self.asked, box)
        ground = AnnotationFrame(box, axes)
        shapes = [one for one in layout["shapes"] if not _in_legend(one, self.legend_apart)]
        found: list[Item] = []
        found += _grids(axes)
        found += self._traces(axes, box)
        found += _labels(axes, self.font)
        for one in shapes:
            found += shape(one, ground)
        for one in layout["annotations"]:
            if not _in_legend(one, self.legend_apart):
                found += draw_annotation(one, ground, self.font)
        return found

    def _traces(self, axes: Mapping[str, Axis], box: Box) -> Iterator[Item]:
        views = {name: maps.make_view(given, box) for name, given in self.geos.items()}
        for trace in self.asked.traces:
            kind = trace["type"]
            if kind in CARTESIAN:
                x, y = axes[trace.get("xaxis") or "x"], axes[trace.get("yaxis") or "y"]
                yield from CARTESIAN[kind](trace, x, y, self.font)
            else:
                yield from maps.DRAWN[kind](trace, views[maps.map_name(trace, list(views))], self.font)

    def legend(self) -> list[LegendColumn]:
        """The columns of swatches and words under a map."""
        parts = [
            (one["xanchor"] if kind == "shapes" else one["x"], kind, one)
            for kind in ("shapes", "annotations")
            for one in self.asked.layout[kind]
            if _in_legend(one, self.legend_apart)
        ]
        ground = AnnotationFrame(Box(0.0, 0.0, 0.0, 0.0), {})
        columns = []
        for place in sorted({at for at, _, _ in parts}):
            own = [(kind, one) for at, kind, one in parts if at == place]
            found: list[Item] = []
            for kind, one in own:
                found += shape(one, ground) if kind == "shapes" else draw_annotation(one, ground, self.font)
            columns.append(_column(found))
        return columns


def _column(items: list[Item]) -> LegendColumn:
    corners = [point for one in items if isinstance(one, Shape) for trail in one.trails for point in trail.points]
    right = max((one.x + line_width(one.runs, one.px) for one in items if isinstance(one, TextLine)), default=0.0)
    left = min((x for x, _ in corners), default=0.0)
    top = min((y for _, y in corners), default=0.0)
    feet = [one.y + one.px * (LEADING / 2 - RISE) for one in items if isinstance(one, TextLine)]
    bottom = max([*(y for _, y in corners), *feet], default=0.0)
    return LegendColumn(tuple(placed(items, 1.0, -left, -top)), right - left, bottom - top)


def plot_of(figure: Figure, below: float, skip: int) -> Plot:
    """The plot of a figure; its first ``skip`` annotations are the words around it, which are left out."""
    found = asked(figure)
    found.layout["annotations"] = found.layout["annotations"][skip:]
    margin = found.layout.get("margin", {})
    height = float(found.layout["height"]) - float(margin.get("t", 0)) - float(margin.get("b", 0))
    font = {"size": found.layout["font"]["size"], "color": found.layout["font"]["color"]}
    framed = figure if isinstance(figure, Framed) else Framed()
    sides = float(margin.get("l", 0)), float(margin.get("r", 0))
    return Plot(found, font, height, below, *sides, framed.least_px, bool(framed.legend))


def _in_legend(one: Given, apart: bool) -> bool:
    """Whether an annotation or a shape is a row of the legend under a plot: on the paper's lower edge, moved down."""
    if not apart or one.get("xref") != "paper" or one.get("yref") != "paper":
        return False
    if "path" in one or one.get("ysizemode") == "pixel":
        return one.get("ysizemode") == "pixel" and not one.get("yanchor")
    return not one.get("y") and float(one.get("yshift") or 0) < 0


def _axes(found: FigureSpec, box: Box) -> dict[str, Axis]:
    used: dict[str, list[Any]] = {}
    solid: set[str] = set()
    for trace in found.traces:
        if trace["type"] in CARTESIAN:
            for letter in "xy":
                name = trace.get(f"{letter}axis") or letter
                used.setdefault(name, []).extend(axis_values(trace.get(letter)))
                if trace["type"] in SOLID:
                    solid.add(name)
    for key in found.layout:
        if key.rstrip("0123456789") in ("xaxis", "yaxis"):
            used.setdefault(key[0] + key[5:], [])
    return {
        name: make_axis(
            found.layout.get(f"{name[0]}axis{name[1:]}", {}), name.startswith("x"), box, values, name in solid
        )
        for name, values in used.items()
    }


def _pairs(axes: Mapping[str, Axis]) -> Iterator[tuple[Axis, Axis]]:
    """Each axis with the one it stands on."""
    for name, axis in axes.items():
        other = axis.given.get("anchor") or ("y" if axis.horizontal else "x") + name[1:]
        if other not in axes:
            other = "y" if axis.horizontal else "x"
        if other in axes:
            yield axis, axes[other]


def _grids(axes: Mapping[str, Axis]) -> Iterator[Item]:
    for axis, across in _pairs(axes):
        yield from draw_grid(axis, across)


def _labels(axes: Mapping[str, Axis], font: Given) -> Iterator[Item]:
    for axis, across in _pairs(axes):
        yield from draw_labels(axis, across, font)
