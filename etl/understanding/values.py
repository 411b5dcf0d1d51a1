"""What one cell says: a number, a mark that stands for a missing number, or something nobody may guess."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

CellValue = str | float | int | bool | date | datetime | time | timedelta | None


class Extra(NamedTuple):
    """A second figure told in the same cell, as the 12 in ``41 (12 females)``."""

    dimension: str
    code: str
    value: float


class ValueReading(NamedTuple):
    """How one cell was read.

    ``kind``: ``value | suppressed | not_collected | not_applicable | blank | text | ambiguous | unit | error``.
    ``value`` is in the unit of the column's context and only set for ``value``. ``code`` and ``variant`` name the
    problem to report (both empty when there is none); ``readings`` holds every reading of an ambiguous cell.
    """

    kind: str
    value: float | None = None
    status: str = "normal"
    lower: float | None = None
    upper: float | None = None
    extra: tuple[Extra, ...] = ()
    readings: tuple[float, ...] = ()
    note: str = ""
    code: str = ""
    variant: str = ""


@dataclass(frozen=True, slots=True)
class ColumnContext:
    """What the neighbours of a cell decide. Build it with ``column_context``, once per column and indicator.

    ``unit`` is the indicator's unit, ``declared`` the unit the file states (``""`` when it states none).
    """

    unit: str = ""
    declared: str = ""
    minimum: float | None = None
    maximum: float | None = None
    whole: bool = False
    comma: str = ""
    dot: str = ""
    suspects: frozenset[float] = frozenset()
    low: float | None = None
    high: float | None = None


def column_context(
    cells: Iterable[tuple[CellValue, str]],
    *,
    unit: str = "",
    declared: str = "",
    minimum: float | None = None,
    maximum: float | None = None,
    whole: bool = False,
    typical: tuple[float, float] | None = None,
) -> ColumnContext:
    """Read the conventions of a column from its cells ``(value, number format)``.

    Give all data cells of one indicator in one measure column (or block). ``typical`` is the range of the
    indicator's published values, when known.
    """
    raise NotImplementedError


def read_value(
    value: CellValue, *, fmt: str = "", error: str | None = None, context: ColumnContext | None = None
) -> ValueReading:
    """Read one cell. ``error`` is the cell's error text, ``"uncached"`` for a formula without a stored result,
    or ``"outside"`` for one that reaches outside the file."""
    raise NotImplementedError


class ColumnReader:
    """``read_value`` for a whole column: remembers what it has read, distinct cells cost once."""

    def __init__(self, context: ColumnContext) -> None:
        self.context = context

    def read(self, value: CellValue, fmt: str = "", error: str | None = None) -> ValueReading:
        """The reading of one cell; see ``read_value``."""
        raise NotImplementedError
