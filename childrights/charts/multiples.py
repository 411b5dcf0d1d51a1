"""Many places over time: a small picture each on one shared scale, the country as a quiet line behind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

from childrights.charts import sketch as go
from childrights.charts import text
from childrights.charts.key import add_key, beside_keys, key_px
from childrights.charts.parts import Caption, Key, Line, Mark, Point, Room
from childrights.charts.template import READING_WIDTH, axis, font, framed, leading, part_of, shared_hover, size
from childrights.charts.tokens import FIGURE_NOTE_PX

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
    drawn, part = part_of(every, room)
    titles = [text.wrap(_title(line), px, column_px * FILLED - 4) for line in drawn]
    head_px = max((len(rows) for rows in titles), default=1) * leading(FIGURE_NOTE_PX, lang) + 4
    keys = [*_keys(country, caption), *beside_keys(caption)]
    below = AXIS_PX + key_px(keys, lang)
    columns = _columns(len(drawn), panel_px + head_px, below, room) if room else COLUMNS
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
            figure.add_trace(_lines(alike, places, scale, colours.focus if shining else colours.action))
    where = {line.code: places[id(line)] for line in drawn}
    if signed := [line for line in beside if line.code in where]:
        figure.add_trace(_signs(signed, where, scale, caption))
    figure.add_trace(_names(titles, list(places.values()), caption))
    add_key(figure, keys, caption, below_px=AXIS_PX)
    _axes(figure, shown, (columns, rows), scale, caption)
    return figure


def _columns(count: int, row_px: float, below: float, room: Room) -> int:
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


def _keys(country: Line | None, caption: Caption) -> list[Key]:
    if country is None:
        return []
    return [Key("country", country.name, caption.colours.quiet, "dash")]


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


def _lines(lines: Sequence[Line], places: Mapping[int, tuple[int, int]], scale: _Scale, colour: str) -> go.Scatter:
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


def _names(titles: Sequence[Sequence[str]], places: Sequence[tuple[int, int]], caption: Caption) -> go.Scatter:
    """The name and last value of each place above its picture."""
    return go.Scatter(
        x=[column for column, _ in places],
        y=[row + 0.99 for _, row in places],
        mode="text",
        text=[text.joined(lines) for lines in titles],
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
