"""Places by periods as a table of colours: the number in each cell, and the kinds of nothing by their patterns.

In a room that is broad and low the rows are parted into blocks that stand side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from childrights.charts import sketch as go
from childrights.charts import text
from childrights.charts.bins import binned, natural_bins
from childrights.charts.legend import (
    add_legend,
    beside_rows,
    bin_rows,
    blank_rows,
    legend_columns,
    legend_px,
    swatch_defaults,
)
from childrights.charts.parts import (
    NOT_APPLICABLE,
    NOT_COLLECTED,
    NOT_GIVEN,
    OUTSIDE_SURVEY,
    REASONS,
    SUPPRESSED,
    TOO_FEW_CASES,
    Blank,
    Caption,
    HeatRow,
    LegendRow,
    Mark,
    Room,
)
from childrights.charts.template import axis, font, framed, shown_rows, size, split_hover
from childrights.charts.tokens import FIGURE_NOTE_PX, LIGHT, WHITE, Theme, ramp, reads_dark
from childrights.i18n import Translator

GAP_PX, MOST = 18, 3


@dataclass(frozen=True, slots=True)
class Blocks:
    """Where cells stand: ``rows`` rows in blocks of ``per`` rows and ``across`` columns.

    ``between`` is the space between two blocks, in columns: for the names of the rows.
    """

    rows: int
    across: int
    per: int
    between: float = 0.0

    @property
    def count(self) -> int:
        """How many blocks stand side by side."""
        return max(1, -(-self.rows // self.per))

    @property
    def width(self) -> float:
        """In columns, the space between blocks included."""
        return self.count * self.across + (self.count - 1) * self.between

    def at(self, column: int, row: int) -> tuple[float, float]:
        """The middle of a cell in the units of the axes: the first row on top of the first block."""
        return self.start(row) + column, self.per - row % self.per - 0.5

    def start(self, row: int) -> float:
        """The middle of the first column of the block that holds a row."""
        return round(row // self.per * (self.across + self.between), 3)


def largest(rows: int, across: int, sizes: tuple[float, float, float, float], room: Room | None) -> Blocks:
    """As many blocks as make the table largest in a room, one without a room.

    ``sizes`` are the width of a name and of a column, the height of a row and of the head, in pixels.
    """
    if room is None or not rows:
        return Blocks(rows, across, max(rows, 1))
    left, column, row, head = sizes
    options = [Blocks(rows, across, -(-rows // n), (left + GAP_PX) / column) for n in range(1, min(MOST, rows) + 1)]
    return max(options, key=lambda one: room.zoom(left + one.width * column, one.per * row + head))


ROW_PX, ROW_PX_KHMER, HEAD_PX = 26, 30, 22
LOW_ROW_PX, LOW_ROW_PX_KHMER = 23, 26
NAME_LIMIT_PX, BROAD_NAME_PX = 150, 250
CELL_PX = 34
DIAMOND_PX, DIAMOND_SHIFT = 14, 0.26
"""What the diamond of a member's figure takes of a cell, and how far left of its middle it stands, in cells."""
THIN_SPACE = "\u2009"
TRANSPARENT = "rgba(0,0,0,0)"
INSET = 0.06
HANDLE_PX = 80
"""How far from the middle of a cell a pointer still means it: cells are wider than high."""
PATTERNS = {NOT_COLLECTED: "/", SUPPRESSED: "."}
"""Plotly's fillings for the kinds of nothing that have one; the others are told by border and sign."""
SIGNS = {TOO_FEW_CASES: "circle-open", NOT_GIVEN: "x-thin-open", NOT_APPLICABLE: "line-ew-open"}
"""Plotly's markers for the signs of ``legend.SIGN_OF``; the lock is put together of two."""

