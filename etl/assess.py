"""Assessing what Cambodia was asked: drafts are checked, recorded and published."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from childrights.additions import with_additions
from childrights.assessment_faults import FAULTS, Fault, faults
from childrights.assessments import COALITION, Assessment, Draft, figure_codes, standings
from childrights.catalogue import Catalogue, load_catalogue
from childrights.errors import ChildRightsError
from childrights.recommendations import Recommendation, load_recommendations
from childrights.snapshot import open_current
from etl.added import added
from etl.assessed import assessed, record, take_back
from etl.assessment_sheet import ReadRow, RowFault, read_assessments
from etl.assessment_template import assessment_template
from etl.build import Inputs, build
from etl.publish import published
from etl.state import State
from etl.understanding.personal_texts import tells_of_a_person

LONGEST_NAME = 120


class DraftRefused(ChildRightsError):
    """An assessment that cannot be recorded as it is; ``faults`` says what is wrong with which field."""

    def __init__(self, found: Sequence[Fault]) -> None:
        super().__init__(" ".join(FAULTS[one.code].format(value=one.value) for one in found))
        self.faults = tuple(found)


@dataclass(frozen=True, slots=True)
class Recorded:
    """The ids of what was recorded and the snapshot that holds it."""

    ids: tuple[str, ...]
    snapshot: str


def check_drafts(state: State, drafts: Sequence[Draft], today: date) -> tuple[tuple[Fault, ...], ...]:
    """What is wrong with each draft, in their order; nothing is kept."""
    asked = {one.code: one for one in _asked(state, load_catalogue())}
    codes = _published_codes(state)
    return tuple(faults(one, asked, codes, today, tells_of_a_person) for one in drafts)


def assess(
    state: State,
    drafts: Sequence[Draft],
    *,
    member: str,
    who: str,
    today: date,
    links: Sequence[tuple[str, str, bool]] = (),
    seen: Mapping[tuple[str, str], str] | None = None,
    inputs: Inputs | None = None,
) -> Recorded:
    """Record drafts and changes of links, all or nothing, and publish them; see ``etl.assessed.record``.

    Killed before the line in the ledger, nothing happened; killed after it, the next build publishes it. Raises
    ``DraftRefused`` and ``Overtaken``.
    """
    wrong = [fault for found in check_drafts(state, drafts, today) for fault in found]
    catalogue = load_catalogue()
    known = {one.code for one in _asked(state, catalogue) if one.asks}
    for recommendation, indicator, _ in links:
        if recommendation not in known:
            wrong.append(Fault("recommendation", "unknown_recommendation", recommendation))
        if indicator not in catalogue.indicators:
            wrong.append(Fault("indicators", "unknown_indicator", indicator))
    if not 1 < len(member.strip()) <= LONGEST_NAME:
        wrong.insert(0, Fault("member", "member"))
    if wrong:
        raise DraftRefused(wrong)
    if drafts and not links and all(_stands_last(one, assessed(state).assessments) for one in drafts):
        raise DraftRefused([Fault("why", "recorded")])
    ids = record(state, drafts, member=member.strip(), who=who, links=links, seen=seen) if drafts or links else ()
    return Recorded(ids, build(state, inputs).snapshot)


def withdraw_assessment(
    state: State, identity: str, *, why: str, who: str, inputs: Inputs | None = None
) -> Recorded:  # fmt: skip
    """Take an assessment back and publish without it. Raises ``UnknownCode`` and ``DraftRefused``."""
    if tells_of_a_person(why):
        raise DraftRefused([Fault("why", "person")])
    take_back(state, identity, why=why, who=who)
    return Recorded((identity,), build(state, inputs).snapshot)


def last_ids(state: State) -> dict[tuple[str, str], str]:
    """Recommendation and who assessed it → the id recorded last: what a form remembers as ``seen``."""
    return {(one.recommendation, one.by): one.id for one in assessed(state).assessments}


def _asked(state: State, catalogue: Catalogue) -> tuple[Recommendation, ...]:
    """The table that comes with the dashboard and what people brought in."""
    return with_additions(load_recommendations(catalogue), added(state))


def _published_codes(state: State) -> frozenset[str]:
    if published(state) is None:
        return frozenset()
    snapshot = open_current(state.home)
    try:
        return figure_codes(snapshot)
    finally:
        snapshot.close()


@dataclass(frozen=True, slots=True)
class FileCheck:
    """What a filled template says: rows in order and what is wrong, cell by cell.

    ``unchanged`` rows say what is recorded already; every row of the sheet is in order, unchanged, blank or has faults.
    """

    sheet: str
    drafts: tuple[Draft, ...]
    links: tuple[tuple[str, str, bool], ...]
    faults: tuple[RowFault, ...]
    in_order: int
    wrong: int
    unchanged: int
    blank: int
    unread: tuple[str, ...]


def check_sheet(state: State, path: Path | bytes, file_name: str, today: date) -> FileCheck:
    """Read a filled template and check it row by row; nothing is kept. A row with any fault is left out whole.

    Raises ``RefusedFile`` for a file that is not the template.
    """
    read = read_assessments(path, file_name, today)
    catalogue, kept = load_catalogue(), assessed(state)
    asked = {one.code: one for one in _asked(state, catalogue)}
    now = {one.asked.code: one for one in standings(tuple(asked.values()), kept.assessments, kept.links)}
    checked = iter(check_drafts(state, [draft for row in read.rows for draft in row.drafts], today))
    drafts: list[Draft] = []
    links: list[tuple[str, str, bool]] = []
    found: list[RowFault] = []
    counted = {"in_order": 0, "wrong": 0, "unchanged": 0}
    rows_seen: set[str] = set()
    for row in read.rows:
        wrong = [(draft.by, fault) for draft in row.drafts for fault in next(checked)]
        wrong += _row_faults(row, asked, catalogue.indicators, rows_seen)
        if wrong:
            told = {(read.cell(row.number, by, fault.field), fault): None for by, fault in wrong}
            found += [RowFault(read.sheet, cell, fault) for cell, fault in told]
            counted["wrong"] += 1
            continue
        new = [draft for draft in row.drafts if not _recorded(draft, kept.assessments)]
        added = [one for one in row.links if one[1] not in now[one[0]].indicators]
        counted["in_order" if new or added else "unchanged"] += 1
        drafts += new
        links += added
    return FileCheck(
        read.sheet, tuple(drafts), tuple(links), tuple(found), blank=read.blank, unread=read.unread, **counted
    )


def _row_faults(
    row: ReadRow, asked: Mapping[str, Recommendation], indicators: Collection[str], rows_seen: set[str]
) -> list[tuple[str, Fault]]:
    """Faults of a row beside those of its drafts: links to what nobody knows, and a second row about the same."""
    code = row.drafts[0].recommendation if row.drafts else row.links[0][0]
    found = []
    if not row.drafts and (code not in asked or not asked[code].asks):
        name = "not_asking" if code in asked else "unknown_recommendation"
        found.append((COALITION, Fault("recommendation", name, code)))
    if code in rows_seen:
        found.append((COALITION, Fault("recommendation", "twice")))
    rows_seen.add(code)
    for _, indicator, _ in row.links:
        if indicator not in indicators:
            found.append((COALITION, Fault("indicators", "unknown_indicator", indicator)))
    return found


def _recorded(draft: Draft, kept: Sequence[Assessment]) -> bool:
    """Whether exactly this stands in the ledger already, so that a file sent twice records nothing twice."""
    names = [one.name for one in fields(Draft)]
    return any(one.stands and all(getattr(one, name) == getattr(draft, name) for name in names) for one in kept)


def _stands_last(draft: Draft, kept: Sequence[Assessment]) -> bool:
    """Whether the newest standing assessment says exactly this, as after a button was pressed twice."""
    of_it = [one for one in kept if one.stands and (one.recommendation, one.by) == (draft.recommendation, draft.by)]
    newest = max(of_it, key=lambda one: (one.assessed_on, one.id), default=None)
    return newest is not None and _recorded(draft, [newest])


def check_bytes(state: State, content: bytes, file_name: str, today: date) -> FileCheck:
    """``check_sheet`` for a file in memory; nothing of it touches the disk."""
    return check_sheet(state, content, file_name, today)


def template_of(state: State, lang: str) -> bytes:
    """The workbook for everything that was asked, with the last assessment beside it."""
    catalogue, kept = load_catalogue(), assessed(state)
    found = standings(_asked(state, catalogue), kept.assessments, kept.links)
    return assessment_template(found, catalogue, lang)


@dataclass(frozen=True, slots=True)
class FileDone:
    """What became of a filled template; no ids and no snapshot when it was only checked or nothing was in order."""

    found: FileCheck
    recorded: Recorded

    def plain(self) -> dict[str, object]:
        """The answer of the command line."""
        found = self.found
        problems = [
            {"sheet": one.sheet, "cell": one.cell, "code": one.fault.code, "value": one.fault.value,
             "message": FAULTS[one.fault.code].format(value=one.fault.value)}
            for one in found.faults
        ]  # fmt: skip
        counts = {name: getattr(found, name) for name in ("in_order", "wrong", "unchanged", "blank")}
        return counts | {
            "assessments": list(self.recorded.ids),
            "links": len(found.links),
            "unread_sheets": list(found.unread),
            "problems": problems,
            "snapshot": self.recorded.snapshot,
        }


def assess_file(
    state: State,
    path: Path,
    *,
    member: str,
    who: str,
    today: date,
    check_only: bool = False,
    inputs: Inputs | None = None,
) -> FileDone:
    """Check a filled template and record its rows that are in order, unless it is only to be checked."""
    found = check_sheet(state, path, path.name, today)
    if check_only or not (found.drafts or found.links):
        return FileDone(found, Recorded((), ""))
    done = assess(state, found.drafts, member=member, who=who, today=today, links=found.links, inputs=inputs)
    return FileDone(found, done)


def file_report(found: FileCheck) -> list[str]:
    """What is wrong cell by cell, then how many rows there are of each kind, in English."""
    lines = [f"{one.sheet}!{one.cell}: {FAULTS[one.fault.code].format(value=one.fault.value)}" for one in found.faults]
    lines += [f"The sheet {name} is not the template's and was not read." for name in found.unread]
    counted = f"{found.in_order} rows in order, {found.wrong} wrong, {found.unchanged} recorded already"
    return [*lines, f"{counted}, {found.blank} blank."]
