"""From a checked file to published figures, and back: the two doors through which the world changes."""

from __future__ import annotations

from collections import Counter
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
from childrights.members import (
    AWAITING,
    SENT_BACK,
    WAITING,
    WITHDRAWN,
    Conflict,
    Outcome,
    Provenance,
    conflicts,
    outcomes,
)
from childrights.snapshot import all_observations, open_current
from etl.cleaned import cleaned_copy
from etl.intake.small_numbers import figures_to_keep, what_stands, without_small, without_small_cells
from etl.labels import NO_MEMORY, Decisions, normal
from etl.ledger import (
    GONE,
    Held,
    Omission,
    State,
    Upload,
    approve_uploads,
    as_accepted,
    code_salt,
    four_eyes,
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
from etl.persons import public_sheet, tells_of_anybody
from etl.problems import CheckResult
from etl.reading import Workbook, read_workbook
from etl.snapshot import BuildReport, Inputs, build, published
from etl.understanding import check_file


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What became of a file. ``upload`` is empty when nothing in it could be accepted; ``known`` when this very
    file of this member had been accepted before and nothing was done again; ``waits`` when a steward has yet to approve
    it. ``proposed`` counts indicators proposed as new. ``outcome`` says of the accepted figures how many are shown and
    what keeps the others back: ``accepted == outcome.shown + outcome.withheld``."""

    upload: str
    accepted: int
    rejected: int
    snapshot: str
    known: bool = False
    proposed: int = 0
    outcome: Outcome = field(default_factory=Outcome)
    waits: bool = False


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
    foresee: bool = True,
) -> CheckResult:
    """Check a file against what is published and with what this member confirmed before. Keeps nothing."""
    known = published_figures(state, member)
    return check_file(
        path,
        decisions=decisions,
        published=known,
        memory=memory_of(state, member) if member else NO_MEMORY,
        file_name=file_name,
        around=what_stands(state, known, member) if foresee else None,
        foresee=foresee,
    )


def _must_be_readable(checked: CheckResult) -> None:
    if checked.refused:
        raise RefusedFile(next(p.message for p in checked.problems if p.severity == "error"))


def _faults(checked: CheckResult) -> Mapping[str, int]:
    """How many cells were left out, by the code of the fault."""
    return Counter(one.code for one in checked.problems if one.severity == "error")


@dataclass(frozen=True, slots=True)
class ReadyToKeep:
    """What is kept of a checked file beside its figures: indicators proposed as new, and its cleaned copy."""

    held: tuple[Held, ...] = ()
    copy: bytes = b""


def prepare(
    state: State, content: Path | bytes, checked: CheckResult, *, decisions: Decisions, member: str, file_name: str
) -> ReadyToKeep:
    """Read a checked file once more for what is kept of it: the costly part of ``accept``, which changes nothing."""
    book, checked = read_workbook(content, file_name=file_name), without_small(checked)
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
    replaces: str = "",
    submit_only: bool = False,
    inputs: Inputs | None = None,
) -> LoadResult:
    """Keep the sound figures of a checked file, in the members' layer: for a contributor they wait for a steward, one
    who may approve publishes them in one step (``approve own`` in the audit), unless ``submit_only`` or four eyes.

    ``provenance`` is the kind of source the member named, the weakest when it named none; ``confirmed`` what the person
    decided, kind → label → code, remembered for this member once it is approved. ``ready`` was prepared before, or is
    now. Reasons and proposed indicators of the ``decisions`` it was checked with are kept. Read with others it replaces
    its earlier reading, as any file the upload that ``replaces`` names; read the same way it is known.

    Killed before the line of the ledger, nothing happened; after it, it waits or is published by the next build.
    """
    who.require(Action.SUBMIT, member)
    _must_be_readable(checked)
    at_once = who.may(Action.APPROVE) and not submit_only and not four_eyes(state)
    name = file_name or (path.name if isinstance(path, Path) else "")
    decisions, said = decisions or Decisions(), provenance or Provenance()
    ready = ready or prepare(state, path, checked, decisions=decisions, member=member, file_name=name)
    observations = _coded(state, checked, member, said, name)
    before, earlier = _sent_before(state, checked, member, said, observations)
    of = before.id if before else ""
    if before or not observations:
        propose(state, ready.held, member=member, file_name=name, sha256=checked.sha256, upload=of, who=who)
        if now := bool(before and before.waits and at_once):
            approve_uploads(state, [of], who=who)
        return _became(state, of, inputs, checked.rejected, known=bool(before) and not now, proposed=len(ready.held))
    sent = submit(
        state,
        path,
        observations,
        problems=_faults(checked),
        member=member,
        who=who,
        rejected=checked.rejected,
        note=note,
        file_name=name,
        learned=_without_persons(confirmed or {}),
        replaces=replaces or earlier,
        left_out=[Omission("" if tells_of_anybody(one) else one, why) for one, why in decisions.reasons.items()],
        proposed=ready.held,
        provenance=said,
        copy=ready.copy,
        approved=at_once,
    )
    return _became(state, sent.id, inputs, checked.rejected, proposed=len(ready.held))


def _sent_before(
    state: State, checked: CheckResult, member: str, said: Provenance, observations: Sequence[Observation]
) -> tuple[Upload | None, str]:
    """The upload by which the member sent this very file, read in this way; and the one that another reading of it
    replaces: what waits before what is published."""
    found = [waiting_upload(state, checked.sha256, member), known_upload(state, checked.sha256, member)]
    earlier = [one for one in found if one]
    same = (one for one in earlier if one.provenance == said and _same_figures(state, one, observations))
    return next(same, None), "".join(one.id for one in earlier[:1])


def _became(
    state: State, identity: str, inputs: Inputs | None, rejected: int, *, known: bool = False, proposed: int = 0
) -> LoadResult:
    """Publish what waits for the next snapshot, and say what became of an upload, or of a file that made none."""
    report = publish_pending(state, inputs)
    if not identity:
        return LoadResult("", 0, rejected, report.snapshot, proposed=proposed)
    ((sent, outcome),) = with_outcomes(state, [upload(state, identity)])
    return LoadResult(sent.id, sent.accepted, sent.rejected, report.snapshot, known, proposed, outcome, sent.waits)


def _coded(state: State, checked: CheckResult, member: str, said: Provenance, name: str) -> list[Observation]:
    """The figures to keep, with their codes, which nobody can make anew who guesses what a file holds; on sheets that
    are called as nobody."""
    coded = with_codes(figures_to_keep(state, checked, said), f"{checked.sha256} {member} {code_salt(state)}")
    return [replace(one, sheet=public_sheet(one.sheet, name)) for one in coded]


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
    if one.stands and outcome is not None:
        return outcome
    gone = SENT_BACK if one.sent_back else WITHDRAWN
    return Outcome(0, {gone if one.status == GONE else AWAITING if one.waits else WAITING: one.accepted})


def _copy_of(state: State, book: Workbook, checked: CheckResult, decisions: Decisions, member: str, name: str) -> bytes:
    """The cleaned copy of a file, which read with the same decisions gives the same figures."""

    def reread(copy: bytes) -> Sequence[Observation]:
        return check_for(state, copy, decisions=decisions, member=member, file_name=name, foresee=False).observations

    return cleaned_copy(without_small_cells(book, checked), checked, reread)


def confirmed_by(decisions: Decisions) -> dict[str, dict[str, str]]:
    """What decisions teach about a member's wordings, kind → label → code; an empty code forgets what was learned."""
    gone = dict.fromkeys(decisions.not_as_before, "")
    return {"indicator": gone | dict(decisions.indicators), "area": gone | dict(decisions.areas)}


def _without_persons(confirmed: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """What a person decided, but for wordings that seem to tell of somebody: those are not remembered."""
    return {
        kind: {label: code for label, code in labels.items() if not tells_of_anybody(label)}
        for kind, labels in confirmed.items()
    }


def _held(
    state: State, book: Workbook, checked: CheckResult, decisions: Decisions, member: str, name: str
) -> tuple[Held, ...]:
    """Each proposal with the number of figures that it alone keeps out: those left out with it but not without it."""
    held = []
    for proposal in decisions.proposals:
        others = replace(decisions, skip=decisions.skip - {normal(proposal.label)})
        without = check_for(state, book, decisions=others, member=member, file_name=name, foresee=False)
        held.append(Held(proposal, max(checked.skipped - without.skipped, 0)))
    return tuple(held)


def _same_figures(state: State, known: Upload, observations: Sequence[Observation]) -> bool:
    kept = as_accepted(state, known)
    return list(map(_as_read, kept.observations())) == list(map(_as_read, observations))


def _as_read(one: Observation) -> Observation:
    """A figure without what belongs to its upload, to compare two readings of one file."""
    own = replace(one, id="", sheet="", upload="", source="", source_table="")
    return replace(own, layer=PUBLISHED, member="", source_kind="")


def withdraw(state: State, identity: str, *, why: str, who: Actor, inputs: Inputs | None = None) -> BuildReport:
    """Take an upload back and publish a snapshot without it; one that waited leaves the snapshot as it is.

    Raises ``UnknownCode``."""
    take_back(state, identity, why=why, who=who)
    return publish_pending(state, inputs)


def publish_pending(state: State, inputs: Inputs | None = None) -> BuildReport:
    """Build when something waits to be published, and note in the ledger what is now in force."""
    return build(state, inputs)


def known_upload(state: State, sha256: str, member: str) -> Upload | None:
    """The upload by which this member published this very file, unless it was taken back."""
    return next((one for one in _same_file(state, sha256, member) if one.stands), None)


def waiting_upload(state: State, sha256: str, member: str) -> Upload | None:
    """The upload by which this member submitted this very file, while it waits for a steward."""
    return next((one for one in _same_file(state, sha256, member) if one.waits), None)


def _same_file(state: State, sha256: str, member: str) -> list[Upload]:
    return [one for one in uploads(state) if one.sha256 == sha256 and one.member == member]


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
        "waits": loaded.waits,
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
