"""Figures as plain Plotly JSON, written down with Plotly's own words and checked by Plotly only where tests look.

Plotly checks every property as it is set, which costs more than all else on a page. The names here are those of
``plotly.graph_objects`` that the chart builders use, so that a builder reads as any Plotly code does; ``data`` and
``layout`` give Plotly's own objects and raise ``ValueError`` for a property that does not exist.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Json = dict[str, Any]

_NAMES_WITH_UNDERSCORE = ("error_x", "error_y", "paper_bgcolor", "plot_bgcolor")


def _nested(properties: Mapping[str, Any]) -> Json:
    """Properties with ``marker_color=...`` written out as ``{"marker": {"color": ...}}``; ``None`` is left out."""
    found: Json = {}
    for name, value in properties.items():
        if value is None:
            continue
        head, _, rest = (name, "", "") if name in _NAMES_WITH_UNDERSCORE else name.partition("_")
        _merge(found, {head: _nested({rest: value}) if rest else _plain(value)})
    return found


def _plain(value: Any) -> Any:
    return _nested(value) if isinstance(value, Mapping) else value


def _merge(into: Json, more: Mapping[str, Any]) -> None:
    for name, value in more.items():
        if isinstance(value, dict) and isinstance(into.get(name), dict):
            _merge(into[name], value)
        else:
            into[name] = value


class Trace(dict[str, Any]):
    """One trace. ``kind`` is its Plotly type; ``codes`` are the short codes of its points, which are never sent."""

    kind = ""

    def __init__(self, *, codes: Sequence[str] = (), **properties: Any) -> None:
        super().__init__(type=self.kind, **_nested(properties))
        self.codes = tuple(codes)


class Scatter(Trace):
    """Points and lines in a plane. Its words stay as they are when a click marks another point."""

    kind = "scatter"

    def __init__(self, *, codes: Sequence[str] = (), **properties: Any) -> None:
        super().__init__(codes=codes, **properties)
        colour = self.get("textfont", {}).get("color")
        if "text" in self.get("mode", "") and colour:
            one = colour if isinstance(colour, str) else max(colour, key=list(colour).count)
            _merge(self, {"unselected": {"textfont": {"color": one}}})


class Scattergeo(Trace):
    """Points and lines on a map."""

    kind = "scattergeo"


class Choropleth(Trace):
    """Filled areas of a map."""

    kind = "choropleth"


class Bar(Trace):
    """Bars."""

    kind = "bar"


class Heatmap(Trace):
    """Cells in rows and columns."""

    kind = "heatmap"


_UNFADED: Json = {"template": {"data": {"scatter": [{"unselected": {"marker": {"opacity": 1}}}]}}}
"""A click on a point opens its certificate; the other points stay as they were."""


class Figure:
    """Traces and a layout. The methods are Plotly's of the same name; they change the figure and return it."""

    def __init__(self, layout: Mapping[str, Any] | None = None) -> None:
        self._data: list[Json] = []
        self._codes: list[tuple[str, ...]] = []
        self._layout: Json = _nested(layout or {})

    @classmethod
    def of(cls, written: Json) -> Figure:
        """The figure that ``to_dict`` would write as ``written``."""
        figure = cls()
        figure._data, figure._layout = written["data"], written["layout"]
        return figure

    def with_layout(self, layout: Json) -> Figure:
        """The same traces, each point with its figure, in another layout; this figure is left as it is."""
        figure = Figure.of({"data": self._data, "layout": layout})
        figure._codes = self._codes
        return figure

    def update_layout(self, more: Mapping[str, Any] | None = None, **properties: Any) -> Figure:
        """Merge properties into the layout."""
        _merge(self._layout, _nested({**(more or {}), **properties}))
        return self

    def update_xaxes(self, more: Mapping[str, Any] | None = None, **properties: Any) -> Figure:
        """Merge properties into every horizontal axis."""
        return self._update("xaxis", {**(more or {}), **properties})

    def update_yaxes(self, more: Mapping[str, Any] | None = None, **properties: Any) -> Figure:
        """Merge properties into every vertical axis."""
        return self._update("yaxis", {**(more or {}), **properties})

    def _update(self, kind: str, properties: Mapping[str, Any]) -> Figure:
        names = [name for name in self._layout if name.rstrip("0123456789") == kind] or [kind]
        for name in names:
            _merge(self._layout.setdefault(name, {}), _nested(properties))
        return self

    def add_trace(self, trace: Trace, **more: Any) -> Figure:
        """Put a trace on top of the others, with ``more`` properties than it has."""
        self._data.append({**trace, **more})
        self._codes.append(trace.codes)
        if trace.codes:
            _merge(self._layout, _nested(_UNFADED))
        return self

    @property
    def has_codes(self) -> bool:
        """Whether any point knows the figure it stands for."""
        return any(self._codes)

    def code_at(self, trace: int, point: int) -> str:
        """The short code behind a point (several parted by spaces), empty where there is none."""
        codes = self._codes[trace] if 0 <= trace < len(self._codes) else ()
        return codes[point] if 0 <= point < len(codes) else ""

    def add_annotation(self, **properties: Any) -> Figure:
        """Write words."""
        self._layout.setdefault("annotations", []).append(_nested(properties))
        return self

    def add_shape(self, **properties: Any) -> Figure:
        """Draw a shape."""
        self._layout.setdefault("shapes", []).append(_nested(properties))
        return self

    def count(self, kind: str) -> int:
        """How many ``annotations`` or ``shapes`` the layout holds."""
        return len(self._layout.get(kind, ()))

    @property
    def height(self) -> int:
        """The height in pixels."""
        return int(self._layout["height"])

    @property
    def left(self) -> float:
        """The left margin in pixels."""
        return float(self._layout.get("margin", {}).get("l", 0))

    def to_dict(self) -> Json:
        """The figure as Plotly's JSON. Not to be changed: all who look at it share it."""
        return {"data": self._data, "layout": self._layout}

    def to_json(self) -> str:
        """The figure as text, checked by nobody."""
        import plotly.io

        return str(plotly.io.to_json(self.to_dict(), validate=False))

    def checked(self) -> Any:
        """The figure as Plotly's own. Raises ``ValueError`` for a property that Plotly does not know."""
        import plotly.graph_objects as go

        return go.Figure(self.to_dict())

    @property
    def data(self) -> Any:
        """Plotly's trace objects."""
        return self.checked().data

    @property
    def layout(self) -> Any:
        """Plotly's layout object."""
        return self.checked().layout
