"""Where a figure stands among others: what it took the place of, what took its place, and codes like its own."""

from __future__ import annotations

from dataclasses import replace

from childrights.catalogue import CODE_LENGTH, OBSERVATION_COLUMNS, Observation, bare_code
from childrights.snapshot.snapshot import Snapshot

NEAR_CODES, NEAR_EDITS = 4, 2

_COLUMNS = ", ".join(OBSERVATION_COLUMNS)


def superseded(snapshot: Snapshot, code: str) -> tuple[Observation, str] | None:
    """A figure that stands no longer, with the code of what took its place; ``None`` when there is none."""
    rows = snapshot.rows(f"SELECT {_COLUMNS}, superseded_by FROM snapshot.superseded WHERE id = $id", {"id": code})
    return (Observation(*rows[0][:-1]), str(rows[0][-1])) if rows else None


def successor(snapshot: Snapshot, code: str) -> str:
    """The code of the figure that stands today in the place of ``code``; ``code`` itself when nothing took it."""
    seen = {code}
    while (later := superseded(snapshot, code)) and later[1] not in seen:
        code = later[1]
        seen.add(code)
    return code


def predecessors(snapshot: Snapshot, code: str) -> tuple[Observation, ...]:
    """Every figure that ``code`` took the place of, directly or by way of others, the newest first."""
    found: list[Observation] = []
    sql = f"SELECT {_COLUMNS} FROM snapshot.superseded WHERE superseded_by = $id ORDER BY id"
    waiting, seen = [code], {code}
    while waiting:
        for row in snapshot.rows(sql, {"id": waiting.pop(0)}):
            one = Observation(*row)
            if one.id not in seen:
                seen.add(one.id)
                found.append(one)
                waiting.append(one.id)
    return tuple(found)


def near_codes(snapshot: Snapshot, code: str) -> tuple[str, ...]:
    """Published codes that differ from ``code`` in at most two letters (left out, added, changed or swapped)."""
    bare = bare_code(code)
    if abs(len(bare) - CODE_LENGTH) > NEAR_EDITS:
        return ()
    sql = f"""
        SELECT id FROM (
            SELECT id, damerau_levenshtein(replace(id, '-', ''), $bare) AS edits
            FROM (SELECT id FROM figures UNION SELECT id FROM snapshot.superseded)
        ) WHERE edits <= {NEAR_EDITS} ORDER BY edits, id LIMIT {NEAR_CODES}
    """
    return tuple(str(row[0]) for row in snapshot.rows(sql, {"bare": bare}))


def without_value(one: Observation) -> Observation:
    """The same figure without anything its value could be worked out from."""
    bare = replace(one, value=None, numerator=None, denominator=None, lower=None, upper=None)
    return replace(bare, sample_size=None, sample_kind="", sample_base="", estimated_cases=None)
