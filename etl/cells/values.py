"""What one cell says: a number, a mark that stands for a missing number, or something nobody may guess."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from etl.cells.cell_text import SIMPLE, CellPieces, split_cell, variant_of
from etl.cells.cells import (
    ColumnContext,
    Extra,
    ValueReading,
    ambiguous,
    contradicting_reading,
    not_a_number,
    other_unit,
    problem_reading,
    value_in,
)
from etl.cells.context import column_context
from etl.cells.marks import read_mark
from etl.cells.numerals import Numeral, read_numeral
from etl.cells.stored import factor_of, masked, read_format, scaled
from etl.cells.text import dashes, plain
from etl.cells.units import contradicts
from etl.reading import CellValue, format_meaning

__all__ = ["CellValue", "ColumnContext", "ColumnReader", "Extra", "ValueReading", "column_context", "read_value"]

BLANK = ValueReading("blank")
_NOT_COLLECTED = ValueReading("not_collected", status="not_collected")
_NO_CONTEXT = ColumnContext()
_FORMULA_ERRORS = {"uncached": "uncached", "outside": "outside"}


def read_value(
    value: CellValue, *, fmt: str = "", error: str | None = None, context: ColumnContext = _NO_CONTEXT
) -> ValueReading:
    """Read one cell. ``error`` is the cell's error text, ``"uncached"`` for a formula without a stored
    result, or ``"outside"`` for one that reaches outside the file."""
    if error:
        return problem_reading("error", "formula_error", _FORMULA_ERRORS.get(error, "error_value"), note=error)
    if value is None:
        return BLANK
    if isinstance(value, str):
        return _read_text(value, context)
    if isinstance(value, bool):
        return not_a_number("yes_no")
    if isinstance(value, date | datetime | time | timedelta):
        return not_a_number("date")
    return _read_float(float(value), fmt, context)


class ColumnReader:
    """``read_value`` for a whole column: remembers what it has read, distinct cells cost once."""

    def __init__(self, context: ColumnContext) -> None:
        self.context = context
        self._plain = not context.suspects and not context.declared
        self._any = not context.whole
        self._read: dict[tuple[type, CellValue, str, str | None], ValueReading] = {}
        self._as_decided: dict[frozenset[tuple[str, str]], ColumnReader] = {}

    def as_decided(self, decided: Mapping[str, str]) -> ColumnReader:
        """The same column read as a person decided (kind of doubt → reading); itself when nothing was decided."""
        if not decided:
            return self
        key = frozenset(decided.items())
        if key not in self._as_decided:
            self._as_decided[key] = ColumnReader(replace(self.context, decided=decided))
        return self._as_decided[key]

    def read(self, value: CellValue, fmt: str = "", error: str | None = None) -> ValueReading:
        """The reading of one cell; see ``read_value``."""
        if (
            type(value) is float
            and not fmt
            and error is None
            and self._plain
            and (value.is_integer() or (self._any and math.isfinite(value)))
        ):
            return ValueReading("value", value + 0.0)
        key = (type(value), value, fmt, error)
        found = self._read.get(key)
        if found is None:
            found = self._read[key] = read_value(value, fmt=fmt, error=error, context=self.context)
        return found


def _read_float(value: float, fmt: str, context: ColumnContext) -> ValueReading:
    if not math.isfinite(value):
        return not_a_number("words")
    if fmt:
        meaning = format_meaning(fmt, value)
        if value == 0 and not meaning.shows_number and not format_meaning(fmt, 1.0).shows_number:
            return masked(value, None, context)  # one that hides only zeros hides what a blank cell would say
        if (special := read_format(value, meaning, context)) is not None:
            return special
    return scaled(value, context)


def _read_text(raw: str, context: ColumnContext) -> ValueReading:
    text = plain(raw)
    if not text:
        return BLANK
    if text[0] in "'’" and SIMPLE.fullmatch(text[1:]):
        text = text[1:]
    if SIMPLE.fullmatch(text):
        return _read_figure(text, False, context)
    folded = text.casefold()
    if (mark := read_mark(folded)) is not None or (mark := read_mark(_dashed(folded))) is not None:
        return _as_decided(mark, context)
    told = split_cell(text)
    if told is None:
        if dashes(text).startswith("="):
            return problem_reading("error", "formula_error", "formula_text")
        return not_a_number(variant_of(text))
    return _read_told(told, context)


def _as_decided(mark: ValueReading, context: ColumnContext) -> ValueReading:
    """A word that may mean zero or that nothing was counted, as a person decided."""
    said = context.decided.get("zero_or_missing") if mark.variant == "zero_or_missing" else None
    if said is None:
        return mark
    return ValueReading("value", 0.0) if said == "zero" else _NOT_COLLECTED


def _dashed(text: str) -> str:
    return "-" if text and not text.strip("‐‑‒–—―−﹣－- ") else text


def _read_told(told: CellPieces, context: ColumnContext) -> ValueReading:
    """The reading of a figure told in text, its numerals read by the column's conventions."""
    factor = 1.0
    if told.unit and contradicts(told.unit, context.unit):
        decided = factor_of(told.unit, context)
        if decided is None:
            return other_unit(told.unit, context, _read_figure(told.figure, True, context).value)
        factor = decided
    if told.shape == "parts" and context.unit not in ("", "number"):
        return not_a_number("second_figure")
    marked = told.unit == "percent" or factor != 1.0
    figure = _read_figure(told.figure, marked, context)
    if figure.kind != "value" or figure.value is None:
        return figure
    lower = upper = None
    if told.interval is not None:
        lower, upper = (_read_figure(part, marked, context).value for part in told.interval)
        if lower is None or upper is None or not lower <= figure.value <= upper:
            return not_a_number("second_figure")
    extra = _extras(told, figure.value, context)
    if extra is None:
        return not_a_number("second_figure")
    value = value_in(figure.value, factor)
    lower, upper = (None if one is None else value_in(one, factor) for one in (lower, upper))
    return figure._replace(value=value, status=told.status, lower=lower, upper=upper, extra=extra, note=told.note)


