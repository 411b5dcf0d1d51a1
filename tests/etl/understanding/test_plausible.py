"""Many figures at once against what is known: filler, a power of ten, rows moved against their places."""

from __future__ import annotations

from dataclasses import replace

import pytest

from childrights.model import Observation
from childrights.queries import all_observations
from childrights.snapshot import Snapshot
from etl.understanding.checks import check_all
from etl.understanding.plausible import check_filler, check_moved, check_scale
from tests.etl.understanding.sheets import CATALOGUE, check_rows

AREAS = ("KH01", "KH02", "KH04", "KH05", "KH06", "KH07", "KH08")
RATES = (32.5, 41.2, 28.4, 36.9, 45.1, 30.3, 39.8)
COUNTS = (861883.0, 997169.0, 527027.0, 877523.0, 681549.0, 593829.0, 1201581.0)


def figures(
    code: str, values: tuple[float, ...], year: int = 2014, factor: float = 1, column: str = "B"
) -> list[Observation]:
    return [
        Observation(code, area, year, year, str(year), value=value * factor, sheet="S", cell=f"{column}{row}")
        for row, (area, value) in enumerate(zip(AREAS, values, strict=True), 2)
    ]


def told(found: list[Observation], published: list[Observation]) -> list[tuple[str, str, str]]:
    problems = check_all(found, CATALOGUE, [replace(one, source="s") for one in published])
    kinds = ("filler", "times_larger", "times_smaller", "moved")
    return [(p.severity, v, p.cell) for p in problems if (v := p.message_id.split("/")[1]) in kinds]


@pytest.mark.parametrize(
    ("code", "values", "factor", "kind"),
    [
        ("population_census", COUNTS, 10, "times_larger"),
        ("population_census", COUNTS, 0.001, "times_smaller"),
        ("population_census", COUNTS, 0.1, "times_smaller"),
        ("stunting", RATES, 0.1, "times_smaller"),
        ("stunting", RATES, 0.01, "times_smaller"),
        ("infant_mortality_10y", RATES, 0.1, "times_smaller"),
    ],
)
@pytest.mark.parametrize("year", [2014, 2019])
def test_a_column_in_another_power_of_ten_is_told_once(
    code: str, values: tuple[float, ...], factor: float, kind: str, year: int
) -> None:
    result = told(figures(code, values, year, factor), figures(code, values))
    assert [(severity, variant) for severity, variant, _ in result] == [("warning", kind)]


@pytest.mark.parametrize("factor", [1, 1.3, 0.6, 2, 4, 0.3])
def test_ordinary_change_is_no_power_of_ten(factor: float) -> None:
    assert told(figures("population_census", COUNTS, 2019, factor), figures("population_census", COUNTS)) == []


def test_a_few_figures_or_far_years_say_nothing_about_scale() -> None:
    few = figures("stunting", RATES, 2014, 0.1)[:4]
    assert told(few, figures("stunting", RATES)) == []
    assert told(figures("stunting", RATES, 2030, 0.1), figures("stunting", RATES)) == []


@pytest.mark.parametrize("step", [1, -1])
def test_rows_moved_against_their_places_are_told_once(step: int) -> None:
    moved = RATES[step:] + RATES[:step]
    result = told(figures("stunting", moved), figures("stunting", RATES))
    assert [(severity, kind) for severity, kind, _ in result] == [("warning", "moved")]


def test_equal_figures_and_equal_places_have_not_moved() -> None:
    assert told(figures("stunting", RATES), figures("stunting", RATES)) == []
    same = (30.0,) * 7
    assert told(figures("stunting", same), figures("stunting", same)) == []


@pytest.mark.parametrize("value", [999, 9999, 99999, 999999])
def test_nines_again_and_again_are_kept_out(value: float) -> None:
    rows = [["Province", "Population 2019"], ["Takeo", 900914], ["Kampot", value], ["Kep", value], ["Pursat", 419952]]
    result = check_rows(rows)
    assert {one.cell for one in result.observations} == {"B2", "B5"}
    assert [(one.message_id, one.cell) for one in result.problems if one.severity == "error"] == [
        ("out_of_range/filler", "B3"),
        ("out_of_range/filler", "B4"),
    ]


def test_nines_once_and_percentages_of_99_are_figures() -> None:
    rows = [["Province", "Population 2019"], ["Takeo", 900914], ["Kampot", 9999], ["Pursat", 419952]]
    assert len(check_rows(rows).observations) == 3
    rows = [["Province", "Stunting 2014 (%)"], ["Takeo", 99], ["Kampot", 99], ["Pursat", 99.9], ["Kep", 99.9]]
    assert len(check_rows(rows).observations) == 4


def test_what_is_published_has_neither_filler_nor_moved_rows(shipped: Snapshot) -> None:
    everything = list(all_observations(shipped))
    found = [*check_filler(everything), *check_scale(everything, everything, CATALOGUE)]
    assert [*found, *check_moved(everything, everything, CATALOGUE)] == []
