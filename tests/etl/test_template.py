"""The official template: locked where it must be, guided where it may be filled, and telling what each cell is."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from childrights.catalogue.catalogue import Catalogue, load_catalogue
from childrights.catalogue.tables import UnknownCode
from childrights.members.provenance import Provenance
from etl.reading.reader import read_workbook
from etl.understanding.check import check_file
from etl.workbooks.template import write_template
from etl.workbooks.template_shape import FIRST_ROW, INPUT_TAGS, MARKER, SPARE_ROWS, TAGS, said_in_file
from geo.provinces import load_provinces
from tests.support.office import Convert

CODES = ("stunting", "under5_mortality_10y")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def write(path: Path, catalogue: Catalogue, lang: str = "en", **more: object) -> openpyxl.Workbook:
    settings = {"indicators": CODES, "member": "Test member", "year": 2024, "lang": lang, **more}
    write_template(path, catalogue, load_provinces(), **settings)  # type: ignore[arg-type]
    return openpyxl.load_workbook(path)


@pytest.mark.parametrize("lang", ["en", "km"])
def test_every_sheet_carries_its_marker_and_every_column_its_tag(
    tmp_path: Path, catalogue: Catalogue, lang: str
) -> None:
    write(tmp_path / "template.xlsx", catalogue, lang)
    guide, data, codes, source = read_workbook(tmp_path / "template.xlsx").sheets
    assert [sheet.rows[0][0] for sheet in (guide, data, codes, source)] == [
        f"{MARKER} instructions",
        MARKER,
        f"{MARKER} codes",
        f"{MARKER} source",
    ]
    assert (guide.hidden, data.hidden, codes.hidden) == (False, False, True)
    assert data.rows[0][1:4] == [f"lang={lang}", "year=2024", "member=Test member"]
    assert tuple(data.rows[1]) == TAGS
    assert data.hidden_rows == {0, 1}


def test_a_row_for_every_province_and_the_country_of_every_indicator(tmp_path: Path, catalogue: Catalogue) -> None:
    write(tmp_path / "template.xlsx", catalogue)
    _, data, codes, _ = read_workbook(tmp_path / "template.xlsx").sheets
    known = {(row[0], row[1]): row[2] for row in codes.rows[2:]}
    rows = data.rows[FIRST_ROW - 1 :]
    assert len(rows) == len(CODES) * (26 + SPARE_ROWS)
    places = [known["area", row[2]] for row in rows if row[2]]
    assert places == ["KH", *load_provinces()] * len(CODES)
    assert {known["indicator", row[0]] for row in rows} == set(CODES)
    assert {known["sex", row[4]] for row in rows} == {"total"}
    assert all(row[6] is None for row in rows)


def test_only_the_cells_to_fill_in_are_unlocked_and_no_password_is_set(tmp_path: Path, catalogue: Catalogue) -> None:
    book = write(tmp_path / "template.xlsx", catalogue)
    data = book["Data"]
    assert all(sheet.protection.sheet and not sheet.protection.password for sheet in book)
    assert all(cell.protection.locked for row in data[f"A1:M{FIRST_ROW - 1}"] for cell in row)
    unlocked = {TAGS[cell.column - 1] for cell in data[FIRST_ROW] if not cell.protection.locked}
    assert unlocked == set(INPUT_TAGS)


def test_lists_and_bounds_come_with_messages(tmp_path: Path, catalogue: Catalogue) -> None:
    data = write(tmp_path / "template.xlsx", catalogue)["Data"]
    rules = {str(rule.sqref): rule for rule in data.data_validations.dataValidation}
    last = FIRST_ROW + 26 + SPARE_ROWS - 1
    bounds = rules[f"G{FIRST_ROW}:G{last}"]
    assert (bounds.type, bounds.operator, bounds.formula1, bounds.formula2) == ("decimal", "between", "0", "100")
    assert "0 to 100 (per cent)" in bounds.error
    mortality = rules[f"G{last + 1}:G{last + 26 + SPARE_ROWS}"]
    assert (mortality.formula2, "per 1,000" in mortality.prompt) == ("400", True)
    lists = [rule for rule in rules.values() if rule.type == "list"]
    assert len(lists) == 5
    assert all(len(rule.error) < 256 and len(rule.errorTitle) < 32 for rule in lists)
    assert sum(rule.formula1.startswith("_codes!") for rule in lists) == 4
    # The year after, for plans and projections, then back to the twelfth before: what is reported late is old
    (years,) = (rule for rule in lists if not rule.formula1.startswith("_codes!"))
    assert years.formula1 == '"2025,2024,2023,2022,2021,2020,2019,2018,2017,2016,2015,2014,2013"'
    assert {rule.errorStyle for rule in lists if rule is not years} == {"stop"}
    assert (years.errorStyle, years.allow_blank) == ("warning", True)


def test_last_values_stand_beside_and_are_greyed(tmp_path: Path, catalogue: Catalogue) -> None:
    book = write(tmp_path / "template.xlsx", catalogue, last_values={("stunting", "KH01"): (32.1, "2014")})
    row = next(row for row in book["Data"].iter_rows(min_row=FIRST_ROW) if row[2].value == "Banteay Meanchey")
    assert [row[11].value, row[12].value] == [32.1, "2014"]
    assert row[11].font.color.rgb == "00808080"
    assert row[11].protection.locked


def test_without_indicators_the_core_ones_are_asked_for(tmp_path: Path, catalogue: Catalogue) -> None:
    write(tmp_path / "template.xlsx", catalogue, indicators=())
    codes = read_workbook(tmp_path / "template.xlsx").sheets[2]
    asked = {row[2] for row in codes.rows if row[0] == "indicator"}
    assert asked == {code for code, indicator in catalogue.indicators.items() if indicator.tier == "core"}


SAID = (
    Provenance(),
    Provenance("own_survey", 350),
    Provenance("quoted", publication="Education statistics", publication_year=2023, publication_table="Table 4"),
    Provenance(distinct_children=True),
)


@pytest.mark.parametrize("lang", ["en", "km"])
def test_the_kind_of_source_stands_in_the_workbook_and_is_read_back(
    tmp_path: Path, catalogue: Catalogue, lang: str
) -> None:
    write(tmp_path / "blank.xlsx", catalogue, lang)
    assert said_in_file(tmp_path / "blank.xlsx") is None
    for said in SAID:
        book = write(tmp_path / "said.xlsx", catalogue, lang, said=said)
        assert said_in_file(tmp_path / "said.xlsx") == said
        assert not book.worksheets[-1]["C5"].protection.locked


def test_a_kind_of_source_that_lacks_what_belongs_to_it_says_nothing(tmp_path: Path, catalogue: Catalogue) -> None:
    book = write(tmp_path / "said.xlsx", catalogue)
    sheet = book.worksheets[-1]
    sheet["C5"] = " Own  survey "
    book.save(tmp_path / "said.xlsx")
    assert said_in_file(tmp_path / "said.xlsx") is None
    sheet["C6"], sheet["C7"] = "1,204", "An old name"
    book.save(tmp_path / "said.xlsx")
    assert said_in_file(tmp_path / "said.xlsx") == Provenance("own_survey", 1204)


def test_what_is_shown_of_the_country_only_stands_beside_its_provinces(tmp_path: Path, catalogue: Catalogue) -> None:
    data = write(tmp_path / "template.xlsx", catalogue, indicators=("stunting", "detained_minors_licadho"))["Data"]
    told = {(row[0].value, row[2].value) for row in data.iter_rows(min_row=FIRST_ROW) if row[13].value}
    assert {name for name, _ in told} == {catalogue.indicators["detained_minors_licadho"].name_en}
    assert "Kep" in {area for _, area in told} and "Cambodia" not in {area for _, area in told}


def test_an_unknown_indicator_is_named(tmp_path: Path, catalogue: Catalogue) -> None:
    with pytest.raises(UnknownCode, match="'no_such'"):
        write(tmp_path / "template.xlsx", catalogue, indicators=("stunting", "no_such"))
    assert not (tmp_path / "template.xlsx").exists()


def test_labels_are_unique_in_their_list_in_both_languages(tmp_path: Path, catalogue: Catalogue) -> None:
    for lang in ("en", "km"):
        write(tmp_path / f"{lang}.xlsx", catalogue, lang, indicators=tuple(catalogue.indicators))
        rows = read_workbook(tmp_path / f"{lang}.xlsx").sheets[2].rows[2:]
        assert len({(row[0], row[1]) for row in rows}) == len(rows)


@pytest.mark.parametrize("lang", ["en", "km"])
def test_a_filled_template_saved_by_libreoffice_passes_without_a_problem(
    tmp_path: Path, catalogue: Catalogue, lang: str, convert: Convert
) -> None:
    book = write(tmp_path / "template.xlsx", catalogue, lang, last_values={("stunting", "KH01"): (32.1, "2014")})
    data = book.worksheets[1]
    for row in range(FIRST_ROW, FIRST_ROW + 26):
        data.cell(row, 7, 20 + row / 10)
    girls = next(row[1] for row in book["_codes"].iter_rows(values_only=True) if row[2] == "female")
    spare = FIRST_ROW + 26
    data.cell(spare, 3, data.cell(FIRST_ROW + 1, 3).value)
    data.cell(spare, 5, girls)
    data.cell(spare, 7, 21.5)
    book.save(tmp_path / "filled.xlsx")
    (tmp_path / "saved").mkdir()
    result = check_file(convert(tmp_path / "filled.xlsx", "xlsx", tmp_path / "saved"))
    assert [(problem.code, problem.cell, problem.message) for problem in result.problems] == []
    assert len(result.observations) == 27
    assert {(one.indicator, one.year_start) for one in result.observations} == {("stunting", 2024)}
    assert {one.area for one in result.observations} == {"KH", *load_provinces()}
    assert sum(one.sex == "female" for one in result.observations) == 1
