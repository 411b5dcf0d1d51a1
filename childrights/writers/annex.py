"""A brief as an Excel workbook: every figure as published, native charts beside their data, and what it all means.

Text that a spreadsheet would run as a formula is made harmless; values are the snapshot's, never rounded.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from openpyxl import Workbook
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
from openpyxl.worksheet.properties import PageSetupProperties

from childrights.briefs import CARD, GROUPS, MAP, RANKING, TREND, Brief, BriefFigure, BriefTable, Section
from childrights.catalogue import WEIGHTED, Group, Observation, programme_words
from childrights.charts import LIGHT, clusters, text
from childrights.export import PRODUCT, PUBLISHER, SOURCE_COLUMNS, TERMS, Cell, record_rows, safe, said_date
from childrights.i18n import Translator, translator
from childrights.language import format_number, period, told_text, words
from childrights.snapshot import told_note, told_notes
from childrights.statistics import unweighted_cases
from childrights.writers.deck import FONTS, LANGUAGES
from childrights.writers.slide_charts import (
    bar_colour,
    bar_name,
    bars_of,
    digits_of,
    is_last,
    line_colour,
    middle,
    named_stretches,
    number_format,
)
from childrights.writers.text_fit import LEADING, MORE, rows
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


def put_cells(sheet: Any, row: int, cells: Iterable[Cell], lang: str, *, bold_first: bool = False) -> None:
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
    put_cells(sheet, row, head, lang)
    sheet.row_dimensions[row].height = 11 * LEADING[lang] + 6
    for cell in sheet[row][: len(head)]:
        side = "right" if cell.column in numbers else "left"
        after = side == "left" and cell.column - 1 in numbers
        cell.alignment = Alignment(vertical="center", horizontal=side, indent=int(after))
        cell.font = Font(name=FONT[lang], size=11, bold=True, color=LIGHT.ink[1:])
        cell.fill = PatternFill("solid", fgColor=LIGHT.panel[1:])
        cell.border = Border(bottom=Side("medium", color=LIGHT.action[1:]))


def charted(sheet: Any, brief: Brief, section: Section, figure: BriefFigure, t: Translator) -> None:
    """The data of one figure with its native chart beside it; a map as the bars of its areas."""
    put_cells(sheet, 1, (section.message,), brief.lang)
    sheet.cell(1, 1).font = Font(name=FONT[brief.lang], size=14, bold=True, color=LIGHT.ink[1:])
    put_cells(sheet, 2, (f"{figure.title} · {figure.subtitle}",), brief.lang)
    for at, pt in ((1, 14), (2, 11)):
        sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=_ACROSS)
        lines = rows(str(sheet.cell(at, 1).value), pt, sum(_WIDTHS) * 9.4, bold=at == 1)
        sheet.row_dimensions[at].height = lines * pt * LEADING[brief.lang] + 3
    if figure.kind == CARD:
        _card(sheet, figure, brief, t)
    else:
        _chart(sheet, figure, brief, t)
    row = sheet.max_row + 2
    for said in (*section.cautions, *section.missing):
        put_cells(sheet, row, (said,), brief.lang)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(_WIDTHS))
        sheet.row_dimensions[row].height = rows(said, 11, sum(_WIDTHS) * 5.6) * 11 * LEADING[brief.lang]
        row += 1
    sheet.print_area = f"A1:{get_column_letter(_ACROSS)}{max(row, 40)}"
    for column, width in zip("ABCDEFGH", _WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    sheet.sheet_view.showGridLines = False


def _chart(sheet: Any, figure: BriefFigure, brief: Brief, t: Translator) -> None:
    chart = _trend(sheet, figure, brief, t) if figure.kind == TREND else _bars(sheet, figure, brief, t)
    chart.title = _titled(figure.title, brief.lang, 12)
    if figure.kind != TREND:
        chart.legend = None
    chart.width, chart.height = _CHART_WIDE, 11 if figure.kind in (TREND, GROUPS) else 17
    sheet.add_chart(chart, "K4" if figure.kind == TREND else "J4")


def _card(sheet: Any, figure: BriefFigure, brief: Brief, t: Translator) -> None:
    """One figure, large, and the figures behind it as a row each."""
    head_row(sheet, _HEAD_ROW, _heads(t, t._("Place")), brief.lang, _NUMBERS)
    for row, one in enumerate(figure.observations, start=_HEAD_ROW + 1):
        _line(sheet, row, area_name(one.area, t.lang), one, figure, brief, t)
    row = _HEAD_ROW + len(figure.observations) + 2
    one = figure.observations[0]
    put_cells(sheet, row, (one.value if figure.counted is None else figure.counted,), brief.lang)
    sheet.cell(row, 1).number_format = number_format(figure.indicator) if figure.counted is None else COUNTED
    sheet.cell(row, 1).alignment = Alignment(horizontal="left", vertical="center")
    sheet.cell(row, 1).font = Font(name=FONT[brief.lang], size=48, bold=True, color=LIGHT.action[1:])
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(_WIDTHS))
    sheet.row_dimensions[row].height = 48 * LEADING[brief.lang] + 6


def _line(sheet: Any, row: int, name: str, one: Observation, figure: BriefFigure, brief: Brief, t: Translator) -> None:
    when, what = period(one.period_label, t.lang), _remark(one, t)
    cells: tuple[Cell, ...] = (name, when, one.value, one.lower, one.upper, unweighted_cases(one), what, one.id)
    put_cells(sheet, row, cells, brief.lang)
    texts = [(cell, wide) for cell, wide in zip(cells, _WIDTHS, strict=True) if isinstance(cell, str)]
    high_enough(sheet, row, texts, brief.lang)
    sheet.cell(row, 6).number_format = COUNTED
    for column in (3, 4, 5):
        sheet.cell(row, column).number_format = number_format(
            figure.indicator, brackets=one.status == "small_sample" and column == 3
        )


def _remark(one: Observation, t: Translator) -> str:
    """What is special about a figure, and what its cases are where they are not simply the people asked."""
    special = one.sample_kind == WEIGHTED or one.sample_base
    told = t._("Cases: {cases}").format(cases=words.cases(one, t)) if special and one.sample_size else ""
    return t._("; ").join(part for part in (words.status(one, t), told) if part)


def _heads(t: Translator, first: str) -> tuple[str, ...]:
    _ = t._
    return (first, _("Period"), _("Value"), _("Lower end"), _("Upper end"), _("Cases"), _("Remark"), _("Code"))


def _trend(sheet: Any, figure: BriefFigure, brief: Brief, t: Translator) -> ScatterChart:
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
        colour = line_colour(piece, several=several)
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


def _bars(sheet: Any, figure: BriefFigure, brief: Brief, t: Translator) -> BarChart:
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
        names = max(text.approximate_width(bar_name(one, figure, t), _NAME_PT) for one in drawn) * 1.1 + 12
        left = min(names / (_CHART_WIDE * _PT_PER_CM), 0.5)
        room = {"layoutTarget": "inner", "xMode": "edge", "yMode": "edge"}
        chart.layout = Layout(ManualLayout(**room, x=round(left, 3), y=0.09, w=round(0.92 - left, 3), h=0.89))
        chart.y_axis.delete, chart.y_axis.majorGridlines, chart.y_axis.title = True, None, None
    return chart


def _axes(chart: Any, figure: BriefFigure, lang: str, t: Translator) -> None:
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


_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
_WIDEST, _CASES = 52, 11
"""Letters in a column at most; the column of the sheet of data with the numbers of cases."""
_ABOUT = (34, 110)
"""Of the columns of the first sheet."""
_NAME_LETTERS = 31


def annex_workbook(brief: Brief) -> bytes:
    """The whole workbook: contents, every figure, a sheet with a chart for each section, sources."""
    t, book = translator(brief.lang), Workbook()
    names = _sheet_names(brief.sections, t)
    _about(book.active, brief, names, t)
    data = book.create_sheet(_name(t._("Data")))
    _table(data, brief, data_head(t), data_rows(brief, t))
    for (cell,) in data.iter_rows(min_row=2, min_col=_CASES, max_col=_CASES):
        cell.number_format = COUNTED
    for section, name in zip(brief.sections, names, strict=True):
        if section.figure:
            charted(book.create_sheet(name), brief, section, section.figure, t)
        elif section.table:
            _standing(book.create_sheet(name), brief, section, section.table, t)
    _table(book.create_sheet(_name(t._("Definitions"))), brief, *definitions(brief, t))
    sources = record_rows(brief.sources, SOURCE_COLUMNS)
    _table(book.create_sheet(_name(t._("Sources"))), brief, SOURCE_COLUMNS, sources)
    for sheet in book.worksheets:
        sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    built = datetime.fromisoformat(brief.built_at.replace("Z", "+00:00")).replace(tzinfo=None)
    known = book.properties
    known.title, known.creator, known.language = brief.title, t._(PUBLISHER), brief.lang
    known.created = known.modified = built
    known.description = f"{t._('Data {snapshot}').format(snapshot=brief.data_label)} · {brief.content_hash}"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def data_head(t: Translator) -> tuple[str, ...]:
    """The head of the sheet with every figure."""
    _ = t._
    return (
        _("Code"),
        _("Measure"),
        _("Place"),
        _("Area code"),
        _("Group"),
        _("Period"),
        _("Value"),
        _("Unit"),
        _("Lower end"),
        _("Upper end"),
        _("Cases"),
        _("Remark"),
        _("Note"),
        _("Source"),
        _("Survey"),
        _("Newer figure"),
    )


def data_rows(brief: Brief, t: Translator) -> list[tuple[Cell, ...]]:
    """Every figure of the brief once, its value as it stands in the snapshot."""
    indicators, newer = {one.code: one for one in brief.indicators}, {one.of: one.words for one in brief.newer}
    found: list[tuple[Cell, ...]] = []
    for one in brief.observations:
        indicator = indicators[one.indicator]
        who, what = words.group(Group.of(one), t), _remark(one, t)
        found.append(
            (
                one.id,
                indicator.name(t.lang),
                area_name(one.area, t.lang),
                one.area,
                who,
                period(one.period_label, t.lang),
                one.value,
                words.unit(indicator, t),
                one.lower,
                one.upper,
                unweighted_cases(one),
                what,
                t._("; ").join(part for part, _ in told_notes(one.note, t)),
                one.source or one.upload,
                programme_words(one, t.lang),
                newer.get(one.id),
            )
        )
    return found


def definitions(brief: Brief, t: Translator) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    """What every measure of the brief means."""
    _ = t._
    head = (_("Measure"), _("Unit"), _("Definition"), _("Comparability"), _("Kind"), _("Articles"), _("Indicator"))
    rows: list[tuple[Cell, ...]] = [
        (
            one.name(t.lang),
            words.unit(one, t),
            told_text(one.definition_en, t),
            told_note(one.comparability_note, t),
            _(words.SOURCE_TYPES[one.source_type]),
            ", ".join(one.crc_articles),
            one.code,
        )
        for one in brief.indicators
    ]
    return head, rows


def _counted(column: Sequence[Cell]) -> bool:
    """Whether a column holds numbers alone."""
    known = [cell for cell in column if cell is not None]
    return bool(known) and not any(isinstance(cell, str) for cell in known)


def _standing(sheet: Any, brief: Brief, section: Section, table: BriefTable, t: Translator) -> None:
    """The table of a section, its figures as numbers that look as they are printed, and under it what it leaves out."""
    _table(sheet, brief, table.head, table.rows)
    for at, said in enumerate(section.missing, start=len(table.rows) + 3):
        put_cells(sheet, at, (said,), brief.lang)
    indicators = {one.code: one for one in section.indicators}
    by_code = {one.id: one.indicator for one in section.observations}
    shown = {(one.indicator, words.value_words(one, indicators[one.indicator], t)): one for one in section.observations}
    for at, (row, code) in enumerate(zip(table.rows, table.codes, strict=bool(table.codes)), start=2):
        for column, printed in enumerate(row, start=1):
            if one := shown.get((by_code[code], printed)):
                cell, indicator = sheet.cell(at, column), indicators[one.indicator]
                before, _, after = printed.partition(format_number(one.value, indicator, t.lang))
                cell.value, cell.data_type = one.value, "n"
                cell.number_format = f'"{before}"{digits_of(indicator)}"{after}"'.replace('""', "")
                cell.alignment = Alignment(horizontal="left", vertical="center")


def _about(sheet: Any, brief: Brief, names: Sequence[str], t: Translator) -> None:
    _ = t._
    sheet.title = _name(_("About"))
    said: list[tuple[str, str]] = [(_("Title"), brief.title), (_("Finding"), brief.finding)]
    said += [("", text) for text in brief.about]
    said += [
        (_("Data as of"), brief.data_label),
        (_("Content hash"), brief.content_hash),
        (_("Made on"), said_date(brief.made_on, t)),
        (_("Publisher"), f"{_(PUBLISHER)}, {_(PRODUCT)}"),
        (_("Figures"), str(len(brief.observations))),
        (_("Terms"), _(TERMS)),
        (_("Empty cells"), _("A missing figure is left empty, and its status says why. Zero means zero.")),
        (_("Codes"), _("At /number the code of a figure leads to the cell it was read in.")),
    ]
    for one in brief.silences:
        said.append((one.why, _("; ").join(one.topics)))
    for asked in brief.asked:
        said.append((asked.where, f"{asked.what}\n{asked.answer}"))
    said += [(name, section.message) for name, section in zip(names, brief.sections, strict=True)]
    for at, row in enumerate(said, start=1):
        put_cells(sheet, at, row, brief.lang, bold_first=True)
        high_enough(sheet, at, list(zip(row, _ABOUT, strict=True)), brief.lang)
        for column in (1, 2):
            sheet.cell(at, column).alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
    sheet.row_dimensions[1].height = 30
    sheet.cell(1, 2).font = Font(name=FONT[brief.lang], size=16, bold=True, color=LIGHT.ink[1:])
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = _ABOUT
    for at, name in enumerate(names, start=len(said) - len(names) + 1):
        sheet.cell(at, 1).hyperlink = f"#'{name}'!A1"
        sheet.cell(at, 1).font = Font(name=FONT[brief.lang], color=LIGHT.action[1:], underline="single")
    sheet.sheet_view.showGridLines = False


def _sheet_names(sections: Sequence[Section], t: Translator) -> list[str]:
    """A name for the sheet of every section: its number and what it is about."""
    kinds = {
        MAP: t._("Map"),
        RANKING: t._("Ranking"),
        TREND: t._("Over time"),
        GROUPS: t._("Groups"),
        CARD: t._("Figure"),
    }
    found = []
    for at, section in enumerate(sections, start=1):
        about = section.heading
        if section.figure:
            about = f"{kinds[section.figure.kind]} {section.figure.indicator.short_name(t.lang)}"
        found.append(_name(f"{at} {about}"))
    return found


def _name(text: str) -> str:
    """As a workbook takes it: at most 31 letters, none of those that are forbidden."""
    clean = " ".join(_SHEET_NAME.sub(" ", text).split())
    return clean if len(clean) <= _NAME_LETTERS else "".join(_first(clusters(clean))).rstrip(" (,") + MORE


def _first(units: Sequence[str]) -> Iterator[str]:
    """As many letters with their marks as leave room for an ellipsis."""
    used = 0
    for unit in units:
        used += len(unit)
        if used >= _NAME_LETTERS:
            return
        yield unit


def _table(sheet: Any, brief: Brief, head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    """A plain table with a head that stays in sight and a filter."""
    numbers = [at for at, column in enumerate(zip(*rows, strict=True), start=1) if _counted(column)]
    head_row(sheet, 1, head, brief.lang, numbers)
    wide = [
        min(max(len(str(cell)) for cell in column if cell is not None) * 1.1 + 4, _WIDEST)
        for column in zip(head, *rows, strict=True)
    ]
    for at, row in enumerate(rows, start=2):
        put_cells(sheet, at, row, brief.lang)
        cells = [(cell, room) for cell, room in zip(row, wide, strict=True) if isinstance(cell, str)]
        high_enough(sheet, at, cells, brief.lang)
    for at, width in enumerate(wide, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(head))}{len(rows) + 1}"
