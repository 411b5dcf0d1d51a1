"""From the areas of a file to 25 provinces that fit together: repaired, joined, simplified and checked as one coverage.

Neighbours share one line or none, so all of them are cleaned and simplified together; whoever did that one by one would
open slivers along every border.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import geopandas
import shapely
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from childrights.i18n import N_
from etl.boundaries.matching import Matched, Note
from etl.boundaries.refusing import Places, RefusedBoundaries
from geo import PROVINCES, feature_collection, parse_boundaries, served_areas

DECIMALS = 4
EQUAL_AREA = "EPSG:6933"
LARGEST_BYTES = 60_000
"""Of the file that is kept, and of the one that browsers fetch, which holds the areas of surveys as well."""
TOLD_BYTES = 800
"""Left for whose they are and under which licence, at length and in Khmer."""
POINT_BYTES = 10
"""The least that a point takes in a file: ``[103,11.5],``."""
NOBODYS = "0" * 64
COARSEST_DEGREES, FINEST_DEGREES = 0.05, 0.0005
"""Of simplification: triangles under this size squared go."""
CLOSED_GAP_DEGREES = 0.01
"""About a kilometre: a narrower gap between areas is nobody's, and goes to the neighbour with the longest border."""
MOST_CROSSED, MOST_OVERLAP, MOST_OVERLAP_KM2 = 0.005, 0.01, 5.0
"""Shares of an area that repair may change, and that two areas may both claim; the larger of share and km² counts."""
SPECK_DEGREES2 = 2e-5
"""Of islets and scraps: a quarter of a square kilometre, less than a pixel of the largest map."""
SEEN_KM2 = 0.01
"""Two sides of one border never have the very same points; what lies between them is no overlap."""
LAKE = (103.6, 12.3, 104.7, 13.4)
"""Around the Tonle Sap: some files leave the lake out, and a hole there is water."""


