"""What a column as a whole says about each of its cells: separators, scale, and the size of its numbers.

The rule for percentages typed as proportions, decided by the column and never by luck. A plain number between
0 and 1 in a percent column is *suspect* when, as a proportion, it would lie closer to the column's other values
than as a percentage, and

- no other value is near it (each value must lie within a factor of five of the next larger one, starting
  from the values that can only be percentages: above 1, or marked with ``%``), or
- it carries more decimals than any of those values (0.452 among 45.2 and 38.0), or
- the column has no value that can only be a percentage, and the header (``proportion``) does not decide.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite

from etl.cells.cell_text import split_cell
from etl.cells.cells import ColumnContext
from etl.cells.numerals import Numeral, decimals_of, hundredfold, read_numeral
from etl.cells.text import plain
from etl.reading import CellValue, format_meaning

_LINK = 5.0
_ENOUGH = 3


def column_context(
    cells: Iterable[tuple[CellValue, str]],
    *,
    unit: str = "",
    declared: str = "",
    minimum: float | None = None,
    maximum: float | None = None,
    whole: bool = False,
) -> ColumnContext:
    """Read the conventions of a column from its cells ``(value, number format)``.

    Give all data cells of one indicator in one measure column (or block). ``whole`` is for
    counts. What was published before never decides: a figure may have changed.
    """
    numerals: list[Numeral] = []
    plains: set[float] = set()
    marked: set[float] = set()
    others: dict[tuple[type, CellValue, str], None] = {}
    for value, fmt in cells:
        if type(value) is float and not fmt:
            plains.add(value)
        elif value is not None:
            others[type(value), value, fmt] = None
    for _, value, fmt in others:
        if isinstance(value, str):
            _sort_text(value, numerals, plains, marked)
        elif isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value):
            if fmt and format_meaning(fmt, value).percent:
                marked.add(hundredfold(float(value)))
            else:
                plains.add(float(value))
    plains = {value for value in plains if isfinite(value)}
    comma, dot = _separator(n.comma for n in numerals), _separator(n.dot for n in numerals)
    sure = [value for value in plains | marked if value > 0]
    enough = len(sure) >= _ENOUGH
    proportions = declared == "proportion" and unit == "percent" and not any(value > 1 for value in plains)
    suspects: frozenset[float] = frozenset()
    if unit == "percent" and not proportions:
        suspects = _suspects(plains, marked, maximum if maximum is not None else 100.0)
    return ColumnContext(
        unit=unit,
        declared="" if declared == "proportion" and not proportions else declared,
        minimum=minimum,
        maximum=maximum,
        whole=whole,
        comma=comma,
        dot=dot,
        dotted_thousands=_dotted(numerals),
        suspects=suspects,
        low=min(sure) if enough else None,
        high=max(sure) if enough else None,
    )


def _sort_text(value: str, numerals: list[Numeral], plains: set[float], marked: set[float]) -> None:
    told = split_cell(plain(value))
    numeral = read_numeral(told.figure) if told else None
    if told is None or numeral is None:
        return
    numerals.append(numeral)
    if len(numeral.readings) == 1:
        (marked if told.unit == "percent" else plains).add(numeral.readings[0])


def _separator(told: Iterable[str]) -> str:
    kinds = {kind for kind in told if kind}
    return "mixed" if len(kinds) > 1 else kinds.pop() if kinds else ""


def _dotted(numerals: list[Numeral]) -> bool:
    """Whether every numeral with a separator is written like ``1.234`` (thousands by point, or three decimals)."""
    split = [n for n in numerals if n.comma or n.dot or len(n.readings) > 1]
    both = [n for n in split if len(n.readings) > 1 and n.english is not None and not n.english.is_integer()]
    return len(both) >= _ENOUGH and len(both) == len(split)


def _suspects(plains: set[float], marked: set[float], maximum: float) -> frozenset[float]:
    small = sorted((value for value in plains if 0 < value <= 1), reverse=True)
    if not small:
        return frozenset()
    sure = sorted(value for value in plains if value > 1) + sorted(value for value in marked if value > 0)
    if not sure:
        return frozenset(small)
    lowest, highest = min(sure), max(sure)
    decimals = max(map(decimals_of, sure))
    found, linked = set(), sorted(sure)
    for value in small:
        as_proportion = hundredfold(value)
        near = any(value / _LINK <= other <= value * _LINK for other in linked)
        plausible = as_proportion <= maximum and _apart(as_proportion, lowest, highest) < _apart(value, lowest, highest)
        finer = decimals_of(value) >= 2 and decimals_of(value) > decimals and lowest / _LINK <= as_proportion
        if plausible and (not near or finer):
            found.add(value)
        else:
            linked.append(value)
    return frozenset(found)


def _apart(value: float, lowest: float, highest: float) -> float:
    """How many times ``value`` is smaller than the lowest or larger than the highest (1 inside the range)."""
    return max(lowest / value, value / highest, 1.0)
