"""Native charts with their own data sheet: lines that part where figures may not be joined, and bars.

A line chart is a scatter chart of PowerPoint, so that years stand where they belong and every unbroken stretch is a
series of its own.
"""

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

from childrights import words
from childrights.briefs.deck import FONTS, LANGUAGES, Box, Deck, rgb
from childrights.briefs.model import GROUPS, Figure
from childrights.briefs.stock import pieces
from childrights.catalogue import Indicator
from childrights.charts import text
from childrights.charts.tokens import LIGHT, group_colour
from childrights.i18n import Translator
from childrights.model import Group, Observation
from geo.areas import COUNTRY
from geo.provinces import area_name

SMALL_PT, TEXT_PT = 10.0, 11.0
_LAYOUT = (
    '<c:layout xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:manualLayout>'
    '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/><c:x val="{left}"/><c:y val="0.01"/>'
    '<c:w val="{width}"/><c:h val="0.98"/></c:manualLayout></c:layout>'
)
BAR = "#6FA3A6"
"""Bars that are not in focus: the teal of the product, quieter."""
_MOST_LABELLED = 7


def number_format(indicator: Indicator, *, brackets: bool = False) -> str:
    """How the numbers of a chart are shown, as a spreadsheet writes it."""
    digits = "#,##0" + ("." + "0" * indicator.decimals if indicator.decimals else "")
    shown = f'{digits}" %"' if indicator.unit == "percent" else digits
    return f'"("{shown}")"' if brackets else shown


def add_trend(deck: Deck, slide: Any, figure: Figure, box: Box, t: Translator) -> Any:
    """Lines over time, named at their ends."""
    named = named_stretches(figure, t)
    stretches = [piece for _, piece in named]
    data: Any = XyChartData(number_format="General")  # type: ignore[no-untyped-call]
    for name, piece in named:
        series = data.add_series(name, number_format=number_format(figure.indicator))
        for one in piece:
            series.add_data_point(middle(one), one.value)
    chart = _added(deck, slide, XL_CHART_TYPE.XY_SCATTER_LINES, figure, box, data, t)
    areas = list(dict.fromkeys(one.area for one in figure.observations))
    for series, piece in zip(chart.plots[0].series, stretches, strict=True):
        _line(deck, series, piece, figure, areas, last=_is_last(piece, stretches))
    points = [one for piece in stretches for one in piece]
    _years(chart.category_axis, [middle(one) for one in points])
    top = max(float(one.value or 0.0) for one in points)
    _values(chart.value_axis, top, figure.indicator)
    return chart


def middle(one: Observation) -> float:
    """The middle of a period in years."""
    return (one.year_start + one.year_end) / 2


def named_stretches(figure: Figure, t: Translator) -> list[tuple[str, tuple[Observation, ...]]]:
    """Every unbroken stretch with its name, the longest first.

    LibreOffice draws no single point where the first series of a scatter chart has only one.
    """
    stretches = pieces(figure.observations)
    named = [(_series_name(figure, piece, stretches[:at], t), piece) for at, piece in enumerate(stretches)]
    return sorted(named, key=lambda pair: -len(pair[1]))


def _series_name(
    figure: Figure, piece: Sequence[Observation], before: Sequence[Sequence[Observation]], t: Translator
) -> str:
    """The place (and group, where there are several); a later stretch of the same line says its years."""
    name, group = area_name(piece[0].area, t.lang), Group.of(piece[0])
    if len({Group.of(one) for one in figure.observations}) > 1 and not group.is_total:
        name = f"{name}, {words.group(group, t)}"
    if any((one[0].area, Group.of(one[0])) == (piece[0].area, group) for one in before):
        first, last = piece[0].period_label, piece[-1].period_label
        name = f"{name} ({first})" if first == last else f"{name} ({first}–{last})"
    return name


def _is_last(piece: Sequence[Observation], stretches: Sequence[Sequence[Observation]]) -> bool:
    same = [one for one in stretches if (one[0].area, Group.of(one[0])) == (piece[0].area, Group.of(piece[0]))]
    return max(same, key=lambda one: one[-1].year_end) is piece


