"""The formulas give the published worked examples, and move the right way."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from childrights.statistics import inequality as formula

EXACT = 1e-6

# WHO, R package healthequal 1.0.1, data set OrderedSample: births attended by skilled personnel by wealth fifth. Its
# reference pages (https://whoequity.github.io/healthequal/reference/, aci.html and rci.html) print figures, people and
# standard errors as below, setting average 91.59669, ACI 4.30052, RCI 0.0469506.
SAMPLE = ((75.60530, 91.01997, 96.03959, 97.04223, 99.22405), (2072.436, 2112.204, 1983.059, 2052.124, 1884.510))

# The test suite that WHO ships with healthequal 1.0.1 (https://github.com/WHOequity/healthequal, tests/testthat/
# test-aci.R, test-rci.R, test-sii.R, test-rii.R, test-parisk.R, test-paf.R): five ordered groups. Its population is
# drawn by R from set.seed(123); round(rnorm(5, 100, 40)).
ORDERED = ((20.0, 30.0, 40.0, 50.0, 60.0), (78, 91, 162, 103, 105))

# The same suite (test-bgv.R, test-mdmw.R, test-ti.R), 25 groups without order: round(rnorm(25, 1000, 300)) and rbinom(25, 1000, .065) from seed 123.
UNORDERED = (
    (61, 74, 58, 59, 72, 75, 74, 68, 75, 67, 73, 63, 66, 62, 60, 66, 71, 73, 71, 61, 74, 84, 55, 69, 60),
    (
        832,
        931,
        1468,
        1021,
        1039,
        1515,
        1138,
        620,
        794,
        866,
        1367,
        1108,
        1120,
        1033,
        833,
        1536,
        1149,
        410,
        1210,
        858,
        680,
        935,
        692,
        781,
        812,
    ),
)


def from_mean(y: Sequence[float], p: Sequence[float]) -> float:
    return formula.mean_distance(y, formula.mean(y, p), p)


def least_squares(y: tuple[float, ...], p: tuple[float, ...]) -> tuple[float, float]:
    """The ends of the line by a route of its own: numpy's least squares on square-root weighted rows."""
    ranks = np.cumsum(p) - np.array(p) / 2
    rows = np.column_stack([np.ones(len(y)), ranks]) * np.sqrt(p)[:, None]
    a, b = np.linalg.lstsq(rows, np.array(y) * np.sqrt(p), rcond=None)[0]
    return float(a), float(a + b)


def test_who_sample_of_skilled_birth_attendance() -> None:
    y, people = SAMPLE
    p = formula.weight_shares(people)
    assert formula.mean(y, p) == pytest.approx(91.59669, abs=5e-6)
    assert formula.concentration(y, p) == pytest.approx(4.30052, abs=EXACT)
    assert formula.relative_concentration(y, p) == pytest.approx(0.0469506, abs=EXACT)


@pytest.mark.parametrize("example", [SAMPLE, ORDERED])
def test_relative_concentration_by_the_areas_of_the_world_bank(
    example: tuple[tuple[float, ...], tuple[float, ...]],
) -> None:
    """World Bank, Quantitative Techniques for Health Equity Analysis, Technical Note 7: for grouped data
    C = (p1 L2 - p2 L1) + (p2 L3 - p3 L2) + ..., p and L the cumulative shares of people and of the health variable."""
    y, people = example
    held = np.cumsum(np.array(y) * people) / np.dot(y, people)
    ranked = np.cumsum(people) / np.sum(people)
    by_areas = sum(ranked[i] * held[i + 1] - ranked[i + 1] * held[i] for i in range(4))
    assert formula.relative_concentration(y, formula.weight_shares(people)) == pytest.approx(by_areas, abs=1e-12)


