"""Values over time: one line a series, named at its end, never joined across a break."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from childrights.charts import sketch as go
from childrights.charts import text
from childrights.charts.key import add_key, beside_keys, key_px
from childrights.charts.parts import Break, Caption, Goal, Line, Point
from childrights.charts.template import axis, error_bars, font, framed, leading, shared_hover, size
from childrights.charts.tokens import FIGURE_NOTE_PX, FIGURE_TEXT_PX, Theme

PLOT_PX = 360
AXIS_PX = 26
"""What the years under the plot need."""
NAME_LIMIT_PX = 122
BREAK_WORDS_PX = 130
NARROW_PLOT_PX = 300
"""How wide a plot is taken to be where words are to fit into it: it is as wide as its page, on a telephone narrow."""
BOLD = 1.06
"""How much wider bold letters are."""


def draw_trend(
    lines: Sequence[Line],
    caption: Caption,
    *,
    breaks: Sequence[Break] = (),
    goals: Sequence[Goal] = (),
    plot_px: int = PLOT_PX,
) -> go.Figure:
    """A line chart from zero: the country dashed, modelled series dotted, breaks drawn and told.

    Lines of members' figures are sparse dots with hollow diamonds, never joined to others, and told in a key.

    Up to seven lines are named at their ends; the names are moved apart where they would meet. The plot is
    ``plot_px`` pixels high.
    """
    lang, colours = caption.lang, caption.colours
    names = [_end_label(line, size(FIGURE_NOTE_PX, lang)) for line in lines]
    wide = (text.approximate_width(row, size(FIGURE_NOTE_PX, lang)) for rows in names for row in rows)
    right = round(max(wide, default=0) * BOLD) + 14
    keys = beside_keys(caption)
    below_px = AXIS_PX + key_px(keys, lang)
    figure = framed(caption, plot_px=plot_px, below_px=below_px, left=34, right=right)
    points = [point for line in lines for segment in line.segments for point in segment]
    values = [*(point.mark.upper or point.mark.value for point in points), *(goal.value for goal in goals)]
    top = max(values, default=1) * 1.08 or 1
    for line in lines:
        for segment in line.segments:
            figure.add_trace(_segment(line, segment))
    _breaks(figure, lines, breaks, caption, plot_px, top)
    for goal in goals:
        _goal(figure, goal, _year_range(points), caption)
    _line_names(figure, lines, names, caption, plot_px / top)
    add_key(figure, keys, caption, below_px=AXIS_PX)
    first, last = _year_range(points)
    figure.update_xaxes(
        axis(
            colours,
            lang,
            range=[first, last],
            ticks="outside",
            tickcolor=colours.rule,
            **_ticks(points),
        )
    )
    figure.update_yaxes(
        axis(colours, lang, range=[0, top], showgrid=True, gridcolor=colours.grid, gridwidth=1, nticks=6)
    )
    return figure


def _end_label(line: Line, px: float) -> list[str]:
    """The last value and the name of a line, in rows that fit the right margin."""
    last = line.segments[-1][-1].mark.label if line.segments else ""
    return text.wrap_lines(f"{last} {line.name}", px, NAME_LIMIT_PX)


def _segment(line: Line, segment: Sequence[Point]) -> go.Scatter:
    small = [point.mark.status == "small_sample" for point in segment]
    sign = "diamond" if line.beside else "circle"
    hollow = [line.modelled or line.beside or is_small for is_small in small]
    crowded = len(segment) > 15
    texts, template = shared_hover([point.mark for point in segment])
    return go.Scatter(
        codes=[point.mark.id for point in segment],
        x=[point.x for point in segment],
        y=[point.mark.value for point in segment],
        mode="lines+markers",
        line={
            "color": line.colour,
            "width": 2.4,
            "dash": _dash(line),
        },
        marker={
            "size": 4 if crowded else 8,
            "color": line.colour,
            "symbol": [f"{sign}-open" if one else sign for one in hollow] if any(hollow) else sign,
            "line": {"color": line.colour, "width": 1.6},
        },
        error_y=error_bars([point.mark for point in segment], line.colour),
        text=texts,
        hovertemplate=template,
        cliponaxis=False,
    )


def _dash(line: Line) -> str:
    if line.beside:
        return "1px,5px"
    return "2px,3px" if line.modelled else "7px,4px" if line.country else "solid"


def _ticks(points: Sequence[Point]) -> dict[str, object]:
    """The very years with figures while they are few, round years otherwise."""
    years = sorted({round(point.x) for point in points})
    if len(years) <= 7 and all(b - a >= (years[-1] - years[0]) / 14 for a, b in pairwise(years)):
        return {"tickvals": years, "ticktext": [str(year) for year in years]}
    return {"tickformat": "d", "nticks": 6}


def _year_range(points: Sequence[Point]) -> tuple[float, float]:
    years = [point.x for point in points] or [2000]
    pad = max(0.6, (max(years) - min(years)) * 0.02)
    return min(years) - pad, max(years) + pad


def _breaks(
    figure: go.Figure, lines: Sequence[Line], breaks: Sequence[Break], caption: Caption, plot_px: int, top: float
) -> None:
    """A dotted upright for each break, its words where they cover least of the lines."""
    quiet, px = caption.colours.quiet, size(FIGURE_NOTE_PX, caption.lang)
    first, last = _year_range([point for line in lines for segment in line.segments for point in segment])
    across = 1 / (last - first)
    passed = [
        ((x - first) * across, value / top)
        for line in lines
        for segment in line.segments
        for x, value in _along([(point.x, point.mark.value) for point in segment])
    ]
    taken: list[_Share] = []
    for one in breaks:
        upright = {"color": quiet, "width": 1, "dash": "1px,3px"}
        figure.add_trace(
            go.Scatter(x=[one.year] * 2, y=[0, top], mode="lines", line=upright, hoverinfo="skip"),
        )
        rows = text.wrap_lines(one.words, px, BREAK_WORDS_PX)
        wide = (max(text.approximate_width(row, px) for row in rows) + 8) / NARROW_PLOT_PX
        high = len(rows) * leading(FIGURE_NOTE_PX, caption.lang) / plot_px
        at = break_place((one.year - first) * across, wide, high, passed, taken)
        taken.append(_box_at(at, (one.year - first) * across, wide, high))
        left, low = at
        figure.add_annotation(
            text=text.joined_lines(rows),
            xref="x",
            yref="y",
            x=one.year,
            y=0 if low else top,
            xshift=-4 if left else 4,
            font=font(FIGURE_NOTE_PX, quiet, caption.lang),
            **({"xanchor": "right", "align": "right"} if left else {}),
            **({"yanchor": "bottom"} if low else {}),
        )


_Share = tuple[float, float, float, float]
"""Left, right, bottom and top of a box, in shares of the plot."""


def _along(segment: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The points of a line and, between two, as many more as words could hide."""
    between = [
        (a[0] + (b[0] - a[0]) * step / 20, a[1] + (b[1] - a[1]) * step / 20)
        for a, b in pairwise(segment)
        for step in range(20)
    ]
    return [*between, *segment[-1:]]


