"""Bringing in recommendations from a spreadsheet: checked row by row, previewed, published, taken back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from childrights.additions import ASKED_FIELDS, with_additions
from childrights.assessment_faults import Fault
from childrights.assessments import linked
from childrights.catalogue import load_catalogue
from childrights.recommendation_faults import Wrong
from childrights.recommendations import Recommendation, load_recommendations
from childrights.review_cycles import documents, load_reviews
from etl.added import added, newest_import, record_import, take_import_back
from etl.assess import LONGEST_NAME, DraftRefused
from etl.assessed import assessed
from etl.build import Inputs, build
from etl.recommendation_known import Known, fresh_documents, squeezed
from etl.recommendation_rows import read_row
from etl.recommendation_sheet import SheetRead, read_recommendations
from etl.recommendation_template import recommendation_template
from etl.state import State
from etl.understanding.personal_texts import tells_of_a_person


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong in one cell."""

    cell: str
    row: int
    wrong: Wrong


@dataclass(frozen=True, slots=True)
class Planned:
    """A row in order: what it tells, and what is known so far under its code (``None``: it is new)."""

    row: int
    asked: Recommendation
    before: Recommendation | None

    @property
    def changes(self) -> tuple[str, ...]:
        """The fields that say something else than before; of a new one, those that say anything."""
        return changed(self.before, self.asked)


@dataclass(frozen=True, slots=True)
class ImportCheck:
    """What a file would do; nothing is kept yet. Every filled row is planned, unchanged or wrong.

    ``seen`` says which imports there were, so that a file is never published on top of what nobody looked at.
    """

    read: SheetRead
    planned: tuple[Planned, ...]
    faults: tuple[CellFault, ...]
    wrong: int
    unchanged: int
    seen: str

    @property
    def new(self) -> int:
        """How many rows are about something that is not known yet."""
        return sum(one.before is None for one in self.planned)


@dataclass(frozen=True, slots=True)
class Imported:
    """The id of an import, empty when nothing was to be recorded, and the snapshot that holds it."""

    id: str
    snapshot: str


def changed(before: Recommendation | None, after: Recommendation) -> tuple[str, ...]:
    """The fields in which two recommendations differ, spaces and forms of letters aside."""
    return tuple(
        name for name in ASKED_FIELDS if _compared(getattr(after, name)) != _compared(getattr(before, name, ""))
    )


def _compared(value: object) -> str:
    return squeezed(";".join(sorted(value)) if isinstance(value, tuple) else str(value))


def check_recommendations(state: State, path: Path | bytes, file_name: str, today: date) -> ImportCheck:
    """Read a file and judge it row by row. Raises ``RefusedFile`` for one without a table of recommendations.

    Indicators that people linked or parted on the page stand in an annex too; they are no change of the words.
    """
    read, given = read_recommendations(path, file_name), added(state)
    catalogue, links = load_catalogue(), assessed(state).links
    asked = with_additions(load_recommendations(catalogue), given)
    known = Known(
        catalogue, {one.code: one for one in asked}, documents(load_reviews(), [o for o in asked if o.asks]), today
    )
    fresh = fresh_documents(read.rows, known)
    planned: list[Planned] = []
    faults: list[CellFault] = []
    seen = _Seen(known)
    wrong = unchanged = 0
    for row in read.rows:
        found, wrongs = read_row(row, known, fresh)
        wrongs += seen.again(row.number, found) if not wrongs else []
        if wrongs:
            wrong += 1
            ordered = sorted(dict.fromkeys(wrongs), key=lambda one: read.columns.get(one.field, 0))
            faults += [CellFault(read.cell(row.number, one.field), row.number, one) for one in ordered]
            continue
        before = known.asked.get(found.code)
        if before and set(found.linked_indicators) == set(linked(before, links)):
            found = replace(found, linked_indicators=before.linked_indicators)
        if before is not None and not changed(before, found):
            unchanged += 1
        else:
            planned.append(Planned(row.number, found, before))
    return ImportCheck(read, tuple(planned), tuple(faults), wrong, unchanged, newest_import(given))


class _Seen:
    """What stands in the file or is known already, so that the same is never taken in twice."""

    def __init__(self, known: Known) -> None:
        self._asked = known.asked
        self._rows: dict[tuple[str, ...], int] = {}
        self._texts: dict[tuple[str, ...], str] = {}
        self._numbers: dict[tuple[str, ...], str] = {}
        for one in known.asked.values():
            for key in _text_keys(one):
                self._texts.setdefault(key, one.code)
            if one.number:
                self._numbers.setdefault(_number_key(one), one.code)

    def again(self, row: int, one: Recommendation) -> list[Wrong]:
        """Faults of a row that repeats another one, or something known under another code."""
        keys = [("code", one.code), *_text_keys(one), *([_number_key(one)] if one.number else [])]
        for key in keys:
            if key in self._rows:
                return [Wrong("code", "twice", str(self._rows[key]))]
        for key in _text_keys(one):
            if (code := self._texts.get(key, one.code)) != one.code:
                return [Wrong("summary", "known_text", code)]
        code = self._numbers.get(_number_key(one), one.code) if one.number else one.code
        if code != one.code:
            return [Wrong("number", "known_number", code)]
        self._rows |= dict.fromkeys(keys, row)
        return []


def _text_keys(one: Recommendation) -> list[tuple[str, ...]]:
    about = (squeezed(one.document), squeezed(one.recommending_state))
    return [("text", *about, squeezed(text)) for text in dict.fromkeys((one.summary, one.summary_km)) if text]


def _number_key(one: Recommendation) -> tuple[str, ...]:
    return ("number", squeezed(one.document), squeezed(one.number), squeezed(one.recommending_state))


def check_bytes(state: State, content: bytes, file_name: str, today: date) -> ImportCheck:
    """``check_recommendations`` for a file in memory; nothing of it touches the disk."""
    return check_recommendations(state, content, file_name, today)


def publish_recommendations(
    state: State, found: ImportCheck, *, member: str, who: str, inputs: Inputs | None = None
) -> Imported:
    """Record the rows that are in order and publish them; a file that tells nothing new changes nothing.

    Killed before the line in the ledger, nothing happened; killed after it, the next build publishes it. Raises
    ``DraftRefused`` without an organisation and ``Overtaken`` when somebody else was faster.
    """
    if not 1 < len(member.strip()) <= LONGEST_NAME:
        raise DraftRefused([Fault("member", "member")])
    if not found.planned:
        return Imported("", build(state, inputs).snapshot)
    identity = record_import(
        state,
        [(found.read.sheet, one.row, one.asked) for one in found.planned],
        member=member.strip(),
        file_name=found.read.file_name,
        sha256=found.read.sha256,
        who=who,
        seen=found.seen,
    )
    return Imported(identity, build(state, inputs).snapshot)


def withdraw_import(
    state: State, identity: str, *, why: str, who: str, inputs: Inputs | None = None
) -> Imported:  # fmt: skip
    """Take an import back and publish without it. Raises ``UnknownCode`` and ``DraftRefused``."""
    if tells_of_a_person(why):
        raise DraftRefused([Fault("why", "person")])
    take_import_back(state, identity, why=why, who=who)
    return Imported(identity.strip().upper(), build(state, inputs).snapshot)


def new_template(state: State, lang: str) -> bytes:
    """The empty workbook for new recommendations, with the documents that are known now."""
    catalogue = load_catalogue()
    asked = [one for one in with_additions(load_recommendations(catalogue), added(state)) if one.asks]
    return recommendation_template(documents(load_reviews(), asked), catalogue, lang)
