"""Figures on a page: without Streamlit's theme over ours, with words for those who cannot see them."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
import streamlit as st

from childrights.charts.choropleth import MAP_CONFIG
from childrights.charts.template import CONFIG
from ui.markup import show_style


def show_figure(figure: go.Figure, alt: str, *, key: str, config: dict[str, Any] = CONFIG) -> None:
    """A figure that is only looked at. ``alt`` says what it shows."""
    st.plotly_chart(figure, theme=None, key=key, config=config, alt=alt)


def show_map_figure(figure: go.Figure, alt: str, *, key: str, plot_px: int) -> str:
    """A map that grows with the screen. Returns the code of the area clicked in this rerun, or nothing.

    The style sheet gives the plot its height; what is around it (title, legend, footer) keeps its pixels.
    """
    container = f"{key}_figure"
    around = figure.layout.height - plot_px
    figure.update_layout(height=None)
    with st.container(key=container):
        show_style(f".st-key-{container}{{--cr-around:{around}px}}")
        event = st.plotly_chart(
            figure,
            theme=None,
            key=key,
            config=MAP_CONFIG,
            alt=alt,
            height="stretch",
            on_select="rerun",
            selection_mode="points",
        )
    return clicked_area(event)


def clicked_area(event: Any) -> str:
    """The area code in a selection event of Plotly: a map's location or a dot's custom data."""
    for point in event.selection.points:
        if code := point.get("location"):
            return str(code)
    return ""
