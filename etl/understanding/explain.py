"""How a table was understood, as data: where each of its dimensions stands, what was left out and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from childrights.catalogue import Observation
from etl.cells import as_text, contradicts
from etl.labels import GROUP_DIMENSIONS, Labels, others_counted, unit_stated
from etl.problems import FoundTable, Problem, ReadTable, Recalled, SaidIn, problem
from etl.reading import Sheet, a1, column_name
from etl.tables import SheetView, Surroundings, Table, TableLayout

_ENOUGH = 200
_DIMENSIONS = frozenset(("area", "period", "indicator", "unit", *GROUP_DIMENSIONS))


def explain_table(
    view: SheetView,
    labels: Labels,
    table: Table,
    layout: TableLayout,
    around: Surroundings,
    skipped: Counter[str],
    checked: int,
) -> FoundTable:
    """Describe a table; ``skipped`` counts cells by the reason why they are no figures, ``checked`` is the number of
    totals that were used as checks."""
    places: dict[str, SaidIn] = {}
    for stub in layout.stubs:
        kind = "area" if stub.role == "area_code" else stub.kind or stub.role
        if kind in _DIMENSIONS:
            places.setdefault(kind, SaidIn("column", column_name(stub.col)))
    for line in table.header:
        for measure in layout.measures:
            if view.letter(line, measure.col) == " ":
                continue
            found = labels.parse(view.text(line, measure.col))
            for kind in found.dims:
                if kind in measure.dims:
                    places.setdefault(kind, SaidIn("row", str(line + 1)))
    for kind in layout.corner:
        places.setdefault(kind, SaidIn("row", str(table.header[-1] + 1)) if table.header else SaidIn("header"))
    for row in _headings(table):
        for col in range(table.c0, table.c1):
            for kind in labels.parse(view.text(row, col)).dims if view.cls[col][row] != " " else ():
                places.setdefault(kind, SaidIn("headings"))
    for kind, cell in around.cells.items():
        if kind in around.dims and (kind not in GROUP_DIMENSIONS or kind not in places):
            places.setdefault(kind, SaidIn("title", a1(*cell)) if cell else SaidIn("name"))
    columns = tuple((m.label, column_name(m.col)) for m in layout.measures if m.role == "skip" and m.label)
    return FoundTable(view.sheet.name, table.cell_range, places, tuple(skipped), columns, bool(checked))


def lines_read(
    view: SheetView, table: Table, layout: TableLayout, around: Surroundings, whose: Iterable[tuple[int, int]] = ()
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


_CERTAIN = 99.0
_OFTEN_IN_TITLES = frozenset(("places", "institutions"))


def contradicted(view: SheetView, labels: Labels, table: Table, file_name: str) -> frozenset[str]:
    """The indicators of the member's memory that a title, the sheet's or the file's name contradicts: by another
    indicator, by another unit, by whom it counts."""
    codes = labels.recall.codes & labels.catalogue.indicators.keys()
    if not codes:
        return frozenset()
    texts = [*(view.text(*cell) for cell in (*table.titles, *_lone(view, table)))]
    texts += [view.sheet.name, PurePath(file_name).stem]
    return frozenset(code for code in codes if any(_against(labels, text, code) for text in texts if text))


def _lone(view: SheetView, table: Table) -> list[tuple[int, int]]:
    """Header rows of one cell: a title that stands right above the header."""
    rows = [[(row, col) for col in range(table.c0, table.c1) if view.letter(row, col) != " "] for row in table.header]
    return [cells[0] for cells in rows if len(cells) == 1]


def _against(labels: Labels, text: str, code: str) -> bool:
    if labels.recall.indicator(text) == code:
        return False
    found = labels.matcher.find(text)
    named = {found.code} if found.taken else {one for one, score in found.candidates if score >= _CERTAIN}
    indicator = labels.catalogue.indicators[code]
    stated = unit_stated(text)
    if (named and code not in named) or contradicts(stated, indicator.unit):
        return True
    return bool(others_counted(text, indicator, but=_OFTEN_IN_TITLES))


_READ_AS_BEFORE = {"area": "unknown_area", "indicator": "unknown_indicator"}


def told_again(sheet: Sheet, labels: Labels, observations: Sequence[Observation]) -> list[tuple[Recalled, Problem]]:
    """Every label of a sheet whose figures were accepted as the member confirmed it before, at its first cell."""
    read = {one.indicator for one in observations} | {one.area for one in observations}
    wanted = {text: (kind, code) for (kind, text), code in labels.recall.used.items() if code in read}
    found: dict[str, tuple[int, int]] = {}
    for row, values in enumerate(sheet.rows) if wanted else ():
        for col, value in enumerate(values):
            if isinstance(value, str) and (text := as_text(value)) in wanted:
                found.setdefault(text, (row, col))
    out = []
    for text, (row, col) in found.items():
        kind, code = wanted[text]
        told = labels.places.name(code) if kind == "area" else code
        params = {"area": told} if kind == "area" else {"indicator": told}
        note = problem(_READ_AS_BEFORE[kind], "remembered", "warning", sheet.name, a1(row, col), text, **params)
        out.append((Recalled(kind, text, code), note))
    return out
