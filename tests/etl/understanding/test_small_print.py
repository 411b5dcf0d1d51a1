"""Numbers before names, codes behind them, doubts, eras, scales and intervals: what stands in a label's small print."""

from __future__ import annotations

import pytest

from tests.etl.understanding.sheets import check_rows, read, reported


def _areas(*labels: str) -> dict[str, str]:
    rows = [["Stunting (%), 2021"], ["Province", "Value"], *[[label, 30.1 + n] for n, label in enumerate(labels)]]
    return {o.cell: o.area for o in check_rows(rows).observations}


@pytest.mark.parametrize(
    "labels",
    [
        ("Banteay Meanchey (01)", "Kampong Cham (03)"),
        ("1. Banteay Meanchey", "3. Kampong Cham"),
        ("1. Banteay Meanchey", "2. Kampong Cham"),
    ],
)
def test_a_place_may_carry_its_code_or_a_running_number(labels):
    assert _areas(*labels) == {"B3": "KH01", "B4": "KH03"}


def test_a_code_that_is_another_place_s_is_doubtful():
    rows = [["Stunting (%), 2021"], ["Province", "Value"], ["Kampong Cham (05)", 30.1], ["Takeo (21)", 31.2]]
    result = check_rows(rows)
    assert reported(result) == [("unknown_area", "A3")]
    assert [o.cell for o in result.observations] == ["B4"]


@pytest.mark.parametrize("mark", ["2/", " 2/", "*", " (a)", "²"])
def test_a_footnote_mark_is_no_part_of_a_name(mark):
    rows = [["Province", "Year", f"Stunting (%){mark}"], ["Kep", 2021, 30.1]]
    assert read(check_rows(rows)) == {"C2": ("stunting", "KH23", "2021", "total", 30.1)}


@pytest.mark.parametrize("file", ["upload.xlsx", "plain proportions.xlsx"])
def test_a_column_of_plain_proportions_is_ambiguous_in_every_cell(file):
    rows = [["Stunting, 2021"], ["Province", 2021], ["Kep", 0.301], ["Takeo", 0.312], ["Kampot", 0.275]]
    result = check_rows(rows, file=file)
    assert reported(result) == [("ambiguous_number", cell) for cell in ("B3", "B4", "B5")]
    assert "0.301" in result.problems[0].message and "30.1" in result.problems[0].message
    assert not result.observations


def test_a_column_that_says_it_holds_proportions_is_read_as_such():
    rows = [["Stunting, 2021"], ["Province", "Proportion"], ["Kep", 0.301], ["Takeo", 0.312], ["Kampot", 0.275]]
    assert [o.value for o in check_rows(rows).observations] == [30.1, 31.2, 27.5]


@pytest.mark.parametrize("header", ["% (95% CI)", "Stunting % (95% CI)", "Estimate (95% CI)"])
def test_a_figure_with_its_interval_in_one_cell_is_a_figure(header):
    rows = [["Stunting (%), 2021"], ["Province", header], ["Kep", "30.1 (27.1-33.1)"], ["Takeo", "31.2 (28.2-34.2)"]]
    result = check_rows(rows)
    assert reported(result) == []
    assert [(o.value, o.lower, o.upper) for o in result.observations] == [(30.1, 27.1, 33.1), (31.2, 28.2, 34.2)]


def test_an_interval_that_belongs_to_no_figure_is_never_passed_over():
    rows = [["Nutrition, 2021"], ["Province", "Stunting (95% CI)", "Wasting (95% CI)"]]
    result = check_rows([*rows, ["Kep", "30.1 (27.1-33.1)", "9.2 (7.1-11.3)"], ["Takeo", "27.1-33.1", "8.2 (6.1-9.9)"]])
    assert [(o.indicator, o.value) for o in result.observations] == [
        ("stunting", 30.1),
        ("wasting", 9.2),
        ("wasting", 8.2),
    ]
    assert reported(result) == [("not_a_number", "B4")]


@pytest.mark.parametrize("title", ["ភាពក្រិន ឆ្នាំ២០២១ (ព.ស. ២៥៦៤)", "Stunting 2021 (B.E. 2564)"])
def test_one_year_told_in_two_eras_is_one_year(title):
    result = check_rows([[title], ["Province", "%"], ["Kep", 30.1], ["Takeo", 31.2]])
    assert reported(result) == []
    assert read(result)["B3"] == ("stunting", "KH23", "2021", "total", 30.1)


def test_two_eras_that_disagree_are_two_years():
    result = check_rows([["Stunting 2021 (B.E. 2560)"], ["Province", "%"], ["Kep", 30.1], ["Takeo", 31.2]])
    assert not result.observations and result.problems


