"""Published files to observations, each with the cell it was read in; what cannot be read is kept as rejected."""

from __future__ import annotations

import csv
import hashlib
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from typing import Any

from childrights.catalogue import (
    DIMENSIONS,
    SAMPLE_BASES,
    SAMPLE_KINDS,
    STATUSES,
    TOTAL,
    VALUELESS_STATUSES,
    WEIGHTED,
    Observation,
    SourceFileError,
    with_codes,
)
from childrights.snapshot import without_value
from childrights.statistics import asked_from_weighted, case_rule, unweighted_cases
from etl.reading import a1

SHAPES = ("wide", "long", "years")
FIELDS = (*DIMENSIONS, "lower", "upper", "sample_size", "status", "note", "table")

_KEYS = {
    "source",
    "shape",
    "period",
    "year",
    "place",
    "country",
    "series",
    "value",
    "indicator",
    "status",
    "note",
    "table",
    "table_by",
    "small_samples",
    "sample_kind",
    "asked",
    "survey",
    "share",
    "ignore",
    "columns",
    "words",
    "flags",
    "notes",
    "tables",
}


@dataclass(frozen=True)
class Series:
    """What one column (wide) or one series code (long, years across) measures."""

    series: str
    indicator: str
    dimensions: Mapping[str, str]
    period: str = ""
    cases: str = ""
    cases_kind: str = ""
    cases_base: str = ""
    multiply: str = ""
    status: str = ""
    note: str = ""
    table: str = ""


@dataclass(frozen=True)
class Place:
    """Which area a published label stands for; a label may also carry a group ("Rural", "Poorest 25%")."""

    area: str
    dimensions: Mapping[str, str]
    published: str


@dataclass(frozen=True)
class SourceRemark:
    """A note or table name added to the figures it selects; an empty selector selects all."""

    text: str
    areas: frozenset[str] = frozenset()
    periods: frozenset[str] = frozenset()
    series: frozenset[str] = frozenset()
    residence: frozenset[str] = frozenset()

    def selects(self, *, area: str, period: str, series: str, residence: str) -> bool:
        """Whether this remark is about such a figure."""
        return (
            (not self.areas or area in self.areas)
            and (not self.periods or period in self.periods)
            and (not self.series or series in self.series)
            and (not self.residence or residence in self.residence)
        )


@dataclass(frozen=True)
class AskedRatio:
    """How the people who were asked are estimated from weighted numbers of cases.

    ``asked`` and ``weighted`` are columns that count one group of people both ways, ``whole`` the label of the country
    in the column of places. Without columns the weighted numbers are the country's own, which add up to all asked.
    """

    asked: str = ""
    weighted: str = ""
    whole: str = ""


@dataclass(frozen=True)
class SourceLayout:
    """The whole description of one published file. Column names are as published."""

    source: str
    shape: str
    period: str = ""
    year: str = ""
    place: str = ""
    country: str = ""
    series_column: str = ""
    value: str = ""
    indicator: str = ""
    status: str = ""
    note: str = ""
    table: str = ""
    table_by: Mapping[str, str] = field(default_factory=dict)
    small_samples: str = ""
    sample_kind: str = ""
    asked: AskedRatio | None = None
    survey: str = ""
    share: Mapping[str, Any] = field(default_factory=dict)
    ignore: frozenset[str] = frozenset()
    columns: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    flags: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)
    notes: tuple[SourceRemark, ...] = ()
    tables: tuple[SourceRemark, ...] = ()
    series: Mapping[str, tuple[Series, ...]] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)


