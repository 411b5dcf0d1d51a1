"""Which snapshot serves: the one that the pointer file names while it is sound, else the last sound one before it.

A publication leaves its pointer in two places: in ``CURRENT``, and as a seal beside its snapshot, so that an older one
can take its place. Both carry the SHA-256 of the file. A file is looked through once and again when its size or time
changes; what it costs a rerun is one question to the operating system. Nothing is written here: whoever reads goes on
with what is sound, whoever builds sets the damage aside.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from pathlib import Path
from threading import Lock

from childrights.catalogue import NoSnapshot
from childrights.files import FileHeld, read_text
from childrights.i18n import N_
from childrights.snapshot.unreadable import UnreadableSnapshot

POINTER = "CURRENT"
RESTORING = "RESTORING"
"""The pointer of a backup that is being put back; from the moment it is there it counts, see ``etl.recovery``."""
SNAPSHOT_FOLDER, BOUNDARIES_FOLDER = "snapshots", "boundaries"
SEAL = ".seal"
HOME_VARIABLE = "CHILDRIGHTS_HOME"
_DEFAULT_HOME = Path(__file__).resolve().parents[2] / "data" / "state"
_REFUSED_S = 30.0
"""How long a file that is whole and yet cannot be opened is passed over: too many open files, say, soon are fewer."""


def state_home() -> Path:
    """The state directory: ``CHILDRIGHTS_HOME`` or ``data/state``."""
    return Path(os.environ.get(HOME_VARIABLE) or _DEFAULT_HOME)


@dataclass(frozen=True, slots=True)
class Pointer:
    """What the pointer file says: the published snapshot, what it holds and which inputs made it."""

    file: str
    content_hash: str
    inputs: str
    built_at: str
    boundaries: str = ""
    """The file of boundaries that maps are drawn by, where they are not the shipped ones. It stands in the one pointer
    since both change in one moment, and everything that a screen keeps is kept by the snapshot."""
    sha256: str = ""
    """Of the snapshot's file; empty in a pointer that an earlier version wrote, whose file is taken as it is."""
    holds: tuple[str, ...] = ()
    """The ids of uploads and entries whose content it shows."""
    retired: bool = False
    """Something that it shows was taken back since: it never again takes the place of another one."""

    def text(self) -> str:
        """As it is written."""
        return json.dumps(asdict(self), indent=1)


@dataclass(frozen=True, slots=True)
class Serving:
    """The snapshot that serves. ``damaged`` names the file that ought to and cannot, empty when all is well; ``turn``
    counts how often its file gave an error here, after which it is opened anew."""

    pointer: Pointer
    damaged: str = ""
    turn: int = 0


def parse_pointer(text: str) -> Pointer | None:
    """A pointer as it was written; ``None`` for anything else, also for one that leads out of its folder."""
    try:
        told = json.loads(text)
        known = {one.name for one in fields(Pointer)}
        found = Pointer(**{**told, "holds": tuple(map(str, told.get("holds", ())))})
        names = (found.file, found.content_hash, found.inputs, found.built_at, found.boundaries, found.sha256)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    plain = {*told} <= known and all(isinstance(one, str) for one in names) and isinstance(found.retired, bool)
    return found if plain and found.file and Path(found.file).name == found.file else None


_parsed = lru_cache(maxsize=16)(parse_pointer)


def written_pointer(home: Path) -> Pointer | None:
    """What ``CURRENT`` says, sound or not; ``None`` where it is missing, held or damaged."""
    path = home / RESTORING
    signature = signature_of(path)
    if signature is None:
        path = home / POINTER
        signature = signature_of(path)
    if signature is None or _is_refused(path, signature):
        return None
    try:
        return _parsed(read_text(path))
    except FileHeld:
        _refused[path] = (signature, time.monotonic() + _REFUSED_S)  # who waited once does not wait at every question
    except (OSError, UnicodeDecodeError):
        pass
    return None


