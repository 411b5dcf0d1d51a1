"""Native charts with their own data sheet: bars, and what bars and lines have in common."""

from __future__ import annotations

from math import floor, log10
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from childrights import words
from childrights.briefs.deck import FONTS, LANGUAGES, Box, Deck, rgb
from childrights.briefs.model import GROUPS, Figure
from childrights.catalogue import Indicator
from childrights.charts import text
from childrights.charts.tokens import LIGHT, group_colour
from childrights.i18n import Translator
from childrights.model import Observation
from geo.areas import COUNTRY
from geo.provinces import area_name

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
BAR = "#6FA3A6"
"""Bars that are not in focus: the teal of the product, quieter."""
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
    font.color.rgb = rgb(colour)
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


def digits_of(indicator: Indicator) -> str:
    """The digits of a figure without its unit."""
    return "#,##0" + ("." + "0" * indicator.decimals if indicator.decimals else "")


def add_bars(deck: Deck, slide: Any, figure: Figure, box: Box, t: Translator) -> Any:
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
        fill.fore_color.rgb = rgb(colour)
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


def bars_of(figure: Figure) -> list[Observation]:
    """What has a bar, in order; counts of places stand without the country, beside which they would all be dwarfs."""
    drawn = list(figure.observations)
    if figure.kind == GROUPS:
        return drawn
    drawn = [one for one in drawn if one.area != COUNTRY or figure.indicator.unit != "number"]
    return sorted(drawn, key=lambda one: (-float(one.value or 0.0), one.area))


def bar_name(one: Observation, figure: Figure, t: Translator) -> str:
    """What a bar is called: its group or its place."""
    if figure.kind == GROUPS:
        return words.group_code(getattr(one, figure.by), t)
    return area_name(one.area, t.lang)


def bar_colour(one: Observation, figure: Figure, at: int) -> str:
    """A group has its own colour; the country is ink among places, and one place may be in focus."""
    if figure.kind == GROUPS:
        code = getattr(one, figure.by)
        return LIGHT.ink if code == "total" else group_colour(LIGHT, code, at)
    if one.area in figure.focus:
        return LIGHT.focus
    return LIGHT.ink if one.area == COUNTRY else BAR


def added(deck: Deck, slide: Any, kind: Any, figure: Figure, box: Box, data: Any, t: Translator) -> Any:
    """A new chart in our letters, with its text for whoever cannot see it."""
    frame = slide.shapes.add_chart(kind, *(deck.emu(one) for one in box), data)
    deck.describe(frame._element, t._("Chart: {title}").format(title=figure.title), figure.alt)
    chart = frame.chart
    chart.has_legend, chart.has_title = False, False
    chart.font.size = Pt(SMALL_PT * deck.scale)
    chart.font.color.rgb = rgb(LIGHT.quiet)
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
