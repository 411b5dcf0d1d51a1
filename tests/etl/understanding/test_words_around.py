"""What titles, names and headers say of the figures below them and may not be passed over: ages, letters beside years,
examples, samples, units, totals of the country, hidden lines, columns left out."""

from __future__ import annotations

from typing import Any

import pytest

from etl.periods.read import find_periods, read_period_cell
from etl.understanding.table_words import explanation
from tests.etl.understanding.sheets import check_rows, reported

PLACES = ("Kandal", "Takeo", "Kampot", "Pursat", "Kratie")
RATES = (30.1, 25.2, 28.3, 41.4, 19.5)


def table(*lines: str, heads: tuple[Any, ...] = ("%",), values: Any = RATES, more: Any = (), **kw: Any) -> Any:
    """Provinces below lines of text and a header; ``more`` rows stand below them."""
    rows: list[list[Any]] = [[line] for line in lines] + [["Province", *heads]]
    rows += [
        [place, *(value if isinstance(value, tuple) else (value,) * len(heads))]
        for place, value in zip(PLACES, values, strict=False)
    ]
    return check_rows([*rows, *more], **kw)


def causes(result: Any) -> set[str]:
    return {one.message_id for one in result.problems}


def of(result: Any, kind: str) -> set[Any]:
    return {getattr(one, kind) for one in result.observations}


# -- ages ------------------------------------------------------------------------------------------------------

NUTRITION, LABOUR, WATER = ("Stunting", "Wasting"), ("Child labour",), ("Piped water",)


@pytest.mark.parametrize(
    ("title", "heads", "age"),
    [
        ("Stunting and wasting among children 0-23 months, 2023", NUTRITION, "0-23 months"),
        ("Key results for children under two, 2023", NUTRITION, "0-1"),
        ("Birth registration and child labour among children 5–11, 2023", LABOUR, "5-11"),
        ("ការចុះបញ្ជីកំណើត និងពលកម្មកុមារ កុមារអាយុ ៥-១១ ឆ្នាំ ២០២៣", LABOUR, "5-11"),
        ("15-year-olds: key results 2023", LABOUR, "15-15"),
        ("Children aged 5, 2023", LABOUR, "5-5"),
        ("Girls 15-17: results 2023", WATER, "15-17"),
        # What says no more than the indicator itself, or speaks of childhood, or is no age at all.
        ("Situation of children 0-17, 2023", NUTRITION, "total"),
        ("Children under five, 2023", NUTRITION, "total"),
        ("Child labour (5-17) and birth registration (under 5), 2023", LABOUR, "total"),
        ("Key indicators on children under 18, 2023", WATER, "total"),
        ("Table 3-4: key results 2023", LABOUR, "total"),
        ("CRC Articles 12-17, 2023", LABOUR, "total"),
        ("Households 3-5 members 2023", WATER, "total"),
        ("Before age 18: results 2023", WATER, "total"),
    ],
)
def test_an_age_in_a_title_that_names_no_one_indicator_holds(title: str, heads: tuple[str, ...], age: str) -> None:
    found = table(title, heads=heads)
    assert of(found, "age") == {age} and not found.problems


@pytest.mark.parametrize(
    ("title", "heads", "why"),
    [
        ("Girls 15-17, 2023", NUTRITION, "age"),
        ("Kratie: children 5-11 2023", NUTRITION, "age"),
        ("Child labour and birth registration, 5-11, 2023", LABOUR, "age_told"),
        ("Children 5-11 and 12-14: key results 2023", LABOUR, "age_told"),
    ],
)
def test_an_age_that_cannot_hold_or_may_be_none_is_asked_about_once(title: str, heads: Any, why: str) -> None:
    found = table(title, heads=heads)
    assert not found.observations and causes(found) == {f"unknown_category/{why}"} and len(found.problems) == 1


@pytest.mark.parametrize("name", ["Aged 5-11", "children 5-11", "Age 5-11 2023", "អាយុ ៥-១១ ឆ្នាំ"])
def test_an_age_in_a_name_holds_too(name: str) -> None:
    assert of(table("2023", heads=LABOUR, sheet=name), "age") == {"5-11"}
    assert of(table("2023", heads=LABOUR, file=f"results {name}.xlsx"), "age") == {"5-11"}
    assert causes(table("2023", heads=LABOUR, sheet="5-11")) == {"unknown_category/age_told"}