def load_layout(path: Path) -> SourceLayout:
    """Read the layout at ``path`` with its companions. Raises ``SourceFileError`` naming file and key."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    if unknown := set(raw) - _KEYS:
        raise SourceFileError(f"{path.name}: the key '{min(unknown)}' is not known")
    if raw.get("shape") not in SHAPES:
        raise SourceFileError(f"{path.name}: shape must be one of {', '.join(SHAPES)}")
    if unknown := set(raw.get("columns", {})) - set(FIELDS):
        raise SourceFileError(f"{path.name}: columns.{min(unknown)} is not known")
    return SourceLayout(
        source=raw["source"],
        shape=raw["shape"],
        period=raw.get("period", ""),
        year=raw.get("year", ""),
        place=raw.get("place", ""),
        country=raw.get("country", ""),
        series_column=raw.get("series", ""),
        value=raw.get("value", ""),
        indicator=raw.get("indicator", ""),
        status=_status(path, raw.get("status", "")),
        note=raw.get("note", ""),
        table=raw.get("table", ""),
        table_by=raw.get("table_by", {}),
        small_samples=raw.get("small_samples", ""),
        sample_kind=_one_of(path, SAMPLE_KINDS, raw.get("sample_kind", "")),
        asked=AskedRatio(**raw["asked"]) if "asked" in raw else None,
        survey=raw.get("survey", ""),
        share=raw.get("share", {}),
        ignore=frozenset(raw.get("ignore", ())),
        columns=raw.get("columns", {}),
        words=raw.get("words", {}),
        flags=raw.get("flags", {}),
        notes=tuple(_remark(item, "text") for item in raw.get("notes", ())),
        tables=tuple(_remark(item, "table") for item in raw.get("tables", ())),
        series=_load_series(path.with_name(f"{raw['source']}.series.csv")),
        places=_load_places(path.with_name(f"{raw['source']}.places.csv")),
    )


def _status(path: Path, status: str) -> str:
    if status and status not in STATUSES:
        raise SourceFileError(f"{path.name}: the status '{status}' is not known")
    return status


def _one_of(path: Path, known: Sequence[str], word: str) -> str:
    if word not in known:
        raise SourceFileError(f"{path.name}: '{word}' is none of {', '.join(filter(None, known))}")
    return word


def _remark(raw: Mapping[str, Any], text: str) -> SourceRemark:
    selectors = {key: frozenset(raw.get(key, ())) for key in ("areas", "periods", "series", "residence")}
    return SourceRemark(text=raw[text], **selectors)


def _records(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _dimensions(record: Mapping[str, str]) -> dict[str, str]:
    return {name: record[name] for name in DIMENSIONS if record.get(name)}


def _load_series(path: Path) -> dict[str, tuple[Series, ...]]:
    found: dict[str, tuple[Series, ...]] = {}
    told = ("cases", "cases_kind", "cases_base", "multiply", "status", "note", "table")
    plain = ("series", "indicator", "period", *told)
    for record in _records(path):
        series = Series(dimensions=_dimensions(record), **{name: record[name] for name in plain if record.get(name)})
        _status(path, series.status)
        _one_of(path, SAMPLE_KINDS, series.cases_kind)
        _one_of(path, SAMPLE_BASES, series.cases_base)
        found[series.series] = (*found.get(series.series, ()), series)
    return found


def _load_places(path: Path) -> dict[str, Place]:
    return {
        record["label"]: Place(
            area=record["area"],
            dimensions=_dimensions(record),
            published=record.get("published") or record["label"],
        )
        for record in _records(path)
    }


PlaceFinder = Callable[[str], str | None]

_PERIOD = re.compile(r"(\d{4})(?:-(\d{2}|\d{4}))?")


@dataclass(frozen=True, slots=True)
class Rejected:
    """One cell that was not accepted: where it stands, what it held, why."""

    source: str
    upload: str
    sheet: str
    cell: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class SourceResult:
    """What one published file gave: ``cells == len(observations) + len(rejected) + blank``."""

    source: str
    survey: str
    file: str
    sha256: str
    cells: int
    blank: int
    observations: tuple[Observation, ...]
    rejected: tuple[Rejected, ...]


@dataclass(frozen=True, slots=True)
class _Figure:
    """One value cell before it is understood."""

    row: int
    column: int
    text: str
    series: str
    period: str
    cells: Mapping[str, str]
    whole: Mapping[str, str]
    """The cells of the country's row of the same period, where weighted cases are estimated by it."""


@dataclass(frozen=True, slots=True)
class _Given:
    """A file and what tells how to read it; two of them are the same where all that was read is."""

    name: str
    content: bytes
    described: str
    find_place: PlaceFinder
    layout: SourceLayout = field(compare=False)


def read_source(layout_path: Path, sources_folder: Path, find_place: PlaceFinder) -> SourceResult:
    """Read the file that ``layout_path`` describes.

    ``find_place`` turns a published label into an area code, for labels the layout's own places do not list.
    Raises ``SourceFileError`` when the file does not fit its layout (a column missing or unknown),
    nor is called by its source.
    """
    layout = load_layout(layout_path)
    if layout.source != layout_path.stem:
        raise SourceFileError(f"{layout_path.name} is about the source '{layout.source}': it must be called so.")
    path = sources_folder / f"{layout.source}.csv"
    return _read(_Given(path.name, path.read_bytes(), repr(layout), find_place, layout))


# Whoever publishes a workbook builds the whole snapshot anew, and the shipped files are what they were the last time.
@lru_cache(maxsize=64)
def _read(given: _Given) -> SourceResult:
    layout, path = given.layout, Path(given.name)
    rows = list(csv.reader(given.content.decode("utf-8-sig").splitlines()))
    observations: list[Observation] = []
    rejected: list[Rejected] = []
    cells = blank = 0
    for figure in _figures(layout, path, rows):
        cells += 1
        if figure.text == "" and not _says_why_empty(layout, figure):
            blank += 1
            continue
        try:
            observations.append(_understand(layout, figure, given.find_place, path.stem))
        except ValueError as error:
            address = a1(figure.row, figure.column)
            rejected.append(Rejected(layout.source, "", path.stem, address, figure.text, str(error)))
    sha256 = hashlib.sha256(given.content).hexdigest()
    return SourceResult(
        layout.source,
        layout.survey,
        path.name,
        sha256,
        cells,
        blank,
        tuple(with_codes(observations, sha256)),
        tuple(rejected),
    )


