"""Text that fits its box: measured before it is set, made smaller step by step, and parted where nothing else helps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from childrights.charts import text

LEADING = {"en": 1.38, "km": 1.86}
"""Height of a line of Noto Sans and Noto Sans Khmer in sizes of the letters, as office programs on Windows set it."""
_SPACING = {False: 1.62, True: 1.5}
"""From line to line of Khmer on a slide, bold headlines closer. It is set exactly: left to itself, one program squeezes
Khmer and another spreads it."""
_HANGING = 0.25
"""How far Khmer subscripts reach below the last line, in sizes of the letters."""
_ROOM = {"en": 0.95, "km": 0.88}
"""How much of a line is filled before a word goes to the next one; Khmer is broken at whole words."""
_BOLD, _STEPS, _SHORT = 1.07, 7, 7
MORE = "…"
_SIGN = re.compile(r"(\d|©) (%|OpenStreetMap)")


@dataclass(frozen=True, slots=True)
class StyledText:
    """One paragraph with its look. ``space`` is the gap above it in points, ``role`` one of ``ink``, ``quiet`` and
    ``action``; a page does not end after one to ``keep`` with the next. Numbers and their signs stay on one line."""

    text: str
    bold: bool = False
    role: str = "ink"
    space: float = 0.0
    bullet: bool = False
    size: float = 1.0
    keep: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", _SIGN.sub("\\1\u00a0\\2", self.text))


def script(words: str) -> str:
    """``km`` for text with Khmer letters, else ``en``."""
    return "km" if any("\u1780" <= letter <= "\u17ff" for letter in words) else "en"


def without_widow(words: str) -> str:
    """A headline whose last word does not stand on a line alone, where that is a short one."""
    start, gap, last = words.rpartition(" ")
    short = start.count(" ") > 3 and len(last) <= _SHORT
    return f"{start}\u00a0{last}" if gap and short else words


def spacing(words: str, *, bold: bool = False) -> float:
    """From line to line on a slide, in sizes of the letters."""
    return _SPACING[bold] if script(words) == "km" else LEADING["en"]


def rows(words: str, pt: float, width: float, *, bold: bool = False) -> int:
    """On how many lines of ``width`` points ``words`` stand."""
    room = width * _ROOM[script(words)] / (_BOLD if bold else 1)
    return max(1, sum(max(1, len(text.wrap_lines(part, pt, room))) for part in words.split("\n")))


def height(paragraphs: Sequence[StyledText], pt: float, width: float) -> float:
    """How high paragraphs are in points."""
    total = 0.0
    for at, one in enumerate(paragraphs):
        size = pt * one.size
        room = width - (size if one.bullet else 0)
        total += rows(one.text, size, room, bold=one.bold) * size * spacing(one.text, bold=one.bold)
        total += one.space if at else 0
    last = paragraphs[-1] if paragraphs else StyledText("")
    return total + (_HANGING * pt * last.size if script(last.text) == "km" else 0)


def size_that_fits(
    paragraphs: Sequence[StyledText], box: tuple[float, float], largest: float, smallest: float
) -> float | None:
    """The largest size in points at which paragraphs fit a box of (width, height); ``None`` when none does."""
    pt = largest
    while pt >= smallest:
        if height(paragraphs, pt, box[0]) <= box[1]:
            return pt
        pt -= 0.5
    return None


def as_many_as_fit(paragraphs: Sequence[StyledText], box: tuple[float, float], pt: float) -> int:
    """How many of the first paragraphs fit a box at a size."""
    count = 0
    while count < len(paragraphs) and height(paragraphs[: count + 1], pt, box[0]) <= box[1]:
        count += 1
    return count


def shortened(words: str, pt: float, box: tuple[float, float], *, bold: bool = False) -> str:
    """``words``, or as many of them as fit a box, with an ellipsis; whole words in languages that have spaces."""
    one = StyledText(words, bold)
    if height([one], pt, box[0]) <= box[1]:
        return words
    units = words.split(" ") if script(words) == "en" else text.clusters(words)
    glue = " " if script(words) == "en" else ""
    low, high = 0, len(units)
    while low < high:
        middle = ceil((low + high) / 2)
        tried = StyledText(glue.join(units[:middle]) + MORE, bold)
        low, high = (middle, high) if height([tried], pt, box[0]) <= box[1] else (low, middle - 1)
    return glue.join(units[:low]).rstrip(" ,;:") + MORE


def pages(paragraphs: Sequence[StyledText], box: tuple[float, float], pt: float) -> list[list[StyledText]]:
    """Paragraphs on as few pages as hold them, alike in length; one longer than a page is shortened to it."""
    found = _paged(paragraphs, box, pt)
    low, high = box[1] / len(found) if found else 0.0, box[1]
    longest = max((height([replace(one, space=0)], pt, box[0]) for one in paragraphs), default=0.0)
    if len(found) < 2 or longest > box[1]:
        return found
    for _ in range(_STEPS):
        middle = (low + high) / 2
        tried = _paged(paragraphs, (box[0], middle), pt) if middle >= longest else []
        if len(tried) == len(found):
            found, high = tried, middle
        else:
            low = middle
    return found


def _paged(paragraphs: Sequence[StyledText], box: tuple[float, float], pt: float) -> list[list[StyledText]]:
    found: list[list[StyledText]] = []
    rest = list(paragraphs)
    while rest:
        count = as_many_as_fit(rest, box, pt)
        if count == 0:
            one = rest[0]
            room = (box[0] - (pt * one.size if one.bullet else 0), box[1])
            found.append([replace(one, text=shortened(one.text, pt * one.size, room, bold=one.bold))])
            rest = rest[1:]
            continue
        while 0 < count < len(rest) and rest[count - 1].keep:
            count -= 1
        count = count or as_many_as_fit(rest, box, pt)
        found.append(rest[:count])
        rest = rest[count:]
    return found
