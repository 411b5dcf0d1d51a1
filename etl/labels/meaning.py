"""What was found in a label: codes of dimensions, the role of its line, or the reason why it is not taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from etl.cells import read_mark
from etl.labels.categories import CategoryReading, read_category, suggest_category
from etl.labels.indicators import IndicatorMatch
from etl.labels.words import names_count, names_everybody, role_of
from etl.periods import PeriodReading
from etl.problems import Issue

GROUP_DIMENSIONS = ("sex", "age", "residence", "wealth", "disability")
#: Variants of problems in which a decision stands against the words of the file.
AGAINST = frozenset(("decided", "decided_part", "not_this"))
MOST_PROPOSED = 3
"""How many indicators are named with a question; more are kept until it is known which the figures speak against."""

KINDS = ("area", "period", "indicator", *GROUP_DIMENSIONS)


@dataclass(slots=True)
class LabelMeaning:
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


NOTHING = LabelMeaning()


def groups_told(categories: tuple[CategoryReading, ...]) -> tuple[dict[str, str], bool]:
    """Group dimensions told once; the flag says whether one was told twice with different codes."""
    groups: dict[str, str] = {}
    clash: set[str] = set()
    for reading in categories:
        if reading.dimension and groups.setdefault(reading.dimension, reading.code) != reading.code:
            clash.add(reading.dimension)
    return {kind: code for kind, code in groups.items() if kind not in clash}, bool(clash)


def category_found(text: str, dimension: str) -> LabelMeaning:
    """A label of a column known to hold one group dimension."""
    reading = read_category(text, dimension)
    if reading is not None and reading.dimension in ("", dimension):
        return LabelMeaning({dimension: reading.code})
    if role_of(text) == "total":
        return LabelMeaning({dimension: "total"})
    names = ", ".join(suggest_category(text, dimension)[:3])
    params = (("candidates", names), ("dimension", dimension))
    return LabelMeaning(issue=Issue("unknown_category", "doubtful" if names else "unknown", params=params))


def unit_found(unit: str, text: str) -> LabelMeaning:
    """A cell of a unit column; words that name another thing than a unit ("households") are no unit we know."""
    if unit:
        return LabelMeaning({"unit": unit})
    told_nothing = not any(map(str.isalpha, text)) or read_mark(text.casefold()) is not None
    if told_nothing or ((names_everybody(text) or role_of(text)) and not names_count(text)):
        return NOTHING
    return LabelMeaning(issue=Issue("missing_unit", "cell"))


def unknown_year(reading: PeriodReading, severity: str = "error") -> Issue:
    """Why a time that was read is not the year of a figure, with its words."""
    params = (("words", reading.words),) if reading.words else ()
    return Issue("unknown_year", reading.variant or "unknown", severity, params)


def period_found(reading: PeriodReading) -> LabelMeaning:
    if not reading.accepted:
        return LabelMeaning(issue=unknown_year(reading))
    warnings = (Issue("unknown_year", reading.warning, "warning"),) if reading.warning else ()
    period = (reading.year_start, reading.year_end, reading.label, reading.status)
    return LabelMeaning({"period": period}, warnings=warnings)


def indicator_found(match: IndicatorMatch) -> LabelMeaning:
    dims: dict[str, Any] = {"indicator": match.code}
    groups, _ = groups_told(match.categories)
    dims |= groups
    if match.unit:
        dims["unit"] = match.unit
    refused = next((reading for reading in match.periods if reading.refused), None)
    if refused is not None:
        return period_found(refused)
    periods = [reading for reading in match.periods if reading.accepted]
    warnings: tuple[Issue, ...] = ()
    if len(periods) == 1:
        found = period_found(periods[0])
        dims |= found.dims
        warnings = found.warnings
    return LabelMeaning(dims, warnings=warnings)


def unknown_indicator(match: IndicatorMatch) -> Issue:
    names = ", ".join(code for code, _ in match.candidates)
    return Issue("unknown_indicator", "doubtful" if names else "unknown", params=(("candidates", names),))


def merged_dimensions(first: Mapping[str, Any], second: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """``second`` laid over ``first``, and the dimension they disagree about (``""`` when none).

    A group named on one side and "total" on the other agree: the narrower one is meant.
    """
    if first.keys().isdisjoint(second):
        return {**first, **second}, ""
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


def same_said(one: LabelMeaning, other: LabelMeaning) -> LabelMeaning | None:
    """What the halves of a label in two languages say, where they say the same; an issue where they contradict each
    other, ``None`` where each says something of its own.

    "Total" beside "Both sexes" or "Cambodia" is the total of that, beside "Female" a contradiction.
    """
    differ = [kind for kind in KINDS if kind in one.dims and one.dims[kind] != other.dims.get(kind, one.dims[kind])]
    roles = {one.role, other.role} - {""}
    grouped = any(code != "total" for said in (one, other) for k, code in said.dims.items() if k in GROUP_DIMENSIONS)
    if differ or ("total" in roles and grouped):
        codes = {"area": "unknown_area", "period": "unknown_year", "indicator": "unknown_indicator"}
        return LabelMeaning(issue=Issue(codes.get(differ[0] if differ else "", "unknown_category"), "clash"))
    less, more = sorted((one, other), key=lambda said: len(said.dims))
    if not less.dims.items() <= more.dims.items() or len(roles) > 1:
        return None
    if not less.dims and more.dims and less.role != "total":
        return None
    return LabelMeaning(more.dims, "" if more.dims else "".join(roles), None, one.warnings + other.warnings)
