"""What is right, what is wrong, what was mended, and what a person must decide.

Mended is only what nobody can regret: leftovers of stopped processes are swept, damage is set aside, files are taken
from other users of the computer, and a snapshot is made anew from what was kept. What is lost is named and left alone.
"""

from __future__ import annotations

import importlib.metadata
import os
import re
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from childrights.catalogue import ChildRightsError, NoSnapshot
from childrights.files import is_open_to_others, tighten
from childrights.i18n import N_, Translator
from childrights.snapshot import UnreadableSnapshot, open_current, serving
from etl.accounts import accounts
from etl.ledger import (
    FIGURES,
    HEAD_FILE,
    SET_ASIDE,
    State,
    audit_accounts,
    editions,
    erasures,
    is_as_named,
    known_ids,
    ledger_kept,
    losses,
    own_boundaries,
    read_head,
    refuse_losses,
    sound_boundaries,
    uploads,
    verify_audit,
)
from etl.papers import looked_through
from etl.permissions import owner
from etl.snapshot import Inputs, build, is_whole, sweep

ROOT = Path(__file__).resolve().parents[2]
FINE, MENDED, WRONG, DECIDE = "fine", "repaired", "wrong", "decide"
FIRST_PYTHON, LAST_PYTHON = (3, 11), (3, 14)
LITTLE_ROOM, NO_ROOM = 1 << 30, 200 << 20
"""Bytes: a snapshot takes 11 MB, a backup as much again, and a system with a full disk stops in other places first."""
LEFT_OVER_S = 24 * 3600
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;]+)(?: ; (.+))?$")


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing that was looked at: ``area`` names it, ``verdict`` is one of the four, ``sentence`` a msgid with what
    it is ``filled`` with."""

    area: str
    verdict: str
    sentence: str
    filled: Mapping[str, object]

    def words(self, t: Translator) -> str:
        """The finding in one sentence."""
        return t._(self.sentence).format(**self.filled)


def _found(area: str, verdict: str, sentence: str, **filled: object) -> Diagnosis:
    return Diagnosis(area, verdict, sentence, filled)


def examine(state: State, *, mend: bool = True, inputs: Inputs | None = None) -> tuple[Diagnosis, ...]:
    """Look at everything that the dashboard stands on; with ``mend`` put right what is safe to be put right.

    A look that itself fails is a finding, too: whatever is wrong, the others are told.
    """
    looks: tuple[tuple[str, Callable[[], Iterator[Diagnosis]]], ...] = (
        ("python", _python),
        ("packages", _packages),
        ("disk", lambda: _disk(state)),
        ("permissions", lambda: _permissions(state, mend)),
        ("clock", lambda: _clock(state)),
        ("leftovers", lambda: _leftovers(state, mend)),
        ("ledger", lambda: _ledger(state)),
        ("audit", lambda: _audit(state)),
        ("accounts", lambda: _accounts(state)),
        ("files", lambda: _files(state)),
        ("papers", lambda: _papers(state)),
        ("replies", lambda: _replies(state)),
        ("boundaries", lambda: _boundaries(state)),
        ("snapshot", lambda: _snapshot(state, mend, inputs)),
        ("set aside", lambda: _aside(state)),
    )
    found = [one for area, look in looks for one in _looked(area, look)]
    told = [(one.sentence, str(one.filled)) for one in found]
    return tuple(one for n, one in enumerate(found) if told.index(told[n]) == n)


def _looked(area: str, look: Callable[[], Iterator[Diagnosis]]) -> Sequence[Diagnosis]:
    try:
        return tuple(look())
    except ChildRightsError as error:
        return (Diagnosis(area, DECIDE, error.sentence, error.filled),)
    except Exception as error:  # a doctor who stumbles must still tell what else there is
        return (
            _found(area, WRONG, N_("This could not be looked at: {fault}"), fault=f"{type(error).__name__}: {error}"),
        )


def exit_code(findings: Sequence[Diagnosis]) -> int:
    """0 where all is well now, 1 where something is wrong or must be decided."""
    return int(any(one.verdict in (WRONG, DECIDE) for one in findings))


def _python() -> Iterator[Diagnosis]:
    version = sys.version_info[:2]
    told = f"{version[0]}.{version[1]}"
    if not FIRST_PYTHON <= version <= LAST_PYTHON:
        yield _found(
            "python", WRONG, N_("Python {version} is not one of 3.11 to 3.14. Install one of these."), version=told
        )
    elif sys.maxsize < 2**32:
        yield _found("python", WRONG, N_("This Python is of 32 bits. Install one of 64 bits."))
    else:
        yield _found("python", FINE, N_("Python {version} is right."), version=told)


def _packages() -> Iterator[Diagnosis]:
    pins = [_PIN.match(line) for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()]
    other = [
        f"{name} {pinned}"
        for pin in pins
        if pin
        for name, pinned, where in [pin.groups()]
        if _is_other(name, pinned, where)
    ]
    if other:
        told = ", ".join(other[:6]) + ("" if len(other) < 7 else f" (+{len(other) - 6})")
        yield _found(
            "packages",
            WRONG,
            N_("Not installed as pinned: {packages}. Remove the folder .venv and start again: python run.py"),
            packages=told,
        )
    else:
        yield _found(
            "packages", FINE, N_("{count} packages are installed as pinned."), count=len([one for one in pins if one])
        )


def _is_other(name: str, pinned: str, where: str | None) -> bool:
    if where:  # for another system or version of Python
        return False
    try:
        return importlib.metadata.version(name) != pinned
    except importlib.metadata.PackageNotFoundError:
        return True


def _disk(state: State) -> Iterator[Diagnosis]:
    place = next(one for one in (state.home, *state.home.absolute().parents) if one.exists())
    free = shutil.disk_usage(place).free
    told = f"{free / (1 << 30):.1f}"
    if free < NO_ROOM:
        yield _found(
            "disk",
            WRONG,
            N_("Only {free} GB are free on the disk: nothing can be published soon. Make room."),
            free=told,
        )
    elif free < LITTLE_ROOM:
        yield _found("disk", DECIDE, N_("Only {free} GB are free on the disk. Make room before long."), free=told)
    else:
        yield _found("disk", FINE, N_("{free} GB are free on the disk."), free=told)


def _permissions(state: State, mend: bool) -> Iterator[Diagnosis]:
    if state.home.exists() and not os.access(state.home, os.W_OK | os.X_OK):
        yield _found("permissions", WRONG, N_("You may not write in {folder}."), folder=state.home)
        return
    was_open = is_open_to_others(state.home)
    if was_open and not mend:
        yield _found("permissions", DECIDE, N_("Other users of this computer can read {folder}."), folder=state.home)
    elif changed := tighten(state.home) if mend else 0:
        yield _found(
            "permissions", MENDED, N_("{count} files could be read by other users; not any more."), count=changed
        )
    else:
        yield _found("permissions", FINE, N_("Only you can read what is kept."))


def _clock(state: State) -> Iterator[Diagnosis]:
    now, newest = datetime.now(UTC), ""
    with suppress(NoSnapshot, UnreadableSnapshot):
        newest = serving(state.home).pointer.built_at
    ahead = bool(newest) and datetime.fromisoformat(newest) > now + timedelta(hours=1)
    if ahead or now.year < 2026:
        behind = N_("The clock of this computer says {now}, and the newest publication is of {day}. Set the clock.")
        yield _found("clock", WRONG, behind, now=now.isoformat(timespec="minutes")[:16], day=newest[:16])
    else:
        yield _found("clock", FINE, N_("The clock is plausible."))


def _leftovers(state: State, mend: bool) -> Iterator[Diagnosis]:
    if state.is_being_restored and not mend:
        yield _found("leftovers", DECIDE, N_("A backup is being put back, or whoever did so was stopped."))
        return
    if not state.home.exists():
        yield _found("leftovers", FINE, N_("No leftover files were found."))
        return
    with state.publishing():  # finishes what putting a backup back left
        orphans = _orphans(state)
        found = sweep(state) if mend else 0
        for one in orphans if mend else ():
            with suppress(OSError):
                one.unlink()
                found += 1
    if found:
        yield _found("leftovers", MENDED, N_("{count} files that stopped work had left were removed."), count=found)
    elif orphans:
        yield _found("leftovers", DECIDE, N_("{count} files belong to nothing."), count=len(orphans))
    else:
        yield _found("leftovers", FINE, N_("No leftover files were found."))


def _orphans(state: State) -> list[Path]:
    """Files that nothing in the ledger speaks of, older than what somebody may be sending now. None where the ledger
    cannot be read: then every file is one."""
    if not state.ledger.exists():
        return []
    try:
        sent = uploads(state)
        named = {one.observations_file for one in sent} | {one.copy for one in sent}
        named |= {one.path.name for one in editions(state)} | {one.file for one in own_boundaries(state)}
        if not known_ids(state):
            return []
    except ChildRightsError:
        return []
    oldest = time.time() - LEFT_OVER_S
    kept = [one for folder in (state.accepted, state.copies) for one in folder.glob("*")]
    return [one for one in kept if one.name not in named and one.is_file() and one.stat().st_mtime < oldest]


def _ledger(state: State) -> Iterator[Diagnosis]:
    refuse_losses(state)
    pending = [one.id for one in erasures(state) if not one.done_at]
    if pending:
        yield _found(
            "ledger", DECIDE, N_("{ids} is not erased from every file yet: python run.py build"), ids=", ".join(pending)
        )
    yield _found("ledger", FINE, N_("The ledger is sound: {count} uploads."), count=len(uploads(state)))


def _audit(state: State) -> Iterator[Diagnosis]:
    found = verify_audit(state)
    if found.holds:
        yield _found("audit", FINE, N_("The record of what was done is whole: {count} lines."), count=found.lines)
    elif read_head(state.home / HEAD_FILE) is None and state.ledger.exists():
        words = N_(
            "The hash of the newest line of the record, which is kept beside the ledger, is gone: it cannot be told "
            "whether lines are missing. Restore a backup (python run.py restore FILE), or go on from the last line "
            "knowingly: python run.py build --accept-loss"
        )
        yield _found("audit", DECIDE, words)
    else:
        words = N_("The record of what was done is broken at line {line}: python run.py audit --verify")
        yield _found("audit", DECIDE, words, line=found.broken)


def _accounts(state: State) -> Iterator[Diagnosis]:
    """Accounts are closed and never removed: one of whom the record tells and that is not there is lost."""
    if not ledger_kept(state):
        return
    try:
        found = accounts(state, who=owner("doctor"))
        names = {one.login for one in found}
        told = [login for login in audit_accounts(state) if login not in names]
    except (sqlite3.Error, ValueError, KeyError, TypeError) as fault:
        words = N_("The accounts cannot be read ({fault}). Restore a backup: python run.py restore FILE")
        yield _found("accounts", WRONG, words, fault=type(fault).__name__)
        return
    if told:
        words = N_("Accounts are missing that were added: {names}. Restore a backup: python run.py restore FILE")
        yield _found("accounts", WRONG, words, names=", ".join(told[:6]))
    else:
        yield _found("accounts", FINE, N_("{count} accounts are there."), count=len(found))


def _files(state: State) -> Iterator[Diagnosis]:
    lost = losses(state)
    for one in lost:
        words = (
            N_("The figures of {id} are damaged.")
            if one.kind == FIGURES
            else N_("The copy of the file of {id} is damaged.")
        )
        if one.gone:
            words = (
                N_("The figures of {id} are gone.")
                if one.kind == FIGURES
                else N_("The copy of the file of {id} is gone.")
            )
        yield _found("files", WRONG if one.standing else DECIDE, words, id=one.of)
    if not lost:
        yield _found("files", FINE, N_("Every file in the ledger is as it was accepted."))


def _papers(state: State) -> Iterator[Diagnosis]:
    found = looked_through(state)
    if found.broken:
        words = N_(
            "Versions of texts are missing in {papers}. What is there is kept; an earlier backup may hold the others: "
            "python run.py restore FILE"
        )
        yield _found("papers", DECIDE, words, papers=", ".join(found.broken))
    elif found.papers:
        words = N_("{papers} papers are kept with every version of their texts ({versions}); not saved yet: {drafts}.")
        told = {"papers": found.papers, "versions": found.versions, "drafts": found.drafts}
        yield _found("papers", FINE, words, **told)


def _replies(state: State) -> Iterator[Diagnosis]:
    replies = [one for one in (state.home / "replies").glob("*") if re.fullmatch(r"[0-9a-f]{64}", one.name)]
    altered = [one.name for one in replies if not is_as_named(one)]
    missing = {one.sha256 for edition in editions(state) for one in edition.replies} - {one.name for one in replies}
    if altered or missing:
        words = N_(
            "Replies of publishers are damaged or gone ({count}). Their figures are kept; ask again when you like: "
            "python run.py refresh"
        )
        yield _found("replies", DECIDE, words, count=len(altered) + len(missing))
    else:
        yield _found("replies", FINE, N_("{count} replies of publishers are as they came."), count=len(replies))


def _boundaries(state: State) -> Iterator[Diagnosis]:
    own = sound_boundaries(state)
    if own:
        yield _found("boundaries", FINE, N_("Maps are drawn by {id}, which is sound."), id=own.id)
    else:
        yield _found("boundaries", FINE, N_("Maps are drawn by the boundaries that come with the dashboard."))


def _snapshot(state: State, mend: bool, inputs: Inputs | None) -> Iterator[Diagnosis]:
    if mend:
        was_whole, name = is_whole(state), ""
        try:
            name = build(state, inputs).snapshot
        except ChildRightsError as error:
            yield Diagnosis("snapshot", DECIDE, error.sentence, error.filled)
        if name and not was_whole:
            yield _found(
                "snapshot",
                MENDED,
                N_("The snapshot was damaged or missing and is made anew: {name}."),
                name=name,
            )
            return
    found = serving(state.home)
    open_current(state.home).close()
    if found.damaged:
        words = N_("The newest publication is damaged; the one of {day} serves. Make it anew: python run.py build")
        yield _found("snapshot", DECIDE, words, day=found.pointer.built_at[:10])
    else:
        yield _found("snapshot", FINE, N_("The published snapshot is sound."))


def _aside(state: State) -> Iterator[Diagnosis]:
    kept = sorted(one.name for one in (state.home / SET_ASIDE).glob("*"))
    if kept:
        words = N_(
            "{count} files that were damaged or replaced lie in {folder}. They hold figures: remove them when you like."
        )
        yield _found("set aside", FINE, words, count=len(kept), folder=state.home / SET_ASIDE)
