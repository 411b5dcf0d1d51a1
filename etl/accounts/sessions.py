"""Sessions: a random token in the browser, its SHA-256 in the ledger, and an end that comes by itself."""

from __future__ import annotations

import hashlib
import re
import secrets
import sqlite3
from contextlib import suppress
from dataclasses import dataclass

from etl.accounts.table import Account, account_of, clock, row_numbered
from etl.ledger import ALWAYS, State, opened, setting, transaction, write_audit
from etl.permissions import NOBODY, Actor, owner

HERE = "this computer"
"""What the browser that the launcher opened is called in the ledger."""
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_FUTURE_S = 300.0
"""A session that begins later than this from now was begun by another clock, and is not believed."""
_TOUCH_S = 60.0
_DAY_S = 86_400.0


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who is signed in. ``account`` is ``None`` for the browser that the launcher opened."""

    actor: Actor
    account: Account | None
    ends: float


def new_token() -> str:
    """256 random bits as 43 letters that go into a cookie or an address."""
    return secrets.token_urlsafe(32)


def kept_of(token: str) -> str:
    """What is kept of a token: its SHA-256. Its bits are random, so nothing dearer is needed."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def is_token(given: str) -> bool:
    """Whether this may be a token at all; nothing else is looked up."""
    return bool(_TOKEN.fullmatch(given))


def begin_session(ledger: sqlite3.Connection, account: int | None, days: int, *, server: str = "") -> str:
    """Begin a session inside a transaction; returns its token. Sessions that ended long ago are swept."""
    token, now = new_token(), clock()
    ledger.execute("DELETE FROM session WHERE ends < ? OR begun > ?", (now, now + _DAY_S))
    ledger.execute(
        "INSERT INTO session VALUES (?, ?, ?, ?, ?, ?)",
        (kept_of(token), account, server, now, now, now + days * _DAY_S),
    )
    return token


def end_sessions(ledger: sqlite3.Connection, account: int) -> None:
    """End every session of an account, inside a transaction."""
    ledger.execute("DELETE FROM session WHERE account = ?", (account,))


def end_session(ledger: sqlite3.Connection, token: str) -> None:
    """End one session, inside a transaction; nothing for a token that is none."""
    if is_token(token):
        ledger.execute("DELETE FROM session WHERE token = ?", (kept_of(token),))


def session_of(state: State, token: str, *, server: str = "") -> Session | None:
    """The session of a token; ``None`` where it ended, or never was one.

    ``server`` is what the ``Launch`` of this process is called: sessions of the browser that it opened end with it.
    """
    if not is_token(token) or not state.ledger.exists():
        return None
    idle = 60.0 * float(setting(state, "session_idle_minutes"))
    with opened(state) as ledger:
        row = ledger.execute("SELECT * FROM session WHERE token = ?", (kept_of(token),)).fetchone()
        now = clock()
        if row is None or not _goes_on(row, now, idle):
            return None
        found = _of_account(ledger, row) if row["account"] is not None else _of_launcher(state, row, server)
        if found is not None and abs(now - row["seen"]) > _TOUCH_S:
            # Not for every rerun of a page: a minute more or less is no matter here, and each is a write. Where nothing
            # can be written, as on a full disk, reading goes on.
            with suppress(sqlite3.OperationalError), transaction(ledger):
                ledger.execute("UPDATE session SET seen = ? WHERE token = ?", (now, row["token"]))
    return found


def actor_of(state: State, token: str, *, server: str = "") -> Actor:
    """Whoever holds a token; ``NOBODY`` where it opens nothing."""
    found = session_of(state, token, server=server)
    return found.actor if found else NOBODY


def sign_out(state: State, token: str, *, server: str = "") -> None:
    """End the session of a token, which is all that one needs to end it; nothing happens for another one."""
    found = session_of(state, token, server=server)
    if found is not None:
        with opened(state) as ledger, transaction(ledger):
            end_session(ledger, token)
            write_audit(ledger, found.actor.name, "sign out", "")


def _goes_on(row: sqlite3.Row, now: float, idle: float) -> bool:
    believed = row["begun"] <= now + _FUTURE_S and row["seen"] <= now + _FUTURE_S
    # The browser that the launcher opened is let in while its server runs: who comes back to a laptop after lunch has
    # no password to sign in with again, and who sits there instead has the laptop.
    rested = row["account"] is not None and now - row["seen"] >= idle
    return bool(believed and now < row["ends"] and not rested)


def _of_account(ledger: sqlite3.Connection, row: sqlite3.Row) -> Session | None:
    known = row_numbered(ledger, row["account"])
    if known is None or known["disabled_at"]:
        return None
    account = account_of(known)
    return Session(account.actor, account, row["ends"])


def _of_launcher(state: State, row: sqlite3.Row, server: str) -> Session | None:
    if not server or not secrets.compare_digest(str(row["server"]), server):
        return None
    if setting(state, "sign_in_before_change") == ALWAYS:
        return None
    return Session(owner(HERE), None, row["ends"])