def _line(
    deck: Deck, series: Any, piece: Sequence[Observation], figure: Figure, areas: Sequence[str], *, last: bool
) -> None:
    several = len(areas) > 1
    country = several and piece[0].area == COUNTRY
    colour = LIGHT.ink if country else LIGHT.focus if several else LIGHT.action
    series.smooth = False
    series.format.line.color.rgb = rgb(colour)
    series.format.line.width = Pt(2.25)
    if country:
        series.format.line.dash_style = MSO_LINE.DASH
    modelled = all(one.status == "modelled" for one in piece)
    if modelled:
        series.format.line.dash_style = MSO_LINE.ROUND_DOT
    crowded = len(piece) > 15
    series.marker.style = XL_MARKER_STYLE.CIRCLE
    series.marker.size = 5 if crowded else 7
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = rgb(LIGHT.ground if modelled else colour)
    series.marker.format.line.color.rgb = rgb(colour)
    told = _told(piece, figure, several=several)
    for at in told:
        named = several and last and at == len(piece) - 1
        small = piece[at].status == "small_sample"
        label = series.points[at].data_label
        position = XL_LABEL_POSITION.BELOW if _under(piece[at], figure) else XL_LABEL_POSITION.ABOVE
        if not several and last and 0 < at == len(piece) - 1:
            position = XL_LABEL_POSITION.RIGHT
        _label(deck, label, number_format(figure.indicator, brackets=small), position, colour, named=named)


def _told(piece: Sequence[Observation], figure: Figure, *, several: bool) -> Collection[int]:
    """Which points of a stretch bear their value: all of a few, else its ends; of many single points the outermost."""
    if len(figure.observations) <= _MOST_LABELLED and not several:
        return range(len(piece))
    years = [one.year_end for one in figure.observations if one.value is not None]
    if len(piece) == 1 and len(years) > _MOST_LABELLED and piece[0].year_end not in (min(years), max(years)):
        return ()
    return {0, len(piece) - 1}


def _under(one: Observation, figure: Figure) -> bool:
    """Whether another place of the chart has a higher value then, so that this label goes under its point."""
    same = (other.value for other in figure.observations if other.period_label == one.period_label and other is not one)
    return any(value is not None and value > float(one.value or 0.0) for value in same)


def _label(
    deck: Deck, label: Any, pattern: str, position: Any, colour: str, *, named: bool = False, bold: bool = True
) -> None:
    """A label that stays bound to its value, so that it follows when somebody edits the data sheet."""
    element = label._get_or_add_dLbl()
    font = label.font
    font.size, font.bold = Pt(SMALL_PT * deck.scale), bold
    font.color.rgb = rgb(colour)
    _letters(font, deck.lang)
    label.position = position
    old = element.find(qn("c:numFmt"))
    if old is not None:
        element.remove(old)
    shown = element.makeelement(qn("c:numFmt"), {"formatCode": pattern, "sourceLinked": "0"})
    before = next(one for one in element if one.tag in (qn("c:spPr"), qn("c:txPr"), qn("c:dLblPos")))
    before.addprevious(shown)
    if named:
        element.find(qn("c:showSerName")).set("val", "1")
        separator = element.makeelement(qn("c:separator"), {})
        separator.text = " "
        element.append(separator)


def _years(axis: Any, years: Sequence[float]) -> None:
    first, last = floor(min(years)), ceil(max(years))
    span = max(last - first, 1)
    step = next(step for step in (1, 2, 5, 10, 20) if span / step <= 9)
    axis.minimum_scale, axis.major_unit = float((ceil(first / step) - 1) * step), float(step)
    axis.maximum_scale = float(last + max(1, round(span * 0.2)))
    axis.has_major_gridlines = False
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "0", False
    axis.major_tick_mark = XL_TICK_MARK.OUTSIDE
    axis.format.line.color.rgb = rgb(LIGHT.rule)


def _values(axis: Any, top: float, indicator: Indicator) -> None:
    axis.minimum_scale = 0.0
    axis.maximum_scale = 100.0 if indicator.unit == "percent" and 80 < top <= 100 else nice(top * 1.12)
    axis.has_major_gridlines = True
    plain = "#,##0" if axis.maximum_scale >= 5 else "0.0##"
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = plain, False
    axis.major_gridlines.format.line.color.rgb = rgb(LIGHT.grid)
    axis.major_gridlines.format.line.width = Pt(0.75)
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.format.line.fill.background()


