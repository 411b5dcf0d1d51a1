"""Writing a snapshot file and putting it in force: built aside, checked, renamed, then named by the pointer."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import replace as changed
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import duckdb
import pyarrow as pa

from childrights.catalogue import BuildError, NoSnapshot
from childrights.files import FileHeld, no_debris, replace
from childrights.snapshot import (
    SEAL,
    Pointer,
    UnreadableSnapshot,
    checksum,
    is_sound,
    parse_pointer,
    seals,
    serving,
    written_pointer,
)
from etl.ledger import SET_ASIDE, STAGED, State, replace_file, sync_file

SCHEMA_VERSION = "3"
KEEP_SNAPSHOTS = 5
BUILDING = ".building-"
_LEFT_OVER_S = 3600.0

_SORTED_BY = {"observation": "NOT by_default, indicator, year_start, area, sex, age, residence, wealth, disability, id"}


_NOT_HASHED = {"withdrawn"}

# Some fifty tables, most of a few kilobytes: in blocks of 256 KB, and packed as DuckDB 1.0 could read it, the file has
# seven times the size and takes twice the time to write.
_STORED: dict[str, str | bool | int | float | list[str]] = {
    "python_enable_replacements": False,
    "threads": 1,
    "default_block_size": "16384",
    "storage_compatibility_version": "v1.4.0",
}


def write_snapshot(path: Path, tables: Mapping[str, pa.Table], built_at: str, boundaries: str = "") -> str:
    """Write ``tables`` and a ``meta`` table to a new DuckDB file at ``path``; returns the content hash.

    The hash covers every row of every table and the schema version, not the time of building nor the boundaries that
    maps are drawn by nor the order in which rows arrived, so the same inputs always give the same hash. What was taken
    back is no part of it: the hash is then again what it was before.
    """
    laid = _lay_out(_OfFiles({name: table for name, table in tables.items() if _is_of_file(table)}, path))
    path.write_bytes(laid.content)
    with duckdb.connect(str(path), config=_STORED) as connection:
        connection.execute("BEGIN")
        new = sorted(tables.keys() - laid.hashes)
        made = {**laid.hashes, **{name: _create(connection, name, tables[name]) for name in new}}
        hashes = [f"{name}:{made[name]}" for name in sorted(tables) if name not in _NOT_HASHED]
        content_hash = _sha256(connection, "\n".join([SCHEMA_VERSION, *hashes]))
        meta = {"schema_version": SCHEMA_VERSION, "content_hash": content_hash, "built_at": built_at}
        meta["boundaries"] = boundaries
        connection.execute("CREATE TABLE meta (key VARCHAR, value VARCHAR)")
        connection.executemany("INSERT INTO meta VALUES (?, ?)", list(meta.items()))
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT")
    return content_hash


@dataclass(frozen=True, slots=True)
class _OfFiles:
    """The tables that are rows of a file; two of them are the same where all tables are. ``path`` is where to lay them
    out."""

    tables: Mapping[str, pa.Table]
    path: Path

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _OfFiles) or self.tables.keys() != other.tables.keys():
            return False
        return all(table is other.tables[name] for name, table in self.tables.items())

    def __hash__(self) -> int:
        return hash(frozenset(self.tables))


@dataclass(frozen=True, slots=True)
class _Laid:
    """The bytes of a DuckDB file with some tables, and the hash of each."""

    content: bytes
    hashes: Mapping[str, str]


# Two of three tables of a snapshot are the reference tables, which are what they were the last time this process
# published: they are written once, and every snapshot begins as a copy of that, in half the time.
@lru_cache(maxsize=2)
def _lay_out(given: _OfFiles) -> _Laid:
    with duckdb.connect(str(given.path), config=_STORED) as connection:
        connection.execute("BEGIN")
        hashes = {name: _create(connection, name, given.tables[name]) for name in sorted(given.tables)}
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT")
    return _Laid(given.path.read_bytes(), hashes)


def _create(connection: duckdb.DuckDBPyConnection, name: str, table: pa.Table) -> str:
    """Write a table; returns the hash over its rows, whatever their order, empty where it has none."""
    connection.register("incoming", table)
    connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM incoming{_order(name, table)}')
    connection.unregister("incoming")
    return _hash_table(connection, name) if table.num_rows else ""


def _is_of_file(table: pa.Table) -> bool:
    """Whether the rows bear the numbers that they have in a file."""
    return bool(table.column_names[0] == "row" and not table["row"].null_count)


def _order(name: str, table: pa.Table) -> str:
    """How the rows of a table are brought into order; those of a file are in it."""
    if not table.num_rows or _is_of_file(table):
        return ""
    return f" ORDER BY {_SORTED_BY.get(name, 'ALL')}"


def _hash_table(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    sql = f"""
        SELECT sha256(string_agg(row_hash, '' ORDER BY row_hash))
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
    holds: Collection[str] = (),
    gone: Collection[str] = (),
) -> Pointer:
    """Build a snapshot of ``tables`` and put it in force. The caller holds ``state.publishing()``.

    ``inputs`` is the fingerprint of what the tables were made from; ``announce`` is called with the finished file
    before it is in force; ``boundaries`` the file that maps are drawn by. ``holds`` are the ids of the uploads and
    entries it shows, ``gone`` of those that were taken back: an older snapshot that shows one of these is never again
    put in the place of a damaged one. Until the pointer is replaced, which is one atomic rename, everybody keeps
    reading the previous snapshot; whatever stops the process before leaves only a ``.building-`` file that the next
    publication sweeps away.
    """
    state.create()
    sweep(state)
    now = datetime.now(UTC)
    temporary = state.snapshots / f"{BUILDING}{os.getpid()}.duckdb"
    with no_debris(temporary):
        content_hash = write_snapshot(temporary, tables, now.isoformat(timespec="seconds"), boundaries)
        _check(temporary, tables)
        sync_file(temporary)
        sha256 = checksum(temporary)
        final = _unique_path(state, now, content_hash)
        replace(temporary, final)
    pointer = Pointer(final.name, content_hash, inputs, now.isoformat(timespec="seconds"), boundaries, sha256)
    pointer = changed(pointer, holds=tuple(sorted(holds)))
    try:
        if announce is not None:
            announce(final)
        _seal_those_before(state, frozenset(gone))
        replace_file(state.pointer, pointer.text().encode())
    except BaseException:
        with suppress(OSError):
            final.unlink()
        raise
    seal(state, pointer)
    _tidy(state, final)
    return pointer


