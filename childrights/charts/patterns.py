"""Patterns of the map as shapes in a file that browsers fetch once, so that no change of indicator sends them.

A choropleth can only fill. So a hatch is a set of thin stripes, a dashed line a row of small bars, each set one
feature of ``static/patterns.geojson`` with an id of its own. Run this module after a change of the shipped boundaries.

Of boundaries that somebody brought in, both map files are made here when a browser or a picture first asks for them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from shapely import LineString, MultiPolygon, Polygon
from shapely.geometry.polygon import orient
from shapely.ops import substring

from childrights.charts.parts import NOT_COLLECTED, OUTSIDE_SURVEY
from geo import (
    PROVINCES,
    Boundaries,
    boundaries_in_force,
    hatch,
    inner_borders,
    is_domain,
    load_domains,
    outline,
    served_areas,
)

FILE = Path(__file__).resolve().parents[2] / "static" / "patterns.geojson"
AREAS, PATTERNS = "areas", "patterns"
SHIPPED_URLS = {AREAS: "app/static/geo/areas.geojson", PATTERNS: "app/static/patterns.geojson"}
MAP_FILES = (AREAS, PATTERNS)
OWN_URLS = "app/boundaries/"
"""Where browsers find the map files, relative to the page so that they work under any base path. The second part of an
own one tells these boundaries from others: browsers keep what they fetched."""
INNER = "inner"

HATCH_SPACING, STRIPE = 0.13, 0.011
DASH, GAP, DASH_WIDTH = 0.07, 0.06, 0.014
INNER_DASH, INNER_GAP, INNER_WIDTH = 0.045, 0.04, 0.011
BEND = 0.01
DECIMALS = 3

Coordinates = tuple[list[float | None], list[float | None]]


def map_url(name: str) -> str:
    """The address of a map file, ``AREAS`` or ``PATTERNS``, of the boundaries in force."""
    mark = boundaries_in_force().mark
    return f"{OWN_URLS}{mark}/{name}.geojson" if mark else SHIPPED_URLS[name]


def own_map_file(name: str) -> str:
    """The text of a map file of boundaries that somebody brought in, ``AREAS`` or ``PATTERNS``. Raises ``KeyError``."""
    return _own_map_file(boundaries_in_force(), name)


@lru_cache(maxsize=4)
def _own_map_file(_: Boundaries, name: str) -> str:
    return {AREAS: served_areas, PATTERNS: pattern_file}[name]()


def pattern_id(kind: str, area: str) -> str:
    """The feature that shows ``kind`` (a kind of nothing, or ``inner`` borders) over ``area``."""
    return f"{kind}:{area}"


def pattern_features() -> dict[str, MultiPolygon]:
    """Every pattern by its id, in degrees."""
    features: dict[str, MultiPolygon] = {}
    for province in PROVINCES:
        stripes = _bars(_pieces(hatch(province, HATCH_SPACING)), STRIPE)
        features[pattern_id(NOT_COLLECTED, province)] = stripes
        dashes = _dashes(_pieces(outline(province)), DASH, GAP)
        features[pattern_id(OUTSIDE_SURVEY, province)] = _bars(dashes, DASH_WIDTH)
    for area in sorted({domain.area for domain in load_domains() if is_domain(domain.area)}):
        borders = (LineString(line).simplify(BEND) for line in inner_borders(area))
        features[pattern_id(INNER, area)] = _bars(_dashes(borders, INNER_DASH, INNER_GAP), INNER_WIDTH)
    return features


def _pieces(coordinates: Coordinates) -> Iterable[LineString]:
    """Lines out of coordinates parted by ``None``, without the bends that do not show."""
    points: list[tuple[float, float]] = []
    for lon, lat in zip(*(([*one, None]) for one in coordinates), strict=True):
        if lon is not None and lat is not None:
            points.append((lon, lat))
            continue
        if len(points) > 1:
            yield LineString(points).simplify(BEND)
        points = []


def _dashes(lines: Iterable[LineString], dash: float, gap: float) -> Iterable[LineString]:
    for line in lines:
        at = 0.0
        while at < line.length:
            yield substring(line, at, min(at + dash, line.length))
            at += dash + gap


def _bars(lines: Iterable[LineString], width: float) -> MultiPolygon:
    """Each line as a bar of ``width``, wound clockwise as maps in browsers want it."""
    bars: list[Polygon] = []
    for line in lines:
        shape = line.buffer(width / 2, cap_style="flat", join_style="bevel")
        parts: Sequence[Polygon] = getattr(shape, "geoms", [shape])
        bars += [orient(Polygon(part.exterior), -1.0) for part in parts if not part.is_empty]
    return MultiPolygon(bars)


def pattern_file() -> str:
    """The text of ``static/patterns.geojson``."""
    features = [
        {"type": "Feature", "id": name, "properties": {}, "geometry": _geometry(shape)}
        for name, shape in pattern_features().items()
    ]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, separators=(",", ":")) + "\n"


def _geometry(shape: MultiPolygon) -> dict[str, object]:
    rings = [
        [[[round(x, DECIMALS), round(y, DECIMALS)] for x, y in bar.exterior.coords]]
        for bar in shape.geoms
        if Polygon([(round(x, DECIMALS), round(y, DECIMALS)) for x, y in bar.exterior.coords]).area > 0
    ]
    return {"type": "MultiPolygon", "coordinates": rings}


if __name__ == "__main__":
    FILE.write_text(pattern_file(), encoding="utf-8")
