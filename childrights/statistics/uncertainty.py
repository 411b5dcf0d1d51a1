"""How sure a figure is, whether two figures differ, and which ranks a place may hold.

One rule for every claim: two figures differ only when their 95 % intervals lie apart. Where the source gives no
interval it is approximated from the number of cases; where that is not known either, two national figures are judged
as if they came from a small national sample, and local ones are never told apart. The overlap rule is cautious: it
misses some true differences, and calls few false ones
(Schenker and Gentleman, The American Statistician 55:182-186, 2001).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from childrights.catalogue import DIMENSIONS, MEMBERS, TOTAL, Group, Indicator, Observation, same_programme
from childrights.statistics.breaks import MODELLED, gap_between
from childrights.statistics.inequality import MeasureRefusal
from childrights.statistics.small_samples import unweighted_cases
from geo import COUNTRY

DESIGN_EFFECT = 1.5
"""Assumed variance inflation of a clustered household survey where the report gives none.

DHS final reports list design effects (as DEFT, the square root) mostly between 1.0 and 1.6 for child indicators; 1.5
as variance ratio is a DEFT of 1.22. Two equal samples whose intervals lie apart differ by the square root of two times
what a test at 5 % asks for, so a difference that is called clear stays one where the true effect is up to 3.
"""
Z_95 = 1.959964

COMPLETE_SOURCES = ("administrative", "census", "case_data")
"""Kinds of source that count everybody: any difference is one, as far as the records go."""

NATIONAL_CASES, GROUP_CASES, DISABLED_CASES = 1500, 300, 50
"""Cases assumed behind a national percentage of unknown sample, and behind one of its groups such as the poorest
fifth: about the smallest usual base of a CDHS, children aged 12-23 months, and a fifth of it. Each further dimension
halves them (girls of the poorest fifth). Persons with a disability are about 3 in 100 children of a Cambodian sample
(3.22 % of those aged 2-9 in 2011-12)."""
NATIONAL_ERROR = {"per_1000": 0.10, "per_100000": 0.10}
OTHER_ERROR = 0.025
GROUP_FACTOR = 2.0
"""Half-widths assumed for other national figures of unknown sample, as a share of the value: 10 % for rates, which is
about what CDHS reports give for under-five mortality, 2.5 % for other units; for a group twice that, since a fifth of
the sample has about twice the error."""

CLEAR, NO_CLEAR_DIFFERENCE, NOT_COMPARABLE = "clear", "no_clear_difference", "not_comparable"


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval in the unit of its figure. ``kind``: ``published`` or ``approximated`` (always say which);
    ``assumed`` never leaves this module.

    ``design_effect`` is the one assumed for an approximated interval.
    """

    lower: float
    upper: float
    kind: str
    design_effect: float | None = None

    @property
    def standard_error(self) -> float:
        """Half the width in units of the normal distribution; exact only for a symmetric interval."""
        return (self.upper - self.lower) / (2 * Z_95)

    def apart(self, other: Interval) -> bool:
        """Whether the two do not even touch."""
        return self.upper < other.lower or other.upper < self.lower


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two figures differ. ``code``: ``clear``, ``no_clear_difference`` or ``not_comparable``.

    ``basis``: ``intervals`` (both published), ``samples`` (at least one approximated from cases), ``complete`` (a
    count or register without sampling), ``modelled`` or ``rule`` (judged as if by a small national
    sample), ``unknown`` (nothing to judge by, so never clear), ``none``. ``difference`` is second minus first in the
    unit of the figures. ``refusal`` says why they are not comparable.
    """

    code: str
    basis: str
    difference: float | None = None
    refusal: MeasureRefusal | None = None


def wilson(percentage: float, cases: float, design_effect: float = DESIGN_EFFECT) -> tuple[float, float]:
    """The 95 % Wilson score interval of a percentage, in per cent, of ``cases`` in a clustered sample.

    The cases are divided by the design effect first (Wilson 1927; Korn and Graubard, Survey Methodology 24:193-201,
    1998, for the effective sample size). Raises ``ValueError`` outside 0 to 100 or for no cases.
    """
    if not 0 <= percentage <= 100 or cases <= 0 or design_effect <= 0:
        raise ValueError("a percentage needs a value from 0 to 100, cases and a design effect above 0")
    share, n = percentage / 100, cases / design_effect
    z2 = Z_95 * Z_95
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z_95 / (1 + z2 / n) * sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    return max(0.0, 100 * (middle - half)), min(100.0, 100 * (middle + half))


def interval_of(observation: Observation, indicator: Indicator) -> Interval | None:
    """The interval as published; else approximated for a percentage of a survey with known cases; else ``None``."""
    if observation.value is None:
        return None
    if observation.lower is not None and observation.upper is not None:
        return Interval(observation.lower, observation.upper, "published")
    sampled = indicator.unit == "percent" and indicator.source_type == "survey" and observation.status != MODELLED
    cases = unweighted_cases(observation)
    if sampled and cases and 0 <= observation.value <= 100:
        return Interval(*wilson(observation.value, cases), "approximated", DESIGN_EFFECT)
    return None


def comparison(one: Observation, other: Observation, indicator: Indicator) -> Verdict:
    """Whether two figures of ``indicator`` that differ in one way only (time, place or one group) really differ.

    Two years of one place and group must have no known break between them; two places or groups must be of one
    period. Anything else is ``not_comparable`` with the reason, and so are members' figures.
    """
    refusal = _refuse(one, other, indicator)
    if refusal is not None:
        return Verdict(NOT_COMPARABLE, "none", None, refusal)
    assert one.value is not None and other.value is not None
    difference = other.value - one.value
    clear, basis = _clear(one, other, indicator)
    return Verdict(CLEAR if clear and difference else NO_CLEAR_DIFFERENCE, basis, difference)


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


def _clear(one: Observation, other: Observation, indicator: Indicator) -> tuple[bool, str]:
    first, second = interval_of(one, indicator), interval_of(other, indicator)
    if first and second:
        published = first.kind == second.kind == "published"
        return first.apart(second), "intervals" if published else "samples"
    modelled = indicator.source_type == MODELLED or MODELLED in (one.status, other.status)
    if indicator.source_type in COMPLETE_SOURCES and not modelled:
        return True, "complete"
    first, second = first or _assumed(one, indicator), second or _assumed(other, indicator)
    if first is None or second is None:
        return False, "unknown"
    return first.apart(second), "modelled" if modelled else "rule"


def _assumed(one: Observation, indicator: Indicator) -> Interval | None:
    """The interval that a national figure of unknown sample is judged by, never shown; ``None`` for other places."""
    if one.area != COUNTRY or one.value is None:
        return None
    cases = _assumed_cases(Group.of(one))
    if indicator.unit == "percent" and 0 <= one.value <= 100:
        return Interval(*wilson(one.value, cases), "assumed", DESIGN_EFFECT)
    wider = 1.0 if cases == NATIONAL_CASES else GROUP_FACTOR * sqrt(GROUP_CASES / cases)
    half = abs(one.value) * NATIONAL_ERROR.get(indicator.unit, OTHER_ERROR) * wider
    return Interval(one.value - half, one.value + half, "assumed")


def _assumed_cases(group: Group) -> float:
    """The cases taken to stand behind a national figure of one group."""
    parts: int = sum(getattr(group, name) != TOTAL for name in DIMENSIONS)
    if not parts:
        return NATIONAL_CASES
    first = DISABLED_CASES if group.disability == "with_disability" else GROUP_CASES
    return first / 2.0 ** (parts - 1)


@dataclass(frozen=True, slots=True)
class RankRange:
    """The ranks a place may hold, 1 the best; ``best == worst`` only when it lies apart from every other."""

    code: str
    best: int
    worst: int


def rank_range(intervals: Mapping[str, Interval], *, higher_better: bool) -> tuple[RankRange, ...]:
    """The ranks that the intervals allow, by code, best first.

    A place ranks behind those whose interval lies wholly on the better side of its own, and before those wholly on
    the worse side; the rest may stand either way (the idea of Klein, Wright and Wieczorek, Journal of the Royal
    Statistical Society A 183:1535-1565, 2020, without their correction for many comparisons).
    """
    found = []
    for code, own in intervals.items():
        better = worse = 0
        for other in intervals.values():
            above, below = other.lower > own.upper, other.upper < own.lower
            better += above if higher_better else below
            worse += below if higher_better else above
        found.append(RankRange(code, 1 + better, len(intervals) - worse))
    return tuple(sorted(found, key=lambda one: (one.best, one.worst, one.code)))


def ranks(observations: Sequence[Observation], indicator: Indicator) -> tuple[RankRange, ...] | MeasureRefusal:
    """The ranks of places by one indicator, period and group; the country is left out.

    Refused for a context indicator, for figures of several periods or groups, for members' figures, and when any place
    lacks an interval: a rank without one would be luck.
    """
    places = [one for one in observations if one.area != COUNTRY and one.value is not None]
    if indicator.polarity not in ("higher_better", "lower_better"):
        return MeasureRefusal("context")
    if any(one.indicator != indicator.code for one in places):
        return MeasureRefusal("indicator")
    if len({(one.period_label, Group.of(one)) for one in places}) > 1:
        return MeasureRefusal("several_differences")
    if any(one.layer == MEMBERS for one in places):
        return MeasureRefusal("unchecked")
    if not all(same_programme(places[0], one) for one in places[1:]):
        return MeasureRefusal("programme")
    intervals: dict[str, Interval] = {}
    for one in places:
        interval = _sure(one, indicator)
        if interval is not None:
            intervals[one.area] = interval
    if missing := tuple(one.area for one in places if one.area not in intervals):
        return MeasureRefusal("no_interval", missing)
    if len(intervals) < 2:
        return MeasureRefusal("too_few")
    return rank_range(intervals, higher_better=indicator.polarity == "higher_better")


def _sure(one: Observation, indicator: Indicator) -> Interval | None:
    """The interval of a figure; a complete count is its own."""
    complete = indicator.source_type in COMPLETE_SOURCES and one.status != MODELLED
    if complete and one.value is not None and one.lower is None:
        return Interval(one.value, one.value, "published")
    return interval_of(one, indicator)