def _figures(layout: SourceLayout, path: Path, rows: Sequence[Sequence[str]]) -> Iterator[_Figure]:
    header = list(rows[0])
    if layout.shape == "years":
        values = {name: name for name in header if _PERIOD.fullmatch(name)}
    elif layout.shape == "wide":
        values = dict.fromkeys(layout.series, "")
    else:
        value_column = layout.share["numerator"] if layout.share else layout.value
        values = {value_column: ""}
    _check_header(layout, path, header, values)
    lines = [dict(zip(header, (cell.strip() for cell in row), strict=True)) for row in rows[1:]]
    label = layout.asked.whole if layout.asked else ""
    wholes = {cells[layout.period]: cells for cells in lines if label and cells[layout.place] == label}
    for number, cells in enumerate(lines, start=1):
        for name, year in values.items():
            series = name if layout.shape == "wide" else cells.get(layout.series_column, "")
            period = year or layout.year or cells[layout.period]
            yield _Figure(number, header.index(name), cells[name], series, period, cells, wholes.get(period, {}))


def _check_header(layout: SourceLayout, path: Path, header: list[str], values: Mapping[str, str]) -> None:
    cases = {one.cases for many in layout.series.values() for one in many if one.cases}
    named = {
        layout.period,
        layout.place,
        layout.series_column,
        *layout.columns.values(),
        *layout.flags,
        *cases,
        *((layout.asked.asked, layout.asked.weighted) if layout.asked else ()),
    }
    named |= {str(layout.share[key]) for key in ("numerator", "denominator") if key in layout.share}
    expected = (named | set(values) | layout.ignore) - {""}
    for name in sorted(expected - set(header)):
        raise SourceFileError(f"{path.name}, row 1: the column '{name}' of the layout is missing")
    for column, name in enumerate(header):
        if name not in expected:
            raise SourceFileError(f"{path.name}, cell {a1(0, column)}: the column '{name}' is not in the layout")


def _says_why_empty(layout: SourceLayout, figure: _Figure) -> bool:
    series = _series(layout, figure)
    cases = figure.cells.get(series.cases, "") if series else ""
    status = figure.cells.get(layout.columns.get("status", ""), "")
    return status != "" or (layout.small_samples == "dhs" and cases != "" and case_rule(int(cases)) == "hide")


def _series(layout: SourceLayout, figure: _Figure) -> Series | None:
    if layout.indicator:
        return Series(series="", indicator=layout.indicator, dimensions={})
    choices = layout.series.get(figure.series, ())
    return next((one for one in choices if one.period in ("", figure.period)), None)


def _understand(layout: SourceLayout, figure: _Figure, find_place: PlaceFinder, sheet: str) -> Observation:
    series = _series(layout, figure)
    if series is None:
        raise ValueError(f"'{figure.series}' is not a series of the layout")
    year_start, year_end = published_period(figure.period)
    area, published, by_place = _place(layout, figure, find_place)
    dimensions = {**_dimension_columns(layout, figure), **series.dimensions, **by_place}
    flagged = [words[figure.cells[name]] for name, words in layout.flags.items() if figure.cells[name] in words]
    fields = {name: figure.cells[column] for name, column in layout.columns.items() if name not in DIMENSIONS}
    observation = Observation(
        **_sample(layout, figure, series, fields.get("sample_size", "")),
        indicator=series.indicator,
        area=area,
        year_start=year_start,
        year_end=year_end,
        period_label=figure.period,
        lower=published_number(fields.get("lower", "")),
        upper=published_number(fields.get("upper", "")),
        status=next(
            (s for s in (fields.get("status"), *(f["status"] for f in flagged), series.status, layout.status) if s),
            "normal",
        ),
        source=layout.source,
        sheet=sheet,
        cell=a1(figure.row, figure.column),
        area_as_published=published,
        sex=dimensions.get("sex", TOTAL),
        age=dimensions.get("age", TOTAL),
        residence=dimensions.get("residence", TOTAL),
        wealth=dimensions.get("wealth", TOTAL),
        disability=dimensions.get("disability", TOTAL),
    )
    observation = _with_value(layout, figure, series, observation)
    about = {
        "area": area,
        "period": figure.period,
        "series": figure.series,
        "residence": observation.residence,
    }
    notes = [series.note, _filled(layout.note, figure, observation), fields.get("note", "")]
    notes += [remark.text for remark in layout.notes if remark.selects(**about)]
    notes += [flag["note"] for flag in flagged]
    tables = [remark.text for remark in layout.tables if remark.selects(**about)]
    table = next((t for t in (*tables, fields.get("table", ""), series.table, layout.table) if t), "")
    table += "".join(f" {words}" for name, words in layout.table_by.items() if dimensions.get(name, TOTAL) != TOTAL)
    small = [SMALL_NOTES[observation.status]] if _is_small(layout, observation) else []
    observation = without_value(observation) if observation.status == "too_few_cases" else observation
    return replace(observation, note="; ".join(n for n in (*small, *notes) if n), source_table=table)


