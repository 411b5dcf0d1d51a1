"""What was erased for good: that it was, when, by whom and why; of what it held only the codes that stand on paper.

The line is the moment from which nothing of it counts. Its files, older snapshots and the pages of the ledger that it
stood in are removed by the next build, which goes on where one was stopped.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from childrights.catalogue import UnknownCode
from childrights.i18n import N_
from childrights.snapshot import BOUNDARIES_FOLDER
from etl.ledger.entry_log import BOUNDARIES, EDITION, VIEWS
from etl.ledger.file import now, opened, transaction, write_audit
from etl.ledger.ledger import LostFile, read_figures_file
from etl.ledger.state import State
from etl.ledger.steward_decisions import reason
from etl.ledger.upload_states import find_upload, upload_id
from etl.permissions import Action, Actor

UPLOAD, PAPER = "upload", "paper"
_KEEPS = frozenset({"audit", "erasure", "upload", "entry", "sqlite_sequence"})
"""Tables whose lines are not those of one upload."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """One upload or entry that is gone for good: ``figures`` how many it held, ``codes`` the codes of these, ``files``
    what of it lies in the state while it is not removed yet. Times are ISO 8601 in UTC; ``done_at`` is empty until
    everything is removed."""

    id: str
    kind: str
    at: str
    who: str
    why: str
    figures: int
    codes: tuple[str, ...]
    files: tuple[str, ...]
    done_at: str


def erasures(state: State) -> tuple[Erasure, ...]:
    """Everything that was ever erased, the oldest first."""
    if not state.ledger.exists():
        return ()
    with opened(state) as ledger:
        rows = ledger.execute("SELECT * FROM erasure ORDER BY at, id").fetchall()
    return tuple(
        Erasure(**{name: row[name] for name in row.keys()} | {name: tuple(json.loads(row[name])) for name in _LISTS})  # noqa: SIM118
        for row in rows
    )


_LISTS = ("codes", "files")
_PATIENCE_S = 2.0


def record_erasure(state: State, identity: str, *, why: str, who: Actor) -> Erasure:
    """Take everything of an upload or an entry out of the ledger; its files go with the next build.

    Raises ``NotPermitted``, ``UnknownCode`` for one that there is not, and ``CannotDecide`` without a reason.
    """
    who.require(Action.ERASE)
    asked, told = identity.strip().upper(), reason(why)
    with opened(state) as ledger:
        ledger.execute("PRAGMA secure_delete = ON")
        with transaction(ledger):
            if asked[:1] == "U":
                found = _take_out_upload(state, ledger, asked)
            elif asked[:1] == "P":
                found = _take_out_paper(ledger, asked)
            else:
                found = _take_out_entry(state, ledger, asked)
            kind, figures, codes, files = found
            _forget_in_papers(ledger, codes)
            named = (asked, kind, now(), who.name, told, figures, json.dumps(codes), json.dumps(files), "")
            ledger.execute("INSERT INTO erasure VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", named)
            write_audit(ledger, who.name, "erase", f"{asked} {kind}, {figures} figures, {len(files)} files")
    return next(one for one in erasures(state) if one.id == asked)


Taken = tuple[str, int, list[str], list[str]]
"""Kind, number of figures, their codes, and the files that lie in the state."""


def _take_out_upload(state: State, ledger: sqlite3.Connection, identity: str) -> Taken:
    row = find_upload(ledger, identity)
    number, identity = row["number"], upload_id(row["number"])
    codes = _codes(state.accepted / row["observations_file"])
    files = [f"accepted/{row['observations_file']}", *([f"copies/{row['copy']}"] if row["copy"] else [])]
    files.append(f"originals/{row['sha256']}")
    # Wordings were learned in the moment of the upload or its approval, and no other line says from which file.
    moments = (row["uploaded_at"], row["approved_at"] or "")
    ledger.execute("DELETE FROM learned WHERE member = ? AND learned_at IN (?, ?)", (row["member"], *moments))
    ledger.execute("DELETE FROM proposal WHERE member = ? AND sha256 = ?", (row["member"], row["sha256"]))
    for table in _of_uploads(ledger):
        ledger.execute(f'DELETE FROM "{table}" WHERE CAST(upload AS TEXT) IN (?, ?)', (identity, str(number)))
    ledger.execute("DELETE FROM upload WHERE number = ?", (number,))
    return UPLOAD, row["accepted"], codes, _no_longer_named(ledger, files)


def _of_uploads(ledger: sqlite3.Connection) -> list[str]:
    """Tables whose lines say of which upload they are."""
    names = [row[0] for row in ledger.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    own = [name for name in names if name not in _KEEPS]
    return [name for name in own if "upload" in {row[1] for row in ledger.execute(f'PRAGMA table_info("{name}")')}]


def _take_out_entry(state: State, ledger: sqlite3.Connection, identity: str) -> Taken:
    row = ledger.execute("SELECT * FROM entry WHERE id = ?", (identity,)).fetchone()
    if row is None:
        raise UnknownCode(N_("Nothing is kept under {id}."), id=identity)
    content, files, codes = json.loads(row["content"]), [], []
    if row["kind"] == EDITION:
        files = [f"accepted/{content['figures_file']}", *(f"replies/{one[0]}" for one in content["replies"])]
        codes = _codes(state.accepted / content["figures_file"])
    if row["kind"] == VIEWS:
        codes = [one["what"]["code"] for one in content["rows"]]
    if row["kind"] == BOUNDARIES:
        files = [f"{BOUNDARIES_FOLDER}/{content['file']}"]
    for table in ("entry_withdrawal", "entry_approval"):
        ledger.execute(f"DELETE FROM {table} WHERE entry = ?", (row["number"],))
    ledger.execute("DELETE FROM entry WHERE number = ?", (row["number"],))
    count = int(content.get("count", len(content.get("rows", ()))))
    return row["kind"], count, codes, _no_longer_named(ledger, files)


_OF_PAPERS = ("paper_comment", "paper_draft", "paper_version", "paper_chapter")


def _take_out_paper(ledger: sqlite3.Connection, identity: str) -> Taken:
    """Everything of a paper: its texts in all versions, what nobody saved, what was said of it. It holds no figures."""
    told = identity[1:]
    row = ledger.execute(
        "SELECT number FROM paper WHERE number = ?", (int(told) if told.isdecimal() else 0,)
    ).fetchone()
    if row is None or identity != f"P{row['number']:05d}":
        raise UnknownCode(N_("Nothing is kept under {id}."), id=identity)
    for table in _OF_PAPERS:
        ledger.execute(f"DELETE FROM {table} WHERE paper = ?", (row["number"],))
    ledger.execute("DELETE FROM paper WHERE number = ?", (row["number"],))
    return PAPER, 0, [], []


_CODE = re.compile(r"[0-9A-Z]{5}-[0-9A-Z]{5}")
_UNCHANGED = "paper_version_is_not_changed"


def _forget_in_papers(ledger: sqlite3.Connection, codes: Iterable[str]) -> None:
    """Take out of papers what live codes said of erased figures when they were written; the texts, which have the codes
    alone, stay. It is the one thing that changes a version, so its rule is taken down and put up again."""
    gone, cleared = set(codes), list[tuple[str, int, str, int]]()
    for row in ledger.execute("SELECT paper, chapter, version, heard FROM paper_version WHERE heard <> '{}'"):
        heard = json.loads(row["heard"])
        left = {name: told for name, told in heard.items() if not gone & {*_CODE.findall(f"{name} {json.dumps(told)}")}}
        if len(left) < len(heard):
            cleared.append((json.dumps(left, ensure_ascii=False), row["paper"], row["chapter"], row["version"]))
    if cleared:
        rule = ledger.execute("SELECT sql FROM sqlite_master WHERE name = ?", (_UNCHANGED,)).fetchone()["sql"]
        ledger.execute(f"DROP TRIGGER {_UNCHANGED}")
        ledger.executemany(
            "UPDATE paper_version SET heard = ? WHERE paper = ? AND chapter = ? AND version = ?", cleared
        )
        ledger.execute(rule)


def _codes(figures: Path) -> list[str]:
    try:
        return [one.id for one in read_figures_file(figures)]
    except LostFile:
        return []


def _no_longer_named(ledger: sqlite3.Connection, files: Iterable[str]) -> list[str]:
    """Those of the files that nothing in the ledger speaks of any more; what two sent alike stays for the other."""
    named = {row[0] for row in ledger.execute("SELECT observations_file FROM upload UNION SELECT copy FROM upload")}
    said = [row[0] for row in ledger.execute("SELECT content FROM entry WHERE kind IN (?, ?)", (EDITION, BOUNDARIES))]
    return [one for one in files if (name := Path(one).name) not in named and not any(name in text for text in said)]


def remove_erased(state: State) -> int:
    """Remove the files of what was erased and the pages of the ledger that it stood in; returns how many files.

    The caller holds ``state.publishing()`` and has put a snapshot without it in force. Somebody who reads the ledger at
    this moment keeps its old pages; then the next build tries again.
    """
    pending = [one for one in erasures(state) if not one.done_at]
    removed = 0
    for name in {file for one in pending for file in one.files}:
        with suppress(FileNotFoundError):
            (state.home / name).unlink()
            removed += 1
    if pending and _rewritten(state):
        with opened(state) as ledger, transaction(ledger):
            ledger.execute("UPDATE erasure SET done_at = ?, files = '[]' WHERE done_at = ''", (now(),))
        _rewritten(state)  # the names of the files were hashes of what they held
    return removed


def _rewritten(state: State) -> bool:
    """Write the ledger anew without a page that something was deleted from; whether nobody kept the old ones."""
    with closing(sqlite3.connect(state.ledger, timeout=_PATIENCE_S, isolation_level=None)) as ledger:
        ledger.execute("PRAGMA secure_delete = ON")
        ledger.execute("VACUUM")
        return bool(ledger.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0)