def nice(value: float) -> float:
    """The next round number from ``value`` on, a good end for an axis."""
    if value <= 0:
        return 1.0
    unit = 10.0 ** floor(log10(value))
    return next(step * unit for step in (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10) if step * unit >= value)


def add_bars(deck: Deck, slide: Any, figure: Figure, box: Box, t: Translator) -> Any:
    """Places from the highest value to the lowest with the country among them, or groups side by side."""
    groups = figure.kind == GROUPS
    drawn = list(figure.observations)
    if not groups:
        drawn.sort(key=lambda one: (-float(one.value or 0.0), one.area))
    data: Any = CategoryChartData(  # type: ignore[no-untyped-call]
        number_format=number_format(figure.indicator)
    )
    data.categories = [bar_name(one, figure, t) for one in drawn]
    data.add_series(figure.indicator.short_name(t.lang), [one.value for one in drawn])
    kind = XL_CHART_TYPE.COLUMN_CLUSTERED if groups else XL_CHART_TYPE.BAR_CLUSTERED
    chart = _added(deck, slide, kind, figure, box, data, t)
    plot = chart.plots[0]
    plot.gap_width, plot.vary_by_categories = (60 if groups else 35), False
    series = plot.series[0]
    for at, one in enumerate(drawn):
        fill = series.points[at].format.fill
        fill.solid()
        colour = _bar_colour(one, figure, at)
        fill.fore_color.rgb = rgb(colour)
        bold = one.area in figure.focus or (not groups and one.area == COUNTRY)
        pattern = number_format(figure.indicator, brackets=one.status == "small_sample")
        ink = LIGHT.focus if one.area in figure.focus else LIGHT.ink
        _label(deck, series.points[at].data_label, pattern, XL_LABEL_POSITION.OUTSIDE_END, ink, bold=bold)
    axis = chart.value_axis
    _values(axis, max(float(one.value or 0.0) for one in drawn) * (1.0 if groups else 1.1), figure.indicator)
    axis.has_major_gridlines = False
    axis.visible = False
    names = chart.category_axis
    names.has_major_gridlines = False
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.format.line.color.rgb = rgb(LIGHT.rule)
    names.reverse_order = not groups
    size = TEXT_PT if groups else min(TEXT_PT, box[3] / len(drawn) * 0.56)
    names.tick_labels.font.size = Pt(round(size * deck.scale * 2) / 2)
    if not groups:
        _every_name(names)
        wide = max(text.width(bar_name(one, figure, t), size) for one in drawn) * 1.1 + 8
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


def bar_name(one: Observation, figure: Figure, t: Translator) -> str:
    """What a bar is called: its group or its place."""
    if figure.kind == GROUPS:
        return words.group_code(getattr(one, figure.by), t)
    return area_name(one.area, t.lang)


def _bar_colour(one: Observation, figure: Figure, at: int) -> str:
    if figure.kind == GROUPS:
        code = getattr(one, figure.by)
        return LIGHT.ink if code == "total" else group_colour(LIGHT, code, at)
    if one.area in figure.focus:
        return LIGHT.focus
    return LIGHT.ink if one.area == COUNTRY else BAR


def _added(deck: Deck, slide: Any, kind: Any, figure: Figure, box: Box, data: Any, t: Translator) -> Any:
    frame = slide.shapes.add_chart(kind, *(deck.emu(one) for one in box), data)
    deck.describe(frame._element, t._("Chart: {title}").format(title=figure.title), figure.alt)
    chart = frame.chart
    chart.has_legend, chart.has_title = False, False
    chart.font.size = Pt(SMALL_PT * deck.scale)
    chart.font.color.rgb = rgb(LIGHT.quiet)
    _letters(chart.font, deck.lang)
    return chart


def _letters(font: Any, lang: str) -> None:
    """Letters of both scripts and the language, for text of a chart."""
    font.name = FONTS[0]
    element = font._element
    for old in element.findall(qn("a:cs")):
        element.remove(old)
    element.find(qn("a:latin")).addnext(element.makeelement(qn("a:cs"), {"typeface": FONTS[1]}))
    element.set("lang", LANGUAGES[lang])
