"""What a file is, decided by its content: people rename files, and mail programs do too."""

from __future__ import annotations

import re
import zipfile
from pathlib import PurePath
from typing import IO

from etl.reading.refusal import N_, FileRefusal

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BARE_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00", b"\x09\x08\x10\x00")
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", N_("a PDF document")),
    (b"\x89PNG", N_("a picture")),
    (b"\xff\xd8\xff", N_("a picture")),
    (b"GIF8", N_("a picture")),
    (b"BM", N_("a picture")),
    (b"RIFF", N_("a picture")),
    (b"II*\x00", N_("a picture")),
    (b"MM\x00*", N_("a picture")),
    (b"{\\rtf", N_("a text document")),
    (b"\x1f\x8b", N_("a compressed archive")),
    (b"7z\xbc\xaf", N_("a compressed archive")),
    (b"Rar!", N_("a compressed archive")),
    (b"SQLite format 3", N_("a database")),
    (b"\x7fELF", N_("a program")),
    (b"MZ", N_("a program")),
)
_ZIP_CONTENT: tuple[tuple[str, str], ...] = (
    ("word/document.xml", N_("a Word document")),
    ("ppt/presentation.xml", N_("a presentation")),
    ("index/document.iwa", N_("an Apple Numbers, Pages or Keynote file")),
)
_OPEN_DOCUMENTS: tuple[tuple[bytes, str], ...] = (
    (b"opendocument.text", N_("a text document")),
    (b"opendocument.presentation", N_("a presentation")),
    (b"opendocument", N_("a drawing or another office document")),
)
_OLE_CONTENT: tuple[tuple[str, str], ...] = (
    ("WordDocument", N_("a Word document")),
    ("PowerPoint Document", N_("a presentation")),
)
_HTML = re.compile(rb"<(!doctype\s+html|html|head|table|meta|body)\b", re.IGNORECASE)
_XML = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<\?xml")
_JSON = re.compile(rb'^(?:\xef\xbb\xbf)?\s*(?:\{\s*"|\[\s*[\[{])')
_HEAD = 4096

EXPECTED = {
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".xltx": "xlsx",
    ".xls": "xls",
    ".xlt": "xls",
    ".ods": "ods",
    ".ots": "ods",
    ".csv": "text",
    ".tsv": "text",
    ".tab": "text",
    ".txt": "text",
}
KIND_WORDS = {
    "xlsx": N_("an Excel workbook (.xlsx)"),
    "xls": N_("an old Excel workbook (.xls)"),
    "ods": N_("an OpenDocument spreadsheet (.ods)"),
    "text": N_("a text file"),
}


def sniff(stream: IO[bytes], file: str) -> str:
    """``xlsx``, ``xls``, ``ods`` or ``text``; raises ``Refusal`` naming what else the file is."""
    head = stream.read(_HEAD)
    if head.startswith(b"PK"):
        return _sniff_zip(stream, file)
    if head.startswith(_OLE):
        stream.seek(0)
        return _sniff_ole(stream.read(), file)
    if head.startswith(_BARE_BIFF):
        return "xls"
    for signature, found in _SIGNATURES:
        if head.startswith(signature) and (len(signature) > 2 or b"\0" in head[:64]):
            raise FileRefusal("not_a_workbook", file=file, found=found)
    _refuse_markup(head, file)
    return "text"


def _refuse_markup(head: bytes, file: str) -> None:
    text = head.replace(b"\0", b"")  # markup in UTF-16 looks the same without its zero bytes
    if b"urn:schemas-microsoft-com:office:spreadsheet" in text and b"<html" not in text.lower():
        raise FileRefusal("not_a_workbook", file=file, found=N_("an old XML workbook (XML Spreadsheet 2003)"))
    if _HTML.search(text) and b"<" in text.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:1]:
        raise FileRefusal("html", file=file)
    if _XML.match(text):
        raise FileRefusal("not_a_workbook", file=file, found=N_("an XML file"))
    if _JSON.match(text):
        raise FileRefusal("not_a_workbook", file=file, found=N_("a JSON file"))


def _sniff_zip(stream: IO[bytes], file: str) -> str:
    try:
        with zipfile.ZipFile(stream) as archive:
            names = {name.replace("\\", "/").lower() for name in archive.namelist()}
            mimetype = b""
            if "mimetype" in names:
                entry = archive.getinfo("mimetype")
                mimetype = archive.read(entry)[:100] if entry.file_size < 200 else b""
    except Exception as fault:  # zipfile raises a dozen kinds on damaged archives; all mean the same here
        raise FileRefusal("truncated", file=file) from fault
    if b"opendocument.spreadsheet" in mimetype:
        return "ods"
    for mark, found in _OPEN_DOCUMENTS:
        if mark in mimetype:
            raise FileRefusal("not_a_workbook", file=file, found=found)
    for name, found in _ZIP_CONTENT:
        if name in names:
            raise FileRefusal("not_a_workbook", file=file, found=found)
    if "content.xml" in names and "meta-inf/manifest.xml" in names:
        return "ods"
    if "[content_types].xml" in names or any(name.startswith("xl/") for name in names):
        return "xlsx"
    raise FileRefusal("not_a_workbook", file=file, found=N_("a ZIP archive"))


def _sniff_ole(data: bytes, file: str) -> str:
    if _has_stream(data, "EncryptedPackage"):
        raise FileRefusal("encrypted", file=file)
    if _has_stream(data, "Workbook") or _has_stream(data, "Book"):
        return "xls"
    for name, found in _OLE_CONTENT:
        if _has_stream(data, name):
            raise FileRefusal("not_a_workbook", file=file, found=found)
    raise FileRefusal("truncated", file=file)


def _has_stream(data: bytes, name: str) -> bool:
    """Whether a compound file's directory lists a stream: 128-byte entries that start with the UTF-16 name."""
    wanted = name.encode("utf-16-le") + b"\0\0"
    at = data.find(wanted)
    while at >= 0:
        if at % 128 == 0:
            return True
        at = data.find(wanted, at + 1)
    return False


def unexpected_name(file: str, kind: str) -> bool:
    """Whether the file's ending promises another type than its content has."""
    return EXPECTED.get(PurePath(file).suffix.lower(), kind) != kind
