"""What a steward does with uploads that wait, what would then stand, and what their members are told of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from childrights.catalogue import Observation
from childrights.i18n import N_
from etl.ledger.file import now, opened, transaction
from etl.ledger.ledger import (
    AcceptedUpload,
    Upload,
    as_accepted,
    bare_figures,
    is_as_named,
    upload,
    uploads,
    withdrawn_uploads,
)
from etl.ledger.proposed_indicators import Proposed, proposals
from etl.ledger.state import State
from etl.ledger.steward_decisions import reason
from etl.ledger.typed_settings import setting
from etl.ledger.upload_states import (
    GONE,
    CannotApprove,
    approve_line,
    find_upload,
    must_be_another,
    must_wait,
    same_eyes,
    upload_id,
    upload_number,
    withdraw_line,
)
from etl.permissions import Action, Actor


def four_eyes(state: State) -> bool:
    """Whether somebody else than the sender must approve."""
    return bool(setting(state, "four_eyes"))


def approve_uploads(
    state: State,
    identities: Sequence[str],
    *,
    why: str = "",
    who: Actor,
    still: Callable[[], None] = lambda: None,
) -> tuple[Upload, ...]:
    """Approve uploads that wait, all or none; the line in the ledger is the moment from which they count.

    ``still`` is called with nobody able to write meanwhile, and raises ``Overtaken`` when what the steward looked at is
    no longer what would be published. Raises ``NotPermitted``, ``UnknownCode``, ``CannotApprove``, and ``CannotDecide``
    for a reason that may not be kept.
    """
    who.require(Action.APPROVE)
    said, two = reason(why) if why.strip() else "", four_eyes(state)
    named = {upload_number(one): one for one in identities}
    with opened(state) as ledger, transaction(ledger):
        found = [find_upload(ledger, one) for one in named.values()]
        for one in found:
            must_wait(one)
            if not is_as_named(state.accepted / one["observations_file"]):
                lost = N_(
                    "The figures of {upload} are not kept any more as they were sent. Please ask for the file again."
                )
                raise CannotApprove(lost, upload=upload_id(one["number"]))
            if two:
                must_be_another(ledger, upload_id(one["number"]), one["uploaded_by"], who)
        still()
        for one in sorted(found, key=lambda row: int(row["number"])):
            approve_line(ledger, one, why=said, who=who)
    return tuple(upload(state, named[number]) for number in sorted(named))


def own_uploads(state: State, chosen: Sequence[Upload], *, who: Actor) -> list[str]:
    """The ids of those that the steward who looks sent, as the rule of four eyes has it. Raises ``NotPermitted``."""
    who.require(Action.APPROVE)
    with opened(state) as ledger:
        return [one.id for one in chosen if same_eyes(ledger, one.uploaded_by, who)]


def send_back(state: State, identity: str, *, why: str, who: Actor) -> Upload:
    """Withdraw an upload before it is published, with a reason that its member reads. Nothing public changes.

    Raises ``NotPermitted``, ``UnknownCode``, ``CannotApprove`` for one that waits no longer, and ``CannotDecide``
    without a reason that may be kept.
    """
    who.require(Action.APPROVE)
    said = reason(why)
    with opened(state) as ledger, transaction(ledger):
        found = find_upload(ledger, identity)
        must_wait(found)
        withdraw_line(ledger, found, why=said, who=who, sent_back=True)
    state.forget_candidates()
    return upload(state, identity)


def waiting_uploads(state: State) -> tuple[Upload, ...]:
    """The uploads that wait for a steward, oldest first."""
    return tuple(one for one in reversed(uploads(state)) if one.waits)


def as_if_approved(
    state: State, identities: Sequence[str]
) -> tuple[tuple[AcceptedUpload, ...], tuple[tuple[Upload, list[Observation]], ...]]:
    """The uploads that would take part in a snapshot if these were approved, oldest first, and those that would have
    been taken back, with what their figures had been about.

    Raises ``UnknownCode``, and ``CannotApprove`` for one that waits no longer.
    """
    with opened(state) as ledger:
        rows = [find_upload(ledger, one) for one in identities]
        for row in rows:
            must_wait(row)
    numbers = {int(row["number"]) for row in rows}
    replaced = {row["replaces"]: row for row in rows if row["replaces"]}
    every = tuple(reversed(uploads(state)))
    standing = [one for one in every if (one.stands and one.id not in replaced) or upload_number(one.id) in numbers]
    gone = [
        replace(one, status=GONE, withdrawn_at=one.uploaded_at) for one in every if one.id in replaced and one.stands
    ]
    return (
        tuple(as_accepted(state, one) for one in standing),
        (*withdrawn_uploads(state), *((one, bare_figures(state, one)) for one in gone)),
    )


def history_for(state: State, reader: Actor) -> tuple[Upload, ...]:
    """The history as ``reader`` may see it, newest first: everything that was ever approved, and of what waits or was
    never let in only what ``reader`` may preview."""
    return tuple(one for one in uploads(state) if one.approved_at or reader.may(Action.PREVIEW, one.member))


def proposals_for(state: State, reader: Actor) -> tuple[Proposed, ...]:
    """The proposed indicators that ``reader`` may read, newest first: a steward all, a contributor its own members'."""
    return tuple(one for one in proposals(state) if reader.may(Action.PREVIEW, one.member))


def _outcome(one: Upload) -> str:
    """What was decided about an upload by somebody else than its sender; empty for nothing."""
    if one.status == GONE:
        return "" if one.withdrawn_by == one.uploaded_by else "sent back" if one.sent_back else "taken back"
    return "approved" if one.stands and not one.self_approved else ""


def not_told(state: State, reader: Actor) -> tuple[Upload, ...]:
    """The uploads of the members of ``reader`` about which somebody else decided and of which ``reader`` was not told
    yet, the newest first."""
    own = [one for one in uploads(state) if reader.members and reader.may(Action.SUBMIT, one.member) and _outcome(one)]
    own = [one for one in own if reader.name not in (one.approved_by, one.withdrawn_by)]
    if not own:
        return ()
    with opened(state) as ledger:
        rows = ledger.execute("SELECT upload, outcome FROM told WHERE who = ?", (reader.name,)).fetchall()
    known = {(row["upload"], row["outcome"]) for row in rows}
    return tuple(one for one in own if (upload_number(one.id), _outcome(one)) not in known)


def mark_told(state: State, told: Sequence[Upload], *, who: Actor) -> None:
    """Note that ``who`` has read what became of these. Raises ``NotPermitted``."""
    for one in told:
        who.require(Action.SUBMIT, one.member)
    with opened(state) as ledger, transaction(ledger):
        rows = [(upload_number(one.id), who.name, _outcome(one), now()) for one in told]
        ledger.executemany("INSERT OR REPLACE INTO told VALUES (?, ?, ?, ?)", rows)
