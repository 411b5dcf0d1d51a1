"""What the profiles of provinces are read from: what all of them share, and the figures of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from childrights.areas import MapView, arrange, on_its_ground
from childrights.catalogue import DIMENSIONS, OBSERVATION_COLUMNS, TOTAL, Group, Observation
from childrights.newest import NewestFigures
from childrights.snapshot import Headline, Snapshot, group_condition, headlines, of_published, surveys
from geo import COUNTRY, load_provinces

POPULATION = "population_census"
_COLUMNS, _DIMENSIONS = ", ".join(OBSERVATION_COLUMNS), ", ".join(DIMENSIONS)


@dataclass(frozen=True, slots=True)
class Basis:
    """What is the same for all provinces of a snapshot."""

    groups: Mapping[str, tuple[Group, ...]]
    national: Mapping[str, Headline]
    maps: Mapping[tuple[str, str, Group], MapView]
    """The maps of the newest period of each indicator and leading group: most provinces stand on these."""
    newest: NewestFigures


def basis(snapshot: Snapshot, newest: NewestFigures, national: Mapping[str, Headline] | None = None) -> Basis:
    """The leading groups below the country with their newest maps, the national figures and what is ``newest``; of what
    is published."""
    groups = leading_groups(snapshot)
    known = of_published(headlines(snapshot) if national is None else national)
    return Basis(groups, known, newest_maps(snapshot, groups), newest)


def leading_groups(snapshot: Snapshot) -> dict[str, tuple[Group, ...]]:
    """For every indicator with figures below the country the groups nearest to everybody, in code order."""
    sql = f"SELECT DISTINCT indicator, {_DIMENSIONS} FROM published WHERE area <> $country ORDER BY ALL"
    found: dict[str, list[Group]] = {}
    for code, *codes in snapshot.rows(sql, {"country": COUNTRY}):
        found.setdefault(code, []).append(Group(*codes))
    return {
        code: tuple(group for group in groups if _parts(group) == min(map(_parts, groups)))
        for code, groups in found.items()
    }


def _parts(group: Group) -> int:
    return sum(getattr(group, name) != TOTAL for name in DIMENSIONS)


def newest_maps(snapshot: Snapshot, groups: Mapping[str, Sequence[Group]]) -> dict[tuple[str, str, Group], MapView]:
    """The map of the newest period of each of ``groups``, from one reading."""
    wanted, parameters = group_condition(_distinct(groups))
    rows = snapshot.rows(
        f"""
        WITH chosen AS (SELECT * FROM published WHERE {wanted}),
        newest AS (
            SELECT indicator, {_DIMENSIONS}, max_by(period_label, (year_end, year_start)) AS period_label
            FROM chosen WHERE area <> '{COUNTRY}' GROUP BY ALL
        )
        SELECT {_COLUMNS} FROM chosen SEMI JOIN newest USING (indicator, {_DIMENSIONS}, period_label) ORDER BY area
        """,
        parameters,
    )
    found: dict[tuple[str, str, Group], list[Observation]] = {}
    for values in rows:
        one = Observation(*values)
        found.setdefault((one.indicator, one.period_label, Group.of(one)), []).append(one)
    survey_of = surveys(snapshot)
    return {key: arrange(*key, on_its_ground(figures), survey_of) for key, figures in found.items()}


def _distinct(groups: Mapping[str, Sequence[Group]]) -> tuple[Group, ...]:
    return tuple(dict.fromkeys(group for own in groups.values() for group in own))


def figures_near(
    snapshot: Snapshot, groups: Mapping[str, Sequence[Group]], province: str
) -> Iterator[tuple[Group, Observation]]:
    """All figures for areas that may hold ``province``, of the leading groups; of people of every age."""
    row = load_provinces()[province]
    wanted, parameters = group_condition(_distinct(groups))
    everybody = " AND ".join(f"{name} = '{TOTAL}'" for name in DIMENSIONS if name != "age")
    sql = f"""
        SELECT {_COLUMNS} FROM published
        WHERE regexp_matches(area, $pattern) AND ({wanted} OR (indicator = '{POPULATION}' AND {everybody}))
        ORDER BY ALL
    """
    pattern = "|".join(code for code in (province, row.split_from) if code)
    for values in snapshot.rows(sql, parameters | {"pattern": pattern}):
        one = Observation(*values)
        group = Group.of(one)
        of_people = one.indicator == POPULATION and _parts(group) == (one.age != TOTAL)
        if of_people or group in groups.get(one.indicator, ()):
            yield group, one