def test_a_table_that_splits_by_age_is_not_asked_about_that_of_its_title() -> None:
    found = table(
        "Child labour and birth registration, children 5-17, 2023", heads=("Child labour 5-11", "Child labour 12-14")
    )
    assert of(found, "age") == {"5-11", "12-14"}


def test_a_group_beside_the_name_of_a_programme_holds() -> None:
    title = "Early Childhood Development Centre, girls"
    assert of(table("2023", title, heads=NUTRITION), "sex") == {"female"}
    assert of(table("2023", "Ministry of Women's Affairs", heads=NUTRITION), "sex") == {"total"}


# -- letters beside years, plans by another word ---------------------------------------------------------------

LETTERED = (
    "2023f",
    "2023 (f)",
    "2023F",
    "2023m",
    "2023p",
    "2023 (p)",
    "2023e",
    "2023 E",
    "2023r",
    "T2023",
    "2023T",
    "T-2023",
    "F2023",
    "P2023",
    "2023 (T)",
    "2023ប",
    "២០២៣ (ស)",
)


@pytest.mark.parametrize("year", LETTERED)
def test_a_letter_beside_a_year_is_asked_about_wherever_it_stands(year: str) -> None:
    assert read_period_cell(year).kind == "letter"
    for found in (
        table(heads=(f"Stunting {year}",)),
        table("Stunting", heads=(year,)),
        table(f"Stunting {year}"),
        table("Stunting", sheet=year),
        check_rows([["Province", "Year", "Stunting"], ["Kandal", year, 30.1]]),
    ):
        assert not found.observations and {code for code, _ in reported(found)} == {"unknown_year"}


@pytest.mark.parametrize(
    "text", ["2023a", "2023 b)", "A2023", "FY2023", "CDHS2014", "Annex A 2023", "Group F 2023 results", "2023's"]
)
def test_marks_of_notes_and_longer_words_are_no_such_letters(text: str) -> None:
    assert all(one.kind != "letter" for one in find_periods(text))


def test_letters_that_explain_each_other_are_read() -> None:
    assert of(table("Stunting", heads=("2023 (F)", "2023 (M)", "2023 (T)")), "sex") == {"female", "male", "total"}
    assert of(table(heads=("Stunting 2023 U", "Stunting 2023 R")), "residence") == {"urban", "rural"}
    assert not table("Stunting", heads=("2023 (F)", "2023 (T)")).observations


def test_a_person_may_say_what_the_letter_means() -> None:
    found = table("Stunting", heads=("2023p",), decisions={"years": {"2023p": 2023}})
    assert len(found.observations) == 5 and not found.problems


@pytest.mark.parametrize(
    "year",
    [
        "Estimate for end of 2023",
        "Year-end estimate 2023",
        "EOP 2023",
        "2023 outlook",
        "expected 2023",
        "2023 forecast",
        "ឆ្នាំ២០២៣ (ព្យាករ)",
        "ប៉ាន់ប្រមាណចុងឆ្នាំ ២០២៣",
    ],
)
def test_what_is_expected_is_not_the_measured_year(year: str) -> None:
    for found in (
        table("Stunting", heads=(year,)),
        check_rows([["Province", "Year", "Stunting"], ["Kandal", year, 30.1]]),
    ):
        assert not found.observations and causes(found) == {"unknown_year/target"}


def test_a_group_in_the_cell_of_a_year_is_kept_and_people_nobody_knows_are_asked_about() -> None:
    head = ["Province", "Year", "Stunting"]
    assert of(check_rows([head, ["Kandal", "2023 (girls)", 30.1]]), "sex") == {"female"}
    assert not check_rows([head, ["Kandal", "2023 our beneficiaries", 30.1]]).observations
    assert len(check_rows([head, ["Kandal", "Cambodia Socio-Economic Survey 2014", 30.1]]).observations) == 1


# -- examples, samples -----------------------------------------------------------------------------------------

EXAMPLES = (
    "Example",
    "Template",
    "Test",
    "Test data",
    "Dummy data",
    "Sample data",
    "Sample form",
    "ឧទាហរណ៍",
    "គំរូ",
    "Example 2",
    "Stunting 2023 (fictitious)",
    "Template - stunting",
    "Practice sheet",
    "ទិន្នន័យគំរូ",
)


@pytest.mark.parametrize("words", EXAMPLES)
def test_figures_that_are_called_an_example_are_asked_about(words: str) -> None:
    for found in (
        table("Stunting 2023 (%)", sheet=words),
        table("Stunting 2023 (%)", file=f"{words}.xlsx"),
        table(words, "Stunting 2023 (%)"),
    ):
        assert not found.observations and causes(found) == {"unknown_category/example"}


