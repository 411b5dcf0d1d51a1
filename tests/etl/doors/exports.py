"""A handful of figures of every shape, exported in one of our formats and damaged like a hand would."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Observation
from childrights.export.exporting import ExportPackage
from childrights.export.formats import FORMATS

CATALOGUE = load_catalogue()
ENDINGS = {"csv": "csv", "xlsx": "xlsx", "sdmx-csv": "csv", "hxl": "csv"}
FIGURES = (
    Observation(
        "stunting",
        "KH02+KH24",
        2014,
        2014,
        "2014",
        value=31.4,
        lower=27.5,
        upper=35.25,
        sample_size=412,
        source="gdl_area",
        note="Area as published by the survey",
        area_as_published="Battambang & Pailin",
    ),
    Observation("stunting", "KH", 2021, 2022, "2021-22", sex="female", value=21.0, status="provisional"),
    Observation(
        "stunting",
        "KH09",
        2005,
        2006,
        "2005-06",
        value=None,
        status="suppressed",
        source="gdl_area",
        note="Fewer than 25 cases: value withheld",
    ),
    Observation("stunting_cdhs2005", "KH", 2005, 2005, "2005", age="6-8 months", value=12.5, status="small_sample"),
    Observation(
        "population_census", "KH12", 2019, 2019, "2019", sex="male", age="5-9", residence="urban", value=98765.0
    ),
    Observation("population_census", "KH12", 2019, 2019, "2019", age="10-14", value=101.0, source="census2019"),
    Observation(
        "core_indicator_availability",
        "KH05",
        2024,
        2024,
        "2024",
        value=62.5,
        numerator=20.0,
        denominator=32.0,
        status="derived",
        note="=20 of 32, not a formula",
    ),
    Observation("skilled_birth_attendance_iceh", "KH", 2014, 2014, "2014", wealth="quintile_1", value=0.000012),
    Observation(
        "child_functional_difficulty",
        "KH",
        2013,
        2015,
        "2013-2015",
        disability="without_disability",
        value=None,
        status="not_applicable",
        note="ពិការភាព",
    ),
)
CHECKED = (
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
    "numerator",
    "denominator",
    "lower",
    "upper",
    "sample_size",
    "status",
    "note",
    "source",
)

Grid = list[list[object]]


def said(figures: Sequence[Observation]) -> list[tuple[object, ...]]:
    """Figures as what must come back equal."""
    return [tuple(getattr(one, name) for name in CHECKED) for one in figures]


def packed(figures: Sequence[Observation]) -> ExportPackage:
    """Figures with their indicators and sources, as an export writes them."""
    used = {one.indicator for one in figures}
    return ExportPackage(
        tuple(figures),
        tuple(one for one in CATALOGUE.indicators.values() if one.code in used),
        tuple(CATALOGUE.sources.values()),
        "20261130T000000-test",
        "0" * 64,
        "2026-11-30T00:00:00Z",
    )


def written(
    folder: Path,
    kind: str,
    change: Callable[[Grid], None] = lambda grid: None,
    figures: Sequence[Observation] = FIGURES,
) -> Path:
    """An export of ``figures`` as a file, with ``change`` made to the cells of its table (row 0 is the header)."""
    path = folder / f"figures.{ENDINGS[kind]}"
    content = FORMATS[kind](packed(figures), path)[path]
    if kind == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(content))
        sheet = book["Data"]
        grid: Grid = [list(row) for row in sheet.iter_rows(values_only=True)]
        change(grid)
        sheet.delete_rows(1, sheet.max_row)
        for row in grid:
            sheet.append(row)
        book.save(path)
        return path
    grid = [list(row) for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))]
    change(grid)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(grid)
    return path


def put(column: str, row: int, value: object) -> Callable[[Grid], None]:
    """A change of one cell: ``row`` counts figures from 1 (a row of hashtags is none)."""

    def change(grid: Grid) -> None:
        tags = str(grid[1][0]).startswith("#")
        grid[row + tags][grid[0].index(column)] = value

    return change


def without(column: str) -> Callable[[Grid], None]:
    """A column deleted."""

    def change(grid: Grid) -> None:
        place = grid[0].index(column)
        for row in grid:
            del row[place]

    return change
