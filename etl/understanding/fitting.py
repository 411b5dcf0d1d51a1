"""Which indicators may be proposed for a label: those whose unit and population its words do not contradict, and whose
bounds hold its figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from childrights.catalogue import Indicator
from etl.understanding.populations import others_counted
from etl.understanding.units import contradicts, read_unit

_COUNTS = re.compile(r"\bnumbers?\b|\bno\.|\bnb\.|#|\bcounts?\b|\bcases?\b|\bpersons?\b|ចំនួន|នាក់|ករណី", re.IGNORECASE)
_MOST_OUTSIDE = 0.2


def unit_stated(text: str) -> str:
    """The unit that words state beyond doubt; "(children)" may as well say who is counted."""
    unit = read_unit(text)
    return "" if unit == "number" and not _COUNTS.search(text) else unit


def fits(text: str, indicator: Indicator, figures: Sequence[float] = ()) -> bool:
    """Whether a label may mean an indicator: its unit, whom it counts, and the figures beside it."""
    if contradicts(unit_stated(text), indicator.unit) or others_counted(text, indicator):
        return False
    return holds(indicator, figures)


def holds(indicator: Indicator, figures: Sequence[float]) -> bool:
    """Whether figures may be those of an indicator: most lie within its bounds, and counts are whole."""
    if not figures:
        return True
    low, high = indicator.minimum, indicator.maximum
    outside = sum((low is not None and one < low) or (high is not None and one > high) for one in figures)
    if indicator.unit == "number":
        outside = max(outside, sum(not one.is_integer() for one in figures))
    return outside <= _MOST_OUTSIDE * len(figures)


def fitting(text: str, indicators: Iterable[Indicator]) -> tuple[str, ...]:
    """The codes of those indicators that a label may mean, in their order."""
    return tuple(one.code for one in indicators if fits(text, one))
