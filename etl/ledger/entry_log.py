"""What people brought in, as entries of the ledger: recorded once, never changed, taken back with a reason.

Every kind leaves the same line: its kind, an id, who and when, and its content as JSON. Like an upload, an entry counts
from its line; the screens see it once the next snapshot is built.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from childrights.catalogue import ChildRightsError, UnknownCode
from childrights.i18n import N_
from childrights.rights import ORIGIN_FIELDS, Addition, Assessment, Draft, LinkChange, Origin, Recommendation
from childrights.submissions import KeptRow, OwnAsk, StateMeasure, Uptake
from childrights.voices import Voice, bare_voice
from etl.ledger.file import ledger_kept, now, opened, transaction, write_audit
from etl.ledger.state import State
from etl.ledger.typed_settings import setting
from etl.ledger.upload_states import APPROVE, APPROVE_OWN, CannotApprove, must_be_another, same_eyes
from etl.permissions import Action, Actor

What = TypeVar("What")
ASSESSMENT, LINK, RECOMMENDATIONS, EDITION = "assessment", "link", "recommendations", "edition"
BOUNDARIES = "boundaries"
OWN_ASKS, STATE_MEASURES, UPTAKE, VIEWS = "asks", "measures", "uptake", "views"
LETTERS: Mapping[str, str] = {
    ASSESSMENT: "A",
    LINK: "L",
    RECOMMENDATIONS: "R",
    EDITION: "E",
    BOUNDARIES: "B",
    OWN_ASKS: "Q",
    STATE_MEASURES: "M",
    UPTAKE: "T",
    VIEWS: "V",
}
"""Kind of entry → the letter its ids begin with."""
_CALLED = {
    "A": ("assessment", "recommendations"),
    "R": ("import", "recommendations --imports"),
    "E": ("fetched series", "refresh --kept"),
    "B": ("boundary file", "boundaries --kept"),
    "Q": ("import of asks", "asks --imports"),
    "M": ("import of measures", "asks --imports"),
    "T": ("decision", "asks"),
    "V": ("file of views", "views --imports"),
}
"""Letter of what can be taken back → what it is called, and the verb that lists it."""
WAITS = frozenset({VIEWS})
"""Kinds that members send themselves: an entry counts once somebody who may approve has looked at it."""

_ACTIONS = {EDITION: Action.REFRESH, BOUNDARIES: Action.BOUNDARIES, VIEWS: Action.SUBMIT}
_TO_TAKE_BACK = {**_ACTIONS, VIEWS: Action.WITHDRAW}


def _action(kind: str) -> Action:
    """What somebody must be allowed to do to record an entry of a kind."""
    return _ACTIONS.get(kind, Action.BRING)


def action_to_take_back(identity: str) -> Action:
    """What somebody must be allowed to do to take an entry back, by the letter that its id begins with."""
    letter = identity.strip().upper()[:1]
    return next((_TO_TAKE_BACK.get(kind, Action.BRING) for kind, one in LETTERS.items() if one == letter), Action.BRING)


class Overtaken(ChildRightsError):
    """Somebody else recorded something between what this person saw and what this person does."""


@dataclass(frozen=True, slots=True)
class New:
    """An entry before it is recorded: ``content`` as it will stand in JSON, ``action`` and ``detail`` for the audit.

    ``member`` is whose it is, where the file itself names that.
    """

    kind: str
    content: Mapping[str, Any]
    action: str
    detail: str
    member: str = ""


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A recorded entry; ``id`` as R00001, times ISO 8601 in UTC, ``withdrawn_at`` empty while it stands.

    ``approved_at`` is empty while one of a kind that ``WAITS`` does so, and of all other kinds.
    """

    id: str
    kind: str
    content: Mapping[str, Any]
    member: str
    file_name: str
    sha256: str
    recorded_at: str
    recorded_by: str
    withdrawn_at: str = ""
    withdrawn_by: str = ""
    withdrawn_why: str = ""
    approved_at: str = ""
    approved_by: str = ""

    @property
    def waits(self) -> bool:
        """Whether it was sent and nobody has decided about it yet."""
        return self.kind in WAITS and not self.approved_at and not self.withdrawn_at


@dataclass(frozen=True, slots=True)
class Brought:
    """Everything a snapshot holds of entries, each in the order of recording, what was taken back included.

    ``views`` are those that were approved; of what was taken back no word is left.
    """

    assessments: tuple[Assessment, ...] = ()
    links: tuple[LinkChange, ...] = ()
    additions: tuple[Addition, ...] = ()
    asks: tuple[KeptRow[OwnAsk], ...] = ()
    measures: tuple[KeptRow[StateMeasure], ...] = ()
    uptakes: tuple[Uptake, ...] = ()
    views: tuple[KeptRow[Voice], ...] = ()


NOTHING = Brought()


