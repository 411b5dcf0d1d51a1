"""Rankings and trends: every value drawn, the country dashed and named, breaks never joined."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import plotly.graph_objects as go
from hypothesis import given
from hypothesis import strategies as st

from childrights.charts.parts import Break, Goal, Line, Point
from childrights.charts.ranking import draw_ranking
from childrights.charts.tokens import LIGHT
from childrights.charts.trend import break_place, draw_trend, sparkline, spread_labels, unit_squares
from childrights.i18n import translator
from geo.areas import PROVINCES
from tests.childrights.charts.making import caption, mark

T = translator("en")


def lines_of(figure: go.Figure) -> list[go.Scatter]:
    return [one for one in figure.data if one.mode == "lines+markers"]


def annotations(figure: go.Figure) -> str:
    return " | ".join(str(one.text) for one in figure.layout.annotations)


def test_a_ranking_draws_every_area_from_high_to_low() -> None:
    marks = [mark(code, float(i * 7 % 25)) for i, code in enumerate(PROVINCES)]
    figure = draw_ranking(marks, mark("KH", 12.0), caption(), colour_of={}, t=T)
    dots = next(one for one in figure.data if one.mode == "markers")
    assert list(dots.x) == sorted(one.value for one in marks)
    assert len(figure.layout.yaxis.ticktext) == len(marks)
    assert "Cambodia 12" in annotations(figure)


def test_a_ranking_begins_at_zero_and_marks_the_focus() -> None:
    figure = draw_ranking([mark("KH01", 40), mark("KH02", 0)], None, caption(), colour_of={}, t=T, focus=("KH02",))
    assert figure.layout.xaxis.range[0] <= 0
    assert "<b>Battambang 0</b>" in figure.layout.yaxis.ticktext


def test_a_small_sample_stays_in_brackets() -> None:
    figure = draw_ranking([mark("KH09", 31.9, label="(31.9)")], None, caption(), colour_of={}, t=T)
    assert "(31.9)" in figure.layout.yaxis.ticktext[0]


def test_intervals_that_were_worked_out_here_are_dashed_and_named() -> None:
    published = mark("KH01", 40, lower=35.0, upper=45.0)
    own = [
        mark("KH02", 30, lower=20.0, upper=42.5, worked_out=True),
        mark("KH03", 0, lower=0.0, upper=4.0, worked_out=True),
    ]
    figure = draw_ranking([published, *own, mark("KH04", 50)], None, caption(), colour_of={}, t=T)
    dots = next(one for one in figure.data if one.mode == "markers")
    bars = dict(zip(dots.x, zip(dots.error_x.arrayminus, dots.error_x.array, strict=True), strict=True))
    assert bars == {40: (5, 5), 30: (0, 0), 0: (0, 0), 50: (0, 0)}
    (dashed,) = [one for one in figure.data if one.mode == "lines"]
    assert dashed.line.dash == "2px,3px"
    assert sorted(dashed.x[at : at + 2] for at in (0, 3)) == [(0, 4), (20, 42.5)]
    at = dict(zip(dots.x, dots.y, strict=True))
    assert sorted(dashed.y[::3]) == sorted((at[30], at[0])) and dashed.x[2] is None
    assert "as published" in annotations(figure) and "worked out here" in annotations(figure)


def test_the_key_of_intervals_names_only_what_is_drawn() -> None:
    own = mark("KH02", 30, lower=20.0, upper=42.5, worked_out=True)
    alone = annotations(draw_ranking([own], None, caption(), colour_of={}, t=T))
    assert "worked out here" in alone and "as published" not in alone
    published = mark("KH01", 40, lower=35.0, upper=45.0)
    assert "interval" not in annotations(draw_ranking([published, mark("KH02", 1)], None, caption(), colour_of={}, t=T))


def points(*values: tuple[float, float]) -> tuple[Point, ...]:
    return tuple(Point(x, mark("KH", value)) for x, value in values)


def test_segments_are_never_joined() -> None:
    line = Line("KH03", "Kampong Cham", (points((2005, 40), (2010, 35)), points((2014, 30))), LIGHT.action)
    drawn = lines_of(draw_trend([line], caption()))
    assert [list(one.x) for one in drawn] == [[2005, 2010], [2014]]


def test_the_country_is_dashed_and_modelled_series_are_dotted_with_open_marks() -> None:
    country = Line("KH", "Cambodia", (points((2000, 50), (2010, 40)),), LIGHT.ink, country=True)
    model = Line("KH", "UN", (points((2000, 52), (2010, 41)),), LIGHT.action, modelled=True)
    dashed, dotted = lines_of(draw_trend([country, model], caption()))
    assert dashed.line.dash == "7px,4px"
    assert dotted.line.dash == "2px,3px"
    assert set(dotted.marker.symbol) == {"circle-open"}


def test_lines_are_named_at_their_ends_and_breaks_are_told() -> None:
    line = Line("KH", "Cambodia", (points((2000, 50), (2010, 40)),), LIGHT.ink)
    figure = draw_trend([line], caption(), breaks=[Break(2005.0, "New questions")])
    assert "<b>40</b> Cambodia" in annotations(figure)
    assert "New questions" in annotations(figure)
    assert figure.layout.yaxis.range[0] == 0


def test_words_of_a_break_leave_the_line_and_the_plot_free() -> None:
    high_at_its_end = [(x / 50, x / 50) for x in range(51)]
    assert break_place(0.1, 0.4, 0.1, high_at_its_end) == (False, False)
    assert break_place(0.8, 0.4, 0.1, high_at_its_end) == (True, False), "not beyond the plot"
    falling = [(x, 1 - y) for x, y in high_at_its_end]
    assert break_place(0.0, 0.4, 0.1, falling) == (False, True), "not over the line's beginning"
    assert break_place(0.1, 0.4, 0.1, [], taken=[(0.0, 0.5, 0.9, 1.0)]) == (False, True), "not over another's words"


def test_a_break_near_the_end_is_named_before_it() -> None:
    line = Line("KH", "Cambodia", (points((2000, 10), (2010, 50)),), LIGHT.ink)
    figure = draw_trend([line], caption(), breaks=[Break(2009.0, "Artefact of the method: not joined")])
    (told,) = [one for one in figure.layout.annotations if "Artefact" in one.text]
    assert (told.xanchor, told.xshift) == ("right", -4)


def test_a_trend_of_nothing_is_an_empty_figure() -> None:
    assert not draw_trend([], caption()).data


@given(st.lists(st.floats(0, 360, allow_nan=False), min_size=1, max_size=7))
def test_end_names_do_not_overlap(wanted: list[float]) -> None:
    heights = [20.0] * len(wanted)
    placed = sorted(spread_labels(wanted, heights))
    assert all(b - a >= 18.9 for a, b in pairwise(placed))


def test_a_sparkline_needs_two_points() -> None:
    assert sparkline([[(2000, 1.0)]], "#000000") == ""
    assert sparkline([[(2000, 1.0), (2005, 2.0)]], "#000000").count("<circle") == 1
    assert sparkline([[(2000, 1.0)], [(2005, 2.0)]], "#000000").count("<polyline") == 2


def test_unit_squares_count_what_is_known() -> None:
    svg, _size = unit_squares(2, 3, LIGHT)
    assert svg.count("<rect") == 5


def test_a_target_is_a_named_line_inside_the_plot() -> None:
    line = Line("KH", "Cambodia", (points((2000, 50), (2010, 40)),), LIGHT.ink)
    figure = draw_trend([line], caption(), goals=[Goal(100, "target 100 by 2030")])
    assert "target 100 by 2030" in annotations(figure)
    assert figure.layout.yaxis.range[1] > 100
    assert [list(one.y) for one in figure.data if one.mode == "lines"] == [[100, 100]]


def test_members_figures_stand_under_the_order_in_the_order_given() -> None:
    marks = [mark(code, float(i)) for i, code in enumerate(PROVINCES[:6])]
    sent = [mark("KH21", 9.0, beside=True), mark("KH02", 3.0, beside=True)]
    line = "Members' figures, 2 provinces, not checked by others"
    ranked = {one.code: "1–6" for one in marks}
    options: dict[str, Any] = {"colour_of": {}, "t": T, "ranks": ranked}
    figure = draw_ranking(marks, mark("KH", 2.0), caption(beside=line), beside=sent, **options)
    order, block = (one for one in figure.data if one.mode == "markers")
    assert max(block.y) < min(order.y) and list(block.x) == [3.0, 9.0]
    assert set(block.marker.symbol) == {"diamond"} and set(block.marker.color) == {LIGHT.ground}
    assert any(line in tick.replace("<br>", " ") for tick in figure.layout.yaxis.ticktext)
    assert len(next(one for one in figure.data if one.mode == "text").y) == len(marks)
    country = next(one for one in figure.data if one.mode == "lines")
    assert min(country.y) > max(block.y)
    assert (
        draw_ranking(marks, None, caption(), **options).data[0]
        == draw_ranking(marks, None, caption(), beside=[], **options).data[0]
    )


def test_a_line_of_members_figures_is_sparse_dots_with_hollow_diamonds_and_a_key() -> None:
    sent = Line(
        "KH", "Cambodia (A)", ((Point(2014, mark("KH", 5.0)), Point(2021, mark("KH", 4.0))),), LIGHT.ink, beside=True
    )
    figure = draw_trend([sent], caption(beside="Members' figures, not checked by others"))
    (line,) = lines_of(figure)
    assert set(line.marker.symbol) == {"diamond-open"} and line.line.dash == "1px,5px"
    assert "not checked by others" in annotations(figure)
