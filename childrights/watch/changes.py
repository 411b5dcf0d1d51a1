"""Which figures differ between two snapshots, found by asking both for a fingerprint of every indicator first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from childrights.catalogue import DIMENSIONS, MEMBERS, OBSERVATION_COLUMNS, PUBLISHED, Catalogue, Observation
from childrights.snapshot import Snapshot

LAYERS = (PUBLISHED, MEMBERS)
TOLD_BY = ("area", "period_label", *DIMENSIONS, "scope", "value", "lower", "upper", "status", "source", "upload")
"""What makes a figure another one for a reader; codes and cells change with every copy of a file."""


@dataclass(frozen=True, slots=True)
class FigureChanges:
    """The figures of one layer that differ. ``added`` and ``gone`` have a value; ``revised`` are pairs of the same
    thing with another value or interval."""

    added: tuple[Observation, ...]
    revised: tuple[tuple[Observation, Observation], ...]
    gone: tuple[Observation, ...]


def changed_indicators(before: Snapshot, after: Snapshot, catalogue: Catalogue) -> Mapping[str, frozenset[str]]:
    """By layer the indicators of today's catalogue with any figure that differs."""
    one, other = _fingerprints(before), _fingerprints(after)
    differing = [key for key in one.keys() | other.keys() if one.get(key) != other.get(key)]
    return {
        layer: frozenset(code for code, of in differing if of == layer and code in catalogue.indicators)
        for layer in LAYERS
    }


def _fingerprints(snapshot: Snapshot) -> Mapping[tuple[str, str], tuple[int, int]]:
    told = ", ".join(("year_start", "year_end", *TOLD_BY))
    sql = f"SELECT indicator, layer, count(*), bit_xor(hash({told})) FROM figures GROUP BY 1, 2"
    return {(code, layer): (count, mark) for code, layer, count, mark in snapshot.rows(sql)}


def changes(before: Snapshot, after: Snapshot, indicators: Collection[str], layer: str) -> FigureChanges:
    """What differs of ``indicators`` in one layer."""
    return changes_of(*(_figures(one, indicators, layer) for one in (before, after)))


def _figures(snapshot: Snapshot, indicators: Collection[str], layer: str) -> tuple[Observation, ...]:
    sql = f"""
        SELECT {", ".join(OBSERVATION_COLUMNS)} FROM figures
        WHERE layer = $layer AND list_contains($codes, indicator) ORDER BY stored
    """
    return tuple(Observation(*row) for row in snapshot.rows(sql, {"layer": layer, "codes": sorted(indicators)}))


def changes_of(before: Iterable[Observation], after: Iterable[Observation]) -> FigureChanges:
    """The same with the figures at hand. Pure."""
    were, are = ({one.key: one for one in figures} for figures in (before, after))
    added = [one for key, one in are.items() if one.value is not None and _valueless(were.get(key))]
    gone = [one for key, one in were.items() if one.value is not None and _valueless(are.get(key))]
    pairs = [(were[key], one) for key, one in are.items() if key in were]
    revised = [(one, other) for one, other in pairs if None not in (one.value, other.value) and _differ(one, other)]
    return FigureChanges(tuple(added), tuple(revised), tuple(gone))


def _valueless(one: Observation | None) -> bool:
    return one is None or one.value is None


def _differ(one: Observation, other: Observation) -> bool:
    return (one.value, one.lower, one.upper) != (other.value, other.lower, other.upper)
