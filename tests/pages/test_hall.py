"""The hall without a browser: what its buttons do, and that the truth is in it too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from childrights.i18n import LANGUAGES
from tests.pages.opening import Opener, opener, words
from ui.explore.views import VIEWS


@pytest.fixture
def open_page(built_home: Path, monkeypatch: pytest.MonkeyPatch) -> Opener:
    return opener(built_home, monkeypatch)


def hall(open_page: Opener, **query: str) -> AppTest:
    app = open_page("explore/explore", hall="1", **query)
    assert not app.exception
    return app


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=f"hall_{key}").click().run()
    assert not app.exception
    return app


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("view", [view.code for view in VIEWS])
def test_every_view_fits_the_hall(open_page: Opener, view: str, lang: str) -> None:
    page = words(hall(open_page, view=view, lang=lang))
    assert page.count("<h1") == 1
    assert "cr-hall-foot" in page


def test_the_source_and_the_code_are_there_too(open_page: Opener) -> None:
    foot = words(hall(open_page, ind="wasting", year="2005")).split("cr-hall-foot")[1]
    assert "Source: Global Data Lab" in foot
    assert "code " in foot


def test_the_periods_are_stepped_through_to_their_ends(open_page: Opener) -> None:
    app = hall(open_page)
    assert "2021–22 · 5 of 5" in words(app)
    assert app.button(key="hall_year_forth").disabled
    for label in ("2014", "2010", "2005", "2000"):
        press(app, "year_back")
        assert app.query_params["year"] == label
    assert "2000 · 1 of 5" in words(app)
    for _ in range(4):
        press(app, "year_forth")
    assert "year" not in app.query_params


def test_the_indicators_are_stepped_through_where_there_is_a_map(open_page: Opener) -> None:
    app = press(hall(open_page, year="2000", areas="KH05"), "indicator_forth")
    second = app.query_params["ind"]
    assert "year" not in app.query_params
    assert app.query_params["areas"] == "KH05"
    press(app, "indicator_forth")
    assert app.query_params["ind"] != second
    press(press(app, "indicator_back"), "indicator_back")
    assert "ind" not in app.query_params


def test_the_spotlight_moves_from_the_highest_value_down(open_page: Opener) -> None:
    app = press(hall(open_page), "place_forth")
    assert app.query_params["areas"] == "KH16"
    assert "39.1 %" in words(app).split("cr-spot-value")[1]
    press(press(app, "place_back"), "place_forth")
    assert app.query_params["areas"] == "KH16"


def test_a_place_without_a_value_is_shown_with_its_reason(open_page: Opener) -> None:
    spots = words(hall(open_page, ind="dtp3_coverage_survey", year="2014", areas="KH09")).split("cr-spot-name")[1]
    assert "Koh Kong" in spots
    assert "Too few cases to be reliable" in spots and "Hidden" not in spots


def test_it_is_left_where_it_was_entered(open_page: Opener) -> None:
    app = open_page("explore/explore", ind="wasting", year="2005")
    press(app, "enter")
    assert app.query_params["hall"] == "1"
    press(app, "leave")
    assert "hall" not in app.query_params
    assert app.query_params["ind"] == "wasting"
    assert app.selectbox(key="choose_ind").value == "wasting"


@pytest.mark.parametrize("view", [view.code for view in VIEWS if view.code != "table"])
def test_caveats_and_source_are_always_in_sight(open_page: Opener, view: str) -> None:
    page = words(hall(open_page, view=view))
    note, foot = (page.split(f'class="{css}"')[1].split("</p>")[0] for css in ("cr-hall-note", "cr-hall-foot"))
    assert len(note) > 40
    assert "Source: " in foot


def rows_of(app: AppTest) -> list[str]:
    layout = json.loads(app.get("plotly_chart")[-1].proto.spec)["layout"]
    return [name.replace("<b>", "").replace("</b>", "") for name in layout["yaxis"]["ticktext"]]


def test_a_long_grid_is_leafed_through_and_shows_every_row_once(open_page: Opener) -> None:
    app = hall(open_page, view="grid", ind="expected_years_schooling_modelled")
    assert "1–9 of 18 · 1 of 2" in words(app)
    first = rows_of(app)
    press(app, "part_forth")
    assert app.query_params["part"] == "2"
    assert "10–18 of 18 · 2 of 2" in words(app)
    assert not set(first) & set(rows_of(app))
    assert len(first) + len(rows_of(app)) == 18
    press(app, "part_forth")
    assert "part" not in app.query_params
    press(app, "part_back")
    assert rows_of(hall(open_page, view="grid", ind="expected_years_schooling_modelled", part="4")) == rows_of(app)
    press(app, "leave")
    assert "part" not in app.query_params
    press(press(press(app, "enter"), "part_forth"), "indicator_forth")
    assert "part" not in app.query_params


@pytest.mark.parametrize(("view", "count"), [("places", 26), ("change", 23), ("grid", 26)])
def test_what_is_long_has_parts(open_page: Opener, view: str, count: int) -> None:
    page = words(hall(open_page, view=view, ind="population_census"))
    assert f"of {count} · 1 of " in page


def test_a_ranking_keeps_the_arrows_for_its_periods_and_stands_in_two_columns(open_page: Opener) -> None:
    app = hall(open_page, view="ranking", ind="population_census")
    assert not [one for one in app.button if one.key == "hall_part_forth"]
    layout = json.loads(app.get("plotly_chart")[-1].proto.spec)["layout"]
    assert len(layout["yaxis"]["ticktext"]) + len(layout["yaxis2"]["ticktext"]) == 25


def test_a_view_that_does_not_suit_says_so_without_a_hall(open_page: Opener) -> None:
    page = words(hall(open_page, ind="violent_discipline", view="map"))
    assert "nothing was published below the country" in page
    assert "cr-hall-foot" not in page


READING = {"explore/province": ("area", "KH16", "KH17"), "explore/rights": ("right", "DHW", "EDU")}


@pytest.mark.parametrize("script", READING)
def test_a_page_of_words_is_read_there_and_turned(open_page: Opener, script: str) -> None:
    param, first, second = READING[script]
    app = press(open_page(script, **{param: first}), "enter")
    assert app.query_params["hall"] == "1"
    press(app, "year_forth")
    assert app.query_params[param] == second
    press(app, "year_back")
    assert app.query_params[param] == first
    press(app, "leave")
    assert "hall" not in app.query_params
