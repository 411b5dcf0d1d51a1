"""An .xlsx workbook: values through calamine, everything that changes their meaning from the XML beside it.

calamine (0.9) gives error cells and formulas without a stored result as empty text and knows no number formats
or hidden rows. So each sheet part is read here first (measured, canonical, scanned), and calamine then reads a
small workbook rebuilt from those very bytes: there are no two opinions about what the file contains.
"""

from __future__ import annotations

import io
import zipfile
from itertools import chain
from typing import IO

from python_calamine import CalamineError, CalamineWorkbook

from etl.reading.beside import beside_other, beside_xlsx, unused_strings
from etl.reading.canonical import canonical_sheet, canonical_strings, is_rich
from etl.reading.grid import Cell, CellValue, OutsideText, Sheet
from etl.reading.number_formats import from_serial
from etl.reading.package import WorkbookPackage
from etl.reading.refusal import N_, Budget, FileRefusal
from etl.reading.xlsx_book import Frame, read_frame
from etl.reading.xlsx_comments import read_comments
from etl.reading.xlsx_scan import scan_sheet
from etl.reading.xlsx_styles import settle_marks, take_signs

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"

NOTE_CHART_SHEET = N_("Sheet {sheet} holds a chart only; it has no cells.")
NOTE_CONNECTIONS = N_("The workbook is connected to data elsewhere; it was read as it stands, nothing was refreshed.")


def read_xlsx(
    stream: IO[bytes], budget: Budget, *, inner: bool = True
) -> tuple[list[Sheet], list[str], list[OutsideText]]:
    """All sheets of an .xlsx in order, notes, and what it holds beside its cells; raises ``Refusal``.

    ``inner`` whether to look into the documents inside it as well.
    """
    package = WorkbookPackage(stream, budget)
    frame = read_frame(package)
    notes = [NOTE_CHART_SHEET.format(sheet=entry.name) for entry in frame.sheets if not entry.part]
    if frame.connections:
        notes.append(NOTE_CONNECTIONS)
    sheets: list[Sheet] = []
    parts: list[bytes] = []
    dates: list[dict[Cell, str]] = []
    strings = package.read(frame.shared_strings) if frame.shared_strings else b""
    rich = is_rich(strings)
    for entry in frame.sheets:
        if entry.part:
            sheet = Sheet(entry.name, hidden=entry.hidden, fonts=frame.styles.fonts)
            written = package.read(entry.part)
            rich = rich or is_rich(written)
            # A table or a condition may give white letters a ground of its own.
            coloured = bool(frame.styles.pale) and (b"tableParts" in written or b"conditionalFormatting" in written)
            part, extent = canonical_sheet(written, budget)
            dates.append(scan_sheet(part, extent, sheet, frame, budget, coloured=coloured))
            sheet.comments = read_comments(package, entry.part)
            sheets.append(sheet)
            parts.append(part)
    if not sheets:
        raise FileRefusal("no_sheets", file=budget.file)
    values = _read_values(parts, canonical_strings(strings, budget), budget)
    for sheet, rows, dated in zip(sheets, values, dates, strict=True):
        sheet.rows = rows
        if rich:
            take_signs(sheet)
        settle_marks(sheet)
        _put_dates(sheet, dated, frame)
        _make_room(sheet)
    held = set(chain.from_iterable(row for sheet in sheets for row in sheet.rows))
    used = {value for value in held if isinstance(value, str)}
    beside = beside_xlsx(package, frame, unused_strings(strings, used, budget))
    return sheets, notes, beside + (_embedded(package, budget) if inner else [])


def _embedded(package: WorkbookPackage, budget: Budget) -> list[OutsideText]:
    """What workbooks and other documents hold that lie inside this one."""
    found: list[OutsideText] = []
    for part in package.names():
        content = package.read(part) if "/embeddings/" in part else b""
        if content[:2] != b"PK":
            continue
        try:
            sheets, _, beside = read_xlsx(io.BytesIO(content), budget, inner=False)
            found += [OutsideText("embedded", rows=sheet.rows) for sheet in sheets]
            found += [one._replace(kind="embedded", sheet="") for one in beside]
        except FileRefusal as refusal:
            if refusal.code != "unreadable_file" and refusal.reason not in ("macro", "encrypted"):
                raise
            if refusal.reason != "encrypted":
                found += beside_other(content, budget)
    return found


def _read_values(parts: list[bytes], strings: bytes, budget: Budget) -> list[list[list[CellValue]]]:
    """Values of every sheet part in order; cells that hold nothing are ``None``."""
    try:
        workbook = CalamineWorkbook.from_filelike(_rebuilt(parts, strings))
        grids: list[list[list[CellValue]]] = []
        for index in range(len(parts)):
            budget.tick()
            grid: list[list[CellValue]] = workbook.get_sheet_by_index(index).to_python(skip_empty_area=False)  # type: ignore[assignment]
            grids.append([[None if v == "" else v for v in row] if "" in row else row for row in grid])
        return grids
    except (CalamineError, zipfile.BadZipFile, ValueError, OverflowError) as fault:
        raise FileRefusal("truncated", file=budget.file) from fault
    except BaseException as fault:
        # A panic in the Rust parser arrives as PanicException, which is no Exception and has no public name.
        if type(fault).__name__ != "PanicException":
            raise
        raise FileRefusal("truncated", file=budget.file) from fault


def _rebuilt(parts: list[bytes], strings: bytes) -> io.BytesIO:
    """A minimal stored (not compressed) workbook around the given sheet parts, without styles."""
    numbers = range(1, len(parts) + 1)
    sheets = "".join(f'<sheet name="{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_REL}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    files: dict[str, str | bytes] = {
        "_rels/.rels": f'<Relationships xmlns="{_RELS}"><Relationship Id="rId1" Type="{_REL}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELS}">{links}<Relationship Id="rId0" '
        f'Type="{_REL}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/sharedStrings.xml": strings or "<sst/>",
    }
    files |= {f"xl/worksheets/sheet{n}.xml": part for n, part in zip(numbers, parts, strict=True)}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    stream.seek(0)
    return stream


def _put_dates(sheet: Sheet, dates: dict[Cell, str], frame: Frame) -> None:
    """Turn serial numbers shown as dates into dates (calamine was given no styles, so they are still numbers)."""
    for (row, col), code in dates.items():
        value = sheet.value(row, col)
        if isinstance(value, int | float) and not isinstance(value, bool):
            sheet.rows[row][col] = from_serial(value, code, frame.date1904)


def _make_room(sheet: Sheet) -> None:
    """Let the rows reach every error cell and formula without result, which calamine counts as empty."""
    for row, col in (*sheet.errors, *sheet.uncached):
        sheet.rows.extend([] for _ in range(row + 1 - len(sheet.rows)))
        cells = sheet.rows[row]
        cells.extend([None] * (col + 1 - len(cells)))
