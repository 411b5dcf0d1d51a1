"""Bringing in a file of any kind: recognised by its columns, checked cell by cell, previewed, published, taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from childrights.catalogue import UnknownCode
from childrights.i18n import N_
from etl.intake.assessments import FAULTS, Assessments
from etl.intake.formats.dihr import Dihr
from etl.intake.formats.matrix import Matrix
from etl.intake.formats.uhri import Uhri
from etl.intake.formats.upr_info import UprInfo
from etl.intake.group_counts import GroupCounts
from etl.intake.opening import open_file
from etl.intake.own_tables import ON_THE_FORM, OwnAsks, StateMeasures
from etl.intake.recommendations import Recommendations
from etl.intake.schema import DraftRefused, FieldFault, FilledRow, Planned, Read, Schema, recorded_member
from etl.intake.table import read_entry_table, recognise
from etl.intake.voices import MemberVoices
from etl.ledger import (
    LedgerEntry,
    Overtaken,
    State,
    action_to_take_back,
    approve_entries,
    entries,
    mark,
    record,
    take_back,
)
from etl.permissions import Action, Actor
from etl.persons import refuse_names_of_persons, tells_of_anybody
from etl.reading import Workbook
from etl.snapshot import BuildReport, Inputs, build

RECOMMENDATIONS, ASSESSMENTS = Recommendations(), Assessments()
OWN_ASKS, STATE_MEASURES, MEMBER_VOICES = OwnAsks(), StateMeasures(), MemberVoices()
GROUP_COUNTS = GroupCounts()
KINDS: tuple[Schema, ...] = (
    RECOMMENDATIONS,
    ASSESSMENTS,
    OWN_ASKS,
    STATE_MEASURES,
    MEMBER_VOICES,
    GROUP_COUNTS,
    Uhri(),
    Matrix(),
    UprInfo(),
    Dihr(),
)
"""Every kind of file that can be brought in. Another one is a schema and its place here."""
MOST_FOREIGN = 3


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """What a file would do; nothing is kept yet. Every filled row is planned, unchanged or wrong.

    ``seen`` says what was recorded before, so that a file is never published on top of what nobody looked at.
    ``foreign`` counts rows of other countries, of which only the first few stand among the faults.
    """

    schema: Schema
    read: Read
    planned: tuple[Planned, ...]
    faults: tuple[FieldFault, ...]
    wrong: int
    unchanged: int
    seen: str
    foreign: int = 0

    def count(self, state: str) -> int:
        """How much of what is planned is ``NEW`` or ``CHANGED``."""
        return sum(one.state == state for one in self.planned)

    @property
    def in_order(self) -> int:
        """How many rows say something that is not known yet."""
        return len({one.row for one in self.planned})

    @property
    def conflict(self) -> int:
        """How many of the rows that are wrong contradict what is known."""
        return len({one.row for one in self.faults if one.code in self.schema.conflicts})


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a file; no ids and no snapshot when it was only checked or told nothing new.

    ``waiting`` are those of the ids that count once a steward has looked at them.
    """

    found: CheckedFile
    ids: tuple[str, ...] = ()
    snapshot: str = ""
    waiting: tuple[str, ...] = ()


def check_file(
    state: State,
    source: Path | bytes | Workbook,
    file_name: str,
    today: date,
    kinds: Sequence[Schema] = KINDS,
    home: Schema | None = None,
    decided: Mapping[int, bool] | None = None,
) -> CheckedFile:
    """Recognise a file, or its content, and judge it row by row; a row with any fault is left out whole.

    ``source`` may also be the workbook as it was read elsewhere; ``decided`` is what a person said of rows that ask for
    a yes or a no.

    Raises ``RefusedFile`` for one of none of the ``kinds``, in the words of ``home`` where one is expected.
    """
    refuse_names_of_persons(file_name)
    book = source if isinstance(source, Workbook) else open_file(source, file_name)
    table = recognise(book, kinds, home)
    schema, read = table.schema, read_entry_table(book, table)
    seen = mark(entries(state), schema.entry_kinds)
    judge = schema.judge(state, read, today, decided)
    planned: list[Planned] = []
    faults: list[FieldFault] = []
    wrong = unchanged = foreign = 0
    for row in read.rows:
        found, wrongs = judge(row)
        if wrongs and all(one.code in schema.refused for one in wrongs):
            foreign += 1
            if foreign > MOST_FOREIGN:
                continue
        elif wrongs:
            wrong += 1
        if wrongs:
            found_at = {replace(one, cell=read.cell(row.number, one.field), row=row.number): None for one in wrongs}
            faults += found_at
            continue
        fresh = [one for one in found if one.before is None or one.changes]
        unchanged += not fresh
        planned += fresh
    return CheckedFile(schema, read, tuple(planned), tuple(faults), wrong, unchanged, seen, foreign)


