"""Figures against their bounds, their parts, each other and what is published."""

from __future__ import annotations

from collections.abc import Sequence

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Observation
from etl.checks.checks import check_all
from etl.checks.comparisons import check_total
from etl.problems.model import Problem
from geo.areas import PROVINCES
from tests.support.effort import calls_of

CATALOGUE = load_catalogue()


def figure(value: float | None = 30.0, cell: str = "B2", **other: object) -> Observation:
    """A figure on stunting in Kampot in 2014, or what ``other`` says."""
    given = {"indicator": "stunting", "area": "KH07", "year_start": 2014, "sheet": "Data"} | other
    given.setdefault("year_end", given["year_start"])
    given.setdefault("period_label", str(given["year_start"]))
    return Observation(value=value, cell=cell, **given)  # type: ignore[arg-type]


def told(observations: Sequence[Observation], **other: object) -> list[tuple[str, str, str]]:
    """``(severity, message id, cell)`` of every problem."""
    return [(p.severity, p.message_id, p.cell) for p in check_all(observations, CATALOGUE, **other)]  # type: ignore[arg-type]


def test_bounds() -> None:
    assert told([figure(0.0), figure(100.0, "B3", area="KH08")]) == []
    assert told([figure(-0.1)]) == [("error", "out_of_range/below", "B2")]
    assert told([figure(100.1)]) == [("error", "out_of_range/above", "B2")]


def test_a_figure_lies_between_its_limits() -> None:
    assert told([figure(30.0, lower=25.0, upper=35.0)]) == []
    assert told([figure(30.0, lower=31.0, upper=35.0)]) == [("error", "out_of_range/interval", "B2")]


def test_numerator_and_denominator_make_the_figure() -> None:
    assert told([figure(33.3, numerator=10, denominator=30)]) == []
    assert told([figure(33.1, numerator=10, denominator=30)]) == [("warning", "total_mismatch/rate", "B2")]
    assert told([figure(43.3, numerator=10, denominator=30)]) == [("error", "total_mismatch/rate", "B2")]
    assert told([figure(33.3, numerator=40, denominator=30)]) == [("error", "out_of_range/numerator", "B2")]
    assert told([figure(33.3, numerator=1, denominator=0)]) == [("error", "out_of_range/negative_count", "B2")]


def test_duplicates() -> None:
    assert told([figure(30.0, "B2"), figure(30.0, "C9")]) == [("warning", "duplicate/agree", "C9")]
    conflict = [figure(30.0, "B2"), figure(31.0, "C9"), figure(30.0, "D4")]
    assert {(s, m, c) for s, m, c in told(conflict)} == {("error", "duplicate/conflict", c) for c in ("B2", "C9", "D4")}
    assert told([figure(None, "B2", status="suppressed"), figure(30.0, "C9")])[0][1] == "duplicate/conflict"


def test_parts_of_counts_add_up() -> None:
    def people(**values: float) -> list[Observation]:
        return [figure(v, f"B{n}", indicator="population_census", sex=s) for n, (s, v) in enumerate(values.items())]

    assert told(people(total=300, female=160, male=140)) == []
    assert told(people(total=301, female=160, male=140)) == [("error", "total_mismatch/sum", "B0")]
    assert told(people(total=100, female=160)) == [("error", "total_mismatch/parts_above", "B0")]
    assert told(people(total=300_000, female=160_000, male=141_000)) == []


def test_a_rate_lies_between_its_parts() -> None:
    parts = [figure(30.0, "B1", sex="female"), figure(34.0, "B2", sex="male")]
    assert told([figure(32.0, "B0"), *parts]) == []
    assert told([figure(45.0, "B0"), *parts]) == [("warning", "total_mismatch/between", "B0")]


def test_the_country_against_all_provinces() -> None:
    provinces = [
        figure(1000.0 + n, f"B{n}", indicator="population_census", area=code) for n, code in enumerate(PROVINCES)
    ]
    whole = sum(p.value or 0 for p in provinces)
    assert told([*provinces, figure(whole, "B99", indicator="population_census", area="KH")]) == []
    wrong = figure(whole + 100, "B99", indicator="population_census", area="KH")
    assert told([*provinces, wrong]) == [("error", "total_mismatch/sum", "B99")]
    assert told([*provinces[:20], wrong]) == []


def test_total_rows() -> None:
    def total(parts: list[float], total: float, unit: str) -> Problem | None:
        return check_total(parts, total, unit, "Data", "B9")

    assert total([10, 20, 33], 63, "number") is None and total([20.0, 40.0], 31.0, "percent") is None
    assert total([10, 20, 33], 64, "number") is not None and total([20.0, 40.0], 60.0, "percent") is not None


def test_a_province_is_not_given_twice() -> None:
    both = [figure(30.0, "B2", area="KH07+KH23"), figure(31.0, "B3", area="KH07")]
    assert told(both) == [("error", "duplicate/overlap", "B2")]
    assert told([both[0], figure(31.0, "B3", area="KH08")]) == []


def test_one_place_far_from_all_others() -> None:
    places = [figure(30.0 + n % 5, f"B{n}", area=code) for n, code in enumerate(PROVINCES)]
    assert told(places) == []
    places[3] = figure(99.0, "B3", area=PROVINCES[3])
    assert told(places) == [("warning", "out_of_range/far", "B3")]


def test_jumps_are_measured_against_the_typical_change() -> None:
    before = [figure(60.0, area=code, year_start=2010) for code in PROVINCES]
    after = [figure(30.0 + n % 5, f"B{n}", area=code) for n, code in enumerate(PROVINCES)]
    assert told(after, published=before) == []
    after[3] = figure(94.0, "B3", area=PROVINCES[3])
    assert ("warning", "out_of_range/jump", "B3") in told(after, published=before)


def test_places_missing_since_last_time() -> None:
    before = [figure(60.0, area=code, year_start=2010) for code in PROVINCES]
    after = [figure(50.0, f"B{n}", area=code) for n, code in enumerate(PROVINCES[:-1])]
    assert told(after, published=before) == [("warning", "unknown_area/missing_areas", "")]
    assert told(after[:3], published=before) == []


def test_figures_of_another_definition() -> None:
    published = [figure(30.0 + n, indicator="stunting_jme", area=code) for n, code in enumerate(PROVINCES)]
    mine = [figure(30.0 + n, f"B{n}", area=code) for n, code in enumerate(PROVINCES)]
    assert told(mine, published=published) == [("warning", "unknown_indicator/other_definition", "B0")]


def test_areas_of_no_survey() -> None:
    odd = [figure(30.0, area="KH01+KH25", area_as_published="Here & there")]
    assert told(odd, domains=("KH02+KH24",)) == [("warning", "unknown_area/not_a_domain", "B2")]
    assert told(odd) == []


def test_a_long_clean_file_is_checked_quickly() -> None:
    codes = [i.code for i in CATALOGUE.indicators.values() if i.unit == "percent"][:5]
    many = [
        figure(40.0, f"B{y}", indicator=code, area=area, year_start=y)
        for code in codes
        for y in range(2000, 2020)
        for area in PROVINCES
    ]
    assert check_all(many, CATALOGUE) == ()
    assert calls_of(lambda: check_all(many, CATALOGUE)) < 7 * len(many)
