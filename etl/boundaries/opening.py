"""Reading a zipped shapefile, a GeoPackage or a GeoJSON file: what it is by its bytes, measured before it is unpacked.

Nothing is handed to the library that reads boundaries but what was recognised here, under a name of ours: left to
itself it would follow a file that only *names* others, on this computer or elsewhere.
"""

from __future__ import annotations

import codecs
import io
import json
import sqlite3
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

import geopandas
import pandas
import pyogrio
import pyproj
import shapely
from shapely.geometry.base import BaseGeometry

from childrights.i18n import N_
from etl.boundaries.refusing import RefusedBoundaries

MOST_BYTES, MOST_UNPACKED_BYTES, MOST_PARTS, MOST_RATIO = 64 * 2**20, 256 * 2**20, 500, 200
MOST_ROWS, MOST_POINTS = 20_000, 6_000_000
"""Villages are no boundaries; communes are 1,650 rows, with some hundred thousand points in the most exact files."""
WGS84 = "EPSG:4326"
MOST_DEGREES = 1000.0
"""What lies beyond is on no earth: a number of a damaged file, which reckoning with areas does not survive."""
CAMBODIA = (101.5, 9.0, 108.5, 15.5)
"""West, south, east and north, wide enough for all its islands: what lies outside is of another country."""

_SHAPEFILE, _GEOPACKAGE, _ZIP = struct.pack(">i", 9994), b"SQLite format 3\x00", b"PK\x03\x04"
_BYTES = "latin-1"
_NEEDED, _TAKEN = ("shp", "dbf"), ("shp", "dbf", "shx", "prj", "cpg")
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    struct.error,
)


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of a file: what its rows say, and their shapes in WGS 84 degrees, side by side.

    ``notes`` are sentences about how it was read, with the words they are filled with.
    """

    name: str
    rows: tuple[Mapping[str, str], ...]
    shapes: tuple[BaseGeometry, ...]
    notes: tuple[tuple[str, Mapping[str, str | int]], ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(self.rows[0]) if self.rows else ()


def open_layers(content: bytes, file: str) -> tuple[Layer, ...]:
    """Every layer of areas in a file. Raises ``RefusedBoundaries``."""
    if not content:
        raise RefusedBoundaries(N_("{file} is empty (0 bytes). Copy it again."), file=file)
    if len(content) > MOST_BYTES:
        raise RefusedBoundaries(
            N_("{file} is larger than {limit} MB. Provinces need far less: take the file of provinces or districts."),
            file=file,
            limit=MOST_BYTES >> 20,
        )
    if content.startswith(_ZIP):
        found = _shapefiles(content, file)
    elif content.startswith(_GEOPACKAGE):
        found = _tables(content, file)
    elif content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        found = iter([(PurePosixPath(file).stem, partial(_geojson, content, file))])
    elif content.startswith(_SHAPEFILE):
        raise RefusedBoundaries(
            N_("{file} is one part of a shapefile. Put all its parts (.shp, .shx, .dbf, .prj) into one ZIP file."),
            file=file,
        )
    else:
        raise RefusedBoundaries(
            N_(
                "{file} is no file of boundaries. It can be a zipped shapefile (.zip), a GeoPackage (.gpkg) or GeoJSON."
            ),
            file=file,
        )
    layers, refused = [], []
    for name, read in found:
        try:
            layer = _layer(name, read(), file)
        except RefusedBoundaries as refusal:
            # Villages, a layer of another country or half a shapefile beside the provinces are nobody's concern.
            refused.append(refusal)
        else:
            layers += [layer] if layer else []
    if not layers and refused:
        raise refused[0]
    if not layers:
        raise RefusedBoundaries(
            N_("{file} holds no areas, only points, lines or nothing. Boundaries are polygons."), file=file
        )
    return tuple(layers)


def _damaged(file: str) -> RefusedBoundaries:
    return RefusedBoundaries(
        N_("{file} is damaged or incomplete and cannot be read. Copy or download it again."), file=file
    )


def _parts(content: bytes, file: str) -> dict[str, bytes]:
    """Every part of an archive by its name, measured first; nothing is written where its name would lead."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [one for one in archive.infolist() if not one.is_dir()]
            unpacked, packed = sum(one.file_size for one in entries), sum(one.compress_size for one in entries)
            if len(entries) > MOST_PARTS or unpacked > min(MOST_UNPACKED_BYTES, MOST_RATIO * max(packed, 2**16)):
                raise RefusedBoundaries(
                    N_("{file} unpacks to far more than a file of boundaries should. Nothing was unpacked."), file=file
                )
            if any(one.flag_bits & 1 for one in entries):
                raise RefusedBoundaries(N_("{file} is protected by a password. Save it without one."), file=file)
            for one in entries:
                path = PurePosixPath(one.filename.replace("\\", "/"))
                if path.is_absolute() or ".." in path.parts or ":" in one.filename:
                    raise RefusedBoundaries(
                        N_("{file} has a part that would be unpacked outside its folder. Nothing was unpacked."),
                        file=file,
                    )
            return {
                one.filename.replace("\\", "/"): archive.read(one)
                for one in entries
                if PurePosixPath(one.filename).suffix[1:].lower() in _TAKEN
            }
    except _FAULTS as fault:
        raise _damaged(file) from fault


