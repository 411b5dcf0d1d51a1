"""Letters as outlines: Noto Sans and Noto Sans Khmer, shaped (vowels and subscripts in their places) by libraqm.

matplotlib is imported at the first picture, never before. Its font objects are not safe between threads, so
one lock stands around them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module, resources
from threading import RLock
from typing import Any, NamedTuple

import numpy as np

from childrights.pictures.scene import NotDrawable

KHMER = re.compile("[\u1780-\u17ff\u19e0-\u19ff\u200c\u200d\u25cc]+")
INVISIBLE = str.maketrans("", "", "\u200b\u00ad")
"""Where words may be broken; nothing to draw."""
_FONTS = {
    False: ("fontpkg_noto_sans", "NotoSans[wdth,wght].ttf"),
    True: ("fontpkg_noto_sans_khmer", "NotoSansKhmer[wdth,wght].ttf"),
}
_USUAL = (*range(0x20, 0x180), *range(0x2000, 0x2070), 0x20AC, 0x2021, *range(0x2190, 0x2194), 0x2212, 0x2264, 0x2265)
"""Letters that are cut out of the Latin font at once; to make a weight of the whole takes seconds."""
UNITS = 100.0
"""Outlines are kept for letters of this size in pixels."""
REGULAR, BOLD = 400, 660

LOCK = RLock()


class Outline(NamedTuple):
    """Letters at a size of ``UNITS``, the baseline at 0 and up being positive; codes are matplotlib's."""

    vertices: np.ndarray[Any, Any]
    codes: np.ndarray[Any, Any]
    advance: float


def width(text: str, px: float, bold: bool = False) -> float:
    """How far ``text`` reaches at a size of ``px``, exactly."""
    return outline(text, bold).advance * px / UNITS


@lru_cache(maxsize=4096)
def outline(text: str, bold: bool = False) -> Outline:
    """The shaped outline of one line of text in both scripts."""
    vertices: list[Any] = []
    codes: list[Any] = []
    at = 0.0
    with LOCK:
        for part, khmer in _runs(text.translate(INVISIBLE).replace("\u00a0", " ").replace("\u202f", " ")):
            glyphs, outlines, end = _shaped(part, khmer, bold)
            for name, x, y, scale in glyphs:
                points, kinds = outlines[name]
                if len(points):
                    vertices.append(np.asarray(points) * scale + (x + at, y))
                    codes.append(np.asarray(kinds))
            at += end
    if not vertices:
        return Outline(np.empty((0, 2)), np.empty(0, dtype=np.uint8), at)
    return Outline(np.concatenate(vertices), np.concatenate(codes).astype(np.uint8), at)


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


def _shaped(part: str, khmer: bool, bold: bool) -> tuple[list[tuple[str, float, float, float]], dict[str, Any], float]:
    """Glyphs with their places, their outlines, and where the next part starts: at a space set behind them."""
    setter = import_module("matplotlib.textpath").TextToPath()
    font = _font(khmer, bold)
    if any(not font.get_char_index(ord(letter)) for letter in part):
        font = _font(khmer, bold, "".join(sorted(set(part))))
    for letter in part:
        if not font.get_char_index(ord(letter)):
            raise NotDrawable(f"the letter {letter!r} (U+{ord(letter):04X}), which our fonts do not have")
    glyphs, outlines, _ = setter.get_glyphs_with_font(font, f"{part} ", language="km" if khmer else "en")
    return glyphs[:-1], outlines, glyphs[-1][1]


@lru_cache(maxsize=64)
def _font(khmer: bool, bold: bool, letters: str = "") -> Any:
    """One weight of one script, cut out of the variable font in memory."""
    instancer = import_module("fontTools.varLib.instancer")
    with import_module("fontTools.ttLib").TTFont(io.BytesIO(_source(khmer, letters)), lazy=True) as font:
        weight = {"wght": BOLD if bold else REGULAR, "wdth": 100}
        instancer.instantiateVariableFont(font, weight, inplace=True)
        cut = io.BytesIO()
        font.save(cut)
    cut.seek(0)
    face = import_module("matplotlib.ft2font").FT2Font(cut)
    face.set_size(UNITS, 72)
    return face


@lru_cache(maxsize=16)
def _source(khmer: bool, letters: str) -> bytes:
    """A variable font: the Khmer one as it is, of the Latin one the usual letters, or rare ``letters``."""
    package, name = _FONTS[khmer]
    content = (resources.files(package) / "files" / name).read_bytes()
    if khmer:
        return content
    subset = import_module("fontTools.subset")
    options = subset.Options(notdef_outline=True, hinting=False)
    options.drop_tables = [*options.drop_tables, "GSUB"]
    chosen = subset.Subsetter(options)
    chosen.populate(unicodes=[*_USUAL] if not letters else [0x20, *map(ord, letters)])
    with import_module("fontTools.ttLib").TTFont(io.BytesIO(content), lazy=True) as font:
        chosen.subset(font)
        cut = io.BytesIO()
        font.save(cut)
    return cut.getvalue()
