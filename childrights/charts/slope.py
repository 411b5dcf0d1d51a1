"""Two periods side by side: a line a place or group, strong only where the change can be told from noise."""

from __future__ import annotations

from collections.abc import Sequence

from childrights.charts import sketch as go
from childrights.charts import text
from childrights.charts.key import add_key, beside_keys, key_px
from childrights.charts.parts import Caption, LegendKey, Mark, Pair, Room
from childrights.charts.template import axis, font, framed, leading, shared_hover, shown_rows, size
from childrights.charts.tokens import FIGURE_NOTE_PX, Theme
from childrights.charts.trend import spread_labels
from childrights.i18n import N_, Translator

HEAD_PX, LEADER = 22, 0.07
NAME_LIMIT_PX, BROAD_NAME_PX = 150, 260
LEAST_PX, BROAD_LEAST_PX, BROAD_WIDE_PX = 320, 160, 240
BROAD_LEADING = 1.36
"""The height of a row in letter heights where no name takes two lines."""

CHANGES = ("better", "worse", "up", "down")
VERDICTS = {
    "better": N_("Better"),
    "worse": N_("Worse"),
    "up": N_("Higher"),
    "down": N_("Lower"),
    "no_clear_change": N_("No clear change"),
}


def draw_slope(
    pairs: Sequence[Pair],
    caption: Caption,
    periods: tuple[str, str],
    *,
    t: Translator,
    focus: Sequence[str] = (),
    room: Room | None = None,
) -> go.Figure:
    """A slope chart from zero between two ``periods``, named above their sides.

    Lines without a clear change are thin, grey and dashed, their ends open; the key counts each verdict.
    Names of places in ``focus`` are bold. In a ``room`` of its own names stand on one line, so that it is low.
    """
    lang = caption.lang
    px = size(FIGURE_NOTE_PX, lang)
    every = sorted(pairs, key=lambda pair: (-pair.second.value, pair.name))
    told, part = shown_rows(every, room)
    ordered = list(reversed(told))
    limit = BROAD_NAME_PX if room else NAME_LIMIT_PX
    rows = [text.wrap_lines(f"{pair.second.label}  {pair.name}", px, limit) for pair in ordered]
    line_px = px * BROAD_LEADING if room else leading(FIGURE_NOTE_PX, lang)
    heights = [len(lines) * line_px + 1 for lines in rows]
    plot_px = round(max(BROAD_LEAST_PX if room else LEAST_PX, sum(heights) + 20))
    keys = [*_verdict_keys(ordered, caption.colours, t), *beside_keys(caption)]
    left = round(max((text.approximate_width(pair.first.label, px) for pair in ordered), default=20)) + 8
    right = round(max((text.approximate_width(line, px) for lines in rows for line in lines), default=20)) + 8
    figure = framed(caption, plot_px=plot_px, below_px=HEAD_PX + key_px(keys, lang), left=left, right=right)
    figure.least_px, figure.rows = (BROAD_WIDE_PX if room else 0), part
    top = max((mark.value for pair in every for mark in (pair.first, pair.second)), default=1) * 1.04 or 1
    for verdict in ("no_clear_change", *CHANGES):
        if told := [pair for pair in ordered if _verdict(pair) == verdict]:
            figure.add_trace(_slopes(told, verdict, caption.colours))
    seconds = _spread([pair.second for pair in ordered], heights, top, plot_px)
    one_line = [line_px] * len(ordered)
    firsts = _spread([pair.first for pair in ordered], one_line, top, plot_px)
    figure.add_trace(_leaders(ordered, firsts, seconds, caption.colours))
    left_words = [_said([pair.first.label], pair, focus) for pair in ordered]
    figure.add_trace(_labels(ordered, left_words, -LEADER, firsts, "left", caption))
    right_words = [_said(lines, pair, focus) for lines, pair in zip(rows, ordered, strict=True)]
    figure.add_trace(_labels(ordered, right_words, 1 + LEADER, seconds, "right", caption))
    add_key(figure, keys, caption, below_px=HEAD_PX)
    figure.update_xaxes(
        axis(caption.colours, lang, range=[-LEADER, 1 + LEADER], tickvals=[0, 1], ticktext=list(periods))
    )
    figure.update_xaxes(showgrid=True, gridcolor=caption.colours.rule, tickfont_color=caption.colours.ink)
    figure.update_yaxes(axis(caption.colours, lang, range=[0, top], showticklabels=False))
    return figure


