"""Cell addresses: 0-based (row, column) inside, ``B7`` for people."""

from __future__ import annotations

import re
from functools import lru_cache

MAX_ROWS = 1_048_576
MAX_COLS = 16_384

_A1 = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")


@lru_cache(maxsize=MAX_COLS)
def column_name(col: int) -> str:
    """Letters of a 0-based column: 0 → ``A``, 27 → ``AB``."""
    if not 0 <= col < MAX_COLS:
        raise ValueError(f"column {col} is outside a sheet")
    letters = ""
    col += 1
    while col:
        col, rest = divmod(col - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=MAX_COLS)
def column_index(letters: str) -> int:
    """0-based column of ``A``…``XFD``; ``ValueError`` outside a sheet."""
    index = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z":
            raise ValueError(f"{letters!r} is not a column")
        index = index * 26 + ord(letter) - 64
    if not 1 <= index <= MAX_COLS:
        raise ValueError(f"{letters!r} is not a column")
    return index - 1


def a1(row: int, col: int) -> str:
    """Address of a 0-based row and column: ``a1(6, 1) == "B7"``."""
    if not row >= 0:
        raise ValueError(f"row {row} is outside a sheet")
    return f"{column_name(col)}{row + 1}"


def parse_a1(text: str) -> tuple[int, int]:
    """0-based ``(row, column)`` of ``B7`` or ``$B$7``; ``ValueError`` if it is not a cell of a sheet."""
    match = _A1.fullmatch(text.strip())
    if match is None or int(match[2]) > MAX_ROWS:
        raise ValueError(f"{text!r} is not a cell address")
    return int(match[2]) - 1, column_index(match[1])


def range_a1(row0: int, col0: int, row1: int, col1: int) -> str:
    """Address of an inclusive 0-based block: ``B3:D7``, or ``B3`` when it is one cell."""
    first, last = a1(row0, col0), a1(row1, col1)
    return first if first == last else f"{first}:{last}"


def parse_range(text: str) -> tuple[int, int, int, int]:
    """Inclusive 0-based ``(row0, col0, row1, col1)`` of ``B3:D7`` or of a single cell, corners in any order."""
    first, _, last = text.partition(":")
    row0, col0 = parse_a1(first)
    row1, col1 = parse_a1(last or first)
    return min(row0, row1), min(col0, col1), max(row0, row1), max(col0, col1)
