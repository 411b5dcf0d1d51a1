"""Putting a backup back: everything of it is checked before anything is touched, and the state that was there is kept.

Files that are called by what they hold are added beside those that are there, which nobody reads yet. Then one
renaming makes the backup count, see ``etl.ledger.roll_forward``: stopped before it, the old state stands whole, stopped
after it, the new one.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from childrights.catalogue import ChildRightsError, UnknownCode
from childrights.files import DiskFull, no_debris, replace
from childrights.i18n import N_
from childrights.snapshot import POINTER, RESTORING, SNAPSHOT_FOLDER, Pointer, parse_pointer
from etl.ledger import (
    HEAD_FILE,
    LEDGER,
    SET_ASIDE,
    STAGED,
    DamagedLedger,
    Erasure,
    State,
    begin,
    erasures,
    finish_restoring,
    ledger_kept,
    opened,
    read_head,
    record_erasure,
    replace_file,
    transaction,
    write_audit,
)
from etl.permissions import Action, Actor
from etl.recovery.backing_up import BACKUP_FORMAT, BACKUP_VERSION, MANIFEST, app_version, copy_state

_NAME = re.compile(
    r"ledger\.sqlite|CURRENT|news\.[a-z.]+|snapshots/[0-9]{8}T[0-9]{12}-[0-9a-f]{12}\.duckdb"
    r"|(accepted|copies|boundaries)/[0-9a-f]{64}(\.parquet|\.geojson)?|replies/[A-Za-z0-9][\w.-]{0,120}"
)
_BIG = 1 << 20
_TEXTS = ("app", "made_at", "content_hash")


class DamagedBackup(ChildRightsError):
    """A file is no backup, or not one that can be put back; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back. ``aside`` is where the state that was there is kept, empty when there was none;
    ``erased_again`` are uploads and entries that had been erased since the backup, and were again."""

    made_at: str
    content_hash: str
    files: int
    aside: str
    erased_again: tuple[str, ...] = ()


def restore(state: State, file: Path, *, who: Actor) -> Restored:
    """Put the backup ``file`` in the place of what ``state`` holds. Raises ``NotPermitted`` and ``DamagedBackup``."""
    who.require(Action.BACK_UP)
    is_new = not state.pointer.exists() and not state.ledger.exists()
    if not state.ledger.exists():
        with suppress(DamagedLedger):  # it is gone, which is why somebody restores
            begin(state)
    with state.publishing():
        staged = state.home / STAGED
        shutil.rmtree(staged, ignore_errors=True)
        try:
            with no_debris(staged):
                manifest = _unpacked(file, staged)
                pointer = _checked(staged)
        except BaseException:
            shutil.rmtree(staged, ignore_errors=True)
            raise
        gone, head = _erased(state), read_head(state.home / HEAD_FILE)
        aside = "" if is_new else _set_aside(state)
        _add(state, staged)
        text = pointer.text() if pointer else "null"
        replace_file(state.home / RESTORING, text.encode())
        finish_restoring(state.home)
    with opened(state) as ledger, transaction(ledger):
        over = f" in the place of line {head[0]} {head[1]}" if head and head[0] else ""
        write_audit(ledger, who.name, "restore", f"{manifest['made_at']} {manifest['content_hash'][:12]}{over}")
    again = _erased_again(state, gone, who)
    return Restored(manifest["made_at"], manifest["content_hash"], len(manifest["files"]), aside, again)


def _erased(state: State) -> tuple[Erasure, ...]:
    """What was erased here until now; nothing where the ledger that knew it is lost."""
    with suppress(DamagedLedger):
        return erasures(state)
    return ()


def _erased_again(state: State, gone: Iterable[Erasure], who: Actor) -> tuple[str, ...]:
    """Erase anew what a backup brought back although it had been erased for good; the next build removes its files."""
    known = {one.id: one.at for one in erasures(state)}
    again = []
    for one in gone:
        if one.id not in known:
            with suppress(UnknownCode):
                record_erasure(state, one.id, why=one.why, who=who)
                again.append(one.id)
    return tuple(again)


def _unpacked(file: Path, staged: Path) -> Mapping[str, Any]:
    """Unpack a backup, every file held against its SHA-256; returns the manifest."""
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = _manifest(archive)
            for name, told in manifest["files"].items():
                _unpack(archive, name, told, staged / name)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise DamagedBackup(_DAMAGED, file=file.name) from error
    except (KeyError, TypeError, ValueError, AttributeError, zipfile.zlib.error) as error:  # type: ignore[attr-defined]
        raise DamagedBackup(_DAMAGED, file=file.name) from error
    except FileNotFoundError:
        raise DamagedBackup(N_("There is no file {file}."), file=str(file)) from None
    return manifest


_DAMAGED = N_("{file} is damaged, or no backup of this dashboard. Nothing was changed.")


def _manifest(archive: zipfile.ZipFile) -> Mapping[str, Any]:
    manifest: Mapping[str, Any] = json.loads(archive.read(MANIFEST))
    if manifest["format"] != BACKUP_FORMAT or not all(isinstance(manifest[one], str) for one in _TEXTS):
        raise ValueError("another format")
    if manifest["version"] > BACKUP_VERSION or _numbers(manifest["app"]) > _numbers(app_version()):
        newer = N_("This backup was made by a newer version of the dashboard. Nothing was changed.")
        raise DamagedBackup(newer)
    named = sorted(name for name in archive.namelist() if name != MANIFEST)
    if named != sorted(manifest["files"]) or LEDGER not in named or not all(map(_NAME.fullmatch, named)):
        raise ValueError("other files than it tells of")
    return manifest


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def _unpack(archive: zipfile.ZipFile, name: str, told: Mapping[str, Any], target: Path) -> None:
    if archive.getinfo(name).file_size != told["size"]:
        raise ValueError(f"{name} has another size")
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with archive.open(name) as source, target.open("wb") as part:
        for block in iter(lambda: source.read(_BIG), b""):
            digest.update(block)
            part.write(block)
        part.flush()
        os.fsync(part.fileno())
    if digest.hexdigest() != told["sha256"]:
        raise ValueError(f"{name} is not what was backed up")


def _checked(staged: Path) -> Pointer | None:
    """The pointer of what was unpacked, ``None`` for a backup of a state without a snapshot."""
    with closing(sqlite3.connect(staged / LEDGER)) as ledger:
        try:
            sound = ledger.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
            known = _known_to(ledger) if sound else None
        except (sqlite3.DatabaseError, TypeError, ValueError):
            sound, known = False, None
    if not sound or known is None:
        raise DamagedBackup(N_("The ledger in this backup is damaged. Nothing was changed."))
    _lay_head(staged)
    if not (staged / POINTER).exists():
        return None
    pointer = parse_pointer((staged / POINTER).read_text(encoding="utf-8"))
    if pointer is None or not (staged / SNAPSHOT_FOLDER / pointer.file).is_file():
        raise DamagedBackup(N_("The snapshot in this backup is missing. Nothing was changed."))
    if not known.issuperset(pointer.holds):
        raise DamagedBackup(N_("The ledger in this backup does not know what its snapshot holds. Nothing was changed."))
    return pointer


_REFUSES = re.compile(r"BEGIN\s+SELECT RAISE\(ABORT, '[^']*'\);?\s+END$")
"""All that a trigger of ours does: it refuses."""


def _known_to(ledger: sqlite3.Connection) -> frozenset[str] | None:
    """The ids of everything a ledger knows; ``None`` for one that is not ours: without its first table, with views, or
    with triggers that do on their own what nobody asked for."""
    found = ledger.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    tables = {name for kind, name, _ in found if kind == "table"}
    if "upload" not in tables or any(kind == "view" for kind, _, _ in found):
        return None
    if not all(_REFUSES.search(sql.strip()) and sql.count("BEGIN") == 1 for kind, _, sql in found if kind == "trigger"):
        return None
    ids = {f"U{int(row[0]):04d}" for row in ledger.execute("SELECT number FROM upload")}
    for table in tables & {"entry", "erasure"}:
        ids |= {str(row[0]) for row in ledger.execute(f'SELECT id FROM "{table}"')}
    return frozenset(ids)


def _lay_head(staged: Path) -> None:
    """Keep the newest hash of the audit that comes back where that of the other one was kept."""
    with closing(sqlite3.connect(staged / LEDGER)) as ledger:
        columns = {row[1] for row in ledger.execute("PRAGMA table_info(audit)")}
        row = (
            ledger.execute("SELECT number, hash FROM audit ORDER BY number DESC").fetchone()
            if "hash" in columns
            else None
        )
    if row:
        (staged / HEAD_FILE).write_text(json.dumps({"number": row[0], "hash": row[1]}), encoding="ascii")


def _set_aside(state: State) -> str:
    """Keep the state that is there: as a backup of its own, or, where its ledger is damaged, what is left of it."""
    folder = state.home / SET_ASIDE
    folder.mkdir(mode=0o700, exist_ok=True)
    out = folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-before-restoring.zip"
    try:
        ledger_kept(state)
        copy_state(state, out)
    except DiskFull:
        raise
    except ChildRightsError:
        with no_debris(out), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in (state.ledger, state.pointer, *state.snapshots.glob("[0-9]*")):
                if path.is_file():
                    archive.write(path, path.relative_to(state.home))
    return str(out)


def _add(state: State, staged: Path) -> None:
    """Move files that are called by what they hold beside those that are there already."""
    state.create()
    for path in sorted(staged.rglob("*")):
        name = path.relative_to(staged)
        if not path.is_file() or len(name.parts) == 1 or (name.parts[0] == "replies" and ".json" in path.name):
            continue
        target = state.home / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            replace(path, target)
