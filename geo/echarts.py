"""Decoding the map files of ECharts: coordinates as zig-zag deltas of 1/1024 degree, one character each."""

from __future__ import annotations

import json
from typing import Any

from shapely import MultiPolygon, Polygon

_UNITS_PER_DEGREE = 1024
_CHARACTER_OFFSET = 64
_START = '{"type":"FeatureCollection"'


def decode_ring(text: str, offset: tuple[int, int]) -> list[tuple[float, float]]:
    """One ring as (longitude, latitude) in degrees.

    Characters alternate longitude and latitude; each holds the zig-zag coded step from the point before, and
    ``offset`` is the point before the first one.
    """
    steps = [ord(character) - _CHARACTER_OFFSET for character in text]
    x, y = offset
    ring: list[tuple[float, float]] = []
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x += (dx >> 1) ^ -(dx & 1)
        y += (dy >> 1) ^ -(dy & 1)
        ring.append((x / _UNITS_PER_DEGREE, y / _UNITS_PER_DEGREE))
    return ring


def _polygon(rings: list[str], offsets: list[list[int]]) -> Polygon:
    decoded = [decode_ring(ring, (x, y)) for ring, (x, y) in zip(rings, offsets, strict=True)]
    return Polygon(decoded[0], decoded[1:])


def _shape(geometry: dict[str, Any]) -> MultiPolygon:
    rings, offsets = geometry["coordinates"], geometry["encodeOffsets"]
    if geometry["type"] == "Polygon":
        return MultiPolygon([_polygon(rings, offsets)])
    if geometry["type"] == "MultiPolygon":
        return MultiPolygon([_polygon(part, start) for part, start in zip(rings, offsets, strict=True)])
    raise ValueError(f"a {geometry['type']} is not an area")


def decode_map(javascript: str) -> dict[str, MultiPolygon]:
    """Name → shape (WGS 84 degrees) of every feature in an ECharts map file.

    Raises ``ValueError`` when the text holds no encoded feature collection or a name comes twice.
    """
    start = javascript.find(_START)
    if start < 0:
        raise ValueError("no feature collection in the file")
    collection, _ = json.JSONDecoder().raw_decode(javascript[start:])
    if not collection.get("UTF8Encoding"):
        raise ValueError("the coordinates are not in the ECharts encoding")
    shapes: dict[str, MultiPolygon] = {}
    for feature in collection["features"]:
        name = feature["properties"]["name"]
        if name in shapes:
            raise ValueError(f"{name} is there twice")
        shapes[name] = _shape(feature["geometry"])
    return shapes
