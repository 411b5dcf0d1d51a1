"""Lines over time as native charts: named at their ends, parted where figures may not be joined.

A line chart is a scatter chart of PowerPoint, so that years stand where they belong and every unbroken stretch is a
series of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import ceil, floor
from typing import Any

from pptx.chart.data import XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE
from pptx.util import Pt

from childrights import words
from childrights.briefs.deck import Box, Deck, rgb
from childrights.briefs.fit import spacing
from childrights.briefs.model import Figure
from childrights.briefs.slide_charts import CHART_HEIGHT, SMALL_PT, added, label, number_format, top_of, values_axis
from childrights.briefs.stock import pieces
from childrights.charts import text
from childrights.charts.tokens import LIGHT
from childrights.format import period
from childrights.i18n import Translator
from childrights.model import Group, Observation
from geo.areas import COUNTRY
from geo.provinces import area_name

_MOST_LABELLED, _CROWDED = 7, 15
_APART = 0.1
"""Points whose years are nearer than this share of the axis do not both bear a label."""
_LOW, _BENT = 0.08, 0.01
"""Shares of the axis: under a point lower than the first a label would touch the years; a bend less than the second is
as good as none."""
_WIDE, _LABEL = 420.0, 36.0
"""Points: how wide a line is drawn, and a label with a value."""
_PLOT, _BESIDE, _BOLD = 0.86 * CHART_HEIGHT, 100.0, 1.1
"""Points: how high lines are drawn, and how wide labels beside their ends may be; bold letters are wider."""


def add_trend(deck: Deck, slide: Any, figure: Figure, box: Box, t: Translator) -> Any:
    """Lines over time, named at their ends."""
    named = named_stretches(figure, t)
    stretches = [piece for _, piece in named]
    data: Any = XyChartData(number_format="General")  # type: ignore[no-untyped-call]
    for name, piece in named:
        series = data.add_series(name, number_format=number_format(figure.indicator))
        for one in piece:
            series.add_data_point(middle(one), one.value)
    chart = added(deck, slide, XL_CHART_TYPE.XY_SCATTER_LINES, figure, box, data, t)
    several = len({one.area for one in figure.observations}) > 1
    for series, piece in zip(chart.plots[0].series, stretches, strict=True):
        _line(series, piece, several=several)
        _labels(deck, series, piece, figure, t, last=is_last(piece, stretches), several=several)
    _years(chart.category_axis, [middle(one) for piece in stretches for one in piece], several=several)
    values_axis(chart.value_axis, _highest(figure), figure.indicator)
    return chart


def middle(one: Observation) -> float:
    """The middle of a period in years."""
    return (one.year_start + one.year_end) / 2


def named_stretches(figure: Figure, t: Translator) -> list[tuple[str, tuple[Observation, ...]]]:
    """Every unbroken stretch with its name, the longest first.

    LibreOffice draws no single point where the first series of a scatter chart has only one.
    """
    stretches = pieces(figure.observations)
    named = [(_series_name(figure, piece, stretches, t), piece) for piece in stretches]
    return sorted(named, key=lambda pair: -len(pair[1]))


def _series_name(
    figure: Figure, piece: Sequence[Observation], stretches: Sequence[Sequence[Observation]], t: Translator
) -> str:
    """The place (and group, where there are several); a stretch that is not the last of its line says its years."""
    name, group = area_name(piece[0].area, t.lang), Group.of(piece[0])
    if len({Group.of(one) for one in figure.observations}) > 1 and not group.is_total:
        name = f"{name}, {words.group(group, t)}"
    if not is_last(piece, stretches):
        first, last = (period(one.period_label, t.lang) for one in (piece[0], piece[-1]))
        name = f"{name} ({first})" if first == last else f"{name} ({first}–{last})"
    return name


def is_last(piece: Sequence[Observation], stretches: Sequence[Sequence[Observation]]) -> bool:
    """Whether a stretch is the latest of its place and group."""
    same = [one for one in stretches if (one[0].area, Group.of(one[0])) == (piece[0].area, Group.of(piece[0]))]
    return max(same, key=lambda one: one[-1].year_end) is piece


def _line(series: Any, piece: Sequence[Observation], *, several: bool) -> None:
    """How a stretch is drawn: the country dashed beside a place, modelled values dotted with hollow points."""
    colour = colour_of(piece, several=several)
    series.smooth = False
    series.format.line.color.rgb = rgb(colour)
    series.format.line.width = Pt(2.25)
    if several and piece[0].area == COUNTRY:
        series.format.line.dash_style = MSO_LINE.DASH
    modelled = all(one.status == "modelled" for one in piece)
    if modelled:
        series.format.line.dash_style = MSO_LINE.ROUND_DOT
    series.marker.style = XL_MARKER_STYLE.CIRCLE
    series.marker.size = 5 if len(piece) > _CROWDED else 7
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = rgb(LIGHT.ground if modelled else colour)
    series.marker.format.line.color.rgb = rgb(colour)


def colour_of(piece: Sequence[Observation], *, several: bool) -> str:
    """One line is in the colour of the product; beside others the country is ink and the place in focus."""
    if not several:
        return LIGHT.action
    return LIGHT.ink if piece[0].area == COUNTRY else LIGHT.focus


def _labels(
    deck: Deck, series: Any, piece: Sequence[Observation], figure: Figure, t: Translator, *, last: bool, several: bool
) -> None:
    for at in _told(piece, figure, several=several):
        ends = last and at == len(piece) - 1
        small = piece[at].status == "small_sample"
        position = _position(piece, at, figure)
        pushed = 0.0
        if ends and (at > 0 or several):
            position = XL_LABEL_POSITION.RIGHT
            told = f"{series.name} {words.short_value(piece[at], figure.indicator, t)} %"
            pushed = _pushed(piece[at], figure, told) if several else 0.0
        pattern = number_format(figure.indicator, brackets=small)
        colour = colour_of(piece, several=several)
        label(deck, series.points[at], pattern, position, colour, named=several and ends, pushed=pushed)


def _told(piece: Sequence[Observation], figure: Figure, *, several: bool) -> Collection[int]:
    """Which points of a stretch bear their value: all of a few, else its ends and those that the sentence names.

    Of many single points only the outermost do, and no end beside a point that the sentence names.
    """
    if len(figure.observations) <= _MOST_LABELLED and not several:
        return range(len(piece))
    valued = [one for one in figure.observations if one.value is not None]
    named = {at for at, one in enumerate(piece) if one.id in figure.told}
    years = [one.year_end for one in valued]
    if len(piece) == 1 and len(years) > _MOST_LABELLED and piece[0].year_end not in (min(years), max(years)):
        return named
    near = (max(years) - min(years)) * _APART
    close = any(at and middle(piece[at]) - middle(piece[0]) < near for at in named)
    return named | ({len(piece) - 1} if close else {0, len(piece) - 1})


def _position(piece: Sequence[Observation], at: int, figure: Figure) -> Any:
    """Over its point or under it; beside it on the free side where a line of many points climbs or falls steeply."""
    if len(piece) > _MOST_LABELLED and 0 < at < len(piece) - 1:
        first, one, then = (float(each.value or 0.0) for each in piece[at - 1 : at + 2])
        if first < one < then and _steep(piece[at], piece[:at][::-1], piece, figure):
            return XL_LABEL_POSITION.LEFT
        if first > one > then and _steep(piece[at], piece[at + 1 :], piece, figure):
            return XL_LABEL_POSITION.RIGHT
    return XL_LABEL_POSITION.BELOW if _under(piece, at, figure) else XL_LABEL_POSITION.ABOVE


def _steep(one: Observation, side: Sequence[Observation], piece: Sequence[Observation], figure: Figure) -> bool:
    """Whether a line falls away to one side of a point (``side``, the nearest first) before a label there begins."""
    reach = (middle(piece[-1]) - middle(piece[0])) / _WIDE * _LABEL
    near = [other for other in side if abs(middle(other) - middle(one)) <= reach] or [side[0]]
    share = min(1.0, reach / abs(middle(near[-1]) - middle(one)))
    top = top_of(_highest(figure), figure.indicator)
    fallen = (float(one.value or 0.0) - float(near[-1].value or 0.0)) / top * _PLOT * share
    return fallen >= SMALL_PT and all(float(other.value or 0.0) < float(one.value or 0.0) for other in near)


def _under(piece: Sequence[Observation], at: int, figure: Figure) -> bool:
    """Whether the label goes under its point: where another line runs above it then, or its own bends upwards there."""
    one = piece[at]
    same = [other for other in figure.observations if other.period_label == one.period_label and other is not one]
    own = float(one.value or 0.0)
    if same:
        return any(other.value is not None and other.value > own for other in same)
    line = sorted((other for other in figure.observations if other.value is not None), key=middle)
    where = line.index(one)
    beside = [line[near] for near in (where - 1, where + 1) if 0 <= near < len(line)]
    top = top_of(_highest(figure), figure.indicator)
    if not beside or own < _LOW * top:
        return False
    first, last = beside[0], beside[-1]
    share = (middle(one) - middle(first)) / max(middle(last) - middle(first), 1.0) if len(beside) > 1 else 0.0
    chord = float(first.value or 0.0) * (1 - share) + float(last.value or 0.0) * share
    return own < chord - _BENT * top


def _pushed(one: Observation, figure: Figure, told: str) -> float:
    """How far (points, down) the label of an end moves, so that it clears that of another line that ends near it."""
    own, top = float(one.value or 0.0), top_of(_highest(figure), figure.indicator)
    ends = {other.area: other for other in figure.observations if other.value is not None}
    lines = ceil(text.width(told, SMALL_PT) * _BOLD / _BESIDE)
    for area, other in ends.items():
        gap = (own - float(other.value or 0.0)) / top * _PLOT
        missing = lines * SMALL_PT * spacing(told, bold=True) - abs(gap)
        if area != one.area and missing > 0:
            upper = gap > 0 or (gap == 0 and area == COUNTRY)
            return -missing / 2 if upper else missing / 2
    return 0.0


def _highest(figure: Figure) -> float:
    return max(float(one.value or 0.0) for one in figure.observations)


def _years(axis: Any, years: Sequence[float], *, several: bool) -> None:
    """The years, with room for labels beside the last points."""
    first, last = floor(min(years)), ceil(max(years))
    span = max(last - first, 1)
    step = next(step for step in (1, 2, 5, 10, 20) if span / step <= 9)
    axis.minimum_scale, axis.major_unit = float((ceil(first / step) - 1) * step), float(step)
    axis.maximum_scale = float(last + max(1, ceil(span * (0.32 if several else 0.17))))
    axis.has_major_gridlines = False
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "0", False
    axis.major_tick_mark = XL_TICK_MARK.OUTSIDE
    axis.format.line.color.rgb = rgb(LIGHT.rule)
