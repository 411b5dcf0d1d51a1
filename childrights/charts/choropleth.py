"""The map: every province painted, values over the areas they were published for, nothing left unsaid."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from childrights.charts import sketch as go
from childrights.charts import text
from childrights.charts.bins import binned, natural_bins
from childrights.charts.labels import SIGN_PX, apart, area_labels
from childrights.charts.legend import (
    SIGN_LINE_PX,
    SIGN_OF,
    add_legend,
    beside_rows,
    bin_rows,
    blank_rows,
    legend_columns,
    legend_px,
    swatch_defaults,
)
from childrights.charts.parts import (
    NOT_APPLICABLE,
    NOT_COLLECTED,
    OUTSIDE_SURVEY,
    REASONS,
    SUPPRESSED,
    Bins,
    Blank,
    Caption,
    Mark,
)
from childrights.charts.patterns import AREAS, INNER, PATTERNS, map_url, pattern_id
from childrights.charts.template import CONFIG, font, framed, shared_hover, split_hover
from childrights.charts.tokens import BORDER_PX, FIGURE_NOTE_PX, FOCUS_PX, LIGHT, WHITE, Theme, ramp, reads_dark
from childrights.charts.window import DECIMALS, WHOLE, GeoWindow
from childrights.i18n import Translator
from geo import PROVINCES, dots, joined_areas, label_point, province_members

MAP_PX = 430

TOPOJSON_URL = "app/static/geo/topojson/"
"""Relative to the page, so that it works under any base path."""

MAP_CONFIG = {**CONFIG, "scrollZoom": False, "topojsonURL": TOPOJSON_URL}
"""Without a local topology Plotly asks its own servers for one and draws nothing when they do not answer."""

BASE, VALUES, FOCUS = "base", "values", "focus"
NAMED = "%{{properties.{lang}}}: %{{text}}"
"""The first line of a hover box: the area's name as the map file has it, so that it need not be sent."""

QUIET = {"hoverinfo": "skip"}
"""What names, dots and signs on a map have in common: only areas have hover boxes."""

DOT_SPACING = 0.28
SMALL_SIGN_PX = 8
THIN_SPACE = "\u2009"


def draw_map(
    marks: Sequence[Mark],
    blanks: Sequence[Blank],
    caption: Caption,
    *,
    polarity: str,
    number: Callable[[float], str],
    t: Translator,
    focus: Collection[str] = (),
    edges: Sequence[float] | None = None,
    window: GeoWindow = WHOLE,
    beside: Sequence[Mark] = (),
    still: bool = True,
) -> go.Figure:
    """The choropleth of ``marks`` (provinces or survey domains) with ``blanks`` told apart by kind.

    ``number`` words a class edge; ``focus`` holds the codes of the areas to outline; ``edges`` part the classes,
    natural ones of these marks when not given; ``window`` is the part of the country in sight. The areas of marks and
    blanks together are expected to cover every province once. Members' figures ``beside`` them colour nothing and part
    no classes: each is a hollow diamond with its value on the area it is of. The legend names the classes in use;
    where years can be stepped through it keeps the room of all of them, so that what is under it stands ``still``.
    """
    colours = caption.colours
    values = [mark.value for mark in marks]
    bins = natural_bins(values) if edges is None else binned(values, edges)
    shades = ramp(colours, polarity, len(bins.counts)) if marks else ()
    named = [*blank_rows(blanks), *beside_rows(caption.beside)]
    every = bin_rows(bins, shades, number, t)
    columns = legend_columns([row for row in every if row.count], named)
    below = legend_px(legend_columns(every, named) if still else columns, caption.lang, t)
    figure = framed(caption, plot_px=MAP_PX, below_px=below)
    figure.update_layout(template_data_choropleth=[map_defaults(colours)], template_data_scattergeo=[QUIET])
    figure.update_layout(template_layout_shapedefaults=swatch_defaults(colours))
    for trace in layers(marks, blanks, bins, shades, caption):
        figure.add_trace(trace)
    if focus:
        figure.add_trace(_focus_outline(list(focus), colours.border, FOCUS_PX + 3))
        figure.add_trace(_focus_outline(list(focus), colours.ink, FOCUS_PX))
    coloured = [mark for mark in marks if mark.beside]
    signed = [*((mark.code, "") for mark in coloured), *((mark.code, mark.label) for mark in beside)]
    for trace in area_labels(marks, blanks, bins, shades, caption, window, signed):
        figure.add_trace(trace)
    shade_of = {
        code: shades[c] for mark, c in zip(marks, bins.classes, strict=True) for code in province_members(mark.code)
    }
    dark_on = {code: reads_dark(shade) for code, shade in shade_of.items()}
    for trace in signs(coloured, beside, dark_on, caption, window):
        figure.add_trace(trace)
    add_legend(figure, columns, colours, caption.lang, t)
    figure.update_layout(geo=map_frame([0, 1], [0, 1], window))
    figure.update_layout(uirevision="map", clickmode="event+select")
    return figure


