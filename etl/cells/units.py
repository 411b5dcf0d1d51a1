"""Units as headers, titles and cells state them."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from etl.cells.text import plain
from etl.cells.word_tables import word_lists
from geo import fold_khmer


class UnitFound(NamedTuple):
    """The unit a label states and the label without it; ``unit`` is ``""`` when it states none.

    Units: those of ``childrights.catalogue.model.UNITS`` and, never accepted as they stand: ``proportion`` (0 to 1),
    ``per_10000``, ``thousands``, ``millions``, ``points``, ``currency``.
    """

    unit: str
    rest: str


_WHOM = (
    r"(?: (?:total )?(?:live births?|births|population|people|persons|inhabitants|children|girls|boys"
    r"|adolescents|women|students|pupils|កំណើតរស់|កំណើត|ប្រជាជន|កុមារ|ស្ត្រី|នាក់))?"
)
_PER = r"(?:(?:deaths|cases|births|rate|number|expressed) )*(?:per|/|in every|ក្នុងចំណោម|ក្នុង|លើ) ?(?:every )?"
_OPEN, _CLOSE = r"[(\[{]\s*(?:in |as |unit ?: ?|ឯកតា ?:? ?|គិតជា)?", r"\s*[)\]}]"

_ANYWHERE: tuple[tuple[str, str], ...] = (
    ("per_100000", _PER + r"(?:100[ ,.]?000|100k|hundred thousand|១សែន|មួយសែន|1សែន)\b" + _WHOM),
    ("per_10000", _PER + r"(?:10[ ,.]?000|10k|ten thousand|មួយម៉ឺន|1ម៉ឺន)\b" + _WHOM),
    ("per_1000", _PER + r"(?:1[ ,.]?000|1k|thousand|mille?|មួយពាន់|1ពាន់)(?![\d,.]*\d)" + _WHOM + r"|‰"),
    ("percent", _PER + r"100(?![\d,.]*\d)" + _WHOM),
    ("per_woman", r"\b(?:(?:live )?births|children) (?:per|/) ?wom[ae]n\b|(?:កំណើត|កូន)ក្នុងស្ត្រីម្នាក់"),
    ("index", r"\bindex,? ?0 ?(?:-|to) ?1\b"),
    ("points", r"percent(?:age)?[- ]points?|\bp\.?p\.?\b|%[- ]?points?|ចំណុចភាគរយ"),
    ("percent", r"\b(?:the )?(?:percentage|percent|per cent|pct\.?)(?: share)?(?: of\b)?"),
    ("percent", r"គិតជាភាគរយ|ភាគរយ(?:នៃ)?|% of\b|%"),
    ("thousands", r"\bin (?:thousands|'?000s?)\b|\(?'000s?\)?|ពាន់នាក់|គិតជាពាន់"),
    ("millions", r"\bin millions\b|លាននាក់|គិតជាលាន"),
    ("currency", r"(?:us ?)?\$|\b(?:usd|khr|riels?|euros?|dollars?)\b|[៛€£]|រៀល|ដុល្លារ"),
    (
        "number",
        r"\b(?:the )?(?:total )?(?:numbers?|nos?\.|nb\.?|count) of\b|#(?: of)?(?= )|^(?:ចំនួនសរុប|ចំនួន)(?:នៃ)?"
        r"|(?<=[,;:]) ?(?:numbers?|counts?|headcounts?|ចំនួន)$|(?<= -) (?:numbers?|counts?|headcounts?|ចំនួន)$",
    ),
    ("proportion", r"\b(?:the )?(?:proportion|fraction)(?: of\b)?|សមាមាត្រ(?:នៃ)?"),
)
_BRACKETED: tuple[tuple[str, str], ...] = (
    ("proportion", r"0 ?(?:-|to) ?1|decimals?|proportions?|fractions?|share"),
    ("thousands", r"(?:x ?)?(?:thousands?|1[ ,]?000|000s?)|ពាន់"),
    ("millions", r"(?:x ?)?millions?|លាន"),
    ("number", r"numbers?|no\.?|#|counts?|persons?|people|children|cases|n|នាក់|ចំនួន|ករណី"),
    ("years", r"years?|yrs?\.?|ឆ្នាំ"),
    ("ratio", r"ratio|index"),
)
_FILE = Path(__file__).resolve().parent / "words.csv"
_WHOLE = {word: unit for unit, words in word_lists(_FILE, "unit_").items() for word in words}
_FIND = tuple(
    [
        (unit, re.compile(fold_khmer(_OPEN + f"(?:{pattern})" + _CLOSE), re.IGNORECASE))
        for unit, pattern in _ANYWHERE + _BRACKETED
    ]
    + [(unit, re.compile(fold_khmer(pattern), re.IGNORECASE)) for unit, pattern in _ANYWHERE]
)
_PREFIX_CODE = re.compile(r"^[A-Z][A-Z0-9_]*: ?")
_EMPTY = re.compile(r"[(\[{][\s,;:/-]*[)\]}]")
_LOOSE_END = re.compile(r"^[\s,;:/|–—-]+|[\s,;:/|–—-]+$")

_COMPATIBLE = {
    ("proportion", "percent"),
    ("number", "years"),
    ("number", "ratio"),
    ("number", "per_woman"),
    ("number", "index"),
    ("ratio", "index"),
    ("proportion", "index"),
    ("years", "number"),
}


@lru_cache(maxsize=16384)
def find_unit(text: str) -> UnitFound:
    """The unit stated inside a label, e.g. ``Stunting (%)``, ``ភាគរយ``, ``deaths per 1,000 live births``."""
    label = plain(text)
    unit, rest = "", label
    for candidate, pattern in _FIND:
        if unit and candidate != unit:
            continue
        rest, count = pattern.subn(" ", rest)
        if count:
            unit = candidate
    if not unit:
        return UnitFound("", label)
    return UnitFound(unit, _tidy(rest))


@lru_cache(maxsize=4096)
def read_unit(text: str) -> str:
    """The unit told by a cell of a unit column or row (``Number``, ``PCNT: %``, ``ភាគរយ``); ``""`` when unknown."""
    label = plain(text)
    words = (_PREFIX_CODE.sub("", label), label.partition(":")[0], label)
    for word in words:
        if unit := _WHOLE.get(word.casefold().strip(" ()[]")):
            return unit
    return find_unit(label).unit


def contradicts(declared: str, unit: str) -> bool:
    """Whether the unit a file declares contradicts the catalogue's unit (never converted silently).

    ``proportion`` does not contradict ``percent``: it is the one declared scale that is read.
    """
    return bool(declared and unit) and declared != unit and (declared, unit) not in _COMPATIBLE


_SIZE = {
    "proportion": 1.0,
    "percent": 1e2,
    "per_1000": 1e3,
    "per_10000": 1e4,
    "per_100000": 1e5,
}
_TIMES = {"number": 1.0, "thousands": 1e3, "millions": 1e6}


def conversion(told: str, unit: str) -> float | None:
    """By what to multiply a figure in the unit ``told`` to have it in ``unit``; ``None`` where that cannot be said."""
    if told in _SIZE and unit in _SIZE:
        return _SIZE[unit] / _SIZE[told]
    return _TIMES[told] / _TIMES[unit] if told in _TIMES and unit in _TIMES else None


def _tidy(text: str) -> str:
    return _LOOSE_END.sub("", plain(_EMPTY.sub(" ", text))).strip()
