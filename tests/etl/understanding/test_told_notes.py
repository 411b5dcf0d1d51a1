"""Notes that say what all the figures of a table are: of one group, planned; and notes that do not."""

from __future__ import annotations

import pytest

from tests.etl.understanding.sheets import check_rows, reported

_TABLE = [["Stunting 2022"], ["Province", "%"], ["Takeo", 24.1], ["Kampot", 25.3]]


@pytest.mark.parametrize(
    ("note", "code"),
    [
        ("Note: Figures are targets.", "unknown_year"),
        ("Numbers shown are 2030 targets", "unknown_year"),
        ("Figures shown are planned values", "unknown_year"),
        ("តួលេខជាចំណុចដៅ", "unknown_year"),
        ("ទិន្នន័យទាំងនេះជាការព្យាករ", "unknown_year"),
        ("These figures are for girls.", "unknown_category"),
        ("Data cover rural areas only", "unknown_category"),
        ("Figures exclude urban areas", "unknown_category"),
        ("ចំពោះក្មេងស្រីប៉ុណ្ណោះ", "unknown_category"),
        ("សម្គាល់៖ តួលេខនេះសម្រាប់ក្មេងស្រីប៉ុណ្ណោះ", "unknown_category"),
        ("សម្រាប់តំបន់ជនបទ", "unknown_category"),
        ("តួលេខនេះមិនរាប់បញ្ចូលតំបន់ទីក្រុង", "unknown_category"),
    ],
)
def test_a_note_that_says_what_all_figures_are_holds_them_back(note, code):
    result = check_rows([*_TABLE, [note]])
    assert not result.observations
    assert [one for one, _ in reported(result)] == [code]


@pytest.mark.parametrize(
    "note",
    [
        "Note: data are for 2022",
        "Data are from 2014 to 2022",
        "Data collected in 2021",
        "Data for 2014 are from CDHS 2014",
        "Source: CDHS 2021-22",
        "Table updated in 2023",
        "Year of report: 2023",
        "Population data: 2019 census",
        "Figures are below the target",
        "Next target: 19% by 2025",
        "The figures are in the plan",
        "Note: These figures are estimates",
        "Data for women and men",
        "Figures for girls are in annex 2",
        "Rural areas include communes",
        "Excludes children not measured",
        "Percentages may not add to 100",
        "សម្គាល់៖ ទិន្នន័យឆ្នាំ២០២២",
    ],
)
def test_a_note_about_something_else_holds_nothing_back(note):
    result = check_rows([*_TABLE, [note]])
    assert reported(result) == []
    assert [one.value for one in result.observations] == [24.1, 25.3]


@pytest.mark.parametrize(
    "rows",
    [
        [["Stunting 2022, girls"], ["Province", "%"], ["Takeo", 24.1], ["These figures are for girls."]],
        [["Stunting 2022"], ["Province", "Girls"], ["Takeo", 24.1], ["Data are for girls"]],
        [["Stunting"], ["Province", "2014", "2022"], ["Takeo", 30.1, 24.1], ["Data for 2022"]],
        [["Child marriage by age 18, 2022"], ["Province", "%"], ["Takeo", 18.1], ["Data are for women 20-24"]],
    ],
)
def test_a_note_that_repeats_what_the_table_says_holds_nothing_back(rows):
    assert [one.value for one in check_rows(rows).observations] == rows[2][1:]


@pytest.mark.parametrize("header", ["N", "n", "Sample", "Sample size", "Numerator", "Lower", "Upper bound", "M/F"])
def test_what_only_accompanies_a_figure_is_no_percentage_by_itself(header):
    result = check_rows([["Stunting 2022"], ["Province", header], ["Takeo", 24], ["Kampot", 25]])
    assert not result.observations
    assert [cell for _, cell in reported(result)] == ["B2"]


def test_how_many_there_are_is_the_figure_of_an_indicator_that_counts():
    result = check_rows(
        [["Children reintegrated into families 2022"], ["Province", "N"], ["Takeo", 24], ["Kampot", 25]]
    )
    assert [one.value for one in result.observations] == [24, 25]
