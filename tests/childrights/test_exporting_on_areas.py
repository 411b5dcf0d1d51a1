"""Figures on their areas: every one of them, on its ground, and every place without one with the reason."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import geopandas
import pandas as pd
import pyogrio
import pytest

from childrights.catalogue import load_catalogue
from childrights.export.exporting import package
from childrights.export.formats import export
from childrights.export.on_areas import AREA_COLUMNS
from childrights.snapshot.snapshot import Snapshot
from geo.areas import PROVINCES, province_members
from geo.boundaries import area_shape
from tests.making import make_snapshot

CATALOGUE = load_catalogue()
KINDS = ("geojson", "gpkg")


def read(out: Path) -> geopandas.GeoDataFrame:
    """The features as another program reads them."""
    return geopandas.read_file(out, layer="figures") if out.suffix == ".gpkg" else geopandas.read_file(out)


def empty(value: object) -> bool:
    return value is None or value == "" or (isinstance(value, float) and pd.isna(value)) or value is pd.NaT


@pytest.mark.parametrize("kind", KINDS)
def test_every_figure_comes_back_with_every_column(shipped: Snapshot, tmp_path: Path, kind: str) -> None:
    out = tmp_path / f"out.{kind}"
    written = export(shipped, CATALOGUE, out, indicators=["stunting", "wasting"])
    found = read(out)
    assert found.crs.to_epsg() == 4326 and found.geometry.is_valid.all()
    assert set(AREA_COLUMNS) <= set(found.columns)
    by_code = {row["code"]: row for row in found.to_dict("records") if row["code"]}
    chosen = package(shipped, CATALOGUE, indicators=["stunting", "wasting"])
    assert len(by_code) == written == len(chosen.observations)
    for row in chosen.rows():
        told = dict(zip((*AREA_COLUMNS,), row, strict=False))
        read_back = by_code[told["code"]]
        for name, value in told.items():
            assert (
                (empty(value) and empty(read_back[name]))
                or str(value) == str(read_back[name])
                or (float(value) == float(read_back[name]))
            ), name
        assert read_back["source_citation"] and read_back["boundaries"] == "© OpenStreetMap contributors, ODbL"


@pytest.mark.parametrize("kind", KINDS)
def test_places_without_a_figure_are_there_with_the_reason(tmp_path: Path, kind: str) -> None:
    snapshot = make_snapshot(
        tmp_path,
        [
            {"area": "KH", "value": 30},
            {"area": "KH05", "value": 32.4},
            {"area": "KH02+KH24", "value": 41.0},
            {"area": "KH06", "value": "", "status": "suppressed"},
        ],
    )
    out = tmp_path / f"out.{kind}"
    assert export(snapshot, CATALOGUE, out) == 4
    snapshot.close()
    found = read(out)
    drawn = found[found["area"] != "KH"]
    covered = Counter(code for area in drawn["drawn_area"] for code in province_members(area))
    assert covered == dict.fromkeys(PROVINCES, 1)
    hidden = found[found["area"] == "KH06"].iloc[0]
    assert (
        pd.isna(hidden["value"]) and hidden["shown"] == "no" and hidden["why_not_shown"] == "Hidden to protect children"
    )
    silent = found[found["area"] == "KH07"].iloc[0]
    assert (
        silent["status"] == "not_collected" and silent["why_not_shown"] == "Not collected" and silent["sex"] == "total"
    )
    assert list(found["area"])[:2] == ["KH", "KH02+KH24"], "the largest first: the country must not lie over the others"
    joined = found[found["area"] == "KH02+KH24"].geometry.iloc[0]
    assert joined.symmetric_difference(area_shape("KH02+KH24")).area == pytest.approx(0, abs=1e-9)


def test_a_province_that_was_divided_lies_on_its_old_ground(tmp_path: Path) -> None:
    snapshot = make_snapshot(tmp_path, [{"area": "KH03", "value": 40, "period": "2010"}])
    export(snapshot, CATALOGUE, tmp_path / "out.geojson")
    snapshot.close()
    first = next(one for _, one in read(tmp_path / "out.geojson").iterrows() if one["area"] == "KH03")
    assert first["drawn_area"] == "KH03+KH25" and first["area_name"] == "Kampong Cham"


def test_only_the_areas_that_were_asked_for(shipped: Snapshot, tmp_path: Path) -> None:
    out = tmp_path / "out.geojson"
    export(shipped, CATALOGUE, out, indicators=["stunting"], areas=["KH05", "KH11+KH16"])
    assert set(read(out)["area"]) <= {"KH05", "KH11+KH16"}


def test_geojson_keeps_to_its_standard(tmp_path: Path) -> None:
    """RFC 7946: no ``crs``, outer rings counter-clockwise, longitude first."""
    snapshot = make_snapshot(tmp_path, [{"area": "KH18", "value": 3}])
    export(snapshot, CATALOGUE, tmp_path / "out.geojson")
    snapshot.close()
    collection = json.loads((tmp_path / "out.geojson").read_text(encoding="utf-8"))
    assert "crs" not in collection and collection["type"] == "FeatureCollection" and collection["snapshot"]
    for feature in collection["features"]:
        shape = feature["geometry"]
        polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        for outer, *_ in polygons:
            assert sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(outer)) > 0
            assert outer[0] == outer[-1] and all(102 < x < 108 and 9 < y < 15 for x, y in outer)


def test_a_geopackage_carries_its_sources(shipped: Snapshot, tmp_path: Path) -> None:
    out = tmp_path / "out.gpkg"
    export(shipped, CATALOGUE, out, indicators=["stunting"])
    assert [name for name, _ in pyogrio.list_layers(out)] == ["figures", "about", "indicators", "sources"]
    about = dict(pyogrio.read_dataframe(out, layer="about").itertuples(index=False))
    assert about["snapshot"] == shipped.name and "OpenStreetMap" in about["boundaries"]
    assert "gdl_area" in set(pyogrio.read_dataframe(out, layer="sources")["key"])
