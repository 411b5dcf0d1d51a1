"""A figure that leaves the dashboard takes what is newer than it along: in every format, row by row."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pyarrow.parquet as pq
import pytest

from childrights.briefs.compose import brief_of
from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Observation
from childrights.export.columns import COLUMN_WORDS, NEWER_COLUMNS, NEWER_WORDS
from childrights.export.exporting import package, packed
from childrights.export.formats import FORMATS, export
from childrights.export.sdmx import sdmx_area
from childrights.export.sharing import SHARED_COLUMNS, SharedView, view_metadata, view_rows, view_xlsx
from childrights.i18n import LANGUAGES, translator
from childrights.language import period
from childrights.messages.command import answered
from childrights.newest.reading import newest_figures
from childrights.newest.siblings import NewestFigures
from childrights.snapshot.queries import all_observations
from childrights.snapshot.snapshot import Snapshot
from childrights.writers.annex import annex_workbook
from childrights.writers.word import word_document
from tests.childrights.test_exporting_layers import rows_of

CATALOGUE = load_catalogue()
SERIES = (
    "stunting",
    "stunting_cdhs2005",
    "neonatal_mortality_10y",
    "out_of_school_primary_survey",
    "birth_registration_u5",
)
TODAY = date(2026, 11, 30)


@pytest.fixture(scope="module")
def newest(shipped: Snapshot) -> NewestFigures:
    return newest_figures(shipped, CATALOGUE)


def parts(cell: object) -> list[str]:
    return [part for part in str("" if cell is None else cell).split("; ") if part and part != "None"]


def untold(row: Sequence[object], newer: Sequence[Observation]) -> list[Observation]:
    """What is newer and does not stand in the cells of ``NEWER_COLUMNS``, each with its value, period, place and code."""
    periods, values, areas, _, series, codes = map(parts, row)
    told = list(zip(codes, map(float, values), periods, areas, series, strict=True))
    return [
        one
        for one in newer
        if (one.id, one.value, one.period_label, one.area, one.indicator) not in told or len(told) != len(newer)
    ]


def test_every_figure_of_an_export_carries_what_is_newer(shipped: Snapshot, newest: NewestFigures) -> None:
    found = package(shipped, CATALOGUE)
    marked = 0
    for one, row in zip(found.observations, found.rows(), strict=True):
        newer = newest.newer(one)
        assert untold(row[-len(NEWER_COLUMNS) :], newer) == [] and bool(newer) == bool(row[-1])
        marked += bool(newer)
    assert marked > 3000


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_carries_it(shipped: Snapshot, newest: NewestFigures, tmp_path: Path, kind: str) -> None:
    out = tmp_path / f"out.{'zip' if kind == 'datapackage' else kind}"
    export(shipped, CATALOGUE, out, kind, SERIES, years=[2005, 2010, 2014])
    by_code = {one.id: one for one in all_observations(shipped, indicators=SERIES)}
    rows = rows_of(out, kind)
    assert sum(bool(newest.newer(by_code[row.get("code") or row["obs_code"]])) for row in rows) > 60
    for row in rows:
        newer = newest.newer(by_code[row.get("code") or row["obs_code"]])
        if kind == "sdmx-csv":
            for name, told in {
                "newer_obs_value": [str(one.value) for one in newer],
                "newer_ref_area": [sdmx_area(one.area) for one in newer],
                "newer_indicator": [one.indicator.upper() for one in newer],
                "newer_obs_code": [one.id for one in newer],
            }.items():
                assert parts(row[name]) == told
            years = [part[:4] for part in parts(row["newer_time_period"])]
            assert years == [str(one.year_start) for one in newer]
        else:
            assert untold([row[name] for name in NEWER_COLUMNS], newer) == []


def test_the_columns_are_described_in_both_languages(shipped: Snapshot, tmp_path: Path) -> None:
    wanted = {translator(lang)._(text) for lang in LANGUAGES for text in COLUMN_WORDS.values()}
    assert len(wanted) == len(LANGUAGES) * len(NEWER_COLUMNS)
    about = {translator(lang)._(NEWER_WORDS) for lang in LANGUAGES}
    for kind in ("csv", "datapackage", "parquet", "xlsx"):
        export(shipped, CATALOGUE, out := tmp_path / f"out.{kind}", kind, ["stunting"])
        if kind == "xlsx":
            told = {row[1] for row in openpyxl.load_workbook(out)["About"].iter_rows(values_only=True)}
            assert about <= told
        elif kind == "parquet":
            schema = pq.read_schema(out)
            assert about <= {str(text) for text in json.loads(schema.metadata[b"childrights"]).values()}
            fields = [schema.field(name).metadata or {} for name in NEWER_COLUMNS]
            assert {text.decode() for field in fields for text in field.values()} == wanted
        else:
            name = "out.csv-metadata.json" if kind == "csv" else "out.datapackage/datapackage.json"
            text = (tmp_path / name).read_text(encoding="utf-8")
            assert all(one in text for one in wanted | about)


def test_a_figure_of_a_part_of_the_people_is_not_set_beside_everybody(shipped: Snapshot, newest: NewestFigures) -> None:
    old = next(one for one in newest.figures if newest.newer(one))
    part = replace(old, id="X", layer="members", scope="our clients")
    found = packed(shipped, CATALOGUE, (old, part), newest)
    assert found.newer.keys() == {old.id}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_table_taken_away_on_screen_carries_it(shipped: Snapshot, newest: NewestFigures, lang: str) -> None:
    figures = all_observations(shipped, indicators=["stunting"], years=[2014])
    view = SharedView("", packed(shipped, CATALOGUE, figures, newest), (), (), "", TODAY, "")
    first = SHARED_COLUMNS.index(NEWER_COLUMNS[0])
    for one, row in zip(figures, view_rows(view.package, view.not_shown), strict=True):
        assert untold(row[first : first + len(NEWER_COLUMNS)], newest.newer(one)) == []
    t = translator(lang)
    assert t._(NEWER_WORDS) in [text for _, text in view_metadata(view, t)]
    book = openpyxl.load_workbook(io.BytesIO(view_xlsx(view, t)))
    assert book.worksheets[0].cell(2, first + 1).value == "2021-22"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_papers_with_every_figure_carry_it(shipped: Snapshot, newest: NewestFigures, lang: str) -> None:
    """The workbook of a brief in each row; the evidence of a Word report unless it stands under the same heading."""
    brief = brief_of(shipped, CATALOGUE, TODAY, indicator="stunting", lang=lang)
    by_code = {one.id: one for one in brief.observations}
    data = openpyxl.load_workbook(io.BytesIO(annex_workbook(brief))).worksheets[1]
    rows = list(data.iter_rows(min_row=2, values_only=True))
    assert sum(bool(row[-1]) for row in rows) > 20
    for row in rows:
        newer = newest.newer(by_code[row[0]])
        assert bool(newer) == bool(row[-1])
        assert all(one.id in row[-1] and period(one.period_label, lang) in row[-1] for one in newer)
    tables = docx.Document(io.BytesIO(word_document(brief))).tables
    cells = [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]
    evidence = next(table for table in cells if {row[0] for row in table} >= set(by_code))
    under: list[list[list[str]]] = []
    for row in evidence[1:]:
        if len(set(row)) == 1:
            under.append([])
        else:
            under[-1].append(row)
    for block in under:
        here = {row[0] for row in block}
        for row in block:
            newer = newest.newer(by_code[row[0]])
            missing = {one.id for one in newer} - here
            assert all(code in " ".join(row) for code in missing), row


@pytest.mark.parametrize(("indicator", "year"), [("stunting", 2014), ("neonatal_mortality_10y", 2010)])
def test_the_answer_of_the_command_line_carries_it(
    shipped: Snapshot, newest: NewestFigures, indicator: str, year: int
) -> None:
    for lang in LANGUAGES:
        said = answered(
            shipped, CATALOGUE, indicator, area="KH", year=year, compare="", lang=lang, today=2026
        ).contract()
        told = next(
            one for one in all_observations(shipped, indicators=[indicator]) if one.id == said["observations"][0]
        )  # type: ignore[index]
        newer = newest.newer(told)
        assert newer, "a year that is not the newest"
        for one in newer:
            assert one.id in said["observations"]  # type: ignore[operator]
            assert period(one.period_label, lang) in f"{said['headline']} {said['support']}"
