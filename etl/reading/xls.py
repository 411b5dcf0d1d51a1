"""An old binary workbook (.xls, Excel 2 to 2003) through xlrd.

xlrd tells error cells, formats, merges and hidden lines, which calamine does not for this type; a sheet has at
most 65,536 rows, so a Python reader is fast enough. These files always store a formula's last result; the
formula itself is stored as tokens, not as text, and only looked at for references to the outside.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterable, Iterator
from typing import IO, Any

import xlrd  # type: ignore[import-untyped]
from xlrd import book as xlrd_book
from xlrd import compdoc
from xlrd.biffh import error_text_from_code  # type: ignore[import-untyped]

from etl.reading.beside import CODES, OutsideTexts
from etl.reading.grid import Cell, CellValue, OutsideText, PlaceBeside, Sheet, a1
from etl.reading.number_formats import BUILTIN, from_serial, is_date_format, meaningful
from etl.reading.outside import reaches_out
from etl.reading.refusal import Budget, FileRefusal
from etl.reading.xlsx_styles import BLACK, WHITE, StyledRun, joined_runs, look_of, settle_marks, take_signs

_KINDS: dict[int, PlaceBeside] = {
    0x14: "header_footer",
    0x15: "header_footer",
    0x18: "defined_name",
    0x1BE: "choices",
    0x1B6: "text_box",
    0x3C: "text_box",
    0xEC: "text_box",
    0xAF: "sheet",
    0x5A: "linked",
    0x1F: "linked",
    0xCD: "pivot",
    0xC7: "pivot",
}
"""Records of a workbook by their numbers; what continues another (0x3C) is that of a drawing where it follows one."""
_CONTINUED, _STRINGS, _DRAWN = 0x3C, 0xFC, (0x1B6, 0xEC, 0x5D)
_NARROW = re.compile(rb"[\x20-\x7e]{4,}")
_WIDE = re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\x00|[\x80-\xff]\x17|[\x0b-\x1f]\x20){3,}")
_OLE = b"\xd0\xcf\x11\xe0"
_PROPERTIES = ("\x05SummaryInformation", "\x05DocumentSummaryInformation")


def beside_xls(book: Any, content: bytes, sheets: Iterable[Sheet], budget: Budget) -> list[OutsideText]:
    """Everything found in the records and the properties of the file; ``book`` is xlrd's."""
    letters = [0]
    places: dict[PlaceBeside, OutsideTexts] = {}

    def place(kind: PlaceBeside) -> OutsideTexts:
        return places.setdefault(kind, OutsideTexts(budget, letters, kind))

    for kind, data in _records(book, content):
        budget.tick()
        for text in _texts(data):
            group = "name" if kind == "defined_name" else ""
            place(kind).add(CODES.sub("\n", text) if kind == "header_footer" else text, group)
    used = {value for sheet in sheets for row in sheet.rows for value in row if isinstance(value, str)}
    for text in getattr(book, "_sharedstrings", None) or ():
        if text not in used:
            place("unused").add(text, "si")
    for name in _PROPERTIES if content[:4] == _OLE else ():
        for text in _texts(_stream(content, name)):
            place("properties").add(text, "")
    # Stretches of a record are no list: who wrote and who saved a file stand beside each other.
    found = [one.result() for one in places.values() if one.texts]
    return [one._replace(lists=()) if one.kind == "properties" else one for one in found]


def _stream(content: bytes, name: str) -> bytes:
    """A stream of the compound file, empty when there is none."""
    try:
        return bytes(compdoc.CompDoc(content, logfile=io.StringIO()).get_named_stream(name) or b"")
    except compdoc.CompDocError:
        return b""


def _records(book: Any, content: bytes) -> Iterator[tuple[PlaceBeside, bytes]]:
    """The records that hold words and are no cells."""
    # The workbooks of before Excel 5 are one stream, which xlrd has let go of by now.
    stream, at, before = (bytes(book.mem), book.base, 0) if book.mem else (content, 0, 0)
    end = min(len(stream), at + book.stream_len) if book.mem else len(stream)
    while at + 4 <= end:
        number, size = struct.unpack_from("<HH", stream, at)
        kind = _KINDS.get(number)
        if kind is not None and (number != _CONTINUED or before in _DRAWN):
            yield kind, stream[at + 4 : at + 4 + size]
        before = before if number == _CONTINUED else number
        at += 4 + size


def _texts(data: bytes) -> Iterator[str]:
    """The readable stretches of a record, in one byte or two for a letter."""
    wide = _WIDE.sub(b"\0\0", data)
    yield from (found.decode("utf-16-le", "ignore") for found in _WIDE.findall(data))
    yield from (found.decode("ascii") for found in _NARROW.findall(wide))


