"""Numbers and periods as people read them, in English and Khmer, by the rules of Unicode CLDR."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal

from childrights.catalogue import Indicator, Observation

_KHMER_DIGITS = str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩")
_LATIN_DIGITS = str.maketrans("០១២៣៤៥៦៧៨៩", "0123456789")

UNIT_SUFFIX = {"percent": " %"}
"""Units that stand behind the number; the others are words and stand beside it."""


@cache
def _pattern(decimals: int) -> str:
    return "#,##0" + ("." + "0" * decimals if decimals else "")


@lru_cache(maxsize=16_384)
def _written(value: Decimal, decimals: int, lang: str) -> str:
    return format_decimal(value, format=_pattern(decimals), locale=lang)


def format_number(value: float | None, indicator: Indicator, lang: str, *, khmer_digits: bool = False) -> str:
    """``value`` with the indicator's decimals and the language's marks; an en dash when there is none."""
    if value is None:
        return "–"
    return plain_number(value, indicator.decimals, lang, khmer_digits=khmer_digits)


def plain_number(value: float, decimals: int, lang: str, *, khmer_digits: bool = False) -> str:
    """``value`` with ``decimals`` decimals, grouped by thousands."""
    text = _written(rounded(value, decimals), decimals, lang)
    return khmer_numbers(text) if khmer_digits else text


def rounded(value: float, decimals: int) -> Decimal:
    """``value`` at ``decimals`` decimals, halves away from zero, as spreadsheets show the same value."""
    return Decimal(repr(round(value, 9))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + 0


def with_unit(value: float | None, indicator: Indicator, lang: str, *, khmer_digits: bool = False) -> str:
    """``value`` with its sign of percentage where that is the unit; other units are named beside the figure."""
    suffix = UNIT_SUFFIX.get(indicator.unit, "") if value is not None else ""
    return format_number(value, indicator, lang, khmer_digits=khmer_digits) + suffix


def figure(observation: Observation, indicator: Indicator, lang: str, *, khmer_digits: bool = False) -> str:
    """The figure as it may be shown: in brackets when it rests on 25 to 49 cases, as DHS reports print it."""
    text = with_unit(observation.value, indicator, lang, khmer_digits=khmer_digits)
    return f"({text})" if observation.status == "small_sample" else text


def interval(observation: Observation, indicator: Indicator, lang: str) -> str:
    """``31.2–34.8`` when both ends were published, else an empty string."""
    if observation.lower is None or observation.upper is None:
        return ""
    return f"{format_number(observation.lower, indicator, lang)}–{format_number(observation.upper, indicator, lang)}"


def period(label: str, lang: str, *, khmer_digits: bool = False) -> str:
    """A period label as published, with an en dash between years."""
    text = label.replace("-", "–")
    return text.translate(_KHMER_DIGITS) if khmer_digits and lang == "km" else text


_DAYS = {"km": "'ថ្ងៃទី'd 'ខែ'MMMM 'ឆ្នាំ'y"}


def day_words(day: date, lang: str) -> str:
    """A day as people write it: "29 November 2026"."""
    return format_date(day, _DAYS.get(lang, "d MMMM y"), locale=lang)


_VISIBLE = re.compile(r"[!-~]+")
_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])|(?<![\d.,])\d+\.\d+(?![\d.,]*\d)|\d")
_SWAPPED = str.maketrans(".,", ",.")
_KHMER_NUMBER = re.compile(
    "(?<![០-៩.,])(?:[០-៩]{1,3}(?:\\.[០-៩]{3})+(?:,[០-៩]+)?|០,[០-៩]+|[០-៩]+,(?:[០-៩]{1,2}|[០-៩]{4,}))(?![០-៩]|[.,][០-៩])"
)


def khmer_numbers(text: str) -> str:
    """``text`` with its numbers in Khmer digits and the separators that CLDR has for these: 1,234.5 is ១.២៣៤,៥.

    What has a Latin letter beside its digits (DTP3, KH05, a code, an address) stays, as do numbered parts (4.1.1) but
    for their digits.
    """
    if text.isascii() and not any(letter.isdigit() for letter in text):
        return text
    return _VISIBLE.sub(lambda found: found[0] if re.search("[A-Za-z]", found[0]) else _in_khmer(found), text)


def _in_khmer(found: re.Match[str]) -> str:
    numbered = found.string.endswith("SDG ", 0, found.start())
    return _NUMBER.sub(
        lambda one: (one[0] if numbered else one[0].translate(_SWAPPED)).translate(_KHMER_DIGITS), found[0]
    )


def latin_digits(text: str) -> str:
    """``text`` with Khmer digits written as Latin ones and their separators as those, letter for letter, so that a
    sentence holds one kind. A point or a comma before exactly three Khmer digits parts thousands, but for ០,១២៥."""
    swapped = _KHMER_NUMBER.sub(lambda found: found[0].translate(_SWAPPED), text)
    return swapped.translate(_LATIN_DIGITS)
