"""Many places over time: a small picture each on one shared scale, the country as a quiet line behind."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import product

from childrights.charts import sketch as go
from childrights.charts import text
from childrights.charts.bins import binned, natural_bins
from childrights.charts.choropleth import QUIET, bare_signs, layers, map_defaults, map_frame
from childrights.charts.key import add_key, beside_keys, key_px
from childrights.charts.legend import (
    add_legend,
    beside_rows,
    bin_rows,
    blank_rows,
    legend_columns,
    legend_px,
    swatch_defaults,
)
from childrights.charts.parts import Bins, Caption, LegendKey, Line, Mark, Point, Room, YearMap
from childrights.charts.template import READING_WIDTH, axis, font, framed, leading, shared_hover, shown_rows, size
from childrights.charts.tokens import FIGURE_NOTE_PX, FIGURE_TEXT_PX, ramp
from childrights.i18n import Translator

COLUMNS = 3
FILLED = 0.88
"""The share of its column that a picture takes; the rest parts it from the next."""
PANEL_PX, AXIS_PX = 72, 22
BROAD_COLUMNS, BROAD_COLUMN_PX, BROAD_PANEL_PX = range(3, 10), 122, 60
"""In a room of its own: how many pictures may stand side by side, and the size of one."""
INSET = 0.06


def draw_places(
    lines: Sequence[Line],
    country: Line | None,
    caption: Caption,
    *,
    focus: Sequence[str] = (),
    room: Room | None = None,
    beside: Sequence[Line] = (),
) -> go.Figure:
    """Small trends of ``lines`` in reading order, every one from zero to the highest value of all.

    Members' figures ``beside`` them are hollow diamonds in the picture of their place, joined to nothing; places that
    have no other figure follow at the end.

    All pictures lie on one pair of axes, one unit a column and a row, so that a change of indicator sends little.
    ``room`` asks for as many columns as make them largest there.
    """
    lang, colours = caption.lang, caption.colours
    known = {line.code for line in lines if line.segments}
    every = [line for line in lines if line.segments]
    every += [line for line in beside if line.segments and line.code not in known]
    px = size(FIGURE_NOTE_PX, lang)
    column_px, panel_px = (BROAD_COLUMN_PX, BROAD_PANEL_PX) if room else (READING_WIDTH / COLUMNS, PANEL_PX)
    drawn, part = shown_rows(every, room)
    titles = [text.wrap_lines(_title(line), px, column_px * FILLED - 4) for line in drawn]
    head_px = max((len(rows) for rows in titles), default=1) * leading(FIGURE_NOTE_PX, lang) + 4
    keys = [*_country_key(country, caption), *beside_keys(caption)]
    below = AXIS_PX + key_px(keys, lang)
    columns = _best_columns(len(drawn), panel_px + head_px, below, room) if room else COLUMNS
    rows = max(1, -(-len(drawn) // columns))
    figure = framed(caption, plot_px=round(rows * (panel_px + head_px)), below_px=below)
    figure.least_px, figure.rows = (columns * BROAD_COLUMN_PX if room else 0), part
    told = (*lines, *beside, *([country] if country else []))
    shown = [point for line in told for part in line.segments for point in part]
    scale = _Scale(shown, panel_px / (panel_px + head_px))
    places = {id(line): (i % columns, rows - 1 - i // columns) for i, line in enumerate(drawn)}
    figure.add_trace(_floors(list(places.values()), colours.rule))
    if country:
        figure.add_trace(_behind(country, list(places.values()), scale, colours.quiet))
    for shining, modelled in product((False, True), repeat=2):
        alike = [
            line for line in drawn if line not in beside and (line.code in focus, line.modelled) == (shining, modelled)
        ]
        if alike:
            figure.add_trace(_line_trace(alike, places, scale, colours.focus if shining else colours.action))
    where = {line.code: places[id(line)] for line in drawn}
    if signed := [line for line in beside if line.code in where]:
        figure.add_trace(_signs(signed, where, scale, caption))
    figure.add_trace(_titles(titles, list(places.values()), caption))
    add_key(figure, keys, caption, below_px=AXIS_PX)
    _axes(figure, shown, (columns, rows), scale, caption)
    return figure


def _best_columns(count: int, row_px: float, below: float, room: Room) -> int:
    """How many pictures side by side are largest in a room."""
    return max(
        (n for n in BROAD_COLUMNS if n <= max(count, BROAD_COLUMNS[0])),
        key=lambda n: room.zoom(n * BROAD_COLUMN_PX, -(-count // n) * row_px + below),
    )


class _Scale:
    """From years and values to places inside a picture, in the units of the figure's axes."""

    def __init__(self, points: Sequence[Point], height: float) -> None:
        years = [point.x for point in points] or [2000.0]
        self.first, self.last = min(years), max(years)
        self.top = max((point.mark.value for point in points), default=1) or 1
        self.height = height * 0.92

    def x(self, year: float) -> float:
        """Across, within a column."""
        share = (year - self.first) / ((self.last - self.first) or 1)
        return round((INSET + share * (1 - 2 * INSET)) * FILLED, 3)

    def y(self, value: float) -> float:
        """Up, within a row."""
        return round(value / self.top * self.height, 3)


def _title(line: Line) -> str:
    return f"{line.name} {line.segments[-1][-1].mark.label}"


def _country_key(country: Line | None, caption: Caption) -> list[LegendKey]:
    if country is None:
        return []
    return [LegendKey("country", country.name, caption.colours.quiet, "dash")]


