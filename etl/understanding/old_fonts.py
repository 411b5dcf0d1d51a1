"""Khmer typed in a font from before Unicode (Limon, ABC): Latin letters and signs that only that font draws as Khmer.

Such text says nothing to a program: no label is understood, and no name of a child would be noticed. It is known by the
words themselves, sooner where the workbook knows such a font; a leftover font in a list of styles says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from etl.model import Problem
from etl.reading.address import a1
from etl.reading.grid import Sheet
from etl.understanding.sentences import problem

_FONT = re.compile(r"(?:limon|abc(?![a-z])|khek|baidok|vireak|fk(?![a-z])|truth|tacteng|chrieng)", re.IGNORECASE)
_KHMER = re.compile("[\u1780-\u17ff]")
_WORD = re.compile(r"[^\s\d(){}\[\],.:/_-]{2,}")
# "eRBAEvg", "cMnYn": capitals after small letters; "kMBg;cam", "kN\u00feal": signs and other letters inside words.
_INSIDE = re.compile(
    r"[a-z]{1,3}[A-Z]+[a-z;]|[A-Za-z];[A-Za-z]"
    r"|[A-Za-z][\u00a7\u00a8\u00ac\u00b5\u00b6\u00bd\u00be\u00d0\u00d7\u00d8\u00de\u00f1\u00fe]"
)
_NAME_OF_A_FIELD = re.compile(r"[A-Z]?[a-z]+(?:[A-Z][a-z]{2,})+|[a-z]+[A-Z][a-z]?|[A-Z][a-z]?[A-Z]+s?")
"""SurveyYearLabel, isTotal, eHealth, kWh, PhD, NGOs: nobody's Khmer."""
_WORDS = frozenset((
    "ext\u00fe", "qnam", "srub", "rbus", "rsi", "kumar", "cmnyn", "pakry", "grta", "ept", "l>r", "racfani", "rsuk",
    "xum", "pumi", "taekv", "kmbt", "erbevg", "\u00e9rbevg", "esomrab", "svayerog", "rkech",
))  # fmt: skip
"""Province, year, total, male, female, child, number, percentage, rate, sex, district and some provinces, in Limon."""
_FEWEST, _SHARE, _SHARE_OF_A_FONT = 4, 0.4, 0.15
_MOST_TEXTS = 2000


def find_old_font(sheets: Sequence[Sheet]) -> Problem | None:
    """One sentence about a workbook whose Khmer is written in such a font; ``None`` for every other."""
    texts: dict[str, tuple[str, int, int]] = {}
    for sheet in sheets:
        for row, line in enumerate(sheet.rows):
            for col, value in enumerate(line):
                if isinstance(value, str) and len(texts) < _MOST_TEXTS and any(map(str.isalpha, value)):
                    texts.setdefault(value, (sheet.name, row, col))
    latin = [text for text in texts if not _KHMER.search(text)]
    odd = [text for text in latin if is_garbled(text)]
    fonts = sorted({font for sheet in sheets for font in sheet.fonts if _FONT.match(font)})
    enough = _SHARE_OF_A_FONT if fonts else _SHARE
    if len(odd) < (2 if fonts else _FEWEST) or len(odd) < enough * len(latin):
        return None
    name, row, col = texts[odd[0]]
    return problem(
        "unreadable_file", "old_font", "error", name, a1(row, col), odd[0], font=fonts[0] if fonts else "Limon, ABC"
    )


def is_garbled(text: str) -> bool:
    """Whether a text looks like Khmer in Latin letters of an old font."""
    words = _WORD.findall(text)
    odd = sum(word.casefold() in _WORDS or _is_odd(word) for word in words)
    return odd > 0 and 2 * odd >= len(words)


def _is_odd(word: str) -> bool:
    return _INSIDE.search(word) is not None and _NAME_OF_A_FIELD.fullmatch(word) is None
