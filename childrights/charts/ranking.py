"""Areas side by side: a dot each with its interval, the country as a dashed line. An order, not a league.

In a room that is broad and low the order goes on in a second column, on a scale of the same length.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from childrights.charts import sketch as go
from childrights.charts import text
from childrights.charts.key import add_key, key_px
from childrights.charts.legend import SIGN_LINE_PX
from childrights.charts.parts import Caption, LegendKey, Mark, Room
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
WORKED_OUT_DASH = "2px,3px"
"""Dashes of an interval that was not published; few intervals are so short that they would show as a single one."""


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
    beside: Sequence[Mark] = (),
) -> go.Figure:
    """A dot plot of ``marks`` from the highest value to the lowest, zero at the left edge.

    ``colour_of`` gives each area its colour on the map; ``country`` is drawn as a dashed labelled line; ``ranks``
    stand at the right edge, each the rank or ranks an area may hold. In a ``clickable`` plot each dot carries the code
    of its area. ``room`` asks for the one or two columns that are largest there. Names wider than ``name_px`` pixels
    take several lines; a row is ``row_px`` pixels high, as the language needs for 0. Members' figures ``beside`` the
    order stand under it in a block of their own, in the order given.
    """
    lang = caption.lang
    px = size(FIGURE_NOTE_PX, lang)
    rows = _rows(sorted(marks, key=lambda mark: (mark.value, mark.name)), beside, caption, name_px)
    labels = max((text.approximate_width(row.mark.label, px) for row in rows if row.mark), default=0) * BOLD
    left = (
        round(max((text.approximate_width(line, px) for row in rows for line in row.lines), default=60) + labels) + 16
    )
    right = RANK_PX if ranks else 10
    row_px = row_px or (ROW_PX_KHMER if lang == "km" else ROW_PX)
    per = _rows_a_column(len(rows), (left, right, row_px), room)
    # From the bottom up, so that the first column holds the highest values.
    columns = [rows[max(0, end - per) : end] for end in range(len(rows), 0, -per)] or [[]]
    middles = [_middles([len(row.lines) or 1 for row in column]) for column in columns]
    total = max(high for _, high in middles)
    keys = _interval_keys(marks, caption, t)
    below = key_px(keys, lang)
    figure = framed(caption, plot_px=round(total * row_px), below_px=below, left=left, right=right)
    figure.least_px = len(columns) * BROAD_DOTS_PX + (len(columns) - 1) * (left + right) if room else 0
    shown = [*marks, *beside, *([country] if country else [])]
    top = max((mark.value if mark.upper is None else mark.upper for mark in shown), default=1) * 1.04 or 1
    if clickable:
        figure.update_layout(clickmode="event+select", uirevision="ranking")
    for i, (column, (heights, high)) in enumerate(zip(columns, middles, strict=True)):
        drawn = _Column(i, [round(total - high + height, 2) for height in heights], total, top)
        _draw_column(figure, column, drawn, caption, colour_of, focus, clickable=clickable)
        ranked = [(row, at) for row, at in zip(column, drawn.heights, strict=True) if row.ranked]
        if country and ranked:
            floor = min(at for _, at in ranked) - 0.5 if len(ranked) < len(column) else total - high
            _country_line(figure, country, drawn, floor, caption, t)
        if ranks and ranked:
            figure.add_trace(_ranks(ranked, ranks, top, caption), **drawn.axes)
            _rank_head(figure, drawn, len(columns), t)
        ticks = [_tick(row, focus) for row in column]
        _axes(figure, drawn, _domain(i, len(columns), left + right, figure.least_px), ticks, caption)
    add_key(figure, keys, caption)
    return figure


def _interval_keys(marks: Sequence[Mark], caption: Caption, t: Translator) -> list[LegendKey]:
    """What the bars are, where some of them were not published; published ones alone need no key."""
    drawn = {mark.worked_out for mark in marks if mark.upper is not None}
    if True not in drawn:
        return []
    quiet = caption.colours.quiet
    published = [LegendKey("", t._("95 % interval as published"), quiet, "line")] if False in drawn else []
    return [*published, LegendKey("", t._("95 % interval worked out here from the cases"), quiet, "dash")]


@dataclass(frozen=True, slots=True)
class _Row:
    """One row: a place with its value, or the heading of the members' block. ``ranked``: it stands in the order."""

    lines: Sequence[str]
    mark: Mark | None = None
    ranked: bool = False


def _rows(ordered: Sequence[Mark], beside: Sequence[Mark], caption: Caption, name_px: float) -> list[_Row]:
    """The rows from the bottom up: the members' block under its heading, then the places in order."""
    px = size(FIGURE_NOTE_PX, caption.lang)

    def row(mark: Mark, *, ranked: bool) -> _Row:
        return _Row(text.wrap_lines(mark.short or mark.name, px, name_px), mark, ranked)

    places = [row(mark, ranked=True) for mark in ordered]
    if not beside:
        return places
    heading = _Row(text.wrap_lines(caption.beside, px, name_px))
    return [*(row(mark, ranked=False) for mark in reversed(beside)), heading, *places]


