"""The files of boundaries that were accepted, as records; apart from what reads them, which takes long to load."""

from __future__ import annotations

from typing import Any

from etl.ledger import OwnBoundaries, State, own_boundaries, standing_boundaries


def kept_boundaries(state: State) -> list[dict[str, Any]]:
    """Every file that was accepted, newest first, with whether it is in force."""
    standing = standing_boundaries(state)
    return [_kept(one, standing) for one in reversed(own_boundaries(state))]


def _kept(one: OwnBoundaries, standing: OwnBoundaries | None) -> dict[str, Any]:
    names = ("id", "source", "vintage", "licence", "given", "sha256", "accepted_at", "accepted_by")
    told = {name: getattr(one, name) for name in (*names, "withdrawn_at", "withdrawn_why")}
    return told | {"in_force": one == standing}
