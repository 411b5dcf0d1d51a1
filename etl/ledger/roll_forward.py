"""The last part of putting a backup back: from the moment that everything of it is checked and lies ready.

The file ``RESTORING`` is that moment. It is what ``CURRENT`` is going to be, and whoever reads goes by it at once; it
becomes ``CURRENT`` when the ledger and the rest have been put in their places. Whoever finds one after a process was
stopped goes on from there: every step may be done twice.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from childrights.files import replace
from childrights.snapshot import POINTER, RESTORING, SEAL, SNAPSHOT_FOLDER, parse_pointer
from etl.ledger.audit_chain import HEAD_FILE, follow_restored

STAGED, SET_ASIDE = ".restoring", "set-aside"
LEDGER = "ledger.sqlite"
_BUSY_SECONDS = 30


def finish_restoring(home: Path) -> None:
    """Put what lies ready in its places; nothing to do where nothing does. The caller alone may publish."""
    journal, staged = home / RESTORING, home / STAGED
    if not journal.exists():
        return
    pointer = parse_pointer(journal.read_text(encoding="utf-8"))
    put_ledger(staged / LEDGER, home)
    follow_restored(home / LEDGER)
    for path in _changing(staged):
        _replace(path, home / path.relative_to(staged))
    for path in _changing(home):
        if not (staged / path.relative_to(home)).exists():
            path.unlink(missing_ok=True)
    for old in (home / SNAPSHOT_FOLDER).glob("[0-9]*"):
        if pointer is None or old.stem != Path(pointer.file).stem:
            with suppress(PermissionError):  # what somebody on Windows holds is tidied away later
                old.unlink(missing_ok=True)
    if pointer is None:
        (home / POINTER).unlink(missing_ok=True)
        journal.unlink()
    else:
        seal = home / SNAPSHOT_FOLDER / f"{Path(pointer.file).stem}{SEAL}"
        seal.write_text(pointer.text(), encoding="utf-8")
        replace(journal, home / POINTER)
    shutil.rmtree(staged, ignore_errors=True)


def _changing(folder: Path) -> Iterator[Path]:
    """Files that are not called by what they hold, and so are replaced: news, which replies wait, and the newest hash
    of the audit."""
    yield from folder.glob(HEAD_FILE)
    yield from folder.glob("news.*")
    yield from folder.glob("replies/*.json*")


def _replace(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    shutil.copyfile(source, temporary)
    replace(temporary, target)


def put_ledger(source: Path, home: Path) -> None:
    """Put a ledger in the place of the one of ``home``, in one transaction of it, whoever reads it meanwhile.

    One that is damaged, which nobody can read, is moved aside with what SQLite keeps beside it.
    """
    target = home / LEDGER
    try:
        if target.exists() and target.stat().st_size:
            with (
                closing(sqlite3.connect(source)) as given,
                closing(sqlite3.connect(target, timeout=_BUSY_SECONDS)) as standing,
            ):
                standing.execute("PRAGMA secure_delete = ON")
                given.backup(standing)
                standing.execute("PRAGMA journal_mode = WAL")
                standing.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        pass  # it is no ledger any more
    set_ledger_aside(home)
    _replace(source, target)


def set_ledger_aside(home: Path) -> None:
    """Move the ledger, and what SQLite keeps beside it, out of the way."""
    folder, now = home / SET_ASIDE, f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
    for name in (LEDGER, f"{LEDGER}-wal", f"{LEDGER}-shm", HEAD_FILE):
        if (home / name).exists():
            folder.mkdir(exist_ok=True)
            replace(home / name, folder / f"{now}-{name}")
