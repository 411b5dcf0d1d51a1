"""Shapes of the provinces and of survey domains, and what a map draws on them besides a fill."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from math import ceil, floor
from pathlib import Path
from typing import TYPE_CHECKING

import shapely
from shapely import LineString, MultiLineString, MultiPoint, MultiPolygon, Polygon
from shapely.affinity import scale
from shapely.geometry.base import BaseGeometry
from shapely.ops import linemerge, polylabel

from geo.areas import PROVINCES, AreaError, parse_area, province_members
from geo.provinces import load_provinces
from geo.tables import REFERENCE_FOLDER, GeoTableError, number_cell, read_table

if TYPE_CHECKING:
    import geopandas

BOUNDARIES_FILE = Path(__file__).with_name("boundaries.geojson")
LABEL_POINTS_FILE = REFERENCE_FOLDER / "label_points.csv"

CREDIT = "© OpenStreetMap contributors, ODbL"
"""To be shown wherever the boundaries are."""

DECIMALS = 3
_LABEL_STRETCH = 2.0
"""Names are wider than high: room is looked for in a picture stretched this much upwards."""
_LABEL_PRECISION = 0.01

Coordinates = tuple[list[float | None], list[float | None]]
"""Longitudes and latitudes in degrees; ``None`` in both lifts the pen."""
_Frozen = tuple[tuple[float | None, ...], tuple[float | None, ...]]


@lru_cache(maxsize=1)
def _shapes() -> Mapping[str, MultiPolygon]:
    collection = json.loads(BOUNDARIES_FILE.read_text(encoding="utf-8"))
    shapes = {feature["id"]: shapely.geometry.shape(feature["geometry"]) for feature in collection["features"]}
    return {code: MultiPolygon(shapely.get_parts(shapes[code]).tolist()) for code in PROVINCES}


def load_boundaries() -> geopandas.GeoDataFrame:
    """The 25 provinces: index ``code`` ascending, columns ``name_en``, ``name_km``, ``geometry``; WGS 84 degrees."""
    import geopandas  # half a second, and the dashboard itself needs only the shapes

    provinces = load_provinces()
    return geopandas.GeoDataFrame(
        {
            "name_en": [province.name_en for province in provinces.values()],
            "name_km": [province.name_km for province in provinces.values()],
        },
        index=geopandas.pd.Index(list(provinces), name="code"),
        geometry=[_shapes()[code] for code in provinces],
        crs="EPSG:4326",
    )


@lru_cache(maxsize=256)
def area_shape(area: str) -> MultiPolygon:
    """The shape of an area in degrees: a province, or the union of a domain's or the country's provinces.

    Raises ``AreaError`` for an unknown code.
    """
    union = shapely.coverage_union_all([_shapes()[code] for code in province_members(area)])
    return MultiPolygon(shapely.get_parts(union).tolist())


@lru_cache(maxsize=1)
def _placed_by_hand() -> Mapping[str, tuple[float, float]]:
    points: dict[str, tuple[float, float]] = {}
    path = LABEL_POINTS_FILE
    for row, cells in read_table(path, ("area", "lon", "lat", "reason")):
        try:
            area = parse_area(cells["area"])
        except AreaError as error:
            raise GeoTableError(path.name, row, "area", str(error)) from None
        points[area] = (number_cell(path, row, "lon", cells["lon"]), number_cell(path, row, "lat", cells["lat"]))
    return points


@lru_cache(maxsize=256)
def label_point(area: str) -> tuple[float, float]:
    """Where the name of an area goes, as (longitude, latitude).

    From label_points.csv, else the middle of the widest room inside the largest part of the area.
    """
    if parse_area(area) in _placed_by_hand():
        return _placed_by_hand()[area]
    largest = max(area_shape(area).geoms, key=lambda part: float(part.area))
    stretched: Polygon = scale(largest, yfact=_LABEL_STRETCH, origin=(0, 0))
    point = polylabel(stretched, _LABEL_PRECISION)
    return round(point.x, DECIMALS), round(point.y / _LABEL_STRETCH, DECIMALS)


def _lines(shape: BaseGeometry) -> list[list[tuple[float, float]]]:
    if shape.is_empty:
        return []
    return [
        [(round(x, DECIMALS), round(y, DECIMALS)) for x, y in part.coords]
        for part in shapely.get_parts(shape)
        if isinstance(part, LineString) and not part.is_empty
    ]


def _thaw(frozen: _Frozen) -> Coordinates:
    return list(frozen[0]), list(frozen[1])


def _pen(lines: list[list[tuple[float, float]]]) -> _Frozen:
    lon: list[float | None] = []
    lat: list[float | None] = []
    for line in lines:
        if lon:
            lon.append(None)
            lat.append(None)
        lon.extend(x for x, _ in line)
        lat.extend(y for _, y in line)
    return tuple(lon), tuple(lat)


@lru_cache(maxsize=256)
def _inner_borders(area: str) -> tuple[tuple[tuple[float, float], ...], ...]:
    codes = province_members(area)
    shared = [
        line
        for at, one in enumerate(codes)
        for other in codes[at + 1 :]
        for line in shapely.get_parts(shapely.intersection(_shapes()[one].boundary, _shapes()[other].boundary))
        if isinstance(line, LineString) and not line.is_empty
    ]
    if not shared:
        return ()
    merged = linemerge(MultiLineString(shared))
    return tuple(tuple(line) for line in _lines(merged))


def inner_borders(area: str) -> list[list[tuple[float, float]]]:
    """The borders between the provinces of a domain (or of the country), as lines of (longitude, latitude)."""
    return [list(line) for line in _inner_borders(area)]


@lru_cache(maxsize=256)
def _outline(area: str) -> _Frozen:
    rings = [ring for part in area_shape(area).geoms for ring in (part.exterior, *part.interiors)]
    return _pen(_lines(MultiLineString(rings)))


def outline(area: str) -> Coordinates:
    """The outer border of an area, islands and all."""
    return _thaw(_outline(area))


@lru_cache(maxsize=512)
def _hatch(area: str, spacing: float) -> _Frozen:
    shape = area_shape(area)
    west, south, east, north = shape.bounds
    height = north - south
    # The lines lie on one grid for the whole map (lon - lat = n · spacing), so that neighbours join up.
    numbers = range(ceil((west - north) / spacing), floor((east - south) / spacing) + 1)
    strokes = [LineString([(south + n * spacing, south), (south + n * spacing + height, north)]) for n in numbers]
    lines = _lines(shapely.intersection(MultiLineString(strokes), shape)) if strokes else []
    return _pen(lines) if lines else _hatch(area, spacing / 2)


def hatch(area: str, spacing: float) -> Coordinates:
    """Rising diagonal lines over an area, ``spacing`` degrees of longitude apart (closer in the smallest areas)."""
    if spacing <= 0:
        raise ValueError("the spacing must be positive")
    return _thaw(_hatch(area, spacing))


@lru_cache(maxsize=512)
def _dots(area: str, spacing: float) -> _Frozen:
    shape = area_shape(area)
    west, south, east, north = shape.bounds
    step = spacing / 2
    grid = [
        (column * step, row * step)
        for row in range(ceil(south / step), floor(north / step) + 1)
        for column in range(ceil(west / step), floor(east / step) + 1)
        if (row + column) % 2 == 0
    ]
    inside = shapely.intersection(MultiPoint(grid), shape.buffer(-spacing / 6)) if grid else MultiPoint()
    if inside.is_empty:
        return _dots(area, spacing / 2)
    points = [(round(point.x, DECIMALS), round(point.y, DECIMALS)) for point in shapely.get_parts(inside)]
    return tuple(x for x, _ in points), tuple(y for _, y in points)


def dots(area: str, spacing: float) -> Coordinates:
    """Points in staggered rows inside an area, ``spacing`` degrees apart in a row (closer in the smallest areas)."""
    if spacing <= 0:
        raise ValueError("the spacing must be positive")
    return _thaw(_dots(area, spacing))
