"""The views of groups, changes, many places and years, pairs, inequality and targets, as a person uses them."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from childrights.i18n import LANGUAGES, translator
from tests.pages.opening import Opener, control, opener
from tests.pages.opening import words as html_of

VIEWS = ("groups", "change", "places", "years", "grid", "pair", "inequality")


@pytest.fixture
def explore(built_home: Path, monkeypatch: pytest.MonkeyPatch) -> Opener:
    """Opens the explorer with some choices in the URL."""
    return partial(opener(built_home, monkeypatch), "explore/explore")


def words(app: AppTest) -> str:
    """All HTML of a page without a fault."""
    assert not app.exception
    return html_of(app)


def finding(app: AppTest) -> str:
    """The page's title."""
    (title,) = re.findall(r"<h1[^>]*>(.*?)</h1>", words(app), re.S)
    return re.sub(r"<[^>]+>", "", title)


SHOWN = ("stunting", "school_attendance", "population_census", "full_immunisation_iceh")


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(
    ("indicator", "lang"),
    [
        *((one, "en") for one in SHOWN),
        ("stunting", "km"),
        *(pytest.param(one, "km", marks=pytest.mark.repeats) for one in SHOWN[1:]),
    ],
)
def test_every_view_opens_or_says_why_not(explore: Opener, indicator: str, view: str, lang: str) -> None:
    app = explore(ind=indicator, view=view, lang=lang)
    assert finding(app)
    assert ("<table" in words(app)) or translator(lang)._("Not for this indicator – {views}.")[:8] in words(app)


def test_groups_say_the_ends_and_whether_they_differ(explore: Opener) -> None:
    assert finding(explore(view="groups", ind="full_immunisation_iceh")).endswith(
        "from 60.9 % (Poorest fifth) to 91.7 % (Richest fifth)"
    )
    app = explore(view="groups", ind="expected_years_schooling_modelled", by="sex")
    assert "no clear difference" in finding(app)
    assert "Modelled estimates without intervals are judged" in words(app)


def test_groups_of_a_place_are_kept_in_the_url(explore: Opener) -> None:
    app = explore(view="groups", ind="population_census", by="sex", areas="KH12")
    assert "Phnom Penh" in finding(app)
    app.selectbox(key="choose_areas").select("KH17").run()
    assert app.query_params["areas"] == "KH17" and "Siem Reap" in finding(app)


def test_a_change_is_called_only_where_it_can_be_told_from_noise(explore: Opener) -> None:
    assert (
        finding(explore(view="change", ind="stunting"))
        == "Stunting, 2000 to 2014: 13 clearly better, 4 without a clear change"
    )
    app = explore(view="change", ind="wasting", **{"from": "2010", "year": "2014"})
    assert finding(app) == "Wasting, 2010 to 2014: 17 without a clear change"
    assert "design effect of 1.5" in words(app)


def test_years_of_a_change_are_always_in_order(explore: Opener) -> None:
    app = explore(view="change", ind="stunting", **{"from": "2014", "year": "2005"})
    assert finding(app).startswith("Stunting, 2000 to 2005")
    control(app, "choose_year").select("2010").run()
    control(app, "choose_from").select("2005").run()
    assert finding(app).startswith("Stunting, 2005 to 2010")


def test_new_borders_are_never_a_change(explore: Opener) -> None:
    page = words(explore(view="change", ind="population_census"))
    assert "3 not comparable" in page
    assert "Not compared: " in page and "Tboung Khmum" in page


def test_a_hidden_value_is_named_in_every_table_of_years(explore: Opener) -> None:
    for view in ("places", "years", "grid"):
        page = words(explore(view=view, ind="dtp3_coverage_survey"))
        assert (page.count("Left out by the publisher"), page.count("Too few cases to be reliable")) == (4, 1)
        assert "too few cases to be reliable: Koh Kong." in page and "protect children" not in page


def test_places_in_focus_do_not_change_what_is_told(explore: Opener) -> None:
    assert finding(explore(view="places", ind="stunting", areas="KH12")) == finding(
        explore(view="places", ind="stunting")
    )


def test_a_pair_speaks_of_places_and_never_of_causes(explore: Opener) -> None:
    app = explore(view="pair", ind="stunting")
    assert "both above the country in 8 of 17 places" in finding(app)
    assert "are not necessarily cause and effect" in words(app)
    assert not re.search(r"\b(because|leads to|due to|correlat)", words(app))


def test_definitions_of_one_topic_are_not_set_against_each_other(explore: Opener) -> None:
    app = explore(view="pair", ind="stunting", second="stunting_jme")
    assert "cannot be set against this indicator" in words(app)
    assert app.selectbox(key="choose_second").value != "stunting_jme"
    assert "stunting_jme" not in app.selectbox(key="choose_second").options


def test_only_places_with_both_figures_are_drawn_and_the_rest_is_named(explore: Opener) -> None:
    page = words(explore(view="pair", ind="stunting", second="dtp3_coverage_survey"))
    assert "of 16 places" in page and "only one of the two has a figure: Koh Kong." in page


