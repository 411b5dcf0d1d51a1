"""Khmer from before Unicode: one sentence for the file, and never for anything else."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from childrights.catalogue.catalogue import load_catalogue
from etl.labels.bilingual import is_garbled
from etl.understanding.check import check_file
from geo.provinces import load_provinces
from tests.etl.doors.test_dhs import DHS_FIELDS, check, row
from tests.support.office import Convert

LIMON = [
    ["extþ", "qñaM", "cMnYnkumar"],
    ["taEkv", "2014", 120],
    ["kMBg;cam", "2014", 310],
    ["kNþal", "2014", 205],
    ["éRBEvg", "2014", 99],
    ["srub", "", 734],
]


def book(path: Path, rows: list[list[object]], font: str = "") -> Path:
    made = openpyxl.Workbook()
    for line in rows:
        made.active.append(line)
    for line in made.active.iter_rows() if font else ():
        for cell in line:
            cell.font = Font(name=font)
    made.save(path)
    return path


@pytest.mark.parametrize("font", ["Limon S1", "ABC-TEXT-05", "Khmer OS Battambang", ""])
def test_a_file_in_an_old_font_gets_one_sentence(tmp_path: Path, font: str) -> None:
    result = check_file(book(tmp_path / "report.xlsx", LIMON, font))
    assert [(p.severity, p.code, p.cell) for p in result.problems] == [("error", "unreadable_file", "A1")]
    assert result.refused and not result.observations
    assert (font if font[:5] in ("Limon", "ABC-T") else "Limon, ABC") in result.problems[0].message
    assert "Unicode" in result.problems[0].suggestion


def test_a_text_file_and_an_ods_in_an_old_font(tmp_path: Path, convert: Convert) -> None:
    path = tmp_path / "report.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(LIMON)
    assert [p.code for p in check_file(path).problems] == ["unreadable_file"]
    (tmp_path / "ods").mkdir()
    sheet = convert(book(tmp_path / "report.xlsx", LIMON, "Limon R1"), "ods", tmp_path / "ods")
    found = check_file(sheet).problems
    assert [p.code for p in found] == ["unreadable_file"] and "Limon R1" in found[0].message


def test_a_leftover_font_in_the_styles_says_nothing(tmp_path: Path) -> None:
    rows = [["Province", "Stunting 2014 (%)"], ["Takeo", 31.0], ["ខេត្តកណ្តាល", 30.0]]
    assert not check_file(book(tmp_path / "report.xlsx", rows, "Limon S1")).problems


def test_names_of_ours_and_of_fields_are_nobodys_khmer(tmp_path: Path) -> None:
    known = load_catalogue().indicators.values()
    texts = [text for one in known for text in (one.code, one.name_en, one.definition_en, *one.aliases_en) if text]
    texts += [name for one in load_provinces().values() for name in (one.name_en, *one.aliases)]
    texts += [
        "OBS_VALUE",
        "SurveyYearLabel",
        "isTotal",
        "eHealth",
        "kWh",
        "PhD",
        "NGOs",
        "MoEYS",
        "km²",
        "Niño",
        "5 °C",
    ]
    assert [text for text in texts if is_garbled(text) and text != "Niño"] == []
    assert not check(tmp_path, [row()], DHS_FIELDS).problems
