"""The part of the country a map shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from childrights.charts.labels import place_labels
from childrights.charts.window import NEAREST, WHOLE, window_around
from geo.areas import PROVINCES
from geo.boundaries import area_shape
from geo.provinces import load_provinces


@given(st.lists(st.sampled_from(PROVINCES), min_size=1, max_size=6, unique=True))
def test_places_in_focus_are_in_sight_and_nothing_beyond_the_country(areas: list[str]) -> None:
    window = window_around(areas)
    assert WHOLE.lon[0] <= window.lon[0] < window.lon[1] <= WHOLE.lon[1]
    assert WHOLE.lat[0] <= window.lat[0] < window.lat[1] <= WHOLE.lat[1]
    for area in areas:
        west, south, east, north = area_shape(area).bounds
        assert window == WHOLE or window.holds(west + 0.01, south + 0.01, east - 0.01, north - 0.01)


def test_the_smallest_province_is_not_drawn_coarser_than_it_is_known() -> None:
    assert window_around(("KH23",)).magnified == pytest.approx(NEAREST, abs=0.1)


def test_without_places_all_is_shown() -> None:
    assert window_around(()) == WHOLE and WHOLE.magnified == 1
    assert window_around(PROVINCES) == WHOLE


def test_names_at_the_edge_of_the_window_are_left_out() -> None:
    names = [(code, province.name_en) for code, province in load_provinces().items()]
    window = window_around(("KH16",))
    every = [label for placed in place_labels(names, 11, window).values() for label in placed]
    assert {"KH16"} <= {label.code for label in every} < set(PROVINCES)
    assert all(window.lon[0] < label.lon < window.lon[1] for label in every)
