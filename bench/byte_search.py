"""A search through everything that files and answers hold, unpacked: for numbers as they may be written and stored."""

from __future__ import annotations

import base64
import gzip
import io
import json
import re
import sqlite3
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import which

import duckdb
import pyarrow.parquet as pq

_LINES = re.compile(rb'\bd="[A-Za-z\d\s,.\-]*"')
"""Where the lines of a drawing run, those of letters too: these are no numbers that are told."""
_KHMER = re.compile(rb"\xe1\x9f([\xa0-\xa9])")
_BASE64 = re.compile(rb"[A-Za-z0-9+/]{24,}={0,2}")
_PDF_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_BINARY = (b"PAR1", b"SQLi", b"%PDF", b"\x89PNG")
_PNG_TEXT = (b"tEXt", b"zTXt", b"iTXt")
Piece = tuple[str, bytes]
"""Where something stands, and what it holds."""


_RUN = re.compile(rb"(?<![\d.])(?!(?<=[a-f])\d+[a-f])\d{5,15}(?!\d)")
"""Digits that stand by themselves, and not amid the letters of a hash."""
_GROUPED = re.compile(rb"(?<![\d.])\d{1,3}(?:(?:[,' ]|\xc2\xa0|\xe2\x80\xaf)\d{3}(?!\d))+")
_THOUSANDS = re.compile(rb"[,' ]|\xc2\xa0|\xe2\x80\xaf")
_PART, _TELLING = re.compile(rb"(?<![\d.])\d{1,12}[.,]\d{3,15}(?!\d)"), 4
"""A number with a fraction, and how many digits of one are told at least: fewer are those of anything."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A number or words that must be found nowhere but in places whose name begins as one of ``may_lie``."""

    about: str
    number: float | None = None
    words: str = ""
    may_lie: tuple[str, ...] = ()

    def is_in(self, content: Content) -> bool:
        """Whether some content holds it, however written or stored."""
        if self.number is None:
            return any(form in content.raw for form in (self.words.encode(), self.words.encode("utf-16-le")))
        if content.is_stored and any(one in content.raw for one in _stored(self.number)):
            return True
        if float(self.number).is_integer():
            return int(self.number) in content.whole
        return any(round(self.number, places) == part for part, places in content.parts)


class Content:
    """Some bytes with the numbers that are written in them: ``whole`` ones, and those with three decimals and more."""

    def __init__(self, raw: bytes) -> None:
        self.raw, self.is_stored = raw, b"\0" in raw
        read = _LINES.sub(b"", raw) if b"<path" in raw else raw
        told = _KHMER.sub(lambda sign: bytes([sign[1][0] - 0xA0 + 0x30]), read) if b"\xe1\x9f" in read else read
        texts = (told, told.replace(b"\0", b"")) if self.is_stored else (told,)
        grouped = {_THOUSANDS.sub(b"", one) for text in texts for one in _GROUPED.findall(text)}
        self.whole = {int(one) for one in (*grouped, *(one for text in texts for one in _RUN.findall(text)))}
        parts = {one.replace(b",", b".") for text in texts for one in _PART.findall(text)}
        told_enough = (one for one in parts if len(one.lstrip(b"0.")) >= _TELLING)
        self.parts = {(float(one), len(one.split(b".")[1])) for one in told_enough}


def _stored(number: float) -> Iterator[bytes]:
    yield struct.pack("<d", number)
    yield struct.pack(">d", number)
    if float(number).is_integer():
        yield struct.pack("<q", int(number))


def found(sought: Iterable[Sought], pieces: Iterable[Piece]) -> list[str]:
    """What was found where it may not be."""
    wanted, wrong = list(sought), []
    for where, raw in pieces:
        content = Content(raw)
        asked = (one for one in wanted if not (one.may_lie and where.startswith(one.may_lie)))
        wrong += [f"{one.about}: {where}" for one in asked if one.is_in(content)]
    return wrong


