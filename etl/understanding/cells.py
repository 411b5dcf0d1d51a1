"""The words in which a cell's reading is told, and what its column decides for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Extra(NamedTuple):
    """A second figure told in the same cell, as the 12 in ``41 (12 females)``."""

    dimension: str
    code: str
    value: float


class ValueReading(NamedTuple):
    """How one cell was read.

    ``kind``: ``value | suppressed | not_collected | not_applicable | blank | text | ambiguous | unit | error``.
    ``value`` is in the unit of the column's context and only set for ``value``. ``code`` and ``variant`` name
    the problem to report (both empty when there is none); ``readings`` holds every reading of an ambiguous
    cell. ``note`` keeps what else the cell said (a footnote mark, the other half of ``23.4 ± 1.2``).
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

    ``unit`` is the indicator's unit, ``declared`` the unit the file states (``""`` when it states none; a
    declared proportion only when the numbers agree). ``whole``: only whole numbers make sense (counts).
    ``comma`` and ``dot``: ``decimal | thousands | mixed``, or ``""`` when no cell decides. ``suspects``: plain
    numbers of a percent column that may as well be proportions. ``low`` and ``high``: range of the values that
    can be read in one way only, ``None`` when there are too few.
    """

    unit: str = ""
    declared: str = ""
    minimum: float | None = None
    maximum: float | None = None
    whole: bool = False
    comma: str = ""
    dot: str = ""
    dotted_thousands: bool = False
    suspects: frozenset[float] = frozenset()
    low: float | None = None
    high: float | None = None

    def fits(self, value: float) -> bool:
        """Whether ``value`` lies inside the indicator's bounds and is whole where only whole numbers make sense."""
        if self.whole and not value.is_integer():
            return False
        return (self.minimum is None or value >= self.minimum) and (self.maximum is None or value <= self.maximum)

    def near(self, value: float) -> bool:
        """Whether ``value`` is of the size of the column's other values (true when there are too few of them)."""
        if self.low is None or self.high is None:
            return True
        return self.low / 5 <= value <= self.high * 5


def reported(kind: str, code: str, variant: str, *readings: float, note: str = "") -> ValueReading:
    """A reading that gives no value: the problem to report and the readings to offer."""
    return ValueReading(kind, readings=readings, code=code, variant=variant, note=note)


def ambiguous(variant: str, *readings: float) -> ValueReading:
    """A cell with more than one honest reading."""
    return reported("ambiguous", "ambiguous_number", variant, *readings)


def not_a_number(variant: str, *readings: float, note: str = "") -> ValueReading:
    """A cell that is no figure; ``readings`` may propose what was meant."""
    return reported("text", "not_a_number", variant, *readings, note=note)
