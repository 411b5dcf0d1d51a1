"""Text of a figure as lines of runs: the little HTML that Plotly reads, and nothing beyond it."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from childrights.pictures import fonts
from childrights.pictures.scene import END, MIDDLE, START, NotDrawable, TextLine, TextRun

_TAG = re.compile(r"<(/?)(\w+)((?:\s[^<>]*)?)/?>")
_COLOUR = re.compile(r"color\s*:\s*([^;'\"]+)")
LEADING = 1.3
"""The height of a line in letter heights, as Plotly sets it."""
RISE = 0.36
"""From the middle of a line down to its baseline, in letter heights."""

Line = tuple[TextRun, ...]


def lines_of(text: str) -> list[Line]:
    """The lines of a text with ``<br>``, ``<b>`` and coloured ``<span>``. Raises ``NotDrawable`` for other tags."""
    lines: list[list[TextRun]] = [[]]
    bold, colours, at = 0, [""], 0
    for tag in [*_TAG.finditer(text), None]:
        words = html.unescape(text[at : tag.start() if tag else len(text)])
        if words:
            lines[-1].append(TextRun(words, bold > 0, colours[-1]))
        if tag is None:
            break
        at = tag.end()
        closing, name = bool(tag[1]), tag[2].lower()
        if name == "br":
            lines.append([])
        elif name == "b":
            bold += -1 if closing else 1
        elif name == "span":
            found = _COLOUR.search(tag[3])
            if closing:
                colours.pop()
            else:
                colours.append(found[1].strip() if found else colours[-1])
        else:
            raise NotDrawable(f"the tag <{name}>")
    return [tuple(line) for line in lines]


def line_width(line: Line, px: float) -> float:
    """How wide a line is."""
    return sum(fonts.width(run.text, px, run.bold) for run in line)


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Lines set under one another."""

    lines: tuple[Line, ...]
    px: float
    colour: str
    halo: str = ""
    leading: float = LEADING

    @property
    def width(self) -> float:
        """Of the longest line."""
        return max((line_width(line, self.px) for line in self.lines), default=0.0)

    @property
    def height(self) -> float:
        """Of all lines."""
        return len(self.lines) * self.px * self.leading

    def at(self, x: float, top: float, align: str = START) -> list[TextLine]:
        """The lines with their first one's upper edge at ``top``; ``x`` is the left, middle or right of them all."""
        return [
            TextLine(
                line,
                x,
                top + (i + 0.5) * self.px * self.leading + self.px * RISE,
                self.px,
                self.colour,
                align,
                self.halo,
            )
            for i, line in enumerate(self.lines)
            if line
        ]


ANCHORS = {"left": START, "center": MIDDLE, "right": END}


def block(text: str, px: float, colour: str, halo: str = "") -> TextBlock:
    """A text of Plotly's as a block."""
    return TextBlock(tuple(lines_of(text)), px, colour, halo)


def aligned(block: TextBlock, left: float, top: float, align: str) -> list[TextLine]:
    """A block in a box that begins at ``left``, its lines set left, in the middle or right within it."""
    x = left + {START: 0.0, MIDDLE: 0.5, END: 1.0}[align] * block.width
    return block.at(x, top, align)


def plain_lines(lines: Sequence[str], bold: bool = False) -> tuple[Line, ...]:
    """Lines without markup."""
    return tuple((TextRun(line, bold),) for line in lines)
