"""Rows of known columns, one figure each, to observations: every fault of a row at its own cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from childrights.catalogue import OBSERVATION_COLUMNS, Catalogue, Observation
from childrights.export import FORMULA, NEWER_COLUMNS
from etl.doors.cells import (
    CellFault,
    Cells,
    DoorContext,
    area_of,
    cases_of,
    cell_number,
    cell_value,
    fault_of_cell,
    groups_of,
    indicator_of,
    period_of,
    text_of,
)
from etl.figures import FigureTally
from etl.labels import normal
from etl.problems import FoundTable, Problem, ReadTable, SaidIn, problem
from etl.reading import Sheet, a1, column_name, range_a1
from geo import COUNTRY, area_name, joined_areas, load_provinces


@dataclass(frozen=True, slots=True)
class Header:
    """Where the rows begin and which field each column holds (0-based).

    Without a column of ``needed`` no row is read, one of ``wanted`` is missed aloud. ``twice`` are fields with a second
    column, ``unread`` the columns that such a file never has; ``written`` names fields as their columns are called.
    """

    row: int
    first: int
    columns: Mapping[str, int]
    needed: tuple[str, ...]
    wanted: tuple[str, ...] = ()
    twice: Mapping[str, int] = field(default_factory=dict)
    unread: tuple[int, ...] = ()
    written: Mapping[str, str] = field(default_factory=dict)

    def tell(self, sheet: Sheet, tally: FigureTally) -> bool:
        """Report what is wrong with the columns; ``False`` when no row can be read for it."""
        sound = not self.twice
        for names, variant, severity in (
            (self.needed, "no_column", "error"),
            (self.wanted, "column_gone", "warning"),
        ):
            for name in names:
                if name not in self.columns:
                    sound = sound and severity == "warning"
                    column = self.written.get(name, name)
                    at = a1(self.row, 0)
                    tally.problems.append(problem("no_table", variant, severity, sheet.name, at, column, column=column))
        for name, col in self.twice.items():
            at, column = a1(self.row, col), self.written.get(name, name)
            tally.problems.append(problem("no_table", "column_twice", "error", sheet.name, at, column))
        for col in self.unread:
            at, text = a1(self.row, col), sheet.value(self.row, col)
            tally.problems.append(problem("no_table", "column_unread", "warning", sheet.name, at, text))
        return sound

    def at(self, name: str, instead: str) -> int:
        """The column of a field, or of another one where it has none."""
        return self.columns.get(name, self.columns.get(instead, 0))

    def described(
        self, sheet: Sheet, last: int, what: str, fields: Mapping[str, str], left_out: Sequence[str] = ()
    ) -> FoundTable:
        """The table as it was read; ``fields`` maps each dimension to the field that tells it."""
        said = {
            kind: SaidIn("column", column_name(self.columns[name]))
            for kind, name in fields.items()
            if name in self.columns
        }
        width = max(self.columns.values(), default=0)
        return FoundTable(sheet.name, range_a1(self.row, 0, last, width), said, tuple(left_out), form=what)

    def lines(self, sheet: Sheet, rows: Sequence[int], figures: Sequence[str]) -> ReadTable:
        """The lines of the sheet that were read: every known column, ``figures`` among them as numbers."""
        columns = sorted({self.columns[name] for name in figures if name in self.columns})
        labels = tuple(sorted(set(self.columns.values()) - set(columns)))
        header = tuple(range(self.row, self.first))
        edges = (0, max(self.columns.values(), default=0) + 1)
        return ReadTable(sheet.name, (), header, rows, frozenset(), labels, tuple(columns), (), edges)


NEEDED = (
    "indicator",
    "area",
    "year_start",
    "year_end",
    "period_label",
    "sex",
    "age",
    "residence",
    "wealth",
    "disability",
    "value",
    "status",
)
"""Fields without which no row can be read."""
_NUMBERS = ("numerator", "denominator", "lower", "upper")
_PERIOD = ("year_start", "year_end", "period_label")
_SAMPLE = ("sample_kind", "sample_base", "estimated_cases")
MARKS = (
    "layer",
    "scope",
    "member",
    "source_kind",
    "programme",
    "round",
    *_SAMPLE,
    "comparability_note",
    *NEWER_COLUMNS,
)
"""What newer exports say about a figure besides; kept where the observation has a place for it."""
_TOLD = {
    "area": "area",
    "period": "period_label",
    "indicator": "indicator",
    "sex": "sex",
    "age": "age",
    "residence": "residence",
    "wealth": "wealth",
    "disability": "disability",
    "unit": "unit",
}
Translated = tuple[Cells, list[CellFault]]


def expected(columns: Mapping[str, int]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The fields that an export must have, and the newer ones that it should have.

    Exports of an earlier version had no layers. One that has a column of them must say whose figures are only of a part
    of the people, or that part would pass for everybody.
    """
    if columns.keys().isdisjoint(MARKS):
        return NEEDED, ()
    return (*NEEDED, "scope"), tuple(name for name in MARKS if name in OBSERVATION_COLUMNS and name != "scope")


