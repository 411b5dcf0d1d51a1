"""The component page: every token and chart on invented data that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from childrights.charts import (
    MAP_CONFIG,
    MAP_PX,
    REASONS,
    Blank,
    Caption,
    ChartRow,
    Dot,
    HeatRow,
    LegendKey,
    Line,
    Mark,
    Pair,
    Point,
    Theme,
    YearMap,
    draw_groups,
    draw_heat,
    draw_map,
    draw_pair,
    draw_places,
    draw_ranking,
    draw_slope,
    draw_trend,
    draw_year_maps,
    group_colour,
)
from childrights.charts import sketch as go
from childrights.i18n import Translator
from childrights.language import words
from geo import PROVINCES, area_name
from ui.parts import Page, markup, show_figure, show_map_figure

FIFTHS = tuple(f"quintile_{n}" for n in range(1, 6))
VERDICTS = ("better", "worse", "no_clear_change", "up")


def more_samples(
    caption: Caption, marks: Sequence[Mark], blanks: Sequence[Blank], t: Translator
) -> dict[str, go.Figure]:
    """One figure of each kind by name."""
    keys = [
        LegendKey(code, words.dimension_words(code, t), group_colour(caption.colours, code, i), sign=code[-1])
        for i, code in enumerate(FIFTHS)
    ]
    rows = [
        ChartRow(year, tuple(replace(mark, code=key.code) for mark, key in zip(marks[start:], keys, strict=False)))
        for year, start in (("2010", 2), ("2000", 9))
    ]
    pairs = [Pair(a.name, b, a, v) for a, b, v in zip(marks[:4], marks[4:8], VERDICTS, strict=True)]
    lines = [_line(a, b, caption.colours.action) for a, b in zip(marks[:6], marks[6:12], strict=True)]
    maps = [YearMap(year, tuple(part), tuple(blanks)) for year, part in (("2000", marks), ("2010", marks))]
    heat = [HeatRow(a.code, a.name, (a, b)) for a, b in zip(marks[:4], marks[4:8], strict=True)]
    heat += [HeatRow(one.code, one.name, (one, marks[i])) for i, one in enumerate(blanks)]
    dots = [Dot(a, b, 100.0 + 40 * i) for i, (a, b) in enumerate(zip(marks[:9], marks[9:18], strict=True))]
    return {
        "groups": draw_groups(rows, keys, caption),
        "change": draw_slope(pairs, caption, ("2000", "2010"), t=t),
        "places": draw_places(lines, _line(marks[3], marks[12], caption.colours.ink), caption, focus=(marks[1].code,)),
        "years": draw_year_maps(maps, caption, polarity="lower_better", number=str, t=t),
        "grid": draw_heat(
            heat, ("2000", "2010"), caption, polarity="lower_better", number=str, t=t, focus=(marks[1].code,)
        ),
        "pair": draw_pair(dots, caption, t._("per cent"), t._("per cent"), focus=(marks[1].code,)),
    }


def _line(first: Mark, second: Mark, colour: str) -> Line:
    return Line(first.code, first.name, ((Point(2000, first), Point(2010, second)),), colour)


ROLES = ("ground", "panel", "ink", "quiet", "rule", "action", "focus", "worse", "better", "nothing")


def show_type(page: Page) -> None:
    """The four sizes, in both languages."""
    samples = (("cr-title", "Aa កុមារ 123"), ("cr-section", "Aa កុមារ 123"), ("cr-text", "Aa កុមារ 123"))
    markup.show("".join(markup.tag("p", text, css) for css, text in (*samples, ("cr-note", "Aa កុមារ 123"))))


def show_colours(colours: Theme, page: Page) -> None:
    """The roles and the ramps of one theme."""
    with st.container(key=f"sample_{colours.name}"):
        swatches = "".join(_swatch(getattr(colours, role), role, colours) for role in ROLES)
        ramps = "".join(
            "".join(_swatch(shade, family if i == 0 else "", colours) for i, shade in enumerate(shades))
            for family, shades in colours.ramps.items()
        )
        series = "".join(_swatch(shade, str(i + 1), colours) for i, shade in enumerate(colours.series))
        markup.show("".join(f'<div class="cr-swatches">{row}</div>' for row in (swatches, ramps, series)))


def _swatch(colour: str, name: str, colours: Theme) -> str:
    return f'<div><i style="background:{colour}"></i>{markup.tag("small", name)}</div>'


def sample_marks(lang: str) -> tuple[list[Mark], list[tuple[str, str]]]:
    """Invented values for most provinces, and for the others one kind of nothing each, by their codes."""
    marks = [
        Mark(code, area_name(code, lang), value, f"{value:.1f}", status="normal")
        for position, code in enumerate(PROVINCES[: -len(REASONS)])
        for value in (float((position * 37) % 53),)
    ]
    return marks, list(zip(PROVINCES[-len(REASONS) :], REASONS, strict=True))


def show_sample_figures(colours: Theme, page: Page) -> None:
    """A map, a ranking and a trend in one theme, on its ground."""
    t = page.t
    marks, gaps = sample_marks(page.lang)
    blanks = [Blank(code, area_name(code, page.lang), reason, words.reason(reason, t)) for code, reason in gaps]
    title, footer = t._("Sample, invented figures"), (t._("Source: {source}").format(source="–"),)
    caption = Caption(title, t._("per cent"), footer, page.lang, colours)
    country = Mark("KH", area_name("KH", page.lang), 24.0, "24.0")
    with st.container(key=f"figures_{colours.name}"):
        left, right = st.columns((2, 1), gap="large")
        with left:
            figure = draw_map(marks, blanks, caption, polarity="lower_better", number=str, t=t, focus=("KH17",))
            show_map_figure(_on_ground(figure, colours), title, key=f"map_drawn_{colours.name}", plot_px=MAP_PX)
            lines = [
                Line("KH", country.name, ((Point(2000, country), Point(2010, country)),), colours.ink, country=True),
                Line("KH12", marks[11].name, ((Point(2000, marks[3]), Point(2010, marks[11])),), colours.series[0]),
                Line("KH01", marks[0].name, ((Point(2000, marks[5]), Point(2010, marks[8])),), colours.series[1]),
            ]
            show_figure(_on_ground(draw_trend(lines, caption), colours), title, key=f"trend_{colours.name}")
        with right:
            shades = {mark.code: colours.series[0] for mark in marks}
            ranking = draw_ranking(marks, country, caption, colour_of=shades, t=t, focus=("KH17",))
            show_figure(_on_ground(ranking, colours), title, key=f"ranking_{colours.name}")
        for name, figure in more_samples(caption, marks, blanks, page.t).items():
            show_figure(_on_ground(figure, colours), title, key=f"{name}_{colours.name}", config=MAP_CONFIG)


def _on_ground(figure: go.Figure, colours: Theme) -> go.Figure:
    return figure.update_layout(paper_bgcolor=colours.ground)
