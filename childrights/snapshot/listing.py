"""The figures of one indicator as a list: counted, put in order and cut by the database."""

from __future__ import annotations

from collections.abc import Sequence

from childrights.catalogue import DIMENSIONS, OBSERVATION_COLUMNS, TOTAL, Group, Observation
from childrights.snapshot.snapshot import Snapshot
from geo import COUNTRY

_CODES = ", ".join(f"nullif({name}, '{TOTAL}')" for name in DIMENSIONS)
_ORDER = f"""
    year_end DESC, area <> '{COUNTRY}', area, coalesce(nullif(replace(concat_ws('.', {_CODES}), ' ', '_'), ''), 'all'),
    year_start, {", ".join(DIMENSIONS)}, period_label
"""


def listed_count(
    snapshot: Snapshot,
    indicator: str,
    *,
    period: str = "",
    group: Group | None = None,
    areas: Sequence[str] | None = None,
    most: int | None = None,
) -> tuple[int, tuple[Observation, ...]]:
    """How many figures there are of a period, group and some areas (each of all when not named), and ``most`` of them.

    Newest first, the country before its places, everybody among the groups by the name of their code.
    """
    clauses, parameters = ["indicator = $indicator"], dict[str, object](indicator=indicator)
    if period:
        clauses.append("period_label = $period")
        parameters["period"] = period
    if group is not None:
        clauses += [f"{name} = ${name}" for name in DIMENSIONS]
        parameters |= {name: getattr(group, name) for name in DIMENSIONS}
    if areas is not None:
        clauses.append("list_contains($areas, area)")
        parameters["areas"] = list(areas)
    found = f"FROM shown WHERE {' AND '.join(clauses)}"
    rows = snapshot.rows(
        f"SELECT {', '.join(OBSERVATION_COLUMNS)} {found} ORDER BY {_ORDER} {f'LIMIT {int(most)}' if most else ''}",
        parameters,
    )
    count = (
        len(rows) if most is None or len(rows) < most else snapshot.rows(f"SELECT count(*) {found}", parameters)[0][0]
    )
    return int(count), tuple(Observation(*row) for row in rows)