def test_who_ordered_examples() -> None:
    y, people = ORDERED
    p = formula.weight_shares(people)
    assert formula.concentration(y, p) == pytest.approx(7.3284202, abs=EXACT)
    assert formula.relative_concentration(y, p) == pytest.approx(0.17776859, abs=EXACT)
    average = formula.mean(y, p)
    risk = formula.attributable_risk(60.0, average, higher_better=True)
    assert risk == pytest.approx(18.775509, rel=EXACT)
    assert 100 * risk / average == pytest.approx(45.544548, rel=EXACT)
    assert 100 * risk / average == pytest.approx(100 * (60 * 539 / 22220 - 1), abs=1e-12)


def test_who_slope_by_logit() -> None:
    """SII 44.44502 and RII 3.159506: the package rounds cases to whole people and weights by people squared."""
    y, people = ORDERED
    rounded = [100 * round(value / 100 * n) / n for value, n in zip(y, people, strict=True)]
    ranks = formula.ridits(formula.weight_shares(people))
    bottom, top = formula.logit_ends(rounded, [float(n * n) for n in people], ranks=ranks)
    assert top - bottom == pytest.approx(44.44502, rel=EXACT)
    assert top / bottom == pytest.approx(3.159506, abs=EXACT)


def test_logit_fit_satisfies_its_equations() -> None:
    y, people = SAMPLE
    p = formula.weight_shares(people)
    bottom, top = formula.logit_ends(y, p)
    a = np.log(bottom / (100 - bottom))
    b = np.log(top / (100 - top)) - a
    errors = [value / 100 - 1 / (1 + np.exp(-a - b * rank)) for value, rank in zip(y, formula.ridits(p), strict=True)]
    assert abs(np.dot(p, errors)) < 1e-12
    assert abs(np.dot(p, np.array(errors) * formula.ridits(p))) < 1e-12


def test_published_linear_slope() -> None:
    """R package dceasimR, vignette "Inequality Measurement in DCEA" (CRAN): mean healthy years in equal fifths, printed
    SII 18.15, intercept 50.57 (the mean of 59.64 less half of it) and concentration index 0.04869215."""
    y, p = (52.1, 56.3, 59.8, 63.2, 66.8), (0.2,) * 5
    bottom, top = formula.linear_ends(y, p)
    assert (bottom, top - bottom) == (pytest.approx(50.565, abs=EXACT), pytest.approx(18.15, abs=EXACT))
    assert formula.relative_concentration(y, p) == pytest.approx(0.04869215, abs=EXACT)


@pytest.mark.parametrize("example", [SAMPLE, ORDERED])
def test_linear_slope_by_another_route(example: tuple[tuple[float, ...], tuple[float, ...]]) -> None:
    y, people = example
    p = formula.weight_shares(people)
    assert formula.linear_ends(y, p) == pytest.approx(least_squares(y, p), abs=1e-9)


def test_who_unordered_examples() -> None:
    y, people = UNORDERED
    p = formula.weight_shares(people)
    assert formula.between_group_variance(y, p) == pytest.approx(46.198326, abs=EXACT)
    assert formula.mean_distance(y, formula.mean(y, p), p) == pytest.approx(5.8348689, abs=EXACT)
    # Printed 5.0359201 and held by its own suite to 1e-4; entropy of the shares gives the exact figure.
    assert formula.theil(y, p) == pytest.approx(5.0359201, rel=1e-4)
    held = np.array(y) * np.array(p) / np.dot(y, p)
    assert formula.theil(y, p) == pytest.approx(1000 * float(np.sum(held * np.log(held / np.array(p)))), abs=1e-9)


def test_published_theil_index() -> None:
    """The incomes on the help page of the R package ineq; its Theil index of them, 0.3623412, as the tests of a port to
    Scala quote it."""
    incomes = (541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261)
    assert formula.theil(incomes, (0.1,) * 10) / 1000 == pytest.approx(0.3623412, abs=EXACT)


def test_theil_has_its_known_ends() -> None:
    """Zero for equal groups, ln n when one of n equal groups has everything (Haughton and Khandker 2009, ch. 6)."""
    assert formula.theil((7, 7, 7), (0.2, 0.3, 0.5)) == pytest.approx(0, abs=1e-12)
    assert formula.theil((0, 0, 0, 9), (0.25,) * 4) == pytest.approx(1000 * np.log(4), abs=EXACT)


