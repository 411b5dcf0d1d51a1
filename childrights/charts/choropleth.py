"""The map: every province painted, values over the areas they were published for, nothing left unsaid."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import Any

import plotly.graph_objects as go

from childrights.charts import text
from childrights.charts.bins import natural_bins
from childrights.charts.labels import place_labels
from childrights.charts.legend import (
    LOCK_BODY,
    LOCK_SHACKLE,
    add_legend,
    bin_rows,
    blank_rows,
    legend_columns,
    legend_px,
)
from childrights.charts.parts import (
    NOT_APPLICABLE,
    NOT_COLLECTED,
    OUTSIDE_SURVEY,
    SUPPRESSED,
    Bins,
    Blank,
    Caption,
    Mark,
)
from childrights.charts.template import CONFIG, font, framed, hover_lines
from childrights.charts.tokens import BORDER_PX, FIGURE_NOTE_PX, FOCUS_PX, LIGHT, Theme, ramp
from childrights.i18n import Translator
from geo.areas import PROVINCES, is_domain
from geo.boundaries import dots, hatch, inner_borders, label_point, outline

MAP_PX = 430
LON_RANGE, LAT_RANGE = (102.25, 107.72), (10.3, 14.78)

GEOJSON_URL = "app/static/geo/areas.geojson"
TOPOJSON_URL = "app/static/geo/topojson/"
"""Relative to the page, so that they work under any base path."""

MAP_CONFIG = {**CONFIG, "topojsonURL": TOPOJSON_URL}
"""Without a local topology Plotly asks its own servers for one and draws nothing when they do not answer."""

BASE, VALUES, FOCUS = "base", "values", "focus"
DECIMALS = 2
"""Of overlay coordinates: a hundredth of a degree is about one pixel on the largest map."""


def draw_map(
    marks: Sequence[Mark],
    blanks: Sequence[Blank],
    caption: Caption,
    *,
    polarity: str,
    number: Callable[[float], str],
    t: Translator,
    focus: str = "",
) -> go.Figure:
    """The choropleth of ``marks`` (provinces or survey domains) with ``blanks`` told apart by kind.

    ``number`` words a class edge; ``focus`` is the code of the area to outline. The areas of marks and blanks
    together are expected to cover every province once.
    """
    colours = caption.colours
    bins = natural_bins([mark.value for mark in marks])
    shades = ramp(colours, polarity, len(bins.counts)) if marks else ()
    columns = legend_columns(bin_rows(bins, shades, number, t), blank_rows(blanks))
    below = legend_px(columns, caption.lang)
    figure = framed(caption, plot_px=MAP_PX, below_px=below)
    figure.add_trace(_base(blanks, colours))
    if marks:
        figure.add_trace(_values(marks, bins, shades, colours))
    for trace in chain(_borders_inside(marks, colours), _patterns(blanks, colours)):
        figure.add_trace(trace)
    if focus:
        figure.add_trace(_outline(focus, colours.border, FOCUS_PX + 3))
        figure.add_trace(_outline(focus, colours.ink, FOCUS_PX))
    for trace in _names(marks, blanks, bins, shades, caption):
        figure.add_trace(trace)
    add_legend(figure, columns, colours, caption.lang, t)
    figure.update_geos(
        visible=False,
        bgcolor="rgba(0,0,0,0)",
        projection_type="mercator",
        lonaxis_range=LON_RANGE,
        lataxis_range=LAT_RANGE,
        domain={"x": [0, 1], "y": [0, 1]},
    )
    figure.update_layout(uirevision="map", clickmode="event+select")
    return figure


def _areas(codes: Sequence[str], z: Sequence[float], scale: Sequence[tuple[float, str]], **more: Any) -> go.Choropleth:
    return go.Choropleth(
        geojson=GEOJSON_URL,
        featureidkey="id",
        locations=list(codes),
        z=list(z),
        colorscale=[list(step) for step in scale],
        showscale=False,
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        **more,
    )


def _base(blanks: Sequence[Blank], colours: Theme) -> go.Choropleth:
    """All 25 provinces, so that none can vanish; hover tells what is not known where nothing is drawn."""
    told = {blank.code: blank for blank in blanks}
    paper = (OUTSIDE_SURVEY, NOT_APPLICABLE)
    return _areas(
        PROVINCES,
        [1 if code in told and told[code].reason in paper else 0 for code in PROVINCES],
        ((0, colours.nothing), (0.5, colours.nothing), (0.5, colours.ground), (1, colours.ground)),
        name=BASE,
        zmin=0,
        zmax=1,
        marker={"line": {"color": colours.border, "width": BORDER_PX}},
        text=[hover_lines(told[c].name, told[c].words, ()) if c in told else "" for c in PROVINCES],
        hovertemplate="%{text}<extra></extra>",
    )


def _values(marks: Sequence[Mark], bins: Bins, shades: Sequence[str], colours: Theme) -> go.Choropleth:
    steps = len(shades)
    stepped = [(edge / steps, shade) for i, shade in enumerate(shades) for edge in (i, i + 1)]
    return _areas(
        [mark.code for mark in marks],
        bins.classes,
        stepped,
        name=VALUES,
        zmin=-0.5,
        zmax=steps - 0.5,
        marker={"line": {"color": colours.border, "width": BORDER_PX}},
        text=[hover_lines(mark.name, mark.label, mark.hover) for mark in marks],
        hovertemplate="%{text}<extra></extra>",
    )


def _outline(focus: str, colour: str, width: float) -> go.Choropleth:
    return _areas(
        [focus],
        [0],
        ((0, "rgba(0,0,0,0)"), (1, "rgba(0,0,0,0)")),
        name=FOCUS,
        marker={"line": {"color": colour, "width": width}},
        hoverinfo="skip",
    )


Coordinates = tuple[list[float | None], list[float | None]]


def _lines(coordinates: Coordinates, colour: str, width: float, dash: str = "solid", **more: Any) -> go.Scattergeo:
    lon, lat = coordinates
    return go.Scattergeo(
        lon=[_short(value) for value in lon],
        lat=[_short(value) for value in lat],
        mode=more.pop("mode", "lines"),
        line={"color": colour, "width": width, "dash": dash},
        hoverinfo="skip",
        **more,
    )


def _short(value: float | None) -> float | None:
    return None if value is None else round(value, DECIMALS)


def _merged(parts: Iterable[Coordinates]) -> Coordinates:
    lon: list[float | None] = []
    lat: list[float | None] = []
    for part_lon, part_lat in parts:
        if not part_lon:
            continue
        if lon:
            lon.append(None)
            lat.append(None)
        lon.extend(part_lon)
        lat.extend(part_lat)
    return lon, lat


def _borders_inside(marks: Sequence[Mark], colours: Theme) -> Iterable[go.Scattergeo]:
    """The borders of provinces inside a survey domain: one value was published for all of it."""
    lines = _merged(
        ([x for x, _ in line], [y for _, y in line])
        for mark in marks
        if is_domain(mark.code)
        for line in inner_borders(mark.code)
    )
    if lines[0]:
        yield _lines(lines, colours.border, BORDER_PX, "2px,2px")


def _patterns(blanks: Sequence[Blank], colours: Theme) -> Iterable[go.Scattergeo]:
    by_reason = {reason: [b.code for b in blanks if b.reason == reason] for reason in {b.reason for b in blanks}}
    quiet = colours.nothing_ink
    if codes := by_reason.get(NOT_COLLECTED):
        yield _lines(_merged(hatch(code, 0.11) for code in codes), quiet, 0.7)
    if codes := by_reason.get(OUTSIDE_SURVEY):
        yield _lines(_merged(outline(code) for code in codes), quiet, 1, "3px,3px")
    if codes := by_reason.get(SUPPRESSED):
        lon, lat = _merged(dots(code, 0.13) for code in codes)
        yield go.Scattergeo(
            lon=[_short(v) for v in lon],
            lat=[_short(v) for v in lat],
            mode="markers",
            marker={"size": 1.8, "color": quiet},
            hoverinfo="skip",
        )
        for part in (LOCK_BODY, LOCK_SHACKLE):
            fill = {"fill": "toself", "fillcolor": colours.ink} if part is LOCK_BODY else {}
            yield _lines(_merged(_glyph(code, part) for code in codes), colours.ink, 1.2, **fill)
    if codes := by_reason.get(NOT_APPLICABLE):
        dash = ((-0.5, 0.0), (0.5, 0.0))
        yield _lines(_merged(_glyph(code, dash) for code in codes), colours.ink, 1.4)


def _glyph(code: str, points: Sequence[tuple[float, float]], degrees: float = 0.13) -> Coordinates:
    """A small sign above the label point of an area."""
    lon, lat = label_point(code)
    return [lon + x * degrees for x, _ in points], [lat + 0.15 + y * degrees for _, y in points]


def _names(
    marks: Sequence[Mark], blanks: Sequence[Blank], bins: Bins, shades: Sequence[str], caption: Caption
) -> Iterable[go.Scattergeo]:
    """Names on the areas, dark on light and light on dark; those with the least room in their own trace.

    The narrow-screen style sheet hides the second trace by its smaller size.
    """
    dark_on = {mark.code: _reads_dark(shades[c]) for mark, c in zip(marks, bins.classes, strict=True)}
    names = [(m.code, m.short or m.name) for m in marks] + [(b.code, b.name) for b in blanks]
    px = font(FIGURE_NOTE_PX - 1, "", caption.lang)["size"]
    for roomy, placed in place_labels(names, px).items():
        for dark in (True, False):
            chosen = [label for label in placed if dark_on.get(label.code, caption.colours.name == "light") == dark]
            if chosen:
                yield go.Scattergeo(
                    lon=[round(label.lon, DECIMALS) for label in chosen],
                    lat=[round(label.lat, DECIMALS) for label in chosen],
                    text=[text.joined(label.lines) for label in chosen],
                    mode="text",
                    textfont=_map_font(FIGURE_NOTE_PX - (1 if roomy else 2), dark, caption.lang),
                    hoverinfo="skip",
                )


def _map_font(px: int, dark: bool, lang: str) -> dict[str, Any]:
    """Dark or white letters with a halo of the other, so that a name may cross a border."""
    letters, halo = (LIGHT.ink, "#FFFFFF") if dark else ("#FFFFFF", LIGHT.ink)
    sides = ((1, 0), (-1, 0), (0, 1), (0, -1)) if dark else ((0, 0),)
    shadow = ", ".join(f"{x}px {y}px 2px {halo}" for x, y in sides)
    return {**font(px, letters, lang), "shadow": shadow}


def _reads_dark(colour: str) -> bool:
    """Whether dark letters read better than white ones on ``colour`` (WCAG relative luminance)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.19
