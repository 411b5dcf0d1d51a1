"""What reading hands on: a workbook as plain grids, with everything beside the values that changes their meaning."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from etl.reading.number_formats import format_meaning

CellValue = str | float | int | bool | date | datetime | time | timedelta | None
Cell = tuple[int, int]
Block = tuple[int, int, int, int]

KINDS = ("xlsx", "xls", "ods", "csv", "tsv")


@dataclass(slots=True)
class Sheet:
    """One sheet, nothing shifted: ``rows[0]`` is sheet row 1 and index 0 of a row is column A.

    Rows may be shorter than the widest one and trailing empty rows are absent; ``None`` is a blank cell.
    Every other field is keyed by 0-based ``(row, column)``. A cell in ``errors`` or ``uncached`` has the value
    ``None``: it is *not* blank. ``outside`` names formulas that reach out of the workbook (their stored value
    is kept in ``rows``). ``formats`` holds only number formats that change what a number means. ``marks`` says of
    filled cells whose look changes what they mean that they are ``struck`` through (``struck_part``: the part that is
    not stands in ``rows``), ``unseen`` or ``raised`` above the line, or of a
    text file that they stand on a ``ragged`` line; ``comments`` holds what people remarked on cells.
    ``fonts`` are the names of all fonts that the workbook's styles know.
    """

    name: str
    rows: list[list[CellValue]] = field(default_factory=list)
    hidden: bool = False
    merged: tuple[Block, ...] = ()
    errors: dict[Cell, str] = field(default_factory=dict)
    uncached: set[Cell] = field(default_factory=set)
    formulas: dict[Cell, str] = field(default_factory=dict)
    outside: dict[Cell, str] = field(default_factory=dict)
    formats: Mapping[Cell, str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_cols: set[int] = field(default_factory=set)
    marks: dict[Cell, str] = field(default_factory=dict)
    comments: dict[Cell, str] = field(default_factory=dict)
    fonts: frozenset[str] = frozenset()

    def value(self, row: int, col: int) -> CellValue:
        """The value at a 0-based cell, ``None`` outside what the sheet holds."""
        if 0 <= row < len(self.rows) and 0 <= col < len(self.rows[row]):
            return self.rows[row][col]
        return None

    def format_of(self, row: int, col: int) -> str:
        """The number format of a cell when it changes the meaning of a number, else the empty string."""
        return self.formats.get((row, col), "")

    def is_percent(self, row: int, col: int) -> bool:
        """Whether the number of a cell is shown a hundred times as large with a "%", as a percent format does."""
        value = self.value(row, col)
        return isinstance(value, int | float) and format_meaning(self.format_of(row, col), value).percent

    @property
    def width(self) -> int:
        """Number of columns up to the last one that holds something."""
        return max(map(len, self.rows), default=0)


PlaceBeside = Literal[
    "changes",
    "chart",
    "choices",
    "comments",
    "custom",
    "defined_name",
    "embedded",
    "header_footer",
    "linked",
    "part",
    "pivot",
    "properties",
    "sheet",
    "table",
    "text_box",
    "unused",
]
"""What a place beside the cells is; each has a sentence for what it may tell of persons."""


class OutsideText(NamedTuple):
    """The words in one place of a file that is no cell: looked through for data about persons, never read.

    ``kind`` is what the place is (``text_box``, ``choices`` …), ``sheet`` the one it belongs to. ``lists`` are the
    ``texts`` that stand under one name; ``headed`` when these names were chosen by somebody, like headers. ``rows`` is
    a whole table, as in the cache of a pivot table.
    """

    kind: PlaceBeside
    sheet: str = ""
    texts: Sequence[str] = ()
    lists: Sequence[tuple[str, Sequence[str]]] = ()
    headed: bool = False
    rows: Sequence[Sequence[CellValue]] = ()


@dataclass(slots=True)
class Workbook:
    """A file as read: its sheets in order, its fingerprint, and what had to be assumed to read it.

    ``kind`` is what the content is (one of ``KINDS``), whatever the file is called; ``notes`` are English
    sentences such as "Read as Windows-1252." for the person who uploaded it. ``beside`` is what the file holds
    beside its cells.
    """

    path: Path
    file_name: str
    sha256: str
    kind: str
    sheets: list[Sheet] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    beside: list[OutsideText] = field(default_factory=list)


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
