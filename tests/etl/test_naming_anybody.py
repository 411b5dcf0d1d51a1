"""Reasons, notes and what is kept beside figures name nobody; names of places, schools and bodies are nobody."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook as Book

from childrights.snapshot.snapshot import open_current
from etl.intake.accepting import accept, check_for
from etl.ledger.ledger import accepted_uploads, uploads
from etl.ledger.state import State
from etl.permissions import owner
from etl.persons import NotKept, kept_file_name, kept_title, kept_words, public_sheet, tells_who
from etl.persons.personal_texts import is_place
from etl.persons.personal_words import FAMILY, FAMILY_KM, GIVEN, GIVEN_KM, LISTS
from tests.making import write_world

SOMEBODY = (
    "Withdrawn because Tep Sophorn was counted twice",
    "because of Pisethy",
    "Mengly and Visal were not weighed",
    "DARA SOK is the only one in Kep",
    "victim S. Theavy",
    "Sreymom's file is attached",
    "row 7: Ros Kimlang",
    "she was born in March",
    "the boy who drowned in June",
    "it shows my neighbour's daughter",
    "profile facebook.com/somebody.2011",
    "student ID 2019-00731",
    "house 14B is theirs",
    "ឡុង ម៉េងលី មិនមែនជនរងគ្រោះ",
    "ម្តាយរបស់ លីហួរ បានស្នើ",
    "អ្នកស្រី ភន សុវណ្ណា សុំឱ្យលុប",
    "ស.ន. អាយុ ១០ឆ្នាំ",
    "ក្មេងស្រីអាយុ ១៣ឆ្នាំ នៅភូមិព្រៃ ត្រូវបានរំលោភ",
    "កើតថ្ងៃទី ១២ មីនា ២០១១",
    "កុមារី ធារិទ្ធី",
)
NOBODY = (
    "Figures of 2021 were sent by mistake",
    "Battambang and Pursat were swapped",
    "Hun Sen Angkor Chey High School is missing",
    "Kantha Bopha hospital was left out",
    "Sok San commune was counted in the wrong district",
    "M'Lop Tapang and Friends-International sent the same",
    "Children aged 12-23 months, not 6-59",
    "The rights of the child, article 28",
    "Rounded otherwise than the Ministry of Health does",
    "Double of U0003, see table 11.2 of CDHS 2021-22",
    "ក្រសួងសុខាភិបាលបានផ្ញើតួលេខថ្មី",
    "ខេត្តបាត់ដំបង និងពោធិ៍សាត់ត្រូវបានប្ដូរគ្នា",
    "កុមារអាយុ ១២-២៣ខែ មិនមែន ៦-៥៩ខែ",
    "ក្មេងស្រី ១៤នាក់ ត្រូវបានរាប់ពីរដង",
    "Children born between 01/01/2010 and 31/12/2014",
    "Field work: 12/03/2014 - 20/04/2014",
    "Received on 12/03/2024, published 2024-06-01",
    "Sovann Phum Arts and Sok Sabay programme, 9 villages",
    "Wat Opot Community sent a new file",
    "Mother's education, wealth quintile and residence",
    "Father's occupation is no indicator",
    "A child is a person under 18 (CRC, article 1)",
    "The sheet named Data was empty",
    "The district called Tboung Khmum was spelled otherwise",
    "សាលាបឋមសិក្សា ហ៊ុន សែន ខេត្តតាកែវ",
    "គម្រោង សុភា មូលនិធិសហភាពអឺរ៉ុប",
    "ឈ្មោះភូមិ តាមជំរឿនឆ្នាំ ២០០៨",
)
PLAINLY = (
    "It told of a child",
    "A remark in row 12 names a girl",
    "Cells B4 and C7 held the names of two children.",
    "It contained the name and phone number of a victim",
    "One girl could be recognised, so we erase it",
    "The mother of a child asked us to remove U0003",
    "The parents did not consent",
    "Row 4 of the sheet told of one boy; we removed it",
    "វាបានប្រាប់អំពីកុមារម្នាក់",
    "ឯកសារនេះមានឈ្មោះ និងអាសយដ្ឋានរបស់ក្មេងស្រីម្នាក់ក្នុងក្រឡា B4",
    "ម្តាយរបស់កុមារបានស្នើឱ្យលុប។",
)
"""Why something is erased, said as people say it."""
AND_MORE = (
    ", Sok Dara",
    " in Prek Pnov",
    " of 9",
    " who drowned",
    " with HIV",
    ": Visal",
    ", So",
    " (DOB 2008-01-11)",
    " in house 14B",
    " សុខ ដារ៉ា",
    " អាយុ ៩ ឆ្នាំ",
    " ដែលត្រូវបានរំលោភ",
)
"""One word more, by which somebody may be found."""


@pytest.mark.parametrize("text", SOMEBODY)
def test_words_that_name_somebody_are_not_kept(text: str) -> None:
    with pytest.raises(NotKept):
        kept_words(text)


@pytest.mark.parametrize("text", PLAINLY)
def test_a_reason_may_say_that_it_told_of_a_child(text: str) -> None:
    assert kept_words(text) == text


@pytest.mark.parametrize("more", AND_MORE)
@pytest.mark.parametrize("text", ["It told of a child", "It named a girl", "The file tells the story of one boy"])
def test_with_a_word_more_it_may_not(text: str, more: str) -> None:
    with pytest.raises(NotKept):
        kept_words(text + more)


def test_no_name_is_among_the_words_of_plain_reasons() -> None:
    plain = {*LISTS["plain_reason"], *LISTS["plain_reason_khmer"]}
    assert not plain & (FAMILY | GIVEN | FAMILY_KM | GIVEN_KM), "a reason that names somebody would be let through"
    assert not [word for word in plain if is_place(word)]


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("Say Veasna - DOB 2008-01-11", True),
        ("Safe house: Kvas Mey, date of birth 28 September 2010", True),
        ("Teacher says Chum Nita comes to school hungry", True),
        ("The family of Hang Menghour lives behind the pagoda", True),
        ("មិនឃើញ នុត ម្លិះ មករៀនតាំងពីថ្ងៃសុក្រ", True),
        ("Children born between 01/01/2010 and 31/12/2014 are counted", False),
        ("Write the date of birth into each certificate by 31/12/2026", False),
        ("The family of each child receives a grant", False),
    ],
)
def test_an_ask_is_searched_for_days_of_birth_and_families(text: str, tells: bool) -> None:
    assert tells_who(text) is tells


@pytest.mark.parametrize("text", NOBODY)
def test_words_of_places_bodies_and_groups_are_kept(text: str) -> None:
    assert kept_words(text) == text


def test_a_publication_may_be_called_by_who_wrote_it() -> None:
    assert kept_title("Chhea and Ly (2021), Stunting in Kampot") == "Chhea and Ly (2021), Stunting in Kampot"


@pytest.mark.parametrize("name", ["Ros Vannthida 3.csv", "កុមារី សុវណ្ណារី.csv", "case K. Mealeary.xlsx"])
def test_a_name_of_a_file_or_sheet_that_may_be_somebodys_is_not_kept(name: str) -> None:
    assert kept_file_name(name).startswith("…")
    assert public_sheet(Path(name).stem, "other.xlsx") == "1"


def test_names_in_titles_and_formats_are_not_kept_and_a_text_file_lends_nobody_its_name(tmp_path: Path) -> None:
    state, inputs = State(tmp_path / "home"), write_world(tmp_path, [{"area": "KH05", "value": 31.5}])
    book = Book()
    sheet = book.active
    assert sheet is not None
    for line in (["របាយការណ៍ស្ដីពី ឡុង ម៉េងលី"], ["Province", "Stunting 2014 (%)"], ["Takeo", 20.0], ["Kandal", 21.5]):
        sheet.append(line)
    sheet["B3"].number_format = '0.0" Sok Pisethy"'
    book.save(tmp_path / "one.xlsx")
    text = tmp_path / "Answer of May.csv"
    text.write_text("Province,Stunting 2014 (%)\nKampot,22.5\nKep,23.5\n", encoding="utf-8-sig")
    for path in (tmp_path / "one.xlsx", text):
        accept(state, path, check_for(state, path), member="A", who=owner("x"), inputs=inputs)
    assert [one.accepted for one in uploads(state)] == [2, 2]
    assert {figure.sheet for one in accepted_uploads(state) for figure in one.observations()} == {"1", "Sheet"}
    snapshot = open_current(state.home)
    try:
        found = snapshot.rows("SELECT DISTINCT sheet FROM snapshot.observation WHERE member <> '' ORDER BY sheet")
    finally:
        snapshot.close()
    assert found == [("1",), ("Sheet",)]
    import io
    import zipfile

    kept = [one.read_bytes() for one in (tmp_path / "home").rglob("*") if one.is_file()]
    opened = [zipfile.ZipFile(io.BytesIO(one)) for one in kept if one[:2] == b"PK"]
    kept += [archive.read(name) for archive in opened for name in archive.namelist()]
    for word in ("ម៉េងលី", "Pisethy"):
        assert not any(word.encode() in one for one in kept), word