def layers(
    marks: Sequence[Mark], blanks: Sequence[Blank], bins: Bins, shades: Sequence[str], caption: Caption
) -> Iterable[go.Choropleth | go.Scattergeo]:
    """The fillings of one map from the bottom up: every province, values, borders inside areas, kinds of nothing."""
    yield _base(blanks, caption)
    if marks:
        yield _coloured_areas(marks, bins, shades, caption.lang)
    yield from _borders_inside(marks, caption.colours)
    yield from _patterns(blanks, caption.colours)


def map_frame(x: Sequence[float], y: Sequence[float], window: GeoWindow = WHOLE) -> dict[str, Any]:
    """Where on the figure a map lies (shares of the plot), and nothing of the rest of the world."""
    return {
        "visible": False,
        "bgcolor": "rgba(0,0,0,0)",
        "projection": {"type": "mercator"},
        "lonaxis": {"range": window.lon},
        "lataxis": {"range": window.lat},
        "domain": {"x": list(x), "y": list(y)},
    }


def _areas(shapes: Sequence[str], z: Sequence[float], scale: Sequence[tuple[float, str]], **more: Any) -> go.Choropleth:
    return go.Choropleth(locations=list(shapes), z=list(z), colorscale=[list(step) for step in scale], **more)


def shapes_of(area: str) -> tuple[str, ...]:
    """The shapes of the map file that show ``area``: its own, or its provinces when no survey list has it."""
    return (area,) if area in PROVINCES or area in joined_areas() else province_members(area)


def map_defaults(colours: Theme) -> dict[str, Any]:
    """What all fillings of the map have in common. A click must not fade the rest."""
    full = {"marker": {"opacity": 1}}
    return {
        "geojson": map_url(AREAS),
        "showscale": False,
        "selected": full,
        "unselected": full,
        "marker": {"line": {"color": colours.border, "width": BORDER_PX}},
    }


def _base(blanks: Sequence[Blank], caption: Caption) -> go.Choropleth:
    """All 25 provinces, so that none can vanish; hover tells what is not known where nothing is drawn."""
    told, colours = {blank.code: blank for blank in blanks}, caption.colours
    paper = (OUTSIDE_SURVEY, NOT_APPLICABLE)
    return _areas(
        PROVINCES,
        [1 if code in told and told[code].reason in paper else 0 for code in PROVINCES],
        ((0, colours.nothing), (0.5, colours.nothing), (0.5, colours.ground), (1, colours.ground)),
        name=BASE,
        zmin=0,
        zmax=1,
        **_reason_hover(told, caption.lang),
    )


def _reason_hover(told: dict[str, Blank], lang: str) -> dict[str, Any]:
    if not told:
        return {"hoverinfo": "skip"}
    words = [text.joined_lines([told[code].words]) if code in told else "" for code in PROVINCES]
    return {"text": words, "hovertemplate": f"{NAMED.format(lang=lang)}<extra></extra>"}


def _coloured_areas(marks: Sequence[Mark], bins: Bins, shades: Sequence[str], lang: str) -> go.Choropleth:
    """The drawn areas. A class is a whole number, so each colour needs to stand only at its own place."""
    own, common = split_hover(marks)
    last = max(len(shades) - 1, 1)
    stepped = [(round(i / last, 4), shade) for i, shade in enumerate(shades if len(shades) > 1 else [*shades] * 2)]
    shapes = [(mark, code, i) for i, mark in enumerate(marks) for code in shapes_of(mark.code)]
    return _areas(
        [code for _, code, _ in shapes],
        [bins.classes[i] for _, _, i in shapes],
        stepped,
        codes=[mark.id for mark, _, _ in shapes],
        name=VALUES,
        zmin=0,
        zmax=last,
        text=[
            text.joined_lines([mark.label, *([] if code == mark.code else [mark.name]), *own[i]])
            for mark, code, i in shapes
        ],
        hovertemplate=text.joined_lines([NAMED.format(lang=lang), *common]) + "<extra></extra>",
    )


def _focus_outline(focus: Sequence[str], colour: str, width: float) -> go.Choropleth:
    shapes = [code for area in focus for code in shapes_of(area)]
    return _areas(
        shapes,
        [0] * len(shapes),
        ((0, "rgba(0,0,0,0)"), (1, "rgba(0,0,0,0)")),
        name=FOCUS,
        marker={"line": {"color": colour, "width": width}},
        hoverinfo="skip",
    )


Coordinates = tuple[list[float | None], list[float | None]]


