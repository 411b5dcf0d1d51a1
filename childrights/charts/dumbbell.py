"""Groups side by side: one row a period, place or age, one sign a group, the distance between them as a bar.

With the fifths or quarters of wealth this is the equiplot of the International Center for Equity in Health, Pelotas.
"""

from __future__ import annotations

from collections.abc import Sequence

from childrights.charts import sketch as go
from childrights.charts import text
from childrights.charts.key import add_key, beside_keys, key_px, on
from childrights.charts.parts import Caption, ChartRow, LegendKey, Mark
from childrights.charts.template import axis, error_bars, font, framed, shared_hover, size
from childrights.charts.tokens import FIGURE_NOTE_PX

ROW_PX, ROW_PX_KHMER = 40, 44
AXIS_PX = 24
SIGN_PX, DOT_PX = 18, 13
NAME_LIMIT_PX = 120
NEAR, STEP = 0.03, 0.13
"""Signs nearer than this share of the axis stand this share of a row above and below its middle."""


def draw_groups(
    rows: Sequence[ChartRow], keys: Sequence[LegendKey], caption: Caption, beside: Sequence[ChartRow] = ()
) -> go.Figure:
    """A dumbbell chart from zero: ``rows`` from the top, ``keys`` in the order of their key.

    The lowest and the highest value of each row stand beside it, every value in its hover box. Members' figures stand
    in rows ``beside`` them, one each, under all that is published: no bar joins them and none is the highest.
    """
    lang = caption.lang
    px = size(FIGURE_NOTE_PX, lang)
    published, rows = len(rows), [*rows, *beside]
    names = [text.wrap_lines(row.name, px, NAME_LIMIT_PX) for row in rows]
    marks = [mark for row in rows for mark in row.marks]
    keys = [*keys, *beside_keys(caption)]
    label_px = max((text.approximate_width(mark.label, px) for mark in marks), default=0) + SIGN_PX / 2 + 8
    left = round(max((text.approximate_width(line, px) for lines in names for line in lines), default=0) + label_px) + 8
    row_px = ROW_PX_KHMER if lang == "km" else ROW_PX
    below = AXIS_PX + key_px(keys, lang)
    figure = framed(caption, plot_px=len(rows) * row_px + 8, below_px=below, left=left, right=round(label_px) + 4)
    top = max((mark.value if mark.upper is None else mark.upper for mark in marks), default=1) or 1
    heights = [len(rows) - i - 0.5 for i in range(len(rows))]
    figure.add_trace(_distances(rows, heights, caption))
    told = _flat(rows[:published], heights[:published], top)
    for key in keys:
        if placed := [(mark, y) for mark, y in told if mark.code == key.code]:
            figure.add_trace(_key_dots(key, placed, caption))
    if beside:
        own = _flat(beside, heights[published:], top)
        figure.add_trace(_key_dots(beside_keys(caption)[0], own, caption))
    for trace in _end_values(rows, heights, caption):
        figure.add_trace(trace)
    add_key(figure, keys, caption, below_px=AXIS_PX)
    figure.update_xaxes(
        axis(caption.colours, lang, range=[0, top], showgrid=True, gridcolor=caption.colours.grid, nticks=6)
    )
    ticks = [
        text.joined_lines(lines) if row.marks else f"<b>{text.joined_lines(lines)}</b>"
        for row, lines in zip(rows, names, strict=True)
    ]
    figure.update_yaxes(axis(caption.colours, lang, range=[0, len(rows)], tickvals=heights, ticktext=ticks))
    figure.update_yaxes(tickfont_color=caption.colours.ink, ticklabelstandoff=round(label_px))
    return figure


def _flat(rows: Sequence[ChartRow], heights: Sequence[float], top: float) -> list[tuple[Mark, float]]:
    """Every mark with its height; those that would hide one another stand a little higher and lower in turn."""
    placed, near = [], top * NEAR
    for row, height in zip(rows, heights, strict=True):
        ordered = sorted(row.marks, key=lambda mark: mark.value)
        steps = iter((STEP, -STEP) * len(ordered))
        for i, mark in enumerate(ordered):
            close = [o for o in ordered[max(0, i - 1) : i + 2] if o is not mark and abs(o.value - mark.value) < near]
            placed.append((mark, round(height + (next(steps) if close else 0), 3)))
    return placed


def _distances(rows: Sequence[ChartRow], heights: Sequence[float], caption: Caption) -> go.Scatter:
    """From the lowest to the highest value of each row: the distance is what the chart is about."""
    x: list[float | None] = []
    y: list[float | None] = []
    for row, height in zip(rows, heights, strict=True):
        if len(row.marks) > 1:
            values = [mark.value for mark in row.marks]
            x += [min(values), max(values), None]
            y += [height, height, None]
    return go.Scatter(
        x=x, y=y, mode="lines", line={"color": caption.colours.rule, "width": 5}, hoverinfo="skip", cliponaxis=False
    )


def _key_dots(key: LegendKey, placed: Sequence[tuple[Mark, float]], caption: Caption) -> go.Scatter:
    marks = [mark for mark, _ in placed]
    texts, template = shared_hover(marks)
    small = [mark.status == "small_sample" for mark in marks]
    symbol = (
        key.symbol
        if key.symbol.endswith("-open") or not any(small)
        else [f"{key.symbol}-open" if one else key.symbol for one in small]
    )
    signs = {"texttemplate": key.sign, "textfont": font(FIGURE_NOTE_PX - 1, on(key.colour), caption.lang)}
    return go.Scatter(
        codes=[mark.id for mark in marks],
        x=[mark.value for mark in marks],
        y=[height for _, height in placed],
        mode="markers+text" if key.sign else "markers",
        marker={
            "size": SIGN_PX if key.sign else DOT_PX,
            "color": key.colour,
            "symbol": symbol,
            "opacity": 1,
            "line": {"color": key.colour if key.symbol.endswith("-open") else caption.colours.ground, "width": 1.4},
        },
        error_x=error_bars(marks, key.colour),
        text=texts,
        hovertemplate=template,
        cliponaxis=False,
        **(signs if key.sign else {}),
    )


def _end_values(rows: Sequence[ChartRow], heights: Sequence[float], caption: Caption) -> list[go.Scatter]:
    """The lowest value of each row to its left, the highest to its right, clear of the signs."""
    at = list(zip(rows, heights, strict=True))
    lows = [(min(row.marks, key=lambda one: one.value), y) for row, y in at if len(row.marks) > 1]
    highs = [(max(row.marks, key=lambda one: one.value), y) for row, y in at if row.marks]
    pad = "\N{EN SPACE}" * 2
    return [
        go.Scatter(
            x=[mark.value for mark, _ in ends],
            y=[y for _, y in ends],
            mode="text",
            text=[f"{pad}{mark.label}{pad}" for mark, _ in ends],
            textposition=f"middle {side}",
            textfont=font(FIGURE_NOTE_PX, caption.colours.ink, caption.lang),
            hoverinfo="skip",
            cliponaxis=False,
        )
        for side, ends in (("left", lows), ("right", highs))
        if ends
    ]
