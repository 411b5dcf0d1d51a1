"""One cell of a file of known columns: exactly what it must be, or the reason why it is not. Nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from childrights.catalogue import (
    DISABILITIES,
    RESIDENCES,
    SEXES,
    STATUSES,
    VALUELESS_STATUSES,
    WEALTHS,
    Catalogue,
    is_age,
)
from etl.cells import as_text
from etl.labels import Decisions, normal
from etl.reading import CellValue, Sheet
from etl.sources import published_period
from geo import AreaError, Gazetteer, parse_area

FIRST_YEAR, LAST_YEAR = 1900, 2100
_VOCABULARIES = {"sex": SEXES, "residence": RESIDENCES, "wealth": WEALTHS, "disability": DISABILITIES}
# As Python and SDMX write numbers: a point, no grouping; an exponent only of very small ones, since Excel shortens
# large numbers to one and their digits are lost.
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-\d{1,3})?", re.IGNORECASE | re.ASCII)
_EXPONENT = re.compile(r"-?\d+(?:[.,]\d+)?e\+?\d{1,3}", re.IGNORECASE | re.ASCII)
_DECIMAL_COMMA = re.compile(r"-?\d+,\d+", re.ASCII)


class CellFault(Exception):
    """What is wrong with one field of a row: the code and the sentence of its problem, the field it stands in."""

    def __init__(self, name: str, code: str, variant: str, **params: object) -> None:
        super().__init__(name)
        self.name, self.code, self.variant, self.params = name, code, variant, params


@dataclass(frozen=True, slots=True)
class DoorContext:
    """What cells are read against."""

    catalogue: Catalogue
    gazetteer: Gazetteer
    decisions: Decisions = field(default_factory=Decisions)


Cells = Mapping[str, CellValue]
"""The cells of one row by the names of our columns; a name is missing where the file has no such column."""


def text_of(cells: Cells, name: str) -> str:
    """A cell as text; empty for a blank one or a column that is not there."""
    return as_text(cells.get(name))


def indicator_of(cells: Cells, known: DoorContext) -> str:
    """The code of an indicator of the catalogue, or what a person decided for another word."""
    text = text_of(cells, "indicator")
    code = text if text in known.catalogue.indicators else known.decisions.indicators.get(normal(text), "")
    if not code:
        raise CellFault("indicator", "unknown_indicator", "unknown" if text else "blank")
    unit, stated = known.catalogue.indicators[code].unit, text_of(cells, "unit")
    if stated and stated != unit:
        raise CellFault("unit", "missing_unit", "contradicts", declared=stated, unit=unit, indicator=code)
    return code


def area_of(cells: Cells, known: DoorContext) -> str:
    """A canonical area code, or what a person decided for another word."""
    text = text_of(cells, "area")
    try:
        return parse_area(text)
    except AreaError:
        decided = known.decisions.areas.get(normal(text), "") if text else ""
    if not decided:
        raise CellFault("area", "unknown_area", "unknown" if text else "blank")
    return decided


def period_of(cells: Cells) -> tuple[int, int, str]:
    """First and last year and the label of the period, which must say the same."""
    start, end = (_year(cells, name) for name in ("year_start", "year_end"))
    value = cells.get("period_label")
    label = as_text(value)
    if not label or isinstance(value, date):
        raise CellFault("period_label", "unknown_year", "not_a_year" if label else "blank")
    try:
        told = published_period(label)
    except ValueError:
        raise CellFault("period_label", "unknown_year", "not_a_year") from None
    if told != (start, end):
        raise CellFault("period_label", "unknown_year", "clash")
    return start, end, label


def _year(cells: Cells, name: str) -> int:
    text = text_of(cells, name)
    if not text:
        raise CellFault(name, "unknown_year", "blank")
    if not (text.isascii() and text.isdecimal() and len(text) == 4):
        raise CellFault(name, "unknown_year", "not_a_year")
    if not FIRST_YEAR <= int(text) <= LAST_YEAR:
        raise CellFault(name, "unknown_year", "out_of_bounds")
    return int(text)


def groups_of(cells: Cells) -> dict[str, str]:
    """The codes of the five dimensions; a date is what Excel makes of the ages 5-9 and 10-14."""
    groups = {}
    for name, codes in _VOCABULARIES.items():
        code = text_of(cells, name)
        if code not in codes:
            raise CellFault(name, "unknown_category", "unknown" if code else "blank", dimension=name)
        groups[name] = code
    age = text_of(cells, "age")
    if not is_age(age) or isinstance(cells.get("age"), date):
        raise CellFault("age", "unknown_category", "unknown" if age else "blank", dimension="age")
    return {**groups, "age": age}


def cell_number(cells: Cells, name: str) -> float | None:
    """A number as it was written out, ``None`` for a blank cell."""
    value = cells.get(name)
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, date):
        raise CellFault(name, "not_a_number", "date")
    text = as_text(value)
    if _NUMBER.fullmatch(text) is not None:
        return float(text)
    if _EXPONENT.fullmatch(text) is not None:
        raise CellFault(name, "not_a_number", "scientific")
    if _DECIMAL_COMMA.fullmatch(text) is not None:
        point, thousands = text.replace(",", "."), text.replace(",", "")
        raise CellFault(name, "ambiguous_number", "separator", readings=f"{point}, {thousands}")
    raise CellFault(name, "not_a_number", "text")


def cases_of(cells: Cells, name: str) -> int | None:
    """A whole number of cases, ``None`` for a blank cell."""
    cases = cell_number(cells, name)
    if cases is not None and not (cases.is_integer() and cases >= 0):
        raise CellFault(name, "out_of_range", "negative_count")
    return None if cases is None else int(cases)


def cell_value(cells: Cells) -> tuple[float | None, str]:
    """The figure and its status; either there is a figure, or the status says why there is none."""
    status = text_of(cells, "status")
    if status not in STATUSES:
        raise CellFault("status", "unknown_category", "unknown" if status else "blank")
    value = cell_number(cells, "value")
    if value is None and status not in VALUELESS_STATUSES:
        raise CellFault("value", "not_a_number", "no_reason")
    if value is not None and status in VALUELESS_STATUSES:
        raise CellFault("status", "ambiguous_number", "status")
    return value, status


def fault_of_cell(sheet: Sheet, row: int, col: int, name: str) -> CellFault | None:
    """A formula without a result, or an error: the cell has no value, and is not blank either."""
    if (row, col) in sheet.errors:
        return CellFault(name, "formula_error", "error_value", value=sheet.errors[row, col])
    if (row, col) in sheet.outside:
        return CellFault(name, "formula_error", "outside")
    if (row, col) in sheet.uncached:
        return CellFault(name, "formula_error", "uncached")
    return None
