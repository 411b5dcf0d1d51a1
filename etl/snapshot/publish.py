"""Writing a snapshot file and putting it in force: built aside, checked, renamed, then named by the pointer."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from childrights.catalogue import BuildError, NoSnapshot
from childrights.files import replace
from childrights.snapshot import POINTER, Pointer, read_pointer
from etl.ledger import State, replace_file, sync_file

SCHEMA_VERSION = "3"
KEEP_SNAPSHOTS = 5
_BUILDING = ".building-"

_SORTED_BY = {"observation": "NOT by_default, indicator, year_start, area, sex, age, residence, wealth, disability, id"}


_NOT_HASHED = {"withdrawn"}


def write_snapshot(path: Path, tables: Mapping[str, pa.Table], built_at: str, boundaries: str = "") -> str:
    """Write ``tables`` and a ``meta`` table to a new DuckDB file at ``path``; returns the content hash.

    The hash covers every row of every table and the schema version, not the time of building nor the boundaries that
    maps are drawn by nor the order in which rows arrived, so the same inputs always give the same hash. What was taken
    back is no part of it: the hash is then again what it was before.
    """
    with duckdb.connect(str(path), config={"python_enable_replacements": False, "threads": 1}) as connection:
        hashes = []
        connection.execute("BEGIN")
        for name in sorted(tables):
            connection.register("incoming", tables[name])
            order = _SORTED_BY.get(name, "ALL")
            connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM incoming ORDER BY {order}')
            connection.unregister("incoming")
            if name not in _NOT_HASHED:
                hashes.append(f"{name}:{_hash_table(connection, name)}")
        content_hash = _sha256(connection, "\n".join([SCHEMA_VERSION, *hashes]))
        meta = {"schema_version": SCHEMA_VERSION, "content_hash": content_hash, "built_at": built_at}
        meta["boundaries"] = boundaries
        connection.execute("CREATE TABLE meta (key VARCHAR, value VARCHAR)")
        connection.executemany("INSERT INTO meta VALUES (?, ?)", list(meta.items()))
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT")
    return content_hash


def _hash_table(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    sql = f"""
        SELECT coalesce(sha256(string_agg(row_hash, '' ORDER BY row_hash)), '')
        FROM (SELECT md5(CAST(rows AS VARCHAR)) AS row_hash FROM "{name}" AS rows)
    """
    return str(_one(connection, sql))


def _sha256(connection: duckdb.DuckDBPyConnection, text: str) -> str:
    return str(_one(connection, "SELECT sha256(?)", [text]))


def _one(connection: duckdb.DuckDBPyConnection, sql: str, parameters: list[str] | None = None) -> object:
    row = connection.execute(sql, parameters or []).fetchone()
    return row[0] if row else None


def publish(
    state: State,
    tables: Mapping[str, pa.Table],
    inputs: str,
    *,
    announce: Callable[[Path], None] | None = None,
    boundaries: str = "",
) -> Pointer:
    """Build a snapshot of ``tables`` and put it in force. The caller holds ``state.publishing()``.

    ``inputs`` is the fingerprint of what the tables were made from; ``announce`` is called with the finished file
    before it is in force; ``boundaries`` the file that maps are drawn by. Until the pointer is replaced, which is one
    atomic rename, everybody keeps reading the previous snapshot; whatever stops the process before leaves only a
    ``.building-`` file that the next publication sweeps away.
    """
    state.create()
    _sweep(state)
    now = datetime.now(UTC)
    temporary = state.snapshots / f"{_BUILDING}{os.getpid()}.duckdb"
    content_hash = write_snapshot(temporary, tables, now.isoformat(timespec="seconds"), boundaries)
    _check(temporary, tables)
    sync_file(temporary)
    final = _unique_path(state, now, content_hash)
    replace(temporary, final)
    if announce is not None:
        announce(final)
    pointer = Pointer(final.name, content_hash, inputs, now.isoformat(timespec="seconds"), boundaries)
    replace_file(state.pointer, json.dumps(asdict(pointer), indent=1).encode())
    _tidy(state, final)
    return pointer


def _check(path: Path, tables: Mapping[str, pa.Table]) -> None:
    with duckdb.connect(str(path), read_only=True, config={"threads": 1}) as connection:
        for name, table in tables.items():
            written = _one(connection, f'SELECT count(*) FROM "{name}"')
            if written != table.num_rows:
                raise BuildError(f"The table {name} should hold {table.num_rows} rows and holds {written}.")
        duplicates = _one(connection, "SELECT count(*) - count(DISTINCT id) FROM observation")
        if duplicates:
            raise BuildError(f"{duplicates} observations share a short code with another one.")


def _unique_path(state: State, now: datetime, content_hash: str) -> Path:
    stem = f"{now:%Y%m%dT%H%M%S}{now.microsecond:06d}-{content_hash[:12]}"
    return state.snapshots / f"{stem}.duckdb"


def _sweep(state: State) -> None:
    """Remove what a stopped publication left. A file that somebody on Windows holds stays until the next time."""
    for leftover in (*state.snapshots.glob(f"{_BUILDING}*"), *state.home.glob(f".{POINTER}.*.tmp")):
        with suppress(PermissionError):
            leftover.unlink(missing_ok=True)


def _tidy(state: State, current: Path) -> None:
    """Keep the last few snapshots. A file that a reader on Windows still holds stays until the next time."""
    snapshots = sorted(state.snapshots.glob("[0-9]*.duckdb"))
    for old in snapshots[:-KEEP_SNAPSHOTS]:
        if old != current:
            with suppress(PermissionError):
                old.unlink(missing_ok=True)


def published(state: State) -> Pointer | None:
    """The pointer of ``state`` if its snapshot is really there, else ``None``."""
    try:
        pointer = read_pointer(state.home)
    except (NoSnapshot, ValueError, TypeError):
        return None
    return pointer if (state.snapshots / pointer.file).exists() else None
