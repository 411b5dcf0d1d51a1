"""What waits becomes public, or goes back to its member: the steward's door, and the look at what would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from childrights.i18n import N_
from etl.intake.accepting import publish_pending
from etl.ledger import Overtaken, State, Upload, approve_uploads, upload
from etl.permissions import Action, Actor
from etl.snapshot import BuildReport, CandidateSnapshot, Inputs, candidate, candidate_mark

_OTHERWISE = N_("Something else was published meanwhile. Look at what changes once more, then approve.")


@dataclass(frozen=True, slots=True)
class Approved:
    """The uploads that were approved, as they stand in the history now, and the publication they are part of."""

    uploads: tuple[Upload, ...]
    report: BuildReport


def approve(
    state: State,
    identities: Sequence[str],
    *,
    why: str = "",
    who: Actor,
    seen: str = "",
    inputs: Inputs | None = None,
) -> Approved:
    """Approve uploads that wait, all or none, and publish them in one publication.

    ``seen`` is that of the candidate whose consequences the steward looked at: when anything else was published or
    decided meanwhile, they are others, and nothing is approved (``Overtaken``). Killed before the line of the ledger,
    nothing happened; killed after it, the next build publishes. Raises what ``approve_uploads`` raises.
    """

    def still() -> None:
        if seen and candidate_mark(state, identities, inputs) != seen:
            raise Overtaken(_OTHERWISE)

    done = approve_uploads(state, identities, why=why, who=who, still=still)
    report = publish_pending(state, inputs)
    return Approved(tuple(upload(state, one.id) for one in done), report)


def look_ahead(
    state: State, identities: Sequence[str], *, who: Actor, inputs: Inputs | None = None
) -> CandidateSnapshot:
    """The snapshot as it would be with uploads that wait, for who may look at all of them: a steward, and of its own
    members a contributor. Where it lies is no secret that protects anything; this line is.

    Raises ``NotPermitted``, ``UnknownCode``, ``CannotApprove`` for an upload that waits no longer, ``BuildError``.
    """
    for one in identities:
        who.require(Action.PREVIEW, upload(state, one).member)
    return candidate(state, identities, inputs)
