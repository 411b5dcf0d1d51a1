"""Columns beside a figure that narrow it: a district, a group by something not kept, a status, a power of ten."""

from __future__ import annotations

from typing import Any

from etl.cells import as_text
from etl.labels.meaning import NOTHING, Found
from etl.labels.words import is_usual_status, names_district, names_everybody, normal, role_of, status_of
from etl.periods import names_parts, names_whole_year
from etl.problems import Issue

_LONG_STATUS = 3


def said_beside(role: str, header: str, value: Any, is_mark: bool) -> Found:
    """What a cell says in a column of ``role`` ``district``, ``other_dimension``, ``status`` or ``multiplier``.

    ``is_mark`` when the cell holds a dash or another mark for nothing.
    """
    text = as_text(value)
    if role == "district":
        if is_mark or role_of(text) in ("total", "average"):
            return NOTHING
        return Found(issue=Issue("unknown_area", "district"))
    if role == "other_dimension":
        return _condition(header, text, is_mark)
    return _multiplier(value) if role == "multiplier" else _status(header, text)


def _condition(header: str, text: str, is_mark: bool) -> Found:
    if role_of(header) == "mixed_kind":
        return Found(issue=Issue("unknown_area", "district")) if names_district(text) else NOTHING
    if names_parts(header):
        whole = is_mark or names_whole_year(text) or names_everybody(text) or role_of(text) == "period"
        return NOTHING if whole else Found(issue=Issue("unknown_year", "part", params=(("words", text),)))
    if role_of(text) in ("derived", "value", "area", "period"):
        return Found(role="derived") if role_of(text) == "derived" else NOTHING
    if is_mark or names_everybody(text):
        return NOTHING
    return Found(issue=Issue("unknown_category", "other_dimension"))


def _status(header: str, text: str) -> Found:
    """A status that is none of ours ("Married") may be that of the persons counted."""
    if status_of(text) == "forecast":
        return Found(issue=Issue("unknown_year", "target", params=(("words", text),)))
    known = status_of(text) or is_usual_status(text) or len(text) < _LONG_STATUS or ":" in text
    if known or normal(header) not in ("status", "ស្ថានភាព"):
        return Found({"status": text})
    return Found(issue=Issue("unknown_category", "other_dimension"))


def _multiplier(value: Any) -> Found:
    """``UNIT_MULTIPLIER`` of SDMX: a power of ten, also as ``3: Thousands``."""
    text = as_text(value).split(":")[0].strip()
    if text.lstrip("-").isdecimal() and abs(int(text)) <= 9:
        return Found({"power": int(text)})
    return NOTHING if text.casefold() in ("units", "unit") else Found(issue=Issue("missing_unit", "multiplier"))
