"""From raw records to observations: the numbers read in the context of their neighbours, companions attached."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from childrights.catalogue import Catalogue, Indicator, Observation
from etl.cells import (
    EMPTY_KINDS,
    ColumnReader,
    ValueReading,
    as_text,
    column_context,
    contradicts,
    find_unit,
    plain,
    problem_reading,
    read_unit,
    value_in,
)
from etl.figures.keys import FigureKey, with_group
from etl.figures.records import Harvest, Record
from etl.labels import status_of, unit_stated
from etl.problems import Complaints, FoundTable, Issue, Problem, Problems, ReadTable, Recalled
from etl.problems import shortened_value as told
from etl.reading import CellValue, a1
from etl.tables import SheetView, TableLayout, companions
from geo import COUNTRY

_INTERVAL = re.compile(r"[\s(\[]*(-?[\d.,]*\d)\s*%?\s*(?:[-–—;/]|,\s|to|until|ដល់)\s*(-?\d[\d.,]*?)[\s)\]%]*", re.I)


@dataclass(slots=True)
class _Group:
    """The cells of one indicator and declared unit, which are read in one context, and its totals over places."""

    records: list[Record] = field(default_factory=list)
    totals: list[Record] = field(default_factory=list)


@dataclass(slots=True)
class Figures:
    """Observations in the order of ``records``, sums over places as if they were the country's, and what was not
    read (``rejected`` holds the cells). ``extra`` counts second figures told in the same cell."""

    observations: list[Observation] = field(default_factory=list)
    totals: list[tuple[Record, Observation]] = field(default_factory=list)
    complaints: Complaints = field(default_factory=Complaints)
    rejected: list[tuple[int, int]] = field(default_factory=list)
    extra: int = 0


def read_figures(
    view: SheetView,
    layout: TableLayout,
    crop: Harvest,
    catalogue: Catalogue,
    decided: Mapping[int, Mapping[str, str]] | None = None,
    unit_told: tuple[int, int] | None = None,
) -> Figures:
    """Read the value of every record. Records of one indicator and declared unit are read in one context.

    ``decided`` is what a person said about the numbers of a column; ``unit_told`` the title that states a unit.
    """
    return _Reader(view, layout, catalogue, decided or {}, unit_told).run(crop)


def _powered(value: float | None, key: FigureKey) -> float | None:
    """A figure times the power of ten that its row states."""
    return value if value is None or not key.power else value_in(value, 10.0**key.power)


def _params(reading: ValueReading, unit: str) -> tuple[tuple[str, str], ...]:
    """What fills the sentence about a cell, and what can be decided about it (``code=number`` of each reading)."""
    params: list[tuple[str, str]] = []
    if reading.readings:
        params.append(("readings", " / ".join(map(told, reading.readings))))
    if reading.means:
        params.append(("means", " ".join(f"{code}={told(value)}" for code, value in reading.means)))
        params.append(("unit", unit))
    if reading.code == "missing_unit":
        params += [("declared", reading.note), ("unit", unit)]
    if reading.variant == "decided" and len(reading.readings) > 1:
        params += [("shown", told(reading.readings[0])), ("decided", told(reading.readings[1]))]
    return tuple(params)


class _Reader:
    def __init__(
        self,
        view: SheetView,
        layout: TableLayout,
        catalogue: Catalogue,
        decided: Mapping[int, Mapping[str, str]],
        unit_told: tuple[int, int] | None,
    ) -> None:
        self.view, self.sheet, self.catalogue = view, view.sheet, catalogue
        self.decided, self.unit_told = decided, unit_told
        self.labels = [stub.col for stub in layout.stubs]
        self.companions = companions(layout)
        self.counts = ColumnReader(column_context((), unit="number", declared="number", whole=True))
        self.out = Figures()
        self.formats = self.sheet.formats
        self.marked = bool(self.sheet.errors or self.sheet.uncached or self.sheet.outside)

    def run(self, crop: Harvest) -> Figures:
        groups: dict[tuple[str, str, int], _Group] = defaultdict(_Group)
        for record in crop.records:
            groups[record.key.indicator, record.key.unit, record.key.power].records.append(record)
        for record in crop.totals:
            groups[record.key.indicator, record.key.unit, record.key.power].totals.append(record)
        for name, group in groups.items():
            self._group(*name, group)
        return self.out

    def _group(self, code: str, declared: str, power: int, group: _Group) -> None:
        indicator, totals = self.catalogue.indicators[code], group.totals
        if declared and contradicts(declared, indicator.unit):
            self._unit_contradicts(indicator, declared, [*group.records, *totals])
            return
        context = column_context(
            self._cells(group.records or totals),
            unit=indicator.unit,
            declared=declared,
            minimum=indicator.minimum,
            maximum=indicator.maximum,
            whole=indicator.unit == "number" and power <= 0,
        )
        if power:
            # SDMX, which states powers of ten, writes the decimal point: 15.552 thousands are 15,552.
            context = replace(context, dot="decimal", comma="thousands")
        reader = ColumnReader(context)
        for record in group.records:
            self._figure(record, reader, indicator)
        for record in totals:
            reading = self._reading(reader, record.row, record.col)
            if reading.kind in ("value", *EMPTY_KINDS):
                key = record.key._replace(area=COUNTRY)
                value = _powered(reading.value, key) if reading.kind == "value" else None
                cell = a1(record.row, record.col)
                one = self._observation(key, value, self._status(reading, key), reading, cell, record.published)
                self.out.totals.append((record, one))
            else:
                self._complain(record, reading)

    def _cells(self, records: Iterable[Record]) -> list[tuple[CellValue, str]]:
        """The cells that decide together how each of them is read, with their formats."""
        cols, formats = self.view.cols, self.formats
        return [(cols[r.col][r.row], formats.get((r.row, r.col), "")) for r in records]

    def _unit_contradicts(self, indicator: Indicator, declared: str, records: list[Record]) -> None:
        told = set()
        for record in records:
            stated = record.measure.dims.get("unit") == declared
            cell = (
                record.measure.unit_cell
                or (record.measure.cell if stated else None)
                or self._title_of(record, declared)
            )
            if cell not in told:
                told.add(cell)
                label = self.view.text(*self._where_unit(record, declared, cell))
                params = (
                    ("declared", declared),
                    ("unit", indicator.unit),
                    ("indicator", indicator.code),
                    ("label", label),
                    ("sure", "yes" if unit_stated(label) == declared else ""),
                )
                self.out.complaints.append(
                    (*cell, self.view.text(*cell), Issue("missing_unit", "contradicts", params=params))
                )
        self.out.rejected += [(record.row, record.col) for record in records]

    def _title_of(self, record: Record, declared: str) -> tuple[int, int]:
        """The title that states the unit of a figure, unless a label of its row does: then its own cell."""
        texts = (self.view.text(record.row, col) for col in self.labels)
        in_row = any(text and declared in (read_unit(text), find_unit(text).unit) for text in texts)
        return (record.row, record.col) if in_row or self.unit_told is None else self.unit_told

    def _where_unit(self, record: Record, declared: str, cell: tuple[int, int]) -> tuple[int, int]:
        """The cell that states the unit of a figure: its header ``cell``, a label of its row, or the title."""
        if cell != (record.row, record.col):
            return cell
        for col in self.labels:
            text = self.view.text(record.row, col)
            if text and declared in (read_unit(text), find_unit(text).unit):
                return record.row, col
        return self.unit_told or cell

    def _as_decided(self, reader: ColumnReader, col: int) -> ColumnReader:
        return reader.as_decided(self.decided[col]) if col in self.decided else reader

    def _reading(self, reader: ColumnReader, row: int, col: int) -> ValueReading:
        error = None
        if self.marked:
            cell = (row, col)
            error = self.sheet.errors.get(cell)
            if error is None and cell in self.sheet.uncached:
                error = "uncached"
            elif error is None and cell in self.sheet.outside:
                error = "outside"
        reader = self._as_decided(reader, col)
        return reader.read(self.view.cols[col][row], self.formats.get((row, col), ""), error)

    def _figure(self, record: Record, reader: ColumnReader, indicator: Indicator) -> None:
        reading = self._reading(reader, record.row, record.col)
        if reading.kind not in ("value", *EMPTY_KINDS):
            self._complain(record, reading)
            return
        if reading.code:
            issue = Issue(reading.code, reading.variant, "warning")
            self.out.complaints.append((record.row, record.col, as_text(self.view.cols[record.col][record.row]), issue))
        key = record.key
        value = _powered(reading.value, key) if reading.kind == "value" else None
        if value is not None and key.power and indicator.unit == "number" and not value.is_integer():
            self._complain(record, problem_reading("ambiguous", "out_of_range", "not_whole", value))
            return
        cell = a1(record.row, record.col)
        one = self._observation(key, value, self._status(reading, key), reading, cell, record.published)
        if self.companions:
            one = replace(one, **self._companions(record, reader))
        self.out.observations.append(one)
        self.out.extra += len(reading.extra)
        for extra in reading.extra:
            part = with_group(key, extra.dimension, extra.code)
            plain = reading._replace(lower=None, upper=None, note="")
            self.out.observations.append(
                self._observation(part, _powered(extra.value, key), "normal", plain, cell, record.published)
            )

    def _status(self, reading: ValueReading, key: FigureKey) -> str:
        if reading.status != "normal" or reading.kind != "value":
            return reading.status
        return status_of(key.status) or key.period[3] or "normal"

    def _observation(
        self,
        key: FigureKey,
        value: float | None,
        status: str,
        reading: ValueReading,
        cell: str,
        published: str,
    ) -> Observation:
        start, end, label, _ = key.period
        sheet = self.sheet.name
        return Observation(
            key.indicator,
            key.area,
            start,
            end,
            label,
            key.sex,
            key.age,
            key.residence,
            key.wealth,
            key.disability,
            value,
            lower=reading.lower,
            upper=reading.upper,
            status=status,
            note=reading.note,
            sheet=sheet,
            cell=cell,
            area_as_published=published,
        )

    def _complain(self, record: Record, reading: ValueReading) -> None:
        text = as_text(self.view.cols[record.col][record.row]) or self.sheet.errors.get((record.row, record.col), "")
        params = _params(reading, self.catalogue.indicators[record.key.indicator].unit)
        issue = Issue(reading.code or "not_a_number", reading.variant or "text", params=params)
        self.out.complaints.append((record.row, record.col, text, issue))
        self.out.rejected.append((record.row, record.col))

    def _companions(self, record: Record, reader: ColumnReader) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for role, col in self.companions.get(record.col, {}).items():
            if self.view.cls[col][record.row] in " M":
                continue
            if role == "interval":
                self._interval(record.row, col, reader, found)
                continue
            reading = self._reading(reader if role in ("lower", "upper") else self.counts, record.row, col)
            if reading.kind == "value":
                found[role] = int(reading.value or 0) if role == "sample_size" else reading.value
            elif reading.code:
                text = as_text(self.view.cols[col][record.row])
                issue = Issue(reading.code, reading.variant, params=_params(reading, reader.context.unit))
                self.out.complaints.append((record.row, col, text, issue))
        return found

    def _interval(self, row: int, col: int, reader: ColumnReader, found: dict[str, Any]) -> None:
        """Both limits told in one cell; a cell that does not tell them is reported, its figure kept."""
        text = as_text(self.view.cols[col][row])
        match = _INTERVAL.fullmatch(plain(text))
        read = self._as_decided(reader, col).read
        low, high = (read(part).value for part in match.groups()) if match else (None, None)
        if low is not None and high is not None and low <= high:
            found["lower"], found["upper"] = low, high
        else:
            self.out.complaints.append((row, col, text, Issue("not_a_number", "words", "warning")))


@dataclass(slots=True)
class FigureTally:
    """``found == len(observations) + rejected + skipped``, in cells that hold a figure.

    ``denied`` when words of the sheet deny the year of the figures, which turning it
    on its side would only hide; ``held`` counts the rejected ones that were read and
    wait for an answer; for ``year_…`` see ``decided_years``. ``gone`` are indicators of the
    member's memory that titles contradict, ``asked`` what is asked once for all tables of a sheet.
    """

    tables: list[FoundTable] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)
    found: int = 0
    rejected: int = 0
    skipped: int = 0
    read: list[ReadTable] = field(default_factory=list)
    denied: bool = False
    held: int = 0
    recalled: list[tuple[Recalled, Problem]] = field(default_factory=list)
    gone: frozenset[str] = frozenset()
    asked: set[Problem] = field(default_factory=set)
    year_needed: bool = False
    year_denied: list[Problem] = field(default_factory=list)
    year_unused: list[Problem] = field(default_factory=list)

    def add(self, other: FigureTally) -> None:
        """Take over what another sheet adds up to."""
        self.tables += other.tables
        self.observations += other.observations
        self.problems += other.problems
        self.found += other.found
        self.rejected += other.rejected
        self.skipped += other.skipped
        self.read += other.read
        self.held += other.held
        self.recalled += other.recalled
        self.year_needed |= other.year_needed
        self.year_denied += other.year_denied
        self.year_unused += other.year_unused
