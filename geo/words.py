"""Place names in one normal form, and the words around them: province, town, district, whole country."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from geo.khmer import fold_khmer
from geo.tables import REFERENCE_FOLDER, GeoTableError, read_table

WORDS_FILE = REFERENCE_FOLDER / "place_words.csv"

LEVELS = ("province_word", "capital_word", "town_word", "lower_word")
KINDS = (*LEVELS, "country", "country_maybe", "filler", "joiner", "not_a_province")

_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
"""Signs above the line, as those of notes."""
_SUPERSCRIPTS = re.compile(f"[{SUPERSCRIPTS}]")
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ı": "i", "ł": "l", "đ": "d", "ð": "d"})
_NOT_A_LETTER = re.compile("[^0-9a-z\u1780-\u17d3\u17dd]+")
_KHMER = re.compile("[\u1780-\u17ff]")


@lru_cache(maxsize=4)
def place_words(path: Path = WORDS_FILE) -> Mapping[str, frozenset[str]]:
    """Kind → the plain forms of its words, from place_words.csv. Raises ``GeoTableError``."""
    words: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for row, cells in read_table(path, ("kind", "word", "note")):
        if cells["kind"] not in words:
            raise GeoTableError(path.name, row, "kind", f"“{cells['kind']}” is not one of {', '.join(KINDS)}")
        if not plain_name(cells["word"]):
            raise GeoTableError(path.name, row, "word", "the cell holds no letter")
        words[cells["kind"]].add(plain_name(cells["word"]))
    return {kind: frozenset(found) for kind, found in words.items()}


def visible_letters(text: str) -> str:
    """``text`` without invisible characters and superscript footnote marks, compatibility forms unified (NFKC)."""
    return unicodedata.normalize("NFKC", _SUPERSCRIPTS.sub("", _INVISIBLE.sub("", text)))


def _bare(character: str) -> str:
    if unicodedata.category(character) == "Mn" and not _KHMER.match(character):
        return ""
    if unicodedata.category(character) == "Nd":
        return str(unicodedata.decimal(character))
    return character


def plain_name(text: str) -> str:
    """Lower case, Latin accents, punctuation and invisible characters gone, Khmer in one spelling.

    Khmer vowels and signs stay: they carry meaning. Khmer digits become 0-9.
    """
    text = fold_khmer(visible_letters(text)).casefold().translate(_LETTERS)
    text = "".join(map(_bare, unicodedata.normalize("NFKD", text)))
    text = text.replace("'", "").replace("’", "")
    return _NOT_A_LETTER.sub(" ", text).strip()


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name without the words that tell its rank. ``level`` is one of ``LEVELS``, the lowest told, or ``""``."""

    name: str
    level: str = ""

    @property
    def key(self) -> str:
        """What is compared: spaces carry no meaning ("Siem Reap", "Siemreap")."""
        return self.name.replace(" ", "")


def _khmer_prefixes() -> list[tuple[str, str]]:
    words = place_words()
    pairs = [(word, level) for level in LEVELS for word in words[level] if _KHMER.match(word)]
    return sorted(pairs, key=lambda pair: -len(pair[0]))


def place_name(text: str) -> PlaceName:
    """``text`` parted into its name and its rank: "Krong Kep" → ("kep", town_word).

    A text made of such words only ("Capital") keeps them as its name.
    """
    words = place_words()
    told: set[str] = set()
    kept: list[str] = []
    for token in plain_name(text).split():
        level = next((level for level in LEVELS if token in words[level]), "")
        prefix = next(((w, lv) for w, lv in _khmer_prefixes() if token.startswith(w)), None) if not level else None
        if level:
            told.add(level)
        elif prefix:
            told.add(prefix[1])
            kept.append(token.removeprefix(prefix[0]))
        elif token not in words["filler"]:
            kept.append(token)
    if not kept:
        return PlaceName(plain_name(text))
    return PlaceName(" ".join(kept), max(told, key=LEVELS.index, default=""))


def normalise(text: str) -> str:
    """The normal form in which place names are compared, words of rank (province, Krong, ខេត្ត…) taken off."""
    return place_name(text).name
