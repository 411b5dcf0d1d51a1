"""Indicators that members proposed as new, kept for the steward; their figures are held back."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from typing import NamedTuple

from etl.labels import Proposal
from etl.ledger.file import ledger_kept, now, opened, transaction, write_audit
from etl.ledger.state import State
from etl.permissions import Action, Actor


class Held(NamedTuple):
    """A proposal and the number of figures in the file that wait for it."""

    proposal: Proposal
    cells: int


@dataclass(frozen=True, slots=True)
class Proposed:
    """One line of the list. ``upload`` is empty when nothing else of the file could be published; ``label`` is the
    wording in the file, ``cells`` how many of its figures are held back. Times are ISO 8601 in UTC."""

    id: str
    member: str
    file_name: str
    sha256: str
    upload: str
    proposed_at: str
    proposed_by: str
    label: str
    name: str
    name_km: str
    unit: str
    counts: str
    why: str
    cells: int


def insert_proposals(
    ledger: sqlite3.Connection,
    proposed: Sequence[Held],
    *,
    member: str,
    file_name: str,
    sha256: str,
    upload: str,
    who: Actor,
) -> None:
    """Add proposals inside a transaction; one about the same label of the same file takes the place of the earlier.

    Raises ``NotPermitted``."""
    who.require(Action.SUBMIT, member)
    for proposal, cells in proposed:
        ledger.execute(
            "DELETE FROM proposal WHERE member = ? AND sha256 = ? AND label = ?", (member, sha256, proposal.label)
        )
        values = {
            "member": member,
            "file_name": file_name,
            "sha256": sha256,
            "upload": upload,
            "proposed_at": now(),
            "proposed_by": who.name,
            "cells": cells,
            **asdict(proposal),
        }
        marks = ", ".join("?" * len(values))
        ledger.execute(f"INSERT INTO proposal ({', '.join(values)}) VALUES ({marks})", tuple(values.values()))
        write_audit(ledger, who.name, "propose", upload or "without an upload")


def propose(
    state: State, proposed: Sequence[Held], *, member: str, file_name: str, sha256: str, upload: str = "", who: Actor
) -> None:
    """Keep proposals of a file of which nothing else is accepted, or that is published already as ``upload``.

    Raises ``NotPermitted``."""
    who.require(Action.SUBMIT, member)
    if proposed:
        with opened(state) as ledger, transaction(ledger):
            insert_proposals(
                ledger, proposed, member=member, file_name=file_name, sha256=sha256, upload=upload, who=who
            )


def proposals(state: State) -> tuple[Proposed, ...]:
    """Everything that was proposed, newest first."""
    if not ledger_kept(state):
        return ()
    names = [field.name for field in fields(Proposed) if field.name != "id"]
    with opened(state) as ledger:
        rows = ledger.execute("SELECT * FROM proposal ORDER BY number DESC").fetchall()
    return tuple(Proposed(id=f"P{row['number']:04d}", **{name: row[name] for name in names}) for row in rows)
