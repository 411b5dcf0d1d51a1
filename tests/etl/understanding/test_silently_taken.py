"""Figures that look sound and are not: what was taken without a word, and sound ones that were refused."""

from __future__ import annotations

import pytest

from tests.etl.understanding.sheets import check_rows, read, reported

PLACE = ["Stunting, Cambodia 2022"]
STUNTED = "Stunting 2022"
MONTHS = [["6-8", 24.1], ["9-11", 21.5], ["12-23", 25.3]]


def two(header, one=24.1, other=25.3):
    return [["Province", header], ["Kandal", one], ["Takeo", other]]


def causes(result):
    return [p.message_id for p in result.problems]


@pytest.mark.parametrize("word", ["Wealth tercile", "Tercile", "Wealth tertile", "Wealth group"])
def test_the_middle_of_three_wealth_groups_is_no_quintile(word):
    rows = [PLACE, [word, "Percent"], ["Poor", 40.1], ["Middle", 30.2], ["Rich", 20.3]]
    assert not check_rows(rows).observations
    across = [["Province", word, "", ""], ["", "Poor", "Middle", "Rich"], ["Kandal", 40.1, 30.2, 20.3]]
    found = check_rows([*across, ["Takeo", 41.1, 31.2, 21.3]], sheet="Stunting 2022")
    assert not found.observations and [cell for _, cell in reported(found)] == ["B2", "C2", "D2"]


@pytest.mark.parametrize(
    ("header", "parts", "label", "whole"),
    [
        ("Birth registration, children under five 2022", (45, 30), "Total", 75),
        (STUNTED, (24, 25), "Cambodia", 49),
        (STUNTED, (24, 25), "សរុប", 49),
        (STUNTED, (24.1, 25.2), "Cambodia", 49.3),
        ("Stunting 2022 (%)", (21, 24, 25), "Cambodia", 70),
        (STUNTED, (11, 24, 25), "Total", 60),
    ],
)
def test_a_whole_that_its_rows_add_up_to_is_no_percentage(header, parts, label, whole):
    places = zip(("Kandal", "Takeo", "Kampot"), parts, strict=False)
    found = check_rows([["Province", header], *map(list, places), [label, whole]])
    assert causes(found) == ["missing_unit/counts_sum"] and not found.observations


@pytest.mark.parametrize(("parts", "whole"), [((24, 26), 25), ((24.1, 25.2), 24.8), ((24, 25), 50)])
def test_a_whole_beside_rows_that_do_not_add_up_to_it_is_left_alone(parts, whole):
    rows = [["Province", STUNTED], ["Kandal", parts[0]], ["Takeo", parts[1]], ["Cambodia", whole]]
    assert len(check_rows(rows).observations) == 3


@pytest.mark.parametrize("head", ["Cases", "Number of cases", "ចំនួន", "Persons"])
@pytest.mark.parametrize("where", ["sheet", "title"])
def test_a_unit_is_not_decided_against_a_header_that_counts(head, where):
    rows = [["Province", head], ["Kandal", 24], ["Takeo", 25], ["Kampot", 31]]
    rows = rows if where == "sheet" else [[STUNTED], *rows]
    named = {"sheet": STUNTED} if where == "sheet" else {}
    found = check_rows(rows, decisions={"unit": {STUNTED: "percent"}}, **named)
    assert not found.observations and "missing_unit" in {p.code for p in found.problems}
    assert check_rows([[STUNTED], *two("Value", 24, 25)], decisions={"unit": {STUNTED: "percent"}}).observations


@pytest.mark.parametrize(
    ("label", "code", "word"),
    [
        ("Severely stunted girls", "stunting", "Severely"),
        ("Moderate stunting", "stunting", "Moderate"),
        ("Kids stunted, severe", "stunting", "severe"),
        ("Severe acute malnutrition", "wasting", "Severe"),
        ("Children partially registered", "birth_registration_u5", "partially"),
    ],
)
def test_a_word_that_narrows_a_label_keeps_it_from_the_whole_indicator(label, code, word):
    found = check_rows(two(label), sheet="2022", decisions={"indicators": {label: code}})
    assert causes(found) == ["unknown_indicator/not_this"] and not found.observations
    assert word in found.problems[0].message


@pytest.mark.parametrize(
    ("label", "code", "meant"),
    [
        ("Wasting", "stunting", "wasting"),
        ("Households with safe water", "basic_water_jmp", ""),
    ],
)
def test_the_indicator_that_a_label_names_is_told_by_its_code(label, code, meant):
    found = check_rows(two(label), sheet="2022", decisions={"indicators": {label: code}})
    assert [dict(one.params)["meant"] for one in found.problems if one.message_id.endswith("/not_this")] == [meant]


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("Moderately or severely stunted kids", "stunting"),
        ("Chronic malnutrition kids", "stunting"),
        ("Acute malnutrition kids", "wasting"),
        ("Stunted girls", "stunting"),
    ],
)
def test_words_that_leave_nothing_out_are_taken_as_decided(label, code):
    found = check_rows(two(label), sheet="2022", decisions={"indicators": {label: code}})
    assert {one.indicator for one in found.observations} == {code}


