"""Which of Plotly's properties a picture knows, part by part of a figure. Anything else is refused by its name.

A property is known when a picture draws it, or when nobody could see it in a still picture. It stands here only while
one of our charts writes it: what nobody writes, nobody has looked at in a picture. Tests hold that with the figures of
every view: each property they write is here, each that is here is written, and each that is drawn makes a difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from childrights.pictures.scene import NotDrawable

Values = tuple[Any, ...]
ANY: Values = ()
_ACROSS = ("left", "center", "right")
_PLACES = tuple(f"{up} {side}" for up in ("top", "middle", "bottom") for side in _ACROSS)
_CLEAR = ("rgba(0,0,0,0)",)


def _named(names: str, **values: Values) -> Mapping[str, Values]:
    """The properties in ``names``, and those that are drawn for some values only (``__`` stands for a dot)."""
    return dict.fromkeys(names.split(), ANY) | {name.replace("__", "."): known for name, known in values.items()}


DRAWN: Mapping[str, Mapping[str, Values]] = {
    "layout": _named(
        "height font.size font.color margin.l margin.r margin.t margin.b",
        margin__autoexpand=(False,),
        paper_bgcolor=_CLEAR,
        plot_bgcolor=_CLEAR,
        showlegend=(False,),
    ),
    "axis": _named(
        "range visible showgrid gridcolor gridwidth tickcolor tickfont.size tickfont.color tickvals ticktext nticks "
        "showticklabels anchor domain ticklabelstandoff",
        zeroline=(False,),
        ticks=("", "outside"),
        tickangle=(0,),
        tickformat=("d",),
        ticklabelposition=("outside", "inside"),
        side=("top", "bottom", "left", "right"),
    ),
    "geo": _named(
        "lonaxis.range lataxis.range domain.x domain.y",
        visible=(False,),
        bgcolor=_CLEAR,
        projection__type=("mercator",),
    ),
    "annotation": _named(
        "text x y xref yref xshift yshift font.size font.color borderpad",
        xanchor=_ACROSS,
        yanchor=("top", "middle", "bottom"),
        align=_ACROSS,
        showarrow=(False,),
    ),
    "shape": _named(
        "xref yref x0 x1 y0 y1 xanchor yanchor path line.color line.width line.dash fillcolor",
        type=("path", "rect"),
        xsizemode=("pixel",),
        ysizemode=("pixel",),
    ),
    "scatter": _named(
        "x y text texttemplate line.color line.width line.dash xaxis yaxis textfont.size textfont.color marker.size "
        "marker.color marker.symbol marker.opacity marker.line.color marker.line.width error_x.array error_x.color "
        "error_x.arrayminus error_x.thickness error_y.array error_y.color error_y.arrayminus error_y.thickness",
        mode=("lines", "markers", "text", "lines+markers", "lines+text", "markers+text"),
        textposition=_PLACES,
        cliponaxis=(False,),
        error_x__type=("data",),
        error_x__symmetric=(False,),
        error_x__width=(0,),
        error_y__type=("data",),
        error_y__symmetric=(False,),
        error_y__width=(0,),
    ),
    "heatmap": _named("x y z zmin zmax colorscale xgap ygap", showscale=(False,)),
    "bar": _named(
        "x y base width marker.color marker.pattern.shape marker.pattern.fgcolor marker.pattern.size "
        "marker.pattern.solidity",
        marker__line__width=(0,),
        marker__pattern__fillmode=("overlay",),
        textposition=("none",),
    ),
    "choropleth": _named(
        "locations z zmin zmax colorscale geojson geo marker.line.color marker.line.width", showscale=(False,)
    ),
    "scattergeo": _named(
        "lon lat text geo line.color line.width textfont.size textfont.color marker.size marker.color marker.symbol "
        "marker.line.color marker.line.width",
        mode=("lines", "markers", "text", "markers+text"),
        textposition=_PLACES,
    ),
}
"""What is drawn, and where a picture draws some values only, these."""

_POINTER = "type name hoverinfo hovertemplate selected unselected"
UNSEEN: Mapping[str, frozenset[str]] = {
    part: frozenset(names.split())
    for part, names in {
        "layout": "font.family clickmode dragmode hoverdistance hoverlabel uirevision",
        "axis": "fixedrange",
        "scatter": f"{_POINTER} hovertext customdata",
        "heatmap": _POINTER,
        "bar": f"{_POINTER} text",
        "choropleth": f"{_POINTER} text",
        "scattergeo": f"{_POINTER} hovertext customdata",
    }.items()
}
"""What follows the pointer or is a name for programs, with all that is under it. A picture's letters are our own."""

ASSUMED: Mapping[str, Mapping[str, Any]] = {
    "layout": {"showlegend": True},
    "annotation": {"showarrow": True},
    "geo": {"visible": True, "projection.type": "equirectangular"},
    "scatter": {"mode": "by the number of points"},
    "heatmap": {"showscale": True},
    "choropleth": {"showscale": True},
    "bar": {"textposition": "auto"},
}
"""What Plotly takes where a figure says nothing, if that is more than a picture draws."""


def said(given: Mapping[str, Any], unseen: frozenset[str] = frozenset(), under: str = "") -> Iterator[tuple[str, Any]]:
    """The properties that say something, their names with dots, without those that are ``unseen``."""
    for name, value in given.items():
        path = f"{under}{name}"
        if value is None or path in unseen:
            continue
        if isinstance(value, Mapping):
            yield from said(value, unseen, f"{path}.")
        else:
            yield path, value


def check_figure(part: str, given: Mapping[str, Any]) -> None:
    """Raise ``NotDrawable`` when a part of a figure asks for anything that would be missing from its picture."""
    if part not in DRAWN:
        raise NotDrawable(f"a trace of type {part!r}")
    known, found = DRAWN[part], dict(said(given, UNSEEN.get(part, frozenset())))
    for name, usual in ASSUMED.get(part, {}).items():
        found.setdefault(name, usual)
    for name, value in found.items():
        if name not in known:
            raise NotDrawable(f"{part}.{name}")
        if known[name] and not all(one in known[name] for one in _each(value)):
            raise NotDrawable(f"{part}.{name}: {value!r}")


def _each(value: Any) -> list[Any]:
    """One value for all marks, or one a mark."""
    return list(value) if isinstance(value, list | tuple) else [value]
