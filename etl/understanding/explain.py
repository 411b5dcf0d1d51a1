"""How a table was understood, in words: "province down column B, year across row 6"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from childrights.catalogue import Observation
from etl.cells import as_text, contradicts
from etl.labels import GROUP_DIMENSIONS, Labels, others_counted, unit_stated
from etl.problems import FoundTable, Problem, ReadTable, Recalled, problem
from etl.reading import Sheet, a1, column_name
from etl.tables import Layout, Surroundings, Table, View

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


_CERTAIN = 99.0
_OFTEN_IN_TITLES = frozenset(("places", "institutions"))


def contradicted(view: View, labels: Labels, table: Table, file_name: str) -> frozenset[str]:
    """The indicators of the member's memory that a title, the sheet's or the file's name contradicts: by another
    indicator, by another unit, by whom it counts."""
    codes = labels.recall.codes & labels.catalogue.indicators.keys()
    if not codes:
        return frozenset()
    texts = [*(view.text(*cell) for cell in (*table.titles, *_lone(view, table)))]
    texts += [view.sheet.name, PurePath(file_name).stem]
    return frozenset(code for code in codes if any(_against(labels, text, code) for text in texts if text))


def _lone(view: View, table: Table) -> list[tuple[int, int]]:
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
        note = problem(f"unknown_{kind}", "remembered", "warning", sheet.name, a1(row, col), text, **params)
        out.append((Recalled(kind, text, code), note))
    return out
