"""Figures on a page: without Streamlit's theme over ours, with words for those who cannot see them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st
from plotly.basedatatypes import BaseFigure

from childrights.charts import CONFIG, MAP_CONFIG, Figure, Framed
from ui.parts.certificate import ask_again, request_certificates, show_requested
from ui.parts.markup import show_style


class _Written(BaseFigure):  # type: ignore[misc]
    """A figure as Streamlit takes it: Plotly's kind, but written down already, so that nothing is checked again."""

    def __init__(self, figure: Figure) -> None:
        self._written = figure

    def to_dict(self) -> dict[str, Any]:
        """The figure as Plotly's JSON."""
        return self._written.to_dict()


def show_on_stage(
    figure: Figure,
    alt: str,
    *,
    key: str,
    config: dict[str, Any],
    on_click: Callable[[], None],
    squeezed: float = 1,
) -> None:
    """A figure in the room the style sheet gives it. Clicks are under ``key``.

    ``squeezed`` is the share of the usual size in which its words are written.
    """
    show_style(f".st-key-{key}{{--cr-squeeze:{squeezed}}}")
    st.plotly_chart(
        _Written(figure),
        theme=None,
        key=key,
        config=config,
        alt=alt,
        height="stretch",
        on_select=on_click,
        selection_mode="points",
    )


def show_figure(
    figure: Figure,
    alt: str,
    *,
    key: str,
    config: dict[str, Any] = CONFIG,
    on_click: Callable[[str], None] | None = None,
) -> None:
    """A figure of fixed height. ``alt`` says what it shows; ``on_click`` gets the code of the area that was clicked.

    Without ``on_click`` a click on a point that knows its figure opens the birth certificate; the codes stay on this
    side and are not sent.
    """
    if isinstance(figure, Framed) and (wide := figure.too_wide_px):
        show_style(f".st-key-{key}{{--cr-wide:{wide:.0f}px}}")
    answer = partial(_clicked, key, on_click) if on_click else None
    opens = answer is None and figure.has_codes
    st.plotly_chart(
        _Written(figure),
        theme=None,
        key=key,
        config=config,
        alt=alt,
        on_select=answer or (partial(_point_clicked, key, figure) if opens else "ignore"),
        selection_mode="points",
    )
    if opens:
        show_requested(key)


def _point_clicked(key: str, figure: Figure) -> None:
    """Ask for the certificate of the point; a second click on the same one takes the mark off it and asks again."""
    points = st.session_state[key].selection.points
    codes = [figure.code_at(point.get("curve_number", -1), point.get("point_index", -1)) for point in points]
    if points:
        request_certificates(key, " ".join(codes).split())
    else:
        ask_again(key)


def show_map_figure(
    figure: Figure, alt: str, *, key: str, plot_px: int, on_click: Callable[[str], None] | None = None
) -> None:
    """A map that grows with the screen. ``on_click`` gets the code of the area that was clicked.

    The style sheet gives the plot its height; what is around it (title, legend, footer) keeps its pixels.
    """
    show_style(f".st-key-{key}{{--cr-around:{figure.height - plot_px}px}}")
    st.plotly_chart(
        _Written(figure),
        theme=None,
        key=key,
        config=MAP_CONFIG,
        alt=alt,
        height="stretch",
        on_select=partial(_clicked, key, on_click) if on_click else "ignore",
        selection_mode="points",
    )


def _clicked(key: str, on_click: Callable[[str], None]) -> None:
    if code := clicked_area(st.session_state[key]):
        on_click(code)


def clicked_area(event: Any) -> str:
    """The area code in a selection event of Plotly: a map's location or a dot's custom data."""
    for point in event.selection.points:
        if code := point.get("location") or point.get("customdata"):
            return str(code[0] if isinstance(code, list | tuple) else code)
    return ""