def read_door_rows(
    sheet: Sheet, header: Header, known: DoorContext, what: str, translate: Callable[[Cells], Translated] | None = None
) -> FigureTally:
    """Read every row below ``header``. ``what`` names the format in the explanation; ``translate`` turns the cells of
    a format into our own words first."""
    tally = FigureTally()
    sound = header.tell(sheet, tally)
    rows: list[int] = []
    for row in range(header.first, len(sheet.rows)):
        values = sheet.rows[row]
        raw: Cells = {name: values[col] if col < len(values) else None for name, col in header.columns.items()}
        broken = [fault_of_cell(sheet, row, col, name) for name, col in header.columns.items()]
        faults = [fault for fault in broken if fault is not None]
        if not faults and all(value is None or value == "" for value in raw.values()):
            continue
        tally.found += 1
        rows.append(row)
        cells, more = translate(raw) if translate is not None else (raw, [])
        faults += more
        one = _observation(cells, known, faults) if sound else None
        if one is None:
            tally.rejected += 1
            for fault in faults:
                tally.problems.append(_problem(sheet, row, header, raw, fault))
            continue
        cell = a1(row, header.at("value", "status"))
        tally.observations.append(Observation(**{**one, "sheet": sheet.name, "cell": cell}))
    tally.tables.append(header.described(sheet, max(rows, default=header.first), what, _TOLD))
    tally.read.append(header.lines(sheet, rows, ("value",)))
    return tally


def _problem(sheet: Sheet, row: int, header: Header, raw: Cells, fault: CellFault) -> Problem:
    name = fault.name if fault.name in header.columns else "period" if fault.name in _PERIOD else "value"
    value = fault.params.pop("value", raw.get(name))
    at = a1(row, header.at(name, "value"))
    return problem(fault.code, fault.variant, "error", sheet.name, at, value, **fault.params)


def _observation(cells: Cells, known: DoorContext, faults: list[CellFault]) -> dict[str, Any] | None:
    """The fields of one observation; ``None`` when anything is wrong, and everything that is in ``faults``."""
    out: dict[str, Any] = {}

    def take(read: Callable[[], Mapping[str, object]]) -> None:
        try:
            out.update(read())
        except CellFault as fault:
            faults.append(fault)

    take(lambda: {"indicator": indicator_of(cells, known)})
    take(lambda: {"area": area_of(cells, known)})
    take(lambda: dict(zip(("year_start", "year_end", "period_label"), period_of(cells), strict=True)))
    take(lambda: groups_of(cells))
    take(lambda: dict(zip(("value", "status"), cell_value(cells), strict=True)))
    for name in _NUMBERS:
        take(lambda name=name: {name: cell_number(cells, name)})  # type: ignore[misc]
    take(lambda: {name: cases_of(cells, name) for name in ("sample_size", "estimated_cases")})
    faults += _contradictions(cells, out, known.catalogue)
    if faults:
        return None
    words = [name for name in MARKS if name in OBSERVATION_COLUMNS and name not in out]
    marks = {name: text_of(cells, name) for name in words if text_of(cells, name)}
    return {**out, **marks, **_origin(cells, known.catalogue)}


def _origin(cells: Cells, catalogue: Catalogue) -> dict[str, object]:
    """Note, source and upload as exported; a source that we do not have is named in the note."""
    source, note = text_of(cells, "source"), _unmarked(text_of(cells, "note"))
    if source and source not in catalogue.sources:
        note, source = "; ".join(part for part in (note, f"source {source}") if part), ""
    about = {name: _unmarked(text_of(cells, name)) for name in ("area_as_published", "source_table")}
    return {**about, "note": note, "source": source, "upload": text_of(cells, "upload")}


def _unmarked(text: str) -> str:
    """Text without the apostrophe that an export puts before what a spreadsheet would run as a formula."""
    return text[1:] if text.startswith("'") and text[1:].lstrip(" ").startswith(FORMULA) else text


def _contradictions(cells: Cells, read: Mapping[str, Any], catalogue: Catalogue) -> Iterator[CellFault]:
    """Names beside codes that are the names of something else: one of the two was changed."""
    named = _names(tuple((one.code, one.name_en) for one in catalogue.indicators.values()))
    other = named.get(normal(text_of(cells, "indicator_name")))
    if other is not None and read.get("indicator", other) != other:
        yield CellFault("indicator_name", "unknown_indicator", "clash")
    place = _places().get(normal(text_of(cells, "area_name")))
    if place is not None and read.get("area", place) != place:
        yield CellFault("area_name", "unknown_area", "clash")


@lru_cache(maxsize=2)
def _names(pairs: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    return {normal(name): code for code, name in pairs}


@lru_cache(maxsize=1)
def _places() -> Mapping[str, str]:
    return {normal(area_name(area, "en")): area for area in (COUNTRY, *load_provinces(), *joined_areas())}
