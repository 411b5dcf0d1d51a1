"""The gazetteer: from any spelling, code or survey label of a place to its area code, or an honest "not sure"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from geo.areas import COUNTRY, PROVINCES, AreaError, canonical, parse_area
from geo.domains import Domain, load_domains
from geo.official import official_areas
from geo.provinces import Province, load_provinces
from geo.words import PlaceName, normalise, place_name, place_words, plain_name, visible_letters

__all__ = ["AreaMatch", "Gazetteer", "load_gazetteer", "normalise"]

MUNICIPALITIES = frozenset(("KH12", "KH18", "KH23", "KH24"))
"""Provinces that were called towns (krong) until 2008. "Krong" before another province names its seat."""

_CODE = re.compile(r"KH[-_. ]?(\d{1,2})", re.IGNORECASE)
_CODES = re.compile(r"KH\d\d(\s*\+\s*KH\d\d)+", re.IGNORECASE)
_CODE_BESIDE = re.compile(r"[(\[]?\bKH[-_. ]?(\d{1,2})\b[)\]]?", re.IGNORECASE)
_ZERO_PADDED = re.compile(r"0[1-9]")
_NUMBER = re.compile(r"0?[1-9]|1\d|2[0-5]")
_LIST_NUMBER = re.compile(r"^\s*\(?\d{1,3}(?:[.):/|-]\s*|\s+)(?=\D)")
_FOOTNOTE = re.compile(r"(?:[*†‡§#^]+|\s*[(\[][0-9a-e][)\]]|\s*(?<!\d)\d[)/]|(?<=[^\W\d])\d)\s*$", re.IGNORECASE)
_STRONG = re.compile(r"[/&+,;|\n]+")
_WEAK = re.compile(r"[-–—‑:]+")
_PARENTHESIS = re.compile(r"^([^()]+)\(([^()]+)\)\s*$")
_SCRIPTS = re.compile("[\u1780-\u17ff][\u1780-\u17ff \u200b]*|[^\u1780-\u17ff]+")
_COMMON_FIRST = re.compile(
    "^(kampong|kompong|khampong|kg|preah|prey|svay|svaay|stung|stueng|stoeng|siem|phnom|phnum|koh|kaoh"
    "|កំពង់|ព្រះ|ព្រៃ|ស្វាយ|ស្ទឹង|សៀម|ភ្នំ|កោះ)"
)

_LONG, _SHORT = 8, 5
_WORTH_ASKING = 0.72
_SEEN = 55
"""Percent. Lower than the likeness of any name few enough edits away to compete for a typo."""
_MOST_CANDIDATES = 3


@dataclass(frozen=True, slots=True)
class AreaMatch:
    """What a text names.

    ``kind``: ``exact`` (an official name or code), ``alias`` (a known spelling, an abbreviation, a survey label),
    ``typo`` (unmistakable misspelling; to be read with a warning), ``doubtful`` (ask: ``area`` is ``None``) or
    ``none``. ``candidates`` are ``(area, similarity 0..1)``, best first.
    """

    kind: str
    area: str | None = None
    candidates: tuple[tuple[str, float], ...] = ()

    @property
    def certain(self) -> str | None:
        """The area when it was named by a known name or code, without guessing; else ``None``."""
        return self.area if self.kind in ("exact", "alias") else None


_NOTHING = AreaMatch("none")


def _found(kind: str, area: str, similarity: float = 1.0) -> AreaMatch:
    return AreaMatch(kind, area, ((area, similarity),))


def _is_abbreviation(alias: str) -> bool:
    return len(alias) <= 3 and alias.isascii() and alias.isupper()


class Gazetteer:
    """All names of the provinces, the country and the surveys' domains. Answers are remembered."""

    def __init__(
        self,
        provinces: Mapping[str, Province],
        domains: Iterable[Domain],
        official: Iterable[tuple[str, str]] = (),
    ) -> None:
        self._official: dict[str, str] = {}
        self._known: dict[str, str] = {}
        self._abbreviations: dict[str, tuple[str, ...]] = {}
        self._words: dict[str, frozenset[str]] = {}
        for province in provinces.values():
            self._learn(province)
        for word in place_words()["country"]:
            self._known[word.replace(" ", "")] = COUNTRY
        self._domains = frozenset(domain.area for domain in domains if "+" in domain.area)
        for domain in domains:
            for key in (place_name(domain.label).key, plain_name(domain.label).replace(" ", "")):
                if "+" in domain.area and key not in self._official and key not in self._known:
                    self._known[key] = domain.area
        for label, area in official:
            self._known.setdefault(place_name(label).key, area)
        self._fuzzy = {key: area for key, area in (self._known | self._official).items() if area in provinces}
        self._fuzzy_names = list(self._fuzzy)
        self._maybe_country = frozenset(word.replace(" ", "") for word in place_words()["country_maybe"])
        self._decoys = frozenset(word.replace(" ", "") for word in place_words()["not_a_province"])
        joiners = "|".join(sorted(map(re.escape, place_words()["joiner"]), key=len, reverse=True))
        self._joiner = re.compile(rf"\(?\s*(?<![^\W\d_])(?:{joiners})(?![^\W\d_])\.?", re.IGNORECASE)
        self._remembered = lru_cache(maxsize=65_536)(self._match)

    def _learn(self, province: Province) -> None:
        for name in (province.name_en, province.name_km):
            self._official[place_name(name).key] = province.code
        for alias in (*province.aliases, *province.aliases_km):
            if _is_abbreviation(alias) and alias.lower() not in self._official:
                self._abbreviations[alias] = (*self._abbreviations.get(alias, ()), province.code)
                continue
            for key in (place_name(alias).key, plain_name(alias).replace(" ", "")):
                self._take(self._known, key, province.code)
        words = {
            word for name in (province.name_en, *province.aliases) for word in plain_name(name).split() if len(word) > 3
        }
        # "mean chey" is asked for as "meanchey" too.
        self._words[province.code] = frozenset((*words, *(a + b for a in words for b in words)))

    @staticmethod
    def _take(index: dict[str, str], key: str, code: str) -> None:
        if index.setdefault(key, code) != code:
            raise ValueError(f"the name “{key}” is given to {index[key]} and to {code}")

    def match(
        self,
        text: str,
        extra: Mapping[str, str] | None = None,
        *,
        codes: bool = True,
        numeric_codes: bool = False,
    ) -> AreaMatch:
        """The area ``text`` names; never a guess: what is not unmistakable comes back ``doubtful`` or ``none``.

        ``extra`` (label → area code, e.g. what a person confirmed, or a survey's labels) goes first and is
        compared in normal form. ``codes`` reads KH05, KH-5 and zero-padded 05; ``numeric_codes`` also 5 and 12,
        for a column known to hold codes. A district, commune or town is never read as the province it is named
        after.
        """
        if extra:
            area = extra.get(text) or _by_key(frozenset(extra.items())).get(plain_name(text).replace(" ", ""))
            if area:
                return _found("alias", parse_area(area))
        return self._remembered(text, codes, numeric_codes)

    def knows(self, text: str) -> bool:
        """Whether ``text`` as a whole is a code, or a name in any of its spellings; no other is looked for."""
        if text.isdecimal() or _CODES.fullmatch(text) or _CODE.fullmatch(text) or text in self._abbreviations:
            return True
        whole = plain_name(text).replace(" ", "")
        return whole in self._official or whole in self._known or self._known_name(text, place_name(text)) is not None

    def _match(self, text: str, codes: bool, numeric_codes: bool) -> AreaMatch:
        text = visible_letters(text).strip()
        bare = plain_name(text)
        if not bare:
            return _NOTHING
        if bare.isdecimal():
            readable = (codes and _ZERO_PADDED.fullmatch(bare)) or (numeric_codes and _NUMBER.fullmatch(bare))
            return _found("exact", f"KH{int(bare):02d}") if readable else _NOTHING
        if codes and (by_code := self._by_code(text)):
            return by_code
        return self._by_name(text)

    def _by_code(self, text: str) -> AreaMatch | None:
        if text.upper() == COUNTRY:
            return _found("exact", COUNTRY)
        if _CODES.fullmatch(text):
            return self._joined([_code_match(part) for part in text.split("+")])
        if _CODE.fullmatch(text):
            return _code_match(text)
        beside = _CODE_BESIDE.search(text)
        if beside is None:
            return None
        code, name = _code_match(f"KH{beside[1]}"), self._by_name(_CODE_BESIDE.sub(" ", text).strip(" -–:."))
        if code.area and name.area in (code.area, None) and name.kind == "none":
            return _asking([(code.area, 0.9)])
        return name if name.area == code.area else _asking([*code.candidates, *name.candidates])

    def _by_name(self, text: str) -> AreaMatch:
        # An abbreviation in use for several provinces (KPT) is asked about.
        if areas := self._abbreviations.get(text):
            return _found("alias", areas[0]) if len(areas) == 1 else _asking((area, 0.9) for area in areas)
        place = place_name(text)
        found = self._known_name(text, place)
        if found is None and (trimmed := _FOOTNOTE.sub("", _LIST_NUMBER.sub("", text))) != text:
            return self._by_name(trimmed) if plain_name(trimmed) else _NOTHING
        return found or self._by_parts(text) or self._by_likeness(place)

    def _known_name(self, text: str, place: PlaceName) -> AreaMatch | None:
        whole = plain_name(text).replace(" ", "")
        if whole in self._maybe_country:
            return _asking([(COUNTRY, 0.8)])
        if text.upper() in self._abbreviations:
            return _asking((area, 0.8) for area in self._abbreviations[text.upper()])
        for key in dict.fromkeys((whole, place.key)):
            area = self._official.get(key) or self._known.get(key)
            if area is None:
                continue
            if key != whole and not _fits(place.level, area):
                return _asking([(area, 0.9)])
            return _found("exact" if key in self._official else "alias", area)
        return None

    def _by_parts(self, text: str) -> AreaMatch | None:
        for parts in (self._joiner.split(text), _STRONG.split(text)):
            parts = [part.strip(" ()") for part in parts if plain_name(part)]
            if len(parts) > 1:
                return self._joined([self._by_name(part) for part in parts])
        if named := _PARENTHESIS.match(text):
            return _agreed([self._by_name(named[1].strip()), self._by_name(named[2].strip())])
        scripts = [part.strip() for part in _SCRIPTS.findall(text) if plain_name(part)]
        if len(scripts) > 1:
            return _agreed([self._by_name(part) for part in scripts])
        parts = [part.strip() for part in _WEAK.split(text) if plain_name(part)]
        if len(parts) > 1:
            joined = self._joined([self._by_name(part) for part in parts])
            return joined if joined.area else None
        return None

    def _joined(self, matches: list[AreaMatch]) -> AreaMatch:
        """Several places named together: one place said twice, or a survey domain."""
        areas = [match.area for match in matches]
        known = [area for area in areas if area]
        if len(known) < len(matches):
            return _asking([pair for match in matches for pair in match.candidates])
        if len(set(known)) == 1:
            return _agreed(matches)
        try:
            area = canonical(code for known_area in known for code in known_area.split("+"))
        except AreaError:
            return _asking([(known_area, 0.8) for known_area in known])
        if area not in self._domains:
            return _asking([(area, 0.9)])
        return _found("typo" if any(match.kind == "typo" for match in matches) else "alias", area)

    def _by_likeness(self, place: PlaceName) -> AreaMatch:
        key = place.key
        edits = dict.fromkeys(PROVINCES, 99)
        likeness = dict.fromkeys(PROVINCES, 0.0)
        nearest = dict.fromkeys(PROVINCES, "")
        for name, ratio, _ in process.extract(
            key, self._fuzzy_names, scorer=fuzz.ratio, score_cutoff=_SEEN, limit=None
        ):
            area, distance = self._fuzzy[name], OSA.distance(key, name)
            likeness[area] = max(likeness[area], ratio / 100)
            if distance < edits[area]:
                edits[area], nearest[area] = distance, name
        for area, words in self._words.items():
            if key in words:
                likeness[area] = max(likeness[area], 0.8)
        ranked = sorted(PROVINCES, key=lambda code: (edits[code], -likeness[code]))
        best, second = ranked[0], edits[ranked[1]]
        other = min([second, *(OSA.distance(key, decoy) for decoy in self._decoys)])
        allowed = min(_edits_allowed(key), _edits_allowed(nearest[best]))
        if edits[best] <= allowed and other - edits[best] >= edits[best] and _fits(place.level, best):
            return _found("typo", best, round(likeness[best], 3))
        return _asking([(area, likeness[area]) for area in PROVINCES])


