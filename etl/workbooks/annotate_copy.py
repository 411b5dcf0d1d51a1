"""What was read from an .xls, .ods or text file, written as a plain .xlsx so that it can be marked."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import datetime

from openpyxl import Workbook as NewWorkbook
from openpyxl.cell import Cell as NewCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from etl.reading import CellValue, Sheet, Workbook, range_a1

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MAX_CELL = 32_767


def workbook_bytes(workbook: Workbook) -> tuple[bytes, Mapping[str, str]]:
    """The workbook as .xlsx bytes, and the title each sheet got (31 characters at most, none forbidden).

    Values, meaningful number formats, merges and hidden lines go along. Formulas are written as text.
    """
    book = NewWorkbook()
    book.remove(book.active)
    titles: dict[str, str] = {}
    for sheet in workbook.sheets:
        titles[sheet.name] = _title(sheet.name, {title.lower() for title in titles.values()})
        target = book.create_sheet(titles[sheet.name])
        _copy(sheet, target)
        if sheet.hidden and len(workbook.sheets) > 1:
            target.sheet_state = "hidden"
    if all(sheet.sheet_state == "hidden" for sheet in book.worksheets):
        book.worksheets[0].sheet_state = "visible"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue(), titles


def _title(name: str, taken: set[str]) -> str:
    title = base = _FORBIDDEN.sub(" ", name).strip(" '")[:31] or "Sheet"
    number = 1
    while title.lower() in taken:
        number += 1
        title = f"{base[:27]} {number}"
    return title


def _copy(sheet: Sheet, target: Worksheet) -> None:
    for row_number, row in enumerate(sheet.rows):
        for col, value in enumerate(row):
            at = (row_number, col)
            shown = sheet.errors.get(at) or (f"={sheet.formulas[at]}" if at in sheet.uncached else value)
            if shown is not None:
                _write(target.cell(row_number + 1, col + 1), shown, sheet.format_of(*at))
    for block in sheet.merged:
        target.merge_cells(range_a1(*block))
    for row_number in sheet.hidden_rows:
        target.row_dimensions[row_number + 1].hidden = True
    for col in sheet.hidden_cols:
        target.column_dimensions[get_column_letter(col + 1)].hidden = True


def _write(cell: NewCell, value: CellValue, code: str) -> None:
    if isinstance(value, str):
        cell.value = _NOT_XML.sub("", value)[:_MAX_CELL]
        cell.data_type = "s"  # text stays text, also when it starts with "="
    elif isinstance(value, datetime) and value.tzinfo is not None:
        cell.value = value.isoformat()
    else:
        cell.value = value
    if code and not isinstance(value, str):
        cell.number_format = code
