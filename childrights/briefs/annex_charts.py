"""Sheets of a workbook with one figure: its data, a native chart beside them, and what must be minded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.chart import BarChart, Reference, ScatterChart, Series
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.legend import LegendEntry
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from childrights import words
from childrights.briefs.fit import LEADING, rows
from childrights.briefs.model import GROUPS, TREND, Brief, Figure, Section
from childrights.briefs.slide_charts import bar_name, middle, named_stretches, number_format
from childrights.charts.tokens import LIGHT
from childrights.exporting import Cell, safe
from childrights.format import period
from childrights.i18n import Translator
from childrights.model import Observation
from geo.areas import COUNTRY
from geo.provinces import area_name

FONT = {"en": "Noto Sans", "km": "Noto Sans Khmer"}
_WIDTHS = (30, 14, 14, 14, 14, 14, 16, 16)
"""Of the columns of a sheet with a chart, in letters."""
_HEAD_ROW = 4
"""A sheet of a chart: title, subtitle, an empty row, then the head of its data."""


def put(sheet: Any, row: int, cells: Iterable[Cell], lang: str, *, bold_first: bool = False) -> None:
    """Cells of a row from the left; text stays text."""
    for at, value in enumerate(cells, start=1):
        clean = safe(ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value)
        cell = sheet.cell(row, at)
        cell.value = clean
        if isinstance(clean, str):
            cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=isinstance(clean, str), vertical="top")
        cell.font = Font(name=FONT[lang], size=11, bold=bold_first and at == 1, color=LIGHT.ink[1:])


def head_row(sheet: Any, row: int, head: Sequence[str], lang: str) -> None:
    """The head of a table."""
    put(sheet, row, head, lang)
    for cell in sheet[row][: len(head)]:
        cell.alignment = Alignment(wrap_text=False, vertical="top")
        cell.font = Font(name=FONT[lang], size=11, bold=True, color=LIGHT.ink[1:])
        cell.fill = PatternFill("solid", fgColor=LIGHT.panel[1:])
        cell.border = Border(bottom=Side("medium", color=LIGHT.action[1:]))


def charted(sheet: Any, brief: Brief, section: Section, figure: Figure, t: Translator) -> None:
    """The data of one figure with its native chart beside it; a map as the bars of its areas."""
    put(sheet, 1, (section.message,), brief.lang)
    sheet.cell(1, 1).font = Font(name=FONT[brief.lang], size=14, bold=True, color=LIGHT.ink[1:])
    put(sheet, 2, (f"{figure.title} · {figure.subtitle}",), brief.lang)
    for at in (1, 2):
        sheet.cell(at, 1).alignment = Alignment(wrap_text=False)
    chart = _trend(sheet, figure, brief, t) if figure.kind == TREND else _bars(sheet, figure, brief, t)
    chart.title = None
    if figure.kind != TREND:
        chart.legend = None
    chart.width, chart.height = 24, 13 if figure.kind in (TREND, GROUPS) else 17
    sheet.add_chart(chart, "J4")
    row = sheet.max_row + 2
    for text in (*section.cautions, *section.missing):
        put(sheet, row, (text,), brief.lang)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(_WIDTHS))
        sheet.row_dimensions[row].height = rows(text, 11, sum(_WIDTHS) * 5.6) * 11 * LEADING[brief.lang]
        row += 1
    sheet.print_area = f"A1:X{max(row, 40)}"
    for column, width in zip("ABCDEFGH", _WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    sheet.sheet_view.showGridLines = False


def _line(
    sheet: Any, row: int, name: str, x: Cell, one: Observation, figure: Figure, brief: Brief, t: Translator
) -> None:
    cells: tuple[Cell, ...] = (name, x, one.value, one.lower, one.upper, one.sample_size, words.status(one, t), one.id)
    put(sheet, row, cells, brief.lang)
    for column in (3, 4, 5):
        sheet.cell(row, column).number_format = number_format(
            figure.indicator, brackets=one.status == "small_sample" and column == 3
        )


def _heads(t: Translator, first: str, second: str) -> tuple[str, ...]:
    _ = t._
    return (first, second, _("Value"), _("Lower end"), _("Upper end"), _("Cases"), _("Remark"), _("Code"))


def _trend(sheet: Any, figure: Figure, brief: Brief, t: Translator) -> ScatterChart:
    """Every unbroken stretch is a series of its own; years stand where they belong."""
    head_row(sheet, _HEAD_ROW, _heads(t, t._("Series"), t._("Year")), brief.lang)
    chart, row, stretches = ScatterChart(), _HEAD_ROW + 1, named_stretches(figure, t)
    for name, piece in stretches:
        for offset, one in enumerate(piece):
            _line(sheet, row + offset, name, middle(one), one, figure, brief, t)
        last = row + len(piece) - 1
        xs = Reference(sheet, min_col=2, min_row=row, max_row=last)
        series = Series(Reference(sheet, min_col=3, min_row=row, max_row=last), xs, title=name)
        several = len({one.area for one in figure.observations}) > 1
        colour = LIGHT.ink if several and piece[0].area == COUNTRY else LIGHT.focus if several else LIGHT.action
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
        _line(sheet, row, area_name(one.area, t.lang), middle(one), one, figure, brief, t)
        row += 1
    years = [middle(one) for _, piece in stretches for one in piece]
    chart.style, chart.scatterStyle = 13, "lineMarker"
    chart.x_axis.scaling.min, chart.x_axis.scaling.max = int(min(years)) - 1, int(max(years)) + 1
    chart.x_axis.number_format, chart.x_axis.majorGridlines = "0", None
    _axes(chart, figure)
    chart.x_axis.majorUnit = next(step for step in (1, 2, 5, 10) if (max(years) - min(years)) / step <= 12)
    _legend(chart, [piece for _, piece in stretches])
    return chart


def _legend(chart: ScatterChart, stretches: Sequence[Sequence[Observation]]) -> None:
    """Every place once, whatever the number of its stretches; none for one place alone."""
    areas: list[str] = []
    later = []
    for at, piece in enumerate(stretches):
        if piece[0].area in areas:
            later.append(at)
        else:
            areas.append(piece[0].area)
    if len(areas) == 1:
        chart.legend = None
        return
    chart.legend.position = "b"
    chart.legend.legendEntry = [LegendEntry(idx=at, delete=True) for at in later]


def _bars(sheet: Any, figure: Figure, brief: Brief, t: Translator) -> BarChart:
    """Places from the highest value down, or groups side by side."""
    groups = figure.kind == GROUPS
    head_row(sheet, _HEAD_ROW, _heads(t, t._("Group") if groups else t._("Place"), t._("Period")), brief.lang)
    drawn = list(figure.observations)
    if not groups:
        drawn.sort(key=lambda one: (-float(one.value or 0.0), one.area))
    for at, one in enumerate(drawn, start=_HEAD_ROW + 1):
        _line(sheet, at, bar_name(one, figure, t), period(one.period_label, t.lang), one, figure, brief, t)
    last = _HEAD_ROW + len(drawn)
    chart = BarChart()
    chart.type, chart.gapWidth = ("col" if groups else "bar"), 40
    chart.add_data(Reference(sheet, min_col=3, min_row=_HEAD_ROW + 1, max_row=last), titles_from_data=False)
    chart.set_categories(Reference(sheet, min_col=1, min_row=_HEAD_ROW + 1, max_row=last))
    chart.series[0].graphicalProperties.solidFill = LIGHT.action[1:]
    chart.dataLabels = DataLabelList()
    chart.dataLabels.showVal = True
    for name in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(chart.dataLabels, name, False)
    if not groups:
        chart.x_axis.scaling.orientation = "maxMin"
    _axes(chart, figure)
    return chart


def _axes(chart: Any, figure: Figure) -> None:
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.scaling.min = 0
    top = max(float(one.value or 0.0) for one in figure.observations)
    if figure.indicator.unit == "percent" and 80 < top <= 100:
        chart.y_axis.scaling.max = 100
    chart.y_axis.number_format = "#,##0" if top >= 5 else "0.0##"
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=LIGHT.grid[1:], w=9525))
