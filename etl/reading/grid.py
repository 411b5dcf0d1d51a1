"""What reading hands on: a workbook as plain grids, with everything beside the values that changes their meaning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
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
    "changes", "chart", "choices", "comments", "custom", "defined_name", "embedded", "header_footer", "linked", "part",
    "pivot", "properties", "sheet", "table", "text_box", "unused",
]  # fmt: skip
"""What a place beside the cells is; each has a sentence for what it may tell of persons."""


class Beside(NamedTuple):
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
    beside: list[Beside] = field(default_factory=list)
