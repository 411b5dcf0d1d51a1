"""Bars and coloured cells, with the patterns that tell the kinds of nothing apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from childrights.pictures.axes import Axis
from childrights.pictures.plotly_spec import UNSEEN, Given, each, listed, names, on_scale, only
from childrights.pictures.scene import MIDDLE, Box, Item, NotDrawable, Point, Shape, Trail, line, rectangle
from childrights.pictures.text_runs import block

_HEATMAP = UNSEEN | names(
    """
    x y z zmin zmax colorscale showscale xgap ygap text texttemplate textfont xaxis yaxis hoverongaps
    """
)
_BAR = UNSEEN | names(
    """
    x y orientation marker width base offset xaxis yaxis opacity cliponaxis text textposition
    """
)
_PATTERN = frozenset(("shape", "fgcolor", "bgcolor", "fillmode", "size", "solidity"))
BAR_WIDTH = 0.8


def heatmap(trace: Given, x: Axis, y: Axis, font: Given) -> Iterator[Item]:
    """Cells in the colours of a scale, with their words; a cell without a value is left open."""
    only(_HEATMAP, trace, "heatmap")
    if trace.get("showscale", True):
        raise NotDrawable("the colour bar of a heatmap")
    if trace.get("texttemplate") not in (None, "%{text}"):
        raise NotDrawable(f"the text template {trace['texttemplate']!r}")
    rows = [listed(row) for row in trace["z"]]
    xs = listed(trace.get("x")) or list(range(len(rows[0])))
    ys = listed(trace.get("y")) or list(range(len(rows)))
    known = [value for row in rows for value in row if value is not None]
    low = trace["zmin"] if trace.get("zmin") is not None else min(known, default=0)
    high = trace["zmax"] if trace.get("zmax") is not None else max(known, default=1)
    half_x = (_step(x, xs) - (trace.get("xgap") or 0)) / 2
    half_y = (_step(y, ys) - (trace.get("ygap") or 0)) / 2
    for b, row in zip(ys, rows, strict=True):
        for a, value in zip(xs, row, strict=True):
            if value is not None:
                at_x, at_y = x.at(a), y.at(b)
                cell = rectangle(at_x - half_x, at_y - half_y, at_x + half_x, at_y + half_y)
                yield Shape((cell,), fill=on_scale(value, low, high, trace["colorscale"]))
    if trace.get("texttemplate"):
        yield from _words(trace, x, y, xs, ys, font)


def _words(trace: Given, x: Axis, y: Axis, xs: Sequence[Any], ys: Sequence[Any], font: Given) -> Iterator[Item]:
    style = {**font, **(trace.get("textfont") or {})}
    for b, texts in zip(ys, trace["text"], strict=True):
        for a, words in zip(xs, texts, strict=True):
            if words not in (None, ""):
                text = block(str(words), style["size"], style["color"])
                yield from text.at(x.at(a), y.at(b) - text.height / 2, MIDDLE)


def _step(axis: Axis, values: Sequence[Any]) -> float:
    """The distance of neighbouring cells in pixels."""
    places = sorted(axis.at(value) for value in values)
    gaps = [b - a for a, b in pairwise(places)]
    return min(gaps) if gaps else abs(axis.at(1) - axis.at(0)) if not axis.names else abs(axis.end - axis.start)


def bar(trace: Given, x: Axis, y: Axis, font: Given) -> Iterator[Item]:
    """Bars from their base (or zero)."""
    only(_BAR, trace, "bar")
    if trace.get("text") is not None and trace.get("textposition") != "none":
        raise NotDrawable("words on bars")
    style = trace.get("marker") or {}
    only({"color", "line", "pattern"}, style, "bar marker")
    rim = style.get("line") or {}
    only({"color", "width"}, rim, "bar line")
    flat = trace.get("orientation") == "h"
    along, across = (x, y) if flat else (y, x)
    xs, ys = listed(trace.get("x")), listed(trace.get("y"))
    lengths, places = (xs, ys) if flat else (ys, xs)
    count = len(xs)
    colours, bases = each(style.get("color"), count, "#444444"), each(trace.get("base"), count, 0)
    widths, offsets = each(trace.get("width"), count, BAR_WIDTH), each(trace.get("offset"), count)
    unit = across.at(across.low + 1) - across.at(across.low)
    for i, (length, place) in enumerate(zip(lengths, places, strict=True)):
        if length is None:
            continue
        ends = sorted((along.at(bases[i]), along.at(bases[i] + length)))
        shift = 0.0 if offsets[i] is None else offsets[i] + widths[i] / 2
        sides = sorted(across.at(place) + (shift + half * widths[i] / 2) * unit for half in (-1, 1))
        box = Box(ends[0], sides[0], ends[1], sides[1]) if flat else Box(sides[0], ends[0], sides[1], ends[1])
        frame = rectangle(box.left, box.top, box.right, box.bottom)
        width = float(rim.get("width") or 0)
        edge = str(rim.get("color") or "") if width else ""
        yield Shape((frame,), colours[i], edge, width, opacity=float(trace.get("opacity") or 1))
        yield from _pattern(style.get("pattern") or {}, i, count, box)


def _pattern(given: Given, i: int, count: int, box: Box) -> Iterator[Item]:
    """Plotly's hatch or dots over a bar, with the share of ink that its ``solidity`` asks for."""
    only(_PATTERN, given, "bar pattern")
    sign = each(given.get("shape"), count, "")[i]
    if not sign:
        return
    size, solidity = float(given.get("size") or 8), float(given.get("solidity") or 0.3)
    ink = each(given.get("fgcolor"), count, "#444444")[i]
    if sign == "/":
        yield Shape(tuple(_stripes(box, size)), stroke=ink, width=size * solidity, clip=box)
    elif sign == ".":
        radius = size * (solidity / 3.1416) ** 0.5
        yield Shape(tuple(_dots(box, size, radius)), fill=ink, clip=box)
    else:
        raise NotDrawable(f"the pattern {sign!r}")


def _stripes(box: Box, size: float) -> Iterator[Trail]:
    at = box.left - box.height
    while at < box.right:
        yield line(((at, box.bottom), (at + box.height, box.top)))
        at += size * 1.4142


def _dots(box: Box, size: float, radius: float) -> Iterator[Trail]:
    y = box.top + size / 2
    while y < box.bottom:
        x = box.left + size / 2
        while x < box.right:
            corners: list[Point] = [(x - radius, y), (x, y - radius), (x + radius, y), (x, y + radius)]
            yield Trail(tuple(corners), closed=True)
            x += size
        y += size