def _shapefiles(content: bytes, file: str) -> Iterator[tuple[str, Callable[[], Any]]]:
    parts = _parts(content, file)
    by_stem: dict[str, dict[str, bytes]] = {}
    for name, part in parts.items():
        path = PurePosixPath(name)
        by_stem.setdefault(str(path.with_suffix("")).lower(), {})[path.suffix[1:].lower()] = part
    shapefiles = {stem: found for stem, found in by_stem.items() if "shp" in found}
    if not shapefiles:
        raise RefusedBoundaries(
            N_(
                "There is no shapefile (.shp) in {file}. If there is a GeoPackage or GeoJSON in it, unpack it and take "
                "that."
            ),
            file=file,
        )
    for stem, found in shapefiles.items():
        name = PurePosixPath(stem).name
        yield name, partial(_read_shapefile, name, found, file)


def _read_shapefile(name: str, parts: Mapping[str, bytes], file: str) -> Any:
    """A shapefile with the letters of its table made out here, from its bytes: the library stops at a Khmer head that
    was cut in the middle of a letter (heads have ten bytes), and takes letters nobody named for Latin ones."""
    if missing := [ending for ending in _NEEDED if ending not in parts]:
        raise RefusedBoundaries(
            N_("The shapefile {name} in {file} lacks its part .{part}. Put all its parts into one ZIP file."),
            name=name,
            file=file,
            part=missing[0],
        )
    if not parts["shp"].startswith(_SHAPEFILE):
        raise _damaged(file)
    with TemporaryDirectory() as folder:
        for ending, part in parts.items():
            if ending != "cpg":
                (Path(folder) / f"layer.{ending}").write_bytes(part)
        pyogrio.set_gdal_config_options({"SHAPE_RESTORE_SHX": "YES"})
        table = _read(Path(folder) / "layer.shp", file, encoding="ISO-8859-1")
    table.columns = _apart(table.columns)
    named = parts.get("cpg", b"").decode("ascii", "ignore").strip()
    heads: dict[str, str] = {}
    for head in (head for head in table.columns if head != "geometry"):
        told = _letters(head, named, errors="ignore")
        # Two long heads may be the same once they are cut: each stays a column of its own.
        heads[head] = told if told not in heads.values() else f"{told} ({len(heads) + 1})"
    for head in heads:
        table[head] = [_letters(cell, named) if isinstance(cell, str) else cell for cell in table[head]]
    return table.rename(columns=heads)


