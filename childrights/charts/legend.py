"""The map's legend: ranges in words with their number of areas; the kinds of nothing with their patterns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import cos, pi, sin
from typing import Any

from childrights.charts import sketch as go
from childrights.charts import text
from childrights.charts.parts import (
    BESIDE,
    LEFT_OUT,
    NOT_APPLICABLE,
    NOT_COLLECTED,
    NOT_GIVEN,
    OUTSIDE_SURVEY,
    REASONS,
    SUPPRESSED,
    TOO_FEW_CASES,
    Bins,
    Blank,
    LegendRow,
)
from childrights.charts.template import READING_WIDTH, SWATCH_PX, Framed, leading, size
from childrights.charts.tokens import FIGURE_NOTE_PX, Theme
from childrights.i18n import Translator

SWATCH_HEIGHT_PX, GAP_PX = 13, 8
SIGN_LINE_PX = 1.6
"""The outline of the sign of members' figures."""
GUESSED = 1.17
"""How much wider than they are words are taken to be, so that a row is parted only where it must be."""

LOCK_BODY = ((-0.5, -0.45), (-0.5, 0.15), (0.5, 0.15), (0.5, -0.45), (-0.5, -0.45))
LOCK_SHACKLE = ((-0.3, 0.15), (-0.3, 0.42), (-0.15, 0.6), (0.15, 0.6), (0.3, 0.42), (0.3, 0.15))
"""A lock in a unit square around its middle: what says "hidden to protect children" without a letter."""
Outline = tuple[tuple[float, float], ...]
SIGN_OF: Mapping[str, tuple[Outline, ...]] = {
    SUPPRESSED: (LOCK_BODY, LOCK_SHACKLE),
    TOO_FEW_CASES: (tuple((0.45 * cos(pi * i / 12), 0.45 * sin(pi * i / 12)) for i in range(25)),),
    NOT_GIVEN: (((-0.4, -0.4), (0.4, 0.4)), ((-0.4, 0.4), (0.4, -0.4))),
    NOT_APPLICABLE: (((-0.45, 0.0), (0.45, 0.0)),),
}
"""The sign of each kind of nothing that is told by one, in a unit square: a lock, an empty ring, a cross, a dash."""


def bin_rows(bins: Bins, colours: Sequence[str], number: Callable[[float], str], t: Translator) -> list[LegendRow]:
    """One row per class, from less to more: "under 25", "25 to 30", "30 and over"."""
    rows = []
    last = len(bins.counts) - 1
    for i, (count, colour) in enumerate(zip(bins.counts, colours, strict=True)):
        if last == 0:
            words = t._("all areas")
        elif i == 0:
            words = t._("under {upper}").format(upper=number(bins.edges[0]))
        elif i == last:
            words = t._("{lower} and over").format(lower=number(bins.edges[-1]))
        else:
            words = t._("{lower} to under {upper}").format(lower=number(bins.edges[i - 1]), upper=number(bins.edges[i]))
        rows.append(LegendRow(words, count, colour=colour))
    return rows


def blank_rows(blanks: Sequence[Blank]) -> list[LegendRow]:
    """One row per kind of nothing or of figures left out that occurs, in a fixed order, with its provinces."""
    rows = []
    for reason in (*REASONS, *LEFT_OUT):
        found = [blank for blank in blanks if blank.reason == reason]
        if found:
            rows.append(LegendRow(found[0].words, len(found), reason=reason))
    return rows


def beside_rows(line: str) -> list[LegendRow]:
    """The row of members' figures, whose words count them already; none without a line."""
    return [LegendRow(line, None, reason=BESIDE)] if line else []


def legend_columns(bins: list[LegendRow], blanks: list[LegendRow]) -> list[list[LegendRow]]:
    """Two columns: classes, and kinds of nothing with members' figures; the classes alone are parted into two."""
    if bins and blanks:
        return [bins, blanks]
    rows = bins or blanks
    half = (len(rows) + 1) // 2
    return [part for part in (rows[:half], rows[half:]) if part]