_FORMULA, _BOF, _EOF = 0x0006, 0x0809, 0x000A
_TOKENS_AT = 22
_STRING, _ATTRIBUTE, _NAME, _NAME_X = 0x17, 0x19, 0x23, 0x39
_SHEET_REFERENCES = (0x3A, 0x3B, 0x3C, 0x3D, _NAME_X)
# Bytes that follow a token, by its base number; operators have none.
_SIZES = {0x01: 4, 0x02: 4, 0x1C: 1, 0x1D: 1, 0x1E: 2, 0x1F: 8, 0x20: 7, 0x21: 2, 0x22: 3, 0x23: 4, 0x24: 4}
_SIZES |= {0x25: 8, 0x26: 6, 0x27: 6, 0x28: 6, 0x29: 2, 0x2A: 4, 0x2B: 8, 0x2C: 4, 0x2D: 8, 0x39: 6, 0x3A: 6}
_SIZES |= {0x3B: 10, 0x3C: 6, 0x3D: 10} | dict.fromkeys(range(0x03, 0x17), 0)
_ELSEWHERE = (xlrd_book.SUPBOOK_EXTERNAL, xlrd_book.SUPBOOK_DDEOLE)


def outside_formulas(book: Any, number: int) -> dict[Cell, str]:
    """Cells of a sheet (by its number in the book) whose formula reads another file or program; the text says which.

    Only BIFF8 (Excel 97 to 2003) tells its references apart; older files give nothing.
    """
    if book.biff_version < 80:
        return {}
    found: dict[Cell, str] = {}
    for content in _formula_records(book.mem, book._sh_abs_posn[number]):
        row, col = struct.unpack_from("<HH", content)
        length = struct.unpack_from("<H", content, _TOKENS_AT - 2)[0]
        for token, operand in _tokens(content[_TOKENS_AT : _TOKENS_AT + length]):
            reach = _reach(book, token, operand)
            if reach:
                found[row, col] = reach
    return found


def _formula_records(data: bytes, at: int) -> Iterator[bytes]:
    depth = 0
    while at + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, at)
        at += 4
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                return
        elif kind == _FORMULA and depth == 1 and length >= _TOKENS_AT:
            yield data[at : at + length]
        at += length


def _tokens(code: bytes) -> Iterator[tuple[int, bytes]]:
    """Base number and operand of each token; ends early at one it does not know."""
    at = 0
    while at < len(code):
        token = code[at]
        base = token if token < 0x40 else (token & 0x1F) | 0x20
        at += 1
        size = _SIZES.get(base)
        if base == _STRING and at + 1 < len(code):
            size = 2 + code[at] * (2 if code[at + 1] & 1 else 1)
        elif base == _ATTRIBUTE and at + 3 <= len(code):
            count = struct.unpack_from("<H", code, at + 1)[0]
            size = 3 + (2 * (count + 1) if code[at] & 0x04 else 0)
        if size is None or at + size > len(code):
            return
        yield base, code[at : at + size]
        at += size


def _reach(book: Any, token: int, operand: bytes) -> str:
    """What a token reads outside the workbook, empty for nothing."""
    if token in _SHEET_REFERENCES:
        place = struct.unpack_from("<H", operand)[0]
        links = book._externsheet_info
        if place < len(links) and links[place][0] < len(book._supbook_types):
            kind = book._supbook_types[links[place][0]]
            return "a link to another file or program" if kind in _ELSEWHERE else ""
    elif token == _NAME:
        number = struct.unpack_from("<H", operand)[0] - 1
        if number < len(book.name_obj_list):
            name = str(book.name_obj_list[number].name)
            return name if reaches_out(f"{name}(") else ""
    return ""


def read_xls(stream: IO[bytes], budget: Budget) -> tuple[list[Sheet], list[str], list[OutsideText]]:
    """All sheets of an .xls in order, notes, and what it holds beside its cells; raises ``Refusal``."""
    data = stream.read()
    if "_VBA_PROJECT".encode("utf-16-le") in data:
        raise FileRefusal("macro", file=budget.file)
    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, on_demand=True, logfile=io.StringIO(), ragged_rows=True
        )
        if book.nsheets > budget.limits.sheets:
            raise FileRefusal("too_many_sheets", file=budget.file, limit=budget.limits.sheets)
        sheets = [_read_sheet(book, number, budget) for number in range(book.nsheets)]
        beside = beside_xls(book, data, sheets, budget)
    except FileRefusal:
        raise
    except Exception as fault:
        # xlrd raises whatever a damaged record provokes: assertions, index, struct and key errors.
        reason = "encrypted" if "ncrypt" in str(fault) or "password" in str(fault).lower() else "truncated"
        raise FileRefusal(reason, file=budget.file) from fault
    if not sheets:
        raise FileRefusal("no_sheets", file=budget.file)
    return sheets, [], beside


