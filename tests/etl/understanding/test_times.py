"""The years of figures against titles, notes, names of sheets and files, and the lines beside them."""

from __future__ import annotations

from typing import Any

import pytest

from etl.periods.columns import four_digits, school_years
from tests.etl.understanding.sheets import check_rows, reported

PLACES = ("Kandal", "Takeo", "Kampot", "Pursat")
TWO = ("Birth registration (%)", "Child labour (%)")


def table(title: str, *lines: str, heads: tuple[Any, ...] = TWO, **more: Any) -> Any:
    """Provinces below two indicators (or ``heads``), with lines of text above."""
    rows: list[list[Any]] = [[line] for line in (title, *lines)] + [["Province", *heads]]
    rows += [[place, *(40.1 + row + col for col in range(len(heads)))] for row, place in enumerate(PLACES)]
    return check_rows(rows, **more)


def down(years: list[Any], head: str = "Year", title: str = "", **more: Any) -> Any:
    """A column of years beside the figures of one indicator."""
    rows: list[list[Any]] = [[title]] if title else []
    rows.append(["Province", head, TWO[0]])
    rows += [[PLACES[row % 4], year, 40.1 + row] for row, year in enumerate(years)]
    return check_rows(rows, **more)


def labels(result: Any) -> set[str]:
    return {one.period_label for one in result.observations}


@pytest.mark.parametrize("sheet", ["2021", "Data 2021", "2021 (2)", "២០២១", "SY2020-21", "ឆ្នាំ ២០២១"])
def test_a_title_and_the_name_of_its_sheet_that_contradict_each_other_are_reported(sheet: str) -> None:
    found = table("Situation of children by province, 2022", sheet=sheet)
    assert not found.observations and reported(found) == [("unknown_year", "A1")]
    assert "2022" in found.problems[0].message and "20" in found.problems[0].message


@pytest.mark.parametrize(
    "sheet", ["Goals", "Objectives", "Scenario B", "Budget 2", "Benchmarks (2)", "ថវិកា", "Draft targets"]
)
def test_a_sheet_called_a_plan_holds_no_figures_of_a_year(sheet: str) -> None:
    found = table("Situation of children by province, 2022", sheet=sheet)
    assert not found.observations and {p.code for p in found.problems} == {"unknown_year"}


@pytest.mark.parametrize(
    "sheet", ["SDG goals and children", "Education budget", "Goal 4 by province", "Objectives and results"]
)
def test_a_sheet_that_only_speaks_of_goals_or_budgets_is_read(sheet: str) -> None:
    found = table("Situation of children by province, 2022", sheet=sheet)
    assert labels(found) == {"2022"} and not found.problems


@pytest.mark.parametrize("sheet", ["2021", "ឆ្នាំ២០២១", "2021-22"])
def test_a_sheet_called_by_another_year_than_all_its_figures_is_reported(sheet: str) -> None:
    assert reported(down([2023] * 4, sheet=sheet)) == [("unknown_year", "B2")]
    across = table("Birth registration (%)", heads=(2023,), sheet=sheet)
    assert not across.observations and ("unknown_year", "B2") in reported(across)


def test_a_sheet_of_several_years_may_be_called_by_one_of_them_or_by_the_year_it_was_made() -> None:
    for years in ((2020, 2021, 2022), (2020, 2022)):
        found = table("Birth registration (%)", heads=years, sheet="2021")
        assert labels(found) == set(map(str, years)) and not found.problems
    assert not table("Situation of children, 2021-22", sheet="2022").problems


def test_another_year_in_the_title_or_the_file_is_a_warning() -> None:
    found = down([2022] * 4, title="Birth registration by province, 2021")
    assert labels(found) == {"2022"} and [(p.severity, p.cell) for p in found.problems] == [("warning", "A1")]
    only = table("Situation of children by province", sheet="2022", file="Report 2021.xlsx")
    assert labels(only) == {"2022"} and [(p.severity, p.code) for p in only.problems] == [("warning", "unknown_year")]
    for title in ("Annual report 2023", "Birth registration, UNICEF 2023"):
        assert not down([2022] * 4, title=title).problems


@pytest.mark.parametrize(
    "told", ["January–June 2023", "9 months 2023", "ឆមាសទី១ ឆ្នាំ២០២៣", "Q3 2023", "2023 YTD", "(6-month report)"]
)
def test_a_part_of_the_year_keeps_its_figures_out_wherever_it_is_told(told: str) -> None:
    title = f"Situation of children, {told}"
    for found in (
        table(title),
        down([2023] * 4, title=title),
        down([2023] * 4, sheet=told.strip("()")),
        down([2023] * 4, file=f"{told}.xlsx"),
        table("Situation of children by province, 2023", told),
        table("Birth registration (%)", told, heads=(2023,)),
        table(told, heads=(TWO[0],), sheet="2023"),
    ):
        assert not found.observations and {p.code for p in found.problems} == {"unknown_year"}
        assert found.found == found.rejected


