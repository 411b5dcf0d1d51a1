"""The whole picture: title, subtitle, plot, legend and footer laid out anew for each proportion, not scaled."""

from __future__ import annotations

from collections.abc import Sequence

from childrights.charts import Figure, Framed, Room
from childrights.pictures.captions import PROPORTIONS, WISHED, Around, Proportion, around, head, picture_footer
from childrights.pictures.scene import Item, NotDrawable, Scene, placed
from childrights.pictures.translate import LegendColumn, Plot, plot_of

LEGEND_GAP, ROW_GAP = 22, 9
"""Between columns of a legend and between it and the plot; between columns set under one another. Of the screen."""
COLUMN = 560
"""Pixels of a picture that the words and the legend beside a map need."""
COLUMN_TITLE_LINES = 5
READABLE = 1.15
"""The scale under which letters of a plot are too small to be read from afar."""
BESIDE = 0.72
"""The share of the best scale in which a legend beside a map is set at least."""
UNDER = 0.85
"""The share of the best scale in which a legend under a plot is set where the picture cannot grow."""
AS_ON_THE_SCREEN = 1.0
"""The scale of a plot under which the legend below it is set smaller too, until letters of both are of one size: long
notes in Khmer had left a table of places 10 pixels for its numbers under a legend of 19."""
SMALL = 0.85
"""The share of the best scale under which a plot gets the height of the words above it too."""


def scene(figure: Figure, proportion: str, brand: str = "", credit: str = "", notes: Sequence[str] = ()) -> Scene:
    """The picture of a framed figure, with ``brand`` in its lower corner and, under a map, ``credit`` in its footer.

    ``notes`` stand before the source: what must be known, and what is not drawn.

    Raises ``NotDrawable`` when the figure holds anything that would be missing from the picture.
    """
    if not isinstance(figure, Framed) or figure.caption is None:
        raise NotDrawable("a figure without the words around it")
    caption = figure.caption
    form = PROPORTIONS[proportion]
    plot = plot_of(figure, figure.below_px, figure.words)
    footer = (
        " ".join(notes),
        *caption.footer[:-1],
        " · ".join([*caption.footer[-1:], *([credit] if credit and plot.geos else [])]),
    )
    words = around(caption, form, footer, brand)
    column = _column(plot, form, words) if form.split else 0.0
    if column:
        words = around(caption, form, footer, brand, column, COLUMN_TITLE_LINES)
    body, height = _beside(plot, form, words, column) if column else plot_body(plot, form, words)
    items = [*head(words, form, caption), *body, *picture_footer(words, form, height, caption)]
    spoken = " ".join(part for part in (caption.subtitle, *footer, brand) if part)
    ground = caption.colours.ground
    return Scene(form.width, height, ground, tuple(items), caption.title, spoken, caption.lang)


def is_small(figure: Figure, proportion: str) -> bool:
    """Whether letters inside the plot will be hard to read, judged without drawing: a high figure, a low form."""
    form = PROPORTIONS[proportion]
    room = form.room
    if not isinstance(figure, Framed) or room is None:
        return False
    margin = figure.to_dict()["layout"]["margin"]
    high = figure.height - margin["t"] - margin["b"] + (0 if figure.legend else figure.below_px)
    wide = margin["l"] + margin["r"] + max(figure.least_px, form.least)
    return room.zoom(wide, high) * WISHED < READABLE


def _column(plot: Plot, form: Proportion, words: Around) -> float:
    """The room for words and legend beside a plot as high as the picture; 0 where they stand better above it."""
    bottom = form.height - words.foot_px(form)
    if plot.map_width:
        room = form.width - 1.5 * form.pad - plot.map_width * (bottom - form.pad * 0.7) / plot.height
        return room if room >= COLUMN else 0.0
    high, wide = plot.height + plot.below, plot.left + plot.right + max(plot.least, form.least)
    zoom = Room(form.width - 2 * form.pad, bottom - words.head_px(form)).zoom(wide, high)
    beside = Room(form.width - 2.9 * form.pad - COLUMN, bottom - form.pad * 0.7).zoom(wide, high)
    return COLUMN if zoom < form.scale * SMALL and zoom < beside else 0.0


def _beside(plot: Plot, form: Proportion, words: Around, column: float) -> tuple[list[Item], int]:
    """The plot over the whole height on the right, words and legend in a column on the left."""
    top, bottom = form.pad * 0.7, form.height - words.foot_px(form)
    legend = plot.legend()
    if plot.map_width:
        zoom = (bottom - top) / plot.height
        items = placed(plot.items(plot.map_width), zoom, form.width - form.pad * 0.5 - plot.map_width * zoom, top)
    else:
        left = form.pad * 1.9 + column
        drawn, used = _chart(plot, (), form, form.width - form.pad - left, bottom - top, bottom - top, bool(legend))
        items = placed(drawn, 1.0, left, top + (bottom - top - used) / 2)
    stack = sum(one.height for one in legend) + ROW_GAP * max(len(legend) - 1, 0)
    widest = max((one.width for one in legend), default=1.0)
    scale = min(form.scale, column / widest, (bottom - words.head_px(form)) / stack if stack else form.scale)
    return items + _stacked(legend, scale, form.pad, bottom - stack * scale), form.height


