"""The words in which a cell's reading is told, and what its column decides for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from etl.cells.units import conversion

READINGS: Mapping[str, tuple[str, ...]] = {
    "proportion": ("percent", "proportion"),
    "percent_twice": ("stored", "shown"),
    "separator": ("decimal_point", "decimal_comma"),
    "grouping": ("digits",),
    "brackets": ("small_sample", "negative"),
    "format": ("stored", "shown"),
    "zero_or_missing": ("zero", "not_collected"),
    "unit": ("own", "converted"),
}
"""What a person may say about the numbers of a column: kind of doubt → the readings to choose from.

``own``: the unit written in the cells is not meant, the numbers are in the indicator's; ``converted``: it is meant.
"""


class Extra(NamedTuple):
    """A second figure told in the same cell, as the 12 in ``41 (12 females)``."""

    dimension: str
    code: str
    value: float


EMPTY_KINDS = ("too_few_cases", "suppressed", "not_collected", "not_applicable")
"""Marks and words in place of a number that say why there is none."""


class ValueReading(NamedTuple):
    """How one cell was read.

    ``kind``: ``value``, one of ``EMPTY_KINDS``, or ``blank | text | ambiguous | unit | error``.
    ``value`` is in the unit of the column's context and only set for ``value``. ``code`` and ``variant`` name
    the problem to report (both empty when there is none); ``readings`` holds every number an ambiguous cell may
    be, ``means`` what a person can say about it (a code of ``READINGS`` and its number, none when it is missing).
    ``note`` keeps what else the cell said (a footnote mark, the other half of ``23.4 ± 1.2``).
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
    means: tuple[tuple[str, float | None], ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnContext:
    """What the neighbours of a cell decide. Build it with ``column_context``, once per column and indicator.

    ``unit`` is the indicator's unit, ``declared`` the unit the file states (``""`` when it states none; a
    declared proportion only when the numbers agree). ``whole``: only whole numbers make sense (counts).
    ``comma`` and ``dot``: ``decimal | thousands | mixed``, or ``""`` when no cell decides. ``suspects``: plain
    numbers of a percent column that may as well be proportions. ``low`` and ``high``: range of the values that
    can be read in one way only, ``None`` when there are too few. ``decided`` is what a person said: kind → reading.
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
    decided: Mapping[str, str] = field(default_factory=dict)

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


def problem_reading(kind: str, code: str, variant: str, *readings: float, note: str = "") -> ValueReading:
    """A reading that gives no value: the problem to report and the readings to offer."""
    return ValueReading(kind, readings=readings, code=code, variant=variant, note=note)


def ambiguous(variant: str, **means: float | None) -> ValueReading:
    """A cell with more than one honest reading: each code of ``READINGS`` that can be meant with its number."""
    numbers = tuple(dict.fromkeys(value for value in means.values() if value is not None))
    found = problem_reading("ambiguous", "ambiguous_number", variant, *numbers)
    return found._replace(means=tuple(means.items()))


def contradicting_reading(shown: float, decided: float | None) -> ValueReading:
    """A number that the rest of its column or its heading shows to be another than was decided."""
    return problem_reading("ambiguous", "ambiguous_number", "decided", shown, *(() if decided is None else (decided,)))


def other_unit(told: str, context: ColumnContext, value: float | None) -> ValueReading:
    """A cell that states another unit than the indicator's; ``value`` as it stands there, when it can be read.

    That the unit in the cell is not meant can be decided only where a heading states the indicator's own.
    """
    if value is None:
        return problem_reading("unit", "missing_unit", "cell", note=told)
    if context.decided.get("unit") == "own":
        return problem_reading("unit", "missing_unit", "decided", value, note=told)
    means = {"own": value} if context.declared == context.unit else {}
    if (factor := conversion(told, context.unit)) is not None:
        means["converted"] = value_in(value, factor)
    return problem_reading("unit", "missing_unit", "cell", value, note=told)._replace(means=tuple(means.items()))


def value_in(value: float, factor: float) -> float:
    """``value`` times a power of ten, without the dust of binary floating point."""
    return float(f"{value * factor:.12g}")


def not_a_number(variant: str, *readings: float, note: str = "") -> ValueReading:
    """A cell that is no figure; ``readings`` may propose what was meant."""
    return problem_reading("text", "not_a_number", variant, *readings, note=note)
