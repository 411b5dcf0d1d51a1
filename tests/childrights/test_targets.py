"""Targets are stated by somebody; rates follow UNICEF's definition; a projection says what it assumes."""

import csv
from math import exp, log
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Group, Observation
from childrights.catalogue.tables import ReferenceTableError
from childrights.snapshot.queries import series
from childrights.snapshot.snapshot import Snapshot
from childrights.statistics.inequality import MeasureRefusal
from childrights.statistics.targets import (
    ASSUMPTION,
    STATUSES,
    TARGETS_FILE,
    Progress,
    Target,
    actual_rate,
    load_targets,
    progress,
    required_rate,
    targets_of,
)
from tests.support import tables

CATALOGUE = load_catalogue()
INDICATORS = CATALOGUE.indicators
TARGETS = {one.code: one for one in load_targets(CATALOGUE)}
TODAY = 2026


def seen(code: str, year: int, value: float | None, **more: object) -> Observation:
    return Observation(code, "KH", year, year, str(year), value=value, **more)  # type: ignore[arg-type]


def made(code: str, goal: float, kind: str = "at_most", year: int = 2030, base: int | None = None) -> Target:
    return Target("t", code, "SDG", "1", "words", "ពាក្យ", kind, goal, base, year, "source", "https://x.example")


def good(found: Progress | MeasureRefusal) -> Progress:
    assert isinstance(found, Progress), found
    return found


def test_every_target_is_cited_and_judged_the_right_way() -> None:
    assert len(TARGETS) == len(tables.rows("reference/targets"))
    assert all(one.url.startswith("https://") and one.source for one in TARGETS.values())
    assert TARGETS["sdg_3_2_u5_igme"].value == 25 and TARGETS["sdg_3_2_neonatal_igme"].value == 12
    assert [one.framework for one in targets_of(tuple(TARGETS.values()), "wasting")] == ["WHA"]


def test_aarr_is_that_of_a_steady_fall() -> None:
    """A figure that falls by 6.4 % each year has an AARR of 6.4 (UNICEF technical note, the definition)."""
    points = [(year, 40 * 0.936 ** (year - 2000)) for year in (2000, 2003, 2004, 2010)]
    assert actual_rate(points, "aarr") == pytest.approx(6.4, abs=1e-6)
    assert 100 * (1 - exp(-0.06613)) == pytest.approx(6.4, abs=0.05)  # the note's own coefficient and result
    assert required_rate(40, 40 * 0.936**10, 10, "aarr") == pytest.approx(6.4, abs=1e-6)


def test_rates_by_another_route() -> None:
    points = [(2000.0, 124.0), (2005.0, 83.0), (2010.0, 54.0), (2014.0, 35.0)]
    slope = np.polyfit([x for x, _ in points], [log(y) for _, y in points], 1)[0]
    assert actual_rate(points, "aarr") == pytest.approx(100 * (1 - exp(slope)), abs=1e-9)
    slope = np.polyfit([x for x, _ in points], [y for _, y in points], 1)[0]
    assert actual_rate(points, "linear") == pytest.approx(slope, abs=1e-9)


@given(st.floats(1, 100), st.floats(0.1, 1), st.integers(1, 30))
def test_the_required_rate_reaches_the_goal(latest: float, share: float, years: int) -> None:
    goal = latest * share
    assert latest * (1 - required_rate(latest, goal, years, "aarr") / 100) ** years == pytest.approx(goal)
    assert latest + years * required_rate(latest, goal, years, "linear") == pytest.approx(goal)


def test_a_modelled_figure_just_below_its_target_does_not_meet_it(shipped: Snapshot) -> None:
    line = series(shipped, "neonatal_mortality_igme", ["KH"], [Group()])
    found = good(progress(line, INDICATORS["neonatal_mortality_igme"], TARGETS["sdg_3_2_neonatal_igme"], TODAY))
    assert (found.status, found.method, found.required) == ("close", "aarr", None)
    assert found.latest.value is not None and found.latest.value < found.goal
    assert found.latest.period_label == "2024" and found.first.year_start == 2009 and found.actual > 0  # type: ignore[operator]


def test_under_five_mortality_of_the_surveys(shipped: Snapshot) -> None:
    line = series(shipped, "under5_mortality_5y", ["KH"], [Group()])
    found = good(progress(line, INDICATORS["under5_mortality_5y"], TARGETS["sdg_3_2_u5_5y"], 2014))
    assert (found.status, found.points) == ("on_track", 4)
    assert found.required == pytest.approx(100 * (1 - (25 / 35) ** (1 / 16)))
    assert found.projected is not None and found.projected < 25


def test_completion_is_measured_in_points(shipped: Snapshot) -> None:
    line = series(shipped, "completion_lower_secondary_survey", ["KH"], [Group()])
    found = good(progress(line, INDICATORS["completion_lower_secondary_survey"], TARGETS["sdg_4_1_lower"], TODAY))
    assert (found.method, found.status) == ("linear", "too_slow")
    assert found.required == pytest.approx((100 - 56.0) / 9, abs=0.01) and found.required > found.actual > 0  # type: ignore[operator]
    assert found.latest.value < found.projected < 100  # type: ignore[operator]


