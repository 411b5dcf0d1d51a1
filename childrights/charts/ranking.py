"""Areas side by side: a dot each with its interval, the country as a dashed line. An order, not a league."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from childrights.charts import sketch as go
from childrights.charts import text
from childrights.charts.parts import Caption, Mark
from childrights.charts.template import axis, error_bars, font, framed, size, split_hover
from childrights.charts.tokens import BORDER_PX, FIGURE_NOTE_PX, FOCUS_PX
from childrights.i18n import Translator

ROW_PX, ROW_PX_KHMER = 20, 24
DOT_PX = 10
RANK_PX = 56
NAME_LIMIT_PX = 124
BOLD = 1.06
"""How much wider bold figures are, for the row in focus."""


def draw_ranking(
    marks: Sequence[Mark],
    country: Mark | None,
    caption: Caption,
    *,
    colour_of: dict[str, str],
    t: Translator,
    focus: Collection[str] = (),
    ranks: Mapping[str, str] = MappingProxyType({}),
    clickable: bool = False,
) -> go.Figure:
    """A dot plot of ``marks`` from the highest value to the lowest, zero at the left edge.

    ``colour_of`` gives each area its colour on the map; ``country`` is drawn as a dashed labelled line; ``ranks``
    stand at the right edge, each the rank or ranks an area may hold. In a ``clickable`` plot each dot carries the code
    of its area.
    """
    ordered = sorted(marks, key=lambda mark: (mark.value, mark.name))
    lang, colours = caption.lang, caption.colours
    px = size(FIGURE_NOTE_PX, lang)
    names = [text.wrap(mark.short or mark.name, px, NAME_LIMIT_PX) for mark in ordered]
    labels = max((text.width(mark.label, px) for mark in ordered), default=0) * BOLD
    middles, total = _middles([max(1, len(lines)) for lines in names])
    left = round(max((text.width(line, px) for lines in names for line in lines), default=60) + labels) + 16
    row_px = ROW_PX_KHMER if lang == "km" else ROW_PX
    figure = framed(caption, plot_px=round(total * row_px), left=left, right=RANK_PX if ranks else 10)
    shown = [*ordered, *([country] if country else [])]
    top = max((mark.value if mark.upper is None else mark.upper for mark in shown), default=1) * 1.04 or 1
    dots = _dots(ordered, middles, caption, colour_of, focus)
    if clickable:
        dots["customdata"] = [mark.code for mark in ordered]
        figure.update_layout(clickmode="event+select", uirevision="ranking")
    figure.add_trace(dots)
    if country:
        _country_line(figure, country, total, top, caption, t)
    if ranks:
        figure.add_trace(_ranks(ordered, middles, ranks, top, caption))
        figure.add_annotation(text=text.joined([t._("rank")]), x=1, y=1, xshift=8, yanchor="top")
    ticks = [_tick(lines, mark.label, mark.code in focus) for lines, mark in zip(names, ordered, strict=True)]
    figure.update_xaxes(visible=False, fixedrange=True, range=[float(f"{edge:.4g}") for edge in (-top * 0.04, top)])
    figure.update_yaxes(axis(colours, lang, range=[0, total], tickvals=middles, ticktext=ticks))
    figure.update_yaxes(tickfont_color=colours.ink, showgrid=True, gridcolor=colours.grid, gridwidth=1)
    return figure


def _ranks(
    ordered: Sequence[Mark], middles: Sequence[float], ranks: Mapping[str, str], top: float, caption: Caption
) -> go.Scatter:
    return go.Scatter(
        x=[float(f"{top * 0.995:.4g}")] * len(ordered),
        y=list(middles),
        text=[ranks.get(mark.code, "") for mark in ordered],
        mode="text",
        textposition="middle right",
        textfont=font(FIGURE_NOTE_PX, caption.colours.quiet, caption.lang),
        cliponaxis=False,
        hoverinfo="skip",
    )


def _tick(lines: Sequence[str], label: str, focused: bool) -> str:
    """Name and value of a row, in bold for the place in focus."""
    words = f"{text.joined(lines)} {text.joined([label])}"
    return f"<b>{words}</b>" if focused else words


def _dots(
    ordered: Sequence[Mark],
    middles: Sequence[float],
    caption: Caption,
    colour_of: dict[str, str],
    focus: Collection[str],
) -> go.Scatter:
    colours = caption.colours
    own, common = split_hover(ordered)
    focused = [mark.code in focus for mark in ordered]
    return go.Scatter(
        codes=[mark.id for mark in ordered],
        x=[mark.value for mark in ordered],
        y=list(middles),
        mode="markers",
        text=[text.joined(["", *lines]) for lines in own],
        # The axis already has name and value as the text of each row; %{y} is that text, so it is sent once.
        hovertemplate="%{y}%{text}" + text.joined(["", *common]) + "<extra></extra>",
        error_x=error_bars(ordered, colours.quiet),
        cliponaxis=False,
        marker={
            "size": DOT_PX,
            "color": [colour_of.get(mark.code, colours.quiet) for mark in ordered],
            "line": {
                "color": [colours.ink if one else colours.quiet for one in focused] if focus else colours.quiet,
                "width": [FOCUS_PX if one else BORDER_PX for one in focused] if focus else BORDER_PX,
            },
        },
    )


def _middles(rows: Sequence[int]) -> tuple[list[float], float]:
    """The middle of each row from the bottom, a row of two lines being 1.6 rows high; and the whole height."""
    middles, at = [], 0.0
    for lines in rows:
        high = 1 + (lines - 1) * 0.6
        middles.append(round(at + high / 2, 2))
        at += high
    return middles, round(at + 0.9, 2)


def _country_line(figure: go.Figure, country: Mark, total: float, top: float, caption: Caption, t: Translator) -> None:
    figure.add_trace(
        go.Scatter(
            x=[country.value] * 2,
            y=[0, total - 0.8],
            mode="lines",
            line={"color": caption.colours.ink, "width": 1.2, "dash": "5px,4px"},
            hoverinfo="skip",
        )
    )
    figure.add_annotation(
        text=text.joined([t._("{place} {value}").format(place=country.name, value=country.label)]),
        xref="x",
        yref="y",
        x=country.value,
        y=total,
        xanchor="right" if country.value > top * 0.6 else "center",
        xshift=6 if country.value > top * 0.6 else 0,
    )