def legend_px(columns: Sequence[Sequence[LegendRow]], lang: str, t: Translator) -> int:
    """The height in pixels that ``add_legend`` needs."""
    return round(max((_tops(rows, len(columns), lang, t)[-1] for rows in columns), default=0)) + 14


def _row_lines(row: LegendRow, columns: int, lang: str, t: Translator) -> list[str]:
    """The words of a row in lines that fit its column on the narrowest screen."""
    room = (READING_WIDTH / columns - SWATCH_PX - GAP_PX) * GUESSED
    return text.wrap_lines(row_words(row, t), size(FIGURE_NOTE_PX, lang), room)


def _tops(rows: Sequence[LegendRow], columns: int, lang: str, t: Translator) -> list[float]:
    """Where each row begins, in pixels under the first, and where the last one ends."""
    found = [0.0]
    for row in rows:
        further = len(_row_lines(row, columns, lang, t)) - 1
        found.append(found[-1] + _legend_row_px(lang) + further * leading(FIGURE_NOTE_PX, lang))
    return found


def add_legend(
    figure: Framed, columns: Sequence[Sequence[LegendRow]], colours: Theme, lang: str, t: Translator
) -> None:
    """Draw the legend under the plot over the whole width of the figure, its rows in fixed pixels."""
    words, signs = figure.count("annotations"), figure.count("shapes")
    for column, rows in enumerate(columns):
        x = column / len(columns)
        shift = -round(figure.left * (1 - x))
        for row, under in zip(rows, _tops(rows, len(columns), lang, t), strict=False):
            top = -14 - under
            lines = _row_lines(row, len(columns), lang, t)
            further = (len(lines) - 1) * leading(FIGURE_NOTE_PX, lang) / 2
            _swatch(figure, row, x, top, colours, shift)
            figure.add_annotation(
                text=text.joined_lines(lines),
                x=x,
                y=0,
                yanchor="middle",
                xshift=shift + SWATCH_PX + GAP_PX,
                yshift=round(top - SWATCH_HEIGHT_PX / 2 - further),
            )
    figure.legend = [row for rows in columns for row in rows]
    figure.legend_words = (words, figure.count("annotations"))
    figure.legend_signs = (signs, figure.count("shapes"))


def row_words(row: LegendRow, t: Translator) -> str:
    """A row of the legend in words, with the number of areas where that is told."""
    if row.count is None:
        return row.words
    counted = t.ngettext("{words}: {count} area", "{words}: {count} areas", row.count)
    return counted.format(words=row.words, count=row.count)


def _legend_row_px(lang: str) -> float:
    return max(leading(FIGURE_NOTE_PX, lang), SWATCH_HEIGHT_PX + 6)


def swatch_defaults(colours: Theme) -> dict[str, Any]:
    """What shapes have in common: they are swatches of a legend, placed in pixels under the plot."""
    return {
        "type": "rect",
        "xref": "paper",
        "yref": "paper",
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "yanchor": 0,
        "x0": 0,
        "x1": SWATCH_PX,
        "line": {"color": colours.rule, "width": 0.5},
    }


def _swatch(figure: go.Figure, row: LegendRow, x: float, top: float, colours: Theme, shift: int) -> None:
    if row.reason == BESIDE:
        sign = {"color": colours.ink, "width": SIGN_LINE_PX}
        figure.add_shape(type="path", path=_diamond_path(top, shift), fillcolor=colours.ground, line=sign, xanchor=x)
        return
    plain = row.reason in (OUTSIDE_SURVEY, NOT_APPLICABLE)
    fill = row.colour or (colours.ground if plain else colours.nothing)
    line: dict[str, object] = {"color": colours.nothing_ink, "width": 1} if plain else {}
    if row.reason == OUTSIDE_SURVEY:
        line["dash"] = "dash"
    moved = {"x0": shift, "x1": shift + SWATCH_PX} if shift else {}
    figure.add_shape(xanchor=x, y0=top - SWATCH_HEIGHT_PX, y1=top, fillcolor=fill, line=line or None, **moved)
    if path := swatch_path(row.reason, top, shift):
        ink = {"color": colours.nothing_ink if row.reason == NOT_COLLECTED else colours.ink, "width": 1}
        figure.add_shape(type="path", path=path, line=ink, xanchor=x)


