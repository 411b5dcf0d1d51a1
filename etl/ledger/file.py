"""The file of the ledger: its tables, how it is opened, and what every entry needs."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from etl.ledger.state import State

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


def now() -> str:
    """This moment, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def write_audit(ledger: sqlite3.Connection, who: str, action: str, detail: str) -> None:
    """One line of the audit trail."""
    ledger.execute("INSERT INTO audit VALUES (?, ?, ?, ?)", (now(), who, action, detail))
