"""What a person decided about a file: the ``--map`` of the command line and the choices of the upload page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from childrights.errors import ChildRightsError
from childrights.model import UNITS
from etl.understanding.periods import strip_periods
from etl.understanding.words import normal
from geo.areas import parse_area

PARTS = ("indicators", "areas", "year", "unit", "skip")


class DecisionsError(ChildRightsError):
    """The decisions given with a file cannot be used; says which part and why."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """Labels (in normal form) to codes. ``year`` is used where the file tells no year; ``skip`` leaves lines out."""

    indicators: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)
    year: int | None = None
    unit: Mapping[str, str] = field(default_factory=dict)
    skip: frozenset[str] = frozenset()

    @classmethod
    def from_mapping(cls, given: Mapping[str, Any], indicators: Mapping[str, Any]) -> Decisions:
        """Check and take what a person decided; ``indicators`` are the codes that exist.

        Raises ``DecisionsError`` with one sentence when a part, a code or an area does not exist.
        """
        for part in given:
            if part not in PARTS:
                raise DecisionsError(f"'{part}' is not a part of the decisions; use {', '.join(PARTS)}.")
        year = given.get("year")
        if year is not None and (not isinstance(year, int) or isinstance(year, bool) or not 1950 <= year <= 2100):
            raise DecisionsError(f"The year {year!r} is not a year between 1950 and 2100.")
        skip = given.get("skip", [])
        if not isinstance(skip, list) or not all(isinstance(label, str) for label in skip):
            raise DecisionsError("'skip' must be a list of labels.")
        decided = _labels(given, "indicators")
        for label, code in decided.items():
            if code not in indicators:
                raise DecisionsError(f"'{code}', decided for '{label}', is not an indicator of the catalogue.")
        units = _labels(given, "unit")
        for label, unit in units.items():
            if unit not in UNITS and unit != "proportion":
                raise DecisionsError(f"'{unit}', decided for '{label}', is not a unit; use {', '.join(UNITS)}.")
        areas = _labels(given, "areas")
        for label, area in areas.items():
            try:
                parse_area(area)
            except ValueError as error:
                raise DecisionsError(f"'{area}', decided for '{label}', is not the code of an area.") from error
        return cls(decided, areas, year, units, frozenset(normal(label) for label in skip))

    @classmethod
    def from_json(cls, path: Path, indicators: Mapping[str, Any]) -> Decisions:
        """Read decisions from a JSON file; see ``from_mapping``."""
        try:
            given = json.loads(path.read_text(encoding="utf-8-sig"))
        except (OSError, ValueError) as error:
            raise DecisionsError(f"The decisions in {path.name} cannot be read as JSON.") from error
        if not isinstance(given, dict):
            raise DecisionsError(f"{path.name} must hold one JSON object with {', '.join(PARTS)}.")
        return cls.from_mapping(given, indicators)


def _labels(given: Mapping[str, Any], part: str) -> dict[str, str]:
    labels = given.get(part, {})
    if not isinstance(labels, dict) or not all(isinstance(code, str) for code in labels.values()):
        raise DecisionsError(f"'{part}' must map labels of the file to codes.")
    return {normal(label): code for label, code in labels.items()}


def with_other_years(mapped: Mapping[str, str]) -> dict[str, str]:
    """Labels that were mapped, and the same labels without their year, for next year's file."""
    bare: dict[str, set[str]] = {}
    for label, code in mapped.items():
        bare.setdefault(normal(strip_periods(label)), set()).add(code)
    return {label: codes.pop() for label, codes in bare.items() if len(codes) == 1 and label} | dict(mapped)
