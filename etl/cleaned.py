"""The cleaned copy of a file: the cells that its figures were read from, and nothing else of it.

What an officer sends holds more than its figures: comments, hidden parts, properties, caches, columns of remarks. None
of that is kept. The copy is a fresh workbook of values at the same sheets and addresses, without formulas, and it is
only taken when it reads back to the very figures that were accepted. So it starts with the least that may do, and takes
more of the tables' own lines only where the figures would otherwise be read differently.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from enum import IntEnum

from childrights.model import Observation
from etl.cleaned_file import usable_names, write_cells
from etl.model import CheckResult, ReadTable
from etl.reading.address import parse_a1
from etl.reading.grid import Cell, CellValue, Sheet, Workbook
from etl.understanding.turned import turned
from etl.understanding.view import class_of

Reread = Callable[[bytes], Sequence[Observation]]
_FREE_TEXT = frozenset("THX")
_AS_READ = (
    "indicator", "area", "year_start", "year_end", "period_label", "sex", "age", "residence", "wealth", "disability",
    "value", "numerator", "denominator", "lower", "upper", "sample_size", "status", "note", "scope", "cell",
)  # fmt: skip
"""What reading a file decides about a figure."""


class Much(IntEnum):
    """How much of the tables that were read is taken over."""

    FIGURES = 0
    """Figures, with the labels and headers of their rows and columns, sub-headings and titles that said something."""
    ROWS = 1
    """Also numbers that gave no figure, their rows and whole header rows; nothing withdrawn, no free text."""
    NOTES = 2
    """Also the lines of words around the tables, where a note says whose series it is."""
    LINES = 3
    """Also free text among the figures."""


def cleaned_copy(workbook: Workbook, result: CheckResult, reread: Reread) -> bytes:
    """An .xlsx of the cells that were read, or nothing when none reads back to the same figures.

    ``reread`` checks a copy as the file itself was checked and returns its figures.
    """
    # Comments are not kept: what a person confirmed of their words stands with the figures, and nowhere in the copy.
    plainly = _without_scope if any(sheet.comments for sheet in workbook.sheets) else as_read
    wanted = [(one.sheet, *plainly(one)) for one in result.observations]
    for much in Much if wanted else ():
        sheets = cleaned_sheets(workbook, result, much)
        for names in dict.fromkeys((usable_names([sheet.name for sheet in sheets]), tuple(s.name for s in sheets))):
            content = write_cells([replace(sheet, name=name) for sheet, name in zip(sheets, names, strict=True)])
            was = dict(zip(names, (sheet.name for sheet in sheets), strict=True))
            if sheets and [(was.get(one.sheet), *plainly(one)) for one in reread(content)] == wanted:
                return content
    return b""


def as_read(one: Observation) -> tuple[object, ...]:
    """What reading a sheet decides about one figure: equal for a figure that is read again."""
    return tuple(getattr(one, name) for name in _AS_READ)


def _without_scope(one: Observation) -> tuple[object, ...]:
    return as_read(replace(one, scope=""))


def cleaned_sheets(workbook: Workbook, result: CheckResult, much: Much) -> list[Sheet]:
    """The sheets that were read, in their order, holding only what ``much`` allows. No line of them is hidden;
    a hidden sheet stays one, since what its name says is taken otherwise."""
    accepted: dict[str, set[Cell]] = {}
    for one in result.observations:
        accepted.setdefault(one.sheet, set()).add(parse_a1(one.cell))
    sheets = []
    for sheet in workbook.sheets:
        cells: Rows = {}
        for table in result.read:
            if table.sheet == sheet.name:
                _take_table(table, sheet, accepted.get(sheet.name, set()), much, cells)
        if cells:
            sheets.append(_only(sheet, cells))
    return sheets


Rows = dict[int, set[int]]
"""Cells to be taken over: row → columns."""


def _take_table(table: ReadTable, sheet: Sheet, accepted: set[Cell], much: Much, cells: Rows) -> None:
    """Add the cells of one table, at their places on the person's sheet."""
    if not table.turned:
        _take_lines(table, sheet, accepted, much, cells)
        return
    lying: Rows = {}
    _take_lines(table, turned(sheet), {(col, row) for row, col in accepted}, much, lying)
    for col, rows in lying.items():
        for row in rows:
            cells.setdefault(row, set()).add(col)


def _take_lines(table: ReadTable, sheet: Sheet, accepted: set[Cell], much: Much, cells: Rows) -> None:
    figures = [col for col in table.figures if col not in table.labels]
    beside, lines = {*table.labels, *table.companions}, set(range(*table.columns))
    for row, col in (*table.told, *(_words_around(table, sheet) if much >= Much.NOTES else ())):
        cells.setdefault(row, set()).add(col)
    for row in table.header:
        cells.setdefault(row, set()).update(lines if much >= Much.ROWS else beside.union(figures))
    giving = {row for row, _ in accepted}
    for row in table.body:
        if row in table.headings:
            cells.setdefault(row, set()).update(lines.difference(figures))
        elif row in giving or much > Much.FIGURES:
            cells.setdefault(row, set()).update(beside)
            cells[row].update(col for col in figures if (row, col) in accepted or _may_be_kept(sheet, (row, col), much))
    _take_merged(table, sheet, accepted, cells)


def _words_around(table: ReadTable, sheet: Sheet) -> Iterator[Cell]:
    """The cells of the lines that hold nothing but words, and are none of the table's own."""
    own = {*table.header, *table.body}
    for row, line in enumerate(sheet.rows):
        if row not in own and all(value is None or isinstance(value, str) for value in line):
            yield from ((row, col) for col, value in enumerate(line) if value is not None)


def _may_be_kept(sheet: Sheet, cell: Cell, much: Much) -> bool:
    """Whether a cell among the figures that gave none may be taken over: where others are read by it, as a number."""
    if much == Much.FIGURES or cell in sheet.marks:
        return False
    value = sheet.value(*cell)
    return much >= Much.LINES or not isinstance(value, str) or class_of(value) not in _FREE_TEXT


def _take_merged(table: ReadTable, sheet: Sheet, accepted: set[Cell], cells: Rows) -> None:
    """The first cells of merged blocks that reach into ``cells``: they hold what the others show. And the labels of
    every row that a figure (one of a survey area) is merged over."""
    for r0, c0, r1, c1 in sheet.merged:
        block = set(range(c0, c1 + 1))
        if any(not block.isdisjoint(cells.get(row, ())) for row in range(r0, min(r1, len(sheet.rows)) + 1)):
            cells.setdefault(r0, set()).add(c0)
        if (r0, c0) in accepted:
            for row in range(r0, r1 + 1):
                cells.setdefault(row, set()).update(table.labels)


def _only(sheet: Sheet, cells: Rows) -> Sheet:
    """A sheet with these cells only, each with its number format, and the merged blocks that start in one of them."""
    unread = sheet.errors.keys() | sheet.uncached
    rows: list[list[CellValue]] = []
    for row, line in enumerate(sheet.rows):
        cols = cells.get(row, ())
        held = [value if col in cols and (row, col) not in unread else None for col, value in enumerate(line)]
        while held and held[-1] is None:
            held.pop()
        rows.append(held)
    formats = {(row, col): code for (row, col), code in sheet.formats.items() if col in cells.get(row, ())}
    merged = tuple(block for block in sheet.merged if block[1] in cells.get(block[0], ()))
    return Sheet(sheet.name, rows, formats=formats, merged=merged, hidden=sheet.hidden)
