"""Snapshots by their names, each opened once and kept while there is room."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock

from childrights.catalogue import Catalogue, ChildRightsError, UnknownCode, load_catalogue
from childrights.members import with_publications
from childrights.newest import NewestFigures, newest_figures
from childrights.snapshot import (
    SNAPSHOT_FOLDER,
    Pointer,
    Snapshot,
    boundaries_path,
    is_sound,
    open_snapshot,
    read_pointer,
    seals,
    serving,
    state_home,
)
from geo import use_boundaries

_KEPT = 4
"""Open at once: the one in force, and those that somebody cites."""


class SnapshotRetired(ChildRightsError):
    """Something that the snapshot shows was taken back since, so it is given out no more."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A snapshot with what is asked of it again and again."""

    snapshot: Snapshot
    mark: str
    """Of the bytes of its file: one that lost what was erased has the same name and another mark."""
    catalogue: Catalogue
    newest: NewestFigures


_opened: OrderedDict[tuple[str, str, int], Opened] = OrderedDict()
_one_at_a_time = Lock()


def kept_snapshots() -> Sequence[Pointer]:
    """The snapshots that can be asked, the newest first: the one in force and older ones that show nothing which was
    taken back since."""
    current = read_pointer()
    older = [one for one in seals(state_home()) if not one.retired and one.file != current.file]
    return (current, *(one for one in older if one.sha256 and is_sound(state_home(), one)))


def snapshot_name(pointer: Pointer) -> str:
    """The name by which a snapshot is asked for."""
    return pointer.file.rsplit(".", 1)[0]


def opened(name: str = "") -> Opened:
    """The snapshot called ``name``, or the one in force.

    Raises ``UnknownCode``, ``SnapshotRetired``, ``NoSnapshot`` and ``UnreadableSnapshot``.
    """
    in_force = serving()
    pointer = _pointer(name, in_force.pointer)
    # A file that gave an error is opened anew: its turn counts how often that was.
    key = (pointer.file, pointer.sha256, in_force.turn if pointer is in_force.pointer else 0)
    with _one_at_a_time:
        found = _opened.get(key)
        if found is None:
            found = _opened[key] = _open(pointer)
        if pointer is in_force.pointer:
            use_boundaries(boundaries_path(state_home(), pointer.boundaries))
        _opened.move_to_end(key)
        while len(_opened) > _KEPT:
            # Whoever still reads keeps a cursor of its own; the file is let go when the last of them ends.
            _opened.popitem(last=False)
    return found


def _pointer(name: str, current: Pointer) -> Pointer:
    if name in ("", snapshot_name(current)):
        return current
    for one in seals(state_home()):
        if snapshot_name(one) == name:
            if one.retired:
                raise SnapshotRetired(f"Something in the snapshot {name} was taken back since it was published.")
            if one.sha256 and is_sound(state_home(), one):
                return one
    raise UnknownCode(f"No snapshot {name} is kept here.")


def _open(pointer: Pointer) -> Opened:
    snapshot = open_snapshot(state_home() / SNAPSHOT_FOLDER / pointer.file)
    try:
        catalogue = with_publications(load_catalogue(), snapshot)
        return Opened(snapshot, pointer.sha256, catalogue, newest_figures(snapshot, catalogue))
    except BaseException:
        with suppress(Exception):
            snapshot.close()
        raise