def _sample(layout: SourceLayout, figure: _Figure, series: Series, told: str) -> dict[str, Any]:
    """The sample size of a figure, what it counts and whom, and the people it comes to where it is weighted."""
    text = told or figure.cells.get(series.cases, "")
    if not text:
        return {}
    size, kind = int(text), series.cases_kind or layout.sample_kind
    sample = {"sample_size": size, "sample_kind": kind, "sample_base": series.cases_base}
    if kind != WEIGHTED or layout.asked is None:
        return sample
    if not layout.asked.whole:
        return sample | {"estimated_cases": size}
    columns = (layout.asked.asked, layout.asked.weighted)
    place, country = (tuple(int(cells[name]) for name in columns) for cells in (figure.cells, figure.whole))
    return sample | {"estimated_cases": asked_from_weighted(size, (place[0], place[1]), (country[0], country[1]))}


SMALL_NOTES = {
    "small_sample": "25 to 49 cases",
    "too_few_cases": "Fewer than 25 cases: value withheld",
    "not_given": "The publisher gives no value, since its weighted number of cases is under 25",
}


def _is_small(layout: SourceLayout, observation: Observation) -> bool:
    return layout.small_samples == "dhs" and observation.status in SMALL_NOTES


def _place(layout: SourceLayout, figure: _Figure, find_place: PlaceFinder) -> tuple[str, str, Mapping[str, str]]:
    label = figure.cells[layout.place] if layout.place else layout.country
    place = layout.places.get(label)
    if place is not None:
        return place.area, place.published, place.dimensions
    area = find_place(label)
    if area is None:
        raise ValueError(f"'{label}' is not a place of the layout")
    return area, label, {}


def _dimension_columns(layout: SourceLayout, figure: _Figure) -> dict[str, str]:
    found = {}
    for name in DIMENSIONS:
        if name in layout.columns:
            word = figure.cells[layout.columns[name]]
            found[name] = layout.words.get(word, word) or TOTAL
    return found


def _with_value(layout: SourceLayout, figure: _Figure, series: Series, observation: Observation) -> Observation:
    if layout.small_samples == "dhs" and observation.sample_size is not None:
        cases = unweighted_cases(observation)
        rule = case_rule(observation.sample_size if cases is None else cases)
        if rule == "hide":
            return replace(observation, status="too_few_cases")
        if figure.text == "":
            return replace(observation, status="not_given")
        if rule == "brackets":
            observation = replace(observation, status="small_sample")
    if layout.share:
        top = published_number(figure.text)
        bottom = published_number(figure.cells[layout.share["denominator"]])
        if top is None or not bottom:
            raise ValueError("a share needs a numerator and a denominator")
        value = round(100 * top / bottom, layout.share["decimals"])
        return replace(observation, value=value, numerator=top, denominator=bottom)
    value = published_number(figure.text, multiply=series.multiply)
    if value is None and observation.status not in VALUELESS_STATUSES:
        raise ValueError("the cell is empty and nothing says why")
    return replace(observation, value=value)


def _filled(note: str, figure: _Figure, observation: Observation) -> str:
    if "{" not in note:
        return note
    counts = {"numerator": f"{observation.numerator:.0f}", "denominator": f"{observation.denominator:.0f}"}
    return note.format_map({**figure.cells, **counts})


def published_number(text: str, *, multiply: str = "") -> float | None:
    """A published number (point as decimal mark, no grouping), ``None`` when empty; ``ValueError`` otherwise."""
    if not text:
        return None
    try:
        value = Decimal(text) * (Decimal(multiply) if multiply else 1)
    except InvalidOperation:
        raise ValueError(f"'{text}' is not a number") from None
    if not value.is_finite():
        raise ValueError(f"'{text}' is not a number")
    return float(value)


def published_period(label: str) -> tuple[int, int]:
    """First and last year of a published period label: ``2014``, ``2021-22`` or ``2013-2015``."""
    match = _PERIOD.fullmatch(label)
    if match is None:
        raise ValueError(f"'{label}' is not a year or a span of years")
    start = int(match.group(1))
    end = match.group(2)
    last = start if end is None else int(end) if len(end) == 4 else start // 100 * 100 + int(end)
    if last < start:
        raise ValueError(f"'{label}' ends before it begins")
    return start, last
