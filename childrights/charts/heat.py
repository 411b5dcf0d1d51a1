"""Places by periods as a table of colours: the number in each cell, and the kinds of nothing by their patterns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from childrights.charts import sketch as go
from childrights.charts import text
from childrights.charts.bins import binned, natural_bins
from childrights.charts.legend import (
    add_legend,
    bin_rows,
    blank_rows,
    legend_columns,
    legend_px,
    swatch_defaults,
)
from childrights.charts.parts import (
    NOT_APPLICABLE,
    NOT_COLLECTED,
    OUTSIDE_SURVEY,
    REASONS,
    SUPPRESSED,
    Blank,
    Caption,
    HeatRow,
    LegendRow,
    Mark,
)
from childrights.charts.template import axis, font, framed, size, split_hover
from childrights.charts.tokens import FIGURE_NOTE_PX, LIGHT, Theme, ramp, reads_dark
from childrights.i18n import Translator

ROW_PX, ROW_PX_KHMER, HEAD_PX = 26, 30, 22
NAME_LIMIT_PX = 150
WHITE = "#FFFFFF"
INSET = 0.06
PATTERNS = {NOT_COLLECTED: "/", SUPPRESSED: "."}
"""Plotly's fillings for the kinds of nothing that have one; the others are told by border and dash."""

Cell = tuple[int, int]


def draw_heat(
    rows: Sequence[HeatRow],
    periods: Sequence[str],
    caption: Caption,
    *,
    polarity: str,
    number: Callable[[float], str],
    t: Translator,
    focus: Sequence[str] = (),
    edges: Sequence[float] | None = None,
) -> go.Figure:
    """``rows`` from the top, a column a period. ``edges`` part the classes, natural ones over all values when not
    given; ``number`` words an edge.
    """
    lang, colours = caption.lang, caption.colours
    px = size(FIGURE_NOTE_PX, lang)
    names = [text.wrap(row.name, px, NAME_LIMIT_PX) for row in rows]
    row_px = (ROW_PX_KHMER if lang == "km" else ROW_PX) * (1.4 if any(len(lines) > 1 for lines in names) else 1)
    marks = {(c, r): cell for r, row in enumerate(rows) for c, cell in enumerate(row.cells) if isinstance(cell, Mark)}
    blanks = {(c, r): cell for r, row in enumerate(rows) for c, cell in enumerate(row.cells) if isinstance(cell, Blank)}
    values = [mark.value for mark in marks.values()]
    bins = natural_bins(values) if edges is None else binned(values, edges)
    shades = ramp(colours, polarity, len(bins.counts)) if marks else ()
    columns = legend_columns(
        [replace(row, count=None) for row in bin_rows(bins, shades, number, t)],
        [replace(row, count=None) for row in blank_rows(list(blanks.values()))] + _elsewhere(blanks),
    )
    left = round(max((text.width(line, px) for lines in names for line in lines), default=0)) + 12
    figure = framed(caption, plot_px=round(len(rows) * row_px + HEAD_PX), below_px=legend_px(columns, lang), left=left)
    figure.update_layout(template_layout_shapedefaults=swatch_defaults(colours))
    if marks:
        classes = dict(zip(marks, bins.classes, strict=True))
        figure.add_trace(_values(marks, classes, shades, (len(periods), rows), colours))
        for trace in _numbers(marks, {place: shades[c] for place, c in classes.items()}, rows, caption):
            figure.add_trace(trace)
    for nothing in _blanks(blanks, rows, row_px, colours):
        figure.add_trace(nothing)
    add_legend(figure, columns, colours, lang, t)
    _axes(figure, names, rows, periods, HEAD_PX / row_px, focus, caption)
    return figure


def _elsewhere(blanks: dict[Cell, Blank]) -> list[LegendRow]:
    """The fifth mark, which is no kind of nothing: the value stands in the row of another area."""
    words = [one.words for one in blanks.values() if one.reason not in REASONS]
    return [LegendRow(words[0], None, reason="overlap")] if words else []


def _values(
    marks: dict[Cell, Mark],
    classes: dict[Cell, int],
    shades: Sequence[str],
    shape: tuple[int, Sequence[HeatRow]],
    colours: Theme,
) -> go.Heatmap:
    """The coloured cells; the row's name in the hover box is that of the axis, so it is sent once."""
    across, rows = shape
    own, common = split_hover(list(marks.values()))
    lines = dict(zip(marks, own, strict=True))
    last = max(len(shades) - 1, 1)
    stepped = shades if len(shades) > 1 else [*shades] * 2
    grid = [[(c, r) for c in range(across)] for r in range(len(rows))]
    return go.Heatmap(
        x=list(range(across)),
        y=[_height(r, rows) for r in range(len(rows))],
        z=[[classes.get(place) for place in row] for row in grid],
        text=[[text.joined([marks[p].label, *lines[p]]) if p in marks else "" for p in row] for row in grid],
        hovertemplate=text.joined(["%{y}: %{text}", *common]) + "<extra></extra>",
        hoverongaps=False,
        colorscale=[[round(i / last, 4), shade] for i, shade in enumerate(stepped)],
        zmin=0,
        zmax=last,
        showscale=False,
        xgap=2,
        ygap=2,
    )


