"""Published figures in a wrong place: a row, a year, an indicator, a group or an order moved, two digits swapped.

A column that says what is published for its own keys, or something new, is silent: only one whose figures are, nearly
all of them, those published for another line is told, once, with both values. A slip of digits is told where the rest
of the column says what is published.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from childrights.catalogue import PUBLISHED, Catalogue, Indicator, Observation
from etl.checks.comparison import same_value
from etl.problems import Problem, problem

_ENOUGH, _MOST = 5, 0.8
_AGREE, _SLIPS = 0.6, 0.2
_SORTED, _SORTED_MOST = 7, 0.9
_TELLING_DIGITS = 2
_FEWEST_DIGITS = 3

_Group = tuple[str, ...]
_Line = tuple[str, str, _Group]
"""Indicator, period and group: what the figures of a column of places have in common."""


@dataclass(frozen=True, slots=True)
class _Column:
    """The figures of one line in one column of a sheet, in the order of the file."""

    line: _Line
    figures: Sequence[Observation]
    decimals: int

    def same(self, one: float | None, other: float | None) -> bool:
        return one is not None and other is not None and same_value(one, other, self.decimals)

    def equal(self, held: Mapping[str, float]) -> list[Observation]:
        """The figures that are those held for their places."""
        return [one for one in self.figures if self.same(one.value, held.get(one.area))]

    @property
    def telling(self) -> bool:
        """Whether its values differ enough from each other to be known again."""
        values = {one.value for one in self.figures}
        digits = sum(len(_digits(value or 0.0)) >= _TELLING_DIGITS for value in values)
        return digits >= _ENOUGH and 2 * len(values) >= len(self.figures)


def check_misplaced(
    observations: Sequence[Observation], published: Sequence[Observation], catalogue: Catalogue
) -> Iterator[Problem]:
    """Each column of a file against what is published (warnings): see the module."""
    lines = _published_lines(published)
    for column in _columns(observations, catalogue):
        own = lines.get(column.line, {})
        told = [one for one in column.figures if one.area in own]
        agree = column.equal(own)
        if told and len(agree) >= _AGREE * len(told):
            yield from _slips(column, own, told, agree)
        elif len(column.figures) >= _ENOUGH and 2 * len(agree) < len(column.figures):
            found = _moved(column, own, len(agree)) or _of_another(column, lines, own, catalogue)
            found = found or _sorted(column, own, told)
            if found is not None:
                yield found


def _published_lines(published: Sequence[Observation]) -> dict[_Line, dict[str, float]]:
    lines: dict[_Line, dict[str, float]] = defaultdict(dict)
    for one in published:
        if one.value is not None and one.layer == PUBLISHED and not one.scope:
            lines[_line(one)].setdefault(one.area, one.value)
    return lines


def _columns(observations: Sequence[Observation], catalogue: Catalogue) -> Iterator[_Column]:
    columns: dict[tuple[str, str, _Line], list[Observation]] = defaultdict(list)
    for one in observations:
        if one.value is not None and one.layer == PUBLISHED and not one.scope:
            columns[one.sheet, one.cell.rstrip("0123456789"), _line(one)].append(one)
    for (_, _, line), figures in columns.items():
        yield _Column(line, figures, catalogue.indicators[line[0]].decimals)


def _line(one: Observation) -> _Line:
    return one.indicator, one.period_label, (one.sex, one.age, one.residence, one.wealth, one.disability)


# -- digits ----------------------------------------------------------------------------------------------------


def _slips(
    column: _Column, own: Mapping[str, float], told: Sequence[Observation], agree: Sequence[Observation]
) -> Iterator[Problem]:
    """Figures of the digits of the published one, swapped, lost or doubled, in a column that else says the same."""
    if len(agree) < _ENOUGH - 1:
        return
    slipped = [(one, variant) for one in told if (variant := _slip(one.value or 0.0, own[one.area], column.decimals))]
    if len(slipped) > max(1, _SLIPS * len(told)):
        return
    for one, variant in slipped:
        yield _told(one, variant, column, published=own[one.area])


def _slip(value: float, published: float, decimals: int) -> str:
    """How a published figure became another by a slip of the hand; ``""`` when it did not."""
    if same_value(value, published, decimals):
        return ""
    one, other = (f"{number:.{decimals}f}".replace(".", "") for number in (value, published))
    if len(other) < _FEWEST_DIGITS:
        return ""
    if len(one) == len(other):
        apart = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        swapped = len(apart) == 2 and one[apart[0]] == other[apart[1]] and one[apart[1]] == other[apart[0]]
        return "swapped" if swapped and apart[1] - apart[0] == 1 else ""
    longer, shorter = sorted((one.lstrip("0"), other.lstrip("0")), key=len, reverse=True)
    lost = any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))
    return "digit" if lost and len(longer) == len(shorter) + 1 else ""


def _digits(value: float) -> str:
    return f"{value:.12g}".replace(".", "").strip("0-")


# -- columns ---------------------------------------------------------------------------------------------------


def _moved(column: _Column, own: Mapping[str, float], agree: int) -> Problem | None:
    """Figures that are published for the place of the row above or below them."""
    figures = [one for one in column.figures if one.area in own]
    for beside in (figures[1:], [*figures[:1], *figures[:-1]]):
        pairs = [(one, other) for one, other in zip(figures, beside, strict=False) if one is not other]
        moved = [(one, other) for one, other in pairs if column.same(one.value, own[other.area])]
        if len(moved) >= _ENOUGH and len(moved) >= _MOST * len(pairs) and agree < len(moved) / 2:
            one, other = moved[0]
            told = {"other": other.area_as_published or other.area, "place": one.area_as_published or one.area}
            return _told(one, "moved", column, published=own[one.area], **told)
    return None


def _of_another(
    column: _Column, lines: Mapping[_Line, Mapping[str, float]], own: Mapping[str, float], catalogue: Catalogue
) -> Problem | None:
    """Figures that are those published for another year, another indicator or another group."""
    if not column.telling:
        return None
    code, period, _ = column.line
    best: tuple[int, str, _Line] | None = None
    for line, held in lines.items():
        differ = [kind for kind, a, b in zip(_KINDS, line, column.line, strict=True) if a != b]
        if len(differ) != 1 or _may_be_equal(catalogue, differ[0], code, line[0]):
            continue
        known = sum(one.area in held for one in column.figures)
        equal = len(column.equal(held)) if known >= _ENOUGH else 0
        if equal >= max(_ENOUGH, _MOST * known, _MOST * len(column.figures)) and (best is None or equal > best[0]):
            best = (equal, differ[0], line)
    if best is None:
        return None
    _, kind, line = best
    one = next((one for one in column.equal(lines[line]) if one.area in own), column.equal(lines[line])[0])
    told: dict[str, object] = {"period": period, "place": one.area_as_published or one.area}
    if kind == "period":
        told["other"] = line[1]
    elif kind == "indicator":
        told["other"] = line[0]
    if one.area in own:
        return _told(one, _OTHER[kind], column, published=own[one.area], **told)
    return _told(one, _OTHER_NEW[kind], column, **told)


_KINDS = ("indicator", "period", "group")
_OTHER = {"indicator": "other_indicator", "period": "other_period", "group": "other_group"}
_OTHER_NEW = {"indicator": "other_indicator_new", "period": "other_period_new", "group": "other_group_new"}
"""The same of a place for which nothing is published in the column's own line."""


