"""How a table was understood, in words: "province down column B, year across row 6"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from etl.model import FoundTable, ReadTable
from etl.reading.address import a1, column_name
from etl.understanding.found import GROUP_DIMENSIONS
from etl.understanding.labels import Labels
from etl.understanding.lines import Layout
from etl.understanding.shapes import Table
from etl.understanding.surroundings import Surroundings
from etl.understanding.view import View

_ENOUGH, _COLUMNS_TOLD = 200, 6
_NAMES = {
    "area": "province", "period": "year", "indicator": "indicator", "sex": "sex", "age": "age group",
    "residence": "residence", "wealth": "wealth group", "disability": "disability", "unit": "unit",
}  # fmt: skip
_SKIPPED = {
    "total": "totals", "total_other": "totals", "average": "averages", "derived": "ranks, targets and changes",
    "skip": "lines you left out", "other unit": "the same in another unit",
}  # fmt: skip


def explain(
    view: View, labels: Labels, table: Table, layout: Layout, around: Surroundings, skipped: Counter[str], checked: int
) -> FoundTable:
    """Describe a table.

    ``layout`` of the result maps each dimension to ``column B``, ``row 6``, ``title A1``, ``name of the sheet or
    file`` or ``sub-headings``, ``skipped`` to what was left out and ``left_out`` to the columns among it.
    """
    places: dict[str, str] = {}
    for stub in layout.stubs:
        kind = "area" if stub.role == "area_code" else stub.kind or stub.role
        if kind in _NAMES:
            places.setdefault(kind, f"column {column_name(stub.col)}")
    for line in table.header:
        for measure in layout.measures:
            if view.letter(line, measure.col) == " ":
                continue
            found = labels.parse(view.text(line, measure.col))
            for kind in found.dims:
                if kind in measure.dims:
                    places.setdefault(kind, f"row {line + 1}")
    for kind in layout.corner:
        places.setdefault(kind, f"row {table.header[-1] + 1}" if table.header else "the header")
    for row in _headings(table):
        for col in range(table.c0, table.c1):
            for kind in labels.parse(view.text(row, col)).dims if view.cls[col][row] != " " else ():
                places.setdefault(kind, "sub-headings")
    for kind, cell in around.cells.items():
        if kind in around.dims and (kind not in GROUP_DIMENSIONS or kind not in places):
            places.setdefault(kind, f"title {a1(*cell)}" if cell else "name of the sheet or file")
    words = [f"{name} {_phrase(places[kind])}" for kind, name in _NAMES.items() if kind in places]
    left_out = [_SKIPPED.get(reason, reason) for reason in skipped]
    if checked:
        left_out = [*dict.fromkeys([*left_out, "totals"])]
        words.append("totals used as checks")
    if left_out:
        places["skipped"] = ", ".join(dict.fromkeys(left_out))
        if named := _columns_left_out(layout):
            places["left_out"] = named
        others = [name for name in dict.fromkeys(left_out) if name != "totals" or not checked]
        if others:
            columns = f" ({places['left_out']})" if "left_out" in places else ""
            words.append(f"{', '.join(others)}{columns} not read as figures")
    text = ", ".join(words) or "nothing in this table was recognised"
    return FoundTable(view.sheet.name, table.cell_range, text[0].upper() + text[1:], places)


def _columns_left_out(layout: Layout) -> str:
    """The headers of the columns that are no figures ("Target 2025 (D)"), with their letters."""
    named = [m for m in layout.measures if m.role == "skip" and m.label]
    told = ", ".join(f"{measure.label} ({column_name(measure.col)})" for measure in named[:_COLUMNS_TOLD])
    return told + (" …" if len(named) > _COLUMNS_TOLD else "")


def lines_read(
    view: View, table: Table, layout: Layout, around: Surroundings, whose: Iterable[tuple[int, int]] = ()
) -> ReadTable:
    """The lines and cells that a table was read from, with those that say ``whose`` the figures are."""
    told = {*whose} | {cell for cell in around.cells.values() if cell is not None} | set(layout.lone)
    told |= {measure.unit_cell for measure in layout.measures if measure.unit_cell is not None}
    told |= {measure.cell for measure in layout.measures if measure.cell is not None}
    return ReadTable(
        view.sheet.name,
        tuple(sorted(told)),
        (*table.header, *table.repeats),
        table.body,
        frozenset(table.body) - frozenset(table.data),
        tuple(stub.col for stub in layout.stubs),
        tuple(m.col for m in layout.measures if m.role in ("value", "total") and m.issue is None),
        tuple(m.col for m in layout.measures if m.role not in ("value", "total", "skip") and m.issue is None),
        (table.c0, table.c1),
        view.turned,
    )


def _headings(table: Table) -> list[int]:
    """Some of the sub-headings: enough to say what they name."""
    data = set(table.data)
    return [row for row in table.body if row not in data][:_ENOUGH]


def _phrase(place: str) -> str:
    if place.startswith("column"):
        return f"down {place}"
    if place.startswith("row"):
        return f"across {place}"
    if place == "sub-headings":
        return "in sub-headings between the rows"
    return f"from the {place.replace('title ', 'title in ')}"
