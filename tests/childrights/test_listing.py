"""The list of figures is what sorting and cutting all of them would give."""

from __future__ import annotations

import pytest

from childrights.catalogue.model import DIMENSIONS, TOTAL, Group, Observation
from childrights.snapshot.listing import listed_count
from childrights.snapshot.queries import all_observations
from childrights.snapshot.snapshot import Snapshot
from geo.areas import COUNTRY

CODES = (
    "stunting",
    "school_attendance",
    "population_census",
    "out_of_school_primary_survey",
    "detained_minors_licadho",
)


def order(one: Observation) -> tuple[int, bool, str, str]:
    codes = [code for name in DIMENSIONS if (code := getattr(one, name)) != TOTAL]
    return -one.year_end, one.area != COUNTRY, one.area, ".".join(codes).replace(" ", "_") or "all"


@pytest.mark.parametrize("code", CODES)
def test_a_list_is_in_order_and_counts_what_it_cuts(shipped: Snapshot, code: str) -> None:
    everything = sorted(all_observations(shipped, indicators=(code,)), key=order)
    assert listed_count(shipped, code) == (len(everything), tuple(everything))
    assert listed_count(shipped, code, most=7) == (len(everything), tuple(everything[:7]))
    one = everything[-1]
    for chosen, wanted in (
        ({"period": one.period_label}, [other for other in everything if other.period_label == one.period_label]),
        ({"group": Group.of(one)}, [other for other in everything if Group.of(other) == Group.of(one)]),
        ({"areas": [one.area]}, [other for other in everything if other.area == one.area]),
    ):
        assert listed_count(shipped, code, **chosen, most=5) == (len(wanted), tuple(wanted[:5]))  # type: ignore[arg-type]


def test_nothing_is_a_list_too(shipped: Snapshot) -> None:
    assert listed_count(shipped, "child_injury_deaths_rate", most=5) == (0, ())
    assert listed_count(shipped, "stunting", areas=()) == (0, ())
