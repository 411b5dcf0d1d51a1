"""Small multiples, maps by year, heat tables and pairs: one scale for all, nothing vanishes, nothing is joined."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from childrights.areas.coverage import map_view
from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Group, Observation
from childrights.charts.arrange import heat_rows, pair_dots, people_of, year_maps
from childrights.charts.heat import draw_heat
from childrights.charts.multiples import draw_places, draw_year_maps, side_by_side
from childrights.charts.parts import REASONS, Dot, HeatRow, Line, Mark, Point, YearMap
from childrights.charts.present import Presenter
from childrights.charts.scatter import draw_pair
from childrights.charts.tokens import LIGHT
from childrights.i18n import LANGUAGES, translator
from childrights.snapshot.queries import all_observations, area_values, groups_with_periods
from childrights.snapshot.snapshot import Snapshot
from geo.areas import PROVINCES, province_members
from tests.childrights.charts.making import blank, caption, mark

CATALOGUE = load_catalogue()
T = translator("en")


def presenter(code: str, lang: str = "en") -> Presenter:
    return Presenter(CATALOGUE, CATALOGUE.indicators[code], translator(lang), LIGHT, "test")


def annotations(figure: go.Figure) -> str:
    return " | ".join(str(one.text) for one in figure.layout.annotations)


def line(code: str, *pieces: tuple[tuple[float, float], ...], **more: bool) -> Line:
    return Line(
        code, code, tuple(tuple(Point(x, mark(code, y)) for x, y in piece) for piece in pieces), LIGHT.action, **more
    )


def test_every_place_has_its_picture_and_breaks_stay_open() -> None:
    lines = [line("KH01", ((2000, 40), (2014, 20))), line("KH02", ((2000, 30),), ((2014, 10),))]
    figure = draw_places(lines, line("KH", ((2000, 35), (2014, 25)), country=True), caption(), focus=("KH02",))
    plain, shining = (one for one in figure.data if one.mode == "lines+markers")
    assert [len(plain.x), len(shining.x)] == [3, 4] and shining.x[1] is None
    assert (plain.line.color, shining.line.color) == (LIGHT.action, LIGHT.focus)
    names = next(one for one in figure.data if one.mode == "text")
    assert list(names.text) == ["KH01 20", "KH02 10"]


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=25))
@settings(max_examples=25)
def test_small_pictures_share_one_scale_from_zero(values: list[int]) -> None:
    lines = [line(code, ((2000, value), (2014, value))) for code, value in zip(PROVINCES, values, strict=False)]
    figure = draw_places(lines, None, caption())
    (drawn,) = (one for one in figure.data if one.mode == "lines+markers")
    heights = [y - int(y) for y in drawn.y[::3]]
    highest = max(values) or 1
    assert all(abs(h - max(heights) * v / highest) < 0.01 for h, v in zip(heights, values, strict=True))


def test_maps_by_year_share_their_classes() -> None:
    early, late = (tuple(mark(code, base + i) for i, code in enumerate(PROVINCES)) for base in (50.0, 0.0))
    figure = draw_year_maps(
        [YearMap("2000", early, ()), YearMap("2014", late, ())], caption(), polarity="lower_better", number=str, t=T
    )
    first, second = (one for one in figure.data if one.name == "values")
    assert (first.geo, second.geo) == ("geo", "geo2")
    assert (first.zmin, first.zmax, first.colorscale) == (second.zmin, second.zmax, second.colorscale)
    assert min(first.z) > max(second.z)
    assert "2000" in annotations(figure) and "2014" in annotations(figure)


def test_maps_by_year_paint_every_province_on_every_map(shipped: Snapshot) -> None:
    views = [
        map_view(shipped, "dtp3_coverage_survey", one.label)
        for one in groups_with_periods(shipped, "dtp3_coverage_survey")[Group()]
    ]
    maps = year_maps(presenter("dtp3_coverage_survey"), views)
    for one in maps:
        told = [p for m in one.marks for p in province_members(m.code)] + [b.code for b in one.blanks]
        assert sorted(told) == sorted(PROVINCES)
    figure = draw_year_maps(maps, caption(), polarity="higher_better", number=str, t=T)
    assert sum(one.name == "base" for one in figure.data) == len(views) == 4
    assert len(figure.to_json()) < 16_000


def test_maps_stand_at_most_three_in_a_row() -> None:
    assert [side_by_side(n) for n in (1, 2, 3, 4, 5, 9)] == [1, 2, 3, 2, 3, 3]


def heat(rows: list[HeatRow], count: int = 2) -> go.Figure:
    return draw_heat(rows, [str(2000 + i) for i in range(count)], caption(), polarity="lower_better", number=str, t=T)


def test_a_heat_table_has_the_number_in_each_cell() -> None:
    figure = heat(
        [
            HeatRow("KH01", "A", (mark("KH01", 40), mark("KH01", 20, label="(20)"))),
            HeatRow("KH02", "B", (mark("KH02", 0), blank("KH02"))),
        ]
    )
    cells = next(one for one in figure.data if one.type == "heatmap")
    assert [list(row) for row in cells.z] == [[2, 1], [0, None]]
    texts = [words for one in figure.data if one.type == "scatter" and one.mode == "text" for words in one.text]
    assert sorted(texts) == ["(20)", "0", "40"]


def test_kinds_of_nothing_differ_by_more_than_colour() -> None:
    rows = [HeatRow("KH01", "A", (mark("KH01", 4), *(blank("KH01", reason) for reason in REASONS)))]
    figure = heat(rows, 1 + len(REASONS))
    bars = next(one for one in figure.data if one.type == "bar")
    signs = {one.marker.symbol for one in figure.data if one.type == "scatter" and one.mode == "markers"}
    assert list(bars.marker.pattern.shape) == ["/", "", "", "", ".", ""]
    assert signs == {"circle-open", "square", "x-thin-open", "line-ew-open"}
    assert any(one.type == "scatter" and one.line.dash == "4px,3px" for one in figure.data)
    assert all(reason.replace("_", " ").capitalize() in annotations(figure) for reason in REASONS)


def test_no_province_is_missing_from_a_heat_table(shipped: Snapshot) -> None:
    """Over every indicator and group that has places: drawn and named as not drawn together are all of them."""
    for code, one in CATALOGUE.indicators.items():
        if not one.has_data:
            continue
        group, found = next(iter(groups_with_periods(shipped, code).items()))
        views = [map_view(shipped, code, label.label, group) for label in found if label.areas]
        rows = heat_rows(presenter(code), views) if views else ()
        assert not views or {p for row in rows if row.code != "KH" for p in province_members(row.code)} == set(
            PROVINCES
        )
        for column, view in enumerate(views):
            drawn = {row.code for row in rows if isinstance(row.cells[column], Mark)} - {"KH"}
            assert drawn == {o.area for o in view.drawn}


def test_a_value_of_a_joined_area_is_not_told_twice(shipped: Snapshot) -> None:
    views = [map_view(shipped, "population_census", year) for year in ("2008", "2019")]
    cells = {
        row.code: [getattr(cell, "reason", "value") for cell in row.cells]
        for row in heat_rows(presenter("population_census"), views)
    }
    assert cells["KH03"] == cells["KH25"] == ["overlap", "value"]
    assert cells["KH03+KH25"] == ["value", "overlap"]


def test_a_bubble_grows_with_its_people_by_area() -> None:
    dots = [Dot(mark("KH01", 10), mark("KH01", 20), 400.0), Dot(mark("KH02", 30), mark("KH02", 5), 100.0)]
    bubbles = draw_pair(dots, caption(), "Poverty, per cent", "Stunting, per cent").data[0]
    assert bubbles.marker.size[0] == pytest.approx(2 * bubbles.marker.size[1])
    assert "Poverty, per cent: 10" in bubbles.hovertext[0] and len(draw_pair(dots, caption(), "a", "b").data) == 1


def test_without_people_all_bubbles_are_alike() -> None:
    dots = [Dot(mark("KH01", 10), mark("KH01", 20), 400.0), Dot(mark("KH02", 30), mark("KH02", 5))]
    assert len(set(draw_pair(dots, caption(), "a", "b").data[0].marker.size)) == 1
    assert not draw_pair([], caption(), "a", "b").data[0].x


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), min_size=1, max_size=25))
@settings(max_examples=25)
def test_a_place_in_focus_is_named_first(values: list[tuple[float, float]]) -> None:
    dots = [Dot(mark(code, x), mark(code, y)) for code, (x, y) in zip(PROVINCES, values, strict=False)]
    bubbles = draw_pair(dots, caption(), "a", "b", focus=("KH01",)).data[0]
    assert len(bubbles.hovertext) == len(dots) and bubbles.marker.color[0] == LIGHT.focus
    assert bubbles.text[0]


def test_the_ends_of_both_axes_are_named_where_neighbours_take_both_sides() -> None:
    """Beside the last bubble there is no room to the right and, with a long name, none to the left."""
    crowd = [Dot(mark("KH02", 30 + i), mark("KH02", 40)) for i in range(0, 20, 2)]
    last = Dot(mark("KH10", 50, name="Kratie + Preah Vihear + Stung Treng"), mark("KH10", 41))
    low, high = Dot(mark("KH12", 1), mark("KH12", 16)), Dot(mark("KH04", 33), mark("KH04", 48))
    bubbles = draw_pair([*crowd, last, low, high], caption(), "a", "b").data[0]
    assert all(bubbles.text[-3:])
    assert bubbles.textposition[-3].startswith(("top", "bottom"))


def census(shipped: Snapshot) -> list[Observation]:
    found = all_observations(shipped, indicators=["population_census"])
    return [one for one in found if one.sex == "total" and one.residence == "total" and one.age in ("0-14", "total")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_published_pairs_keep_to_areas_that_both_have(shipped: Snapshot, lang: str) -> None:
    poverty, stunting = area_values(shipped, "iwi_poor_35", "2014"), area_values(shipped, "stunting", "2014")
    people = people_of([one.area for one in stunting if one.area != "KH"], 2014, census(shipped))
    assert (people.age, people.census, len(people.by_area)) == ("0-14", 2008, 17)
    dots, left = pair_dots((presenter("iwi_poor_35", lang), poverty), (presenter("stunting", lang), stunting), people)
    assert len(dots) == 17 and left == () and all(dot.people_words for dot in dots)
    vaccine = area_values(shipped, "dtp3_coverage_survey", "2014")
    dots, left = pair_dots(
        (presenter("stunting", lang), stunting), (presenter("dtp3_coverage_survey", lang), vaccine), people
    )
    assert len(dots) == 16 and len(left) == 1


def test_people_are_not_taken_from_a_far_census(shipped: Snapshot) -> None:
    areas = [one.area for one in area_values(shipped, "stunting", "2000") if one.area != "KH"]
    assert people_of(areas, 2000, census(shipped)).by_area == {}
    assert people_of(areas, 2017, census(shipped)).census == 2019
