"""Units that a file states more than once: a title, a "Unit:" line or a note against what the header says.

The nearest word counts only when no other contradicts it. "Unit: per 1,000" over a column headed "%" leaves two
readings, and nobody but the person knows which is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from etl.cells import contradicts, find_unit, plain, read_unit
from etl.labels import Labels, decided_unit, is_note, normal, role_of, unit_stated, units_differ
from etl.periods import strip_periods
from etl.problems import Issue
from etl.tables.shapes import Layout, Measure, Table, lines_below
from etl.tables.titles import Surroundings
from etl.tables.view import View
from etl.tables.word_lists import LISTS

Cell = tuple[int, int]
_SCALES = frozenset(("per_1000", "per_10000", "per_100000", "thousands", "millions"))
_UNIT_LINE = re.compile(
    r"(?:^|[-–—,;(\[|.]\s*|\n)(?:units?|units? of measure(?:ment)?|ឯកតា|ខ្នាត)\s*[:：៖=-]\s*([^()\[\]|;]+)", re.I
)
_SHARE = re.compile(r"\d[\d.,]*\s*%")
_STRETCHES = re.compile(r"[,;:|()\[\]]|\s[-–—]\s|[–—]")
_ALONE = frozenset(LISTS["unit_alone"])
_MOST_NAMES = 200


def settle_units(view: View, labels: Labels, table: Table, layout: Layout, around: Surroundings) -> None:
    """Refuse the number columns of a table whose unit is stated twice and differently."""
    values = [m for m in layout.measures if m.role == "value" and m.issue is None]
    if not values or any(stub.role == "unit" for stub in layout.stubs):
        return
    own = {str(m.dims["unit"]) for m in values if "unit" in m.dims}
    told = list(_titles(view, labels, table))
    if any("unit" not in m.dims for m in values) and "unit" in around.dims:
        own.add(str(around.dims["unit"]))
    units = {labels.catalogue.indicators[code].unit for code in indicators_of(view, labels, table, layout, around)}
    if not own and told and told[0][2] and (told[0][1] != "number" or "number" not in units):
        # A line that states the unit, or ends a title with it, speaks for a table that states none.
        around.dims["unit"], around.cells["unit"] = told[0][1], told[0][0]
    for cell, unit, _ in told:
        if _decided_otherwise(view, labels, values, cell):
            return
        if own and all(_differ(unit, other) for other in own):
            _refuse(view, values, cell, unit, own)
            return
    for cell, unit in _notes(view, labels, table):
        if _decided_otherwise(view, labels, values, cell):
            return
        if unit in own | units:
            continue
        measured = units & {"number"} if unit in ("thousands", "millions") else units
        if measured and all(_differ(unit, other) for other in measured):
            _refuse(view, values, cell, unit, measured)
            return


def _decided_otherwise(view: View, labels: Labels, values: list[Measure], cell: Cell) -> bool:
    """Refuse the figures below a line that states another unit than was decided for it; whether it does."""
    text = view.text(*cell)
    decided, line = labels.decisions.unit.get(normal(text)), _UNIT_LINE.search(plain(text))
    stated = unit_stated(line[1] if line else text)
    if not (decided and stated and units_differ(stated, decided)):
        return False
    for measure in values:
        measure.issue, measure.cell, measure.label = decided_unit(text, stated, decided), cell, text
    return True


def _unit_alone(text: str) -> str:
    """The unit that a line, or a stretch of it between commas, is and nothing else: "2023, thousands", "persons"."""
    stretches = [part.strip(" .") for part in _STRETCHES.split(strip_periods(plain(text)))]
    return next((unit for part in stretches if part.casefold() in _ALONE and (unit := read_unit(part))), "")


def _differ(one: str, other: str) -> bool:
    return contradicts(one, other) and contradicts(other, one)


def _refuse(view: View, values: list[Measure], cell: Cell, unit: str, others: set[str]) -> None:
    label = view.text(*cell)
    sure = "yes" if unit_stated(label) else ""
    params = (("declared", unit), ("unit", min(others)), ("indicator", ""), ("label", label), ("sure", sure))
    for measure in values:
        measure.issue, measure.cell = Issue("missing_unit", "contradicts", params=params), cell
        measure.label = view.text(*cell)


def _titles(view: View, labels: Labels, table: Table) -> Iterator[tuple[Cell, str, bool]]:
    """The units that the lines above a table state, and whether a line is there to state it; a bare number of things
    is one only beside its indicator."""
    for cell in sorted(table.titles, reverse=True):
        text = view.text(*cell)
        line = _UNIT_LINE.search(plain(text))
        keyed = cell[1] > 0 and role_of(view.text(cell[0], cell[1] - 1).rstrip(" :：៖")) == "unit"
        decided = labels.decisions.unit.get(normal(text))
        if line or keyed:
            unit = decided or read_unit(strip_periods(line[1] if line else text))
        elif is_note(text):
            continue
        else:
            unit = decided or find_unit(_SHARE.sub(" ", text)).unit
            if not unit and (alone := _unit_alone(text)):
                yield cell, alone, True
                continue
            if unit == "number" and "indicator" not in labels.scan(text).dims:
                continue
        if unit:
            yield cell, unit, bool(line or keyed)


def _notes(view: View, labels: Labels, table: Table) -> Iterator[tuple[Cell, str]]:
    """Scales stated in notes above a table or in the lines below it."""
    above = [cell for cell in table.titles if is_note(view.text(*cell))]
    for cell in (*above, *lines_below(view, table)):
        unit = find_unit(view.text(*cell)).unit
        if unit in _SCALES:
            yield cell, labels.decisions.unit.get(normal(view.text(*cell)), unit)


def indicators_of(view: View, labels: Labels, table: Table, layout: Layout, around: Surroundings) -> set[str]:
    """The codes of every indicator a table names."""
    codes = {m.dims.get("indicator", around.dims.get("indicator")) for m in layout.measures}
    codes.add(layout.corner.get("indicator"))
    for stub in layout.stubs:
        if "indicator" in (stub.kind, stub.role):
            distinct = [value for value in dict.fromkeys(view.cols[stub.col]) if isinstance(value, str)]
            codes |= {labels.read(stub.role, text).dims.get("indicator") for text in distinct[:_MOST_NAMES]}
    return {code for code in codes if code}