def _letters(text: str, named: str, errors: str = "strict") -> str:
    """A text that was read byte by byte: in Unicode, else in the letters its file names, else as it is.

    Unicode first: many files name other letters than they have, and no other text happens to be Unicode. What follows
    its last whole letter is left out, since heads and cells were cut by the byte.
    """
    given = text.encode(_BYTES)
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(given)
    except UnicodeError:
        pass
    for encoding in (named or "utf-8", f"cp{named}", "utf-8"):
        try:
            return given.decode(encoding, errors)
        except (ValueError, LookupError):  # a name that is none, as one with a NUL in it
            continue
    return text


def _tables(content: bytes, file: str) -> Iterator[tuple[str, Callable[[], Any]]]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "layers.gpkg"
        path.write_bytes(content)
        _without_views(path, file)
        with _whole(file):
            names = [str(name) for name, kind in pyogrio.list_layers(path) if kind is not None]
        for name in names:
            yield name, partial(_read, path, file, layer=name)


def _without_views(path: Path, file: str) -> None:
    """Take the views out of a GeoPackage of ours: a view is a question, and its answer may have no end."""
    try:
        with closing(sqlite3.connect(path)) as given:
            for (name,) in given.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
                given.execute('DROP VIEW "{}"'.format(str(name).replace('"', '""')))
            given.commit()
    except sqlite3.Error as fault:
        raise _damaged(file) from fault


