"""The ledger: who uploaded what, what became of it, and what was learned. SQLite, small, transactional.

What states an upload goes through stands in ``upload_states``; what was only checked leaves nothing behind.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from childrights.catalogue import MEMBERS, PUBLISHED, BuildError, Observation, RefusedFile, UnknownCode
from childrights.i18n import N_
from childrights.members import QUOTED, WEAKEST, Provenance
from etl.labels import Memory, worth_remembering
from etl.ledger.file import begin, ledger_kept, now, opened, transaction
from etl.ledger.file import write_audit as note_down
from etl.ledger.proposed_indicators import Held, insert_proposals
from etl.ledger.state import State, replace_file
from etl.ledger.upload_states import (
    APPROVE_OWN,
    APPROVED,
    GONE,
    IN_SNAPSHOT,
    STANDING,
    SUBMITTED,
    approve_line,
    find_upload,
    to_replace,
    upload_id,
    upload_number,
    withdraw_line,
)
from etl.permissions import Action, Actor


@dataclass(frozen=True, slots=True)
class Omission:
    """What a person left out of an upload: the wording in the file (empty when it may not be kept), and why."""

    label: str
    why: str


@dataclass(frozen=True, slots=True)
class Upload:
    """One line of the history. Times are ISO 8601 in UTC. ``sha256`` is that of the file as received, ``copy`` that of
    the cleaned copy which is kept of it, empty when none is. ``replaces`` is the published upload that goes when this
    one is approved; ``sent_back`` says of a withdrawn one that a steward never let it in."""

    id: str
    member: str
    file_name: str
    sha256: str
    uploaded_at: str
    uploaded_by: str
    note: str
    status: str
    accepted: int
    rejected: int
    observations_file: str
    withdrawn_at: str | None
    withdrawn_by: str | None
    why: str | None
    source_kind: str = WEAKEST
    sample: int | None = None
    publication: str = ""
    publication_year: int | None = None
    publication_table: str = ""
    distinct_children: bool = False
    compared_at: str | None = None
    compared_by: str | None = None
    compared_why: str | None = None
    copy: str = ""
    approved_at: str | None = None
    approved_by: str | None = None
    approved_why: str | None = None
    replaces: str = ""
    sent_back: bool = False
    self_approved: bool = False
    """Whether whoever sent it approved it, too, under whatever name: as the audit has it."""
    left_out: tuple[Omission, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether a steward has yet to approve it or send it back."""
        return self.status == SUBMITTED

    @property
    def stands(self) -> bool:
        """Whether it takes part in snapshots."""
        return self.status in STANDING

    @property
    def provenance(self) -> Provenance:
        """What the member said its figures are."""
        said = (self.sample, self.publication, self.publication_year, self.publication_table, self.distinct_children)
        return Provenance(self.source_kind, *said)


@dataclass(frozen=True, slots=True)
class AcceptedUpload:
    """An upload that takes part in snapshots, with the file its observations lie in."""

    id: str
    member: str
    file_name: str
    sha256: str
    uploaded_at: str
    uploaded_by: str
    note: str
    provenance: Provenance
    compared_at: str | None
    compared_by: str | None
    compared_why: str | None
    path: Path

    def observations(self) -> list[Observation]:
        """Its accepted observations, each carrying this upload's id and the layer it belongs to.

        What a member quoted is published under the publication's name once the steward has compared it. A figure that
        came marked as a member's, in a file that was exported from here, stays one.
        """
        return _observations_of(self)


def _observations_of(upload: AcceptedUpload) -> list[Observation]:
    said = upload.provenance
    about = {"upload": upload.id, "member": upload.member, "source_kind": said.kind}
    apart: dict[str, Any] = about | {"layer": MEMBERS, "source": ""}
    compared = apart
    if upload.compared_at and said.kind == QUOTED:
        compared = about | {"layer": PUBLISHED, "source": said.publication_key}
        compared |= {"source_table": said.publication_table} if said.publication_table else {}
    records = _read(upload.path).to_pylist()
    return [
        Observation(**{**one, **(_marked(one, apart) if one.get("layer") == MEMBERS else compared)}) for one in records
    ]


def _marked(one: Mapping[str, Any], apart: Mapping[str, Any]) -> dict[str, Any]:
    """What an export of ours marked as another member's keeps that member's name, with the sender's behind it: nobody
    sends, or takes the place of, figures in the name of somebody else."""
    said = str(one.get("member") or "")
    if said in ("", apart["member"]):
        return dict(apart)
    kind = one.get("source_kind") or apart["source_kind"]
    return {**apart, "member": f"{said} ({apart['member']})", "source_kind": kind}


