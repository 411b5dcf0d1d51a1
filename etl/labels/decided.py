"""A decision answers one question only: what else a label says is read, and contradicted, as before.

A label that a person mapped to an indicator keeps its unit, year, part of the year, place, groups and role; one that
says by its own words that it is another thing (the name of another indicator, the population of another, a change)
is reported with both. Neither may a unit, a year or a place be decided against the words of the label: where the file
is silent or has two readings, the decision holds; where it says something else, nobody knows which is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from childrights.catalogue import Catalogue, Indicator
from etl.cells import as_text, contradicts, find_unit, plain
from etl.labels.ages import lies_within
from etl.labels.categories import find_categories
from etl.labels.decisions import Decisions, Period
from etl.labels.indicators import IndicatorMatcher
from etl.labels.meaning import NOTHING, LabelMeaning, groups_told, period_found, unknown_year
from etl.labels.memory import Recall
from etl.labels.places import PlaceFinder
from etl.labels.suitability import counts_places, others_counted, unit_stated
from etl.labels.word_lists import any_listed_alone, listed
from etl.labels.words import (
    COMPANION_ROLES,
    is_usual_status,
    names_district,
    names_everybody,
    names_region,
    normal,
    role_of,
    status_of,
)
from etl.periods import (
    EARLIEST,
    PeriodReading,
    find_periods,
    named_part_of_year,
    names_parts,
    names_whole_year,
    read_period_cell,
    refused_in,
)
from etl.problems import Issue
from geo import COUNTRY, province_members

_PIECES = re.compile(r"\s*(?:[\n\r|;:/\\,()\[\]]|\s[-–—]\s|[–—])\s*")
_HEAD = re.compile(r"\s(?:in|of|for|on|among|between|per)\s", re.IGNORECASE)
_REPEATED = any_listed_alone("repeated")
_CONTINUED = re.compile(r"\bcont|បន្ត|\(ត", re.IGNORECASE)
_FIRST_SERIAL = 1990
_WORD = re.compile(r"[^\s,;:()\[\]/|–—]+")
_LONGEST_EDGE = 3
_OF_A_NUMBER = re.compile(r"\bof\s+(?:the\s+)?(?:total\s+)?numbers?\b", re.IGNORECASE)
"""What a share is a share of: "% of the number of children" states one unit."""
_EDGES = " ,;:()[]–—-"
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-/–](?:19|20)?\d\d)?")
_AGED = re.compile(
    r"\b(?:under|below|over|above|aged?|of|up to|at|than|to|first|last|within|after)\s*$"
    r"|(?<![A-Za-z\d])\d+\s*[-–]?\s*$|អាយុ\s*$",
    re.I,
)
_STAGES = re.compile(r"(?:base|mid|end)line|milestone|benchmark", re.I)
_NAME_OF_NOBODY = re.compile(r"plans?|targets?|goals?|change", re.I)
_BELOW_PROVINCES = re.compile(r"\b(?:districts|communes|villages|sangkats|khans)\b", re.IGNORECASE)
_NOT_THE_PLACE = any_listed_alone("not_the_place")
"""Words that leave a place out, or name one below a province, abroad or none at all."""
_NARROWER = re.compile(
    r"(?P<severe>\bsevere(?:ly)?\b|ធ្ងន់ធ្ងរ)|(?P<moderate>\bmoderate(?:ly)?\b)|(?P<mild>\bmild(?:ly)?\b)"
    r"|(?P<acute>\bacute(?:ly)?\b(?! (?:malnutrition|malnourished|undernutrition))|ស្រួចស្រាវ)"
    r"|(?P<chronic>\bchronic(?:ally)?\b(?! (?:malnutrition|malnourished|undernutrition))|រ៉ាំរ៉ៃ)"
    r"|(?P<partial>\bpartial(?:ly)?\b|\bpartly\b|\bincomplete(?:ly)?\b|មួយផ្នែក)|(?P<exclusive>\bexclusive(?:ly)?\b)"
    r"|(?P<predominant>\bpredominant(?:ly)?\b)|(?P<mainly>\bmostly\b|\bmainly\b)",
    re.IGNORECASE,
)
"""Words that make of an indicator a grade or a part of itself."""
_OTHER_MEASURE = listed("other_measure")
"""Cells of a unit column that name what was counted or measured: no share of anything."""
_NO_FIGURE = ("derived", "average", "skip")
_KNOWN_ROLES = frozenset((*COMPANION_ROLES, "total", *_NO_FIGURE))


def not_this(indicator: Indicator, words: str, meant: str = "") -> Issue:
    """A label was said to be an indicator, but its own words say otherwise; ``meant`` is the indicator they name."""
    told = (("indicator", indicator.code), ("words", words), ("meant", meant))
    return Issue("unknown_indicator", "not_this", params=told)


def decided_year(words: str, other: str) -> Issue:
    """A year was decided where the file says another, or a time that is no year."""
    return Issue("unknown_year", "decided", params=(("words", words), ("other", other)))


def decided_unit(text: str, stated: str, unit: str) -> Issue:
    """A unit was decided for words that state another."""
    return Issue("missing_unit", "decided", params=(("declared", stated), ("unit", unit), ("label", text)))


def units_differ(one: str, other: str) -> bool:
    """Whether two units cannot both be meant; a percentage is often written as a proportion."""
    return one != other and {one, other} != {"percent", "proportion"}


def year_denied(text: str, period: Period) -> str:
    """The words of a label that keep it from meaning ``period``; ``""`` when nothing does.

    A part of a year, a target or an open span is never a year, while a letter beside a year ("2024p") may be anything a
    person says it is; a label that names years must name this one. Digits
    that can be no year ("20l4", "1214") are silent, a year to come is not.
    """
    reading, refused = read_period_cell(text), refused_in(text)
    refused = reading if reading.refused else refused
    if refused is not None and refused.kind not in ("half_school_year", "letter"):
        return refused.words or text
    told = [one for one in (*find_periods(text), reading, *([refused] if refused else [])) if one.year_start]
    told = [one for one in told if one.variant != "odd_range" and not _is_slip(one)]
    agreed = (one.year_start <= period[1] and period[0] <= max(one.year_end, one.year_start) for one in told)
    return text if told and not any(agreed) else ""


def may_be_year(text: str, told: str) -> bool:
    """Whether a person may say that the wording ``text`` means the year or years ``told`` ("2014", "2020-21")."""
    reading = read_period_cell(told)
    return not year_denied(text, (reading.year_start, reading.year_end, reading.label, ""))


def _is_slip(reading: PeriodReading) -> bool:
    """Whether digits can be no year of ours and no date stored as a number ("1214", "20144")."""
    return reading.year_start < (_FIRST_SERIAL if reading.variant == "serial" else EARLIEST)


class DecidedLabels:
    """The part of ``Labels`` that reads a label whose indicator is not its own word."""

    catalogue: Catalogue
    places: PlaceFinder
    matcher: IndicatorMatcher
    decisions: Decisions
    recall: Recall
    forgotten: frozenset[str]

    def about(self, text: str, found: LabelMeaning) -> LabelMeaning:
        """What a label says, with the year or the unit that was decided for it, unless it says another itself."""
        if not (self.decisions.years or self.decisions.unit) or not text:
            return found
        bare = normal(text)
        period = self.decisions.years.get(bare)
        if period is not None and found.kind in ("", "period"):
            denied = year_denied(text, period)
            return LabelMeaning(issue=decided_year(denied, period[2])) if denied else LabelMeaning({"period": period})
        unit = self.decisions.unit.get(bare)
        if not unit:
            return found
        if (stated := unit_stated(text)) and units_differ(stated, unit):
            return LabelMeaning(issue=decided_unit(text, stated, unit))
        if found.issue is not None and found.issue.code != "missing_unit":
            return found
        if unit != "number" and text.strip(" ().").casefold() in _OTHER_MEASURE:
            return LabelMeaning(issue=decided_unit(text, text, unit))
        return replace(found, dims={**found.dims, "unit": unit}, issue=None)

    def as_before(self, text: str) -> LabelMeaning | None:
        """A label as the member confirmed it before, unless its own words say otherwise; what is recalled is noted."""
        code = self.recall.indicator(text)
        if code not in self.catalogue.indicators or code in self.forgotten:
            return None
        found = self.besides(text, code)
        ages = (age for kind, age in self.matcher.implied(code) if kind == "age")
        stated = found.dims.get("unit", "")
        if found.issue is not None or contradicts(stated, self.catalogue.indicators[code].unit):
            return None
        if not lies_within(found.dims.get("age", "total"), ages):
            return None
        self.recall.used["indicator", text] = code
        return found

    def area_before(self, text: str) -> str:
        """The place that the member confirmed before for a label, unless its words name another or a part of one."""
        area = self.recall.area(text)
        if not area or self.area_if_possible(text, area).issue is not None:
            return ""
        self.recall.used["area", text] = area
        return area

    def area_decided(self, text: str) -> LabelMeaning | None:
        """The place a person decided for a label; an issue where the label names another, several or none of a
        province's size."""
        decided = self.decisions.areas.get(normal(text))
        if not decided:
            return None
        return self.area_if_possible(text, decided)

    def area_if_possible(self, text: str, area: str) -> LabelMeaning:
        """A label read as ``area``, unless its own words name another place or something below a province."""
        match, parts = self.places.match(text), {*province_members(area)}
        exact = match.area if match.kind in ("exact", "alias") else None
        named = [exact] if exact else [one for one in self.places.inside(text) if one != COUNTRY]
        other = ("other", self.places.name(area))
        if any(one != area and (area == COUNTRY or not {*province_members(one)} <= parts) for one in named):
            words = " + ".join(map(self.places.name, dict.fromkeys(named)))
            return LabelMeaning(issue=Issue("unknown_area", "decided", params=(("area", words), other)))
        below = names_district(text) or _BELOW_PROVINCES.search(text) is not None
        beyond = names_region(text) and not _CONTINUED.search(text) and area != COUNTRY
        if exact is None and (below or beyond or _NOT_THE_PLACE.search(text)):
            return LabelMeaning(issue=Issue("unknown_area", "decided_part", params=(other,)))
        groups, clash = ({}, False) if exact is not None else groups_told(find_categories(text).found)
        if clash:
            return LabelMeaning(issue=Issue("unknown_category", "clash", params=(("dimension", ""),)))
        return LabelMeaning({**groups, "area": area})

    def besides(self, text: str, code: str) -> LabelMeaning:
        """A label that means the indicator ``code``, with all that it says besides, or the reason why it cannot."""
        indicator = self.catalogue.indicators[code]
        unit, rest = find_unit(text)
        refused = refused_in(rest)
        if refused is not None:
            return period_found(refused)
        if repeated := _REPEATED.search(text):
            params = (("words", repeated.group()),)
            return LabelMeaning(issue=Issue("unknown_year", "part", params=params))
        for bare in self._without_ends(rest):
            if (edge := _edge_denied(bare, indicator)) is not None:
                return LabelMeaning(issue=edge)
        if (issue := self._of_another(text, indicator)) is not None:
            return LabelMeaning(issue=issue)
        dims: dict[str, Any] = {"indicator": code}
        groups, clash = groups_told(find_categories(rest).found)
        if clash:
            return LabelMeaning(issue=Issue("unknown_category", "clash", params=(("dimension", ""),)))
        dims |= groups
        periods = {(one.year_start, one.year_end): one for one in find_periods(rest) if one.accepted}
        periods = {key: one for key, one in periods.items() if one.kind != "two_digit"}
        if len(periods) > 1:
            return LabelMeaning(issue=Issue("unknown_year", "several"))
        if periods:
            dims |= period_found(*periods.values()).dims
        if unit:
            dims["unit"] = unit
            other = find_unit(find_unit(_OF_A_NUMBER.sub(" ", text)).rest).unit
            if other and units_differ(unit, other) and not _says(indicator, rest):
                stated = (("declared", other), ("unit", indicator.unit), ("label", text))
                return LabelMeaning(issue=Issue("missing_unit", "contradicts", params=stated))
        return self._at_its_place(text, dims, _role_in(text, indicator))

    def _without_ends(self, text: str) -> Iterator[str]:
        """A label, and what is left of it when groups and places at its end are taken off, one after the other.

        "Kids with papers, rank, girls" is a rank of girls, "… baseline – Kampot" a baseline.
        """
        yield text
        while text != (text := self._less_end(text)):
            yield text

    def _less_end(self, text: str) -> str:
        words = list(_WORD.finditer(text))
        for length in range(min(_LONGEST_EDGE, len(words) - 1), 0, -1):
            end = text[words[-length].start() :].strip(_EDGES)
            found = find_categories(end)
            group = bool(found.found) and not found.rest.strip(_EDGES)
            before = text[: words[-length].start()].strip(_EDGES)
            # "Baseline 2021" was measured in 2021; a rank or a change of 2021 is no figure.
            year = _YEAR.fullmatch(end) and not (len(words) > 1 and _STAGES.fullmatch(words[-2].group()))
            if group or year or normal(end) == "total" or self.places.match(end).area:
                return before
        return text

    def _at_its_place(self, text: str, dims: dict[str, Any], role: str) -> LabelMeaning:
        """The label with the province named in it; a district in it keeps its figures out."""
        below = names_district(text) or (_BELOW_PROVINCES.search(text) is not None and bool(self.places.inside(text)))
        if below and not counts_places(self.catalogue.indicators[dims["indicator"]]):
            return LabelMeaning(issue=Issue("unknown_area", "district"))
        area = self.places.find(text)
        if area and area != COUNTRY:
            dims["area"] = area
        elif not area and len({*self.places.inside(text)} - {COUNTRY}) > 1:
            return LabelMeaning(issue=Issue("unknown_area", "clash"))
        return LabelMeaning(dims, role)

    def _of_another(self, text: str, indicator: Indicator) -> Issue | None:
        """What is told of a label that calls itself something else than this indicator; ``None`` when it does not."""
        match = self.matcher.match(text)
        if match.taken and match.code != indicator.code and not self.matcher.are_kin(match.code, indicator.code):
            return not_this(indicator, self.catalogue.indicators[match.code].name_en, match.code)
        if words := others_counted(text, indicator) or _narrowed(text, indicator):
            return not_this(indicator, words)
        head = _HEAD.split(text, maxsplit=1)[0]
        if head != text and role_of(head) in _NO_FIGURE and not _says(indicator, head):
            return not_this(indicator, head)
        return None


