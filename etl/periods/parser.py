"""From the pieces of a text to what it says about time: each year with the words that belong to it.

Pieces that only little words part ("6 months of 2023", "2023 (January-June)") form a chain. In a chain the words of a
part of a year, of an open span or of a plan take the year nearest to them, and that year is then no year of a figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from etl.periods.lexer import Token, tokens
from etl.periods.reading import (
    BUDDHIST,
    MID_YEAR,
    PeriodReading,
    compact_school_year,
    nothing,
    one_year,
    refused_reading,
    several_years,
)
from etl.periods.spans import AHEAD, YEARS, with_spans
from etl.periods.words import any_of

_LOOSE = r"[ ,.:;()\[\]/'\"*†-]*"
_GLUE = re.compile(rf"{_LOOSE}(?:{any_of('glue', 'common', 'buddhist')}{_LOOSE})*")
CLOSE = re.compile(rf"[ '(-]*(?:(?:the|year|sy|fy|end of|{any_of('buddhist', 'common')}|ឆ្នាំ|ខែ)[ .'-]*)*")
_AGED = re.compile(rf"(?:{any_of('aged')}|[<≥≤>-])[ -]*(?:the |first )*$")
_OLD = re.compile(
    r" ?(?:old|of age|and (?:older|over|above)|or (?:older|more)|before|after|prior|preceding| ?- ?\d|ឡើង|មុន)"
)
_SOURCED = re.compile(rf"{any_of('source_of', 'survey')} ?$")
_SURVEYED = re.compile(rf" ?{any_of('survey')}")
_PREGNANCY = re.compile(any_of("pregnancy"))
_POPULATION = re.compile(any_of("population"))
_ACTUAL = re.compile(any_of("beside_plan"))
_PLAN_WORD = re.compile("plans?|ផែនការ")
_PLAN_OF = re.compile(rf"{any_of('plan_of')}[ -]*(?:and )?$")
_PLAN_OF_BEHIND = re.compile(rf" ?{any_of('plan_of')}")
_COUNTING = re.compile(rf"{any_of('counting')} ?$")
_COUNTED = re.compile(rf" ?{any_of('counted')}(?! (?:survey|census))")
_LEADING = re.compile(
    r"[\W\d]*(?:(?:table|figure|annex|sheet|តារាង(?:ទី)?) ?[\w.]*[ .:-]*)?"
    r"(?:(?:draft|revised|final|our|new|annual|yearly) )*"
)
_DOUBTED = re.compile(r" ?[)\]]? ?\?")
_ERA_BESIDE = re.compile(rf"{any_of('buddhist')}|ឆ្នាំ|year")

_STRONG = ("half", "quarter", "week", "to_date", "months_told", "until_month")
_WITH_YEAR = {"month": "month", "months_told": "part", "until_month": "part", "open_date": "open"}
_WEAK = ("half?", "quarter?", "week?", "to_date?", "early", "every_month", "months")
_ORDER = ("document", "half_school_year", "plan", "part", "open", "letter")
# "2024f" is of women or a forecast, "2024p" provisional or a projection, "T2025" a target or a total. "a" to "d" behind
# a year are marks of notes, and "A2024" is the actual figure.
_ENDS = r"(?= *(?:$|[)\],;:/|%*-]))"
_LETTER_BEHIND = re.compile(
    rf"(?: ?[(\[] ?(?:[e-z]|[ក-អ]) ?[)\]]| ?-?[e-z](?![a-z\d'])|[ក-អ](?![\u1780-\u17d3]){_ENDS}){_ENDS}"
)
_LETTER_BEFORE = re.compile(r"(?:(?<![a-z\d'])[b-z]-?|(?<![\u1780-\u17d3.])[ក-អ]-?|^[b-z] )$")


class PlacedReading(NamedTuple):
    """A reading, and where its words stand in the folded text."""

    reading: PeriodReading
    start: int
    end: int


@dataclass(slots=True)
class _Year:
    """A year or a span of years, and what the words beside it make of it: kinds of refusal, ``document`` (the year of
    a paper and of no figure) or ``mid_year``."""

    place: int
    token: Token
    reading: PeriodReading
    start: int
    end: int
    claims: set[str] = field(default_factory=set)

    def claim(self, kind: str, token: Token) -> None:
        self.claims.add(kind)
        self.reach(token)

    def reach(self, token: Token) -> None:
        self.start, self.end = min(self.start, token.start), max(self.end, token.end)


@lru_cache(maxsize=32_768)
def times_told(text: str, last: int) -> tuple[PlacedReading, ...]:
    """Everything folded ``text`` says about time, in order; ``last`` is the last year a figure may be about.

    Years that are a count, the year of a paper or doubted by their author are left out, full dates too.
    """
    return tuple(_Parser(text, last).run())


class _Parser:
    def __init__(self, text: str, last: int) -> None:
        self.text, self.last = text, last
        self.tokens = with_spans(text, tokens(text))
        self.years = [year for place, token in enumerate(self.tokens) if (year := self._year_at(place, token))]
        self.alone: list[PlacedReading] = []
        self.chain = self._chains()

    def run(self) -> Iterator[PlacedReading]:
        self._words_ahead()
        self._words_behind()
        self._parts()
        self._middles()
        self._plans()
        found = [*self.alone, *(said for year in self.years if (said := self._said(year)))]
        for token in self.tokens:
            if token.kind in _WITH_YEAR and token.years[0]:
                first, last = (one_year(year, self.last).year_start for year in token.years)
                found.append(
                    PlacedReading(refused_reading(_WITH_YEAR[token.kind], first, last), token.start, token.end)
                )
        yield from sorted(found, key=lambda said: said.start)

    # -- years -------------------------------------------------------------------------------------------------

    def _year_at(self, place: int, token: Token) -> _Year | None:
        before = self.tokens[place - 1] if place else None
        prefixed = before is not None and before.kind in ("school", "fiscal") and self._close(before, token)
        school = prefixed and before is not None and before.kind == "school"
        if token.kind == "school_compact":
            reading = self._compact(token.second)
        elif token.kind == "school_short":
            reading = compact_school_year(token.second, self.last) or nothing("odd_range")
        elif token.kind == "span":
            reading = several_years(str(token.years[0]), token.second, self.last, school=school)
        elif token.kind == "year":
            reading = one_year(token.years[0], self.last)
            if school and reading.accepted:
                reading = refused_reading("half_school_year", reading.year_start)
        else:
            return None
        if self._is_no_year(token, reading):
            return None
        start = before.start if prefixed and before is not None else token.start
        ahead = _LETTER_BEFORE.search(self.text[:start]) if token.kind in ("year", "span") else None
        behind = _LETTER_BEHIND.match(self.text, token.end) if token.kind in ("year", "span") else None
        if (ahead or behind) and not prefixed:
            low, high = ahead.start() if ahead else start, behind.end() if behind else token.end
            return _Year(place, token, reading, low, high, {"letter"})
        mark = re.search(rf"(?:{any_of('buddhist', 'common')}[ :.]*|(?<!\d)(?<!\d )ឆ្នាំ ?)$", self.text[:start])
        return _Year(place, token, reading, mark.start() if mark else start, token.end)

    def _compact(self, digits: str) -> PeriodReading:
        """ "SY2122" is 2021-22; "SY2021" could be 2020-21 or one half of a school year."""
        plain, compact = one_year(int(digits), self.last), compact_school_year(digits, self.last)
        if compact is not None and not (plain.accepted and plain.year_start == int(digits)):
            return compact
        return refused_reading("half_school_year", plain.year_start) if plain.accepted else plain

    def _is_no_year(self, token: Token, reading: PeriodReading) -> bool:
        """Whether a number is a count, or a year its author doubts, or Buddhist without a mark that says so."""
        before, after = self.text[: token.start], self.text[token.end :]
        if _DOUBTED.match(after) or before.strip() == "?":
            return True
        if token.kind == "year" and _COUNTING.search(before) and _COUNTED.match(after):
            return True
        marked = _ERA_BESIDE.search(before + after[:6])
        whole = not before.strip() and not after.strip()
        return token.years[0] - reading.year_start == BUDDHIST and not (marked or whole)

    def _said(self, year: _Year) -> PlacedReading | None:
        kind = next((kind for kind in _ORDER if kind in year.claims), "")
        if kind == "document":
            return None
        reading = year.reading
        if kind:
            reading = refused_reading(kind, reading.year_start, reading.year_end)
        elif MID_YEAR in year.claims and reading.accepted:
            reading = reading._replace(status=MID_YEAR)
        return PlacedReading(reading, year.start, year.end)

    # -- neighbours --------------------------------------------------------------------------------------------

    def _gap(self, one: Token, other: Token) -> str:
        return self.text[one.end : other.start]

    def _close(self, one: Token, other: Token) -> bool:
        return CLOSE.fullmatch(self._gap(one, other)) is not None

    def _chains(self) -> list[int]:
        """The number of the chain each token stands in."""
        number, found = 0, []
        for place, token in enumerate(self.tokens):
            if place and not _GLUE.fullmatch(self._gap(self.tokens[place - 1], token)):
                number += 1
            found.append(number)
        return found

    def _fellows(self, place: int) -> Sequence[_Year]:
        return [year for year in self.years if self.chain[year.place] == self.chain[place]]

    def _nearest(self, place: int, years: Sequence[_Year]) -> _Year | None:
        """The year nearest to a token by what stands between; one behind it before one in front of it."""
        token = self.tokens[place]

        def distance(year: _Year) -> tuple[int, int]:
            behind = year.token.start >= token.end
            gap = year.token.start - token.end if behind else token.start - year.token.end
            return gap, 0 if behind else 1

        return min(years, key=distance, default=None)

    def _next_year(self, place: int) -> _Year | None:
        """The year right behind a word."""
        year = next((year for year in self.years if year.place == place + 1), None)
        return year if year and self._close(self.tokens[place], self.tokens[place + 1]) else None

    def _year_before(self, place: int) -> _Year | None:
        year = next((year for year in self.years if year.place == place - 1), None)
        return year if year and self._close(self.tokens[place - 1], self.tokens[place]) else None

    # -- words that take a year --------------------------------------------------------------------------------

    def _words_ahead(self) -> None:
        """ "Before 2019", "since 2015", "by 2030", "as of 2020"."""
        for place, token in enumerate(self.tokens):
            if token.kind not in AHEAD or (year := self._next_year(place)) is None:
                continue
            if token.kind in ("end", "as_of"):
                year.reach(token)
            elif token.kind == "compared":
                year.claim("document", token)
            elif token.kind == "by":
                year.claim("plan" if year.token.years[1] >= self.last else "open", token)
            elif self._is_source_or_start(place, year):
                year.reach(token)
            else:
                year.claim("open", token)

    def _is_source_or_start(self, place: int, year: _Year) -> bool:
        """Whether "from" says where figures come from ("data from 2014", "from 2014 CDHS") or when a span begins."""
        token = self.tokens[place]
        if year.token.kind == "span":
            return token.kind == "from" or self.text.startswith("ចាប់ពី", token.start)
        before, after = self.text[: token.start], self.text[year.token.end :]
        return token.kind == "from" and bool(_SOURCED.search(before) or _SURVEYED.match(after))

    def _words_behind(self) -> None:
        """ "2015 onwards", "2019 revision", "2014 (12 months)"."""
        for place, token in enumerate(self.tokens):
            # twelve months may be those a question is about ("partner violence in the past 12 months, 2014")
            if token.kind == "whole_year" and not token.number:
                for year in self._fellows(place):
                    if abs(year.place - place) == 1:
                        year.reach(token)
            if token.kind in ("onwards", "edition") and (before := self._year_before(place)):
                before.claim("open" if token.kind == "onwards" else "document", token)

    def _parts(self) -> None:
        """Halves, quarters, months, weeks and "to date"."""
        for place, token in enumerate(self.tokens):
            if token.kind not in (*_STRONG, *_WEAK) or token.years[0] or not self._is_part(place, token):
                continue
            near = self._nearest(place, self._fellows(place))
            if token.kind in ("early", "to_date?") and near is None:
                continue
            for year in [near] if near else self.years:
                year.claim("part", token)
            if not self.years:
                self.alone.append(PlacedReading(refused_reading("part"), token.start, token.end))

    def _is_part(self, place: int, token: Token) -> bool:
        before, after = self.text[: token.start], self.text[token.end :]
        if token.kind in _STRONG:
            return True
        if token.kind == "months" and (not 0 < token.number < 12 or _AGED.search(before) or _OLD.match(after)):
            return False
        if token.kind == "quarter?" and "trimester" in self.text and _PREGNANCY.search(self.text):
            return False
        fellows = [one.kind for one, chain in zip(self.tokens, self.chain, strict=True) if chain == self.chain[place]]
        year = any(kind in YEARS for kind in fellows)
        return year or (token.kind not in ("early", "to_date?") and bool({"report", "early", "end"} & set(fellows)))

    def _middles(self) -> None:
        """The middle of a year is its population's year, but a report made then tells of half of it."""
        for place, token in enumerate(self.tokens):
            if token.kind != "middle":
                continue
            near = self._nearest(place, self._fellows(place))
            whole = "year" in self.text[token.start : token.end] or "ឆ្នាំ" in self.text[token.start : token.end]
            years = [near] if near else self.years if whole else []
            report = any(
                one.kind == "report" and self.chain[at] == self.chain[place] for at, one in enumerate(self.tokens)
            )
            for year in years:
                if report and whole and not _POPULATION.search(self.text):
                    year.claim("part", token)
                elif not _POPULATION.search(self.text):
                    year.claim(MID_YEAR, token)
                else:
                    year.reach(token)

    def _plans(self) -> None:
        for place, token in enumerate(self.tokens):
            if token.kind == "plan?" and (year := self._next_year(place) or self._year_before(place)):
                year.claim("plan", token)
            if token.kind != "plan" or _ACTUAL.search(self.text):
                continue
            word = self.text[token.start : token.end]
            near = self._nearest(place, self._fellows(place)) or self._nearest(place, self.years)
            if _PLAN_WORD.fullmatch(word) and self._is_paper(token, near):
                if near:
                    near.claim("document", token)
            elif near:
                near.claim("plan", token) if near in self._fellows(place) else near.claims.add("plan")
            elif _LEADING.fullmatch(self.text[: token.start]) or self._bracketed(token):
                self.alone.append(PlacedReading(refused_reading("plan"), token.start, token.end))

    def _is_paper(self, token: Token, year: _Year | None) -> bool:
        """Whether a plan is a document ("Action Plan 2019-2023") and not what somebody means to reach."""
        named = _PLAN_OF.search(self.text[: token.start]) or _PLAN_OF_BEHIND.match(self.text[token.end :])
        return bool(named) or (year is not None and year.token.kind == "span")

    def _bracketed(self, token: Token) -> bool:
        return self.text[: token.start].rstrip()[-1:] in ("(", "[") and self.text[token.end :].lstrip()[:1] in (
            ")",
            "]",
        )
