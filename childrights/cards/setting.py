"""Words of a card set in lines: measured with the letters they are drawn in, never torn, never cut."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial

from childrights.cards.telling import plain
from childrights.charts import KHMER_STEP, text
from childrights.pictures import LATIN_LEADING, RISE, TextLine, TextRun, fonts

KHMER_LEADING = 1.5
"""Lines of Khmer as near as their marks above and feet below allow, of our font at any weight."""
_BALANCED_FROM, _NARROWER = 0.55, 12
"""Lines are made about equally long by trying narrower columns, down to this share, in so many steps."""


@dataclass(frozen=True, slots=True)
class Words:
    """Lines of one size under each other."""

    lines: tuple[str, ...]
    px: float
    colour: str
    bold: bool
    leading: float

    @property
    def height(self) -> float:
        """Of all lines."""
        return len(self.lines) * self.px * self.leading

    @property
    def width(self) -> float:
        """Of the longest line."""
        return max((fonts.width(one, self.px, self.bold) for one in self.lines), default=0.0)

    def at(self, x: float, top: float, anchor: str = "start") -> list[TextLine]:
        """The lines with the upper edge of the first at ``top``."""
        return [
            said(
                one,
                x,
                top + (row + 0.5) * self.px * self.leading + self.px * RISE,
                self.px,
                self.colour,
                self.bold,
                anchor,
            )
            for row, one in enumerate(self.lines)
        ]


NONE = Words((), 0.0, "#000000", False, 1.0)


def said(one: str, x: float, y: float, px: float, colour: str, bold: bool = False, anchor: str = "start") -> TextLine:
    """One line at its baseline."""
    return TextLine((TextRun(one, bold),), x, y, px, colour, anchor)


def in_lines(words: str, px: float, room: float, colour: str, lang: str, *, bold: bool = False) -> Words | None:
    """``words`` in lines of at most ``room``; ``None`` where one word is wider than that.

    In Khmer letters are larger by the step of the house.
    """
    if not words:
        return NONE
    px, leading = (px * KHMER_STEP, KHMER_LEADING) if lang == "km" else (px, LATIN_LEADING)
    measure = partial(fonts.width, bold=bold)
    if widest(words, px, bold) > room:
        return None
    lines = text.wrap_lines(words, px, room, measure)
    return Words(tuple(plain(one) for one in lines), px, colour, bold, leading)


def widest(words: str, px: float, bold: bool) -> float:
    """How wide the widest word is."""
    return max(fonts.width(word, px, bold) for word in re.split("[ \u200b]", words))


def evenly(words: str, found: Words, room: float) -> Words:
    """``words`` as they were ``found`` in lines, now about equally long: in as many, in the narrowest column."""
    if len(found.lines) < 2:
        return found
    lines, measure = found.lines, partial(fonts.width, bold=found.bold)
    least = max(widest(words, found.px, found.bold), room * _BALANCED_FROM)
    for part in range(_NARROWER - 1, -1, -1):
        again = text.wrap_lines(words, found.px, least + (room - least) * part / _NARROWER, measure)
        if len(again) > len(lines):
            break
        lines = tuple(plain(one) for one in again)
    return replace(found, lines=lines)


def one_line(words: str, px: float, least: float, room: float, bold: bool = False) -> float:
    """The size, ``px`` at most, at which ``words`` fit into ``room`` in one line; 0 where it is under ``least``."""
    wide = fonts.width(words, px, bold)
    fitting = px if wide <= room else px * room / wide
    return fitting if fitting >= least - 1e-9 else 0.0
