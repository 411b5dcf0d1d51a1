"""Natural classes: the same as the reference implementation, with edges people can read."""

from __future__ import annotations

import warnings
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from childrights.charts.bins import natural_bins, round_between

VALUES = st.lists(st.floats(0, 100, allow_nan=False).map(lambda v: round(v, 1)), min_size=1, max_size=25)


@pytest.mark.parametrize("seed", range(6))
def test_classes_are_those_of_mapclassify(seed: int) -> None:
    import numpy

    values = sorted(numpy.random.default_rng(seed).gamma(3, 10, 25).round(1).tolist())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import mapclassify

        expected = mapclassify.FisherJenks(values, k=5)
    assert list(natural_bins(values).counts) == list(expected.counts)


@given(VALUES)
def test_every_value_is_in_one_class_and_equal_values_in_the_same(values: list[float]) -> None:
    bins = natural_bins(values)
    assert sum(bins.counts) == len(values)
    assert 0 not in bins.counts
    assert len(bins.counts) == min(5, len(set(values)))
    assert len({(value, i) for value, i in zip(values, bins.classes, strict=True)}) == len(set(values))


@given(VALUES)
def test_classes_rise_with_the_values(values: list[float]) -> None:
    bins = natural_bins(values)
    ordered = [i for _, i in sorted(zip(values, bins.classes, strict=True))]
    assert all(a <= b for a, b in pairwise(ordered))


@pytest.mark.parametrize(
    ("below", "above", "edge"),
    [(16.4, 25.0, 20), (31.9, 34.6, 34), (0.0, 0.3, 0.3), (999_000, 2_100_000, 2_000_000), (-3.0, 4.0, 0)],
)
def test_edges_are_the_roundest_numbers_between(below: float, above: float, edge: float) -> None:
    found = round_between(below, above)
    assert below < found <= above
    assert found == edge


def test_no_values_make_no_classes() -> None:
    assert natural_bins([]).counts == ()