def test_attributable_risk_never_points_the_wrong_way() -> None:
    assert formula.attributable_risk(50, 60, higher_better=True) == 0
    assert formula.attributable_risk(70, 60, higher_better=False) == 0
    assert formula.attributable_risk(20, 60, higher_better=False) == -40


def test_delta_method_matches_the_closed_form() -> None:
    y, people = SAMPLE
    p, errors = formula.weight_shares(people), (1.5996131, 1.1351504, 0.6461946, 0.5676206, 0.2237683)
    found = formula.delta_error(lambda v: formula.concentration(v, p), y, errors)
    closed = sum((s * (2 * r - 1) * e) ** 2 for s, r, e in zip(p, formula.ridits(p), errors, strict=True)) ** 0.5
    assert found == pytest.approx(closed, rel=1e-6)


@pytest.mark.parametrize("bad", [(), (0.0, 0.0), (1.0, -1.0)])
def test_weights_must_make_sense(bad: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="weights|empty|iterable"):
        formula.weight_shares(bad)


def test_models_refuse_what_they_cannot_fit() -> None:
    p = (0.25,) * 4
    for impossible in [(0, 0, 0, 0), (100, 100, 100, 100), (0, 0, 100, 100), (10, 20, 30, 101)]:
        with pytest.raises(ValueError, match="logit"):
            formula.logit_ends(impossible, p)
    with pytest.raises(ValueError, match="two groups"):
        formula.linear_ends((5,), (1.0,))


groups = st.integers(3, 8).flatmap(
    lambda n: st.tuples(
        st.lists(st.floats(1, 45), min_size=n, max_size=n),
        st.lists(st.floats(0.5, 50), min_size=n, max_size=n).map(formula.weight_shares),
    )
)


@given(st.floats(1, 99), st.lists(st.floats(0.5, 50), min_size=3, max_size=8).map(formula.weight_shares))
def test_equal_groups_give_zero(value: float, p: tuple[float, ...]) -> None:
    y = [value] * len(p)
    for measure in (formula.concentration, formula.theil, formula.between_group_variance, from_mean):
        assert measure(y, p) == pytest.approx(0, abs=1e-6)
    for ends in (formula.linear_ends, formula.logit_ends):
        bottom, top = ends(y, p)
        assert (top - bottom, top / bottom) == (pytest.approx(0, abs=1e-6), pytest.approx(1, abs=1e-6))


@given(groups)
def test_doubling_the_best_off_leans_every_measure_to_them(case: tuple[list[float], tuple[float, ...]]) -> None:
    y, p = case
    more = [*y[:-1], 2 * y[-1]]
    assert formula.concentration(more, p) > formula.concentration(y, p)
    assert formula.relative_concentration(more, p) > formula.relative_concentration(y, p)
    for ends in (formula.linear_ends, formula.logit_ends):
        before, after = ends(y, p), ends(more, p)
        assert after[1] - after[0] > before[1] - before[0]


@given(groups)
def test_doubling_the_largest_group_widens_every_spread(case: tuple[list[float], tuple[float, ...]]) -> None:
    y, p = case
    top = max(range(len(y)), key=lambda i: y[i])
    more = [2 * v if i == top else v for i, v in enumerate(y)]
    for measure in (formula.theil, formula.between_group_variance, from_mean):
        assert measure(more, p) > measure(y, p)


@given(groups, st.floats(0.1, 2))
def test_relative_measures_know_no_unit(case: tuple[list[float], tuple[float, ...]], factor: float) -> None:
    y, p = case
    scaled = [factor * v for v in y]
    for measure in (formula.relative_concentration, formula.theil):
        assert measure(scaled, p) == pytest.approx(measure(y, p), rel=1e-6, abs=1e-9)
