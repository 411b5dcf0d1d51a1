"""What labels say by the way: the people asked, the place beside a name, totals of rows in sight."""

from __future__ import annotations

import pytest

from etl.labels.reductions import sample_in, without_sample
from tests.etl.understanding.sheets import check_rows, read, reported


@pytest.mark.parametrize(
    ("text", "rest", "sample"),
    [
        ("Girls (N=1,204)", "Girls", 1204),
        ("Girls (n = 1204)", "Girls", 1204),
        ("Girls, N=1 204", "Girls", 1204),
        ("Girls [unweighted n=300]", "Girls", 300),
        ("2014 (N=2,410)", "2014", 2410),
        ("N=1,204", "", 1204),
        ("ស្រី (N=១២០៤)", "ស្រី", 1204),
        ("Girls (N=12.5)", "Girls (N=12.5)", None),
        ("Region=5", "Region=5", None),
        ("Girls (N=5; N=6)", "Girls", None),
    ],
)
def test_the_number_of_people_asked(text, rest, sample):
    assert without_sample(text).strip("( );") == rest.strip("( );")
    assert sample_in(text) == sample


def test_a_sample_in_the_header_counts_all_rows_of_its_column():
    rows = [["Stunting 2014 (%)"], ["Province", "Girls (N=1,204)"], ["Takeo", 31.0], ["Kandal", 30.0]]
    assert {one.sample_size for one in check_rows(rows).observations} == {None}
    assert {one.sample_size for one in check_rows(rows[:3]).observations} == {1204}


def test_an_own_column_of_cases_says_more_than_the_label():
    rows = [["Stunting 2014"], ["Group", "Takeo (%)", "n"], ["Girls (N=900)", 31.0, 850], ["Boys (N=800)", 29.0, 799]]
    assert [one.sample_size for one in check_rows(rows).observations] == [850, 799]


def test_a_district_in_a_khmer_title_is_not_its_province():
    rows = [["ទិន្នន័យ ស្រុកបាទី ខេត្តតាកែវ ឆ្នាំ២០២៣"], ["Indicator", "Value"], ["Birth registration (%)", 62.5]]
    assert reported(check_rows(rows))[0][0] == "unknown_area"
    rows[0] = ["ស្ថិតិកុមារ នៅខេត្តតាកែវ ឆ្នាំ២០២៣"]
    assert read(check_rows(rows)) == {"B3": ("birth_registration_u5", "KH21", "2023", "total", 62.5)}


FILTERED = [["Figures 2019"], ["Province", "population_census"], ["Kandal", 1017], ["Takeo", 2029], ["Kampot", 3041]]


@pytest.mark.parametrize(
    ("label", "total", "formula", "codes"),
    [
        ("Total", 5070, "SUBTOTAL(9,B3:B5)", []),
        ("សរុប", 5070, "SUBTOTAL(109,B3:B5)", []),
        ("Total", 6087, "SUBTOTAL(9,B3:B5)", []),
        ("Total", 5070, "AGGREGATE(9,5,B3:B5)", []),
        ("Total", 5071, "SUBTOTAL(9,B3:B5)", ["total_mismatch"]),
        ("Total", 5070, "SUM(B3:B5)", ["total_mismatch", "no_table"]),
    ],
)
def test_a_subtotal_adds_up_the_rows_that_a_filter_leaves(label, total, formula, codes):
    found = check_rows([*FILTERED, [label, total]], hidden_rows={2}, formulas={(5, 1): formula})
    assert [p.code for p in found.problems] == codes
    assert [one.area for one in found.observations] == ["KH08", "KH21", "KH07"]


def test_the_words_of_another_language_that_nobody_knows_are_asked_about():
    rows = [["Province", "Birth registration / ការចុះបញ្ជីកំណើតជនជាតិដើមភាគតិច"], ["Takeo", 61.0], ["Kandal", 60.0]]
    assert reported(check_rows(rows, sheet="2014")) == [("unknown_indicator", "B1")]
