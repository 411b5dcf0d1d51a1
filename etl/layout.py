"""Layouts: how a published file lays its figures out, told as data so that no header string stands in code.

A layout is ``data/layouts/<source>.toml`` and, beside it where needed, ``<source>.series.csv`` (which column or
series code is which indicator) and ``<source>.places.csv`` (which published label is which area).
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from childrights.errors import SourceFileError
from childrights.model import DIMENSIONS, STATUSES

SHAPES = ("wide", "long", "years")
FIELDS = (*DIMENSIONS, "lower", "upper", "sample_size", "status", "note", "table")

_KEYS = {
    "source", "shape", "period", "year", "place", "country", "series", "value", "indicator", "status", "note",
    "table", "table_by", "small_samples", "survey", "share", "ignore", "columns", "words", "flags", "notes", "tables",
}  # fmt: skip


@dataclass(frozen=True)
class Series:
    """What one column (wide) or one series code (long, years across) measures."""

    series: str
    indicator: str
    dimensions: Mapping[str, str]
    period: str = ""
    cases: str = ""
    multiply: str = ""
    status: str = ""
    note: str = ""
    table: str = ""


@dataclass(frozen=True)
class Place:
    """Which area a published label stands for; a label may also carry a group ("Rural", "Poorest 25%")."""

    area: str
    dimensions: Mapping[str, str]
    published: str


@dataclass(frozen=True)
class Remark:
    """A note or table name added to the figures it selects; an empty selector selects all."""

    text: str
    areas: frozenset[str] = frozenset()
    periods: frozenset[str] = frozenset()
    series: frozenset[str] = frozenset()
    residence: frozenset[str] = frozenset()

    def selects(self, *, area: str, period: str, series: str, residence: str) -> bool:
        """Whether this remark is about such a figure."""
        return (
            (not self.areas or area in self.areas)
            and (not self.periods or period in self.periods)
            and (not self.series or series in self.series)
            and (not self.residence or residence in self.residence)
        )


@dataclass(frozen=True)
class Layout:
    """The whole description of one published file. Column names are as published."""

    source: str
    shape: str
    period: str = ""
    year: str = ""
    place: str = ""
    country: str = ""
    series_column: str = ""
    value: str = ""
    indicator: str = ""
    status: str = ""
    note: str = ""
    table: str = ""
    table_by: Mapping[str, str] = field(default_factory=dict)
    small_samples: str = ""
    survey: str = ""
    share: Mapping[str, Any] = field(default_factory=dict)
    ignore: frozenset[str] = frozenset()
    columns: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    flags: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)
    notes: tuple[Remark, ...] = ()
    tables: tuple[Remark, ...] = ()
    series: Mapping[str, tuple[Series, ...]] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)


def load_layout(path: Path) -> Layout:
    """Read the layout at ``path`` with its companions. Raises ``SourceFileError`` naming file and key."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    if unknown := set(raw) - _KEYS:
        raise SourceFileError(f"{path.name}: the key '{min(unknown)}' is not known")
    if raw.get("shape") not in SHAPES:
        raise SourceFileError(f"{path.name}: shape must be one of {', '.join(SHAPES)}")
    if unknown := set(raw.get("columns", {})) - set(FIELDS):
        raise SourceFileError(f"{path.name}: columns.{min(unknown)} is not known")
    return Layout(
        source=raw["source"],
        shape=raw["shape"],
        period=raw.get("period", ""),
        year=raw.get("year", ""),
        place=raw.get("place", ""),
        country=raw.get("country", ""),
        series_column=raw.get("series", ""),
        value=raw.get("value", ""),
        indicator=raw.get("indicator", ""),
        status=_status(path, raw.get("status", "")),
        note=raw.get("note", ""),
        table=raw.get("table", ""),
        table_by=raw.get("table_by", {}),
        small_samples=raw.get("small_samples", ""),
        survey=raw.get("survey", ""),
        share=raw.get("share", {}),
        ignore=frozenset(raw.get("ignore", ())),
        columns=raw.get("columns", {}),
        words=raw.get("words", {}),
        flags=raw.get("flags", {}),
        notes=tuple(_remark(item, "text") for item in raw.get("notes", ())),
        tables=tuple(_remark(item, "table") for item in raw.get("tables", ())),
        series=_load_series(path.with_name(f"{raw['source']}.series.csv")),
        places=_load_places(path.with_name(f"{raw['source']}.places.csv")),
    )


def _status(path: Path, status: str) -> str:
    if status and status not in STATUSES:
        raise SourceFileError(f"{path.name}: the status '{status}' is not known")
    return status


def _remark(raw: Mapping[str, Any], text: str) -> Remark:
    selectors = {key: frozenset(raw.get(key, ())) for key in ("areas", "periods", "series", "residence")}
    return Remark(text=raw[text], **selectors)


def _records(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _dimensions(record: Mapping[str, str]) -> dict[str, str]:
    return {name: record[name] for name in DIMENSIONS if record.get(name)}


def _load_series(path: Path) -> dict[str, tuple[Series, ...]]:
    found: dict[str, tuple[Series, ...]] = {}
    plain = ("series", "indicator", "period", "cases", "multiply", "status", "note", "table")
    for record in _records(path):
        series = Series(dimensions=_dimensions(record), **{name: record[name] for name in plain if record.get(name)})
        _status(path, series.status)
        found[series.series] = (*found.get(series.series, ()), series)
    return found


def _load_places(path: Path) -> dict[str, Place]:
    return {
        record["label"]: Place(
            area=record["area"],
            dimensions=_dimensions(record),
            published=record.get("published") or record["label"],
        )
        for record in _records(path)
    }
