"""One figure in a cell merged over several rows: the figure of a survey area when the rows name just its provinces."""

from __future__ import annotations

from collections.abc import Sequence

from etl.cells import as_text
from etl.tables.rows import TableRows
from etl.tables.shapes import MeasureColumn, Table, TableLayout
from etl.tables.view import SheetView
from geo import AreaError, canonical, joined_areas

Cell = tuple[int, int]


def merged_values(view: SheetView, table: Table, values: Sequence[MeasureColumn]) -> dict[Cell, Cell]:
    """Data cells merged over several rows or number columns of a table, with the last cell of each block."""
    cols = {m.col for m in values}
    found: dict[Cell, Cell] = {}
    for r0, c0, r1, c1 in view.sheet.merged:
        if c0 in cols and r0 > max(table.header, default=-1) and r0 <= table.last:
            several = r1 > r0 or any(col in cols for col in range(c0 + 1, c1 + 1))
            if several and view.cls[c0][r0] != " ":
                found[r0, c0] = (r1, c1)
    return found


def survey_area(view: SheetView, rows: TableRows, layout: TableLayout, first: Cell, last: Cell) -> tuple[str, str]:
    """The survey area whose provinces the rows of a merged cell name, and its name as written; else two blanks.

    Nothing but the place may differ from row to row, and the block may not reach into another column.
    """
    places = [stub for stub in layout.stubs if (stub.kind or stub.role) == "area"]
    others = [stub for stub in layout.stubs if stub not in places and stub.role not in ("area_code", "other_dimension")]
    if first[1] != last[1] or len(places) != 1:
        return "", ""
    span = range(first[0], last[0] + 1)
    if any(view.text(row, stub.col) != view.text(first[0], stub.col) for row in span for stub in others):
        return "", ""
    areas, names = [], []
    for row in span:
        value = view.value(row, places[0].col)
        found = rows.understand(places[0], value, row) if value is not None else None
        if found is None or found.issue is not None or "area" not in found.dims:
            return "", ""
        areas.append(found.dims["area"])
        names.append(as_text(value))
    try:
        area = canonical(areas)
    except AreaError:
        return "", ""
    return (area, " + ".join(names)) if area in joined_areas() else ("", "")
