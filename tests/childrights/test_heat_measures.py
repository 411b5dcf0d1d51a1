"""The 19 summary measures of WHO's HEAT Plus against an implementation of their own, on 20 cases, to 1e-9.

Written here from the formulas of Schlotheuber and Hosseinpoor, Int J Environ Res Public Health 2022, 19(6):3697, appendix A,
and the HEAT technical notes, with nothing of ``childrights.statistics``: sums as printed there, and the logit model by
nested bisection of its two equations instead of Newton's method.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log, sqrt

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Observation
from childrights.statistics.equity import EXPLANATIONS, NAMES, InequalityMeasure, measures
from childrights.statistics.inequality import MeasureRefusal
from childrights.statistics.subgroups import Strata, strata
from geo.areas import PROVINCES

STUNTING = load_catalogue().indicators["stunting"]
GROUPS = {
    "fifths": ("wealth", [f"quintile_{n}" for n in range(1, 6)]),
    "quarters": ("wealth", [f"quartile_{n}" for n in range(1, 5)]),
    "residence": ("residence", ["rural", "urban"]),
    "disability": ("disability", ["with_disability", "without_disability"]),
    "sex": ("sex", ["female", "male"]),
    "provinces": ("area", list(PROVINCES)),
}
SCALES = {"percent": 100.0, "per_1000": 1000.0, "per_100000": 100_000.0}


@dataclass(frozen=True)
class HeatCase:
    """``y`` from the worst off where there is an order; ``people`` by group, ``None`` where nobody weighed them."""

    by: str
    unit: str
    polarity: str
    y: tuple[float, ...]
    people: tuple[float, ...] | None
    average: float | None

    @property
    def ordered(self) -> bool:
        return self.by not in ("sex", "provinces")

    @property
    def adverse(self) -> bool:
        return self.polarity == "lower_better"


def drawn(seed: int, by: str, unit: str, polarity: str, *, weighted: bool, average: bool) -> HeatCase:
    """A case of its own numbers; the same for the same seed."""
    draw = random.Random(seed)
    top = {"percent": 95.0, "per_1000": 130.0, "per_100000": 900.0, "years": 24.0, "ratio": 1.4}[unit]
    y = tuple(round(draw.uniform(top / 20, top), 3) for _ in GROUPS[by][1])
    people = tuple(float(draw.randint(40, 5000)) for _ in y) if weighted else None
    return HeatCase(by, unit, polarity, y, people, round(draw.uniform(min(y), max(y)), 3) if average else None)


CASES = [
    drawn(seed, by, unit, polarity, weighted=weighted, average=average)
    for seed, (by, unit, polarity, weighted, average) in enumerate(
        [
            ("fifths", "percent", "higher_better", True, False),
            ("fifths", "percent", "lower_better", True, True),
            ("fifths", "percent", "lower_better", False, True),
            ("fifths", "percent", "higher_better", False, False),
            ("fifths", "per_1000", "lower_better", True, False),
            ("fifths", "per_1000", "higher_better", False, True),
            ("fifths", "per_100000", "lower_better", True, False),
            ("fifths", "years", "higher_better", True, False),
            ("fifths", "ratio", "lower_better", False, False),
            ("quarters", "percent", "lower_better", True, False),
            ("quarters", "per_1000", "lower_better", False, True),
            ("quarters", "percent", "context_only", True, False),
            ("residence", "percent", "higher_better", False, True),
            ("residence", "per_1000", "lower_better", True, False),
            ("disability", "percent", "lower_better", True, True),
            ("sex", "percent", "lower_better", False, True),
            ("sex", "percent", "higher_better", True, False),
            ("provinces", "percent", "lower_better", True, True),
            ("provinces", "per_1000", "lower_better", False, True),
            ("provinces", "years", "higher_better", True, False),
        ]
    )
]
Numbers = Sequence[float]


def root(function: Callable[[float], float]) -> float:
    """Where a falling function crosses zero, by bisection."""
    low, high = -60.0, 60.0
    for _ in range(120):
        middle = (low + high) / 2
        low, high = (middle, high) if function(middle) > 0 else (low, middle)
    return (low + high) / 2


def logistic(x: float) -> float:
    return 1 / (1 + exp(-x)) if x > -700 else 0.0


def predicted(case: HeatCase, p: Numbers) -> tuple[float, float]:
    """The figure at rank 0 and at rank 1: logit for a unit with a scale, else least squares."""
    ranks = [sum(p[:at]) + share / 2 for at, share in enumerate(p)]
    if case.unit not in SCALES:
        middle, mean = (sum(s * v for s, v in zip(p, values, strict=True)) for values in (ranks, case.y))
        above = sum(s * (x - middle) * (y - mean) for s, x, y in zip(p, ranks, case.y, strict=True))
        slope = above / sum(s * (x - middle) ** 2 for s, x in zip(p, ranks, strict=True))
        return mean - slope * middle, mean + slope * (1 - middle)
    scale = SCALES[case.unit]

    def left(a: float, b: float, power: int) -> float:
        parts = zip(p, ranks, case.y, strict=True)
        return sum(s * x**power * (y / scale - logistic(a + b * x)) for s, x, y in parts)

    def level(b: float) -> float:
        return root(lambda a: left(a, b, 0))

    slope = root(lambda b: left(level(b), b, 1))
    return scale * logistic(level(slope)), scale * logistic(level(slope) + slope)


def expected(case: HeatCase) -> Mapping[str, float]:
    """Every measure that the case has, by the printed formulas."""
    y, n = case.y, len(case.y)
    found: dict[str, float] = {}
    if case.ordered:
        first, second = (y[0], y[-1]) if case.adverse else (y[-1], y[0])
    else:
        first, second = max(y), min(y)
    found |= {"difference": first - second, "ratio": first / second}
    p = [one / sum(case.people) for one in case.people] if case.people else []
    p = p or ([1 / n] * n if case.by in ("fifths", "quarters") else [])
    mu = sum(s * v for s, v in zip(p, y, strict=True)) if p else None
    if case.ordered and n > 2:
        v0, v1 = predicted(case, p)
        ranks = [sum(p[:at]) + share / 2 for at, share in enumerate(p)]
        aci = sum(s * (2 * x - 1) * v for s, x, v in zip(p, ranks, y, strict=True))
        assert mu is not None
        found |= {"sii": v1 - v0, "rii": v1 / v0, "aci": aci, "rci": aci / mu}
    best = min(y) if case.adverse else max(y)
    setting = mu if case.people or case.average is None else case.average
    if setting is not None and case.polarity != "context_only":
        par = (y[-1] if case.ordered else best) - setting
        par = min(par, 0.0) if case.adverse else max(par, 0.0)
        found |= {"par": par, "paf": 100 * par / setting}
    if setting is not None:
        mdmu = sum(abs(v - setting) for v in y) / n
        found |= {"mdmu": mdmu, "idisu": 100 * mdmu / setting}
    if case.polarity != "context_only":
        found["mdbu"] = sum(abs(v - best) for v in y) / n
    if mu is None:
        return found
    bgv = sum(s * (v - mu) ** 2 for s, v in zip(p, y, strict=True))
    mdmw = sum(s * abs(v - mu) for s, v in zip(p, y, strict=True))
    found |= {"bgv": bgv, "bgsd": sqrt(bgv), "covar": 100 * sqrt(bgv) / mu, "mdmw": mdmw, "idisw": 100 * mdmw / mu}
    if case.polarity != "context_only":
        found["mdbw"] = sum(s * abs(v - best) for s, v in zip(p, y, strict=True))
    shares = [s * v / mu for s, v in zip(p, y, strict=True)]
    found["theil"] = 1000 * sum(r * log(v / mu) for r, v in zip(shares, y, strict=True))
    return found | {"mld": 1000 * sum(-s * log(v / mu) for s, v in zip(p, y, strict=True))}


def laid_out(case: HeatCase) -> Strata:
    dimension, codes = GROUPS[case.by]
    indicator = replace(STUNTING, unit=case.unit, polarity=case.polarity)
    made = [
        Observation(
            indicator.code, **{"area": "KH", dimension: code}, year_start=2014, year_end=2014, period_label="2014"
        )
        for code in codes
    ]
    figures = [replace(one, value=value) for one, value in zip(made, case.y, strict=True)]
    if case.average is not None:
        figures.append(Observation(indicator.code, "KH", 2014, 2014, "2014", value=case.average))
    weights = dict(zip(codes, case.people, strict=True)) if case.people else None
    found = strata(figures, dimension, indicator, weights)
    assert isinstance(found, Strata)
    return found


@pytest.mark.parametrize("case", CASES, ids=[f"{n}-{one.by}-{one.unit}-{one.polarity}" for n, one in enumerate(CASES)])
def test_every_measure_equals_an_implementation_of_its_own(case: HeatCase) -> None:
    found = measures(laid_out(case))
    given = {code: one.value for code, one in found.items() if isinstance(one, InequalityMeasure)}
    assert given == pytest.approx(expected(case), rel=1e-9, abs=1e-9)
    assert all(isinstance(found[code], MeasureRefusal) for code in found.keys() - given.keys())


def test_the_cases_hold_every_measure_more_than_once() -> None:
    assert len(CASES) == 20 and len(EXPLANATIONS) == len(NAMES) == 19
    told = [code for case in CASES for code in expected(case)]
    assert {code for code in EXPLANATIONS if told.count(code) < 2} == set()


@pytest.mark.parametrize(
    ("by", "polarity", "first"),
    [
        ("fifths", "higher_better", "quintile_5"),
        ("fifths", "lower_better", "quintile_1"),
        ("fifths", "context_only", "quintile_5"),
        ("residence", "lower_better", "rural"),
        ("sex", "lower_better", "male"),
        ("sex", "higher_better", "male"),
    ],
)
@pytest.mark.parametrize("code", ["difference", "ratio"])
def test_difference_and_ratio_point_as_who_prints_them(by: str, polarity: str, first: str, code: str) -> None:
    y = (10.0, 20.0) if by in ("sex", "residence") else (10.0, 20.0, 30.0, 40.0, 50.0)
    found = measures(laid_out(HeatCase(by, "percent", polarity, y, None, None)))[code]
    assert isinstance(found, InequalityMeasure) and found.params["first"] == first


def test_a_group_at_zero_has_no_mean_log_deviation() -> None:
    case = HeatCase("fifths", "percent", "lower_better", (0.0, 1.0, 2.0, 3.0, 4.0), None, None)
    assert measures(laid_out(case))["mld"] == MeasureRefusal("zero")


def test_the_published_average_stands_in_where_nobody_weighed_the_groups() -> None:
    """Fifths of the households hold different numbers of children: their average is the published one, not the mean."""
    even = HeatCase("fifths", "percent", "lower_better", (50.0, 40.0, 30.0, 20.0, 10.0), None, None)
    par = measures(laid_out(replace(even, average=34.0)))["par"]
    assert isinstance(par, InequalityMeasure) and par.value == -24.0 and par.interval_kind == "none"
    assert measures(laid_out(even))["par"].value == pytest.approx(-20.0)  # type: ignore[union-attr]
    weighed = replace(even, people=(300.0, 200.0, 100.0, 100.0, 100.0), average=34.0)
    assert measures(laid_out(weighed))["par"].value == pytest.approx(10 - 36.25)  # type: ignore[union-attr]