def _draw_column(
    figure: go.Figure,
    column: Sequence[_Row],
    drawn: _Column,
    caption: Caption,
    colour_of: dict[str, str],
    focus: Collection[str],
    *,
    clickable: bool,
) -> None:
    """The dots of the order, and the diamonds of the members' block in a trace of their own."""
    for ranked in (True, False):
        own = [
            (row.mark, at) for row, at in zip(column, drawn.heights, strict=True) if row.mark and row.ranked == ranked
        ]
        marks = [mark for mark, _ in own]
        if not marks and not ranked:
            continue
        if bars := _worked_out_bars(own, caption):
            figure.add_trace(bars, **drawn.axes)
        dots = _dots(marks, [at for _, at in own], caption, colour_of if ranked else {}, focus)
        if clickable:
            dots["customdata"] = [mark.code for mark in marks]
        figure.add_trace(dots, **drawn.axes)


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
    figure.add_annotation(text=text.joined_lines([t._("rank")]), x=1, y=1, xshift=8, yanchor="top", **place)


def _ranks(ranked: Sequence[tuple[_Row, float]], ranks: Mapping[str, str], top: float, caption: Caption) -> go.Scatter:
    return go.Scatter(
        x=[float(f"{top * 0.995:.4g}")] * len(ranked),
        y=[at for _, at in ranked],
        text=[ranks.get(row.mark.code, "") if row.mark else "" for row, _ in ranked],
        mode="text",
        textposition="middle right",
        textfont=font(FIGURE_NOTE_PX, caption.colours.quiet, caption.lang),
        cliponaxis=False,
        hoverinfo="skip",
    )


def _tick(row: _Row, focus: Collection[str]) -> str:
    """Name and value of a row, in bold for the place in focus; the words of a heading."""
    if row.mark is None:
        return text.joined_lines(row.lines)
    words = f"{text.joined_lines(row.lines)} {text.joined_lines([row.mark.label])}"
    return f"<b>{words}</b>" if row.mark.code in focus else words


def _dots(
    ordered: Sequence[Mark],
    middles: Sequence[float],
    caption: Caption,
    colour_of: dict[str, str],
    focus: Collection[str],
) -> go.Scatter:
    colours = caption.colours
    own, common = split_hover(ordered)
    signs = {"symbol": [_symbol(mark) for mark in ordered]} if any(mark.beside for mark in ordered) else {}
    return go.Scatter(
        codes=[mark.id for mark in ordered],
        x=[mark.value for mark in ordered],
        y=list(middles),
        mode="markers",
        text=[text.joined_lines(["", *lines]) for lines in own],
        # The axis already has name and value as the text of each row; %{y} is that text, so it is sent once.
        hovertemplate="%{y}%{text}" + text.joined_lines(["", *common]) + "<extra></extra>",
        error_x=error_bars(ordered, colours.quiet),
        cliponaxis=False,
        marker={
            "size": DOT_PX,
            **signs,
            "color": [colour_of.get(mark.code, colours.ground if mark.beside else colours.quiet) for mark in ordered],
            "line": _rims(ordered, caption, focus),
        },
    )


def _worked_out_bars(placed: Sequence[tuple[Mark, float]], caption: Caption) -> go.Scatter | None:
    """The intervals that were worked out here, one dashed line each."""
    found = [(mark, at) for mark, at in placed if mark.worked_out and mark.upper is not None]
    if not found:
        return None
    ends = [(mark.value if mark.lower is None else mark.lower, mark.upper, None) for mark, _ in found]
    return go.Scatter(
        x=[None if end is None else float(f"{end:.4g}") for pair in ends for end in pair],
        y=[height for _, at in found for height in (at, at, None)],
        mode="lines",
        line={"color": caption.colours.quiet, "width": 1.2, "dash": WORKED_OUT_DASH},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _rims(ordered: Sequence[Mark], caption: Caption, focus: Collection[str]) -> dict[str, object]:
    """The outlines of the dots: strong around places in focus and around diamonds, which are hollow."""
    colours = caption.colours
    if not focus and not any(mark.beside for mark in ordered):
        return {"color": colours.quiet, "width": BORDER_PX}
    usual = {True: (colours.ink, SIGN_LINE_PX), False: (colours.quiet, BORDER_PX)}
    rims = [(colours.ink, FOCUS_PX) if mark.code in focus else usual[mark.beside] for mark in ordered]
    return {"color": [colour for colour, _ in rims], "width": [width for _, width in rims]}


def _symbol(mark: Mark) -> str:
    """Members' figures are diamonds on every figure: hollow beside published ones, in their class where they lead."""
    return "diamond" if mark.beside else "circle"


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
        text=text.joined_lines([t._("{place} {value}").format(place=country.name, value=country.label)]),
        xref=f"x{drawn.suffix}",
        yref=f"y{drawn.suffix}",
        x=country.value,
        y=total,
        xanchor="right" if country.value > top * 0.6 else "center",
        xshift=6 if country.value > top * 0.6 else 0,
    )