def entries(state: State) -> tuple[LedgerEntry, ...]:
    """Every entry of the ledger in the order of recording; none when there is no ledger yet."""
    if not ledger_kept(state):
        return ()
    with opened(state) as ledger:
        return _entries(ledger)


def mark(given: Sequence[LedgerEntry], kinds: Sequence[str]) -> str:
    """What a check remembers of the entries there were, those taken back told apart."""
    own = [one for one in given if one.kind in kinds]
    return f"{len(own)} {sum(not one.withdrawn_at for one in own)} {sum(one.waits for one in own)}"


def record(
    state: State,
    given: Sequence[New],
    *,
    member: str,
    who: Actor,
    file_name: str = "",
    sha256: str = "",
    still: Callable[[Sequence[LedgerEntry]], None] = lambda _: None,
) -> tuple[str, ...]:
    """Record entries that are in order, all or nothing; returns their ids in their order.

    ``still`` is given everything recorded so far, with nobody able to record meanwhile, and raises ``Overtaken`` when
    that is not what the writer saw. Of a kind that ``WAITS`` an entry of somebody who may approve counts at once,
    unless four eyes are wanted. Raises ``NotPermitted`` before anything is written.
    """
    for one in given:
        who.require(_action(one.kind), (one.member or member) if one.kind in WAITS else "")
    at_once = who.may(Action.APPROVE) and not setting(state, "four_eyes")
    moment, ids = now(), []
    with opened(state) as ledger, transaction(ledger):
        still(_entries(ledger))
        for one in given:
            newest = ledger.execute(
                "SELECT max(CAST(substr(id, 2) AS INTEGER)) AS number FROM entry WHERE kind = ?", (one.kind,)
            ).fetchone()
            given_out = max(newest["number"] or 0, newest_erased(ledger, LETTERS[one.kind]))
            ids.append(f"{LETTERS[one.kind]}{given_out + 1:05d}")
            content = json.dumps(one.content, ensure_ascii=False)
            ledger.execute(
                "INSERT INTO entry (id, kind, content, member, file_name, sha256, recorded_at, recorded_by)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (ids[-1], one.kind, content, one.member or member, file_name, sha256, moment, who.name),
            )
            write_audit(ledger, who.name, one.action, f"{ids[-1]} {one.detail}")
            if one.kind in WAITS and at_once:
                _approve(ledger, ids[-1], why="", who=who, own=True)
    return tuple(ids)


def newest_erased(ledger: sqlite3.Connection, letter: str) -> int:
    """The highest number that an erased entry of a kind had, so that none is given twice."""
    row = ledger.execute(
        "SELECT max(CAST(substr(id, 2) AS INTEGER)) FROM erasure WHERE substr(id, 1, 1) = ?", (letter,)
    ).fetchone()
    return int(row[0] or 0)


def take_back(state: State, identity: str, *, why: str, who: Actor) -> None:
    """Withdraw an entry; it stays in the history.

    Raises ``NotPermitted``, and ``UnknownCode`` for one that there is not, that cannot be taken back, or that
    was withdrawn already.
    """
    asked = identity.strip().upper()
    called, verb = _CALLED.get(asked[:1], ("entry", "recommendations"))
    with opened(state) as ledger, transaction(ledger):
        row = ledger.execute("SELECT number, member FROM entry WHERE id = ?", (asked,)).fetchone()
        needed = action_to_take_back(identity)
        who.require(needed, row["member"] if row and needed is Action.WITHDRAW else "")
        if row is None or asked[:1] not in _CALLED:
            raise UnknownCode(f"There is no {called} {identity}. See: python run.py {verb}")
        if ledger.execute("SELECT 1 FROM entry_withdrawal WHERE entry = ?", (row["number"],)).fetchone():
            raise UnknownCode(f"The {called} {identity} was withdrawn already.")
        ledger.execute("INSERT INTO entry_withdrawal VALUES (?, ?, ?, ?)", (row["number"], why, now(), who.name))
        write_audit(ledger, who.name, "withdraw", asked)


def approve_entries(state: State, identities: Sequence[str], *, why: str = "", who: Actor) -> tuple[str, ...]:
    """Let entries count that members sent and that wait, all or none; returns their ids.

    Raises ``NotPermitted``, ``UnknownCode``, and ``CannotApprove`` for one that waits no longer, or that ``who`` sent
    where four eyes are wanted.
    """
    who.require(Action.APPROVE)
    asked, two = [one.strip().upper() for one in identities], setting(state, "four_eyes")
    with opened(state) as ledger, transaction(ledger):
        known = {one.id: one for one in _entries(ledger)}
        for identity in asked:
            found = known.get(identity)
            if found is None or found.kind not in WAITS:
                raise UnknownCode(
                    N_("Nothing that waits has the id {id}. See: python run.py views --imports"), id=identity
                )
            if not found.waits:
                raise CannotApprove(N_("{id} waits no longer."), id=identity)
            if two:
                must_be_another(ledger, identity, found.recorded_by, who)
        for identity in asked:
            _approve(ledger, identity, why=why, who=who, own=same_eyes(ledger, known[identity].recorded_by, who))
    return tuple(asked)


