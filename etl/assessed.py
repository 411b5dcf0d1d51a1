"""The assessments of recommendations in the ledger: recorded once, never changed, withdrawn with a reason.

Like an upload, an assessment counts from its line in the ledger; the screens see it once the next snapshot is built.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields

from childrights.assessments import Assessment, Draft, LinkChange
from childrights.errors import ChildRightsError, UnknownCode
from childrights.i18n import N_
from etl.ledger_file import note, now, opened, transaction
from etl.state import State

OVERTAKEN = N_("Somebody else assessed this meanwhile. Read theirs first, then save yours if it still differs.")


class Overtaken(ChildRightsError):
    """Somebody else assessed the same recommendation while this person was writing."""


@dataclass(frozen=True, slots=True)
class Assessed:
    """Everything a snapshot holds of assessments and links, in the order in which it was recorded."""

    assessments: tuple[Assessment, ...] = ()
    links: tuple[LinkChange, ...] = ()


NOTHING = Assessed()


def assessed(state: State) -> Assessed:
    """What the ledger holds, withdrawn assessments included; nothing when there is no ledger yet."""
    if not state.ledger.exists():
        return NOTHING
    with opened(state) as ledger:
        return Assessed(_assessments(ledger), _links(ledger))


def record(
    state: State,
    drafts: Sequence[Draft],
    *,
    member: str,
    who: str,
    links: Iterable[tuple[str, str, bool]] = (),
    seen: Mapping[tuple[str, str], str] | None = None,
) -> tuple[str, ...]:
    """Record drafts that are in order and changes of links, all or nothing; returns the ids of the assessments.

    ``links`` are recommendation, indicator and whether it is linked from now on. ``seen`` maps a recommendation and
    who assessed it to the id that its writer saw as the last one recorded (empty for none): raises ``Overtaken``
    when there is a newer one by now.
    """
    moment, ids = now(), []
    with opened(state) as ledger, transaction(ledger):
        for (recommendation, by), last in (seen or {}).items():
            _refuse_overtaken(ledger, recommendation, by, last)
        for draft in drafts:
            values = {**asdict(draft), "figures": json.dumps(draft.figures), "links": json.dumps(draft.links)}
            values |= {"member": member, "recorded_at": moment, "recorded_by": who}
            number = _insert(ledger, "assessment", values)
            ids.append(assessment_id(number))
            note(ledger, who, "assess", f"{ids[-1]} {draft.recommendation} {draft.by} {draft.status}")
        for recommendation, indicator, is_linked in links:
            values = {"recommendation": recommendation, "indicator": indicator, "linked": int(is_linked)}
            _insert(ledger, "recommendation_link",
                    values | {"member": member, "recorded_at": moment, "recorded_by": who})  # fmt: skip
            note(ledger, who, "link" if is_linked else "unlink", f"{recommendation} {indicator}")
    return tuple(ids)


def take_back(state: State, identity: str, *, why: str, who: str) -> None:
    """Withdraw an assessment; it stays in the history. Raises ``UnknownCode`` for none, or one withdrawn already."""
    digits = identity.strip().upper().removeprefix("A")
    with opened(state) as ledger, transaction(ledger):
        number = int(digits) if digits.isdecimal() else 0
        if ledger.execute("SELECT 1 FROM assessment WHERE number = ?", (number,)).fetchone() is None:
            raise UnknownCode(f"There is no assessment {identity}. See: python run.py recommendations")
        if ledger.execute("SELECT 1 FROM assessment_withdrawal WHERE assessment = ?", (number,)).fetchone():
            raise UnknownCode(f"The assessment {identity} was withdrawn already.")
        ledger.execute("INSERT INTO assessment_withdrawal VALUES (?, ?, ?, ?)", (number, why, now(), who))
        note(ledger, who, "withdraw", f"{assessment_id(number)}: {why}")


def assessment_id(number: int) -> str:
    """The public id of the assessment with this number; ids sort in the order of recording."""
    return f"A{number:05d}"


def _refuse_overtaken(ledger: sqlite3.Connection, recommendation: str, by: str, last: str) -> None:
    row = ledger.execute(
        "SELECT max(number) AS number FROM assessment WHERE recommendation = ? AND by = ?", (recommendation, by)
    ).fetchone()
    newest = assessment_id(row["number"]) if row["number"] else ""
    if newest > last:
        raise Overtaken(OVERTAKEN)


def _insert(ledger: sqlite3.Connection, table: str, values: Mapping[str, object]) -> int:
    marks = ", ".join("?" * len(values))
    names = ", ".join(f'"{name}"' for name in values)
    return int(ledger.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(values.values())).lastrowid or 0)


def _assessments(ledger: sqlite3.Connection) -> tuple[Assessment, ...]:
    rows = ledger.execute(
        "SELECT a.*, coalesce(w.at, '') AS withdrawn_at, coalesce(w.why, '') AS withdrawn_why FROM assessment AS a"
        " LEFT JOIN assessment_withdrawal AS w ON w.assessment = a.number ORDER BY a.number"
    ).fetchall()
    names = [one.name for one in fields(Assessment) if one.name not in ("id", "figures", "links")]
    return tuple(
        Assessment(
            id=assessment_id(row["number"]),
            figures=tuple(json.loads(row["figures"])),
            links=tuple(json.loads(row["links"])),
            **{name: row[name] for name in names},
        )
        for row in rows
    )


def _links(ledger: sqlite3.Connection) -> tuple[LinkChange, ...]:
    rows = ledger.execute("SELECT * FROM recommendation_link ORDER BY number").fetchall()
    names = [one.name for one in fields(LinkChange) if one.name not in ("id", "linked")]
    return tuple(
        LinkChange(id=f"L{row['number']:05d}", linked=bool(row["linked"]), **{name: row[name] for name in names})
        for row in rows
    )
