"""Figures laid out for a room that cannot grow: nothing is lost, nothing lies over anything, letters are larger."""

from __future__ import annotations

import plotly.graph_objects as go
from hypothesis import given
from hypothesis import strategies as st

from childrights.charts.heat import Blocks, draw_heat, largest
from childrights.charts.multiples import draw_places, draw_year_maps
from childrights.charts.parts import HeatRow, Line, Pair, Point, Room, YearMap
from childrights.charts.ranking import draw_ranking
from childrights.charts.slope import draw_slope
from childrights.charts.tokens import LIGHT
from childrights.i18n import translator
from geo.areas import PROVINCES
from geo.provinces import area_name
from tests.childrights.charts.making import blank, caption, mark

T = translator("en")
BROAD, LOW = Room(1776, 640), Room(976, 600)


@given(st.integers(1, 40), st.integers(1, 12), st.sampled_from((BROAD, LOW, None)))
def test_every_cell_has_a_place_of_its_own_in_its_column(rows: int, across: int, room: Room | None) -> None:
    blocks = largest(rows, across, (120, 34, 24, 22), room)
    places = [blocks.at(c, r) for r in range(rows) for c in range(across)]
    assert len(set(places)) == rows * across
    assert all(-0.5 <= x <= blocks.width - 0.5 and 0 < y < blocks.per for x, y in places)
    assert room is not None or blocks == Blocks(rows, across, rows)


def named(code: str, value: float) -> HeatRow:
    return HeatRow(code, area_name(code, "en"), (mark(code, value), blank(code)))


def heat(room: Room | None) -> go.Figure:
    rows = [named(code, float(i)) for i, code in enumerate(PROVINCES)]
    return draw_heat(rows, ["2000", "2010"], caption(), polarity="lower_better", number=str, t=T, room=room)


def test_a_heat_table_in_blocks_names_every_row_and_says_whose_a_cell_is() -> None:
    figure = heat(BROAD)
    tables = [one for one in figure.data if one.type == "heatmap"]
    assert len(tables) > 1
    assert sum(len(one.y) for one in tables) == len(PROVINCES)
    named_aside = [
        words
        for one in figure.data
        if one.type == "scatter" and one.textposition == "middle left"
        for words in one.text
    ]
    assert [*figure.layout.yaxis.ticktext, *named_aside] == [area_name(code, "en") for code in PROVINCES]
    cells = next(one for one in figure.data if one.type == "scatter" and one.mode == "markers" and one.hovertemplate)
    assert "%{y}" not in cells.hovertemplate
    assert [words.split(":")[0] for words in cells.text] == [area_name(code, "en") for code in PROVINCES]
    (alone,) = (one for one in heat(None).data if one.type == "scatter" and one.mode == "markers" and one.hovertemplate)
    assert "%{y}: " in alone.hovertemplate and alone.text[1].startswith("1")
    assert heat(BROAD).plot_px < heat(None).plot_px / 2 + 40


def test_a_ranking_in_columns_goes_on_from_the_highest() -> None:
    marks = [mark(code, float(i * 7 % 25)) for i, code in enumerate(PROVINCES)]
    ranks = {one.code: "1-3" for one in marks}
    figure = draw_ranking(
        marks, mark("KH", 12.0), caption(), colour_of={}, t=T, ranks=ranks, clickable=True, room=BROAD
    )
    first, second = (one for one in figure.data if one.mode == "markers")
    assert (first.xaxis, second.xaxis) == (None, "x2")
    assert sorted([*first.x, *second.x]) == [float(i) for i in range(25)]
    assert min(first.x) > max(second.x)
    assert len(first.customdata) + len(second.customdata) == 25
    layout = figure.layout
    assert layout.xaxis.range == layout.xaxis2.range
    assert layout.xaxis.domain[1] < layout.xaxis2.domain[0]
    width = [axis.domain[1] - axis.domain[0] for axis in (layout.xaxis, layout.xaxis2)]
    assert abs(width[0] - width[1]) < 0.001, "a length means the same in both"
    assert sum("Cambodia 12" in str(note.text) for note in layout.annotations) == 2
    assert max(second.y) == max(first.y), "both begin at the top"


def test_a_short_ranking_stays_one_column_where_the_room_is_high() -> None:
    figure = draw_ranking([mark("KH01", 4), mark("KH02", 3)], None, caption(), colour_of={}, t=T, room=Room(400, 900))
    assert len([one for one in figure.data if one.mode == "markers"]) == 1


def test_small_trends_stand_in_more_columns_where_the_room_is_broad() -> None:
    lines = [
        Line(code, area_name(code, "en"), ((Point(2000, mark(code, 3)), Point(2014, mark(code, 5))),), LIGHT.action)
        for code in PROVINCES
    ]
    narrow, broad = (draw_places(lines, None, caption(), room=room) for room in (None, BROAD))
    assert broad.plot_px < narrow.plot_px / 2
    for figure in (narrow, broad):
        (drawn,) = (one for one in figure.data if one.mode == "lines+markers")
        assert sum(x is not None for x in drawn.x) == 2 * len(PROVINCES)
    assert set(broad.layout.xaxis.ticktext) == {"2000–2014"}


def test_slopes_are_lower_where_names_have_room() -> None:
    pairs = [
        Pair(f"{area_name(code, 'en')} + a long neighbour", mark(code, i), mark(code, 30 - i), "no_clear_change")
        for i, code in enumerate(PROVINCES)
    ]
    narrow, broad = (draw_slope(pairs, caption(), ("2000", "2014"), t=T, room=room) for room in (None, BROAD))
    assert broad.plot_px < narrow.plot_px
    labels = next(one for one in broad.data if one.textposition == "middle right")
    assert len(labels.text) == len(PROVINCES)
    assert not any("<br>" in words for words in labels.text)


def test_maps_by_year_stand_side_by_side_in_a_broad_room() -> None:
    maps = [YearMap(str(year), tuple(mark(code, year % 7) for code in PROVINCES), ()) for year in range(2000, 2009)]
    rows = []
    for room in (BROAD, Room(976, 900)):
        layout = draw_year_maps(maps, caption(), polarity="lower_better", number=str, t=T, room=room).layout
        rows.append(len({tuple(layout[f"geo{i or ''}"].domain.y) for i in (0, *range(2, 10))}))
    assert rows == [2, 3]
