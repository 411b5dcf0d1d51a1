"""A figure for the whole screen: the same drawing without the words around it, which stand beside it in large type."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from childrights.charts.choropleth import FOCUS
from childrights.charts.sketch import Figure
from childrights.charts.template import Framed
from childrights.charts.tokens import Theme
from geo import PROVINCES, members

TOP_PX, BOTTOM_PX = 14, 4
VEIL = "veil"
VEILED = 0.68
"""How much of the ground lies over an area that is not in the spotlight; its colour must still be told."""


def on_stage(figure: Figure, colours: Theme, *, lit: Collection[str] = ()) -> Figure:
    """``figure`` without caption and legend; where places are in focus on a map, the others lie under a veil.

    ``colours`` are those of the page, ``lit`` the names of the places in focus. The figure itself is left as it is.
    """
    written = figure.to_dict()
    layout = dict(written["layout"])
    if isinstance(figure, Framed):
        layout["annotations"] = _without(layout.get("annotations", []), (0, figure.words), figure.legend_words)
        layout["shapes"] = _without(layout.get("shapes", []), figure.legend_signs)
        below = BOTTOM_PX if figure.legend else figure.below_px + BOTTOM_PX
        layout["margin"] = {**layout["margin"], "t": TOP_PX, "b": below}
    return Figure.of({"data": _veiled(written["data"], colours, set(map(_letters, lit))), "layout": layout})


def _without(items: list[Any], *spans: tuple[int, int]) -> list[Any]:
    return [one for i, one in enumerate(items) if not any(start <= i < end for start, end in spans)]


def _veiled(traces: list[dict[str, Any]], colours: Theme, lit: Collection[str]) -> list[dict[str, Any]]:
    """The traces with a veil over every province that is not in focus, below the first outline of those that are."""
    first = next((i for i, trace in enumerate(traces) if trace.get("name") == FOCUS), None)
    if first is None:
        return traces
    shining = {province for area in traces[first]["locations"] for province in members(area)}
    rest = [province for province in PROVINCES if province not in shining]
    veil = {
        **traces[first],
        "name": VEIL,
        "locations": rest,
        "z": [0] * len(rest),
        "colorscale": [[0, colours.ground], [1, colours.ground]],
        "marker": {"opacity": VEILED, "line": {"width": 0}},
    }
    return [*traces[:first], veil, *(_dimmed(trace, colours, lit) for trace in traces[first:])]


def _dimmed(trace: dict[str, Any], colours: Theme, lit: Collection[str]) -> dict[str, Any]:
    """The names on the map in the quiet colour, but for those of the places in focus."""
    if trace.get("mode") != "text":
        return trace
    own = trace["textfont"]["color"]
    shades = [own if _letters(words) in lit else colours.quiet for words in trace["text"]]
    return {**trace, "textfont": {**trace["textfont"], "color": shades}}


def _letters(words: str) -> str:
    """A name without the line breaks and spaces that differ between a map and a sentence."""
    return "".join(words.replace("<br>", "").replace("\u200b", "").split())
