"""Recommendations that people brought in from a spreadsheet, beside those of the table that comes with the dashboard.

A row with the code of a recommendation that is known changes it, any other one is new. Nothing is overwritten: the
newest row that stands counts, and taking an import back brings back what stood before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from itertools import groupby
from typing import Any

from childrights.catalogue import Catalogue
from childrights.rights.recommendations import Recommendation, load_recommendations
from childrights.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Origin:
    """One import: which file of which member, when and by whom; ``id`` as R0001, times ISO 8601 in UTC."""

    id: str
    member: str
    file_name: str
    sha256: str
    recorded_at: str
    recorded_by: str
    withdrawn_at: str = ""
    withdrawn_by: str = ""
    withdrawn_why: str = ""

    @property
    def stands(self) -> bool:
        """Whether it was not taken back."""
        return not self.withdrawn_at


@dataclass(frozen=True, slots=True)
class Addition:
    """One row of an import: where it was read and the recommendation it tells."""

    origin: Origin
    sheet: str
    row: int
    asked: Recommendation


ORIGIN_FIELDS = tuple(one.name for one in fields(Origin))
ASKED_FIELDS = tuple(one.name for one in fields(Recommendation))


def additions(snapshot: Snapshot) -> tuple[Addition, ...]:
    """Every row of every import, those taken back too, in the order in which they were recorded."""
    names = ", ".join(f'"{name}"' for name in (*ORIGIN_FIELDS, "sheet", "row", *ASKED_FIELDS))
    return tuple(_addition(row) for row in snapshot.rows(f"SELECT {names} FROM snapshot.addition ORDER BY id, row"))


def _addition(row: Sequence[Any]) -> Addition:
    cells: list[Any] = [tuple(cell) if isinstance(cell, list) else cell for cell in row]
    own = len(ORIGIN_FIELDS)
    return Addition(Origin(*cells[:own]), cells[own], cells[own + 1], Recommendation(*cells[own + 2 :]))


def with_additions(shipped: Sequence[Recommendation], given: Sequence[Addition]) -> tuple[Recommendation, ...]:
    """What was asked, newest first: the table, each row in its newest standing words, then what was brought in."""
    found = {one.code: one for one in shipped}
    for one in given:
        if one.origin.stands:
            found[one.asked.code] = one.asked
    return tuple(sorted(found.values(), key=lambda one: -one.year))


def all_asked(snapshot: Snapshot, catalogue: Catalogue) -> tuple[Recommendation, ...]:
    """Everything that is known of what Cambodia was asked, newest first."""
    return with_additions(load_recommendations(catalogue), additions(snapshot))


def origin_of(code: str, given: Sequence[Addition]) -> Addition | None:
    """The row that the words of a recommendation come from; ``None`` for the table that comes with the dashboard."""
    return next((one for one in reversed(given) if one.asked.code == code and one.origin.stands), None)


def imports(given: Sequence[Addition]) -> tuple[tuple[Origin, tuple[Addition, ...]], ...]:
    """Every import with its rows, newest first."""
    found = [(rows[0].origin, rows) for _, group in groupby(given, key=_import) if (rows := tuple(group))]
    return tuple(reversed(found))


def _import(one: Addition) -> str:
    return one.origin.id
