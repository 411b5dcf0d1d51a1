"""Words behind and before a name that change what the figures are, and units told row by row."""

from __future__ import annotations

import pytest

from tests.etl.understanding.sheets import check_rows, reported


@pytest.mark.parametrize("tail", ["targets", "change", "ranking", "severe", "difference between 2019 and 2021"])
def test_words_behind_a_colon_are_never_thrown_away(tail):
    title = check_rows([[f"Stunting: {tail}"], ["Province", 2019, 2021], ["Kep", 30.1, 29.1], ["Takeo", 31.2, 28.2]])
    assert not title.observations and ("unknown_indicator", "A1") in reported(title)
    header = check_rows([["Province", "Year", f"Stunting: {tail}"], ["Kep", 2021, 30.1], ["Takeo", 2021, 31.2]])
    assert not header.observations and (header.problems or header.skipped == 2)  # targets, ranks: skipped and told


@pytest.mark.parametrize("title", ["Stunting: Kep, 2021", "Stunting: by province, 2021", "Stunting: 2021"])
def test_a_place_or_a_year_behind_a_colon_is_read(title):
    result = check_rows([[title], ["Province", "%"], ["Kep", 30.1], ["Takeo", 31.2]])
    assert len(result.observations) == 2


def test_the_unit_of_every_row_is_checked():
    rows = [["Province", "Year", "Indicator", "Unit", "Value"], ["Kep", 2021, "Stunting", "Percent", 30.1]]
    result = check_rows([*rows, ["Takeo", 2021, "Stunting", "Number", 31.2]])
    assert [o.cell for o in result.observations] == ["E2"]
    assert reported(result) == [("missing_unit", "E3")]


def test_a_line_that_calls_the_figures_targets_keeps_them_out():
    rows = [["Stunting by province, 2021"], ["Targets"], ["Province", "%"], ["Kep", 30.1], ["Takeo", 31.2]]
    assert not check_rows(rows).observations


def test_a_unit_line_that_contradicts_the_indicator_is_reported():
    rows = [["Stunting (%), 2021"], ["Unit: per 1,000"], ["Province", "Value"], ["Kep", 30.1], ["Takeo", 31.2]]
    result = check_rows(rows)
    assert not result.observations and "missing_unit" in {problem.code for problem in result.problems}


def test_an_organisation_s_office_is_not_the_place_of_the_figures():
    result = check_rows([["Save Children Phnom Penh office"], ["Stunting"], ["Year", "%"], [2019, 30.1], [2021, 29.1]])
    assert not result.observations and "unknown_area" in {problem.code for problem in result.problems}


@pytest.mark.parametrize("name", ["Kampot A", "Kampot B", "Kampot 1"])
def test_a_letter_behind_a_name_is_a_zone_and_no_typo(name):
    result = check_rows([["Stunting (%), 2021"], ["Province", "Value"], [name, 30.1], ["Takeo", 31.2], ["Kep", 29.9]])
    assert [o.area for o in result.observations] == ["KH21", "KH23"]
    assert ("unknown_area", "A3") in reported(result)