def check_typed(state: State, schema: Schema, cells: Mapping[str, str], today: date) -> CheckedFile:
    """One row that somebody typed, judged as a row of a file is; ``publish`` records it."""
    told = {name: " ".join(cells.get(name, "").split()) for name in schema.columns}
    columns = {name: at for at, name in enumerate(schema.columns)}
    row = FilledRow(1, told)
    read = Read("", ON_THE_FORM, "", (row,), columns, 0, (), (), ())
    seen = mark(entries(state), schema.entry_kinds)
    planned, wrongs = schema.judge(state, read, today)(row)
    fresh = () if wrongs else tuple(one for one in planned if one.before is None or one.changes)
    known = 0 if wrongs else int(not fresh)
    return CheckedFile(schema, read, fresh, tuple(wrongs), int(bool(wrongs)), known, seen)


def publish(state: State, found: CheckedFile, *, member: str, who: Actor, inputs: Inputs | None = None) -> Done:
    """Record what is new of a file and publish it; a file that tells nothing new changes nothing.

    Killed before the line in the ledger, nothing happened; killed after it, the next build publishes it. Raises
    ``DraftRefused`` without an organisation and ``Overtaken`` when somebody else was faster.
    """
    schema, read = found.schema, found.read
    if isinstance(schema, MemberVoices):
        # A contributor sends what its own members say; everything else is brought in for all.
        for one in schema.members(found.planned) or who.members or ("",):
            who.require(Action.SUBMIT, one)
    else:
        who.require(Action.BRING)
    new = schema.entries(read, found.planned) if found.planned else []
    organisation = "" if new and all(one.member for one in new) else recorded_member(member)
    if not found.planned:
        return Done(found, (), build(state, inputs).snapshot)

    def still(given: Sequence[LedgerEntry]) -> None:
        if mark(given, schema.entry_kinds) != found.seen:
            raise Overtaken(schema.overtaken)

    ids = record(
        state,
        new,
        member=organisation,
        who=who,
        file_name=read.file_name,
        sha256=read.sha256,
        still=still,
    )
    waiting = tuple(one.id for one in entries(state) if one.id in ids and one.waits)
    return Done(found, ids, build(state, inputs).snapshot, waiting)


def withdraw_entry(state: State, *identities: str, why: str, who: Actor, inputs: Inputs | None = None) -> BuildReport:
    """Take entries back and publish without them. Raises ``NotPermitted``, ``UnknownCode`` and ``DraftRefused``."""
    own = {one.id: one.member for one in entries(state) if one.kind in MEMBER_VOICES.entry_kinds}
    for identity in identities:
        who.require(action_to_take_back(identity), own.get(identity.strip().upper(), ""))
    if tells_of_anybody(why):
        raise DraftRefused([FAULTS.fault("why", "person")])
    try:
        for identity in identities:
            take_back(state, identity, why=why, who=who)
    finally:  # what was taken back before one was refused is not left published
        report = build(state, inputs)
    return report


def approve_brought(
    state: State, identities: Sequence[str], *, why: str = "", who: Actor, inputs: Inputs | None = None
) -> BuildReport:
    """Let what members sent and what waits count, and publish it. Raises what ``approve_entries`` raises."""
    who.require(Action.APPROVE)
    if tells_of_anybody(why):
        raise DraftRefused([FAULTS.fault("why", "person")])
    approve_entries(state, identities, why=why, who=who)
    return build(state, inputs)


def send_brought_back(state: State, identity: str, *, why: str, who: Actor) -> None:
    """Send back what a member sent and what waits; nothing public changes.

    Raises ``NotPermitted``, ``UnknownCode`` for what does not wait, ``DraftRefused`` for a reason that names anybody.
    """
    who.require(Action.APPROVE)
    if not any(one.id == identity.strip().upper() and one.waits for one in entries(state)):
        raise UnknownCode(N_("Nothing that waits has the id {id}. See: python run.py views --imports"), id=identity)
    if tells_of_anybody(why):
        raise DraftRefused([FAULTS.fault("why", "person")])
    take_back(state, identity, why=why, who=who)


def bring(
    state: State,
    path: Path,
    *,
    member: str,
    who: Actor,
    today: date,
    kinds: Sequence[Schema] = KINDS,
    home: Schema | None = None,
    check_only: bool = False,
    decided: Mapping[int, bool] | None = None,
    inputs: Inputs | None = None,
) -> Done:
    """Check a file and publish its rows that are in order, unless it is only to be checked or tells nothing new."""
    if not check_only:
        who.require(Action.BRING)
    found = check_file(state, path, path.name, today, kinds, home, decided)
    if check_only or not found.planned:
        return Done(found)
    return publish(state, found, member=member, who=who, inputs=inputs)
