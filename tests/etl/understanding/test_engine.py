"""What a whole sheet is understood to say, and what a person's decisions change about it."""

from __future__ import annotations

import datetime

import pytest

from childrights.catalogue.tables import DecisionsError
from etl.labels.decisions import Decisions
from etl.understanding.table_words import explanation, layout_words
from tests.etl.understanding.sheets import CATALOGUE, check_rows, read, reported

PLACES = ("Battambang", "Kampong Cham", "Takeo")


def test_the_way_a_table_was_read_is_told_in_words():
    found = check_rows([["Stunting"], ["Province", 2010, 2014], ["Kep", 30.1, 28.2]]).tables[0]
    assert found.cell_range == "A2:C3"
    assert explanation(found) == "Province down column A, year across row 2, indicator from the title in A1"
    assert layout_words(found) == {"area": "column A", "period": "row 2", "indicator": "title A1"}


def test_a_place_said_nowhere_is_not_taken_for_the_country():
    assert reported(check_rows([["Year", "Stunting"], [2014, 32.1]])) == [("unknown_area", "A1")]
    assert read(check_rows([["Year", "Stunting"], [2014, 32.1]], sheet="National")) == {
        "B2": ("stunting", "KH", "2014", "total", 32.1)
    }


def test_title_and_sheet_name_that_contradict_each_other_are_reported():
    rows = [["Stunting by province 2014"], ["Province", "Value"], ["Kep", 30.1], ["Takeo", 31.1]]
    assert reported(check_rows(rows, sheet="2015")) == [("unknown_year", "A1")]
    assert len(check_rows(rows, sheet="2014").observations) == 2
    assert len(check_rows(rows, file="report 2020.xlsx").observations) == 2


def test_the_date_of_a_letter_is_no_year_of_figures():
    rows = [["Phnom Penh, 12 March 2024"], ["Stunting"], ["Province", "Value"], ["Kep", 30.1]]
    assert reported(check_rows(rows))[0][0] == "unknown_year"
    rows[1] = ["Stunting 2014"]
    assert read(check_rows(rows)) == {"B4": ("stunting", "KH23", "2014", "total", 30.1)}


ON_ITS_SIDE = [["Province", "Kandal", "Takeo", "Kampot"], ["Stunting (%)", 31.2, 30.1, 22.3]]
LETTERS = [
    ["Printed", 2023],
    ["Date", 2023],
    ["Submitted 2023"],
    ["Date:", "12 March 2023"],
    ["Year of report", 2023],
    ["", "Phnom Penh", "12", "March", "2023"],
    ["Phnom Penh, 12 March 2023"],
]


@pytest.mark.parametrize("letter", LETTERS, ids=str)
def test_a_sheet_on_its_side_never_takes_the_year_of_its_letter(letter):
    found = check_rows([["Kingdom of Cambodia"], letter, [], *ON_ITS_SIDE])
    assert "2023" not in {one.period_label for one in found.observations}
    assert {p.code for p in found.problems} & {"unknown_year", "no_table"}


@pytest.mark.parametrize("letter", [one for one in LETTERS if len(one) < 3], ids=str)
def test_a_figure_without_the_year_its_neighbours_have_is_reported(letter):
    years = ["Year", 2014, None, 2014]
    found = check_rows([letter, [], ON_ITS_SIDE[0], years, ON_ITS_SIDE[1]])
    assert {one.area: one.period_label for one in found.observations} == {"KH08": "2014", "KH07": "2014"}
    assert ("unknown_year", "C4") in reported(found)


@pytest.mark.parametrize(
    ("file", "title", "doubted"),
    [
        ("stunting_2019.xlsx", "Stunting of children under five (%), 2014", True),
        ("stunting 2014.xlsx", "Stunting of children under five (%), 2014", False),
        ("report_20231112.xlsx", "Stunting of children under five (%), 2014", False),
        ("Plan 2019-2023.xlsx", "Stunting of children under five (%), 2014", False),
        ("CDHS 2021-22 tables.xlsx", "Stunting of children under five (%), CDHS 2021-22", False),
    ],
)
def test_a_file_name_with_another_year_than_the_title_is_a_doubt(file, title, doubted):
    found = check_rows([[title], ["Province", "Stunting (%)"], ["Kandal", 31.2], ["Takeo", 30.1]], file=file)
    assert {one.period_label for one in found.observations} == {title[-7:] if "CDHS" in title else "2014"}
    told = [(p.severity, p.code, p.cell) for p in found.problems]
    assert told == ([("warning", "unknown_year", "A1")] if doubted else [])


