"""The ledger: who uploaded what, what became of it, and what was learned. SQLite, small, transactional.

States of an upload: *submitted* (accepted, waiting for the next snapshot), *published* (in the snapshot),
*withdrawn* (taken back; history stays). What was only checked leaves nothing behind.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from childrights.errors import UnknownCode
from childrights.model import Observation
from etl.state import State, sync_file

_SCHEMA = """
CREATE TABLE IF NOT EXISTS upload (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    member TEXT NOT NULL, file_name TEXT NOT NULL, sha256 TEXT NOT NULL,
    uploaded_at TEXT NOT NULL, uploaded_by TEXT NOT NULL, note TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL CHECK (status IN ('submitted', 'published', 'withdrawn')),
    accepted INTEGER NOT NULL, rejected INTEGER NOT NULL,
    observations_file TEXT NOT NULL,
    withdrawn_at TEXT, withdrawn_by TEXT, why TEXT
);
CREATE TABLE IF NOT EXISTS learned (
    member TEXT NOT NULL, kind TEXT NOT NULL, label TEXT NOT NULL, code TEXT NOT NULL, learned_at TEXT NOT NULL,
    PRIMARY KEY (member, kind, label)
);
CREATE TABLE IF NOT EXISTS audit (
    at TEXT NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL, detail TEXT NOT NULL
);
"""
_BUSY_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Upload:
    """One line of the history. Times are ISO 8601 in UTC."""

    id: str
    member: str
    file_name: str
    sha256: str
    uploaded_at: str
    uploaded_by: str
    note: str
    status: str
    accepted: int
    rejected: int
    observations_file: str
    withdrawn_at: str | None
    withdrawn_by: str | None
    why: str | None


@dataclass(frozen=True, slots=True)
class AcceptedUpload:
    """An upload that takes part in snapshots, with the file its observations lie in."""

    id: str
    member: str
    file_name: str
    sha256: str
    uploaded_at: str
    uploaded_by: str
    note: str
    path: Path

    def observations(self) -> list[Observation]:
        """Its accepted observations, each carrying this upload's id."""
        return _observations_of(self)


def _observations_of(upload: AcceptedUpload) -> list[Observation]:
    records = pq.read_table(upload.path).to_pylist()
    return [Observation(**{**record, "upload": upload.id}) for record in records]


@contextmanager
def _ledger(state: State) -> Iterator[sqlite3.Connection]:
    state.home.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(state.ledger, timeout=_BUSY_SECONDS, isolation_level=None)
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.executescript(_SCHEMA)
        yield connection
    finally:
        connection.close()


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def upload_id(number: int) -> str:
    """The public id of the upload with this number."""
    return f"U{number:04d}"


def submit(
    state: State,
    original: Path,
    observations: Sequence[Observation],
    *,
    member: str,
    who: str,
    rejected: int,
    note: str = "",
    file_name: str | None = None,
    learned: Mapping[str, Mapping[str, str]] | None = None,
    replaces: str = "",
) -> Upload:
    """Keep the original, its observations and a ledger line; the line is the moment from which it counts.

    The files are written first and named by their content, so whatever stops the process before the commit leaves
    only files that nothing refers to. ``learned`` maps a kind (``indicator``, ``area``) to label → code. ``replaces``
    names an upload that goes as this one comes, in one transaction.
    """
    state.create()
    content = original.read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    _keep(state.originals / sha256, content)
    parquet = _write_parquet(state, observations)
    now = _now()
    with _ledger(state) as ledger, _transaction(ledger):
        cursor = ledger.execute(
            "INSERT INTO upload (member, file_name, sha256, uploaded_at, uploaded_by, note, status, accepted,"
            " rejected, observations_file) VALUES (?, ?, ?, ?, ?, ?, 'submitted', ?, ?, ?)",
            (
                member,
                file_name or original.name,
                sha256,
                now,
                who,
                note,
                len(observations),
                rejected,
                parquet,
            ),
        )
        for kind, labels in (learned or {}).items():
            for label, code in labels.items():
                ledger.execute(
                    "INSERT OR REPLACE INTO learned VALUES (?, ?, ?, ?, ?)", (member, kind, label, code, now)
                )
        identity = upload_id(int(cursor.lastrowid or 0))
        _note(ledger, who, "submit", f"{identity} {sha256}")
        if replaces:
            _withdraw(ledger, replaces, why=f"Replaced by {identity}", who=who)
    return upload(state, identity)


