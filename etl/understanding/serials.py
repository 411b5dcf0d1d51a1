"""Figures that a spreadsheet made into dates: 12.5 typed where dates are written 12.5. is kept as 45424."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from statistics import median

from childrights.catalogue import Catalogue
from childrights.model import Observation
from etl.model import Problem
from etl.understanding.sentences import problem

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