def _approve(ledger: sqlite3.Connection, identity: str, *, why: str, who: Actor, own: bool) -> None:
    (number,) = ledger.execute("SELECT number FROM entry WHERE id = ?", (identity,)).fetchone()
    ledger.execute("INSERT INTO entry_approval VALUES (?, ?, ?, ?)", (number, now(), who.name, why))
    write_audit(ledger, who.name, APPROVE_OWN if own else APPROVE, identity)


def entries_for(state: State, reader: Actor) -> tuple[LedgerEntry, ...]:
    """The entries of kinds that wait as ``reader`` may see them, newest first: what was approved, and of what waits or
    was never let in only what ``reader`` may preview."""
    own = [one for one in reversed(entries(state)) if one.kind in WAITS]
    return tuple(one for one in own if one.approved_at or reader.may(Action.PREVIEW, one.member))


def sent_rows(state: State) -> tuple[KeptRow[Voice], ...]:
    """Every row that members sent in words and that was not taken back, those that wait too."""
    sent = [one for one in entries(state) if one.kind == VIEWS and not one.withdrawn_at]
    return tuple(row for one in sent for row in rows_of_views(one))


def rows_of_views(one: LedgerEntry) -> list[KeptRow[Voice]]:
    """The rows of a file that a member sent in words."""
    return _kept_rows(one, Voice)


def brought(state: State) -> Brought:
    """What the ledger holds as the library knows it."""
    found = entries(state)
    return Brought(
        tuple(_assessment(one) for one in found if one.kind == ASSESSMENT),
        tuple(_link(one) for one in found if one.kind == LINK),
        tuple(row for one in found if one.kind == RECOMMENDATIONS for row in _additions(one)),
        tuple(row for one in found if one.kind == OWN_ASKS for row in _kept_rows(one, OwnAsk)),
        tuple(row for one in found if one.kind == STATE_MEASURES for row in _kept_rows(one, StateMeasure)),
        tuple(_uptake(one) for one in found if one.kind == UPTAKE),
        tuple(row for one in found if one.kind == VIEWS and one.approved_at for row in _voices(one)),
    )


def _entries(ledger: sqlite3.Connection) -> tuple[LedgerEntry, ...]:
    rows = ledger.execute(
        "SELECT e.*, coalesce(w.at, '') AS withdrawn_at, coalesce(w.who, '') AS withdrawn_by,"
        " coalesce(w.why, '') AS withdrawn_why, coalesce(a.at, '') AS approved_at, coalesce(a.who, '') AS approved_by"
        " FROM entry AS e LEFT JOIN entry_withdrawal AS w ON w.entry = e.number"
        " LEFT JOIN entry_approval AS a ON a.entry = e.number ORDER BY e.number"
    ).fetchall()
    names = [one.name for one in fields(LedgerEntry) if one.name != "content"]
    return tuple(LedgerEntry(content=json.loads(row["content"]), **{name: row[name] for name in names}) for row in rows)


def _assessment(one: LedgerEntry) -> Assessment:
    said = {field.name: _plain(one.content[field.name]) for field in fields(Draft)}
    recorded = ("id", "member", "recorded_at", "recorded_by", "withdrawn_at", "withdrawn_why")
    return Assessment(**said, **{name: getattr(one, name) for name in recorded})


def _link(one: LedgerEntry) -> LinkChange:
    said = (one.content["recommendation"], one.content["indicator"], bool(one.content["linked"]))
    return LinkChange(one.id, *said, one.member, one.recorded_at, one.recorded_by)


def _additions(one: LedgerEntry) -> list[Addition]:
    origin = Origin(**{name: getattr(one, name) for name in ORIGIN_FIELDS})
    return [
        Addition(origin, row["sheet"], row["row"], Recommendation(**{k: _plain(v) for k, v in row["asked"].items()}))
        for row in one.content["rows"]
    ]


def _kept_rows(one: LedgerEntry, kind: type[What]) -> list[KeptRow[What]]:
    origin = Origin(**{name: getattr(one, name) for name in ORIGIN_FIELDS})
    return [
        KeptRow(origin, row["sheet"], row["row"], kind(**{k: _plain(v) for k, v in row["what"].items()}))
        for row in one.content["rows"]
    ]


def _voices(one: LedgerEntry) -> list[KeptRow[Voice]]:
    rows = _kept_rows(one, Voice)
    return [replace(row, what=bare_voice(row.what)) for row in rows] if one.withdrawn_at else rows


def _uptake(one: LedgerEntry) -> Uptake:
    recorded = ("id", "member", "recorded_at", "recorded_by", "withdrawn_at", "withdrawn_why")
    said = {name: one.content[name] for name in ("ask", "target", "verdict", "why")}
    return Uptake(**said, **{name: getattr(one, name) for name in recorded})


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
