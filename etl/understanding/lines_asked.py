"""A label that is asked about and the figures of its line: nothing is proposed that they could not be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from etl.labels import MOST_PROPOSED, Labels, ValueRange, as_figures, may_be_figures_of, spread_of, unit_stated
from etl.problems import Issue
from etl.reading import CellValue
from etl.tables import SheetView, Table, TableLayout

Cell = tuple[int, int]
_ENOUGH = 400
_VALUES = ("value", "total")


class AskedLines:
    """Reads the figures of the lines of one table whose labels are asked about."""

    def __init__(self, view: SheetView, labels: Labels, table: Table, layout: TableLayout) -> None:
        self.view, self.labels, self.table = view, labels, table
        self.cols = [measure.col for measure in layout.measures if measure.role in _VALUES]
        self.own = {measure.col: measure.cell for measure in layout.measures}
        self.units = {measure.col: str(measure.dims.get("unit", "")) for measure in layout.measures}
        self._rows: dict[int, dict[str, list[int]]] = {}
        self._headed: dict[int, dict[Cell, list[int]]] = {}
        self._known: dict[Cell, tuple[ValueRange, ...]] = {}

    def with_figures(self, cell: Cell, text: str, issue: Issue) -> Issue:
        """A question about an indicator with the figures of its line, and without the proposals they speak against."""
        if issue.code != "unknown_indicator" or issue.severity != "error":
            return issue
        if cell not in self._known:
            self._known[cell] = tuple(self._spreads(cell))
        told, line = dict(issue.params), self._known[cell]
        known, scaled = self.labels.catalogue.indicators, unit_stated(text) in ("thousands", "millions")
        codes = [code for code in told.get("candidates", "").split(", ") if code in known]
        if line:
            codes = [code for code in codes if may_be_figures_of(known[code], line, scaled=scaled)]
            told["figures"] = as_figures(line)
        variant = "unknown" if issue.variant == "doubtful" and not codes else issue.variant
        if "candidates" in told:
            told["candidates"] = ", ".join(codes[:MOST_PROPOSED])
        return replace(issue, variant=variant, params=tuple(told.items()))

    def _spreads(self, cell: Cell) -> Iterator[ValueRange]:
        """The figures of a line in short, once for each unit that its columns state ("Number" beside "%")."""
        rows, cols = self._lines(*cell)
        for unit in dict.fromkeys(self.units[col] for col in cols):
            spread = spread_of(self._figures(rows, [col for col in cols if self.units[col] == unit]))
            if spread is not None:
                yield spread._replace(unit=unit or spread.unit)

    def _figures(self, rows: Iterable[int], cols: list[int]) -> Iterator[tuple[CellValue, str]]:
        formats, left = self.view.sheet.formats, _ENOUGH
        for row in rows:
            for col in cols:
                if left and self.view.cols[col][row] is not None:
                    left -= 1
                    yield self.view.cols[col][row], formats.get((row, col), "")

    def _lines(self, row: int, col: int) -> tuple[Iterable[int], list[int]]:
        """The rows and columns whose figures a cell speaks for: its column, its row, those below it, or all."""
        table = self.table
        if row in table.header:
            return table.data, self._columns_below(row).get((row, col)) or self.cols
        if table.data and table.data[0] <= row <= table.data[-1] and table.c0 <= col < table.c1:
            if col in self.cols:
                return [row], [col]
            return self._rows_of(row, col), self.cols
        return table.data, self.cols

    def _columns_below(self, row: int) -> dict[Cell, list[int]]:
        """The columns of figures that each cell of a row of headers stands over, looked up once for all of them."""
        if row not in self._headed:
            found = self._headed.setdefault(row, {})
            for one in self.cols:
                over = (self.own.get(one), self.view.anchors.get((row, one), (row, one)))
                for cell in dict.fromkeys(cell for cell in over if cell is not None):
                    found.setdefault(cell, []).append(one)
        return self._headed[row]

    def _rows_of(self, row: int, col: int) -> list[int]:
        """The rows of the same label; below a sub-heading those up to the next one."""
        if col not in self._rows:
            held, last = self._rows.setdefault(col, {}), ""
            for one in self.table.data:
                last = self.view.text(one, col) or last  # a label may stand once for the rows below it
                held.setdefault(last, []).append(one)
        data = set(self.table.data)
        same = self._rows[col].get(self.view.text(row, col), []) if row in data else []
        if same:
            return same
        found: list[int] = []
        for one in self.table.body:
            if one > row and one not in data and found:
                break
            if one > row and one in data:
                found.append(one)
        return found