def seal(state: State, pointer: Pointer) -> None:
    """Write the pointer beside its snapshot, by which it takes the place of a newer one that is damaged."""
    replace_file(state.snapshots / f"{Path(pointer.file).stem}{SEAL}", pointer.text().encode())


def _seal_those_before(state: State, gone: Collection[str]) -> None:
    """The snapshot in force gets the seal that whoever was stopped after its pointer could not write; those that show
    something that was taken back are retired."""
    sealed = {one.file: one for one in seals(state.home)}
    standing = written_pointer(state.home)
    unsealed = standing is not None and standing.sha256 and standing.file not in sealed
    if standing is not None and unsealed and (state.snapshots / standing.file).exists():
        seal(state, standing)
        sealed[standing.file] = standing
    for one in sealed.values():
        if not one.retired and not set(one.holds).isdisjoint(gone):
            seal(state, changed(one, retired=True))


def _check(path: Path, tables: Mapping[str, pa.Table]) -> None:
    with duckdb.connect(str(path), read_only=True, config={"threads": 1}) as connection:
        counts = ", ".join(f'(SELECT count(*) FROM "{name}")' for name in tables)
        found = connection.execute(f"SELECT {counts}").fetchall()[0]
        for (name, table), written in zip(tables.items(), found, strict=True):
            if written != table.num_rows:
                raise BuildError(f"The table {name} should hold {table.num_rows} rows and holds {written}.")
        duplicates = _one(connection, "SELECT count(*) - count(DISTINCT id) FROM observation")
        if duplicates:
            raise BuildError(f"{duplicates} observations share a short code with another one.")


def _unique_path(state: State, now: datetime, content_hash: str) -> Path:
    stem = f"{now:%Y%m%dT%H%M%S}{now.microsecond:06d}-{content_hash[:12]}"
    return state.snapshots / f"{stem}.duckdb"