def _diamond_path(top: float, left: float = 0) -> str:
    """The sign of members' figures in the middle of a swatch, as an SVG path in pixels."""
    x, y, r = left + SWATCH_PX / 2, top - SWATCH_HEIGHT_PX / 2, SWATCH_HEIGHT_PX / 2
    return f"M{x - r:g},{y:g} L{x:g},{y + r:g} L{x + r:g},{y:g} L{x:g},{y - r:g} Z"


def swatch_path(reason: str, top: float, left: float = 0) -> str:
    """The pattern of a kind of nothing as an SVG path in pixels, empty for a colour.

    ``top`` and ``left`` are the edges of the swatch.
    """
    bottom = top - SWATCH_HEIGHT_PX
    if reason == NOT_COLLECTED:
        return " ".join(
            f"M{left + x:g},{bottom:g} L{left + min(x + SWATCH_HEIGHT_PX, SWATCH_PX):g},"
            f"{bottom + min(SWATCH_HEIGHT_PX, SWATCH_PX - x):g}"
            for x in range(0, SWATCH_PX, 5)
        )
    middle, cx = (top + bottom) / 2, left + SWATCH_PX / 2
    scale = 9.0
    parts = []
    for outline in SIGN_OF.get(reason, ()):
        # A hundredth of a pixel is enough: every swatch travels with its legend.
        points = [f"{round(cx + px * scale, 2):g},{round(middle + py * scale, 2):g}" for px, py in outline]
        parts.append("M" + " L".join(points))
    if reason != SUPPRESSED:
        return " ".join(parts)
    spots = [(left + x, y) for x in (2, 5, 17, 20) for y in (bottom + 3, middle, top - 3)]
    dots = " ".join(f"M{x:g},{y:g} L{x + 1:g},{y:g}" for x, y in spots)
    return " ".join(parts) + " " + dots


def row_svg(row: LegendRow, colours: Theme) -> str:
    """The swatch of a row as a picture of its own."""
    if not row.colour:
        return swatch_svg(row.reason, colours)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SWATCH_PX} {SWATCH_HEIGHT_PX}">'
        f'<rect width="{SWATCH_PX}" height="{SWATCH_HEIGHT_PX}" fill="{row.colour}"/></svg>'
    )


def swatch_svg(reason: str, colours: Theme) -> str:
    """The swatch of a kind of nothing, or the sign of members' figures, as a picture of its own."""
    if reason == BESIDE:
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-0.5 -1 {SWATCH_PX + 1} {SWATCH_HEIGHT_PX + 2}">'
            f'<path d="{_diamond_path(SWATCH_HEIGHT_PX)}" fill="{colours.ground}" stroke="{colours.ink}" '
            f'stroke-width="{SIGN_LINE_PX}"/></svg>'
        )
    plain = reason in (OUTSIDE_SURVEY, NOT_APPLICABLE)
    dash = ' stroke-dasharray="3,2"' if reason == OUTSIDE_SURVEY else ""
    line = colours.nothing_ink if reason == NOT_COLLECTED else colours.ink
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-0.5 -0.5 {SWATCH_PX + 1} {SWATCH_HEIGHT_PX + 1}">'
        f'<rect width="{SWATCH_PX}" height="{SWATCH_HEIGHT_PX}" stroke="{colours.nothing_ink}"{dash} '
        f'fill="{colours.ground if plain else colours.nothing}"/>'
        f'<path transform="translate(0,{SWATCH_HEIGHT_PX}) scale(1,-1)" stroke="{line}" fill="none" '
        f'd="{swatch_path(reason, SWATCH_HEIGHT_PX)}"/></svg>'
    )
