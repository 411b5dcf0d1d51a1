"""One form for the many ways the same characters are typed: digits, spaces, dashes, invisible marks, Khmer twins."""

from __future__ import annotations

import re
from functools import lru_cache

from etl.reading import CellValue
from geo import SUPERSCRIPTS, fold_khmer

_DIGIT_ZEROS = (0x17E0, 0xFF10, 0x0E50, 0x0ED0, 0x0660, 0x06F0, 0x1040, 0x0966)
_SPACES = (0x00A0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 9, 10, 11, 12, 13)
_INVISIBLE = (0x00AD, 0x061C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF)
_DASHES = "‐‑‒–—―−﹣－"

_CHARACTERS: dict[int, str | None] = {zero + n: str(n) for zero in _DIGIT_ZEROS for n in range(10)}
_CHARACTERS |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if code not in _CHARACTERS}
_CHARACTERS |= dict.fromkeys(_SPACES, " ")
_CHARACTERS |= dict.fromkeys(_INVISIBLE)
_CHARACTERS |= {ord("٪"): "%", ord("﹪"): "%", ord("…"): "...", ord("‥"): "..", ord("∗"): "*", ord("＊"): "*"}
_INVISIBLE_TABLE = dict.fromkeys(_INVISIBLE)
_DASH_TABLE = dict.fromkeys(map(ord, _DASHES), "-")
_MANY_SPACES = re.compile(" {2,}")
_SUPERSCRIPT = re.compile(f"[{SUPERSCRIPTS}]+")


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """``text`` with ASCII digits (from Khmer, full-width and others), single plain spaces, nothing invisible, Khmer in
    one spelling: for comparing, not for showing."""
    if text.isascii() and "  " not in text and text.isprintable():
        return text.strip()
    return _MANY_SPACES.sub(" ", fold_khmer(text.translate(_CHARACTERS))).strip()


def visible_text(text: str) -> str:
    """``text`` without zero-width and other invisible characters; lines stay lines."""
    return text if text.isascii() else text.translate(_INVISIBLE_TABLE)


def dashes(text: str) -> str:
    """``text`` with every dash and minus sign as ``-``."""
    return text if text.isascii() else text.translate(_DASH_TABLE)


def split_superscripts(text: str) -> tuple[str, str]:
    """``text`` without superscript footnote marks, and the marks."""
    if text.isascii():
        return text, ""
    marks = "".join(_SUPERSCRIPT.findall(text))
    return (_SUPERSCRIPT.sub("", text).strip(), marks) if marks else (text, "")


def as_text(value: CellValue) -> str:
    """A cell as a label: ``2014.0`` is ``2014``, a date is ISO, blank is empty."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