def seals(home: Path) -> Iterator[Pointer]:
    """The pointers of the snapshots that were in force and are still there, the newest first."""
    for path in sorted((home / SNAPSHOT_FOLDER).glob(f"[0-9]*{SEAL}"), reverse=True):
        try:
            found = _parsed(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError):
            continue
        if found is not None and Path(found.file).stem == path.stem:
            yield found


def serving(home: Path | None = None) -> Serving:
    """The snapshot that serves, and the one that ought to. Raises ``NoSnapshot`` and ``UnreadableSnapshot``."""
    home = home or state_home()
    pointer = written_pointer(home)
    while pointer is not None:
        if is_sound(home, pointer):
            return _serving(home, pointer)
        # Old snapshots are tidied away while others are published: the pointer may name a newer one by now.
        before, pointer = pointer, written_pointer(home)
        if pointer == before:
            break
    missing = pointer.file if pointer else POINTER
    for one in seals(home):
        if not one.retired and one.sha256 and is_sound(home, one):
            return _serving(home, one, missing)
    if pointer is None and not (home / POINTER).exists() and not any((home / SNAPSHOT_FOLDER).glob("[0-9]*.duckdb")):
        raise NoSnapshot(N_("No data have been published yet. Run: python run.py build"))
    raise UnreadableSnapshot(Path(missing).stem, in_force=True)


def _serving(home: Path, pointer: Pointer, damaged: str = "") -> Serving:
    return Serving(pointer, damaged, _turns.get(home / SNAPSHOT_FOLDER / pointer.file, 0))


def read_pointer(home: Path | None = None) -> Pointer:
    """The pointer of the snapshot that serves. Raises ``NoSnapshot`` and ``UnreadableSnapshot``."""
    return serving(home).pointer


def boundaries_path(home: Path, boundaries: str) -> Path | None:
    """Where a file of boundaries is kept; ``None`` for the shipped ones."""
    return home / BOUNDARIES_FOLDER / boundaries if boundaries else None


Signature = tuple[int, int, int, int]
_judging = Lock()
_judged: dict[tuple[Path, str], tuple[Signature, bool]] = {}
_refused: dict[Path, tuple[Signature, float]] = {}
_turns: dict[Path, int] = {}
_MOST_JUDGED = 64


def is_sound(home: Path, pointer: Pointer) -> bool:
    """Whether the file that ``pointer`` names is there and is, byte for byte, the one that was published."""
    path = home / SNAPSHOT_FOLDER / pointer.file
    signature = signature_of(path)
    if signature is None or _is_refused(path, signature):
        return False
    if not pointer.sha256:
        return True
    known = _judged.get((path, pointer.sha256))
    if known is None or known[0] != signature:
        known = _judge(path, pointer.sha256, signature)
    return known[1]


def _judge(path: Path, sha256: str, signature: Signature) -> tuple[Signature, bool]:
    with _judging:  # a hundred sessions wait for one look
        known = _judged.get((path, sha256))
        if known is None or known[0] != signature:
            try:
                known = (signature, checksum(path) == sha256)
            except OSError:  # too many open files, or no right to read: nothing is known of it yet
                return signature, False
            while len(_judged) >= _MOST_JUDGED:
                _judged.pop(next(iter(_judged)))
            _judged[path, sha256] = known
    return known


def checksum(path: Path) -> str:
    """The SHA-256 of a file. Raises ``OSError``."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def look_again(path: Path, *, cannot_be_opened: bool = False) -> None:
    """Forget what was found of a file that gave an error: the next one who asks looks through it again.

    One that cannot even be opened is passed over for a while, whatever its bytes say.
    """
    with _judging:
        _turns[path] = _turns.get(path, 0) + 1
        for key in [one for one in _judged if one[0] == path]:
            del _judged[key]
        signature = signature_of(path)
        if cannot_be_opened and signature is not None:
            _refused[path] = (signature, time.monotonic() + _REFUSED_S)


def _is_refused(path: Path, signature: Signature) -> bool:
    found = _refused.get(path)
    return found is not None and found[0] == signature and time.monotonic() < found[1]


def signature_of(path: Path) -> Signature | None:
    """What changes when a file does; ``None`` where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino
