"""What a view gives away: exactly its figures, named gaps, sources, terms, and nothing a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import geopandas
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from childrights.areas.coverage import map_view
from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Group
from childrights.export.exporting import packed
from childrights.export.on_areas import view_gpkg
from childrights.export.sharing import (
    SHARED_COLUMNS,
    SharedView,
    citation,
    file_name,
    kinds_of_nothing,
    view_csv,
    view_metadata,
    view_xlsx,
)
from childrights.i18n import LANGUAGES, translator
from childrights.language import told_text, words
from childrights.newest.reading import newest_figures
from childrights.snapshot.snapshot import Snapshot
from geo.boundaries import area_shape

CATALOGUE = load_catalogue()
DTP3 = CATALOGUE.indicators["dtp3_coverage_survey"]
URL = "http://localhost:8501/explore?ind=dtp3_coverage_survey&year=2014"


@pytest.fixture
def view(shipped: Snapshot) -> SharedView:
    """A map with a hidden area, as the explorer shares it."""
    found = map_view(shipped, DTP3.code, "2014", Group())
    assert found.national
    missing = [(one.area, one.reason) for one in found.not_drawn + found.overlapping]
    return SharedView(
        title="DTP3, 2014: 83.9 % in Cambodia",
        package=packed(shipped, CATALOGUE, (found.national, *found.drawn), newest_figures(shipped, CATALOGUE)),
        not_shown=kinds_of_nothing(DTP3, "2014", missing),
        chosen=(("Year", "2014"),),
        url=URL,
        accessed=date(2026, 11, 25),
        snapshot_label="2026-11-25 · abc",
    )


def csv_rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_table_holds_the_figures_of_the_view_and_names_what_it_does_not_show(view: SharedView) -> None:
    rows = csv_rows(view_csv(view))
    assert tuple(rows[0]) == SHARED_COLUMNS
    shown = {row["area"]: float(row["value"]) for row in rows if row["shown"] == "yes"}
    assert shown == {one.area: one.value for one in view.package.observations}
    hidden = [row for row in rows if row["shown"] == "no"]
    assert [(row["area"], row["value"], row["why_not_shown"]) for row in hidden] == [
        ("KH09", "", "Too few cases to be reliable")
    ]
    for row in rows:
        assert row["snapshot"] == view.package.content_hash
    assert all(row["source_citation"] and row["source_terms"] for row in rows if row["shown"] == "yes")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_workbook_holds_the_same_with_a_sheet_that_explains_it(view: SharedView, lang: str, tmp_path: Path) -> None:
    t = translator(lang)
    out = tmp_path / "view.xlsx"
    out.write_bytes(view_xlsx(view, t))
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == [t._(name) for name in ("Data", "About", "Indicators", "Sources")]
    data = list(book.worksheets[0].iter_rows(values_only=True))
    assert data[0] == SHARED_COLUMNS
    plain = [["" if cell is None else str(cell) for cell in row] for row in data[1:]]
    expected = [list(row.values()) for row in csv_rows(view_csv(view))]
    numbers = [
        SHARED_COLUMNS.index(name) for name in ("value", "lower", "upper", "numerator", "denominator", "newer_value")
    ]
    for row, other in zip(plain, expected, strict=True):
        for i, (cell, text) in enumerate(zip(row, other, strict=True)):
            assert cell == text or (i in numbers and float(cell) == float(text))
    said = dict(book.worksheets[1].iter_rows(min_row=2, values_only=True))
    assert said[t._("Address of the view")] == URL
    assert said[t._("Content hash")] == view.package.content_hash
    assert said[t._("How to cite")] == citation(view, t)
    assert said[t._("Places without a figure")] == "1"
    assert told_text(DTP3.definition_en, t) in said.values()
    assert all(words.terms(source, t) in said.values() for source in view.package.sources)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_citation_names_figure_source_publisher_snapshot_address_day_and_codes(view: SharedView, lang: str) -> None:
    said = citation(view, translator(lang))
    for part in (view.title, view.package.sources[0].citation.rstrip("."), "abc", URL, "2026"):
        assert part in said
    first = view.package.observations[0]
    assert first.area == "KH" and first.id in said
    assert str(len(view.package.observations) - 3) in said
    assert ".." not in said and "  " not in said


def test_a_single_figure_is_cited_with_its_code_alone(view: SharedView) -> None:
    one = replace(view, package=replace(view.package, observations=view.package.observations[:1]), url="")
    assert citation(one, translator("en")).endswith(f"Code {view.package.observations[0].id}.")


def test_nothing_runs_in_a_spreadsheet(view: SharedView) -> None:
    nasty = replace(view.package.observations[0], note='=HYPERLINK("http://x")', sheet="@SUM(A1)")
    poisoned = replace(
        view, title="+1+1", package=replace(view.package, observations=(nasty, *view.package.observations[1:]))
    )
    row = csv_rows(view_csv(poisoned))[0]
    assert row["note"].startswith("'=") and row["sheet"].startswith("'@")
    book = openpyxl.load_workbook(io.BytesIO(view_xlsx(poisoned, translator("en"))))
    for sheet in book.worksheets:
        for cells in sheet.iter_rows():
            for cell in cells:
                assert cell.data_type != "f"
                assert not (isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@")))


def test_the_map_of_a_view_has_its_figures_and_gaps_on_their_areas(view: SharedView, tmp_path: Path) -> None:
    out = tmp_path / "view.gpkg"
    out.write_bytes(view_gpkg(view))
    found = geopandas.read_file(out, layer="figures")
    rows = csv_rows(view_csv(view))
    told = sorted((row["area"], row["value"], row["why_not_shown"]) for row in rows)
    values = ["" if value != value else str(value) for value in found["value"]]
    assert sorted(zip(found["area"], values, found["why_not_shown"], strict=True)) == told
    for _, one in found.iterrows():
        assert one.geometry.symmetric_difference(area_shape(one["drawn_area"])).area < 1e-9


def test_every_gap_has_its_own_row(shipped: Snapshot) -> None:
    found = map_view(shipped, "rci_children_five_provinces", "2014-15", Group())
    indicator = CATALOGUE.indicators["rci_children_five_provinces"]
    newest = newest_figures(shipped, CATALOGUE, (indicator.code,))
    missing = kinds_of_nothing(indicator, "2014-15", [(one.area, one.reason) for one in found.not_drawn])
    view = SharedView("x", packed(shipped, CATALOGUE, found.drawn, newest), missing, (), "", date(2026, 1, 1), "s")
    assert len(csv_rows(view_csv(view))) == len(found.drawn) + len(found.not_drawn)
    assert dict(view_metadata(view, translator("en")))["Places without a figure"] == str(len(found.not_drawn))


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("stunting", "2014", "map", "slide", "en"), "stunting-2014-map-slide-en.png"),
        (("dtp3_coverage_survey", "", "Over time"), "dtp3-coverage-survey-over-time.png"),
        (("../../etc", "a b/c"), "etc-a-b-c.png"),
    ],
)
def test_files_say_what_is_inside(parts: tuple[str, ...], expected: str) -> None:
    assert file_name(parts, "png") == expected


@given(st.lists(st.text(), max_size=6))
def test_a_file_name_is_always_plain(parts: list[str]) -> None:
    name = file_name(parts, "csv")
    assert name.endswith(".csv") and len(name) <= 124
    assert not set(name) - set("abcdefghijklmnopqrstuvwxyz0123456789-.")
