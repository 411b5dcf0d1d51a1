"""From a checked file to published figures, and back: the two doors through which the world changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from childrights.catalogue import (
    DIMENSIONS,
    PUBLISHED,
    TOTAL,
    Observation,
    RefusedFile,
    UnknownCode,
    normalise_code,
    with_codes,
)
from childrights.i18n import N_
from childrights.members import WAITING, WITHDRAWN, Conflict, Outcome, Provenance, conflicts, outcomes
from childrights.snapshot import all_observations, open_current
from etl.cleaned import cleaned_copy
from etl.labels import NO_MEMORY, Decisions, normal
from etl.ledger import (
    Held,
    Omission,
    State,
    Upload,
    accepted_uploads,
    mark_compared,
    memory_of,
    propose,
    record_decision,
    submit,
    upload,
    uploads,
)
from etl.ledger import record_withdrawal as take_back
from etl.ledger import undo_decision as undo_decision
from etl.permissions import Action, Actor
from etl.persons import tells_of_a_person
from etl.problems import CheckResult
from etl.reading import Workbook, read_workbook
from etl.snapshot import BuildReport, Inputs, build, published
from etl.understanding import check_file


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What became of a file. ``upload`` is empty when nothing in it could be accepted; ``known`` when this very
    file of this member had been accepted before and nothing was done again. ``proposed``
    counts indicators proposed as new. ``outcome`` says of the accepted figures how many are shown and what keeps the
    others back: ``accepted == outcome.shown + outcome.withheld``."""

    upload: str
    accepted: int
    rejected: int
    snapshot: str
    known: bool = False
    proposed: int = 0
    outcome: Outcome = field(default_factory=Outcome)


def published_figures(state: State, member: str = "") -> tuple[Observation, ...]:
    """What is published, and of indicators that nobody publishes what ``member`` itself sent earlier.

    Another member's figures are no yardstick. Nothing when there is no snapshot yet.
    """
    if published(state) is None:
        return ()
    snapshot = open_current(state.home)
    try:
        found = all_observations(snapshot)
    finally:
        snapshot.close()
    return tuple(one for one in found if one.layer == PUBLISHED or (member and one.member == member))


def check_for(
    state: State,
    path: Path | bytes | Workbook,
    *,
    decisions: Decisions | None = None,
    member: str = "",
    file_name: str | None = None,
) -> CheckResult:
    """Check a file against what is published and with what this member confirmed before. Keeps nothing."""
    return check_file(
        path,
        decisions=decisions,
        published=published_figures(state, member),
        memory=memory_of(state, member) if member else NO_MEMORY,
        file_name=file_name,
    )


@dataclass(frozen=True, slots=True)
class ReadyToKeep:
    """What is kept of a checked file beside its figures: indicators proposed as new, and its cleaned copy."""

    held: tuple[Held, ...] = ()
    copy: bytes = b""


def prepare(
    state: State, content: Path | bytes, checked: CheckResult, *, decisions: Decisions, member: str, file_name: str
) -> ReadyToKeep:
    """Read a checked file once more for what is kept of it: the costly part of ``accept``, which changes nothing."""
    book = read_workbook(content, file_name=file_name)
    held = _held(state, book, checked, decisions, member, file_name)
    wanted = bool(checked.observations)
    return ReadyToKeep(held, _copy_of(state, book, checked, decisions, member, file_name) if wanted else b"")


