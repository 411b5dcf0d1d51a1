from __future__ import annotations

from pathlib import Path

import pytest

from etl.reading.grid import Workbook
from etl.reading.reader import read_workbook
from etl.reading.refusal import FileRefusal

ROWS = [["Province", "Value"], ["Kampot", "12.5"], ["Kep", "3"]]


def read(tmp_path: Path, data: bytes, name: str = "figures.csv") -> Workbook:
    path = tmp_path / name
    path.write_bytes(data)
    return read_workbook(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(("delimiter", "kind"), [(",", "csv"), (";", "csv"), ("\t", "tsv"), ("|", "csv")])
def test_every_encoding_and_delimiter(tmp_path: Path, encoding: str, delimiter: str, kind: str) -> None:
    rows = [*ROWS, ["កំពត", "៤៥"]]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    ascii_heavy = text if encoding not in ("utf-16-le", "utf-16-be") else text + "\r\n" + delimiter.join(ROWS[1]) * 9
    book = read(tmp_path, ascii_heavy.encode(encoding))
    assert book.kind == kind
    assert book.sheets[0].name == "figures"
    assert book.sheets[0].rows[:4] == rows


def test_windows_1252_is_read_with_a_note(tmp_path: Path) -> None:
    book = read(tmp_path, "Province,Note\nKampot,café – 50 €\n".encode("cp1252"))
    assert book.sheets[0].rows[1] == ["Kampot", "café – 50 €"]
    assert book.notes == ["The text is not UTF-8; it was read as Windows-1252."]


def test_damaged_khmer_is_refused_rather_than_read_as_windows_1252(tmp_path: Path) -> None:
    with pytest.raises(FileRefusal, match="cannot be deciphered"):
        read(tmp_path, "ខេត្តកំពត,12\n".encode() + b"\xe1\x9e")


def test_a_decimal_comma_does_not_make_the_comma_the_delimiter(tmp_path: Path) -> None:
    book = read(tmp_path, b"Province;2020;2021\nKampot;12,5;13,5\nKep;1,5;2,5\n")
    assert book.sheets[0].rows[1] == ["Kampot", "12,5", "13,5"]


def test_titles_and_notes_around_the_table_do_not_confuse_the_delimiter(tmp_path: Path) -> None:
    book = read(tmp_path, b"Stunting; wasting, and more\n\nProvince,2020,2021\nKampot,1,2\nKep,3,4\nSource: x; y\n")
    assert book.sheets[0].rows[2] == ["Province", "2020", "2021"]
    assert book.sheets[0].rows[1] == []


@pytest.mark.parametrize("line", ["sep=;", '"sep=;"', "SEP=;", "sep=;;;"])
def test_the_separator_line_of_excel_is_obeyed_and_not_counted(tmp_path: Path, line: str) -> None:
    book = read(tmp_path, f"{line}\r\na,b;c\r\nd,e;f\r\n".encode())
    assert book.sheets[0].rows == [["a,b", "c"], ["d,e", "f"]]


def test_quoted_line_breaks_stay_in_their_cell(tmp_path: Path) -> None:
    book = read(tmp_path, b'a,"two\nlines, ""quoted"""\r\nb,2\r\n')
    assert book.sheets[0].rows == [["a", 'two\nlines, "quoted"'], ["b", "2"]]


def test_an_unclosed_quotation_mark_swallows_nothing(tmp_path: Path) -> None:
    book = read(tmp_path, b'Province,Value\n"Kampot,1\n"Kep",2\nPailin,3\n')
    assert book.sheets[0].rows == [["Province", "Value"], ['"Kampot', "1"], ["Kep", "2"], ["Pailin", "3"]]
    assert "never closed" in book.notes[-1]


def test_formulas_errors_and_blanks(tmp_path: Path) -> None:
    sheet = read(tmp_path, b'=1+1,"=""012""",#DIV/0!,#1,  ,=cmd|\' /C calc\'!A0,-5,+x,=\n').sheets[0]
    assert sheet.rows == [[None, "012", None, "#1", None, None, "-5", "+x", "="]]
    assert sheet.uncached == {(0, 0), (0, 5)}
    assert set(sheet.outside) == {(0, 5)}
    assert sheet.errors == {(0, 2): "#DIV/0!"}


def test_one_column_and_trailing_blank_lines(tmp_path: Path) -> None:

    assert read(tmp_path, b"Kampot\nKep\n\n\n").sheets[0].rows == [["Kampot"], ["Kep"]]


def test_binary_rubbish_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(FileRefusal, match="not a workbook"):
        read(tmp_path, bytes(range(256)) * 20)
    with pytest.raises(FileRefusal, match="deciphered"):
        read(tmp_path, (b"\x01\x02\x03ab\xff" * 50))