Cell = tuple[int, int]
Point = tuple[float, float]


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
    room: Room | None = None,
    beside: Sequence[HeatRow] = (),
) -> go.Figure:
    """``rows`` from the top, a column a period. ``edges`` part the classes, natural ones over all values when not
    given; ``number`` words an edge. ``room`` asks for the layout that is largest there. Members' figures stand in rows
    ``beside`` the others, under all of them: diamonds with their values, which no class colours.
    """
    lang, colours = caption.lang, caption.colours
    sent = {id(cell) for row in beside for cell in row.cells}
    rows, shown = shown_rows([*rows, *beside], room)
    px = size(FIGURE_NOTE_PX, lang)
    names = [text.wrap_lines(row.name, px, BROAD_NAME_PX if room else NAME_LIMIT_PX) for row in rows]
    tall, low = (ROW_PX_KHMER, LOW_ROW_PX_KHMER) if lang == "km" else (ROW_PX, LOW_ROW_PX)
    row_px = (low if room else tall) * (1.4 if any(len(lines) > 1 for lines in names) else 1)
    marks = {(c, r): cell for r, row in enumerate(rows) for c, cell in enumerate(row.cells) if isinstance(cell, Mark)}
    blanks = {(c, r): cell for r, row in enumerate(rows) for c, cell in enumerate(row.cells) if isinstance(cell, Blank)}
    classed = {place: mark for place, mark in marks.items() if id(mark) not in sent}
    values = [mark.value for mark in classed.values()]
    bins = natural_bins(values) if edges is None else binned(values, edges)
    shades = ramp(colours, polarity, len(bins.counts)) if classed else ()
    classed_rows, nothing = bin_rows(bins, shades, number, t), blank_rows(list(blanks.values()))
    uncounted = [[replace(row, count=None) for row in rows] for rows in (classed_rows, nothing)]
    columns = legend_columns(uncounted[0], uncounted[1] + _elsewhere(blanks) + beside_rows(caption.beside))
    broadest = max((text.approximate_width(line, px) for lines in names for line in lines), default=0)
    left = round(broadest) + (18 if room else 12)
    cells_px = [text.approximate_width(one.label, px) + 10 + one.beside * DIAMOND_PX for one in marks.values()]
    cell_px = max([CELL_PX, *cells_px])
    blocks = largest(len(rows), len(periods), (left, cell_px, row_px, HEAD_PX), room)
    figure = framed(
        caption, plot_px=round(blocks.per * row_px + HEAD_PX), below_px=legend_px(columns, lang, t), left=left
    )
    figure.least_px, figure.rows = round(blocks.width * cell_px), shown
    figure.update_layout(template_layout_shapedefaults=swatch_defaults(colours))
    classes = dict(zip(classed, bins.classes, strict=True))
    if marks:
        for cells in _coloured_cells(classes, shades, rows, blocks) if classed else ():
            figure.add_trace(cells)
        for trace in _numbers(marks, {place: shades[c] for place, c in classes.items()}, blocks, caption):
            figure.add_trace(trace)
        figure.add_trace(_handles(marks, rows, blocks))
        figure.update_layout(hoverdistance=HANDLE_PX)
    for empty in _blanks(blanks, rows, row_px, colours, blocks):
        figure.add_trace(empty)
    add_legend(figure, columns, colours, lang, t)
    told = [_row_name(lines, row.code in focus or not row.code) for lines, row in zip(names, rows, strict=True)]
    if blocks.count > 1:
        figure.add_trace(_further_names(told, blocks, caption))
    _axes(figure, told, periods, HEAD_PX / row_px, blocks, caption)
    return figure


def _row_name(lines: Sequence[str], focused: bool) -> str:
    return f"<b>{text.joined_lines(lines)}</b>" if focused else text.joined_lines(lines)


def _further_names(told: Sequence[str], blocks: Blocks, caption: Caption) -> go.Scatter:
    """The names of the rows that do not stand at the left edge, where the axis has them."""
    places = [(blocks.start(row) - 0.56, blocks.at(0, row)[1]) for row in range(blocks.per, len(told))]
    return go.Scatter(
        x=[x for x, _ in places],
        y=[y for _, y in places],
        mode="text",
        text=list(told[blocks.per :]),
        textposition="middle left",
        textfont=font(FIGURE_NOTE_PX, caption.colours.ink, caption.lang),
        hoverinfo="skip",
    )


