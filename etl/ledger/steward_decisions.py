"""What the steward decides about members' figures: what becomes of a conflict, and that a quotation was compared.

Decisions are lines of the ledger with a reason; none is ever changed, each can be taken back with one.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import fields

from childrights.catalogue import ChildRightsError, Observation, UnknownCode
from childrights.i18n import N_
from childrights.members import CORRECTION, QUOTED, VERDICTS, Decision
from etl.ledger.file import ledger_kept, now, opened, transaction, write_audit
from etl.ledger.state import State
from etl.ledger.typed_settings import setting
from etl.ledger.upload_states import GONE, SUBMITTED, find_upload, must_be_another, row_number
from etl.permissions import Action, Actor
from etl.persons import tells_of_anybody

CORRECTED_FIELDS = ("value", "numerator", "denominator", "lower", "upper", "sample_size", "status")
CORRECTED_NOTE = "Corrected by the steward"


class CannotDecide(ChildRightsError):
    """A decision that cannot be taken: no conflict, decided already, no reason, or a figure that stays hidden."""


def decisions(state: State) -> tuple[Decision, ...]:
    """Every decision about conflicts, those taken back too, in the order in which they were taken."""
    if not ledger_kept(state):
        return ()
    names = [one.name for one in fields(Decision) if one.name != "id"]
    with opened(state) as ledger:
        rows = ledger.execute("SELECT * FROM conflict_decision ORDER BY number").fetchall()
    return tuple(Decision(id=decision_id(row["number"]), **{name: row[name] or "" for name in names}) for row in rows)


def decision_id(number: int) -> str:
    """The public id of the decision with this number."""
    return f"D{number:04d}"


def record_decision(
    state: State, figure: Observation, published: Observation, *, verdict: str, why: str, who: Actor
) -> str:
    """Record what becomes of a member's ``figure`` that differs from a ``published`` one; returns the decision's id.

    Raises ``NotPermitted``, and ``CannotDecide`` without a reason, for a word that is no verdict, for a correction of a
    figure that is hidden, and when a decision about the two stands already; ``CannotApprove`` for a correction by
    whoever sent the figure, where four eyes are wanted.
    """
    who.require(Action.DECIDE)
    if verdict not in VERDICTS:
        raise CannotDecide(f"'{verdict}' is no decision; choose one of {', '.join(VERDICTS)}.")
    if verdict == CORRECTION and (published.value is None or figure.value is None):
        raise CannotDecide(N_("A figure that is not shown is not corrected by one that is."))
    values = {
        "figure": figure.id,
        "published": published.id,
        "upload": figure.upload,
        "member": figure.member,
        "verdict": verdict,
        "why": reason(why),
        "decided_at": now(),
        "decided_by": who.name,
        "corrected": json.dumps({name: getattr(figure, name) for name in CORRECTED_FIELDS}),
    }
    two = verdict == CORRECTION and bool(setting(state, "four_eyes"))
    with opened(state) as ledger, transaction(ledger):
        if two:
            _must_be_another(ledger, find_upload(ledger, figure.upload), who)
        standing = ledger.execute(
            "SELECT number FROM conflict_decision WHERE figure = ? AND published = ? AND undone_at IS NULL",
            (figure.id, published.id),
        ).fetchone()
        if standing:
            decided = decision_id(standing["number"])
            raise CannotDecide(N_("{code} was decided already, as {decision}."), code=figure.id, decision=decided)
        marks = ", ".join("?" * len(values))
        cursor = ledger.execute(
            f"INSERT INTO conflict_decision ({', '.join(values)}) VALUES ({marks})", tuple(values.values())
        )
        identity = decision_id(int(cursor.lastrowid or 0))
        write_audit(ledger, who.name, "decide", f"{identity} {figure.id} {published.id} {verdict}")
    return identity


def undo_decision(state: State, identity: str, *, why: str, who: Actor) -> None:
    """Take a decision back. Raises ``NotPermitted``, and ``UnknownCode`` when there is none, or it was taken back
    already."""
    who.require(Action.DECIDE)
    asked = (row_number(identity, "D"),)
    with opened(state) as ledger, transaction(ledger):
        row = ledger.execute("SELECT * FROM conflict_decision WHERE number = ?", asked).fetchone()
        if row is None:
            none = N_("There is no decision {decision}. See: python run.py conflicts --decided")
            raise UnknownCode(none, decision=identity)
        if row["undone_at"]:
            already = N_("The decision {decision} was taken back already, on {day}.")
            raise UnknownCode(already, decision=identity, day=row["undone_at"][:10])
        ledger.execute(
            "UPDATE conflict_decision SET undone_at = ?, undone_by = ?, undone_why = ? WHERE number = ?",
            (now(), who.name, reason(why), row["number"]),
        )
        write_audit(ledger, who.name, "undo", decision_id(row["number"]))


def mark_compared(state: State, identity: str, *, why: str, who: Actor, undo: bool = False) -> str:
    """Note that the steward compared a quoted upload with its publication (or that this no longer holds).

    From the next snapshot on its figures are published under the publication's name (or are the member's again).
    Returns the id as written. Raises ``NotPermitted``, ``UnknownCode``, ``CannotDecide``, and ``CannotApprove`` for
    whoever sent it, where four eyes are wanted.
    """
    who.require(Action.DECIDE)
    two = not undo and bool(setting(state, "four_eyes"))
    with opened(state) as ledger, transaction(ledger):
        found = find_upload(ledger, identity)
        _may_be_compared(found, undo)
        if two:
            _must_be_another(ledger, found, who)
        said = (None, None, None) if undo else (now(), who.name, reason(why))
        ledger.execute(
            "UPDATE upload SET compared_at = ?, compared_by = ?, compared_why = ? WHERE number = ?",
            (*said, found["number"]),
        )
        identity = f"U{found['number']:04d}"
        write_audit(ledger, who.name, "uncompare" if undo else "compare", f"{identity}: {reason(why)}")
    return identity


def _must_be_another(ledger: sqlite3.Connection, found: sqlite3.Row, who: Actor) -> None:
    """With four eyes nobody puts what they sent themselves among the published figures either."""
    must_be_another(ledger, f"U{found['number']:04d}", found["uploaded_by"], who)


def _may_be_compared(found: sqlite3.Row, undo: bool) -> None:
    identity = f"U{found['number']:04d}"
    if found["status"] == GONE:
        raise CannotDecide(N_("The upload {upload} was withdrawn."), upload=identity)
    if found["status"] == SUBMITTED:
        raise CannotDecide(N_("{upload} waits: approve it first, then compare it."), upload=identity)
    if found["source_kind"] != QUOTED:
        own = N_("{upload} does not quote a publication: its figures are the member's own.")
        raise CannotDecide(own, upload=identity)
    if undo and not found["compared_at"]:
        raise CannotDecide(N_("{upload} was not compared yet."), upload=identity)
    if not undo and found["compared_at"]:
        already = N_("{upload} was compared already, on {day}.")
        raise CannotDecide(already, upload=identity, day=found["compared_at"][:10])


def reason(why: str) -> str:
    """A reason as it is kept. Raises ``CannotDecide`` for none, and for one that tells of a person."""
    told = " ".join(why.split())
    if not told:
        raise CannotDecide(N_("Say why: the reason is kept with the decision."))
    if tells_of_anybody(told):
        raise CannotDecide(
            N_("The reason seems to be about a single person; please write it without names and numbers.")
        )
    return told
