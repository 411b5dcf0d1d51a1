"""Measures of inequality on real and made figures: complete groups or a reason, intervals marked, never a guess."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Group, Observation
from childrights.snapshot.queries import area_values, series
from childrights.snapshot.snapshot import Snapshot
from childrights.statistics.equity import (
    _NEVER_NEGATIVE,
    EXPLANATIONS,
    SOURCES,
    Behind,
    InequalityMeasure,
    furthest_behind,
    measures,
)
from childrights.statistics.inequality import MeasureRefusal
from childrights.statistics.subgroups import Strata, strata

INDICATORS = load_catalogue().indicators
QUINTILES = [f"quintile_{n}" for n in range(1, 6)]


def split(
    values: list[float | None], code: str = "full_immunisation_iceh", dimension: str = "wealth", **more: object
) -> list[Observation]:
    codes = {
        "wealth": QUINTILES if len(values) == 5 else [f"quartile_{n}" for n in range(1, 5)],
        "sex": ["female", "male"],
        "residence": ["rural", "urban"],
    }[dimension]
    made = zip(codes, values, strict=True)
    return [Observation(code, "KH", 2014, 2014, "2014", value=v, **{dimension: c}, **more) for c, v in made]  # type: ignore[arg-type]


def good(observations: list[Observation], dimension: str = "wealth", **more: object) -> Strata:
    found = strata(observations, dimension, INDICATORS[observations[0].indicator], **more)  # type: ignore[arg-type]
    assert isinstance(found, Strata)
    return found


def number(found: object) -> float:
    assert isinstance(found, InequalityMeasure), found
    return found.value


def test_every_measure_has_a_sentence_and_a_source() -> None:
    assert EXPLANATIONS.keys() == SOURCES.keys()
    assert all("http" in source for source in SOURCES.values())


def test_published_quintiles_of_immunisation(shipped: Snapshot) -> None:
    line = series(shipped, "full_immunisation_iceh", ["KH"], [Group(), *(Group(wealth=q) for q in QUINTILES)])
    now = [one for one in line if one.period_label == "2000"]
    found = measures(good(now))
    first = found["difference"]
    assert isinstance(first, InequalityMeasure)
    assert (first.params["first"], first.params["second"], first.unit) == ("quintile_5", "quintile_1", "points")
    by_wealth = {one.wealth: one.value for one in now}
    assert first.value == pytest.approx(by_wealth["quintile_5"] - by_wealth["quintile_1"])  # type: ignore[operator]
    assert found["sii"].params["model"] == "logit" and found["sii"].params["weights"] == "equal"  # type: ignore[union-attr]
    assert all(isinstance(one, InequalityMeasure) and one.interval_kind == "none" for one in found.values())
    linear = measures(good(now), model="linear")["sii"]
    assert number(linear) == pytest.approx(number(found["sii"]), rel=0.2)


def test_published_quartiles_have_intervals(shipped: Snapshot) -> None:
    groups = [Group(), *(Group(wealth=f"quartile_{n}") for n in range(1, 5))]
    now = [one for one in series(shipped, "stunting", ["KH"], groups) if one.period_label == "2014"]
    found = measures(good(now))
    for code, measure in found.items():
        assert isinstance(measure, InequalityMeasure) and measure.params["weights"] == "cases"
        if code in _NEVER_NEGATIVE:
            assert (measure.lower, measure.interval_kind) == (None, "none")
        else:
            assert measure.interval_kind == "approximated" and measure.lower < measure.value < measure.upper  # type: ignore[operator]
    difference, ratio = found["difference"], found["ratio"]
    assert number(difference) == pytest.approx(40.4 - 20.4) and difference.lower > 0  # type: ignore[union-attr, operator]
    assert number(ratio) == pytest.approx(40.4 / 20.4) and ratio.lower > 1  # type: ignore[union-attr, operator]
    assert number(found["par"]) < 0 and number(found["paf"]) < 0
    assert furthest_behind(good(now)) == Behind("quartile_1", ("quartile_1", "quartile_2"), False)


def test_who_worked_example_through_the_whole_way() -> None:
    """The five ordered groups of WHO's healthequal 1.0.1 (tests/testthat/test-parisk.R, -paf.R, -aci.R, -rci.R) as
    observations: what reaches the screen equals what is published, not only the formulas."""
    people = dict(zip(QUINTILES, (78.0, 91.0, 162.0, 103.0, 105.0), strict=True))
    found = measures(good(split([20.0, 30.0, 40.0, 50.0, 60.0]), weights=people))
    published = {"difference": 40.0, "ratio": 3.0, "par": 18.775509, "paf": 45.544548, "aci": 7.3284202}
    for code, value in {**published, "rci": 0.17776859}.items():
        assert number(found[code]) == pytest.approx(value, rel=1e-6)
    worse = measures(good(split([60.0, 50.0, 40.0, 30.0, 20.0], "stunting"), weights=people))
    average = number(worse["par"]) * 100 / number(worse["paf"])
    assert number(worse["par"]) == pytest.approx(20.0 - average)


def test_places_without_order(shipped: Snapshot) -> None:
    now = list(area_values(shipped, "stunting", "2014"))
    found = measures(good(now, "area"))
    assert found["sii"] == found["aci"] == MeasureRefusal("not_ordered")
    assert number(found["difference"]) == pytest.approx(42.8 - 16.4)
    assert found["par"].params["first"] == "KH12"  # type: ignore[union-attr]
    behind = furthest_behind(good(now, "area"))
    assert isinstance(behind, Behind) and behind.worst == "KH04" and not behind.clear and len(behind.candidates) > 5


def test_two_groups() -> None:
    found = measures(good(split([30.0, 20.0], "stunting", "residence"), "residence"))
    assert number(found["difference"]) == 10.0
    assert found["sii"] == MeasureRefusal("too_few") and found["theil"] == MeasureRefusal("no_weights")
    assert found["par"] == MeasureRefusal("no_weights")
    average = Observation("stunting", "KH", 2014, 2014, "2014", value=28.0)
    with_total = measures(good([average, *split([30.0, 20.0], "stunting", "residence")], "residence"))
    assert number(with_total["par"]) == pytest.approx(-8.0)
    sexes = measures(good(split([30.0, 34.0], "stunting", "sex"), "sex", weights={"female": 1, "male": 1}))
    assert sexes["difference"].params["first"] == "male" and sexes["par"].params["first"] == "female"  # type: ignore[union-attr]
    assert number(sexes["theil"]) > 0


def test_given_weights_come_first() -> None:
    rows = split([10.0, 20.0, 30.0, 40.0, 50.0], sample_size=100)
    assert good(rows).weights_kind == "cases"
    assert good(rows, weights=dict.fromkeys(QUINTILES, 2.0)).weights_kind == "given"
    assert good(rows, weights={"quintile_1": 1.0}).weights_kind == "cases"


@pytest.mark.parametrize(
    ("observations", "dimension", "reason"),
    [
        (split([1.0, 2.0, None, 4.0, 5.0]), "wealth", MeasureRefusal("hidden", ("quintile_3",))),
        (split([1.0, 2.0, 3.0, 4.0, 5.0])[:4], "wealth", MeasureRefusal("missing_group", ("quintile_5",))),
        (split([1.0, 2.0, 3.0, 4.0, 5.0])[:1] + split([1.0, 2.0, 3.0, 4.0])[1:], "wealth", MeasureRefusal("scales")),
        (split([1.0, 2.0], "stunting", "sex")[:1], "sex", MeasureRefusal("too_few")),
        ([], "sex", MeasureRefusal("too_few")),
        (
            [*split([1.0, 2.0], "stunting", "sex"), *split([1.0, 2.0], "stunting", "sex")],
            "sex",
            MeasureRefusal("several_differences"),
        ),
        (
            [
                split([1.0, 2.0], "stunting", "sex")[0],
                replace(split([1.0, 2.0], "stunting", "sex")[1], period_label="2010"),
            ],
            "sex",
            MeasureRefusal("several_differences"),
        ),
        (
            [
                split([1.0, 2.0], "stunting", "sex")[0],
                replace(split([1.0, 2.0], "stunting", "sex")[1], status="modelled"),
            ],
            "sex",
            MeasureRefusal("modelled"),
        ),
        (
            [split([1.0, 2.0], "stunting", "sex")[0], split([1.0, 2.0], "wasting", "sex")[1]],
            "sex",
            MeasureRefusal("indicator"),
        ),
    ],
)
def test_a_reason_never_a_number(observations: list[Observation], dimension: str, reason: MeasureRefusal) -> None:
    code = observations[0].indicator if observations else "stunting"
    assert strata(observations, dimension, INDICATORS[code]) == reason


def test_hidden_and_missing_provinces(shipped: Snapshot) -> None:
    hidden = strata(area_values(shipped, "dtp3_coverage_survey", "2014"), "area", INDICATORS["dtp3_coverage_survey"])
    assert hidden == MeasureRefusal("hidden", ("KH09",))
    some = [one for one in area_values(shipped, "stunting", "2014") if one.area != "KH05"]
    assert strata(some, "area", INDICATORS["stunting"]) == MeasureRefusal("missing_group", ("KH05",))
    twice = [*area_values(shipped, "stunting", "2014"), Observation("stunting", "KH02", 2014, 2014, "2014", value=1.0)]
    assert strata(twice, "area", INDICATORS["stunting"]) == MeasureRefusal("several_differences")


def test_context_figures_are_not_judged() -> None:
    groups = good(split([10.0, 20.0], "children_living_neither_parent", "sex"), "sex", weights={"female": 1, "male": 1})
    found = measures(groups)
    assert found["par"] == found["paf"] == furthest_behind(groups) == MeasureRefusal("context")
    assert number(found["difference"]) == 10


def test_zeros_are_refused_where_they_break_a_ratio() -> None:
    found = measures(good(split([0.0, 0.0, 0.0, 0.0, 0.0])))
    assert found["ratio"] == found["sii"] == found["rii"] == MeasureRefusal("zero")
    assert found["rci"] == found["theil"] == MeasureRefusal("no_average")
    steep = measures(good(split([0.0, 1.0, 2.0, 10.0, 90.0])), model="linear")
    assert steep["rii"] == MeasureRefusal("zero")


def test_full_coverage_has_an_interval_too() -> None:
    found = measures(good(split([80.0, 90.0, 95.0, 99.0, 100.0], "dtp3_coverage_survey", sample_size=300)))
    sii = found["sii"]
    assert isinstance(sii, InequalityMeasure) and sii.lower is not None and sii.lower > 0


@given(st.floats(5, 95))
def test_equal_groups_are_equal_by_every_measure(value: float) -> None:
    equal = {"ratio": 1.0, "rii": 1.0}
    for code, measure in measures(good(split([value] * 5))).items():
        assert number(measure) == pytest.approx(equal.get(code, 0.0), abs=1e-6)


@given(st.lists(st.floats(2, 45), min_size=5, max_size=5))
def test_doubling_the_best_off_moves_every_signed_measure_up(values: list[float]) -> None:
    before, after = measures(good(split(values))), measures(good(split([*values[:4], 2 * values[4]])))  # type: ignore[list-item, arg-type]
    for code in ("difference", "ratio", "sii", "rii", "aci", "rci"):
        assert number(after[code]) > number(before[code])
    assert number(after["par"]) >= number(before["par"])


def by_age(*figures: tuple[str, float, int], code: str = "stunting") -> list[Observation]:
    return [
        Observation(code, "KH", 2014, 2014, "2014", age=age, value=value, sample_size=cases)
        for age, value, cases in figures
    ]


AGES = by_age(("2-4", 25.0, 100), ("0-1", 40.0, 300))


def test_ages_have_no_order_and_weigh_by_their_cases() -> None:
    found = good(AGES, "age")
    assert (found.codes, found.ordered, found.weights_kind) == (("0-1", "2-4"), False, "cases")
    assert found.p == pytest.approx((0.75, 0.25))
    assert found.average == pytest.approx(36.25)
    told = measures(found)
    assert {code for code, one in told.items() if one == MeasureRefusal("not_ordered")} == {"sii", "rii", "aci", "rci"}
    difference = told["difference"]
    assert isinstance(difference, InequalityMeasure)
    assert (difference.value, difference.params["first"], difference.params["second"]) == (15.0, "0-1", "2-4")
    assert furthest_behind(found) == Behind("0-1", ("0-1",), True)
    many = [replace(one, sample_size=10 * (one.sample_size or 0)) for one in AGES]
    assert furthest_behind(good(many, "age")) == Behind("0-1", ("0-1",), True)


def test_the_group_best_off_is_the_reference_of_what_could_be_gained() -> None:
    told = measures(good(AGES, "age"))["par"]
    assert isinstance(told, InequalityMeasure)
    assert (told.value, told.params["first"]) == (pytest.approx(25.0 - 36.25), "2-4")


def test_ages_without_cases_have_no_weights_and_the_published_average() -> None:
    parts = [replace(one, sample_size=None) for one in AGES]
    total = Observation("stunting", "KH", 2014, 2014, "2014", value=33.0)
    found = good([*parts, total], "age")
    assert (found.p, found.weights_kind, found.average) == (None, "none", 33.0)
    assert good([*parts, total, total], "age").average is None
    assert good([*parts, replace(total, indicator="wasting")], "age").average is None
    assert measures(found)["mdmw"] == MeasureRefusal("no_weights")
    part, given = replace(AGES[0], sample_size=None), good(parts, "age", weights={"0-1": 1.0, "2-4": 3.0})
    assert good([part, AGES[1]], "age").weights_kind == "none"
    assert (given.weights_kind, given.p) == ("given", (0.25, 0.75))
    assert good(parts, "age", weights={"0-1": 1.0}).weights_kind == "none"


@pytest.mark.parametrize(
    ("figures", "reason"),
    [
        (AGES[:1], MeasureRefusal("too_few")),
        ([AGES[0], AGES[0]], MeasureRefusal("several_differences")),
        ([AGES[0], replace(AGES[1], sex="female")], MeasureRefusal("several_differences")),
        ([AGES[0], replace(AGES[1], area="KH05")], MeasureRefusal("several_differences")),
        ([AGES[0], replace(AGES[1], period_label="2010")], MeasureRefusal("several_differences")),
        ([AGES[0], replace(AGES[1], status="modelled")], MeasureRefusal("modelled")),
        ([AGES[0], replace(AGES[1], value=None)], MeasureRefusal("hidden", ("0-1",))),
    ],
)
def test_ages_that_differ_in_more_than_their_age_are_refused(
    figures: list[Observation], reason: MeasureRefusal
) -> None:
    assert strata(figures, "age", INDICATORS["stunting"]) == reason


def test_the_gap_between_places_takes_out_what_chance_alone_pulls_apart() -> None:
    provinces = [f"KH{number:02}" for number in range(1, 26)]
    values = [22.0 + 0.8 * place for place in range(25)]
    figures = [
        Observation("stunting", area, 2014, 2014, "2014", value=value, sample_size=150)
        for value, area in zip(values, provinces, strict=True)
    ]
    told = measures(good(figures, "area"))
    gap = told["difference"]
    assert isinstance(gap, InequalityMeasure) and gap.value == pytest.approx(19.2)
    assert gap.likely is not None and 8 < gap.likely < gap.value
    assert gap.lower is not None and gap.upper is not None
    assert gap.upper - gap.lower > 1.5 * 2 * 1.96 * 100 * (2 * 1.5 * 0.22 / 150) ** 0.5
    ages = measures(good(AGES, "age"))["difference"]
    assert isinstance(ages, InequalityMeasure) and ages.likely is None
