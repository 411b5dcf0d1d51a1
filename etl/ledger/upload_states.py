"""The states of an upload and the steps between them, on one line of an open ledger.

*submitted* (it waits for a steward), *approved* (it takes part in the next snapshot), *published* (it is in the
snapshot in force), *withdrawn* (sent back before it was published, or taken back; the line stays). Nothing outside the
ledger knows of an upload that waits: it changes no figure, no count and no answer to anybody else.
"""

from __future__ import annotations

import sqlite3

from childrights.catalogue import ChildRightsError, UnknownCode
from childrights.i18n import N_
from etl.labels import bare_label, normal, worth_remembering
from etl.ledger.audit_chain import write_audit as note_down
from etl.ledger.file import now
from etl.permissions import Action, Actor

SUBMITTED, APPROVED, IN_SNAPSHOT, GONE = "submitted", "approved", "published", "withdrawn"
STANDING = (APPROVED, IN_SNAPSHOT)
"""The states in which an upload takes part in snapshots."""
APPROVE, APPROVE_OWN, SEND_BACK = "approve", "approve own", "send back"
"""Actions of the audit; a self-approval has a name of its own, so that it is found."""
_LONGEST_NUMBER = 12


class CannotApprove(ChildRightsError):
    """An upload that cannot be approved or sent back: it waits no longer, or whoever tries sent it."""


def upload_id(number: int) -> str:
    """The public id of the upload with this number."""
    return f"U{number:04d}"


def row_number(identity: str, letter: str) -> int:
    """The number in a public id that begins with ``letter``; 0 for what is none, and for one that no table can hold:
    whoever writes an address may write any."""
    digits = identity.strip().upper().removeprefix(letter)
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= _LONGEST_NUMBER else 0


def upload_number(identity: str) -> int:
    """The number in the public id of an upload; 0 for what is none."""
    return row_number(identity, "U")


def find_upload(ledger: sqlite3.Connection, identity: str) -> sqlite3.Row:
    """The line of one upload in an open ledger. Raises ``UnknownCode``."""
    found = ledger.execute("SELECT * FROM upload WHERE number = ?", (upload_number(identity),))
    row: sqlite3.Row | None = found.fetchone()
    if row is None:
        raise UnknownCode(N_("There is no upload {upload}. See: python run.py uploads"), upload=identity)
    return row


def must_wait(found: sqlite3.Row) -> None:
    """Raises ``CannotApprove`` for an upload that waits no longer, with who did what to it and when: the other steward
    pressed first, the member took it back, or a newer one took its place."""
    identity = upload_id(found["number"])
    if found["status"] in STANDING:
        already = N_("{upload} was approved already, on {day}, by {who}.")
        raise CannotApprove(already, upload=identity, day=found["approved_at"][:10], who=found["approved_by"])
    if found["status"] == GONE:
        gone = N_("{upload} waits no longer. On {day}, {who}: {why}")
        said = {"day": found["withdrawn_at"][:10], "who": found["withdrawn_by"], "why": found["why"]}
        raise CannotApprove(gone, upload=identity, **said)


def same_eyes(ledger: sqlite3.Connection, sender: str, who: Actor) -> bool:
    """Whether whoever acts is the ``sender``, as it is named in the ledger.

    Who owns this computer is one person, in the browser that it opened and at the command line, where one may be called
    as one likes: what nobody sent with an account is the owner's own.
    """
    if sender == who.name:
        return True
    return who.owns and ledger.execute("SELECT 1 FROM account WHERE login = ?", (sender,)).fetchone() is None


def must_be_another(ledger: sqlite3.Connection, identity: str, sender: str, who: Actor) -> None:
    """Raises ``CannotApprove`` for whoever sent it: asked where four eyes are wanted."""
    if same_eyes(ledger, sender, who):
        own = N_("You sent {upload}. Here somebody else must look at it before it is published (four eyes).")
        raise CannotApprove(own, upload=identity)


