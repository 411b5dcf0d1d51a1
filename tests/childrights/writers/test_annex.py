from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from childrights.briefs.compose import brief_of
from childrights.briefs.model import Brief
from childrights.catalogue.catalogue import load_catalogue
from childrights.i18n import translator
from childrights.snapshot.queries import all_observations
from childrights.snapshot.snapshot import Snapshot
from childrights.statistics.small_samples import unweighted_cases
from childrights.writers.annex import annex_workbook
from tests.support.office import Convert

TODAY = date(2026, 11, 25)


@pytest.fixture(scope="module", params=[("right", "EDU", "en"), ("area", "KH09", "km")], ids=lambda one: one[1])
def brief(request: pytest.FixtureRequest, shipped: Snapshot) -> Brief:
    kind, code, lang = request.param
    return brief_of(shipped, load_catalogue(), TODAY, lang=lang, **{kind: code})


@pytest.fixture(scope="module")
def book(brief: Brief) -> Any:
    """Its workbook, made and opened once for all who only look."""
    return opened(annex_workbook(brief))


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def test_every_figure_stands_in_it_as_in_the_snapshot(brief: Brief, book: Any, shipped: Snapshot) -> None:
    sheet = book[translator(brief.lang)._("Data")]
    published = {one.id: one for one in all_observations(shipped)}
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert len(rows) == len(brief.observations)
    for row in rows:
        one = published[row[0]]
        assert (row[3], row[6], row[8], row[9], row[10]) == (
            one.area,
            one.value,
            one.lower,
            one.upper,
            unweighted_cases(one),
        )


def test_every_figure_of_a_section_has_a_native_chart_over_its_data(brief: Brief, book: Any) -> None:
    charted = [sheet for sheet in book.worksheets if sheet._charts]
    assert len(charted) == sum(bool(one.figure and one.figure.kind != "card") for one in brief.sections)
    for sheet in charted:
        for series in sheet._charts[0].series:
            reference = (series.yVal or series.val).numRef.f
            assert sheet.title in reference


def test_charts_are_titled_and_bars_are_in_the_colours_of_the_slides(brief: Brief, book: Any) -> None:
    titles = []
    for sheet in book.worksheets:
        for chart in sheet._charts:
            titles.append(chart.title.tx.rich.p[0].r[0].t)
            series = chart.series[0]
            if series.val is not None:
                assert len({one.spPr.solidFill.srgbClr for one in series.dPt}) > 1
    assert titles == [one.figure.title for one in brief.sections if one.figure and one.figure.kind != "card"]


def test_no_number_is_stored_as_text(brief: Brief, book: Any, shipped: Snapshot) -> None:
    published = {one.id: one for one in all_observations(shipped)}
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    assert not re.fullmatch(r"\(?[\d.,]+( ?%)?\)?", cell.value), (
                        sheet.title,
                        cell.coordinate,
                        cell.value,
                    )
    table = next(at for at, one in enumerate(brief.sections) if one.table)
    sheet = book.worksheets[2 + table]
    numbers = [cell for row in sheet.iter_rows(min_row=2) for cell in row if isinstance(cell.value, float)]
    assert numbers
    assert {cell.value for cell in numbers} <= {one.value for one in published.values()}
    assert all("%" in cell.number_format or '"' in cell.number_format or "#" in cell.number_format for cell in numbers)


def test_the_first_sheet_says_what_when_and_from_where(brief: Brief, book: Any) -> None:
    sheet = book.worksheets[0]
    text = " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell)
    assert brief.title in text
    assert brief.content_hash in text
    assert brief.data_label in text
    assert "/number" in text and "run.py" not in text


def test_years_of_sources_are_no_counts(book: Any) -> None:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                year = isinstance(cell.value, int) and 1990 <= cell.value <= 2030 and cell.column not in (6, 11)
                assert not (year and "," in cell.number_format and "." not in cell.number_format), cell.coordinate


def test_text_never_runs_as_a_formula(brief: Brief) -> None:
    section = replace(brief.sections[-1], message='=HYPERLINK("http://x")', cautions=("@cmd", "+1"))
    book = opened(annex_workbook(replace(brief, title="=1+1", sections=(*brief.sections[:-1], section))))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert not str(cell.value or "").startswith(("=", "@"))


def test_libreoffice_opens_it(shipped: Snapshot, tmp_path: Path, convert: Convert) -> None:
    path = tmp_path / "annex.xlsx"
    path.write_bytes(annex_workbook(brief_of(shipped, load_catalogue(), TODAY, indicator="stunting", lang="km")))
    assert convert(path, "pdf", tmp_path).stat().st_size > 10_000
