"""Annotations and shapes: words and signs placed by data, by the paper, or in pixels beside either."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from childrights.pictures.bars import Axis
from childrights.pictures.plotly_spec import Given, dash_lengths, number_property
from childrights.pictures.scene import Box, Item, NotDrawable, Point, Shape, Trail, rectangle
from childrights.pictures.text_runs import ANCHORS, aligned, block

_NUMBER = r"-?\d+(?:\.\d+)?(?:e-?\d+)?"


@dataclass(frozen=True, slots=True)
class AnnotationFrame:
    """What places can refer to: the plot (``paper``) and the axes."""

    plot: Box
    axes: Mapping[str, Axis]

    def x(self, ref: str, value: Any) -> float:
        """The pixel across of ``value`` on ``paper``, an axis, or an axis's domain."""
        if ref == "paper":
            return self.plot.left + float(value) * self.plot.width
        axis = self._axis(ref)
        return axis.fraction(float(value)) if ref.endswith(" domain") else axis.at(value)

    def y(self, ref: str, value: Any) -> float:
        """The pixel down of ``value``."""
        if ref == "paper":
            return self.plot.bottom - float(value) * self.plot.height
        axis = self._axis(ref)
        return axis.fraction(float(value)) if ref.endswith(" domain") else axis.at(value)

    def _axis(self, ref: str) -> Axis:
        name = ref.removesuffix(" domain")
        if name not in self.axes:
            raise NotDrawable(f"a place on the axis {ref!r}, which the layout does not have")
        return self.axes[name]


def draw_annotation(given: Given, ground: AnnotationFrame, font: Given) -> Iterator[Item]:
    """One annotation."""
    if not given.get("text"):
        return
    style = {**font, **(given.get("font") or {})}
    text = block(given["text"], style["size"], style["color"])
    x = ground.x(given.get("xref", "paper"), given["x"]) + float(given.get("xshift") or 0)
    y = ground.y(given.get("yref", "paper"), given["y"]) - float(given.get("yshift") or 0)
    across = _anchor(given.get("xanchor"), ("left", "center", "right"), x, ground.plot.left, ground.plot.width)
    down = _anchor(given.get("yanchor"), ("top", "middle", "bottom"), y, ground.plot.top, ground.plot.height)
    pad = number_property(given, "borderpad", 1)
    left = x + {"left": pad, "center": -text.width / 2, "right": -text.width - pad}[across]
    top = y + {"top": pad, "middle": -text.height / 2, "bottom": -text.height - pad}[down]
    yield from aligned(text, left, top, ANCHORS[given.get("align") or "center"])


def _anchor(given: str | None, names: tuple[str, str, str], at: float, start: float, length: float) -> str:
    """An anchor, ``auto`` by the third of the plot in which the place lies."""
    if given and given != "auto":
        return given
    share = (at - start) / (length or 1)
    return names[0] if share < 1 / 3 else names[2] if share > 2 / 3 else names[1]


def shape(given: Given, ground: AnnotationFrame) -> Iterator[Item]:
    """One shape: a rectangle, or a path of lines and curves."""
    rim = given.get("line") or {}
    width = number_property(rim, "width", 2)
    trails = _trails(given, _placer(given, ground))
    yield Shape(
        trails,
        fill=given.get("fillcolor") or "",
        stroke=(rim.get("color") or "#444444") if width else "",
        width=width,
        dash=dash_lengths(rim.get("dash"), width),
    )


def _placer(given: Given, ground: AnnotationFrame) -> Callable[[Any, Any], Point]:
    xref, yref = given.get("xref", "paper"), given.get("yref", "paper")

    def across(value: Any) -> float:
        if given.get("xsizemode") == "pixel":
            return ground.x(xref, given.get("xanchor", 0)) + float(value)
        return ground.x(xref, value)

    def down(value: Any) -> float:
        if given.get("ysizemode") == "pixel":
            return ground.y(yref, given.get("yanchor", 0)) - float(value)
        return ground.y(yref, value)

    return lambda x, y: (across(x), down(y))


def _trails(given: Given, place: Callable[[Any, Any], Point]) -> tuple[Trail, ...]:
    if given.get("type") == "path":
        return tuple(_path(str(given["path"]), place))
    first, last = place(given["x0"], given["y0"]), place(given["x1"], given["y1"])
    return (rectangle(first[0], first[1], last[0], last[1]),)


def _path(path: str, place: Callable[[Any, Any], Point]) -> Iterator[Trail]:
    """Straight lines and cubic curves, in absolute coordinates."""
    if re.sub(rf"[MLCZ\s,]|{_NUMBER}", "", path):
        raise NotDrawable(f"a path of other parts than M, L, C and Z: {path[:40]}")
    for piece in path.split("M")[1:]:
        points: list[Point] = []
        for letter, words in re.findall(r"([LCZ]?)([^LCZ]*)", piece):
            values = [float(one) for one in re.findall(_NUMBER, words)]
            given = [place(x, y) for x, y in zip(values[::2], values[1::2], strict=True)]
            if letter != "C":
                points += given
                continue
            for i in range(0, len(given), 3):
                first, second, end = given[i : i + 3]
                points += _curve(points[-1], first, second, end)
        yield Trail(tuple(points), closed="Z" in piece)


def _curve(start: Point, first: Point, second: Point, end: Point, steps: int = 10) -> list[Point]:
    """Points on a cubic curve after its start (de Casteljau, in Bernstein's form)."""
    found = []
    for i in range(1, steps + 1):
        t = i / steps
        weights = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        corners = (start, first, second, end)
        found.append(
            (
                sum(weight * corner[0] for weight, corner in zip(weights, corners, strict=True)),
                sum(weight * corner[1] for weight, corner in zip(weights, corners, strict=True)),
            )
        )
    return found
