"""One-time links: the first administrator's, and those that set a password or bring an outside identity."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field

from childrights.i18n import N_
from etl.accounts.launching import LINK_OPENS_NOTHING, LinkRefused
from etl.accounts.passwords import hashed, refuse_weak
from etl.accounts.sessions import begin_session, end_sessions, is_token, kept_of, new_token
from etl.accounts.signing_in import SignedIn, set_password
from etl.accounts.table import (
    Account,
    AccountRefused,
    account_of,
    clock,
    find_account,
    has_administrator,
    insert_account,
    refuse_login,
    row_numbered,
    shown_name,
)
from etl.ledger import State, opened, setting, transaction, write_audit
from etl.ledger import now as utc_now
from etl.permissions import Action, Actor, Role

FIRST, INVITATION, RESET = "first administrator", "invitation", "reset"
VALID_S = 3 * 86_400.0
_FUTURE_S = 300.0


@dataclass(frozen=True, slots=True)
class OneTimeLink:
    """What a link is for: ``kind`` is ``FIRST``, ``INVITATION`` or ``RESET``; ``login`` and ``name`` are empty for the
    first administrator, who chooses them. ``token`` is the secret part of the address."""

    kind: str
    login: str
    name: str
    token: str = field(repr=False, default="")


def first_administrator_link(state: State) -> OneTimeLink | None:
    """A link that makes the first administrator, for the terminal of whoever starts the server; ``None`` while there is
    one. The one before it opens nothing any more."""
    with opened(state) as ledger, transaction(ledger):
        if has_administrator(ledger):
            return None
        ledger.execute("DELETE FROM one_time_link WHERE kind = ?", (FIRST,))
        token = _insert(ledger, FIRST, None)
        write_audit(ledger, "", "one-time link", FIRST)
    return OneTimeLink(FIRST, "", "", token)


def password_link(state: State, login: str, *, who: Actor) -> OneTimeLink:
    """A link by which the owner of an account sets a password, or brings an outside identity; for three days, once.

    Those before it open nothing any more. Raises ``NotPermitted``, ``UnknownCode`` and ``AccountRefused``.
    """
    who.require(Action.MANAGE_ACCOUNTS)
    with opened(state) as ledger, transaction(ledger):
        account = find_account(ledger, login)
        if account.disabled_at:
            raise AccountRefused(N_("The account {login} is closed. Open it again first."), login=account.login)
        kind = RESET if account.can_sign_in else INVITATION
        ledger.execute("DELETE FROM one_time_link WHERE account = ?", (account.number,))
        token = _insert(ledger, kind, account.number)
        write_audit(ledger, who.name, "one-time link", f"{kind} {account.login}")
    return OneTimeLink(kind, account.login, account.name, token)


def _insert(ledger: sqlite3.Connection, kind: str, account: int | None) -> str:
    token, now = new_token(), clock()
    ledger.execute("DELETE FROM one_time_link WHERE ends < ?", (now,))
    ledger.execute(
        "INSERT INTO one_time_link VALUES (?, ?, ?, ?, ?)", (kept_of(token), kind, account, now, now + VALID_S)
    )
    return token


def look_at_link(state: State, token: str) -> OneTimeLink:
    """What a link is for; it can still be used afterwards, since programs look at links that were sent. Raises
    ``LinkRefused``."""
    if not state.ledger.exists():
        raise LinkRefused(LINK_OPENS_NOTHING)
    with opened(state) as ledger:
        kind, account = _sound(ledger, token)
    return OneTimeLink(kind, account.login if account else "", account.name if account else "")


def _sound(ledger: sqlite3.Connection, token: str) -> tuple[str, Account | None]:
    """Kind and account of a link that can be used. Raises ``LinkRefused``."""
    row = None
    if is_token(token):
        row = ledger.execute("SELECT * FROM one_time_link WHERE token = ?", (kept_of(token),)).fetchone()
    now = clock()
    if row is None or not row["made"] - _FUTURE_S <= now < row["ends"]:
        raise LinkRefused(LINK_OPENS_NOTHING)
    if row["kind"] == FIRST:
        if has_administrator(ledger):
            raise LinkRefused(LINK_OPENS_NOTHING)
        return FIRST, None
    known = row_numbered(ledger, row["account"])
    if known is None or known["disabled_at"]:
        raise LinkRefused(LINK_OPENS_NOTHING)
    return str(row["kind"]), account_of(known)


def redeem_link(state: State, token: str, *, password: str, login: str = "", name: str = "") -> SignedIn:
    """Set the password of an account by a link, and sign in; ``login`` and ``name`` only for the first administrator.

    The link is used up, once also where two use it at the same moment; every other session of the account ends.
    Raises ``LinkRefused``, ``PasswordRefused`` and ``AccountRefused``, which leave the link as it is.
    """
    seen = look_at_link(state, token)
    about = (login, name) if seen.kind == FIRST else (seen.login, seen.name)
    if seen.kind == FIRST:
        about = (refuse_login(login), shown_name(name))
    refuse_weak(password, *about)
    kept = hashed(password)

    def made(ledger: sqlite3.Connection, account: Account) -> None:
        set_password(ledger, account.number, kept)
        write_audit(ledger, account.login, "password", f"by a link, {seen.kind}")

    return _used(state, token, about, made)


def redeem_with_identity(
    state: State, token: str, issuer: str, subject: str, *, login: str = "", name: str = ""
) -> SignedIn:
    """The same with an outside identity that an OpenID provider vouched for just now, in place of a password.

    Raises ``LinkRefused`` and ``AccountRefused``.
    """
    seen = look_at_link(state, token)
    about = (refuse_login(login), shown_name(name)) if seen.kind == FIRST else (seen.login, seen.name)

    def made(ledger: sqlite3.Connection, account: Account) -> None:
        insert_identity(ledger, account, issuer, subject)
        end_sessions(ledger, account.number)
        write_audit(ledger, account.login, "identity", f"by a link, {seen.kind}")

    return _used(state, token, about, made)


def _used(
    state: State, token: str, about: tuple[str, str], made: Callable[[sqlite3.Connection, Account], None]
) -> SignedIn:
    """Use a link up and begin a session; ``about`` is login and name of a first administrator."""
    days = int(setting(state, "session_days"))
    with opened(state) as ledger, transaction(ledger):
        kind, account = _sound(ledger, token)
        ledger.execute("DELETE FROM one_time_link WHERE token = ?", (kept_of(token),))
        if account is None:
            roles = frozenset({Role.ADMINISTRATOR, Role.STEWARD})
            number = insert_account(ledger, *about, roles, (), by=about[0], at=utc_now())
            write_audit(ledger, about[0], "account", f"{about[0]} {kind}")
            account = find_account(ledger, about[0])
            assert account.number == number
        made(ledger, account)
        write_audit(ledger, account.login, "sign in", "by a link")
        return SignedIn(find_account(ledger, account.login), begin_session(ledger, account.number, days))


def insert_identity(ledger: sqlite3.Connection, account: Account, issuer: str, subject: str) -> None:
    """Let an outside identity sign in to an account, inside a transaction. Raises ``AccountRefused``."""
    if not (issuer and subject) or len(issuer) > 300 or len(subject) > 300:
        raise AccountRefused(N_("This is no outside identity: the address of its provider or its own name is missing."))
    taken = ledger.execute(
        "SELECT account FROM account_identity WHERE issuer = ? AND subject = ?", (issuer, subject)
    ).fetchone()
    if taken and taken["account"] != account.number:
        raise AccountRefused(N_("This outside identity belongs to another account already."))
    ledger.execute("INSERT OR IGNORE INTO account_identity VALUES (?, ?, ?)", (issuer, subject, account.number))