@pytest.mark.parametrize(
    "words",
    [
        "HIV test results",
        "Sample survey",
        "Learning test scores",
        "Latest",
        "Contest",
        "Model villages",
        "for example rural areas",
        "Sample size: 350",
    ],
)
def test_such_words_with_another_meaning_are_no_example(words: str) -> None:
    assert "unknown_category/example" not in causes(table("Stunting 2023 (%)", sheet=words))


def test_a_person_may_say_that_they_are_real_or_leave_them_out() -> None:
    kept = table("Stunting 2023 (%)", sheet="Template", decisions={"people": {"Template": "whole"}})
    assert len(kept.observations) == 5 and of(kept, "scope") == {""} and not kept.problems
    gone = table(
        "Stunting 2023 (%)", file="dummy figures.xlsx", decisions={"skip": {"dummy": "It is not meant to be published"}}
    )
    assert not gone.observations and gone.skipped == 5 and not gone.problems


@pytest.mark.parametrize("name", ["sample of 120 households", "120 households", "12 villages", "survey_350_families"])
def test_how_many_a_name_says_were_asked_is_asked_about(name: str) -> None:
    for found in (table("Stunting 2023 (%)", sheet=name), table("Stunting 2023 (%)", file=f"{name}.xlsx")):
        assert not found.observations and causes(found) == {"unknown_category/people"}


@pytest.mark.parametrize(
    "name", ["2 Households", "12 Children", "v12 children", "25 provinces", "Table 14 women", "2023-05-12 children"]
)
def test_a_number_that_counts_sheets_is_no_sample(name: str) -> None:
    assert "unknown_category/people" not in causes(table("Stunting 2023 (%)", sheet=name))


# -- units and names -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "ឯកតា៖ នាក់ ២០២៣",
        "2023, thousands",
        "Stunting 2023, thousands",
        "Number",
        "persons",
        "Unit: persons",
        "(in thousands)",
        "Stunting, number, 2023",
    ],
)
def test_a_line_that_states_another_unit_is_no_percentage(line: str) -> None:
    found = table("Stunting 2023", line, heads=("2023",))
    assert not found.observations and {code for code, _ in reported(found)} == {"missing_unit"}


WHOLE = (12, 45, 7, 88, 30)


@pytest.mark.parametrize(
    "name", ["Stunted children", "Working children", "Children with birth certificate", "កុមារធ្វើការ"]
)
def test_whole_numbers_under_a_name_that_counts_its_people_are_asked_about_once(name: str) -> None:
    for found in (table("2023", heads=(name,), values=WHOLE), table(f"{name} 2023", heads=("2023",), values=WHOLE)):
        assert not found.observations and causes(found) == {"missing_unit/counts_bare"} and len(found.problems) == 1
    for sure in (
        {"heads": (f"{name} (%)",)},
        {"heads": (name,), "values": RATES},
        {"heads": (name,), "sheet": "Percent"},
    ):
        assert len(table("2023", **{"values": WHOLE, **sure}).observations) == 5  # type: ignore[arg-type]
    note = [[], ["Note: figures are in per cent"]]
    assert len(table("2023", heads=(name,), values=WHOLE, more=note).observations) == 5


@pytest.mark.parametrize("name", ["Stunting", "Child labour", "Birth registration"])
def test_whole_percentages_under_the_name_of_a_rate_stay_clean(name: str) -> None:
    found = table("2023", heads=(name,), values=WHOLE)
    assert len(found.observations) == 5 and not found.problems


@pytest.mark.parametrize("name", ["MPI", "Multidimensional poverty", "OD", "IPV", "measles", "Disrupting Harm", "NAR"])
def test_a_name_that_several_things_go_by_is_asked_about(name: str) -> None:
    found = table("2023", heads=(name, "Stunting"))
    assert of(found, "indicator") <= {"stunting"} and ("unknown_indicator", "B2") in reported(found)


def test_other_words_on_the_sheet_say_which_of_them_is_meant() -> None:
    assert of(table("Poverty headcount 2023 (%)", heads=("MPI",)), "indicator") == {"mpi_headcount"}
    assert of(table("Vaccination 2023", heads=("measles",)), "indicator") <= {"measles1_coverage_survey"}