def sweep(state: State) -> int:
    """Remove what stopped work left; returns how many files and folders. One that somebody on Windows holds stays until
    the next time. The caller holds ``state.publishing()``."""
    mine = (f"snapshots/{BUILDING}*", "snapshots/.*.tmp", f".{state.pointer.name}.*", ".news.*", ".backup.*", STAGED)
    oldest, swept = time.time() - _LEFT_OVER_S, 0
    for leftover in (
        *(path for name in mine for path in state.home.glob(name)),
        # Somebody who sends, or signs in, may be writing one of these now.
        *(path for path in state.home.glob("*/.*.tmp") if _is_older(path, oldest)),
        *(path for path in state.home.glob(".*.tmp") if _is_older(path, oldest)),
    ):
        with suppress(OSError):
            shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
            swept += 1
    return swept


def remove_unheld(path: Path) -> None:
    """Remove a file, unless somebody on Windows holds it: then it goes the next time."""
    with suppress(PermissionError):
        path.unlink(missing_ok=True)


def _is_older(path: Path, moment: float) -> bool:
    try:
        return path.stat().st_mtime < moment
    except OSError:
        return False


def _tidy(state: State, current: Path) -> None:
    """Keep the last few snapshots. A file that a reader on Windows still holds stays until the next time."""
    snapshots = sorted(state.snapshots.glob("[0-9]*.duckdb"))
    for old in snapshots[:-KEEP_SNAPSHOTS]:
        if old != current:
            remove_unheld(old)
    for alone in state.snapshots.glob(f"[0-9]*{SEAL}"):
        if not alone.with_suffix(".duckdb").exists():
            remove_unheld(alone)


def published(state: State) -> Pointer | None:
    """The pointer of the snapshot that serves, ``None`` where none can."""
    try:
        return serving(state.home).pointer
    except (NoSnapshot, UnreadableSnapshot):
        return None


def is_whole(state: State) -> bool:
    """Whether the snapshot that serves is the one that was published last, and nothing of it is damaged."""
    pointer = written_pointer(state.home)
    return pointer is not None and is_sound(state.home, pointer)


_KEPT_ASIDE = 8


def remove_older(state: State, pointer: Pointer) -> None:
    """Remove every snapshot but the one that ``pointer`` names, and what was set aside: something of it was erased."""
    for path in state.snapshots.glob("[0-9]*"):
        if path.stem != Path(pointer.file).stem:
            with suppress(PermissionError):
                path.unlink(missing_ok=True)
    shutil.rmtree(state.home / SET_ASIDE, ignore_errors=True)


def set_damage_aside(state: State) -> tuple[str, ...]:
    """Move snapshots, seals and a pointer that are damaged out of the way, for ``doctor`` to tell of; their names.

    The caller holds ``state.publishing()``. A snapshot without a seal came from an earlier version and is left alone.
    """
    damaged: list[Path] = []
    pointer = written_pointer(state.home)
    if pointer is None and state.pointer.exists():
        damaged.append(state.pointer)
    for one in {each.file: each for each in (*seals(state.home), *([pointer] if pointer else ()))}.values():
        file = state.snapshots / one.file
        if one.sha256 and _is_another(file, one.sha256):
            damaged += [file, file.with_suffix(SEAL)]
    for path in state.snapshots.glob(f"[0-9]*{SEAL}"):
        if parse_seal(path) is None:
            damaged.append(path)
    return tuple(path.name for path in damaged if _moved_aside(state, path))


def _is_another(file: Path, sha256: str) -> bool:
    """Whether a file can be read and is not what was published; what cannot be read now may be sound."""
    try:
        return file.is_dir() or checksum(file) != sha256
    except OSError:
        return False


def parse_seal(path: Path) -> Pointer | None:
    """The pointer in a seal; ``None`` for one that is damaged."""
    try:
        return parse_pointer(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return None


def _moved_aside(state: State, path: Path) -> bool:
    folder = state.home / SET_ASIDE
    try:
        folder.mkdir(exist_ok=True)
        replace(path, folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{path.name}")
        damaged = [one for one in folder.iterdir() if one.name.endswith((".duckdb", SEAL, state.pointer.name))]
        for old in sorted(damaged)[:-_KEPT_ASIDE]:
            shutil.rmtree(old) if old.is_dir() else old.unlink()
    except (OSError, FileHeld):
        return False
    return True