def _edits_allowed(key: str) -> int:
    """Letters that may be wrong: none in short names, one where many places share the first word, two in long ones."""
    if any(letter.isdecimal() for letter in key):
        return 0
    own = len(_COMMON_FIRST.sub("", key))
    if len(key) < _SHORT or own < 3:
        return 0
    return 2 if own >= _LONG else 1


def _fits(level: str, area: str) -> bool:
    """Whether a word of rank goes with a province: "Krong Kep" does, "Krong Kampong Cham" is its seat."""
    if level == "lower_word":
        return False
    if level == "town_word":
        return area == COUNTRY or not MUNICIPALITIES.isdisjoint(area.split("+"))  # "Battambang/Krong Pailin"
    return level != "capital_word" or area in ("KH12", COUNTRY)


def _code_match(text: str) -> AreaMatch:
    digits = re.sub(r"\D", "", text)
    return _found("exact", f"KH{int(digits):02d}") if _NUMBER.fullmatch(digits) else _NOTHING


def _agreed(matches: list[AreaMatch]) -> AreaMatch:
    """The same place said several times (two languages, an old name in brackets); anything else is a question."""
    if len({match.area for match in matches}) == 1 and matches[0].area:
        return max(matches, key=lambda match: ("exact", "alias", "typo").index(match.kind))
    return _asking([pair for match in matches for pair in match.candidates])


def _asking(pairs: Iterable[tuple[str, float]]) -> AreaMatch:
    best: dict[str, float] = {}
    for area, similarity in pairs:
        if similarity >= _WORTH_ASKING:
            best[area] = max(best.get(area, 0.0), round(similarity, 3))
    ranked = sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_CANDIDATES]
    return AreaMatch("doubtful", None, tuple(ranked)) if ranked else _NOTHING


@lru_cache(maxsize=64)
def _by_key(items: frozenset[tuple[str, str]]) -> Mapping[str, str]:
    return {plain_name(label).replace(" ", ""): area for label, area in sorted(items)}


@lru_cache(maxsize=1)
def load_gazetteer() -> Gazetteer:
    """The gazetteer of the reference tables, built once."""
    return Gazetteer(load_provinces(), load_domains(), official_areas())