# -- words for figures -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["pending", "see note", "រង់ចាំ"])
@pytest.mark.parametrize("numbers", [{1, 3}, {0}, {4}, {0, 1}, {3, 4}])
@pytest.mark.parametrize("long", [True, False])
def test_every_row_of_a_table_that_holds_words_is_reported(word: str, numbers: set[int], long: bool) -> None:
    places = [f"KH{number:02d}" for number in range(1, 26)]
    figures = [30.5 if row % 5 in numbers and row // 5 == 2 else word for row in range(25)]
    if long:
        rows = [
            ["Province", "Year", "Indicator", "Value"],
            *([a, 2023, "Stunting", v] for a, v in zip(places, figures, strict=True)),
        ]
    else:
        rows = [["Stunting 2023 (%)"], ["Province", "%"], *([a, v] for a, v in zip(places, figures, strict=True))]
    found = check_rows(rows)
    assert len(found.observations) == len(numbers) and found.rejected == 25 - len(numbers)
    assert len({p.cell for p in found.problems}) == found.rejected


# -- totals of the country, hidden lines, columns left out -----------------------------------------------------

COUNTRY_TOTALS = (
    "Total (Cambodia)",
    "Cambodia (total)",
    "សរុប (កម្ពុជា)",
    "Kingdom total",
    "National total",
    "Total for the country",
    "សរុប ប្រទេសកម្ពុជា",
)


@pytest.mark.parametrize("word", COUNTRY_TOTALS)
def test_a_total_that_names_the_country_is_its_figure(word: str) -> None:
    found = table("Stunting 2023 (%)", more=[[word, 29.3]])
    assert [(one.area, one.value) for one in found.observations][-1] == ("KH", 29.3) and not found.problems
    assert "KH" not in of(table("Stunting 2023 (%)", more=[["Total", 29.3]]), "area")


def test_a_total_of_the_country_beside_its_own_row_is_no_second_figure() -> None:
    same = table("Stunting 2023 (%)", more=[["Cambodia", 29.3], ["Total (Cambodia)", 29.3]])
    assert [one.area for one in same.observations].count("KH") == 1 and not same.problems
    other = table("Stunting 2023 (%)", more=[["Cambodia", 29.3], ["Total (Cambodia)", 31.0]])
    assert "KH" not in of(other, "area") and causes(other) == {"duplicate/conflict"}


def test_a_bare_sum_of_counts_is_not_the_country() -> None:
    counts = (301_000, 250_000, 280_000, 410_000, 190_000)
    head = {"heads": ("Number",), "values": counts}
    title = "Census population 2019"
    bare = table(title, more=[["Total (Cambodia)", sum(counts)]], **head)  # type: ignore[arg-type]
    assert "KH" not in of(bare, "area") and not bare.problems
    whole = table(title, more=[["Total (Cambodia)", 15_552_211]], **head)  # type: ignore[arg-type]
    assert [one.value for one in whole.observations if one.area == "KH"] == [15_552_211]
    less = table(title, more=[["Total (Cambodia)", 900_000]], **head)  # type: ignore[arg-type]
    assert causes(less) == {"total_mismatch/sum"} and "KH" not in of(less, "area")


def test_figures_in_hidden_rows_and_columns_are_told_once() -> None:
    rows = table("Stunting 2023 (%)", hidden_rows={2, 4})
    assert len(rows.observations) == 5 and [p.message_id for p in rows.problems] == ["no_table/hidden_lines"]
    assert "3, 5" in rows.problems[0].message and rows.problems[0].severity == "warning"
    cols = table("Stunting (%)", heads=("2014", "2019"), hidden_cols={2})
    assert len(cols.observations) == 10 and "in C." in cols.problems[0].message
    assert not table("Stunting 2023 (%)", hidden_rows={0, 20}).problems


def test_a_column_of_targets_that_is_left_out_is_named() -> None:
    found = table("Stunting", heads=("2022", "2023", "Target 2025"))
    assert len(found.observations) == 10 and not found.problems
    assert found.tables[0].columns_left_out == (("Target 2025", "D"),)
    assert "Target 2025 (D)" in explanation(found.tables[0])


# -- what stands for no figure ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "head",
    [
        "Stunting – standard error",
        "Stunting (SE)",
        "Stunting - deff",
        "Stunting (cumulative)",
        "Stunting, median",
        "Mean",
    ],
)
def test_a_table_of_which_nothing_is_a_figure_is_told(head: str) -> None:
    found = table("2023", heads=(head,))
    assert not found.observations and causes(found) == {"no_table/no_figures"}
    assert len(table("Stunting 2023", heads=("%", head)).observations) == 5


