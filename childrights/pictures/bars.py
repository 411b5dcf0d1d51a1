"""Bars and coloured cells, with the patterns that tell the kinds of nothing apart."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from childrights.pictures.plotly_spec import Given, axis_values, each, on_scale
from childrights.pictures.scene import END, MIDDLE, START, Box, Item, NotDrawable, Point, Shape, Trail, line, rectangle
from childrights.pictures.text_runs import block

TICK_PX, LABEL_GAP_PX, PADDING = 5.0, 3.0, 0.05


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis of a plot: ``start`` and ``end`` in pixels hold the values ``low`` and ``high``."""

    given: Mapping[str, Any]
    horizontal: bool
    start: float
    end: float
    low: float
    high: float
    names: tuple[str, ...]

    def at(self, value: Any) -> float:
        """The pixel of a value or a name."""
        number = float(self.names.index(value)) if self.names and isinstance(value, str) else float(value)
        return self.start + (number - self.low) / (self.high - self.low) * (self.end - self.start)

    def fraction(self, share: float) -> float:
        """The pixel of a share of the axis from its lower end."""
        return self.start + share * (self.end - self.start)


def make_axis(given: Given, horizontal: bool, plot: Box, values: Sequence[Any], solid: bool) -> Axis:
    """The axis of ``values``. ``solid`` marks (cells, bars) reach half a step beyond their middles."""
    names = tuple(dict.fromkeys(v for v in values if isinstance(v, str)))
    low, high = _range(given, [names.index(v) if isinstance(v, str) else v for v in values if v is not None], solid)
    first, last = given.get("domain") or (0.0, 1.0)
    if horizontal:
        start, end = plot.left + first * plot.width, plot.left + last * plot.width
    else:
        start, end = plot.bottom - first * plot.height, plot.bottom - last * plot.height
    return Axis(given, horizontal, start, end, low, high, names)


def _range(given: Given, values: Sequence[float], solid: bool) -> tuple[float, float]:
    if (asked := given.get("range")) and None not in asked:
        return float(asked[0]), float(asked[1])
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    pad = 0.5 if solid else (high - low) * PADDING or 1.0
    return low - pad, high + pad


def ticks(axis: Axis) -> list[tuple[float, str]]:
    """The values at which there is a tick, with their words."""
    given = axis.given
    if (values := given.get("tickvals")) is not None:
        texts = given.get("ticktext")
        shown = [
            (value, str(texts[i]) if texts is not None else _worded(value, given)) for i, value in enumerate(values)
        ]
        return [(axis_value(axis, value), words) for value, words in shown if _inside(axis, value)]
    if axis.names:
        return [(float(i), name) for i, name in enumerate(axis.names)]
    low, high = sorted((axis.low, axis.high))
    step = round_step((high - low) / _how_many(axis))
    first = math.ceil(low / step - 1e-6) * step
    count = int((high - first) / step + 1e-6) + 1
    return [(round(first + i * step, 10), _worded(round(first + i * step, 10), given)) for i in range(count)]


def axis_value(axis: Axis, value: Any) -> float:
    """A tick's value as a number."""
    return float(axis.names.index(value)) if isinstance(value, str) else float(value)


def _inside(axis: Axis, value: Any) -> bool:
    low, high = sorted((axis.low, axis.high))
    return low - 1e-9 <= axis_value(axis, value) <= high + 1e-9


def _how_many(axis: Axis) -> float:
    if wanted := axis.given.get("nticks"):
        return float(wanted)
    length = abs(axis.end - axis.start)
    return min(max(length / (80 if axis.horizontal else 40), 4), 9) + 1


def round_step(rough: float) -> float:
    """The next of 1, 2, 5, 10 … that is not smaller than ``rough``, as plotly.js chooses it."""
    base = 10.0 ** math.floor(math.log10(rough))
    return next(base * one for one in (1, 2, 5, 10) if base * one >= rough * (1 - 1e-9))


def _worded(value: float, given: Given) -> str:
    text = f"{round(value)}" if given.get("tickformat") == "d" else _plain(value)
    return text.replace("-", "\u2212", 1)


def _plain(value: float) -> str:
    for size, letter in ((1e9, "B"), (1e6, "M"), (1e4, "k")):
        if abs(value) >= size:
            return f"{value / (1e3 if letter == 'k' else size):g}{letter}"
    return f"{value:g}"


def draw_grid(axis: Axis, across: Axis) -> Iterator[Item]:
    """The grid of an axis, under the marks."""
    given = axis.given
    if given.get("visible") is False:
        return
    if given.get("showgrid", True):
        yield Shape(
            tuple(_across(axis, across, axis.at(value)) for value, _ in ticks(axis)),
            stroke=given.get("gridcolor") or "#EEEEEE",
            width=float(given.get("gridwidth") or 1),
        )


def _across(axis: Axis, across: Axis, at: float) -> Trail:
    points = ((at, across.start), (at, across.end)) if axis.horizontal else ((across.start, at), (across.end, at))
    return line(points)


def _edge(axis: Axis, across: Axis) -> float:
    far = axis.given.get("side") in ("top", "right")
    return across.end if far else across.start


def draw_labels(axis: Axis, across: Axis, font: Given) -> Iterator[Item]:
    """Ticks of an axis and their words."""
    given = axis.given
    if given.get("visible") is False:
        return
    edge, out = _edge(axis, across), -1.0 if given.get("side") in ("top", "right") else 1.0
    out = out if axis.horizontal else -out
    if given.get("ticklabelposition", "outside") == "inside":
        out = -out
    length = TICK_PX if given.get("ticks") == "outside" else 0.0
    style = {**font, **(given.get("tickfont") or {})}
    gap = LABEL_GAP_PX + length + float(given.get("ticklabelstandoff") or 0)
    for value, words in ticks(axis):
        at = axis.at(value)
        if length:
            points = (
                ((at, edge), (at, edge + length * out)) if axis.horizontal else ((edge, at), (edge + length * out, at))
            )
            yield Shape((line(points),), stroke=given.get("tickcolor") or "#444444", width=1)
        if given.get("showticklabels", True):
            label = block(words, style["size"], style["color"])
            if axis.horizontal:
                yield from label.at(at, edge + gap if out > 0 else edge - gap - label.height, MIDDLE)
            else:
                yield from label.at(edge + gap * out, at - label.height / 2, START if out > 0 else END)


BAR_WIDTH = 0.8


def heatmap(trace: Given, x: Axis, y: Axis, font: Given) -> Iterator[Item]:
    """Cells in the colours of a scale; a cell without a value is left open."""
    rows = [axis_values(row) for row in trace["z"]]
    xs = axis_values(trace.get("x")) or list(range(len(rows[0])))
    ys = axis_values(trace.get("y")) or list(range(len(rows)))
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
    places, lengths = axis_values(trace.get("x")), axis_values(trace.get("y"))
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
