"""Whether two figures differ: the difference itself is tested, and shown with its interval.

The interval of a difference is built from those of the two figures (MOVER: Newcombe, Statistics in Medicine 17:873-890,
1998, method 10; Zou and Donner, Statistics in Medicine 27:1693-1702, 2008; Zou, Psychological Methods 12:399-413, 2007
gives the form for figures that depend on each other). Its ``p`` is the level at which that interval
just touches nought, so that what is printed and what is claimed never disagree. That two intervals overlap is no test:
it finds a true difference of 8 points between areas of 250 cases one time in ten
(Schenker and Gentleman, The American Statistician 55:182-186, 2001).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt

from childrights.catalogue import DIMENSIONS, MEMBERS, TOTAL, Group, Indicator, Observation, same_programme
from childrights.statistics.breaks import MODELLED, gap_between
from childrights.statistics.inequality import MeasureRefusal
from childrights.statistics.uncertainty import (
    NORMAL,
    Z_95,
    Interval,
    assumed_interval,
    interval_of,
    is_complete,
    is_modelled,
)
from geo import COUNTRY, province_members

ALPHA = 0.05
CLEAR, NO_CLEAR_DIFFERENCE, TOO_FEW_CASES = "clear", "no_clear_difference", "too_few_cases"
CANNOT_TELL, NOT_COMPARABLE = "cannot_tell", "not_comparable"
CODES = (CLEAR, NO_CLEAR_DIFFERENCE, TOO_FEW_CASES, CANNOT_TELL, NOT_COMPARABLE)
WIDE_POINTS, WIDE_SHARE = 15.0, 0.75
"""A difference whose interval reaches further than this to either side, in percentage points or as a share of the
larger figure, was looked for with too few cases to find anything but a gulf: so it is with about 50 cases of a
clustered sample, below which DHS reports put figures in brackets."""
_STEPS, _FAR = 26, 8.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two figures differ. ``code`` is one of ``CODES``.

    ``basis``: ``intervals`` (both published), ``samples`` (at least one approximated from cases), ``complete`` (a
    count or register without sampling), ``modelled`` or ``rule`` (judged as if by a small national
    sample), ``unknown`` (nothing to judge by), ``none``. ``difference`` is second minus first in the unit of the
    figures, ``lower`` and ``upper`` its 95 % interval, ``p`` the chance of one as large where there is none;
    ``missing`` are the areas whose figures come without interval and cases. ``refusal`` says why they are not
    comparable.
    """

    code: str
    basis: str
    difference: float | None = None
    refusal: MeasureRefusal | None = None
    lower: float | None = None
    upper: float | None = None
    p: float | None = None
    missing: tuple[str, ...] = ()


def comparison(one: Observation, other: Observation, indicator: Indicator, looks: int = 1) -> Verdict:
    """Whether two figures of ``indicator`` that differ in one way only (time, place or one group) really differ.

    Two years of one place and group must have no known break between them; two places or groups must be of one
    period. Anything else is ``not_comparable`` with the reason, and so are members' figures. One question is tested
    alone, at 5 %. ``looks`` is out of how many pairs this one was taken because it lies widest apart: interval and
    ``p`` are then those of Bonferroni. A list of findings is a family: see ``childrights.statistics.discoveries``.
    """
    refusal = _refuse(one, other, indicator)
    if refusal is not None:
        return Verdict(NOT_COMPARABLE, "none", None, refusal)
    assert one.value is not None and other.value is not None
    difference = other.value - one.value
    if is_complete(one, indicator) and is_complete(other, indicator) and one.lower is None and other.lower is None:
        code = CLEAR if difference else NO_CLEAR_DIFFERENCE
        return Verdict(code, "complete", difference, p=0.0 if difference else 1.0)
    first, second, basis = _judged_by(one, other, indicator)
    missing = tuple(each.area for each, known in ((one, first), (other, second)) if known is None)
    if first is None or second is None:
        return Verdict(CANNOT_TELL, "unknown", difference, missing=tuple(dict.fromkeys(missing)))
    correlation = _correlation(one, other, first, second)
    return tested((one.value, first), (other.value, second), indicator.unit, basis, correlation, looks)


def _judged_by(
    one: Observation, other: Observation, indicator: Indicator
) -> tuple[Interval | None, Interval | None, str]:
    first, second = interval_of(one, indicator), interval_of(other, indicator)
    if first and second:
        return first, second, "intervals" if first.kind == second.kind == "published" else "samples"
    modelled = is_modelled(one, indicator) or is_modelled(other, indicator)
    first, second = first or assumed_interval(one, indicator), second or assumed_interval(other, indicator)
    return first, second, "modelled" if modelled else "rule"


