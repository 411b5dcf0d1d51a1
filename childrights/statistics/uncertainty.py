"""How sure a figure is: its interval as published, approximated from the cases it rests on, or assumed.

``docs/method.md`` says all of it in words and in formulas.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, sqrt
from statistics import NormalDist

from childrights.catalogue import DIMENSIONS, TOTAL, WOMEN_15_49, Group, Indicator, Observation
from childrights.statistics.breaks import MODELLED
from childrights.statistics.design_effects import design_effect_of
from childrights.statistics.small_samples import unweighted_cases
from geo import COUNTRY

NORMAL = NormalDist()
Z_95 = 1.959964

COMPLETE_SOURCES = ("administrative", "census", "case_data")
"""Kinds of source that count everybody: any difference is one, as far as the records go."""

GROUP_SHARE, DISABLED_SHARE = 5, 30
"""The part of a sample assumed behind a national figure of unknown sample for one of its groups: a fifth, as for the
poorest fifth, and a thirtieth for persons with a disability (3.22 % of children aged 2-9 in 2011-12). Each further
dimension halves it (girls of the poorest fifth). The national samples stand in design_effects.csv."""
RATES = {"per_1000": 1000.0, "per_100000": 100_000.0}
OTHER_ERROR = 0.025
"""Half-width assumed for other national figures of unknown sample, as a share of the value; wider for groups as their
samples are smaller."""
MODEL_ERROR = 0.10
"""Half-width assumed for a model's figure without one, as a share of the value: about what the UN Inter-agency Group
gives for child mortality in a country with a survey every five years."""
MODEL_LOGIT = 0.2
"""Half-width assumed for a model's percentage without one, in log odds: 5 points at 50 %, 1 point at 95 %."""
MODEL_LEVEL = 0.90
"""The level of intervals that come with a model's estimate: the UN Inter-agency Group for Child Mortality Estimation,
from which they are, publishes 90 % uncertainty intervals."""
AGE_DEVIATION = 6.6
"""Standard deviation assumed for ages at first marriage, in years: that of the standard schedule of Coale and McNeil
(Journal of the American Statistical Association 67:743-749, 1972), which is wide; earlier marriage spreads less."""


@dataclass(frozen=True, slots=True)
class Interval:
    """An interval in the unit of its figure. ``kind``: ``published`` or ``approximated`` (always say which);
    ``assumed`` is only judged by and never shown.

    ``design_effect`` is the one assumed for an approximated interval, ``effective_cases`` what is left of its cases.
    """

    lower: float
    upper: float
    kind: str
    design_effect: float | None = None
    effective_cases: float | None = None
    level: float = 0.95

    @property
    def standard_error(self) -> float:
        """Half the width in units of the normal distribution; exact only for a symmetric interval."""
        return (self.upper - self.lower) / (2 * self._z)

    @property
    def _z(self) -> float:
        return Z_95 if self.level == 0.95 else NORMAL.inv_cdf((1 + self.level) / 2)

    def at(self, z: float, value: float) -> tuple[float, float]:
        """The limits at ``z`` standard errors around ``value``; each side keeps its own width."""
        if self.effective_cases is not None:
            return wilson(value, self.effective_cases, 1.0, z)
        part = z / self._z
        return value - part * (value - self.lower), value + part * (self.upper - value)


def wilson(percentage: float, cases: float, design_effect: float, z: float = Z_95) -> tuple[float, float]:
    """The Wilson score interval of a percentage, in per cent, of ``cases`` in a clustered sample; 95 % by default.

    The cases are divided by the design effect first (Wilson 1927; Korn and Graubard, Survey Methodology 24:193-201,
    1998, for the effective sample size). Raises ``ValueError`` outside 0 to 100 or for no cases.
    """
    if not 0 <= percentage <= 100 or cases <= 0 or design_effect <= 0:
        raise ValueError("a percentage needs a value from 0 to 100, cases and a design effect above 0")
    share, n = percentage / 100, cases / design_effect
    z2 = z * z
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = z / (1 + z2 / n) * sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    return max(0.0, 100 * (middle - half)), min(100.0, 100 * (middle + half))


