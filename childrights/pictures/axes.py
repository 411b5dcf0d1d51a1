"""Axes with numbers or names: where a value lies, and their grid, ticks and words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from childrights.pictures.plotly_spec import Given
from childrights.pictures.scene import END, MIDDLE, START, Box, Item, Shape, Trail, line
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
