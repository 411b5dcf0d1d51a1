"""Files of boundaries made from the shipped ones, with the traps that real ones have."""

from __future__ import annotations

import io
import json
import warnings
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import geopandas
import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from geo import load_provinces, shipped_boundaries

Shapes = dict[str, BaseGeometry]


def provinces() -> Shapes:
    return dict(shipped_boundaries().shapes)


def halves(shape: BaseGeometry) -> list[BaseGeometry]:
    """Two parts of a shape, cut in the middle from north to south."""
    west, south, east, north = shape.bounds
    middle = (west + east) / 2
    return [shape & shapely.box(west, south, middle, north), shape & shapely.box(middle, south, east, north)]


def table(
    rows: Sequence[Mapping[str, object]], shapes: Sequence[BaseGeometry | None], crs: object = 4326
) -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame(list(rows), geometry=list(shapes), crs=crs)


def plain(
    shapes: Shapes | None = None, names: Callable[[str], Mapping[str, object]] | None = None
) -> geopandas.GeoDataFrame:
    """A row a province, its English name beside the shape."""
    given = provinces() if shapes is None else shapes
    said = names or (lambda code: {"NAME": load_provinces()[code].name_en})
    return table([said(code) for code in given], list(given.values()))


def zipped(frame: geopandas.GeoDataFrame, *, leave: Sequence[str] = (), folder: str = "map/", **options: str) -> bytes:
    """A table as a zipped shapefile, without the parts to ``leave`` out."""
    out = io.BytesIO()
    with TemporaryDirectory() as place, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore", RuntimeWarning
            )  # it cuts a Khmer head in the middle of a letter, and says so
            warnings.simplefilter("ignore", UserWarning)  # heads have ten bytes
            frame.to_file(Path(place) / "provinces.shp", **options)
        for path in sorted(Path(place).iterdir()):
            if path.suffix not in leave:
                archive.write(path, f"{folder}{path.name}")
    return out.getvalue()


def geojson(frame: geopandas.GeoDataFrame) -> bytes:
    return frame.to_json(drop_id=True).encode()


def geopackage(frames: Mapping[str, geopandas.GeoDataFrame]) -> bytes:
    with TemporaryDirectory() as place:
        path = Path(place) / "all.gpkg"
        for name, frame in frames.items():
            frame.to_file(path, layer=name, driver="GPKG")
        return path.read_bytes()


def districts(crs: str = "EPSG:32648") -> geopandas.GeoDataFrame:
    """Districts in metres: two of each province, Battambang in three rows of which one is an island of it, names in
    Khmer, a narrow gap that belongs to nobody, and rings wound the other way."""
    rows: list[dict[str, object]] = []
    shapes: list[BaseGeometry] = []
    for code, shape in provinces().items():
        # Real files are denser than what we keep; and a vertex on one side of a border only is in all of them.
        for number, part in enumerate(halves(shape.segmentize(0.02 if code > "KH12" else 0.03)), start=1):
            rows.append(
                {
                    "ខេត្ត": load_provinces()[code].name_km,
                    "DIS_CODE": f"{code[2:]}{number:02d}",
                    "OBJECTID": len(rows) + 1,
                }
            )
            shapes.append(part)
    inside = shapely.Point(provinces()["KH05"].representative_point())
    gap = Polygon(
        [
            (inside.x, inside.y),
            (inside.x + 0.004, inside.y),
            (inside.x + 0.004, inside.y + 0.2),
            (inside.x, inside.y + 0.2),
        ]
    )
    shapes = [shapely.orient_polygons(shape - gap) for shape in shapes]
    at = next(at for at, row in enumerate(rows) if str(row["DIS_CODE"]) == "0201")
    west, south, east, north = shapes[at].bounds
    upper = shapely.box(west, (south + north) / 2, east, north)
    rows.append({**rows[at], "DIS_CODE": "0203", "OBJECTID": len(rows) + 1})
    shapes.append(shapes[at] & upper)
    shapes[at] = shapes[at] - upper
    return table(rows, shapes).to_crs(crs)


def as_json(features: Sequence[Mapping[str, object]], **more: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features), **more}).encode()
