"""Writing the workbook of a kind of file: rows to fill in, lists to choose from, and every column explained.

Its shape (version 1): the data sheet has the kind's marker in the hidden cell A1, the tag of each column in the hidden
row 2, words for people in rows 3 to 5, and one thing in each row from row 6 on. The other sheets begin with the marker
and a word of their own.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from childrights.catalogue import Catalogue
from childrights.i18n import LANGUAGES, N_, Translator, translator
from childrights.rights import ALWAYS, NEEDS
from etl.intake.schema import Schema

Block = tuple[Sequence[str], Sequence[Sequence[object]]]
"""Heads and rows of something to copy codes from."""
_FONTS = {"en": "Calibri", "km": "Khmer OS Battambang"}
_HEAD, _NEEDED, _GREY = (PatternFill("solid", fgColor=colour) for colour in ("14213D", "0B6E6E", "F2F2F2"))
_BORDER = Border(*[Side(style="thin", color="BFBFBF")] * 4)
_TOP = Alignment(wrap_text=True, vertical="top")


def write_entry_template(
    schema: Schema,
    t: Translator,
    catalogue: Catalogue,
    *,
    title: str,
    how: Sequence[str],
    rows: Sequence[Mapping[str, str]],
    lists: Mapping[str, Sequence[str]],
    codes: Sequence[Block] = (),
    explained: bool = False,
    strict: bool = False,
) -> bytes:
    """The workbook in one language. ``rows`` say what stands in each row already, by field; it cannot be changed where
    the field is not one of ``schema.filled``. ``strict`` lists refuse other words while somebody types."""
    book = Workbook()
    sheet = book.active
    sheet.title = t._(title)[:31]
    _head(sheet, schema, how, t)
    for number, values in enumerate(rows, schema.FIRST_ROW):
        _row(sheet, number, values, schema, t)
    if any(rows):
        last = get_column_letter(len(schema.columns))
        sheet.auto_filter.ref = f"A{schema.FIRST_ROW - 1}:{last}{schema.FIRST_ROW + len(rows) - 1}"
    if explained:
        _explained(book.create_sheet(t._(N_("Columns"))[:31]), schema, t)
    indicators = [(one.code, one.short_name(t.lang)) for one in catalogue.indicators.values()]
    blocks = [*codes, ((N_("Code"), N_("Indicator")), indicators)]
    _codes(book.create_sheet(t._(N_("Codes"))[:31]), schema, blocks, t)
    _lists(book.create_sheet("lists"), schema, lists)
    _choices(sheet, schema, lists, max(len(rows), 1), strict, t)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _head(sheet: Worksheet, schema: Schema, how: Sequence[str], t: Translator) -> None:
    font = _FONTS[t.lang]
    sheet.append([schema.marker])
    sheet.append([f"#{name}" for name in schema.columns])
    sheet.append([" ".join(t._(line) for line in how)])
    sheet.append([t._(over) if (over := schema.over(name)) else None for name in schema.columns])
    sheet.append([t._(column.head) for column in schema.columns.values()])
    sheet.row_dimensions[1].hidden = sheet.row_dimensions[2].hidden = True
    sheet.merge_cells(start_row=3, end_row=3, start_column=1, end_column=9)
    sheet["A3"].alignment, sheet["A3"].font = _TOP, Font(name=font)
    sheet.row_dimensions[3].height, sheet.row_dimensions[4].height, sheet.row_dimensions[5].height = 66, 48, 40
    for at, column in enumerate(schema.columns.values(), 1):
        need, head = sheet.cell(4, at), sheet.cell(5, at)
        need.font = Font(name=font, italic=True, size=9)
        need.alignment = Alignment(wrap_text=True, vertical="bottom")
        head.font, head.border = Font(name=font, bold=True, color="FFFFFF"), _BORDER
        head.fill = _NEEDED if column.need == ALWAYS else _HEAD
        head.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[head.column_letter].width = column.width
    sheet.freeze_panes = f"{schema.frozen}{schema.FIRST_ROW}"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = sheet.protection.autoFilter = False
    sheet.protection.insertRows = False
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _row(sheet: Worksheet, number: int, values: Mapping[str, str], schema: Schema, t: Translator) -> None:
    for at, (name, column) in enumerate(schema.columns.items(), 1):
        cell = sheet.cell(number, at)
        if values.get(name):
            cell.value = values[name]
            cell.data_type = "s"
        cell.font, cell.border, cell.alignment = Font(name=_FONTS[t.lang]), _BORDER, _TOP
        cell.number_format = column.form
        if name in schema.filled:
            cell.protection = Protection(locked=False)
        else:
            cell.fill = _GREY


def _explained(sheet: Worksheet, schema: Schema, t: Translator) -> None:
    """Every column with what goes into it, in both languages, the language of the workbook first."""
    both = [t, *(translator(lang) for lang in LANGUAGES if lang != t.lang)]
    words = (N_("Column"), N_("What goes into it"), N_("Needed"))
    sheet.append([f"{schema.marker} columns"])
    sheet.row_dimensions[1].hidden = True
    sheet.append([*(one._(text) for one in both for text in words), t._(N_("Example"))])
    for column in schema.columns.values():
        told = (column.head, column.words, NEEDS[column.need])
        sheet.append([*(one._(text) for one in both for text in told), column.example])
    for at, width in enumerate((28, 52, 24, 28, 52, 24, 44), 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
        lang = both[0].lang if at <= 3 else both[1].lang
        for (cell,) in sheet.iter_rows(min_row=2, min_col=at, max_col=at):
            cell.font = Font(name=_FONTS["km" if at == 7 else lang], bold=cell.row == 2)
            cell.alignment, cell.border = _TOP, _BORDER
            cell.data_type = "s"
            if at == 7:
                cell.fill = _GREY
    sheet.freeze_panes = "A3"
    sheet.protection.sheet = True


def _codes(sheet: Worksheet, schema: Schema, blocks: Sequence[Block], t: Translator) -> None:
    """What may be copied from, block by block."""
    sheet.append([f"{schema.marker} codes"])
    sheet.row_dimensions[1].hidden = True
    for number, (heads, rows) in enumerate(blocks):
        if number:
            sheet.append([])
        for bold, row in ((True, [t._(head) for head in heads]), *((False, row) for row in rows)):
            sheet.append(row)
            for cell in sheet[sheet.max_row]:
                cell.font = Font(name=_FONTS[t.lang], bold=bold)
    for letter, width in zip("ABC", (44, 70, 10), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.protection.sheet = True


def _lists(sheet: Worksheet, schema: Schema, lists: Mapping[str, Sequence[str]]) -> None:
    sheet.append([f"{schema.marker} lists", *list(lists)[1:]])
    for at, names in enumerate(lists.values(), 1):
        for row, name in enumerate(names, 2):
            sheet.cell(row, at, name).data_type = "s"
    sheet.sheet_state = "hidden"


def _choices(
    sheet: Worksheet, schema: Schema, lists: Mapping[str, Sequence[str]], rows: int, strict: bool, t: Translator
) -> None:
    """A list for each column that has one, and for every column what goes into it when its cell is chosen."""
    last = schema.FIRST_ROW + rows - 1
    for at, (name, column) in enumerate(schema.columns.items(), 1):
        rule = DataValidation(allow_blank=True)
        if name in lists:
            letter = get_column_letter(list(lists).index(name) + 1)
            rule.type, rule.formula1 = "list", f"lists!${letter}$2:${letter}${len(lists[name]) + 1}"
        if rule.type and strict:
            rule.showErrorMessage, rule.errorTitle = True, t._(N_("Not in the list"))[:31]
            rule.error = t._(N_("Please choose one of the entries of the list."))
        rule.showInputMessage = bool(column.words)
        if column.words:
            rule.promptTitle, rule.prompt = t._(column.head)[:32], t._(column.words)[:255]
        rule.add(f"{get_column_letter(at)}{schema.FIRST_ROW}:{get_column_letter(at)}{last}")
        if column.words or name in lists:
            sheet.add_data_validation(rule)
