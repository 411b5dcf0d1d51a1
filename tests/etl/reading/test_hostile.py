"""Hostile and broken files: one clear sentence that says what to do, the right code, nothing left behind, quickly."""

from __future__ import annotations

import io
import random
import time
import zipfile
import zlib
from pathlib import Path

import pytest

from etl.reading.reader import read_workbook
from etl.reading.refusal import REFUSALS, FileLimits, FileRefusal

from .raw import HEAD, MAIN, sheet_xml, write_xlsx

ONE = sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>')
BOMB = (
    '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>'
)


def refusal(path: Path, limits: FileLimits | None = None) -> FileRefusal:
    before = sorted(path.parent.rglob("*"))
    started = time.monotonic()
    with pytest.raises(FileRefusal) as caught:
        read_workbook(path, limits=limits or FileLimits())
    assert time.monotonic() - started < 20
    assert sorted(path.parent.rglob("*")) == before, "nothing may be left behind"
    sentence = str(caught.value)
    assert sentence.startswith(("The file ", "Sheet "))
    assert sentence.endswith(".")
    assert sentence.count(". ") == 0, "one sentence"
    assert path.name in sentence
    assert caught.value.message_id.format(**caught.value.params) == sentence
    return caught.value


def write(tmp_path: Path, name: str, data: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def zipped(parts: dict[str, bytes | str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def ole(stream: str) -> bytes:
    """The head of a compound file with one directory entry of that name."""
    entry = stream.encode("utf-16-le").ljust(128, b"\0")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + bytes(512) + entry + bytes(2048)


WORDS = {
    "empty.xlsx": (b"", "empty", "unreadable_file"),
    "photo.xlsx": (b"\x89PNG\r\n\x1a\n" + bytes(99), "a picture", "unreadable_file"),
    "scan.xls": (b"\xff\xd8\xff\xe0" + bytes(99), "a picture", "unreadable_file"),
    "report.xlsx": (b"%PDF-1.7\n", "a PDF document", "unreadable_file"),
    "notes.xlsx": (zipped({"[Content_Types].xml": "", "word/document.xml": ""}), "Word", "unreadable_file"),
    "slides.xlsx": (zipped({"ppt/presentation.xml": ""}), "presentation", "unreadable_file"),
    "numbers.xlsx": (zipped({"Index/Document.iwa": ""}), "Numbers", "unreadable_file"),
    "archive.xlsx": (zipped({"holiday.txt": "x"}), "ZIP", "unreadable_file"),
    "binary.xlsx": (zipped({"xl/workbook.bin": b"x", "[Content_Types].xml": ""}), "xlsb", "unreadable_file"),
    "page.xls": (b"<html><body><table><tr><td>1</td></tr></table></body></html>", "web page", "unreadable_file"),
    "page2.xls": (b"\xef\xbb\xbf<table border=1><tr><td>1</td></tr></table>", "web page", "unreadable_file"),
    "old.xml": (
        b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "XML Spreadsheet 2003",
        "unreadable_file",
    ),
    "other.xml": (b'<?xml version="1.0"?><a/>', "an XML file", "unreadable_file"),
    "data.json": (b'[{"a": 1}]', "JSON", "unreadable_file"),
    "locked.xlsx": (ole("EncryptedPackage"), "password", "refused_file"),
    "letter.xls": (ole("WordDocument"), "Word", "unreadable_file"),
    "strange.xls": (ole("Something"), "damaged", "unreadable_file"),
    "half.xls": (ole("Workbook"), "damaged", "unreadable_file"),
    "noise.bin": (bytes(range(256)) * 9, "unknown kind", "unreadable_file"),
    "shell.xlsx": (b"\x7fELF" + bytes(99), "a program", "unreadable_file"),
}


@pytest.mark.parametrize("name", WORDS)
def test_what_is_no_workbook_is_named(tmp_path: Path, name: str) -> None:
    data, words, code = WORDS[name]
    found = refusal(write(tmp_path, name, data))
    assert words in str(found)
    assert found.code == code


def test_a_missing_file_or_a_folder(tmp_path: Path) -> None:
    assert "cannot be opened" in str(refusal(tmp_path / "gone.xlsx"))
    assert "cannot be opened" in str(refusal(tmp_path))


def test_a_wrong_ending_is_read_and_noted(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "figures.xls", {"D": ONE})
    book = read_workbook(path)
    assert (book.kind, book.sheets[0].rows) == ("xlsx", [[1.0]])
    assert "figures" not in book.notes[0]
    assert ".xls but is really an Excel workbook (.xlsx)" in book.notes[0]
    text = read_workbook(write(tmp_path, "figures.xlsx", b"a,b\n1,2\n"))
    assert (text.kind, len(text.notes)) == ("csv", 1)


def test_a_truncated_workbook(tmp_path: Path) -> None:
    data = write_xlsx(tmp_path / "whole.xlsx", {"D": ONE}).read_bytes()
    for size in (len(data) // 3, len(data) - 10):
        assert refusal(write(tmp_path, "cut.xlsx", data[:size])).reason == "truncated"


@pytest.mark.parametrize("ratio_only", [True, False])
def test_a_zip_bomb_is_not_unpacked(tmp_path: Path, ratio_only: bool) -> None:
    path = write_xlsx(tmp_path / "bomb.xlsx", {"D": ONE}, extra={"xl/media/a.bin": bytes(50 * 2**20)})
    assert path.stat().st_size < 100_000
    found = refusal(path, FileLimits() if ratio_only else FileLimits(unpacked_bytes=40 * 2**20, ratio=1e9))
    assert found.code == "refused_file"
    assert found.reason == "bomb"


def test_a_part_that_lies_about_its_size_is_damaged(tmp_path: Path) -> None:
    sheet = sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>' + " " * 100_000).encode()
    path = write_xlsx(tmp_path / "lie.xlsx", {"D": sheet.decode()})
    size, wrong = len(sheet).to_bytes(4, "little"), (500).to_bytes(4, "little")
    data = path.read_bytes()
    assert size in data
    path.write_bytes(data.replace(size, wrong))
    assert refusal(path).reason == "truncated"


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"]
)
def test_an_entity_bomb_is_refused_in_every_part(tmp_path: Path, part: str) -> None:
    root = {"xl/worksheets/sheet1.xml": "worksheet", "xl/workbook.xml": "workbook", "xl/styles.xml": "styleSheet"}
    content = f'<?xml version="1.0"?>{BOMB}<{root.get(part, "sst")} xmlns="{MAIN}"><si><t>&d;</t></si></{root.get(part, "sst")}>'
    path = write_xlsx(tmp_path / "entities.xlsx", {"D": ONE}, replace={part: content})
    assert refusal(path).reason == "dtd"


def test_an_entity_bomb_in_an_ods(tmp_path: Path) -> None:
    parts: dict[str, bytes | str] = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": f"<?xml version='1.0'?>{BOMB}<a>&d;</a>",
    }
    assert refusal(write(tmp_path, "bomb.ods", zipped(parts))).reason == "dtd"


def test_macros_are_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "macro.xlsm", {"D": ONE}, extra={"xl/vbaProject.bin": b"x"})
    assert refusal(path).reason == "macro"
    types = '<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
    path = write_xlsx(tmp_path / "macro2.xlsm", {"D": ONE}, replace={"[Content_Types].xml": types})
    assert refusal(path).reason == "macro"


def test_an_encrypted_archive(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "locked.xlsx", {"D": ONE})
    data = bytearray(path.read_bytes())
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    path.write_bytes(bytes(data))
    assert refusal(path).reason == "encrypted"


@pytest.mark.parametrize(
    ("rows", "cell"),
    [
        ('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "XFD1048576"),
        ('<row r="1"><c r="A1"><v>1</v></c><c r="XFD999999"><v>1</v></c></row>', "XFD999999"),
    ],
)
def test_a_stray_cell_at_the_end_of_the_sheet_is_named(tmp_path: Path, rows: str, cell: str) -> None:
    found = refusal(write_xlsx(tmp_path / "stray.xlsx", {"My data": sheet_xml(rows)}))
    assert found.reason == "too_wide"
    assert cell in str(found)
    assert "My data" in str(found)


@pytest.mark.parametrize("address", ["A9999999", "ZZZ1", "A0", "AAAA1", "A99999999", "1", ""])
def test_addresses_outside_a_sheet_are_damage(tmp_path: Path, address: str) -> None:
    rows = f'<row r="1"><c r="{address}"><v>1</v></c></row>'
    assert refusal(write_xlsx(tmp_path / "odd.xlsx", {"D": sheet_xml(rows)})).reason in ("truncated", "too_wide")


def test_limits_of_size_sheets_and_time(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "book.xlsx", {f"S{n}": ONE for n in range(4)})
    assert refusal(path, FileLimits(file_bytes=100)).reason == "too_large"
    assert refusal(path, FileLimits(sheets=3)).reason == "too_many_sheets"
    assert refusal(path, FileLimits(parts=3)).reason == "bomb"
    assert refusal(path, FileLimits(seconds=-1)).reason == "too_slow"
    assert len(read_workbook(path, limits=FileLimits(sheets=4)).sheets) == 4


def test_workbooks_without_sheets_or_with_lost_parts(tmp_path: Path) -> None:
    assert refusal(write_xlsx(tmp_path / "none.xlsx", {})).reason == "no_sheets"
    path = write_xlsx(tmp_path / "lost.xlsx", {"D": ONE}, replace={"xl/workbook.xml": f"{HEAD}<workbook>"})
    assert refusal(path).reason == "truncated"
    rows = '<row r="1"><c r="A1" t="s"><v>9</v></c></row>'
    assert refusal(write_xlsx(tmp_path / "strings.xlsx", {"D": sheet_xml(rows)})).reason == "truncated"
    data = write_xlsx(tmp_path / "gone.xlsx", {"D": ONE, "E": ONE})
    with zipfile.ZipFile(data) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if "sheet2" not in name}
    assert refusal(write(tmp_path, "gone.xlsx", zipped(parts))).reason == "truncated"  # type: ignore[arg-type]


def test_styles_may_be_damaged_or_missing_numbers(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"D": ONE}, replace={"xl/styles.xml": "<styleSheet><bad"})
    assert refusal(path).reason == "truncated"
    odd = f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="x"/></numFmts><cellXfs><xf numFmtId="²"/></cellXfs></styleSheet>'
    path = write_xlsx(tmp_path / "b.xlsx", {"D": ONE}, replace={"xl/styles.xml": odd})
    assert read_workbook(path).sheets[0].rows == [[1.0]]


def test_every_sentence_tells_what_to_do() -> None:
    for reason, (code, sentence) in REFUSALS.items():
        assert code in ("unreadable_file", "refused_file")
        assert ":" in sentence and sentence.endswith(".")
        # A file named after a person is never called by that name.
        assert ("{file}" in sentence) == (reason != "names_a_person")


def test_random_zip_members_never_hang(tmp_path: Path) -> None:
    rng = random.Random(5)
    for number in range(20):
        noise = zlib.compress(rng.randbytes(500))
        path = write_xlsx(tmp_path / f"n{number}.xlsx", {"D": ONE}, replace={"xl/worksheets/sheet1.xml": noise})
        refusal(path)
