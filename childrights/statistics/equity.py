"""Measures of inequality between groups, each with its interval, its explanation in one sentence and its source."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import comb, exp, inf, log, sqrt

from childrights.i18n import N_
from childrights.statistics import inequality as formula
from childrights.statistics.differences import ALPHA, CLEAR, comparison
from childrights.statistics.discovery import dispersed_values
from childrights.statistics.inequality import MeasureRefusal, Numbers
from childrights.statistics.subgroups import AREA, Strata
from childrights.statistics.uncertainty import NORMAL, Z_95

REVIEW = (
    "Schlotheuber A, Hosseinpoor AR. Summary measures of health inequality: a review of existing measures and their "
    "application. Int J Environ Res Public Health 2022;19(6):3697. https://doi.org/10.3390/ijerph19063697"
)
HANDBOOK = (
    "World Health Organization. Handbook on health inequality monitoring: with a special focus on low- and "
    "middle-income countries. Geneva, 2013. https://www.who.int/publications/i/item/9789241548632"
)
WORLD_BANK = (
    "O'Donnell O, van Doorslaer E, Wagstaff A, Lindelow M. Analyzing health equity using household survey data. "
    "World Bank, 2008, chapter 8. https://hdl.handle.net/10986/6896"
)

EXPLANATIONS: Mapping[str, str] = {
    "difference": N_("The figure for {first} minus the figure for {second}."),
    "ratio": N_("The figure for {first} divided by the figure for {second}: one means equal."),
    "sii": N_(
        "How much the figure changes from the very worst off to the very best off person, with every group counted."
    ),
    "rii": N_(
        "The figure of the very best off divided by that of the very worst off, using every group: one means equal."
    ),
    "aci": N_(
        "How much the figure is concentrated among the better off, in its own unit; below zero, among the worse off."
    ),
    "rci": N_(
        "How much the figure is concentrated among the better off, from -1 to 1; below zero, among the worse off."
    ),
    "par": N_("How much the average would change if every group were at the level of {first}."),
    "paf": N_("By how many per cent the average would change if every group were at the level of {first}."),
    "bgv": N_("The average squared distance of the groups from the average: large distances count most."),
    "bgsd": N_("How far the groups stand from the average, large distances counting most, in the unit of the figure."),
    "covar": N_("How far the groups stand from the average, large distances counting most, in per cent of it."),
    "mdmu": N_("How far the groups stand from the average, every group counting alike."),
    "mdmw": N_("How far people's groups stand from the average, on average."),
    "mdbu": N_("How far the groups stand from the best group, every group counting alike."),
    "mdbw": N_("How far people's groups stand from the best group, on average."),
    "idisu": N_("How far the groups stand from the average in per cent of it, every group counting alike."),
    "idisw": N_("How far people's groups stand from the average in per cent of it."),
    "theil": N_("How unevenly the figure is shared out among the groups, in thousandths: zero means evenly."),
    "mld": N_("How unevenly the figure is shared out, in thousandths; groups far below the average count most."),
}
"""The 19 summary measures of WHO's HEAT Plus, in the order of the review: simple, ordered, impact, variance, mean
differences, disproportionality."""
MAIN_MEASURES = ("difference", "ratio", "sii", "rii", "aci", "rci", "par", "paf")
"""What most readers look for; the others are for those who know them."""
NAMES: Mapping[str, str] = {
    "difference": N_("Difference"),
    "ratio": N_("Ratio"),
    "sii": N_("Slope index of inequality"),
    "rii": N_("Relative index of inequality"),
    "aci": N_("Absolute concentration index"),
    "rci": N_("Relative concentration index"),
    "par": N_("Population attributable risk"),
    "paf": N_("Population attributable fraction"),
    "bgv": N_("Between-group variance"),
    "bgsd": N_("Between-group standard deviation"),
    "covar": N_("Coefficient of variation"),
    "mdmu": N_("Mean difference from the mean, unweighted"),
    "mdmw": N_("Mean difference from the mean"),
    "mdbu": N_("Mean difference from the best group, unweighted"),
    "mdbw": N_("Mean difference from the best group"),
    "idisu": N_("Index of disparity, unweighted"),
    "idisw": N_("Index of disparity"),
    "theil": N_("Theil index"),
    "mld": N_("Mean log deviation"),
}
SOURCES: Mapping[str, str] = dict.fromkeys(EXPLANATIONS, REVIEW) | {"sii": HANDBOOK, "rci": WORLD_BANK}
_UNWEIGHTED = ("mdmu", "mdbu", "idisu")
_NEVER_NEGATIVE = ("bgv", "bgsd", "covar", "mdmw", "mdbw", "idisw", "theil", "mld", *_UNWEIGHTED)
_FROM_BEST = ("par", "paf", "mdbu", "mdbw")
_OF_AVERAGE = ("par", "paf", "mdmu", "idisu")
SCALES: Mapping[str, float] = {"percent": 100.0, "per_1000": 1000.0, "per_100000": 100_000.0}
"""The scale of a unit that has one: the figure over it is a share, which a logit model fits (WHO: ``scaleval``)."""
_OF_ORDER = ("sii", "rii", "aci", "rci")
_LOGARITHMIC = ("ratio", "rii")


@dataclass(frozen=True, slots=True)
class InequalityMeasure:
    """One measure of inequality.

    ``unit``: ``points`` (percentage points), another unit of the catalogue, ``ratio``, ``index``, ``percent``,
    ``thousandths`` or ``squared``. ``interval_kind``: ``approximated`` (delta method, groups independent) or ``none``.
    ``likely`` is what it would be with chance taken out, of places, which lie apart by chance alone.
    ``explanation_msgid`` is one sentence with ``{first}`` and ``{second}``, the group codes in ``params``, which also
    holds ``weights`` (how groups were weighted) and ``model`` (``logit`` or ``linear``) where they matter.
    """

    code: str
    value: float
    lower: float | None
    upper: float | None
    unit: str
    interval_kind: str
    explanation_msgid: str
    params: Mapping[str, str]
    source: str
    likely: float | None = None


@dataclass(frozen=True, slots=True)
class Behind:
    """Who is furthest behind: the group with the worst figure, and all that cannot be told from it.

    ``clear`` only when it stands apart from every other group.
    """

    worst: str
    candidates: tuple[str, ...]
    clear: bool


def measures(groups: Strata, *, model: str = "") -> dict[str, InequalityMeasure | MeasureRefusal]:
    """Every measure by code, in the order of ``EXPLANATIONS``; a reason where one cannot be given.

    ``model`` for the slope and relative index: ``logit`` (the default for percentages and rates, as in HEAT) or
    ``linear`` (the WHO Handbook's, the default for units without a scale).
    """
    model = model or ("logit" if groups.indicator.unit in SCALES else "linear")
    return {code: _measure(code, groups, model) for code in EXPLANATIONS}


def furthest_behind(groups: Strata) -> Behind | MeasureRefusal:
    """The group with the worst figure and those whose difference from it is not clear. Refused for context figures."""
    if groups.indicator.polarity not in ("higher_better", "lower_better"):
        return MeasureRefusal("context")
    sign = 1 if groups.indicator.polarity == "higher_better" else -1
    ordered = sorted(groups.observations, key=lambda one: (sign * float(one.value or 0), one.area))
    worst, others = ordered[0], ordered[1:]
    near = [one for one in others if comparison(worst, one, groups.indicator, len(others)).code != CLEAR]
    codes = tuple(getattr(one, groups.dimension) for one in (worst, *near))
    return Behind(codes[0], codes, not near)


def _measure(code: str, groups: Strata, model: str) -> InequalityMeasure | MeasureRefusal:
    refusal = _refuse(code, groups)
    if refusal:
        return refusal
    first, second = _ends(code, groups)
    compute = _formula(code, groups, model, first, second)
    try:
        value = compute(groups.y)
    except (ValueError, ZeroDivisionError):
        return MeasureRefusal("zero")
    lower, upper = _interval(code, groups, compute, value)
    params = {"first": first, "second": second, "weights": groups.weights_kind}
    if code in ("sii", "rii"):
        params["model"] = model
    kind, likely = "none" if lower is None else "approximated", _likely(groups, compute)
    return InequalityMeasure(
        code, value, lower, upper, _unit(code, groups), kind, EXPLANATIONS[code], params, SOURCES[code], likely
    )


def _likely(groups: Strata, compute: Callable[[Numbers], float]) -> float | None:
    """The measure of places once chance is taken out: alone it makes the highest of many high and the lowest low."""
    if groups.dimension != AREA or groups.intervals is None:
        return None
    values = dispersed_values(groups.observations, groups.indicator)
    try:
        return compute([values[code] for code in groups.codes]) if values else None
    except (ValueError, ZeroDivisionError):
        return None


def _refuse(code: str, groups: Strata) -> MeasureRefusal | None:
    if code in _OF_ORDER:
        if not groups.ordered:
            return MeasureRefusal("not_ordered")
        if len(groups.y) < 3:
            return MeasureRefusal("too_few")
    if code in (*_OF_ORDER, *_NEVER_NEGATIVE) and code not in _UNWEIGHTED and groups.p is None:
        return MeasureRefusal("no_weights")
    if code in _FROM_BEST and groups.indicator.polarity not in ("higher_better", "lower_better"):
        return MeasureRefusal("context")
    if code in _OF_AVERAGE and groups.typical is None:
        return MeasureRefusal("no_weights")
    if code in ("paf", "idisu") and not groups.typical:
        return MeasureRefusal("no_average")
    if code in ("rci", "theil", "covar", "idisw", "mld") and not groups.average:
        return MeasureRefusal("no_average")
    return None


def _ends(code: str, groups: Strata) -> tuple[str, str]:
    """The group that stands first in a comparison, and the one it is set against.

    As WHO prints difference and ratio: groups with an order the best off against the worst off, of an adverse measure
    the worst off against the best off, so that a gap to the disadvantage of the worst off is above zero (or one);
    groups without an order the highest against the lowest figure (HEAT technical notes, tables of difference and
    ratio; Hosseinpoor et al., BMC Med Res Methodol 16:141, 2016, table 2). Impact measures hold the average against
    the best off group, or the best figure where there is no order.
    """
    codes, y = groups.codes, groups.y
    adverse = groups.indicator.polarity == "lower_better"
    if groups.ordered:
        best, worst = codes[-1], codes[0]
        return (worst, best) if adverse and code in ("difference", "ratio") else (best, worst)
    by_value = sorted(range(len(y)), key=lambda place: y[place])
    high, low = codes[by_value[-1]], codes[by_value[0]]
    return (low, high) if adverse and code in _FROM_BEST else (high, low)


def _formula(code: str, groups: Strata, model: str, first: str, second: str) -> Callable[[Numbers], float]:
    p, places = groups.p or (), {name: place for place, name in enumerate(groups.codes)}
    one, other = places[first], places[second]
    higher = groups.indicator.polarity == "higher_better"
    own_average = bool(p) and groups.typical == groups.average

    def ends(y: Numbers) -> tuple[float, float]:
        scale = SCALES.get(groups.indicator.unit, 100.0)
        return formula.linear_ends(y, p) if model == "linear" else formula.logit_ends(y, p, scale=scale)

    def slope(y: Numbers) -> float:
        bottom, top = ends(y)
        return top - bottom

    def slope_ratio(y: Numbers) -> float:
        bottom, top = ends(y)
        if bottom <= 0 or top <= 0:
            raise ValueError("the line crosses zero")
        return top / bottom

    def average(y: Numbers) -> float:
        return formula.mean(y, p) if own_average else float(groups.typical or 0)

    def risk(y: Numbers) -> float:
        return formula.attributable_risk(y[one], average(y), higher_better=higher)

    table: Mapping[str, Callable[[Numbers], float]] = {
        "difference": lambda y: y[one] - y[other],
        "ratio": lambda y: y[one] / y[other],
        "sii": slope,
        "rii": slope_ratio,
        "aci": lambda y: formula.concentration(y, p),
        "rci": lambda y: formula.relative_concentration(y, p),
        "par": risk,
        "paf": lambda y: 100 * risk(y) / average(y),
        "mdmu": lambda y: formula.mean_distance(y, average(y)),
        "idisu": lambda y: 100 * formula.mean_distance(y, average(y)) / average(y),
    }
    return table[code] if code in table else _around_the_mean(code, p, max if higher else min)


def _around_the_mean(code: str, p: Numbers, best: Callable[[Numbers], float]) -> Callable[[Numbers], float]:
    """The measures of groups without an order: variance, mean differences and disproportionality."""
    table: Mapping[str, Callable[[Numbers], float]] = {
        "bgv": lambda y: formula.between_group_variance(y, p),
        "bgsd": lambda y: sqrt(formula.between_group_variance(y, p)),
        "covar": lambda y: 100 * sqrt(formula.between_group_variance(y, p)) / formula.mean(y, p),
        "mdmw": lambda y: formula.mean_distance(y, formula.mean(y, p), p),
        "mdbu": lambda y: formula.mean_distance(y, best(y)),
        "mdbw": lambda y: formula.mean_distance(y, best(y), p),
        "idisw": lambda y: 100 * formula.mean_distance(y, formula.mean(y, p), p) / formula.mean(y, p),
        "theil": lambda y: formula.theil(y, p),
        "mld": lambda y: formula.mean_log_deviation(y, p),
    }
    return table[code]


def _interval(
    code: str, groups: Strata, compute: Callable[[Numbers], float], value: float
) -> tuple[float | None, float | None]:
    """95 % by the delta method, on the log scale for ratios. None for measures that are zero at the least: there
    chance alone pushes them up and a symmetric interval would mislead. Where the ends were picked because they lie
    furthest apart, it is wide enough for every pair (Bonferroni)."""
    intervals = groups.intervals
    if intervals is None or code in _NEVER_NEGATIVE or (code in ("par", "paf") and value == 0):
        return None, None
    if code in ("par", "paf") and (not groups.p or groups.typical != groups.average):
        return None, None  # the published average moves with the groups, and nobody says how much
    errors = [one.standard_error for one in intervals]
    top = SCALES.get(groups.indicator.unit, inf)
    picked = code in ("difference", "ratio") and not groups.ordered
    z = NORMAL.inv_cdf(1 - ALPHA / (2 * comb(len(groups.y), 2))) if picked else Z_95
    if code not in _LOGARITHMIC:
        half = z * formula.delta_error(compute, groups.y, errors, top)
        return value - half, value + half
    if value <= 0:
        return None, None
    half = z * formula.delta_error(lambda y: log(compute(y)), groups.y, errors, top)
    return value * exp(-half), value * exp(half)


def _unit(code: str, groups: Strata) -> str:
    fixed = {
        "ratio": "ratio",
        "rii": "ratio",
        "rci": "index",
        "bgv": "squared",
        "theil": "thousandths",
        "mld": "thousandths",
    }
    fixed |= dict.fromkeys(("paf", "covar", "idisu", "idisw"), "percent")
    # A difference between two ratios is no number of times: like that of an index it has no unit.
    own = {"percent": "points", "ratio": "index"}.get(groups.indicator.unit, groups.indicator.unit)
    return fixed.get(code, own)
