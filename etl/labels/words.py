"""The words of headers, totals and notes, kept as data in ``words.csv`` so that no header stands in code."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from etl.cells import word_rows
from etl.labels.bilingual import two_tongues
from etl.labels.reductions import without_sample
from etl.labels.word_lists import any_listed_alone
from geo import SUPERSCRIPTS, fold_khmer

WORDS_FILE = Path(__file__).resolve().parent / "words.csv"

#: Roles that name a dimension: a row holding one of these words and no number is a header row.
DIMENSION_ROLES = frozenset(
    [
        "code",
        "area",
        "area_code",
        "region",
        "district",
        "period",
        "indicator",
        "sex",
        "age",
        "residence",
        "wealth",
        "disability",
        "mixed",
        "mixed_kind",
        "other_dimension",
        "unit",
        "multiplier",
        "numbering",
    ]
)
#: Roles of number columns that belong to the value column beside them.
COUNTED_ROLES = frozenset(("numerator", "denominator", "sample_size"))
COMPANION_ROLES = COUNTED_ROLES | {"lower", "upper", "interval"}

#: Words that are looked up on their own, not as the role of a line.
_STATUSES = ("small_sample", "provisional", "modelled", "derived", "suppressed", "not_collected", "forecast")
SHELVES = frozenset(
    (
        "line_note",
        "filler",
        "district_word",
        "region_word",
        "count_word",
        "continued_word",
        "everybody",
        "sideline_word",
        "group_word",
        "sample_word",
        "status_normal",
        *(f"status_{status}" for status in _STATUSES),
    )
)

_ZERO_WIDTH = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_FOOTNOTE = re.compile(
    rf"(?:\s*[*†‡§]+|[{SUPERSCRIPTS}]+|\s*\[[0-9a-z]\]|(?<=[^\s\d])\s+[0-9]{{1,2}}/|(?<=[a-z\u1780-\u17d3])\s?\([0-9a-e]\))+\s*$",
    re.I,
)
_PUNCTUATION = re.compile(r"[^\w%#+<>°№\u1780-\u17d3]+|_+")
_TAG = re.compile(r"#[a-z]\w*", re.I)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=^CI)(?=[A-Z][a-z])")
_PAGE = re.compile(r"(?:page|pg|p|ទំព័រ) ?(?:ទី ?)?\d{1,3}(?: ?(?:of|out of|នៃ)? ?\d{1,3})?")
_COUNTED = re.compile(r"\b(?:for|of|the|all|(?:\d+ )?(?:provinces?|areas?|ខេត្ត))\b|[0-9]+ ?ខេត្ត")
_COUNTRY = any_listed_alone("country")
_KHMER_DIGITS = {ord("០") + n: str(n) for n in range(10)}


_LETTERHEAD = "ព្រះរាជាណាចក្រកម្ពុជា"
"""The kingdom's name over every paper: alone it is no title, before one it belongs to that title."""


@lru_cache(maxsize=65_536)
def normal(text: str) -> str:
    """A label without case, accents of style, invisible and footnote marks and punctuation, Khmer in one spelling."""
    text = fold_khmer(_ZERO_WIDTH.sub("", text))
    text = _FOOTNOTE.sub("", text.strip())
    text = unicodedata.normalize("NFKC", text).translate(_KHMER_DIGITS).casefold()
    return " ".join(_PUNCTUATION.sub(" ", text).split())


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    found: dict[str, str] = {}
    for (role,), words in word_rows(WORDS_FILE):
        for word in words:
            if word[:1] == "#" and len(word) > 1:
                found[f"hxl:{word}"] = role
                continue
            shelf = role if role in SHELVES else "label"
            found.setdefault(f"{shelf}:{normal(word)}", role)
    return found


@lru_cache(maxsize=65_536)
def role_of(text: str) -> str:
    """What a whole label says a line holds (``area``, ``period``, ``value``, ``total`` …); ``""`` for other words.

    A label in two languages or with its code list (``REF_AREA:Geographic area``, ``Province / ខេត្ត``) is read when
    its parts agree, or when only one of them is a word and it comes first.
    """
    if _TAG.match(text):
        return _tag_role(text)
    whole = _words().get(f"label:{normal(text)}")
    if whole:
        return whole
    if _CAMEL.search(text) and " " not in text.strip():
        return role_of(_CAMEL.sub(" ", text))
    counted = _COUNTED.sub(" ", normal(text))
    if counted != normal(text) and _words().get(f"label:{counted.strip()}") in ("total", "average"):
        return _words()[f"label:{counted.strip()}"]
    if (rest := without_sample(text)) != text:
        return role_of(rest)
    halves = two_tongues(text)
    if halves is not None and (role := role_of(halves[0])) and role == role_of(halves[1]):
        return role
    parts = [part for part in re.split(r"[:/|\\\n\r()]+|\s[-–]\s", text) if part.strip()]
    if not 1 < len(parts) <= 4:
        return ""
    roles = [_words().get(f"label:{normal(part)}", "") for part in parts]
    known = {role for role in roles if role}
    if len(known) == 1 and all(roles):
        return roles[0]
    if roles[0] in DIMENSION_ROLES | {"value", "lower", "upper"} and ":" in text and normal(parts[0]).isascii():
        return roles[0] if "_" in parts[0] or parts[0].strip().isupper() else ""
    if roles == ["value", "interval"]:
        return "value"
    if roles[0] == "area" and all(roles) and len(known) > 1:
        return "area" if known <= {"area", "period", "indicator"} else "mixed"
    return ""


