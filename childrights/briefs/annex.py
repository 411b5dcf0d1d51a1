"""A brief as an Excel workbook: every figure as published, native charts beside their data, and what it all means.

Text that a spreadsheet would run as a formula is made harmless; values are the snapshot's, never rounded.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from childrights.briefs.annex_charts import COUNTED, FONT, charted, head_row, high_enough, put
from childrights.briefs.model import GROUPS, MAP, RANKING, TREND, Brief, Section, Table
from childrights.briefs.slide_charts import digits_of
from childrights.briefs.text_fit import MORE
from childrights.catalogue import Group
from childrights.charts import LIGHT, clusters
from childrights.export import PRODUCT, PUBLISHER, SOURCE_COLUMNS, TERMS, Cell, records, said_date
from childrights.i18n import Translator, translator
from childrights.language import number, period, words
from childrights.snapshot import told
from geo import area_name

_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
_WIDEST, _CASES = 52, 11
"""Letters in a column at most; the column of the sheet of data with the numbers of cases."""
_ABOUT = (34, 110)
"""Of the columns of the first sheet."""
_NAME_LETTERS = 31


def annex(brief: Brief) -> bytes:
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
                one.sample_size, what, t._("; ").join(part for part, _ in told(one.note, t)), one.source or one.upload,
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


def _counted(column: Sequence[Cell]) -> bool:
    """Whether a column holds numbers alone."""
    known = [cell for cell in column if cell is not None]
    return bool(known) and not any(isinstance(cell, str) for cell in known)


def _standing(sheet: Any, brief: Brief, section: Section, table: Table, t: Translator) -> None:
    """The table of a section, its figures as numbers that look as they are printed."""
    _table(sheet, brief, table.head, table.rows)
    indicators = {one.code: one for one in section.indicators}
    by_code = {one.id: one.indicator for one in section.observations}
    shown = {(one.indicator, words.value(one, indicators[one.indicator], t)): one for one in section.observations}
    for at, (row, code) in enumerate(zip(table.rows, table.codes, strict=bool(table.codes)), start=2):
        for column, text in enumerate(row, start=1):
            if one := shown.get((by_code[code], text)):
                cell, indicator = sheet.cell(at, column), indicators[one.indicator]
                before, _, after = text.partition(number(one.value, indicator, t.lang))
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
        (_("Empty cells"), _("A figure that is not there is empty, and its status says why. Zero is zero.")),
        (_("Codes"), _("python run.py verify CODE leads from the code of a figure to the cell it was read in.")),
    ]
    for one in brief.silences:
        said.append((one.why, _("; ").join(one.topics)))
    for asked in brief.asked:
        said.append((asked.where, f"{asked.what}\n{asked.answer}"))
    said += [(name, section.message) for name, section in zip(names, brief.sections, strict=True)]
    for at, row in enumerate(said, start=1):
        put(sheet, at, row, brief.lang, bold_first=True)
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
    kinds = {MAP: t._("Map"), RANKING: t._("Ranking"), TREND: t._("Over time"), GROUPS: t._("Groups")}
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
        put(sheet, at, row, brief.lang)
        cells = [(cell, room) for cell, room in zip(row, wide, strict=True) if isinstance(cell, str)]
        high_enough(sheet, at, cells, brief.lang)
    for at, width in enumerate(wide, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(head))}{len(rows) + 1}"
