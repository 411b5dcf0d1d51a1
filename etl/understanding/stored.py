"""A stored number on the scale of its column: what its format changes, and what a person decided about it."""

from __future__ import annotations

from etl.understanding.cells import (
    ColumnContext,
    ValueReading,
    against,
    ambiguous,
    not_a_number,
    other_unit,
    reported,
    value_in,
)
from etl.understanding.formats import FormatMeaning
from etl.understanding.marks import read_mark
from etl.understanding.numerals import hundredfold
from etl.understanding.text import plain
from etl.understanding.units import contradicts, conversion, find_unit

_HIDDEN = ValueReading("suppressed", status="suppressed")


def read_format(value: float, meaning: FormatMeaning, context: ColumnContext) -> ValueReading | None:
    """The reading of a number whose format changes what it means, ``None`` when the format changes nothing."""
    if meaning.date:
        return not_a_number("date")
    if not meaning.shows_number and value != 0:
        mark = read_mark(plain(meaning.literal).casefold()) if meaning.literal else None
        return mark if mark and mark.kind == "suppressed" else masked(value, mark, context)
    literal = plain(meaning.literal).casefold()
    if not meaning.shows_number and literal.strip("- ") and (mark := read_mark(literal)):
        return masked(value, mark, context)
    if meaning.brackets and value > 0:
        return _bracketed(value, context)
    if meaning.percent:
        return _percent_format(value, context)
    unit = find_unit(meaning.literal).unit if meaning.literal else ""
    if literal in ("k", "m", "mn", "ពាន់", "លាន", "thousand", "million"):
        unit = "thousands"
    if unit and contradicts(unit, context.unit):
        factor = factor_of(unit, context)
        return other_unit(unit, context, value) if factor is None else scaled(value_in(value, factor), context)
    return ValueReading("value", value) if unit == "percent" else None


def masked(value: float, mark: ValueReading | None, context: ColumnContext) -> ValueReading:
    """A number whose format shows something else: nothing at all, which hides it, or the words of ``mark``."""
    said = context.decided.get("format")
    if said == "stored":
        return scaled(value, context)
    if said == "shown":
        return mark if mark and mark.kind != "ambiguous" else _HIDDEN
    return ambiguous("format", stored=value, shown=None)


def _bracketed(value: float, context: ColumnContext) -> ValueReading:
    said = context.decided.get("brackets")
    if said == "negative":
        return scaled(-value, context)
    if said == "small_sample":
        found = scaled(value, context)
        return found._replace(status="small_sample") if found.kind == "value" else found
    return ambiguous("brackets", small_sample=value, negative=-value)


def _percent_format(value: float, context: ColumnContext) -> ValueReading:
    shown = hundredfold(value)
    if context.unit not in ("", "percent"):
        factor = factor_of("percent", context)
        return other_unit("percent", context, shown) if factor is None else scaled(value_in(shown, factor), context)
    most = 100.0 if context.maximum is None else context.maximum
    if context.unit == "percent" and shown > 2 * most and value <= most:
        said = context.decided.get("percent_twice")
        if said is None:
            return ambiguous("percent_twice", stored=value, shown=shown)
        return ValueReading("value", value if said == "stored" else shown)
    return ValueReading("value", shown)


def factor_of(told: str, context: ColumnContext) -> float | None:
    """By what to multiply a figure that states the unit ``told``; ``None`` while nobody has decided what is meant."""
    said = context.decided.get("unit")
    if said == "own" and context.declared == context.unit:
        return 1.0
    return conversion(told, context.unit) if said == "converted" else None


def scaled(value: float, context: ColumnContext, as_text: bool = False) -> ValueReading:
    """A plain number on the column's scale. Only a stored number can have lost zeros (1.5 for 1.500)."""
    if context.declared == "proportion" and context.unit == "percent":
        if context.decided.get("proportion") == "percent":
            return against(hundredfold(value), value)
        return ValueReading("value", hundredfold(value))
    if value in context.suspects:
        said = context.decided.get("proportion")
        if said is None:
            return ambiguous("proportion", percent=value, proportion=hundredfold(value))
        return ValueReading("value", value if said == "percent" else hundredfold(value))
    if context.whole and not value.is_integer():
        thousandfold = round(value * 1000, 6)
        if not as_text and 1 <= value < 1000 and thousandfold.is_integer():
            said = context.decided.get("separator")
            if said is None:
                return ambiguous("separator", decimal_point=value, decimal_comma=thousandfold)
            if said == "decimal_comma":
                return ValueReading("value", thousandfold)
        return reported("ambiguous", "out_of_range", "not_whole", value)
    return ValueReading("value", value + 0.0)