class BoundaryError(ValueError):
    """The shapes are not the provinces of Cambodia, complete and without gaps and overlaps."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """The 25 provinces in full detail, what was repaired, and the holes that stayed (in km², the lake told apart)."""

    shapes: Mapping[str, MultiPolygon]
    notes: tuple[Note, ...]
    gaps_km2: tuple[float, ...] = ()
    lake_km2: float = 0.0


def km2(shapes: Sequence[BaseGeometry]) -> tuple[float, ...]:
    """The area of each shape (WGS 84 degrees) in square kilometres, measured in an equal-area projection."""
    return tuple(geopandas.GeoSeries(list(shapes), crs="EPSG:4326").to_crs(EQUAL_AREA).area / 1e6)


def covered(matched: Matched, file: str) -> Coverage:
    """The areas of a file joined to provinces. Raises ``RefusedBoundaries`` for what repair would have to guess."""
    notes = list(matched.notes)
    land = [at for at, code in enumerate(matched.codes) if code]
    codes = [matched.codes[at] for at in land]
    shapes = _valid([matched.layer.shapes[at] for at in land], codes, file, notes)
    shapes, codes = _once(shapes, codes)
    _refuse_overlaps(shapes, codes, file, notes)
    clean = shapely.coverage_clean(shapes, gap_width=CLOSED_GAP_DEGREES)
    whole = [
        polygons(shapely.coverage_union_all([one for one, of in zip(clean, codes, strict=True) if of == code]))
        for code in PROVINCES
    ]
    joined, specks = _without_specks(whole)
    if specks:
        notes.append((N_("{count} islets and scraps too small to be seen were left out."), {"count": specks}))
    if len(codes) > len(PROVINCES):
        notes.append((N_("{rows} areas were joined to 25 provinces."), {"rows": len(codes)}))
    lake, gaps = _holes(joined)
    if lake:
        notes.append(
            (N_("The lake Tonle Sap ({area} km²) is left out of the provinces in this file."), {"area": round(lake)})
        )
    return Coverage(joined, tuple(notes), gaps, lake)


def _without_specks(shapes: Sequence[MultiPolygon]) -> tuple[dict[str, MultiPolygon], int]:
    """The provinces without islets and scraps too small to be seen, which rounding would leave as a line or a point;
    and how many there were.

    One inside another province leaves a gap that goes to that; one in the sea is gone.
    """
    seen = []
    if any(shape.is_empty for shape in shapes):
        raise BoundaryError("a province has no ground left")
    for shape in shapes:
        parts = sorted(shape.geoms, key=lambda part: -float(part.area))
        seen.append(MultiPolygon([parts[0], *(part for part in parts[1:] if part.area >= SPECK_DEGREES2)]))
    closed = shapely.coverage_clean(seen, gap_width=CLOSED_GAP_DEGREES)
    left = sum(len(shape.geoms) for shape in shapes) - sum(len(shape.geoms) for shape in seen)
    return {code: polygons(shape) for code, shape in zip(PROVINCES, closed, strict=True)}, left


def polygons(shape: BaseGeometry) -> MultiPolygon:
    """The polygons of a shape as one."""
    flat = [part for one in shapely.get_parts(shape) for part in shapely.get_parts(one) if isinstance(part, Polygon)]
    return MultiPolygon(flat)


def _valid(shapes: Sequence[BaseGeometry], codes: Sequence[str], file: str, notes: list[Note]) -> list[MultiPolygon]:
    """The shapes with rings that do not cross themselves. A loop too small to see is cut off, a larger one refused."""
    found: list[MultiPolygon] = []
    repaired = 0
    for shape, code in zip(shapes, codes, strict=True):
        if shape.is_valid:
            found.append(polygons(shape))
            continue
        mended = polygons(shapely.make_valid(shape, method="structure", keep_collapsed=False))
        # Of a ring in the shape of an eight, ``area`` takes one loop from the other: repair then changes it by much.
        if mended.is_empty or abs(mended.area - shape.area) > MOST_CROSSED * max(mended.area, shape.area):
            raise RefusedBoundaries(
                N_("An area of {province} in {file} crosses itself. Repair it there (in QGIS: Fix geometries)."),
                province=Places((code,)),
                file=file,
            )
        repaired += 1
        found.append(mended)
    if repaired:
        notes.append((N_("Areas that crossed themselves a little were repaired ({count})."), {"count": repaired}))
    return found


def _once(shapes: Sequence[MultiPolygon], codes: Sequence[str]) -> tuple[list[MultiPolygon], list[str]]:
    """Every area once: some files hold a row for each thing that is known of it."""
    seen: dict[tuple[str, bytes], MultiPolygon] = {}
    for shape, code in zip(shapes, codes, strict=True):
        seen.setdefault((code, shapely.to_wkb(shapely.normalize(shape))), shape)
    return list(seen.values()), [code for code, _ in seen]


def _refuse_overlaps(shapes: Sequence[MultiPolygon], codes: Sequence[str], file: str, notes: list[Note]) -> None:
    tree = shapely.STRtree(list(shapes))
    # Asked so, the many neighbours that only touch are never cut: ``covers`` finds what lies in another, or is another.
    found = [tree.query(list(shapes), predicate=predicate).T for predicate in ("overlaps", "covers")]
    pairs = sorted({(min(a, b), max(a, b)) for a, b in (pair.tolist() for one in found for pair in one) if a != b})
    shared = [shapely.intersection(shapes[a], shapes[b]) for a, b in pairs]
    sizes = km2([*shared, *shapes])
    of_shape = sizes[len(shared) :]
    for (a, b), size in zip(pairs, sizes, strict=False):
        if size <= max(
            MOST_OVERLAP * min(of_shape[a], of_shape[b]), min(MOST_OVERLAP_KM2, 0.1 * min(of_shape[a], of_shape[b]))
        ):
            continue
        if codes[a] == codes[b]:
            raise RefusedBoundaries(
                N_(
                    "{province} is in {file} twice, with different shapes that lie over each other. Keep the right one."
                ),
                province=Places((codes[a],)),
                file=file,
            )
        raise RefusedBoundaries(
            N_("{one} and {other} overlap by {area} km² in {file}. Each place can be in one province only."),
            one=Places((codes[a],)),
            other=Places((codes[b],)),
            area=f"{size:,.0f}",
            file=file,
        )
    narrow = sum(size > SEEN_KM2 for size in sizes[: len(shared)])
    if narrow:
        notes.append((N_("Narrow overlaps were given to one neighbour ({count})."), {"count": narrow}))


def _holes(shapes: Mapping[str, MultiPolygon]) -> tuple[float, tuple[float, ...]]:
    """The area of the lake where it is a hole, and of the other holes, in square kilometres."""
    rings = [
        ring for part in shapely.get_parts(shapely.coverage_union_all(list(shapes.values()))) for ring in part.interiors
    ]
    if not rings:
        return 0.0, ()
    sizes = km2([Polygon(ring) for ring in rings])
    inside = [shapely.box(*LAKE).contains(Polygon(ring).representative_point()) for ring in rings]
    lake = sum(size for size, is_lake in zip(sizes, inside, strict=True) if is_lake)
    return lake, tuple(size for size, is_lake in zip(sizes, inside, strict=True) if not is_lake)


def simplified(shapes: Mapping[str, MultiPolygon], degrees: float) -> dict[str, MultiPolygon]:
    """Fewer vertices, rounded to ``DECIMALS``; borders shared by two provinces stay one line."""
    coarser = shapely.coverage_simplify(list(shapes.values()), degrees)
    rounded = shapely.transform(coarser, lambda points: points.round(DECIMALS))
    return {code: MultiPolygon(shapely.get_parts(shape).tolist()) for code, shape in zip(shapes, rounded, strict=True)}


def check_coverage(shapes: Mapping[str, MultiPolygon], *, holes: bool = False) -> None:
    """Raise ``BoundaryError`` unless the shapes are 25 valid provinces without overlaps, and without gaps but for
    ``holes`` that somebody looked at."""
    if tuple(shapes) != PROVINCES:
        raise BoundaryError("the shapes are not the 25 provinces in order")
    given = list(shapes.values())
    if not all(shape.is_valid and not shape.is_empty for shape in given):
        raise BoundaryError("a shape crosses itself")
    if not shapely.coverage_is_valid(given):
        raise BoundaryError("provinces overlap or their shared borders differ")
    if not holes and any(part.interiors for part in shapely.get_parts(shapely.coverage_union_all(given))):
        raise BoundaryError("there is a hole between provinces")


def small(coverage: Coverage) -> dict[str, MultiPolygon]:
    """The provinces as exact as ``LARGEST_BYTES`` allow. Raises ``BoundaryError`` where none fit together."""
    holes = bool(coverage.gaps_km2 or coverage.lake_km2)
    # Coarser ones are made of this one: each would take half a second from the points of an exact file.
    fine = dict(zip(PROVINCES, shapely.coverage_simplify(list(coverage.shapes.values()), FINEST_DEGREES), strict=True))
    best = simplified(fine, 0.0)
    if _fits(best, holes):
        return best
    low, high, best = FINEST_DEGREES, COARSEST_DEGREES, {}
    while high / low > 1.1:
        degrees = (low * high) ** 0.5
        made = simplified(fine, degrees)
        # Rounding may let a narrow neck cross itself at one tolerance and not at the next: that one counts as too fine.
        if _fits(made, holes):
            high, best = degrees, made
        else:
            low = degrees
    if not best:
        raise BoundaryError("the provinces do not fit together once they are simplified")
    return best


def _fits(shapes: Mapping[str, MultiPolygon], holes: bool) -> bool:
    if int(shapely.get_num_coordinates(list(shapes.values())).sum()) * POINT_BYTES > LARGEST_BYTES:
        return False
    try:
        check_coverage(shapes, holes=holes)
    except BoundaryError:
        return False
    text = small_file(shapes, {})
    served = served_areas(parse_boundaries(text, NOBODYS))
    return max(len(text.encode()), len(served.encode())) < LARGEST_BYTES - TOLD_BYTES


def small_file(shapes: Mapping[str, MultiPolygon], told: Mapping[str, str]) -> str:
    """The text of the file that maps are drawn by, with what is ``told`` of it."""
    return feature_collection(shapes.items(), DECIMALS, told)
