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
