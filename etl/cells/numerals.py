"""A numeral as typed, and every number it may stand for: decimal comma or point, thousands by comma, point, space."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_ENGLISH = re.compile(r"(?:[1-9]\d{0,2}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+")
_EUROPEAN = re.compile(r"(?:[1-9]\d{0,2}(?:\.\d{3})+|\d+)(?:,\d+)?|,\d+")
_SPACED = re.compile(r"([1-9]\d{0,2}(?:([ '’`´])\d{3})(?:\2\d{3})*)([.,]\d+)?")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")

NUMERAL = r"-?(?:\d[\d.,]*(?:[ '’`´]\d{3}(?!\d)[\d.,]*)*|[.,]\d+)"
"""A pattern for text that may be a numeral; what it matches still has to be read by ``read_numeral``."""


class Numeral(NamedTuple):
    """``english`` reads the point as decimal, ``european`` the comma; ``None`` where that reading is impossible.

    ``comma`` and ``dot`` say what the separators must be (``decimal | thousands``) when only one reading exists.
    ``odd`` marks a grouping that nobody here uses (Indian lakh grouping).
    """

    english: float | None
    european: float | None
    comma: str = ""
    dot: str = ""
    odd: bool = False

    @property
    def readings(self) -> tuple[float, ...]:
        """The distinct numbers this may be, the English one first."""
        english, european = self.english, self.european
        if english is None:
            return () if european is None else (european,)
        return (english,) if european is None or european == english else (english, european)


@lru_cache(maxsize=65536)
def read_numeral(text: str) -> Numeral | None:
    """All readings of ``text`` (ASCII digits, one sign at most), or ``None`` when it is no numeral."""
    sign = -1.0 if text.startswith("-") else 1.0
    body = text[1:] if sign < 0 else text
    if body.isdecimal() and body.isascii():
        return Numeral(sign * float(body) + 0.0, sign * float(body) + 0.0)
    spaced = _SPACED.fullmatch(body)
    if spaced:
        whole = "".join(filter(str.isdecimal, spaced.group(1)))
        value = sign * float(whole + (spaced.group(3) or "").replace(",", "."))
        mark = (spaced.group(3) or " ")[0]
        return Numeral(value, value, comma="decimal" if mark == "," else "", dot="decimal" if mark == "." else "")
    if _INDIAN.fullmatch(body):
        value = sign * float(body.replace(",", ""))
        return Numeral(value, value, odd=True)
    english = sign * float(body.replace(",", "")) + 0.0 if _ENGLISH.fullmatch(body) else None
    european = _european(body, sign)
    if english is None and european is None:
        return None
    comma = dot = ""
    if english is None:
        comma, dot = "decimal" if "," in body else "", "thousands" if "." in body else ""
    elif european is None:
        comma, dot = "thousands" if "," in body else "", "decimal" if "." in body else ""
    return Numeral(english, european, comma, dot)


def _european(body: str, sign: float) -> float | None:
    if _EUROPEAN.fullmatch(body) is None:
        return None
    return sign * float(body.replace(".", "").replace(",", ".")) + 0.0


def hundredfold(value: float) -> float:
    """``value`` times 100 without the dust of binary floating point (0.575 gives 57.5)."""
    if value == 0 or abs(value) >= 1e15 or abs(value) < 1e-300:
        return value * 100
    mantissa, _, exponent = repr(value).partition("e")
    return float(f"{mantissa}e{int(exponent or 0) + 2}")


def decimals_of(value: float) -> int:
    """How many decimals the shortest form of ``value`` has."""
    text = repr(value)
    if "e" in text:
        return 17 if "e-" in text else 0
    fraction = text.partition(".")[2]
    return 0 if fraction == "0" else len(fraction)
