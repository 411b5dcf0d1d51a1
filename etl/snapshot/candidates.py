"""A snapshot as it would be if uploads that wait were approved: built in private, looked at, never in force.

It is made by the same steps as a published one, lies in a folder of its own that no pointer names, and is called by the
fingerprint of what it was made from: so it is made once for as long as nothing changes.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from childrights.catalogue import BuildError, load_catalogue
from childrights.files import no_debris, replace
from childrights.i18n import N_
from etl.ledger import (
    State,
    as_if_approved,
    brought,
    decisions,
    editions,
    sound_boundaries,
)
from etl.snapshot.assemble import (
    Inputs,
    assemble,
    fingerprint_inputs,
    raised_thresholds,
    refuse_rejected,
    what_came_before,
)
from etl.snapshot.publish import BUILDING, published, remove_unheld, write_snapshot

KEEP_CANDIDATES = 4


@dataclass(frozen=True, slots=True)
class CandidateSnapshot:
    """``path`` is the file, ``seen`` the fingerprint of what it was made from; ``standing`` names the published
    snapshot that it is set against."""

    path: Path
    seen: str
    standing: str


def candidate(state: State, identities: Sequence[str], inputs: Inputs | None = None) -> CandidateSnapshot:
    """The snapshot with these waiting uploads, made unless it lies there already.

    Whose uploads they are is not asked here: ``etl.intake.look_ahead`` does. Raises ``UnknownCode``, ``CannotApprove``
    for an upload that waits no longer, and ``BuildError`` when nothing could be published with them, or nothing is yet.
    """
    inputs = inputs or Inputs()
    with state.looking_ahead():
        standing = published(state)
        if standing is None:
            raise BuildError(N_("Nothing is published yet that it could be compared with. Run: python run.py build"))
        uploads, withdrawn = as_if_approved(state, identities)
        kept, decided, fetched, own = brought(state), decisions(state), editions(state), sound_boundaries(state)
        before = what_came_before(state)
        seen = fingerprint_inputs(inputs, uploads, kept, decided, fetched, own, before.raised)
        path = state.candidates / f"{seen}.duckdb"
        if not path.exists():
            catalogue = load_catalogue(inputs.reference)
            tables, _ = assemble(inputs, catalogue, uploads, kept, decided, withdrawn, fetched, before)
            refuse_rejected(tables["rejected"])
            _make_room(state)
            temporary = state.candidates / f"{BUILDING}{os.getpid()}.duckdb"
            now = datetime.now(UTC).isoformat(timespec="seconds")
            with no_debris(temporary):
                write_snapshot(temporary, tables, now, own.file if own else "")
                replace(temporary, path)
        os.utime(path)
        return CandidateSnapshot(path, seen, Path(standing.file).stem)


def candidate_mark(state: State, identities: Sequence[str], inputs: Inputs | None = None) -> str:
    """``CandidateSnapshot.seen`` as it is now: another one than before where anything else changed meanwhile."""
    uploads, _ = as_if_approved(state, identities)
    kept, decided = brought(state), decisions(state)
    fetched, own, raised = editions(state), sound_boundaries(state), raised_thresholds(state)
    return fingerprint_inputs(inputs or Inputs(), uploads, kept, decided, fetched, own, raised)


def _make_room(state: State) -> None:
    """Before one more is made: the folder, and in it only the few that somebody looked at last."""
    state.candidates.mkdir(mode=0o700, parents=True, exist_ok=True)
    lying = sorted(state.candidates.glob("[!.]*.duckdb"), key=lambda one: one.stat().st_mtime)
    for old in (*state.candidates.glob(f"{BUILDING}*"), *lying[: -(KEEP_CANDIDATES - 1)]):
        remove_unheld(old)
