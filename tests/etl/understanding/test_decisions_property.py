"""A label that was mapped passes no check that the indicator's own name with the same words would not pass."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from etl.problems.model import CheckResult
from tests.etl.understanding.sheets import check_rows

PLACES = ("Kampot", "Kandal", "Takeo", "Pursat")
FIGURES = (12.1, 45.2, 33.4, 27.5)
NAMES = {
    "stunting": "Stunting",
    "birth_registration_u5": "Birth registration",
    "child_labour_economic": "Child labour",
    "piped_water_households": "Piped water",
    "violent_discipline": "Violent discipline",
}
UNKNOWN = ("Blue kites", "Our own name", "ខ្លែងពណ៌ខៀវ", "Kites, line 4b", "Aim 2.1 kites")
WORDS = {
    "unit": (
        "(%)",
        "(number)",
        "per 1,000",
        "(cases)",
        "percentage points",
        "(in thousands)",
        "proportion",
        "ភាគរយ",
        "USD",
    ),
    "time": (
        "Q1",
        "January-June",
        "first semester",
        "6 months",
        "since 2019",
        "monthly",
        "ឆមាសទី១",
        "Q3 2021",
        "2019",
        "2021",
    ),
    "target": ("target", "planned", "(projected)", "ចំណុចដៅ", "baseline", "milestone"),
    "age": ("5-17 years", "0-11 months", "under five", "15-19", "18-49", "អាយុ ៥-១៧ ឆ្នាំ"),
    "group": ("girls", "(boys)", "rural", "urban", "poorest quintile", "ស្រី", "ជនបទ", "rural girls"),
    "scope": ("among our beneficiaries", "of our clients", "in 12 target villages", "(350 families)", "អ្នកទទួលផល"),
    "role": ("rank", "change", "lower limit", "total", "average"),
    "place": ("– Kampot", "in Kep district", "Mondulkiri"),
}


def sheet(label: str, shape: str, words: str) -> list[list[Any]]:
    pairs = list(zip(PLACES, FIGURES, strict=True))
    if shape == "header":
        return [["Province", "Year", f"{label} {words}"], *([place, 2021, one] for place, one in pairs)]
    if shape == "title":
        return [[f"{label} {words}"], [], ["Province", "2021"], *map(list, pairs)]
    if shape == "column":
        header = ["Province", "Year", "Indicator", "Value"]
        return [header, *([place, 2021, f"{label} {words}", one] for place, one in pairs)]
    return [["2021", *PLACES], ["Wasting", 5.1, 6.2, 7.3, 8.4], [f"{label} {words}", *FIGURES]]


def accepted(result: CheckResult) -> set[tuple[Any, ...]]:
    return {(*one.key, one.value, one.cell) for one in result.observations}


def doubts(result: CheckResult) -> set[str]:
    return {one.code for one in result.problems if one.severity == "error"}


WHERE = st.sampled_from(["header", "title", "column", "row"])
SAID = st.sampled_from([one for kind in WORDS.values() for one in kind])


def mapped(unknown: str, code: str, shape: str, words: str) -> CheckResult:
    return check_rows(sheet(unknown, shape, words), decisions={"indicators": {f"{unknown} {words}": code}})


@settings(max_examples=25)
@given(st.sampled_from(sorted(NAMES)), st.sampled_from(UNKNOWN), SAID, WHERE)
def test_a_mapped_label_keeps_every_doubt_of_its_words(code: str, unknown: str, words: str, shape: str) -> None:
    exact, decided = check_rows(sheet(NAMES[code], shape, words)), mapped(unknown, code, shape, words)
    assert accepted(decided) <= accepted(exact), [one.message for one in exact.problems]
    assert doubts(decided) or not doubts(exact), [one.message for one in exact.problems]


MEASURED_THEN = {("baseline", "2019"), ("baseline", "2021")}
"""A baseline with its year was measured in that year."""


@settings(max_examples=20)
@example(UNKNOWN[1], "baseline", "rural", "header")
@example(UNKNOWN[1], "rank", "(girls)", "column")
@example(UNKNOWN[1], "change", "2021", "title")
@example(UNKNOWN[1], "Q1", "6 months", "row")
@example(UNKNOWN[1], "Q1", "poorest quintile", "header")
@example(UNKNOWN[1], "(number)", "(%)", "header")
@example(UNKNOWN[1], "– Kampot", "Mondulkiri", "header")
@given(st.sampled_from(UNKNOWN), SAID, SAID, WHERE)
def test_more_words_never_let_more_figures_in(unknown: str, words: str, more: str, shape: str) -> None:
    assume((words, more) not in MEASURED_THEN)
    # A title may announce numbers and shares of one table; its columns say which are which.
    assume(not (shape == "title" and {words, more} <= {*WORDS["unit"]}))
    both, one = (mapped(unknown, "stunting", shape, said) for said in (f"{words} {more}", words))
    assert {figure.cell for figure in both.observations} <= {figure.cell for figure in one.observations}


@pytest.mark.parametrize("shape", ["header", "column", "row"])
@pytest.mark.parametrize("words", ["(% of number of kids)", "– share of the total number of kids, %"])
def test_a_share_of_a_number_states_one_unit(words: str, shape: str) -> None:
    assert len(mapped(UNKNOWN[1], "stunting", shape, words).observations) >= len(FIGURES)


def test_two_units_are_told_as_what_the_file_states_and_not_as_decided() -> None:
    found = mapped(UNKNOWN[1], "stunting", "header", "(number) (%)")
    assert not found.observations
    assert [one.message_id for one in found.problems] == ["missing_unit/contradicts"]