def _box_at(place: tuple[bool, bool], x: float, wide: float, high: float) -> _Share:
    left, low = place
    return (x - wide if left else x, x if left else x + wide, 0 if low else 1 - high, high if low else 1)


def break_place(
    x: float, wide: float, high: float, passed: Sequence[tuple[float, float]], taken: Sequence[_Share] = ()
) -> tuple[bool, bool]:
    """Whether the words of a break at ``x`` stand left of it, and whether at the bottom, all in shares of the plot.

    Where they cover least of the points ``passed`` and of the boxes ``taken``, and do not leave the plot; right of it
    at the top where nothing speaks against that.
    """

    def cost(place: tuple[bool, bool]) -> float:
        a, b, c, d = _box_at(place, x, wide, high)
        hidden = sum(a <= px <= b and c - 0.03 <= py <= d + 0.03 for px, py in passed)
        over = sum(a < right and left < b and c < upper and lower < d for left, right, lower, upper in taken)
        return hidden + 1000 * over + 10_000 * (max(0, -a) + max(0, b - 1))

    return min([(False, False), (True, False), (False, True), (True, True)], key=cost)


def _goal(figure: go.Figure, goal: Goal, span: tuple[float, float], caption: Caption) -> None:
    """A dotted line over the whole plot, named at its beginning, above it unless it is the floor's own ground."""
    colour = caption.colours.focus
    line = {"color": colour, "width": 1.4, "dash": "2px,4px"}
    figure.add_trace(go.Scatter(x=list(span), y=[goal.value] * 2, mode="lines", line=line, hoverinfo="skip"))
    figure.add_annotation(
        text=text.joined_lines(text.wrap_lines(goal.words, size(FIGURE_NOTE_PX, caption.lang), 220)),
        xref="x",
        yref="y",
        x=span[0],
        y=goal.value,
        yanchor="bottom",
        xshift=4,
        font=font(FIGURE_NOTE_PX, colour, caption.lang),
    )


