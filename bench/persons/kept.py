"""Everything that a folder holds as text: packages unpacked, tables of databases and Parquet files written out."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import duckdb
import pyarrow.parquet as pq


def texts_under(places: Iterable[Path]) -> list[bytes]:
    """The contents of all files below some places, as they lie there and as they read."""
    files = [path for place in places for path in ([place] if place.is_file() else place.rglob("*")) if path.is_file()]
    return [content for path in files for content in _contents(path)]


def found_in(secrets: Iterable[str], texts: Iterable[bytes]) -> bool:
    """Whether any of these strings stands anywhere, in eight bits or in sixteen."""
    forms = [form for one in secrets for form in (one.encode(), one.encode("utf-16-le"))]
    return any(form in content for content in texts for form in forms)


def _contents(path: Path) -> Iterator[bytes]:
    content = path.read_bytes()
    yield str(path.name).encode()
    yield from _unpacked(content)
    if content[:4] == b"PAR1":
        yield str(pq.read_table(path).to_pylist()).encode()
    elif content[:15] == b"SQLite format 3":
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as ledger:
            yield "\n".join(ledger.iterdump()).encode("utf-8", "replace")
    elif path.suffix == ".duckdb":
        with duckdb.connect(str(path), read_only=True) as snapshot:
            for (name,) in snapshot.execute("SELECT table_name FROM duckdb_tables()").fetchall():
                yield str(snapshot.execute(f'SELECT * FROM "{name}"').fetchall()).encode()


def _unpacked(content: bytes) -> Iterator[bytes]:
    yield content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from _unpacked(archive.read(name))
