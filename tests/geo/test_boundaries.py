"""Shapes: complete, seamless, of the right size, wound for d3-geo, and small enough to send."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import geopandas
import pytest
import shapely
from shapely import MultiPolygon, Point, box

from geo import boundaries
from geo.areas import PROVINCES
from geo.boundaries import (
    BOUNDARIES_FILE,
    area_shape,
    dots,
    hatch,
    inner_borders,
    label_point,
    outline,
    served_areas,
)
from geo.domains import joined_areas
from geo.tables import GeoTableError
from tools.derive_boundaries import (
    AREAS_FILE,
    SIMPLIFY_DEGREES,
    TOPOLOGY_FILE,
    BoundaryError,
    area_km2,
    by_code,
    check,
    decode_map,
    decode_ring,
    empty_topology,
    read_map,
    simplified,
)

AREAS = ("KH", *PROVINCES, *joined_areas())


def _provinces() -> dict[str, MultiPolygon]:
    return {code: area_shape(code) for code in PROVINCES}


def test_the_file_passes_the_checks_of_its_making() -> None:
    check(_provinces())
    assert area_km2(_provinces()) == pytest.approx(181_633, rel=0.001)
    assert BOUNDARIES_FILE.stat().st_size < 60_000


def test_islands_are_kept() -> None:
    assert len(area_shape("KH18").geoms) == 3 and len(area_shape("KH09").geoms) == 2


def test_a_domain_is_the_union_of_its_provinces() -> None:
    for area in joined_areas():
        parts = [area_shape(code) for code in area.split("+")]
        assert area_shape(area).area == pytest.approx(sum(part.area for part in parts))


def test_labels_stand_on_their_area_and_apart() -> None:
    for area in AREAS:
        assert area_shape(area).contains(Point(label_point(area))), area
    points = [label_point(code) for code in PROVINCES]
    nearest = min(Point(a).distance(Point(b)) for at, a in enumerate(points) for b in points[at + 1 :])
    assert nearest > 0.15


def test_a_point_placed_by_hand_holds_only_where_it_lies_on_the_area() -> None:
    """Another file of boundaries may draw a province elsewhere."""
    shipped = boundaries.shipped_boundaries()
    assert boundaries._label_point(shipped, "KH05") == (104.2, 11.62)
    cut = MultiPolygon([area_shape("KH05").geoms[0] - box(104.1, 11, 105, 12)])
    other = boundaries.Boundaries({**shipped.shapes, "KH05": cut}, "other", "", "", "")
    assert cut.contains(Point(boundaries._label_point(other, "KH05")))


def test_a_wrong_label_row_names_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "label_points.csv"
    file.write_text("area,lon,lat,reason\nKH77,1,2,none\n", encoding="utf-8")
    monkeypatch.setattr(boundaries, "LABEL_POINTS_FILE", file)
    with pytest.raises(GeoTableError, match="row 2, column area"):
        boundaries._placed_by_hand.__wrapped__()


def test_inner_borders_lie_between_the_provinces_of_a_domain() -> None:
    assert inner_borders("KH05") == []
    for area in joined_areas():
        edge = area_shape(area).boundary
        for line in inner_borders(area):
            middle = line[len(line) // 2] if len(line) > 2 else None
            assert middle is None or edge.distance(Point(middle)) > 0
    assert len(inner_borders("KH02+KH24")) == 1
    assert len(inner_borders("KH")) > 25


@pytest.mark.parametrize("area", AREAS)
def test_patterns_stay_inside_and_are_small(area: str) -> None:
    shape = area_shape(area).buffer(0.002)
    for lon, lat in (hatch(area, 0.11), dots(area, 0.13), outline(area)):
        assert len(lon) == len(lat) > 0
        assert [x is None for x in lon] == [y is None for y in lat]
        points = [(x, y) for x, y in zip(lon, lat, strict=True) if x is not None and y is not None]
        assert shape.covers(shapely.multipoints(points))
        assert all(round(value, 3) == value for point in points for value in point)
    assert area == "KH" or len(json.dumps(hatch(area, 0.11))) < 8_000


def test_callers_may_change_what_they_get() -> None:
    before = len(outline("KH05")[0])
    outline("KH05")[0].append(1.0)
    assert len(outline("KH05")[0]) == before


@pytest.mark.parametrize("pattern", [hatch, dots])
def test_patterns_need_a_spacing(pattern: object) -> None:
    with pytest.raises(ValueError, match="positive"):
        pattern("KH05", 0)  # type: ignore[operator]


def _ring_area(ring: list[list[float]]) -> float:
    """Positive when counter-clockwise."""
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in itertools.pairwise(ring)) / 2


@pytest.mark.parametrize("file", [AREAS_FILE, BOUNDARIES_FILE])
def test_outer_rings_are_clockwise_for_d3(file: Path) -> None:
    for feature in json.loads(file.read_text(encoding="utf-8"))["features"]:
        shape = feature["geometry"]
        polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        for outer, *holes in polygons:
            assert _ring_area(outer) < 0, feature["id"]
            assert all(_ring_area(hole) > 0 for hole in holes), feature["id"]


def test_the_served_files_are_up_to_date_small_and_complete() -> None:
    """When this fails after a change of domains.csv: ``python tools/derive_boundaries.py``."""
    assert AREAS_FILE.read_text(encoding="utf-8") == served_areas()
    assert TOPOLOGY_FILE.read_text(encoding="utf-8") == empty_topology()
    ids = [feature["id"] for feature in json.loads(served_areas())["features"]]
    assert ids == [*PROVINCES, *joined_areas()]
    assert AREAS_FILE.stat().st_size < 130_000
    assert geopandas.read_file(AREAS_FILE).is_valid.all()


def test_the_licence_stands_beside_the_files() -> None:
    for folder, name in ((BOUNDARIES_FILE.parent, "boundaries.LICENSE.md"), (AREAS_FILE.parent, "LICENSE.md")):
        assert "OpenStreetMap contributors" in (folder / name).read_text(encoding="utf-8")


def test_decoding_an_echarts_ring() -> None:
    # Steps 0/0, +1/+2, -1/0 in 1/1024 degree from the offset.
    assert decode_ring("@@BDA@", (1024, 2048)) == [(1.0, 2.0), (1025 / 1024, 2050 / 1024), (1.0, 2050 / 1024)]


def test_decoding_refuses_other_files() -> None:
    with pytest.raises(ValueError, match="no feature collection"):
        decode_map("alert(1)")
    with pytest.raises(ValueError, match="encoding"):
        decode_map('x({"type":"FeatureCollection","features":[]})')
    feature = {
        "properties": {"name": "A"},
        "geometry": {"type": "MultiPolygon", "coordinates": [["@@B@@BA@"]], "encodeOffsets": [[[0, 0]]]},
    }
    collection = {"type": "FeatureCollection", "features": [feature], "UTF8Encoding": True}
    assert len(decode_map(json.dumps(collection, separators=(",", ":")))["A"].geoms) == 1
    collection["features"] = [feature, feature]
    with pytest.raises(ValueError, match="twice"):
        decode_map(json.dumps(collection, separators=(",", ":")))


def test_another_file_is_refused(tmp_path: Path) -> None:
    for name in ("Cambodia.js", "package.tar.gz"):
        (tmp_path / name).write_bytes(b"something else")
        with pytest.raises(BoundaryError, match="SHA-256"):
            read_map(tmp_path / name)


def test_names_become_codes_or_stop_the_script() -> None:
    shape = MultiPolygon([box(0, 0, 1, 1)])
    with pytest.raises(BoundaryError, match="no province"):
        by_code({"Atlantis": shape})
    with pytest.raises(BoundaryError, match="no shape for KH01"):
        by_code({"Battambang": shape})


def test_the_checks_find_gaps_overlaps_and_wrong_sizes() -> None:
    good = _provinces()
    with pytest.raises(BoundaryError, match="25 provinces"):
        check(dict(list(good.items())[1:]))
    with pytest.raises(BoundaryError, match="overlap"):
        check(good | {"KH12": MultiPolygon([area_shape("KH12").geoms[0].buffer(0.05)])})
    with pytest.raises(BoundaryError, match="crosses itself"):
        check(good | {"KH12": MultiPolygon([shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])])})
    with pytest.raises(BoundaryError, match="hole"):
        check(good | {"KH12": MultiPolygon([box(120, 0, 120.1, 0.1)])})
    with pytest.raises(BoundaryError, match="km²"):
        check(good | {"KH16": MultiPolygon([box(120, 0, 120.1, 0.1)])})


def test_simplifying_keeps_shared_borders_shared() -> None:
    left, right = box(0, 0, 1, 1), box(1, 0, 2, 1)
    dense = {"a": left.segmentize(0.1), "b": right.segmentize(0.1)}
    result = simplified({code: MultiPolygon([shape]) for code, shape in dense.items()}, SIMPLIFY_DEGREES)
    assert shapely.coverage_is_valid(list(result.values()))
    assert sum(shapely.get_num_coordinates(list(result.values()))) < 30
