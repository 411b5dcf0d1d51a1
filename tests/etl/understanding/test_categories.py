"""Sex, residence, wealth, age and disability in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from childrights.catalogue.model import is_age
from etl.labels.categories import categories_of, find_categories, read_category, suggest_category
from etl.labels.decided import said_beside

CASES = {
    ("sex", "female"): "girls; female; Women; ស្រី; នារី; ក្មេងស្រី; F; F: Female; Female / ស្រី; ស្រី (Female)",
    ("sex", "male"): "boys; Male; MEN; ប្រុស; បុរស; ក្មេងប្រុស; M; M: Male",
    ("sex", "total"): "both sexes; ទាំងពីរភេទ; Male and female",
    ("residence", "urban"): "urban; Urban areas; ទីក្រុង",
    ("residence", "rural"): "Rural; ជនបទ",
    ("wealth", "quintile_1"): "poorest; lowest; Q1; quintile 1; Quintile 1 (poorest); Lowest 20%; ក្រីក្របំផុត; Q1: Poorest",
    ("wealth", "quintile_2"): "second; Second quintile; poorer; Q2",
    ("wealth", "quintile_5"): "richest; highest; Q5 (richest)",
    ("wealth", "quartile_1"): "poorest quartile; Quartile 1",
    ("wealth", "quartile_4"): "richest quartile",
    ("age", "0-4"): "0-4; 0-4 years; under 5; <5 years; <5; Under-five; U5; អាយុ ០-៤ ឆ្នាំ; ក្រោម៥ឆ្នាំ; Y0T4",
    ("age", "5-9"): "5 to 9; 5–9",
    ("age", "65+"): "65+; 65 and over; ៦៥ឆ្នាំឡើងទៅ",
    ("age", "6-8 months"): "6-8 months; 6-8 m",
    ("age", "0-5 months"): "under six months",
    ("age", "total"): "all ages; គ្រប់អាយុ",
    ("disability", "with_disability"): "with disability; មានពិការភាព",
    ("disability", "without_disability"): "without disability; គ្មានពិការភាព",
    ("", "total"): "Total; សរុប; _T: Total; All",
}


@pytest.mark.parametrize(("expected", "words"), CASES.items(), ids=[code for _, code in CASES])
def test_words_are_read(expected: tuple[str, str], words: str) -> None:
    for word in words.split("; "):
        reading = read_category(word)
        assert reading is not None and (reading.dimension, reading.code) == expected, word


@pytest.mark.parametrize(
    "text", ["Femal", "poor", "Q1 (richest)", "17-15", "2014", "Stunting", "5", "1", "", None, 3.5, "both"]
)
def test_doubtful_words_are_not_taken(text: object) -> None:
    assert read_category(text) is None


def test_a_known_column_reads_more() -> None:
    for text, dimension, code in [
        ("T", "sex", "total"),
        ("U", "residence", "urban"),
        ("Total", "age", "total"),
        ("Both", "sex", "total"),
    ]:
        reading = read_category(text, dimension)
        assert reading is not None and (reading.dimension, reading.code) == (dimension, code)
    assert read_category("1", "sex") is None


def test_combined_headers() -> None:
    assert {c.code for c in find_categories("Urban female").found} == {"urban", "female"}
    found = find_categories("Stunting - girls 0-4 years")
    assert found.rest == "Stunting" and [c.code for c in found.found] == ["female", "0-4"]
    assert find_categories("Dropout grade 7-9").found == ()
    assert find_categories("HAZ<-2").found == ()
    assert find_categories("Stunting 2000-2014").found == ()


def test_quartiles_and_quintiles_are_never_mixed_up() -> None:
    quartiles = categories_of(["Poorest quartile", "second", "third", "Richest"], "wealth")
    assert [c.code for c in quartiles.values() if c] == [f"quartile_{n}" for n in range(1, 5)]
    unclear = categories_of(["Q1", "Q2", "Q3", "Q4", "Total"], "wealth")
    assert [label for label, reading in unclear.items() if reading is None] == ["Q1", "Q2", "Q3", "Q4"]
    assert all(categories_of([f"Q{n}" for n in range(1, 6)], "wealth").values())


def test_proposals() -> None:
    assert suggest_category("Femal", "sex")[0] == "female" and suggest_category("Rurl", "residence")[0] == "rural"


@given(
    st.integers(0, 98),
    st.integers(0, 98),
    st.sampled_from(["{}-{}", "{} - {} years", "{}–{}", "aged {} to {}", "អាយុ {}-{} ឆ្នាំ"]),
)
def test_age_ranges_read_back(low: int, high: int, clothes: str) -> None:
    reading = read_category(clothes.format(low, high), "age")
    assert reading == (("age", f"{low}-{high}", reading.certainty) if reading else None)
    assert (reading is None) == (low > high)


@given(st.text(max_size=30), st.sampled_from(["", "sex", "age", "wealth", "residence", "disability"]))
def test_nothing_makes_it_fall_over(text: str, dimension: str) -> None:
    reading = read_category(text, dimension)
    assert reading is None or reading.dimension != "age" or is_age(reading.code)
    find_categories(text)


@pytest.mark.parametrize(
    ("told", "power"),
    [("3", 3), (0, 0), (6.0, 6), ("-2", -2), ("3: Thousands", 3), ("units", None), ("Unit", None)],
)
def test_a_multiplier_is_a_power_of_ten(told, power):
    found = said_beside("multiplier", "UNIT_MULTIPLIER", told, False)
    assert (found.dims.get("power"), found.issue) == (power, None)


@pytest.mark.parametrize("told", ["thousands", "10", "-10", "3.5", "x: Thousands"])
def test_a_multiplier_that_is_none_is_asked_about(told):
    found = said_beside("multiplier", "UNIT_MULTIPLIER", told, False)
    assert found.issue is not None and found.issue.variant == "multiplier"
