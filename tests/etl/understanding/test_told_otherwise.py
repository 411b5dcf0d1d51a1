"""Names, notes and headers that say figures are something else than their title lets believe: asked once or told."""

from __future__ import annotations

from typing import Any

import pytest

from tests.etl.understanding.sheets import check_rows, reported

TWO = (("Takeo", 24.1), ("Kampot", 25.3))
PART, NOT_USED = "unknown_category/people", "unknown_category/not_used"


def table(
    title: str = "Stunting 2022", head: Any = ("Province", "%"), rows: Any = TWO, note: str = "", **kw: Any
) -> Any:
    below = [[], [note]] if note else []
    return check_rows([[title], list(head), *map(list, rows), *below], **kw)


def held(result: Any, why: str) -> bool:
    """Whether every figure is held back with the one question."""
    return not result.observations and [one.message_id for one in result.problems] == [why]


def is_clean(result: Any) -> bool:
    return len(result.observations) == len(TWO) and not result.problems


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Bati district", PART),
        ("ស្រុកបាទី", PART),
        ("OD Bati", PART),
        ("Khum Chambak", PART),
        ("OD Takeo", PART),
        ("Control", PART),
        ("Comparison", PART),
        ("Numerator", NOT_USED),
        ("Denominator", NOT_USED),
        ("ភាគបែង", NOT_USED),
        ("Draft", NOT_USED),
        ("Old", NOT_USED),
        ("ព្រាង", NOT_USED),
        ("severe stunting", NOT_USED),
    ],
)
def test_a_sheet_called_by_something_else_is_asked_about_once(name: str, why: str) -> None:
    assert held(table(sheet=name), why)


@pytest.mark.parametrize("name", ["Bati district", "ស្រុកបាទី"])
def test_a_district_is_not_the_province_of_the_title(name: str) -> None:
    years = ((2021, 24.1), (2022, 25.3))
    assert held(table("Stunting in Takeo province", ("Year", "%"), years, sheet=name), PART)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Stunting_target_2025", NOT_USED),
        ("wasting 2022", NOT_USED),
        ("stunting severe", NOT_USED),
        ("Stunting draft", NOT_USED),
        ("stunting Bati district", PART),
        ("OD Bati stunting", PART),
    ],
)
def test_a_file_called_by_something_else_is_asked_about_once(name: str, why: str) -> None:
    assert held(table(file=f"{name}.xlsx"), why)


@pytest.mark.parametrize(
    "name",
    [
        "District",
        "By district",
        "Village level",
        "Commune data",
        "ឃុំសង្កាត់",
        "ភូមិភាគ",
        "តាមស្រុក",
        "Final",
        "Stunting (moderate and severe)",
        "Results 0-59 months old",
        "Sheet old age",
    ],
)
def test_other_names_of_sheets_stay_clean(name: str) -> None:
    assert is_clean(table(sheet=name))


@pytest.mark.parametrize(
    "name",
    ["stunting", "Stunting_wasting_2022", "nutrition 2022", "Takeo report", "ក្រិន ២០២២", "Report to district office"],
)
def test_other_names_of_files_stay_clean(name: str) -> None:
    assert is_clean(table(file=f"{name}.xlsx"))


def test_a_file_called_by_an_indicator_of_another_sheet_or_column_is_no_contradiction() -> None:
    rows = [("Takeo", 24.1, 8.1), ("Kampot", 25.3, 9.2)]
    found = table("2022", ("Province", "Stunting", "Wasting"), rows, file="wasting.xlsx")
    assert len(found.observations) == 4 and not found.problems


def test_a_sheet_called_by_one_province_over_others_is_told() -> None:
    found = table(sheet="Takeo")
    assert len(found.observations) == 2 and [one.message_id for one in found.problems] == ["unknown_area/sheet_name"]
    years = ((2021, 24.1), (2022, 25.3))
    alone = table("Stunting", ("Year", "%"), years, sheet="Takeo")
    assert {one.area for one in alone.observations} == {"KH21"} and not alone.problems
    assert not table(rows=[("Takeo", 24.1), ("Cambodia", 25.3)], sheet="Takeo").problems


@pytest.mark.parametrize(
    ("note", "why"),
    [
        ("Note: figures in thousands", NOT_USED),
        ("in '000", NOT_USED),
        ("តួលេខគិតជាពាន់", NOT_USED),
        ("Figures are for severe stunting", NOT_USED),
        ("តួលេខសម្រាប់ក្រិនធ្ងន់ធ្ងរ", NOT_USED),
        ("Figures in bold are targets", NOT_USED),
        ("Values in italics are projections", NOT_USED),
        ("Data refer to children measured at outreach sessions", PART),
        ("Not including Cham communities", PART),
        ("Excludes Cham villages", PART),
    ],
)
def test_a_note_of_other_figures_holds_them_back(note: str, why: str) -> None:
    assert held(table(note=note), why)


