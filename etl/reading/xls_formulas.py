"""Which formulas of an .xls reach outside the workbook, found by the references in their tokens (BIFF8).

xlrd keeps a formula's last result and drops the formula. Here the FORMULA records are walked once more; layout of
records and tokens: [MS-XLS] 2.4.127 and 2.5.198.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any

from xlrd import book as xlrd_book  # type: ignore[import-untyped]

from etl.reading.grid import Cell
from etl.reading.outside import reaches_out

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
