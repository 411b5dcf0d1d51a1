"""What one label says: place, time, indicator, group, unit, or the role of its line. Remembered per distinct label."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from childrights.catalogue import Catalogue
from etl.understanding.categories import CategoryReading, find_categories, read_category, suggest_category
from etl.understanding.decisions import Decisions
from etl.understanding.indicators import IndicatorMatch, IndicatorMatcher
from etl.understanding.periods import PeriodReading, find_periods, read_period, strip_periods
from etl.understanding.places import PlaceFinder
from etl.understanding.units import find_unit
from etl.understanding.view import LONGEST_MONTH, as_text
from etl.understanding.words import names_district, normal, role_of, without_fillers

GROUP_DIMENSIONS = ("sex", "age", "residence", "wealth", "disability")
KINDS = ("area", "period", "indicator", *GROUP_DIMENSIONS)

_SPLIT = re.compile(r"\s*(?:[\n\r|;:/\\,()\[\]]|\s[-–—]\s|[–—])\s*")


@dataclass(frozen=True, slots=True)
class Issue:
    """Why a label is not taken (or taken with a warning): a problem code, its sentence and what fills it."""

    code: str
    variant: str
    severity: str = "error"
    params: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Found:
    """What a label says. ``dims`` maps ``area``, ``indicator``, ``unit`` and the group dimensions to codes and
    ``period`` to ``(year_start, year_end, label, status)``; ``role`` is the label's word role; ``issue`` is set
    when the label as a whole was not understood; ``bare`` when it says nothing at all (blank)."""

    dims: dict[str, Any] = field(default_factory=dict)
    role: str = ""
    issue: Issue | None = None
    warnings: tuple[Issue, ...] = ()
    candidates: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The leading dimension of the label, for deciding what a line holds; ``""`` when it has none."""
        return next((kind for kind in KINDS if kind in self.dims), "")


NOTHING = Found()


