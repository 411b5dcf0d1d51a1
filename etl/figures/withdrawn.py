"""Figures that the look of their cells takes back, and remarks beside them: told to a person, never passed over.

A line through a figure, its label or its header says that it does not hold; what nobody can see on the sheet was not
meant to be read; a number above the line is that of a note. Comments may say anything about a figure: where neither
their people nor their time is understood, a person is told of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from etl.figures.figures import Figures
from etl.labels import is_note
from etl.problems import Complaint, Issue
from etl.reading import PARTLY, RAGGED, RAISED, STRUCK, UNSEEN, Cell, a1, parse_a1
from etl.tables import SheetView, Table, TableLayout

_CELL_ISSUES = {
    STRUCK: Issue("not_a_number", "struck"),
    UNSEEN: Issue("ambiguous_number", "unseen"),
    RAISED: Issue("not_a_number", "raised"),
}
_RAGGED_ISSUE = Issue("ambiguous_number", "ragged")
_TITLE_ISSUE = Issue("no_table", "struck", "warning")
_LABEL_ISSUE = Issue("not_a_number", "struck_label")
_PART_ISSUE = Issue("ambiguous_number", "struck_part", "warning")
_COMMENT_ISSUE = Issue("ambiguous_number", "comment", "warning")


def withdraw_by_look(
    view: SheetView, table: Table, layout: TableLayout, figures: Figures, told_of: Collection[Cell] = ()
) -> None:
    """Take the figures out whose cells, labels or headers say that they do not hold, and tell why.

    ``told_of`` are the cells whose comments were understood and asked about.
    """
    sheet = view.sheet
    if sheet.marks:
        reasons = _Reasons(view, table, layout)
        told: set[tuple[Cell, str]] = set()
        kept = []
        for one in figures.observations:
            cell = parse_a1(one.cell)
            found = reasons.of(cell)
            if found is None:
                kept.append(one)
                continue
            figures.rejected.append(cell)
            at, issue = found
            if (at, issue.variant) not in told:
                told.add((at, issue.variant))
                figures.complaints.append((*at, view.text(*at), issue))
        figures.observations = kept
        standing = []
        for record, one in figures.totals:
            if reasons.of((record.row, record.col)) is None:
                standing.append((record, one))
            else:
                figures.rejected.append((record.row, record.col))
        figures.totals = standing
    for cell, issue in _remarks(view, table):
        if issue is _COMMENT_ISSUE and cell in told_of:
            continue
        figures.complaints.append((*cell, view.text(*cell), issue))


def ragged_cells(view: SheetView) -> dict[int, Cell]:
    """The first cell of every line of a text file that does not fit its header, by row."""
    found: dict[int, Cell] = {}
    for cell in sorted(cell for cell, mark in view.sheet.marks.items() if mark == RAGGED):
        found.setdefault(cell[0], cell)
    return found


def unread_ragged(view: SheetView, told: Collection[str]) -> list[Complaint]:
    """What to tell about such lines that gave no figure to take back; ``told`` are the cells told about already."""
    return [
        (*cell, view.text(*cell), _RAGGED_ISSUE)
        for cell in ragged_cells(view).values()
        if a1(*cell) not in told and not is_note(view.text(*cell))
    ]


def without_struck_titles(view: SheetView, tables: Sequence[Table]) -> list[Complaint]:
    """Take titles that are struck through from the tables they stand above; returns what to tell about them."""
    struck: dict[Cell, Complaint] = {}
    for table in tables if view.sheet.marks else ():
        for cell in table.titles:
            if view.sheet.marks.get(cell) == STRUCK:
                struck[cell] = (*cell, view.text(*cell), _TITLE_ISSUE)
        table.titles = [cell for cell in table.titles if cell not in struck]
    return list(struck.values())


def _remarks(view: SheetView, table: Table) -> Iterator[tuple[Cell, Issue]]:
    """Comments and partly struck cells on the table, its header and its titles."""
    titles = set(table.titles)
    for issue, cells in (
        (_PART_ISSUE, [cell for cell, mark in view.sheet.marks.items() if mark == PARTLY]),
        (_COMMENT_ISSUE, list(view.sheet.comments)),
    ):
        for row, col in sorted(cells):
            inside = table.first <= row <= table.last and table.c0 <= col < table.c1
            if (inside or (row, col) in titles) and view.value(row, col) is not None:
                yield (row, col), issue


class _Reasons:
    """Why a figure does not hold: the look of its cell, a label of its row, its header or the sub-heading above it."""

    def __init__(self, view: SheetView, table: Table, layout: TableLayout) -> None:
        self.marks, self.anchors = view.sheet.marks, view.anchors
        self.labels = [stub.col for stub in layout.stubs]
        self.header = table.header
        self.ragged = ragged_cells(view)
        self.lines = range(table.c0, table.c1)
        self.headings = sorted(set(table.body) - set(table.data))
        self._rows: dict[int, Cell | None] = {}
        self._cols: dict[int, Cell | None] = {}

    def of(self, cell: Cell) -> tuple[Cell, Issue] | None:
        """The cell to tell about and what to tell; ``None`` for a figure that holds."""
        if self.marks.get(cell) == RAGGED:
            return self.ragged[cell[0]], _RAGGED_ISSUE
        own = _CELL_ISSUES.get(self.marks.get(cell, ""))
        if own is not None:
            return cell, own
        row, col = cell
        if row not in self._rows:
            self._rows[row] = self._struck((row, label) for label in self.labels) or self._heading(row)
        if col not in self._cols:
            self._cols[col] = self._struck((line, col) for line in self.header)
        at = self._rows[row] or self._cols[col]
        return (at, _LABEL_ISSUE) if at is not None else None

    def _struck(self, cells: Iterator[Cell]) -> Cell | None:
        anchored = (self.anchors.get(cell, cell) for cell in cells)
        return next((cell for cell in anchored if self.marks.get(cell) == STRUCK), None)

    def _heading(self, row: int) -> Cell | None:
        above = max((line for line in self.headings if line < row), default=None)
        return self._struck((above, col) for col in self.lines) if above is not None else None