def _floors(places: Sequence[tuple[int, int]], colour: str) -> go.Scatter:
    """The zero line of every picture."""
    x: list[float | None] = []
    y: list[float | None] = []
    for column, row in places:
        x += [column, column + FILLED, None]
        y += [row, row, None]
    return go.Scatter(x=x, y=y, mode="lines", line={"color": colour, "width": 1}, hoverinfo="skip", cliponaxis=False)


def _behind(country: Line, places: Sequence[tuple[int, int]], scale: _Scale, colour: str) -> go.Scatter:
    x: list[float | None] = []
    y: list[float | None] = []
    for column, row in places:
        for segment in country.segments:
            x += [*(round(column + scale.x(point.x), 3) for point in segment), None]
            y += [*(round(row + scale.y(point.mark.value), 3) for point in segment), None]
    line = {"color": colour, "width": 1.2, "dash": "4px,3px"}
    return go.Scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip", cliponaxis=False)


def _line_trace(lines: Sequence[Line], places: Mapping[int, tuple[int, int]], scale: _Scale, colour: str) -> go.Scatter:
    """Lines of one colour and kind as one trace; between segments lies a gap. Modelled: dotted with open marks."""
    x: list[float | None] = []
    y: list[float | None] = []
    marks: list[Mark | None] = []
    for line in lines:
        column, row = places[id(line)]
        for segment in line.segments:
            x += [*(round(column + scale.x(point.x), 3) for point in segment), None]
            y += [*(round(row + scale.y(point.mark.value), 3) for point in segment), None]
            marks += [*(point.mark for point in segment), None]
    texts, template = shared_hover([mark for mark in marks if mark is not None])
    each = iter(texts)
    modelled = lines[0].modelled
    hollow = [modelled or (mark is not None and mark.status == "small_sample") for mark in marks]
    return go.Scatter(
        codes=[mark.id if mark is not None else "" for mark in marks],
        x=x,
        y=y,
        mode="lines+markers",
        line={"color": colour, "width": 2, "dash": "2px,3px" if modelled else "solid"},
        marker={"size": 5, "color": colour, "symbol": _symbols(hollow, "diamond" if lines[0].beside else "circle")},
        text=[next(each) if mark is not None else "" for mark in marks],
        hovertemplate=template,
        cliponaxis=False,
    )


def _signs(lines: Sequence[Line], where: Mapping[str, tuple[int, int]], scale: _Scale, caption: Caption) -> go.Scatter:
    """Members' figures as hollow diamonds, each in the picture of its place."""
    found = [(where[line.code], point) for line in lines for segment in line.segments for point in segment]
    texts, template = shared_hover([point.mark for _, point in found])
    return go.Scatter(
        codes=[point.mark.id for _, point in found],
        x=[round(column + scale.x(point.x), 3) for (column, _), point in found],
        y=[round(row + scale.y(point.mark.value), 3) for (_, row), point in found],
        mode="markers",
        marker={"size": 8, "symbol": "diamond-open", "color": caption.colours.ink, "line": {"width": 1.6}},
        text=texts,
        hovertemplate=template,
        cliponaxis=False,
    )


def _symbols(hollow: Sequence[bool], sign: str) -> str | list[str]:
    """One symbol for all where all are alike."""
    named = [f"{sign}-open" if one else sign for one in hollow]
    return named[0] if len(set(named)) == 1 else named


def _titles(titles: Sequence[Sequence[str]], places: Sequence[tuple[int, int]], caption: Caption) -> go.Scatter:
    """The name and last value of each place above its picture."""
    return go.Scatter(
        x=[column for column, _ in places],
        y=[row + 0.99 for _, row in places],
        mode="text",
        text=[text.joined_lines(lines) for lines in titles],
        textposition="bottom right",
        textfont=font(FIGURE_NOTE_PX, caption.colours.ink, caption.lang),
        hoverinfo="skip",
        cliponaxis=False,
    )


def _axes(figure: go.Figure, points: Sequence[Point], shape: tuple[int, int], scale: _Scale, caption: Caption) -> None:
    """The first and the last year in the middle under each column; what stands between is in the hover boxes."""
    columns, rows = shape
    years = sorted({scale.first, scale.last}) if points else []
    middle, both = scale.x((scale.first + scale.last) / 2), "–".join(f"{year:.0f}" for year in years)
    ticks = [(column + middle, both) for column in range(columns)]
    figure.update_xaxes(
        axis(
            caption.colours,
            caption.lang,
            range=[0, columns - 1 + FILLED],
            tickvals=[x for x, _ in ticks],
            ticktext=[label for _, label in ticks],
        )
    )
    figure.update_yaxes(axis(caption.colours, caption.lang, range=[0, rows], showticklabels=False))


SMALL_MAP_PX = {1: 360, 2: 230, 3: 175}
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
    map_px: float = SMALL_MAP_PX[across] if room is None else _map_px(across, rows, head_px, room)
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
        figure.update_layout({name: map_frame(x, y)})
        classes = tuple(bisect_right(bins.edges, mark.value) for mark in one.marks)
        for trace in layers(one.marks, one.blanks, Bins(bins.edges, classes, bins.counts), shades, caption):
            figure.add_trace(trace, geo=name)
        for trace in bare_signs(one.marks, one.beside, colours):
            figure.add_trace(trace, geo=name)
        figure.add_annotation(
            text=f"<b>{text.joined_lines([one.name])}</b>",
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