def _read_sheet(book: Any, number: int, budget: Budget) -> Sheet:
    budget.tick()
    source = book.sheet_by_index(number)
    fonts = frozenset(font.name for font in book.font_list)
    sheet = Sheet(source.name, hidden=bool(source.visibility), fonts=fonts)
    if source.nrows:
        budget.add_sheet(sheet.name, source.nrows, source.ncols, a1(source.nrows - 1, max(source.ncols - 1, 0)))
    codes = _style_codes(book)
    formats: dict[Cell, str] = {}
    for row in range(source.nrows):
        if row % 1000 == 0:
            budget.tick()
        values: list[CellValue] = []
        for col, (kind, value) in enumerate(zip(source.row_types(row), source.row_values(row), strict=True)):
            code = codes[source.cell_xf_index(row, col)] if kind in _NUMBERS else ""
            if code:
                formats[row, col] = code
            if kind == xlrd.XL_CELL_ERROR:
                sheet.errors[row, col] = error_text_from_code.get(value, "#ERROR!")
            values.append(_value(kind, value, code, bool(book.datemode)))
        sheet.rows.append(values)
    _trim(sheet)
    sheet.formats = formats
    sheet.merged = tuple((r0, c0, r1 - 1, c1 - 1) for r0, r1, c0, c1 in source.merged_cells)
    sheet.hidden_rows = {row for row, info in source.rowinfo_map.items() if info.hidden}
    sheet.hidden_cols = {col for col, info in source.colinfo_map.items() if info.hidden}
    sheet.outside = outside_formulas(book, number)
    _note_looks(book, source, sheet)
    book.unload_sheet(number)
    return sheet


def _note_looks(book: Any, source: Any, sheet: Sheet) -> None:
    """Comments, struck and hidden cells, and the notes above the line of texts whose letters differ."""
    sheet.comments = {at: note.text.strip() for at, note in source.cell_note_map.items() if note.text.strip()}
    # Before Excel 5 a style has neither ground nor script.
    looks = [_look(book, style) for style in book.xf_list] if book.biff_version >= _EXCEL_5 else []
    if any(looks):
        for row, line in enumerate(sheet.rows):
            for col, value in enumerate(line):
                if value is not None and (look := looks[source.cell_xf_index(row, col)]):
                    sheet.marks[row, col] = look
    for (row, col), runs in source.rich_text_runlist_map.items():
        text = sheet.value(row, col)
        if isinstance(text, str):
            own = book.xf_list[source.cell_xf_index(row, col)].font_index
            sheet.rows[row][col] = joined_runs(_runs(book, text, [(0, own), *runs])) or None
    take_signs(sheet)
    settle_marks(sheet)


def _look(book: Any, style: Any) -> str:
    font = book.font_list[style.font_index]
    told = {"struck": bool(font.struck_out), "script": 1 if font.escapement == 1 else 0, "size": font.height / 20}
    ground = style.background
    ink = BLACK if font.colour_index == _AUTOMATIC else book.colour_map.get(font.colour_index) or BLACK
    paper = WHITE if not ground.fill_pattern else book.colour_map.get(ground.pattern_colour_index)
    if ground.fill_pattern > 1 or paper is None:
        return look_of(**told)
    return look_of(**told, ink=ink, ground=paper)


def _runs(book: Any, text: str, starts: list[tuple[int, int]]) -> list[StyledRun]:
    ends = [start for start, _ in starts[1:]] + [len(text)]
    found = []
    for (start, font_index), end in zip(starts, ends, strict=True):
        font = book.font_list[font_index]
        found.append(StyledRun(text[start:end], {1: 1, 2: -1}.get(font.escapement, 0), bool(font.struck_out)))
    return found


_AUTOMATIC = 0x7FFF
_EXCEL_5 = 50
_NUMBERS = (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE)


def _style_codes(book: Any) -> list[str]:
    """The meaningful format code of every cell style, empty for none."""
    codes = []
    for style in book.xf_list:
        known = book.format_map.get(style.format_key)
        codes.append(meaningful(known.format_str if known else BUILTIN.get(style.format_key, "")))
    return codes


def _value(kind: int, value: Any, code: str, date1904: bool) -> CellValue:
    if kind in _NUMBERS:
        return from_serial(value, code, date1904) if code and is_date_format(code) else float(value)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    return str(value) or None if kind == xlrd.XL_CELL_TEXT else None


def _trim(sheet: Sheet) -> None:
    """Drop empty cells at the ends of rows and empty rows at the end; error cells count as filled."""
    last_error = dict(sorted(sheet.errors))
    for number, row in enumerate(sheet.rows):
        keep = last_error.get(number, -1) + 1
        while len(row) > keep and row[-1] is None:
            row.pop()
    while sheet.rows and not sheet.rows[-1]:
        sheet.rows.pop()
