"""A figure against others: parts against totals, places against places, the file against what is published.

Warnings of this kind must stay silent on ordinary data. The thresholds were set on the published figures of the
reference set: changes are measured on the logit scale for percentages and the log scale for other units, the
typical change of all places is taken off first, and distances between places are robust z-scores (median and
median absolute deviation).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from math import log
from operator import attrgetter
from statistics import median

from childrights.catalogue import MEMBERS, PUBLISHED, TOTAL, Catalogue, Observation
from etl.checks.comparison import DIFFERENT, relation
from etl.problems import Problem, problem
from geo import COUNTRY, PROVINCES, is_domain, province_members

_RATE_SLACK = 1.0
_FAR_Z = 12.0
_FAR_PLACES = 8
_FAR_POINTS = 30.0
_FAR_LOG = 3.9
_JUMP_ALONE, _JUMP_TYPICAL = 4.0, 2.3
_JUMP_Z = 6.0
_MAD_TO_SIGMA = 1.4826
_JUMP_POINTS = 25.0
_JUMP_YEARS = 10
_ENOUGH_PLACES = 5
_SAME_FIGURES = 5
_FULL_COVERAGE = 20
_Group = tuple[str, ...]

_PARTITIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("sex", ("female", "male")),
    ("residence", ("urban", "rural")),
    ("disability", ("with_disability", "without_disability")),
)


def check_total(
    parts: Sequence[float], total: float, unit: str, sheet: str, cell: str, label: str = ""
) -> Problem | None:
    """A total row or column against its own parts: counts must add up, a rate must lie between its parts."""
    if unit == "number":
        summed = sum(parts)
        if abs(summed - total) <= _rounding(parts, total):
            return None
        return problem("total_mismatch", "sum", "error", sheet, cell, total, total=total, sum=summed, label=label)
    low, high = min(parts), max(parts)
    if low - _RATE_SLACK <= total <= high + _RATE_SLACK:
        return None
    return problem("total_mismatch", "between", "error", sheet, cell, total, total=total, low=low, high=high)


def check_parts(observations: Sequence[Observation], catalogue: Catalogue) -> Iterator[Problem]:
    """Female and male, urban and rural, with and without disability against the figure for all."""
    for dimension, codes in _PARTITIONS:
        held = list(map(attrgetter(dimension), observations))
        told = set(held)
        if TOTAL not in told or not told & set(codes):
            continue
        key_of = _getter((dimension,))
        whole_keys = {key_of(one) for one, code in zip(observations, held, strict=True) if code == TOTAL}
        groups: dict[_Group, dict[str, Observation]] = {}
        for key, code, one in zip(map(key_of, observations), held, observations, strict=True):
            if key in whole_keys:
                groups.setdefault(key, {})[code] = one
        for group in groups.values():
            whole = group.get(TOTAL)
            if whole is not None and whole.value is not None and len(group) > 1:
                parts = [group[code].value if code in group else None for code in codes]
                yield from _parts(whole, parts, catalogue.indicators[whole.indicator].unit)


def check_against_places(observations: Sequence[Observation], catalogue: Catalogue) -> Iterator[Problem]:
    """The country against its provinces, and each place against all others (robust z-score, a warning)."""
    groups: dict[_Group, list[Observation]] = defaultdict(list)
    for key, one in zip(map(_getter(("area",)), observations), observations, strict=True):
        if one.value is not None:
            groups[key].append(one)
    for group in groups.values():
        places = [one for one in group if one.area != COUNTRY]
        unit = catalogue.indicators[group[0].indicator].unit
        country = next((one for one in group if one.area == COUNTRY), None)
        if country is not None and len(places) > 1:
            values = [one.value for one in places]
            covered = sorted(code for one in places for code in province_members(one.area))
            if covered == sorted(PROVINCES):
                yield from _parts(country, values, unit)
            elif unit == "number" and len(covered) == len(set(covered)):
                yield from _parts(country, [*values, None], unit)
        if len(places) >= _FAR_PLACES:
            yield from _far(places, unit)


def check_overlaps(observations: Sequence[Observation]) -> Iterator[Problem]:
    """A survey area beside a figure of one of its own provinces: the province would be drawn twice."""
    domains = [one for one in observations if "+" in one.area]
    if not domains:
        return
    groups: dict[_Group, dict[str, Observation]] = defaultdict(dict)
    for one in observations:
        if one.area != COUNTRY:
            for code in province_members(one.area):
                known = groups[_key(one, "area")].setdefault(code, one)
                if "+" in known.area and "+" not in one.area:
                    groups[_key(one, "area")][code] = one
    for one in domains:
        group = groups[_key(one, "area")]
        other = next((group[code] for code in province_members(one.area) if group[code].area != one.area), None)
        if other is not None:
            where = other.cell if other.sheet == one.sheet else f"{other.sheet}!{other.cell}"
            yield problem("duplicate", "overlap", "error", one.sheet, one.cell, one.value, other=where)


def check_areas(observations: Sequence[Observation], domains: Sequence[str]) -> Iterator[Problem]:
    """Survey areas that are in no domain list."""
    if not domains:
        return
    known, told = frozenset(domains), set()
    for one in observations:
        if is_domain(one.area) and one.area not in known and one.area not in told:
            told.add(one.area)
            name = one.area_as_published or one.area
            yield problem("unknown_area", "not_a_domain", "warning", one.sheet, one.cell, name, area=one.area)


def check_published(
    observations: Sequence[Observation], published: Sequence[Observation], catalogue: Catalogue
) -> Iterator[Problem]:
    """Figures for what is published already with another value (a warning with both values).

    Neither takes the place of the other: the steward compares them. An equal one is the same and no problem, and what
    an export of ours marks as a member's was told when it was sent.
    """
    codes = {one.indicator for one in observations}
    known = {one.about: one for one in published if one.indicator in codes and one.layer == PUBLISHED}
    for one in observations:
        other = known.get(one.about)
        indicator = catalogue.indicators[one.indicator]
        if one.layer == MEMBERS or other is None or relation(one, other, indicator.decimals) != DIFFERENT:
            continue
        source = catalogue.sources.get(other.source)
        told = {"source": source.publisher if source else other.source, "period": other.period_label}
        if other.value is None:
            yield problem("duplicate", "published_hidden", "warning", one.sheet, one.cell, one.value, **told)
        else:
            told["published"] = f"{other.value:.{indicator.decimals}f}"
            yield problem("duplicate", "published", "warning", one.sheet, one.cell, one.value, **told)


def check_jumps(
    observations: Sequence[Observation], published: Sequence[Observation], catalogue: Catalogue
) -> Iterator[Problem]:
    """Figures far from the last published one of the same place and group, the typical change taken off (a warning)."""
    earlier: dict[_Group, list[Observation]] = defaultdict(list)
    for one in published:
        if one.value is not None:
            earlier[(*_key(one, "area", "period_label"), one.area)].append(one)
    changes: dict[_Group, list[tuple[Observation, Observation, float]]] = defaultdict(list)
    for one in observations:
        before = _last_before(one, earlier.get((*_key(one, "area", "period_label"), one.area), ()))
        if before is None or one.value is None or before.value is None:
            continue
        scale = _scale(catalogue.indicators[one.indicator].unit)
        changes[_key(one, "area")].append((one, before, scale(one.value) - scale(before.value)))
    for group in changes.values():
        changes_of_group = [change for _, _, change in group]
        typical, limit = 0.0, _JUMP_ALONE
        if len(group) >= _ENOUGH_PLACES:
            # Where places differ widely from each other anyway, only what stands out even there is worth a look.
            typical = median(changes_of_group)
            spread = median(abs(change - typical) for change in changes_of_group)
            limit = max(_JUMP_TYPICAL, _JUMP_Z * _MAD_TO_SIGMA * spread)
        for one, before, change in group:
            rate = catalogue.indicators[one.indicator].unit == "percent"
            apart = abs((one.value or 0.0) - (before.value or 0.0))
            if abs(change - typical) > limit and apart >= (_JUMP_POINTS if rate else 2 * _JUMP_POINTS):
                told = {"previous": before.value, "period": before.period_label}
                yield problem("out_of_range", "jump", "warning", one.sheet, one.cell, one.value, **told)


def check_coverage(
    observations: Sequence[Observation], published: Sequence[Observation], catalogue: Catalogue
) -> Iterator[Problem]:
    """Places of a nation-wide file that had a figure in the last published period and have none now (a warning)."""
    before: dict[str, dict[tuple[int, str], set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in published:
        if one.area != COUNTRY and one.value is not None:
            before[one.indicator][one.year_start, one.period_label].add(one.area)
    now: dict[tuple[str, int], list[Observation]] = defaultdict(list)
    for one in observations:
        if one.area != COUNTRY and not one.scope:
            now[one.indicator, one.year_start].append(one)
    for (code, year), group in now.items():
        periods = [period for period in before[code] if period[0] < year]
        if not periods:
            continue
        last = before[code][max(periods)]
        covered = {province for one in group for province in province_members(one.area)}
        missing = sorted(area for area in last if not covered & set(province_members(area)))
        if len(last) >= _FULL_COVERAGE and missing and len(missing) <= len(last) // 5:
            told = {"indicator": catalogue.indicators[code].short_name_en, "period": max(periods)[1]}
            yield problem(
                "unknown_area", "missing_areas", "warning", group[0].sheet, "", "", areas=", ".join(missing), **told
            )


def check_definitions(
    observations: Sequence[Observation], published: Sequence[Observation], catalogue: Catalogue
) -> Iterator[Problem]:
    """Figures that equal what is published under a related indicator of another definition (a warning)."""
    known = {one.key: one.value for one in published if one.value is not None}
    files: dict[str, list[Observation]] = defaultdict(list)
    for one in observations:
        if one.value is not None and catalogue.indicators[one.indicator].related:
            files[one.indicator].append(one)
    for code, group in files.items():
        for other in catalogue.indicators[code].related:
            both = [(one, known[other, *one.key[1:]]) for one in group if (other, *one.key[1:]) in known]
            same = [one for one, value in both if value == one.value and known.get(one.key) != one.value]
            if len(same) >= _SAME_FIGURES and len(same) >= 0.9 * len(both):
                name = catalogue.indicators[other].name_en
                yield problem(
                    "unknown_indicator", "other_definition", "warning", same[0].sheet, same[0].cell, "", other=name
                )


_KEY = ("indicator", "area", "period_label", "sex", "age", "residence", "wealth", "disability", "scope")


@lru_cache(maxsize=32)
def _getter(without: tuple[str, ...]) -> Callable[[Observation], _Group]:
    return attrgetter(*(name for name in _KEY if name not in without))


def _key(one: Observation, *without: str) -> _Group:
    return _getter(without)(one)


def _parts(whole: Observation, parts: Sequence[float | None], unit: str) -> Iterator[Problem]:
    """One figure for all against its parts, some of which may be unknown (``None``)."""
    total = whole.value
    known = [part for part in parts if part is not None]
    if total is None or not known:
        return
    where = (whole.sheet, whole.cell, total)
    if unit == "number":
        summed, slack = sum(known), _rounding(known, total)
        complete = len(known) == len(parts)
        if complete and abs(summed - total) > slack:
            yield problem("total_mismatch", "sum", "error", *where, total=total, sum=summed)
        elif not complete and summed > total + slack:
            yield problem("total_mismatch", "parts_above", "error", *where, total=total, sum=summed)
    elif len(known) == len(parts) and unit != "category":
        low, high = min(known), max(known)
        if not low - _RATE_SLACK <= total <= high + _RATE_SLACK:
            yield problem("total_mismatch", "between", "warning", *where, total=total, low=low, high=high)


def _rounding(parts: Iterable[float], total: float) -> float:
    """How far a sum of rounded counts may be from a rounded total: half a step for each part and the total."""
    values = [value for value in (*parts, total) if value]
    if not all(value.is_integer() for value in map(float, values)):
        return 0.5 * len(values)
    step = 1
    while step < 10**6 and values and all(value % (step * 10) == 0 for value in values):
        step *= 10
    return 0.5 * len(values) * step if step > 1 else 0.5


def _scale(unit: str) -> Callable[[float], float]:
    """Where differences of equal size mean the same: logit for percentages, log for everything else."""
    if unit == "percent":
        return lambda value: log((share := min(max(value / 100, 0.005), 0.995)) / (1 - share))
    return lambda value: log(max(value, 0.5))


def _far(places: Sequence[Observation], unit: str) -> Iterator[Problem]:
    values = [one.value for one in places if one.value is not None]
    centre = median(values)
    if max(values) - centre < _FAR_POINTS and centre - min(values) < _FAR_POINTS:
        return
    scale = _scale(unit)
    scaled = [scale(value) for value in values]
    middle = median(scaled)
    spread = max(median(abs(value - middle) for value in scaled), 0.1)
    for one, value, at in zip(places, values, scaled, strict=True):
        apart = abs(at - middle)
        far = abs(value - centre) >= _FAR_POINTS and (unit == "percent" or apart >= _FAR_LOG)
        if far and 0.6745 * apart / spread > _FAR_Z:
            yield problem("out_of_range", "far", "warning", one.sheet, one.cell, value, median=round(centre, 1))


def _last_before(one: Observation, earlier: Sequence[Observation]) -> Observation | None:
    before = [other for other in earlier if 0 < one.year_start - other.year_start <= _JUMP_YEARS]
    return max(before, key=lambda other: other.year_start, default=None)
