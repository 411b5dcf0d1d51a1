"""What people brought in, as entries of the ledger: recorded once, never changed, taken back with a reason.

Every kind leaves the same line: its kind, an id, who and when, and its content as JSON. Like an upload, an entry counts
from its line; the screens see it once the next snapshot is built.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from childrights.catalogue import ChildRightsError, UnknownCode
from childrights.rights import ORIGIN_FIELDS, Addition, Assessment, Draft, LinkChange, Origin, Recommendation
from childrights.submissions import KeptRow, OwnAsk, StateMeasure, Uptake
from etl.ledger.file import ledger_kept, now, opened, transaction, write_audit
from etl.ledger.state import State
from etl.permissions import Action, Actor

What = TypeVar("What")
ASSESSMENT, LINK, RECOMMENDATIONS, EDITION = "assessment", "link", "recommendations", "edition"
BOUNDARIES = "boundaries"
OWN_ASKS, STATE_MEASURES, UPTAKE = "asks", "measures", "uptake"
LETTERS: Mapping[str, str] = {
    ASSESSMENT: "A",
    LINK: "L",
    RECOMMENDATIONS: "R",
    EDITION: "E",
    BOUNDARIES: "B",
    OWN_ASKS: "Q",
    STATE_MEASURES: "M",
    UPTAKE: "T",
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
}
"""Letter of what can be taken back → what it is called, and the verb that lists it."""


_ACTIONS = {EDITION: Action.REFRESH, BOUNDARIES: Action.BOUNDARIES}


def _action(kind: str) -> Action:
    """What somebody must be allowed to do to record an entry of a kind."""
    return _ACTIONS.get(kind, Action.BRING)


def action_to_take_back(identity: str) -> Action:
    """What somebody must be allowed to do to take an entry back, by the letter that its id begins with."""
    letter = identity.strip().upper()[:1]
    return next((_action(kind) for kind, one in LETTERS.items() if one == letter), Action.BRING)


class Overtaken(ChildRightsError):
    """Somebody else recorded something between what this person saw and what this person does."""


@dataclass(frozen=True, slots=True)
class New:
    """An entry before it is recorded: ``content`` as it will stand in JSON, ``action`` and ``detail`` for the audit."""

    kind: str
    content: Mapping[str, Any]
    action: str
    detail: str


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A recorded entry; ``id`` as R00001, times ISO 8601 in UTC, ``withdrawn_at`` empty while it stands."""

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


@dataclass(frozen=True, slots=True)
class Brought:
    """Everything a snapshot holds of entries, each in the order of recording, what was taken back included."""

    assessments: tuple[Assessment, ...] = ()
    links: tuple[LinkChange, ...] = ()
    additions: tuple[Addition, ...] = ()
    asks: tuple[KeptRow[OwnAsk], ...] = ()
    measures: tuple[KeptRow[StateMeasure], ...] = ()
    uptakes: tuple[Uptake, ...] = ()


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
    return f"{len(own)} {sum(not one.withdrawn_at for one in own)}"


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
    that is not what the writer saw. Raises ``NotPermitted`` before anything is written.
    """
    for one in given:
        who.require(_action(one.kind))
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
                (ids[-1], one.kind, content, member, file_name, sha256, moment, who.name),
            )
            write_audit(ledger, who.name, one.action, f"{ids[-1]} {one.detail}")
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
    who.require(action_to_take_back(identity))
    asked = identity.strip().upper()
    called, verb = _CALLED.get(asked[:1], ("entry", "recommendations"))
    with opened(state) as ledger, transaction(ledger):
        row = ledger.execute("SELECT number FROM entry WHERE id = ?", (asked,)).fetchone()
        if row is None or asked[:1] not in _CALLED:
            raise UnknownCode(f"There is no {called} {identity}. See: python run.py {verb}")
        if ledger.execute("SELECT 1 FROM entry_withdrawal WHERE entry = ?", (row["number"],)).fetchone():
            raise UnknownCode(f"The {called} {identity} was withdrawn already.")
        ledger.execute("INSERT INTO entry_withdrawal VALUES (?, ?, ?, ?)", (row["number"], why, now(), who.name))
        write_audit(ledger, who.name, "withdraw", asked)


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
    )


def _entries(ledger: sqlite3.Connection) -> tuple[LedgerEntry, ...]:
    rows = ledger.execute(
        "SELECT e.*, coalesce(w.at, '') AS withdrawn_at, coalesce(w.who, '') AS withdrawn_by,"
        " coalesce(w.why, '') AS withdrawn_why"
        " FROM entry AS e LEFT JOIN entry_withdrawal AS w ON w.entry = e.number ORDER BY e.number"
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


def _uptake(one: LedgerEntry) -> Uptake:
    recorded = ("id", "member", "recorded_at", "recorded_by", "withdrawn_at", "withdrawn_why")
    said = {name: one.content[name] for name in ("ask", "target", "verdict", "why")}
    return Uptake(**said, **{name: getattr(one, name) for name in recorded})


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
