"""The chain of the audit: every line carries the hash of the one before, and the newest is kept elsewhere too.

A line can be added and read, nothing else: triggers of the ledger's file refuse the rest. Who can write that file can
take the triggers away, so the chain shows what was done past them; what it cannot show stands in docs/decisions.md.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import sqlite3
import unicodedata
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

from childrights.catalogue import ChildRightsError
from childrights.files import replace
from childrights.i18n import N_
from etl.persons import kept_text

HEAD_FILE = "audit.head"
"""Beside the ledger: number and hash of the newest line, so that lines cut off at the end are missed."""
NO_LINE = ""
"""What the first line has in place of the hash of the one before."""
_LONGEST_WHO, _LONGEST_DETAIL = 80, 400

RETENTION = "retention"
AUDIT_ACTIONS: Mapping[str, str] = MappingProxyType(
    {
        "chain": N_("The record was chained"),
        "submit": N_("Figures were sent"),
        "approve": N_("An upload was approved"),
        "approve own": N_("An upload was approved by its own sender"),
        "send back": N_("An upload was sent back"),
        "withdraw": N_("Something was taken back"),
        "decide": N_("A difference was decided"),
        "undo": N_("A decision was taken back"),
        "compare": N_("A quotation was compared"),
        "uncompare": N_("A comparison was taken back"),
        "copy": N_("A kept copy was downloaded"),
        "clean": N_("A file was replaced by a cleaned copy"),
        "propose": N_("An indicator was proposed"),
        "refresh": N_("A fetched series was accepted"),
        "boundaries": N_("Boundaries were changed"),
        "assess": N_("A recommendation was assessed"),
        "link": N_("An indicator was linked"),
        "unlink": N_("A link was taken away"),
        "file under articles": N_("A recommendation was filed"),
        "decide uptake": N_("The uptake of an ask was decided"),
        "import recommendations": N_("Recommendations were brought in"),
        "import asks": N_("Asks were brought in"),
        "import measures": N_("Measures were brought in"),
        "import views": N_("A member's words were brought in"),
        "setting": N_("A setting was changed"),
        "sign in": N_("Signed in"),
        "sign in refused": N_("A sign-in was refused"),
        "sign out": N_("Signed out"),
        "sign out everywhere": N_("Signed out everywhere"),
        "account": N_("An account was added"),
        "roles": N_("Roles or organisations were changed"),
        "disable": N_("An account was closed"),
        "enable": N_("An account was opened again"),
        "one-time link": N_("A one-time link was made"),
        "password": N_("A password was set"),
        "identity": N_("An outside identity was linked"),
        "make paper": N_("A paper was begun"),
        "close paper": N_("A paper was closed"),
        "open paper": N_("A paper was opened again"),
        "delete paper": N_("A paper was deleted"),
        "bring paper back": N_("A deleted paper was brought back"),
        "export paper": N_("A paper was made as a file"),
        "erase": N_("An upload was erased"),
        RETENTION: N_("A kept copy ended by its age"),
        "back up": N_("A backup was made"),
        "restore": N_("A backup was restored"),
        "mend": N_("Damage was repaired"),
    }
)
"""Every kind of line → what it is called, as a msgid. Another one is a line here."""

TABLE = (
    """CREATE TABLE audit (
        number INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL, detail TEXT NOT NULL,
        previous TEXT NOT NULL, hash TEXT NOT NULL
    )""",
    """CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'a line of the audit is never changed'); END""",
    """CREATE TRIGGER audit_is_not_shortened BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'a line of the audit is never taken away'); END""",
    # Also what an INSERT OR REPLACE would do, which no trigger on DELETE sees.
    """CREATE TRIGGER audit_goes_on BEFORE INSERT ON audit
    WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM audit)
        OR NEW.previous IS NOT coalesce((SELECT hash FROM audit ORDER BY number DESC LIMIT 1), '')
    BEGIN SELECT RAISE(ABORT, 'a line of the audit follows the last one'); END""",
)


def line_hash(number: int, at: str, who: str, action: str, detail: str, previous: str) -> str:
    """The hash of a line: SHA-256, in hexadecimal digits, of these six as JSON without spaces and in ASCII."""
    told = json.dumps([number, at, who, action, detail, previous], separators=(",", ":"))
    return hashlib.sha256(told.encode("ascii")).hexdigest()


def write_audit(ledger: sqlite3.Connection, who: str, action: str, detail: str) -> None:
    """One line of the audit, inside the transaction of what it tells of.

    ``who`` is the name of an account or of this computer, ``detail`` codes and ids: nothing in it is ever erased, so
    it says no value, no person and no file name, and what follows a colon (a reason) is left where it can be erased.
    Raises ``ValueError`` for an action that is none of ``AUDIT_ACTIONS``.
    """
    if action not in AUDIT_ACTIONS:
        raise ValueError(f"'{action}' is no action of the audit: say in AUDIT_ACTIONS what it is")
    _append(ledger, _now(), _plain(who, _LONGEST_WHO), action, _plain(detail.split(": ")[0], _LONGEST_DETAIL))


def _append(ledger: sqlite3.Connection, at: str, who: str, action: str, detail: str) -> None:
    last = _last(ledger)
    number, previous = (last[0] + 1, last[1]) if last else (1, NO_LINE)
    told = (number, at, who, action, detail, previous)
    ledger.execute("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?)", (*told, line_hash(*told)))


def chain_old_lines(ledger: sqlite3.Connection) -> None:
    """Give a ledger the chained table, with the lines that an older one has in their order.

    Reasons, names and file names that older versions wrote into their lines go, as no later line may hold them.
    """
    known = ledger.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'audit'").fetchone()
    old = ledger.execute("SELECT at, who, action, detail FROM audit ORDER BY rowid").fetchall() if known else []
    if known:
        ledger.execute("DROP TABLE audit")
    for part in TABLE:
        ledger.execute(part)
    for at, who, action, detail in old:
        _append(ledger, at, _plain(who, _LONGEST_WHO), action, _plain(_without_words(action, detail), _LONGEST_DETAIL))
    if old:
        write_audit(ledger, "", "chain", f"{len(old)} lines of before")
    _begin_head(ledger)


def _without_words(action: str, detail: str) -> str:
    """What an older line says without what a person typed: file names, proposed names, reasons."""
    if action.startswith("import ") or action in ("propose", "boundaries"):
        return ""
    return detail.split(": ")[0]


def _plain(text: str, longest: int) -> str:
    """One short line without what is not seen, or turns the direction of writing."""
    told = kept_text(text[: 4 * longest])
    seen = "".join(one if unicodedata.category(one)[0] != "C" else " " for one in told)
    return " ".join(seen.split())[:longest]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _last(ledger: sqlite3.Connection) -> tuple[int, str] | None:
    row = ledger.execute("SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1").fetchone()
    return (int(row[0]), str(row[1])) if row else None


def read_head(path: Path) -> tuple[int, str] | None:
    """Number and hash of the newest line as they are kept at ``path``; ``None`` when there is nothing to be read."""
    try:
        told = json.loads(path.read_text(encoding="ascii"))
        return int(told["number"]), str(told["hash"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep_head(ledger: sqlite3.Connection) -> None:
    """Keep the newest hash outside the ledger, after a transaction.

    Never one that is older than what is kept, nor one of a chain in which the kept one does not stand: whoever cut
    lines off would otherwise only have to wait for the next one. A disk that is full keeps the head behind, which is
    no break.
    """
    path = _head_path(ledger)
    kept = read_head(path)
    last = _last(ledger) if kept else None
    if last is None or kept is None or kept[0] >= last[0]:
        return
    if kept[0]:
        stands = ledger.execute("SELECT 1 FROM audit WHERE number = ? AND hash = ?", kept).fetchone()
        if not stands:
            return
    _write_head(path, *last)


def follow_restored(ledger: Path) -> None:
    """Let the head begin again from the chain of a ledger that was just put back; the line *restore* follows there.

    May be done twice. An older ledger, which has no chain yet, gets its head with its chain.
    """
    path = ledger.with_name(HEAD_FILE)
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(ledger)) as put_back:
        names = {row[1] for row in put_back.execute("PRAGMA table_info(audit)")}
        if "hash" in names:
            _write_head(path, *(_last(put_back) or (0, NO_LINE)))


def _begin_head(ledger: sqlite3.Connection) -> None:
    """Lay the head down before the first line is: a head that is missing was taken away."""
    path = _head_path(ledger)
    if read_head(path) is None:
        _write_head(path, 0, NO_LINE)


def _head_path(ledger: sqlite3.Connection) -> Path:
    return Path(ledger.execute("PRAGMA database_list").fetchone()[2]).with_name(HEAD_FILE)


def _write_head(path: Path, number: int, line: str) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}.tmp")
    try:
        with temporary.open("w", encoding="ascii") as file:
            json.dump({"number": number, "hash": line}, file)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o600)
        replace(temporary, path)
    except (OSError, ChildRightsError):
        logging.getLogger(__name__).warning("the head of the audit could not be kept; it is kept with the next line")
        temporary.unlink(missing_ok=True)