def interval_of(observation: Observation, indicator: Indicator) -> Interval | None:
    """The interval as published; else approximated for a figure of a survey with known cases; else ``None``."""
    one = observation
    if one.value is None:
        return None
    modelled = is_modelled(one, indicator)
    if one.lower is not None and one.upper is not None:
        return Interval(one.lower, one.upper, "published", level=MODEL_LEVEL if modelled else 0.95)
    cases = None if modelled or indicator.source_type != "survey" else _cases(one, indicator)
    if not cases:
        return None
    effect = design_effect_of(indicator.code)
    if indicator.unit == "percent" and 0 <= one.value <= 100:
        effective = cases / effect.deff
        return Interval(*wilson(one.value, effective, 1.0), "approximated", effect.deff, effective)
    if indicator.unit in RATES and effect.exposure and one.value > 0:
        return _of_events(one.value, cases, indicator, "approximated")
    if indicator.unit == "years":
        half = Z_95 * AGE_DEVIATION * sqrt(effect.deff / cases)
        return Interval(one.value - half, one.value + half, "approximated", effect.deff)
    return None


def _cases(one: Observation, indicator: Indicator) -> int | None:
    """How many people asked a figure rests on; a rate of girls may rest on all women, of whom they are a known part."""
    women = one.sample_base == WOMEN_15_49 and design_effect_of(indicator.code).exposure is not None
    return one.sample_size if women else unweighted_cases(one)


def is_modelled(one: Observation, indicator: Indicator) -> bool:
    """Whether a model made the figure."""
    return indicator.source_type == MODELLED or one.status == MODELLED


def is_complete(one: Observation, indicator: Indicator) -> bool:
    """Whether everybody was counted."""
    return indicator.source_type in COMPLETE_SOURCES and not is_modelled(one, indicator)


def assumed_interval(one: Observation, indicator: Indicator) -> Interval | None:
    """The interval that a model's figure, or a survey's national one of unknown sample, is judged by; never shown.

    ``None`` for a survey's figure of another place: how large its sample was there may be anything.
    """
    if one.value is None:
        return None
    percent = indicator.unit == "percent" and 0 <= one.value <= 100
    if is_modelled(one, indicator) and percent:
        return _in_log_odds(one.value)
    if is_modelled(one, indicator):
        half = abs(one.value) * MODEL_ERROR
        return Interval(one.value - half, one.value + half, "assumed")
    if one.area != COUNTRY:
        return None
    effect = design_effect_of(indicator.code)
    national = effect.national_cases or design_effect_of("").national_cases or 0.0
    cases = _assumed_cases(Group.of(one), national)
    if percent:
        effective = cases / effect.deff
        return Interval(*wilson(one.value, effective, 1.0), "assumed", effect.deff, effective)
    if indicator.unit in RATES and effect.exposure and one.value > 0:
        return _of_events(one.value, cases, indicator, "assumed")
    half = abs(one.value) * OTHER_ERROR * sqrt(national / cases)
    return Interval(one.value - half, one.value + half, "assumed")


def _of_events(value: float, cases: float, indicator: Indicator, kind: str) -> Interval:
    """The interval of a rate from the events behind it, which are rare and independent but for their clusters: the
    standard error of its logarithm is one over the root of their number (Breslow and Day, Statistical Methods in Cancer
    Research II, 1987, chapter 2)."""
    effect = design_effect_of(indicator.code)
    events = value / RATES[indicator.unit] * (effect.exposure or 1.0) * cases
    factor = exp(Z_95 * sqrt(effect.deff / events))
    return Interval(value / factor, value * factor, kind, effect.deff)


def _in_log_odds(value: float) -> Interval:
    if value in (0.0, 100.0):
        return Interval(value, value, "assumed")
    middle = log(value / (100 - value))
    lower, upper = (100 / (1 + exp(-middle - way)) for way in (-MODEL_LOGIT, MODEL_LOGIT))
    return Interval(lower, upper, "assumed")


def _assumed_cases(group: Group, national: float) -> float:
    """The cases taken to stand behind a national figure of one group."""
    parts: int = sum(getattr(group, name) != TOTAL for name in DIMENSIONS)
    if not parts:
        return national
    share = DISABLED_SHARE if group.disability == "with_disability" else GROUP_SHARE
    return national / share / 2.0 ** (parts - 1)


def best_interval(one: Observation, indicator: Indicator) -> Interval | None:
    """What a figure is judged by: its interval, none at all for a count of everybody, else the assumed one."""
    if one.value is not None and one.lower is None and is_complete(one, indicator):
        return Interval(one.value, one.value, "published")
    return interval_of(one, indicator) or assumed_interval(one, indicator)