def pieces_under(folder: Path, called: str = "") -> Iterator[Piece]:
    """Everything below a folder, each file under its place in it, after ``called``."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield from pieces_of(f"{called}{path.relative_to(folder).as_posix()}", path)


def pieces_of(where: str, path: Path) -> Iterator[Piece]:
    """A file as it lies there and as it reads, with its name."""
    content = path.read_bytes()
    yield where, path.name.encode()
    yield from unpacked(where, content)
    if content[:4] == b"PAR1":
        yield from _parquet(where, content)
    elif content[:15] == b"SQLite format 3":
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as ledger:
            yield f"{where} (tables)", "\n".join(ledger.iterdump()).encode("utf-8", "replace")
    elif path.suffix == ".duckdb":
        yield from _duckdb(where, path)
    elif content[:4] == b"%PDF" and (reader := which("pdftotext")):
        told = subprocess.run([reader, str(path), "-"], check=True, capture_output=True).stdout
        yield f"{where} (words)", told


def _parquet(where: str, content: bytes) -> Iterator[Piece]:
    file = pq.ParquetFile(io.BytesIO(content))
    yield f"{where} (rows)", str(file.read().to_pylist()).encode()
    about = [
        file.metadata.row_group(n).column(c)
        for n in range(file.num_row_groups)
        for c in range(file.metadata.num_columns)
    ]
    yield f"{where} (statistics)", "\n".join(str(one.statistics) for one in about).encode()


def _duckdb(where: str, path: Path) -> Iterator[Piece]:
    """The rows of every table, and what the file says of the least and most in each block."""
    with duckdb.connect(str(path), read_only=True) as snapshot:
        for (name,) in snapshot.execute("SELECT table_name FROM duckdb_tables()").fetchall():
            rows = snapshot.execute(f'SELECT * FROM "{name}"').fetchall()
            yield f"{where} ({name})", "\n".join(map(str, rows)).encode()
            about = snapshot.execute(f"SELECT stats FROM pragma_storage_info('{name}')").fetchall()
            yield f"{where} ({name}, statistics)", "\n".join(map(str, about)).encode()


def unpacked(where: str, content: bytes) -> Iterator[Piece]:
    """Some content, and what is packed into it: packages, streams, texts of pictures, bytes written as letters."""
    yield where, content
    if content[:2] == b"PK":
        with suppress(zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield f"{where}/{name}", name.encode()
                yield from unpacked(f"{where}/{name}", archive.read(name))
    elif content[:2] == b"\x1f\x8b":
        yield from unpacked(f"{where} (unzipped)", gzip.decompress(content))
    elif content[:4] == b"%PDF":
        for n, stream in enumerate(_PDF_STREAM.findall(content)):
            with suppress(zlib.error):
                yield f"{where} (stream {n})", zlib.decompress(stream)
    elif content[:15] == b"SQLite format 3":
        with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(":memory:")) as tables:
            tables.deserialize(content)
            yield f"{where} (tables)", "\n".join(tables.iterdump()).encode("utf-8", "replace")
    elif content[:8] == b"\x89PNG\r\n\x1a\n":
        yield from _told_by_picture(where, content)
    elif content[:1] in (b"{", b"["):
        with suppress(ValueError):
            yield f"{where} (letters)", json.dumps(json.loads(content), ensure_ascii=False).encode()
    if content[:2] != b"PK" and content[:4] not in _BINARY and content[8:12] != b"DUCK":
        for inside in _BASE64.findall(content):
            with suppress(ValueError):
                told = base64.b64decode(inside + b"=" * (-len(inside) % 4), validate=True)
                yield f"{where} (from letters)", told
                if told[:2] == b"PK":
                    yield from unpacked(f"{where} (from letters)", told)


def _told_by_picture(where: str, content: bytes) -> Iterator[Piece]:
    at = 8
    while at + 8 <= len(content):
        (size,), kind = struct.unpack(">I", content[at : at + 4]), content[at + 4 : at + 8]
        if kind in _PNG_TEXT:
            said = content[at + 8 : at + 8 + size]
            yield f"{where} ({kind.decode()})", said
            with suppress(zlib.error, IndexError):
                yield f"{where} ({kind.decode()})", zlib.decompress(said.split(b"\0", 1)[1][1:])
        at += 12 + size


def as_pieces(told: Mapping[str, str | bytes]) -> Iterator[Piece]:
    """Answers by name, unpacked."""
    for name, content in told.items():
        yield from unpacked(name, content.encode() if isinstance(content, str) else content)
