"""The words that an .xls holds beside its cells: headers of pages, text boxes, names, choices, deleted texts."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterable, Iterator
from typing import Any

from xlrd import compdoc  # type: ignore[import-untyped]

from etl.reading.beside import CODES, Found
from etl.reading.grid import Beside, PlaceBeside, Sheet
from etl.reading.refusal import Budget

_KINDS: dict[int, PlaceBeside] = {
    0x14: "header_footer", 0x15: "header_footer", 0x18: "defined_name", 0x1BE: "choices", 0x1B6: "text_box",
    0x3C: "text_box", 0xEC: "text_box", 0xAF: "sheet", 0x5A: "linked", 0x1F: "linked", 0xCD: "pivot", 0xC7: "pivot",
}  # fmt: skip
"""Records of a workbook by their numbers; what continues another (0x3C) is that of a drawing where it follows one."""
_CONTINUED, _STRINGS, _DRAWN = 0x3C, 0xFC, (0x1B6, 0xEC, 0x5D)
_NARROW = re.compile(rb"[\x20-\x7e]{4,}")
_WIDE = re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\x00|[\x80-\xff]\x17|[\x0b-\x1f]\x20){3,}")
_OLE = b"\xd0\xcf\x11\xe0"
_PROPERTIES = ("\x05SummaryInformation", "\x05DocumentSummaryInformation")


def beside_xls(book: Any, content: bytes, sheets: Iterable[Sheet], budget: Budget) -> list[Beside]:
    """Everything found in the records and the properties of the file; ``book`` is xlrd's."""
    letters = [0]
    places: dict[PlaceBeside, Found] = {}

    def place(kind: PlaceBeside) -> Found:
        return places.setdefault(kind, Found(budget, letters, kind))

    for kind, data in _records(book, content):
        budget.tick()
        for text in _texts(data):
            group = "name" if kind == "defined_name" else ""
            place(kind).add(CODES.sub("\n", text) if kind == "header_footer" else text, group)
    used = {value for sheet in sheets for row in sheet.rows for value in row if isinstance(value, str)}
    for text in getattr(book, "_sharedstrings", None) or ():
        if text not in used:
            place("unused").add(text, "si")
    for name in _PROPERTIES if content[:4] == _OLE else ():
        for text in _texts(_stream(content, name)):
            place("properties").add(text, "")
    # Stretches of a record are no list: who wrote and who saved a file stand beside each other.
    found = [one.result() for one in places.values() if one.texts]
    return [one._replace(lists=()) if one.kind == "properties" else one for one in found]


def _stream(content: bytes, name: str) -> bytes:
    """A stream of the compound file, empty when there is none."""
    try:
        return bytes(compdoc.CompDoc(content, logfile=io.StringIO()).get_named_stream(name) or b"")
    except compdoc.CompDocError:
        return b""


def _records(book: Any, content: bytes) -> Iterator[tuple[PlaceBeside, bytes]]:
    """The records that hold words and are no cells."""
    # The workbooks of before Excel 5 are one stream, which xlrd has let go of by now.
    stream, at, before = (bytes(book.mem), book.base, 0) if book.mem else (content, 0, 0)
    end = min(len(stream), at + book.stream_len) if book.mem else len(stream)
    while at + 4 <= end:
        number, size = struct.unpack_from("<HH", stream, at)
        kind = _KINDS.get(number)
        if kind is not None and (number != _CONTINUED or before in _DRAWN):
            yield kind, stream[at + 4 : at + 4 + size]
        before = before if number == _CONTINUED else number
        at += 4 + size


def _texts(data: bytes) -> Iterator[str]:
    """The readable stretches of a record, in one byte or two for a letter."""
    wide = _WIDE.sub(b"\0\0", data)
    yield from (found.decode("utf-16-le", "ignore") for found in _WIDE.findall(data))
    yield from (found.decode("ascii") for found in _NARROW.findall(wide))
