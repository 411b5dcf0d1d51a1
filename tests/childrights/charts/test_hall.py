"""A figure on the whole screen: the same drawing, its words elsewhere, the places in focus alone in full colour."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from childrights.charts.choropleth import FOCUS, VALUES, draw_map
from childrights.charts.present import VEIL, on_stage, under_title
from childrights.charts.ranking import draw_ranking
from childrights.charts.sketch import Figure
from childrights.charts.tokens import DARK, LIGHT
from childrights.i18n import translator
from geo.areas import PROVINCES
from tests.childrights.charts.making import blank, caption, mark

T = translator("en")


def drawn_map(**more: Any) -> Figure:
    marks = [mark("KH01", 10), mark("KH02+KH24", 30), mark("KH05", 20)]
    return draw_map(marks, [blank("KH09", "suppressed")], caption(), polarity="lower_better", number=str, t=T, **more)


def traces(figure: Figure) -> dict[str, Any]:
    return {one.get("name", ""): one for one in figure.to_dict()["data"]}


def test_the_words_around_it_leave_and_the_drawing_stays() -> None:
    figure = drawn_map()
    before = copy.deepcopy(figure.to_dict())
    staged = on_stage(figure, LIGHT)
    assert staged.to_dict()["layout"]["annotations"] == staged.to_dict()["layout"]["shapes"] == []
    assert staged.to_dict()["data"] == before["data"]
    assert figure.to_dict() == before
    assert staged.height <= figure.height


def test_under_a_title_a_map_keeps_unit_footer_and_plot_and_loses_title_and_legend() -> None:
    figure = drawn_map()
    before = copy.deepcopy(figure.to_dict())
    shown = under_title(figure)  # type: ignore[arg-type]
    layout, earlier = shown.to_dict()["layout"], before["layout"]
    said = [one["text"] for one in layout["annotations"]]
    title, unit, footer = (one["text"] for one in earlier["annotations"][:3])
    assert said == [unit, footer]
    assert title not in said
    assert layout["shapes"] == []
    plot = [one["height"] - one["margin"]["t"] - one["margin"]["b"] for one in (layout, earlier)]
    assert plot[0] == plot[1]
    assert shown.height < figure.height
    # The words stand as far from the plot's edges as the margins that are left let them.
    assert 0 < layout["annotations"][0]["yshift"] <= layout["margin"]["t"]
    assert -layout["margin"]["b"] < layout["annotations"][1]["yshift"] < 0
    assert figure.to_dict() == before
    assert shown.to_dict()["data"] == before["data"]
    assert [shown.code_at(n, 0) for n in range(9)] == [figure.code_at(n, 0) for n in range(9)]
    assert shown.has_codes == figure.has_codes


def test_a_legend_is_remembered_row_by_row() -> None:
    rows = drawn_map().legend  # type: ignore[attr-defined]
    assert [row.count for row in rows if row.colour] == [1, 1, 1]
    assert [row.reason for row in rows if row.reason] == ["suppressed"]


def test_what_a_chart_says_inside_its_plot_stays() -> None:
    country = mark("KH", 15)
    figure = draw_ranking([mark("KH01", 10)], country, caption(), colour_of={}, t=T)
    words = [one["text"] for one in on_stage(figure, LIGHT).to_dict()["layout"]["annotations"]]
    assert words == ["Cambodia 15"]


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_a_veil_lies_over_every_province_but_those_in_focus(colours: Any) -> None:
    found = traces(on_stage(drawn_map(focus=["KH02+KH24"]), colours, lit=["Battambang + Pailin"]))
    assert set(found[VEIL]["locations"]) == set(PROVINCES) - {"KH02", "KH24"}
    assert found[VEIL]["colorscale"][0][1] == colours.ground
    names = list(found)
    assert names.index(VALUES) < names.index(VEIL) < names.index(FOCUS)


def test_the_name_in_focus_keeps_its_colour() -> None:
    staged = on_stage(drawn_map(focus=["KH02+KH24"]), LIGHT, lit=["Battambang + Pailin"])
    shades = {
        words: shade
        for one in staged.to_dict()["data"]
        if one.get("mode") == "text"
        for words, shade in zip(one["text"], one["textfont"]["color"], strict=True)
    }
    assert [words for words, shade in shades.items() if shade != LIGHT.quiet] == ["Battambang +<br>Pailin"]


def test_plotly_knows_every_property() -> None:
    on_stage(drawn_map(focus=["KH05"]), LIGHT, lit=["Kampong Speu"]).checked()


def test_a_figure_without_a_frame_is_shown_as_it_is() -> None:
    bare = Figure(layout={"height": 10})
    assert on_stage(bare, LIGHT).to_dict() == bare.to_dict()
