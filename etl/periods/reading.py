"""What one year, date or span comes to: the agreed readings, as plain rules over numbers."""

from __future__ import annotations

from typing import NamedTuple

EARLIEST = 1950
BUDDHIST = 543
LONGEST_RANGE = 10

#: Kinds that may be used as the period of a figure.
ACCEPTED = frozenset(("year", "school_year", "range", "date", "two_digit"))
#: Kinds that name a time which no figure of ours can be about; ``none`` names no time at all.
REFUSED = frozenset(("month", "part", "open", "plan", "half_school_year", "letter"))
MID_YEAR = "mid_year"


class PeriodReading(NamedTuple):
    """What a text says about time.

    ``kind``: ``year | school_year | range | date | two_digit`` (accepted), ``month | part | open | plan |
    half_school_year | letter`` (a time, but not that of a figure: ``variant`` names the sentence of ``unknown_year``),
    ``none``.
    ``warning`` names the warning of a period that is read but worth a look. ``label`` is the published form (``2014``,
    ``2020-21``, ``2013-2015``). ``status`` is ``provisional`` for ``2014 prelim``, ``mid_year`` for the middle of a
    year, else empty. ``words`` are the words as written. A refused reading without a year has ``year_start`` 0.
    """

    kind: str
    year_start: int = 0
    year_end: int = 0
    label: str = ""
    warning: str = ""
    variant: str = ""
    status: str = ""
    note: str = ""
    words: str = ""

    @property
    def accepted(self) -> bool:
        """Whether the period may be used (with its warning, if any)."""
        return self.kind in ACCEPTED

    @property
    def refused(self) -> bool:
        """Whether a time is told that must never become the year of a figure."""
        return self.kind in REFUSED


NO_PERIOD = PeriodReading("none", variant="not_a_year")


def nothing(variant: str, year: int = 0) -> PeriodReading:
    """No period, with the sentence that says why."""
    return PeriodReading("none", year, year, variant=variant)


def refused_reading(kind: str, year: int = 0, last: int = 0) -> PeriodReading:
    """A time that is not that of a figure."""
    return PeriodReading(kind, year, last or year, variant=VARIANTS[kind])


VARIANTS = {
    "month": "month",
    "part": "part",
    "open": "open",
    "plan": "target",
    "half_school_year": "school_year_half",
    "letter": "letter",
}


def one_year(year: int, last: int) -> PeriodReading:
    """A year in either era, checked against what figures on Cambodia may be about (1950 to ``last``)."""
    common = year - BUDDHIST if EARLIEST + BUDDHIST <= year <= last + BUDDHIST else year
    if not EARLIEST <= common <= last:
        return nothing("out_of_bounds", common)
    return PeriodReading("year", common, common, str(common))


def two_digit_year(number: int, last: int) -> PeriodReading:
    """A year of which only two digits are written."""
    year = 2000 + number if 2000 + number <= last else 1900 + number
    if not EARLIEST <= year <= last:
        return nothing("out_of_bounds", year)
    return PeriodReading("two_digit", year, year, str(year), "two_digit")


def several_years(first: str, second: str, last: int, *, school: bool = False, buddhist: bool = False) -> PeriodReading:
    """A period of several years from its two halves (``2020``, ``21``); ``2023-06`` is a month."""
    start = int(first)
    end = int(second) if len(second) == 4 else start // 100 * 100 + int(second)
    if len(second) == 2 and end < start and start % 100 == 99:
        end += 100
    if len(second) == 2 and end <= start and 1 <= int(second) <= 12:
        return refused_reading("month", start)
    if start >= EARLIEST + BUDDHIST or buddhist:
        start, end = start - BUDDHIST, end - BUDDHIST
    if not EARLIEST <= start <= last or end > last:
        return nothing("out_of_bounds", start)
    if end == start:
        return PeriodReading("year", start, start, str(start))
    if not 0 < end - start <= LONGEST_RANGE:
        return nothing("odd_range", start)
    if end == start + 1:
        return PeriodReading("school_year" if school else "range", start, end, f"{start}-{end % 100:02d}")
    return PeriodReading("range", start, end, f"{start}-{end}")


def compact_school_year(digits: str, last: int) -> PeriodReading | None:
    """``1920`` as 2019-20, ``2122`` as 2021-22; ``None`` when the halves do not follow each other."""
    first, second = int(digits[:2]), int(digits[2:])
    if len(digits) != 4 or (first + 1) % 100 != second:
        return None
    start = (2000 if 2000 + first <= last else 1900) + first
    if not EARLIEST <= start < last:
        return None
    return PeriodReading("school_year", start, start + 1, f"{start}-{second:02d}")
