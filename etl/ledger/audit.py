"""Reading the audit: filtered page by page, as a table to take away, and verified from its first line to its last."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields

from childrights.catalogue import UnknownCode
from childrights.export import csv_table
from childrights.i18n import N_
from etl.ledger.audit_chain import AUDIT_ACTIONS, HEAD_FILE, NO_LINE, line_hash, read_head
from etl.ledger.file import opened
from etl.ledger.state import State
from etl.permissions import Action, Actor

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_HASH = re.compile(r"[0-9a-f]{64}")
MOST_ON_A_PAGE = 500


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One line: its place in the chain, when (ISO 8601, UTC), who, which of ``AUDIT_ACTIONS``, codes and ids; the hash
    of the line before and its own, 64 hexadecimal digits each."""

    number: int
    at: str
    who: str
    action: str
    detail: str
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Lines of one page, the newest first, out of ``total`` that were asked for."""

    lines: tuple[AuditLine, ...]
    total: int


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which lines are asked for; what is empty asks for all. ``since`` and ``until`` are days (2026-11-30, UTC), both
    included; ``by`` is a name as it stands in the lines."""

    since: str = ""
    until: str = ""
    action: str = ""
    by: str = ""


ALL_LINES = AuditFilter()


@dataclass(frozen=True, slots=True)
class AuditCheck:
    """What came of verifying: how many lines there are, the newest hash, and at the first fault which line it is and
    what is wrong, as a msgid; ``broken`` is 0 and ``wrong`` empty where the chain holds."""

    lines: int
    head: str
    broken: int = 0
    wrong: str = ""

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return not self.wrong


def audit_page(state: State, *, who: Actor, asked: AuditFilter = ALL_LINES, page: int = 1, size: int = 50) -> AuditPage:
    """Lines of the audit, the newest first; ``page`` counts from 1. Raises ``NotPermitted`` and ``UnknownCode``."""
    who.require(Action.READ_AUDIT)
    where, given = _where(asked)
    size = min(max(size, 1), MOST_ON_A_PAGE)
    if not state.ledger.exists():
        return AuditPage((), 0)
    with opened(state) as ledger:
        (total,) = ledger.execute(f"SELECT count(*) FROM audit WHERE {where}", given).fetchone()
        rows = ledger.execute(
            f"SELECT * FROM audit WHERE {where} ORDER BY number DESC LIMIT ? OFFSET ?",
            (*given, size, (max(page, 1) - 1) * size),
        ).fetchall()
    return AuditPage(tuple(map(_line, rows)), int(total))


def audit_names(state: State, *, who: Actor) -> tuple[str, ...]:
    """Everybody who stands in the audit, in order, to choose from. Raises ``NotPermitted``."""
    who.require(Action.READ_AUDIT)
    if not state.ledger.exists():
        return ()
    with opened(state) as ledger:
        return tuple(row["who"] for row in ledger.execute("SELECT DISTINCT who FROM audit ORDER BY who"))


def audit_csv(state: State, *, who: Actor, asked: AuditFilter = ALL_LINES) -> bytes:
    """The lines asked for as CSV, the oldest first, harmless in a spreadsheet, with the hashes that verify them.

    Raises ``NotPermitted`` and ``UnknownCode``.
    """
    who.require(Action.READ_AUDIT)
    where, given = _where(asked)
    rows: list[sqlite3.Row] = []
    if state.ledger.exists():
        with opened(state) as ledger:
            rows = ledger.execute(f"SELECT * FROM audit WHERE {where} ORDER BY number", given).fetchall()
    return csv_table([one.name for one in fields(AuditLine)], [astuple(_line(row)) for row in rows])


