"""What may be said of findings that the product picks by itself out of many: chance is the best picker of extremes.

A question that a person asked is tested alone (``childrights.statistics.comparison``). What is picked is a family:
its false discovery rate is held (Benjamini and Hochberg, Journal of the Royal Statistical Society B 57:289-300, 1995),
and striking figures are drawn towards the others as far as chance alone would have moved them (empirical Bayes: Efron
and Morris, Journal of the American Statistical Association 70:311-319, 1975; variance by DerSimonian and Laird,
Controlled Clinical Trials 7:177-188, 1986). Where a place stands is told as a chance to be among the best or worst few
(Laird and Louis, Journal of Educational Statistics 14:29-46, 1989), not as a range of ranks.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import erfc, exp, log, sqrt

from childrights.catalogue import MEMBERS, Group, Indicator, Observation, same_programme
from childrights.statistics.differences import ALPHA, CLEAR, NO_CLEAR_DIFFERENCE, Verdict
from childrights.statistics.inequality import MeasureRefusal
from childrights.statistics.uncertainty import NORMAL, Interval, interval_of, is_complete
from geo import COUNTRY

FALSE_DISCOVERY_RATE = 0.05
"""Half of what is usual, so that also the pages that show two families at once keep 10 %."""
NEAR_CERTAIN, LIKELY = 0.95, 0.75
LARGEST_FEW, FEW_OF = 5, 3
"""The best and worst five are told of, or a third where there are fewer than fifteen places."""
_NODES = 25


def discoveries(ps: Sequence[float], rate: float = FALSE_DISCOVERY_RATE) -> tuple[bool, ...]:
    """Which of a family's findings stand when at most ``rate`` of those that do may be false."""
    ordered = sorted(range(len(ps)), key=lambda place: ps[place])
    last = max((rank for rank, place in enumerate(ordered, 1) if ps[place] <= rate * rank / len(ps)), default=0)
    kept = set(ordered[:last])
    return tuple(place in kept for place in range(len(ps)))


