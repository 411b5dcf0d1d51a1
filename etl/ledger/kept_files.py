"""What the ledger speaks of is there, as it was accepted: files are called by their SHA-256, so each can be checked.

Nothing is published over a loss. A figure that is gone would else leave the pages without a word, and a ledger that is
gone would begin anew as if nobody had ever sent anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from childrights.catalogue import BuildError
from childrights.i18n import N_
from childrights.snapshot import seals, written_pointer
from etl.ledger.audit_chain import HEAD_FILE, read_head
from etl.ledger.boundary_entries import sound_boundaries
from etl.ledger.entry_log import entries
from etl.ledger.erasure_log import erasures
from etl.ledger.fetched_series import editions, standing_editions
from etl.ledger.file import look_through, opened
from etl.ledger.ledger import is_as_named, uploads
from etl.ledger.state import State
from etl.ledger.upload_states import GONE

FIGURES, COPY = "figures", "copy"


@dataclass(frozen=True, slots=True)
class Loss:
    """A kept file that is damaged (``gone``: not there at all); ``of`` is the upload or fetched series it belongs to,
    ``standing`` whether its figures take part in snapshots."""

    of: str
    kind: str
    file: str
    gone: bool
    standing: bool = True


def losses(state: State) -> tuple[Loss, ...]:
    """Every file of an upload or a fetched series that is not as it was accepted. Raises ``DamagedLedger``."""
    return tuple(_losses(state))


def _losses(state: State) -> Iterator[Loss]:
    for sent in reversed(uploads(state)):
        yield from _loss(sent.id, FIGURES, state.accepted / sent.observations_file, sent.stands)
        if sent.copy:
            yield from _loss(sent.id, COPY, state.copies / sent.copy, sent.stands)
    every = editions(state)
    standing = {one.id for one in standing_editions(every)}
    for edition in every:
        yield from _loss(edition.id, FIGURES, edition.path, edition.id in standing)


def _loss(of: str, kind: str, path: Path, standing: bool) -> Iterator[Loss]:
    if not is_as_named(path):
        yield Loss(of, kind, path.name, not path.exists(), standing)


def refuse_losses(state: State) -> None:
    """Raise ``DamagedLedger`` or ``BuildError`` where something that was accepted is not kept any more."""
    look_through(state)
    sound_boundaries(state)
    pointer = written_pointer(state.home) or next(seals(state.home), None)
    if is_older_than_its_head(state):
        cut = N_(
            "Lines of the ledger that were written last are missing. Nothing is published over that, and what is "
            "published stays. Restore a backup: python run.py restore FILE. Where there is none, go on without them "
            "knowingly: python run.py build --accept-loss"
        )
        raise BuildError(cut)
    missing = sorted({*(pointer.holds if pointer else ())} - known_ids(state))
    if missing:
        forgotten = N_(
            "The ledger does not know {ids} any more, which are published: it is older than they are. Nothing is "
            "published over that, and what is published stays. Restore a backup: python run.py restore FILE"
        )
        raise BuildError(forgotten, ids=_few(missing))
    lost = [one for one in losses(state) if one.standing]
    figures, copies = ([one.of for one in lost if one.kind == kind] for kind in (FIGURES, COPY))
    if figures:
        gone = N_(
            "The figures of {ids} are not kept any more as they were accepted: their file is damaged or gone. Nothing "
            "is published over that, and what is published stays. Restore a backup (python run.py restore FILE), or "
            "take them back knowingly (python run.py withdraw {id} --why TEXT)."
        )
        raise BuildError(gone, ids=_few(figures), id=figures[0])
    if copies:
        gone = N_(
            "The copy that was kept of the file of {ids} is damaged or gone. Nothing is published over that, and what "
            "is published stays. Restore a backup (python run.py restore FILE), or go on without the copy: "
            "python run.py build --accept-loss"
        )
        raise BuildError(gone, ids=_few(copies))


def is_older_than_its_head(state: State) -> bool:
    """Whether the audit ends before the line whose hash is kept beside the ledger: it was put back in time."""
    head = read_head(state.home / HEAD_FILE)
    if head is None or not head[0]:
        return False
    with opened(state) as ledger:
        return int(ledger.execute("SELECT coalesce(max(number), 0) FROM audit").fetchone()[0]) < head[0]


def known_ids(state: State) -> frozenset[str]:
    """The ids of all uploads and entries, those that were taken back or erased too."""
    return frozenset(one.id for told in (uploads(state), entries(state), erasures(state)) for one in told)


def held_and_gone(state: State) -> tuple[frozenset[str], frozenset[str]]:
    """The ids of the uploads and entries that stand, and of those that were taken back. What waits is neither."""
    sent, brought = uploads(state), entries(state)
    held = {one.id for one in sent if one.stands} | {one.id for one in brought if not one.withdrawn_at}
    gone = {one.id for one in sent if one.status == GONE} | {one.id for one in brought if one.withdrawn_at}
    gone |= {one.id for one in erasures(state)}
    return frozenset(held), frozenset(gone)


_MOST_NAMED = 6


def _few(ids: Iterable[str]) -> str:
    named = list(dict.fromkeys(ids))
    more = f" (+{len(named) - _MOST_NAMED})" if len(named) > _MOST_NAMED else ""
    return ", ".join(named[:_MOST_NAMED]) + more
