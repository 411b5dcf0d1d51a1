"""Boundaries that somebody brought in: each file a line of the ledger, the newest one standing in force.

Another file takes its place, and taking that back (``take_back``) brings the earlier one, or the shipped boundaries,
into force again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from childrights.catalogue import BuildError
from childrights.i18n import N_
from childrights.snapshot import BOUNDARIES_FOLDER
from etl.ledger.entry_log import BOUNDARIES, LedgerEntry, New, Overtaken, entries, mark, record
from etl.ledger.file import begin
from etl.ledger.state import State, replace_file
from etl.permissions import Action, Actor
from geo import DamagedBoundaries, read_boundaries


@dataclass(frozen=True, slots=True)
class OwnBoundaries:
    """One file as it was accepted: ``file`` is the small one that maps are drawn by, called by its own SHA-256, and
    ``given`` the name of the one that was brought in; ``licence`` is empty where none was stated."""

    id: str
    file: str
    source: str
    vintage: str
    licence: str
    given: str
    sha256: str
    accepted_at: str
    accepted_by: str
    withdrawn_at: str
    withdrawn_why: str


def own_boundaries(state: State) -> tuple[OwnBoundaries, ...]:
    """Every file there ever was, oldest first."""
    return tuple(_own(one) for one in entries(state) if one.kind == BOUNDARIES)


def standing_boundaries(state: State) -> OwnBoundaries | None:
    """The file in force; ``None`` where the shipped boundaries are."""
    return next((one for one in reversed(own_boundaries(state)) if not one.withdrawn_at), None)


def boundaries_seen(state: State) -> str:
    """What ``keep_boundaries`` compares to notice that somebody else changed them meanwhile."""
    return mark(entries(state), (BOUNDARIES,))


def keep_boundaries(
    state: State, text: str, told: Mapping[str, str], *, file_name: str, sha256: str, who: Actor, seen: str
) -> str:
    """Keep the small file and record it; returns its id.

    Raises ``NotPermitted``, and ``Overtaken`` when it is no longer as ``seen``.

    The file is written first and called by its content; the line in the ledger is the moment from which it counts.
    """

    def still(kept: Sequence[LedgerEntry]) -> None:
        if mark(kept, (BOUNDARIES,)) != seen:
            raise Overtaken(N_("Somebody changed the boundaries meanwhile. Please look at the difference again."))

    who.require(Action.BOUNDARIES)
    begin(state)
    content = text.encode()
    path = _folder(state) / f"{hashlib.sha256(content).hexdigest()}.geojson"
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, content)
    new = New(BOUNDARIES, {"file": path.name, **told}, "boundaries", path.stem)
    (identity,) = record(state, [new], member=told["source"], who=who, file_name=file_name, sha256=sha256, still=still)
    return identity


def sound_boundaries(state: State) -> OwnBoundaries | None:
    """``standing_boundaries``, looked at. Raises ``BuildError``: nothing is published over a file that was lost."""
    found = standing_boundaries(state)
    if found:
        try:
            read_boundaries(_folder(state) / found.file)
        except DamagedBoundaries:
            damaged = N_(
                "The kept file of the boundaries {id} is damaged or gone. Bring it in again (python run.py boundaries "
                "FILE), or take it back (python run.py withdraw {id} --why TEXT)."
            )
            raise BuildError(damaged, id=found.id) from None
    return found


def _folder(state: State) -> Path:
    return state.home / BOUNDARIES_FOLDER


_KEPT_AS_IT_IS = ("file", "source", "vintage", "licence")


def _own(one: LedgerEntry) -> OwnBoundaries:
    said = {name: str(one.content[name]) for name in _KEPT_AS_IT_IS}
    assert {*said} < {field.name for field in fields(OwnBoundaries)}
    return OwnBoundaries(
        **said,
        id=one.id,
        given=one.file_name,
        sha256=one.sha256,
        accepted_at=one.recorded_at,
        accepted_by=one.recorded_by,
        withdrawn_at=one.withdrawn_at,
        withdrawn_why=one.withdrawn_why,
    )
