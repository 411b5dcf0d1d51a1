"""Shapes of the provinces and of survey domains, and what a map draws on them besides a fill."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor
from pathlib import Path

import shapely
from shapely import LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon
from shapely.affinity import scale
from shapely.geometry.base import BaseGeometry
from shapely.ops import linemerge, polylabel

from geo.areas import PROVINCES, AreaError, parse_area, province_members
from geo.domains import joined_areas
from geo.geojson import feature_collection
from geo.in_force import own_boundaries
from geo.provinces import area_name
from geo.tables import REFERENCE_FOLDER, GeoTableError, number_cell, read_table

BOUNDARIES_FILE = Path(__file__).with_name("boundaries.geojson")
LABEL_POINTS_FILE = REFERENCE_FOLDER / "label_points.csv"

_SOURCE, _LICENCE = "© OpenStreetMap contributors", "ODbL"
CREDIT = f"{_SOURCE}, {_LICENCE}"
"""What is said of the shipped boundaries wherever they are; of those in force, see ``Boundaries.told``."""

DECIMALS = 3
_LABEL_STRETCH = 2.0
"""Names are wider than high: room is looked for in a picture stretched this much upwards."""
_LABEL_PRECISION = 0.01
_MARK_LENGTH = 16

log = logging.getLogger(__name__)

Coordinates = tuple[list[float | None], list[float | None]]
"""Longitudes and latitudes in degrees; ``None`` in both lifts the pen."""
_Frozen = tuple[tuple[float | None, ...], tuple[float | None, ...]]


class DamagedBoundaries(ValueError):
    """A file of boundaries that somebody brought in is gone, or is not the one that was kept."""


@dataclass(frozen=True, slots=True, eq=False)
class Boundaries:
    """The 25 provinces as one file has them. ``mark`` tells files apart, and is empty for the shipped one.

    ``source`` is whose they are, ``vintage`` of which year, ``licence`` the terms; each is empty where not stated.
    """

    shapes: Mapping[str, MultiPolygon]
    mark: str
    source: str
    vintage: str
    licence: str

    @property
    def told(self) -> tuple[str, ...]:
        """Whose they are, of which year and under which terms, as far as that is stated."""
        return tuple(one for one in (self.source, self.vintage, self.licence) if one)


def parse_boundaries(text: str, mark: str = "") -> Boundaries:
    """Boundaries from the text of a file as ``feature_collection`` writes it. Raises ``DamagedBoundaries``."""
    try:
        collection = json.loads(text)
        found = {feature["id"]: shapely.geometry.shape(feature["geometry"]) for feature in collection["features"]}
        shapes = {code: MultiPolygon(shapely.get_parts(found[code]).tolist()) for code in PROVINCES}
    except (ValueError, KeyError, TypeError, shapely.errors.ShapelyError) as fault:
        raise DamagedBoundaries("the file of boundaries cannot be read") from fault
    said = (str(collection.get(name, "")) for name in ("source", "vintage", "licence"))
    return Boundaries(shapes, mark, *said) if mark else Boundaries(shapes, "", _SOURCE, "", _LICENCE)


@lru_cache(maxsize=1)
def shipped_boundaries() -> Boundaries:
    """The boundaries that come with the dashboard."""
    return parse_boundaries(BOUNDARIES_FILE.read_text(encoding="utf-8"))


def read_boundaries(path: Path) -> Boundaries:
    """Boundaries that were kept under their SHA-256. Raises ``DamagedBoundaries``."""
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise DamagedBoundaries(f"there is no file {path.name}") from fault
    if hashlib.sha256(content).hexdigest() != path.stem:
        raise DamagedBoundaries(f"{path.name} is not what was kept")
    return parse_boundaries(content.decode("utf-8"), path.stem[:_MARK_LENGTH])


def boundaries_in_force() -> Boundaries:
    """The boundaries that every map of this process is drawn by. What is kept of shapes is kept by them."""
    path = own_boundaries()
    return _sound(path) if path else shipped_boundaries()


@lru_cache(maxsize=4)
def _sound(path: Path) -> Boundaries:
    """The shipped boundaries serve where the others are damaged; the next build names those."""
    try:
        return read_boundaries(path)
    except DamagedBoundaries:
        log.exception("the shipped boundaries are drawn instead")
        return shipped_boundaries()


def area_shape(area: str) -> MultiPolygon:
    """The shape of an area in degrees: a province, or the union of a domain's or the country's provinces.

    Raises ``AreaError`` for an unknown code.
    """
    return _area_shape(boundaries_in_force(), area)


@lru_cache(maxsize=256)
def _area_shape(given: Boundaries, area: str) -> MultiPolygon:
    union = shapely.coverage_union_all([given.shapes[code] for code in province_members(area)])
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


def label_point(area: str) -> tuple[float, float]:
    """Where the name of an area goes, as (longitude, latitude).

    From label_points.csv if that lies on the area, else the middle of the widest room inside its largest part.
    """
    return _label_point(boundaries_in_force(), area)


@lru_cache(maxsize=256)
def _label_point(given: Boundaries, area: str) -> tuple[float, float]:
    shape = _area_shape(given, parse_area(area))
    placed = _placed_by_hand().get(area)
    if placed and shape.contains(Point(placed)):
        return placed
    largest = max(shape.geoms, key=lambda part: float(part.area))
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
def _inner_borders(given: Boundaries, area: str) -> tuple[tuple[tuple[float, float], ...], ...]:
    codes = province_members(area)
    shared = [
        line
        for at, one in enumerate(codes)
        for other in codes[at + 1 :]
        for line in shapely.get_parts(shapely.intersection(given.shapes[one].boundary, given.shapes[other].boundary))
        if isinstance(line, LineString) and not line.is_empty
    ]
    if not shared:
        return ()
    merged = linemerge(MultiLineString(shared))
    return tuple(tuple(line) for line in _lines(merged))


def inner_borders(area: str) -> list[list[tuple[float, float]]]:
    """The borders between the provinces of a domain (or of the country), as lines of (longitude, latitude)."""
    return [list(line) for line in _inner_borders(boundaries_in_force(), area)]


@lru_cache(maxsize=256)
def _outline(given: Boundaries, area: str) -> _Frozen:
    rings = [ring for part in _area_shape(given, area).geoms for ring in (part.exterior, *part.interiors)]
    return _pen(_lines(MultiLineString(rings)))


def outline(area: str) -> Coordinates:
    """The outer border of an area, islands and all."""
    return _thaw(_outline(boundaries_in_force(), area))


@lru_cache(maxsize=512)
def _hatch(given: Boundaries, area: str, spacing: float) -> _Frozen:
    shape = _area_shape(given, area)
    west, south, east, north = shape.bounds
    height = north - south
    # The lines lie on one grid for the whole map (lon - lat = n · spacing), so that neighbours join up.
    numbers = range(ceil((west - north) / spacing), floor((east - south) / spacing) + 1)
    strokes = [LineString([(south + n * spacing, south), (south + n * spacing + height, north)]) for n in numbers]
    lines = _lines(shapely.intersection(MultiLineString(strokes), shape)) if strokes else []
    return _pen(lines) if lines else _hatch(given, area, spacing / 2)


def hatch(area: str, spacing: float) -> Coordinates:
    """Rising diagonal lines over an area, ``spacing`` degrees of longitude apart (closer in the smallest areas)."""
    if spacing <= 0:
        raise ValueError("the spacing must be positive")
    return _thaw(_hatch(boundaries_in_force(), area, spacing))


@lru_cache(maxsize=512)
def _dots(given: Boundaries, area: str, spacing: float) -> _Frozen:
    shape = _area_shape(given, area)
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
        return _dots(given, area, spacing / 2)
    points = [(round(point.x, DECIMALS), round(point.y, DECIMALS)) for point in shapely.get_parts(inside)]
    return tuple(x for x, _ in points), tuple(y for _, y in points)


def dots(area: str, spacing: float) -> Coordinates:
    """Points in staggered rows inside an area, ``spacing`` degrees apart in a row (closer in the smallest areas)."""
    if spacing <= 0:
        raise ValueError("the spacing must be positive")
    return _thaw(_dots(boundaries_in_force(), area, spacing))


def served_areas(given: Boundaries | None = None) -> str:
    """The map file that browsers fetch, of the boundaries in force unless others are ``given``: the provinces, then
    every area of several provinces in domains.csv.

    With the names of each area: the file is fetched once, while what a map sends travels at every change.
    """
    drawn = given or boundaries_in_force()
    return feature_collection(
        ((area, _area_shape(drawn, area)) for area in (*PROVINCES, *joined_areas())),
        DECIMALS,
        {"attribution": ", ".join(drawn.told)},
        lambda area: {lang: area_name(area, lang) for lang in ("en", "km")},
    )