def test_every_shipped_series_has_an_answer(shipped: Snapshot) -> None:
    for target in TARGETS.values():
        line = series(shipped, target.indicator, ["KH"], [Group()])
        found = progress(line, INDICATORS[target.indicator], target, TODAY)
        assert isinstance(found, MeasureRefusal) or found.status in STATUSES
        if (
            isinstance(found, Progress)
            and found.projected is not None
            and INDICATORS[target.indicator].unit == "percent"
        ):
            assert 0 <= found.projected <= 100


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ([(2010, 40.0), (2020, 4.0)], "met"),
        ([(2010, 60.0), (2020, 20.0)], "on_track"),
        ([(2010, 60.0), (2020, 50.0)], "too_slow"),
        ([(2010, 20.0), (2020, 40.0)], "wrong_way"),
        ([(2010, 40.0), (2020, 39.0)], "no_clear_change"),
    ],
)
def test_where_a_series_stands(values: list[tuple[int, float]], status: str) -> None:
    points = [seen("violent_discipline", year, value, sample_size=3000) for year, value in values]
    found = good(progress(points, INDICATORS["violent_discipline"], made("violent_discipline", 8.0), 2024))
    assert found.status == status
    assert (found.actual is None) == (status == "no_clear_change") == (found.projected is None)


def test_a_passed_deadline_is_missed_not_projected() -> None:
    points = [seen("wasting", 2014, 9.9, sample_size=4000), seen("wasting", 2025, 7.0, sample_size=4000)]
    found = good(progress(points, INDICATORS["wasting"], TARGETS["wha_wasting"], TODAY))
    assert (found.status, found.required, found.projected) == ("missed", None, None)


def test_a_zero_target_is_counted_in_points() -> None:
    points = [seen("child_marriage_18", 2014, 18.5), seen("child_marriage_18", 2022, 10.0)]
    found = good(progress(points, INDICATORS["child_marriage_18"], TARGETS["sdg_5_3_marriage_18"], 2024))
    assert (found.method, found.required) == ("linear", pytest.approx(-10 / 8))
    assert found.status == "too_slow" and found.projected == pytest.approx(10 + found.actual * 8)  # type: ignore[operator]


def test_half_of_a_base_needs_the_base() -> None:
    target = TARGETS["sdg_1_2_child_multidimensional"]
    points = [seen(target.indicator, 2014, 49.0), seen(target.indicator, 2022, 30.0)]
    assert good(progress(points, INDICATORS[target.indicator], target, 2024)).goal == pytest.approx(24.5)
    late = [seen(target.indicator, 2018, 40.0), seen(target.indicator, 2022, 30.0)]
    assert progress(late, INDICATORS[target.indicator], target, 2024) == MeasureRefusal("no_base")


@pytest.mark.parametrize(
    ("points", "indicator", "target", "reason"),
    [
        ([seen("stunting", 2014, 32.0)], "stunting", made("stunting", 10), "too_few"),
        ([], "stunting", made("stunting", 10), "too_few"),
        ([seen("stunting", 2014, 32.0), seen("stunting", 2030, 20.0)], "stunting", made("stunting", 10), "too_few"),
        (
            [seen("population_census", 2008, 1.0), seen("population_census", 2019, 2.0)],
            "population_census",
            made("population_census", 1),
            "context",
        ),
        (
            [seen("stunting", 2010, 39.0), seen("stunting_jme", 2014, 32.0)],
            "stunting",
            made("stunting", 10),
            "indicator",
        ),
        ([seen("stunting", 2010, 39.0), seen("stunting", 2014, 32.0)], "stunting", made("wasting", 5), "indicator"),
        (
            [seen("stunting", 2010, 39.0), seen("stunting", 2014, 32.0, sex="male")],
            "stunting",
            made("stunting", 10),
            "several_differences",
        ),
        (
            [seen("poverty_national_line", 2012, 17.7), seen("poverty_national_line", 2019, 17.8)],
            "poverty_national_line",
            made("poverty_national_line", 9),
            "too_few",
        ),
        (
            [seen("stunting", 2010, None, status="suppressed"), seen("stunting", 2014, 32.0)],
            "stunting",
            made("stunting", 10),
            "too_few",
        ),
    ],
)
def test_what_is_refused(points: list[Observation], indicator: str, target: Target, reason: str) -> None:
    assert progress(points, INDICATORS[indicator], target, 2024) == MeasureRefusal(reason)


def test_a_rate_needs_two_years() -> None:
    with pytest.raises(ValueError, match="two years"):
        actual_rate([(2014.0, 5.0), (2014.0, 6.0)], "linear")


def test_the_assumption_is_told() -> None:
    assert "2014" in ASSUMPTION.format(first="2014", last="2022") and "not a forecast" in ASSUMPTION


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("indicator", "nonsense"),
        ("kind", "about"),
        ("kind", "at_least"),
        ("value", ""),
        ("value", "few"),
        ("base_year", "2015"),
        ("source", ""),
        ("url", ""),
    ],
)
def test_a_wrong_row_is_refused_by_name(tmp_path: Path, column: str, value: str) -> None:
    with TARGETS_FILE.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    rows[0][column] = value
    path = tmp_path / "targets.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    with pytest.raises(ReferenceTableError) as error:
        load_targets(CATALOGUE, path)
    assert (error.value.row, error.value.column) == (2, column)
