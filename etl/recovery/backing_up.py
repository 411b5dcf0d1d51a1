"""A backup: everything that must not be lost, in one file, made while people read and write.

The ledger is copied by SQLite's own online backup, which gives one moment of it; every other file is called by what it
holds and never changes. Sessions and one-time links are left out: who holds a backup must not be signed in by it.
"""

from __future__ import annotations

import errno
import glob
import hashlib
import json
import os
import shutil
import sqlite3
import tomllib
import zipfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from childrights.catalogue import NoSnapshot
from childrights.files import CannotWrite, FileHeld, is_full, no_debris, replace, writing
from childrights.i18n import N_
from childrights.snapshot import BOUNDARIES_FOLDER, POINTER, SNAPSHOT_FOLDER, UnreadableSnapshot, serving
from etl.ledger import (
    LEDGER,
    Loss,
    State,
    begin,
    editions,
    look_through,
    losses,
    opened,
    own_boundaries,
    sync_file,
    transaction,
    uploads,
    write_audit,
)
from etl.permissions import Action, Actor

BACKUP_FORMAT, BACKUP_VERSION = "child-rights-backup", 1
MANIFEST = "manifest.json"
LEFT_OUT = ("session", "one_time_link", "sign_in_try")
"""Tables of the ledger whose lines open doors: they are emptied in the copy."""
_STAGING = ".backup"
_BIG = 1 << 20
_PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds. ``lost`` are kept files that were damaged or gone already and so are not in it."""

    file: Path
    made_at: str
    content_hash: str
    files: int
    size: int
    lost: tuple[Loss, ...]


def back_up(state: State, out: Path, *, who: Actor) -> Backup:
    """Write a backup of ``state`` to ``out``, readable by nobody but whoever makes it.

    Nobody publishes or erases meanwhile; people read, and send. Raises ``NotPermitted``, ``DamagedLedger``,
    ``CannotWrite`` and ``DiskFull``.
    """
    who.require(Action.BACK_UP)
    begin(state)
    with state.publishing():
        made = copy_state(state, out)
    with opened(state) as ledger, transaction(ledger):
        write_audit(ledger, who.name, "back up", f"{made.made_at} {made.content_hash[:12]}")
    return made


def copy_state(state: State, out: Path) -> Backup:
    """``back_up`` for who holds ``state.publishing()`` already."""
    look_through(state)
    out = out.absolute()
    temporary = out.with_name(f".{out.name}.{os.getpid()}.tmp")
    with writing(out), no_debris(temporary):
        for stopped in out.parent.glob(f".{glob.escape(out.name)}.*.tmp"):
            stopped.unlink()
        staged = _fresh(state.home / f"{_STAGING}.{os.getpid()}.tmp")
        try:
            try:
                _copy_ledger(state, staged / LEDGER)
            except sqlite3.OperationalError as error:
                if is_full(error):
                    raise
                raise CannotWrite(_BROKEN, reason=str(error)) from error
            lost = losses(state)
            made_at = datetime.now(UTC).isoformat(timespec="seconds")
            pointer = _pointer(state)
            held = {LEDGER: staged / LEDGER, **_kept(state, {one.file for one in lost}), **_snapshot(state, staged)}
            _write(temporary, held, {"made_at": made_at, "content_hash": pointer})
        finally:
            shutil.rmtree(staged, ignore_errors=True)
        sync_file(temporary)
        size = temporary.stat().st_size
        try:
            replace(temporary, out)
        except FileHeld:  # somebody has the file of before open
            raise PermissionError(errno.EACCES, "it is open in another program", str(out)) from None
    return Backup(out, made_at, pointer, len(held), size, lost)


_BROKEN = N_("The backup cannot be written ({reason}). Look at the disk of this dashboard and try again.")


def app_version() -> str:
    """The version of the dashboard, as the newest heading of the changelog has it."""
    return str(tomllib.loads(_PROJECT.read_text(encoding="utf-8"))["project"]["version"])


def _fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    return folder


def _copy_ledger(state: State, target: Path) -> None:
    """One moment of the ledger, without what opens doors, nor pages that something was deleted from."""
    with closing(sqlite3.connect(state.ledger)) as standing, closing(sqlite3.connect(target)) as copy:
        standing.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        tables = {row[0] for row in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        with copy:
            for name in tables.intersection(LEFT_OUT):
                copy.execute(f"DELETE FROM {name}")
        copy.execute("VACUUM")


def _pointer(state: State) -> str:
    try:
        return serving(state.home).pointer.content_hash
    except (NoSnapshot, UnreadableSnapshot):
        return ""


def _snapshot(state: State, staged: Path) -> Mapping[str, Path]:
    """The snapshot that serves, with the pointer to it."""
    try:
        pointer = serving(state.home).pointer
    except (NoSnapshot, UnreadableSnapshot):
        return {}
    (staged / POINTER).write_text(pointer.text(), encoding="utf-8")
    return {
        POINTER: staged / POINTER,
        f"{SNAPSHOT_FOLDER}/{pointer.file}": state.snapshots / pointer.file,
        **{one.name: one for one in sorted(state.home.glob("news.*"))},
    }


def _kept(state: State, lost: set[str]) -> Mapping[str, Path]:
    """Every file that the ledger speaks of, and the replies of publishers; not what a stopped process left."""
    named = [f"accepted/{one.observations_file}" for one in uploads(state)]
    named += [f"copies/{one.copy}" for one in uploads(state) if one.copy]
    named += [f"accepted/{one.path.name}" for one in editions(state)]
    named += [f"{BOUNDARIES_FOLDER}/{one.file}" for one in own_boundaries(state)]
    replies = state.home / "replies"
    named += [f"replies/{one.name}" for one in sorted(replies.glob("[!.]*")) if one.is_file()]
    paths = {name: state.home / name for name in dict.fromkeys(named)}
    return {name: path for name, path in paths.items() if path.name not in lost and path.is_file()}


def _write(target: Path, held: Mapping[str, Path], about: Mapping[str, str]) -> None:
    told = {}
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in held.items():
            digest, size = hashlib.sha256(), 0
            with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as part:
                for block in iter(lambda: source.read(_BIG), b""):
                    digest.update(block)
                    size += len(block)
                    part.write(block)
            told[name] = {"sha256": digest.hexdigest(), "size": size}
        manifest = {"format": BACKUP_FORMAT, "version": BACKUP_VERSION, "app": app_version(), **about, "files": told}
        archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
