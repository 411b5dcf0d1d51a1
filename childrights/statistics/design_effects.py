"""How much less a clustered sample tells than as many people drawn one by one, by kind of indicator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from childrights.catalogue import TableRow, read_rows
from geo import REFERENCE_FOLDER

DESIGN_EFFECTS_FILE = REFERENCE_FOLDER / "design_effects.csv"
OTHER = "other"
_COLUMNS = ("kind", "indicators", "deff", "national_cases", "exposure", "source", "note")


@dataclass(frozen=True, slots=True)
class DesignEffect:
    """One row of design_effects.csv: the variance of a figure over that of a simple random sample of as many cases.

    ``national_cases`` are those assumed behind a national figure whose report gives none; ``exposure`` is what one
    published case adds to the base of a rate, in years. ``source`` says where design effects were published.
    """

    kind: str
    indicators: tuple[str, ...]
    deff: float
    national_cases: float | None
    exposure: float | None
    source: str
    note: str


@lru_cache(maxsize=4)
def load_design_effects(path: Path = DESIGN_EFFECTS_FILE) -> Mapping[str, DesignEffect]:
    """Every row by kind. Raises ``ReferenceTableError`` naming file, row and column."""
    return {one.kind: one for one in map(_row, read_rows(path, _COLUMNS))}


def _row(row: TableRow) -> DesignEffect:
    deff = row.number_or_none("deff")
    if deff is None or deff < 1:
        raise row.refuse("deff", "must be a number of at least 1: less would call a cluster better than chance")
    return DesignEffect(
        row.required("kind"),
        tuple(code for code in row.text("indicators").split(";") if code),
        deff,
        row.number_or_none("national_cases"),
        row.number_or_none("exposure"),
        row.required("source"),
        row.text("note"),
    )


@lru_cache(maxsize=1)
def _by_indicator() -> Mapping[str, DesignEffect]:
    return {code: one for one in load_design_effects().values() for code in one.indicators}


def design_effect_of(indicator: str) -> DesignEffect:
    """The row of an indicator; that of kind ``other`` for one that no row names."""
    return _by_indicator().get(indicator) or load_design_effects()[OTHER]
