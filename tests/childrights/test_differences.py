"""A difference is tested itself; its interval and its claim never disagree, and what was picked is held to more."""

from __future__ import annotations

from itertools import pairwise
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Observation
from childrights.snapshot.queries import all_observations
from childrights.snapshot.snapshot import Snapshot
from childrights.statistics import discovery
from childrights.statistics.design_effects import OTHER, design_effect_of, load_design_effects
from childrights.statistics.differences import CLEAR, Verdict, comparison, difference_limits
from childrights.statistics.discovery import as_family, discoveries, dispersed_values, expected_values, rank_chances
from childrights.statistics.inequality import MeasureRefusal
from childrights.statistics.uncertainty import assumed_interval, interval_of, wilson

INDICATORS = load_catalogue().indicators
STUNTING = INDICATORS["stunting"]


def seen(
    value: float, area: str = "KH05", cases: int | None = 250, code: str = "stunting", **more: object
) -> Observation:
    return Observation(code, area, 2014, 2014, "2014", value=value, sample_size=cases, **more)  # type: ignore[arg-type]


# Newcombe, Statistics in Medicine 17:873-890 (1998), table II, method 10, without design effect.
@pytest.mark.parametrize(
    ("one", "n", "other", "m", "lower", "upper"),
    [(56, 70, 48, 80, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090), (5, 56, 0, 29, -0.0381, 0.1926)],
)
def test_the_interval_of_a_difference_gives_the_published_examples(
    one: int, n: int, other: int, m: int, lower: float, upper: float
) -> None:
    first, second = 100 * other / m, 100 * one / n
    found = difference_limits(first, wilson(first, m, 1.0), second, wilson(second, n, 1.0))
    assert found == (pytest.approx(100 * lower, abs=0.006), pytest.approx(100 * upper, abs=0.006))


@given(st.floats(0, 100), st.floats(0, 100), st.integers(25, 5000), st.integers(25, 5000))
def test_a_claim_and_its_interval_never_disagree(one: float, other: float, cases: int, others: int) -> None:
    verdict = comparison(seen(one, cases=cases), seen(other, "KH06", others), STUNTING)
    assert verdict.lower is not None and verdict.upper is not None and verdict.p is not None
    assert verdict.lower - 1e-9 <= other - one <= verdict.upper + 1e-9
    assert (verdict.code == CLEAR) == (verdict.lower > 0 or verdict.upper < 0) == (verdict.p < 0.05)


def test_ten_points_that_overlapping_intervals_hid_are_found() -> None:
    verdict = comparison(seen(28.0, "KH06"), seen(38.5), STUNTING)
    first, second = (interval_of(one, STUNTING) for one in (seen(28.0), seen(38.5)))
    assert first and second and first.upper > second.lower
    assert verdict.code == CLEAR and verdict.p == pytest.approx(0.04, abs=0.01)


def test_a_part_is_tested_against_the_whole_that_holds_it() -> None:
    """The variance of p - P is (1 - w)^2 times that of p against the rest: less than if the two were independent."""
    whole, part = seen(32.0, "KH", 1000), seen(40.0, "KH05", 400)
    inside = comparison(whole, part, STUNTING)
    apart = comparison(seen(32.0, "KH06", 1000), part, STUNTING)
    assert inside.lower is not None and apart.lower is not None and inside.lower > apart.lower
    rest = (320 - 160) / 600
    error = 0.6 * sqrt(1.5 * (0.4 * 0.6 / 400 + rest * (1 - rest) / 600))
    assert inside.upper is not None
    assert (inside.upper - inside.lower) / 2 == pytest.approx(100 * 1.96 * error, rel=0.08)
    group = comparison(seen(32.0, "KH", 1000), seen(40.0, "KH", 400, sex="female"), STUNTING)
    assert group.lower == pytest.approx(inside.lower)