def test_an_abbreviation_of_two_provinces_is_asked_about():
    found = check_rows([["Stunting (%), 2014"], ["Province", "Value"], ["KPT", 31.2], ["Kandal", 30.1]])
    assert [one.area for one in found.observations] == ["KH08"]
    (told,) = [p for p in found.problems if p.cell == "A3"]
    assert (
        told.code == "unknown_area"
        and "Kampong Thom" in told.message + told.suggestion
        and "Kampot" in told.message + told.suggestion
    )


def test_dates_down_a_column_are_years():
    rows = [["Province", "Date", "Stunting"], ["Kep", datetime.date(2014, 1, 1), 30.1]]
    assert read(check_rows(rows))["C2"][2] == "2014"


def test_figures_that_look_like_years_are_figures():
    rows = [["Population 2019"], ["Province", "Population"], *[[p, 1990 + n] for n, p in enumerate(PLACES)]]
    assert [o.value for o in check_rows(rows).observations] == [1990, 1991, 1992]


def test_a_count_beside_its_percentage_is_left_out_and_said_so():
    rows = [["Birth registration 2014"], ["Province", "Number", "Percent"], ["Kep", 41, 55.5]]
    result = check_rows(rows)
    assert read(result) == {"C3": ("birth_registration_u5", "KH23", "2014", "total", 55.5)}
    assert result.skipped == 1 and "another unit" in explanation(result.tables[0])


def test_a_blank_province_beside_the_country_is_a_gap():
    rows = [
        ["Country", "Province", "Year", "Stunting"],
        ["Cambodia", "Kep", 2014, 30.1],
        ["Cambodia", None, 2014, 31.0],
    ]
    assert reported(check_rows(rows)) == [("unknown_area", "B3")]


def test_a_single_blank_group_is_a_gap_and_many_are_totals():
    rows = [["Province", "Sex", "Stunting 2014"]]
    for place in PLACES:
        rows += [[place, "Male", 31.2], [place, "Female", 29.4], [place, None, 30.3]]
    assert len(check_rows(rows).observations) == 9
    rows[6][1] = "Total"
    assert ("unknown_category", "B4") in reported(check_rows(rows))


def test_a_section_of_totals_belongs_to_nobody():
    rows = [["Stunting"], ["", 2010], ["Kep"], ["Male", 30.1], ["Female", 31.1], ["Kampot"], ["Male", 32.1]]
    rows += [["Female", 33.1], ["Total"], ["Male", 31.5], ["Female", 32.0]]
    result = check_rows(rows)
    assert {o.area for o in result.observations} == {"KH23", "KH07"} and result.skipped == 2


def test_an_empty_file_is_told_so():
    assert reported(check_rows([["Only words here"]])) == [("no_table", "")]


def test_two_figures_in_one_cell_are_two_figures():
    rows = [["2014"], ["Province", "Population"], ["Kep", "4100 (1200 females)"]]
    result = check_rows(rows)
    assert {(o.sex, o.value) for o in result.observations} == {("total", 4100), ("female", 1200)}
    assert result.found == 2


# -- decisions -------------------------------------------------------------------------------------------------


def test_a_person_may_say_what_a_label_means():
    rows = [["Province", "Height problem 2014", "Code X"], ["Kep", 30.1, 5], ["Kampong Speww", 31.1, 6]]
    before = reported(check_rows(rows))
    assert ("unknown_indicator", "B1") in before and ("unknown_indicator", "C1") in before
    told = {"indicators": {"Height problem 2014": "stunting"}, "areas": {"Kampong Speww": "KH05"}, "skip": ["Code X"]}
    result = check_rows(rows, decisions=told)
    assert read(result) == {
        "B2": ("stunting", "KH23", "2014", "total", 30.1),
        "B3": ("stunting", "KH05", "2014", "total", 31.1),
    }
    assert not result.problems and result.skipped == 2


