"""The formulas of inequality between groups, on plain numbers: no observations, no words.

``y`` are the figures of the groups, ``p`` the shares of the population they hold (adding up to 1). For measures of
order the groups run from the worst off to the best off. Notation and definitions: Schlotheuber and Hosseinpoor,
Summary measures of health inequality, Int. J. Environ. Res. Public Health 2022, 19(6):3697, appendix A, which are
those of WHO, Handbook on health inequality monitoring (2013), chapter 3, and of the HEAT software.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, inf, log, sqrt

from childrights.i18n import N_, Translator

Numbers = Sequence[float]
_STEPS = 60
_TOLERANCE = 1e-13


def weight_shares(weights: Numbers) -> tuple[float, ...]:
    """Weights as shares that add up to 1. Raises ``ValueError`` for a negative weight or none above zero."""
    total = sum(weights)
    if total <= 0 or min(weights) < 0:
        raise ValueError("weights must not be negative and must not all be zero")
    return tuple(weight / total for weight in weights)


def mean(y: Numbers, p: Numbers) -> float:
    """The average over the population, in the unit of ``y``."""
    return sum(share * value for value, share in zip(y, p, strict=True))


def ridits(p: Numbers) -> tuple[float, ...]:
    """The relative rank of the middle of each group, between 0 (the very worst off) and 1 (the very best off)."""
    found, below = [], 0.0
    for share in p:
        found.append(below + share / 2)
        below += share
    return tuple(found)


def linear_ends(y: Numbers, p: Numbers) -> tuple[float, float]:
    """The figure predicted at rank 0 and at rank 1 by least squares on ridits, weighted by share.

    WHO Handbook (2013), section 3.5. Raises ``ValueError`` for fewer than two groups.
    """
    ranks, average = ridits(p), mean(y, p)
    middle = mean(ranks, p)
    spread = sum(share * (rank - middle) ** 2 for rank, share in zip(ranks, p, strict=True))
    if spread <= 0:
        raise ValueError("a slope needs at least two groups")
    slope = sum(s * (r - middle) * (v - average) for r, v, s in zip(ranks, y, p, strict=True)) / spread
    return average - slope * middle, average + slope * (1 - middle)


def logit_ends(y: Numbers, p: Numbers, *, ranks: Numbers | None = None, scale: float = 100.0) -> tuple[float, float]:
    """As ``linear_ends`` by a fractional logit model, which never predicts below 0 or above ``scale``: 100 for
    percentages, 1,000 for rates per 1,000, 100,000 for those per 100,000.

    The model of HEAT (generalised linear model with logit link, of the figure over its scale), by Newton's method;
    ``p`` may be any positive weights when ``ranks`` are given. Raises ``ValueError`` for figures outside 0 to
    ``scale``, all 0 or all at the scale, or a fit that does not settle (some groups at 0 and the rest at the scale).
    """
    if min(y) < 0 or max(y) > scale or max(y) == 0 or min(y) == scale:
        raise ValueError("a logit model needs figures on their scale that are not all 0 and not all at its end")
    x = ridits(p) if ranks is None else ranks
    a = b = 0.0
    for _ in range(_STEPS):
        g0 = g1 = h00 = h01 = h11 = 0.0
        for rank, value, weight in zip(x, y, p, strict=True):
            fitted = _logistic(a + b * rank)
            error, curve = weight * (value / scale - fitted), weight * fitted * (1 - fitted)
            g0, g1 = g0 + error, g1 + error * rank
            h00, h01, h11 = h00 + curve, h01 + curve * rank, h11 + curve * rank * rank
        determinant = h00 * h11 - h01 * h01
        if determinant <= 1e-300:
            break
        step_a, step_b = (h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant
        a, b = a + step_a, b + step_b
        if abs(step_a) + abs(step_b) < _TOLERANCE * (1 + abs(a) + abs(b)):
            return scale * _logistic(a), scale * _logistic(a + b)
    raise ValueError("the logit model does not settle")


def _logistic(x: float) -> float:
    return 1 / (1 + exp(-x)) if x >= 0 else exp(x) / (1 + exp(x))


def concentration(y: Numbers, p: Numbers) -> float:
    """Absolute concentration index, in the unit of ``y``: above zero when the figure leans to the better off."""
    return sum(share * (2 * rank - 1) * value for value, share, rank in zip(y, p, ridits(p), strict=True))


def relative_concentration(y: Numbers, p: Numbers) -> float:
    """Concentration index of grouped data, between -1 and 1 (World Bank, Analyzing Health Equity, 2008, chapter 8)."""
    return concentration(y, p) / mean(y, p)


def theil(y: Numbers, p: Numbers) -> float:
    """Theil index in thousandths, as HEAT prints it; groups at zero add nothing (the limit of x ln x)."""
    average = mean(y, p)
    parts = zip(y, p, strict=True)
    return 1000 * sum(share * (value / average) * log(value / average) for value, share in parts if value > 0)


def between_group_variance(y: Numbers, p: Numbers) -> float:
    """Average squared distance from the average, in the squared unit of ``y``."""
    average = mean(y, p)
    return sum(share * (value - average) ** 2 for value, share in zip(y, p, strict=True))


def mean_distance(y: Numbers, reference: float, p: Numbers | None = None) -> float:
    """How far the groups stand from ``reference`` on average, in the unit of ``y``: every group alike, or by ``p``.

    From the average over the population it is the mean difference from mean (MDMU, MDMW), in per cent of that average
    the index of disparity (IDISU, IDISW), from the best group the mean difference from it (MDBU, MDBW).
    """
    shares = p or [1 / len(y)] * len(y)
    return sum(share * abs(value - reference) for value, share in zip(y, shares, strict=True))


def mean_log_deviation(y: Numbers, p: Numbers) -> float:
    """Mean log deviation in thousandths, as HEAT prints it. Raises ``ValueError`` where a group stands at zero, which
    has no logarithm (healthequal puts a millionth in its place, so that the result hangs on that choice)."""
    average = mean(y, p)
    return 1000 * sum(share * -log(value / average) for value, share in zip(y, p, strict=True))


def attributable_risk(reference: float, average: float, *, higher_better: bool) -> float:
    """Population attributable risk: how the average would change if everybody reached ``reference``.

    Zero where the reference group does worse than the average, as HEAT defines it.
    """
    gain = reference - average
    return max(gain, 0.0) if higher_better else min(gain, 0.0)


def delta_error(measure: Callable[[Numbers], float], y: Numbers, errors: Numbers, top: float = inf) -> float:
    """Standard error of ``measure(y)`` by the delta method, groups independent and shares taken as known.

    The slopes are taken numerically, within 0 and ``top``, the largest possible figure. Ahn and others, JCO Clinical
    Cancer Informatics 2018;2:1-19, give the same method measure by measure.
    """
    variance = 0.0
    for place, error in enumerate(errors):
        step = 1e-4 * max(abs(y[place]), 1.0)
        up, down = list(y), list(y)
        up[place], down[place] = min(y[place] + step, top), max(y[place] - step, 0.0)
        slope = (measure(up) - measure(down)) / (up[place] - down[place])
        variance += (slope * error) ** 2
    return sqrt(variance)


REFUSALS: Mapping[str, str] = {
    "hidden": N_("A value is hidden or missing, so nothing can be worked out from it."),
    "missing_group": N_("Not every group has a figure; missing: {missing}."),
    "indicator": N_("These figures have different definitions and are never compared."),
    "modelled": N_("A modelled estimate and a counted figure are never compared."),
    "programme": N_(
        "It cannot be shown that these figures come from one survey or programme: the difference between them "
        "may be no change at all."
    ),
    "scales": N_("Fifths and quarters of households are never compared."),
    "several_differences": N_("These figures differ in more than one way: place, time or group."),
    "boundary": N_("The borders of the place changed between the two figures."),
    "definition": N_("The definition changed between the two figures."),
    "records": N_("The way of recording changed between the two figures."),
    "outlier": N_("One of the figures is out of line with its neighbours."),
    "artefact": N_("One of the figures is an artefact of the method."),
    "swings": N_("The source swings between years too much for a comparison."),
    "unknown": N_("The level jumps between the two figures, and no explanation is recorded here."),
    "same": N_("Both figures are the same one."),
    "unchecked": N_("Members' figures, which have not been checked here, are neither compared nor ranked."),
    "no_interval": N_("No interval is known here for {missing}; places are not ranked without one."),
    "too_few": N_("At least two comparable figures are needed."),
    "context": N_("The figure describes; it is neither good nor bad when it rises."),
    "no_weights": N_("The sizes of the groups are not here."),
    "not_ordered": N_("These groups have no order from worse to better off."),
    "no_average": N_("The average over all groups is zero or missing here."),
    "no_base": N_("This dashboard holds no published figure of the year that the target starts from."),
    "zero": N_("One group is at zero, so this comparison is not possible."),
    "partition": N_("A part of the area has no figure: {missing}."),
    "not_additive": N_("Figures of this unit cannot be joined into one for a larger area."),
}
"""Msgids by reason code. ``{missing}`` is filled with names by whoever shows it."""


@dataclass(frozen=True, slots=True)
class MeasureRefusal:
    """Why there is no number. ``code`` is a key of ``REFUSALS``; ``missing`` holds the codes it speaks of."""

    code: str
    missing: tuple[str, ...] = ()

    def words(self, t: Translator, names: Mapping[str, str] | None = None) -> str:
        """The reason in the language of ``t``; ``names`` gives the words for the codes of ``missing``."""
        named = ", ".join((names or {}).get(code, code) for code in self.missing)
        return t._(REFUSALS[self.code]).format(missing=named)
