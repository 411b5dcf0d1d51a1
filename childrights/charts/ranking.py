"""Areas side by side: a dot each with its interval, the country as a dashed line. An order, not a league.

In a room that is broad and low the order goes on in a second column, on a scale of the same length.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from childrights.charts import sketch as go
from childrights.charts import text
from childrights.charts.parts import Caption, Mark, Room
from childrights.charts.template import axis, error_bars, font, framed, size, split_hover
from childrights.charts.tokens import BORDER_PX, FIGURE_NOTE_PX, FOCUS_PX
from childrights.i18n import Translator

ROW_PX, ROW_PX_KHMER = 20, 24
DOT_PX = 10
RANK_PX = 56
NAME_LIMIT_PX = 124
BROAD_DOTS_PX = 108
"""In a room of its own: what the dots of a column need."""
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
    room: Room | None = None,
    name_px: float = NAME_LIMIT_PX,
    row_px: float = 0,
) -> go.Figure:
    """A dot plot of ``marks`` from the highest value to the lowest, zero at the left edge.

    ``colour_of`` gives each area its colour on the map; ``country`` is drawn as a dashed labelled line; ``ranks``
    stand at the right edge, each the rank or ranks an area may hold. In a ``clickable`` plot each dot carries the code
    of its area. ``room`` asks for the one or two columns that are largest there. Names wider than ``name_px`` pixels
    take several lines; a row is ``row_px`` pixels high, as the language needs for 0.
    """
    ordered = sorted(marks, key=lambda mark: (mark.value, mark.name))
    lang = caption.lang
    px = size(FIGURE_NOTE_PX, lang)
    names = {mark.code: text.wrap(mark.short or mark.name, px, name_px) for mark in ordered}
    labels = max((text.width(mark.label, px) for mark in ordered), default=0) * BOLD
    left = round(max((text.width(line, px) for lines in names.values() for line in lines), default=60) + labels) + 16
    right = RANK_PX if ranks else 10
    row_px = row_px or (ROW_PX_KHMER if lang == "km" else ROW_PX)
    per = _rows_a_column(len(ordered), (left, right, row_px), room)
    # From the bottom up, so that the first column holds the highest values.
    columns = [ordered[max(0, end - per) : end] for end in range(len(ordered), 0, -per)] or [[]]
    middles = [_middles([len(names[mark.code]) or 1 for mark in column]) for column in columns]
    total = max(high for _, high in middles)
    figure = framed(caption, plot_px=round(total * row_px), left=left, right=right)
    figure.least_px = len(columns) * BROAD_DOTS_PX + (len(columns) - 1) * (left + right) if room else 0
    shown = [*ordered, *([country] if country else [])]
    top = max((mark.value if mark.upper is None else mark.upper for mark in shown), default=1) * 1.04 or 1
    if clickable:
        figure.update_layout(clickmode="event+select", uirevision="ranking")
    for i, (column, (heights, high)) in enumerate(zip(columns, middles, strict=True)):
        drawn = _Column(i, [round(total - high + height, 2) for height in heights], total, top)
        dots = _dots(column, drawn.heights, caption, colour_of, focus)
        if clickable:
            dots["customdata"] = [mark.code for mark in column]
        figure.add_trace(dots, **drawn.axes)
        if country:
            _country_line(figure, country, drawn, total - high, caption, t)
        if ranks:
            figure.add_trace(_ranks(column, drawn.heights, ranks, top, caption), **drawn.axes)
            _rank_head(figure, drawn, len(columns), t)
        ticks = [_tick(names[mark.code], mark.label, mark.code in focus) for mark in column]
        _axes(figure, drawn, _domain(i, len(columns), left + right, figure.least_px), ticks, caption)
    return figure


@dataclass(frozen=True, slots=True)
class _Column:
    """One column of the order: which, where its rows stand, and how far both axes reach."""

    place: int
    heights: list[float]
    total: float
    top: float

    @property
    def suffix(self) -> str:
        return str(self.place + 1) if self.place else ""

    @property
    def axes(self) -> dict[str, str]:
        """What a trace says to stand here; nothing for the first column, where it stands anyway."""
        return {"xaxis": f"x{self.suffix}", "yaxis": f"y{self.suffix}"} if self.place else {}


def _rows_a_column(count: int, sizes: tuple[float, float, float], room: Room | None) -> int:
    """How many rows one column holds. ``sizes``: left and right margin and the height of a row."""
    if room is None or count < 2:
        return max(count, 1)
    left, right, row_px = sizes
    options = [-(-count // n) for n in (1, 2)]
    wide = left + right + BROAD_DOTS_PX
    return max(options, key=lambda per: room.zoom(-(-count // per) * wide, (per + 0.9) * row_px))


def _domain(place: int, count: int, margins: float, least_px: float) -> list[float] | None:
    """The share of the plot that a column takes, its names and ranks left out; ``None`` for the only one."""
    if count == 1:
        return None
    start = place * (BROAD_DOTS_PX + margins) / least_px
    return [round(start, 4), round(start + BROAD_DOTS_PX / least_px, 4)]


def _axes(
    figure: go.Figure, drawn: _Column, domain: list[float] | None, ticks: Sequence[str], caption: Caption
) -> None:
    lang, colours = caption.lang, caption.colours
    across = [float(f"{edge:.4g}") for edge in (-drawn.top * 0.04, drawn.top)]
    anchors = ({"anchor": f"y{drawn.suffix}"}, {"anchor": f"x{drawn.suffix}"}) if drawn.place else ({}, {})
    upright = axis(colours, lang, range=[0, drawn.total], tickvals=drawn.heights, ticktext=list(ticks), **anchors[1])
    upright |= {"showgrid": True, "gridcolor": colours.grid, "gridwidth": 1}
    upright["tickfont"] = {**upright["tickfont"], "color": colours.ink}
    named = {"visible": False, "fixedrange": True, "range": across, "domain": domain, **anchors[0]}
    figure.update_layout({f"xaxis{drawn.suffix}": named, f"yaxis{drawn.suffix}": upright})


def _rank_head(figure: go.Figure, drawn: _Column, count: int, t: Translator) -> None:
    """The word over the ranks of a column."""
    place = {"xref": f"x{drawn.suffix} domain"} if count > 1 else {}
    figure.add_annotation(text=text.joined([t._("rank")]), x=1, y=1, xshift=8, yanchor="top", **place)


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


def _country_line(
    figure: go.Figure, country: Mark, drawn: _Column, floor: float, caption: Caption, t: Translator
) -> None:
    """The country's value as a dashed line through a column, down to its ``floor``, and in words above it."""
    total, top = drawn.total, drawn.top
    figure.add_trace(
        go.Scatter(
            x=[country.value] * 2,
            y=[round(floor, 2), total - 0.8],
            mode="lines",
            line={"color": caption.colours.ink, "width": 1.2, "dash": "5px,4px"},
            hoverinfo="skip",
        ),
        **drawn.axes,
    )
    figure.add_annotation(
        text=text.joined([t._("{place} {value}").format(place=country.name, value=country.label)]),
        xref=f"x{drawn.suffix}",
        yref=f"y{drawn.suffix}",
        x=country.value,
        y=total,
        xanchor="right" if country.value > top * 0.6 else "center",
        xshift=6 if country.value > top * 0.6 else 0,
    )