def _said(lines: Sequence[str], pair: Pair, focus: Sequence[str]) -> str:
    return f"<b>{text.joined_lines(lines)}</b>" if pair.second.code in focus else text.joined_lines(lines)


def change_colour(verdict: str, colours: Theme) -> str:
    """The colour of a change; quiet where none may be called one."""
    if verdict in ("better", "worse"):
        return str(getattr(colours, verdict))
    return colours.action if verdict in CHANGES else colours.quiet


def _verdict_keys(pairs: Sequence[Pair], colours: Theme, t: Translator) -> list[LegendKey]:
    found = []
    for code, msgid in VERDICTS.items():
        count = sum((pair.verdict if pair.verdict in CHANGES else "no_clear_change") == code for pair in pairs)
        if count:
            name = t._("{words}: {count}").format(words=t._(msgid), count=count)
            found.append(LegendKey(code, name, change_colour(code, colours), "line" if code in CHANGES else "dash"))
    return found


def _verdict(pair: Pair) -> str:
    return pair.verdict if pair.verdict in CHANGES else "no_clear_change"


def _slopes(pairs: Sequence[Pair], verdict: str, colours: Theme) -> go.Scatter:
    """The lines of one verdict, parted by gaps."""
    strong = verdict in CHANGES
    colour = change_colour(verdict, colours)
    marks = [mark for pair in pairs for mark in (pair.first, pair.second)]
    texts, template = shared_hover(marks)
    sign = "diamond" if all(mark.beside for mark in marks) else "circle"
    return go.Scatter(
        codes=[code for pair in pairs for code in (pair.first.id, pair.second.id, "")],
        x=[0, 1, None] * len(pairs),
        y=[y for pair in pairs for y in (pair.first.value, pair.second.value, None)],
        mode="lines+markers",
        line={"color": colour, "width": 2.4 if strong else 1, "dash": "solid" if strong else "4px,3px"},
        marker={"size": 8 if strong else 6, "color": colour, "symbol": sign if strong else f"{sign}-open"},
        text=[words for i in range(0, len(texts), 2) for words in (*texts[i : i + 2], "")],
        hovertemplate=template,
        cliponaxis=False,
    )


def _spread(marks: Sequence[Mark], heights: Sequence[float], top: float, plot_px: int) -> list[float]:
    """Heights in the unit of the values at which the labels do not meet."""
    placed = spread_labels([mark.value / top * plot_px for mark in marks], heights)
    order = sorted(range(len(placed)), key=lambda i: placed[i])
    floor, ceiling = 0.0, float(plot_px)
    for i in order:
        placed[i] = max(placed[i], floor + heights[i] / 2)
        floor = placed[i] + heights[i] / 2
    for i in reversed(order):
        placed[i] = min(placed[i], ceiling - heights[i] / 2)
        ceiling = placed[i] - heights[i] / 2
    return [float(f"{y * top / plot_px:.4g}") for y in placed]


def _leaders(pairs: Sequence[Pair], firsts: Sequence[float], seconds: Sequence[float], colours: Theme) -> go.Scatter:
    """Thin lines from each end to its label, which may have had to move aside."""
    x: list[float | None] = []
    y: list[float | None] = []
    for pair, low, high in zip(pairs, firsts, seconds, strict=True):
        x += [-LEADER, -0.015, None, 1.015, 1 + LEADER, None]
        y += [low, pair.first.value, None, pair.second.value, high, None]
    line = {"color": colours.rule, "width": 1}
    return go.Scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip", cliponaxis=False)


def _labels(
    pairs: Sequence[Pair], labels: Sequence[str], x: float, heights: Sequence[float], side: str, caption: Caption
) -> go.Scatter:
    colours = [
        change_colour(pair.verdict, caption.colours) if pair.verdict in CHANGES else caption.colours.quiet
        for pair in pairs
    ]
    return go.Scatter(
        x=[x] * len(pairs),
        y=list(heights),
        mode="text",
        text=list(labels),
        textposition=f"middle {side}",
        textfont={**font(FIGURE_NOTE_PX, "", caption.lang), "color": colours if len(set(colours)) > 1 else colours[0]}
        if pairs
        else None,
        hoverinfo="skip",
        cliponaxis=False,
    )
