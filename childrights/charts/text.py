"""Text inside a figure: how wide it is, where it may break, and safe HTML for hover boxes."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterable
from itertools import zip_longest

_WIDTHS = {"Mn": 0.0, "Mc": 0.5, "Cf": 0.0}
_KHMER_SUBSCRIPT_SIGN = "\u17d2"
_BREAKS, _HELD = " \u200b", "\u00a0"
_KHMER = re.compile("[\u1780-\u17d3]")


def approximate_width(text: str, px: float) -> float:
    """The approximate width of ``text`` in pixels at a size of ``px`` (Noto Sans and Noto Sans Khmer)."""
    total, subscript = 0.0, False
    for letter in text:
        category = unicodedata.category(letter)
        if subscript or category in _WIDTHS:
            total += 0.0 if subscript else _WIDTHS[category]
        elif "\u1780" <= letter <= "\u17ff":
            total += 0.68
        elif letter in " .,:;|il'!()·-":
            total += 0.3
        else:
            total += 0.66 if category == "Lu" else 0.56
        subscript = letter == _KHMER_SUBSCRIPT_SIGN
    return total * px


def clusters(text: str) -> list[str]:
    """``text`` cut into units that may not be torn apart: a letter with its marks and Khmer subscripts.

    A mark where a line may be broken (U+200B) is a unit of its own: glued to a letter it broke nothing.
    """
    units: list[str] = []
    glue = False
    for letter in text:
        if units and letter not in _BREAKS and (glue or unicodedata.category(letter) in _WIDTHS):
            units[-1] += letter
        else:
            units.append(letter)
        glue = letter == _KHMER_SUBSCRIPT_SIGN
    return units


def wrap_lines(
    text: str, px: float, limit: float, measure: Callable[[str, float], float] = approximate_width
) -> list[str]:
    """``text`` in lines of at most ``limit`` pixels, broken at spaces, Khmer where ICU parts its words, and a word that
    is longer still between its letters.

    A sign of percentage stays beside its number.

    ``measure`` tells how wide a text is at a size in pixels.
    """
    held = _HELD in text
    if _KHMER.search(text) and any(measure(part, px) > limit for part in text.split(_BREAKS[0])):
        from childrights.charts.breaks import breakable  # asked only for words that do not fit a line

        text = breakable((text,), "km")[0]
    lines: list[str] = []
    line = ""
    for word in _words(text, px, limit, measure):
        if line and measure(line + word.rstrip(_BREAKS), px) > limit:
            lines.append(line.strip(_BREAKS))
            line = ""
        line += word
    if line.strip(_BREAKS):
        lines.append(line.strip(_BREAKS))
    plain = (one.replace(_BREAKS[1], "") for one in lines)
    return [one if held else one.replace(_HELD, " ") for one in plain]


def _words(text: str, px: float, limit: float, measure: Callable[[str, float], float]) -> Iterable[str]:
    word, units = "", clusters(text)
    for unit, after in zip_longest(units, units[1:], fillvalue=""):
        if word and measure(word + unit, px) > limit:
            yield word
            word = ""
        word += unit
        if unit[0] in _BREAKS and after != "%":
            yield word
            word = ""
    if word:
        yield word


def joined_lines(lines: Iterable[str]) -> str:
    """Lines as one escaped HTML string with line breaks, the little HTML that Plotly reads."""
    return "<br>".join(html.escape(line, quote=False) for line in lines)
