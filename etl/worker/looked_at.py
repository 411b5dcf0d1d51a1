"""How boundaries that were looked at travel: as plain values, their shapes as well-known binary.

Apart from the other errands, since the libraries behind it take half a second to load: whoever asks for none waits for
none of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

import shapely

from etl.boundaries import Difference, LookedAt, Note
from etl.worker.travelling import Garbled, read, written
from geo import PROVINCES

Content = bytes


@dataclass(frozen=True, slots=True)
class Travelling:
    """``LookedAt`` with shapes as bytes."""

    file_name: str
    sha256: str
    layer: str
    columns: tuple[str, ...]
    rows: int
    notes: tuple[Note, ...]
    shapes: Mapping[str, Content]
    difference: Difference
    bytes: int
    seen: str


def sent_off(found: LookedAt) -> Content:
    """What was found, as bytes."""
    told = {one.name: getattr(found, one.name) for one in fields(found)}
    shapes = {code: shapely.to_wkb(shape) for code, shape in found.shapes.items()}
    return written(Travelling(**told | {"shapes": shapes}), Travelling)


def arrived(told: bytes) -> LookedAt:
    """What was sent off. Raises ``Garbled`` for anything else: a province too few, a shape that is no area."""
    found = read(told, Travelling)
    shapes = {code: _area(content) for code, content in found.shapes.items()}
    if set(shapes) != set(PROVINCES) or {one.code for one in found.difference.provinces} - set(PROVINCES):
        raise Garbled("other places than the provinces")
    return LookedAt(**{one.name: getattr(found, one.name) for one in fields(found)} | {"shapes": shapes})


def _area(content: bytes) -> shapely.MultiPolygon:
    try:
        shape = shapely.from_wkb(content)
    except shapely.errors.ShapelyError as fault:
        raise Garbled("no shape") from fault
    if not isinstance(shape, shapely.MultiPolygon) or shape.is_empty or not shape.is_valid:
        raise Garbled("no area")
    return shape
