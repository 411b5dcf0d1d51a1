"""What an administrator does with accounts: add, give other roles, close and open, sign out everywhere."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from childrights.i18n import N_
from etl.accounts.links import insert_identity
from etl.accounts.sessions import end_sessions
from etl.accounts.table import (
    Account,
    AccountRefused,
    all_accounts,
    checked_roles,
    find_account,
    has_administrator,
    insert_account,
    refuse_login,
    shown_name,
)
from etl.ledger import State, opened, transaction, write_audit
from etl.ledger import now as utc_now
from etl.permissions import Action, Actor, Role


def accounts(state: State, *, who: Actor) -> tuple[Account, ...]:
    """Every account, in the order in which they were made. Raises ``NotPermitted``."""
    who.require(Action.MANAGE_ACCOUNTS)
    if not state.ledger.exists():
        return ()
    with opened(state) as ledger:
        return all_accounts(ledger)


def add_account(
    state: State, login: str, *, name: str, roles: Iterable[Role], members: Iterable[str] = (), who: Actor
) -> Account:
    """Add an account, which nobody can sign in to before its link was used (``password_link``).

    Raises ``NotPermitted`` and ``AccountRefused``.
    """
    who.require(Action.MANAGE_ACCOUNTS)
    told, shown = refuse_login(login), shown_name(name)
    given, of_members = checked_roles(frozenset(roles), tuple(members))
    with opened(state) as ledger, transaction(ledger):
        insert_account(ledger, told, shown, given, of_members, by=who.name, at=utc_now())
        write_audit(ledger, who.name, "account", f"{told} {_words(given)}")
        return find_account(ledger, told)


def change_roles(
    state: State, login: str, *, roles: Iterable[Role], members: Iterable[str] = (), who: Actor
) -> Account:
    """Give an account these roles and members in place of those it had; its sessions end.

    Raises ``NotPermitted``, ``UnknownCode``, and ``AccountRefused`` where nobody would be left to manage accounts.
    """
    who.require(Action.MANAGE_ACCOUNTS)
    given, of_members = checked_roles(frozenset(roles), tuple(members))
    with opened(state) as ledger, transaction(ledger):
        account = find_account(ledger, login)
        if (account.roles, account.members) == (given, of_members):
            return account
        if Role.ADMINISTRATOR not in given:
            _refuse_last(ledger, account)
        ledger.execute(
            "UPDATE account SET roles = ?, members = ? WHERE number = ?",
            (json.dumps(sorted(given)), json.dumps(of_members, ensure_ascii=False), account.number),
        )
        end_sessions(ledger, account.number)
        write_audit(ledger, who.name, "roles", f"{account.login} {_words(given)}")
        return find_account(ledger, login)


def close_account(state: State, login: str, *, who: Actor, undo: bool = False) -> Account:
    """Close an account, or open it again: its sessions and open links end, what it did stays under its name.

    Raises ``NotPermitted``, ``UnknownCode``, and ``AccountRefused`` where nobody would be left to manage accounts.
    """
    who.require(Action.MANAGE_ACCOUNTS)
    with opened(state) as ledger, transaction(ledger):
        account = find_account(ledger, login)
        if bool(account.disabled_at) is not undo:
            return account
        if not undo:
            _refuse_last(ledger, account)
        at = None if undo else utc_now()
        ledger.execute("UPDATE account SET disabled_at = ? WHERE number = ?", (at, account.number))
        ledger.execute("DELETE FROM one_time_link WHERE account = ?", (account.number,))
        end_sessions(ledger, account.number)
        write_audit(ledger, who.name, "enable" if undo else "disable", account.login)
        return find_account(ledger, login)


def sign_out_everywhere(state: State, login: str, *, who: Actor) -> None:
    """End every session of an account: of one's own, or as an administrator.

    Raises ``NotPermitted`` and ``UnknownCode``.
    """
    if not who.name or who.name != login:
        who.require(Action.MANAGE_ACCOUNTS)
    with opened(state) as ledger, transaction(ledger):
        account = find_account(ledger, login)
        end_sessions(ledger, account.number)
        write_audit(ledger, who.name, "sign out everywhere", account.login)


def link_identity(state: State, login: str, issuer: str, subject: str, *, who: Actor) -> None:
    """Let an outside identity sign in to an account.

    Raises ``NotPermitted``, ``UnknownCode`` and ``AccountRefused``.
    """
    who.require(Action.MANAGE_ACCOUNTS)
    with opened(state) as ledger, transaction(ledger):
        account = find_account(ledger, login)
        insert_identity(ledger, account, issuer, subject)
        write_audit(ledger, who.name, "identity", account.login)


def _refuse_last(ledger: sqlite3.Connection, account: Account) -> None:
    is_one = Role.ADMINISTRATOR in account.roles and account.can_sign_in and not account.disabled_at
    if is_one and not has_administrator(ledger, but=account.number):
        raise AccountRefused(N_("Somebody must be left who manages accounts. Make another administrator first."))


def _words(roles: frozenset[Role]) -> str:
    return ", ".join(sorted(roles))