def accept(
    state: State,
    path: Path | bytes,
    checked: CheckResult,
    *,
    member: str,
    who: Actor,
    file_name: str | None = None,
    note: str = "",
    confirmed: Mapping[str, Mapping[str, str]] | None = None,
    decisions: Decisions | None = None,
    provenance: Provenance | None = None,
    ready: ReadyToKeep | None = None,
    inputs: Inputs | None = None,
) -> LoadResult:
    """Keep the sound figures of a checked file and publish them, in the members' layer.

    ``provenance`` is the kind of source the member named, the weakest when it named none; ``confirmed`` what the person
    decided, kind → label → code, remembered for this member. ``ready`` was prepared before, or is now.
    ``decisions`` are those it was checked with: reasons and proposed indicators are kept with it. Read with others it
    replaces its earlier reading; read the same way it is known and nothing is done.

    The ledger line is the point of no return: killed before it, nothing happened; killed after it, the next build
    publishes what was accepted. Raises ``RefusedFile`` for a file that may not be kept.
    """
    who.require(Action.SUBMIT, member)
    if checked.refused:
        raise RefusedFile(next(p.message for p in checked.problems if p.severity == "error"))
    observations = with_codes(checked.observations, f"{checked.sha256} {member}")
    known = known_upload(state, checked.sha256, member)
    name = file_name or (path.name if isinstance(path, Path) else "")
    decisions = decisions or Decisions()
    ready = ready or prepare(state, path, checked, decisions=decisions, member=member, file_name=name)
    held, said = ready.held, provenance or Provenance()
    if known is not None and known.provenance == said and _reads_the_same(state, known, observations):
        propose(state, held, member=member, file_name=name, sha256=checked.sha256, upload=known.id, who=who)
        now = publish_pending(state, inputs).snapshot
        return LoadResult(known.id, known.accepted, known.rejected, now, True, len(held), _outcome(state, known.id))
    if not observations:
        propose(state, held, member=member, file_name=name, sha256=checked.sha256, who=who)
        return LoadResult("", 0, checked.rejected, publish_pending(state, inputs).snapshot, proposed=len(held))
    sent = submit(
        state,
        path,
        observations,
        member=member,
        who=who,
        rejected=checked.rejected,
        note=note,
        file_name=name,
        learned=_without_persons(confirmed or {}),
        replaces=known.id if known else "",
        left_out=[Omission("" if tells_of_a_person(one) else one, why) for one, why in decisions.reasons.items()],
        proposed=held,
        provenance=said,
        copy=ready.copy,
    )
    report = publish_pending(state, inputs)
    outcome = _outcome(state, sent.id)
    return LoadResult(sent.id, sent.accepted, sent.rejected, report.snapshot, proposed=len(held), outcome=outcome)


def _outcome(state: State, identity: str) -> Outcome:
    return with_outcomes(state, [upload(state, identity)])[0][1]


def with_outcomes(state: State, sent: Sequence[Upload]) -> list[tuple[Upload, Outcome]]:
    """Every upload with what became of its figures; of one that is not in the published snapshot, why it is not."""
    found: dict[str, Outcome] = {}
    if published(state) is not None:
        snapshot = open_current(state.home)
        try:
            found = outcomes(snapshot)
        finally:
            snapshot.close()
    return [(one, _standing(one, found.get(one.id))) for one in sent]


def _standing(one: Upload, outcome: Outcome | None) -> Outcome:
    if one.status == "withdrawn" or outcome is None:
        return Outcome(0, {WITHDRAWN if one.status == "withdrawn" else WAITING: one.accepted})
    return outcome


def _copy_of(state: State, book: Workbook, checked: CheckResult, decisions: Decisions, member: str, name: str) -> bytes:
    """The cleaned copy of a file, which read with the same decisions gives the same figures."""

    def reread(copy: bytes) -> Sequence[Observation]:
        return check_for(state, copy, decisions=decisions, member=member, file_name=name).observations

    return cleaned_copy(book, checked, reread)


def confirmed_by(decisions: Decisions) -> dict[str, dict[str, str]]:
    """What decisions teach about a member's wordings, kind → label → code; an empty code forgets what was learned."""
    gone = dict.fromkeys(decisions.not_as_before, "")
    return {"indicator": gone | dict(decisions.indicators), "area": gone | dict(decisions.areas)}