@pytest.mark.parametrize(
    ("one", "other", "code", "missing"),
    [
        (seen(30.0), seen(31.0, "KH06"), "no_clear_difference", ()),
        (seen(30.0, cases=30), seen(41.0, "KH06", 30), "too_few_cases", ()),
        (seen(30.0, cases=None), seen(41.0, "KH06"), "cannot_tell", ("KH05",)),
        (seen(30.0, cases=None), seen(41.0, "KH06", None), "cannot_tell", ("KH05", "KH06")),
    ],
)
def test_too_few_cases_are_told_from_no_difference_and_from_not_known(
    one: Observation, other: Observation, code: str, missing: tuple[str, ...]
) -> None:
    verdict = comparison(one, other, STUNTING)
    assert (verdict.code, verdict.missing) == (code, missing)


def test_water_needs_more_cases_than_stunting() -> None:
    water = INDICATORS["piped_water_households"]
    one, other = (seen(value, area, 500, water.code) for value, area in ((20.0, "KH05"), (28.0, "KH06")))
    assert comparison(one, other, water).code != CLEAR
    assert comparison(seen(20.0, "KH05", 500), seen(28.0, "KH06", 500), STUNTING).code == CLEAR


def test_rates_are_tested_from_their_events() -> None:
    births = INDICATORS["adolescent_fertility_survey"]
    low, high = (seen(value, area, 900, births.code) for value, area in ((17.0, "KH12"), (117.0, "KH16")))
    assert comparison(low, high, births).code == CLEAR
    near = seen(30.0, "KH05", 900, births.code)
    assert comparison(low, near, births).code != CLEAR


def test_every_shipped_survey_figure_with_cases_has_a_design_effect_of_its_kind(shipped: Snapshot) -> None:
    codes = {one.indicator for one in all_observations(shipped) if one.sample_size}
    survey = {code for code in codes if INDICATORS[code].source_type == "survey"}
    assert {code for code in survey if design_effect_of(code).kind == OTHER} == set()
    named = [code for one in load_design_effects().values() for code in one.indicators]
    assert len(named) == len(set(named)) and set(named) <= set(INDICATORS)
    assert all(one.deff >= 1.5 for one in load_design_effects().values())


@pytest.mark.parametrize(
    ("kind", "cambodian"),
    [("women", 2.1778207), ("women", 2.5190089), ("persons", 5.0512285), (OTHER, 5.0512285)],
)
def test_no_design_effect_is_below_one_that_is_known_of_cambodia(kind: str, cambodian: float) -> None:
    found = load_design_effects()[kind]
    assert found.deff >= cambodian and "Cambodia 2014" in found.source


@pytest.mark.parametrize(("kind", "in_a_cluster"), [("births_attended", 11.5), ("school", 6)])
def test_what_is_assumed_elsewhere_is_above_what_schooling_in_cambodia_would_make_of_it(
    kind: str, in_a_cluster: float
) -> None:
    """Kish: 1 + (b - 1) times the correlation within a cluster."""
    assert load_design_effects()[kind].deff >= 1 + (in_a_cluster - 1) * 0.14802755


def test_a_widest_pair_is_held_to_the_pairs_it_was_taken_from() -> None:
    one, other = seen(30.0), seen(41.0, "KH06")
    alone, picked = comparison(one, other, STUNTING), comparison(one, other, STUNTING, looks=10)
    assert alone.code == CLEAR and picked.code != CLEAR
    assert alone.p is not None and picked.p == pytest.approx(10 * alone.p)
    assert picked.lower is not None and alone.lower is not None and picked.lower < 0 < alone.lower


def test_a_model_is_judged_as_a_model() -> None:
    water = INDICATORS["basic_water_jmp"]
    figure = seen(50.0, "KH", None, water.code, status="modelled")
    found = assumed_interval(figure, water)
    assert found and (found.lower, found.upper) == (pytest.approx(45.0, abs=0.05), pytest.approx(55.0, abs=0.05))
    local = assumed_interval(seen(50.0, "KH05", None, water.code, status="modelled"), water)
    assert local == found