def tested(
    one: tuple[float, Interval],
    other: tuple[float, Interval],
    unit: str,
    basis: str,
    correlation: float = 0.0,
    looks: int = 1,
) -> Verdict:
    """The verdict on ``other`` minus ``one``, each a figure with what it is judged by."""
    difference = other[0] - one[0]

    def limits(z: float) -> tuple[float, float]:
        return difference_limits(
            one[0], one[1].at(z, one[0]), other[0], other[1].at(z, other[0]), correlation=correlation
        )

    lower, upper = limits(Z_95 if looks == 1 else NORMAL.inv_cdf(1 - ALPHA / (2 * looks)))
    p = min(looks * _touching(limits, difference), 1.0)
    code = CLEAR if difference and p < ALPHA else NO_CLEAR_DIFFERENCE
    wide = WIDE_POINTS if unit == "percent" else WIDE_SHARE * max(abs(one[0]), abs(other[0]))
    if code != CLEAR and (upper - lower) / 2 > wide:
        code = TOO_FEW_CASES
    return Verdict(code, basis, difference, None, lower, upper, p)


def difference_limits(
    one: float, first: tuple[float, float], other: float, second: tuple[float, float], correlation: float = 0.0
) -> tuple[float, float]:
    """The limits of ``other`` minus ``one`` from the limits of both; ``correlation`` where one holds the other."""
    down_one, up_one = max(one - first[0], 0.0), max(first[1] - one, 0.0)
    down_other, up_other = max(other - second[0], 0.0), max(second[1] - other, 0.0)
    below = down_other**2 - 2 * correlation * down_other * up_one + up_one**2
    above = up_other**2 - 2 * correlation * up_other * down_one + down_one**2
    return other - one - sqrt(max(below, 0.0)), other - one + sqrt(max(above, 0.0))


def _touching(limits: Callable[[float], tuple[float, float]], difference: float) -> float:
    """The ``p`` whose interval just touches nought, found by halving."""
    if not difference:
        return 1.0

    def clears(z: float) -> bool:
        lower, upper = limits(z)
        return lower > 0 or upper < 0

    if clears(_FAR):
        return 0.0
    low, high = 0.0, _FAR
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if clears(middle) else (low, middle)
    return 2 * (1 - NORMAL.cdf(low))


def _correlation(one: Observation, other: Observation, first: Interval, second: Interval) -> float:
    """Of a part with the whole that holds it, of one sample: the part's weight in the whole times its standard error
    over that of the whole. Parts of one sample are taken as independent, which is cautious: their clusters are shared.
    """
    if one.period_label != other.period_label or not (one.sample_size and other.sample_size):
        return 0.0
    if _holds(one, other):
        part, whole, inner, outer = other, one, second, first
    elif _holds(other, one):
        part, whole, inner, outer = one, other, first, second
    else:
        return 0.0
    assert part.sample_size and whole.sample_size
    weight = part.sample_size / whole.sample_size
    if weight >= 1 or not outer.standard_error:
        return 0.0
    return float(min(weight * inner.standard_error / outer.standard_error, sqrt(weight)))


def _holds(whole: Observation, part: Observation) -> bool:
    if whole.area != part.area:
        same = Group.of(whole) == Group.of(part)
        inside = whole.area == COUNTRY or set(province_members(part.area)) < set(province_members(whole.area))
        return same and inside and part.area != COUNTRY
    differing = [name for name in DIMENSIONS if getattr(whole, name) != getattr(part, name)]
    return len(differing) == 1 and getattr(whole, differing[0]) == TOTAL


def _refuse(one: Observation, other: Observation, indicator: Indicator) -> MeasureRefusal | None:
    if {one.indicator, other.indicator} != {indicator.code}:
        return MeasureRefusal("indicator")
    if one.value is None or other.value is None:
        return MeasureRefusal("hidden")
    if MEMBERS in (one.layer, other.layer):
        return MeasureRefusal("unchecked")
    if (one.status == MODELLED) != (other.status == MODELLED):
        return MeasureRefusal("modelled")
    same_period = one.period_label == other.period_label
    groups = [name for name in DIMENSIONS if getattr(one, name) != getattr(other, name)]
    ways = (not same_period) + (one.area != other.area) + len(groups)
    if not same_programme(one, other):
        return MeasureRefusal("programme")
    if not same_period and one.area != other.area and not groups:
        gap = gap_between(one, other)
        return MeasureRefusal(gap.reason if gap else "several_differences")
    if ways != 1:
        return MeasureRefusal("several_differences" if ways else "same")
    if groups == ["wealth"] and TOTAL not in (one.wealth, other.wealth) and scale(one.wealth) != scale(other.wealth):
        return MeasureRefusal("scales")
    gap = None if same_period else gap_between(one, other)
    return MeasureRefusal(gap.reason) if gap else None


def scale(wealth: str) -> str:
    """``quintile`` or ``quartile`` of a wealth code; the code itself otherwise. The two are never mixed."""
    return wealth.partition("_")[0]
