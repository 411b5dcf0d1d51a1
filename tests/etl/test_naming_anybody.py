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
from etl.persons import NotKept, kept_file_name, kept_title, kept_words, public_sheet
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
)


@pytest.mark.parametrize("text", SOMEBODY)
def test_words_that_name_somebody_are_not_kept(text: str) -> None:
    with pytest.raises(NotKept):
        kept_words(text)


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
