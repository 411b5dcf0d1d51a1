"""A part of a sheet made ready to be shown: what stands in each cell and what became of it. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from etl.problems import CheckResult, Problem
from etl.reading import Sheet, parse_a1, parse_range

ACCEPTED, WARNING, ERROR, HELD = "accepted", "warning", "error", "held"
_RANK = {ACCEPTED: 0, WARNING: 1, ERROR: 2}
ROWS, COLUMNS = 32, 14
LONGEST_TEXT = 80
SPILLING = 12
_CELL = re.compile(r"[A-Z]{1,3}[1-9]\d*")
_YEAR = re.compile(r"(?:19|20)\d\d")

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tint:
    """What became of a cell; ``words`` say why. ``held`` is a figure left out because a label of it is wrong."""

    kind: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CellWindow:
    """A rectangle of a sheet, 0-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def rows(self) -> range:
        """Its rows."""
        return range(self.top, self.bottom + 1)

    @property
    def columns(self) -> range:
        """Its columns."""
        return range(self.left, self.right + 1)


def cell_of(address: str) -> Cell | None:
    """``B7`` as 0-based row and column; ``None`` for anything that is not one cell."""
    return parse_a1(address) if _CELL.fullmatch(address) else None


def tints(checked: CheckResult, say: Callable[[Problem], str]) -> dict[str, dict[Cell, Tint]]:
    """What became of every cell: sheet → cell → tint. The worst counts, all reasons are kept."""
    found: dict[str, dict[Cell, Tint]] = {}
    for one in checked.observations:
        if cell := cell_of(one.cell):
            found.setdefault(one.sheet, {})[cell] = Tint(ACCEPTED)
    for problem in checked.problems:
        cell = cell_of(problem.cell)
        if cell is None:
            continue
        marks = found.setdefault(problem.sheet, {})
        before = marks.get(cell, Tint(ACCEPTED))
        kind = max(before.kind, problem.severity, key=lambda one: _RANK.get(one, 0))
        marks[cell] = Tint(kind, (*before.words, say(problem)))
    return found


def with_held(
    marks: Mapping[Cell, Tint], sheet: Sheet, labels: Sequence[Cell], ranges: Sequence[str] = ()
) -> dict[Cell, Tint]:
    """``marks`` and the figures that stand or fall with a wrong label: those of its row or column in the table.

    Where no figure of a sheet is accepted, all figures of its tables (``ranges``) wait.
    """
    sound = {row for (row, _), tint in marks.items() if tint.kind == ACCEPTED}
    if not sound and any(tint.kind == ERROR for tint in marks.values()):
        return {cell: Tint(HELD) for text in ranges for cell in figures_in(sheet, text)} | dict(marks)
    first = min(sound, default=0)
    columns = {column for (_, column), tint in marks.items() if tint.kind == ACCEPTED}
    rows = sound | {row for row, _ in marks if row > first} if sound else sound
    found = dict(marks)
    for row, column in labels:
        # Over the first sound row a label heads its column: nothing of it waits unless a number stands below.
        over = bool(sound) and row < first and column not in columns
        down = [(other, column) for other in rows if is_number(sheet, other, column)] if over else []
        across = [(row, other) for other in columns if other != column] if row not in sound else []
        for cell in down or across:
            if is_number(sheet, *cell):
                found.setdefault(cell, Tint(HELD))
    return found


def first_trouble(marks: Mapping[Cell, Tint]) -> Cell | None:
    """The first cell with an error, else with a warning."""
    for kind in (ERROR, WARNING):
        cells = [cell for cell, tint in marks.items() if tint.kind == kind]
        if cells:
            return min(cells)
    return None


def troubled_rows(marks: Mapping[Cell, Tint]) -> tuple[int, ...]:
    """The 0-based rows that hold an error or a warning, ascending."""
    return tuple(sorted({row for (row, _), tint in marks.items() if tint.kind in (ERROR, WARNING)}))


def page_count(sheet: Sheet) -> int:
    """How many windows of rows a sheet has, at least one."""
    return max(1, -(-len(sheet.rows) // ROWS))


def page_of(row: int) -> int:
    """The number of the window of rows that holds a 0-based row, from 0."""
    return row // ROWS


def window(sheet: Sheet, page: int, marks: Mapping[Cell, Tint], ranges: Sequence[str] = ()) -> CellWindow:
    """The window ``page`` of a sheet, as many columns as fit, beginning where the tables and marks begin."""
    top = min(max(page, 0), page_count(sheet) - 1) * ROWS
    bottom = min(top + ROWS, max(len(sheet.rows), 1)) - 1
    lefts = [parse_range(text)[1] for text in ranges]
    lefts += [column for (row, column), tint in marks.items() if top <= row <= bottom and tint.kind != ACCEPTED]
    last = max(sheet.width - 1, 0)
    left = 0 if last < COLUMNS else max(0, min([*lefts, last - COLUMNS + 1]))
    return CellWindow(top, left, bottom, min(last, left + COLUMNS - 1))


def figures_in(sheet: Sheet, text: str) -> Iterator[Cell]:
    """The numbers of a table below its first row; what may be a year is left alone."""
    top, left, bottom, right = parse_range(text)
    for row in range(top + 1, bottom + 1):
        for column in range(left, right + 1):
            if is_number(sheet, row, column) and not _YEAR.fullmatch(shown_cell(sheet, row, column)):
                yield row, column


def is_number(sheet: Sheet, row: int, column: int) -> bool:
    """Whether a cell holds a number, or text that begins like one."""
    line = sheet.rows[row] if row < len(sheet.rows) else ()
    value = line[column] if column < len(line) else None
    return (
        value[:1].isdecimal()
        if isinstance(value, str)
        else isinstance(value, int | float) and not isinstance(value, bool)
    )


def shown_cell(sheet: Sheet, row: int, column: int) -> str:
    """What a cell shows, near enough to how the person saw it."""
    if error := sheet.errors.get((row, column)):
        return error
    line = sheet.rows[row] if row < len(sheet.rows) else ()
    return as_shown(line[column] if column < len(line) else None, percent=sheet.is_percent(row, column))


def as_shown(value: Any, *, percent: bool = False) -> str:
    """A value in few characters; a number in a percent format as per cent."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return f"{value * 100:.6g}%" if percent else f"{value:.10g}"
    if isinstance(value, datetime):
        value = value.date() if value.time() == datetime.min.time() else value
    text = " ".join((value.isoformat() if isinstance(value, date) else str(value)).split())
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"


def covered(sheet: Sheet, row: int) -> dict[int, str]:
    """Where long texts run on over blank cells, as a spreadsheet program shows it: column → ``spill`` or ``under``."""
    found: dict[int, str] = {}
    for column in range(sheet.width):
        text = shown_cell(sheet, row, column)
        over = [column + step for step in range(1, 1 + len(text) // SPILLING)]
        if over and not any(shown_cell(sheet, row, other) for other in over):
            found |= {column: "spill"} | dict.fromkeys(over, "under")
    return found
