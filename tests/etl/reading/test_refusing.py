"""What a file is by its first bytes, and the last cell, block and second that the limits allow."""

from __future__ import annotations

import io
import zipfile

import pytest

from etl.reading import refusal
from etl.reading.file_type import sniff, unexpected_name
from etl.reading.outside import reaches_out
from etl.reading.refusal import Budget, FileLimits, FileRefusal


def packed(**parts: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_x_", "."), text)
    return held.getvalue()


def compound(*names: str) -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0")
    return head + b"".join((name.encode("utf-16-le") + b"\0\0").ljust(128, b"\0") for name in names)


OPEN = "application/vnd.oasis.opendocument."


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (packed(xl__workbook_x_xml="x"), "xlsx"),
        (packed(mimetype=f"{OPEN}spreadsheet"), "ods"),
        (packed(mimetype=f"{OPEN}text"), "a text document"),
        (packed(mimetype=f"{OPEN}presentation"), "a presentation"),
        (packed(mimetype=f"{OPEN}graphics"), "a drawing or another office document"),
        (packed(content_x_xml="x", **{"META-INF__manifest_x_xml": "x"}), "ods"),
        (packed(content_x_xml="x"), "a ZIP archive"),
        (packed(word__document_x_xml="x", **{"[Content_Types]_x_xml": "x"}), "a Word document"),
        (packed(ppt__presentation_x_xml="x"), "a presentation"),
        (packed(a="x"), "a ZIP archive"),
        (b"PK\x03\x04 torn", "truncated"),
        (compound("Root Entry", "Workbook"), "xls"),
        (compound("Book"), "xls"),
        (compound("WordDocument"), "a Word document"),
        (compound("PowerPoint Document"), "a presentation"),
        (compound("Workbook", "EncryptedPackage"), "encrypted"),
        (compound("Notebook"), "truncated"),
        (compound() + b"\0" * 3 + compound("Workbook")[512:], "truncated"),
        (b"\x09\x08\x10\x00rest", "xls"),
        (b"%PDF-1.7", "a PDF document"),
        (b"MZ\x90\0", "a program"),
        (b"MZ,BM\n1,2", "text"),
        (b"BM\x00\x01", "a picture"),
        (b"<html><body>", "html"),
        (b" \r\n<TABLE>", "html"),
        (b"a <b> c <table>\n", "text"),
        (b"<?xml version='1.0'?><a/>", "an XML file"),
        (b"\xef\xbb\xbf  <?xml?>", "an XML file"),
        (b'{"a": 1}', "a JSON file"),
        (b"[[1, 2]]", "a JSON file"),
        (b"[note],1\n", "text"),
        (b"area,value\n", "text"),
        (b"", "text"),
    ],
)
def test_a_file_is_what_its_content_says(content: bytes, kind: str) -> None:
    try:
        found = sniff(io.BytesIO(content), "a.xlsx")
    except FileRefusal as refused:
        found = refused.params.get("found", refused.reason)
    assert found == kind


@pytest.mark.parametrize(
    ("file", "kind", "other"),
    [
        ("a.XLSX", "xlsx", False),
        ("a.xls", "xlsx", True),
        ("a.csv", "xls", True),
        ("a.dat", "xls", False),
        ("a", "text", False),
    ],
)
def test_an_ending_may_promise_something_else(file: str, kind: str, other: bool) -> None:
    assert unexpected_name(file, kind) is other


def test_the_last_that_is_allowed_is_allowed_and_one_more_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    def budget() -> Budget:
        return Budget(FileLimits(cells=12, repeated=12, merged=12, seconds=5.0), "a.xlsx", started=100.0)

    for add in ("add_sheet", "must_hold"):
        left = budget()
        left.add_sheet("S", 2, 3, "C2")
        getattr(left, add)("T", 3, 2, "B3")
        assert left.cells == (12 if add == "add_sheet" else 6)
        with pytest.raises(FileRefusal) as told:
            getattr(left, add)("T", 1, 7, "G1")
        assert (told.value.reason, told.value.params["cell"]) == ("too_wide", "G1")
    for count, reason in (("add_repeats", "too_wide"), ("add_merged", "merged")):
        left, more = budget(), ("A9",) if count == "add_repeats" else ()
        getattr(left, count)("S", 7, *more)
        getattr(left, count)("S", 5, *more)
        with pytest.raises(FileRefusal) as told:
            getattr(left, count)("S", 1, *more)
        assert told.value.reason == reason
    for now, late in ((105.0, False), (105.1, True)):
        monkeypatch.setattr(refusal.time, "monotonic", lambda now=now: now)
        if late:
            with pytest.raises(FileRefusal, match="5"):
                budget().tick()
        else:
            budget().tick()


@pytest.mark.parametrize(
    ("formula", "names", "out"),
    [
        ("Rate*2", {"rate"}, True),
        ("Rate*2", {"rates"}, False),
        ("Rate*2", (), False),
        ('"Rate"&A1', {"rate"}, False),
        ("RATE(1,2)", {"rate"}, False),
        ("Rate!A1", {"rate"}, False),
        ('HYPERLINK("https://a.org","[1]x!")', (), False),
        ("Table1[Column]", (), False),
        ("IMPORTXML(A1)", (), True),
    ],
)
def test_a_name_reaches_out_where_it_is_used_as_one(formula: str, names: set[str], out: bool) -> None:
    assert reaches_out(formula, names) is out
