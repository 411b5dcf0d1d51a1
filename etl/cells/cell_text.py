"""A figure told in text: with a unit, a footnote mark, brackets, an interval, or a second figure beside it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from etl.cells.numerals import NUMERAL
from etl.cells.text import dashes, split_superscripts
from geo import fold_khmer

SIMPLE = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
"""The usual numeral, which needs no taking apart."""

_LONGEST = 120
_N = NUMERAL
_MARKS = r"(?:[*†‡§#^]+|\[\d{1,2}\]|\([a-z]\)|/[a-z1-9]|\^?[a-d])"
_PERCENT = r"%|percent|per cent|pct\.?|ភាគរយ"
_UNITS = (
    ("percent", _PERCENT),
    ("per_1000", r"‰|(?:deaths )?(?:per|/) ?(?:1[ ,.]?000|thousand)(?: live births| births| women| children)?"),
    ("per_100000", r"(?:per|/) ?100[ ,.]?000(?: population| people| children)?"),
    ("years", r"years?(?: old)?|yrs?\.?|ឆ្នាំ"),
    ("number", r"children|child|persons?|people|cases?|kids|students?|pupils|minors|victims|នាក់|ករណី|កុមារ|សិស្ស|ជននាក់"),
    ("currency", r"(?:us ?)?\$|usd|khr|riels?|៛|រៀល|€|£"),
)
_UNIT = "|".join(pattern for _, pattern in _UNITS)
_FIGURE = re.compile(rf"({_N}) ?({_UNIT})?", re.IGNORECASE)
_NOTED = re.compile(rf"({_N}) ?({_PERCENT})?( ?{_MARKS})( ?{_MARKS})?", re.IGNORECASE)
_PROVISIONAL = re.compile(
    rf"({_N}) ?({_PERCENT})? ?(?:\(?p\)?|\((?:provisional|prelim(?:inary)?\.?|បឋម)\))", re.IGNORECASE
)
_BRACKETED = re.compile(rf"\( ?({_N}) ?({_PERCENT})? ?\)({_MARKS}*)", re.IGNORECASE)
_INTERVAL = re.compile(
    rf"({_N}) ?(%)? ?[(\[] ?(?:95 ?%? ?(?:ci|c\.i\.)? ?[:,=]? ?)??({_N}) ?%? ?(?:-|to|;|,(?= )|–) ?({_N}) ?%? ?[)\]]",
    re.IGNORECASE,
)
_SAMPLE = re.compile(rf"({_N}) ?(%)? ?[(\[] ?(n ?= ?[\d,. ]*\d) ?[)\]]", re.IGNORECASE)
_PLUS_MINUS = re.compile(rf"({_N}) ?(%)? ?(?:±|\+/-|\+-) ?({_N}) ?%?")
_TWO = re.compile(
    rf"(?:សរុប |total:? )?({_N}) ?(?:{_UNITS[4][1]})? ?(?:[(\[](.+)[)\]]|[,;] ?(.+)|((?:ស្រី|ប្រុស|នារី).+))", re.IGNORECASE
)
_FILLER = re.compile(r"^(?:ក្នុងនោះ(?:មាន)?|of which|of whom|including|incl\.?|with)[ :,]*", re.IGNORECASE)
_FEMALE = r"females?|girls?|women|woman|f|ក្មេងស្រី|សិស្សស្រី|ស្ត្រី|ស្រី|នារី|កុមារី"
_MALE = r"males?|boys?|men|man|m|ក្មេងប្រុស|សិស្សប្រុស|បុរស|ប្រុស|កុមារា"
_PART = re.compile(
    rf"(?:({_FEMALE})|({_MALE})) ?[:=]? ?({_N}) ?(?:នាក់)?|({_N}) ?(?:នាក់)? ?(?:({_FEMALE})|({_MALE}))(?: ?នាក់)?",
    re.IGNORECASE,
)
_PART_SEPARATOR = re.compile(r" ?(?:[,;/&] | and | និង |;|/|&)", re.IGNORECASE)


class CellPieces(NamedTuple):
    """The pieces of a text cell. ``figure`` and the others are numerals still to be read.

    ``shape``: ``plain | small_sample | interval | plus_minus | parts``; ``parts`` are ``(sex, numeral)``.
    """

    shape: str
    figure: str
    unit: str = ""
    note: str = ""
    status: str = "normal"
    interval: tuple[str, str] | None = None
    parts: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=65536)
def split_cell(text: str) -> CellPieces | None:
    """Take apart text that tells a figure; ``None`` when it does not."""
    if SIMPLE.fullmatch(text):
        return CellPieces("plain", text)
    if len(text) > _LONGEST:
        return None
    text, marks = split_superscripts(dashes(text))
    if found := _FIGURE.fullmatch(text):
        return CellPieces("plain", found.group(1), _unit_of(found.group(2)), marks)
    if found := _BRACKETED.fullmatch(text):
        unit = "percent" if found.group(2) else ""
        return CellPieces("small_sample", found.group(1), unit, marks + found.group(3), "small_sample")
    if found := _PROVISIONAL.fullmatch(text):
        return CellPieces("plain", found.group(1), "percent" if found.group(2) else "", marks, "provisional")
    if found := _NOTED.fullmatch(text):
        note = (found.group(3) + (found.group(4) or "")).strip()
        return CellPieces("plain", found.group(1), "percent" if found.group(2) else "", marks + note)
    if found := _INTERVAL.fullmatch(text):
        unit = "percent" if "%" in text else ""
        return CellPieces("interval", found.group(1), unit, marks, interval=(found.group(3), found.group(4)))
    if found := _PLUS_MINUS.fullmatch(text):
        return CellPieces("plus_minus", found.group(1), "percent" if found.group(2) else "", f"±{found.group(3)}")
    if found := _SAMPLE.fullmatch(text):
        return CellPieces("plain", found.group(1), "percent" if found.group(2) else "", found.group(3))
    return _parts(text, marks)


def _unit_of(word: str | None) -> str:
    if not word:
        return ""
    return next(unit for unit, pattern in _UNITS if re.fullmatch(pattern, word, re.IGNORECASE))


def _parts(text: str, marks: str) -> CellPieces | None:
    found = _TWO.fullmatch(text)
    if found is None:
        return None
    inside = _FILLER.sub("", (found.group(2) or found.group(3) or found.group(4)).strip())
    parts = []
    for piece in _PART_SEPARATOR.split(inside):
        part = _PART.fullmatch(piece.strip())
        if part is None:
            return None
        sex = "female" if part.group(1) or part.group(5) else "male"
        parts.append((sex, part.group(3) or part.group(4)))
    if len({sex for sex, _ in parts}) != len(parts):
        return None
    return CellPieces("parts", found.group(1), "number", marks, parts=tuple(parts))


_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_VARIANTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (variant, re.compile(fold_khmer(pattern), re.IGNORECASE))
    for variant, pattern in (
        ("approximate", rf"(?:~|≈|about|around|approx\.?(?:imately)?|ca\.?|c\.|nearly|almost|ប្រហែល|ប្រមាណ|ជិត) ?{_N}.*"),
        ("scale_word", rf"{_N} ?(?:k|m|mn|mio|bn|thousand|million|billion|hundred|ពាន់|ម៉ឺន|សែន|លាន)(?![a-z]).*"),
        ("scientific", r"-?\d+(?:[.,]\d+)?e[+-]?\d+"),
        ("fraction", rf"{_N} ?(?:/|of|out of|ក្នុងចំណោម|លើ) ?{_N}.*"),
        ("date", rf"\d{{1,2}}[-/ ]?{_MONTH}(?:[-/ ]\d{{2,4}})?|{_MONTH}[-/ ]\d{{1,4}}"),
        ("date", r"\d{1,4}[-/]\d{1,2}[-/]\d{1,4}.*"),
        ("range", rf"{_N} ?%? ?(?:-|to|ដល់) ?{_N} ?%?"),
        ("currency", rf"(?:(?:us ?)?\$|€|£|៛|usd|khr) ?{_N}.*"),
        ("second_figure", rf"{_N}.* ?[(\[,;].*\d.*"),
        ("broken", r"[-+]?[\d.,' ]+%?"),
    )
)


def variant_of(text: str) -> str:
    """Which sentence tells a person best why ``text`` is no figure."""
    text = dashes(text)
    return next((variant for variant, pattern in _VARIANTS if pattern.fullmatch(text)), "words")
