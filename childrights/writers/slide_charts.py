"""Native charts with their own data sheet: bars, and what bars and lines have in common."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import ceil, floor, log10
from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from childrights.briefs import GROUPS, BriefFigure, unbroken_pieces
from childrights.catalogue import Group, Indicator, Observation
from childrights.charts import COOL, LIGHT, group_colour, text
from childrights.i18n import Translator
from childrights.language import period, words
from childrights.writers.deck import FONTS, LANGUAGES, Box, Deck, pptx_colour
from childrights.writers.text_fit import spacing
from geo import COUNTRY, area_name

SMALL_PT, TEXT_PT, GROUP_PT = 10.0, 11.0, 12.0
_LAYOUT = (
    '<c:layout xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:manualLayout>'
    '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/><c:x val="{left}"/><c:y val="0.01"/>'
    '<c:w val="{width}"/><c:h val="0.98"/></c:manualLayout></c:layout>'
)
_PUSHED = (
    '<c:layout xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:manualLayout>'
    '<c:x val="0"/><c:y val="{y}"/></c:manualLayout></c:layout>'
)
CHART_HEIGHT = 346.0
"""Of a chart in points."""
BAR = LIGHT.ramps[COOL][3]
"""Bars that are not in focus: the teal of the product, quieter, three times as dark as the paper."""
_FEW, _GAPS = 3, {False: 130, True: 60}
"""Gaps between columns in per cent of their width: wider where there are few, so that none looks like a wall."""


def number_format(indicator: Indicator, *, brackets: bool = False) -> str:
    """How the numbers of a chart are shown, as a spreadsheet writes it."""
    digits = digits_of(indicator)
    shown = f'{digits}" %"' if indicator.unit == "percent" else digits
    return f'"("{shown}")"' if brackets else shown


def label(
    deck: Deck,
    point: Any,
    pattern: str,
    position: Any,
    colour: str,
    *,
    named: bool = False,
    bold: bool = True,
    pt: float = SMALL_PT,
    pushed: float = 0.0,
) -> None:
    """A label that stays bound to its value, so that it follows when somebody edits the data sheet; ``pushed`` down by
    points."""
    element = point.data_label._get_or_add_dLbl()
    font = point.data_label.font
    font.size, font.bold = Pt(pt * deck.scale), bold
    font.color.rgb = pptx_colour(colour)
    _letters(font, deck.lang)
    point.data_label.position = position
    old = element.find(qn("c:numFmt"))
    if old is not None:
        element.remove(old)
    shown = element.makeelement(qn("c:numFmt"), {"formatCode": pattern, "sourceLinked": "0"})
    if pushed:
        element.find(qn("c:idx")).addnext(parse_xml(_PUSHED.format(y=round(pushed / CHART_HEIGHT, 4))))
    before = next(one for one in element if one.tag in (qn("c:spPr"), qn("c:txPr"), qn("c:dLblPos")))
    before.addprevious(shown)
    if named:
        element.find(qn("c:showSerName")).set("val", "1")
        separator = element.makeelement(qn("c:separator"), {})
        separator.text = " "
        element.append(separator)


def top_of(top: float, indicator: Indicator) -> float:
    """Where the axis of a chart ends whose highest value is ``top``."""
    return 100.0 if indicator.unit == "percent" and 80 < top <= 100 else nice(top * 1.12)


def values_axis(axis: Any, top: float, indicator: Indicator) -> None:
    """The axis of values, from zero."""
    axis.minimum_scale = 0.0
    axis.maximum_scale = top_of(top, indicator)
    axis.has_major_gridlines = True
    plain = "#,##0" if axis.maximum_scale >= 5 else "0.0##"
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = plain, False
    axis.major_gridlines.format.line.color.rgb = pptx_colour(LIGHT.grid)
    axis.major_gridlines.format.line.width = Pt(0.75)
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.format.line.fill.background()


def nice(value: float) -> float:
    """The next round number from ``value`` on, a good end for an axis."""
    if value <= 0:
        return 1.0
    unit = 10.0 ** floor(log10(value))
    return next(step * unit for step in (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10) if step * unit >= value)


def digits_of(indicator: Indicator) -> str:
    """The digits of a figure without its unit."""
    return "#,##0" + ("." + "0" * indicator.decimals if indicator.decimals else "")


def add_bars(deck: Deck, slide: Any, figure: BriefFigure, box: Box, t: Translator) -> Any:
    """Places from the highest value to the lowest with the country among them, or groups side by side."""
    groups = figure.kind == GROUPS
    drawn = bars_of(figure)
    data: Any = CategoryChartData(  # type: ignore[no-untyped-call]
        number_format=number_format(figure.indicator)
    )
    data.categories = [bar_name(one, figure, t) for one in drawn]
    data.add_series(figure.indicator.short_name(t.lang), [one.value for one in drawn])
    kind = XL_CHART_TYPE.COLUMN_CLUSTERED if groups else XL_CHART_TYPE.BAR_CLUSTERED
    chart = added(deck, slide, kind, figure, box, data, t)
    plot = chart.plots[0]
    plot.gap_width, plot.vary_by_categories = (_GAPS[len(drawn) > _FEW] if groups else 35), False
    series = plot.series[0]
    for at, one in enumerate(drawn):
        fill = series.points[at].format.fill
        fill.solid()
        colour = bar_colour(one, figure, at)
        fill.fore_color.rgb = pptx_colour(colour)
        bold = one.area in figure.focus or (not groups and one.area == COUNTRY)
        pattern = number_format(figure.indicator, brackets=one.status == "small_sample")
        ink = LIGHT.focus if one.area in figure.focus else LIGHT.ink
        pt = GROUP_PT if groups else SMALL_PT
        label(deck, series.points[at], pattern, XL_LABEL_POSITION.OUTSIDE_END, ink, bold=bold or groups, pt=pt)
    axis = chart.value_axis
    values_axis(axis, max(float(one.value or 0.0) for one in drawn) * (1.0 if groups else 1.1), figure.indicator)
    axis.has_major_gridlines = False
    axis.visible = False
    names = chart.category_axis
    names.has_major_gridlines = False
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.format.line.color.rgb = pptx_colour(LIGHT.rule)
    names.reverse_order = not groups
    size = TEXT_PT if groups else min(TEXT_PT, box[3] / len(drawn) * 0.56)
    names.tick_labels.font.size = Pt(round(size * deck.scale * 2) / 2)
    if not groups:
        _every_name(names)
        wide = max(text.approximate_width(bar_name(one, figure, t), size) for one in drawn) * 1.1 + 8
        _plot_area(chart, min(wide / box[2], 0.5))
    return chart


def _every_name(axis: Any) -> None:
    """No name is left out for want of room."""
    skip = axis._element.makeelement(qn("c:tickLblSkip"), {"val": "1"})
    after = next(one for one in axis._element if one.tag == qn("c:noMultiLvlLbl"))
    after.addprevious(skip)


def _plot_area(chart: Any, left: float) -> None:
    """Room for the names: the bars begin at this share of the width and end before their labels."""
    area = chart._chartSpace.find(f".//{qn('c:plotArea')}")
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    area.insert(0, parse_xml(_LAYOUT.format(left=round(left, 3), width=round(0.97 - left, 3))))


def bars_of(figure: BriefFigure) -> list[Observation]:
    """What has a bar, in order; counts of places stand without the country, beside which they would all be dwarfs."""
    drawn = list(figure.observations)
    if figure.kind == GROUPS:
        return drawn
    drawn = [one for one in drawn if one.area != COUNTRY or figure.indicator.unit != "number"]
    return sorted(drawn, key=lambda one: (-float(one.value or 0.0), one.area))


def bar_name(one: Observation, figure: BriefFigure, t: Translator) -> str:
    """What a bar is called: its group or its place."""
    if figure.kind == GROUPS:
        return words.dimension_words(getattr(one, figure.by), t)
    return area_name(one.area, t.lang)


def bar_colour(one: Observation, figure: BriefFigure, at: int) -> str:
    """A group has its own colour; the country is ink among places, and one place may be in focus."""
    if figure.kind == GROUPS:
        code = getattr(one, figure.by)
        return LIGHT.ink if code == "total" else group_colour(LIGHT, code, at)
    if one.area in figure.focus:
        return LIGHT.focus
    return LIGHT.ink if one.area == COUNTRY else BAR


def added(deck: Deck, slide: Any, kind: Any, figure: BriefFigure, box: Box, data: Any, t: Translator) -> Any:
    """A new chart in our letters, with its text for whoever cannot see it."""
    frame = slide.shapes.add_chart(kind, *(deck.emu(one) for one in box), data)
    deck.describe(frame._element, t._("Chart: {title}").format(title=figure.title), figure.alt)
    chart = frame.chart
    chart.has_legend, chart.has_title = False, False
    chart.font.size = Pt(SMALL_PT * deck.scale)
    chart.font.color.rgb = pptx_colour(LIGHT.quiet)
    _letters(chart.font, deck.lang)
    for one in chart._chartSpace.iter(qn("c:axId"), qn("c:crossAx")):
        one.set("val", one.get("val").removeprefix("-"))  # the schema knows no numbers below zero here
    return chart


def _letters(font: Any, lang: str) -> None:
    """Letters of both scripts and the language, for text of a chart."""
    font.name = FONTS[0]
    element = font._element
    for old in element.findall(qn("a:cs")):
        element.remove(old)
    element.find(qn("a:latin")).addnext(element.makeelement(qn("a:cs"), {"typeface": FONTS[1]}))
    element.set("lang", LANGUAGES[lang])


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


def add_trend(deck: Deck, slide: Any, figure: BriefFigure, box: Box, t: Translator) -> Any:
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


def named_stretches(figure: BriefFigure, t: Translator) -> list[tuple[str, tuple[Observation, ...]]]:
    """Every unbroken stretch with its name, the longest first.

    LibreOffice draws no single point where the first series of a scatter chart has only one.
    """
    stretches = unbroken_pieces(figure.observations)
    named = [(_series_name(figure, piece, stretches, t), piece) for piece in stretches]
    return sorted(named, key=lambda pair: -len(pair[1]))


def _series_name(
    figure: BriefFigure, piece: Sequence[Observation], stretches: Sequence[Sequence[Observation]], t: Translator
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
    colour = line_colour(piece, several=several)
    series.smooth = False
    series.format.line.color.rgb = pptx_colour(colour)
    series.format.line.width = Pt(2.25)
    if several and piece[0].area == COUNTRY:
        series.format.line.dash_style = MSO_LINE.DASH
    modelled = all(one.status == "modelled" for one in piece)
    if modelled:
        series.format.line.dash_style = MSO_LINE.ROUND_DOT
    series.marker.style = XL_MARKER_STYLE.CIRCLE
    series.marker.size = 5 if len(piece) > _CROWDED else 7
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = pptx_colour(LIGHT.ground if modelled else colour)
    series.marker.format.line.color.rgb = pptx_colour(colour)


def line_colour(piece: Sequence[Observation], *, several: bool) -> str:
    """One line is in the colour of the product; beside others the country is ink and the place in focus."""
    if not several:
        return LIGHT.action
    return LIGHT.ink if piece[0].area == COUNTRY else LIGHT.focus


def _labels(
    deck: Deck,
    series: Any,
    piece: Sequence[Observation],
    figure: BriefFigure,
    t: Translator,
    *,
    last: bool,
    several: bool,
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
        colour = line_colour(piece, several=several)
        label(deck, series.points[at], pattern, position, colour, named=several and ends, pushed=pushed)


def _told(piece: Sequence[Observation], figure: BriefFigure, *, several: bool) -> Collection[int]:
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


def _position(piece: Sequence[Observation], at: int, figure: BriefFigure) -> Any:
    """Over its point or under it; beside it on the free side where a line of many points climbs or falls steeply."""
    if len(piece) > _MOST_LABELLED and 0 < at < len(piece) - 1:
        first, one, then = (float(each.value or 0.0) for each in piece[at - 1 : at + 2])
        if first < one < then and _steep(piece[at], piece[:at][::-1], piece, figure):
            return XL_LABEL_POSITION.LEFT
        if first > one > then and _steep(piece[at], piece[at + 1 :], piece, figure):
            return XL_LABEL_POSITION.RIGHT
    return XL_LABEL_POSITION.BELOW if _under(piece, at, figure) else XL_LABEL_POSITION.ABOVE


def _steep(one: Observation, side: Sequence[Observation], piece: Sequence[Observation], figure: BriefFigure) -> bool:
    """Whether a line falls away to one side of a point (``side``, the nearest first) before a label there begins."""
    reach = (middle(piece[-1]) - middle(piece[0])) / _WIDE * _LABEL
    near = [other for other in side if abs(middle(other) - middle(one)) <= reach] or [side[0]]
    share = min(1.0, reach / abs(middle(near[-1]) - middle(one)))
    top = top_of(_highest(figure), figure.indicator)
    fallen = (float(one.value or 0.0) - float(near[-1].value or 0.0)) / top * _PLOT * share
    return fallen >= SMALL_PT and all(float(other.value or 0.0) < float(one.value or 0.0) for other in near)


def _under(piece: Sequence[Observation], at: int, figure: BriefFigure) -> bool:
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


def _pushed(one: Observation, figure: BriefFigure, told: str) -> float:
    """How far (points, down) the label of an end moves, so that it clears that of another line that ends near it."""
    own, top = float(one.value or 0.0), top_of(_highest(figure), figure.indicator)
    ends = {other.area: other for other in figure.observations if other.value is not None}
    lines = ceil(text.approximate_width(told, SMALL_PT) * _BOLD / _BESIDE)
    for area, other in ends.items():
        gap = (own - float(other.value or 0.0)) / top * _PLOT
        missing = lines * SMALL_PT * spacing(told, bold=True) - abs(gap)
        if area != one.area and missing > 0:
            upper = gap > 0 or (gap == 0 and area == COUNTRY)
            return -missing / 2 if upper else missing / 2
    return 0.0


def _highest(figure: BriefFigure) -> float:
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
    axis.format.line.color.rgb = pptx_colour(LIGHT.rule)
