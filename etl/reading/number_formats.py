"""Number formats, parsed once: what each section shows of a number, which ones change what it means or make it a date.

A code is parsed here and nowhere else: the readers ask which formats to keep and what is a date, the rooms above what a
format says about one number. With a parser for each, "ss.00" was a date to one and a number to the other.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

# ECMA-376 part 1, 18.8.30: the built-in formats that are not General, plain digits or thousands separators.
BUILTIN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"$"#,##0_);\\("$"#,##0\\)',
    6: '"$"#,##0_);[Red]\\("$"#,##0\\)',
    7: '"$"#,##0.00_);\\("$"#,##0.00\\)',
    8: '"$"#,##0.00_);[Red]\\("$"#,##0.00\\)',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "m/d/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yyyy h:mm",
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)',
    42: '_("$"* #,##0_);_("$"* (#,##0);_("$"* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
    44: '_("$"* #,##0.00_);_("$"* (#,##0.00);_("$"* "-"??_);_(@_)',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
}
# Date formats of East Asian and Thai editions (ids 27-36, 50-58, 71-81): the code depends on the edition.
BUILTIN |= dict.fromkeys((*range(27, 37), *range(50, 59), *range(71, 82)), "m/d/yyyy")

_PIECE = re.compile(r'"([^"]*)"?|\\(.)|[_*].|\[([^\]]*)\]?|(.)', re.DOTALL)
"""Quoted text, an escaped sign, padding, a bracket (colour, condition, currency, elapsed time), any other sign."""
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_CLOCK = re.compile(r"AM/PM|A/P|上午/下午", re.IGNORECASE)
_DATE_LETTER = re.compile(r"[ymdhs]|\bB[12]|bb|e(?![+-])|g{1,3}", re.IGNORECASE)
_SCALED = re.compile(r"[0#?],+(?![0#?,])")
_WORD = re.compile(r"\w")
_CHANGING = frozenset("%‰()@")
_CHANGING_LITERAL = frozenset("%‰<>*()")
_ALONE = frozenset("$€£៛-/<>*")

EPOCH_1900 = datetime(1899, 12, 30)
EPOCH_1904 = datetime(1904, 1, 1)
_LAST_SERIAL = 2_958_466  # the day after 9999-12-31


class FormatMeaning(NamedTuple):
    """One section of a number format. ``literal`` is the fixed text shown; ``shows_number`` is false for a mask."""

    percent: bool = False
    brackets: bool = False
    date: bool = False
    months_only: bool = False
    years_only: bool = False
    literal: str = ""
    shows_number: bool = True


class _Section(NamedTuple):
    """``code`` is what the section prints of the number, ``text`` its quoted and escaped signs."""

    code: str
    text: str
    elapsed: bool
    condition: tuple[str, float] | None
    meaning: FormatMeaning


@lru_cache(maxsize=4096)
def _sections(code: str) -> tuple[_Section, ...]:
    parts: list[list[tuple[str, str, str, str]]] = [[]]
    for piece in _PIECE.findall(code):
        if piece[3] == ";":
            parts.append([])
        else:
            parts[-1].append(piece)
    return tuple(map(_read_section, parts))


def _read_section(pieces: list[tuple[str, str, str, str]]) -> _Section:
    condition, literal, text, code, elapsed = None, "", "", "", False
    for quoted, escaped, bracket, bare in pieces:
        if bracket:
            if found := _CONDITION.fullmatch(bracket):
                condition = (found.group(1), float(found.group(2)))
            elif _ELAPSED.fullmatch(bracket):
                code, elapsed = code + bracket, True
            elif bracket.startswith("$"):
                literal += bracket[1:].split("-")[0]
        else:
            code += bare
            literal += quoted or escaped
            text += quoted or escaped
    digits = any(sign in code for sign in "0#?")
    general = "general" in code.lower()
    date = elapsed or (not general and "@" not in code and bool(_DATE_LETTER.search(_CLOCK.sub("h", code))))
    letters = {letter for letter in code.lower() if letter.isalpha()} if date else set()
    if not (date or digits):
        literal += "".join(sign for sign in re.sub("general", "", code, flags=re.IGNORECASE) if sign in _ALONE)
    meaning = FormatMeaning(
        percent="%" in code,
        brackets="(" in code or literal.strip().startswith("("),
        date=date,
        months_only={"m", "y"} <= letters and not letters & {"d", "h"},
        years_only=bool(letters) and letters <= {"y", "e"},
        literal=literal.strip("() "),
        shows_number=general or "@" in code or digits or date,
    )
    return _Section(code, text, elapsed, condition, meaning)


def format_meaning(code: str, value: float) -> FormatMeaning:
    """What ``code`` means for ``value``: the section Excel would use for it (positive, negative, zero, conditions)."""
    sections = _sections(code)
    if any(section.condition for section in sections):
        for section in sections:
            if section.condition is None or _COMPARE[section.condition[0]](value, section.condition[1]):
                return section.meaning
        return sections[-1].meaning
    index = 1 if value < 0 else 2 if value == 0 else 0
    return sections[index if index < len(sections) else 0].meaning


def is_date_format(code: str) -> bool:
    """Whether a number shown with ``code`` is a date, a time or a duration."""
    return _sections(code)[0].meaning.date


def is_month_format(code: str) -> bool:
    """Whether ``code`` shows a date as month and year, without a day."""
    return _sections(code)[0].meaning.months_only


def is_year_format(code: str) -> bool:
    """Whether ``code`` shows nothing but the year of a date."""
    return _sections(code)[0].meaning.years_only


@lru_cache(maxsize=4096)
def meaningful(code: str) -> str:
    """``code`` if it changes what the number behind it means, else the empty string.

    Kept: percent and per mille, dates, brackets (a negative number shown as ``(5)``), scaling by a trailing
    comma, text ``@``, any literal word or sign before or after the digits, and one that shows no number at all.
    """
    if not code or code.lower() == "general":
        return ""
    sections = _sections(code)
    if not sections[0].meaning.shows_number or sections[0].meaning.date:
        return code
    changes = (
        _CHANGING & set(one.code)
        or _CHANGING_LITERAL & set(one.text)
        or _WORD.search(one.text)
        or _SCALED.search(one.code)
        for one in sections
    )
    return code if any(changes) else ""


def from_serial(serial: float, code: str, date1904: bool = False) -> date | datetime | time | timedelta | float:
    """The date, time or duration a serial number stands for when shown with ``code``; itself if it is none.

    Day 60 of the 1900 system (29 February 1900, which never was) and the days before it are shifted as Excel
    shows them. Negative serials and years past 9999 stay numbers.
    """
    if not 0 <= serial < _LAST_SERIAL:
        return serial
    if any(section.elapsed for section in _sections(code)):
        return timedelta(seconds=round(serial * 86_400))
    days, fraction = divmod(serial, 1)
    seconds = timedelta(seconds=round(fraction * 86_400, 3))
    if days == 0 and not date1904:
        moment = datetime.min + seconds
        return moment.time() if moment.date() == date.min else time(23, 59, 59)
    shifted = days + 1 if days < 60 and not date1904 else days
    moment = (EPOCH_1904 if date1904 else EPOCH_1900) + timedelta(days=shifted) + seconds
    return moment if seconds else moment.date()
