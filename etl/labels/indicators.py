"""Which indicator a label means. Only exact names are taken; everything else is proposed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from copy import copy
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from rapidfuzz import fuzz, process

from childrights.catalogue import Catalogue, Indicator
from etl.cells import contradicts, find_unit
from etl.labels.bilingual import all_halves
from etl.labels.categories import CategoryReading
from etl.labels.generic import GeneralNames, several_told, stands_for_several
from etl.labels.official_labels import Judged, judgements, official_in
from etl.labels.reductions import (
    ReducedLabel,
    bare_title,
    implied_by_definition,
    label_key,
    reductions,
    sorted_key,
    strip_marks,
)
from etl.labels.suitability import fits
from etl.labels.word_lists import any_listed, listed
from etl.periods import PeriodReading, strip_periods

_SEVERAL = "several:"
_PROPOSE = 75.0
_PROPOSE_SHORT = 85.0
_PART_OF_A_NAME = 0.86
_PROPOSED = 5
_PIECES = re.compile(r"\s*(?:[/|\n]|\s[-–—]\s)\s*")
_PIECES_OF_TWO_SCRIPTS = re.compile(r"\s*(?:[/|\n()\[\]]|\s[-–—]\s)\s*")
_NEUTRAL, _NEUTRAL_KHMER = listed("around_a_name"), any_listed("around_a_name_khmer", "|[0-9 ]")
_SOURCE_WORDS, _SURVEY_WORDS = listed("source"), listed("survey")
_TOO_SHORT = 4
_CLOSEST = 8
_TAIL = re.compile(r"(?:\s*\([^()]*\)|,? by [^,]*)+$")
_CODE_ITSELF = re.compile(r"[A-Z]{2,}[A-Z0-9]*(?:[_.-][A-Z0-9]+)+|[a-z][a-z0-9]*(?:_[a-z0-9]+)+|\d+(?:\.\w+)+")
_KHMER_KEY = re.compile(r"[\u1780-\u17d3]")


class IndicatorMatch(NamedTuple):
    """``kind``: ``exact | alias | doubtful | judged | none``; only ``exact`` and ``alias`` may be taken (``code`` is
    set). ``judged`` is an official label that stands for no single indicator of ours: no part of it may be taken.

    ``candidates`` are ``(code, score 0..100)``, best first. ``unit``, ``categories`` and ``periods`` were told
    in the same label; what the indicator's own definition already says (under five, women 20-24) is not
    repeated.
    """

    kind: str
    code: str = ""
    candidates: tuple[tuple[str, float], ...] = ()
    unit: str = ""
    categories: tuple[CategoryReading, ...] = ()
    periods: tuple[PeriodReading, ...] = ()

    @property
    def taken(self) -> bool:
        """Whether the match is certain enough to be used without asking."""
        return self.kind in ("exact", "alias")


NO_MATCH = IndicatorMatch("none")


class IndicatorMatcher:
    """Matches labels against the names of the catalogue; names that are too general for their series are only proposed
    where nothing names whose series it is (``within``)."""

    def __init__(self, indicators: Mapping[str, Indicator]) -> None:
        self.indicators = indicators
        self._general = GeneralNames(indicators)
        self._named: frozenset[str] = frozenset()
        self._told: frozenset[str] = frozenset()
        self._names: dict[str, dict[str, str]] = {}
        self._sourced: dict[str, dict[str, str]] = {}
        for indicator in indicators.values():
            for name in _names_of(indicator):
                self._add(name, indicator, "exact")
            for alias in (*indicator.aliases_en, *indicator.aliases_km):
                self._add(alias, indicator, "alias")
            for code in filter(None, (indicator.unicef_code, indicator.sdg_indicator)):
                self._add(code.split(" (")[0], indicator, "alias")
        self._add_bare_names()
        self._words = {key: set(key.split()) for key in self._names}
        self._in_order = {key: " ".join(sorted(key.split())) for key in self._names}
        self._sorted = {" ".join(sorted(key.split())): set(codes) for key, codes in self._names.items()}
        self._khmer = sorted(
            (key for key in self._names if len(key) >= 5 and _KHMER_KEY.search(key)), key=len, reverse=True
        )
        self._implied = {i.code: implied_by_definition(i) for i in indicators.values()}
        self._cache: dict[str, IndicatorMatch] = {}
        self._find_cache: dict[str, IndicatorMatch] = {}

    @classmethod
    def of(cls, catalogue: Catalogue) -> IndicatorMatcher:
        """The matcher of a catalogue. What it knows is worked out once for as long as the indicators stay the same; the
        labels that it remembers are those of one file, since they are somebody's."""
        return _worked_out(tuple(catalogue.indicators.values()))._with(frozenset(), frozenset())

    def within(self, text: str) -> IndicatorMatcher:
        """The matcher for a sheet whose titles, notes and names are ``text``: where they name whose series it is, a
        general name means that series."""
        named, told = self._general.named_in(text), several_told(text)
        return self if (named, told) == (self._named, self._told) else self._with(named, told)

    def _with(self, named: frozenset[str], told: frozenset[str]) -> IndicatorMatcher:
        other = copy(self)
        other._named, other._told, other._cache, other._find_cache = named, told, {}, {}
        return other

    def _add(self, name: str, indicator: Indicator, kind: str) -> None:
        key = label_key(name)
        if not key:
            return
        kind = "general" if self._general.is_general(indicator, name) else kind
        kind = f"{_SEVERAL}{several}" if (several := stands_for_several(name)) else kind
        short_of = kind == "general" or indicator.source_type == "modelled"
        full = name in (indicator.code, indicator.name_en, indicator.name_km)
        for word in self._general.whose(indicator) if short_of and not full else ():
            for told in (f"{name} {word}", f"{word} {name}", f"{name} {word} estimate"):
                self._sourced.setdefault(label_key(told), {}).setdefault(indicator.code, "alias")
        self._names.setdefault(key, {}).setdefault(indicator.code, kind)

    def _says_which(self, code: str, kind: str, text: str = "") -> bool:
        """Whether a name of this kind says by itself, or with the words around it, which series is meant."""
        if kind.startswith(_SEVERAL):
            name = kind.removeprefix(_SEVERAL)
            named = name not in self._general.whose(self.indicators[code])  # "MPI" does not name itself
            return name in (self._told | several_told(text)) or (named and self._says_which(code, "general", text))
        return kind != "general" or code in self._named or (bool(text) and code in self._general.named_in(text))

    def are_kin(self, one: str, other: str) -> bool:
        """Whether two indicators are definitions or sources of one topic."""
        return other in self._general.others(one)

    def _doubtful(self, code: str) -> tuple[str, ...]:
        return (code, *self._general.others(code))

    def _add_bare_names(self) -> None:
        """Names as people shorten them, without brackets and ", by …", where no other definition can be meant."""
        bare: dict[str, set[str]] = {}
        for indicator in self.indicators.values():
            for name in _names_of(indicator):
                bare.setdefault(label_key(_TAIL.sub("", name)), set()).add(indicator.code)
        for key, codes in bare.items():
            code = min(codes)
            if len(codes) == 1 and key not in self._names and not self._shared_with_relatives(key, code):
                self._add(key, self.indicators[code], "alias")

    def _shared_with_relatives(self, key: str, code: str) -> bool:
        """Whether all words of ``key`` stand in a name of another definition of the same topic."""
        words = set(key.split())
        relatives = (self.indicators[other] for other in self.indicators[code].related)
        return any(words <= set(label_key(name).split()) for other in relatives for name in _names_of(other))

    def match(self, text: object) -> IndicatorMatch:
        """A label that should name one indicator: a header, a cell of an indicator column."""
        if not isinstance(text, str):
            return NO_MATCH
        found = self._cache.get(text)
        if found is None:
            found = self._cache[text] = self._match(text)
        return found

    def names(self, text: str) -> bool:
        """Whether a text as it stands is a name of any indicator."""
        key = label_key(text)
        return key in self._names or key in self._sourced or key in judgements()

    def find(self, text: str) -> IndicatorMatch:
        """The indicator named inside a title, a sheet name or a file name."""
        found = self._find_cache.get(text)
        if found is None:
            found = self.match(text)
            if not found.taken:
                judged = official_in(text) or official_in(strip_periods(text))
                found = self._as_judged(judged, bare_title(text)) if judged else self._find(text) or found
            self._find_cache[text] = found
        return found

    def implied(self, code: str) -> frozenset[tuple[str, str]]:
        """``(dimension, code)`` pairs that the indicator's own definition states: read them as ``total``."""
        return self._implied.get(code, frozenset())

    def _match(self, text: str) -> IndicatorMatch:
        for told in reductions(text):
            if (judged := judgements().get(label_key(told.label))) is not None:
                return self._as_judged(judged, told)
        doubtful: list[str] = []
        for told in reductions(text):
            names = self._lookup(told.label, told.unit)
            if len(names) == 1:
                code, kind = next(iter(names.items()))
                if not self._says_which(code, kind):
                    return self._propose(text, self._doubtful(code))
                if not told.periods or self._sorted.get(sorted_key(text), {code}) == {code}:
                    return self._result("exact" if kind == "exact" else "alias", code, told)
            doubtful.extend(code for code in names if code not in doubtful)
        if (both := self._match_tongues(text)) is not None:
            return both
        if not doubtful and (pieces := self._match_pieces(text)) is not None:
            return pieces
        return self._propose(text, doubtful)

    def _as_judged(self, judged: Judged, told: ReducedLabel) -> IndicatorMatch:
        """A label of the statistics institute, as somebody who knows both definitions judged it."""
        if judged.kind == "exact":
            return self._result("alias", judged.codes[0], told)
        asked = tuple((code, 99.0) for code in judged.codes)
        return IndicatorMatch("judged", "", asked, told.unit, told.categories, told.periods)

    def _match_tongues(self, text: str) -> IndicatorMatch | None:
        """A name told once in Khmer and once in Latin letters: the one indicator that both halves are names of.

        A half that several indicators share ("Under-five mortality") is settled by the other.
        """
        asked: set[str] = set()
        ways: list[tuple[int, tuple[ReducedLabel, ...], tuple[dict[str, str], ...]]] = []
        for halves in all_halves(text):
            told, names = zip(*map(self._names_in, halves), strict=True)
            if names[0].keys() & names[1].keys():
                ways.append((sum(len(one.periods) + len(one.categories) for one in told), told, names))
            asked |= names[0].keys() | names[1].keys() if all(names) else set()
            if ways and not ways[-1][0]:
                break
        if not ways:
            return self._propose(text, sorted(asked)) if asked else None
        # A name with a year of its own is not to be parted inside ("… (MPI 2023) / …"): least is taken off.
        _, told, names = min(ways, key=lambda way: way[0])
        codes = names[0].keys() & names[1].keys()
        if len(codes) == 1 and not self._either_says_which(min(codes), names, text):
            return self._propose(text, self._doubtful(min(codes)))
        return self._told_twice(text, told, codes)

    def _either_says_which(self, code: str, names: Iterable[Mapping[str, str]], text: str) -> bool:
        return any(self._says_which(code, found[code], text) for found in names if code in found)

    def _told_twice(self, text: str, told: tuple[ReducedLabel, ...], codes: Set[str]) -> IndicatorMatch:
        """The one indicator that two halves of a label name; several, or halves that disagree, are a question."""
        one, other = told
        groups = {reading.dimension: reading for reading in (*one.categories, *other.categories)}
        periods = tuple(dict.fromkeys((*one.periods, *other.periods)))
        differ = any(groups[reading.dimension] != reading for reading in one.categories)
        if len(codes) != 1 or differ or contradicts(one.unit, other.unit):
            return self._propose(text, sorted(codes))
        whole = ReducedLabel(one.label, one.unit or other.unit, tuple(groups.values()), periods)
        return self._result("alias", next(iter(codes)), whole)

    def _names_in(self, text: str) -> tuple[ReducedLabel, dict[str, str]]:
        """The codes that a piece of a label may be a name of, with what else it told; no codes when it is none."""
        for told in reductions(text):
            if names := self._lookup(told.label, told.unit):
                return told, names
        return ReducedLabel(text), {}

    def _lookup(self, label: str, unit: str) -> dict[str, str]:
        key = label_key(label)
        names = self._names.get(key) or self._sourced.get(key) or {}
        if len(names) > 1 and unit:
            units = {code: self.indicators[code].unit for code in names}
            names = {code: kind for code, kind in names.items() if not contradicts(unit, units[code])} or names
        return names

    def _match_pieces(self, text: str) -> IndicatorMatch | None:
        """A label in two languages, or a code and its words: every piece that is a name must be the same one."""
        code, _, words = text.partition(":")
        two_scripts = _KHMER_KEY.search(text) and re.search("[A-Za-z]{3}", text)
        splitter = _PIECES_OF_TWO_SCRIPTS if two_scripts else _PIECES
        pieces = [code, words] if words else [piece for piece in splitter.split(text) if piece.strip()]
        if len(pieces) < 2:
            return None
        taken: list[tuple[str, dict[str, str] | None]] = []
        unread: list[tuple[str, dict[str, str] | None]] = []
        for piece in pieces:
            found = next((n for told in reductions(piece) if (n := self._lookup(told.label, told.unit))), None)
            (taken if found else unread).append((piece, found))
        codes = {frozenset(found) for _, found in taken if found}
        if len(codes) != 1 or (unread and not (words and _CODE_ITSELF.fullmatch(taken[0][0].strip()))):
            return self._propose(text, sorted(set().union(*codes))) if codes else None
        names = codes.pop()
        if len(names) > 1:
            return self._propose(text, sorted(names))
        code = next(iter(names))
        if not self._either_says_which(code, (found for _, found in taken if found), text):
            return self._propose(text, self._doubtful(code))
        return self._result("alias", code, ReducedLabel(text, find_unit(text).unit))

    def _propose(self, text: str, doubtful: Iterable[str]) -> IndicatorMatch:
        """Names to choose from: those of ``doubtful`` first, in their order where it is one (a ``tuple``)."""
        ranked_first = isinstance(doubtful, tuple)
        scores = {code: 99.0 - ranked_first * (place > 0) for place, code in enumerate(dict.fromkeys(doubtful))}
        *_, told = reductions(text)
        for label in {label_key(strip_marks(text)), label_key(told.label)}:
            for key, score in self._close(label):
                for code in self._names[key]:
                    scores[code] = max(scores.get(code, 0.0), round(score, 1))
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        least = _PROPOSE if len(label_key(text)) > 6 else _PROPOSE_SHORT
        close = [(code, score) for code, score in ranked if score >= least]
        close = [(code, score) for code, score in close if fits(text, self.indicators[code])][:_PROPOSED]
        if not close:
            return NO_MATCH
        return IndicatorMatch("doubtful", "", tuple(close), told.unit, told.categories, told.periods)

    def _close(self, label: str) -> Iterator[tuple[str, float]]:
        """Names like ``label``: by spelling, and (less sure) names that hold all its telling words."""
        in_order = " ".join(sorted(label.split()))
        for _, score, key in process.extract(in_order, self._in_order, scorer=fuzz.ratio, limit=_CLOSEST):
            yield key, score
        telling = [word for word in label.split() if word not in _NEUTRAL and not word.isdecimal()]
        if len(" ".join(telling)) > _TOO_SHORT:
            held = (key for key, words in self._words.items() if words.issubset(telling) or words.issuperset(telling))
            for key in islice(held, _CLOSEST):
                yield key, 100.0 * _PART_OF_A_NAME

    def _result(self, kind: str, code: str, told: ReducedLabel) -> IndicatorMatch:
        implied = self.implied(code)
        if not told.unit:
            found = find_unit(told.label)
            beside_the_name = label_key(found.rest) == label_key(told.label)
            told = told._replace(unit=found.unit if beside_the_name else "")
        own = tuple(c for c in told.categories if (c.dimension, c.code) not in implied)
        return IndicatorMatch(kind, code, ((code, 100.0),), told.unit, own, told.periods)

    def _find(self, text: str) -> IndicatorMatch | None:
        """The longest names inside a title; doubtful unless one indicator remains and the rest says nothing new."""
        title = re.sub(r"\.(?:xlsx?|csv|ods|tsv)$", "", text, flags=re.IGNORECASE)
        told = bare_title(title)
        words = label_key(told.label).split()
        used: set[int] = set()
        codes: dict[str, str] = {}
        for start, end, key in self._spans(words, told.label):
            if not used & set(range(start, end)):
                used |= set(range(start, end))
                codes |= self._lookup(key, told.unit)
        rest = [word for n, word in enumerate(words) if n not in used and not word.isdecimal()]
        if not codes:
            return self._find_khmer(text, told)
        neutral = _NEUTRAL | (_SOURCE_WORDS - self._telling_sources(codes))
        if len(codes) == 1 and all(word in neutral or not _NEUTRAL_KHMER.sub("", word) for word in rest):
            return self._if_it_says_which(text, *next(iter(codes.items())), told)
        return self._propose(text, list(codes))

    def _if_it_says_which(self, text: str, code: str, kind: str, told: ReducedLabel) -> IndicatorMatch:
        if not self._says_which(code, kind, text):
            return self._propose(text, self._doubtful(code))
        return self._result("alias", code, told)

    def _find_khmer(self, text: str, told: ReducedLabel) -> IndicatorMatch | None:
        """Khmer has no spaces: the longest name that is part of the title."""
        whole = label_key(strip_periods(text))
        name = next((key for key in self._khmer if key in whole), None)
        if name is None:
            return None
        codes = self._lookup(name, told.unit)
        if len(codes) == 1 and not _NEUTRAL_KHMER.sub("", whole.replace(name, " ", 1)):
            return self._if_it_says_which(text, *next(iter(codes.items())), told._replace(categories=()))
        return self._propose(text, list(codes))

    def _telling_sources(self, codes: Iterable[str]) -> frozenset[str]:
        """Names of sources that may mean another series than these: all of them for a modelled one; for one with
        relatives those of another kind of source, and those that stand in a relative's name."""
        telling: set[str] = set()
        for indicator in map(self.indicators.__getitem__, codes):
            if indicator.source_type == "modelled":
                return _SOURCE_WORDS
            if indicator.related:
                names = (name for code in indicator.related for name in _all_names(self.indicators[code]))
                said = {word for name in names for word in label_key(name).split()}
                survey = indicator.source_type == "survey"
                telling |= (_SOURCE_WORDS - (_SURVEY_WORDS - said)) if survey else _SOURCE_WORDS
        return frozenset(telling)

    def _spans(self, words: list[str], label: str) -> Iterator[tuple[int, int, str]]:
        """Names among the words, the longest first; very short ones only when written in capitals."""
        for length in range(min(len(words), 16), 0, -1):
            for start in range(len(words) - length + 1):
                key = " ".join(words[start : start + length])
                short = len(key) <= _TOO_SHORT and key.upper() not in label
                if key in self._names and not short and not key.replace(" ", "").isdecimal():
                    yield start, start + length, key


@lru_cache(maxsize=2)
def _worked_out(indicators: tuple[Indicator, ...]) -> IndicatorMatcher:
    return IndicatorMatcher({one.code: one for one in indicators})


def _names_of(indicator: Indicator) -> Iterator[str]:
    yield from (indicator.code, indicator.name_en, indicator.name_km)
    yield from filter(None, (indicator.short_name_en, indicator.short_name_km))


def _all_names(indicator: Indicator) -> Iterator[str]:
    yield from _names_of(indicator)
    yield from indicator.aliases_en
    yield from indicator.aliases_km