def as_family(verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """The verdicts of comparisons shown together because the product chose them: clear ones that may well be chance in
    so many are clear no more. Counts of everybody, which no chance made, are no part of the family."""
    asked = [place for place, one in enumerate(verdicts) if one.p is not None and one.basis != "complete"]
    stands = dict(zip(asked, discoveries([float(verdicts[place].p or 0.0) for place in asked]), strict=True))
    return tuple(
        replace(one, code=NO_CLEAR_DIFFERENCE) if one.code == CLEAR and not stands.get(place, True) else one
        for place, one in enumerate(verdicts)
    )


@dataclass(frozen=True, slots=True)
class RankChance:
    """How likely a place is to be ``first`` or ``last``, or among the ``few`` best or worst, of ``places``.

    ``rank`` (1 the best; equal figures share the better one) is there only where everybody was counted.
    """

    code: str
    places: int
    few: int
    first: float
    last: float
    best: float
    worst: float
    rank: int | None = None

    @property
    def standing(self) -> str:
        """One of ``STANDINGS``."""
        if self.rank is not None:
            return "exact"
        if max(self.first, self.last) >= NEAR_CERTAIN:
            return "first" if self.first > self.last else "last"
        if max(self.best, self.worst) >= NEAR_CERTAIN:
            return "among_best" if self.best > self.worst else "among_worst"
        if self.best + self.worst <= 1 - NEAR_CERTAIN:
            return "middle"
        if max(self.best, self.worst) >= LIKELY:
            return "likely_best" if self.best > self.worst else "likely_worst"
        return "unplaced"


STANDINGS = ("exact", "first", "last", "among_best", "among_worst", "middle", "likely_best", "likely_worst", "unplaced")


@dataclass(frozen=True, slots=True)
class _Prior:
    """What the places have in common, on the working scale: ``differ`` says whether chance alone would not have moved
    them so far apart; then ``tau2`` is the variance of what is true of them."""

    mean: float
    mean_variance: float
    tau2: float
    differ: bool

    def posterior(self, theta: float, error: float) -> tuple[float, float]:
        """Where the truth of a place lies: middle and variance."""
        if error == 0:
            return theta, 0.0
        kept = self.tau2 / (self.tau2 + error * error)
        return self.mean + kept * (theta - self.mean), kept * error * error + (1 - kept) ** 2 * self.mean_variance


def rank_chances(
    observations: Sequence[Observation], indicator: Indicator, only: Collection[str] = ()
) -> tuple[RankChance, ...] | MeasureRefusal:
    """Where places stand by one indicator, period and group, the best first; the country is left out.

    ``only`` limits the answer to some places. Refused for a context indicator, for figures of several periods or
    groups, for members' figures, and when any place lacks an interval: a rank without one would be luck.
    """
    places = [one for one in observations if one.area != COUNTRY and one.value is not None]
    if refusal := _refuse(places, indicator):
        return refusal
    sign = 1.0 if indicator.polarity == "higher_better" else -1.0
    if all(is_complete(one, indicator) and one.lower is None for one in places):
        values = {one.area: sign * float(one.value or 0.0) for one in places}
        told = [_counted(code, values) for code in values if not only or code in only]
        return tuple(sorted(told, key=lambda one: (one.rank or 0, one.code)))
    judged = {one.area: _working(one, indicator) for one in places}
    if missing := tuple(code for code, found in judged.items() if found is None):
        return MeasureRefusal("no_interval", missing)
    thetas = tuple((sign * found[0], found[1]) for found in judged.values() if found)
    codes = tuple(judged)
    found = [_chance(place, codes, thetas) for place, code in enumerate(codes) if not only or code in only]
    return tuple(sorted(found, key=lambda one: (one.worst - one.best, one.last - one.first, one.code)))


def expected_values(observations: Sequence[Observation], indicator: Indicator) -> Mapping[str, float]:
    """What is likely to be true of each place, in the indicator's unit, once chance is taken out of its figure.

    Empty where any place lacks an interval, or fewer than three have one: there is nothing to draw towards.
    """
    places = [one for one in observations if one.area != COUNTRY and one.value is not None]
    judged = {one.area: _working(one, indicator) for one in places}
    known = {code: found for code, found in judged.items() if found is not None}
    if len(known) < len(judged) or len(known) < 3:
        return {}
    prior = _prior(tuple(known.values()))
    return {code: _unit(prior.posterior(*found)[0], indicator) for code, found in known.items()}


def dispersed_values(observations: Sequence[Observation], indicator: Indicator) -> Mapping[str, float]:
    """The figures of all places drawn together so that they lie as far apart as is likely to be true of them.

    What is likely of each (``expected_values``) lies too near to the others for that, and the figures themselves too
    far apart (constrained empirical Bayes: Louis, Journal of the American Statistical Association 79:393-398, 1984).
    Empty as there.
    """
    judged = {one.area: _working(one, indicator) for one in observations if one.value is not None}
    known = {code: found for code, found in judged.items() if found is not None}
    if len(known) < len(judged) or len(known) < 3:
        return {}
    prior = _prior(tuple(known.values()))
    return {
        code: _unit(prior.mean + sqrt(prior.tau2 / (prior.tau2 + error**2)) * (theta - prior.mean), indicator)
        if error
        else _unit(theta, indicator)
        for code, (theta, error) in known.items()
    }


def _refuse(places: Sequence[Observation], indicator: Indicator) -> MeasureRefusal | None:
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
    return MeasureRefusal("too_few") if len({one.area for one in places}) < 2 else None


def _working(one: Observation, indicator: Indicator) -> tuple[float, float] | None:
    """A figure and its standard error where chance is symmetric: log odds of percentages, logarithms of rates."""
    value = float(one.value or 0.0)
    if is_complete(one, indicator) and one.lower is None:
        return _scaled(value, indicator), 0.0
    interval = interval_of(one, indicator)
    if interval is None:
        return None
    if interval.effective_cases is not None:
        n = interval.effective_cases
        hits = n * value / 100 + 0.5
        return log(hits / (n + 1 - hits)), sqrt(1 / hits + 1 / (n + 1 - hits))
    ends = [_scaled(end, indicator) for end in (interval.lower, interval.upper)]
    return _scaled(value, indicator), Interval(ends[0], ends[1], "published", level=interval.level).standard_error


def _scaled(value: float, indicator: Indicator) -> float:
    if indicator.unit == "percent":
        inside = min(max(value, 0.05), 99.95)
        return log(inside / (100 - inside))
    return log(max(value, 0.05)) if indicator.unit.startswith("per_") else value


def _unit(theta: float, indicator: Indicator) -> float:
    if indicator.unit == "percent":
        return 100 / (1 + exp(-theta))
    return exp(theta) if indicator.unit.startswith("per_") else theta


def _counted(code: str, values: Mapping[str, float]) -> RankChance:
    better = sum(other > values[code] for other in values.values())
    worse = sum(other < values[code] for other in values.values())
    few, places = _few(len(values)), len(values)
    first, last, best, worst = (float(one) for one in (not better, not worse, better < few, worse < few))
    return RankChance(code, places, few, first, last, best, worst, rank=better + 1)


def _few(places: int) -> int:
    return LARGEST_FEW if places >= LARGEST_FEW * FEW_OF else max(places // FEW_OF, 1)


@lru_cache(maxsize=512)
def _prior(thetas: tuple[tuple[float, float], ...]) -> _Prior:
    """The moments of DerSimonian and Laird, with Cochran's test whether the places differ at all."""
    if any(error == 0 for _, error in thetas):
        values = [theta for theta, _ in thetas]
        mean = sum(values) / len(values)
        return _Prior(mean, 0.0, sum((one - mean) ** 2 for one in values) / len(values), True)
    weights = [1 / error**2 for _, error in thetas]
    total = sum(weights)
    common = sum(w * theta for w, (theta, _) in zip(weights, thetas, strict=True)) / total
    q = sum(w * (theta - common) ** 2 for w, (theta, _) in zip(weights, thetas, strict=True))
    freedom = len(thetas) - 1
    tau2 = max(0.0, (q - freedom) / (total - sum(w * w for w in weights) / total))
    weights = [1 / (error**2 + tau2) for _, error in thetas]
    mean = sum(w * theta for w, (theta, _) in zip(weights, thetas, strict=True)) / sum(weights)
    return _Prior(mean, 1 / sum(weights), tau2, _chi_square_tail(q, freedom) < ALPHA)


def _chi_square_tail(value: float, freedom: int) -> float:
    """The chance of a chi square at least so large (Wilson and Hilferty, PNAS 17:684-688, 1931)."""
    part = 2 / (9 * freedom)
    return 1 - NORMAL.cdf(((value / freedom) ** (1 / 3) - (1 - part)) / sqrt(part))


@lru_cache(maxsize=4096)
def _chance(place: int, codes: tuple[str, ...], thetas: tuple[tuple[float, float], ...]) -> RankChance:
    """Higher is better. The truth of the place is run through its middle slices; at each, the places above and below
    are counted by their chances."""
    few, n, prior = _few(len(codes)), len(codes), _prior(thetas)
    if not prior.differ:
        return RankChance(codes[place], n, few, 1 / n, 1 / n, few / n, few / n)
    truths = [prior.posterior(*one) for one in thetas]
    middle, variance = truths[place]
    others = [(m, sqrt(v)) for other, (m, v) in enumerate(truths) if other != place]
    sums = [0.0, 0.0, 0.0, 0.0]
    for node in range(_NODES):
        at = middle + sqrt(variance) * NORMAL.inv_cdf((node + 0.5) / _NODES)
        above = [_above(m, error, at) for m, error in others]
        over, under = _fewest(above, few), _fewest([1 - chance for chance in above], few)
        for slot, chance in enumerate((over[0], under[0], sum(over), sum(under))):
            sums[slot] += chance / _NODES
    first, last, best, worst = sums
    return RankChance(codes[place], n, few, first, last, best, worst)


def _above(middle: float, error: float, at: float) -> float:
    if error == 0:
        return 1.0 if middle > at else 0.5 if middle == at else 0.0
    return 0.5 * erfc((at - middle) / (error * sqrt(2)))


def _fewest(chances: Sequence[float], few: int) -> list[float]:
    """The chances that exactly 0, 1, … ``few - 1`` of these happen."""
    found = [1.0, *[0.0] * (few - 1)]
    for chance in chances:
        for count in range(few - 1, 0, -1):
            found[count] += chance * (found[count - 1] - found[count])
        found[0] *= 1 - chance
    return found
