"""Imports of recommendations in the ledger: recorded once, never changed, taken back with a reason.

Like an upload, an import counts from its line in the ledger; the screens see it once the next snapshot is built.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, fields

import pyarrow as pa

from childrights.additions import ASKED_FIELDS, Addition, Origin
from childrights.errors import ChildRightsError, UnknownCode
from childrights.i18n import N_
from childrights.recommendations import Recommendation
from etl.ledger_file import note, now, opened, transaction
from etl.state import State

OVERTAKEN = N_("Somebody else brought in recommendations meanwhile. Check the file again, then publish it.")


class Overtaken(ChildRightsError):
    """Somebody else changed the recommendations between the check of a file and its publication."""


def added(state: State) -> tuple[Addition, ...]:
    """Every row of every import, those taken back too, in the order of recording; nothing without a ledger."""
    if not state.ledger.exists():
        return ()
    with opened(state) as ledger:
        rows = ledger.execute(
            "SELECT i.*, r.sheet, r.row, r.content, coalesce(w.at, '') AS withdrawn_at,"
            " coalesce(w.who, '') AS withdrawn_by, coalesce(w.why, '') AS withdrawn_why"
            " FROM recommendation_import AS i JOIN recommendation_row AS r ON r.import = i.number"
            " LEFT JOIN recommendation_import_withdrawal AS w ON w.import = i.number ORDER BY i.number, r.row"
        ).fetchall()
    return tuple(_addition(row) for row in rows)


def newest_import(given: Sequence[Addition]) -> str:
    """What a check remembers of the imports there were, those taken back told apart; see ``record_import``."""
    standing = sum(one.origin.stands for one in given)
    return f"{given[-1].origin.id if given else ''} {standing}"


def record_import(
    state: State,
    rows: Sequence[tuple[str, int, Recommendation]],
    *,
    member: str,
    file_name: str,
    sha256: str,
    who: str,
    seen: str,
) -> str:
    """Record rows (sheet, number, recommendation) that are in order, all or nothing; returns the id of the import.

    ``seen`` is ``newest_import`` as the check of the file saw it; raises ``Overtaken`` when it is another one by now.
    """
    with opened(state) as ledger, transaction(ledger):
        if _newest(ledger) != seen:
            raise Overtaken(OVERTAKEN)
        cursor = ledger.execute(
            "INSERT INTO recommendation_import (member, file_name, sha256, recorded_at, recorded_by)"
            " VALUES (?, ?, ?, ?, ?)",
            (member, file_name, sha256, now(), who),
        )
        number = int(cursor.lastrowid or 0)
        for sheet, row, asked in rows:
            content = json.dumps(asdict(asked), ensure_ascii=False)
            ledger.execute(
                "INSERT INTO recommendation_row VALUES (?, ?, ?, ?, ?)", (number, sheet, row, asked.code, content)
            )
        note(ledger, who, "import recommendations", f"{import_id(number)} {file_name}: {len(rows)} rows")
    return import_id(number)


def take_import_back(state: State, identity: str, *, why: str, who: str) -> None:
    """Withdraw an import; it stays in the history. Raises ``UnknownCode`` for none, or one withdrawn already."""
    digits = identity.strip().upper().removeprefix("R")
    with opened(state) as ledger, transaction(ledger):
        number = int(digits) if digits.isdecimal() else 0
        if ledger.execute("SELECT 1 FROM recommendation_import WHERE number = ?", (number,)).fetchone() is None:
            raise UnknownCode(f"There is no import {identity}. See: python run.py recommendations --imports")
        if ledger.execute("SELECT 1 FROM recommendation_import_withdrawal WHERE import = ?", (number,)).fetchone():
            raise UnknownCode(f"The import {identity} was withdrawn already.")
        ledger.execute("INSERT INTO recommendation_import_withdrawal VALUES (?, ?, ?, ?)", (number, why, now(), who))
        note(ledger, who, "withdraw", f"{import_id(number)}: {why}")


def import_id(number: int) -> str:
    """The public id of the import with this number; ids sort in the order of recording."""
    return f"R{number:05d}"


def addition_table(given: Sequence[Addition], schema_of: Callable[[type], pa.Schema]) -> pa.Table:
    """The rows of imports as a table of the snapshot, origin and recommendation side by side."""
    place = pa.schema([("sheet", pa.string()), ("row", pa.int32())])
    schema = pa.schema([*schema_of(Origin), *place, *schema_of(Recommendation)])
    records = [{**asdict(one.origin), "sheet": one.sheet, "row": one.row, **asdict(one.asked)} for one in given]
    return pa.Table.from_pylist(records, schema=schema)


def _newest(ledger: sqlite3.Connection) -> str:
    row = ledger.execute(
        "SELECT (SELECT max(number) FROM recommendation_import) AS number, (SELECT count(*) FROM recommendation_row"
        " WHERE import NOT IN (SELECT import FROM recommendation_import_withdrawal)) AS standing"
    ).fetchone()
    return f"{import_id(row['number']) if row['number'] else ''} {row['standing']}"


def _addition(row: sqlite3.Row) -> Addition:
    names = [one.name for one in fields(Origin) if one.name != "id"]
    origin = Origin(id=import_id(row["number"]), **{name: row[name] for name in names})
    return Addition(origin, row["sheet"], row["row"], _asked(json.loads(row["content"])))


def _asked(content: Mapping[str, object]) -> Recommendation:
    values = {name: tuple(value) if isinstance(value := content[name], list) else value for name in ASKED_FIELDS}
    return Recommendation(**values)  # type: ignore[arg-type]