def _edge_denied(text: str, indicator: Indicator) -> Issue | None:
    """Why the first or the last words of a label keep it from being figures of a year: "Kids with papers Q1", "… rank",
    "Projected kids". A person may have mapped the label for its other words."""
    words = list(_WORD.finditer(text))
    for length in range(min(_LONGEST_EDGE, len(words) - 1), 0, -1):
        start, end = words[-length].start(), words[length - 1].end()
        last, first = text[start:].strip(_EDGES), text[:end].strip(_EDGES)
        if _says(indicator, last):
            continue
        told = refused_in(last) or (None if _AGED.search(text[:start]) else named_part_of_year(last))
        if told is None and not _NAME_OF_NOBODY.fullmatch(first) and not _says(indicator, first):
            told = refused_in(first)
        if told is not None:
            return unknown_year(told)
        if _STAGES.fullmatch(last):
            return Issue("unknown_year", "target", params=(("words", last),))
        if role_of(last) in (*_NO_FIGURE, *COMPANION_ROLES, "ignore"):
            return not_this(indicator, last)
    return None


def _narrowed(text: str, indicator: Indicator) -> str:
    """The word that makes a label a part of an indicator ("Severely stunted", "Partially vaccinated"), where no name of
    the indicator has it; ``""`` when there is none. Two grades together ("moderate or severe") leave nothing out."""
    found = {str(match.lastgroup): match.group() for match in _NARROWER.finditer(plain(text))}
    if {"severe", "moderate"} <= found.keys():
        found = {kind: word for kind, word in found.items() if kind not in ("severe", "moderate", "mild")}
    names = (indicator.name_en, indicator.short_name_en, indicator.name_km, indicator.short_name_km)
    aliases = (*indicator.aliases_en, *indicator.aliases_km)
    known = {match.lastgroup for name in (*names, *aliases) if name for match in _NARROWER.finditer(plain(name))}
    return next((word for kind, word in found.items() if kind not in known), "")


