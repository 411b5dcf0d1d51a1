"""The key under a figure: sign, colour and words of what is drawn, in columns of fixed pixels."""

from __future__ import annotations

from collections.abc import Sequence

from childrights.charts import sketch as go
from childrights.charts import text
from childrights.charts.parts import Caption, LegendKey
from childrights.charts.template import READING_WIDTH, font, leading, size
from childrights.charts.tokens import FIGURE_NOTE_PX, LIGHT, WHITE, reads_dark

LINE_PX, SIGN_PX, GAP_PX = 20, 12, 8

PIXELS = {"xref": "paper", "yref": "paper", "xsizemode": "pixel", "ysizemode": "pixel", "xanchor": 0, "yanchor": 0}
"""A shape measured in pixels from the lower left corner of the plot."""


def beside_keys(caption: Caption) -> list[LegendKey]:
    """The key of members' figures: a hollow diamond and their line; none where a figure has none of them."""
    return [LegendKey("", caption.beside, caption.colours.ink, "diamond-open")] if caption.beside else []


def key_px(keys: Sequence[LegendKey], lang: str) -> int:
    """The height in pixels that ``add_key`` needs."""
    rows = -(-len(keys) // _key_columns(keys, lang)) if keys else 0
    return round(rows * _key_row_px(lang)) + 8 if rows else 0


def add_key(figure: go.Figure, keys: Sequence[LegendKey], caption: Caption, *, below_px: int = 0) -> None:
    """Draw the key ``below_px`` pixels under the plot, left edge on the figure's left edge."""
    if not keys:
        return
    left = figure.left
    columns = _key_columns(keys, caption.lang)
    wide = READING_WIDTH / columns
    for i, key in enumerate(keys):
        x = round(i % columns * wide) - left
        y = -below_px - 4 - (i // columns + 0.5) * _key_row_px(caption.lang)
        _draw_sign(figure, key, x, y, caption)
        figure.add_annotation(
            text=text.joined_lines([key.name]), x=0, y=0, yanchor="middle", xshift=x + LINE_PX + GAP_PX, yshift=round(y)
        )


def _key_columns(keys: Sequence[LegendKey], lang: str) -> int:
    px = size(FIGURE_NOTE_PX, lang)
    widest = max(text.approximate_width(key.name, px) for key in keys) + LINE_PX + 2 * GAP_PX
    return max(1, min(3, len(keys), int(READING_WIDTH // widest)))


def _key_row_px(lang: str) -> float:
    return max(leading(FIGURE_NOTE_PX, lang), SIGN_PX + 7)


def _draw_sign(figure: go.Figure, key: LegendKey, x: float, y: float, caption: Caption) -> None:
    if key.symbol in ("line", "dash"):
        figure.add_shape(
            type="path",
            path=f"M{x:g},{y:g} L{x + LINE_PX:g},{y:g}",
            line={"color": key.colour, "width": 2.4, "dash": "4px,3px" if key.symbol == "dash" else "solid"},
            **PIXELS,
        )
        return
    path = _marker_path(key.symbol.removesuffix("-open"), x + LINE_PX / 2, y, SIGN_PX / 2 + (2 if key.sign else 0))
    fill = "rgba(0,0,0,0)" if key.symbol.endswith("-open") else key.colour
    line = {"color": key.colour, "width": 1.6}
    figure.add_shape(type="path", path=path, fillcolor=fill, line=line, **PIXELS)
    if key.sign:
        figure.add_annotation(
            text=key.sign,
            x=0,
            y=0,
            xanchor="center",
            yanchor="middle",
            xshift=x + LINE_PX / 2,
            yshift=round(y),
            font=font(FIGURE_NOTE_PX - 2, on(key.colour), caption.lang),
        )


def _marker_path(symbol: str, x: float, y: float, r: float) -> str:
    """The outline of a Plotly marker as an SVG path in pixels."""
    if symbol == "diamond":
        r *= 1.25
        return f"M{x - r:g},{y:g} L{x:g},{y + r:g} L{x + r:g},{y:g} L{x:g},{y - r:g} Z"
    if symbol == "square":
        return f"M{x - r:g},{y - r:g} L{x - r:g},{y + r:g} L{x + r:g},{y + r:g} L{x + r:g},{y - r:g} Z"
    if symbol == "triangle-up":
        return f"M{x - r:g},{y - r:g} L{x:g},{y + r:g} L{x + r:g},{y - r:g} Z"
    bow = r * 0.5523
    return (
        f"M{x - r:g},{y:g} C{x - r:g},{y + bow:g} {x - bow:g},{y + r:g} {x:g},{y + r:g} "
        f"C{x + bow:g},{y + r:g} {x + r:g},{y + bow:g} {x + r:g},{y:g} "
        f"C{x + r:g},{y - bow:g} {x + bow:g},{y - r:g} {x:g},{y - r:g} "
        f"C{x - bow:g},{y - r:g} {x - r:g},{y - bow:g} {x - r:g},{y:g} Z"
    )


def on(colour: str) -> str:
    """The colour of letters on ``colour``."""
    return LIGHT.ink if reads_dark(colour) else WHITE
