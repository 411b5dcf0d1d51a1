"""What a cell, a header or a title says about the time of a figure.

Decided readings: Buddhist-era year = common era + 543 (2493..2570 can be nothing else here); a school year
2020-21 is 2020 to 2021; 2013-2015 is a period; a two-digit year is read with a warning; quarters and months are
reported until the catalogue knows such periods; a year alone behind "SY" could be either half and is reported.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from etl.reading.grid import CellValue
from etl.understanding.formats import is_date_format, is_month_format
from etl.understanding.period_words import (
    BE,
    CE,
    COMMA_YEAR,
    DOCUMENT_DATE,
    DOUBTED,
    ERA,
    FY,
    ISO_DATE,
    KNOWN_WORDS,
    LOCAL_DATE,
    LONE_YEAR,
    MONTH,
    MONTH_YEAR,
    NEVER,
    PART_AFTER,
    PART_BEFORE,
    PROVISIONAL,
    QUARTER,
    RANGE,
    SY,
    TWO_DIGIT,
    WHOLE_YEAR,
    WORD_DATE,
    YEAR,
)
from etl.understanding.text import dashes, plain, split_superscripts

EARLIEST = 1950
BUDDHIST = 543
LONGEST_RANGE = 10
_EXCEL_EPOCH = datetime(1899, 12, 30)


class PeriodReading(NamedTuple):
    """``kind``: ``year | school_year | range | date | quarter | month | two_digit | none``.

    ``quarter``, ``month`` and ``none`` may not be accepted: ``variant`` names the sentence of ``unknown_year``.
    ``warning`` names the warning of a period that is read but worth a look. ``status`` is ``provisional`` for
    ``2014p``, else empty. ``label`` is the published form (``2014``, ``2020-21``, ``2013-2015``).
    """

    kind: str
    year_start: int = 0
    year_end: int = 0
    label: str = ""
    warning: str = ""
    variant: str = ""
    status: str = ""
    note: str = ""

    @property
    def accepted(self) -> bool:
        """Whether the period may be used (with its warning, if any)."""
        return self.kind in ("year", "school_year", "range", "date", "two_digit")


def read_period(value: CellValue, fmt: str = "", *, latest: int | None = None) -> PeriodReading:
    """Read a cell that should hold a period and nothing else. ``latest`` is the last year allowed (next year)."""
    last = latest or date.today().year + 1
    if value is None or isinstance(value, bool | timedelta):
        return _none("not_a_year")
    if isinstance(value, str):
        return _read_text(value, last)
    if isinstance(value, int | float):
        return _read_number(float(value), fmt, last)
    if isinstance(value, date):
        return _read_date(value, fmt, last)
    return _none("not_a_year")


def find_periods(text: str, *, latest: int | None = None) -> tuple[PeriodReading, ...]:
    """Every period told inside free text (title, sheet name, file name), in order, without repeats.

    A full date is the date of a document and no period; a month or a quarter is given as such (not accepted).
    A Buddhist-era year needs its mark or the word year, since 2563 may as well count something. A year with a
    question mark at it is its author's doubt and none of ours to settle.
    """
    last = latest or date.today().year + 1
    folded = WHOLE_YEAR.sub(" ", DOCUMENT_DATE.sub(" ", dashes(plain(text)).casefold().replace("_", " ")))
    found: dict[tuple[str, int, int], PeriodReading] = {}
    position = 0
    while position < len(folded):
        span, year = RANGE.search(folded, position), YEAR.search(folded, position)
        match = span if span and year and span.start() <= year.start() else year
        if match is None:
            break
        before, position = folded[: match.start()], match.end()
        if DOUBTED.match(folded, position) or before.strip() == "?":
            continue
        if match is span:
            period = _between(match[1], match[2], last, re.search(SY + "$", before) is not None)
            if period.kind == "none":
                period, position = _year(int(match[1]), last), match.end(1)
        else:
            period = _year(int(match[1]), last)
            if period.accepted and (PART_BEFORE.search(before) or PART_AFTER.match(folded[position:])):
                period = PeriodReading("month", period.year_start, period.year_start, variant="month")
        if int(match[1]) - period.year_start == BUDDHIST and not ERA.search(before + folded[position : position + 6]):
            continue
        if period.kind != "none":
            found.setdefault((period.kind[:5], period.year_start, period.year_end), period)
    return tuple(found.values())


def strip_periods(text: str) -> str:
    """``text`` without the years and school years in it."""
    return _tidy(_PERIOD_INSIDE.sub(" ", dashes(plain(text))))


def strip_each_period(text: str) -> tuple[str, ...]:
    """``text`` with one of its periods taken out, for each of them (a name may hold a year of its own)."""
    label = dashes(plain(text))
    return tuple(_tidy(label[: found.start()] + " " + label[found.end() :]) for found in _PERIOD_INSIDE.finditer(label))


_PERIOD_INSIDE = re.compile(
    rf"(?:{SY}|{FY}|(?<![a-z])(?:{BE}|{CE})[ :.]*|(?<!\d)(?<!\d )ឆ្នាំ ?)?(?:{RANGE.pattern}|{YEAR.pattern})"
    rf"(?: ?(?:{BE}|{CE})(?![a-z]))?|{SY}$",
    re.IGNORECASE,
)


def _tidy(text: str) -> str:
    return plain(re.sub(r"[(\[{][ ,;:-]*[)\]}]| +(?=[)\]])", lambda gap: gap.group().strip() and " ", text)).strip(
        " ,;:-–/_"
    )


def _none(variant: str, year: int = 0) -> PeriodReading:
    return PeriodReading("none", year, year, variant=variant)


def _year(year: int, last: int, warning: str = "", note: str = "") -> PeriodReading:
    """A year in either era, checked against what figures on Cambodia may be about."""
    common = year - BUDDHIST if EARLIEST + BUDDHIST <= year <= last + BUDDHIST else year
    if not EARLIEST <= common <= last:
        return _none("out_of_bounds", common)
    return PeriodReading("year", common, common, str(common), warning, note=note)


def _between(first: str, second: str, last: int, school: bool = False, buddhist: bool = False) -> PeriodReading:
    """A period of several years from its two halves (``2020``, ``21``), by the agreed readings."""
    start = int(first)
    end = int(second) if len(second) == 4 else start // 100 * 100 + int(second)
    if len(second) == 2 and end < start and start % 100 == 99:
        end += 100
    if len(second) == 2 and end <= start and 1 <= int(second) <= 12:
        return PeriodReading("month", start, start, variant="month")
    if start >= EARLIEST + BUDDHIST or buddhist:
        start, end = start - BUDDHIST, end - BUDDHIST
    if not EARLIEST <= start <= last or end > last:
        return _none("out_of_bounds", start)
    if end == start:
        return PeriodReading("year", start, start, str(start))
    if not 0 < end - start <= LONGEST_RANGE:
        return _none("odd_range", start)
    if end == start + 1:
        return PeriodReading("school_year" if school else "range", start, end, f"{start}-{end % 100:02d}")
    return PeriodReading("range", start, end, f"{start}-{end}")


@lru_cache(maxsize=4096)
def _read_number(value: float, fmt: str, last: int) -> PeriodReading:
    if is_date_format(fmt):
        try:
            return _read_date(_EXCEL_EPOCH + timedelta(days=value), fmt, last)
        except (OverflowError, ValueError):
            return _none("not_a_year")
    if not value.is_integer():
        return _none("not_a_year")
    number = int(value)
    if 18264 <= number <= 55153:
        return _none("serial", (_EXCEL_EPOCH + timedelta(days=number)).year)
    return (
        _two_digit(number, last)
        if 0 <= number <= 99
        else _year(number, last)
        if number >= 1000
        else _none("not_a_year")
    )


def _read_date(value: date, fmt: str, last: int) -> PeriodReading:
    if is_month_format(fmt):
        return PeriodReading("month", value.year, value.year, variant="month")
    period = _year(value.year, last)
    if not period.accepted:
        return period
    whole = (value.month, value.day) in ((1, 1), (12, 31)) or fmt.strip().lower() in ("yyyy", "yy", "e")
    return period._replace(kind="date", warning="" if whole else "date_as_year")


def _two_digit(number: int, last: int) -> PeriodReading:
    year = 2000 + number if 2000 + number <= last else 1900 + number
    if not EARLIEST <= year <= last:
        return _none("out_of_bounds", year)
    return PeriodReading("two_digit", year, year, str(year), "two_digit")


@lru_cache(maxsize=16384)
def _read_text(raw: str, last: int) -> PeriodReading:
    text = split_superscripts(dashes(plain(raw)))[0].casefold().strip()
    if re.fullmatch(r"\d{5}", text):
        return _read_number(float(text), "", last)
    if match := LONE_YEAR.fullmatch(text):
        return _year(int(match.group(1)), last)
    if (match := COMMA_YEAR.fullmatch(text)) and (year := _year(int(match[1] + match[2]), last)).accepted:
        return year._replace(warning="comma")
    return _read_dated(text, last) or _read_words(text, last)


def _read_dated(text: str, last: int) -> PeriodReading | None:
    """Dates and two-digit years; ``None`` when the text is neither."""
    if match := ISO_DATE.fullmatch(text):
        return _checked_date(int(match[1]), int(match[2]), int(match[3]), last)
    if match := LOCAL_DATE.fullmatch(text):
        day, month = int(match[1]), int(match[2])
        return _checked_date(int(match[3]), *((month, day) if month <= 12 else (day, month)), last=last)
    if match := WORD_DATE.fullmatch(text):
        year = _year(int(match[1] or match[2]), last)
        return year._replace(kind="date", warning="date_as_year") if year.accepted else year
    if match := TWO_DIGIT.fullmatch(text):
        first = _two_digit(int(match[2]), last)
        if match[3] is None or not first.accepted:
            return first
        if not match[1] and (int(match[3]) - int(match[2])) % 100 != 1:
            return _none("not_a_year")
        both = _between(first.label, match[3], last)
        return both._replace(kind="two_digit", warning="two_digit") if both.accepted else both
    return None


def _checked_date(year: int, month: int, day: int, last: int) -> PeriodReading:
    try:
        return _read_date(date(year, month, day), "", last)
    except ValueError:
        return _none("not_a_year")


def _read_words(text: str, last: int) -> PeriodReading:
    """A year or a span with words around it (``CDHS 2014``, ``SY 2020/21``, ``ព.ស. ២៥៦៣``)."""
    whole_year = WHOLE_YEAR.sub(" ", text)
    school = re.match(SY, text) is not None
    found = RANGE.search(whole_year) or YEAR.search(whole_year)
    if found is None:
        return PeriodReading("month", variant="month") if re.search(MONTH, text) else _none("not_a_year")
    rest = whole_year[: found.start()] + " " + whole_year[found.end() :]
    if QUARTER.search(rest):
        return PeriodReading("quarter", variant="quarter")
    two = found.re is RANGE
    if MONTH_YEAR.search(rest) or (not two and MONTH_YEAR.search(whole_year) and re.search(r"\d", rest)):
        return PeriodReading("month", variant="month")
    if NEVER.search(rest):
        return _none("target" if re.search(r"target|plan|goal|ចំណុចដៅ|គោលដៅ", rest) else "not_a_year")
    if KNOWN_WORDS.sub("", rest).strip():
        return _none("not_a_year")
    if two:
        period = _between(found[1], found[2], last, school, re.search(BE, rest) is not None)
    elif school:
        return _none("school_year_half", int(found[1]))
    else:
        period = _year(int(found[1]), last)
    status = "provisional" if PROVISIONAL.search(text) else ""
    return period._replace(status=status) if period.accepted else period