def _role_in(text: str, indicator: Indicator) -> str:
    """What a piece of the label says of its line: "Kids (95% CI)" is an interval, "Short kids, rank" no figure."""
    for piece in _PIECES.split(text):
        role = role_of(piece) if piece and piece != text else ""
        if role in _KNOWN_ROLES and not _says(indicator, piece):
            return role
    return ""


def _says(indicator: Indicator, words: str) -> bool:
    """Whether the names of an indicator hold these words."""
    names = (indicator.name_en, indicator.short_name_en, indicator.name_km, indicator.short_name_km)
    return any(normal(words) in normal(name) for name in (*names, *indicator.aliases_en) if name)


_POWER = re.compile(r"-?0{0,3}\d")
"""A power of ten as a number of one digit; ``int`` would take others, and fail at ``--3`` or at thousands of digits."""
_LONG_STATUS = 3


def said_beside(role: str, header: str, value: Any, is_mark: bool) -> LabelMeaning:
    """What a cell says in a column of ``role`` ``district``, ``other_dimension``, ``status`` or ``multiplier``.

    ``is_mark`` when the cell holds a dash or another mark for nothing.
    """
    text = as_text(value)
    if role == "district":
        if is_mark or role_of(text) in ("total", "average"):
            return NOTHING
        return LabelMeaning(issue=Issue("unknown_area", "district"))
    if role == "other_dimension":
        return _condition(header, text, is_mark)
    return _multiplier(value) if role == "multiplier" else _status(header, text)


