"""The tables of the matrix leave nothing out: every indicator has a row, every figure a square that says so."""

from __future__ import annotations

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.gaps.coverage_grid import (
    BEFORE,
    EVERYONE,
    GROUPS,
    LATER,
    PLACES,
    SQUARES,
    YEARS,
    Grid,
    GridRow,
    Square,
    grid,
    group_codes,
    shares_by_right,
)
from childrights.gaps.coverage_matrix import MatrixCell, matrix, matrix_cells, measured_groups
from childrights.snapshot.snapshot import Snapshot
from geo.areas import COUNTRY, PROVINCES

CATALOGUE = load_catalogue()
TODAY = 2026
KNOWN = ("both", "country", "provinces", "known", "joined")


@pytest.fixture(scope="module")
def whole(shipped: Snapshot) -> list[MatrixCell]:
    return list(matrix_cells(matrix(shipped, CATALOGUE), CATALOGUE))


def squares(snapshot: Snapshot, by: str, group: str = EVERYONE) -> Grid:
    return grid(snapshot, CATALOGUE, list(CATALOGUE.indicators), by, group, TODAY)


def row(found: Grid, code: str) -> GridRow:
    return next(one for one in found.rows if one.indicator == code)


def square(found: Grid, code: str, column: str) -> Square:
    return row(found, code).squares[found.columns.index(column)]


@pytest.mark.parametrize("by", [YEARS, PLACES, GROUPS])
@pytest.mark.parametrize("group", [EVERYONE, "female", "rural", "quintile_1", "with_disability"])
def test_every_indicator_has_a_whole_row(shipped: Snapshot, by: str, group: str) -> None:
    found = squares(shipped, by, group)
    assert {one.indicator for one in found.rows} == set(CATALOGUE.indicators)
    assert all(len(one.squares) == len(found.columns) for one in found.rows)
    assert all(one.state in SQUARES for each in found.rows for one in each.squares)


def test_every_year_with_a_figure_has_a_square_that_says_so(shipped: Snapshot, whole: list[MatrixCell]) -> None:
    found = squares(shipped, YEARS)
    for one in found.rows:
        own = [c for c in whole if c.indicator == one.indicator and c.group == one.group and c.period_label]
        wanted = set()
        for cell in own:
            if cell.state in ("known", "joined"):
                year = cell.year_end or 0
                wanted.add(BEFORE if year < 2000 else LATER if year > TODAY else str(year))
        shown = {name for name, each in zip(found.columns, one.squares, strict=True) if each.state in KNOWN}
        assert shown == wanted


def test_squares_tell_country_and_provinces_apart(shipped: Snapshot) -> None:
    found = squares(shipped, YEARS)
    assert square(found, "stunting", "2014") == Square("both", "2014", 25)
    assert square(found, "dtp3_coverage_survey", "2014") == Square("both", "2014", 24)
    assert square(found, "violent_discipline", "2022").state == "country"
    assert square(found, "improved_latrine_families", "2011").state == "provinces"
    assert square(found, "neonatal_mortality_igme", BEFORE).state == "country"
    assert square(found, "population_0_17_wpp2019", LATER).state == "country"


def test_places_show_the_newest_period_and_the_kinds_of_nothing(shipped: Snapshot) -> None:
    found = squares(shipped, PLACES)
    assert row(found, "population_census").period == "2019"
    assert square(found, "dtp3_coverage_survey", "KH09").state == "too_few_cases"
    assert square(found, "rci_children_five_provinces", "KH01").state in ("joined", "outside_survey")
    assert square(found, "education_share_spending", "KH01").state == "not_applicable"
    assert square(found, "health_share_spending", COUNTRY).state == "not_collected"
    assert {one.state for one in row(found, "child_injury_deaths_rate").squares} == {"not_collected"}
    assert found.columns == (COUNTRY, *PROVINCES)


def test_groups_that_make_no_sense_are_not_called_missing(shipped: Snapshot) -> None:
    found = squares(shipped, GROUPS)
    assert square(found, "adolescent_fertility_survey", "sex").state == "not_applicable"
    assert square(found, "stunting", "wealth").state in KNOWN
    assert square(found, "stunting", "disability").state == "not_collected"
    girls = squares(shipped, YEARS, "female")
    assert {one.state for one in row(girls, "basic_water_jmp").squares} == {"not_applicable"}


def test_rights_add_up(shipped: Snapshot) -> None:
    found = squares(shipped, YEARS)
    summed = shares_by_right(found, CATALOGUE)
    assert sum(one.indicators for one in summed) == len(CATALOGUE.indicators)
    for one in summed:
        assert all(known <= asked <= one.indicators for known, asked in zip(one.known, one.asked, strict=True))
    places = {one.cluster: one for one in shares_by_right(squares(shipped, PLACES), CATALOGUE)}
    assert places["DEF"].asked == (0, *(0 for _ in PROVINCES)), "the stage of a law is no number"


def test_groups_on_offer_are_those_with_figures(shipped: Snapshot) -> None:
    own = [one.code for one in CATALOGUE.indicators.values() if one.cluster == "SPM"]
    codes = group_codes(measured_groups(shipped, own), CATALOGUE)
    assert codes[0] == EVERYONE and set(codes) == {EVERYONE, "female", "male"}
