"""The file that somebody works on, over a restart: its cleaned copy and the decisions, for its owner, for a day.

Nothing of it that the search for persons did not let pass, and nothing that figures were not read from. It stands in no
ledger and in no backup. It goes when the file is published, let go or a day old: by a clock while the dashboard runs,
else when it is started next.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path, PurePath
from typing import Any

from childrights.files import no_debris, replace
from childrights.members import Provenance
from etl.ledger.state import State
from etl.permissions import Action, Actor
from etl.persons import kept_file_name, tells_of_anybody

KEPT_S = 24 * 3600
LARGEST = 8 << 20
"""Bytes of a copy. A larger one is not kept: nobody types that many figures anew by hand."""
FOLDER = "drafts"
Decided = tuple[str, str, str, tuple[tuple[str, str], ...]]
"""One decision as whoever decides has it: the part, the wording, what it means, and what else was told."""


@dataclass(frozen=True, slots=True)
class DeskDraft:
    """What is kept of a file that is worked on. ``copy`` is its cleaned copy, ``ends`` when it goes (seconds since
    1970)."""

    file_name: str
    copy: bytes
    decided: tuple[Decided, ...] = ()
    member: str = ""
    said: Provenance | None = None
    ends: float = 0.0


def keep_draft(state: State, draft: DeskDraft, *, member: str, who: Actor) -> float:
    """Keep it for ``who``, who works for ``member``, in the place of what was kept for them before.

    Returns when it goes; 0 where it is not kept: without a copy, too large, or with words that seem to name anybody.
    Raises ``NotPermitted`` and ``DiskFull``.
    """
    who.require(Action.SUBMIT, member)
    typed = [text for part in draft.decided for text in (part[1], *(told for _, told in part[3]))]
    if not 0 < len(draft.copy) <= LARGEST or any(map(tells_of_anybody, (*typed, member))):
        drop_draft(state, member=member, who=who)
        return 0.0
    name, ends = f"{PurePath(kept_file_name(draft.file_name)).stem}.xlsx", time.time() + KEPT_S
    told = asdict(draft) | {"member": member, "file_name": name, "ends": ends}
    told["copy"] = base64.b64encode(draft.copy).decode()
    _write(_path(state, who), json.dumps(told).encode())
    _end_later(state)
    return ends


def draft_of(state: State, *, member: str, who: Actor) -> DeskDraft | None:
    """What is kept for ``who``, who works for ``member`` or, as a steward, for anybody.

    Nothing where it is too old, damaged, or of an organisation that is not theirs now. Raises ``NotPermitted``.
    """
    who.require(Action.SUBMIT, member)
    path = _path(state, who)
    found = _read(path) if path.is_file() else None
    if found is not None and not who.may(Action.SUBMIT, found.member):
        path.unlink(missing_ok=True)
        return None
    return found


def drop_draft(state: State, *, member: str, who: Actor) -> None:
    """Let go of what is kept for ``who``. Raises ``NotPermitted``."""
    who.require(Action.SUBMIT, member)
    _path(state, who).unlink(missing_ok=True)


def end_drafts(state: State) -> int:
    """Remove those that are a day old, and what stopped work left; returns how many."""
    ended = 0
    for path in (state.home / FOLDER).glob("*"):
        if path.suffix != ".json" or _read(path) is None:
            with suppress(OSError):
                path.unlink(missing_ok=True)
                ended += 1
    return ended


def _path(state: State, who: Actor) -> Path:
    return state.home / FOLDER / f"{hashlib.sha256(who.name.encode()).hexdigest()}.json"


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with no_debris(temporary):
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        replace(temporary, path)


def _read(path: Path) -> DeskDraft | None:
    """The draft in a file; ``None``, and the file is gone, where it is too old or damaged."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        found = DeskDraft(
            str(told["file_name"]),
            base64.b64decode(told["copy"], validate=True),
            tuple(_decided(told["decided"])),
            str(told["member"]),
            Provenance(**told["said"]) if told["said"] else None,
            float(told["ends"]),
        )
    except (OSError, ValueError, KeyError, TypeError, binascii.Error):
        found = None
    now = time.time()
    if found is not None and now < found.ends <= now + KEPT_S:
        return found
    with suppress(OSError):
        path.unlink()
    return None


def _decided(told: Any) -> Iterator[Decided]:
    for part, label, code, details in told:
        yield str(part), str(label), str(code), tuple((str(name), str(text)) for name, text in details)


_clock: list[threading.Timer] = []


def _end_later(state: State) -> None:
    """Look again when the oldest is a day old, while this process lives; then as often as one is left."""
    if _clock and _clock[0].is_alive():
        return
    left = [found.ends for path in (state.home / FOLDER).glob("*.json") if (found := _read(path))]
    if not left:
        return

    def end() -> None:
        _clock.clear()
        end_drafts(state)
        _end_later(state)

    timer = threading.Timer(max(min(left) - time.time(), 0.0) + 1.0, end)
    timer.daemon = True
    _clock[:] = [timer]
    timer.start()
