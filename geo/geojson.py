"""Shapes as GeoJSON: small, rounded, wound the way its reader wants it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import shapely
from shapely import MultiPolygon

Properties = Callable[[str], Mapping[str, str]]


def wound(shape: MultiPolygon, *, clockwise: bool) -> MultiPolygon:
    """The shape with outer rings one way round and holes the other.

    d3-geo, which draws maps in browsers, reads rings on the sphere and wants the outer ones clockwise: one the other
    way round means everything *but* the province. RFC 7946, which other programs read, wants the opposite.
    """
    return MultiPolygon(shapely.get_parts(shapely.orient_polygons(shape, exterior_cw=clockwise)).tolist())


def geometry(shape: MultiPolygon, decimals: int, *, clockwise: bool) -> dict[str, Any]:
    """The geometry of a feature, in degrees with so many decimals."""
    polygons = [
        [
            [(round(x, decimals), round(y, decimals)) for x, y in ring.coords]
            for ring in (part.exterior, *part.interiors)
        ]
        for part in wound(shape, clockwise=clockwise).geoms
    ]
    if len(polygons) == 1:
        return {"type": "Polygon", "coordinates": polygons[0]}
    return {"type": "MultiPolygon", "coordinates": polygons}


def feature_collection(
    shapes: Iterable[tuple[str, MultiPolygon]],
    decimals: int,
    told: Mapping[str, str],
    properties: Properties = lambda code: {},
) -> str:
    """Compact GeoJSON of (id, shape) pairs for our own maps, outer rings clockwise; ``told`` is said of the whole."""
    features = [
        {
            "type": "Feature",
            "id": code,
            "properties": properties(code),
            "geometry": geometry(shape, decimals, clockwise=True),
        }
        for code, shape in shapes
    ]
    collection: Mapping[str, Any] = {"type": "FeatureCollection", **told, "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")) + "\n"