def _border_lines(coordinates: Coordinates, colour: str, width: float) -> go.Scattergeo:
    lon, lat = coordinates
    return go.Scattergeo(
        lon=[_short(value) for value in lon],
        lat=[_short(value) for value in lat],
        mode="lines",
        line={"color": colour, "width": width},
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


def _patterned(ids: Sequence[str], colour: str) -> go.Choropleth:
    """Shapes of the pattern file in one colour."""
    return _areas(
        ids,
        [0] * len(ids),
        ((0, colour), (1, colour)),
        geojson=map_url(PATTERNS),
        marker={"line": {"width": 0}},
        hoverinfo="skip",
    )


def _borders_inside(marks: Sequence[Mark], colours: Theme) -> Iterable[go.Choropleth]:
    """The borders of provinces inside a survey domain: one value was published for all of it."""
    domains = [pattern_id(INNER, mark.code) for mark in marks if mark.code in joined_areas()]
    if domains:
        yield _patterned(domains, colours.border)


def _patterns(blanks: Sequence[Blank], colours: Theme) -> Iterable[go.Choropleth | go.Scattergeo]:
    by_reason = {reason: [b.code for b in blanks if b.reason == reason] for reason in REASONS}
    for reason in (NOT_COLLECTED, OUTSIDE_SURVEY):
        if codes := by_reason[reason]:
            yield _patterned([pattern_id(reason, code) for code in codes], colours.nothing_ink)
    if codes := by_reason[SUPPRESSED]:
        lon, lat = _merged(dots(code, DOT_SPACING) for code in codes)
        yield go.Scattergeo(
            lon=[_short(v) for v in lon],
            lat=[_short(v) for v in lat],
            mode="markers",
            marker={"size": 1.8, "color": colours.nothing_ink},
        )
    for reason, sign in SIGN_OF.items():
        if codes := by_reason[reason]:
            yield _border_lines(_merged(_glyph(code, part) for code in codes for part in sign), colours.ink, 1.4)


def signs(
    coloured: Sequence[Mark], beside: Sequence[Mark], dark_on: Mapping[str, bool], caption: Caption, window: GeoWindow
) -> Iterable[go.Scattergeo]:
    """The diamonds of members' figures on their areas, those ``beside`` the map with their values.

    Where only members have figures the areas are ``coloured`` and say the value themselves. ``dark_on`` tells of each
    province that is coloured whether dark letters read better on it.
    """
    if coloured:
        yield go.Scattergeo(**_diamonds_on_map(coloured, caption.colours), mode="markers")
    px = font(FIGURE_NOTE_PX - 1, "", caption.lang)["size"]
    roomy = dict(zip(beside, apart([(mark.code, mark.label) for mark in beside], px, window), strict=True))
    bare = caption.colours.name == "light"
    for dark in (True, False):
        own = [mark for mark in beside if dark_on.get(province_members(mark.code)[0], bare) == dark]
        if not own:
            continue
        texts, template = shared_hover(own)
        yield go.Scattergeo(
            **_diamonds_on_map(own, caption.colours),
            codes=[mark.id for mark in own],
            customdata=[mark.code for mark in own],
            mode="markers+text",
            text=[THIN_SPACE + mark.label if roomy[mark] else "" for mark in own],
            textposition="middle right",
            textfont=font(FIGURE_NOTE_PX - 1, LIGHT.ink if dark else WHITE, caption.lang),
            hoverinfo="text",
            hovertext=texts,
            hovertemplate=template.replace("%{text}", "%{hovertext}"),
        )


def bare_signs(marks: Sequence[Mark], beside: Sequence[Mark], colours: Theme) -> Iterable[go.Scattergeo]:
    """The diamonds of a map without room for values: on areas that members' figures colour, and of those ``beside``."""
    if coloured := [mark for mark in marks if mark.beside]:
        yield go.Scattergeo(**_diamonds_on_map(coloured, colours, SMALL_SIGN_PX), mode="markers")
    if beside:
        texts, template = shared_hover(beside)
        yield go.Scattergeo(
            **_diamonds_on_map(beside, colours, SMALL_SIGN_PX),
            codes=[mark.id for mark in beside],
            mode="markers",
            hoverinfo="text",
            text=texts,
            hovertemplate=template,
        )


def _diamonds_on_map(marks: Sequence[Mark], colours: Theme, size_px: int = SIGN_PX) -> dict[str, Any]:
    points = [label_point(mark.code) for mark in marks]
    line = {"color": colours.ink, "width": SIGN_LINE_PX}
    return {
        "lon": [_short(lon) for lon, _ in points],
        "lat": [_short(lat) for _, lat in points],
        "marker": {"symbol": "diamond", "size": size_px, "color": colours.ground, "line": line},
    }


def _glyph(code: str, points: Sequence[tuple[float, float]], degrees: float = 0.13) -> Coordinates:
    """A small sign above the label point of an area."""
    lon, lat = label_point(code)
    return [lon + x * degrees for x, _ in points], [lat + 0.15 + y * degrees for _, y in points]
