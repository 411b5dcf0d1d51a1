"""Number columns that live on the title's indicator: which of them are really it, its numerator or its denominator.

A title may lend its indicator to a column headed by a group ("Girls", "0-4") or by nothing but a unit. It may not
when a neighbour turns out to be another thing: then "Children under 5" may be a count of children rather than an age
group, and every such column needs a name of its own. The catalogue's own texts for numerator and denominator tell
the usual three columns "registered, children under 5, % registered" apart, if the figures agree.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from childrights.catalogue import Indicator
from etl.cells import find_unit, read_value
from etl.labels import GROUP_DIMENSIONS, Labels, find_categories, normal
from etl.problems import Issue
from etl.tables import MeasureColumn, SheetView, Surroundings, Table, TableLayout

_WORD = re.compile(r"[a-z]{2,}|[\u1780-\u17d3]+")
_LITTLE_WORDS = "number of the in at with or and an all who nos no total under to from for by rate"
_LITTLE = frozenset(_LITTLE_WORDS.split())
_PER = {"percent": 100.0, "per_1000": 1000.0, "per_100000": 100000.0}
_ROWS = 400


def settle_borrowed(view: SheetView, labels: Labels, table: Table, layout: TableLayout, around: Surroundings) -> None:
    """Give numerators and denominators their role; refuse group columns beside columns of something else."""
    code = around.dims.get("indicator")
    if code is None:
        return
    measures = [m for m in layout.measures if m.role == "value"]
    taken = _fractions(view, table, layout, labels.catalogue.indicators[code])
    if taken:
        _Settled(labels, code, taken).apply(layout)
    if any(measure.dims.keys() & {*GROUP_DIMENSIONS, "indicator"} == {"age"} for measure in measures):
        _no_age_by_neighbours(measures)
    others = [m for m in measures if m.col not in taken and _is_other(m, code)]
    strange = any(m.issue is not None for m in others)
    for measure in measures:
        if measure.col in taken or measure.issue is not None or "indicator" in measure.dims:
            continue
        groups = measure.dims.keys() & set(GROUP_DIMENSIONS)
        if groups and measure.cell is not None and (strange or (others and groups == {"age"})):
            measure.issue = Issue("unknown_indicator", "unknown")


def _no_age_by_neighbours(measures: list[MeasureColumn]) -> None:
    """A header without any figure is no age group that was misspelt: it names something else."""
    for measure in measures:
        issue = measure.issue
        if issue is None or (issue.code, issue.variant) != ("unknown_category", "unknown"):
            continue
        if not any(map(str.isdecimal, measure.label)):
            measure.issue = Issue("unknown_indicator", "unknown")


def _is_other(measure: MeasureColumn, code: str) -> bool:
    """Whether a column holds, or may hold, another indicator than the title's."""
    if measure.issue is not None:
        return measure.issue.code == "unknown_indicator" and measure.issue.variant in ("unknown", "doubtful")
    return bool(measure.dims.get("indicator", code) != code)


def _fractions(
    view: SheetView, table: Table, layout: TableLayout, indicator: Indicator
) -> dict[int, tuple[str, MeasureColumn]]:
    """Column to role and owner, for numerators and denominators whose figures give the rate beside them."""
    per = _PER.get(indicator.unit)
    if per is None:
        return {}
    plain = [m for m in layout.measures if m.role == "value" and "indicator" not in m.dims and "area" not in m.dims]
    rates = [m for m in plain if _is_rate(m, indicator)]
    counts = [m for m in plain if _is_count(m, indicator) and m not in rates]
    found: dict[int, tuple[str, MeasureColumn]] = {}
    for rate in rates:
        near = sorted(counts, key=lambda m: abs(m.col - rate.col))[:4]
        pairs = [(a, b) for a in near for b in near if a is not b and _same_place(a, b, rate)]
        fitting = [(a, b) for a, b in pairs if _divides(view, table, a.col, b.col, rate.col, per)]
        if len(fitting) == 1:
            top, bottom = fitting[0]
            found |= {top.col: ("numerator", rate), bottom.col: ("denominator", rate), rate.col: ("value", rate)}
    return found


class _Settled:
    def __init__(self, labels: Labels, code: str, taken: Mapping[int, tuple[str, MeasureColumn]]) -> None:
        self.labels, self.code, self.taken = labels, code, taken

    def apply(self, layout: TableLayout) -> None:
        """Write the roles found into the layout."""
        for measure in layout.measures:
            if measure.col not in self.taken:
                continue
            role, owner = self.taken[measure.col]
            if measure.issue is not None or role != "value":
                measure.dims = {k: v for k, v in measure.dims.items() if k == "period"}
            measure.issue, measure.role = None, role
            if role == "value":
                unit = find_unit(measure.label).unit
                measure.dims |= {"indicator": self.code} | ({"unit": unit} if unit else {})
            else:
                measure.owner = owner.col


def _same_place(*measures: MeasureColumn) -> bool:
    """Whether columns agree in what is said besides: the same year, nothing about one sex or one age."""
    return len({m.dims.get("period") for m in measures}) == 1


def _content(text: str) -> set[str]:
    rest = find_unit(text).rest
    return {word.rstrip("s") for word in _WORD.findall(normal(rest))} - _LITTLE - {"no"}


def _is_rate(measure: MeasureColumn, indicator: Indicator) -> bool:
    """A column that states the indicator's unit and says nothing that the indicator's own texts do not say."""
    if find_unit(measure.label).unit != indicator.unit and measure.dims.get("unit") != indicator.unit:
        return False
    if any(c.code in ("female", "male", "urban", "rural") for c in find_categories(measure.label).found):
        return False
    texts = (indicator.name_en, indicator.short_name_en, indicator.numerator, *indicator.aliases_en)
    known = set().union(*map(_content, texts))
    return _content(measure.label) <= known or normal(find_unit(measure.label).rest) in ("", "rate", "coverage")


def _is_count(measure: MeasureColumn, indicator: Indicator) -> bool:
    """A column of whom the indicator's numerator or denominator speaks, without a group of its own."""
    groups = find_categories(measure.label).found
    if any(c.dimension in ("sex", "residence", "wealth", "disability") and c.code != "total" for c in groups):
        return False
    if find_unit(measure.label).unit not in ("", "number"):
        return False
    told = _content(measure.label)
    texts = (indicator.numerator, indicator.denominator, indicator.name_en, *indicator.aliases_en)
    known = set().union(*map(_content, texts))
    return bool(told & known)


def _divides(view: SheetView, table: Table, top: int, bottom: int, rate: int, per: float) -> bool:
    """Whether more than half of the rows (at least two) agree that one column over the other is the rate."""
    fits = tried = 0
    for row in table.data[:_ROWS]:
        a, b, c = (_number(view, row, col) for col in (top, bottom, rate))
        if a is None or b is None or c is None:
            continue
        tried += 1
        share = a / b if b else -1.0
        fits += any(abs(share * scale - c) <= max(0.01 * abs(c), 0.006 * scale) for scale in (per, 1.0))
    return fits >= 2 and fits * 2 > tried


def _number(view: SheetView, row: int, col: int) -> float | None:
    value: Any = view.cols[col][row]
    return read_value(value).value if value is not None else None
