"""A zipped workbook opened with care: measured before it is unpacked, unpacked part by part, no definitions in it."""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import IO, NamedTuple
from xml.parsers import expat

from etl.reading.grid import MAX_ROWS, column_index
from etl.reading.refusal import Budget, FileRefusal

_CHUNK = 1 << 20
_ENCRYPTED_FLAG = 0x1
_ZIP_FAULTS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    NotImplementedError,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    struct.error,
)
_DECLARED = re.compile(rb"""^\xef\xbb\xbf|^\s*<\?xml[^>]*?encoding\s*=\s*["'](?!utf-?8["'])""", re.IGNORECASE)


class WorkbookPackage:
    """The parts of a zipped workbook by lower-case name; every byte handed out was counted and checksummed."""

    def __init__(self, stream: IO[bytes], budget: Budget) -> None:
        self.budget = budget
        self.file = budget.file
        try:
            self._zip = zipfile.ZipFile(stream)
            entries = self._zip.infolist()
        except _ZIP_FAULTS as fault:
            raise FileRefusal("truncated", file=self.file) from fault
        self._measure(entries)
        self._entries = {entry.filename.replace("\\", "/").lstrip("/").lower(): entry for entry in entries}

    def _measure(self, entries: list[zipfile.ZipInfo]) -> None:
        limits = self.budget.limits
        unpacked = sum(entry.file_size for entry in entries)
        packed = sum(entry.compress_size for entry in entries) or 1
        if len(entries) > limits.parts or unpacked > limits.unpacked_bytes:
            raise FileRefusal("bomb", file=self.file)
        if unpacked > limits.ratio_floor and unpacked / packed > limits.ratio:
            raise FileRefusal("bomb", file=self.file)
        if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
            raise FileRefusal("encrypted", file=self.file)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._entries

    def names(self) -> list[str]:
        """Lower-case names of all parts."""
        return list(self._entries)

    def written_name(self, name: str) -> str:
        """The name of a part as the archive spells it; as given when there is no such part."""
        entry = self._entries.get(name.lower())
        return entry.filename if entry else name

    def read(self, name: str) -> bytes:
        """The whole part, empty if there is none; refuses a part that is damaged or not what it declares."""
        entry = self._entries.get(name.lower())
        if entry is None:
            return b""
        self.budget.tick()
        try:
            # zipfile stops at the declared size and then compares the checksum, so a part that
            # understates its size never unpacks further than what was measured.
            return self._zip.read(entry)
        except _ZIP_FAULTS as fault:
            raise FileRefusal("truncated", file=self.file) from fault


def resolve(base: str, target: str) -> str:
    """Full part name of a relationship target as seen from the part ``base``."""
    target = target.replace("\\", "/")
    if target.startswith("/"):
        return target.lstrip("/").lower()
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), target)).lower()


def relations_of(name: str) -> str:
    """Name of the part that lists the relationships of part ``name``."""
    folder, _, leaf = name.rpartition("/")
    return f"{folder}/_rels/{leaf}.rels" if folder else f"_rels/{leaf}.rels"


def is_plain_utf8(part: bytes) -> bool:
    """Whether a part is UTF-8 without byte order mark, comments, CDATA or definitions."""
    return b"<!" not in part and part[:2] not in (b"\xff\xfe", b"\xfe\xff") and not _DECLARED.match(part[:200])


