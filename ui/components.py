"""The component page: every token and chart on invented data that says so."""

from __future__ import annotations

import streamlit as st

from childrights import words
from childrights.charts.choropleth import MAP_CONFIG, MAP_PX, draw_map
from childrights.charts.parts import REASONS, Blank, Caption, Line, Mark, Point
from childrights.charts.ranking import draw_ranking
from childrights.charts.tokens import Theme
from childrights.charts.trend import draw_trend
from geo.areas import PROVINCES
from geo.provinces import area_name
from ui import markup
from ui.component_samples import more_samples
from ui.figure import show_figure, show_map_figure
from ui.page import Page

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


def sample_marks(lang: str) -> tuple[list[Mark], list[Blank]]:
    """Invented values for most provinces and one of each kind of nothing."""
    marks = [
        Mark(code, area_name(code, lang), value, f"{value:.1f}", status="normal")
        for position, code in enumerate(PROVINCES[:21])
        for value in (float((position * 37) % 53),)
    ]
    return marks, [(code, reason) for code, reason in zip(PROVINCES[21:], REASONS, strict=True)]


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


def _on_ground(figure, colours: Theme):  # type: ignore[no-untyped-def]
    return figure.update_layout(paper_bgcolor=colours.ground)
