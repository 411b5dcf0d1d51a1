"""A stored number on the scale of its column: what its format changes, and what a person decided about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from statistics import median

from childrights.catalogue import Catalogue, Observation
from etl.cells.cells import (
    ColumnContext,
    ValueReading,
    ambiguous,
    contradicting_reading,
    not_a_number,
    other_unit,
    problem_reading,
    value_in,
)
from etl.cells.marks import read_mark
from etl.cells.numerals import hundredfold
from etl.cells.text import plain
from etl.cells.units import contradicts, conversion, find_unit
from etl.problems import Problem, problem
from etl.reading import FormatMeaning

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
            return contradicting_reading(hundredfold(value), value)
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
        return problem_reading("ambiguous", "out_of_range", "not_whole", value)
    return ValueReading("value", value + 0.0)


_EPOCH = date(1899, 12, 30)
_FEWEST, _FEWEST_OTHERS = 2, 2
_APART = 5.0


def check_serials(observations: Sequence[Observation], catalogue: Catalogue) -> Iterator[Problem]:
    """Counts of one column that are dates of one and the same year and far from all others beside them (a warning).

    The year is that in which somebody typed the table: not before the figures' own, not after the present. Rates
    are not looked at, since no rate is so large.
    """
    columns: dict[tuple[str, ...], list[Observation]] = defaultdict(list)
    for one in observations:
        if one.value is not None and catalogue.indicators[one.indicator].unit == "number":
            columns[one.sheet, one.cell.rstrip("0123456789"), one.indicator, one.period_label].append(one)
    for column in columns.values():
        by_year: dict[int, list[Observation]] = defaultdict(list)
        for one in column:
            if (day := _day_of(one)) is not None:
                by_year[day.year].append(one)
        for dates in by_year.values():
            if len(dates) >= _FEWEST and _far_from([one for one in column if one not in dates], dates):
                for one in dates:
                    day = _EPOCH + timedelta(days=int(one.value or 0))
                    told = {"date": day.isoformat(), "typed": f"{day.day}.{day.month}"}
                    yield problem("ambiguous_number", "serial", "warning", one.sheet, one.cell, one.value, **told)


def _day_of(one: Observation) -> date | None:
    """The day a count would be as a date, when somebody may have typed the table in its year."""
    value = float(one.value or 0)
    if not value.is_integer() or not 0 < value < 1e6:
        return None
    day = _EPOCH + timedelta(days=int(value))
    return day if one.year_end <= day.year <= date.today().year else None


def _far_from(others: Sequence[Observation], dates: Sequence[Observation]) -> bool:
    if len(others) < max(_FEWEST_OTHERS, len(dates)):
        return False
    usual, odd = (median([one.value or 0.0 for one in group]) for group in (others, dates))
    return usual >= _APART * odd or _APART * usual <= odd