class Labels:
    """Understands labels against the catalogue, the gazetteer and what a person decided."""

    def __init__(
        self, catalogue: Catalogue, places: PlaceFinder, matcher: IndicatorMatcher, decisions: Decisions
    ) -> None:
        self.catalogue, self.places, self.matcher, self.decisions = catalogue, places, matcher, decisions
        self._parsed: dict[str, Found] = {}
        self._scanned: dict[str, Found] = {}
        self._read: dict[tuple[str, Any, type], Found] = {}

    def parse(self, text: str) -> Found:
        """A label every word of which must be understood; ``issue`` is set when one is not."""
        found = self._parsed.get(text)
        if found is None:
            found = self._parsed[text] = self._parse(text)
        return found

    def scan(self, text: str) -> Found:
        """A title, sheet name or file name: takes what is certain and never complains."""
        found = self._scanned.get(text)
        if found is None:
            found = self._scanned[text] = self._scan(text)
        return found

    def read(self, role: str, value: Any, fmt: str = "") -> Found:
        """A cell of a line whose role is known (``area``, ``period``, ``sex`` …); ``auto`` lets the label decide."""
        key = (role, value, type(value))
        found = self._read.get(key)
        if found is None:
            found = self._read[key] = self._read_as(role, value, fmt)
        return found

    # -- one role known ------------------------------------------------------------------------------------

    def _read_as(self, role: str, value: Any, fmt: str) -> Found:
        text = as_text(value)
        if not text:
            return NOTHING
        if normal(text) in self.decisions.skip:
            return Found(role="skip")
        if role in ("area", "area_code"):
            return self.area(text)
        if role == "period":
            return self.period(value, fmt)
        if role == "indicator":
            return self.indicator(text)
        if role in GROUP_DIMENSIONS:
            return self.category(text, role)
        if role == "unit":
            unit = self.decisions.unit.get(normal(text)) or find_unit(text).unit
            return Found({"unit": unit}) if unit else NOTHING
        return self.parse(text)

    def area(self, text: str) -> Found:
        """A cell of a place column."""
        word = role_of(text)
        if word in ("total", "average", "derived"):
            return Found(role=word)
        return self._place(text) or Found(issue=self._unknown_area(text))

    def _place(self, text: str) -> Found | None:
        decided = self.decisions.areas.get(normal(text))
        if decided:
            return Found({"area": decided})
        match = self.places.match(text)
        if match.kind in ("exact", "alias"):
            return Found({"area": match.area})
        if match.kind == "typo":
            note = Issue("unknown_area", "typo", "warning", (("area", self.places.name(match.area or "")),))
            return Found({"area": match.area}, warnings=(note,))
        if names_district(text):
            return Found(role="district", issue=Issue("unknown_area", "district"))
        return None

    def _unknown_area(self, text: str) -> Issue:
        names = ", ".join(self.places.name(area) for area, _ in self.places.match(text).candidates[:3])
        return Issue("unknown_area", "doubtful" if names else "unknown", params=(("candidates", names),))

    def period(self, value: Any, fmt: str = "") -> Found:
        """A cell of a time column."""
        reading = read_period(value, fmt)
        if not reading.accepted and isinstance(value, str):
            inside = [found for found in find_periods(value) if found.accepted]
            if len(inside) == 1:
                reading = inside[0]
        return _period_found(reading)

    def indicator(self, text: str) -> Found:
        """A cell of an indicator column, or a header that names one."""
        decided = self.decisions.indicators.get(normal(text))
        if decided:
            return Found({"indicator": decided})
        match = self.matcher.match(text)
        if match.taken:
            return _indicator_found(match)
        whole = self._combined(text)
        return whole if "indicator" in whole.dims and whole.issue is None else Found(issue=_unknown_indicator(match))

    def category(self, text: str, dimension: str) -> Found:
        """A cell of a sex, age, residence, wealth or disability column."""
        reading = read_category(text, dimension)
        if reading is not None and reading.dimension in ("", dimension):
            return Found({dimension: reading.code})
        if role_of(text) == "total":
            return Found({dimension: "total"})
        names = ", ".join(suggest_category(text, dimension)[:3])
        variant = "doubtful" if names else "unknown"
        return Found(issue=Issue("unknown_category", variant, params=(("candidates", names), ("dimension", dimension))))

    # -- nothing known -------------------------------------------------------------------------------------

    def _parse(self, text: str) -> Found:
        bare = normal(text)
        if not bare:
            unit = find_unit(text).unit
            return Found({"unit": unit}, role="value") if unit else NOTHING
        if bare in self.decisions.skip:
            return Found(role="skip")
        if bare in self.decisions.indicators:
            return Found({"indicator": self.decisions.indicators[bare]})
        word = role_of(text)
        if word:
            unit = find_unit(text).unit if word == "value" else ""
            return Found({"unit": unit} if unit else {}, role=word)
        return self._simple(text) or self._combined(text)

    def _simple(self, text: str) -> Found | None:
        reading = read_period(text)
        if reading.accepted and reading.kind != "two_digit":
            return _period_found(reading)
        category = read_category(text)
        if category is not None and category.certainty == "sure":
            return Found({category.dimension: category.code}) if category.dimension else Found(role="total")
        if not text.strip().isdigit():
            place = self._place(text)
            if place is not None and (place.issue is not None or not place.warnings):
                return place
        match = self.matcher.match(text)
        if match.taken:
            return _indicator_found(match)
        if category is not None:
            return Found({category.dimension: category.code}) if category.dimension else Found(role="total")
        if reading.kind in ("quarter", "month") and sum(map(str.isalpha, text)) <= LONGEST_MONTH:
            return _period_found(reading)
        return None

    def _combined(self, text: str) -> Found:
        unit, rest = find_unit(text)
        periods = [found for found in find_periods(rest) if found.accepted]
        if len(periods) > 1:
            return Found(issue=Issue("unknown_year", "several"))
        dims: dict[str, Any] = {"unit": unit} if unit else {}
        warnings: tuple[Issue, ...] = ()
        if periods:
            dims |= _period_found(periods[0]).dims
            rest = strip_periods(rest)
        found = self._rest(rest)
        if found is None:
            inner = find_categories(rest)
            groups, clash = _groups(inner.found)
            found = self._rest(inner.rest) if groups and not clash else None
            found = self._pieces(rest) if found is None else found
            if found is not None and inner.found and groups and not clash:
                found = Found({**groups, **found.dims}, found.role, found.issue, found.warnings)
        if found is None or found.issue is not None:
            place = self._place(text) if not text.strip().isdigit() else None
            if place is not None and place.warnings:
                return place
            return found if found is not None else Found(issue=self._unresolved(text))
        warnings += found.warnings
        return Found(
            {**found.dims, **dims} if dims else found.dims,
            found.role or ("value" if not found.dims else ""),
            None,
            warnings,
        )

    def _rest(self, rest: str) -> Found | None:
        """What is left of a label when years, units and groups are taken out; ``None`` if not understood."""
        if not without_fillers(rest):
            return NOTHING
        word = role_of(rest)
        if word:
            return Found(role=word)
        return self._simple(rest.strip(" ,;:-–—/|"))

    def _pieces(self, text: str) -> Found | None:
        pieces = [piece for piece in _SPLIT.split(text) if piece and piece.strip()]
        if not 1 < len(pieces) <= 6:
            return None
        dims: dict[str, Any] = {}
        role, warnings = "", ()
        for piece in pieces:
            found = self._rest(piece)
            if found is None or found.issue is not None:
                return None
            if any(dims.get(kind, code) != code for kind, code in found.dims.items()):
                return None
            dims |= found.dims
            role = role or found.role
            warnings += found.warnings
        return Found(dims, role, None, warnings)

    def _unresolved(self, text: str) -> Issue:
        """The most helpful complaint about a label whose line does not say what it should be."""
        match = self.matcher.match(text)
        if not match.candidates and self.places.match(text).candidates:
            return self._unknown_area(text)
        return _unknown_indicator(match)

    def _scan(self, text: str) -> Found:
        if normal(text) in self.decisions.indicators:
            return Found({"indicator": self.decisions.indicators[normal(text)]})
        if normal(text) in self.decisions.skip:
            return Found(role="skip")
        dims: dict[str, Any] = {}
        match = self.matcher.match(text)
        if not match.taken:
            match = self.matcher.find(text)
        if match.taken:
            dims["indicator"] = match.code
        groups, _ = _groups(match.categories if match.taken else find_categories(text).found)
        dims |= groups
        unit = match.unit or find_unit(text).unit
        if unit:
            dims["unit"] = unit
        periods = [found for found in find_periods(text) if found.accepted and found.kind != "two_digit"]
        if len(periods) == 1:
            dims |= _period_found(periods[0]).dims
        area = self.places.find(text)
        if area:
            dims["area"] = area
        names = tuple(code for code, _ in match.candidates[:3])
        return Found(dims, "several_periods" if len(periods) > 1 else "", None, (), names)