@pytest.mark.parametrize("year", ["2021?", "2021 ?", "(2021?)", "2020-21?"])
def test_a_year_its_author_doubts_is_reported(year):
    down = check_rows([["Province", "Year", "Stunting"], ["Kep", year, 30.1], ["Takeo", 2021, 31.2]])
    assert reported(down) == [("unknown_year", "B2")] and [o.cell for o in down.observations] == ["C3"]
    across = check_rows([["Stunting"], ["Province", 2019, year], ["Kep", 30.1, 31.2]])
    assert reported(across) == [("unknown_year", "C2")] and [o.cell for o in across.observations] == ["B3"]


def test_the_total_of_an_age_is_that_age_s():
    ages = ["0-4", "5-9", "10-14", "15-17", "Total 0-17"]
    rows = [["Population by age group, 2019"], ["Province", *ages], ["Kep", 11, 12, 13, 14, 50]]
    assert [o.age for o in check_rows(rows).observations] == ["0-4", "5-9", "10-14", "15-17", "0-17"]


def test_a_total_keeps_the_year_beside_it():
    rows = [["Population"], ["Province", "Male 2019", "Female 2019", "Total 2019"], ["Kep", 11, 12, 23]]
    assert {(o.sex, o.period_label) for o in check_rows(rows).observations} == {
        ("male", "2019"),
        ("female", "2019"),
        ("total", "2019"),
    }


def test_figures_in_thousands_are_reported_at_the_words_that_say_so():
    rows = [["Children 0-17 (UN) by province, 2022"], ["Province", "Children 0-17 (UN) (thousands)"], ["Kep", 14.3]]
    result = check_rows(rows)
    assert ("missing_unit", "B2") in reported(result) and not result.observations


@pytest.mark.parametrize("title", ["ព្រះរាជាណាចក្រកម្ពុជា ក្រសួងផែនការ ឆ្នាំ២០២៣", "ព្រះរាជាណាចក្រកម្ពុជា - ឆ្នាំ២០២៣ តាមខេត្ត"])
def test_the_kingdom_s_name_before_a_title_leaves_the_title_one(title):
    result = check_rows([[title], ["Province", "Child labour, 5-17 (%)"], ["Takeo", 20.4], ["Kampot", 21.5]])
    assert [one.period_label for one in result.observations] == ["2023", "2023"] and not result.problems


def test_the_nation_s_motto_is_no_title():
    lines = [["ព្រះរាជាណាចក្រកម្ពុជា ជាតិ សាសនា ព្រះមហាក្សត្រ"], ["2023"]]
    result = check_rows([*lines, ["Province", "Child labour, 5-17 (%)"], ["Takeo", 20.4], ["Kampot", 21.5]])
    assert len(result.observations) == 2 and not result.problems


@pytest.mark.parametrize(
    "header",
    [
        "Year established",
        "Year printed",
        "Project start year",
        "Date submitted",
        "_submission_time",
        "Year of construction",
        "Date of data entry",
        "ឆ្នាំបោះពុម្ព",
        "កាលបរិច្ឆេទបញ្ជូន",
    ],
)
@pytest.mark.parametrize("value", [2013, "2013-01-02", "2013-01-02T10:00:00"])
def test_the_year_of_an_event_is_no_year_of_figures(header, value):
    rows = [[header, "Province", "Stunting (%)"], [value, "Takeo", 24.1], [value, "Kampot", 25.3]]
    result = check_rows(rows)
    assert not result.observations
    assert reported(result)
    dated = [[*rows[0], "Year"], *([*row, 2014] for row in rows[1:])]
    assert read(check_rows(dated)) == {
        "C2": ("stunting", "KH21", "2014", "total", 24.1),
        "C3": ("stunting", "KH07", "2014", "total", 25.3),
    }


@pytest.mark.parametrize("header", ["Wealth", "Wealth group"])
@pytest.mark.parametrize(
    "groups", [("Poor", "Middle", "Rich"), ("Poorest", "Middle", "Richest"), ("Lowest", "Middle", "Highest")]
)
def test_three_wealth_groups_are_no_fifths(header, groups):
    rows = [["Stunting 2021 (%), Cambodia"], [header, "%"], *([name, 37.1 - n] for n, name in enumerate(groups))]
    assert not check_rows(rows).observations
    across = [["Stunting 2021 (%)"], ["Province", *groups], ["Takeo", 37.1, 30.1, 24.1]]
    assert not check_rows(across).observations


def test_a_middle_fifth_that_says_so_may_stand_alone():
    rows = [["Stunting 2021 (%), Cambodia"], ["Wealth quintile", "%"], ["Poorest", 37.1], ["Middle", 24.1]]
    assert [one.wealth for one in check_rows(rows).observations] == ["quintile_1", "quintile_3"]