def test_the_year_decided_is_used_where_the_file_tells_none():
    rows = [["Province", "Stunting"], ["Kep", 30.1]]
    assert read(check_rows(rows, decisions={"year": 2014}))["B2"][2] == "2014"
    assert (
        read(check_rows([["Province", 2010], ["Kep", 30.1]], sheet="Stunting", decisions={"year": 2014}))["B2"][2]
        == "2010"
    )


def test_a_unit_decided_settles_what_the_file_leaves_open():
    rows = [["Province", "Stunting (children) 2014"], ["Kep", 30.1]]
    assert reported(check_rows(rows)) == [("missing_unit", "B1")]
    result = check_rows(rows, decisions={"unit": {"Stunting (children) 2014": "percent"}})
    assert read(result)["B2"][4] == 30.1


def test_rows_and_sheets_are_skipped_when_a_person_says_so():
    rows = [["Province", "Stunting 2014"], ["Kep", 30.1], ["Gotham", 31.1]]
    result = check_rows(rows, decisions={"skip": ["Gotham"]})
    assert len(result.observations) == 1 and not result.problems and result.skipped == 1


def test_what_a_member_confirmed_before_is_remembered():
    rows = [["Province", "Our own name 2014"], ["Kep", 30.1]]
    assert read(check_rows(rows, remembered={"Our own name 2014": "stunting"}))["B2"][0] == "stunting"


@pytest.mark.parametrize(
    "wrong, words",
    [
        ({"indicator": {}}, "not a part"),
        ({"indicators": {"x": "no_such_code"}}, "not an indicator"),
        ({"areas": {"x": "KH77"}}, "not the code of an area"),
        ({"year": "2014"}, "not a year"),
        ({"unit": {"x": "bananas"}}, "not a unit"),
        ({"skip": "x"}, "list of labels"),
        ({"areas": ["KH05"]}, "must map labels"),
    ],
)
def test_decisions_that_make_no_sense_are_refused(wrong, words):
    with pytest.raises(DecisionsError, match=words):
        Decisions.from_mapping(wrong, CATALOGUE.indicators)


def test_decisions_are_read_from_a_file(tmp_path):
    path = tmp_path / "map.json"
    path.write_text('{"areas": {"Kep town": "KH23"}}', encoding="utf-8")
    assert Decisions.from_json(path, CATALOGUE.indicators).areas == {"kep town": "KH23"}
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(DecisionsError, match="JSON object"):
        Decisions.from_json(path, CATALOGUE.indicators)
    path.write_text("{", encoding="utf-8")
    with pytest.raises(DecisionsError, match="cannot be read"):
        Decisions.from_json(path, CATALOGUE.indicators)


@pytest.mark.parametrize("mark", ["²", "½", "①", "٣²", "²³", "2²"])
@pytest.mark.parametrize("place", [(0, 0), *((row, col) for row in (1, 2) for col in range(4))], ids=str)
def test_a_digit_that_is_none_stops_no_check(place, mark):
    rows = [
        ["Stunting by sex, 2014"],
        ["Province", "Year", "Age", "Value"],
        ["Kep", 2014, "0-4", 30.1],
        ["Takeo", 2014, "0-4", 31.1],
    ]
    rows[place[0]][place[1]] = mark
    assert all(one.value in (30.1, 31.1, 2, 3) for one in check_rows(rows).observations)


@pytest.mark.parametrize(
    ("after", "told"),
    [
        ([["Wasting"], [9.4]], ["A9"]),
        ([["Kampot"], [9.4]], ["A9"]),
        ([["ខេត្តកែប"], [9.4]], ["A9"]),
        ([["Version", 1.2]], []),
        ([["Phone", 12345678]], []),
        ([["Page"], [3]], []),
        ([[9.4]], []),
    ],
)
def test_one_number_apart_is_told_where_a_name_stands_beside_or_above_it(after, told):
    rows = [["Province", "Year", "Stunting"], ["Kep", 2014, 30.1], ["Takeo", 2014, 31.1], ["Kandal", 2014, 31.2]]
    found = check_rows([*rows, [], [], [], *after])
    assert reported(found) == [("no_table", cell) for cell in told]
    assert (found.found, len(found.observations), found.rejected) == (3 + len(told), 3, len(told))
