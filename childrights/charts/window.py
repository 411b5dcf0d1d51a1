"""Which part of the country a map shows: all of it, or the places in focus with what lies around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import shapely

from geo import area_shape

AROUND = 0.5
"""What is shown on each side of the places, as a share of their own extent."""

NEAREST = 4.5
"""Times larger than the whole country: beyond that, the shapes are coarser than the screen."""

DECIMALS = 2
"""Of coordinates on maps: a hundredth of a degree is about one pixel on the largest map of the whole country."""


@dataclass(frozen=True, slots=True)
class GeoWindow:
    """Ranges of longitude and latitude in degrees."""

    lon: tuple[float, float]
    lat: tuple[float, float]

    @property
    def magnified(self) -> float:
        """How much larger things stand than on the map of the whole country."""
        return _breadth(WHOLE.lon) / _breadth(self.lon)

    def holds(self, west: float, south: float, east: float, north: float) -> bool:
        """Whether all of something is in sight."""
        return self.lon[0] <= west <= east <= self.lon[1] and self.lat[0] <= south <= north <= self.lat[1]


WHOLE = GeoWindow((102.25, 107.72), (10.3, 14.78))


def window_around(areas: Sequence[str]) -> GeoWindow:
    """The window on ``areas`` and their surroundings, of the shape of the whole and never beyond it."""
    if not areas:
        return WHOLE
    west, south, east, north = (float(edge) for edge in shapely.total_bounds([area_shape(area) for area in areas]))
    share = max((east - west) / _breadth(WHOLE.lon), (north - south) / _breadth(WHOLE.lat)) * (1 + 2 * AROUND)
    share = min(max(share, 1 / NEAREST), 1)
    return GeoWindow(_part(WHOLE.lon, (west + east) / 2, share), _part(WHOLE.lat, (south + north) / 2, share))


def _part(whole: tuple[float, float], middle: float, share: float) -> tuple[float, float]:
    """A ``share`` of a range around ``middle``, moved to lie inside."""
    span = _breadth(whole) * share
    low = min(max(middle - span / 2, whole[0]), whole[1] - span)
    return round(low, DECIMALS), round(low + span, DECIMALS)


def _breadth(extent: tuple[float, float]) -> float:
    return extent[1] - extent[0]
