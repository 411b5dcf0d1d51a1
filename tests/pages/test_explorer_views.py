"""The explorer as a person uses it: the URL alone restores a view; stepping, playing, classes and borders."""

from __future__ import annotations

import json
import re
from functools import partial
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from childrights.charts.sketch import Figure
from childrights.i18n import LANGUAGES
from tests.pages.opening import Opener, opener, words
from ui.explore import timeline
from ui.explore.views import VIEWS
from ui.parts import figure
from ui.parts.explore_state import ViewState


@pytest.fixture
def explore(built_home: Path, monkeypatch: pytest.MonkeyPatch) -> Opener:
    """Opens the explorer with some choices in the URL."""
    return partial(opener(built_home, monkeypatch), "explore/explore")


def query(app: AppTest) -> dict[str, str]:
    return {name: value if isinstance(value, str) else value[0] for name, value in app.query_params.items()}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("view", [view.code for view in VIEWS])
def test_every_view_opens_in_every_language(explore: Opener, view: str, lang: str) -> None:
    app = explore(view=view, lang=lang)
    assert not app.exception
    assert words(app).count("<h1") == 1
    assert app.session_state["choose_view"] == view


@pytest.mark.parametrize("view", [view.code for view in VIEWS if view.code != "table"])
def test_every_point_of_every_view_leads_to_its_certificate(
    explore: Opener, view: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every figure that a table of the view links to is behind a point of its chart, and the other way round; the
    country may be a line without a point."""
    drawn: list[Figure] = []
    monkeypatch.setattr(figure, "_Written", lambda one: drawn.append(one) or Figure.checked(one))
    page = words(explore(ind="stunting", view=view, areas="KH16"))
    (chart,) = drawn if view != "map" else drawn[:1]
    behind = set(" ".join(code for codes in chart._codes for code in codes).split())
    linked = set(re.findall(r"number\?code=([0-9A-Z-]+)", page))
    country = set(re.findall(r">Cambodia</?t[hd].*?(?=<tr|</tbody)|>Cambodia<td.*?(?=<tr|</tbody)", page, re.S))
    national = set(re.findall(r"number\?code=([0-9A-Z-]+)", " ".join(country)))
    assert behind and behind >= linked - national
    assert view == "inequality" or behind <= linked


STATES = [
    ViewState(),
    ViewState(indicator="wasting", period="2005", areas=("KH16", "KH02+KH24"), places="today"),
    ViewState(indicator="population_census", view="ranking", places="comparable", areas=("KH25",)),
    ViewState(indicator="school_attendance", view="map", group="female.6-8", bins="quantile", classes=4),
    ViewState(indicator="stunting", view="map", edges=(20, 30.5, 40)),
    ViewState(indicator="stunting", view="trend", by="wealth"),
    ViewState(indicator="stunting", view="trend", areas=("KH12",)),
    ViewState(indicator="wasting", view="table", period="2014", group="all"),
]


@pytest.mark.parametrize("state", STATES, ids=lambda state: " ".join(state.to_query().values()) or "start")
def test_a_view_is_restored_from_its_url_alone(explore: Opener, state: ViewState) -> None:
    first = explore(**state.to_query())
    assert not first.exception
    assert ViewState.from_query(query(first)) == state
    again = explore(**query(first))
    assert words(again) == words(first)


def test_choices_go_into_the_url_and_come_out_of_it_again(explore: Opener) -> None:
    app = explore(ind="population_census")
    app.selectbox(key="choose_places").select("comparable").run()
    app.multiselect(key="choose_areas").select("KH03").run()
    assert query(app) == {"ind": "population_census", "places": "comparable", "areas": "KH03"}
    assert words(explore(**query(app))) == words(app)


def test_places_stay_in_focus_when_indicator_and_view_change(explore: Opener) -> None:
    app = explore(ind="stunting", areas="KH16", year="2005")
    app.selectbox(key="choose_ind").select("wasting").run()
    assert query(app) == {"ind": "wasting", "areas": "KH16"}
    assert "<strong>Mondulkiri + Ratanakiri</strong>" in words(app)


def test_back_and_forth_step_through_the_periods(explore: Opener) -> None:
    app = explore(ind="stunting")
    assert app.button(key="year_forth").disabled
    app.button(key="year_back").click().run()
    assert query(app)["year"] == "2014"
    app.button(key="year_forth").click().run()
    assert "year" not in query(app)


def test_many_periods_become_a_slider(explore: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timeline, "MOST_BUTTONS", 2)
    app = explore(ind="stunting", year="2005")
    assert app.select_slider(key="choose_year").value == "2005"
    app.select_slider(key="choose_year").set_value("2000").run()
    assert query(app)["year"] == "2000"
    app.button(key="year_forth").click().run()
    assert app.select_slider(key="choose_year").value == "2005"


def test_a_place_named_in_the_singular_can_be_taken_out(explore: Opener) -> None:
    app = explore(ind="stunting", area="KH16")
    app.multiselect(key="choose_areas").unselect("KH16").run()
    assert query(app) == {"ind": "stunting"}


def test_borders_that_no_figure_fits_are_said_so(explore: Opener) -> None:
    page = words(explore(ind="rci_children_five_provinces", places="today"))
    assert "no figure fits these borders" in page
    assert "Choose the borders “As published” to see what there is." in page
    assert "Not drawn – other borders" in page


@pytest.mark.parametrize("asked", [{"ind": "nothing"}, {"areas": "KH99"}])
def test_a_code_nobody_knows_is_named_with_ways_on(explore: Opener, asked: dict[str, str]) -> None:
    page = words(explore(lang="km", **asked))
    assert next(iter(asked.values())) in page
    for target in ("search", "explore", "overview"):
        assert f'href="{target}?lang=km"' in page


def test_edges_in_the_field_follow_the_url(explore: Opener) -> None:
    app = explore(ind="stunting", edges="20,30")
    app.session_state["classes"] = True
    app.session_state["type_edges"] = "1,2,3"
    app.run()
    assert app.text_input(key="type_edges").value == "20,30"


@pytest.mark.parametrize("view", ["years", "grid"])
def test_all_years_at_once_keep_the_classes_and_have_one_scale(explore: Opener, view: str) -> None:
    app = explore(ind="stunting", view=view, edges="20,30", scale="year")
    assert "scale" not in query(app)
    assert query(app)["edges"] == "20,30"
    assert "A colour means the same in every year. Classes: edges set by hand." in words(app)
    assert legend_of(app) == ["under 20", "20 to under 30", "30 and over"]
    found = {way: legend_of(explore(ind="stunting", view=view, bins=way, classes="4")) for way in ("equal", "quantile")}
    assert found["equal"] != found["quantile"]
    assert {len(rows) for rows in found.values()} == {4}


def legend_of(app: AppTest) -> list[str]:
    spec = json.loads(app.get("plotly_chart")[0].proto.spec)
    notes = [note["text"] for note in spec["layout"]["annotations"]]
    return [note for note in notes if note.startswith("under ") or " to under " in note or note.endswith(" and over")]


def test_the_classes_of_all_years_offer_no_scale_for_one(explore: Opener) -> None:
    app = explore(ind="stunting", view="grid")
    app.session_state["classes"] = True
    app.run()
    assert [one.key for one in app.selectbox if one.key == "choose_scale"] == []
    app.radio(key="choose_bins").set_value("quantile").run()
    assert query(app)["bins"] == "quantile"


def in_sight(app: AppTest) -> list[float]:
    """The longitudes that the map shows."""
    spec = json.loads(app.get("plotly_chart")[0].proto.spec)
    return [float(edge) for edge in spec["layout"]["geo"]["lonaxis"]["range"]]


def test_zoom_and_focus_survive_a_filter(explore: Opener) -> None:
    app = explore(ind="stunting", areas="KH12")
    whole = in_sight(app)
    app.button(key="zoom").click().run()
    near = in_sight(app)
    assert query(app)["zoom"] == "focus"
    assert whole[0] < near[0] < near[1] < whole[1]
    assert "Zoomed in: areas out of sight are included in the classes" in words(app)
    app.selectbox(key="choose_ind").set_value("wasting").run()
    assert (query(app)["ind"], query(app)["areas"], in_sight(app)) == ("wasting", "KH12", near)
    app.button(key="zoom").click().run()
    assert "zoom" not in query(app) and in_sight(app) == whole


def test_without_a_focus_there_is_nothing_to_zoom_to(explore: Opener) -> None:
    app = explore(ind="stunting", zoom="focus")
    assert [one.key for one in app.button if one.key == "zoom"] == []
    assert in_sight(app) == in_sight(explore(ind="stunting"))
    assert "Zoomed in" not in words(app)


def test_play_starts_at_the_first_period_and_can_be_stopped(explore: Opener) -> None:
    app = explore(ind="stunting")
    app.button(key="year_play").click().run()
    assert not app.exception
    assert "Stunting, 2000" in words(app)
    app.button(key="year_play").click().run()
    assert query(app)["year"] == "2000"


def test_comparable_areas_add_up_counts_and_say_so(explore: Opener) -> None:
    page = words(explore(ind="population_census", places="comparable"))
    assert "Added up from published figures: Kampong Cham + Tboung Khmum." in page
    assert "1,676,632" in page
    assert "Tboung Khmum was separated from Kampong Cham at the end of 2013." in page


def test_todays_provinces_name_what_they_leave_out(explore: Opener) -> None:
    page = words(explore(ind="improved_latrine_families", places="today"))
    assert "Not drawn – other borders: Kampong Cham + Tboung Khmum." in page


def test_ranks_are_shown_only_where_intervals_allow_them(explore: Opener) -> None:
    assert "Not ranked: No interval is known" in words(explore(ind="under5_mortality_10y", view="ranking"))
    page = words(explore(ind="stunting", view="ranking"))
    assert "worked out here from the number of cases (design effect 1.5)" in page
    assert "Not ranked" not in page


def test_an_unknown_group_is_said_and_not_silently_replaced(explore: Opener) -> None:
    assert "This dashboard holds no published figures for the group “martian”; this shows: Everyone." in words(
        explore(group="martian")
    )


def test_own_edges_are_typed_and_wrong_ones_explained(explore: Opener) -> None:
    app = explore(ind="stunting", edges="20,30")
    app.session_state["classes"] = True
    app.run()
    field = app.text_input(key="type_edges")
    assert field.value == "20,30"
    field.set_value("40,30").run()
    assert "Please write two to five rising numbers" in words(app)
    assert query(app)["edges"] == "20,30"
    app.text_input(key="type_edges").set_value("20, 30, 40").run()
    assert query(app)["edges"] == "20,30,40"
