"""How far the cells of a worksheet part reach, before anything is built from them.

A large part is not taken apart for that: one search shows that no cell lies outside the rows that are there and the
columns of its first rows. Only a part for which that fails has each of its cells looked at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from etl.reading.address import MAX_ROWS, column_index
from etl.reading.refusal import Budget, Refusal

ATTRIBUTES = rb'(?: [a-zA-Z][\w:]*+="[^"<>]*+")*+'
_ENDING = rb" ?+(/>|></c>|>)"
CELL = re.compile(rb'<c r="([A-Z]{1,3}+)([1-9][0-9]{0,6}+)"' + ATTRIBUTES + _ENDING)
_LETTERS = re.compile(rb'<c r="([A-Z]{1,3}+)')
_SAMPLE = 20_000
_SHARE = 4

CellTag = tuple[bytes, bytes, bytes]
"""Column letters, row number and ending of a cell's opening tag; the ending is ``>`` unless the cell is empty."""


class Extent(NamedTuple):
    """Rows and columns of the rectangle from A1 in which all cells lie."""

    rows: int
    cols: int


def extent_of(cells: Sequence[CellTag], budget: Budget) -> Extent:
    """The rectangle of the filled cells, looked at one by one."""
    if any(ending != b">" for ending in set(map(itemgetter(2), cells))):
        cells = [cell for cell in cells if cell[2] == b">"]
    if not cells:
        return Extent(0, 0)
    letters = set(map(itemgetter(0), cells))
    rows = max(map(int, set(map(itemgetter(1), cells))))
    try:
        cols = max(column_index(name.decode()) for name in letters) + 1
    except ValueError as fault:
        raise Refusal("truncated", file=budget.file) from fault
    if rows > MAX_ROWS:
        raise Refusal("truncated", file=budget.file)
    return Extent(rows, cols)


def extent_within(data: bytes, numbers: Sequence[bytes], budget: Budget) -> Extent | None:
    """A rectangle a little larger than needed that holds every cell, all of them spelt as they should be.

    ``numbers`` are the row numbers of ``data``. ``None`` when a cell lies outside or is spelt otherwise, or when the
    rectangle would take a good part of the budget.
    """
    letters = {name.decode() for name in _LETTERS.findall(data[:_SAMPLE])}
    if not numbers or not letters or max(map(len, letters)) > 2:
        return None
    last_row, row_pattern = _rows_to(max(map(int, numbers)))
    last_col, col_pattern = _cols_to(max(letters, key=lambda name: (len(name), name)))
    if last_row * last_col * _SHARE > budget.limits.cells - budget.cells or last_row > MAX_ROWS:
        return None
    cell = f'<c(?! r="(?:{col_pattern})(?:{row_pattern})"'.encode() + ATTRIBUTES + _ENDING + rb")"
    return None if re.search(cell, data) else Extent(last_row, last_col)


def _rows_to(last: int) -> tuple[int, str]:
    """A pattern for row numbers up to ``last`` or little more, and the largest number it allows."""
    digits = str(last)
    size = len(digits)
    if size == 1:
        return 9, "[1-9]"
    first, second = int(digits[0]), int(digits[1])
    parts = [f"[1-9][0-9]{{0,{size - 2}}}", f"{first}[0-{second}][0-9]{{{size - 2}}}"]
    if first > 1:
        parts.append(f"[1-{first - 1}][0-9]{{{size - 1}}}")
    return (int(digits[:2]) + 1) * 10 ** (size - 2) - 1, "|".join(parts)


def _cols_to(last: str) -> tuple[int, str]:
    """A pattern for column letters up to ``last`` (one or two letters) or little more, and how many it allows."""
    if len(last) == 1:
        return column_index(last) + 1, f"[A-{last}]"
    return column_index(f"{last[0]}Z") + 1, f"[A-Z]|[A-{last[0]}][A-Z]"
