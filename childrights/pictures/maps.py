"""Maps: the same shapes as on the screen, from the same files, in the same projection (Mercator)."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from childrights.charts import LIGHT, OWN_URLS, own_map_file
from childrights.pictures.marks import labels, markers, polyline
from childrights.pictures.plotly_spec import Given, each, numbers, on_scale
from childrights.pictures.scene import Box, Item, NotDrawable, Point, Shape, Trail
from geo import boundaries_in_force

STATIC = Path(__file__).resolve().parents[2] / "static"
SERVED = "app/static/"
"""Where the browser finds the folder ``static``."""
HALO_OF_INK, HALO_OF_PAPER = "rgba(255, 255, 255, 0.8)", "rgba(20, 33, 61, 0.45)"
"""As the style sheet gives them to names on maps."""


@dataclass(frozen=True, slots=True)
class MapFrame:
    """One map's frame: longitudes and latitudes fitted into a box, its middle in the middle."""

    box: Box
    lon: tuple[float, float]
    lat: tuple[float, float]

    def at(self, lon: float, lat: float) -> Point:
        """The pixel of a place."""
        scale = self.scale
        x = (self.box.left + self.box.right) / 2 + (math.radians(lon - sum(self.lon) / 2)) * scale
        middle = (mercator(self.lat[0]) + mercator(self.lat[1])) / 2
        return x, (self.box.top + self.box.bottom) / 2 - (mercator(lat) - middle) * scale

    @property
    def scale(self) -> float:
        """Pixels per radian at the equator."""
        wide = math.radians(self.lon[1] - self.lon[0])
        return min(self.box.width / wide, self.box.height / (mercator(self.lat[1]) - mercator(self.lat[0])))


def mercator(lat: float) -> float:
    """The height of a latitude in radians of the map."""
    return math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))


def width_for(given: Given, height: float) -> float:
    """How wide a map is when it is ``height`` high."""
    lon, lat = given["lonaxis"]["range"], given["lataxis"]["range"]
    return height * math.radians(lon[1] - lon[0]) / (mercator(lat[1]) - mercator(lat[0]))


def make_view(given: Given, plot: Box) -> MapFrame:
    """The frame of one ``geo`` of a layout."""
    domain = given.get("domain") or {}
    x, y = domain.get("x") or (0, 1), domain.get("y") or (0, 1)
    box = Box(
        plot.left + x[0] * plot.width,
        plot.bottom - y[1] * plot.height,
        plot.left + x[1] * plot.width,
        plot.bottom - y[0] * plot.height,
    )
    return MapFrame(box, tuple(given["lonaxis"]["range"]), tuple(given["lataxis"]["range"]))


@lru_cache(maxsize=8)
def map_rings(url: str, mark: str) -> Mapping[str, tuple[tuple[tuple[float, float], ...], ...]]:
    """The rings of each feature of the map file that a browser finds at ``url``, in degrees; ``mark`` is that of the
    boundaries in force."""
    if OWN_URLS in url:
        text = own_map_file(url.rsplit("/", 1)[1].removesuffix(".geojson"))
    else:
        text = (STATIC / _file(url)).read_text(encoding="utf-8")
    content = json.loads(text)
    return {str(one["id"]): tuple(_rings(one["geometry"])) for one in content["features"]}


def _rings(geometry: Mapping[str, Any]) -> Iterator[tuple[tuple[float, float], ...]]:
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in parts:
        for ring in polygon:
            yield tuple((float(point[0]), float(point[1])) for point in ring)


def choropleth(trace: Given, view: MapFrame, font: Given) -> Iterator[Item]:
    """Filled areas. A feature that the file does not have is refused: it would be missing from the picture."""
    marker = trace.get("marker") or {}
    known = map_rings(str(trace.get("geojson")), boundaries_in_force().mark)
    places = list(trace["locations"])
    values = numbers(trace["z"])
    low = trace["zmin"] if trace.get("zmin") is not None else min((v for v in values if v is not None), default=0)
    high = trace["zmax"] if trace.get("zmax") is not None else max((v for v in values if v is not None), default=1)
    rim = marker.get("line") or {}
    colours, widths = each(rim.get("color"), len(places), ""), each(rim.get("width"), len(places), 0)
    clip = view.box
    for i, (place, value) in enumerate(zip(places, values, strict=True)):
        if place not in known:
            raise NotDrawable(f"the area {place!r}, which the map file does not have")
        if value is None:
            continue
        trails = tuple(Trail(tuple(view.at(*point) for point in ring), closed=True) for ring in known[place])
        fill = on_scale(value, float(low), float(high), trace["colorscale"])
        stroke = str(colours[i]) if widths[i] else ""
        yield Shape(trails, fill=fill, stroke=stroke, width=float(widths[i]), clip=clip)


def _file(url: str) -> str:
    if SERVED not in url:
        raise NotDrawable("a map that is not one of our own files")
    name = url.split(SERVED, 1)[1].split("?", 1)[0]
    if not (STATIC / name).resolve().is_relative_to(STATIC):
        raise NotDrawable(f"the map file {name!r}")
    return name


def scattergeo(trace: Given, view: MapFrame, font: Given) -> Iterator[Item]:
    """Lines, signs and words at places."""
    lon, lat = numbers(trace["lon"]), numbers(trace["lat"])
    points = [None if a is None or b is None else _seen(view.at(a, b), view.box) for a, b in zip(lon, lat, strict=True)]
    mode = trace.get("mode") or "markers"
    if "lines" in mode:
        yield from polyline(points, trace.get("line") or {})
    if "markers" in mode:
        yield from markers(points, trace.get("marker") or {})
    if "text" in mode:
        yield from labels(points, trace, font, _halo((trace.get("textfont") or {}).get("color")))


def _seen(point: Point, box: Box) -> Point | None:
    """A point of the map, nothing where it lies beyond the frame."""
    x, y = point
    return point if box.left <= x <= box.right and box.top <= y <= box.bottom else None


def _halo(colour: Any) -> str:
    return HALO_OF_INK if colour == LIGHT.ink else HALO_OF_PAPER if str(colour).upper() == "#FFFFFF" else ""


DRAWN: Mapping[str, Callable[[Given, MapFrame, Given], Iterator[Item]]] = {
    "choropleth": choropleth,
    "scattergeo": scattergeo,
}


def map_name(trace: Given, geos: Sequence[str]) -> str:
    """The name of the map a trace belongs to."""
    name = str(trace.get("geo") or "geo")
    if name not in geos:
        raise NotDrawable(f"a trace on {name}, which the layout does not have")
    return name
