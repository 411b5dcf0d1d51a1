"""What a canonical worksheet part says beside the values: errors, formulas, formats, merges and hidden lines."""

from __future__ import annotations

import re
from collections.abc import Collection
from html import unescape

from etl.reading import canonical
from etl.reading.grid import MAX_COLS, Cell, Sheet, a1, column_index, parse_a1, parse_range
from etl.reading.number_formats import is_date_format, meaningful
from etl.reading.outside import reaches_out
from etl.reading.package import Extent, small_int
from etl.reading.refusal import Budget
from etl.reading.xlsx_book import Frame

_A = r'(?: [a-zA-Z][\w:]*="[^"<>]*")*?'
_CELL = rf'<c r="([A-Z]{{1,3}}[0-9]+)"({_A}) ?>\s*'
_ERROR = re.compile(
    rf'<c r="([A-Z]{{1,3}}[0-9]+)"{_A} t="e"{_A} ?>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v[^>]*>([^<]*)'.encode()
)
_FORMULA = re.compile(rf"{_CELL}<f([^>]*?)(?:/>|>([^<]*)</f>)\s*(<v[^>]*?/>|<v[^>]*>[^<]*</v>)?".encode())
_BLANK_VALUE = re.compile(rb"<v[^>]*>\s*(?:</v>)?")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_TRUE = (b"1", b"true")
_FULL = rb" ?>(?!</c>)"
_STYLE = re.compile(rb' s="([0-9]+)"')
_MANY_STYLES = 40


def scan_sheet(
    part: bytes, extent: Extent, sheet: Sheet, frame: Frame, budget: Budget, *, coloured: bool = False
) -> dict[Cell, str]:
    """Fill in everything but the values of ``sheet`` and count its rectangle against the limits.

    ``coloured`` when tables or conditions may give cells a ground of their own. Returns the cells shown as dates with
    their format code.
    """
    budget.tick()
    if extent.rows:
        budget.add_sheet(sheet.name, extent.rows, extent.cols, a1(extent.rows - 1, extent.cols - 1))
    _scan_lines(part, sheet)
    _scan_errors(part, sheet)
    _scan_formulas(part, sheet, frame)
    budget.tick()
    return _scan_formats(part, sheet, frame, coloured)


def _scan_lines(part: bytes, sheet: Sheet) -> None:
    if b"hidden=" in part or b'width="0"' in part:
        for match in canonical.ROW.finditer(part):
            if b" hidden=" in match[0] and dict(_ATTRIBUTE.findall(match[0])).get(b"hidden") in _TRUE:
                sheet.hidden_rows.add(int(match[1]) - 1)
        for match in canonical.COL.finditer(part):
            attrs = dict(_ATTRIBUTE.findall(match[0]))
            hidden = attrs.get(b"hidden") in _TRUE or attrs.get(b"width") == b"0"
            first, last = small_int(attrs.get(b"min", b"")), small_int(attrs.get(b"max", b""))
            if hidden and first > 0:
                sheet.hidden_cols.update(range(first - 1, min(last, MAX_COLS)))
    blocks = []
    for match in canonical.MERGE.finditer(part, max(part.rfind(b"</sheetData>"), 0)):
        try:
            blocks.append(parse_range(match[1].decode()))
        except ValueError:
            continue
    sheet.merged = tuple(blocks)


def _scan_errors(part: bytes, sheet: Sheet) -> None:
    if b' t="e"' in part:
        for address, text in _ERROR.findall(part):
            sheet.errors[parse_a1(address.decode())] = _text(text).strip() or "#ERROR!"


def _scan_formulas(part: bytes, sheet: Sheet, frame: Frame) -> None:
    if b"<f" not in part:
        return
    shared: dict[bytes, str] = {}
    for address, cell_attrs, formula_attrs, text, stored in _FORMULA.findall(part):
        at = parse_a1(address.decode())
        # A formula that gives "" stores an empty text; any other without a stored value was never calculated.
        calculated = stored and (b' t="str"' in cell_attrs or not _BLANK_VALUE.fullmatch(stored))
        if not calculated and at not in sheet.errors:
            sheet.uncached.add(at)
        attrs = dict(_ATTRIBUTE.findall(formula_attrs)) if formula_attrs else {}
        if text:
            formula = _text(text)
            sheet.formulas[at] = formula
            if reaches_out(formula, frame.outside_names):
                sheet.outside[at] = formula
                shared[attrs.get(b"si", b"")] = formula
        elif attrs.get(b"si", b"-") in shared:
            sheet.outside[at] = shared[attrs[b"si"]]


def _scan_formats(part: bytes, sheet: Sheet, frame: Frame, coloured: bool) -> dict[Cell, str]:
    """Put the formats and looks that change meaning on the sheet; returns the formats that make a date."""
    styles = frame.styles
    codes = {str(style).encode(): code for style, code in enumerate(styles.formats) if meaningful(code)}
    looks = {str(style).encode(): look for style, look in enumerate(styles.looks) if look}
    if coloured:  # then what looks white on white may stand on another ground
        looks = {style: look for style, look in looks.items() if int(style) not in styles.pale}
    used = _used(part, codes.keys() | looks.keys())
    if not used:
        return {}
    pattern = re.compile(
        rb'<c r="([A-Z]{1,3})([0-9]+)"' + _A.encode() + rb' s="(' + used + rb')"' + _A.encode() + _FULL
    )
    is_date = {style: is_date_format(code) for style, code in codes.items()}
    columns: dict[bytes, int] = {}
    formats: dict[Cell, str] = {}
    dates: dict[Cell, str] = {}
    for letters, number, style in pattern.findall(part):
        col = columns.get(letters)
        if col is None:
            col = columns[letters] = column_index(letters.decode())
        at = (int(number) - 1, col)
        if style in codes:
            formats[at] = codes[style]
            if is_date[style]:
                dates[at] = codes[style]
        if style in looks:
            sheet.marks[at] = looks[style]
    sheet.formats = formats
    return dates


def _used(part: bytes, wanted: Collection[bytes]) -> bytes:
    """A pattern for those of the wanted styles that cells of the part have, empty when none has."""
    if len(wanted) > _MANY_STYLES:
        used = {style for style in set(_STYLE.findall(part)) if style in wanted}
    else:
        used = {style for style in wanted if b' s="' + style + b'"' in part}
    return b"|".join(sorted(used))


def _text(content: bytes) -> str:
    return unescape(content.decode("utf-8", "replace"))
