"""A text cut into what it says about time: years, dates, months, parts of a year, and the words that bear on them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from etl.periods.words import any_of, number_pattern, word_numbers

_M, _N = number_pattern("month"), number_pattern("number")
_Y = r"(?:19|20|21|24|25)\d\d"
_YEAR_FRONT, _YEAR_BACK = r"(?<!\d)(?<!\d[.,])", r"(?!\d|[.,]\d)"
_ERA = rf"(?:{any_of('buddhist', 'common')}[ :.]*)?"
_OF_YEAR = r"(?:ឆ្នាំ ?)?"
_DAY = r"(?:ថ្ងៃទី ?|ថ្ងៃ ?)?(?<!\d)\d{1,2}(?:st|nd|rd|th)?"
_ONE_OF_12 = r"(?:0?[1-9]|1[0-2])(?!\d)"
_MONTH = rf"(?:ខែ ?)?{_M}\.?"
_TO = r"(?:-|to|until|till|through|ដល់ខែទី|ដល់ខែ|ដល់)"
_ROMAN = r"(?:[1-4]|iv|i{1,3})(?![\da-z])"
_HALF_NUMBER = r"(?:[12]|i{1,2})(?![\da-z])"
_ORDINAL = r"(?:(?<![a-z])(?:first|second|third|fourth|last|final)(?![a-z])|(?<!\d)[1-4](?:st|nd|rd|th)?)"
_12 = r"\d{1,2}"
_CLOCK = r"(?:[ t]\d{1,2}:\d\d[\d:.z]*)?"
_NUMBER_KEYS = any_of("number_key")


class Token(NamedTuple):
    """A piece of a folded text. ``years`` and ``months`` are its first and last (0 where it tells none); ``day`` is a
    day of the last month; ``number`` counts months."""

    kind: str
    start: int
    end: int
    years: tuple[int, int] = (0, 0)
    months: tuple[int, int] = (0, 0)
    day: int = 0
    number: int = 0
    second: str = ""


_PATTERNS: tuple[tuple[str, str], ...] = (
    # 2023/15 behind "No.", 2016/045, 15/2023: the number of a letter, never a year
    (
        "reference",
        rf"{_NUMBER_KEYS}[ :.]*(?:\d+[/.-])+\w+(?:[/.-]\w+)*|(?:(?<![a-z])n[or]s?\.|№|លេខ) ?\d+(?![\d/])"
        rf"|(?<!\d)(?:19|20)\d\d/(?:\d{{3}}|\d{{5,}})(?!\d)|(?<![\d/.-])(?:1[3-9]|[2-9]\d|\d{{3}})/(?:19|20)\d\d(?!\d)",
    ),
    ("date", rf"(?<!\d)(?P<iso_y>{_Y})(?P<sep_2>[-/.])(?P<iso_m>{_12})(?P=sep_2)(?P<iso_d>{_12}){_CLOCK}(?!\d)"),
    ("date", rf"(?<!\d)(?P<loc_d>{_12})(?P<sep>[-/.])(?P<loc_m>{_12})(?P=sep)(?P<loc_y>{_Y}|\d\d){_CLOCK}(?!\d)"),
    ("date", r"(?<!\d)(?P<com_y>20\d\d)(?P<com_m>0[1-9]|1[0-2])(?P<com_d>0[1-9]|[12]\d|3[01])(?!\d)"),
    (
        "date",
        rf"(?P<dmy_d>{_DAY})(?: of)?[ ,-]*(?P<dmy_m>{_MONTH})[ ,.-]*{_OF_YEAR}{_ERA}"
        rf"(?P<dmy_y>{_Y}|(?<=-)\d\d)(?!\d)",
    ),
    ("date", rf"(?P<mdy_m>{_MONTH}) ?(?P<mdy_d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<mdy_y>{_Y})(?!\d)"),
    ("months_told", rf"(?<![\d/.-])(?P<nm_1>{_ONE_OF_12}) ?- ?(?P<nm_2>{_ONE_OF_12})/(?P<nm_y>{_Y})(?!\d)"),
    (
        "months_told",
        rf"(?<![\d/.-])(?P<ny_1>{_ONE_OF_12})[/.](?P<ny_y>{_Y}) ?{_TO} ?"
        rf"(?P<ny_2>{_ONE_OF_12})[/.](?P=ny_y)(?!\d)",
    ),
    ("months_told", rf"ខែ(?:ទី)? ?(?P<km_1>{_ONE_OF_12}) ?{_TO} ?(?:ខែ(?:ទី)?)? ?(?P<km_2>{_ONE_OF_12})"),
    ("months_told", rf"(?<![a-z\d])m(?P<mm_1>{_ONE_OF_12}) ?- ?m(?P<mm_2>{_ONE_OF_12})"),
    ("month", rf"(?<!\d)(?P<ym_y>{_Y})[-/. ]?m(?P<ym_m>{_ONE_OF_12})"),
    ("month", rf"(?<![\d/.-])(?P<my_m>0?[1-9]|1[0-2])[/.-](?P<my_y>{_Y})(?![\d/-])"),
    ("month", rf"ខែ(?:ទី)? ?(?P<kym_m>{_ONE_OF_12})(?: ?/ ?| ?ឆ្នាំ ?| ){_ERA}(?P<kym_y>{_Y})(?!\d)"),
    ("whole_year", rf"(?<![a-z])q ?1 ?(?:-|to) ?q? ?4(?!\d)|{any_of('whole_year')}"),
    ("span", rf"(?:between {_OF_YEAR}|រវាង ?{_OF_YEAR})(?P<bet_1>{_Y}) ?(?:and|និង) ?{_OF_YEAR}(?P<bet_2>{_Y})(?!\d)"),
    ("span", rf"{_YEAR_FRONT}(?P<ran_1>{_Y}) ?(?:-|/|to|until|ដល់) ?{_OF_YEAR}{_ERA}(?P<ran_2>{_Y}|\d\d)(?![\d.,]*\d)"),
    ("school_short", rf"{any_of('school')}[ :.'-]*(?P<short>(?<!\d)\d\d ?[-/] ?'?\d\d)(?![\d/-])"),
    ("school_compact", rf"{any_of('school')}[ :.-]*(?P<compact>\d{{4}})(?!\d|[.,]\d| ?(?:[-/]|to) ?\d)"),
    ("year", rf"{_YEAR_FRONT}(?P<year>{_Y}){_YEAR_BACK}"),
    (
        "half",
        rf"{any_of('half')}|(?:{_ORDINAL}|one)[ -]?half(?![a-z])|{any_of('semester')}[ .-]*(?:ទី ?)?{_HALF_NUMBER}"
        rf"|{_ORDINAL}[ -]?{any_of('semester')}",
    ),
    ("half?", rf"(?<![a-z])[hs] ?[12](?![\da-z])|(?<![\d.,/-])[12] ?h(?![a-z])|{any_of('semester')}"),
    (
        "quarter",
        rf"{any_of('quarter')}[ .-]*{_ROMAN}(?: ?(?:-|to|&|and) ?{_ROMAN})?|{_ORDINAL}[ -]?{any_of('quarter')}"
        rf"|{any_of('every_quarter')}|ត្រីមាស",
    ),
    (
        "quarter?",
        rf"(?<![a-z])[qt] ?[1-4](?: ?(?:-|to|&|and) ?[qt]? ?[1-4])?(?![\da-z])|(?<![\d.,/-])[1-4] ?q(?![a-z])"
        rf"|{_ORDINAL} trimester|trimester {_ROMAN}",
    ),
    ("week", rf"{any_of('week')} ?(?:no\.? ?)?\d{{1,2}}(?!\d)|(?<!\d)\d{{1,2}}(?:st|nd|rd|th) week"),
    ("week?", r"(?<![a-z])w ?\d{1,2}(?!\d)|weekly"),
    (
        "months",
        rf"(?P<count>(?<![\d.,/-])\d{{1,2}}|{_N})[ -]?(?:{any_of('months')}|m(?![a-z]))"
        rf"|(?:first|last|second|final|next) (?P<count_2>{_N}|\d{{1,2}}) ?{any_of('months')}",
    ),
    ("every_month", any_of("every_month")),
    (
        "day",
        rf"(?P<day_d>{_DAY})(?: of)?[ -](?P<day_m>{_MONTH})"
        rf"|(?P<day_m2>{_MONTH}) (?P<day_d2>\d{{1,2}})(?:st|nd|rd|th)?(?![\d-])",
    ),
    ("month", rf"(?P<month>{_MONTH})"),
    ("no_plan", rf"{any_of('plan_no')}|{any_of('plan')} ?{any_of('plan_noun')}|{any_of('plan_noun')} ?គោលដៅ"),
    ("school", any_of("school")),
    ("fiscal", any_of("fiscal")),
    ("to_date", any_of("to_date")),
    ("onwards", rf"{any_of('onwards')}|(?<=\d)\+(?!\d)|(?:-|to) ?{any_of('now')}"),
    ("to_date?", any_of("to_date_beside")),
    ("plan", any_of("plan_end")),
    ("middle", any_of("middle")),
    ("early", any_of("early")),
    ("end", any_of("end")),
    ("as_of", any_of("as_of")),
    ("until", any_of("until")),
    ("before", rf"{any_of('before')}|[<>≤≥]=? ?(?={_Y})"),
    ("since", any_of("since")),
    ("compared", any_of("compared")),
    ("from", any_of("from")),
    ("by", any_of("by")),
    ("plan", any_of("plan")),
    ("plan?", any_of("plan_beside")),
    ("edition", any_of("edition")),
    ("report", any_of("report")),
)
# Nothing begins inside an English word, at a mark of a Khmer letter or at a blank: looked at once, for all patterns.
_START = r"(?:(?<![a-z])|(?![a-z]))(?![ ,.:;()%'\u17b4-\u17d3])(?<!\u17d2)"
_LEX = re.compile(f"{_START}(?:{'|'.join(f'(?P<t{n}>{pattern})' for n, (_, pattern) in enumerate(_PATTERNS))})")
_KINDS = {f"t{n}": kind for n, (kind, _) in enumerate(_PATTERNS)}
_WORTH = re.compile(
    rf"\d|{any_of('to_date', 'half', 'semester', 'every_quarter', 'every_month', 'whole_year', 'plan')}|ត្រីមាស|{_M}|{_N}"
)


def tokens(text: str) -> list[Token]:
    """Everything in folded ``text`` that bears on time, in order."""
    return list(_all_tokens(text)) if _WORTH.search(text) else []


@lru_cache(maxsize=4096)
def _all_tokens(text: str) -> tuple[Token, ...]:
    # Each reader of a label asks again, one after the other.
    return tuple(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    for match in _LEX.finditer(text):
        groups = {name: told for name, told in match.groupdict().items() if told is not None}
        name = next(name for name in groups if name in _KINDS)
        kind = _KINDS[name]
        del groups[name]
        yield _READERS.get(kind, _plain)(kind, match, groups)


def _plain(kind: str, match: re.Match[str], groups: dict[str, str]) -> Token:
    return Token(kind, match.start(), match.end())


def _date(kind: str, match: re.Match[str], groups: dict[str, str]) -> Token:
    told = {name[-1]: value for name, value in groups.items() if not name.startswith("sep")}
    year, day = int(told["y"]), int(re.sub(r"\D", "", told["d"]))
    month = int(told["m"]) if told["m"].isdecimal() else _month(told["m"])
    if month > 12 >= day:
        month, day = day, month
    year += 2000 if year < 100 else 0
    return Token(kind, match.start(), match.end(), (year, year), (month, month), day)


def _day(kind: str, match: re.Match[str], groups: dict[str, str]) -> Token:
    told = {name[4]: value for name, value in groups.items()}
    month = _month(told["m"])
    return Token(kind, match.start(), match.end(), (0, 0), (month, month), int(re.sub(r"\D", "", told["d"])))


def _some_month(kind: str, match: re.Match[str], groups: dict[str, str]) -> Token:
    told = {name.rpartition("_")[2]: value for name, value in groups.items()}
    month = _month(told["month"]) if "month" in told else int(told["m"])
    year = int(told.get("y", 0))
    return Token(kind, match.start(), match.end(), (year, year), (month, month))


def _some_months(kind: str, match: re.Match[str], groups: dict[str, str]) -> Token:
    told = {name.rpartition("_")[2]: value for name, value in groups.items()}
    year = int(told.get("y", 0))
    return Token(kind, match.start(), match.end(), (year, year), (int(told["1"]), int(told["2"])))


def _year(kind: str, match: re.Match[str], groups: dict[str, str]) -> Token:
    year = int(groups["year"])
    return Token(kind, match.start(), match.end(), (year, year))


def _span(kind: str, match: re.Match[str], groups: dict[str, str]) -> Token:
    first, second = groups.values()
    return Token(kind, match.start(), match.end(), (int(first), int(second)), second=second)


def _count(kind: str, match: re.Match[str], groups: dict[str, str]) -> Token:
    told = next(iter(groups.values()))
    number = int(told) if told.isdecimal() else word_numbers("number").get(told, 0)
    return Token("whole_year" if number == 12 else kind, match.start(), match.end(), number=number)


def _compact(kind: str, match: re.Match[str], groups: dict[str, str]) -> Token:
    return Token(kind, match.start(), match.end(), second=re.sub(r"\D", "", next(iter(groups.values()))))


def _month(text: str) -> int:
    return word_numbers("month")[text.removeprefix("ខែ").strip(" .")]


_READERS: dict[str, Callable[[str, re.Match[str], dict[str, str]], Token]] = {
    "date": _date,
    "day": _day,
    "month": _some_month,
    "months_told": _some_months,
    "year": _year,
    "span": _span,
    "months": _count,
    "school_compact": _compact,
    "school_short": _compact,
}