def test_a_lettered_group_without_a_word_of_wealth_may_be_a_quarter():
    assert reported(check_rows(two("Stunting (Q1)"), sheet="2022")) == [("unknown_year", "B1")]
    four = [["Province", *(f"Stunting (Q{n})" for n in range(1, 5))], ["Kandal", 24.1, 3.1, 4.1, 5.1]]
    assert not check_rows([*four, ["Takeo", 24.2, 3.2, 4.2, 5.2]], sheet="2022").observations
    below = [["Indicator", "2022"], ["Stunting (Q1)", 24.1], ["Wasting (Q1)", 9.3]]
    assert not check_rows(below, sheet="Cambodia").observations


def test_lettered_groups_that_are_five_or_said_to_be_of_wealth_are_read():
    five = [["Province", *(f"Stunting (Q{n})" for n in range(1, 6))], ["Kandal", 24.1, 23.1, 22.1, 21.1, 20.1]]
    assert len(check_rows([*five, ["Takeo", 24.2, 23.2, 22.2, 21.2, 20.2]], sheet="2022").observations) == 10
    assert {o.wealth for o in check_rows(two("Stunting, wealth quintile Q1"), sheet="2022").observations} <= {
        "quintile_1"
    }


@pytest.mark.parametrize("word", ["Age in months", "Age (months)", "អាយុ (ខែ)", "Child age in months"])
def test_ages_below_a_header_of_months_are_of_months(word):
    found = check_rows([["Cambodia"], [word, STUNTED], *MONTHS])
    assert [one.age for one in found.observations] == ["6-8 months", "9-11 months", "12-23 months"]
    across = [["Province", word, "", ""], ["", "6-8", "9-11", "12-23"], ["Kandal", 24.1, 21.5, 25.3]]
    found = check_rows([*across, ["Takeo", 24.2, 21.6, 25.4]], sheet=STUNTED)
    assert {one.age for one in found.observations} == {"6-8 months", "9-11 months", "12-23 months"}


@pytest.mark.parametrize("pair", [("B", "G"), ("ប", "ស"), ("b.", "g."), ("B", "G", "T")])
def test_two_letters_that_explain_each_other_are_boys_and_girls(pair):
    values = [40.1, 30.2, 35.1][: len(pair)]
    found = check_rows([["Province", *pair], ["Kandal", *values], ["Takeo", *values]], sheet=STUNTED)
    assert [one.sex for one in found.observations[: len(pair)]] == ["male", "female", "total"][: len(pair)]
    assert not found.problems


@pytest.mark.parametrize(
    ("percent", "cases"), [("2014 %", "2014 N"), ("2014 (%)", "2014 (n)"), ("% 2014", "N 2014"), ("2014 %", "2014 no.")]
)
def test_a_year_with_its_unit_is_a_header(percent, cases):
    found = check_rows([["Stunting"], ["Province", percent, cases], ["Kandal", 40.1, 302], ["Takeo", 20.3, 203]])
    assert not found.problems
    assert read(found)["B3"] == ("stunting", "KH08", "2014", "total", 40.1)
    assert [one.sample_size for one in found.observations] in ([302, 203], [None, None])
    assert found.observations[0].sample_size == (302 if cases.strip("2014 ()").casefold() == "n" else None)


@pytest.mark.parametrize("head", ["Weighted N", "Weighted number", "N weighted", "Weighted count"])
def test_weighted_cases_belong_to_the_figure_beside_them(head):
    found = check_rows([["Province", "Percent", head], ["Kandal", 40.1, 302], ["Takeo", 20.3, 203]], sheet=STUNTED)
    assert not found.problems and [one.denominator for one in found.observations] == [302, 203]


@pytest.mark.parametrize("formula", ["", "AVERAGE(B2:B4)", "SUM(B2:B4)"])
def test_hidden_rows_are_told_though_a_total_stands_below_them(formula):
    rows = [["Province", STUNTED], ["Kandal", 40.1], ["Takeo", 20.3], ["Kampot", 30.3], ["Total", 30.2]]
    found = check_rows(rows, hidden_rows={2}, formulas={(4, 1): formula} if formula else {})
    assert causes(found) == ["no_table/hidden_lines"]


@pytest.mark.parametrize(("values", "told"), [((12.1, 20.3), True), ((0.121, 20.3), True), ((0.121, 0.203), False)])
def test_proportions_decided_over_figures_that_are_none_are_told(values, told):
    found = check_rows(two(STUNTED, *values), decisions={"unit": {STUNTED: "proportion"}})
    assert ("missing_unit/decided_scale" in causes(found)) is told
    assert [one.value for one in found.observations] == ([] if told else [12.1, 20.3])


WORDS = [
    [None, None, None, "Province", "Wasting 2022"],
    [None, None, None, "Kandal", "pending"],
    [None, None, None, "Takeo", "see annex"],
]


def test_a_column_of_words_beside_a_table_is_told_once():
    rows = [[*row, "", "", ""] for row in two(STUNTED)]
    found = check_rows([*rows, [None] * 5, [None] * 5, *WORDS])
    assert len(found.observations) == 2 and causes(found) == ["not_a_number/column"]
    assert reported(found)[0][1] == "E6"
    named = [*WORDS[:1], *[[*row[:4], other] for row, other in zip(WORDS[1:], ("Takeo", "Kampot"), strict=True)]]
    assert causes(check_rows([*rows, [None] * 5, [None] * 5, *named])) == []
