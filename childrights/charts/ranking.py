"""Areas side by side: a dot each with its interval, the country as a dashed line. An order, not a league."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from childrights.charts import text
from childrights.charts.parts import Caption, Mark
from childrights.charts.template import axis, font, framed, hover_lines, leading, size
from childrights.charts.tokens import FIGURE_NOTE_PX, FOCUS_PX
from childrights.i18n import Translator

ROW_PX, ROW_PX_KHMER = 20, 24
DOT_PX = 10
NAME_LIMIT_PX = 124


def draw_ranking(
    marks: Sequence[Mark],
    country: Mark | None,
    caption: Caption,
    *,
    colour_of: dict[str, str],
    t: Translator,
    focus: str = "",
) -> go.Figure:
    """A dot plot of ``marks`` from the highest value to the lowest, zero at the left edge.

    ``colour_of`` gives each area its colour on the map; ``country`` is drawn as a dashed labelled line.
    """
    ordered = sorted(marks, key=lambda mark: (mark.value, mark.name))
    lang, colours = caption.lang, caption.colours
    row_px = ROW_PX_KHMER if lang == "km" else ROW_PX
    px = size(FIGURE_NOTE_PX, lang)
    names = [text.wrap(mark.short or mark.name, px, NAME_LIMIT_PX) for mark in ordered]
    rows = [max(1, len(lines)) for lines in names]
    middles, total = _middles(rows)
    left = round(max((text.width(line, px) for lines in names for line in lines), default=60)) + 12
    figure = framed(caption, plot_px=round(total * row_px), below_px=0, left=left, right=46)
    top = max([mark.upper or mark.value for mark in [*ordered, *([country] if country else [])]], default=1) * 1.1
    for middle, mark in zip(middles, ordered, strict=True):
        _stem(figure, mark, middle, colours.grid)
    figure.add_trace(
        go.Scatter(
            x=[mark.value for mark in ordered],
            y=middles,
            mode="markers",
            customdata=[[mark.code, hover_lines(mark.name, mark.label, mark.hover)] for mark in ordered],
            hovertemplate="%{customdata[1]}<extra></extra>",
            error_x=_intervals(ordered, colours.quiet),
            cliponaxis=False,
            marker={
                "size": DOT_PX,
                "color": [colour_of.get(mark.code, colours.quiet) for mark in ordered],
                "line": {
                    "color": [colours.ink if mark.code == focus else colours.quiet for mark in ordered],
                    "width": [FOCUS_PX if mark.code == focus else 0.8 for mark in ordered],
                },
            },
        )
    )
    figure.add_trace(
        go.Scatter(
            x=[top] * len(ordered),
            y=middles,
            mode="text",
            text=[mark.label for mark in ordered],
            textposition="middle right",
            textfont=font(FIGURE_NOTE_PX, colours.ink, lang),
            cliponaxis=False,
            hoverinfo="skip",
        )
    )
    if country:
        _country_line(figure, country, total, caption, t)
    figure.update_xaxes(axis(colours, lang, range=[0, top], showticklabels=False))
    figure.update_yaxes(
        axis(
            colours,
            lang,
            range=[0, total],
            tickvals=middles,
            ticktext=[
                f"<b>{text.joined(lines)}</b>" if mark.code == focus else text.joined(lines)
                for lines, mark in zip(names, ordered, strict=True)
            ],
            tickfont=font(FIGURE_NOTE_PX, colours.ink, lang),
        )
    )
    return figure


def _middles(rows: Sequence[int]) -> tuple[list[float], float]:
    """The middle of each row from the bottom, a row of two lines being 1.6 rows high; and the whole height."""
    middles, at = [], 0.0
    for lines in rows:
        high = 1 + (lines - 1) * 0.6
        middles.append(round(at + high / 2, 2))
        at += high
    return middles, round(at + 0.9, 2)


def _stem(figure: go.Figure, mark: Mark, y: float, colour: str) -> None:
    figure.add_shape(type="line", x0=0, x1=mark.value, y0=y, y1=y, line={"color": colour, "width": 1}, layer="below")


def _intervals(marks: Sequence[Mark], colour: str) -> dict[str, object] | None:
    if not any(mark.upper is not None for mark in marks):
        return None
    return {
        "type": "data",
        "symmetric": False,
        "array": [(mark.upper or mark.value) - mark.value for mark in marks],
        "arrayminus": [mark.value - (mark.lower if mark.lower is not None else mark.value) for mark in marks],
        "color": colour,
        "thickness": 1,
        "width": 0,
    }


def _country_line(figure: go.Figure, country: Mark, total: float, caption: Caption, t: Translator) -> None:
    colours = caption.colours
    figure.add_shape(
        type="line",
        x0=country.value,
        x1=country.value,
        y0=0,
        y1=total - 0.8,
        line={"color": colours.ink, "width": 1.2, "dash": "5px,4px"},
        layer="below",
    )
    figure.add_annotation(
        text=text.joined([t._("{place} {value}").format(place=country.name, value=country.label)]),
        x=country.value,
        y=total,
        yanchor="top",
        showarrow=False,
        font=font(FIGURE_NOTE_PX, colours.ink, caption.lang),
        height=leading(FIGURE_NOTE_PX, caption.lang),
    )