@pytest.mark.parametrize("note", ["Children 6-23 months", "Children aged 6-23 months", "កុមារអាយុ ៦-២៣ ខែ"])
def test_a_note_of_an_age_alone_is_the_age_of_the_figures(note: str) -> None:
    assert {one.age for one in table(note=note).observations} == {"6-23 months"}


@pytest.mark.parametrize(
    "note", ["Excluding Phnom Penh", "Without Phnom Penh", "Phnom Penh is not included", "មិនរាប់បញ្ចូលភ្នំពេញ"]
)
def test_a_place_left_out_holds_back_the_figure_of_the_country_only(note: str) -> None:
    assert is_clean(table(note=note))
    assert held(table(rows=[("Cambodia", 24.1)], note=note), NOT_USED)
    assert held(table("Stunting, Cambodia", ("Year", "%"), [(2022, 24.1)], note=note), NOT_USED)


@pytest.mark.parametrize(
    "note", ["Note: Kampot includes Kep", "Kampot excludes Kep", "Kampot and Kep combined", "កំណត់សម្គាល់៖ កំពតរួមបញ្ចូលកែប"]
)
def test_a_place_that_holds_another_is_asked_about(note: str) -> None:
    found = table(note=note)
    assert {one.area for one in found.observations} == {"KH21"} and reported(found) == [("unknown_category", "A6")]
    said = table(note=note, decisions={"people": {note.split(": ")[-1].split("៖ ")[-1]: "whole"}})
    assert is_clean(said)


def test_a_province_told_with_the_one_it_was_parted_from_later_is_as_it_was() -> None:
    rows = (("Takeo", 24.1), ("Kampong Cham", 25.3))
    assert is_clean(table("Stunting 2010", rows=rows, note="Kampong Cham includes Tboung Khmum"))
    assert len(table("Stunting 2022", rows=rows, note="Kampong Cham includes Tboung Khmum").observations) == 1


@pytest.mark.parametrize(
    "note", ["Takeo: figure for 2020", "Takeo (2020)", "Data for Takeo are from 2020", "តាកែវ៖ តួលេខឆ្នាំ ២០២០"]
)
def test_a_place_of_another_year_is_held_back(note: str) -> None:
    found = table(note=note)
    assert {one.area for one in found.observations} == {"KH07"}
    assert [one.message_id for one in found.problems] == ["unknown_year/clash"]


@pytest.mark.parametrize(
    "note",
    [
        "Excluding missing values",
        "Data are from CDHS 2022",
        "Figures are percentages",
        "Data are for the whole province",
        "Figures are for children aged 0-59 months",
        "Not including children whose height was not measured",
        "Takeo: revised",
        "Data are from the Ministry of Health",
        "Excludes children with missing data",
        "Takeo was surveyed in 2022",
        "Figures in brackets are based on 25-49 unweighted cases",
        "Data cover urban and rural areas",
        "Kampot borders Kep",
        "Data are from the district health information system",
        "តួលេខសម្រាប់កុមារក្រោម ៥ ឆ្នាំ",
        "ទិន្នន័យរបស់ក្រសួងសុខាភិបាល",
        "Figures refer to children under 5 years whose height-for-age is below minus two standard deviations",
    ],
)
def test_other_notes_stay_clean(note: str) -> None:
    assert is_clean(table(note=note))


@pytest.mark.parametrize("header", ["% achieved", "Achievement %", "Score"])
def test_a_header_of_something_else_than_the_indicator_is_asked_about(header: str) -> None:
    assert held(table(head=("Province", header)), NOT_USED)


@pytest.mark.parametrize(
    "header",
    [
        "Province of birth",
        "Province of origin",
        "Birthplace",
        "Branch",
        "Partner",
        "Office",
        "Site",
        "Province/OD",
        "សាខា",
        "ដៃគូ",
        "ការិយាល័យ",
        "ខេត្តកំណើត",
    ],
)
def test_places_of_something_else_than_the_figures_are_asked_about(header: str) -> None:
    assert held(table(head=(header, "%")), NOT_USED)


@pytest.mark.parametrize(
    "header", ["Province", "Province of residence", "Province / City", "Location", "ខេត្ត", "Provincial department"]
)
def test_places_where_people_live_stay_clean(header: str) -> None:
    assert is_clean(table(head=(header, "%")))


@pytest.mark.parametrize("header", ["today", "start", "end", "Date of interview"])
def test_the_year_of_interviews_is_taken_and_told(header: str) -> None:
    found = table("Stunting", ("Province", header, "%"), [("Takeo", 2022, 24.1), ("Kampot", 2022, 25.3)])
    assert len(found.observations) == 2 and [one.message_id for one in found.problems] == ["unknown_year/date_as_year"]


@pytest.mark.parametrize("header", ["Last updated", "Date of report", "Date modified", "ធ្វើបច្ចុប្បន្នភាព"])
def test_the_year_of_an_update_is_no_year_of_figures(header: str) -> None:
    found = table("Stunting", ("Province", header, "%"), [("Takeo", 2022, 24.1), ("Kampot", 2022, 25.3)])
    assert not found.observations and [one.message_id for one in found.problems] == ["unknown_year/nowhere"]
