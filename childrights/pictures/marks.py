"""The marks of a plot with axes: lines, signs, intervals and words at points."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from childrights.pictures.bars import Axis
from childrights.pictures.plotly_spec import Given, axis_values, dash_lengths, each, number_property, numbers
from childrights.pictures.scene import END, MIDDLE, START, Item, NotDrawable, Point, Shape, Trail, line
from childrights.pictures.text_runs import block

INK = "#444444"


def scatter(trace: Given, x: Axis, y: Axis, font: Given) -> Iterator[Item]:
    """Lines, markers and words at points of two axes."""
    xs, ys = axis_values(trace.get("x")), axis_values(trace.get("y"))
    points = [None if a is None or b is None else (x.at(a), y.at(b)) for a, b in zip(xs, ys, strict=True)]
    mode = trace["mode"]
    yield from _intervals(trace, x, y, xs, ys)
    if "lines" in mode:
        yield from polyline(points, trace.get("line") or {})
    if "markers" in mode:
        yield from markers(points, trace.get("marker") or {})
    if "text" in mode:
        yield from labels(points, trace, font)


def polyline(points: Sequence[Point | None], style: Given) -> Iterator[Item]:
    """A line through points, parted where one is missing."""
    pieces: list[list[Point]] = [[]]
    for point in points:
        if point is not None:
            pieces[-1].append(point)
        else:
            pieces.append([])
    width = number_property(style, "width", 2)
    trails = tuple(line(piece) for piece in pieces if len(piece) > 1)
    if trails and width:
        dash = dash_lengths(style.get("dash"), width)
        yield Shape(trails, stroke=style.get("color") or INK, width=width, dash=dash)


def markers(points: Sequence[Point | None], style: Given) -> Iterator[Item]:
    """A sign at each point; alike ones behind one another are one shape."""
    rim = style.get("line") or {}
    count = len(points)
    sizes, colours = each(style.get("size"), count, 6), each(style.get("color"), count, INK)
    symbols, opacities = each(style.get("symbol"), count, "circle"), each(style.get("opacity"), count, 1)
    rims, widths = each(rim.get("color"), count, ""), each(rim.get("width"), count, 0)
    for i, point in enumerate(points):
        if point is None:
            continue
        if not isinstance(colours[i], str):
            raise NotDrawable("marker colours by number")
        trails, hollow, upon = outline_of(symbols[i])
        diameter = float(sizes[i])
        sign = tuple(
            Trail(tuple((point[0] + a * diameter / 2, point[1] + b * diameter / 2) for a, b in trail), closed=not upon)
            for trail in trails
        )
        seen = float(opacities[i])
        if hollow or upon:
            yield Shape(sign, stroke=colours[i], width=float(widths[i] or 1), opacity=seen)
        else:
            edge = rims[i] or colours[i]
            yield Shape(sign, fill=colours[i], stroke=edge, width=float(widths[i]), opacity=seen)


def _circle(steps: int = 36) -> tuple[Point, ...]:
    return tuple((math.cos(i * math.tau / steps), math.sin(i * math.tau / steps)) for i in range(steps))


SIGNS: Mapping[str, tuple[tuple[Point, ...], ...]] = {
    "circle": (_circle(),),
    "square": (((-0.886, -0.886), (0.886, -0.886), (0.886, 0.886), (-0.886, 0.886)),),
    "diamond": (((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),),
    "triangle-up": (((0, -1.15), (1.15, 0.77), (-1.15, 0.77)),),
    "triangle-down": (((0, 1.15), (1.15, -0.77), (-1.15, -0.77)),),
    "triangle-left": (((-1.15, 0), (0.77, -1.15), (0.77, 1.15)),),
    "triangle-right": (((1.15, 0), (-0.77, -1.15), (-0.77, 1.15)),),
    "line-ew": (((-1.4, 0), (1.4, 0)),),
    "line-ns": (((0, -1.4), (0, 1.4)),),
    "cross-thin": (((-1.4, 0), (1.4, 0)), ((0, -1.4), (0, 1.4))),
    "x-thin": (((-1, -1), (1, 1)), ((-1, 1), (1, -1))),
}
"""Outlines for a radius of one, sized as in plotly.js."""


def outline_of(symbol: str) -> tuple[tuple[tuple[Point, ...], ...], bool, bool]:
    """The outline of a sign, whether it is hollow, and whether it is made of bare lines."""
    name = str(symbol).removesuffix("-open")
    if name not in SIGNS:
        raise NotDrawable(f"the sign {symbol!r}")
    return SIGNS[name], str(symbol).endswith("-open"), name.startswith("line-") or name.endswith("-thin")


def labels(points: Sequence[Point | None], trace: Given, font: Given, halo: str = "") -> Iterator[Item]:
    """Words at points, where ``textposition`` puts them."""
    style = {**font, **(trace.get("textfont") or {})}
    count = len(points)
    sizes, colours = each(style["size"], count), each(style["color"], count)
    places = each(trace.get("textposition"), count, "middle center")
    room = [float(one) / 2 for one in each((trace.get("marker") or {}).get("size"), count, 6)]
    room = room if "markers" in (trace.get("mode") or "") else [0.0] * count
    template = trace.get("texttemplate")
    if template and "%{" in template and template != "%{text}":
        raise NotDrawable(f"the text template {template!r}")
    texts = [template] * count if template and template != "%{text}" else each(trace.get("text"), count, "")
    for i, (point, words) in enumerate(zip(points, texts, strict=True)):
        if point is None or not words:
            continue
        text = block(str(words), sizes[i], colours[i], halo)
        upright, sideways = places[i].split()
        x, y = point
        top = {"top": y - text.height - room[i], "middle": y - text.height / 2, "bottom": y + room[i]}[upright]
        gap = room[i] + (3 if room[i] else 0)
        x, align = {"left": (x - gap, END), "center": (x, MIDDLE), "right": (x + gap, START)}[sideways]
        yield from text.at(x, top, align)


def _intervals(trace: Given, x: Axis, y: Axis, xs: Sequence[Any], ys: Sequence[Any]) -> Iterator[Item]:
    for name, axis in (("error_x", x), ("error_y", y)):
        given = trace.get(name)
        if not given:
            continue
        more, less = numbers(given["array"]), numbers(given["arrayminus"])
        thickness = number_property(given, "thickness", 2)
        trails = []
        for a, b, up, down in zip(xs, ys, more, less, strict=True):
            if a is None or b is None or not (up or down):
                continue
            middle = float(a if axis.horizontal else b)
            ends = axis.at(middle - (down or 0)), axis.at(middle + (up or 0))
            across = y.at(b) if axis.horizontal else x.at(a)
            trails.append(line([(end, across) if axis.horizontal else (across, end) for end in ends]))
        if trails:
            yield Shape(tuple(trails), stroke=given.get("color") or INK, width=thickness)