def test_only_figures_of_that_year_are_kept_out() -> None:
    found = table("Birth registration (%), January-June 2023", heads=(2021, 2022, 2023))
    assert labels(found) == {"2021", "2022"} and reported(found) == [("unknown_year", "A1")]


def test_the_words_themselves_are_told_with_what_to_do() -> None:
    (told,) = table("Situation of children by province, 2023 (January-June)").problems
    assert "2023 (January-June" in told.message and "whole year" in told.suggestion
    (named,) = table("Situation of children by province, 2023", file="Report Q3.xlsx").problems
    assert "“Report Q3”" in named.message and "“Q3”" in named.message


@pytest.mark.parametrize(
    "note",
    [
        "Note: 2023 data are for January to September only",
        "* 2023: first six months only",
        "សម្គាល់៖ ទិន្នន័យឆ្នាំ២០២៣ គិតត្រឹម ៦ខែដើមឆ្នាំ",
    ],
)
@pytest.mark.parametrize("below", [True, False])
def test_a_note_that_narrows_the_year_is_heard(note: str, below: bool) -> None:
    rows: list[list[Any]] = [
        ["Birth registration (%)"],
        ["Province", 2022, 2023],
        ["Kandal", 40.1, 41.1],
        ["Takeo", 42.2, 40.3],
    ]
    rows = [*rows, [], [note]] if below else [rows[0], [note], *rows[1:]]
    found = check_rows(rows)
    assert labels(found) == {"2022"} and [p.code for p in found.problems] == ["unknown_year"]


@pytest.mark.parametrize(
    "note",
    [
        "Source: CDHS 2023, fieldwork January - June 2023",
        "Source: HMIS, updated quarterly",
        "Note: interviews were held from June to December 2023",
        "Note: quarterly data are reviewed in each semester",
    ],
)
def test_a_note_about_something_else_is_not(note: str) -> None:
    rows = [["Birth registration (%)"], ["Province", 2023], ["Kandal", 40.1], ["Takeo", 42.2], [], [note]]
    assert not check_rows(rows).problems


def test_a_letter_s_place_and_year_are_not_those_of_the_table_below() -> None:
    assert reported(table("Phnom Penh 2023")) == [("unknown_year", "A1")]
    assert labels(table("Cambodia 2023")) == {"2023"}
    own = check_rows([["Phnom Penh 2023"], ["Indicator", "Value"], *([name, 40.1] for name in TWO)])
    assert {(o.area, o.period_label) for o in own.observations} == {("KH12", "2023")}


def test_a_sheet_is_not_turned_to_forget_what_its_title_says() -> None:
    """A column of quarters, a contradiction, a half-year: read on its side the sheet would lose the words."""
    quarters = [["Province", "Year", "Quarter", TWO[0]], *([place, 2023, 1, 40.1] for place in PLACES)]
    assert not check_rows(quarters).observations
    lying = [
        ["Data for January to June 2023"],
        [],
        ["Province", *PLACES],
        ["Year", *[2023] * 4],
        [TWO[0], 1.1, 2.2, 3.3, 4.4],
    ]
    assert not check_rows(lying).observations
    named = [["Birth registration 2022"], [], ["Province", *PLACES], [TWO[0], 41.1, 42.2, 43.3, 44.4]]
    assert not check_rows(named, sheet="2021").observations and check_rows(named, sheet="2022").observations


def test_the_middle_of_a_year_is_a_population_s() -> None:
    people = [["Province", "Year", "Population"], ["Kandal", "mid-2019", 61_000], ["Takeo", "mid-2019", 72_000]]
    assert labels(check_rows(people)) == {"2019"} and not check_rows(people).problems
    other = down(["mid-2019"] * 4)
    assert not other.observations and {p.cell for p in other.problems} == {"B2", "B3", "B4", "B5"}


def test_a_column_of_targets_is_left_out_beside_figures_and_told_where_it_stands_alone() -> None:
    beside = table("Birth registration (%)", heads=(2023, "Target 2025"))
    assert labels(beside) == {"2023"} and not beside.problems and beside.skipped == 4
    assert reported(table("Birth registration (%)", heads=("Target 2025",))) == [("unknown_year", "B2")]


