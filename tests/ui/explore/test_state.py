"""A view is restored from its URL alone; what a URL asks for is parsed, never believed."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from childrights.areas.places import MODES
from childrights.catalogue.tables import UnknownCode
from childrights.charts.bins import METHODS
from childrights.i18n import translator
from geo.areas import PROVINCES, canonical
from ui import explore
from ui.explore.frame import chosen_view
from ui.explore.views import VIEWS
from ui.parts.explore_state import EVERY_YEAR, MAX_AREAS, THIS_YEAR, ViewState, check_codes, read_edges

T = translator("en")
CODES = st.sampled_from(["", "stunting", "population_census"])
PERIODS = st.sampled_from(["", "2014", "2021-22"])
AREAS = st.lists(st.sampled_from(PROVINCES), min_size=1, max_size=4).map(canonical)
STATES = st.builds(
    ViewState,
    indicator=CODES,
    view=st.sampled_from(("", *(view.code for view in VIEWS))),
    period=PERIODS,
    since=PERIODS,
    group=st.sampled_from(["", "all", "female.65+", "6-8_months", "quintile_1"]),
    by=st.sampled_from(["", "place", "wealth"]),
    areas=st.lists(AREAS, max_size=MAX_AREAS, unique=True).map(tuple),
    second=CODES,
    places=st.sampled_from(tuple(MODES)),
    bins=st.sampled_from(METHODS),
    classes=st.integers(3, 6),
    edges=st.just(())
    | st.lists(st.floats(-1e9, 1e9), min_size=2, max_size=5, unique=True).map(lambda edges: tuple(sorted(edges))),
    scale=st.sampled_from((EVERY_YEAR, THIS_YEAR)),
    near=st.booleans(),
    hand=st.sampled_from(("", "1", "nep", "m-12ab34.quoted")),
    hall=st.booleans(),
    part=st.integers(1, 4),
)


@given(STATES)
def test_every_state_survives_its_url(state: ViewState) -> None:
    query = state.to_query()
    assert ViewState.from_query(query) == state
    assert ViewState.from_query({name: value.replace("+", " ") for name, value in query.items()}) == state


def test_no_control_of_the_explorer_writes_what_the_state_does_not_know() -> None:
    every = ViewState(
        "a", "map", "b", "c", "d", "e", ("KH01",), "f", "today", "equal", 4, (1, 2), THIS_YEAR, True, "g", True, 2
    )
    assert all(getattr(every, one.name) != getattr(ViewState(), one.name) for one in fields(ViewState))
    known = {*every.to_query(), "area"}
    written = {
        name
        for path in Path(explore.__file__).parent.glob("*.py")
        for name in re.findall(r'(?:param=|put\()"([a-z]+)"', path.read_text(encoding="utf-8"))
    }
    assert written <= known and len(written) > 8


def test_a_state_without_choices_needs_no_url() -> None:
    assert ViewState().to_query() == {}


NAMES = ["ind", "view", "year", "from", "group", "by", "areas", "area", "second", "places", "bins", "classes"]


@given(st.dictionaries(st.sampled_from([*NAMES, "edges", "scale", "members", "hall", "part", "lang"]), st.text()))
def test_no_query_breaks_the_parser(query: dict[str, str]) -> None:
    state = ViewState.from_query(query)
    assert len(state.areas) <= MAX_AREAS
    assert ViewState.from_query(state.to_query()) == state
    try:
        check_codes(state, {"stunting"}, T)
    except UnknownCode as error:
        assert str(error)


def test_an_unknown_display_choice_gives_way_to_its_default() -> None:
    asked = {"places": "x", "bins": "jenks", "classes": "9", "edges": "3,2,1", "scale": "log"}
    assert ViewState.from_query(asked) == ViewState()


def test_an_unknown_view_gives_way_to_the_first_that_suits() -> None:
    refusals = {view.code: "no" if view.code == "map" else "" for view in VIEWS}
    assert chosen_view(ViewState.from_query({"view": "pie"}), refusals).code == "trend"
    assert chosen_view(ViewState.from_query({"view": "map"}), refusals).code == "map"


def test_one_place_may_be_called_area() -> None:
    state = ViewState.from_query({"area": "KH16", "areas": "KH02 KH24,KH16", "x": "y"})
    assert state.areas == ("KH02+KH24", "KH16")


@pytest.mark.parametrize(
    "query", [{"ind": "nonsense"}, {"area": "KH99"}, {"areas": "KH01,Kandal"}, {"area": "KH24+KH02"}, {"second": "no"}]
)
def test_unknown_data_codes_are_named_not_guessed(query: dict[str, str]) -> None:
    with pytest.raises(UnknownCode) as caught:
        check_codes(ViewState.from_query(query), {"stunting"}, T)
    assert next(iter(query.values())).split(",")[-1] in str(caught.value)


@pytest.mark.parametrize(
    ("text", "edges"),
    [
        ("10,20,30", (10, 20, 30)),
        (" 10 ; 20.5", (10, 20.5)),
        ("10", None),
        ("1,2,3,4,5,6", None),
        ("10,10", None),
        ("20,10", None),
        ("10,nan", None),
        ("1,inf", None),
        ("ten", None),
        ("", None),
    ],
)
def test_edges_are_two_to_five_rising_numbers(text: str, edges: tuple[float, ...] | None) -> None:
    assert read_edges(text) == edges