def figures_of(state: State, sent: Upload) -> list[Observation]:
    """The figures as they were accepted of an upload, also of one that was withdrawn."""
    return read_figures_file(state.accepted / sent.observations_file)


def submit(
    state: State,
    original: Path | bytes,
    observations: Sequence[Observation],
    *,
    member: str,
    who: Actor,
    rejected: int,
    note: str = "",
    file_name: str | None = None,
    learned: Mapping[str, Mapping[str, str]] | None = None,
    replaces: str = "",
    left_out: Sequence[Omission] = (),
    proposed: Sequence[Held] = (),
    provenance: Provenance | None = None,
    copy: bytes = b"",
    approved: bool = False,
    problems: Mapping[str, int] | None = None,
) -> Upload:
    """Keep a cleaned ``copy``, the observations and a ledger line, from which moment on it waits for a steward.

    With ``approved`` it is approved in the same transaction, as one who may do so publishes in one step. Of the
    ``original`` nothing is kept but its SHA-256, by which it is known again.

    The files are written first and named by their content, so whatever stops the process before the commit leaves
    only files that nothing refers to. ``learned`` maps a kind (``indicator``, ``area``) to label → code, remembered
    once it is approved. ``replaces`` names an upload of the member that goes: at once when it waits, else when this one
    is approved; ``left_out`` is what the person left out with the reason, ``proposed`` are indicators proposed as new:
    all in one transaction. ``provenance`` is what the member said its figures are, the weakest kind when it said
    nothing; ``problems`` counts what was left out by fault. Raises ``NotPermitted`` before anything is kept.
    """
    _must_be_permitted(state, who, member, replaces, approved)
    said = provenance or Provenance()
    begin(state)
    sha256 = hashlib.sha256(original if isinstance(original, bytes) else original.read_bytes()).hexdigest()
    kept = keep_copy(state, copy)
    parquet = write_figures_file(state, observations)
    moment, name = now(), file_name or (original.name if isinstance(original, Path) else "")
    with opened(state) as ledger, transaction(ledger):
        cursor = ledger.execute(
            "INSERT INTO upload (member, file_name, sha256, uploaded_at, uploaded_by, note, status, accepted,"
            " rejected, observations_file, source_kind, sample, publication, publication_year, publication_table,"
            " distinct_children, copy) VALUES (?, ?, ?, ?, ?, ?, 'submitted', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(member, name, sha256, moment, who.name, note, len(observations), rejected, parquet),
                *(said.kind, said.sample, said.publication, said.publication_year, said.publication_table),
                *(said.distinct_children, kept),
            ),
        )
        identity = upload_id(int(cursor.lastrowid or 0))
        _keep_beside(ledger, identity, learned or {}, left_out, problems or {})
        insert_proposals(ledger, proposed, member=member, file_name=name, sha256=sha256, upload=identity, who=who)
        note_down(ledger, who.name, "submit", identity)
        if replaces:
            to_replace(ledger, replaces, identity, member=member, who=who)
        if approved:
            approve_line(ledger, find_upload(ledger, identity), why="", who=who)
    if replaces:
        state.forget_candidates()
    return upload(state, identity)


def _must_be_permitted(state: State, who: Actor, member: str, replaces: str, approved: bool) -> None:
    """Asked before anything is kept: whether ``who`` may send, take back what it replaces, and approve it at once."""
    who.require(Action.SUBMIT, member)
    if replaces:
        who.require(Action.WITHDRAW, upload(state, replaces).member)
    if approved:
        who.require(Action.APPROVE)


def _keep_beside(
    ledger: sqlite3.Connection,
    identity: str,
    learned: Mapping[str, Mapping[str, str]],
    left_out: Sequence[Omission],
    problems: Mapping[str, int],
) -> None:
    """What the person confirmed, which is remembered once the upload is approved, what was left out and why, and how
    many cells could not be taken, by the fault."""
    number = upload_number(identity)
    for kind, labels in learned.items():
        rows = [(number, kind, label, code) for label, code in labels.items()]
        ledger.executemany("INSERT INTO confirmed VALUES (?, ?, ?, ?)", rows)
    for one in left_out:
        ledger.execute("INSERT INTO omission VALUES (?, ?, ?)", (number, one.label, one.why))
    counted = [(number, code, count) for code, count in problems.items()]
    ledger.executemany("INSERT INTO upload_problem VALUES (?, ?, ?)", counted)


