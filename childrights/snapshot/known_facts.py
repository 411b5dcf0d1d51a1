"""That something is known, without the figures: what gaps are found in, few rows whatever the size of a snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import compress

from childrights.catalogue import DIMENSIONS, OBSERVATION_COLUMNS, TOTAL, Observation
from childrights.snapshot.snapshot import Snapshot
from geo import COUNTRY


@dataclass(frozen=True, slots=True)
class Fact:
    """In which ``areas`` something is known of an indicator in a period, and whether a model says so.

    ``splits`` names the dimensions that any of these figures is split by.
    """

    indicator: str
    year_start: int
    year_end: int
    modelled: bool
    areas: frozenset[str]
    splits: frozenset[str]


def indicator_facts(snapshot: Snapshot, indicators: Sequence[str] = ()) -> tuple[Fact, ...]:
    """What is known at all of ``indicators`` (of all when none are named), by indicator and period."""
    clause, parameters = "", dict[str, object]()
    if indicators:
        clause, parameters = " AND list_contains($indicators, indicator)", {"indicators": list(indicators)}
    splits = ", ".join(f"bool_or({name} <> '{TOTAL}')" for name in DIMENSIONS)
    sql = f"""
        SELECT indicator, year_start, year_end, status = 'modelled', list(DISTINCT area), {splits}
        FROM published WHERE value IS NOT NULL{clause} GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
    """
    return tuple(
        Fact(code, start, end, modelled, frozenset(areas), frozenset(compress(DIMENSIONS, split)))
        for code, start, end, modelled, areas, *split in snapshot.rows(sql, parameters)
    )


def facts_of(observations: Iterable[Observation]) -> tuple[Fact, ...]:
    """The facts that figures at hand stand for."""
    areas: dict[tuple[str, int, int, bool], set[str]] = {}
    splits: dict[tuple[str, int, int, bool], set[str]] = {}
    for one in observations:
        if one.value is not None:
            key = (one.indicator, one.year_start, one.year_end, one.status == "modelled")
            areas.setdefault(key, set()).add(one.area)
            names = (name for name in DIMENSIONS if getattr(one, name) != TOTAL)
            splits.setdefault(key, set()).update(names)
    return tuple(Fact(*key, frozenset(areas[key]), frozenset(splits[key])) for key in sorted(areas))


def examples(snapshot: Snapshot, indicators: Sequence[str] = ()) -> tuple[Observation, ...]:
    """The first figure, in the order they are stored in, of each of ``indicators`` for each year in which it is known.

    Figures of models and of others, of the country and of places, stand for themselves. All indicators when none are
    named.
    """
    clause, parameters = "", dict[str, object]()
    if indicators:
        clause, parameters = " AND list_contains($indicators, indicator)", {"indicators": list(indicators)}
    sql = f"""
        SELECT {", ".join(OBSERVATION_COLUMNS)} FROM published WHERE stored IN (
            SELECT min(stored) FROM published WHERE value IS NOT NULL{clause}
            GROUP BY indicator, year_end, status = 'modelled', area = '{COUNTRY}'
        ) ORDER BY year_end, stored
    """
    return tuple(Observation(*row) for row in snapshot.rows(sql, parameters))


def examples_of(observations: Iterable[Observation]) -> tuple[Observation, ...]:
    """The same from figures at hand."""
    found: dict[tuple[object, ...], Observation] = {}
    for one in sorted(observations, key=_stored):
        if one.value is not None:
            found.setdefault((one.indicator, one.year_end, one.status == "modelled", one.area == COUNTRY), one)
    return tuple(sorted(found.values(), key=lambda one: (one.year_end, *_stored(one))))


def _stored(one: Observation) -> tuple[object, ...]:
    return (one.indicator, one.year_start, one.area, *(getattr(one, name) for name in DIMENSIONS), one.id)
