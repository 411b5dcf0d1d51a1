"""A workbook being drafted cell by cell, with the truth beside it: what must be read from it and what must be reported."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from etl.labels.decisions import Decisions
from etl.labels.memory import Memory
from etl.reading.grid import Sheet, Workbook, a1
from etl.reading.xlsx_styles import NOTHING_SHOWN, PARTLY, RAISED, STRUCK, UNSEEN

DIMENSIONS = ("sex", "age", "residence", "wealth", "disability")


@dataclass(frozen=True)
class Fact:
    """One figure that must be read: ``key`` is indicator, area, first and last year and the five dimensions."""

    key: tuple[Any, ...]
    value: float | None
    sheet: str
    cell: str
    extras: tuple[tuple[str, Any], ...] = ()


@dataclass
class Page:
    """One sheet: cells by 0-based place, merged blocks and what stands beside the values."""

    name: str
    cells: dict[tuple[int, int], Any] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    marks: dict[tuple[int, int], str] = field(default_factory=dict)
    comments: dict[tuple[int, int], str] = field(default_factory=dict)

    def put(self, row: int, col: int, value: Any, fmt: str = "") -> None:
        """Write one cell."""
        self.cells[row, col] = value
        if fmt:
            self.formats[row, col] = fmt

    def row(self, row: int, values: list[Any], col: int = 0) -> None:
        """Write a row from ``col`` on; ``None`` leaves a cell blank."""
        for offset, value in enumerate(values):
            if value is not None:
                self.put(row, col + offset, value)

    def look(self, row: int, col: int, mark: str) -> None:
        """Give a filled cell a look (see ``etl.reading.xlsx_styles``)."""
        if mark == UNSEEN and isinstance(self.cells[row, col], int | float):
            self.formats[row, col] = NOTHING_SHOWN
        else:
            self.marks[row, col] = mark

    def merge(self, r0: int, c0: int, r1: int, c1: int) -> None:
        """Merge a block whose first cell holds the value."""
        if (r0, c0) != (r1, c1):
            self.merged.append((r0, c0, r1, c1))

    @property
    def height(self) -> int:
        """Number of rows up to the last one used."""
        return max((row for row, _ in self.cells), default=-1) + 1


@dataclass
class Case:
    """A drafted workbook: pages, facts that must be read, ``(code, sheet, cell)`` that must be reported.

    ``tolerated`` are codes that may be reported besides, anywhere (a warning that goes with the mess). ``decided`` is
    what a person decided about the file, ``remembered`` and ``places`` what its member confirmed before: labels to
    codes of indicators and of areas.
    """

    kind: str
    seed: int
    file_name: str = "upload.xlsx"
    pages: list[Page] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    errors: list[tuple[str, str, str]] = field(default_factory=list)
    tolerated: set[str] = field(default_factory=set)
    refused: bool = False
    decided: dict[str, Any] = field(default_factory=dict)
    remembered: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    optional: list[Fact] = field(default_factory=list)

    def page(self, name: str = "Sheet1") -> Page:
        """Start another sheet."""
        self.pages.append(Page(name))
        return self.pages[-1]

    def fact(
        self, page: Page, row: int, col: int, indicator: str, area: str, year: Any, value: float | None, **more: Any
    ) -> None:
        """Say what must be read from a cell. ``more`` holds dimensions and expected companions."""
        start, end = year if isinstance(year, tuple) else (year, year)
        groups = tuple(more.pop(name, "total") for name in DIMENSIONS)
        key = (indicator, area, start, end, *groups)
        self.facts.append(Fact(key, value, page.name, a1(row, col), tuple(sorted(more.items()))))

    def maybe(self, page: Page, row: int, col: int, *said: Any, **more: Any) -> None:
        """A figure that may be read from a cell or left alone, but not read differently."""
        self.fact(page, row, col, *said, **more)
        self.optional.append(self.facts.pop())

    def expect(self, code: str, page: Page, row: int, col: int) -> None:
        """Say that a problem must be reported at a cell, and that nothing is read from it."""
        self.errors.append((code, page.name, a1(row, col)))
        self.facts = [f for f in self.facts if (f.sheet, f.cell) != (page.name, a1(row, col))]

    def forget(self, page: Page, cells: list[tuple[int, int]]) -> None:
        """Nothing is to be read from these cells."""
        gone = {(page.name, a1(*cell)) for cell in cells}
        self.facts = [f for f in self.facts if (f.sheet, f.cell) not in gone]

    # -- handing over ------------------------------------------------------------------------------------------

    def workbook(self) -> Workbook:
        """The draft as reading would hand it on."""
        sheets = []
        for page in self.pages:
            rows = []
            for row in range(page.height):
                width = max((c for r, c in page.cells if r == row), default=-1) + 1
                rows.append([page.cells.get((row, col)) for col in range(width)])
            for (row, col), _ in page.errors.items():
                while len(rows[row]) <= col:
                    rows[row].append(None)
                rows[row][col] = None
            sheets.append(
                Sheet(
                    page.name,
                    rows,
                    hidden=page.hidden,
                    merged=tuple(page.merged),
                    errors=dict(page.errors),
                    formats=dict(page.formats),
                    hidden_rows=set(page.hidden_rows),
                    marks=dict(page.marks),
                    comments=dict(page.comments),
                )
            )
        return Workbook(Path(self.file_name), self.file_name, f"{self.kind}-{self.seed}", "xlsx", sheets)

    def known(self, catalogue: Any, more: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """What a check is told besides the file: its decisions, with ``more`` of them, and the member's memory."""
        parts = {*self.decided, *(more or {})}
        both = {part: _joined(self.decided.get(part), (more or {}).get(part)) for part in parts}
        decisions = Decisions.from_mapping(both, catalogue.indicators)
        return {"decisions": decisions, "memory": Memory(self.remembered, self.places)}

    def save(self, folder: Path) -> Path:
        """The draft as a real .xlsx file."""
        book = openpyxl.Workbook()
        book.remove(book.active)
        for page in self.pages:
            sheet = book.create_sheet(page.name)
            sheet.sheet_state = "hidden" if page.hidden else "visible"
            for (row, col), value in page.cells.items():
                cell = sheet.cell(row + 1, col + 1, value)
                if (row, col) in page.formats:
                    cell.number_format = page.formats[row, col]
                if row == 0:
                    cell.font = Font(bold=True)
                if (row, col) in page.marks:
                    _give_look(cell, page.marks[row, col])
                if (row, col) in page.comments:
                    cell.comment = Comment(page.comments[row, col], "Somebody")
            for (row, col), text in page.errors.items():
                sheet.cell(row + 1, col + 1).value = text
                sheet.cell(row + 1, col + 1).data_type = "e"
            for r0, c0, r1, c1 in page.merged:
                sheet.merge_cells(f"{get_column_letter(c0 + 1)}{r0 + 1}:{get_column_letter(c1 + 1)}{r1 + 1}")
            for row in page.hidden_rows:
                sheet.row_dimensions[row + 1].hidden = True
        if all(page.hidden for page in self.pages):
            book.create_sheet("Empty")
        path = folder / self.file_name
        book.save(path)
        return path


def _joined(one: Any, other: Any) -> Any:
    return {**one, **other} if isinstance(one, dict) and isinstance(other, dict) else one if other is None else other


def _give_look(cell: Any, mark: str) -> None:
    if mark == PARTLY:
        cell.value = CellRichText(TextBlock(InlineFont(strike=True), "99.9 "), str(cell.value))
    else:
        cell.font = {
            STRUCK: Font(strike=True),
            UNSEEN: Font(color="FFFFFFFF"),
            RAISED: Font(vertAlign="superscript"),
        }[mark]


def rng_of(kind: str, seed: int) -> random.Random:
    """The random source of one case: the same kind and seed always make the same workbook."""
    return random.Random(f"{kind}:{seed}")
