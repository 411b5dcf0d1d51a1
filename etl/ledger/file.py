"""The file of the ledger: its tables, how it is opened, and what every entry needs."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from childrights.catalogue import BuildError, ChildRightsError
from childrights.files import DiskFull
from childrights.i18n import N_
from childrights.snapshot import BOUNDARIES_FOLDER
from etl.ledger.audit_chain import HEAD_FILE, keep_head, read_head
from etl.ledger.audit_chain import write_audit as write_audit
from etl.ledger.migrations import migrate, missing_migrations
from etl.ledger.state import State
from etl.ledger.words_kept import LedgerConnection

_SCHEMA = """
CREATE TABLE IF NOT EXISTS upload (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    member TEXT NOT NULL, file_name TEXT NOT NULL, sha256 TEXT NOT NULL,
    uploaded_at TEXT NOT NULL, uploaded_by TEXT NOT NULL, note TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL CHECK (status IN ('submitted', 'published', 'withdrawn')),
    accepted INTEGER NOT NULL, rejected INTEGER NOT NULL,
    observations_file TEXT NOT NULL,
    withdrawn_at TEXT, withdrawn_by TEXT, why TEXT,
    source_kind TEXT NOT NULL DEFAULT 'own_records',
    sample INTEGER,
    publication TEXT NOT NULL DEFAULT '',
    publication_year INTEGER,
    publication_table TEXT NOT NULL DEFAULT '',
    distinct_children INTEGER NOT NULL DEFAULT 0,
    compared_at TEXT, compared_by TEXT, compared_why TEXT,
    copy TEXT NOT NULL DEFAULT ''
);
CREATE TABLE IF NOT EXISTS learned (
    member TEXT NOT NULL, kind TEXT NOT NULL, label TEXT NOT NULL, code TEXT NOT NULL, learned_at TEXT NOT NULL,
    PRIMARY KEY (member, kind, label)
);
CREATE TABLE IF NOT EXISTS omission (
    upload INTEGER NOT NULL, label TEXT NOT NULL, why TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS proposal (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    member TEXT NOT NULL, file_name TEXT NOT NULL, sha256 TEXT NOT NULL, upload TEXT NOT NULL DEFAULT '',
    proposed_at TEXT NOT NULL, proposed_by TEXT NOT NULL,
    label TEXT NOT NULL, name TEXT NOT NULL, name_km TEXT NOT NULL DEFAULT '', unit TEXT NOT NULL,
    counts TEXT NOT NULL, why TEXT NOT NULL DEFAULT '', cells INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS entry (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, content TEXT NOT NULL,
    member TEXT NOT NULL, file_name TEXT NOT NULL, sha256 TEXT NOT NULL,
    recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS entry_withdrawal (
    entry INTEGER PRIMARY KEY REFERENCES entry (number),
    why TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS conflict_decision (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    figure TEXT NOT NULL, published TEXT NOT NULL, upload TEXT NOT NULL, member TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('correction', 'members')),
    why TEXT NOT NULL, decided_at TEXT NOT NULL, decided_by TEXT NOT NULL, corrected TEXT NOT NULL,
    undone_at TEXT, undone_by TEXT, undone_why TEXT
);
CREATE TABLE IF NOT EXISTS disclosed (
    figure TEXT PRIMARY KEY, upload TEXT NOT NULL, shown INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS secret (
    name TEXT PRIMARY KEY, value TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS audit (
    at TEXT NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL, detail TEXT NOT NULL
);
"""
_BUSY_SECONDS = 30


class DamagedLedger(BuildError):
    """The ledger is damaged, or gone while what it spoke of is still there."""


class LedgerHeld(ChildRightsError):
    """The ledger cannot be written to now: somebody else writes, or it may not be written by this person."""


@contextmanager
def opened(state: State) -> Iterator[sqlite3.Connection]:
    """The ledger of a state, made when there is none, open for the length of one block.

    Raises ``DamagedLedger``, ``LedgerHeld`` and ``DiskFull``. On a full disk, where SQLite cannot even make the files
    that it needs beside the ledger, it is opened for reading only.
    """
    if state.is_being_restored:
        with state.publishing():
            pass
    ledger_kept(state)
    with _told_in_words():
        state.home.mkdir(parents=True, exist_ok=True)
        try:
            connection = _connected(state)
        except sqlite3.OperationalError as error:
            if not _is_no_room(error) or _beside(state, "-wal"):
                raise
            connection = _for_reading(state)
        try:
            yield connection
        finally:
            connection.close()


def ledger_kept(state: State) -> bool:
    """Whether there is a ledger. Raises ``DamagedLedger`` where it is gone or empty, and what was accepted is not."""
    try:
        if state.ledger.stat().st_size or _beside(state, "-wal"):
            return True
    except FileNotFoundError:
        pass
    kept = (state.accepted, state.copies, state.home / BOUNDARIES_FOLDER)
    head = read_head(state.home / HEAD_FILE)
    if (head and head[0]) or any(any(folder.glob("[0-9a-f]*")) for folder in kept):
        gone = N_(
            "The ledger is gone, and with it who sent what; the files that it spoke of are still there. Nothing is "
            "published over that, and what is published stays. Restore a backup: python run.py restore FILE. Where "
            "there is none, begin a new ledger knowingly: python run.py build --accept-loss"
        )
        raise DamagedLedger(gone)
    return state.ledger.exists()


def begin(state: State) -> None:
    """Make the folders and the ledger that are missing, before anything is kept: files without one are a loss."""
    with opened(state):
        state.create()


def look_through(state: State) -> None:
    """Look at every page of the ledger. Raises ``DamagedLedger``."""
    if ledger_kept(state):
        with opened(state) as ledger:
            found = ledger.execute("PRAGMA integrity_check(1)").fetchone()[0]
            if found != "ok":
                raise DamagedLedger(_DAMAGED, reason=str(found).splitlines()[0])


_DAMAGED = N_(
    "The ledger is damaged ({reason}). Nothing is published over that, and what is published stays. Restore a backup: "
    "python run.py restore FILE. Where there is none, begin a new ledger knowingly: python run.py build --accept-loss"
)


def _connected(state: State) -> sqlite3.Connection:
    connection = sqlite3.connect(state.ledger, timeout=_BUSY_SECONDS, isolation_level=None, factory=LedgerConnection)
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.executescript(_SCHEMA)
        _bring_up_to_date(connection)
        connection.makes_fit = True
    except BaseException:
        connection.close()
        raise
    return connection


def _for_reading(state: State) -> sqlite3.Connection:
    address = f"{state.ledger.absolute().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(address, uri=True, isolation_level=None)
    connection.row_factory = sqlite3.Row
    return connection


def _beside(state: State, ending: str) -> int:
    """How many bytes lie in the file of SQLite's own beside the ledger."""
    try:
        return state.ledger.with_name(state.ledger.name + ending).stat().st_size
    except FileNotFoundError:
        return 0


_NO_ROOM = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_READONLY")


def _is_no_room(error: sqlite3.OperationalError) -> bool:
    return getattr(error, "sqlite_errorname", "").startswith(_NO_ROOM)


@contextmanager
def _told_in_words() -> Iterator[None]:
    """What SQLite says of the ledger becomes a sentence; what it says of our own words to it stays a fault."""
    try:
        yield
    except sqlite3.OperationalError as error:
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith(("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE", "SQLITE_IOERR_FSYNC")):
            raise DiskFull from error
        if name.startswith(("SQLITE_BUSY", "SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_LOCKED")):
            held = N_(
                "The ledger cannot be written to now: somebody else is writing, the disk is full, or this person may "
                "not write there. Nothing was changed. Please try again in a moment."
            )
            raise LedgerHeld(held) from error
        if name.startswith("SQLITE_IOERR"):
            raise DamagedLedger(_DAMAGED, reason=str(error)) from error
        raise
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise
    except sqlite3.DatabaseError as error:
        raise DamagedLedger(_DAMAGED, reason=str(error)) from error


_ADDED = {
    "source_kind": "TEXT NOT NULL DEFAULT 'own_records'",
    "sample": "INTEGER",
    "publication": "TEXT NOT NULL DEFAULT ''",
    "publication_year": "INTEGER",
    "publication_table": "TEXT NOT NULL DEFAULT ''",
    "distinct_children": "INTEGER NOT NULL DEFAULT 0",
    "compared_at": "TEXT",
    "compared_by": "TEXT",
    "compared_why": "TEXT",
    "copy": "TEXT NOT NULL DEFAULT ''",
}
"""Columns that older ledgers lack. What was sent before the layers counts as the weakest kind of source."""


def _bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Give an older ledger the columns it lacks; two processes that open it at once wait for each other."""
    if missing_migrations(connection):
        with transaction(connection):
            migrate(connection)
    if _missing(connection):
        with transaction(connection):
            for name in _missing(connection):
                connection.execute(f"ALTER TABLE upload ADD COLUMN {name} {_ADDED[name]}")
    if _before_entries(connection):
        with transaction(connection):
            _gather_entries(connection, _before_entries(connection))


def _missing(connection: sqlite3.Connection) -> list[str]:
    known = {row["name"] for row in connection.execute("PRAGMA table_info(upload)")}
    return [name for name in _ADDED if name not in known]


_BEFORE_ENTRIES = {
    "assessment",
    "assessment_withdrawal",
    "recommendation_link",
    "recommendation_import",
    "recommendation_import_withdrawal",
    "recommendation_row",
}
"""Tables of ledgers in which every kind of entry had its own."""


def _before_entries(connection: sqlite3.Connection) -> set[str]:
    """Which tables of the time before entries this ledger still has."""
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {row["name"] for row in rows} & _BEFORE_ENTRIES


def _gather_entries(ledger: sqlite3.Connection, present: set[str]) -> None:
    """Move what stands in the tables of before into entries, with ids, moments and withdrawals as they were."""
    rows = {table: ledger.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in present}
    for row in rows.get("assessment", ()):
        content = {name: row[name] for name in ("recommendation", "by", "status", "assessed_on", "why", "source")}
        content |= {name: json.loads(row[name]) for name in ("figures", "links")}
        _gather(ledger, "assessment", "A", row, content, rows.get("assessment_withdrawal", ()))
    for row in rows.get("recommendation_link", ()):
        content = {
            "recommendation": row["recommendation"],
            "indicator": row["indicator"],
            "linked": bool(row["linked"]),
        }
        _gather(ledger, "link", "L", row, content, ())
    for row in rows.get("recommendation_import", ()):
        told = [
            {"sheet": one["sheet"], "row": one["row"], "asked": json.loads(one["content"])}
            for one in sorted(rows.get("recommendation_row", ()), key=_row_number)
            if one["import"] == row["number"]
        ]
        withdrawals = rows.get("recommendation_import_withdrawal", ())
        _gather(ledger, "recommendations", "R", row, {"rows": told}, withdrawals)
    for table in present:
        ledger.execute(f"DROP TABLE {table}")


def _gather(
    ledger: sqlite3.Connection,
    kind: str,
    letter: str,
    row: sqlite3.Row,
    content: dict[str, object],
    withdrawals: Iterable[sqlite3.Row],
) -> None:
    of_file = [row[name] if name in {*row.keys()} else "" for name in ("file_name", "sha256")]
    cursor = ledger.execute(
        "INSERT INTO entry (id, kind, content, member, file_name, sha256, recorded_at, recorded_by)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            f"{letter}{row['number']:05d}",
            kind,
            json.dumps(content, ensure_ascii=False),
            row["member"],
            *of_file,
            row["recorded_at"],
            row["recorded_by"],
        ),
    )
    for one in withdrawals:
        if one[0] == row["number"]:
            told = (cursor.lastrowid, one["why"], one["at"], one["who"])
            ledger.execute("INSERT INTO entry_withdrawal VALUES (?, ?, ?, ?)", told)


def _row_number(row: sqlite3.Row) -> int:
    return int(row["row"])


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of a block, or nothing of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
    keep_head(connection)


def now() -> str:
    """This moment, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
