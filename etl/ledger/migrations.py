"""What older ledgers lack, in one ordered list: each change is made once, and noted by its name.

Another change is a function and a line at the end of ``MIGRATIONS``. It runs inside a transaction with all that wait
before it, so that a process that is killed leaves the ledger as it was, and finds every table of ``_SCHEMA`` there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from etl.ledger.audit_chain import chain_old_lines

Change = Callable[[sqlite3.Connection], None]

_NOTED = "CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY)"


def _settings(ledger: sqlite3.Connection) -> None:
    ledger.execute(
        "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL)"
    )


def _accounts(ledger: sqlite3.Connection) -> None:
    for table in (
        """account (
            number INTEGER PRIMARY KEY AUTOINCREMENT, login TEXT NOT NULL, login_key TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL, roles TEXT NOT NULL, members TEXT NOT NULL, password TEXT NOT NULL,
            created_at TEXT NOT NULL, created_by TEXT NOT NULL, disabled_at TEXT
        )""",
        """account_identity (
            issuer TEXT NOT NULL, subject TEXT NOT NULL, account INTEGER NOT NULL REFERENCES account (number),
            PRIMARY KEY (issuer, subject)
        )""",
        """session (
            token TEXT PRIMARY KEY, account INTEGER REFERENCES account (number), server TEXT NOT NULL,
            begun REAL NOT NULL, seen REAL NOT NULL, ends REAL NOT NULL
        )""",
        """one_time_link (
            token TEXT PRIMARY KEY, kind TEXT NOT NULL, account INTEGER REFERENCES account (number),
            made REAL NOT NULL, ends REAL NOT NULL
        )""",
        "sign_in_try (key TEXT PRIMARY KEY, count INTEGER NOT NULL, last REAL NOT NULL)",
    ):
        ledger.execute(f"CREATE TABLE {table}")


MIGRATIONS: tuple[tuple[str, Change], ...] = (
    ("chained audit", chain_old_lines),
    ("settings", _settings),
    ("accounts", _accounts),
)
"""Name → change, in the order in which they are made. A name never changes and never goes."""


def missing_migrations(ledger: sqlite3.Connection) -> list[tuple[str, Change]]:
    """The changes that this ledger has not seen, in their order."""
    noted = ledger.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migration'").fetchone()
    made = {row[0] for row in ledger.execute("SELECT name FROM migration")} if noted else set()
    return [one for one in MIGRATIONS if one[0] not in made]


def migrate(ledger: sqlite3.Connection) -> None:
    """Make every change that is missing, inside a transaction of the caller."""
    ledger.execute(_NOTED)
    for name, change in missing_migrations(ledger):
        change(ledger)
        ledger.execute("INSERT INTO migration VALUES (?)", (name,))
