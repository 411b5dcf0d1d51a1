"""The pages as a person uses them, without a browser: both languages, filters, refusals, empty states."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from childrights.i18n import LANGUAGES, translator
from childrights.snapshot import checksum
from tests.pages.opening import control
from tests.support import tables
from ui.parts.layout import FOLD

ROOT = Path(__file__).resolve().parents[2]
PAGES = {
    "overview": "pages/explore/overview.py",
    "explore": "pages/explore/explore.py",
    "about": "pages/about/about.py",
    "sources": "pages/about/sources.py",
    "data": "pages/about/data.py",
    "components": "pages/about/components.py",
}


Opener = Callable[..., AppTest]


@pytest.fixture
def open_page(built_home: Path, monkeypatch: pytest.MonkeyPatch) -> Opener:
    """Opens a page of the dashboard with some choices in the URL."""
    monkeypatch.setenv("CHILDRIGHTS_HOME", str(built_home))

    def run(name: str, **query: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
        app.query_params.update(query)
        app.session_state[FOLD] = True
        if name != "overview":
            app.switch_page(PAGES[name])
        return app.run()

    return run


def words(app: AppTest) -> str:
    """All HTML and text of the page."""
    return "\n".join(element.proto.body for element in app.get("html"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_in_every_language(open_page: Opener, name: str, lang: str) -> None:
    app = open_page(name, lang=lang)
    assert not app.exception
    assert words(app).count("<h1") == 1
    assert f'lang="{lang}"' in words(app)
    if name == "components":
        assert len(app.get("plotly_chart")) == 18, "each kind in both themes"


def test_the_map_shows_a_golden_fact_and_names_what_it_does_not_draw(open_page: Opener) -> None:
    page = words(open_page("explore", ind="dtp3_coverage_survey", year="2014"))
    assert "16 areas are drawn, covering 24 of the 25 provinces." in page
    assert "Not drawn – too few cases to be reliable: Koh Kong." in page
    assert "83.9 %" in page


def test_the_legend_stands_over_the_map_and_not_in_it(open_page: Opener) -> None:
    app = open_page("explore", ind="dtp3_coverage_survey", year="2014")
    legend = words(app).split("cr-map-legend")[1].split("</ul>")[0]
    assert legend.count("<li") >= 3
    assert "Too few cases to be reliable: 1 area" in legend
    (drawn, *_) = (one.proto for one in app.get("plotly_chart"))
    assert "Too few cases to be reliable: 1 area" not in drawn.spec


def test_the_year_and_the_group_follow_the_indicator(open_page: Opener) -> None:
    app = open_page("explore", ind="stunting", year="2000")
    assert control(app, "choose_year").value == "2000"
    app.selectbox(key="choose_ind").select("population_census").run()
    assert not app.exception
    assert control(app, "choose_year").value == "2019"
    assert app.query_params["ind"] == "population_census"
    assert "year" not in app.query_params


def test_a_year_without_areas_is_said_to_be_so(open_page: Opener) -> None:
    page = words(open_page("explore", ind="full_immunisation_cdhs", year="2014"))
    assert "For 2014 nothing was published below the country; this shows 2010." in page


def test_an_indicator_without_areas_has_an_honest_map(open_page: Opener) -> None:
    page = words(open_page("explore", ind="violent_discipline", view="map"))
    assert "nothing was published below the country" in page.split("</h1>")[0]
    assert "explore?ind=violent_discipline&amp;view=trend" in page


def test_an_indicator_without_areas_opens_where_there_is_something(open_page: Opener) -> None:
    app = open_page("explore", ind="violent_discipline")
    assert app.session_state["choose_view"] == "trend"
    assert "Not for this indicator – Map, Ranking" in words(app)


@pytest.mark.parametrize(("query", "word"), [({"ind": "nonsense"}, "nonsense"), ({"area": "KH77"}, "KH77")])
def test_an_unknown_code_is_a_clear_sentence(open_page: Opener, query: dict[str, str], word: str) -> None:
    app = open_page("explore", **query)
    assert not app.exception
    assert word in words(app)


def test_an_unknown_display_choice_falls_back(open_page: Opener) -> None:
    app = open_page("explore", view="trend", by="nonsense", lang="xx")
    assert not app.exception
    assert app.selectbox(key="choose_by").value == "country"


def test_series_of_other_definitions_are_one_step_away_not_on_the_line(open_page: Opener) -> None:
    page = words(open_page("explore", view="trend", ind="stunting"))
    assert "explore?ind=stunting_jme" in page
    assert "48.9 %" in page


def test_places_are_compared_without_joining_kampong_cham_before_and_after(open_page: Opener) -> None:
    app = open_page("explore", view="trend", ind="population_census", by="place", areas="KH03,KH25")
    assert not app.exception
    assert set(app.multiselect(key="choose_areas").value) == {"KH03", "KH25"}


def test_a_finding_never_reaches_over_a_break(open_page: Opener) -> None:
    page = words(open_page("explore", view="trend", ind="out_of_school_lower_secondary_admin"))
    assert "10.5 %" in page.split("</h1>")[0]
    assert "1998" not in page.split("</h1>")[0].split("<h1")[1]


def test_the_overview_counts_what_is_measured_and_leads_to_each_right(open_page: Opener) -> None:
    page = words(open_page("overview"))
    known, every = tables.indicators_with_data(), tables.indicators()
    assert f"{known} of {every} child-rights indicators have published figures, {every - known} have none" in page
    assert 'href="rights?right=SPM"' in page


def test_the_language_is_kept_from_page_to_page(open_page: Opener) -> None:
    app = open_page("overview", lang="km")
    app.switch_page(PAGES["explore"]).run()
    assert translator("km")._("Maps and charts") in words(app)


def test_a_new_snapshot_shows_at_the_next_interaction(own_home: Path) -> None:
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
    known, every = tables.indicators_with_data(), tables.indicators()
    assert f"{known} of {every}" in words(app)
    pointer = json.loads((own_home / "CURRENT").read_text(encoding="utf-8"))
    newer = own_home / "snapshots" / f"99999999T000000000000-{pointer['content_hash'][:12]}.duckdb"
    shutil.copy(own_home / "snapshots" / pointer["file"], newer)
    with duckdb.connect(str(newer)) as connection:
        connection.execute("DELETE FROM observation WHERE indicator = 'violent_discipline'")
    (own_home / "CURRENT").write_text(
        json.dumps(pointer | {"file": newer.name, "sha256": checksum(newer)}), encoding="utf-8"
    )
    assert f"{known - 1} of {every}" in words(app.run())
