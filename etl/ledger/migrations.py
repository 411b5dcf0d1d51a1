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


_UPLOADS = """CREATE TABLE upload (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    member TEXT NOT NULL, file_name TEXT NOT NULL, sha256 TEXT NOT NULL,
    uploaded_at TEXT NOT NULL, uploaded_by TEXT NOT NULL, note TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL,
    accepted INTEGER NOT NULL, rejected INTEGER NOT NULL,
    observations_file TEXT NOT NULL,
    withdrawn_at TEXT, withdrawn_by TEXT, why TEXT,
    source_kind TEXT NOT NULL DEFAULT 'own_records',
    sample INTEGER,
    publication TEXT NOT NULL DEFAULT '',
    publication_year INTEGER,
    publication_table TEXT NOT NULL DEFAULT '',
    distinct_children INTEGER NOT NULL DEFAULT 0,
    compared_at TEXT, compared_by TEXT, compared_why TEXT,
    copy TEXT NOT NULL DEFAULT '',
    approved_at TEXT, approved_by TEXT, approved_why TEXT,
    replaces TEXT NOT NULL DEFAULT '',
    sent_back INTEGER NOT NULL DEFAULT 0
)"""


def _let_uploads_wait(ledger: sqlite3.Connection) -> None:
    """Lay the uploads out anew, with approvals and without the rule that knew three states, every line as it was.

    Until then whoever sent something published it, so all of it counts as approved by its sender; what waited for the
    next snapshot was *submitted* and is *approved* now.
    """
    names = ", ".join(row["name"] for row in ledger.execute("PRAGMA table_info(upload)"))
    (last,) = ledger.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'upload'").fetchone()
    ledger.execute("ALTER TABLE upload RENAME TO upload_before")
    ledger.execute(_UPLOADS)
    ledger.execute(
        f"INSERT INTO upload ({names}, approved_at, approved_by) SELECT {names}, uploaded_at, uploaded_by"
        " FROM upload_before ORDER BY number"
    )
    ledger.execute("UPDATE upload SET status = 'approved' WHERE status = 'submitted'")
    ledger.execute("DROP TABLE upload_before")
    # An id never comes a second time, also not where the last line is gone.
    ledger.execute("DELETE FROM sqlite_sequence WHERE name = 'upload'")
    ledger.execute("INSERT INTO sqlite_sequence VALUES ('upload', ?)", (last,))
    for table in (
        "confirmed (upload INTEGER NOT NULL, kind TEXT NOT NULL, label TEXT NOT NULL, code TEXT NOT NULL)",
        """told (
            upload INTEGER NOT NULL, who TEXT NOT NULL, outcome TEXT NOT NULL, told_at TEXT NOT NULL,
            PRIMARY KEY (upload, who, outcome)
        )""",
    ):
        ledger.execute(f"CREATE TABLE {table}")


def _erasures(ledger: sqlite3.Connection) -> None:
    ledger.execute(
        """CREATE TABLE erasure (
            id TEXT PRIMARY KEY, kind TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL, why TEXT NOT NULL,
            figures INTEGER NOT NULL, codes TEXT NOT NULL, files TEXT NOT NULL, done_at TEXT NOT NULL
        )"""
    )


def _papers(ledger: sqlite3.Connection) -> None:
    """Papers that people write together. A version is never changed; a draft is what somebody has not saved yet, an
    ``aside`` one what was put away without being saved."""
    for table in (
        """paper (
            number INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT NOT NULL, choice TEXT NOT NULL,
            revision INTEGER NOT NULL, made_at TEXT NOT NULL, made_by TEXT NOT NULL,
            changed_at TEXT NOT NULL, changed_by TEXT NOT NULL, closed_at TEXT, closed_by TEXT, gone_at TEXT,
            gone_by TEXT
        )""",
        """paper_chapter (
            paper INTEGER NOT NULL REFERENCES paper (number), chapter TEXT NOT NULL, owner TEXT NOT NULL,
            status TEXT NOT NULL, due TEXT NOT NULL, budget INTEGER NOT NULL, findings TEXT NOT NULL,
            findings_revision INTEGER NOT NULL, PRIMARY KEY (paper, chapter)
        )""",
        """paper_version (
            paper INTEGER NOT NULL REFERENCES paper (number), chapter TEXT NOT NULL, version INTEGER NOT NULL,
            began_from INTEGER NOT NULL, text TEXT NOT NULL, heard TEXT NOT NULL, saved_at TEXT NOT NULL,
            saved_by TEXT NOT NULL, PRIMARY KEY (paper, chapter, version)
        )""",
        """paper_draft (
            number INTEGER PRIMARY KEY AUTOINCREMENT, paper INTEGER NOT NULL REFERENCES paper (number),
            chapter TEXT NOT NULL, writer TEXT NOT NULL, tab TEXT, began_from INTEGER NOT NULL, text TEXT NOT NULL,
            kept_at TEXT NOT NULL, UNIQUE (paper, chapter, writer, tab)
        )""",
        """paper_comment (
            number INTEGER PRIMARY KEY AUTOINCREMENT, paper INTEGER NOT NULL REFERENCES paper (number),
            chapter TEXT NOT NULL, words TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL, settled_at TEXT,
            settled_by TEXT
        )""",
    ):
        ledger.execute(f"CREATE TABLE {table}")
    for rule in (
        """paper_version_is_not_changed BEFORE UPDATE ON paper_version
        BEGIN SELECT RAISE(ABORT, 'a version of a text is never changed'); END""",
        """paper_version_goes_on BEFORE INSERT ON paper_version
        WHEN NEW.version IS NOT (SELECT coalesce(max(version), 0) + 1 FROM paper_version
                                 WHERE paper = NEW.paper AND chapter = NEW.chapter)
        BEGIN SELECT RAISE(ABORT, 'a version follows the last one'); END""",
    ):
        ledger.execute(f"CREATE TRIGGER {rule}")


def _let_entries_wait(ledger: sqlite3.Connection) -> None:
    """Which entries of kinds that members send somebody approved; all other entries count from their line on."""
    ledger.execute(
        "CREATE TABLE entry_approval (entry INTEGER PRIMARY KEY REFERENCES entry (number),"
        " at TEXT NOT NULL, who TEXT NOT NULL, why TEXT NOT NULL)"
    )


def _problems(ledger: sqlite3.Connection) -> None:
    """How many cells of an upload were left out, by the code of the fault; nothing of what stood in them."""
    ledger.execute("CREATE TABLE upload_problem (upload INTEGER NOT NULL, code TEXT NOT NULL, count INTEGER NOT NULL)")


MIGRATIONS: tuple[tuple[str, Change], ...] = (
    ("chained audit", chain_old_lines),
    ("settings", _settings),
    ("accounts", _accounts),
    ("approvals", _let_uploads_wait),
    ("erasures", _erasures),
    ("papers", _papers),
    ("entries that wait", _let_entries_wait),
    ("problems of uploads", _problems),
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
