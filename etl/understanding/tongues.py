"""Labels that say one thing in two languages, as every form of a ministry does: ``ស្រី Female``, ``Sex / ភេទ``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from etl.understanding.text import visible

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
    text = visible(text)
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
    text = visible(text)
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
