"""Bringing a file of boundaries in: looked at, compared, accepted with whose it is, published."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from shapely import MultiPolygon

from childrights.catalogue import ChildRightsError
from childrights.i18n import N_
from etl.boundaries.comparing import MOVED, TOLD, Difference, compare
from etl.boundaries.coverage import BoundaryError, covered, small, small_file
from etl.boundaries.matching import Note, match_layers
from etl.boundaries.opening import MOST_BYTES, open_layers
from etl.boundaries.refusing import RefusedBoundaries
from etl.ledger import State, boundaries_seen, keep_boundaries
from etl.permissions import Action, Actor
from etl.persons import refuse_names_of_persons, tells_of_anybody
from etl.snapshot import Inputs, build

LONGEST_TOLD = 120
_YEAR = re.compile(r"(19|20)\d\d(-\d\d(\d\d)?)?")


class NotTold(ChildRightsError):
    """What must be known of boundaries before they are published was not said, or may not be kept."""


@dataclass(frozen=True, slots=True)
class BoundaryTerms:
    """Whose boundaries they are, of which year, and under which licence; ``licence`` empty where none is stated."""

    source: str
    vintage: str
    licence: str = ""
    unstated: bool = False
    """Somebody looked, and there is no licence to be found."""


@dataclass(frozen=True, slots=True)
class LookedAt:
    """What a file of boundaries would do; nothing is kept yet. ``shapes`` are the provinces as maps would draw them."""

    file_name: str
    sha256: str
    layer: str
    columns: tuple[str, ...]
    rows: int
    notes: tuple[Note, ...]
    shapes: Mapping[str, MultiPolygon]
    difference: Difference
    bytes: int
    seen: str

    @property
    def changed(self) -> tuple[str, ...]:
        """The provinces that change by more than is worth telling."""
        return tuple(one.code for one in self.difference.provinces if abs(one.change) > TOLD or one.moved > MOVED)


def look_at(state: State, content: bytes | Path, file_name: str) -> LookedAt:
    """Read, match, repair and compare a file. Raises ``RefusedBoundaries`` with what is wrong and what to do."""
    refuse_names_of_persons(file_name)
    given = _read(content, file_name) if isinstance(content, Path) else content
    seen = boundaries_seen(state)
    matched = match_layers(open_layers(given, file_name), file_name)
    try:
        coverage = covered(matched, file_name)
        shapes = small(coverage)
    except BoundaryError as fault:
        raise RefusedBoundaries(
            N_("The provinces of {file} do not fit together, even after repair. Check its borders in QGIS."),
            file=file_name,
        ) from fault
    return LookedAt(
        file_name,
        hashlib.sha256(given).hexdigest(),
        matched.layer.name,
        matched.columns,
        len(matched.codes),
        coverage.notes,
        shapes,
        compare(coverage, shapes),
        len(small_file(shapes, {}).encode()),
        seen,
    )


def _read(path: Path, file_name: str) -> bytes:
    with path.open("rb") as file:
        # A byte more than is taken: a file of many gigabytes is refused without being read.
        return file.read(MOST_BYTES + 1)


def publish_boundaries(
    state: State, found: LookedAt, told: BoundaryTerms, *, yes: bool, who: Actor, inputs: Inputs | None = None
) -> tuple[str, str]:
    """Keep the boundaries and publish with them; returns their id and the snapshot.

    ``yes`` is a person's answer to what the difference asks. Killed before the line in the ledger, nothing happened;
    killed after it, the next build publishes it. Raises ``NotPermitted``, ``NotTold`` and ``Overtaken``.
    """
    who.require(Action.BOUNDARIES)
    said = _said(told)
    if found.difference.needs_yes and not yes:
        raise NotTold(
            N_("These boundaries differ much from the ones that are there. Look at the difference, then accept it.")
        )
    text = small_file(found.shapes, {"attribution": ", ".join(filter(None, said.values())), **said})
    identity = keep_boundaries(
        state, text, said, file_name=found.file_name, sha256=found.sha256, who=who, seen=found.seen
    )
    return identity, build(state, inputs).snapshot


def _said(told: BoundaryTerms) -> dict[str, str]:
    """What was told, as it is kept. Raises ``NotTold``."""
    said = {name: " ".join(getattr(told, name).split()) for name in ("source", "vintage", "licence")}
    if not said["source"]:
        raise NotTold(N_("Please say whose boundaries these are: the office or organisation that published them."))
    if not _YEAR.fullmatch(said["vintage"]):
        raise NotTold(N_("Please say of which year the boundaries are, as 2023."))
    if not said["licence"] and not told.unstated:
        raise NotTold(N_("Please say under which licence they may be used, or that none is stated."))
    if max(map(len, said.values())) > LONGEST_TOLD:
        raise NotTold(N_("Source and licence may have {limit} letters each."), limit=LONGEST_TOLD)
    if any(tells_of_anybody(text) for text in said.values()):
        raise NotTold(N_("Source and licence may not name a person. Name the office or organisation."))
    return said
