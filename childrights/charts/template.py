"""The frame every figure shares: type, grid, title above, source below. Nothing of Plotly's look is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

from childrights.charts import sketch as go
from childrights.charts import text
from childrights.charts.parts import Caption, LegendRow, Mark, Room
from childrights.charts.tokens import (
    FIGURE_NOTE_PX,
    FIGURE_TEXT_PX,
    FIGURE_TITLE_PX,
    FONT,
    KHMER_FONT,
    KHMER_STEP,
    Theme,
)

READING_WIDTH = 326
"""Pixels a line of text may take: the narrowest screen we promise (390) less the page's margins."""

LATIN_LEADING, KHMER_LEADING = 1.32, 1.75

SWATCH_PX = 22

CONFIG = {"displayModeBar": False}

PARTED = " · "
"""What parts the pieces of one line, such as a period and its source."""


T = TypeVar("T")


class Framed(go.Figure):
    """A figure that remembers the words around it, so that a picture can set them anew in its own width.

    Its first ``words`` annotations are those words; ``below_px`` lies free between the plot and the footer. A map's
    ``legend`` lies there, drawn by the annotations ``legend_words`` and the shapes ``legend_signs`` (from, to).
    ``least_px`` is what the plot needs between its margins, 0 where it was made for the narrowest screen. ``rows`` says
    which of how many rows a figure shows that is leafed through: the first, the last, and all.
    """

    caption: Caption | None = None
    plot_px: int = 0
    below_px: int = 0
    words: int = 0
    least_px: int = 0
    rows: tuple[int, int, int] = (0, 0, 0)

    @property
    def too_wide_px(self) -> float:
        """The width that the figure needs, where the narrowest screen has less; else 0."""
        needed = self.left + self.least_px
        return needed if self.least_px and needed > READING_WIDTH else 0.0

    legend: Sequence[LegendRow] = ()
    legend_words: tuple[int, int] = (0, 0)
    legend_signs: tuple[int, int] = (0, 0)


def shown_rows(rows: Sequence[T], room: Room | None) -> tuple[Sequence[T], tuple[int, int, int]]:
    """The rows that a figure of a room shows, and what it notes about them in ``Framed.rows``."""
    start, end = room.span(len(rows)) if room else (0, len(rows))
    return rows[start:end], (start + 1, end, len(rows))


def size(px: int, lang: str) -> float:
    """A font size in pixels for the language: Khmer a step larger."""
    return round(px * KHMER_STEP, 1) if lang == "km" else px


def leading(px: int, lang: str) -> float:
    """The height of one line of text in pixels."""
    return size(px, lang) * (KHMER_LEADING if lang == "km" else LATIN_LEADING)


def font(px: int, colour: str, lang: str) -> dict[str, Any]:
    """Size and colour of a Plotly font; the family is the figure's own, said once."""
    return {"size": size(px, lang), "color": colour}


def family(lang: str) -> str:
    """The font family of a language."""
    return KHMER_FONT if lang == "km" else FONT


def framed(caption: Caption, *, plot_px: int, below_px: int = 0, left: int = 0, right: int = 0) -> Framed:
    """An empty figure: title and subtitle above a plot of ``plot_px`` pixels, the footer under it.

    ``below_px`` is kept free between plot and footer for axis labels or a legend; ``left`` and ``right`` are
    margins in pixels.
    """
    title_lines = _wrapped(caption.title, FIGURE_TITLE_PX, caption.lang)
    subtitle_lines = _wrapped(caption.subtitle, FIGURE_TEXT_PX, caption.lang)
    footer_lines = [line for part in caption.footer for line in _wrapped(part, FIGURE_NOTE_PX, caption.lang)]
    title_px = len(title_lines) * leading(FIGURE_TITLE_PX, caption.lang)
    subtitle_px = len(subtitle_lines) * leading(FIGURE_TEXT_PX, caption.lang)
    footer_px = len(footer_lines) * leading(FIGURE_NOTE_PX, caption.lang)
    top = round(title_px + subtitle_px + 22)
    bottom = round(below_px + footer_px + 16)
    figure = Framed(layout={"template": {"layout": {"annotationdefaults": _plain_note(caption)}}})
    figure.caption, figure.plot_px, figure.below_px = caption, plot_px, below_px
    figure.update_layout(
        height=top + plot_px + bottom,
        margin={"l": left, "r": right, "t": top, "b": bottom, "autoexpand": False},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={**font(FIGURE_TEXT_PX, caption.colours.ink, caption.lang), "family": family(caption.lang)},
        showlegend=False,
        dragmode=False,
        hoverlabel=_hover_look(caption.colours),
    )
    title = text.joined_lines(title_lines)
    _note(figure, f"<b>{title}</b>", FIGURE_TITLE_PX, caption, "ink", y=1, yshift=top, left=left)
    _note(figure, text.joined_lines(subtitle_lines), FIGURE_TEXT_PX, caption, "quiet", 1, top - title_px - 5, left)
    _note(figure, text.joined_lines(footer_lines), FIGURE_NOTE_PX, caption, "quiet", 0, -below_px - 10, left)
    figure.words = len(figure.to_dict()["layout"].get("annotations", ()))
    return figure


