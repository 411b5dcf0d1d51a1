"""Years of a whole line read together: school years typed as numbers (1920, 2021, 2122) are one line, one reading."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from etl.periods.reading import PeriodReading, compact_school_year, one_year, refused_reading
from etl.periods.words import any_of, folded_label
from etl.reading import CellValue

_FOUR = re.compile(r"(\d{4})(?:\.0+)?")
_SCHOOL = re.compile(any_of("school"))


def four_digits(value: CellValue) -> str:
    """The four digits of a cell that holds nothing else; ``""`` for every other cell."""
    if isinstance(value, str):
        match = _FOUR.fullmatch(folded_label(value))
        return match[1] if match else ""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return f"{value:.0f}" if float(value).is_integer() and 1000 <= value <= 9999 else ""


def school_years(
    values: Iterable[CellValue], header: str = "", *, latest: int | None = None
) -> dict[str, PeriodReading]:
    """How the numbers of a line of years are read where they do not stand for calendar years, by their four digits.

    1920 and 2122 can only be 2019-20 and 2021-22; 2021 beside them is 2020-21, and no year. Where only some numbers
    of the line can be read so, 2021 is refused; behind a header such as "School year" every lone year is, since it
    may be either half. Empty for a line of calendar years.
    """
    last = latest or date.today().year + 1
    found = {digits: compact_school_year(digits, last) for value in values if (digits := four_digits(value))}
    certain = {digits for digits, compact in found.items() if compact is not None and not _is_year(digits, last)}
    if certain and all(found.values()):
        return {digits: compact for digits, compact in found.items() if compact is not None}
    doubted = {digits for digits, compact in found.items() if compact is not None} - certain if certain else set()
    if not certain and _SCHOOL.search(folded_label(header)):
        doubted = {digits for digits in found if one_year(int(digits), last).accepted}
    return {
        digits: refused_reading("half_school_year", one_year(int(digits), last).year_start)._replace(words=digits)
        for digits in doubted
    }


def is_line_of_school_years(values: Iterable[CellValue]) -> bool:
    """Whether every cell of a line is a school year typed as a number, two at least and one of them no year."""
    digits = [four_digits(value) for value in values]
    read = school_years(digits)
    return len(read) > 1 and all(one in read and read[one].accepted for one in digits)


def _is_year(digits: str, last: int) -> bool:
    """Whether a number may be a year of the common era; "2526" is no Buddhist year of any figure of ours."""
    return one_year(int(digits), last).year_start == int(digits) and one_year(int(digits), last).accepted