def _elsewhere(blanks: dict[Cell, Blank]) -> list[LegendRow]:
    """The fifth mark, which is no kind of nothing: the value stands in the row of another area."""
    words = [one.words for one in blanks.values() if one.reason not in REASONS]
    return [LegendRow(words[0], None, reason="overlap")] if words else []


def _coloured_cells(
    classes: dict[Cell, int],
    shades: Sequence[str],
    rows: Sequence[HeatRow],
    blocks: Blocks,
) -> Iterable[go.Heatmap]:
    """The coloured cells of each block."""
    last = max(len(shades) - 1, 1)
    stepped = shades if len(shades) > 1 else [*shades] * 2
    for first in range(0, len(rows), blocks.per):
        grid = [[(c, r) for c in range(blocks.across)] for r in range(first, min(first + blocks.per, len(rows)))]
        yield go.Heatmap(
            x=[blocks.at(c, first)[0] for c in range(blocks.across)],
            y=[blocks.at(0, first + i)[1] for i in range(len(grid))],
            z=[[classes.get(place) for place in row] for row in grid],
            hoverinfo="skip",
            colorscale=[[round(i / last, 4), shade] for i, shade in enumerate(stepped)],
            zmin=0,
            zmax=last,
            showscale=False,
            xgap=2,
            ygap=2,
        )


def _handles(marks: dict[Cell, Mark], rows: Sequence[HeatRow], blocks: Blocks) -> go.Scatter:
    """What a pointer meets in each cell with a value: its words, and its birth certificate at a click, which Plotly
    does not tell of coloured cells. In one block the row's name in the hover box is that of the axis, sent once."""
    own, common = split_hover(list(marks.values()))
    places, alone = [blocks.at(*place) for place in marks], blocks.count == 1
    names = ["" if alone else f"{rows[row].name}: " for _, row in marks]
    return go.Scatter(
        codes=[mark.id for mark in marks.values()],
        x=[x for x, _ in places],
        y=[y for _, y in places],
        mode="markers",
        marker={"symbol": "square", "size": 20, "color": TRANSPARENT, "line": {"width": 0}},
        text=[
            text.joined_lines([name + mark.label, *lines])
            for name, mark, lines in zip(names, marks.values(), own, strict=True)
        ],
        hovertemplate=text.joined_lines([("%{y}: " if alone else "") + "%{text}", *common]) + "<extra></extra>",
    )


def _numbers(marks: dict[Cell, Mark], colour_at: dict[Cell, str], blocks: Blocks, caption: Caption) -> list[go.Scatter]:
    """The value of each cell, dark on light and light on dark; of a member's figure beside a diamond."""
    traces = []
    bare = caption.colours.name == "light"
    told = [
        (place, mark, reads_dark(colour_at[place]) if place in colour_at else bare) for place, mark in marks.items()
    ]
    for dark, beside in ((True, False), (False, False), (True, True), (False, True)):
        chosen = [(place, mark) for place, mark, reads in told if (reads, mark.beside) == (dark, beside)]
        if chosen:
            traces.append(
                go.Scatter(
                    x=[blocks.at(*place)[0] - beside * DIAMOND_SHIFT for place, _ in chosen],
                    y=[blocks.at(*place)[1] for place, _ in chosen],
                    text=[text.joined_lines([THIN_SPACE * beside + mark.label]) for _, mark in chosen],
                    textfont=font(FIGURE_NOTE_PX, LIGHT.ink if dark else WHITE, caption.lang),
                    hoverinfo="skip",
                    **(_diamond_look(caption.colours) if beside else {"mode": "text"}),
                )
            )
    return traces


