"""Maps by year: one small map a period, all on one scale, so that a colour means the same on every one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace

from childrights.charts import sketch as go
from childrights.charts import text
from childrights.charts.bins import binned, natural_bins
from childrights.charts.choropleth import QUIET, bare_signs, ground, layers, map_defaults
from childrights.charts.legend import (
    add_legend,
    beside_rows,
    bin_rows,
    blank_rows,
    legend_columns,
    legend_px,
    swatch_defaults,
)
from childrights.charts.parts import Bins, Caption, Room, YearMap
from childrights.charts.template import font, framed, leading
from childrights.charts.tokens import FIGURE_TEXT_PX, ramp
from childrights.i18n import Translator

MAP_PX = {1: 360, 2: 230, 3: 175}
"""The height of one map in pixels by how many stand side by side."""
GAP = 0.02
BROAD_MOST, BROAD_LEAST_PX, ROW_COST = 5, 70, 0.93
"""In a room of its own: maps side by side at most, the least height of a map, and what one more in a row must gain."""
WIDE = 1.17
"""The width of Cambodia by its height."""


def draw_year_maps(
    maps: Sequence[YearMap],
    caption: Caption,
    *,
    polarity: str,
    number: Callable[[float], str],
    t: Translator,
    edges: Sequence[float] | None = None,
    room: Room | None = None,
) -> go.Figure:
    """Small maps in reading order, two or three side by side, on one scale.

    ``edges`` part the classes, natural ones over the values of all maps when not given; ``number`` words an
    edge; ``room`` asks for as many side by side as make them largest there. Names stand in the hover boxes only:
    there is no room for them. Members' figures are hollow diamonds, their values in the hover boxes too.
    """
    colours, lang = caption.colours, caption.lang
    values = [mark.value for one in maps for mark in one.marks]
    bins = natural_bins(values) if edges is None else binned(values, edges)
    shades = ramp(colours, polarity, len(bins.counts)) if values else ()
    blanks = {blank.reason: blank for one in maps for blank in one.blanks}
    columns = legend_columns(
        [replace(row, count=None) for row in bin_rows(bins, shades, number, t)],
        [*(replace(row, count=None) for row in blank_rows(list(blanks.values()))), *beside_rows(caption.beside)],
    )
    head_px = leading(FIGURE_TEXT_PX, lang) + 4
    across = _across(len(maps), head_px, room) if room else side_by_side(len(maps))
    rows = max(1, -(-len(maps) // across))
    map_px: float = MAP_PX[across] if room is None else _map_px(across, rows, head_px, room)
    row_px = map_px + head_px
    figure = framed(caption, plot_px=round(rows * row_px), below_px=legend_px(columns, lang, t))
    figure.least_px = round(across * map_px * WIDE) if room else 0
    figure.update_layout(template_data_choropleth=[map_defaults(colours)], template_data_scattergeo=[QUIET])
    figure.update_layout(template_layout_shapedefaults=swatch_defaults(colours))
    for i, one in enumerate(maps):
        name = f"geo{i + 1 if i else ''}"
        column, row = i % across, rows - 1 - i // across
        x = (column / across + (GAP if column else 0), (column + 1) / across)
        y = (row / rows, (row + map_px / row_px) / rows)
        figure.update_layout({name: ground(x, y)})
        classes = tuple(bisect_right(bins.edges, mark.value) for mark in one.marks)
        for trace in layers(one.marks, one.blanks, Bins(bins.edges, classes, bins.counts), shades, caption):
            figure.add_trace(trace, geo=name)
        for trace in bare_signs(one.marks, one.beside, colours):
            figure.add_trace(trace, geo=name)
        figure.add_annotation(
            text=f"<b>{text.joined([one.name])}</b>",
            x=x[0],
            y=(row + 1) / rows,
            font=font(FIGURE_TEXT_PX, colours.ink, lang),
        )
    add_legend(figure, columns, colours, lang, t)
    return figure


def _map_px(across: int, rows: int, head_px: float, room: Room) -> float:
    """The height of a map at which the words of the figure are as large in a room as they should be."""
    return max(BROAD_LEAST_PX, min(room.height / rows - head_px, room.width / across / WIDE))


def _across(count: int, head_px: float, room: Room) -> int:
    """How many of ``count`` maps in one row make them largest in a room; rather fewer, since rooms may be higher."""

    def worth(across: int) -> float:
        high = room.height / -(-count // across) - head_px
        return min(room.width / across, high * WIDE) * ROW_COST**across

    return max(range(1, min(count, BROAD_MOST) + 1), key=worth)


def side_by_side(count: int) -> int:
    """How many of ``count`` maps stand in one row: no more than a telephone can show."""
    return count if count < 3 else 2 if count == 4 else 3
