"""The cases behind a figure: which count is which, what a weighted one comes to, and what the rule makes of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import UNWEIGHTED, WEIGHTED, WOMEN_15_49, Observation
from childrights.i18n import translator
from childrights.language import words
from childrights.statistics.small_samples import asked_from_weighted, judging_cases, rests_on_cases, unweighted_cases
from etl.sources import read_source
from geo import load_gazetteer

ROOT = Path(__file__).parents[2]
STUNTING = load_catalogue().indicators["stunting"]


def seen(**given: object) -> Observation:
    return Observation("stunting", "KH09", 2014, 2014, "2014", value=30.0, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "asked", "judged_by"),
    [
        ({}, None, None),
        ({"sample_size": 853, "sample_kind": UNWEIGHTED}, 853, 853),
        ({"sample_size": 40}, 40, 40),
        ({"sample_size": 27, "sample_kind": WEIGHTED, "estimated_cases": 82}, 82, 82),
        ({"sample_size": 27, "sample_kind": WEIGHTED}, None, 27),
        ({"sample_size": 853, "sample_kind": UNWEIGHTED, "sample_base": WOMEN_15_49}, None, None),
    ],
)
def test_a_weighted_size_is_never_taken_for_people_asked(
    given: dict[str, object], asked: int | None, judged_by: int | None
) -> None:
    one = seen(**given)
    assert (unweighted_cases(one), judging_cases(one), rests_on_cases(one, STUNTING)) == (asked, judged_by, judged_by)


def test_the_rule_falls_back_on_the_denominator_alone() -> None:
    assert rests_on_cases(seen(denominator=16.0), STUNTING) == 16


@pytest.mark.parametrize(
    ("weighted", "place", "country", "asked"),
    [
        (27, (300, 69), (17578, 12296), 82),
        (633, (853, 1527), (17578, 12296), 247),
        (4439, (17578, 12296), (17578, 12296), 4439),
        (0, (300, 69), (17578, 12296), 0),
        (25, (383, 129), (16823, 11329), 49),
    ],
)
def test_people_asked_are_estimated_and_rounded_down(
    weighted: int, place: tuple[int, int], country: tuple[int, int], asked: int
) -> None:
    assert asked_from_weighted(weighted, place, country) == asked


@pytest.mark.parametrize("nothing", [((300, 0), (5, 5)), ((300, 69), (0, 5)), ((300, 69), (5, 0)), ((-1, 69), (5, 5))])
def test_a_ratio_without_people_is_refused(nothing: tuple[tuple[int, int], tuple[int, int]]) -> None:
    with pytest.raises(ValueError):
        asked_from_weighted(27, *nothing)


@pytest.fixture(scope="module")
def regional() -> tuple[Observation, ...]:
    find = load_gazetteer().match
    return read_source(
        ROOT / "data/layouts/gdl_area.toml", ROOT / "data/sources", lambda one: find(one).certain
    ).observations


def test_the_regional_database_says_which_of_its_sizes_count_people(regional: tuple[Observation, ...]) -> None:
    kinds = {(one.sample_kind, one.indicator == "adolescent_fertility_survey") for one in regional if one.sample_size}
    assert kinds == {(UNWEIGHTED, True), (WEIGHTED, False)}
    assert all(one.estimated_cases is not None for one in regional if one.sample_kind == WEIGHTED)
    national = [one for one in regional if one.area == "KH" and (one.residence, one.wealth) == ("total", "total")]
    assert all(one.estimated_cases == one.sample_size for one in national if one.sample_kind == WEIGHTED)


def test_the_rule_judges_the_regional_database_by_people_asked(regional: tuple[Observation, ...]) -> None:
    """29 values the publisher left out below 25 weighted cases: only of two had fewer than 25 people been asked. 69 stood
    in brackets: only three had fewer than 50."""
    assert Counter(one.status for one in regional) == {
        "normal": 2352 - 2 - 27 - 3,
        "too_few_cases": 2,
        "not_given": 27,
        "small_sample": 3,
    }
    few = [one for one in regional if one.status == "too_few_cases"]
    assert {(one.area, one.indicator, one.period_label) for one in few} == {
        ("KH09", "dtp3_coverage_survey", "2014"),
        ("KH09", "measles1_coverage_survey", "2014"),
    }
    # Nothing is left from which their number could be worked out.
    assert {(one.value, one.sample_size, one.estimated_cases) for one in few} == {(None, None, None)}
    left_out = [one for one in regional if one.status == "not_given"]
    assert {one.value for one in left_out} == {None}
    assert all((one.sample_size or 0) < 25 <= (one.estimated_cases or 0) for one in left_out)
    assert all(25 <= (one.estimated_cases or 0) < 50 for one in regional if one.status == "small_sample")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, ""),
        ({"sample_size": 1200, "sample_kind": UNWEIGHTED}, "1,200"),
        ({"sample_size": 27, "sample_kind": WEIGHTED, "estimated_cases": 82}, "about 82, estimated from 27 weighted"),
        ({"sample_size": 27, "sample_kind": WEIGHTED}, "27 weighted"),
        ({"sample_size": 853, "sample_kind": UNWEIGHTED, "sample_base": WOMEN_15_49}, "853 women aged 15–49"),
    ],
)
def test_every_number_of_cases_says_which_it_is(given: dict[str, object], said: str) -> None:
    assert words.cases(seen(**given), translator("en")) == said
