"""Classes by every method, and one scale over the periods that may share it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from childrights.catalogue.model import Observation
from childrights.charts.bins import EQUAL, METHODS, QUANTILE, Classing, binned, class_edges, scale_edges, share_a_scale

VALUES = st.lists(st.floats(-1e6, 1e6).map(lambda v: round(v, 1)), min_size=1, max_size=25)


@given(VALUES, st.sampled_from(METHODS), st.integers(3, 6))
def test_every_value_lies_in_one_class_and_classes_rise(values: list[float], method: str, count: int) -> None:
    edges = class_edges(values, method, count)
    bins = binned(values, edges)
    assert len(edges) < count and all(a < b for a, b in pairwise(edges))
    assert sum(bins.counts) == len(values) and len(bins.counts) == len(edges) + 1
    ordered = [i for _, i in sorted(zip(values, bins.classes, strict=True))]
    assert all(a <= b for a, b in pairwise(ordered))


def test_quantiles_hold_as_many_each_as_ties_allow() -> None:
    assert binned(range(20), class_edges(range(20), QUANTILE, 4)).counts == (5, 5, 5, 5)
    ties = [1.0] * 10 + [2.0, 3.0, 4.0, 5.0]
    assert binned(ties, class_edges(ties, QUANTILE, 4)).counts[0] == 10


def test_equal_steps_have_one_width() -> None:
    assert class_edges([0, 50, 100], EQUAL, 3) == (33, 67)
    assert class_edges([0.0, 10, 20, 30, 40], EQUAL, 4) == (10, 20, 30)


def seen(area: str, year: int, value: float, status: str = "normal", code: str = "stunting") -> Observation:
    return Observation(code, area, year, year, str(year), value=value, status=status)


OLD = [seen(f"KH{n:02d}", 2000, 50 + n) for n in range(1, 8)]
NEW = [seen(f"KH{n:02d}", 2014, 20 + n) for n in range(1, 8)]


def test_one_scale_keeps_its_edges_when_the_year_changes() -> None:
    rounds = [OLD, NEW]
    assert scale_edges(Classing(), OLD, rounds) == scale_edges(Classing(), NEW, rounds)
    alone = Classing(every_period=False)
    assert scale_edges(alone, OLD, rounds) != scale_edges(alone, NEW, rounds)


def test_own_edges_win() -> None:
    assert scale_edges(Classing(edges=(10.0, 20.0)), NEW, [OLD, NEW]) == (10, 20)


def test_modelled_and_counted_figures_share_no_scale() -> None:
    modelled = [seen("KH01", 2010, 90, "modelled")]
    assert not share_a_scale(modelled, NEW)
    assert scale_edges(Classing(), NEW, [modelled, NEW]) == scale_edges(Classing(every_period=False), NEW)


@pytest.mark.parametrize("rounds", [[], [[]]])
def test_without_other_periods_the_shown_ones_decide(rounds: list[list[Observation]]) -> None:
    assert scale_edges(Classing(), NEW, rounds) == scale_edges(Classing(every_period=False), NEW)