def _line_names(
    figure: go.Figure, lines: Sequence[Line], names: Sequence[Sequence[str]], caption: Caption, px_of_one: float
) -> None:
    """The name and last value of each line at its end, moved up or down so that no two meet.

    ``px_of_one`` is how many pixels high a value of 1 stands.
    """
    ends = [(line.segments[-1][-1], line, rows) for line, rows in zip(lines, names, strict=True) if line.segments]
    heights = [(len(rows)) * leading(FIGURE_NOTE_PX, caption.lang) + 3 for _, _, rows in ends]
    wanted = [point.mark.value * px_of_one for point, _, _ in ends]
    for (point, line, rows), y in zip(ends, spread_labels(wanted, heights), strict=True):
        figure.add_annotation(
            text=text.joined_lines(rows).replace(point.mark.label, f"<b>{point.mark.label}</b>", 1),
            x=1,
            y=0,
            yanchor="middle",
            xshift=6,
            yshift=round(y),
            font=font(FIGURE_TEXT_PX - 1, line.colour, caption.lang),
        )


def spread_labels(wanted: Sequence[float], heights: Sequence[float]) -> list[float]:
    """Middles near ``wanted`` (pixels, upwards) at which boxes of ``heights`` do not overlap."""
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    placed = list(wanted)
    for _ in range(200):
        moved = False
        for below, above in pairwise(order):
            overlap = (heights[below] + heights[above]) / 2 - (placed[above] - placed[below])
            if overlap > 0.5:
                placed[below] -= overlap / 2
                placed[above] += overlap / 2
                moved = True
        if not moved:
            break
    return placed


WIDTH, HEIGHT, PAD = 96, 26, 4
SQUARE, SQUARE_GAP = 8, 3


def sparkline(pieces: Sequence[Sequence[tuple[float, float]]], colour: str) -> str:
    """SVG of points (year, value) from zero, the last one marked; empty for fewer than two points.

    Each piece is a line of its own: between pieces lies a break, and a piece of one point is a dot.
    """
    points = [point for piece in pieces for point in piece]
    if len(points) < 2:
        return ""
    first, last = points[0][0], points[-1][0]
    across = (WIDTH - 2 * PAD) / ((last - first) or 1)
    up = (HEIGHT - 2 * PAD) / max(max(value for _, value in points), 1e-9)

    def place(point: tuple[float, float]) -> str:
        return f"{PAD + (point[0] - first) * across:.0f},{HEIGHT - PAD - max(point[1], 0) * up:.1f}"

    lines = "".join(
        f'<polyline points="{" ".join(place(point) for point in (piece if len(piece) > 1 else [*piece, *piece]))}"/>'
        for piece in pieces
        if piece
    )
    end_x, end_y = place(points[-1]).split(",")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"><g fill="none" stroke="{colour}" '
        f'stroke-width="1.6" stroke-linecap="round">{lines}</g>'
        f'<circle cx="{end_x}" cy="{end_y}" r="2.8" fill="{colour}"/></svg>'
    )


def unit_squares(known: int, unknown: int, colours: Theme) -> tuple[str, tuple[int, int]]:
    """SVG of one square a thing, full for the known and hollow for the unknown, and its size in pixels."""
    step = SQUARE + SQUARE_GAP
    full = "".join(f'<rect x="{i * step}" y="1" width="{SQUARE}" height="{SQUARE}"/>' for i in range(known))
    hollow = "".join(
        f'<rect x="{i * step + 0.5}" y="1.5" width="{SQUARE - 1}" height="{SQUARE - 1}"/>'
        for i in range(known, known + unknown)
    )
    size = max(1, (known + unknown) * step), SQUARE + 2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size[0]} {size[1]}">'
        f'<g fill="{colours.action}">{full}</g><g fill="none" stroke="{colours.focus}">{hollow}</g></svg>',
        size,
    )
