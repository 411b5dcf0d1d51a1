"""Which figures a comment speaks of: the one it stands on, those of its row or column, or the whole table's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from etl.labels import is_note
from etl.tables.shapes import Layout, Table
from etl.tables.view import View

Cell = tuple[int, int]


class Remark(NamedTuple):
    """A comment with the rows and columns whose figures it is about; ``None`` stands for all of the table."""

    cell: Cell
    text: str
    rows: tuple[int, ...] | None = None
    cols: tuple[int, ...] | None = None


def remarks_on(view: View, table: Table, layout: Layout) -> Iterator[Remark]:
    """The comments on the cells of a table, its header and its titles, in the order of the sheet."""
    if not view.sheet.comments:
        return
    titles, data = {*table.titles, *layout.lone}, set(table.data)
    figures = {measure.col for measure in layout.measures}
    for cell, text in sorted(view.sheet.comments.items()):
        row, col = cell
        if cell in titles:
            yield Remark(cell, text)
        elif not table.c0 <= col < table.c1 or view.value(row, col) is None:
            continue
        elif row in table.header:
            cols = tuple(sorted(_under(view, table, cell, row) & figures))
            yield Remark(cell, text, cols=cols or None)
        elif row in data and col in figures:
            yield Remark(cell, text, (row,), (col,))
        elif row in data:
            yield Remark(cell, text, tuple(sorted(_beside(view, table, cell))))
        elif row in table.body:
            yield Remark(cell, text, tuple(_below(view, table, row, figures)))


def _under(view: View, table: Table, cell: Cell, row: int) -> set[int]:
    """The columns below a cell of the header, all of those it is merged over."""
    return {col for col in range(table.c0, table.c1) if view.anchors.get((row, col), (row, col)) == cell}


def _beside(view: View, table: Table, cell: Cell) -> set[int]:
    """The rows of a label, all of those it is merged over."""
    return {row for row in table.data if view.anchors.get((row, cell[1]), (row, cell[1])) == cell}


def _below(view: View, table: Table, row: int, figures: Iterable[int]) -> Iterator[int]:
    """The rows of figures below a sub-heading, up to the next one."""
    data, taken = set(table.data), set(figures)
    for line in (one for one in table.body if one > row):
        if line in data:
            yield line
            continue
        held = [view.text(line, col) for col in range(table.c0, table.c1) if col not in taken and view.text(line, col)]
        if len(held) == 1 and not is_note(held[0]):
            return