def _wrapped(words: str, px: int, lang: str) -> list[str]:
    return text.wrap_lines(words, size(px, lang), READING_WIDTH) if words else []


def _note(
    figure: go.Figure, words: str, px: int, caption: Caption, role: str, y: int, yshift: float, left: int
) -> None:
    if not words:
        return
    colour = font(px, getattr(caption.colours, role), caption.lang)
    figure.add_annotation(text=words, font=colour, x=0, y=y, xshift=-left or None, yshift=round(yshift))


def _plain_note(caption: Caption) -> dict[str, Any]:
    """What annotations have in common, said once a figure: what a reader waits for is mostly such repetition."""
    return {
        "font": font(FIGURE_NOTE_PX, caption.colours.ink, caption.lang),
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "top",
        "align": "left",
        "showarrow": False,
        "borderpad": 0,
    }


def _hover_look(colours: Theme) -> dict[str, Any]:
    """The hover box; the style sheet gives it family and size. Words without a colour would take the border's."""
    return {
        "bgcolor": colours.panel,
        "bordercolor": colours.rule,
        "font": {"color": colours.ink},
        "align": "left",
        "namelength": 0,
    }


def hover_box_lines(name: str, label: str, lines: Sequence[str]) -> str:
    """The hover box of one mark: name and value first, the rest under it."""
    return text.joined_lines([f"{name}: {label}", *lines])


def shared_hover(marks: Sequence[Mark]) -> tuple[list[str], str]:
    """What differs from mark to mark, and the template that holds what is the same for all.

    Returns one text a mark (name, value, its own lines) and a Plotly hover template with the lines all share.
    """
    own, common = split_hover(marks)
    texts = [hover_box_lines(mark.name, mark.label, lines) for mark, lines in zip(marks, own, strict=True)]
    return texts, text.joined_lines(["%{text}", *common]) + "<extra></extra>"


def split_hover(marks: Sequence[Mark]) -> tuple[list[list[str]], list[str]]:
    """The hover lines of each mark that are its own, and what all marks share: whole lines or their parts."""
    told = [[line.split(PARTED) for line in mark.hover] for mark in marks]
    sets = [{part for parts in lines for part in parts} for lines in told]
    shared = set.intersection(*sets) if sets else set()
    common = list(dict.fromkeys(part for parts in (told[0] if told else ()) for part in parts if part in shared))
    own = [[[part for part in parts if part not in shared] for parts in lines] for lines in told]
    return [[PARTED.join(parts) for parts in lines if parts] for lines in own], common


def axis(colours: Theme, lang: str, **more: Any) -> dict[str, Any]:
    """A quiet axis: no line, no zero line, labels in the quiet colour."""
    return {
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "tickfont": font(FIGURE_NOTE_PX, colours.quiet, lang),
        **more,
    }


def error_bars(marks: Sequence[Mark], colour: str) -> dict[str, Any] | None:
    """The published intervals of ``marks`` as Plotly's error bars, ``None`` when there are none.

    Error bars cannot be dashed: intervals that were worked out here are lines of their own of the ranking.
    """
    marks = [replace(mark, lower=None, upper=None) if mark.worked_out else mark for mark in marks]
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
