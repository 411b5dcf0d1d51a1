"""A workbook of plain tables: harmless text, readable columns, the same bytes for the same data."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.properties import PageSetupProperties

from childrights.export.exporting import Cell, safe

WIDEST, PROSE_WIDEST = 60, 26
"""Letters that a column shows at most."""
A3, LINE_POINTS, TALLEST_ROW = 8, 15, 405


def workbook(
    built_at: str,
    sheets: Mapping[str, tuple[Sequence[str], Sequence[Sequence[Cell]]]],
    *,
    prose: bool = False,
    printed: int = 0,
) -> bytes:
    """A workbook of ``sheets`` by title, each a header and rows; it says it was made when the data were built.

    ``prose`` is for long texts: they are wrapped, and a printed page (A3) is as wide as the table. Of a table with more
    than ``printed`` columns only those are printed; 0 prints them all.
    """
    book = Workbook(write_only=True)
    built = datetime.fromisoformat(built_at.replace("Z", "+00:00")).replace(tzinfo=None)
    book.properties.created = book.properties.modified = built
    for title, (header, rows) in sheets.items():
        sheet = _sheet(book, title, header, rows, prose)
        if 0 < printed < len(header):
            sheet.print_area = f"A1:{get_column_letter(printed)}{len(rows) + 1}"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _sheet(
    book: Workbook, title: str, header: Sequence[str], rows: Sequence[Sequence[Cell]], prose: bool
) -> WriteOnlyWorksheet:
    sheet = book.create_sheet(title)
    if prose:
        sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
        sheet.page_setup.paperSize = A3
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.freeze_panes = "A2"
    widest = PROSE_WIDEST if prose else WIDEST
    for i, name in enumerate(header):
        longest = max((len(str(row[i])) for row in rows[:200] if row[i] is not None), default=0)
        sheet.column_dimensions[get_column_letter(i + 1)].width = min(max(longest, len(name)) + 2, widest)
    bold = []
    for name in header:
        cell = WriteOnlyCell(sheet, value=name)
        cell.font = Font(bold=True)
        if prose:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        bold.append(cell)
    if prose:
        sheet.row_dimensions[1].height = LINE_POINTS * 4
    sheet.append(bold)
    at = 1
    for row in rows:
        cells = [ILLEGAL_CHARACTERS_RE.sub("", cell) if isinstance(cell, str) else cell for cell in map(safe, row)]
        if prose:
            # Not every spreadsheet program finds the height of wrapped text by itself; a row too low would cut it.
            at += 1
            lines = max((-(-len(str(cell)) // (PROSE_WIDEST - 4)) for cell in cells if cell is not None), default=1)
            sheet.row_dimensions[at].height = min(LINE_POINTS * max(lines, 1), TALLEST_ROW)
        sheet.append([_wrapped(sheet, cell) for cell in cells] if prose else cells)
    return sheet


def _wrapped(sheet: WriteOnlyWorksheet, value: Cell) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=value)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