def _without_persons(confirmed: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """What a person decided, but for wordings that seem to tell of somebody: those are not remembered."""
    return {
        kind: {label: code for label, code in labels.items() if not tells_of_a_person(label)}
        for kind, labels in confirmed.items()
    }


def _held(
    state: State, book: Workbook, checked: CheckResult, decisions: Decisions, member: str, name: str
) -> tuple[Held, ...]:
    """Each proposal with the number of figures that it alone keeps out: those left out with it but not without it."""
    held = []
    for proposal in decisions.proposals:
        others = replace(decisions, skip=decisions.skip - {normal(proposal.label)})
        without = check_for(state, book, decisions=others, member=member, file_name=name)
        held.append(Held(proposal, max(checked.skipped - without.skipped, 0)))
    return tuple(held)


def _reads_the_same(state: State, known: Upload, observations: Sequence[Observation]) -> bool:
    kept = next(one for one in accepted_uploads(state) if one.id == known.id)
    return list(map(_as_read, kept.observations())) == list(map(_as_read, observations))


def _as_read(one: Observation) -> Observation:
    """A figure without what belongs to its upload, to compare two readings of one file."""
    return replace(one, id="", upload="", source="", source_table="", layer=PUBLISHED, member="", source_kind="")


def withdraw(state: State, identity: str, *, why: str, who: Actor, inputs: Inputs | None = None) -> BuildReport:
    """Take an upload back and publish a snapshot without it. Raises ``UnknownCode``."""
    take_back(state, identity, why=why, who=who)
    return publish_pending(state, inputs)


def publish_pending(state: State, inputs: Inputs | None = None) -> BuildReport:
    """Build when something waits to be published, and note in the ledger what is now in force."""
    return build(state, inputs)


def known_upload(state: State, sha256: str, member: str) -> Upload | None:
    """The upload by which this member published this very file, unless it was taken back."""
    same = (one for one in uploads(state) if one.sha256 == sha256 and one.member == member)
    return next((one for one in same if one.status != "withdrawn"), None)


def compare(
    state: State, identity: str, *, why: str, who: Actor, undo: bool = False, inputs: Inputs | None = None
) -> BuildReport:
    """Note that a quoted upload was compared with its publication (or no longer counts as compared), and publish.

    Raises ``NotPermitted``, ``UnknownCode`` and ``CannotDecide``.
    """
    mark_compared(state, identity, why=why, who=who, undo=undo)
    return publish_pending(state, inputs)


def settle(
    state: State, code: str, *, verdict: str, why: str, who: Actor, inputs: Inputs | None = None
) -> tuple[str, BuildReport]:
    """Decide a conflict by the code of the member's figure, and publish; returns the decision's id too.

    Raises ``UnknownCode`` when the code belongs to no open conflict, and ``CannotDecide``.
    """
    who.require(Action.DECIDE)
    wanted = normalise_code(code)
    snapshot = open_current(state.home)
    try:
        found = next((one for one in conflicts(snapshot, open_only=True) if one.figure.id == wanted), None)
    finally:
        snapshot.close()
    if found is None:
        raise UnknownCode(N_("No open conflict has the code {code}. See: python run.py conflicts"), code=wanted)
    identity = record_decision(state, found.figure, found.published, verdict=verdict, why=why, who=who)
    return identity, publish_pending(state, inputs)


def unsettle(state: State, identity: str, *, why: str, who: Actor, inputs: Inputs | None = None) -> BuildReport:
    """Take a decision about a conflict back and publish. Raises ``UnknownCode``."""
    undo_decision(state, identity, why=why, who=who)
    return publish_pending(state, inputs)


def conflicts_of(state: State, identity: str) -> list[dict[str, Any]]:
    """The open conflicts of one upload as plain records; none of an upload that is not published."""
    if not identity or published(state) is None:
        return []
    snapshot = open_current(state.home)
    try:
        return [conflict_record(one) for one in conflicts(snapshot, upload=identity, open_only=True)]
    finally:
        snapshot.close()


def load_record(loaded: LoadResult, different: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The answer of ``load`` (a contract: see the command line in the documentation), with its open conflicts."""
    return {
        "upload": loaded.upload,
        "accepted": loaded.accepted,
        "shown": loaded.outcome.shown,
        "withheld": loaded.outcome.withheld,
        "withheld_by": dict(loaded.outcome.withheld_by),
        "rejected": loaded.rejected,
        "same": loaded.outcome.same,
        "conflicts": list(different),
        "snapshot": loaded.snapshot,
    }


def conflict_record(one: Conflict) -> dict[str, Any]:
    """A conflict as plain values: what it is about, both values with their codes, who says it, and the decision."""
    figure, published_figure, said = one.figure, one.published, one.sender.provenance
    group = [getattr(figure, name) for name in DIMENSIONS if getattr(figure, name) != TOTAL]
    return {
        "code": figure.id,
        "indicator": figure.indicator,
        "area": figure.area,
        "period": figure.period_label,
        "group": ", ".join(group),
        "value": figure.value,
        "member": one.sender.member,
        "source_kind": said.kind,
        "upload": figure.upload,
        "sheet": figure.sheet,
        "cell": figure.cell,
        "published_value": published_figure.value,
        "published_status": published_figure.status,
        "published_source": published_figure.source,
        "published_code": published_figure.id,
        "decision": one.decision.verdict if one.decision else "",
        "decision_id": one.decision.id if one.decision else "",
        "why": one.decision.why if one.decision else "",
    }