def keep_copy(state: State, copy: bytes) -> str:
    """Write a cleaned copy under its SHA-256, which is returned; nothing for an empty one."""
    if not copy:
        return ""
    name = hashlib.sha256(copy).hexdigest()
    _keep(state.copies / name, copy)
    return name


def _keep(path: Path, content: bytes) -> None:
    if not is_as_named(path):  # one of that name that is damaged is mended by whoever sends the same again
        replace_file(path, content)


def write_figures_file(state: State, observations: Sequence[Observation]) -> str:
    """Write figures as one Parquet file in ``state.accepted``, named by its content; returns the name."""
    names = [field.name for field in fields(Observation)]
    table = pa.Table.from_pylist([{name: getattr(o, name) for name in names} for o in observations])
    content = pa.BufferOutputStream()
    pq.write_table(table, content)
    parquet = content.getvalue().to_pybytes()
    name = hashlib.sha256(parquet).hexdigest() + ".parquet"
    replace_file(state.accepted / name, parquet)
    return name


def read_figures_file(path: Path) -> list[Observation]:
    """The figures of one such file. Raises ``LostFile`` for one that is gone, or holds not what its name says."""
    return [Observation(**one) for one in _read(path).to_pylist()]


class LostFile(BuildError):
    """A file that the ledger speaks of is gone or damaged."""


