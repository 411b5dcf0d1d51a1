"""Files about persons are stopped; tables of counts, cover sheets and notes are not."""

from __future__ import annotations

from datetime import date

import pytest

from etl.persons.personal import find_personal
from etl.persons.personal_texts import tells_of_case
from etl.reading.grid import CellValue
from tests.support.effort import calls_of

Rows = list[list[CellValue]]
PLACES = ("Kampot", "Kep", "Kandal")

ABOUT_PERSONS: dict[str, Rows] = {
    "name": [["No", "Child name", "Sex", "Age"], [1, "Sok Dara", "M", 12], [2, "Chan Sophea", "F", 9]],
    "name in Khmer": [["ល.រ", "ឈ្មោះកុមារ", "ភេទ"], [1, "សុខ ដារ៉ា", "ប្រុស"], [2, "ចាន់ សុភា", "ស្រី"]],
    "name alone": [["Name", "Sex"], ["Sok Dara", "M"], ["Chan Sophea", "F"], ["Keo Sarath", "M"]],
    "name below a title": [["List of children"], [], ["No", "Full name"], [1, "Sok Dara"], [2, "Chan Sophea"]],
    "birth_date": [["ID", "Date of birth"], ["C1", date(2010, 5, 3)], ["C2", date(2011, 6, 3)]],
    "phone": [["Province", "Phone"], ["Kampot", 12345678.0], ["Kep", 11222333.0]],
    "phone without header": [
        ["Province", "x"],
        ["Kampot", "012 345 678"],
        ["Kep", "011 222 333"],
        ["Kandal", "+855 12 999 888"],
    ],
    "id_number": [["National ID No.", "Province"], ["012345678", "Kampot"], ["012345679", "Kep"]],
    "address": [["Home address", "Sex"], ["House 12, street 3", "F"], ["House 1, street 5", "M"]],
    "case_notes": [["Province", "Remarks"], ["Kampot", "A 12-year-old girl was found at the market and referred"]],
    "row_per_child": [["Case no", "Sex", "Age", "Type of abuse"], ["A1", "F", 12, "x"], ["A2", "M", 9, "y"]],
    "gps": [
        ["Case ID", "Sex", "Age", "Latitude", "Longitude"],
        ["A1", "F", 12, 11.5561, 104.9282],
        ["A2", "M", 9, 11.5512, 104.9133],
    ],
}
ABOUT_PLACES: dict[str, Rows] = {
    "remarks": [
        ["Name of province", "Stunting (%)", "Remarks"],
        ["Kampot", 32.1, "a small sample, read with care and with the note"],
    ],
    "cover": [
        ["Name of organisation", "Friends"],
        ["Contact person", "Sok Dara"],
        ["Phone", "012 345 678"],
        ["Email", "a@b.org"],
    ],
    "cover with a name": [["Full name", "Sok Dara"], ["Position", "Officer"], ["Phone", "012 345 678"]],
    "cover across": [["Contact person", "Phone", "Email"], ["Sok Dara", "012 345 678", "a@b.org"]],
    "names of places": [["Name", "2014"], ["Kampot", 3], ["Kep", 4], ["Kandal", 5]],
    "single ages": [["Age", "Sex", "Number of cases"], [5, "F", 12], [6, "M", 9]],
    "cases by age": [["Age", "Sex", "Type of abuse", 2019, 2020], [5, "F", "x", 12, 3], [6, "M", "y", 9, 4]],
    "a point for each province": [
        ["Province", "Latitude", "Longitude", "Stunting"],
        ["Kampot", 10.61, 104.18, 3.0],
        ["Kep", 10.48, 104.3, 3.0],
    ],
    "phones as a subject": [
        ["Province", "Helpline contacts", "Mobile phone ownership (%)"],
        ["Kampot", 1234, 45.0],
        ["Kep", 123, 55.0],
    ],
    "births": [["Province", "Births registered"], ["Kampot", 1234], ["Kep", 123]],
    "schools": [["School name", "Students"], ["Hun Sen Kampot", 3], ["Wat Bo", 4], ["Chea Sim", 5]],
    "students": [["Province", "Student number"], ["Kampot", 345], ["Kep", 456]],
}


@pytest.mark.parametrize("kind", ABOUT_PERSONS)
def test_persons_are_found(kind: str) -> None:
    found = find_personal(ABOUT_PERSONS[kind], lambda text: text in PLACES)
    assert any(kind.startswith(column.kind) for column in found)


@pytest.mark.parametrize("kind", ABOUT_PLACES)
def test_tables_of_figures_pass(kind: str) -> None:
    assert find_personal(ABOUT_PLACES[kind], lambda text: text in PLACES) == ()


def test_a_long_table_is_looked_through_quickly() -> None:
    """A row more, all its cells being new, costs a few calls."""

    def effort(length: int) -> int:
        notes = (["Kep", 2014.0, float(n), f"note {n}"] for n in range(length))
        rows: Rows = [["Province", "Year", "Value", "Note"], *notes]
        return calls_of(lambda: find_personal(rows))

    assert effort(4_500) - effort(500) < 4_000 * 8


PERIODS = (
    *("ឆមាសទី១ ឆ្នាំ២០២៤", "ឆមាស ១ ឆ្នាំ ២០២៤", "ត្រីមាស២ ឆ្នាំ២០២៤", "ខែ ៦ ឆ្នាំ២០២៤", "លើកទី ១ ឆ្នាំ២០២៤", "១ ឆ្នាំ២០២៤"),
    *("រយៈពេល ៥ ឆ្នាំ", "ផែនការ ៥ ឆ្នាំ", "ចាប់ពី ១ ឆ្នាំ", "តារាងទី ១ ឆ្នាំ ២០២៤", "សប្តាហ៍ទី ៣ ឆ្នាំ ២៥៦៧"),
)


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("title", ["ភាពក្រិន {}", "ភាពក្រិន, {}", "ភាពស្គម ({})"])
def test_a_number_before_a_calendar_year_is_no_age(title: str, period: str) -> None:
    assert not tells_of_case(title.format(period))


@pytest.mark.parametrize("age", ["១២ ឆ្នាំ", "អាយុ ១២ ឆ្នាំ", "(១២ឆ្នាំ)", "១២ ឆ្នាំ ០១២ ៣៤៥ ៦៧៨"])
def test_an_age_behind_a_khmer_name_is_one(age: str) -> None:
    assert tells_of_case(f"សុខ ដារ៉ា {age}")
