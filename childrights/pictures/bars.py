"""Bars and coloured cells, with the patterns that tell the kinds of nothing apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from childrights.pictures.axes import Axis
from childrights.pictures.plotly_spec import Given, each, listed, on_scale
from childrights.pictures.scene import Box, Item, NotDrawable, Point, Shape, Trail, line, rectangle

BAR_WIDTH = 0.8


def heatmap(trace: Given, x: Axis, y: Axis, font: Given) -> Iterator[Item]:
    """Cells in the colours of a scale; a cell without a value is left open."""
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


def _step(axis: Axis, values: Sequence[Any]) -> float:
    """The distance of neighbouring cells in pixels."""
    places = sorted(axis.at(value) for value in values)
    gaps = [b - a for a, b in pairwise(places)]
    return min(gaps) if gaps else abs(axis.at(1) - axis.at(0)) if not axis.names else abs(axis.end - axis.start)


def bar(trace: Given, x: Axis, y: Axis, font: Given) -> Iterator[Item]:
    """Upright bars from their base (or zero)."""
    style = trace.get("marker") or {}
    places, lengths = listed(trace.get("x")), listed(trace.get("y"))
    count = len(places)
    colours, bases = each(style.get("color"), count, "#444444"), each(trace.get("base"), count, 0)
    widths = each(trace.get("width"), count, BAR_WIDTH)
    unit = x.at(x.low + 1) - x.at(x.low)
    for i, (length, place) in enumerate(zip(lengths, places, strict=True)):
        if length is None:
            continue
        top, bottom = sorted((y.at(bases[i]), y.at(bases[i] + length)))
        left, right = sorted(x.at(place) + half * widths[i] / 2 * unit for half in (-1, 1))
        box = Box(left, top, right, bottom)
        yield Shape((rectangle(left, top, right, bottom),), colours[i])
        yield from _pattern(style.get("pattern") or {}, i, count, box)


def _pattern(given: Given, i: int, count: int, box: Box) -> Iterator[Item]:
    """Plotly's hatch or dots over a bar, with the share of ink that its ``solidity`` asks for."""
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
