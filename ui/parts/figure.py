"""Figures on a page: without Streamlit's theme over ours, with words for those who cannot see them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st
from plotly.basedatatypes import BaseFigure

from childrights.charts import CONFIG, MAP_CONFIG, Figure, Framed, Room
from ui.parts.certificate_box import ask, ask_again, show_asked
from ui.parts.markup import show_style


class _Written(BaseFigure):  # type: ignore[misc]
    """A figure as Streamlit takes it: Plotly's kind, but written down already, so that nothing is checked again."""

    def __init__(self, figure: Figure) -> None:
        self._written = figure

    def to_dict(self) -> dict[str, Any]:
        """The figure as Plotly's JSON."""
        return self._written.to_dict()


Fitted = Callable[[Room], Figure]


@dataclass(frozen=True, slots=True)
class Taken:
    """A figure that a page wanted to show, with its words for those who cannot see it and Plotly's configuration.

    ``fitted`` draws it for a room, where it knows how.
    """

    figure: Figure
    alt: str
    config: dict[str, Any]
    fitted: Fitted | None = None


_taken: ContextVar[list[Taken] | None] = ContextVar("taken", default=None)


@contextmanager
def figures_taken() -> Iterator[list[Taken]]:
    """Figures that are shown inside are handed over, in their order, and not drawn: who takes them draws them."""
    found: list[Taken] = []
    token = _taken.set(found)
    try:
        yield found
    finally:
        _taken.reset(token)


def show_taken(one: Taken, figure: Figure, *, key: str, on_click: Callable[[], None], squeezed: float = 1) -> None:
    """A figure that was taken, drawn as ``figure`` in the room the style sheet gives it. Clicks are under ``key``.

    ``squeezed`` is the share of the usual size in which its words are written.
    """
    show_style(f".st-key-{key}{{--cr-squeeze:{squeezed}}}")
    st.plotly_chart(
        _Written(figure),
        theme=None,
        key=key,
        config=one.config,
        alt=one.alt,
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
    fitted: Fitted | None = None,
) -> None:
    """A figure of fixed height. ``alt`` says what it shows; ``on_click`` gets the code of the area that was clicked;
    ``fitted`` draws it for the hall, whose room cannot grow.

    Without ``on_click`` a click on a point that knows its figure opens the birth certificate; the codes stay on this
    side and are not sent.
    """
    if (taken := _taken.get()) is not None:
        taken.append(Taken(figure, alt, config, fitted))
        return
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
        show_asked(key)


def _point_clicked(key: str, figure: Figure) -> None:
    """Ask for the certificate of the point; a second click on the same one takes the mark off it and asks again."""
    points = st.session_state[key].selection.points
    codes = [figure.code_at(point.get("curve_number", -1), point.get("point_index", -1)) for point in points]
    if points:
        ask(key, " ".join(codes).split())
    else:
        ask_again(key)


def show_map_figure(
    figure: Figure, alt: str, *, key: str, plot_px: int, on_click: Callable[[str], None] | None = None
) -> None:
    """A map that grows with the screen. ``on_click`` gets the code of the area that was clicked.

    The style sheet gives the plot its height; what is around it (title, legend, footer) keeps its pixels.
    """
    if (taken := _taken.get()) is not None:
        taken.append(Taken(figure, alt, MAP_CONFIG))
        return
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