def _extras(told: CellPieces, total: float, context: ColumnContext) -> tuple[Extra, ...] | None:
    """The parts of ``41 (12 females)``, or ``None`` when they do not fit their total."""
    extra = []
    for sex, numeral in told.parts:
        part = _read_figure(numeral, False, context).value
        if part is None or not 0 <= part <= total:
            return None
        extra.append(Extra("sex", sex, part))
    if len(extra) == 2 and sum(part.value for part in extra) != total:
        return None
    return tuple(extra)


def _read_figure(text: str, marked: bool, context: ColumnContext) -> ValueReading:
    """One numeral; ``marked`` when a percent sign stands beside it, so that its scale is known."""
    numeral = read_numeral(text)
    if numeral is None:
        return not_a_number("broken")
    if numeral.odd:
        if "grouping" not in context.decided:
            return ambiguous("grouping", digits=numeral.readings[0])
        return scaled(numeral.readings[0], context, as_text=True)
    value, said = _decide(numeral, text, context), context.decided.get("separator", "")
    means = {"decimal_point": numeral.english, "decimal_comma": numeral.european}
    if value is None:
        value = means.get(said)
        if value is None:
            return ambiguous("separator", **{name: number for name, number in means.items() if number is not None})
    elif said and len(numeral.readings) > 1 and (other := means[said]) not in (None, value):
        return contradicting_reading(value, other)
    return ValueReading("value", value) if marked else scaled(value, context, as_text=True)


def _decide(numeral: Numeral, text: str, context: ColumnContext) -> float | None:
    """The one number a numeral stands for in its column, ``None`` when two readings remain."""
    if len(numeral.readings) == 1:
        mixed = (context.comma == "mixed" and numeral.comma) or (context.dot == "mixed" and numeral.dot)
        return None if mixed and context.unit != "percent" else numeral.readings[0]
    english, european = numeral.english, numeral.european
    assert english is not None and european is not None
    separator, told = ("comma", context.comma) if "," in text else ("dot", context.dot)
    if not told and separator == "dot" and context.comma in ("decimal", "thousands"):
        told = "thousands" if context.comma == "decimal" else "decimal"
    if not told and separator == "comma" and context.dot in ("decimal", "thousands"):
        told = "decimal" if context.dot == "thousands" else "thousands"
    by_shape = {("comma", "thousands"): english, ("comma", "decimal"): european}
    by_shape |= {("dot", "decimal"): english, ("dot", "thousands"): european}
    chosen = by_shape.get((separator, told))
    fitting = [value for value in (english, european) if context.fits(value)]
    if chosen is not None:
        return chosen if chosen in fitting or not fitting else None
    if told == "mixed" or not context.unit:
        return None
    if separator == "comma" and context.whole and english in fitting:
        return english
    near = [value for value in fitting if context.near(value)]
    if len(near) == 1 and (len(fitting) == 1 or context.low is not None):
        if separator == "dot" and context.whole and not context.dotted_thousands:
            return None
        return near[0]
    return None
