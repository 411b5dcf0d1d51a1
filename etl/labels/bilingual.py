"""Labels that say one thing in two languages, as every form of a ministry does: ``ស្រី Female``, ``Sex / ភេទ``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, groupby, islice

from etl.cells import visible_text
from etl.labels.word_lists import listed
from etl.problems import Problem, problem
from etl.reading import Sheet, a1

_LETTER = re.compile("[A-Za-z]|[\u1780-\u17d3\u17dc\u17dd\u17e0-\u17e9]")
_SEPARATOR = re.compile(r"[\n\r/|\\]|\s[-–—]+\s|(?<!\d)[-–—](?!\d)")
_EDGE = re.compile(r"\s*(?:[\n\r/|\\]|\s[-–—]\s|[–—]|(?<=[)\u1780-\u17d3])-|-(?=[\u1780-\u17d3])|(?<=\S)\s(?=\S))\s*")
_BOTH = re.compile("(?=.*[A-Za-z]{3})(?=.*[\u1780-\u17d3]{3})", re.DOTALL)
_OPEN, _CLOSE = "([{", ")]}"
_LOOSE = " \t\r\n/|\\,;-–—"


@lru_cache(maxsize=65_536)
def two_tongues(text: str) -> tuple[str, str] | None:
    """The halves of a label written once in Khmer and once in Latin letters, in the order in which they stand.

    Numbers, signs and units stay with the letters they follow. ``None`` when the scripts change more than once or
    not at all.
    """
    if text.isascii():
        return None
    text = visible_text(text)
    letters = list(_LETTER.finditer(text))
    runs = [list(run) for _, run in groupby(letters, key=lambda letter: letter[0].isascii())]
    if len(runs) != 2:
        return None
    end, start = runs[0][-1].end(), runs[1][0].start()
    gap = text[end:start]
    if (split := _SEPARATOR.search(gap)) is not None:
        halves = text[: end + split.start()], text[end + split.end() :]
    elif any(sign in gap for sign in _OPEN) and not any(sign in gap for sign in _CLOSE):
        halves = _bracketed(text, end + next(place for place, sign in enumerate(gap) if sign in _OPEN))
    else:
        # "អាយុ 0-4 Age 0-4": what follows a word belongs to it, unless the label begins with a number itself.
        edges = [place + 1 for place, sign in enumerate(gap) if sign in f" {_CLOSE}"] or [len(gap)]
        cut = end + (edges[0] if text.lstrip()[0].isdecimal() else edges[-1])
        halves = text[:cut], text[cut:]
    first, second = (half.strip(_LOOSE) for half in halves)
    return (first, second) if first and second else None


def all_halves(text: str) -> Iterator[tuple[str, str]]:
    """Every way to part a label of two scripts in two: a Khmer name may itself hold an abbreviation (``… (CDHS)``)."""
    if text.isascii() or _BOTH.match(text) is None:
        return
    halves = two_tongues(text)
    yield from (halves,) if halves is not None else ()
    text = visible_text(text)
    for edge in _EDGE.finditer(text):
        first, second = text[: edge.start()].strip(_LOOSE), text[edge.end() :].strip(_LOOSE)
        if first and second:
            yield first, second
            if second[0] in _OPEN and second[-1] in _CLOSE:
                yield first, second[1:-1].strip()


def _bracketed(text: str, start: int) -> tuple[str, str]:
    """``ស្រី (Female) %``: what stands in brackets, and the rest around it."""
    depth = 0
    for place in range(start, len(text)):
        depth += (text[place] in _OPEN) - (text[place] in _CLOSE)
        if not depth:
            return f"{text[:start].rstrip()} {text[place + 1 :].lstrip()}", text[start + 1 : place]
    return text[:start], text[start + 1 :]


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
_WORDS = listed("limon")
"""Province, year, total, male, female, child, number, percentage, rate, sex, district and some provinces, in Limon."""
_FEWEST, _SHARE, _SHARE_OF_A_FONT = 4, 0.4, 0.15
_MOST_TEXTS = 2000


def find_old_font(sheets: Sequence[Sheet]) -> Problem | None:
    """One sentence about a workbook whose Khmer is written in such a font; ``None`` for every other."""
    held = dict.fromkeys(chain.from_iterable(row for sheet in sheets for row in sheet.rows))
    texts = islice((value for value in held if isinstance(value, str) and any(map(str.isalpha, value))), _MOST_TEXTS)
    latin = [text for text in texts if not _KHMER.search(text)]
    odd = [text for text in latin if is_garbled(text)]
    fonts = sorted({font for sheet in sheets for font in sheet.fonts if _FONT.match(font)})
    enough = _SHARE_OF_A_FONT if fonts else _SHARE
    if len(odd) < (2 if fonts else _FEWEST) or len(odd) < enough * len(latin):
        return None
    name, row, col = _first_place(odd[0], sheets)
    return problem(
        "unreadable_file", "old_font", "error", name, a1(row, col), odd[0], font=fonts[0] if fonts else "Limon, ABC"
    )


def _first_place(text: str, sheets: Sequence[Sheet]) -> tuple[str, int, int]:
    return next(
        (sheet.name, row, line.index(text)) for sheet in sheets for row, line in enumerate(sheet.rows) if text in line
    )


def is_garbled(text: str) -> bool:
    """Whether a text looks like Khmer in Latin letters of an old font."""
    words = _WORD.findall(text)
    odd = sum(word.casefold() in _WORDS or _is_odd(word) for word in words)
    return odd > 0 and 2 * odd >= len(words)


def _is_odd(word: str) -> bool:
    return _INSIDE.search(word) is not None and _NAME_OF_A_FIELD.fullmatch(word) is None