def _may_be_equal(catalogue: Catalogue, kind: str, one: str, other: str) -> bool:
    """Whether two lines may rightly have the same figures: years of a model that carries them on, definitions or
    sources of one topic."""
    first, second = catalogue.indicators[one], catalogue.indicators[other]
    if kind != "indicator":
        return kind == "period" and first.source_type == "modelled"
    return other in first.related or one in second.related or _topic(first) == _topic(second)


def _topic(indicator: Indicator) -> str:
    return indicator.topic or indicator.code


def _sorted(column: _Column, own: Mapping[str, float], told: Sequence[Observation]) -> Problem | None:
    """The published figures of the same line beside other places: one of two columns was sorted by itself."""
    if len(told) < _SORTED or not column.telling:
        return None
    left = Counter(_as_told(own[one.area], column.decimals) for one in told)
    found = 0
    for one in told:
        value = _as_told(one.value or 0.0, column.decimals)
        found += left[value] > 0
        left[value] -= 1
    if found < _SORTED_MOST * len(told):
        return None
    one = next(one for one in told if not column.same(one.value, own[one.area]))
    place = one.area_as_published or one.area
    return _told(one, "sorted", column, published=own[one.area], place=place, period=column.line[1])


def _as_told(value: float, decimals: int) -> str:
    return f"{value:.{decimals}f}"


def _told(one: Observation, variant: str, column: _Column, **params: object) -> Problem:
    if isinstance(known := params.get("published"), float):
        params["published"] = _as_told(known, column.decimals)
    return problem("out_of_range", variant, "warning", one.sheet, one.cell, one.value, **params)