def _condition(header: str, text: str, is_mark: bool) -> LabelMeaning:
    if role_of(header) == "mixed_kind":
        return LabelMeaning(issue=Issue("unknown_area", "district")) if names_district(text) else NOTHING
    if names_parts(header):
        whole = is_mark or names_whole_year(text) or names_everybody(text) or role_of(text) == "period"
        return NOTHING if whole else LabelMeaning(issue=Issue("unknown_year", "part", params=(("words", text),)))
    if role_of(text) in ("derived", "value", "area", "period"):
        return LabelMeaning(role="derived") if role_of(text) == "derived" else NOTHING
    if is_mark or names_everybody(text):
        return NOTHING
    return LabelMeaning(issue=Issue("unknown_category", "other_dimension"))


def _status(header: str, text: str) -> LabelMeaning:
    """A status that is none of ours ("Married") may be that of the persons counted."""
    if status_of(text) == "forecast":
        return LabelMeaning(issue=Issue("unknown_year", "target", params=(("words", text),)))
    known = status_of(text) or is_usual_status(text) or len(text) < _LONG_STATUS or ":" in text
    if known or normal(header) not in ("status", "ស្ថានភាព"):
        return LabelMeaning({"status": text})
    return LabelMeaning(issue=Issue("unknown_category", "other_dimension"))


def _multiplier(value: Any) -> LabelMeaning:
    """``UNIT_MULTIPLIER`` of SDMX: a power of ten, also as ``3: Thousands``."""
    text = as_text(value).split(":")[0].strip()
    if _POWER.fullmatch(text):
        return LabelMeaning({"power": int(text)})
    return NOTHING if text.casefold() in ("units", "unit") else LabelMeaning(issue=Issue("missing_unit", "multiplier"))
