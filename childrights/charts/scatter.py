"""Two indicators side by side: a bubble a place. It shows that, never why: no line is fitted and no cause is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import dist

from childrights.charts import sketch as go
from childrights.charts import text
from childrights.charts.key import add_key, beside_keys, key_px
from childrights.charts.labels import SIGN_PX
from childrights.charts.legend import SIGN_LINE_PX
from childrights.charts.parts import Caption, Dot, Mark, Room
from childrights.charts.template import axis, font, framed, leading, size
from childrights.charts.tokens import FIGURE_NOTE_PX

PLOT_PX, LEFT_PX, BELOW_PX = 400, 40, 44
LARGEST_PX, SMALLER_PX, EVEN_PX = 42, 24, 12
LEAST_PX = 180
NARROW_PX, WIDE_PX = 280, 620
"""The width of the plot on a telephone and beside its companion on a laptop: names must not meet on either."""

NAME_PX = 96
_SIDES = ("middle right", "middle left", "top center", "bottom center", "top left", "bottom left")
"""Where a name may stand beside its bubble, the best first, in Plotly's words; at the corners only an end's."""

Box = tuple[float, float, float, float]
"""Left, lower, right and upper end in pixels."""

Plot = tuple[float, Sequence[tuple[float, float]]]
"""The width of a plot in pixels and where the middles of the bubbles lie in it."""


def draw_pair(
    dots: Sequence[Dot],
    caption: Caption,
    across: str,
    up: str,
    *,
    focus: Sequence[str] = (),
    country: tuple[Mark, Mark] | None = None,
    room: Room | None = None,
    beside: Sequence[Dot] = (),
) -> go.Figure:
    """A scatter plot, both axes from zero and named in words by ``across`` and ``up``.

    The area of a bubble is its people where every place has them, else all are alike. Places in ``focus`` are named
    first, then those at the edges, as far as there is room; every name is in its hover box. ``country`` holds the
    country's two figures, drawn as dashed lines. In a ``room`` of its own it is as broad and high as that. Places with
    a member's figure are hollow diamonds ``beside`` the bubbles, all of one size and without a name.
    """
    lang, colours = caption.lang, caption.colours
    up_lines = text.wrap_lines(up, size(FIGURE_NOTE_PX, lang), NARROW_PX)
    head = round(len(up_lines) * leading(FIGURE_NOTE_PX, lang)) + 6
    keys = beside_keys(caption)
    below = BELOW_PX + key_px(keys, lang)
    plot_px = max(LEAST_PX, round(room.height - below - head)) if room else PLOT_PX
    wide_px = (NARROW_PX, WIDE_PX) if room is None else (room.width - LEFT_PX,) * 2
    figure = framed(caption, plot_px=plot_px + head, below_px=below, left=LEFT_PX, right=16)
    figure.least_px = round(wide_px[1]) - 16 if room else 0
    right = max((dot.x.value for dot in (*dots, *beside)), default=1) * 1.08 or 1
    top = max((dot.y.value for dot in (*dots, *beside)), default=1) * 1.08 or 1
    sizes = _sizes(dots, max(SMALLER_PX, LARGEST_PX * plot_px / PLOT_PX))
    if country:
        figure.add_trace(_country_lines(country, (right, top), caption))
    spots = [[(dot.x.value / right * wide, dot.y.value / top * plot_px) for dot in dots] for wide in wide_px]
    named = _named(dots, sizes, list(zip(wide_px, spots, strict=True)), focus, size(FIGURE_NOTE_PX, lang), lang)
    figure.add_trace(_bubbles(dots, sizes, named, caption, (across, up), focus))
    if beside:
        figure.add_trace(_sent_dots(beside, caption, (across, up)))
    add_key(figure, keys, caption, below_px=BELOW_PX)
    figure.update_xaxes(
        axis(colours, lang, range=[0, right], showgrid=True, gridcolor=colours.grid, nticks=6, tickangle=0)
    )
    figure.update_yaxes(axis(colours, lang, range=[0, top], domain=[0, round(plot_px / (plot_px + head), 4)], nticks=7))
    figure.update_yaxes(showgrid=True, gridcolor=colours.grid)
    figure.add_annotation(text=text.joined_lines(up_lines), x=0, y=1, xshift=-LEFT_PX)
    across_lines = text.wrap_lines(across, size(FIGURE_NOTE_PX, lang), NARROW_PX + LEFT_PX)
    figure.add_annotation(text=text.joined_lines(across_lines), x=1, y=0, xanchor="right", align="right", yshift=-20)
    return figure


def _country_lines(country: tuple[Mark, Mark], edges: tuple[float, float], caption: Caption) -> go.Scatter:
    """The country's figures as a cross of dashed lines, named at the ends."""
    x, y = (mark.value for mark in country)
    names = [text.joined_lines([f"{mark.name} {mark.label}"]) for mark in country]
    return go.Scatter(
        x=[x, x, None, 0, edges[0]],
        y=[0, edges[1], None, y, y],
        mode="lines+text",
        text=["", names[0], "", "", names[1]],
        textposition=["top right", "top center", "top center", "top center", "top left"],
        textfont=font(FIGURE_NOTE_PX - 1, caption.colours.quiet, caption.lang),
        line={"color": caption.colours.quiet, "width": 1, "dash": "5px,4px"},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _sizes(dots: Sequence[Dot], largest: float) -> list[float]:
    """Diameters in pixels: the area is proportional to the people, the largest bubble ``largest`` wide."""
    known = [dot.people for dot in dots if dot.people]
    if not dots or len(known) < len(dots):
        return [EVEN_PX] * len(dots)
    return [max(6.0, round(largest * (people / max(known)) ** 0.5, 1)) for people in known]


def _bubbles(
    dots: Sequence[Dot],
    sizes: Sequence[float],
    named: Mapping[int, tuple[str, bool]],
    caption: Caption,
    axes: tuple[str, str],
    focus: Sequence[str],
) -> go.Scatter:
    """The bubbles with their names; the style sheet hides the smaller ones, which only a wide screen has room for."""
    colours = caption.colours
    hollow = ["small_sample" in (dot.x.status, dot.y.status) for dot in dots]
    note = FIGURE_NOTE_PX
    return go.Scatter(
        codes=[f"{dot.x.id} {dot.y.id}".strip() for dot in dots],
        x=[dot.x.value for dot in dots],
        y=[dot.y.value for dot in dots],
        mode="markers+text",
        marker={
            "size": list(sizes),
            "color": [colours.focus if dot.x.code in focus else colours.action for dot in dots],
            "opacity": 0.72,
            "symbol": _dot_symbols(dots, hollow),
            "line": {"color": colours.ground, "width": 1},
        },
        text=[
            text.joined_lines(_name_lines(dot, note, caption.lang)) if i in named else "" for i, dot in enumerate(dots)
        ],
        textposition=[named[i][0] if i in named else "middle right" for i in range(len(dots))],
        textfont={
            "size": [size(note if i not in named or named[i][1] else note - 1, caption.lang) for i in range(len(dots))],
            "color": colours.ink,
        },
        hovertext=[_dot_hover(dot, axes) for dot in dots],
        hovertemplate="%{hovertext}<extra></extra>",
        unselected={"marker": {"opacity": 0.72}},
        cliponaxis=False,
    )


def _dot_symbols(dots: Sequence[Dot], hollow: Sequence[bool]) -> str | list[str]:
    """Diamonds where a figure is a member's; one symbol for all where all are alike."""
    signs = ["diamond" if dot.x.beside or dot.y.beside else "circle" for dot in dots]
    named = [f"{sign}-open" if one else sign for sign, one in zip(signs, hollow, strict=True)]
    return named if len(set(named)) > 1 else named[0] if named else "circle"


def _sent_dots(dots: Sequence[Dot], caption: Caption, axes: tuple[str, str]) -> go.Scatter:
    """Places with a member's figure."""
    line = {"color": caption.colours.ink, "width": SIGN_LINE_PX}
    return go.Scatter(
        codes=[f"{dot.x.id} {dot.y.id}".strip() for dot in dots],
        x=[dot.x.value for dot in dots],
        y=[dot.y.value for dot in dots],
        mode="markers",
        marker={"symbol": "diamond", "size": SIGN_PX, "color": caption.colours.ground, "line": line},
        hovertext=[_dot_hover(dot, axes) for dot in dots],
        hovertemplate="%{hovertext}<extra></extra>",
        cliponaxis=False,
    )


def _dot_hover(dot: Dot, axes: tuple[str, str]) -> str:
    lines = [f"<b>{text.joined_lines([dot.x.name])}</b>"]
    for words, mark in zip(axes, (dot.x, dot.y), strict=True):
        lines.append(text.joined_lines([f"{words}: {mark.label}"]))
        lines += [text.joined_lines([line]) for line in mark.hover[1:]]
    if dot.people_words:
        lines.append(text.joined_lines([dot.people_words]))
    return "<br>".join(lines)


def _named(
    dots: Sequence[Dot], sizes: Sequence[float], plots: Sequence[Plot], focus: Sequence[str], px: float, lang: str
) -> dict[int, tuple[str, bool]]:
    """Which places are named, on which side, and whether the narrower of two plots has room for the name too."""
    narrow, wide = (_placed(dots, sizes, plot, focus, px, lang) for plot in plots)
    return {i: (side, narrow.get(i) == side) for i, side in wide.items()}


def _placed(
    dots: Sequence[Dot],
    sizes: Sequence[float],
    plot: Plot,
    focus: Sequence[str],
    px: float,
    lang: str,
) -> dict[int, str]:
    """The side of each name that meets no bubble and no name; places in focus always have one.

    The ends of both axes come before the others, since a title or a question is about them, then from the edges in.
    """
    plot_px, spots = plot
    ends = {pick(range(len(spots)), key=lambda i: spots[i][way]) for pick in (min, max) for way in (0, 1) if spots}
    count = max(len(spots), 1)
    middle = (sum(x for x, _ in spots) / count, sum(y for _, y in spots) / count)
    taken = [(x - s / 2, y - s / 2, x + s / 2, y + s / 2) for (x, y), s in zip(spots, sizes, strict=True)]
    found: dict[int, str] = {}
    order = sorted(
        range(len(dots)), key=lambda i: (dots[i].x.code not in focus, i not in ends, -dist(spots[i], middle))
    )
    for i in order:
        lines, half = _name_lines(dots[i], FIGURE_NOTE_PX, lang), sizes[i] / 2 + 3
        room = (max(text.approximate_width(line, px) for line in lines), px * 1.4 * len(lines))
        sides = _SIDES if i in ends or dots[i].x.code in focus else _SIDES[:4]
        boxes = {side: _name_box(side, spots[i], half, room) for side in sides}
        inside = [side for side, box in boxes.items() if box[0] >= 0 and box[2] <= plot_px and box[1] >= -1.5 * px]
        others = [box for k, box in enumerate(taken) if k != i]
        free = [side for side in inside if not any(_meets(boxes[side], other) for other in others)]
        chosen = free or (inside if dots[i].x.code in focus else [])
        if chosen:
            taken.append(boxes[chosen[0]])
            found[i] = chosen[0]
    return found


def _name_lines(dot: Dot, px: int, lang: str) -> list[str]:
    """The name of a place, that of a joined one in lines: a bubble's neighbours leave little room."""
    return text.wrap_lines(dot.x.short or dot.x.name, size(px, lang), NAME_PX)


def _name_box(side: str, spot: tuple[float, float], half: float, room: tuple[float, float]) -> Box:
    """Left, lower, right and upper end of a name as broad and high as ``room`` on that side of a bubble of radius
    ``half``.
    """
    (x, y), (wide, high), (up, across) = spot, room, side.split()
    left = {"right": x + half, "left": x - half - wide, "center": x - wide / 2}[across]
    middle = y + {"top": half + high / 2, "middle": 0, "bottom": -half - high / 2}[up]
    return left, middle - high / 2, left + wide, middle + high / 2


def _meets(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
