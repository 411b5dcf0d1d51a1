"""What a number format says about the number: percent, brackets, dates, masks and words beside it."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

_PIECE = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[([^\]]*)\]|(.)', re.DOTALL)
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


class FormatMeaning(NamedTuple):
    """One section of a number format. ``literal`` is the fixed text shown; ``shows_number`` is false for a mask."""

    percent: bool = False
    brackets: bool = False
    date: bool = False
    months_only: bool = False
    literal: str = ""
    shows_number: bool = True


class _Section(NamedTuple):
    meaning: FormatMeaning
    condition: tuple[str, float] | None


PLAIN = FormatMeaning()


def format_meaning(fmt: str, value: float) -> FormatMeaning:
    """What ``fmt`` means for ``value``: the section Excel would use for it (positive, negative, zero, conditions)."""
    sections = _sections(fmt)
    if any(section.condition for section in sections):
        for section in sections:
            if section.condition is None or _COMPARE[section.condition[0]](value, section.condition[1]):
                return section.meaning
        return sections[-1].meaning
    index = 1 if value < 0 else 2 if value == 0 else 0
    return sections[index if index < len(sections) else 0].meaning


def is_date_format(fmt: str) -> bool:
    """Whether ``fmt`` shows a number as a date or a time."""
    return bool(fmt) and _sections(fmt)[0].meaning.date


def is_month_format(fmt: str) -> bool:
    """Whether ``fmt`` shows a date as month and year, without a day."""
    return bool(fmt) and _sections(fmt)[0].meaning.months_only


@lru_cache(maxsize=2048)
def _sections(fmt: str) -> tuple[_Section, ...]:
    return tuple(_read_section(part) for part in _split(fmt))


def _split(fmt: str) -> list[str]:
    parts, start = [], 0
    for match in _PIECE.finditer(fmt):
        if match.group(4) == ";":
            parts.append(fmt[start : match.start()])
            start = match.end()
    return [*parts, fmt[start:]]


def _read_section(text: str) -> _Section:
    condition, literal, code = None, "", ""
    for quoted, escaped, bracket, bare in _PIECE.findall(text):
        if bracket:
            if found := _CONDITION.fullmatch(bracket):
                condition = (found.group(1), float(found.group(2)))
            elif _ELAPSED.fullmatch(bracket):
                code += bracket
            elif bracket.startswith("$"):
                literal += bracket[1:].split("-")[0]
        elif bare:
            code += bare
        else:
            literal += quoted or escaped
    general = "general" in code.lower()
    bare_code = re.sub("general", "", code, flags=re.IGNORECASE)
    letters = {letter for letter in bare_code.lower() if letter.isalpha()}
    date = bool(letters & set("ymdhsb")) and not general and not re.search(r"[0#?]", bare_code.replace(".0", ""))
    literal += "".join(sign for sign in bare_code if sign in "$€£៛-/<>*" and not date and not _has_digits(code))
    meaning = FormatMeaning(
        percent="%" in code,
        brackets="(" in code or literal.strip().startswith("("),
        date=date,
        months_only=date and "m" in letters and "y" in letters and "d" not in letters and "h" not in letters,
        literal=literal.strip("() "),
        shows_number=general or "@" in code or _has_digits(code) or date,
    )
    return _Section(meaning, condition)


def _has_digits(code: str) -> bool:
    return any(sign in code for sign in "0#?")
