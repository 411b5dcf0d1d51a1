"""A brief as an Excel workbook: every figure as published, native charts beside their data, and what it all means.

Text that a spreadsheet would run as a formula is made harmless; values are the snapshot's, never rounded.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.chart import BarChart, Reference, ScatterChart, Series
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from childrights import words
from childrights.briefs.fit import LEADING, rows
from childrights.briefs.model import GROUPS, TREND, Brief, Figure, Section
from childrights.briefs.slide_charts import bar_name, middle, named_stretches, number_format
from childrights.charts.tokens import LIGHT
from childrights.exporting import SOURCE_COLUMNS, TERMS, Cell, records, safe
from childrights.format import period
from childrights.i18n import Translator, translator
from childrights.model import Group, Observation
from childrights.notes import told
from childrights.sharing import PRODUCT, PUBLISHER, said_date
from geo.areas import COUNTRY
from geo.provinces import area_name

_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
_FONT = {"en": "Noto Sans", "km": "Noto Sans Khmer"}
_WIDEST = 70
_WIDTHS = (30, 14, 14, 14, 14, 14, 16, 16)
"""Of the columns of a sheet with a chart, in letters."""
_HEAD_ROW = 4
"""A sheet of a chart: title, subtitle, an empty row, then the head of its data."""


def annex(brief: Brief) -> bytes:
    """The whole workbook: contents, every figure, a sheet with a chart for each section, sources."""
    t, book = translator(brief.lang), Workbook()
    names = _sheet_names(brief.sections)
    _about(book.active, brief, names, t)
    _table(book.create_sheet(_name(t._("Data"))), brief, data_head(t), data_rows(brief, t))
    for section, name in zip(brief.sections, names, strict=True):
        if section.figure:
            _charted(book.create_sheet(name), brief, section, section.figure, t)
        elif section.table:
            _table(book.create_sheet(name), brief, section.table.head, section.table.rows)
    _table(book.create_sheet(_name(t._("Definitions"))), brief, *definitions(brief, t))
    sources = records(brief.sources, SOURCE_COLUMNS)
    _table(book.create_sheet(_name(t._("Sources"))), brief, SOURCE_COLUMNS, sources)
    for sheet in book.worksheets:
        sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    built = datetime.fromisoformat(brief.built_at.replace("Z", "+00:00")).replace(tzinfo=None)
    known = book.properties
    known.title, known.creator, known.language = brief.title, t._(PUBLISHER), brief.lang
    known.created = known.modified = built
    known.description = f"Data {brief.data_label}; content {brief.content_hash}"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def data_head(t: Translator) -> tuple[str, ...]:
    """The head of the sheet with every figure."""
    _ = t._
    return (
        _("Code"), _("Measure"), _("Place"), _("Area code"), _("Group"), _("Period"), _("Value"), _("Unit"),
        _("Lower end"), _("Upper end"), _("Cases"), _("Remark"), _("Note"), _("Source"),
    )  # fmt: skip


def data_rows(brief: Brief, t: Translator) -> list[tuple[Cell, ...]]:
    """Every figure of the brief once, its value as it stands in the snapshot."""
    indicators = {one.code: one for one in brief.indicators}
    found: list[tuple[Cell, ...]] = []
    for one in brief.observations:
        indicator = indicators[one.indicator]
        who, what = words.group(Group.of(one), t), words.status(one, t)
        found.append(
            (
                one.id, indicator.name(t.lang), area_name(one.area, t.lang), one.area, who,
                period(one.period_label, t.lang), one.value, words.unit(indicator, t), one.lower, one.upper,
                one.sample_size, what, " ".join(part for part, _ in told(one.note, t)), one.source or one.upload,
            )
        )  # fmt: skip
    return found


def definitions(brief: Brief, t: Translator) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    """What every measure of the brief means."""
    _ = t._
    head = (_("Measure"), _("Unit"), _("Definition"), _("Comparability"), _("Kind"), _("Articles"), _("Indicator"))
    rows: list[tuple[Cell, ...]] = [
        (
            one.name(t.lang), words.unit(one, t), one.definition_en, one.comparability_note,
            _(words.SOURCE_TYPES[one.source_type]), ", ".join(one.crc_articles), one.code,
        )
        for one in brief.indicators
    ]  # fmt: skip
    return head, rows


def _about(sheet: Any, brief: Brief, names: Sequence[str], t: Translator) -> None:
    _ = t._
    sheet.title = _name(_("About"))
    rows: list[tuple[str, str]] = [(_("Title"), brief.title), (_("Finding"), brief.finding)]
    rows += [("", text) for text in brief.about]
    rows += [
        (_("Data as of"), brief.data_label),
        (_("Content hash"), brief.content_hash),
        (_("Made on"), said_date(brief.made_on, t)),
        (_("Publisher"), f"{_(PUBLISHER)}, {_(PRODUCT)}"),
        (_("Figures"), str(len(brief.observations))),
        (_("Terms"), _(TERMS)),
        (_("Empty cells"), _("A figure that is not there is empty, and its status says why. Zero is zero.")),
        (_("Codes"), _("python run.py verify CODE leads from the code of a figure to the cell it was read in.")),
    ]
    for one in brief.silences:
        rows.append((one.why, _("; ").join(one.topics)))
    for asked in brief.asked:
        rows.append((asked.where, f"{asked.what} {asked.answer}"))
    rows += [(name, section.message) for name, section in zip(names, brief.sections, strict=True)]
    for at, row in enumerate(rows, start=1):
        _put(sheet, at, row, brief.lang, bold_first=True)
    sheet.cell(1, 2).font = Font(name=_FONT[brief.lang], size=16, bold=True, color=LIGHT.ink[1:])
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 30, 110
    for at, name in enumerate(names, start=len(rows) - len(names) + 1):
        sheet.cell(at, 1).hyperlink = f"#'{name}'!A1"
        sheet.cell(at, 1).font = Font(name=_FONT[brief.lang], color=LIGHT.action[1:], underline="single")
    sheet.sheet_view.showGridLines = False


def _sheet_names(sections: Sequence[Section]) -> list[str]:
    """A name for the sheet of every section: its number and what it is about."""
    found = []
    for at, section in enumerate(sections, start=1):
        about = section.figure.indicator.short_name("en") if section.figure else section.heading
        found.append(_name(f"{at} {section.figure.kind if section.figure else ''} {about}"))
    return found


def _name(text: str) -> str:
    """As a workbook takes it: at most 31 letters, none of those that are forbidden."""
    return " ".join(_SHEET_NAME.sub(" ", text).split())[:31].strip()


def _put(sheet: Any, row: int, cells: Iterable[Cell], lang: str, *, bold_first: bool = False) -> None:
    for at, value in enumerate(cells, start=1):
        clean = safe(ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value)
        cell = sheet.cell(row, at)
        cell.value = clean
        if isinstance(clean, str):
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(name=_FONT[lang], size=11, bold=bold_first and at == 1, color=LIGHT.ink[1:])


def _head(sheet: Any, row: int, head: Sequence[str], lang: str) -> None:
    _put(sheet, row, head, lang)
    for cell in sheet[row][: len(head)]:
        cell.font = Font(name=_FONT[lang], size=11, bold=True, color=LIGHT.ink[1:])
        cell.fill = PatternFill("solid", fgColor=LIGHT.panel[1:])
        cell.border = Border(bottom=Side("medium", color=LIGHT.action[1:]))


def _table(sheet: Any, brief: Brief, head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    """A plain table with a head that stays in sight and a filter."""
    _head(sheet, 1, head, brief.lang)
    for at, row in enumerate(rows, start=2):
        _put(sheet, at, row, brief.lang)
    for at, name in enumerate(head):
        longest = max((len(str(row[at])) for row in rows if row[at] is not None), default=0)
        sheet.column_dimensions[get_column_letter(at + 1)].width = min(max(longest, len(name)) * 1.1 + 3, _WIDEST)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(head))}{len(rows) + 1}"


def _charted(sheet: Any, brief: Brief, section: Section, figure: Figure, t: Translator) -> None:
    """The data of one figure with its native chart beside it; a map as the bars of its areas."""
    _put(sheet, 1, (section.message,), brief.lang)
    sheet.cell(1, 1).font = Font(name=_FONT[brief.lang], size=14, bold=True, color=LIGHT.ink[1:])
    _put(sheet, 2, (f"{figure.title} · {figure.subtitle}",), brief.lang)
    for at in (1, 2):
        sheet.cell(at, 1).alignment = Alignment(wrap_text=False)
    chart = _trend(sheet, figure, brief, t) if figure.kind == TREND else _bars(sheet, figure, brief, t)
    chart.title = None
    chart.legend = chart.legend if figure.kind == TREND else None
    chart.width, chart.height = 24, 13 if figure.kind in (TREND, GROUPS) else 17
    sheet.add_chart(chart, "J4")
    row = sheet.max_row + 2
    for text in (*section.cautions, *section.missing):
        _put(sheet, row, (text,), brief.lang)
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
    _put(sheet, row, cells, brief.lang)
    for column in (3, 4, 5):
        sheet.cell(row, column).number_format = number_format(
            figure.indicator, brackets=one.status == "small_sample" and column == 3
        )


def _heads(t: Translator, first: str, second: str) -> tuple[str, ...]:
    _ = t._
    return (first, second, _("Value"), _("Lower end"), _("Upper end"), _("Cases"), _("Remark"), _("Code"))


def _trend(sheet: Any, figure: Figure, brief: Brief, t: Translator) -> ScatterChart:
    """Every unbroken stretch is a series of its own; years stand where they belong."""
    _head(sheet, _HEAD_ROW, _heads(t, t._("Series"), t._("Year")), brief.lang)
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
    chart.legend.position = "b"
    return chart


def _bars(sheet: Any, figure: Figure, brief: Brief, t: Translator) -> BarChart:
    """Places from the highest value down, or groups side by side."""
    groups = figure.kind == GROUPS
    _head(sheet, _HEAD_ROW, _heads(t, t._("Group") if groups else t._("Place"), t._("Period")), brief.lang)
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
    chart.y_axis.number_format = number_format(figure.indicator)
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=LIGHT.grid[1:], w=9525))
