"""What one label says: place, time, indicator, group, unit, or the role of its line. Remembered per distinct label."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from dataclasses import replace
from typing import Any

from childrights.catalogue import Catalogue
from etl.cells import as_text, dashes, find_unit, plain, read_unit
from etl.labels.bilingual import two_tongues
from etl.labels.categories import find_categories, read_category
from etl.labels.decided import DecidedLabels
from etl.labels.decisions import Decisions, with_other_years
from etl.labels.indicators import IndicatorMatcher
from etl.labels.meaning import (
    GROUP_DIMENSIONS,
    NOTHING,
    LabelMeaning,
    category_found,
    groups_told,
    indicator_found,
    period_found,
    same_said,
    unit_found,
    unknown_indicator,
)
from etl.labels.memory import NO_MEMORY, Recall
from etl.labels.patience import Patience, not_looked_at
from etl.labels.people_words import KnownWords, text_pieces
from etl.labels.places import PlaceFinder
from etl.labels.reductions import without_sample
from etl.labels.words import COUNTED_ROLES, names_district, normal, role_of, without_fillers
from etl.periods import (
    NO_PERIOD,
    PeriodReading,
    find_periods,
    names_whole_year,
    read_period_cell,
    refused_in,
    strip_periods,
)
from etl.problems import Issue

_BESIDE = {"area", "period", *GROUP_DIMENSIONS}


class PlaceLabels(DecidedLabels):
    """The part of ``Labels`` that knows places."""

    def _combined(self, text: str) -> LabelMeaning:
        raise NotImplementedError

    def area(self, text: str, codes: bool = False) -> LabelMeaning:
        """A cell of a place column; a bare number is a place only in a column of ``codes``.

        "Kampot (rural)" and "Takeo (2010)" are places with more said about them; a question mark is its author's doubt.
        """
        if text.strip().isdecimal() and not codes and normal(text) not in self.decisions.areas:
            return LabelMeaning(issue=Issue("unknown_area", "unknown"))
        word = role_of(text)
        if word in ("total", "average", "derived"):
            return LabelMeaning(role=word)
        if "?" in text and normal(text) not in self.decisions.areas:
            return LabelMeaning(issue=self._unknown_area(text.replace("?", "").replace("()", "").strip()))
        place = self._place(text)
        if place is None:
            combined = self._combined(text)
            if combined.issue is None and "area" in combined.dims and combined.dims.keys() <= _BESIDE:
                return combined
        return place or LabelMeaning(issue=self._unknown_area(text))

    def _place(self, text: str) -> LabelMeaning | None:
        decided = self.area_decided(text)
        if decided is not None:
            return decided
        match = self.places.match(text)
        if match.kind in ("exact", "alias"):
            return LabelMeaning({"area": match.area})
        if before := self.area_before(text):
            return LabelMeaning({"area": before})
        if match.kind == "typo":
            note = Issue("unknown_area", "typo", "warning", (("area", self.places.name(match.area or "")),))
            return LabelMeaning({"area": match.area}, warnings=(note,))
        if names_district(text):
            return LabelMeaning(role="district", issue=Issue("unknown_area", "district"))
        return None

    def _unknown_area(self, text: str) -> Issue:
        match = self.places.match(text)
        areas = dict.fromkeys([*filter(None, (match.area,)), *(area for area, _ in match.candidates)])
        names = ", ".join(self.places.name(area) for area in list(areas)[:3])
        return Issue("unknown_area", "doubtful" if names else "unknown", params=(("candidates", names),))


_NOTHING_KNOWN = KnownWords()
_OF_PEOPLE = ("person", "part", "took", "place", "setting", "programme", "own", "member")
_DIGITS = re.compile(r"\d+")
_YEAR_OF_CASES = re.compile(
    r"(?P<year>\d{4}(?:[-/–]\d{2,4})?)\s*[(\[]?\s*(?P<word>n|no\.?|numbers?|counts?|ចំនួន)\s*[)\]]?"
    r"|n\s+(?P<behind>\d{4}(?:[-/–]\d{2,4})?)",
    re.I,
)
_PIVOT = re.compile(r"(sum|average) of\s+", re.I)
_SPLIT = re.compile(r"\s*(?:[\n\r|;:/\\,()\[\]]|\s[-–—]\s|[–—])\s*")


def _role_of_plan(text: str) -> str:
    """ "Target 2025" heads a column that is left out like "Target"; a plan called otherwise is complained about."""
    plan = (refused_in(text) or NO_PERIOD).kind == "plan"
    return "derived" if plan and role_of(_DIGITS.sub(" ", text)) == "derived" else ""


class Labels(PlaceLabels):
    """Understands labels against the catalogue, the gazetteer and what a person decided."""

    def __init__(
        self,
        catalogue: Catalogue,
        places: PlaceFinder,
        matcher: IndicatorMatcher,
        decisions: Decisions,
        recall: Recall | None = None,
        forgotten: frozenset[str] = frozenset(),
        patience: Patience | None = None,
    ) -> None:
        self.patience = patience or Patience()
        self.catalogue, self.places, self.matcher, self.decisions = catalogue, places, matcher, decisions
        self.recall, self.forgotten = recall or Recall(NO_MEMORY, decisions), forgotten
        self._mapped = with_other_years(decisions.indicators)
        self._parsed: dict[str, LabelMeaning] = {}
        self._scanned: dict[str, LabelMeaning] = {}
        self._read: dict[tuple[str, Any, type], LabelMeaning] = {}
        self.known: dict[frozenset[str], KnownWords] = {}
        self.restrictions: dict[tuple[str, str, int], str] = {}

    def within(self, text: str) -> Labels:
        """The labels of a sheet whose titles, notes and names are ``text``; see ``IndicatorMatcher.within``."""
        matcher = self.matcher.within(text)
        if matcher is self.matcher:
            return self
        return self._with(matcher, self.forgotten)

    def forgetting(self, codes: frozenset[str]) -> Labels:
        """The labels of a table that contradicts what was confirmed before for these indicators."""
        return self._with(self.matcher, self.forgotten | codes)

    def _with(self, matcher: IndicatorMatcher, forgotten: frozenset[str]) -> Labels:
        held = (self.catalogue, self.places, matcher, self.decisions, self.recall, forgotten, self.patience)
        return Labels(*held)

    def parse(self, text: str) -> LabelMeaning:
        """A label every word of which must be understood; ``issue`` is set when one is not."""
        found = self._parsed.get(text)
        if found is None:
            found = self._parsed[text] = self.about(text, self._or_as_before(text, self._parse(text)))
            self.patience.spend(text, found)
        return found

    def look(self, text: str) -> LabelMeaning:
        """A label among many of its kind, as ``parse`` reads it while there is patience left."""
        if text not in self._parsed and self._is_tired_of(text):
            return not_looked_at("indicator")
        return self.parse(text)

    def _is_tired_of(self, text: str) -> bool:
        """Whether a label is no name as it stands, in a file of which too many were looked at in vain."""
        if not self.patience.is_over or not text or self.patience.was_looked_at(text):
            return False
        held = self.patience.exact.get(text)
        if held is None:
            held = self.patience.exact[text] = self._is_exact(text)
        return not held

    def _is_exact(self, text: str) -> bool:
        bare, said = normal(text), self.decisions
        if bare in said.skip or bare in said.areas or bare in said.unit or bare in said.years or bare in self._mapped:
            return True
        if not bare or role_of(text) or self.matcher.names(text) or self.places.names(text):
            return True
        return read_category(text) is not None or read_period_cell(text).accepted or bool(read_unit(text))

    def meaning(self, text: str) -> Hashable:
        """Something equal for labels that say the same, in any spelling or language."""
        found = self.parse(text)
        if found.issue is not None or not found.dims:
            return found.role or normal(text)
        return frozenset((kind, code) for kind, code in found.dims.items() if kind != "unit")

    def scan(self, text: str) -> LabelMeaning:
        """A title, sheet name or file name: takes what is certain, complains only of a decision against its words."""
        found = self._scanned.get(text)
        if found is None and self.patience.is_over_for_titles:
            return not_looked_at("indicator")
        if found is None:
            said = self._scan(text)
            told = self.about(text, said)
            found = self._scanned[text] = told if told.issue is None else replace(said, issue=told.issue)
            self.patience.spend_title(text, found)
        return found

    def read(self, role: str, value: Any, fmt: str = "") -> LabelMeaning:
        """A cell of a line whose role is known (``area``, ``period``, ``sex`` …); ``auto`` lets the label decide."""
        key = (role, value, type(value))
        found = self._read.get(key)
        if found is None:
            if self.patience.is_over and self._is_tired_of(text := as_text(value)):
                return not_looked_at(role)
            text = as_text(value)
            found = self._read[key] = self.about(text, self._read_as(role, value, fmt))
            self.patience.spend(text, found)
        return found

    def left_out(self, text: str) -> bool:
        """Whether a person said that the figures of this wording are to be left out."""
        return normal(text) in self.decisions.skip

    def learn(self, role: str, text: str, code: str) -> None:
        """Let a cell of a line of ``role`` mean ``code`` and nothing more, unless a person left it out: a form that
        carries its own list of names is read by that list."""
        if normal(text) not in self.decisions.skip:
            self._read[role, text, str] = LabelMeaning({role: code})

    def _decided(self, text: str) -> LabelMeaning | None:
        """A label a person mapped to an indicator, with all that it says besides."""
        code = self.code_decided(text)
        return self.besides(text, code) if code else None

    def _or_as_before(self, text: str, found: LabelMeaning) -> LabelMeaning:
        """A label that nothing explains, as the member confirmed it before."""
        if found.issue is None or found.issue.code != "unknown_indicator" or found.issue.variant == "not_this":
            return found
        return self.as_before(text) or found

    def code_decided(self, text: str) -> str:
        """The indicator that a person mapped a label to, this one or the same of another year; ``""`` when none was."""
        if not self._mapped:
            return ""
        return self._mapped.get(normal(text)) or self._mapped.get(normal(strip_periods(text)), "")

    def is_decided(self, text: str) -> bool:
        """Whether a person decided what a wording means, or that it is left out."""
        bare, decided = normal(text), self.decisions
        parts = (decided.areas, decided.years, decided.unit, decided.skip)
        return bool(self.code_decided(text)) or any(bare in part for part in parts)

    def _read_as(self, role: str, value: Any, fmt: str) -> LabelMeaning:
        text = as_text(value)
        if not text:
            return NOTHING
        if normal(text) in self.decisions.skip:
            return LabelMeaning(role="skip")
        if normal(text) not in self.decisions.areas and self._decided(text) is None:
            text = without_sample(text)
        if role in ("area", "area_code"):
            return self.area(text, codes=role == "area_code")
        if role == "period":
            return self.period(value, fmt)
        if role == "indicator":
            return self.indicator(text)
        if role in GROUP_DIMENSIONS:
            return self.category(text, role)
        if role == "unit":
            return unit_found(read_unit(text), text)
        return self.parse(text)

    def period(self, value: Any, fmt: str = "") -> LabelMeaning:
        """A cell of a time column."""
        reading = read_period_cell(value, fmt)
        if reading.kind == "two_digit" and as_text(value).isdecimal() and len(as_text(value)) < 2:
            return LabelMeaning(issue=Issue("unknown_year", "unknown"))
        if not (reading.accepted or reading.refused) and isinstance(value, str):
            inside = [found for found in find_periods(value) if found.kind != "none"]
            reading = inside[0] if len(inside) == 1 else refused_in(value) or reading
            if reading.kind == "none" and names_whole_year(value):
                return NOTHING  # "Annual" beside a column of years
            if reading.accepted:
                return self._beside_a_year(value, period_found(reading))
        return period_found(reading)

    def _beside_a_year(self, text: str, found: LabelMeaning) -> LabelMeaning:
        """A year with more words in its cell: a group is kept ("2023 (girls)"), people nobody knows are asked about."""
        groups, clash = groups_told(find_categories(strip_periods(text)).found)
        told = text_pieces(dashes(plain(find_categories(strip_periods(text)).rest)), _NOTHING_KNOWN)
        if clash or any(piece.kind in _OF_PEOPLE for piece in told):
            return LabelMeaning(issue=Issue("unknown_year", "unknown"))
        return replace(found, dims={**groups, **found.dims})

    def indicator(self, text: str) -> LabelMeaning:
        """A cell of an indicator column, or a header that names one."""
        decided = self._decided(text)
        if decided is not None:
            return decided
        match = self.matcher.match(text)
        if match.taken:
            return indicator_found(match)
        if match.kind == "judged":
            return LabelMeaning(issue=unknown_indicator(match))
        whole = self._combined(text)
        if "indicator" in whole.dims and whole.issue is None:
            return whole
        return self._or_as_before(text, LabelMeaning(issue=unknown_indicator(match)))

    def category(self, text: str, dimension: str) -> LabelMeaning:
        """A cell of a sex, age, residence, wealth or disability column."""
        found = category_found(text, dimension)
        halves = two_tongues(text) if found.issue is not None else None
        if halves is None:
            return found
        one, other = (category_found(half, dimension) for half in halves)
        return (same_said(one, other) or found) if one.issue is None and other.issue is None else found

    def _parse(self, text: str) -> LabelMeaning:
        bare = normal(text)
        if not bare:
            unit = find_unit(text).unit
            return LabelMeaning({"unit": unit}, role="value") if unit else NOTHING
        if bare in self.decisions.skip:
            return LabelMeaning(role="skip")
        decided = self._decided(text)
        if decided is not None:
            return decided
        if (rest := without_sample(text)) != text:
            return self._parse(rest) if rest else NOTHING
        if names_whole_year(text):
            return LabelMeaning(role="value")
        if (of_year := _YEAR_OF_CASES.fullmatch(text.strip())) is not None:
            return self._cases_of(of_year)
        word = role_of(text) or _role_of_plan(text)
        pivot = _PIVOT.match(text)
        if pivot:
            inner = self.parse(text[pivot.end() :])
            unit = self.catalogue.indicators[code].unit if (code := inner.dims.get("indicator")) else ""
            if unit and (unit == "number") == (pivot[1].casefold() == "sum"):
                return inner
        if word:
            unit = find_unit(text).unit if word == "value" else ""
            return LabelMeaning({"unit": unit} if unit else {}, role=word)
        return self._in_two_tongues(text) or self._simple(text) or self._combined(text)

    def _cases_of(self, told: re.Match[str]) -> LabelMeaning:
        """A year with the word that makes its column one of numbers: "2014 N" beside "2014 %"."""
        found, role = self.parse(told["year"] or told["behind"]), role_of(told["word"] or "n")
        if role in COUNTED_ROLES:
            return replace(found, role=role)
        return replace(found, dims={**found.dims, "unit": "number"}) if found.dims else found

    def _in_two_tongues(self, text: str) -> LabelMeaning | None:
        """A label told once in Khmer and once in Latin letters, when both halves are understood; halves that say
        different things ("ប្រុស Female") are asked about."""
        halves = two_tongues(text)
        if halves is None:
            return None
        one, other = map(self.parse, halves)
        if one.issue is not None or other.issue is not None:
            return None
        return same_said(one, other)

    def _simple(self, text: str) -> LabelMeaning | None:
        reading = read_period_cell(text)
        if reading.accepted and reading.kind != "two_digit":
            return period_found(reading)
        category = read_category(text)
        if category is not None and category.certainty == "sure":
            return (
                LabelMeaning({category.dimension: category.code}) if category.dimension else LabelMeaning(role="total")
            )
        if not text.strip().isdecimal():
            place = self._place(text)
            if place is not None and (place.issue is not None or not place.warnings):
                return place
        match = self.matcher.match(text)
        if match.taken:
            return indicator_found(match)
        if match.kind == "judged":
            return LabelMeaning(issue=unknown_indicator(match))
        if category is not None:
            return (
                LabelMeaning({category.dimension: category.code}) if category.dimension else LabelMeaning(role="total")
            )
        if reading.kind == "two_digit" and not text.strip().isdecimal():
            return period_found(reading)
        if reading.refused:
            return period_found(reading)
        return None

    def _combined(self, text: str) -> LabelMeaning:
        unit, rest = find_unit(text)
        refused = refused_in(rest)
        if refused is not None:
            return period_found(refused)
        periods = _distinct(find_periods(rest))
        if len(periods) > 1:
            return LabelMeaning(issue=Issue("unknown_year", "several"))
        dims: dict[str, Any] = {"unit": unit} if unit else {}
        warnings: tuple[Issue, ...] = ()
        if periods:
            dims |= period_found(periods[0]).dims
            rest = strip_periods(rest)
        found = self._rest(rest)
        if found is None:
            inner = find_categories(rest)
            groups, clash = groups_told(inner.found)
            found = self._rest(inner.rest) if groups and not clash else None
            found = self._pieces(rest) if found is None else found
            if found is not None and inner.found and groups and not clash:
                found = LabelMeaning({**groups, **found.dims}, found.role, found.issue, found.warnings)
        if found is None:
            found = self._name_and_place(rest)
        if found is None or found.issue is not None:
            place = self._place(text) if not text.strip().isdecimal() else None
            if place is not None and place.warnings:
                return place
            return found if found is not None else LabelMeaning(issue=self._unresolved(text))
        warnings += found.warnings
        return LabelMeaning(
            {**found.dims, **dims} if dims else found.dims,
            found.role or ("value" if not found.dims else ""),
            None,
            warnings,
        )

    def _name_and_place(self, text: str) -> LabelMeaning | None:
        """The name of an indicator with one place before or behind it."""
        parted = self.places.parted(text)
        if parted is None:
            return None
        name, area = parted
        found = self.parse(name)
        if found.issue is not None or "indicator" not in found.dims or found.dims.get("area", area) != area:
            return None
        return LabelMeaning({**found.dims, "area": area}, found.role, None, found.warnings)

    def _rest(self, rest: str) -> LabelMeaning | None:
        """What is left of a label when years, units and groups are taken out; ``None`` if not understood."""
        if not without_fillers(rest):
            return NOTHING
        word = role_of(rest)
        if word:
            return LabelMeaning(role=word)
        return self._simple(rest.strip(" ,;:-–—/|"))

    def _pieces(self, text: str) -> LabelMeaning | None:
        pieces = [piece for piece in _SPLIT.split(text) if piece and piece.strip()]
        if not 1 < len(pieces) <= 6:
            return None
        dims: dict[str, Any] = {}
        role = ""
        warnings: tuple[Issue, ...] = ()
        for piece in pieces:
            found = self._rest(piece)
            if found is None or found.issue is not None:
                return None
            if any(dims.get(kind, code) != code for kind, code in found.dims.items()):
                return None
            dims |= found.dims
            role = role or found.role
            warnings += found.warnings
        return LabelMeaning(dims, role, None, warnings)

    def _unresolved(self, text: str) -> Issue:
        """The most helpful complaint about a label whose line does not say what it should be."""
        match = self.matcher.match(text)
        if not match.candidates and self.places.match(text).candidates:
            return self._unknown_area(text)
        return unknown_indicator(match)

    def _scan(self, text: str) -> LabelMeaning:
        return LabelMeaning(role="skip") if self.left_out(text) else self.scan_words(text)

    def scan_words(self, text: str) -> LabelMeaning:
        """What a title says, whatever a person decided to leave out of it."""
        code, decided, place = self.code_decided(text), self._decided(text), self.area_decided(text)
        text = without_sample(text)
        dims: dict[str, Any] = {}
        match = self.matcher.match(text)
        if not match.taken:
            match = self.matcher.find(text)
        if not match.taken and match.kind != "judged":
            rest = self.matcher.find(self.places.without(text))
            match = rest if rest.taken or not match.candidates else match
        if match.taken:
            dims["indicator"] = match.code
        if code:
            dims["indicator"] = code
        elif not match.taken and (before := self.as_before(text)) is not None:
            dims["indicator"] = before.dims["indicator"]
        groups, _ = groups_told(match.categories if match.taken else find_categories(text).found)
        dims |= groups
        unit = match.unit or find_unit(text).unit
        if unit:
            dims["unit"] = unit
        periods = _distinct(f for f in find_periods(text) if f.accepted and f.kind != "two_digit")
        if len(periods) == 1:
            dims |= period_found(periods[0]).dims
        area = place.dims.get("area") if place is not None else self.places.find(text) or self.area_before(text)
        if area:
            dims["area"] = area
        names = tuple(code for code, _ in match.candidates)
        issue = decided.issue if decided is not None else None
        return LabelMeaning(dims, "several_periods" if len(periods) > 1 else "", issue, (), names)


def _distinct(periods: Iterable[PeriodReading]) -> list[PeriodReading]:
    """Periods that differ: a title in two languages tells its school year twice."""
    return list({(period.year_start, period.year_end): period for period in periods}.values())
