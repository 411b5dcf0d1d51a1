"""The tables of accounts in the ledger, and the lines of one account."""

from __future__ import annotations

import json
import re
import sqlite3
import time
import unicodedata
from dataclasses import dataclass, field

from childrights.catalogue import ChildRightsError, UnknownCode
from childrights.i18n import N_
from etl.permissions import Actor, Role
from geo import fold_khmer

LONGEST_NAME = 80
_ONE_SCRIPT = (
    re.compile(r"[a-z][a-z0-9._-]{2,39}"),
    # Khmer letters, vowels, signs and digits; not the two that are never seen.
    re.compile("[\u1780-\u17b3][\u1780-\u17b3\u17b6-\u17d3\u17e0-\u17e90-9._-]{2,39}"),
)
_TAKEN = frozenset({"steward", "owner", "nobody", "root", "everybody"})
"""Names that stand in the ledger for somebody else, or would be taken for it."""
_NOT_SEEN = ("Cc", "Cf", "Cs", "Co", "Cn")


class AccountRefused(ChildRightsError):
    """An account cannot be as somebody wants it."""


@dataclass(frozen=True, slots=True)
class Account:
    """One account; times are ISO 8601 in UTC, ``disabled_at`` empty while it is open. ``can_sign_in`` is whether it has
    a password or an outside identity; neither is ever shown."""

    login: str
    name: str
    roles: frozenset[Role]
    members: tuple[str, ...]
    created_at: str
    created_by: str
    disabled_at: str
    can_sign_in: bool
    number: int = field(default=0, repr=False)

    @property
    def actor(self) -> Actor:
        """Whoever signs in with it; nobody while it is closed."""
        return Actor(
            "" if self.disabled_at else self.login, frozenset() if self.disabled_at else self.roles, self.members
        )


def clock() -> float:
    """Seconds since 1970. Times that must survive a restart can only be those of the wall, which somebody may set."""
    return time.time()


def login_key(login: str) -> str:
    """What is the same for all ways to type a login name; never shown."""
    whole = login[:200].encode("utf-8", "replace").decode("utf-8")
    return fold_khmer(unicodedata.normalize("NFKC", whole).casefold().strip())


def same_login(one: str, other: str) -> bool:
    """Whether two ways to type a login name are the same account's."""
    return login_key(one) == login_key(other)


def refuse_login(login: str) -> str:
    """The login name as it is kept. Raises ``AccountRefused``.

    Letters of one script, so that none can be made to look like another, and no address of a mailbox.
    """
    told = unicodedata.normalize("NFKC", login[:200]).strip().lower()
    if not any(script.fullmatch(told) for script in _ONE_SCRIPT):
        raise AccountRefused(
            N_(
                "Please take a login name of 3 to 40 letters: small Latin or Khmer ones, not both, and digits, dots "
                "and dashes after the first. An address of a mailbox is none."
            )
        )
    if login_key(told) in _TAKEN:
        raise AccountRefused(N_("This login name belongs to somebody else. Please choose another."))
    return told


def shown_name(text: str, longest: int = LONGEST_NAME) -> str:
    """A name as it was typed, on one line. Raises ``AccountRefused`` for letters that are not seen or turn the line."""
    told = " ".join(text[: 4 * longest].split())
    # The space of no width is how Khmer parts its words.
    if not 0 < len(told) <= longest or any(unicodedata.category(one) in _NOT_SEEN and one != "\u200b" for one in told):
        raise AccountRefused(
            N_("Please give a name of at most {longest} letters, without hidden ones."), longest=longest
        )
    return told


def checked_roles(roles: frozenset[Role], members: tuple[str, ...]) -> tuple[frozenset[Role], tuple[str, ...]]:
    """Roles and members that go together. Raises ``AccountRefused``."""
    known = tuple(dict.fromkeys(shown_name(one, 120) for one in members))
    if not roles:
        raise AccountRefused(N_("Please give at least one role: contributor, steward or administrator."))
    if Role.CONTRIBUTOR in roles and not known:
        raise AccountRefused(N_("A contributor belongs to an organisation. Please name it."))
    return frozenset(map(Role, roles)), known


_SELECT = (
    "SELECT a.*, (a.password != '' OR EXISTS (SELECT 1 FROM account_identity AS i WHERE i.account = a.number))"
    " AS can_sign_in FROM account AS a"
)


def find_account(ledger: sqlite3.Connection, login: str) -> Account:
    """One account. Raises ``UnknownCode``."""
    row = row_of(ledger, login)
    if row is None:
        raise UnknownCode(N_("There is no account {login}."), login=login_key(login)[:40])
    return account_of(row)


def row_of(ledger: sqlite3.Connection, login: str) -> sqlite3.Row | None:
    """The row of an account by its login name, typed in any way."""
    row: sqlite3.Row | None = ledger.execute(f"{_SELECT} WHERE a.login_key = ?", (login_key(login),)).fetchone()
    return row


def row_numbered(ledger: sqlite3.Connection, number: int) -> sqlite3.Row | None:
    """The row of an account by its number."""
    row: sqlite3.Row | None = ledger.execute(f"{_SELECT} WHERE a.number = ?", (number,)).fetchone()
    return row


def all_accounts(ledger: sqlite3.Connection) -> tuple[Account, ...]:
    """Every account, in the order in which they were made."""
    return tuple(map(account_of, ledger.execute(f"{_SELECT} ORDER BY a.number")))


def account_of(row: sqlite3.Row) -> Account:
    """A row of the table as an account."""
    return Account(
        row["login"],
        row["name"],
        frozenset(map(Role, json.loads(row["roles"]))),
        tuple(json.loads(row["members"])),
        row["created_at"],
        row["created_by"],
        row["disabled_at"] or "",
        bool(row["can_sign_in"]),
        row["number"],
    )


def has_administrator(ledger: sqlite3.Connection, but: int = 0) -> bool:
    """Whether some account (other than the one with number ``but``) may manage accounts and can sign in."""
    return any(
        Role.ADMINISTRATOR in one.roles and one.can_sign_in and not one.disabled_at and one.number != but
        for one in all_accounts(ledger)
    )


def insert_account(
    ledger: sqlite3.Connection,
    login: str,
    name: str,
    roles: frozenset[Role],
    members: tuple[str, ...],
    *,
    by: str,
    at: str,
    password: str = "",
) -> int:
    """Add an account whose parts were checked; returns its number. Raises ``AccountRefused`` for a login name that
    somebody has, also in another spelling. ``password`` is a hash."""
    if row_of(ledger, login) is not None:
        raise AccountRefused(N_("Somebody has this login name already. Please take another."))
    cursor = ledger.execute(
        "INSERT INTO account (login, login_key, name, roles, members, password, created_at, created_by)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            login,
            login_key(login),
            name,
            json.dumps(sorted(roles)),
            json.dumps(members, ensure_ascii=False),
            password,
            at,
            by,
        ),
    )
    return int(cursor.lastrowid or 0)