def _read(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """One such file, its bytes held against its name: a digit that a disk lost would else be published."""
    try:
        content = path.read_bytes()
    except OSError:
        content = b""
    if hashlib.sha256(content).hexdigest() != path.stem:
        lost = N_(
            "A file of figures that were accepted ({file}) is damaged or gone. Look what it held, and what to do: "
            "python run.py doctor"
        )
        raise LostFile(lost, file=path.name)
    return pq.read_table(pa.BufferReader(content), columns=columns)


def is_as_named(path: Path) -> bool:
    """Whether a file is there and holds the bytes whose SHA-256 its name is."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == path.stem
    except OSError:
        return False


def record_withdrawal(state: State, identity: str, *, why: str, who: Actor) -> Upload:
    """Take an upload back.

    Raises ``NotPermitted``, and ``UnknownCode`` when there is none, or it is withdrawn already.
    """
    with opened(state) as ledger, transaction(ledger):
        found = find_upload(ledger, identity)
        who.require(Action.WITHDRAW, found["member"])
        withdraw_line(ledger, found, why=why, who=who)
    state.forget_candidates()
    return upload(state, identity)


def mark_published(state: State, identities: Sequence[str]) -> None:
    """Note that these uploads are in the snapshot now in force."""
    if not identities:
        return
    with opened(state) as ledger, transaction(ledger):
        for identity in identities:
            ledger.execute(
                "UPDATE upload SET status = ? WHERE number = ? AND status = ?",
                (IN_SNAPSHOT, upload_number(identity), APPROVED),
            )


def upload(state: State, identity: str) -> Upload:
    """One upload. Raises ``UnknownCode``."""
    with opened(state) as ledger:
        row = find_upload(ledger, identity)
        return _upload(row, _left_out(ledger), _self_approved(ledger))


def uploads(state: State) -> tuple[Upload, ...]:
    """The whole history, newest first."""
    if not ledger_kept(state):
        return ()
    with opened(state) as ledger:
        rows = ledger.execute("SELECT * FROM upload ORDER BY number DESC").fetchall()
        omissions, own = _left_out(ledger), _self_approved(ledger)
    return tuple(_upload(row, omissions, own) for row in rows)


def upload_problems(state: State) -> dict[str, dict[str, int]]:
    """Upload id → code of a fault → how many cells it kept out; of older uploads nothing was noted."""
    if not ledger_kept(state):
        return {}
    with opened(state) as ledger:
        rows = ledger.execute("SELECT upload, code, count FROM upload_problem ORDER BY rowid").fetchall()
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        found.setdefault(upload_id(row["upload"]), {})[row["code"]] = row["count"]
    return found


def accepted_uploads(state: State) -> tuple[AcceptedUpload, ...]:
    """The uploads that take part in the next snapshot, oldest first."""
    return tuple(as_accepted(state, one) for one in reversed(uploads(state)) if one.stands)


def as_accepted(state: State, one: Upload) -> AcceptedUpload:
    """An upload with the file its observations lie in, as a snapshot takes it."""
    names = [field.name for field in fields(AcceptedUpload) if field.name != "path"]
    return AcceptedUpload(**{name: getattr(one, name) for name in names}, path=state.accepted / one.observations_file)


_TAKEN_BACK = ("indicator", "area", "year_start", "year_end", "period_label", "id")


def withdrawn_uploads(state: State) -> tuple[tuple[Upload, list[Observation]], ...]:
    """The uploads that were taken back, oldest first, with what their figures had been about; without any value.

    What was never approved is none of them: nobody was ever given its codes.
    """
    found = []
    for one in reversed(uploads(state)):
        if one.status == GONE and one.approved_at and is_as_named(state.accepted / one.observations_file):
            found.append((one, bare_figures(state, one)))
    return tuple(found)


def bare_figures(state: State, one: Upload) -> list[Observation]:
    """What the figures of an upload had been about, for the answer to their codes; a value that was taken back is not
    even read."""
    records = _read(state.accepted / one.observations_file, list(_TAKEN_BACK)).to_pylist()
    return [Observation(**record) for record in records]


def memory_of(state: State, member: str) -> Memory:
    """What this member has confirmed before."""
    return Memory(learned(state, member, "indicator"), learned(state, member, "area"))


def learned(state: State, member: str, kind: str) -> dict[str, str]:
    """What this member has confirmed before: label → code for one kind. Labels of neutral words only, which an older
    ledger may hold, are left out."""
    if not ledger_kept(state):
        return {}
    with opened(state) as ledger:
        rows = ledger.execute("SELECT label, code FROM learned WHERE member = ? AND kind = ?", (member, kind))
        return {row["label"]: row["code"] for row in rows if worth_remembering(row["label"])}


def last_said(state: State, member: str) -> Provenance | None:
    """What this member said last its figures are, to be offered again; ``None`` when it never sent any.

    What waits counts, since nobody but the member is offered it; what a steward sent back does not.
    """
    own = (one for one in uploads(state) if one.member == member and not one.sent_back)
    return next((one.provenance for one in own), None)


def copy_kept(state: State, identity: str, *, who: Actor) -> bytes:
    """The cleaned copy of an upload's file, as .xlsx; the ledger notes who took it.

    Raises ``NotPermitted``, ``UnknownCode`` when there is none, ``RefusedFile`` when it is damaged.
    """
    sent = upload(state, identity)
    who.require(Action.TAKE_COPY, sent.member)
    path = state.copies / sent.copy
    if not sent.copy or not path.is_file():
        raise UnknownCode(N_("No copy of the file of {upload} is kept."), upload=sent.id)
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != sent.copy:
        raise RefusedFile(N_("The copy that is kept of {upload} is damaged."), upload=sent.id)
    with opened(state) as ledger, transaction(ledger):
        note_down(ledger, who.name, "copy", sent.id)
    return content


def set_copy(state: State, sent: Upload, copy: bytes) -> None:
    """Keep a cleaned copy of an upload that was kept as received; an empty one says that none could be made."""
    name = keep_copy(state, copy)
    with opened(state) as ledger, transaction(ledger):
        ledger.execute("UPDATE upload SET copy = ? WHERE number = ?", (name, upload_number(sent.id)))
        note_down(ledger, "", "clean", f"{sent.id} {name or 'no copy'}")


def _left_out(ledger: sqlite3.Connection) -> dict[int, tuple[Omission, ...]]:
    found: dict[int, tuple[Omission, ...]] = {}
    for row in ledger.execute("SELECT upload, label, why FROM omission ORDER BY rowid"):
        found[row["upload"]] = (*found.get(row["upload"], ()), Omission(row["label"], row["why"]))
    return found


def _self_approved(ledger: sqlite3.Connection) -> frozenset[str]:
    """The uploads that their own senders approved."""
    return frozenset(row[0] for row in ledger.execute("SELECT detail FROM audit WHERE action = ?", (APPROVE_OWN,)))


def _upload(row: sqlite3.Row, left_out: Mapping[int, tuple[Omission, ...]], own: frozenset[str]) -> Upload:
    values: dict[str, Any] = {name: row[name] for name in row.keys() if name != "number"}  # noqa: SIM118
    for name in ("distinct_children", "sent_back"):
        values[name] = bool(values[name])
    identity, omitted = upload_id(row["number"]), left_out.get(row["number"], ())
    is_own = identity in own or (row["approved_by"] is not None and row["approved_by"] == row["uploaded_by"])
    return Upload(id=identity, self_approved=is_own, left_out=omitted, **values)
