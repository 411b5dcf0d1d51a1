"""Checking files from end to end: the answers as JSON, as records and as text, and the official workbook."""

from __future__ import annotations

import csv
import gc

import openpyxl
import pytest

from childrights.catalogue.catalogue import load_catalogue
from etl.understanding.check import RECORD_COLUMNS, check_file, result_to_json, write_records
from etl.understanding.report_text import text_report
from etl.workbooks.template import write_template
from etl.workbooks.template_shape import MARKER
from geo.provinces import load_provinces


@pytest.fixture
def upload(tmp_path):
    path = tmp_path / "upload.csv"
    path.write_text("Province,Year,Stunting\nKep,2014,30.1\nTakeo,2014,*\nGotham,2014,31\nKampot,2014,soon\n")
    return path


def test_the_answer_as_json(upload):
    answer = result_to_json(check_file(upload))
    assert (answer["file"], answer["observations"], answer["accepted"]) == ("upload.csv", 4, 2)
    assert answer["tables"][0]["explanation"].startswith("Province down column A")
    assert [(p["severity"], p["code"], p["cell"], p["value"]) for p in answer["problems"]] == [
        ("error", "unknown_area", "A4", "Gotham"),
        ("error", "not_a_number", "C5", "soon"),
    ]
    assert set(answer["problems"][0]) == {"severity", "code", "sheet", "cell", "value", "message", "suggestion"}


def test_the_records(upload, tmp_path):
    out = tmp_path / "records.csv"
    write_records(check_file(upload), out)
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == RECORD_COLUMNS
    assert (rows[0]["area"], rows[0]["value"], rows[0]["cell"]) == ("KH23", "30.1", "C2")
    assert (rows[1]["value"], rows[1]["status"]) == ("", "suppressed")


def test_the_answer_as_text_in_both_languages(upload):
    result = check_file(upload)
    english, khmer = text_report(result), text_report(result, "km")
    assert "Gotham" in english and english.index("Errors") < english.index("Gotham")
    assert "Gotham" in khmer and "Accepted" not in khmer and "column" not in khmer


def test_a_file_that_cannot_be_read_gives_one_problem(tmp_path):
    path = tmp_path / "broken.xlsx"
    path.write_bytes(b"PK\x03\x04 not really a workbook")
    result = check_file(path)
    assert [p.code for p in result.problems] in (["unreadable_file"], ["refused_file"]) and result.refused
    assert result.problems[0].message


@pytest.mark.parametrize("lang", ["en", "km"])
def test_a_filled_template_passes_without_a_problem(tmp_path, lang):
    path = tmp_path / "template.xlsx"
    write_template(path, load_catalogue(), load_provinces(), indicators=["stunting"], member="A", year=2024, lang=lang)
    assert not check_file(path).problems
    book = openpyxl.load_workbook(path)
    sheet = next(page for page in book if page["A1"].value == MARKER)
    tags = {cell.value: cell.column for cell in sheet[2]}
    rows = [r for r in range(6, sheet.max_row + 1) if sheet.cell(r, tags["#adm1+name"]).value]
    for place, row in enumerate(rows):
        sheet.cell(row, tags["#value"]).value = 20 + place / 10
    book.save(path)
    result = check_file(path)
    assert not result.problems and len(result.observations) == len(rows) >= 25
    assert {o.period_label for o in result.observations} == {"2024"}


@pytest.mark.parametrize("content", [b"Province,Year,Wasting (%)\nKep,2014,10.5\n", b"PK\x03\x04 no workbook"])
def test_the_collector_is_on_again_after_a_check_and_what_was_frozen_stays_so(content: bytes) -> None:
    gc.unfreeze()
    check_file(content, file_name="x.csv")
    assert gc.isenabled() and not gc.get_freeze_count()
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        check_file(content, file_name="x.csv")
        assert 0 < gc.get_freeze_count() <= frozen
    finally:
        gc.unfreeze()
