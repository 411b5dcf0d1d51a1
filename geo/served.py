"""The map files browsers fetch: every province and survey domain as GeoJSON, and an empty world for Plotly."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import shapely
from shapely import MultiPolygon

from geo.areas import PROVINCES
from geo.boundaries import CREDIT, DECIMALS, area_shape
from geo.domains import joined_areas
from geo.provinces import area_name

SERVED_FOLDER = Path(__file__).resolve().parents[1] / "static" / "geo"
AREAS_FILE = SERVED_FOLDER / "areas.geojson"
TOPOLOGY_FILE = SERVED_FOLDER / "topojson" / "world_110m.json"

_LAYERS = ("coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits")


Properties = Callable[[str], Mapping[str, str]]


def _rounded(shape: MultiPolygon, decimals: int) -> dict[str, Any]:
    polygons = [
        [
            [(round(x, decimals), round(y, decimals)) for x, y in ring.coords]
            for ring in (part.exterior, *part.interiors)
        ]
        for part in shape.geoms
    ]
    if len(polygons) == 1:
        return {"type": "Polygon", "coordinates": polygons[0]}
    return {"type": "MultiPolygon", "coordinates": polygons}


def clockwise(shape: MultiPolygon) -> MultiPolygon:
    """The shape with outer rings clockwise and holes against it, as d3-geo wants.

    d3 reads rings on the sphere: one the other way round means everything *but* the province.
    """
    return MultiPolygon(shapely.get_parts(shapely.orient_polygons(shape, exterior_cw=True)).tolist())


def feature_collection(
    shapes: Iterable[tuple[str, MultiPolygon]], decimals: int, properties: Properties = lambda code: {}
) -> str:
    """Compact GeoJSON of (id, shape) pairs, coordinates rounded, outer rings clockwise, credit inside."""
    features = [
        {
            "type": "Feature",
            "id": code,
            "properties": properties(code),
            "geometry": _rounded(clockwise(shape), decimals),
        }
        for code, shape in shapes
    ]
    collection: Mapping[str, Any] = {"type": "FeatureCollection", "attribution": CREDIT, "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")) + "\n"


def _names(area: str) -> dict[str, str]:
    """The names of an area: browsers fetch the file once, while what a map sends travels at every change."""
    return {lang: area_name(area, lang) for lang in ("en", "km")}


def served_areas() -> str:
    """The text of static/geo/areas.geojson: the provinces, then every area of several provinces in domains.csv."""
    codes = (*PROVINCES, *joined_areas())
    return feature_collection(((code, area_shape(code)) for code in codes), DECIMALS, _names)


def empty_topology() -> str:
    """A TopoJSON world without land. Plotly fetches one before it draws any map; this one keeps it off the net."""
    objects = {layer: {"type": "GeometryCollection", "geometries": []} for layer in _LAYERS}
    return json.dumps({"type": "Topology", "objects": objects, "arcs": []}, separators=(",", ":")) + "\n"


def write_served() -> None:
    """Write both files anew, after a change of the boundaries or of domains.csv."""
    TOPOLOGY_FILE.parent.mkdir(parents=True, exist_ok=True)
    AREAS_FILE.write_text(served_areas(), encoding="utf-8")
    TOPOLOGY_FILE.write_text(empty_topology(), encoding="utf-8")
