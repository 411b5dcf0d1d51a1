"""Which indicators may be proposed for a label: those whose unit and population its words do not contradict, and whose
bounds hold the figures of its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from functools import lru_cache
from math import isfinite
from typing import NamedTuple

from childrights.catalogue import Indicator
from etl.cells import (
    Numeral,
    any_word,
    contradicts,
    hundredfold,
    plain,
    read_numeral,
    read_unit,
    split_cell,
    word_lists,
)
from etl.labels.word_lists import WORDS_FILE
from etl.reading import CellValue, format_meaning

_NOUNS = {kind: any_word(words).pattern for kind, words in word_lists(WORDS_FILE, "noun_").items()}
_NOUNS["places"] += "|(?<!បឋម)(?<!ទុតិយ)ភូមិ"  # a village, but in "បឋមភូមិ" the lower secondary level
_WHERE = r"(?<!\bin )(?<!\bat )(?<!\bby )(?<!\bper )(?<!\bfrom )(?<!\bacross )(?<!\bwithin )"
_ANY = re.compile(
    "|".join(f"(?P<{name}>(?<![a-z]){_WHERE}(?:{words})(?![a-z]))" for name, words in _NOUNS.items()), re.IGNORECASE
)


def others_counted(text: str, indicator: Indicator, *, but: Set[str] = frozenset()) -> str:
    """The first noun of a label, when it names another population than any text of the indicator; else ``""``.

    "Households with safe water" counts households, where the indicator counts people. In both languages the first of
    several is the one counted ("children in institutions", កុមារក្នុងគ្រួសារ). ``but`` names kinds that tell nothing here.
    """
    known, first = _counted_by(_texts(indicator)), _ANY.search(plain(text))
    return first.group() if first is not None and known and first.lastgroup not in known | but else ""


def counts_places(indicator: Indicator) -> bool:
    """Whether an indicator itself is about communes, villages and the like."""
    return "places" in _counted_by(_texts(indicator))


def _texts(indicator: Indicator) -> tuple[str, ...]:
    told = (indicator.definition_en, indicator.numerator, indicator.denominator, indicator.short_name_en or "")
    return (indicator.name_en, indicator.name_km, *told, *indicator.aliases_en)


@lru_cache(maxsize=1024)
def _counted_by(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(str(found.lastgroup) for text in texts for found in _ANY.finditer(plain(text)))


_COUNTS = re.compile(r"\bnumbers?\b|\bno\.|\bnb\.|#|\bcounts?\b|\bcases?\b|\bpersons?\b|ចំនួន|នាក់|ករណី", re.IGNORECASE)
_SCALED = ("thousands", "millions")
_WHOLE_UNITS = ("number", "category")
_MOST_OUTSIDE = 0.2


class ValueRange(NamedTuple):
    """The figures of a line in short: ``low`` and ``high`` of all but the fifth that lies farthest out, whether they
    are ``whole``, and the ``unit`` that the cells themselves state (12 %)."""

    low: float
    high: float
    whole: bool
    unit: str = ""

    def __str__(self) -> str:
        return f"{self.low!r} {self.high!r} {'whole' if self.whole else 'parts'} {self.unit}".strip()


def spread_of(cells: Iterable[tuple[CellValue, str]]) -> ValueRange | None:
    """The figures among the cells (value, number format) of a line, in short; ``None`` when there are none."""
    values: list[float] = []
    units: list[str] = []
    numerals: list[Numeral] = []
    for value, fmt in cells:
        if isinstance(value, str):
            told = split_cell(plain(value))
            numeral = read_numeral(told.figure) if told is not None else None
            if told is not None and numeral is not None and numeral.readings:
                numerals.append(numeral)
                units.append(told.unit)
        elif isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value):
            percent = bool(fmt) and format_meaning(fmt, value).percent
            values.append(hundredfold(float(value)) if percent else float(value))
            units.append("percent" if percent else "")
    # "1,204" is one thousand unless a comma of the line can only be a decimal one.
    comma = any(one.comma == "decimal" for one in numerals)
    values += [one.readings[-1 if comma else 0] for one in numerals]
    if not values:
        return None
    values.sort()
    cut = int(_MOST_OUTSIDE * len(values))
    parts = sum(not value.is_integer() for value in values)
    stated = max(set(units), key=units.count)
    return ValueRange(values[cut], values[-1 - cut], parts <= cut, stated)


def as_figures(spreads: Iterable[ValueRange]) -> str:
    """The spreads of a line, one for each unit of its columns, as one text."""
    return "; ".join(map(str, spreads))


def read_ranges(text: str) -> tuple[ValueRange, ...]:
    """The spreads of a text that ``as_figures`` wrote."""
    parts = (part.split() for part in text.split(";") if part.strip())
    return tuple(ValueRange(float(low), float(high), whole == "whole", *unit) for low, high, whole, *unit in parts)


def unit_stated(text: str) -> str:
    """The unit that words state beyond doubt; "(children)" may as well say who is counted."""
    unit = read_unit(text)
    return "" if unit == "number" and not _COUNTS.search(text) else unit


def fits(text: str, indicator: Indicator, lines: Sequence[Sequence[ValueRange]] = ()) -> bool:
    """Whether a label may mean an indicator: its unit, whom it counts, and the figures of its lines."""
    stated = unit_stated(text)
    if contradicts(stated, indicator.unit) or others_counted(text, indicator):
        return False
    return all(may_be_figures_of(indicator, line, scaled=stated in _SCALED) for line in lines)


def may_be_figures_of(indicator: Indicator, line: Sequence[ValueRange], *, scaled: bool = False) -> bool:
    """Whether the figures of a line may be those of an indicator: in one of its units (``scaled`` ones, in thousands,
    need not be whole); a line without figures says nothing."""
    return not line or any(_holds(indicator, spread, scaled) for spread in line)


def _holds(indicator: Indicator, spread: ValueRange, scaled: bool) -> bool:
    low, high = indicator.minimum, indicator.maximum
    if contradicts(spread.unit, indicator.unit) or (low is not None and spread.low < low):
        return False
    if high is not None and spread.high > high:
        return False
    return spread.whole or scaled or spread.unit in _SCALED or indicator.unit not in _WHOLE_UNITS


def fitting(text: str, indicators: Iterable[Indicator], figures: Sequence[str] = ()) -> tuple[str, ...]:
    """The codes of those indicators that a label may mean, in their order; ``figures`` are its lines as written."""
    lines = [read_ranges(line) for line in figures]
    return tuple(one.code for one in indicators if fits(text, one, lines))
