"""How wide a bubble is: its area follows the people, and without all of their numbers every bubble is as wide."""

from __future__ import annotations

import pytest

from childrights.charts.parts import Dot
from childrights.charts.scatter import EVEN_PX, _sizes
from tests.childrights.charts.making import mark


@pytest.mark.parametrize(
    ("people", "sizes"),
    [
        ([], []),
        ([400.0], [40.0]),
        ([100.0, 400.0], [20.0, 40.0]),
        ([400.0, 1.0], [40.0, 6.0]),
        ([400.0, None], [EVEN_PX, EVEN_PX]),
        ([None, None], [EVEN_PX, EVEN_PX]),
        ([400.0, 0.0], [EVEN_PX, EVEN_PX]),
    ],
)
def test_the_area_of_a_bubble_follows_the_people(people: list[float | None], sizes: list[float]) -> None:
    one = mark("KH01", 1.0)
    assert _sizes([Dot(one, one, count) for count in people], 40.0) == sizes