def verify_audit(state: State, known: str = "") -> AuditCheck:
    """Follow the chain from its first line to its last, and to the head that is kept outside the ledger.

    ``known`` is a hash that somebody wrote down earlier: the chain must still pass through it. A line that was changed,
    taken out, put in or moved is the first fault; lines cut off at the end are missed by the head. What this cannot
    show stands in docs/decisions.md.
    """
    if not state.ledger.exists():
        return AuditCheck(0, NO_LINE, 1, _NO_LEDGER) if read_head(state.home / HEAD_FILE) else AuditCheck(0, NO_LINE)
    with opened(state) as ledger:
        # The head first: lines that come meanwhile are no fault.
        head, hashes = read_head(state.home / HEAD_FILE), [NO_LINE]
        for line in _lines(ledger):
            if wrong := _wrong(line, hashes):
                return AuditCheck(len(hashes) - 1, hashes[-1], len(hashes), wrong)
            hashes.append(line.hash)
    found = AuditCheck(len(hashes) - 1, hashes[-1])
    if head is None:
        return AuditCheck(found.lines, found.head, found.lines, _HEAD_GONE)
    if head[0] >= len(hashes):
        return AuditCheck(found.lines, found.head, len(hashes), _CUT)
    if hashes[head[0]] != head[1]:
        return AuditCheck(found.lines, found.head, head[0], _REPLACED)
    if known and (not _HASH.fullmatch(known) or known not in hashes):
        return AuditCheck(found.lines, found.head, found.lines, _NOT_PASSED)
    return found


def audit_accounts(state: State) -> tuple[str, ...]:
    """The login names of all accounts that were added, as the record tells it."""
    with opened(state) as ledger:
        rows = ledger.execute("SELECT detail FROM audit WHERE action = 'account' ORDER BY number").fetchall()
    return tuple(dict.fromkeys(row[0].split()[0] for row in rows if row[0].split()))


_NO_LEDGER = N_("The ledger is gone; lines of its audit were kept.")
_CHANGED = N_("This line was changed: its hash is not that of its content.")
_OUT_OF_ORDER = N_("A line before this one was taken out, put in or replaced.")
_CUT = N_("Lines are missing from here on: the last ones were cut off.")
_REPLACED = N_("The chain was written anew: the hash that was kept of this line is another one.")
_HEAD_GONE = N_("The hash of the newest line, which is kept in a file beside the ledger, is gone.")
_NOT_PASSED = N_("The hash that you know is not in the chain.")


def _wrong(line: AuditLine, hashes: list[str]) -> str:
    """What is wrong with a line that must follow the line of the last of ``hashes``."""
    if line.number != len(hashes) or line.previous != hashes[-1]:
        return _OUT_OF_ORDER
    told = (line.number, line.at, line.who, line.action, line.detail, line.previous)
    return "" if line_hash(*told) == line.hash else _CHANGED


def _lines(ledger: sqlite3.Connection) -> Iterator[AuditLine]:
    for row in ledger.execute("SELECT * FROM audit ORDER BY number"):
        yield _line(row)


def _line(row: sqlite3.Row) -> AuditLine:
    return AuditLine(**{one.name: row[one.name] for one in fields(AuditLine)})


def _where(asked: AuditFilter) -> tuple[str, list[str]]:
    """The condition of a filter and what fills its marks."""
    parts, given = ["1 = 1"], []
    for day, sign in ((asked.since, ">="), (asked.until, "<=")):
        if day:
            if not _DAY.fullmatch(day):
                raise UnknownCode(N_("“{day}” is no day; write it as 2026-11-30."), day=day[:40])
            parts.append(f"substr(at, 1, 10) {sign} ?")
            given.append(day)
    if asked.action:
        if asked.action not in AUDIT_ACTIONS:
            raise UnknownCode(
                N_("The audit knows no “{action}”. It knows: {known}"),
                action=asked.action[:40],
                known=", ".join(AUDIT_ACTIONS),
            )
        parts.append("action = ?")
        given.append(asked.action)
    if asked.by:
        parts.append("who = ?")
        given.append(asked.by)
    return " AND ".join(parts), given
