"""Published files to observations, each with the cell it was read in; what cannot be read is kept as rejected."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path

from childrights.cases import CAUTION_BELOW_CASES, HIDDEN_BELOW_CASES
from childrights.errors import SourceFileError
from childrights.identity import with_codes
from childrights.model import DIMENSIONS, TOTAL, Observation
from etl.layout import Layout, Series, load_layout
from etl.reading.address import a1

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


def read_source(layout_path: Path, sources_folder: Path, find_place: PlaceFinder) -> SourceResult:
    """Read the file that ``layout_path`` describes.

    ``find_place`` turns a published label into an area code, for labels the layout's own places do not list.
    Raises ``SourceFileError`` when the file does not fit its layout (a column missing or unknown).
    """
    layout = load_layout(layout_path)
    path = sources_folder / f"{layout.source}.csv"
    content = path.read_bytes()
    rows = list(csv.reader(content.decode("utf-8-sig").splitlines()))
    observations: list[Observation] = []
    rejected: list[Rejected] = []
    cells = blank = 0
    for figure in _figures(layout, path, rows):
        cells += 1
        if figure.text == "" and not _says_why_empty(layout, figure):
            blank += 1
            continue
        try:
            observations.append(_understand(layout, figure, find_place, path.stem))
        except ValueError as error:
            address = a1(figure.row, figure.column)
            rejected.append(Rejected(layout.source, "", path.stem, address, figure.text, str(error)))
    sha256 = hashlib.sha256(content).hexdigest()
    return SourceResult(
        layout.source,
        path.name,
        sha256,
        cells,
        blank,
        tuple(with_codes(observations, sha256)),
        tuple(rejected),
    )


def _figures(layout: Layout, path: Path, rows: Sequence[Sequence[str]]) -> Iterator[_Figure]:
    header = list(rows[0])
    if layout.shape == "years":
        values = {name: name for name in header if _PERIOD.fullmatch(name)}
    elif layout.shape == "wide":
        values = dict.fromkeys(layout.series, "")
    else:
        value_column = layout.share["numerator"] if layout.share else layout.value
        values = {value_column: ""}
    _check_header(layout, path, header, values)
    for number, row in enumerate(rows[1:], start=1):
        cells = dict(zip(header, (cell.strip() for cell in row), strict=True))
        for name, year in values.items():
            series = name if layout.shape == "wide" else cells.get(layout.series_column, "")
            period = year or layout.year or cells[layout.period]
            yield _Figure(number, header.index(name), cells[name], series, period, cells)


def _check_header(layout: Layout, path: Path, header: list[str], values: Mapping[str, str]) -> None:
    cases = {one.cases for many in layout.series.values() for one in many if one.cases}
    named = {
        layout.period,
        layout.place,
        layout.series_column,
        *layout.columns.values(),
        *layout.flags,
        *cases,
    }
    named |= {str(layout.share[key]) for key in ("numerator", "denominator") if key in layout.share}
    expected = (named | set(values) | layout.ignore) - {""}
    for name in sorted(expected - set(header)):
        raise SourceFileError(f"{path.name}, row 1: the column '{name}' of the layout is missing")
    for column, name in enumerate(header):
        if name not in expected:
            raise SourceFileError(f"{path.name}, cell {a1(0, column)}: the column '{name}' is not in the layout")


def _says_why_empty(layout: Layout, figure: _Figure) -> bool:
    series = _series(layout, figure)
    cases = figure.cells.get(series.cases, "") if series else ""
    status = figure.cells.get(layout.columns.get("status", ""), "")
    return status != "" or (layout.small_samples == "dhs" and cases != "" and int(cases) < HIDDEN_BELOW_CASES)


def _series(layout: Layout, figure: _Figure) -> Series | None:
    if layout.indicator:
        return Series(series="", indicator=layout.indicator, dimensions={})
    choices = layout.series.get(figure.series, ())
    return next((one for one in choices if one.period in ("", figure.period)), None)


def _understand(layout: Layout, figure: _Figure, find_place: PlaceFinder, sheet: str) -> Observation:
    series = _series(layout, figure)
    if series is None:
        raise ValueError(f"'{figure.series}' is not a series of the layout")
    year_start, year_end = read_period(figure.period)
    area, published, by_place = _place(layout, figure, find_place)
    dimensions = {**_dimension_columns(layout, figure), **series.dimensions, **by_place}
    flagged = [words[figure.cells[name]] for name, words in layout.flags.items() if figure.cells[name] in words]
    fields = {name: figure.cells[column] for name, column in layout.columns.items() if name not in DIMENSIONS}
    observation = Observation(
        indicator=series.indicator,
        area=area,
        year_start=year_start,
        year_end=year_end,
        period_label=figure.period,
        lower=number(fields.get("lower", "")),
        upper=number(fields.get("upper", "")),
        sample_size=_cases(fields.get("sample_size") or figure.cells.get(series.cases, "")),
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
    return replace(observation, note="; ".join(n for n in (*small, *notes) if n), source_table=table)


SMALL_NOTES = {"small_sample": "25 to 49 cases", "suppressed": "Fewer than 25 cases: value withheld"}


def _is_small(layout: Layout, observation: Observation) -> bool:
    return layout.small_samples == "dhs" and observation.status in SMALL_NOTES


def _place(layout: Layout, figure: _Figure, find_place: PlaceFinder) -> tuple[str, str, Mapping[str, str]]:
    label = figure.cells[layout.place] if layout.place else layout.country
    place = layout.places.get(label)
    if place is not None:
        return place.area, place.published, place.dimensions
    area = find_place(label)
    if area is None:
        raise ValueError(f"'{label}' is not a place of the layout")
    return area, label, {}


def _dimension_columns(layout: Layout, figure: _Figure) -> dict[str, str]:
    found = {}
    for name in DIMENSIONS:
        if name in layout.columns:
            word = figure.cells[layout.columns[name]]
            found[name] = layout.words.get(word, word) or TOTAL
    return found


def _with_value(layout: Layout, figure: _Figure, series: Series, observation: Observation) -> Observation:
    if layout.small_samples == "dhs" and observation.sample_size is not None:
        if observation.sample_size < HIDDEN_BELOW_CASES:
            return replace(observation, status="suppressed", value=None)
        if observation.sample_size < CAUTION_BELOW_CASES:
            observation = replace(observation, status="small_sample")
    if layout.share:
        top = number(figure.text)
        bottom = number(figure.cells[layout.share["denominator"]])
        if top is None or not bottom:
            raise ValueError("a share needs a numerator and a denominator")
        value = round(100 * top / bottom, layout.share["decimals"])
        return replace(observation, value=value, numerator=top, denominator=bottom)
    value = number(figure.text, multiply=series.multiply)
    if value is None and observation.status not in _EMPTY_STATUSES:
        raise ValueError("the cell is empty and nothing says why")
    return replace(observation, value=value)


_EMPTY_STATUSES = ("suppressed", "not_collected", "not_applicable")


def _filled(note: str, figure: _Figure, observation: Observation) -> str:
    if "{" not in note:
        return note
    counts = {"numerator": f"{observation.numerator:.0f}", "denominator": f"{observation.denominator:.0f}"}
    return note.format_map({**figure.cells, **counts})


def number(text: str, *, multiply: str = "") -> float | None:
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


def _cases(text: str) -> int | None:
    return int(text) if text else None


def read_period(label: str) -> tuple[int, int]:
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
