"""Many figures at once against what is known: filler, a power of ten, rows moved against their places."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from childrights.catalogue.model import Observation
from childrights.snapshot.queries import all_observations
from childrights.snapshot.snapshot import Snapshot
from etl.checks.checks import check_all
from etl.checks.misplaced import check_misplaced
from etl.checks.plausible import check_filler, check_scale
from tests.etl.understanding.sheets import CATALOGUE, check_rows

AREAS = ("KH01", "KH02", "KH04", "KH05", "KH06", "KH07", "KH08")
RATES = (32.5, 41.2, 28.4, 36.9, 45.1, 30.3, 39.8)
OLDER, OTHERS = (39.9, 44.0, 35.1, 40.2, 49.7, 38.8, 42.6), (31.1, 42.3, 27.9, 37.5, 44.2, 29.6, 40.9)
THIN_RATES = (9.6, 12.4, 8.8, 10.1, 13.3, 7.9, 11.7)
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
    kinds = ("filler", "times_larger", "times_smaller", "moved", "sorted", "swapped", "digit")
    variants = ((p, p.message_id.split("/")[1]) for p in problems)
    return [(p.severity, v, p.cell) for p, v in variants if v in kinds or v.startswith("other_")]


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


@pytest.mark.parametrize("factor", [1.01, 1.3, 0.6, 2, 4, 0.3])
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


PUBLISHED_2014, PUBLISHED_2010 = figures("stunting", RATES), figures("stunting", OLDER, 2010)
GIRLS = [replace(one, sex="female", value=value) for one, value in zip(PUBLISHED_2014, OTHERS, strict=True)]
THIN = figures("wasting", THIN_RATES)
EVERYTHING = [*PUBLISHED_2014, *PUBLISHED_2010, *GIRLS, *THIN]


@pytest.mark.parametrize(
    ("sent", "kind"),
    [
        (figures("stunting", OLDER, 2014), "other_period"),
        (figures("stunting", RATES, 2010), "other_period"),
        (figures("stunting", RATES, 2021), "other_period_new"),
        (figures("stunting", THIN_RATES, 2014), "other_indicator"),
        (figures("wasting", RATES, 2014), "other_indicator"),
        (figures("underweight", RATES, 2014), "other_indicator_new"),
        (figures("stunting", OTHERS, 2014), "other_group"),
        ([replace(one, sex="female") for one in PUBLISHED_2014], "other_group"),
        ([replace(one, sex="male") for one in PUBLISHED_2014], "other_group_new"),
        (figures("stunting", tuple(sorted(RATES)), 2014), "sorted"),
        (figures("stunting", tuple(sorted(RATES, reverse=True)), 2014), "sorted"),
        (figures("stunting", tuple(reversed(RATES)), 2014), "sorted"),
    ],
)
def test_what_is_published_for_another_line_is_told_once_with_both_values(sent: list[Observation], kind: str) -> None:
    problems = [p for p in check_all(sent, CATALOGUE, EVERYTHING) if p.message_id == f"out_of_range/{kind}"]
    assert [(severity, told_kind) for severity, told_kind, _ in told(sent, EVERYTHING)] == [("warning", kind)]
    own = {one.about: one.value for one in EVERYTHING}
    (one,) = (one for one in sent if one.cell == problems[0].cell)
    assert f"{one.value:.10g}" in problems[0].message
    assert kind.endswith("_new") or f"{own[one.about]}" in problems[0].message
    assert "…" not in problems[0].message


@pytest.mark.parametrize(
    ("value", "kind"),
    [(23.5, "swapped"), (35.2, "swapped"), (3.5, "digit"), (32.0, ""), (52.3, ""), (33.5, "")],
)
def test_a_slip_of_digits_is_told_where_the_rest_says_what_is_published(value: float, kind: str) -> None:
    sent = figures("stunting", (value, *RATES[1:]))
    assert [told_kind for _, told_kind, _ in told(sent, PUBLISHED_2014)] == [kind] * bool(kind)
    alone = [replace(one, value=round((one.value or 0) * 1.1, 1)) for one in sent[1:]]
    assert told([sent[0], *alone], PUBLISHED_2014) == [], "another survey may well have the same digits"


@pytest.mark.parametrize("count", [816883.0, 861838.0, 86188.0, 8611883.0])
def test_a_slip_in_a_large_count_is_told(count: float) -> None:
    sent = figures("population_census", (count, *COUNTS[1:]))
    assert len(told(sent, figures("population_census", COUNTS))) == 1


def test_figures_of_another_survey_are_not_taken_for_published_ones() -> None:
    """Random plausible columns: near what is published, rounded to whole numbers, small counts, all in a row."""
    rng = Random(10)
    for _ in range(200):
        noisy = tuple(round(min(99.0, max(0.5, value * rng.gauss(1, 0.15))), rng.choice((0, 1))) for value in RATES)
        assert told(figures("stunting", noisy, rng.choice((2010, 2014, 2021))), EVERYTHING) == []
        few = tuple(float(rng.randint(0, 4)) for _ in AREAS)
        known = figures("rci_children_mapped", tuple(float(rng.randint(0, 4)) for _ in AREAS), 2019)
        assert told(figures("rci_children_mapped", few, 2021), known) == []


def test_a_model_may_carry_its_figures_on_to_the_next_year() -> None:
    years = (10.9, 11.2, 9.8, 10.4, 12.1, 11.7, 10.1)
    known = figures("expected_years_schooling_modelled", years, 2016)
    assert told(figures("expected_years_schooling_modelled", years, 2017), known) == []


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
    assert [*found, *check_misplaced(everything, everything, CATALOGUE)] == []