@pytest.mark.parametrize("head", ["Stunting - lower bound", "Stunting (upper)", "Stunting (unweighted)"])
def test_a_bound_with_no_figure_beside_it_is_not_the_figure(head: str) -> None:
    assert causes(table("2023", heads=(head,))) == {"unknown_indicator/unknown"}


@pytest.mark.parametrize(
    ("place", "sex"),
    [
        ("Kampong Thom (F)", "female"),
        ("Kampong Thom (M)", "male"),
        ("Cambodia (F)", "female"),
        ("Kampong Thom (a)", "total"),
        ("Kampong Thom (1)", "total"),
    ],
)
def test_a_letter_behind_a_place_is_a_group_and_no_mark_of_a_note(place: str, sex: str) -> None:
    found = check_rows([["Stunting 2023 (%)"], ["Province", "%"], [place, 30.1], ["Takeo", 25.2], ["Pursat", 20.2]])
    assert found.observations[0].sex == sex and len(found.observations) == 3 and not found.problems


@pytest.mark.parametrize("place", ["Kampong Thom (U)", "Kampong Thom (p)", "Kampong Thom (R)"])
def test_a_letter_nobody_can_read_behind_a_place_is_asked_about(place: str) -> None:
    found = check_rows([["Stunting 2023 (%)"], ["Province", "%"], [place, 30.1], ["Takeo", 25.2], ["Pursat", 20.2]])
    assert len(found.observations) == 2 and reported(found) == [("unknown_area", "A3")]


# -- words that disown figures, notes of another year or age ---------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "DO NOT USE",
        "Superseded",
        "Wrong data",
        "for deletion",
        "embargoed",
        "Severe",
        "Rank",
        "Change 2019-23",
        "Per 1000",
        "Counts",
        "Imputed",
        "កុំប្រើ",
    ],
)
def test_names_and_lines_that_disown_the_figures_are_asked_about(words: str) -> None:
    for found in (
        table("Stunting 2023 (%)", sheet=words),
        table("Stunting 2023 (%)", file=f"{words}.xlsx"),
        table(words, "Stunting 2023 (%)"),
    ):
        assert not found.observations and len(found.problems) == 1, words
    kept = table("Stunting 2023 (%)", sheet=words, decisions={"people": {words: "whole"}})
    assert len(kept.observations) == 5


def test_a_sheet_of_counts_under_an_indicator_that_counts_is_what_it_says() -> None:
    found = table("Census population 2019", heads=("Number",), values=(301_000, 250_000, 280_000), sheet="Counts")
    assert len(found.observations) == 3 and not found.problems


def test_a_remark_that_disowns_holds_back_its_row() -> None:
    found = table(
        "Stunting 2023 (%)",
        heads=("%", "Remark"),
        values=[(30.1, "wrong, do not use"), (25.2, "checked"), (20.2, None)],
    )
    assert len(found.observations) == 2 and causes(found) == {"unknown_category/not_used"}


@pytest.mark.parametrize("name", ["Simulated", "Scenario A", "Goals"])
def test_a_plan_in_the_name_of_a_file_is_one(name: str) -> None:
    assert causes(table("Stunting 2023 (%)", file=f"{name}.xlsx")) == {"unknown_year/in_name"}


@pytest.mark.parametrize("note", ["* data of 2019", "* 2019", "Note: figures of 2019", "តួលេខឆ្នាំ២០១៩"])
def test_a_note_of_another_year_is_told(note: str) -> None:
    found = table("Stunting 2023 (%)", more=[[], [note]])
    assert len(found.observations) == 5 and causes(found) == {"unknown_year/note_other"}
    remark = table("Stunting 2023 (%)", heads=("%", "Remark"), values=[(30.1, "2019 data"), (25.2, None), (20.2, None)])
    assert causes(remark) == {"unknown_year/note_other"}


@pytest.mark.parametrize(
    "note",
    [
        "Source: CDHS 2014",
        "Weighted to the 2019 census",
        "Figures were updated in 2024",
        "Data of 2023",
        "Population figures of 2019",
        "Next data in 2027",
    ],
)
def test_the_year_of_a_source_or_of_the_figures_themselves_is_no_other(note: str) -> None:
    assert not table("Stunting 2023 (%)", more=[[], [note]]).problems


def test_an_age_in_a_note_holds() -> None:
    found = table("Stunting 2023 (%)", more=[[], ["Note: children aged 6-23 months only"]])
    assert of(found, "age") == {"6-23 months"}
    assert of(table("Stunting 2023 (%)", more=[[], ["Stunting is measured in children under 2"]]), "age") == {"total"}
