"""Sheets of a workbook with one figure: its data, a native chart beside them, and what must be minded."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.chart import BarChart, Reference, ScatterChart, Series
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.legend import LegendEntry
from openpyxl.chart.marker import DataPoint
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun
from openpyxl.drawing.text import Font as DrawingFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from childrights.briefs.deck import FONTS, LANGUAGES
from childrights.briefs.model import GROUPS, TREND, Brief, Figure, Section
from childrights.briefs.slide_charts import (
    bar_colour,
    bar_name,
    bars_of,
    colour_of,
    is_last,
    middle,
    named_stretches,
    number_format,
)
from childrights.briefs.text_fit import LEADING, rows
from childrights.catalogue import Observation
from childrights.charts import LIGHT, text
from childrights.export import Cell, safe
from childrights.i18n import Translator
from childrights.language import period, words
from geo import COUNTRY, area_name

FONT = {"en": "Noto Sans", "km": "Noto Sans Khmer"}
_WIDTHS = (36, 10, 11, 11, 11, 9, 21, 16)
COUNTED = "#,##0"
_NUMBERS, _MIDDLE = (3, 4, 5, 6), 9
_CHART_WIDE, _PT_PER_CM, _NAME_PT = 19.0, 28.35, 9.0
_TALLEST = 405.0
"""The highest that a row can be."""
"""Of the columns of a sheet with a chart, in letters."""
_ACROSS = 22
"""Columns from the first to the right edge of the chart."""
_PLAIN = re.compile("0|[1-9][0-9]{0,3}")
"""As text, a spreadsheet would mark it as a number that is none."""
_HEAD_ROW = 4
"""A sheet of a chart: title, subtitle, an empty row, then the head of its data."""


def put(sheet: Any, row: int, cells: Iterable[Cell], lang: str, *, bold_first: bool = False) -> None:
    """Cells of a row from the left; text stays text, only years are numbers."""
    for at, value in enumerate(cells, start=1):
        clean = safe(ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value)
        if isinstance(clean, str) and _PLAIN.fullmatch(clean):
            clean = int(clean)
        cell = sheet.cell(row, at)
        cell.value = clean
        if isinstance(clean, str):
            cell.data_type = "s"
        left = "left" if isinstance(value, str) else None
        indent = 1 if left and at > 1 and sheet.cell(row, at - 1).alignment.horizontal != "left" else 0
        cell.alignment = Alignment(wrap_text=isinstance(clean, str), vertical="center", horizontal=left, indent=indent)
        cell.font = Font(name=FONT[lang], size=11, bold=bold_first and at == 1, color=LIGHT.ink[1:])


def high_enough(sheet: Any, row: int, cells: Iterable[tuple[str, float]], lang: str) -> None:
    """Give a row the height that its texts need in columns so many letters wide; not every program finds it itself."""
    lines = max((rows(said, 11, wide * 5.6, bold=False) for said, wide in cells), default=1)
    if lines > 1 or lang == "km":
        sheet.row_dimensions[row].height = min(lines * 11 * LEADING[lang] + 3, _TALLEST)


def head_row(sheet: Any, row: int, head: Sequence[str], lang: str, numbers: Collection[int] = ()) -> None:
    """The head of a table; over ``numbers`` (columns from one on) it stands at the right."""
    put(sheet, row, head, lang)
    sheet.row_dimensions[row].height = 11 * LEADING[lang] + 6
    for cell in sheet[row][: len(head)]:
        side = "right" if cell.column in numbers else "left"
        after = side == "left" and cell.column - 1 in numbers
        cell.alignment = Alignment(vertical="center", horizontal=side, indent=int(after))
        cell.font = Font(name=FONT[lang], size=11, bold=True, color=LIGHT.ink[1:])
        cell.fill = PatternFill("solid", fgColor=LIGHT.panel[1:])
        cell.border = Border(bottom=Side("medium", color=LIGHT.action[1:]))


def charted(sheet: Any, brief: Brief, section: Section, figure: Figure, t: Translator) -> None:
    """The data of one figure with its native chart beside it; a map as the bars of its areas."""
    put(sheet, 1, (section.message,), brief.lang)
    sheet.cell(1, 1).font = Font(name=FONT[brief.lang], size=14, bold=True, color=LIGHT.ink[1:])
    put(sheet, 2, (f"{figure.title} · {figure.subtitle}",), brief.lang)
    for at, pt in ((1, 14), (2, 11)):
        sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=_ACROSS)
        lines = rows(str(sheet.cell(at, 1).value), pt, sum(_WIDTHS) * 9.4, bold=at == 1)
        sheet.row_dimensions[at].height = lines * pt * LEADING[brief.lang] + 3
    chart = _trend(sheet, figure, brief, t) if figure.kind == TREND else _bars(sheet, figure, brief, t)
    chart.title = _titled(figure.title, brief.lang, 12)
    if figure.kind != TREND:
        chart.legend = None
    chart.width, chart.height = _CHART_WIDE, 11 if figure.kind in (TREND, GROUPS) else 17
    sheet.add_chart(chart, "K4" if figure.kind == TREND else "J4")
    row = sheet.max_row + 2
    for said in (*section.cautions, *section.missing):
        put(sheet, row, (said,), brief.lang)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(_WIDTHS))
        sheet.row_dimensions[row].height = rows(said, 11, sum(_WIDTHS) * 5.6) * 11 * LEADING[brief.lang]
        row += 1
    sheet.print_area = f"A1:{get_column_letter(_ACROSS)}{max(row, 40)}"
    for column, width in zip("ABCDEFGH", _WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    sheet.sheet_view.showGridLines = False


def _line(sheet: Any, row: int, name: str, one: Observation, figure: Figure, brief: Brief, t: Translator) -> None:
    when, what = period(one.period_label, t.lang), words.status(one, t)
    cells: tuple[Cell, ...] = (name, when, one.value, one.lower, one.upper, one.sample_size, what, one.id)
    put(sheet, row, cells, brief.lang)
    texts = [(cell, wide) for cell, wide in zip(cells, _WIDTHS, strict=True) if isinstance(cell, str)]
    high_enough(sheet, row, texts, brief.lang)
    sheet.cell(row, 6).number_format = COUNTED
    for column in (3, 4, 5):
        sheet.cell(row, column).number_format = number_format(
            figure.indicator, brackets=one.status == "small_sample" and column == 3
        )


def _heads(t: Translator, first: str) -> tuple[str, ...]:
    _ = t._
    return (first, _("Period"), _("Value"), _("Lower end"), _("Upper end"), _("Cases"), _("Remark"), _("Code"))


def _trend(sheet: Any, figure: Figure, brief: Brief, t: Translator) -> ScatterChart:
    """Every unbroken stretch is a series of its own; years stand where they belong."""
    heads = (*_heads(t, t._("Series")), t._("Middle of the period"))
    head_row(sheet, _HEAD_ROW, heads, brief.lang, (*_NUMBERS, _MIDDLE))
    sheet.column_dimensions[get_column_letter(_MIDDLE)].width = 24
    chart, row, stretches = ScatterChart(), _HEAD_ROW + 1, named_stretches(figure, t)
    for name, piece in stretches:
        for offset, one in enumerate(piece):
            _line(sheet, row + offset, name, one, figure, brief, t)
            cell = sheet.cell(row + offset, _MIDDLE, middle(one))
            cell.font = Font(name=FONT[brief.lang], size=11, color=LIGHT.ink[1:])
            cell.alignment = Alignment(vertical="center")
        last = row + len(piece) - 1
        xs = Reference(sheet, min_col=_MIDDLE, min_row=row, max_row=last)
        series = Series(Reference(sheet, min_col=3, min_row=row, max_row=last), xs, title=name)
        several = len({one.area for one in figure.observations}) > 1
        colour = colour_of(piece, several=several)
        series.graphicalProperties.line.solidFill = colour[1:]
        series.graphicalProperties.line.width = 28000
        if piece[0].area == COUNTRY and several:
            series.graphicalProperties.line.dashStyle = "dash"
        series.marker.symbol, series.marker.size, series.smooth = "circle", 7, False
        series.marker.graphicalProperties = GraphicalProperties(solidFill=colour[1:])
        chart.series.append(series)
        row = last + 1
    hidden = [one for one in figure.observations if one.value is None]
    for one in hidden:
        _line(sheet, row, area_name(one.area, t.lang), one, figure, brief, t)
        row += 1
    years = [middle(one) for _, piece in stretches for one in piece]
    chart.style, chart.scatterStyle = 13, "lineMarker"
    chart.x_axis.scaling.min, chart.x_axis.scaling.max = int(min(years)) - 1, int(max(years)) + 1
    chart.x_axis.number_format, chart.x_axis.majorGridlines = "0", None
    _axes(chart, figure, brief.lang, t)
    chart.x_axis.majorUnit = next(step for step in (1, 2, 5, 10) if (max(years) - min(years)) / step <= 12)
    _legend(chart, [piece for _, piece in stretches])
    return chart


def _legend(chart: ScatterChart, stretches: Sequence[Sequence[Observation]]) -> None:
    """Every place once, by its last stretch; none for one place alone."""
    if len({piece[0].area for piece in stretches}) == 1:
        chart.legend = None
        return
    earlier = [at for at, piece in enumerate(stretches) if not is_last(piece, stretches)]
    chart.legend.position = "b"
    chart.legend.legendEntry = [LegendEntry(idx=at, delete=True) for at in earlier]


def _letters(lang: str, pt: float = 10, *, bold: bool = False) -> CharacterProperties:
    """How text of a chart looks, in letters of both scripts."""
    return CharacterProperties(
        lang=LANGUAGES[lang],
        sz=round(pt * 100),
        b=bold,
        latin=DrawingFont(typeface=FONTS[0]),
        cs=DrawingFont(typeface=FONTS[1]),
    )


def _titled(words: str, lang: str, pt: float, *, bold: bool = True) -> Title:
    """A title of a chart or an axis that leaves the plot its room."""
    run = RegularTextRun(rPr=_letters(lang, pt, bold=bold), t=words)
    return Title(tx=Text(rich=RichText(p=[Paragraph(r=[run])])), overlay=False)


def _bars(sheet: Any, figure: Figure, brief: Brief, t: Translator) -> BarChart:
    """Places from the highest value down, or groups side by side."""
    groups = figure.kind == GROUPS
    head_row(sheet, _HEAD_ROW, _heads(t, t._("Group") if groups else t._("Place")), brief.lang, _NUMBERS)
    drawn = bars_of(figure)
    for at, one in enumerate(drawn, start=_HEAD_ROW + 1):
        _line(sheet, at, bar_name(one, figure, t), one, figure, brief, t)
    last = _HEAD_ROW + len(drawn)
    chart = BarChart()
    chart.type, chart.gapWidth = ("col" if groups else "bar"), 40
    chart.add_data(Reference(sheet, min_col=3, min_row=_HEAD_ROW + 1, max_row=last), titles_from_data=False)
    chart.set_categories(Reference(sheet, min_col=1, min_row=_HEAD_ROW + 1, max_row=last))
    chart.series[0].graphicalProperties.solidFill = LIGHT.action[1:]
    for at, one in enumerate(drawn):
        fill = GraphicalProperties(solidFill=bar_colour(one, figure, at)[1:])
        chart.series[0].dPt.append(DataPoint(idx=at, spPr=fill))
    chart.dataLabels = DataLabelList()
    chart.dataLabels.showVal = True
    for name in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(chart.dataLabels, name, False)
    _axes(chart, figure, brief.lang, t)
    if not groups:
        chart.x_axis.scaling.orientation, chart.x_axis.tickLblSkip = "maxMin", 1
        names = max(text.width(bar_name(one, figure, t), _NAME_PT) for one in drawn) * 1.1 + 12
        left = min(names / (_CHART_WIDE * _PT_PER_CM), 0.5)
        room = {"layoutTarget": "inner", "xMode": "edge", "yMode": "edge"}
        chart.layout = Layout(ManualLayout(**room, x=round(left, 3), y=0.09, w=round(0.92 - left, 3), h=0.89))
        chart.y_axis.delete, chart.y_axis.majorGridlines, chart.y_axis.title = True, None, None
    return chart


def _axes(chart: Any, figure: Figure, lang: str, t: Translator) -> None:
    chart.y_axis.title = _titled(words.unit(figure.indicator, t), lang, 10, bold=False)
    for axis in (chart.x_axis, chart.y_axis):
        axis.txPr = RichText(
            p=[Paragraph(pPr=ParagraphProperties(defRPr=_letters(lang, _NAME_PT)), endParaRPr=_letters(lang))]
        )
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.scaling.min = 0
    top = max(float(one.value or 0.0) for one in figure.observations)
    if figure.indicator.unit == "percent" and 80 < top <= 100:
        chart.y_axis.scaling.max = 100
    chart.y_axis.number_format = "#,##0" if top >= 5 else "0.0##"
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=LIGHT.grid[1:], w=9525))
