"""The figures that messages rest on, read from a snapshot: of one indicator, or of all for one place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from childrights.catalogue import OBSERVATION_COLUMNS, Group, Observation
from childrights.snapshot import Snapshot, group_condition
from geo import COUNTRY, is_domain

_FROM = f"SELECT {', '.join(OBSERVATION_COLUMNS)} FROM shown"


def figures_around(snapshot: Snapshot, area: str) -> dict[str, list[Observation]]:
    """Everything published for ``area``, for areas that hold it and for the country, and the oldest figure of all.

    By indicator, in the order of storage.
    """
    sql = f"""
        {_FROM} WHERE {_AROUND} OR stored IN (
            SELECT min_by(stored, (year_start + year_end, year_end, stored)) FROM shown GROUP BY indicator
        ) ORDER BY stored
    """
    return _by_indicator(snapshot, sql, _around(area))


def figures_elsewhere(
    snapshot: Snapshot, area: str, groups: Mapping[str, Sequence[Group]]
) -> dict[str, list[Observation]]:
    """The figures of all other places, of some groups of each indicator."""
    wanted, parameters = group_condition(tuple(dict.fromkeys(group for own in groups.values() for group in own)))
    sql = f"{_FROM} WHERE {wanted} AND NOT ({_AROUND}) ORDER BY stored"
    found = _by_indicator(snapshot, sql, parameters | _around(area))
    return {code: [one for one in figures if Group.of(one) in groups.get(code, ())] for code, figures in found.items()}


_AROUND = f"area = '{COUNTRY}' OR area = $area OR ($inside AND contains(area, $area))"


def _around(area: str) -> dict[str, object]:
    return {"area": area, "inside": area != COUNTRY and not is_domain(area)}


def _by_indicator(snapshot: Snapshot, sql: str, parameters: dict[str, object]) -> dict[str, list[Observation]]:
    found: dict[str, list[Observation]] = {}
    for row in snapshot.rows(sql, parameters):
        one = Observation(*row)
        found.setdefault(one.indicator, []).append(one)
    return found
