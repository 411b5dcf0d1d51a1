"""Figures on their areas, for QGIS and other programs of maps: GeoJSON (RFC 7946) and GeoPackage.

One feature a figure, on the ground it was published for, with every column of the other formats; then one a place
without a figure, with the reason, so that an empty province on a map is not taken for a zero. Features come the largest
areas first: programs draw in that order, and the country would otherwise lie over its provinces.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import shapely
from shapely import MultiPolygon

from childrights.areas import boundaries_credit, map_view, on_its_ground
from childrights.catalogue import Catalogue, Group, Observation
from childrights.export.columns import INDICATOR_COLUMNS, SOURCE_COLUMNS, datatype
from childrights.export.exporting import Cell, ExportPackage, NotShown, record_rows
from childrights.export.sharing import SHARED_COLUMNS, SharedView, view_rows
from childrights.i18n import translator
from childrights.snapshot import Snapshot
from geo import COUNTRY, area_name, area_shape, province_members
from geo import geometry as as_json

FIGURES = "figures"
"""The layer of features in a GeoPackage."""
AREA_COLUMNS = (*SHARED_COLUMNS, "area_name_km", "drawn_area", "boundaries")
"""``drawn_area`` is the ground in today's provinces, which is more than ``area`` where a province was divided later."""
DECIMALS = 4
WGS84 = "EPSG:4326"

_ARROW = {"double": pa.float64(), "integer": pa.int64(), "string": pa.string()}
Features = list[tuple[str, dict[str, Cell]]]


def places_without(
    snapshot: Snapshot, catalogue: Catalogue, chosen: Collection[Observation], areas: Collection[str] = ()
) -> tuple[NotShown, ...]:
    """The places that the map of each chosen indicator, period and group leaves empty, of ``areas`` if any are named.

    What has national figures only is no map, and no place is missing on it.
    """
    told = {one.about[:-1] for one in chosen}
    # A period of another length may have the same label in no source that we know of: the label is its name on maps.
    maps = {
        (one.indicator, one.period_label, Group.of(one)): None
        for one in chosen
        if one.area != COUNTRY and not one.scope
    }
    missing: list[NotShown] = []
    for indicator, period, group in maps:
        view = map_view(snapshot, indicator, period, group)
        for one in view.not_drawn:
            about = (indicator, one.area, period, group.sex, group.age, group.residence, group.wealth, group.disability)
            if about not in told and (not areas or one.area in areas):
                known = catalogue.indicators[indicator]
                missing.append(NotShown(known, one.area, period, one.reason, group=group))
    return tuple(missing)


def as_geojson(found: ExportPackage, out: Path) -> Mapping[Path, bytes]:
    """A feature collection by RFC 7946: WGS 84 and nothing else, so without ``crs``; outer rings counter-clockwise."""
    shapes: dict[str, dict[str, Any]] = {}
    lines = []
    for area, row in _features(found):
        shape = shapes.setdefault(area, {}) or as_json(area_shape(area), DECIMALS, clockwise=False)
        shapes[area] = shape
        feature = {"type": "Feature", "id": row["code"], "geometry": shape, "properties": row}
        lines.append(_compact({name: value for name, value in feature.items() if name != "id" or value}))
    about = {"name": FIGURES, **dict(found.about()), "boundaries": _credit()}
    sources = [dict(zip(SOURCE_COLUMNS, row, strict=True)) for row in record_rows(found.sources, SOURCE_COLUMNS)]
    head = _compact({"type": "FeatureCollection", **about, "sources": sources})[:-1]
    # A feature a line: a program that compares two exports, or a person, sees which figure changed.
    return {out: (head + ',"features":[\n' + ",\n".join(lines) + "\n]}\n").encode()}


def as_gpkg(found: ExportPackage, out: Path) -> Mapping[Path, bytes]:
    """A GeoPackage: the layer of features, and beside it the tables ``about``, ``indicators`` and ``sources``."""
    import pyogrio  # half a second, and only this format needs it

    features = list(_features(found))
    shapes = {area: shapely.to_wkb(area_shape(area)) for area, _ in features}
    columns = {name: pa.array([row[name] for _, row in features], _ARROW[datatype(name)]) for name in AREA_COLUMNS}
    columns["geometry"] = pa.array([shapes[area] for area, _ in features], pa.binary())
    beside: Mapping[str, tuple[Sequence[str], Sequence[Sequence[Cell]]]] = {
        "about": (("name", "value"), [*found.about(), ("boundaries", _credit())]),
        "indicators": (INDICATOR_COLUMNS, record_rows(found.indicators, INDICATOR_COLUMNS)),
        "sources": (SOURCE_COLUMNS, record_rows(found.sources, SOURCE_COLUMNS)),
    }
    # The same figures give the same bytes: without it the file has the moment of writing in it.
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": found.built_at.replace("+00:00", "Z")})
    with TemporaryDirectory() as folder:
        path = Path(folder) / "figures.gpkg"
        write = partial(pyogrio.write_arrow, path=path, driver="GPKG")
        write(
            pa.table(columns),
            layer=FIGURES,
            geometry_name="geometry",
            geometry_type=MultiPolygon.__name__,
            crs=WGS84,
            layer_options={"DESCRIPTION": _credit()},
        )
        for layer, (header, rows) in beside.items():
            told = {
                name: pa.array([None if row[at] is None else str(row[at]) for row in rows], pa.string())
                for at, name in enumerate(header)
            }
            write(pa.table(told), layer=layer, append=True)
        return {out: path.read_bytes()}


def view_gpkg(view: SharedView) -> bytes:
    """The view as a GeoPackage: its figures on their areas, and the places it names as not drawn."""
    found = replace(view.package, not_shown=view.not_shown)
    return as_gpkg(found, Path("view.gpkg"))[Path("view.gpkg")]


def _features(found: ExportPackage) -> Features:
    """``(area to draw, columns)`` of every figure and of every place without one, the largest areas first."""
    areas = [*_grounds(found.observations), *(one.area for one in found.not_shown)]
    credit = _credit()
    features: Features = []
    for area, row in zip(areas, view_rows(found, found.not_shown), strict=True):
        told = {name: _typed(name, cell) for name, cell in zip(SHARED_COLUMNS, row, strict=True)}
        features.append(
            (
                area,
                told | {"area_name_km": area_name(str(told["area"]), "km"), "drawn_area": area, "boundaries": credit},
            )
        )
    return sorted(features, key=lambda one: -len(province_members(one[0])))


def _grounds(observations: Sequence[Observation]) -> list[str]:
    """The area that each figure is drawn on: whether a province stands for what came of it later, its map decides."""
    of_map: dict[tuple[str, str, Group, str], list[int]] = {}
    for at, one in enumerate(observations):
        of_map.setdefault((one.indicator, one.period_label, Group.of(one), one.layer), []).append(at)
    areas = [""] * len(observations)
    for together in of_map.values():
        for at, drawn in zip(together, on_its_ground([observations[at] for at in together]), strict=True):
            areas[at] = drawn.area
    return areas


def _typed(column: str, cell: Cell) -> Cell:
    """A cell of one type in every row; a single newer value, for example, is a number, several are text."""
    return cell if cell is None or datatype(column) != "string" else str(cell)


def _credit() -> str:
    return boundaries_credit(translator("en"))


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