# Benjamini and Hochberg (1995), section 3.2: fifteen p-values, four of which stand at 5 %.
PUBLISHED = (
    *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344),
    *(0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000),
)


def test_the_published_example_of_a_family() -> None:
    assert sum(discoveries(PUBLISHED, 0.05)) == 4
    assert discoveries(PUBLISHED[::-1], 0.05) == discoveries(PUBLISHED, 0.05)[::-1]
    assert discoveries((), 0.05) == ()


def test_a_family_keeps_counts_of_everybody_and_what_stands() -> None:
    verdicts = [Verdict(CLEAR, "samples", 1.0, p=p) if p < 0.05 else Verdict("", "samples", p=p) for p in PUBLISHED]
    told = as_family([*verdicts, Verdict(CLEAR, "complete", 1.0, p=0.0)])
    assert [one.code == CLEAR for one in told] == [True] * 4 + [False] * 11 + [True]


def places(values: list[float], cases: int = 250) -> list[Observation]:
    return [seen(value, f"KH{number:02}", cases) for number, value in enumerate(values, 1)]


def test_nothing_is_placed_where_chance_would_do() -> None:
    found = rank_chances(places([32 + (number % 5) for number in range(17)]), STUNTING)
    assert not isinstance(found, MeasureRefusal)
    assert {one.standing for one in found} == {"unplaced"}


def test_what_stands_apart_is_near_certain() -> None:
    found = rank_chances(places([10.0, *[30.0 + number for number in range(15)], 75.0]), STUNTING)
    assert not isinstance(found, MeasureRefusal)
    by_code = {one.code: one for one in found}
    assert by_code["KH01"].standing == "first" and by_code["KH17"].standing == "last"
    assert found[0].code == "KH01" and found[-1].code == "KH17"
    assert by_code["KH09"].standing not in ("first", "last", "among_best", "among_worst")
    assert sum(one.best for one in found) == pytest.approx(5, abs=0.05)
    assert sum(one.first for one in found) == pytest.approx(1, abs=0.05)


def test_striking_figures_are_drawn_towards_the_others_and_small_samples_most() -> None:
    drawn = places([20.0, 25.0, 28.0, 30.0, 33.0, 36.0, 45.0], 250)
    small = [*drawn[:-1], seen(45.0, "KH07", 40)]
    many, few = expected_values(drawn, STUNTING), expected_values(small, STUNTING)
    assert 31 < few["KH07"] < many["KH07"] < 45 and 20 < many["KH01"] < 28
    assert all(one < other for one, other in pairwise(many.values()))
    assert expected_values([*drawn, seen(50.0, "KH08", None)], STUNTING) == {}


def test_places_lie_apart_as_far_as_is_true_of_them() -> None:
    """Of figures that chance made, the likely spread lies between that of the figures and that of the likely values."""
    drawn = places([20.0, 25.0, 28.0, 30.0, 33.0, 36.0, 45.0])
    spreads = [
        max(found.values()) - min(found.values())
        for found in (expected_values(drawn, STUNTING), dispersed_values(drawn, STUNTING))
    ]
    assert spreads[0] < spreads[1] < 25.0
    alike = dispersed_values(places([31.0, 32.0, 33.0, 32.5]), STUNTING)
    assert max(alike.values()) - min(alike.values()) == pytest.approx(0.0, abs=1e-9)


def test_a_place_is_drawn_to_the_mean_as_far_as_chance_reaches_and_the_mean_itself_is_uncertain() -> None:
    """Worked out by hand: half is kept of a place of error 1 where the places differ by a variance of 1; a half of the
    mean's error, whose square is 4, goes with it."""
    prior = discovery._Prior(mean=0.0, mean_variance=4.0, tau2=1.0, differ=True)
    assert prior.posterior(2.0, 1.0) == pytest.approx((1.0, 0.5 + 0.25 * 4.0))
    assert prior.posterior(2.0, 0.0) == (2.0, 0.0)