@pytest.mark.parametrize("head", ["Birth registration (%) Jan-Jun 2023", "Birth registration (%), first semester"])
def test_a_part_of_a_year_behind_an_indicator_does_not_fall_back_on_the_title(head: str) -> None:
    found = table("Situation of children, 2023", heads=(head, TWO[1]))
    assert {o.cell[0] for o in found.observations} == {"C"} and reported(found) == [("unknown_year", "B2")]


@pytest.mark.parametrize("told", ["Wave 7: 2014 and Jan-Jun 2015", "Round 7, before 2019"])
def test_a_cell_with_more_words_is_not_read_by_its_only_year(told: str) -> None:
    found = down([told] * 2)
    assert not found.observations and reported(found) == [("unknown_year", "B2"), ("unknown_year", "B3")]


@pytest.mark.parametrize(("sheet", "read"), [("2021", set()), ("2022", {"2022"})])
def test_a_line_above_a_sheet_on_its_side_denies_the_year_of_its_name(sheet: str, read: set[str]) -> None:
    fields = [["Province", "Kandal", "Takeo"], ["Indicator", TWO[0], TWO[0]], ["Value", 40.1, 41.2]]
    found = check_rows([["Health of children 2022"], [], *fields], sheet=sheet)
    assert labels(found) == read and {p.code for p in found.problems} == (set() if read else {"unknown_year"})


def test_nobody_decides_that_a_part_of_a_year_is_the_year() -> None:
    for told in ("Jan-Jun 2023", "Plan 2023", "since 2023"):
        found = down([told] * 4, decisions={"years": {told: "2023"}})
        assert not found.observations and {p.code for p in found.problems} == {"unknown_year"}
    assert labels(down(["SY2021"] * 4, decisions={"years": {"SY2021": "2020-21"}})) == {"2020-21"}
    title = table("Situation of children, January-June 2023", decisions={"year": 2023})
    assert not title.observations and title.problems


# -- school years as numbers -------------------------------------------------------------------------------------


@pytest.mark.parametrize("head", ["School year", "Year", "SY", "ឆ្នាំសិក្សា"])
@pytest.mark.parametrize(
    "form", [int, str, lambda year: str(year).translate(str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩"))]
)
def test_a_column_of_school_years_has_one_reading(head: str, form: Any) -> None:
    found = down([form(year) for year in (1920, 2021, 2122, 2021)], head=head)
    assert [o.period_label for o in found.observations] == ["2019-20", "2020-21", "2021-22", "2020-21"]
    assert not found.problems


@pytest.mark.parametrize("years", [(1920, 2021, 2122), ("1920", "2021"), (2021, 2122), (2122, 2223)])
def test_a_header_of_school_years_has_one_reading(years: tuple[Any, ...]) -> None:
    found = table("Birth registration (%)", heads=years)
    assert len(labels(found)) == len(years) and all(len(label) == 7 for label in labels(found)) and not found.problems
    rows = [
        ["Birth registration (%)"],
        ["Province", "School year"],
        [None, *years],
        *([p, *[40.1] * len(years)] for p in PLACES),
    ]
    assert labels(check_rows(rows, merged=((1, 1, 1, len(years)),))) == labels(found)


def test_a_school_year_that_could_be_either_is_asked_about_once() -> None:
    found = down([2021] * 4, head="School year")
    assert not found.observations and reported(found) == [("unknown_year", "B1")]
    assert labels(down([2021] * 4)) == {"2021"}
    mixed = down([1920, 2021, 2019, 2021])
    assert labels(mixed) == {"2019"} and sorted(reported(mixed)) == [("unknown_year", "B1"), ("unknown_year", "B2")]


def test_figures_that_look_like_school_years_are_figures() -> None:
    rows = [
        ["Population"],
        ["Province", 2008, 2019],
        ["Kep", 1920, 2021],
        ["Takeo", 2122, 2223],
        ["Pursat", 2324, 2425],
    ]
    assert [o.value for o in check_rows(rows).observations] == [1920, 2021, 2122, 2223, 2324, 2425]


def test_numbers_of_a_line_are_read_together() -> None:
    assert school_years([2019, 2020, 2021], latest=2027) == {}
    assert {d: r.label for d, r in school_years([1920.0, "2021"], latest=2027).items()} == {
        "1920": "2019-20",
        "2021": "2020-21",
    }
    assert [four_digits(value) for value in (2021, "2021.0", "២០២១", 20.5, True, None, "2021p", 99)] == [
        "2021",
        "2021",
        "2021",
        "",
        "",
        "",
        "",
        "",
    ]
