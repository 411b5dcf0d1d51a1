"""The one reader of time: for cells, headers, titles, names of sheets and files, in English and Khmer.

Decided readings: Buddhist-era year = common era + 543 (2493..2570 can be nothing else here); a school year
2020-21 is 2020 to 2021; 2013-2015 is a period; a two-digit year is read with a warning. Parts of a year (halves,
quarters, months, weeks, "to date"), open spans (before, since, until 2020) and plans or targets are times, but never
the year of a figure; a year alone behind "SY" could be either half of a school year and is reported. January to
December, the state at the end of a year and the middle of a year for its population are the year.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from etl.cells import plain, split_superscripts
from etl.periods.lexer import Token, tokens
from etl.periods.parser import PlacedReading, times_told
from etl.periods.reading import PeriodReading, nothing, one_year, refused_reading, several_years, two_digit_year
from etl.periods.spans import with_spans
from etl.periods.words import any_of, folded_label, label_of, number_pattern, words_of
from etl.reading import CellValue, is_date_format, is_month_format, is_year_format

_EXCEL_EPOCH = datetime(1899, 12, 30)
_SERIALS = range(18264, 55154)
_LONE_YEAR = re.compile(r"(\d{4})(?:\.0+)?")
_COMMA_YEAR = re.compile(r"([12]),(\d{3})")
_TWO_DIGIT = re.compile(rf"((?:{any_of('school', 'fiscal')}[ :.-]*)|['’‘`])? ?(\d\d)(?: ?[-/] ?['’]?(\d\d))?")
_YEAR_INSIDE = re.compile(r"(?<!\d)\d{4}(?!\d)")
_PROVISIONAL = re.compile(any_of("provisional"))
_NEUTRAL = re.compile(
    rf"{any_of('neutral', 'school', 'fiscal', 'buddhist', 'common')}|\[\d{{1,2}}\]|[*†‡§#^()\[\]{{}}.,:;'’‘`\"/ -]"
)
_NEUTRAL_TOKENS = ("report", "whole_year", "end", "as_of", "school", "fiscal")
_WEAK_NAMES = ("half?", "quarter?", "week?", "months", "every_month", "month")
_PLAN_NAMES = re.compile(rf"{any_of('plan_beside')}(?: ?(?:[a-z]|\d{{1,2}}))?")
_STATES_PLAN = re.compile(
    rf"(?:(?:annual|yearly|project|national|estimated|\d{{4}}) )*{any_of('plan', 'plan_beside')}"
    r"(?: (?:values?|figures?|numbers?|levels?|only|for|of|in|by|the|year|\d{4}))*"
)
_KHMER_PLANS = tuple(word for word in words_of("plan") if not word.isascii())
_PAPER = re.compile(any_of("document", "published"))
_EVENT = re.compile(any_of("event"))
_PAPER_KEY = re.compile(
    rf"{any_of('letter_key')}|.*of (?:the )?(?:report|letter|publication)(?![a-z])|{number_pattern('month')}\.?$"
)
_PARTS = re.compile(rf"{any_of('months', 'quarter', 'semester', 'half', 'week')}|trimester|{any_of('half')}")
_EMPTY_BRACKETS = re.compile(r"[(\[{][ ,;:-]*[)\]}]| +(?=[)\]])")


def read_period_cell(value: CellValue, fmt: str = "", *, latest: int | None = None) -> PeriodReading:
    """Read a cell that should hold a period and nothing else. ``latest`` is the last year allowed (next year)."""
    last = latest or date.today().year + 1
    if value is None or isinstance(value, bool | timedelta):
        return nothing("not_a_year")
    if isinstance(value, str):
        return _read_text(value, last)
    if isinstance(value, int | float):
        return _read_number(float(value), fmt, last)
    if isinstance(value, date):
        return _read_date(value, fmt, last)
    return nothing("not_a_year")


@lru_cache(maxsize=16384)
def find_periods(text: str, *, latest: int | None = None) -> tuple[PeriodReading, ...]:
    """Every period told inside free text (title, header, name of a sheet or file), in order, without repeats.

    Refused readings (a month, a part of a year, an open span, a plan) are among them; a full date is the date of a
    document and no period. A Buddhist-era year needs its mark or the word year, since 2563 may as well count something.
    """
    last = latest or date.today().year + 1
    label, found = label_of(text), dict[tuple[str, int, int], PeriodReading]()
    for said in times_told(folded_label(text), last):
        words = label[said.start : said.end].strip(" ,.:;-/")
        readings = [said.reading]
        if said.reading.kind == "none":
            # 1998-2019 is no period of ours: two years are named
            readings = [one_year(int(year), last) for year in _YEAR_INSIDE.findall(words)]
        for reading in readings:
            if reading.kind != "none":
                key = (reading.kind[:5], reading.year_start, reading.year_end)
                found.setdefault(key, reading._replace(words=words))
    return tuple(found.values())


def refused_in(text: str) -> PeriodReading | None:
    """The first time told in free text that must never become the year of a figure."""
    return next((reading for reading in find_periods(text) if reading.refused), None)


def strip_periods(text: str) -> str:
    """``text`` without everything it says about time."""
    return _without(text, _spans(text))


def strip_each_period(text: str) -> tuple[str, ...]:
    """``text`` with one of its periods taken out, for each of them (a name may hold a year of its own)."""
    return tuple(_without(text, [span]) for span in _spans(text))


def without_dates(text: str) -> str:
    """``text`` without its full dates and the numbers of papers; ``text`` itself when there are none."""
    folded = folded_label(text)
    spans = [one[1:3] for one in with_spans(folded, tokens(folded)) if one.kind in ("date", "reference")]
    if not spans:
        return text
    label = label_of(text)
    for start, end in reversed(spans):
        label = label[:start] + " " + label[end:]
    return label


def has_date(text: str) -> bool:
    """Whether a text tells a full date or the number of a paper."""
    folded = folded_label(text)
    return any(one.kind in ("date", "reference") for one in with_spans(folded, tokens(folded)))


def names_paper(text: str) -> bool:
    """Whether a text names a plan, a law or another paper, or when it was made: its year is not that of figures."""
    folded = folded_label(text)
    found = tokens(folded)
    named = _masked(folded, [(one.start, one.end) for one in found if one.kind == "no_plan"])
    return _PAPER.search(named) is not None or any(one.kind == "reference" for one in found)


def dates_a_paper(key: str) -> bool:
    """Whether the cell before a year says that it is the day of a letter or of the making of a report."""
    return _PAPER_KEY.match(folded_label(key).strip(" :៖")) is not None


def dates_an_event(header: str) -> bool:
    """Whether a header heads when a school was built, a project began or a form was sent: no period of figures."""
    return _EVENT.search(folded_label(header)) is not None


def names_parts(header: str) -> bool:
    """Whether a header heads parts of years ("Month", "Quarter", "ឆមាស")."""
    return _PARTS.fullmatch(folded_label(header).strip(" :.")) is not None


def names_whole_year(text: str) -> bool:
    """Whether a cell under the head of parts of years says that nothing is left out ("Annual", "January-December")."""
    folded = folded_label(text)
    found = with_spans(folded, tokens(folded))
    if [one.kind for one in found] != ["whole_year"]:
        return False
    return not _NEUTRAL.sub("", _masked(folded, [(found[0].start, found[0].end)])).strip()


def named_part_of_year(text: str, *, of_file: bool = False) -> PeriodReading | None:
    """The part of a year that a title or a name as a whole names, without any year: "Q1", "June", "9M", "៦ខែ".

    A month in the name of a file (``of_file``) is when it was written, and no part of a year.
    """
    folded = folded_label(text)
    times = [token for token in tokens(folded) if token.kind in _WEAK_NAMES]
    if len(times) != 1 or times[0].years[0] or (of_file and times[0].kind == "month"):
        return None
    (told,) = times
    if folded[told.start] in "st" or (told.kind == "months" and not 0 < told.number < 12):
        return None
    rest = _masked(folded, [(told.start, told.end)])
    sure = told.kind in ("half?", "quarter?") and folded[told.start : told.end].strip()[0] in "qh1234"
    if _NEUTRAL.sub("", rest).strip() and not (sure and of_file):
        return None
    kind = "month" if told.kind == "month" else "part"
    return refused_reading(kind)._replace(words=label_of(text)[told.start : told.end])


def plan_named(name: str) -> PeriodReading | None:
    """The plan that the whole name of a sheet is: "Goals", "Scenario B", "Milestones (2)".

    Beside other words, or over a column, the same words may head what belongs to no figure.
    """
    folded = folded_label(name)
    bare = re.sub(r"[ ()\[\]_-]+", " ", folded).strip()
    return refused_reading("plan")._replace(words=name.strip()) if _PLAN_NAMES.fullmatch(bare) else None


def states_plan(words: str) -> bool:
    """Whether words say nothing but that something is a plan or a forecast: "annual targets for 2025", ចំណុចដៅ."""
    folded = folded_label(words).strip(" .:៖។")
    return _STATES_PLAN.fullmatch(folded) is not None or folded.startswith(_KHMER_PLANS)


def _spans(text: str) -> list[tuple[int, int]]:
    folded = folded_label(text)
    spans = [(said.start, said.end) for said in times_told(folded, date.today().year + 1)]
    return sorted([*spans, *((one.start, one.end) for one in tokens(folded) if one.kind == "date")])


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    label, position, kept = label_of(text), 0, ""
    for start, end in spans:
        if start >= position:
            kept, position = kept + label[position:start] + " ", end
    return _tidy(kept + label[position:])


def _tidy(text: str) -> str:
    return plain(_EMPTY_BRACKETS.sub(lambda gap: gap.group().strip() and " ", text)).strip(" ,;:-–/_")


def _masked(text: str, spans: list[tuple[int, int]]) -> str:
    """``text`` with blanks in place of some spans and of the words that go with any time."""
    spans = [*spans, *((one.start, one.end) for one in tokens(text) if one.kind in _NEUTRAL_TOKENS)]
    letters = list(text)
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    return "".join(letters)


@lru_cache(maxsize=4096)
def _read_number(value: float, fmt: str, last: int) -> PeriodReading:
    if is_date_format(fmt):
        try:
            return _read_date(_EXCEL_EPOCH + timedelta(days=value), fmt, last)
        except (OverflowError, ValueError):
            return nothing("not_a_year")
    if not value.is_integer():
        return nothing("not_a_year")
    number = int(value)
    if number in _SERIALS:
        return nothing("serial", (_EXCEL_EPOCH + timedelta(days=number)).year)
    if 0 <= number <= 99:
        return two_digit_year(number, last)
    return one_year(number, last) if number >= 1000 else nothing("not_a_year")


def _read_date(value: date, fmt: str, last: int) -> PeriodReading:
    if is_month_format(fmt):
        return refused_reading("month", value.year)
    period = one_year(value.year, last)
    if not period.accepted:
        return period
    whole = (value.month, value.day) in ((1, 1), (12, 31)) or is_year_format(fmt)
    return period._replace(kind="date", warning="" if whole else "date_as_year")


@lru_cache(maxsize=16384)
def _read_text(raw: str, last: int) -> PeriodReading:
    label = split_superscripts(label_of(raw))[0].strip()
    text = folded_label(label)
    if re.fullmatch(r"\d{5}", text):
        return _read_number(float(text), "", last)
    if match := _LONE_YEAR.fullmatch(text):
        return one_year(int(match.group(1)), last)
    if (match := _COMMA_YEAR.fullmatch(text)) and (year := one_year(int(match[1] + match[2]), last)).accepted:
        return year._replace(warning="comma")
    if match := _TWO_DIGIT.fullmatch(text):
        return _two_digits(match, last)
    found = tokens(text)
    if len(found) == 1 and found[0].kind == "date" and not _NEUTRAL.sub("", _masked(text, [found[0][1:3]])).strip():
        return _whole_date(found[0], text, last)
    return _read_words(text, label, last)


def _two_digits(match: re.Match[str], last: int) -> PeriodReading:
    first = two_digit_year(int(match[2]), last)
    if match[3] is None or not first.accepted:
        return first
    if not match[1] and (int(match[3]) - int(match[2])) % 100 != 1:
        return nothing("not_a_year")
    both = several_years(first.label, match[3], last)
    return both._replace(kind="two_digit", warning="two_digit") if both.accepted else both


def _whole_date(told: Token, text: str, last: int) -> PeriodReading:
    if not _YEAR_INSIDE.search(text) and not re.search(r"\d{8}", text):
        return nothing("not_a_year")
    try:
        return _read_date(date(told.years[0], told.months[0], told.day), "", last)
    except ValueError:
        return nothing("not_a_year")


def _read_words(text: str, label: str, last: int) -> PeriodReading:
    """A year or a span with words around it (``CDHS 2014``, ``SY 2020/21``, ``ព.ស. ២៥៦៣``)."""
    said = times_told(text, last)
    if not said:
        named = named_part_of_year(text)
        return named or nothing("not_a_year")
    rest = _masked(text, [(one.start, one.end) for one in said])
    if "?" in text or _NEUTRAL.sub("", rest).strip():
        return nothing("not_a_year")
    one = _agreed(said)
    if one is None:
        return nothing("not_a_year")
    if one.reading.refused:
        return one.reading._replace(words=label[one.start : one.end])
    if _PROVISIONAL.search(text) and one.reading.accepted:
        return one.reading._replace(status=one.reading.status or "provisional")
    return one.reading


def _agreed(said: tuple[PlacedReading, ...]) -> PlacedReading | None:
    """The one thing that is said; what may not be a year comes first."""
    if len({(one.reading.kind, one.reading.year_start, one.reading.year_end) for one in said}) == 1:
        return said[0]
    return next((one for one in said if one.reading.refused), None)
