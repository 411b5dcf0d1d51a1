"""The same workbook in every type, as LibreOffice writes them, reads the same."""

from __future__ import annotations

import random
import struct
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from etl.reading.grid import Sheet
from etl.reading.reader import read_workbook
from etl.reading.refusal import FileRefusal
from tests.support.office import Convert

from .mutate import mutate
from .test_ods import cell, row, write_flat


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Data"
    sheet.append(["ខេត្ត", "Value", "Share", "When", "Moment", "Clock"])
    sheet.append(["កំពត", 12.5, 0.125, date(2021, 3, 4), datetime(2021, 3, 4, 5, 6), time(10, 30)])
    sheet.append(["Kep", -3, "=1/0", "=B2*2", True, 1_234_567])
    sheet["C2"].number_format, sheet["B3"].number_format = "0.0%", "#,##0_);(#,##0)"
    sheet["F3"].number_format = "#,##0,"
    sheet["A5"] = "Note: two  spaces\nand a second line"
    sheet.merge_cells("A5:C6")
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["F"].hidden = True
    hidden = book.create_sheet("Old")
    hidden["C3"] = 1
    hidden.sheet_state = "hidden"
    path = tmp_path_factory.mktemp("office") / "book.xlsx"
    book.save(path)
    return path


@pytest.fixture(scope="module")
def old_excel(original: Path, convert: Convert) -> Path:
    return convert(original, "xls", original.parent)


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_every_type_reads_the_same(
    original: Path, old_excel: Path, tmp_path: Path, kind: str, convert: Convert
) -> None:
    book = read_workbook(old_excel if kind == "xls" else convert(original, kind, tmp_path))
    assert book.kind == kind
    data, old = book.sheets
    assert _trimmed(data) == [
        ["ខេត្ត", "Value", "Share", "When", "Moment", "Clock"],
        ["កំពត", 12.5, 0.125, date(2021, 3, 4), datetime(2021, 3, 4, 5, 6), time(10, 30)],
        ["Kep", -3.0, None, 25.0, True if kind != "ods" else data.value(2, 4), 1_234_567.0],
        [],
        ["Note: two  spaces\nand a second line"],
    ]
    assert data.errors == {(2, 2): "#DIV/0!"}
    assert data.uncached == set()
    assert data.merged == ((4, 0, 5, 2),)
    assert (data.hidden_rows, data.hidden_cols) == ({2}, {5})
    assert data.format_of(1, 2) == "0.0%"
    assert "(" in data.format_of(2, 1)
    assert data.format_of(2, 5) == "#,##0,"
    assert (old.hidden, _trimmed(old)) == (True, [[], [], [None, None, 1.0]])


def _trimmed(sheet: Sheet) -> list[list[object]]:
    rows: list[list[object]] = []
    for values in sheet.rows:
        cells: list[object] = list(values)
        while cells and cells[-1] is None:
            cells.pop()
        rows.append(cells)
    return rows


def test_a_csv_from_libreoffice(original: Path, tmp_path: Path, convert: Convert) -> None:
    book = read_workbook(convert(original, "csv:Text - txt - csv (StarCalc):59,34,76", tmp_path))
    assert book.sheets[0].rows[1][:3] == ["កំពត", "12.5", "12.5%"]
    assert book.sheets[0].errors == {(2, 2): "#DIV/0!"}
    assert book.sheets[0].rows[4][0] == "Note: two  spaces\nand a second line"


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def test_an_excel_2_file_written_by_hand(tmp_path: Path) -> None:
    at = struct.Struct("<HH3x")
    content = (
        _record(0x0009, struct.pack("<HH", 2, 0x10))
        + _record(0x0004, at.pack(0, 0) + b"\x06Kampot")
        + _record(0x0003, at.pack(0, 1) + struct.pack("<d", 12.5))
        + _record(0x0005, at.pack(1, 2) + b"\x07\x01")
        + _record(0x0005, at.pack(1, 0) + b"\x01\x00")
        + _record(0x000A, b"")
    )
    path = tmp_path / "ancient.xls"
    path.write_bytes(content)
    sheet = read_workbook(path).sheets[0]
    assert sheet.rows == [["Kampot", 12.5], [True, None, None]]
    assert sheet.errors == {(1, 2): "#DIV/0!"}


def test_a_damaged_xls_is_refused(old_excel: Path, tmp_path: Path) -> None:
    data, path = old_excel.read_bytes(), tmp_path / "half.xls"
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(FileRefusal, match="damaged or incomplete"):
        read_workbook(path)


def test_damaged_xls_files_never_crash(old_excel: Path, tmp_path: Path) -> None:
    data, path = old_excel.read_bytes(), tmp_path / "damaged.xls"
    rng = random.Random(11)
    outcomes = set()
    for _ in range(60):
        path.write_bytes(mutate(data, rng.choice(("flip", "double", "cut")), rng))
        try:
            outcomes.add(read_workbook(path).kind)
        except FileRefusal as refusal:
            outcomes.add(refusal.reason)
    assert outcomes <= {"xls", "truncated", "encrypted", "macro", "too_wide", "no_sheets", "no_text", "not_a_workbook"}


@pytest.mark.parametrize("kind", ["xls", "xlsx", "ods"])
def test_links_to_other_files_and_programs_are_told(tmp_path: Path, kind: str, convert: Convert) -> None:
    target = write_flat(
        tmp_path / "other.fods", f'<table:table table:name="S">{row(cell("float", "41"))}</table:table>'
    )
    formulas = (
        f"of:=['{target.as_uri()}'#$S.A1]+1",
        "of:=[$Other.A1]+SUM([.C1:.C2])",
        "of:=1+1",
        "of:=DDE(&quot;soffice&quot;;&quot;x.ods&quot;;&quot;a&quot;)",
    )
    cells = "".join(cell("float", "5", more=f'table:formula="{formula}"') for formula in formulas)
    body = f'<table:table table:name="Other">{row(cell("float", "5"))}</table:table>'
    body += f'<table:table table:name="Data">{row(cells)}</table:table>'
    book = read_workbook(convert(write_flat(tmp_path / "linked.fods", body), kind, tmp_path))
    assert {at for at in book.sheets[1].outside if at in ((0, 0), (0, 1), (0, 2), (0, 3))} == {(0, 0), (0, 3)}
    assert book.sheets[0].outside == {}
