"""The file of the ledger: its tables, how it is opened, and what every entry needs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from etl.state import State

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
CREATE TABLE IF NOT EXISTS assessment (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    recommendation TEXT NOT NULL, by TEXT NOT NULL CHECK (by IN ('coalition', 'government')),
    status TEXT NOT NULL, assessed_on TEXT NOT NULL, why TEXT NOT NULL,
    figures TEXT NOT NULL, links TEXT NOT NULL, source TEXT NOT NULL,
    member TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS assessment_withdrawal (
    assessment INTEGER PRIMARY KEY REFERENCES assessment (number),
    why TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS recommendation_link (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    recommendation TEXT NOT NULL, indicator TEXT NOT NULL, linked INTEGER NOT NULL,
    member TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS recommendation_import (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    member TEXT NOT NULL, file_name TEXT NOT NULL, sha256 TEXT NOT NULL,
    recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS recommendation_import_withdrawal (
    import INTEGER PRIMARY KEY REFERENCES recommendation_import (number),
    why TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS recommendation_row (
    import INTEGER NOT NULL REFERENCES recommendation_import (number),
    sheet TEXT NOT NULL, row INTEGER NOT NULL, code TEXT NOT NULL, content TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS conflict_decision (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    figure TEXT NOT NULL, published TEXT NOT NULL, upload TEXT NOT NULL, member TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('correction', 'members')),
    why TEXT NOT NULL, decided_at TEXT NOT NULL, decided_by TEXT NOT NULL, corrected TEXT NOT NULL,
    undone_at TEXT, undone_by TEXT, undone_why TEXT
);
CREATE TABLE IF NOT EXISTS audit (
    at TEXT NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL, detail TEXT NOT NULL
);
"""
_BUSY_SECONDS = 30


@contextmanager
def opened(state: State) -> Iterator[sqlite3.Connection]:
    """The ledger of a state, made when there is none, open for the length of one block."""
    state.home.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(state.ledger, timeout=_BUSY_SECONDS, isolation_level=None)
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.executescript(_SCHEMA)
        _bring_up_to_date(connection)
        yield connection
    finally:
        connection.close()


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
    if _missing(connection):
        with transaction(connection):
            for name in _missing(connection):
                connection.execute(f"ALTER TABLE upload ADD COLUMN {name} {_ADDED[name]}")


def _missing(connection: sqlite3.Connection) -> list[str]:
    known = {row["name"] for row in connection.execute("PRAGMA table_info(upload)")}
    return [name for name in _ADDED if name not in known]


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


def now() -> str:
    """This moment, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def note(ledger: sqlite3.Connection, who: str, action: str, detail: str) -> None:
    """One line of the audit trail."""
    ledger.execute("INSERT INTO audit VALUES (?, ?, ?, ?)", (now(), who, action, detail))