@contextmanager
def _whole(file: str) -> Iterator[None]:
    """Turn what the library stops at into a refusal; what it only remarks is for nobody's eyes."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)
            yield
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError, RuntimeError, OSError) as fault:
        raise _damaged(file) from fault


def _read(path: Path, file: str, **options: str) -> Any:
    with _whole(file):
        # Asked before the rows are read: a small file may name very many.
        if pyogrio.read_info(path, **options)["features"] > MOST_ROWS:
            raise _too_many(file)
        return geopandas.read_file(path, **options)


def _too_many(file: str) -> RefusedBoundaries:
    return RefusedBoundaries(
        N_("{file} has more than {limit} rows or far too many points. Take the file of provinces or districts."),
        file=file,
        limit=f"{MOST_ROWS:,}",
    )


def _geojson(content: bytes, file: str) -> Any:
    """Read without the library: it would take other kinds of JSON, some of which lead to further files."""
    try:
        collection = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as fault:
        raise _damaged(file) from fault
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list) or collection.get("type") != "FeatureCollection":
        raise RefusedBoundaries(
            N_("{file} is JSON, but no GeoJSON collection of features. Export the layer anew as GeoJSON."), file=file
        )
    if len(features) > MOST_ROWS:
        raise _too_many(file)
    rows, shapes = [], []
    try:
        for feature in features:
            properties = feature.get("properties") or {}
            plain = {str(k): v for k, v in properties.items() if isinstance(v, str | int | float | bool)}
            rows.append(({"id": feature["id"]} if "id" in feature else {}) | plain)
            given = feature.get("geometry")
            shapes.append(shapely.from_geojson(json.dumps(given)) if given else None)
        crs = pyproj.CRS(collection["crs"]["properties"]["name"]) if collection.get("crs") else WGS84
        # Here too: half a letter (\ud800) is no text to it.
        return geopandas.GeoDataFrame(rows or None, geometry=shapes, crs=crs)
    except (
        AttributeError,
        TypeError,
        KeyError,
        ValueError,
        shapely.errors.ShapelyError,
        pyproj.exceptions.CRSError,
    ) as fault:
        raise _damaged(file) from fault


def _layer(name: str, table: Any, file: str) -> Layer | None:
    """A table as a layer in degrees; ``None`` for one without areas."""
    shapes = [_areas(shape) for shape in table.geometry]
    kept = [at for at, shape in enumerate(shapes) if shape is not None]
    if not kept:
        return None
    if sum(int(shapely.get_num_coordinates(shapes[at])) for at in kept) > MOST_POINTS:
        raise _too_many(file)
    notes: list[tuple[str, Mapping[str, str | int]]] = []
    if len(kept) < len(shapes):
        notes.append((N_("Rows without an area were left out ({count})."), {"count": len(shapes) - len(kept)}))
    series = geopandas.GeoSeries([shapes[at] for at in kept], crs=table.crs)
    if table.crs is None or not (table.crs.is_geographic or table.crs.is_projected):
        # A plan of its own, as drawing programs write, is no place on the earth either.
        _must_be_degrees(series.total_bounds, name, file)
        notes.append(
            (N_("{name} does not say which projection it has; it was read as degrees (WGS 84)."), {"name": name})
        )
        series = series.set_crs(WGS84, allow_override=True)
    else:
        series = series.to_crs(WGS84)
    _must_be_here(series.total_bounds, name, file)
    if not all(abs(edge) <= MOST_DEGREES for edge in series.total_bounds):
        raise _damaged(file)
    beside = table.loc[:, table.columns != "geometry"]
    columns, told = _apart(beside.columns), list(beside.astype(object).itertuples(index=False, name=None))
    rows = tuple(dict(zip(columns, map(_text, told[at]), strict=True)) for at in kept)
    here = [at for at, shape in enumerate(series) if shape.intersects(shapely.box(*CAMBODIA))]
    if len(here) < len(kept):
        notes.append((N_("Rows far from Cambodia were left out ({count})."), {"count": len(kept) - len(here)}))
    return Layer(name, tuple(rows[at] for at in here), tuple(series.iloc[at] for at in here), tuple(notes))


def _apart(heads: Iterable[object]) -> list[str]:
    """Heads of columns, told apart where several are the same, as they come or once they were cut."""
    apart: list[str] = []
    for head in map(str, heads):
        same = sum(one == head or one.startswith(f"{head} (") for one in apart)
        apart.append(f"{head} ({same + 1})" if same else head)
    return apart


def _areas(shape: BaseGeometry | None) -> BaseGeometry | None:
    """The polygons of a shape in two dimensions; ``None`` when it has none."""
    if shape is None or shape.is_empty:
        return None
    polygons = [
        part for part in shapely.get_parts(shapely.force_2d(shape)) if part.geom_type in ("Polygon", "MultiPolygon")
    ]
    flat = [part for one in polygons for part in shapely.get_parts(one) if not part.is_empty]
    return shapely.MultiPolygon(flat) if flat else None


def _must_be_degrees(bounds: Sequence[float], name: str, file: str) -> None:
    west, south, east, north = CAMBODIA
    if not (west <= bounds[0] and bounds[2] <= east and south <= bounds[1] and bounds[3] <= north):
        raise RefusedBoundaries(
            N_(
                "{name} in {file} does not say which projection its coordinates use (a shapefile says so in its "
                ".prj part), and they are not degrees within Cambodia. Export it again with its projection."
            ),
            name=name,
            file=file,
        )


def _must_be_here(bounds: Sequence[float], name: str, file: str) -> None:
    west, south, east, north = CAMBODIA
    inside = bounds[0] < east and bounds[2] > west and bounds[1] < north and bounds[3] > south
    if inside:
        return
    if south <= bounds[0] and bounds[2] <= north and west <= bounds[1] and bounds[3] <= east:
        raise RefusedBoundaries(
            N_("Longitude and latitude are swapped in {name} ({file}). Longitude comes first."), name=name, file=file
        )
    raise RefusedBoundaries(
        N_(
            "The areas of {name} in {file} do not lie in Cambodia. Take the file of Cambodia, exported in degrees "
            "(WGS 84, EPSG:4326)."
        ),
        name=name,
        file=file,
    )


def _text(value: object) -> str:
    if value is None or value is pandas.NA or value != value:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