def _keep(path: Path, content: bytes) -> None:
    if path.exists() and path.stat().st_size == len(content):
        return
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    temporary.write_bytes(content)
    sync_file(temporary)
    os.replace(temporary, path)


def _write_parquet(state: State, observations: Sequence[Observation]) -> str:
    names = [field.name for field in fields(Observation)]
    table = pa.Table.from_pylist([{name: getattr(o, name) for name in names} for o in observations])
    temporary = state.accepted / f".{os.getpid()}-{_now()}.tmp".replace(":", "")
    pq.write_table(table, temporary)
    sync_file(temporary)
    name = hashlib.sha256(temporary.read_bytes()).hexdigest() + ".parquet"
    os.replace(temporary, state.accepted / name)
    return name


def withdraw(state: State, identity: str, *, why: str, who: str) -> Upload:
    """Take an upload back. Raises ``UnknownCode`` when there is none, or it is withdrawn already."""
    with _ledger(state) as ledger, _transaction(ledger):
        _withdraw(ledger, identity, why=why, who=who)
    return upload(state, identity)


def _withdraw(ledger: sqlite3.Connection, identity: str, *, why: str, who: str) -> None:
    found = _find(ledger, identity)
    if found["status"] == "withdrawn":
        raise UnknownCode(f"The upload {identity} was withdrawn already, on {found['withdrawn_at'][:10]}.")
    ledger.execute(
        "UPDATE upload SET status = 'withdrawn', withdrawn_at = ?, withdrawn_by = ?, why = ? WHERE number = ?",
        (_now(), who, why, found["number"]),
    )
    _note(ledger, who, "withdraw", f"{identity}: {why}")


def mark_published(state: State, identities: Sequence[str]) -> None:
    """Note that these uploads are in the snapshot now in force."""
    if not identities:
        return
    with _ledger(state) as ledger, _transaction(ledger):
        for identity in identities:
            ledger.execute(
                "UPDATE upload SET status = 'published' WHERE number = ? AND status = 'submitted'",
                (_number(identity),),
            )


def upload(state: State, identity: str) -> Upload:
    """One upload. Raises ``UnknownCode``."""
    with _ledger(state) as ledger:
        return _upload(_find(ledger, identity))


def uploads(state: State) -> tuple[Upload, ...]:
    """The whole history, newest first."""
    if not state.ledger.exists():
        return ()
    with _ledger(state) as ledger:
        rows = ledger.execute("SELECT * FROM upload ORDER BY number DESC").fetchall()
    return tuple(_upload(row) for row in rows)


def accepted_uploads(state: State) -> tuple[AcceptedUpload, ...]:
    """The uploads that take part in the next snapshot, oldest first."""
    names = [field.name for field in fields(AcceptedUpload) if field.name != "path"]
    return tuple(
        AcceptedUpload(**{name: getattr(one, name) for name in names}, path=state.accepted / one.observations_file)
        for one in reversed(uploads(state))
        if one.status != "withdrawn"
    )


def learned(state: State, member: str, kind: str) -> dict[str, str]:
    """What this member has confirmed before: label → code for one kind."""
    if not state.ledger.exists():
        return {}
    with _ledger(state) as ledger:
        rows = ledger.execute("SELECT label, code FROM learned WHERE member = ? AND kind = ?", (member, kind))
        return {row["label"]: row["code"] for row in rows}


def copy_original(state: State, identity: str, destination: Path, *, who: str) -> None:
    """Copy the file of an upload as it was received, and note who took the copy. Raises ``UnknownCode``."""
    shutil.copyfile(state.originals / upload(state, identity).sha256, destination)
    with _ledger(state) as ledger, _transaction(ledger):
        _note(ledger, who, "copy", identity)


def _find(ledger: sqlite3.Connection, identity: str) -> sqlite3.Row:
    row = ledger.execute("SELECT * FROM upload WHERE number = ?", (_number(identity),)).fetchone()
    if row is None:
        raise UnknownCode(f"There is no upload {identity}. See: python run.py uploads")
    return row


def _number(identity: str) -> int:
    digits = identity.strip().upper().removeprefix("U")
    return int(digits) if digits.isdecimal() else 0


def _upload(row: sqlite3.Row) -> Upload:
    values: dict[str, Any] = {name: row[name] for name in row.keys() if name != "number"}  # noqa: SIM118
    return Upload(id=upload_id(row["number"]), **values)


def _note(ledger: sqlite3.Connection, who: str, action: str, detail: str) -> None:
    ledger.execute("INSERT INTO audit VALUES (?, ?, ?, ?)", (_now(), who, action, detail))