def stream_part(
    part: bytes,
    budget: Budget,
    *,
    start: Callable[[str, dict[str, str]], object] | None = None,
    end: Callable[[str], object] | None = None,
    text: Callable[[str], object] | None = None,
    local_names: bool = True,
) -> None:
    """Stream a part through expat with the given handlers.

    Names come without their namespace, or with ``local_names=False`` as ``namespace name``.
    Refuses definitions (a DTD can blow up a few bytes into gigabytes) and parts that are not well formed.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def refuse_definitions(*_: object) -> None:
        raise FileRefusal("dtd", file=budget.file)

    parser.StartDoctypeDeclHandler = refuse_definitions
    if start is not None and local_names:
        parser.StartElementHandler = lambda tag, attrs: start(
            tag.rpartition(" ")[2], {key.rpartition(" ")[2]: value for key, value in attrs.items()}
        )
    elif start is not None:
        parser.StartElementHandler = start
    if end is not None:
        parser.EndElementHandler = (lambda tag: end(tag.rpartition(" ")[2])) if local_names else end
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        for at in range(0, len(part), _CHUNK):
            budget.tick()
            parser.Parse(part[at : at + _CHUNK], False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as fault:
        raise FileRefusal("truncated", file=budget.file) from fault


def small_int(text: str | bytes, default: int = 0) -> int:
    """The whole number an attribute holds, ``default`` when it holds none or an absurd one."""
    return int(text) if len(text) <= 9 and text.isascii() and text.isdigit() else default


ATTRIBUTES = rb'(?: [a-zA-Z][\w:]*+="[^"<>]*+")*+'
_ENDING = rb" ?+(/>|></c>|>)"
CELL = re.compile(rb'<c r="([A-Z]{1,3}+)([1-9][0-9]{0,6}+)"' + ATTRIBUTES + _ENDING)
_LETTERS = re.compile(rb'<c r="([A-Z]{1,3}+)')
_SAMPLE = 20_000
_SHARE = 4

CellTag = tuple[bytes, bytes, bytes]
"""Column letters, row number and ending of a cell's opening tag; the ending is ``>`` unless the cell is empty."""


class Extent(NamedTuple):
    """Rows and columns of the rectangle from A1 in which all cells lie."""

    rows: int
    cols: int


def extent_of(cells: Sequence[CellTag], budget: Budget) -> Extent:
    """The rectangle of the filled cells, looked at one by one."""
    if any(ending != b">" for ending in set(map(itemgetter(2), cells))):
        cells = [cell for cell in cells if cell[2] == b">"]
    if not cells:
        return Extent(0, 0)
    letters = set(map(itemgetter(0), cells))
    rows = max(map(int, set(map(itemgetter(1), cells))))
    try:
        cols = max(column_index(name.decode()) for name in letters) + 1
    except ValueError as fault:
        raise FileRefusal("truncated", file=budget.file) from fault
    if rows > MAX_ROWS:
        raise FileRefusal("truncated", file=budget.file)
    return Extent(rows, cols)


def extent_within(data: bytes, numbers: Sequence[bytes], budget: Budget) -> Extent | None:
    """A rectangle a little larger than needed that holds every cell, all of them spelt as they should be.

    ``numbers`` are the row numbers of ``data``. ``None`` when a cell lies outside or is spelt otherwise, or when the
    rectangle would take a good part of the budget.
    """
    letters = {name.decode() for name in _LETTERS.findall(data[:_SAMPLE])}
    if not numbers or not letters or max(map(len, letters)) > 2:
        return None
    last_row, row_pattern = _rows_to(max(map(int, numbers)))
    last_col, col_pattern = _cols_to(max(letters, key=lambda name: (len(name), name)))
    if last_row * last_col * _SHARE > budget.limits.cells - budget.cells or last_row > MAX_ROWS:
        return None
    cell = f'<c(?! r="(?:{col_pattern})(?:{row_pattern})"'.encode() + ATTRIBUTES + _ENDING + rb")"
    return None if re.search(cell, data) else Extent(last_row, last_col)


def _rows_to(last: int) -> tuple[int, str]:
    """A pattern for row numbers up to ``last`` or little more, and the largest number it allows."""
    digits = str(last)
    size = len(digits)
    if size == 1:
        return 9, "[1-9]"
    first, second = int(digits[0]), int(digits[1])
    parts = [f"[1-9][0-9]{{0,{size - 2}}}", f"{first}[0-{second}][0-9]{{{size - 2}}}"]
    if first > 1:
        parts.append(f"[1-{first - 1}][0-9]{{{size - 1}}}")
    return (int(digits[:2]) + 1) * 10 ** (size - 2) - 1, "|".join(parts)


def _cols_to(last: str) -> tuple[int, str]:
    """A pattern for column letters up to ``last`` (one or two letters) or little more, and how many it allows."""
    if len(last) == 1:
        return column_index(last) + 1, f"[A-{last}]"
    return column_index(f"{last[0]}Z") + 1, f"[A-Z]|[A-{last[0]}][A-Z]"
