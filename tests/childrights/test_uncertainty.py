"""A difference is called one where chance would hardly make it; a place in the order only as strongly as its chances."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Observation
from childrights.snapshot.queries import area_values
from childrights.snapshot.snapshot import Snapshot
from childrights.statistics.design_effects import design_effect_of
from childrights.statistics.differences import comparison
from childrights.statistics.discovery import rank_chances
from childrights.statistics.inequality import MeasureRefusal
from childrights.statistics.small_samples import case_rule
from childrights.statistics.uncertainty import interval_of, wilson

INDICATORS = load_catalogue().indicators


def seen(code: str, year: int, value: float | None, area: str = "KH", **more: object) -> Observation:
    return Observation(code, area, year, year, str(year), value=value, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("positive", "cases", "lower", "upper"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_the_published_examples(positive: int, cases: int, lower: float, upper: float) -> None:
    """Newcombe, Statistics in Medicine 17:857-872 (1998), Table I, method 3."""
    found = wilson(100 * positive / cases, cases, design_effect=1)
    assert found == (pytest.approx(100 * lower, abs=0.0051), pytest.approx(100 * upper, abs=0.0051))


def test_wilson_solves_its_defining_equation() -> None:
    """The bounds are the shares p at which |observed - p| is 1.96 standard errors of p."""
    for bound in wilson(39.1, 3771, 1.5):
        p = bound / 100
        assert abs(0.391 - p) / (p * (1 - p) * 1.5 / 3771) ** 0.5 == pytest.approx(1.959964, abs=1e-6)


@given(st.floats(0, 100), st.integers(1, 100_000))
def test_wilson_holds_the_value_and_stays_a_percentage(value: float, cases: int) -> None:
    lower, upper = wilson(value, cases, 1.5)
    assert 0 <= lower <= value + 1e-9 and value - 1e-9 <= upper <= 100


@pytest.mark.parametrize(("value", "cases"), [(101, 10), (-1, 10), (10, 0)])
def test_wilson_refuses_nonsense(value: float, cases: int) -> None:
    with pytest.raises(ValueError, match="percentage"):
        wilson(value, cases, 1.5)


@pytest.mark.parametrize(("cases", "rule"), [(24, "hide"), (25, "brackets"), (49, "brackets"), (50, "show")])
def test_dhs_rule_for_small_samples(cases: int, rule: str) -> None:
    assert case_rule(cases) == rule


@pytest.mark.parametrize(
    ("one", "kind"),
    [
        (seen("stunting", 2014, 32.0, lower=30.0, upper=34.0, sample_size=100), "published"),
        (seen("stunting", 2014, 32.0, sample_size=4564), "approximated"),
        (seen("stunting", 2014, 32.0), None),
        (seen("stunting", 2014, None, sample_size=10, status="suppressed"), None),
        (seen("under5_mortality_10y", 2014, 47.7, sample_size=4564), "approximated"),
        (seen("mean_age_first_marriage_women", 2014, 19.6, sample_size=11329), "approximated"),
        (seen("basic_water_jmp", 2014, 47.7, sample_size=4564, status="modelled"), None),
        (seen("improved_latrine_families", 2011, 47.7, sample_size=4564), None),
    ],
)
def test_where_an_interval_comes_from(one: Observation, kind: str | None) -> None:
    found = interval_of(one, INDICATORS[one.indicator])
    assert (found.kind if found else None) == kind
    if found and kind == "approximated":
        assert found.design_effect == design_effect_of(one.indicator).deff


# CDHS 2000-2014 as published by Global Data Lab (data/sources/gdl_area.csv): value and cases.
@pytest.mark.parametrize(
    ("place", "indicator", "before", "after", "code"),
    [
        ("KH", "stunting", (2010, 39.1, 3760), (2014, 32.0, 4439), "clear"),
        ("KH", "wasting", (2000, 17.0, 3342), (2005, 8.7, 3371), "clear"),
        ("KH", "wasting", (2010, 11.4, 3756), (2014, 9.9, 4427), "no_clear_difference"),
        ("KH07+KH18+KH23", "stunting", (2010, 41.4, 197), (2014, 25.0, 243), "clear"),
        ("KH05", "stunting", (2010, 42.4, 230), (2014, 40.5, 311), "no_clear_difference"),
        ("KH12", "stunting", (2010, 25.2, 301), (2014, 16.4, 376), "clear"),
        ("KH09", "stunting", (2010, 41.7, 34), (2014, 31.9, 27), "too_few_cases"),
    ],
)
def test_rounds_of_the_survey(
    place: str, indicator: str, before: tuple[int, float, int], after: tuple[int, float, int], code: str
) -> None:
    one, other = (seen(indicator, year, value, place, sample_size=n) for year, value, n in (before, after))
    verdict = comparison(one, other, INDICATORS[indicator])
    assert (verdict.code, verdict.basis) == (code, "samples")
    assert verdict.difference == pytest.approx(after[1] - before[1])


@pytest.mark.parametrize(
    ("one", "other", "code", "basis"),
    [
        (
            seen("stunting", 2010, 30.0, lower=28.0, upper=33.0),
            seen("stunting", 2014, 34.0, lower=31.0, upper=37.0),
            "no_clear_difference",
            "intervals",
        ),
        (
            seen("stunting", 2010, 30.0, lower=28.0, upper=32.9),
            seen("stunting", 2014, 34.0, lower=33.0, upper=36.0),
            "clear",
            "intervals",
        ),
        # Printed without cases: CDHS 2010 and 2014 summaries.
        (seen("under5_mortality_5y", 2010, 54.0), seen("under5_mortality_5y", 2014, 35.0), "clear", "rule"),
        (
            seen("neonatal_mortality_10y", 2005, 36.464),
            seen("neonatal_mortality_10y", 2010, 31.3),
            "no_clear_difference",
            "rule",
        ),
        (
            seen("full_immunisation_iceh", 2010, 78.8),
            seen("full_immunisation_iceh", 2014, 73.7),
            "clear",
            "rule",
        ),
        # A province without cases or interval is never told from another.
        (
            seen("under5_mortality_10y", 2010, 73.4, "KH05"),
            seen("under5_mortality_10y", 2014, 30.6, "KH05"),
            "cannot_tell",
            "unknown",
        ),
        (
            seen("basic_water_jmp", 2020, 75.0, status="modelled"),
            seen("basic_water_jmp", 2021, 76.0, status="modelled"),
            "no_clear_difference",
            "modelled",
        ),
        (seen("dropout_primary", 2017, 4.1), seen("dropout_primary", 2018, 4.4), "clear", "complete"),
        (seen("dropout_primary", 2017, 4.1), seen("dropout_primary", 2018, 4.1), "no_clear_difference", "complete"),
        # Two places, and two groups, of one period.
        (
            seen("stunting", 2014, 16.4, "KH12", sample_size=376),
            seen("stunting", 2014, 40.5, "KH05", sample_size=311),
            "clear",
            "samples",
        ),
        (
            seen("stunting", 2014, 40.4, wealth="quartile_1"),
            seen("stunting", 2014, 20.4, wealth="quartile_4"),
            "clear",
            "rule",
        ),
        (
            seen("stunting", 2014, 34.0, sex="male"),
            seen("stunting", 2014, 30.0, sex="female"),
            "no_clear_difference",
            "rule",
        ),
        # Few of a sample have a disability; a group of a group is smaller still.
        (
            seen("completion_upper_secondary_survey", 2021, 9.6, disability="with_disability"),
            seen("completion_upper_secondary_survey", 2021, 26.8, disability="without_disability"),
            "no_clear_difference",
            "rule",
        ),
        (
            seen("out_of_school_primary_survey", 2020, 62.5, disability="with_disability"),
            seen("out_of_school_primary_survey", 2020, 21.8, disability="without_disability"),
            "clear",
            "rule",
        ),
        (
            seen("out_of_school_upper_secondary_survey", 2014, 48.0, sex="female", wealth="quintile_5"),
            seen("out_of_school_upper_secondary_survey", 2014, 34.0, sex="male", wealth="quintile_5"),
            "too_few_cases",
            "rule",
        ),
        (
            seen("out_of_school_upper_secondary_survey", 2014, 48.0, sex="female"),
            seen("out_of_school_upper_secondary_survey", 2014, 34.0, sex="male"),
            "clear",
            "rule",
        ),
    ],
)
def test_the_basis_of_a_verdict(one: Observation, other: Observation, code: str, basis: str) -> None:
    verdict = comparison(one, other, INDICATORS[one.indicator])
    assert (verdict.code, verdict.basis) == (code, basis)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (seen("stunting", 2010, 40.0), seen("stunting_jme", 2014, 32.0), "indicator"),
        (seen("stunting", 2010, None, status="suppressed"), seen("stunting", 2014, 32.0), "hidden"),
        (seen("stunting", 2010, 40.0), seen("stunting", 2014, 32.0, status="modelled"), "modelled"),
        (seen("stunting", 2010, 40.0), seen("stunting", 2010, 40.0), "same"),
        (seen("stunting", 2010, 40.0, sex="male"), seen("stunting", 2014, 30.0, sex="female"), "several_differences"),
        (seen("stunting", 2010, 40.0, "KH01"), seen("stunting", 2014, 30.0, "KH05"), "several_differences"),
        (
            seen("stunting", 2014, 40.0, wealth="quintile_1"),
            seen("stunting", 2014, 30.0, wealth="quartile_4"),
            "scales",
        ),
        (seen("population_census", 2008, 1.0, "KH03+KH25"), seen("population_census", 2019, 2.0, "KH03"), "boundary"),
        (seen("stunting", 2010, 40.0, "KH03"), seen("stunting", 2014, 30.0, "KH03"), "boundary"),
        (seen("poverty_national_line", 2012, 17.7), seen("poverty_national_line", 2019, 17.8), "definition"),
        (
            seen("out_of_school_lower_secondary_admin", 2005, 60.0),
            seen("out_of_school_lower_secondary_admin", 2015, 13.0),
            "records",
        ),
    ],
)
def test_what_is_not_compared(one: Observation, other: Observation, reason: str) -> None:
    verdict = comparison(one, other, INDICATORS[other.indicator])
    assert (verdict.code, verdict.difference, verdict.refusal) == ("not_comparable", None, MeasureRefusal(reason))


@pytest.mark.parametrize(
    ("indicator", "period", "reason"),
    [
        ("full_immunisation_cdhs", "2010", "no_interval"),
        ("under5_mortality_10y", "2014", "no_interval"),
        ("population_census", "2019", "context"),
        ("stunting", "1999", "too_few"),
    ],
)
def test_no_rank_without_intervals(shipped: Snapshot, indicator: str, period: str, reason: str) -> None:
    found = rank_chances(area_values(shipped, indicator, period), INDICATORS[indicator])
    assert isinstance(found, MeasureRefusal) and found.code == reason


def test_a_register_ranks_exactly(shipped: Snapshot) -> None:
    places = area_values(shipped, "improved_latrine_families", "2011")
    found = rank_chances(places, INDICATORS["improved_latrine_families"])
    assert not isinstance(found, MeasureRefusal)
    assert len(found) == 24 and {one.standing for one in found} == {"exact"}
    ranks = {one.code: one.rank for one in found}
    assert ranks["KH12"] == 1
    assert ranks["KH17"] == ranks["KH20"] == 8 and ranks["KH06"] == ranks["KH15"] == 18  # each printed twice


def test_ranks_refuse_a_mixture() -> None:
    stunting = INDICATORS["stunting"]
    mixed = [seen("stunting", 2010, 30.0, "KH01", sample_size=99), seen("stunting", 2014, 31.0, "KH05", sample_size=99)]
    assert rank_chances(mixed, stunting) == MeasureRefusal("several_differences")
    assert rank_chances([seen("wasting", 2010, 30.0, "KH01")], stunting) == MeasureRefusal("indicator")


@pytest.mark.parametrize("layers", [("members", "published"), ("published", "members"), ("members", "members")])
def test_members_figures_are_neither_compared_nor_ranked(layers: tuple[str, str]) -> None:
    one, other = (
        seen("out_of_school_primary_admin", 2014, value, area, layer=layer)
        for value, area, layer in zip((5.0, 9.0), ("KH05", "KH06"), layers, strict=True)
    )
    indicator = INDICATORS["out_of_school_primary_admin"]
    verdict = comparison(one, other, indicator)
    assert (verdict.code, verdict.refusal) == ("not_comparable", MeasureRefusal("unchecked"))
    assert rank_chances([one, other], indicator) == MeasureRefusal("unchecked")
