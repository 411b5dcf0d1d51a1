"""Letters as outlines: Noto Sans and Noto Sans Khmer, shaped (vowels and subscripts in their places) by HarfBuzz.

Both the room that words take and the letters of a picture come from here, so that no word is drawn wider than it was
measured, and a file looks the same where nobody has our fonts. HarfBuzz is imported at the first picture, never before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from childrights.pictures.scene import NotDrawable

if TYPE_CHECKING:
    import uharfbuzz

KHMER = re.compile("[\u1780-\u17ff\u19e0-\u19ff\u200c\u200d\u25cc]+")
INVISIBLE = str.maketrans("", "", "\u200b\u00ad")
"""Where words may be broken; nothing to draw."""
_FONTS = {
    False: ("fontpkg_noto_sans", "NotoSans[wdth,wght].ttf"),
    True: ("fontpkg_noto_sans_khmer", "NotoSansKhmer[wdth,wght].ttf"),
}
UNITS = 1000
"""Outlines are kept for letters of this size, the fonts' own, so that their corners are whole numbers."""
REGULAR, BOLD = 400, 660
_FEATURES = {"liga": False}
"""No letters joined into one, as on the screen at these sizes: ``fi`` stays two letters of known widths."""


class Outline(NamedTuple):
    """Letters at a size of ``UNITS`` as an SVG path from the baseline's start, down being positive."""

    path: str
    advance: int


class _Glyph(NamedTuple):
    """A letter of one font by its number there, and where it is drawn, down being positive."""

    khmer: bool
    number: int
    x: int
    y: int


class _Line(NamedTuple):
    glyphs: tuple[_Glyph, ...]
    advance: int


def width(text: str, px: float, bold: bool = False) -> float:
    """How far ``text`` reaches at a size of ``px``, exactly."""
    return _shaped(text, bold).advance * px / UNITS


@lru_cache(maxsize=4096)
def text_outline(text: str, bold: bool = False) -> Outline:
    """The shaped outline of one line of text in both scripts."""
    line, pen = _shaped(text, bold), _Pen()
    for glyph in line.glyphs:
        pen.x, pen.y = glyph.x, glyph.y
        _font(glyph.khmer, bold).draw_glyph_with_pen(glyph.number, pen)
    return Outline("".join(pen.parts), line.advance)


@lru_cache(maxsize=8192)
def _shaped(text: str, bold: bool) -> _Line:
    """The letters of a text in their places. Apart from drawing them: most lines are only measured."""
    import uharfbuzz

    glyphs, at = [], 0
    for part, khmer in _runs(text.translate(INVISIBLE).replace("\u00a0", " ").replace("\u202f", " ")):
        font, line = _font(khmer, bold), uharfbuzz.Buffer()
        line.add_str(part)
        line.direction, line.script, line.language = "ltr", *(("Khmr", "km") if khmer else ("Latn", "en"))
        uharfbuzz.shape(font, line, _FEATURES)
        for info, place in zip(line.glyph_infos, line.glyph_positions, strict=True):
            if not info.codepoint:
                letter = part[info.cluster]
                raise NotDrawable(f"the letter {letter!r} (U+{ord(letter):04X}), which our fonts do not have")
            glyphs.append(_Glyph(khmer, info.codepoint, at + place.x_offset, -place.y_offset))
            at += place.x_advance
    return _Line(tuple(glyphs), at)


def _runs(text: str) -> Iterator[tuple[str, bool]]:
    """The parts of a text by script."""
    at = 0
    for found in KHMER.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], False
        yield found[0], True
        at = found.end()
    if at < len(text):
        yield text[at:], False


class _Pen:
    """Writes down outlines, each moved to ``x`` and ``y``. HarfBuzz calls it by the names of fontTools."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.x = self.y = 0

    def _put(self, letter: str, *points: tuple[float, float]) -> None:
        self.parts.append(letter + " ".join(f"{self.x + round(x)},{self.y - round(y)}" for x, y in points))

    def moveTo(self, point: tuple[float, float]) -> None:
        self._put("M", point)

    def lineTo(self, point: tuple[float, float]) -> None:
        self._put("L", point)

    def qCurveTo(self, *points: tuple[float, float]) -> None:
        self._put("Q", *points)

    def curveTo(self, *points: tuple[float, float]) -> None:
        self._put("C", *points)

    def closePath(self) -> None:
        self.parts.append("Z")


@lru_cache(maxsize=4)
def _font(khmer: bool, bold: bool) -> uharfbuzz.Font:
    """One weight of one script. HarfBuzz's fonts may be used by several threads as long as nobody changes them."""
    import uharfbuzz

    package, name = _FONTS[khmer]
    # Read by Python: HarfBuzz would open a path of other letters than the system's wrongly on Windows.
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob((resources.files(package) / "files" / name).read_bytes())))
    font.scale = (UNITS, UNITS)
    font.set_variations({"wght": BOLD if bold else REGULAR, "wdth": 100})
    return font
