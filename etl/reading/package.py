"""A zipped workbook opened with care: measured before it is unpacked, unpacked part by part, no definitions in it."""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import IO
from xml.parsers import expat

from etl.reading.refusal import Budget, Refusal

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


class Package:
    """The parts of a zipped workbook by lower-case name; every byte handed out was counted and checksummed."""

    def __init__(self, stream: IO[bytes], budget: Budget) -> None:
        self.budget = budget
        self.file = budget.file
        try:
            self._zip = zipfile.ZipFile(stream)
            entries = self._zip.infolist()
        except _ZIP_FAULTS as fault:
            raise Refusal("truncated", file=self.file) from fault
        self._measure(entries)
        self._entries = {entry.filename.replace("\\", "/").lstrip("/").lower(): entry for entry in entries}

    def _measure(self, entries: list[zipfile.ZipInfo]) -> None:
        limits = self.budget.limits
        unpacked = sum(entry.file_size for entry in entries)
        packed = sum(entry.compress_size for entry in entries) or 1
        if len(entries) > limits.parts or unpacked > limits.unpacked_bytes:
            raise Refusal("bomb", file=self.file)
        if unpacked > limits.ratio_floor and unpacked / packed > limits.ratio:
            raise Refusal("bomb", file=self.file)
        if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
            raise Refusal("encrypted", file=self.file)

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
            raise Refusal("truncated", file=self.file) from fault


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


def parse(
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
        raise Refusal("dtd", file=budget.file)

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
        raise Refusal("truncated", file=budget.file) from fault


def small_int(text: str | bytes, default: int = 0) -> int:
    """The whole number an attribute holds, ``default`` when it holds none or an absurd one."""
    return int(text) if len(text) <= 9 and text.isascii() and text.isdigit() else default
