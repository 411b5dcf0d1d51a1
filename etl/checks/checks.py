"""Checks over the observations of one file. Each function is pure and returns problems at the cells concerned.

An error says that a cell must not be accepted; a warning that it is worth a look. Comparisons with published
figures and between places are in ``comparisons``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isclose
from operator import attrgetter

from childrights.catalogue import Catalogue, Indicator, Observation
from childrights.statistics import HIDDEN_BELOW_CASES, rests_on_cases
from etl.cells import check_serials, decimals_of
from etl.checks.comparisons import (
    check_against_places,
    check_areas,
    check_coverage,
    check_definitions,
    check_jumps,
    check_overlaps,
    check_parts,
    check_published,
    check_total,
)
from etl.checks.misplaced import check_misplaced
from etl.checks.plausible import check_filler, check_scale
from etl.problems import Problem, Problems, problem

__all__ = ["check_all", "check_cells", "check_duplicates", "check_total"]

_KEY = attrgetter("indicator", "area", "period_label", "sex", "age", "residence", "wealth", "disability", "scope")
_EPSILON = 1e-9
_PER = {"percent": 100.0, "per_1000": 1000.0, "per_100000": 100000.0}
_LIFE_TABLE = "life table"
_ROUNDED_APART = 0.5


def check_all(
    observations: Sequence[Observation],
    catalogue: Catalogue,
    published: Sequence[Observation] = (),
    domains: Sequence[str] = (),
) -> tuple[Problem, ...]:
    """Every check in one pass. Cells with an error must not be accepted.

    ``published`` are the figures already public; ``domains`` the area codes of the surveys' domain lists (empty:
    not checked).
    """
    found = checked(observations, catalogue, published, domains)
    return tuple(found.told(but_warnings_at=found.wrong))


def checked(
    observations: Sequence[Observation],
    catalogue: Catalogue,
    published: Sequence[Observation] = (),
    domains: Sequence[str] = (),
) -> Problems:
    """As ``check_all``, with the cells that are wrong, and with the warnings at them."""
    problems = Problems(check_cells(observations, catalogue))
    problems += check_areas(observations, domains)
    problems += check_serials(observations, catalogue)
    problems += check_filler(observations)
    for figures in _by_hand(observations):
        problems += check_duplicates(figures)
        problems += check_overlaps(figures)
        problems += check_parts(figures, catalogue)
        problems += check_against_places(figures, catalogue)
    if published:
        # What says again what is published was looked at when it was published.
        again = {(*_KEY(one), one.value) for one in published}
        problems += check_jumps([o for o in observations if (*_KEY(o), o.value) not in again], published, catalogue)
        problems += check_published(observations, published, catalogue)
        problems += check_scale(observations, published, catalogue)
        problems += check_misplaced(observations, published, catalogue)
        problems += check_coverage(observations, published, catalogue)
        problems += check_definitions(observations, published, catalogue)
    return problems


def _by_hand(observations: Sequence[Observation]) -> list[Sequence[Observation]]:
    """Figures that may be held against each other: an export holds what is published and what members sent, side by
    side, and figures of a part of the people."""
    hands: dict[tuple[str, ...], list[Observation]] = {}
    for one in observations:
        hands.setdefault((one.layer, one.member, one.upload, one.scope), []).append(one)
    return [observations] if len(hands) < 2 else list(hands.values())


def check_cells(observations: Sequence[Observation], catalogue: Catalogue) -> Iterator[Problem]:
    """Each figure by itself: bounds, limits, few cases, and numerator over denominator."""
    indicators = catalogue.indicators
    for one in observations:
        indicator = indicators[one.indicator]
        value = one.value
        if value is not None:
            if indicator.minimum is not None and value < indicator.minimum - _EPSILON:
                yield _at(one, "out_of_range", "below", minimum=indicator.minimum)
            elif indicator.maximum is not None and value > indicator.maximum + _EPSILON:
                yield _at(one, "out_of_range", "above", maximum=indicator.maximum)
            if one.lower is not None or one.upper is not None:
                yield from _interval(one, value)
        if one.numerator is not None or one.denominator is not None or one.sample_size is not None:
            yield from _fraction(one, indicator)
            yield from _few_cases(one, indicator)


def check_duplicates(observations: Sequence[Observation]) -> Iterator[Problem]:
    """The same place, period and group given twice: a warning when the figures agree, else an error on each cell."""
    groups: dict[tuple[str, ...], list[Observation]] = {}
    first: dict[tuple[str, ...], Observation] = {}
    for key, one in zip(map(_KEY, observations), observations, strict=True):
        if (other := first.setdefault(key, one)) is not one:
            groups.setdefault(key, [other]).append(one)
    for several in groups.values():
        agree = all(_same(one, several[0]) for one in several[1:])
        for one in several[1:] if agree else several:
            other = several[0] if one is not several[0] else several[1]
            severity, variant = ("warning", "agree") if agree else ("error", "conflict")
            yield _at(one, "duplicate", variant, severity, other=address_of(other, one))


def address_of(one: Observation, beside: Observation) -> str:
    """Where an observation stands, with its sheet when that is another one."""
    return one.cell if one.sheet == beside.sheet else f"{one.sheet}!{one.cell}"


def _same(one: Observation, other: Observation) -> bool:
    if one.value is None or other.value is None:
        return one.value is other.value and one.status == other.status
    return isclose(one.value, other.value, rel_tol=_EPSILON, abs_tol=_EPSILON)


def _at(one: Observation, code: str, variant: str, severity: str = "error", **params: object) -> Problem:
    return problem(code, variant, severity, one.sheet, one.cell, one.value, **params)


def _interval(one: Observation, value: float) -> Iterator[Problem]:
    low = one.lower is not None and one.lower > value + _EPSILON
    high = one.upper is not None and one.upper < value - _EPSILON
    if low or high:
        yield _at(one, "out_of_range", "interval", lower=one.lower, upper=one.upper)


def _few_cases(one: Observation, indicator: Indicator) -> Iterator[Problem]:
    cases = rests_on_cases(one, indicator)
    if one.value is not None and cases is not None and 0 <= cases < HIDDEN_BELOW_CASES:
        yield _at(one, "small_count", "cases", "warning", limit=HIDDEN_BELOW_CASES)


def _fraction(one: Observation, indicator: Indicator) -> Iterator[Problem]:
    numerator, denominator = one.numerator, one.denominator
    negative = any(n is not None and n < 0 for n in (numerator, denominator, one.sample_size))
    if negative or (denominator == 0 and one.value is not None):
        yield _at(one, "out_of_range", "negative_count")
        return
    if numerator is None or denominator is None or one.value is None or indicator.unit not in _PER:
        return
    if numerator > denominator and indicator.unit == "percent" and (indicator.maximum or 0) <= _PER["percent"]:
        yield _at(one, "out_of_range", "numerator", numerator=numerator, denominator=denominator)
        return
    computed = numerator / denominator * _PER[indicator.unit]
    apart = abs(computed - one.value)
    if apart <= 0.5 * 10 ** -decimals_of(one.value) + 1e-6 or _LIFE_TABLE in indicator.numerator:
        return
    severity = "error" if indicator.unit == "percent" and apart > _ROUNDED_APART else "warning"
    figures = {"numerator": numerator, "denominator": denominator, "computed": round(computed, indicator.decimals + 1)}
    yield _at(one, "total_mismatch", "rate", severity, **figures)