def _height(row: int, rows: Sequence[HeatRow]) -> float:
    """Where the middle of a row lies: the first row on top."""
    return len(rows) - row - 0.5


def _numbers(
    marks: dict[Cell, Mark], colour_at: dict[Cell, str], rows: Sequence[HeatRow], caption: Caption
) -> list[go.Scatter]:
    """The value of each cell, dark on light and light on dark."""
    traces = []
    for dark in (True, False):
        chosen = [(place, mark) for place, mark in marks.items() if reads_dark(colour_at[place]) == dark]
        if chosen:
            traces.append(
                go.Scatter(
                    x=[column for (column, _), _ in chosen],
                    y=[_height(row, rows) for (_, row), _ in chosen],
                    mode="text",
                    text=[text.joined([mark.label]) for _, mark in chosen],
                    textfont=font(FIGURE_NOTE_PX, LIGHT.ink if dark else WHITE, caption.lang),
                    hoverinfo="skip",
                )
            )
    return traces


def _blanks(
    blanks: dict[Cell, Blank], rows: Sequence[HeatRow], row_px: float, colours: Theme
) -> Iterable[go.Bar | go.Scatter]:
    """Cells without a value: hatched, dotted with a lock, edged by dashes, or a dash."""
    if not blanks:
        return
    plain = (OUTSIDE_SURVEY, NOT_APPLICABLE)
    yield go.Bar(
        x=[column for column, _ in blanks],
        base=[_height(row, rows) - 0.5 + INSET for _, row in blanks],
        y=[1 - 2 * INSET] * len(blanks),
        width=1 - INSET,
        marker={
            "color": [colours.ground if one.reason in plain else colours.nothing for one in blanks.values()],
            "pattern": {
                "shape": [PATTERNS.get(one.reason, "") for one in blanks.values()],
                "fgcolor": colours.nothing_ink,
                "fillmode": "overlay",
                "size": 6,
                "solidity": 0.15,
            },
            "line": {"width": 0},
        },
        text=[text.joined([f"{rows[r].name}: {one.words}"]) for (_, r), one in blanks.items()],
        textposition="none",
        hovertemplate="%{text}<extra></extra>",
    )
    outside = [_box(place, rows) for place, one in blanks.items() if one.reason == OUTSIDE_SURVEY]
    if outside:
        yield _path(outside, colours.nothing_ink, "4px,3px")
    locks = [place for place, one in blanks.items() if one.reason == SUPPRESSED]
    for shape, size_px, up in (("circle-open", 7, 4), ("square", 8, -2)) if locks else ():
        yield _sign(locks, rows, (shape, size_px, up / row_px), colours.ink)
    dashes = [place for place, one in blanks.items() if one.reason == NOT_APPLICABLE]
    if dashes:
        yield _sign(dashes, rows, ("line-ew-open", 8, 0.0), colours.ink)


def _sign(places: Sequence[Cell], rows: Sequence[HeatRow], look: tuple[str, float, float], colour: str) -> go.Scatter:
    """One part of a sign in pixels: its shape, its size and how far above the middle of the row."""
    shape, size_px, up = look
    return go.Scatter(
        x=[column for column, _ in places],
        y=[round(_height(row, rows) + up, 3) for _, row in places],
        mode="markers",
        marker={"symbol": shape, "size": size_px, "color": colour, "line": {"width": 1.5, "color": colour}},
        hoverinfo="skip",
    )


def _box(place: Cell, rows: Sequence[HeatRow]) -> list[tuple[float, float]]:
    left, right = place[0] - 0.5 + INSET / 2, place[0] + 0.5 - INSET / 2
    low, high = _height(place[1], rows) - 0.5 + INSET, _height(place[1], rows) + 0.5 - INSET
    return [(left, low), (left, high), (right, high), (right, low), (left, low)]


def _path(lines: Sequence[Sequence[tuple[float, float]]], colour: str, dash: str) -> go.Scatter:
    x: list[float | None] = []
    y: list[float | None] = []
    for line in lines:
        x += [*(round(point, 3) for point, _ in line), None]
        y += [*(round(point, 3) for _, point in line), None]
    drawn = {"color": colour, "width": 1.2, "dash": dash}
    return go.Scatter(x=x, y=y, mode="lines", line=drawn, hoverinfo="skip")


def _axes(
    figure: go.Figure,
    names: Sequence[Sequence[str]],
    rows: Sequence[HeatRow],
    periods: Sequence[str],
    head: float,
    focus: Sequence[str],
    caption: Caption,
) -> None:
    ticks = [text.joined(lines) for lines in names]
    ticks = [f"<b>{one}</b>" if row.code in focus else one for one, row in zip(ticks, rows, strict=True)]
    heights = [_height(r, rows) for r in range(len(rows))]
    across = list(range(len(periods)))
    columns = axis(caption.colours, caption.lang, range=[-0.5, len(periods) - 0.5], tickvals=across)
    figure.update_xaxes(columns, ticktext=list(periods), side="top", ticklabelposition="inside")
    figure.update_yaxes(axis(caption.colours, caption.lang, range=[0, len(rows) + head], tickvals=heights))
    figure.update_yaxes(ticktext=ticks, tickfont_color=caption.colours.ink)