def approve_line(ledger: sqlite3.Connection, found: sqlite3.Row, *, why: str, who: Actor) -> None:
    """Approve an upload that waits; what it replaces goes, and what its member confirmed is remembered from now on."""
    identity, moment = upload_id(found["number"]), now()
    ledger.execute(
        "UPDATE upload SET status = ?, approved_at = ?, approved_by = ?, approved_why = ? WHERE number = ?",
        (APPROVED, moment, who.name, why, found["number"]),
    )
    own = same_eyes(ledger, found["uploaded_by"], who)
    note_down(ledger, who.name, APPROVE_OWN if own else APPROVE, identity)
    confirmed = ledger.execute("SELECT kind, label, code FROM confirmed WHERE upload = ?", (found["number"],))
    for row in confirmed.fetchall():
        learn(ledger, found["member"], row["kind"], row["label"], row["code"], moment)
    ledger.execute("DELETE FROM confirmed WHERE upload = ?", (found["number"],))
    if found["replaces"]:
        replaced = find_upload(ledger, found["replaces"])
        if replaced["status"] != GONE:
            withdraw_line(ledger, replaced, why=f"Replaced by {identity}", who=who)


def withdraw_line(
    ledger: sqlite3.Connection, found: sqlite3.Row, *, why: str, who: Actor, sent_back: bool = False
) -> None:
    """Take an upload out: ``sent_back`` by a steward before it was published. Raises ``UnknownCode`` when it is out."""
    identity = upload_id(found["number"])
    if found["status"] == GONE:
        already = N_("The upload {upload} was withdrawn already, on {day}.")
        raise UnknownCode(already, upload=identity, day=found["withdrawn_at"][:10])
    ledger.execute(
        "UPDATE upload SET status = ?, withdrawn_at = ?, withdrawn_by = ?, why = ?, sent_back = ? WHERE number = ?",
        (GONE, now(), who.name, why, sent_back, found["number"]),
    )
    # What was confirmed for it teaches nothing any more.
    ledger.execute("DELETE FROM confirmed WHERE upload = ?", (found["number"],))
    note_down(ledger, who.name, SEND_BACK if sent_back else "withdraw", identity)


def to_replace(ledger: sqlite3.Connection, identity: str, by: str, *, member: str, who: Actor) -> None:
    """Make way for the new upload ``by``: one that waits goes at once, one that is published when the new one is
    approved, as does what the one that waited was to replace.

    Raises ``CannotApprove`` for an upload of somebody else.
    """
    found = find_upload(ledger, identity)
    who.require(Action.WITHDRAW, found["member"])
    if found["member"] != member:
        other = N_("{upload} is not of {member}: only an upload of the same member is replaced.")
        raise CannotApprove(other, upload=upload_id(found["number"]), member=member)
    rest = upload_id(found["number"]) if found["status"] in STANDING else ""
    if found["status"] == SUBMITTED:
        withdraw_line(ledger, found, why=f"Replaced by {by}", who=who)
        rest = found["replaces"]
    ledger.execute("UPDATE upload SET replaces = ? WHERE number = ?", (rest, upload_number(by)))


def learn(ledger: sqlite3.Connection, member: str, kind: str, label: str, code: str, moment: str) -> None:
    """Remember what a label means for a member; an empty code forgets it, also under its other years."""
    if not code:
        rows = ledger.execute("SELECT label FROM learned WHERE member = ? AND kind = ?", (member, kind)).fetchall()
        same = {bare_label(label), normal(label)}
        for row in rows:
            if {bare_label(row["label"]), normal(row["label"])} & same:
                ledger.execute(
                    "DELETE FROM learned WHERE member = ? AND kind = ? AND label = ?", (member, kind, row["label"])
                )
    elif worth_remembering(label):
        ledger.execute("INSERT OR REPLACE INTO learned VALUES (?, ?, ?, ?, ?)", (member, kind, label, code, moment))