def _groups(categories: tuple[CategoryReading, ...]) -> tuple[dict[str, str], bool]:
    """Group dimensions told once; the flag says whether one was told twice with different codes."""
    groups: dict[str, str] = {}
    clash: set[str] = set()
    for reading in categories:
        if reading.dimension and groups.setdefault(reading.dimension, reading.code) != reading.code:
            clash.add(reading.dimension)
    return {kind: code for kind, code in groups.items() if kind not in clash}, bool(clash)


def _period_found(reading: PeriodReading) -> Found:
    if not reading.accepted:
        return Found(issue=Issue("unknown_year", reading.variant or "unknown"))
    warnings = (Issue("unknown_year", reading.warning, "warning"),) if reading.warning else ()
    period = (reading.year_start, reading.year_end, reading.label, reading.status)
    return Found({"period": period}, warnings=warnings)


def _indicator_found(match: IndicatorMatch) -> Found:
    dims: dict[str, Any] = {"indicator": match.code}
    groups, _ = _groups(match.categories)
    dims |= groups
    if match.unit:
        dims["unit"] = match.unit
    periods = [reading for reading in match.periods if reading.accepted]
    warnings: tuple[Issue, ...] = ()
    if len(periods) == 1:
        found = _period_found(periods[0])
        dims |= found.dims
        warnings = found.warnings
    return Found(dims, warnings=warnings)


def _unknown_indicator(match: IndicatorMatch) -> Issue:
    names = ", ".join(code for code, _ in match.candidates[:3])
    return Issue("unknown_indicator", "doubtful" if names else "unknown", params=(("candidates", names),))


def merged(first: Mapping[str, Any], second: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """``second`` laid over ``first``, and the dimension they disagree about (``""`` when none).

    A group named on one side and "total" on the other agree: the narrower one is meant.
    """
    out = dict(first)
    for kind, code in second.items():
        held = out.get(kind, code)
        if held == code or held == "total":
            out[kind] = code
        elif code == "total" and kind in GROUP_DIMENSIONS:
            continue
        elif kind != "unit":
            return out, kind
    return out, ""