def _diamond_look(colours: Theme) -> dict[str, Any]:
    """How a member's value stands in its cell: to the right of a hollow diamond."""
    line = {"color": colours.ink, "width": 1.4}
    marker = {"symbol": "diamond", "size": 8, "color": colours.ground, "line": line}
    return {"mode": "markers+text", "textposition": "middle right", "marker": marker}


def _blanks(
    blanks: dict[Cell, Blank], rows: Sequence[HeatRow], row_px: float, colours: Theme, blocks: Blocks
) -> Iterable[go.Bar | go.Scatter]:
    """Cells without a value: hatched, dotted with a lock, edged by dashes, or a dash."""
    if not blanks:
        return
    plain = (OUTSIDE_SURVEY, NOT_APPLICABLE)
    yield go.Bar(
        x=[blocks.at(*place)[0] for place in blanks],
        base=[blocks.at(*place)[1] - 0.5 + INSET for place in blanks],
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
        text=[text.joined_lines([f"{rows[r].name}: {one.words}"]) for (_, r), one in blanks.items()],
        textposition="none",
        hovertemplate="%{text}<extra></extra>",
    )
    outside = [_corners(blocks.at(*place)) for place, one in blanks.items() if one.reason == OUTSIDE_SURVEY]
    if outside:
        yield _path(outside, colours.nothing_ink, "4px,3px")
    locks = [place for place, one in blanks.items() if one.reason == SUPPRESSED]
    for shape, size_px, up in (("circle-open", 7, 4), ("square", 8, -2)) if locks else ():
        yield _sign_part([blocks.at(*place) for place in locks], (shape, size_px, up / row_px), colours.ink)
    for reason, shape in SIGNS.items():
        if places := [blocks.at(*place) for place, one in blanks.items() if one.reason == reason]:
            yield _sign_part(places, (shape, 8, 0.0), colours.ink)


def _sign_part(places: Sequence[Point], look: tuple[str, float, float], colour: str) -> go.Scatter:
    """One part of a sign in pixels: its shape, its size and how far above the middle of the row."""
    shape, size_px, up = look
    return go.Scatter(
        x=[x for x, _ in places],
        y=[round(y + up, 3) for _, y in places],
        mode="markers",
        marker={"symbol": shape, "size": size_px, "color": colour, "line": {"width": 1.5, "color": colour}},
        hoverinfo="skip",
    )


def _corners(middle: Point) -> list[Point]:
    left, right = middle[0] - 0.5 + INSET / 2, middle[0] + 0.5 - INSET / 2
    low, high = middle[1] - 0.5 + INSET, middle[1] + 0.5 - INSET
    return [(left, low), (left, high), (right, high), (right, low), (left, low)]


def _path(lines: Sequence[Sequence[Point]], colour: str, dash: str) -> go.Scatter:
    x: list[float | None] = []
    y: list[float | None] = []
    for line in lines:
        x += [*(round(point, 3) for point, _ in line), None]
        y += [*(round(point, 3) for _, point in line), None]
    drawn = {"color": colour, "width": 1.2, "dash": dash}
    return go.Scatter(x=x, y=y, mode="lines", line=drawn, hoverinfo="skip")


def _axes(
    figure: go.Figure,
    told: Sequence[str],
    periods: Sequence[str],
    head: float,
    blocks: Blocks,
    caption: Caption,
) -> None:
    """The periods over each block and the names beside the first."""
    across = [blocks.start(b * blocks.per) + c for b in range(blocks.count) for c in range(len(periods))]
    columns = axis(caption.colours, caption.lang, range=[-0.5, round(blocks.width - 0.5, 3)], tickvals=across)
    figure.update_xaxes(
        columns, ticktext=list(periods) * blocks.count, side="top", ticklabelposition="inside", ticks=""
    )
    heights = [blocks.at(0, r)[1] for r in range(blocks.per)]
    figure.update_yaxes(axis(caption.colours, caption.lang, range=[0, blocks.per + head], tickvals=heights))
    figure.update_yaxes(ticktext=list(told[: blocks.per]), ticks="", tickfont_color=caption.colours.ink)