def _stacked(legend: Sequence[LegendColumn], scale: float, x: float, y: float) -> list[Item]:
    """The columns of a legend under one another."""
    items: list[Item] = []
    for column in legend:
        items += placed(column.items, scale, x, y)
        y += (column.height + ROW_GAP) * scale
    return items


def plot_body(plot: Plot, form: Proportion, words: Around) -> tuple[list[Item], int]:
    """The plot and its legend in the room between head and foot, and the height of the whole picture."""
    around = words.head_px(form) + words.foot_px(form)
    width = form.width - 2 * form.pad
    room = form.height - around
    most = form.tallest - around
    legend = plot.legend()
    if plot.map_width:
        items, used = _map(plot, legend, form, width, room, most)
    else:
        items, used = _chart(plot, legend, form, width, room, most)
    height = form.height if form.height == form.tallest else round(max(form.height, used + around))
    spare = max(height - around - used, 0.0)
    return placed(items, 1.0, form.pad, words.head_px(form) + spare / 2), height


def _chart(
    plot: Plot,
    legend: Sequence[LegendColumn],
    form: Proportion,
    width: float,
    room: float,
    most: float,
    apart: bool = False,
) -> tuple[list[Item], float]:
    """A plot over the whole width; a legend of maps in columns under it, unless it stands ``apart``."""
    scale, rows = _legend_under(legend, form, width)
    tall = plot.height + (0 if legend or apart else plot.below)
    wide = plot.left + plot.right + max(plot.least, form.least)
    high = max(room, min(most, tall * form.scale + rows))
    if legend and (high - rows) / tall < AS_ON_THE_SCREEN:
        scale, rows = min((scale, rows), (even := high / (tall + rows / scale), rows / scale * even))
    zoom = min((high - rows) / tall, form.largest, width / wide)
    items = placed(plot.items(width / zoom), zoom, 0, 0)
    used = tall * zoom
    return items + _set_under(legend, scale, width, used), used + rows


def _map(
    plot: Plot, legend: Sequence[LegendColumn], form: Proportion, width: float, room: float, most: float
) -> tuple[list[Item], float]:
    """One map: its legend beside it or under it, whichever leaves the map larger."""
    high = max(room, min(most, plot.height * form.scale))
    gap = form.pad * 0.6
    beside = max((column.width for column in legend), default=0.0)
    stack = sum(column.height for column in legend) + ROW_GAP * max(len(legend) - 1, 0)
    least = form.scale * BESIDE
    zoom = min(high / plot.height, (width - gap - beside * least) / plot.map_width)
    scale, rows = _legend_under(legend, form, width)
    under = min((max(room, min(most, plot.height * form.scale + rows)) - rows) / plot.height, width / plot.map_width)
    if stack * least <= plot.height * zoom and zoom >= under:
        wide, used = plot.map_width * zoom, plot.height * zoom
        scale = min(form.scale, (width - wide - gap) / beside if beside else form.scale, used / stack if stack else 1.0)
        spare = width - wide - gap - beside * scale
        items = placed(plot.items(plot.map_width), zoom, spare * 0.4, 0)
        return items + _stacked(legend, scale, spare * 0.6 + wide + gap, (used - stack * scale) * 0.6), used
    items = placed(plot.items(plot.map_width), under, (width - plot.map_width * under) / 2, 0)
    used = plot.height * under
    return items + _set_under(legend, scale, width, used), used + rows


def _legend_under(legend: Sequence[LegendColumn], form: Proportion, width: float) -> tuple[float, float]:
    """The scale at which all columns stand side by side, and the height they need with a gap above."""
    if not legend:
        return 1.0, 0.0
    wide = sum(column.width for column in legend) + LEGEND_GAP * 1.5 * (len(legend) - 1)
    scale = min(form.scale if form.room is None else form.scale * UNDER, width / wide)
    return scale, (max(column.height for column in legend) + LEGEND_GAP) * scale


def _set_under(legend: Sequence[LegendColumn], scale: float, width: float, top: float) -> list[Item]:
    if not legend:
        return []
    even = width / len(legend) / scale
    starts = [i * even for i in range(len(legend))]
    ends = [*starts[1:], width / scale]
    if any(start + one.width + 8 > end for start, end, one in zip(starts, ends, legend, strict=True)):
        starts = [sum(column.width + LEGEND_GAP * 1.5 for column in legend[:i]) for i in range(len(legend))]
    items: list[Item] = []
    for start, column in zip(starts, legend, strict=True):
        items += placed(column.items, scale, start * scale, top + LEGEND_GAP * scale)
    return items