def test_who_is_furthest_behind_is_not_claimed_where_chance_would_do(explore: Opener) -> None:
    assert "is not clearly different from Second quarter" in finding(explore(view="inequality", ind="stunting"))
    assert "13 others are not clearly different" in finding(explore(view="inequality", ind="stunting", by="place"))


def test_measures_have_intervals_meanings_and_reasons(explore: Opener) -> None:
    page = words(explore(view="inequality", ind="stunting"))
    assert ">20.0 points" in page and "15.7 to 24.3" in page
    assert "The figure for “Poorest quarter” minus the figure for “Richest quarter”." in page
    shown, folded = page.split("Further measures, as WHO", 1)
    assert "Population attributable risk" in shown and "Theil index" not in shown and "Mean log deviation" in folded
    assert "ijerph19063697" in page and "Groups count by their cases in the survey." in page
    by_place = words(explore(view="inequality", ind="stunting", by="place"))
    assert "Places count by their children under 15 in the census of 2008." in by_place
    by_sex = words(explore(view="inequality", ind="out_of_school_primary_admin", by="sex"))
    assert "These groups have no order from worse to better off." in by_sex


def test_fifths_without_the_middle_are_refused(explore: Opener) -> None:
    app = explore(view="inequality", ind="youth_literacy", by="wealth")
    assert "no measure of inequality can be given" in finding(app)
    assert "Not every group has a figure; missing: Second fifth, Middle fifth, Fourth fifth." in words(app)


def test_a_context_figure_leaves_nobody_behind(explore: Opener) -> None:
    assert "behind" not in finding(explore(view="inequality", ind="mean_age_first_marriage_women"))


def test_progress_to_a_target_says_what_a_projection_assumes(explore: Opener) -> None:
    page = words(explore(view="trend", ind="completion_primary_survey"))
    assert "Too slow: at this pace the target is missed." in page
    assert "To reach it from there it takes 2.0 points more every year." in page
    assert "This assumes that the yearly change seen from 2010 to 2021 goes on unchanged." in page


def test_a_target_of_the_past_is_not_projected(explore: Opener) -> None:
    page = words(explore(view="trend", ind="wasting"))
    assert "the last figure does not meet it. Cambodia was at 9.9 % in 2014" in page
    assert "At that pace" not in page


def test_a_target_without_a_measured_base_says_so(explore: Opener) -> None:
    assert "This dashboard holds no published figure of the year that the target starts from." in words(
        explore(view="trend", ind="poverty_national_line")
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_indicator_without_a_target_has_no_such_section(explore: Opener, lang: str) -> None:
    assert translator(lang)._("On the way to a target") not in words(explore(view="trend", ind="stunting", lang=lang))


def test_places_that_changed_can_be_joined_or_left_out(explore: Opener) -> None:
    joined = explore(view="change", ind="population_census", places="comparable")
    assert finding(joined) == "Census population, 2008 to 2019: 21 clearly higher, 3 clearly lower"
    assert "1 of them is joined from published figures." in words(joined)
    today = words(explore(view="change", ind="population_census", places="today"))
    assert "Only provinces within their present borders in both years are compared." in today
    assert "Not drawn – other borders: Kampong Cham + Tboung Khmum." in today
    assert not [box for box in explore(view="change", ind="stunting").selectbox if box.key == "choose_places"]


def test_equal_groups_are_not_ends(explore: Opener) -> None:
    for view in ("groups", "inequality"):
        assert finding(explore(view=view, ind="trained_teachers_primary")).endswith("100.0 % in every group")


def test_a_finding_says_whom_it_is_about(explore: Opener) -> None:
    for view in ("groups", "change", "places", "years", "grid", "pair", "inequality"):
        assert "School attendance (Aged 12–14)" in finding(explore(view=view, ind="school_attendance"))
    assert finding(explore(view="groups", ind="school_attendance", by="age")).startswith("School attendance, ")


def test_a_projection_does_not_lead(explore: Opener) -> None:
    app = explore(view="groups", ind="population_0_17_wpp2019")
    assert "2030" not in finding(app)
    assert "14 of 41 years are drawn; the table has them all." in words(app)
    assert "2030" not in finding(explore(view="change", ind="population_0_17_wpp2019"))


CHOICES = [
    ("groups", {"by": "residence"}),
    ("change", {"by": "wealth", "from": "2005", "year": "2010"}),
    ("change", {"from": "2005"}),
    ("pair", {"second": "dtp3_coverage_survey", "year": "2010"}),
    ("inequality", {"by": "place", "year": "2005"}),
]


@pytest.mark.parametrize(("view", "chosen"), CHOICES)
def test_what_is_chosen_comes_back_from_its_address_alone(explore: Opener, view: str, chosen: dict[str, str]) -> None:
    app = explore(view=view, ind="stunting")
    for name, value in chosen.items():
        box = app.selectbox(key=f"choose_{name}")
        box.set_value(value).run()
    query = {name: str(value) for name, value in app.query_params.items() if name != "lang"}
    query = {name: value.strip("[]'") for name, value in query.items()}
    again = explore(**query)
    assert finding(again) == finding(app)
    for name, value in chosen.items():
        assert again.selectbox(key=f"choose_{name}").value == value
