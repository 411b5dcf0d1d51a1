"""Age groups as written in English, Khmer and SDMX codes, to the codes of the data model."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple


class Age(NamedTuple):
    """``code`` as in the data model (``0-4``, ``65+``, ``6-8 months``); ``sure`` when the text says it is an age."""

    code: str
    sure: bool


_OLDEST = 130

_WORDS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "ten": 10,
    "twelve": 12,
    "fifteen": 15,
    "sixteen": 16,
    "eighteen": 18,
    "twenty": 20,
    "មួយ": 1,
    "ពីរ": 2,
    "ប្រាំ": 5,
    "ដប់ប្រាំបី": 18,
}
_N = rf"(\d{{1,3}}|{'|'.join(_WORDS)})"
_UNIT = r"(?:[ -]?(years?(?: of age| olds?)?|yrs?|y/?o|y|ឆ្នាំ|months?(?: of age| olds?)?|mos?\.?|m|ខែ)(?![a-z]))"
_PREFIX = (
    r"(?:(?<![a-z])(?:children |people |persons |women |men )?(?:ages?|aged|age group|ក្រុមអាយុ|អាយុចាប់ពី|អាយុពី|អាយុ)[ :]*)"
)
_UP = r"(?: ?\+|(?: years?| yrs?)? ?(?:and|or|&) (?:over|above|older|more|up)| ?ឆ្នាំ ?ឡើង(?:ទៅ|លើ)?| ?ឡើង(?:ទៅ|លើ)?)"
_BELOW = r"(?:under|below|less than|younger than|<|u(?=\d)|u-(?=\d)|ក្រោម|តិចជាង)"
_RANGE = re.compile(rf"({_PREFIX})?{_N}{_UNIT}? ?(?:-|to|ដល់|and) ?{_N}{_UNIT}?")
_UNDER = re.compile(rf"({_PREFIX})?(?:children |kids |កុមារ)?({_BELOW})[ -]?{_N}s?{_UNIT}?")
_OVER = re.compile(rf"({_PREFIX})?(?:(?:≥|>=) ?{_N}{_UNIT}?|{_N}{_UP}{_UNIT}?)")
_SINGLE = re.compile(rf"(?:({_PREFIX}){_N}{_UNIT}?|{_N}[ -]?(years? old|years?|yrs?|ឆ្នាំ))")
_SDMX = re.compile(r"([ym])(?:(\d+)t(\d+)|_(ge|lt)(\d+)|(\d+))(?:: .*)?")
_RANGES_INSIDE = rf"(?<![\d.,/])\d{{1,2}} ?(?:[-–]|to) ?\d{{1,3}}{_UNIT}?(?![\d%/])"
_MONTHS = re.compile(r"\bmonths?\b|ខែ", re.IGNORECASE)
_NO_UNIT = re.compile(r"[\d\s.<>≤≥+–—-]*\d\+?(?:\.0)?")
AGE_INSIDE = re.compile(
    rf"{_PREFIX}?(?:(?:{_BELOW}[ -]|{_BELOW})(?<!<-)(?:\d{{1,2}}|five|eighteen|two|one|ប្រាំ){_UNIT}?(?!\d)"
    rf"|\d{{1,2}}{_UP}(?![a-z])"
    rf"|(?<!grade )(?<!grades )(?<!class )(?<!ថ្នាក់ទី)(?<!ថ្នាក់){_RANGES_INSIDE})",
    re.IGNORECASE,
)
"""Finds an age group inside a longer label (grades are no ages)."""


def read_age(text: str) -> Age | None:
    """Read lower-case text (ASCII digits and dashes) that is one age group and nothing else."""
    if match := _SDMX.fullmatch(text):
        return _from_code(match)
    if match := _RANGE.fullmatch(text):
        low, high = _number(match[2]), _number(match[4])
        units = {"months" if _months(unit) else "years" for unit in (match[3], match[5]) if unit}
        if low > high or len(units) > 1:
            return None
        return _age(f"{low}-{high}", bool(match[1] or units), "months" in units)
    if match := _UNDER.fullmatch(text):
        number = _number(match[3])
        word = match[2] not in ("<", "less than", "តិចជាង") or bool(match[1] or match[4])
        return _age(f"0-{number - 1}", word, bool(match[4]) and _months(match[4])) if number >= 1 else None
    if match := _OVER.fullmatch(text):
        number, unit = _number(match[2] or match[4]), match[3] or match[5] or ""
        return None if _months(unit) else Age(f"{number}+", True)
    if match := _SINGLE.fullmatch(text):
        number = _number(match[2] or match[4])
        return _age(f"{number}-{number}", True, _months(match[3] or ""))
    return None


def _from_code(match: re.Match[str]) -> Age | None:
    months = match[1] == "m"
    if match[2]:
        low, high = int(match[2]), int(match[3])
        return _age(f"{low}-{high}", True, months) if low <= high else None
    if match[4] == "ge":
        return None if months else Age(f"{match[5]}+", True)
    if match[4] == "lt":
        return _age(f"0-{int(match[5]) - 1}", True, months) if int(match[5]) >= 1 else None
    return _age(f"{match[6]}-{match[6]}", True, months)


def _number(text: str) -> int:
    return _WORDS[text] if text in _WORDS else int(text)


def _months(unit: str | None) -> bool:
    return unit is not None and (unit == "m" or unit.startswith(("mo", "ខែ")))


def _age(code: str, sure: bool, months: bool) -> Age:
    return Age(f"{code} months" if months else code, sure)


def in_months(text: str, header: str) -> str:
    """An age as told below a header: "6-8" below "Age in months" is of months."""
    bare = text.strip()
    return f"{bare} months" if _MONTHS.search(header) and _NO_UNIT.fullmatch(bare) else text


def months_of(code: str) -> tuple[int, int] | None:
    """First and last month of life of an age code of the data model; ``None`` for ``total``."""
    match = re.fullmatch(r"(\d+)(?:-(\d+)|\+)( months)?", code)
    if match is None:
        return None
    low, high = int(match[1]), int(match[2]) if match[2] else _OLDEST
    return (low, high) if match[3] else (low * 12, high * 12 + 11)


def lies_within(code: str, codes: Iterable[str]) -> bool:
    """Whether an age lies within one of others; also when there are none, or it is no age."""
    age, others = months_of(code), [other for other in map(months_of, codes) if other is not None]
    return age is None or not others or any(low <= age[0] and age[1] <= high for low, high in others)
