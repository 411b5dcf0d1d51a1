"""Figures on a page: without Streamlit's theme over ours, with words for those who cannot see them."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
import streamlit as st

from childrights.charts.template import CONFIG


def show_figure(figure: go.Figure, alt: str, *, key: str, config: dict[str, Any] = CONFIG) -> None:
    """A figure that is only looked at. ``alt`` says what it shows."""
    st.plotly_chart(figure, theme=None, key=key, config=config, alt=alt)


def show_clickable(figure: go.Figure, alt: str, *, key: str, config: dict[str, Any]) -> str:
    """A figure whose areas can be clicked. Returns the code of the area clicked in this rerun, or nothing."""
    event = st.plotly_chart(
        figure, theme=None, key=key, config=config, alt=alt, on_select="rerun", selection_mode="points"
    )
    return clicked_area(event)


def clicked_area(event: Any) -> str:
    """The area code in a selection event of Plotly: a map's location or a dot's custom data."""
    for point in event.selection.points:
        if code := point.get("location"):
            return str(code)
    return ""
