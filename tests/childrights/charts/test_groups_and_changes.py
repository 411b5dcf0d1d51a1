"""Dumbbells and slopes: every value drawn once, groups told apart by sign, only clear changes strong."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Group, Observation
from childrights.charts.arrange import changes, group_rows
from childrights.charts.dumbbell import draw_groups
from childrights.charts.parts import ChartRow, LegendKey, Mark, Pair
from childrights.charts.present import Presenter
from childrights.charts.slope import CHANGES, draw_slope
from childrights.charts.tokens import LIGHT, THEMES
from childrights.i18n import LANGUAGES, translator
from childrights.snapshot.queries import area_values, series
from childrights.snapshot.snapshot import Snapshot
from childrights.statistics.inequality import MeasureRefusal
from geo.areas import PROVINCES
from tests.childrights.charts.making import caption, mark

CATALOGUE = load_catalogue()
T = translator("en")
SEXES = (LegendKey("female", "Girls", LIGHT.series[2]), LegendKey("male", "Boys", LIGHT.series[4], "square"))


def presenter(code: str, lang: str = "en") -> Presenter:
    return Presenter(CATALOGUE, CATALOGUE.indicators[code], translator(lang), LIGHT, "test")


def annotations(figure: go.Figure) -> str:
    return " | ".join(str(one.text) for one in figure.layout.annotations)


def dots(figure: go.Figure) -> list[go.Scatter]:
    return [one for one in figure.data if one.mode.startswith("markers")]


def group(code: str, value: float, **more: object) -> Mark:
    return (
        mark(code, value, name=code, **more)
        if code.startswith("KH")
        else replace(mark("KH", value, **more), code=code, name=code)
    )  # type: ignore[arg-type]


def test_a_dumbbell_draws_every_value_once_from_zero() -> None:
    rows = [
        ChartRow("2014", (group("female", 20), group("male", 30))),
        ChartRow("2010", (group("female", 40), group("male", 41))),
    ]
    figure = draw_groups(rows, SEXES, caption())
    assert [list(one.x) for one in dots(figure)] == [[20, 40], [30, 41]]
    assert figure.layout.xaxis.range == (0, 41)
    assert "Girls" in annotations(figure) and "Boys" in annotations(figure)


def test_groups_are_told_apart_by_sign_not_by_colour_alone() -> None:
    figure = draw_groups([ChartRow("2014", (group("female", 20), group("male", 30)))], SEXES, caption())
    assert len({one.marker.symbol for one in dots(figure)}) == 2


def test_a_sign_that_would_hide_another_steps_aside() -> None:
    (first, second) = dots(
        draw_groups([ChartRow("2014", (group("female", 30.0), group("male", 30.1)))], SEXES, caption())
    )
    assert first.y[0] != second.y[0]


def test_a_dumbbell_of_nothing_is_an_empty_figure() -> None:
    assert not dots(draw_groups([], (), caption()))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_published_fifths_are_an_equiplot_with_numbered_signs(shipped: Snapshot, lang: str) -> None:
    fifths = [Group(wealth=f"quintile_{n}") for n in range(1, 6)]
    found = series(shipped, "full_immunisation_iceh", ["KH"], [Group(), *fifths])
    rows, keys = group_rows(presenter("full_immunisation_iceh", lang), found, "wealth")
    assert [key.sign for key in keys] == ["1", "2", "3", "4", "5"]
    assert [row.name for row in rows] == ["2014", "2010", "2005", "2000"]
    assert sum(len(row.marks) for row in rows) == sum(one.wealth != "total" for one in found)
    for theme in THEMES.values():
        assert len(draw_groups(rows, keys, caption(lang=lang, colours=theme)).to_json()) < 11_000


def test_ages_have_a_row_each_and_two_periods(shipped: Snapshot) -> None:
    groups = [Group(age=age) for age in ("6-8", "9-11", "12-14", "15-17")]
    rows, keys = group_rows(presenter("school_attendance"), series(shipped, "school_attendance", ["KH"], groups), "age")
    assert [key.code for key in keys] == ["2000", "2014"]
    assert [row.name for row in rows] == ["Aged 6–8", "Aged 9–11", "Aged 12–14", "Aged 15–17"]
    assert all(len(row.marks) == 2 for row in rows)


def test_hidden_values_and_the_total_are_not_drawn() -> None:
    seen = [
        Observation("stunting", "KH", 2014, 2014, "2014", residence=r, value=v, source="gdl_area")
        for r, v in (("total", 30.0), ("urban", 20.0), ("rural", None))
    ]
    rows, keys = group_rows(presenter("stunting"), seen, "residence")
    assert [key.code for key in keys] == ["urban"] and [m.value for row in rows for m in row.marks] == [20.0]


def pair(code: str, first: float, second: float, verdict: str) -> Pair:
    return Pair(code, mark(code, first), mark(code, second), verdict)


def test_only_clear_changes_are_strong_and_each_verdict_is_counted() -> None:
    pairs = [pair("KH01", 50, 20, "better"), pair("KH02", 30, 29, "no_clear_change"), pair("KH03", 20, 40, "worse")]
    figure = draw_slope(pairs, caption(), ("2000", "2014"), t=T)
    quiet, better, worse = (one for one in figure.data if one.mode == "lines+markers")
    assert quiet.line.dash == "4px,3px" and quiet.line.width < better.line.width == worse.line.width
    assert list(better.y)[:2] == [50, 20] and list(quiet.y)[:2] == [30, 29]
    assert "Better: 1" in annotations(figure) and "No clear change: 1" in annotations(figure)
    assert figure.layout.yaxis.range[0] == 0


def test_a_place_in_focus_has_a_bold_name() -> None:
    pairs = [pair("KH01", 50, 20, "better"), pair("KH02", 30, 29, "no_clear_change")]
    figure = draw_slope(pairs, caption(), ("2000", "2014"), t=T, focus=("KH02",))
    names = [one for labels in figure.data if labels.mode == "text" for one in labels.text]
    assert [one for one in names if one.startswith("<b>")] == ["<b>30</b>", "<b>29  KH02</b>"]


def test_anything_but_a_change_is_drawn_as_none() -> None:
    figure = draw_slope([pair("KH01", 50, 20, "not_comparable")], caption(), ("2000", "2014"), t=T)
    assert [one.line.dash for one in figure.data if one.mode == "lines+markers"] == ["4px,3px"]


PUBLISHED = st.floats(0, 100).map(lambda value: round(value, 6))
"""Values as somebody may publish them; numbers near the smallest a computer knows are none."""


@given(
    st.lists(
        st.tuples(PUBLISHED, PUBLISHED, st.sampled_from((*CHANGES, "no_clear_change"))),
        min_size=1,
        max_size=25,
    )
)
def test_names_of_a_slope_stay_inside_and_apart(values: list[tuple[float, float, str]]) -> None:
    pairs = [pair(code, *one) for code, one in zip(PROVINCES, values, strict=False)]
    figure = draw_slope(pairs, caption(), ("2000", "2014"), t=T)
    top = figure.layout.yaxis.range[1]
    plot_px = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
    for labels in (one for one in figure.data if one.mode == "text"):
        ends = sorted(y / top * plot_px for y in labels.y)
        assert ends[-1] <= plot_px and len(ends) == len(pairs)
        assert all(b - a > 14 for a, b in pairwise(ends))


def test_published_changes_are_called_only_where_samples_allow(shipped: Snapshot) -> None:
    found = changes(
        presenter("stunting"), area_values(shipped, "stunting", "2000"), area_values(shipped, "stunting", "2014")
    )
    assert len(found.pairs) == 17 and not found.left_out
    assert sum(one.verdict == "better" for one in found.pairs) == 13
    small = changes(
        presenter("wasting"), area_values(shipped, "wasting", "2010"), area_values(shipped, "wasting", "2014")
    )
    assert {one.verdict for one in small.pairs} == {"no_clear_change"}


def test_a_place_whose_borders_changed_is_left_out_with_the_reason(shipped: Snapshot) -> None:
    first, second = (area_values(shipped, "population_census", year) for year in ("2008", "2019"))
    found = changes(presenter("population_census"), first, second)
    assert len(found.pairs) == 23
    assert {name for name, _ in found.left_out} == {"Kampong Cham + Tboung Khmum", "Kampong Cham", "Tboung Khmum"}
    uploaded = [Observation("stunting", "KH03", y, y, str(y), value=40.0, source="gdl_area") for y in (2010, 2014)]
    assert changes(presenter("stunting"), uploaded[:1], uploaded[1:]).left_out == (
        ("Kampong Cham", MeasureRefusal("boundary")),
    )


def test_hidden_values_are_never_a_change() -> None:
    seen = [
        Observation("stunting", "KH09", y, y, str(y), value=v, source="gdl_area")
        for y, v in ((2010, 40.0), (2014, None))
    ]
    assert changes(presenter("stunting"), seen[:1], seen[1:]).left_out == (("Koh Kong", MeasureRefusal("hidden")),)