@lru_cache(maxsize=1024)
def _tag_role(tag: str) -> str:
    """The role of an HXL hashtag: that of tag and attribute first, then the bare tag's; others are ignored."""
    bare, *attributes = tag.casefold().replace(" ", "").split("+")
    for attribute in attributes:
        role = _words().get(f"hxl:{bare}+{attribute}")
        if role:
            return role
    return _words().get(f"hxl:{bare}", "ignore")


@lru_cache(maxsize=65_536)
def is_note(text: str) -> bool:
    """Whether a line is a source, a note or a signature rather than the name of a group of rows."""
    stripped = text.strip()
    below = stripped.removeprefix(_LETTERHEAD).strip(" ,-–")
    if below and below != stripped:
        return is_note(below)
    if stripped[:1] in ("*", "†", "‡", "¹", "²", "³") and len(stripped) > 1:
        return True
    bare = normal(stripped)
    if len(bare) > 120 or _PAGE.fullmatch(bare):
        return True
    head = normal(re.split(r"[:：៖]", stripped, maxsplit=1)[0])
    if f"line_note:{head}" in _words():
        return True
    first = " ".join(bare.split()[:2])
    return any(f"line_note:{word}" in _words() for word in dict.fromkeys((first.split(" ")[0], first))) and (
        bool(re.search(r"[:：៖]", stripped)) or len(bare) > 25
    )


def without_fillers(text: str) -> str:
    """A label without the little words that carry no dimension ("in", "by", "year", "ឆ្នាំ")."""
    return " ".join(word for word in normal(text).split() if f"filler:{word}" not in _words())


@lru_cache(maxsize=65_536)
def names_district(text: str) -> bool:
    """Whether a place is called a district, commune or village: never a province, whatever its name."""
    bare = normal(text)
    if any(f"district_word:{word}" in _words() for word in bare.split()):
        return True
    khmer = (word.removeprefix("district_word:") for word in _words() if word.startswith("district_word:"))
    return any(not word.isascii() and bare.startswith(word) for word in khmer)


@lru_cache(maxsize=4096)
def names_region(text: str) -> bool:
    """Whether a sub-heading names a part of the country or continues a table: it changes nothing."""
    bare = normal(text)
    if any(f"continued_word:{word}" in _words() for word in bare.split()):
        return True
    words = [word for word in bare.split() if f"filler:{word}" not in _words()]
    return f"region_word:{bare}" in _words() or (
        bool(words) and all(f"region_word:{word}" in _words() for word in words)
    )


@lru_cache(maxsize=4096)
def status_of(text: str) -> str:
    """The observation status that a status column's text or SDMX code means; ``""`` for none or normal."""
    for piece in (text, text.split(":")[0]):
        bare = normal(piece)
        for shelf in SHELVES:
            if shelf.startswith("status_") and f"{shelf}:{bare}" in _words():
                return shelf.removeprefix("status_")
    return ""


@lru_cache(maxsize=4096)
def names_everybody(text: str) -> bool:
    """Whether a label under the name of a group says that nobody is left out ("All", "whole province")."""
    if (halves := two_tongues(text)) is not None and all(map(names_everybody, halves)):
        return True
    parts = {normal(part) for part in (text, *text.split(":", 1))}
    return any(
        not bare or f"everybody:{bare}" in _words() or _words().get(f"label:{bare}") in ("total", "value")
        for bare in parts
    )


@lru_cache(maxsize=4096)
def names_sideline(header: str) -> bool:
    """Whether a header speaks of the making of a table (who, when, from where) and of no part of the people."""
    words = normal(header).split()
    if any(f"group_word:{word}" in _words() for word in words) and "indicator" not in words:
        return False
    if any(f"sideline_word:{word}" in _words() for word in words):
        return True
    khmer = (word.removeprefix("sideline_word:") for word in _words() if word.startswith("sideline_word:"))
    return any(not word.isascii() and word in normal(header) for word in khmer)


def names_sample(text: str) -> bool:
    """Whether a header counts the people asked or looked at ("Number of children", "Number of women")."""
    return f"sample_word:{normal(text)}" in _words()


def is_usual_status(text: str) -> bool:
    """Whether a status says that nothing is special about a figure ("Final", "Approved")."""
    return f"status_normal:{normal(text)}" in _words()


@lru_cache(maxsize=4096)
def names_country(text: str) -> bool:
    """Whether a total is that of the country by its own words ("Total (Cambodia)", "សរុបទូទាំងប្រទេស")."""
    return _COUNTRY.search(normal(text)) is not None


def names_count(text: str) -> bool:
    """Whether a header says "how many" and nothing else ("Number", "Cases", "ចំនួន")."""
    return f"count_word:{normal(text)}" in _words()
