"""Two maps of the provinces side by side, as they are drawn and as another file has them, with what changes."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping

import shapely
from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry

from childrights.charts import LIGHT
from childrights.i18n import Translator
from childrights.pictures.drawing import png
from childrights.pictures.maps import MapFrame, mercator
from childrights.pictures.scene import MIDDLE, Box, Item, Scene, Shape, TextLine, TextRun, Trail, rectangle
from childrights.pictures.svg_writer import svg
from geo import load_provinces

WIDTH, PAD, TITLE_PX, TEXT_PX, NAME_PX = 1600, 40, 34, 24, 17
MAP_WIDTH = (WIDTH - 3 * PAD) / 2
SEEN_DEGREES = 0.006
"""Ground less than about a kilometre wide is no change but another way of drawing the same line."""
BORDER_PX, CHANGED = 1.2, 0.75
Shapes = Mapping[str, MultiPolygon]


def two_boundaries(
    before: Shapes, after: Shapes, named: Collection[str], title: str, kind: str, t: Translator
) -> bytes:
    """The picture as ``png`` or ``svg``. ``named`` are the provinces whose names stand on it; both maps are drawn to
    one scale. Ground that another province would have is coloured on both."""
    frame = _frame(before, after)
    heads = (t._("As supplied with the dashboard"), t._("In this file"))
    top = PAD + TITLE_PX * 1.6 + TEXT_PX * 2
    items: list[Item] = [_words(title, PAD, PAD + TITLE_PX, TITLE_PX, bold=True)]
    for place, (shapes, others, head) in enumerate(((before, after, heads[0]), (after, before, heads[1]))):
        left = PAD + place * (MAP_WIDTH + PAD)
        items.append(_words(head, left, top - TEXT_PX, TEXT_PX, bold=True))
        box = Box(left, top, left + MAP_WIDTH, top + frame[2])
        items += _map(shapes, others, named, MapFrame(box, frame[0], frame[1]), t.lang)
    foot = top + frame[2] + PAD
    side = TEXT_PX * 0.8
    items += [
        Shape((rectangle(PAD, foot - side, PAD + side, foot),), fill=LIGHT.focus, opacity=CHANGED),
        _words(t._("Area that would be in another province, or in none"), PAD + 1.6 * side, foot, TEXT_PX),
    ]
    ground = (Shape((rectangle(0, 0, WIDTH, foot + PAD),), fill=LIGHT.ground), *items)
    spoken = " ".join((*heads, *_names(named, t.lang)))
    drawn = Scene(WIDTH, int(foot + PAD), LIGHT.ground, ground, title, spoken, t.lang)
    return svg(drawn) if kind == "svg" else png(drawn, {"Title": title, "Description": spoken})


def _frame(before: Shapes, after: Shapes) -> tuple[tuple[float, float], tuple[float, float], float]:
    """Longitudes and latitudes that hold both, and how high a map of them is."""
    west, south, east, north = (float(edge) for edge in shapely.total_bounds([*before.values(), *after.values()]))
    high = (mercator(north) - mercator(south)) / math.radians(east - west)
    return (west, east), (south, north), MAP_WIDTH * high


def _map(shapes: Shapes, others: Shapes, named: Collection[str], view: MapFrame, lang: str) -> Iterator[Item]:
    for shape in shapes.values():
        yield Shape(tuple(_trails(shape, view)), fill=LIGHT.panel, stroke=LIGHT.quiet, width=BORDER_PX)
    for code, shape in shapes.items():
        gone = shapely.difference(shape, others[code])
        changed = gone.buffer(-SEEN_DEGREES).buffer(SEEN_DEGREES) & shape
        if not changed.is_empty:
            yield Shape(tuple(_trails(changed, view)), fill=LIGHT.focus, opacity=CHANGED)
    for code, name in zip(named, _names(named, lang), strict=True):
        largest = max(shapes[code].geoms, key=lambda part: float(part.area))
        x, y = view.at(*largest.representative_point().coords[0])
        yield TextLine((TextRun(name, bold=True),), x, y, NAME_PX, LIGHT.ink, MIDDLE, LIGHT.ground)


def _trails(shape: BaseGeometry, view: MapFrame) -> Iterator[Trail]:
    for part in shapely.get_parts(shape):
        if part.geom_type == "Polygon":
            for ring in (part.exterior, *part.interiors):
                yield Trail(tuple(view.at(x, y) for x, y in ring.coords), closed=True)


def _names(named: Collection[str], lang: str) -> list[str]:
    provinces = load_provinces()
    return [provinces[code].name_km if lang == "km" else provinces[code].name_en for code in named]


def _words(text: str, x: float, y: float, px: float, *, bold: bool = False) -> TextLine:
    return TextLine((TextRun(text, bold=bold),), x, y, px, LIGHT.ink)
