"""Signing in with a password or an outside identity, and changing one's password."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field

from childrights.catalogue import ChildRightsError
from childrights.i18n import N_
from etl.accounts.passwords import hashed, refuse_weak, verified, wants_another_hash
from etl.accounts.sessions import begin_session, end_session, end_sessions, session_of
from etl.accounts.table import Account, account_of, row_numbered, row_of
from etl.accounts.tries import count_try, forget_tries, keys_of
from etl.ledger import State, opened, setting, transaction, write_audit


class SignInRefused(ChildRightsError):
    """A sign-in that failed. One sentence for all reasons: which names there are is nobody's business."""


_REFUSED = N_("Login name and password do not go together, or the account is closed. Please try again.")
_UNKNOWN_IDENTITY = N_("This identity belongs to no account here. Please ask an administrator for an invitation.")
_ENDED = N_("Your session has ended. Please sign in again.")


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session: whose it is, and the ``token`` that goes into the cookie and nowhere else."""

    account: Account
    token: str = field(repr=False)


def sign_in(state: State, login: str, password: str, *, network: str, replaces: str = "") -> SignedIn:
    """Begin a session for whoever knows the password of an account that is open.

    ``network`` is what tries are counted by (an address, or the network of one), ``replaces`` the token that the
    browser had before, whose session ends. Raises ``SignInRefused`` and ``MustWait``; both take as long for
    accounts that there are not. Tries that failed are in the audit, under the account's name or none.
    """
    keys = keys_of(login, network)
    with opened(state) as ledger, transaction(ledger):
        count_try(ledger, keys)
        row = row_of(ledger, login)
    usable = row is not None and not row["disabled_at"]
    kept = str(row["password"]) if row is not None and usable else ""
    right = verified(kept, password)
    again = hashed(password) if right and wants_another_hash(kept) else ""
    days = int(setting(state, "session_days"))
    with opened(state) as ledger, transaction(ledger):
        now = row_numbered(ledger, row["number"]) if row is not None else None
        # What was true before the password was looked at may no longer be.
        if right and now is not None and now["password"] == kept and not now["disabled_at"]:
            forget_tries(ledger, keys)
            if again:
                ledger.execute("UPDATE account SET password = ? WHERE number = ?", (again, now["number"]))
            return _begin(ledger, now, days, replaces, "with a password")
        write_audit(ledger, row["login"] if row is not None else "", "sign in refused", _why(row, usable))
    raise SignInRefused(_REFUSED)


def _why(row: sqlite3.Row | None, usable: bool) -> str:
    if row is None:
        return "a name that is no account"
    return "wrong password" if usable else "the account is closed"


def sign_in_identity(state: State, issuer: str, subject: str, *, replaces: str = "") -> SignedIn:
    """Begin a session for an outside identity that an OpenID provider vouched for just now.

    ``issuer`` and ``subject`` are the provider's address and its own name of the person, as they stand in the token.
    Raises ``SignInRefused`` when they belong to no account that is open.
    """
    days = int(setting(state, "session_days"))
    with opened(state) as ledger, transaction(ledger):
        row = _row_of_identity(ledger, issuer, subject)
        if row is not None and not row["disabled_at"]:
            return _begin(ledger, row, days, replaces, "with an outside identity")
        write_audit(ledger, row["login"] if row is not None else "", "sign in refused", "outside identity")
    raise SignInRefused(_UNKNOWN_IDENTITY)


def _row_of_identity(ledger: sqlite3.Connection, issuer: str, subject: str) -> sqlite3.Row | None:
    found = ledger.execute(
        "SELECT account FROM account_identity WHERE issuer = ? AND subject = ?", (issuer, subject)
    ).fetchone()
    return row_numbered(ledger, found["account"]) if found else None


def change_password(state: State, token: str, old: str, new: str, *, network: str) -> SignedIn:
    """Give one's own account another password; every session of it ends, and a new one begins.

    Raises ``SignInRefused`` without a session or with a wrong ``old`` password, ``MustWait`` and ``PasswordRefused``.
    """
    found = session_of(state, token)
    if found is None or found.account is None:
        raise SignInRefused(_ENDED)
    account = found.account
    refuse_weak(new, account.login, account.name, *account.members)
    keys = keys_of(account.login, network)
    with opened(state) as ledger, transaction(ledger):
        count_try(ledger, keys)
        row = row_numbered(ledger, account.number)
    kept = str(row["password"]) if row is not None else ""
    right, kept_new = verified(kept, old), hashed(new)
    days = int(setting(state, "session_days"))
    with opened(state) as ledger, transaction(ledger):
        now = row_numbered(ledger, account.number)
        if right and now is not None and now["password"] == kept and not now["disabled_at"]:
            forget_tries(ledger, keys)
            set_password(ledger, account.number, kept_new)
            write_audit(ledger, account.login, "password", "by its owner")
            return SignedIn(account, begin_session(ledger, account.number, days))
        write_audit(ledger, account.login, "sign in refused", "wrong password, to change it")
    raise SignInRefused(_REFUSED)


def set_password(ledger: sqlite3.Connection, number: int, kept: str) -> None:
    """Keep another hash for an account, inside a transaction; its sessions and open one-time links end."""
    ledger.execute("UPDATE account SET password = ? WHERE number = ?", (kept, number))
    ledger.execute("DELETE FROM one_time_link WHERE account = ?", (number,))
    end_sessions(ledger, number)


def _begin(ledger: sqlite3.Connection, row: sqlite3.Row, days: int, replaces: str, how: str) -> SignedIn:
    end_session(ledger, replaces)
    token = begin_session(ledger, row["number"], days)
    write_audit(ledger, row["login"], "sign in", how)
    return SignedIn(account_of(row), token)
