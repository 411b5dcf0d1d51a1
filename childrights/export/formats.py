"""The eight formats of open data. Each takes what is exported and where to, and gives the files with their bytes."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from childrights.catalogue import DISABILITIES, LAYERS, RESIDENCES, SEXES, STATUSES, WEALTHS, Catalogue
from childrights.export.columns import (
    COLUMN_WORDS,
    COLUMNS,
    COMPANION_SHEETS,
    HXL_TAGS,
    INDICATOR_COLUMNS,
    SOURCE_COLUMNS,
    datatype,
)
from childrights.export.exporting import (
    TERMS,
    Cell,
    ExportError,
    ExportPackage,
    csv_table,
    package,
    record_rows,
)
from childrights.export.on_areas import as_geojson, as_gpkg, places_without
from childrights.export.sdmx import as_sdmx
from childrights.export.workbooks import workbook
from childrights.files import writing
from childrights.i18n import LANGUAGES, N_, translator
from childrights.snapshot import Snapshot

Files = Mapping[Path, bytes]
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""Fixed time stamp inside archives: the same figures give the same bytes."""


def as_csv(found: ExportPackage, out: Path) -> Files:
    """The table, and beside it its description by the W3C's CSV on the Web (``OUT-metadata.json``)."""
    described = {
        "@context": "http://www.w3.org/ns/csvw",
        "url": out.name,
        **{f"dc:{name}" if name in ("title", "publisher") else name: value for name, value in found.about()},
        "dc:source": [
            dict(zip(SOURCE_COLUMNS, row, strict=True)) for row in record_rows(found.sources, SOURCE_COLUMNS)
        ],
        "tableSchema": {"columns": [_csvw(name) for name in COLUMNS]},
    }
    return {out: csv_table(COLUMNS, found.rows()), out.with_name(f"{out.name}-metadata.json"): _json(described)}


def _csvw(column: str) -> dict[str, object]:
    told = [{"@value": text, "@language": lang} for lang, text in _described_column(column).items()]
    return {"name": column, "datatype": datatype(column), **({"dc:description": told} if told else {})}


def _described_column(column: str) -> Mapping[str, str]:
    """What a column means, by language; nothing for those whose name says it."""
    if column not in COLUMN_WORDS:
        return {}
    return {lang: translator(lang)._(COLUMN_WORDS[column]) for lang in LANGUAGES}


def as_xlsx(found: ExportPackage, out: Path) -> Files:
    """A workbook with the sheets Data, About, Indicators and Sources; text is stored as text, never as a formula."""
    return {
        out: workbook(
            found.built_at,
            {
                "Data": (COLUMNS, found.rows()),
                "About": (COMPANION_SHEETS["About"], found.about()),
                "Indicators": (INDICATOR_COLUMNS, record_rows(found.indicators, INDICATOR_COLUMNS)),
                "Sources": (SOURCE_COLUMNS, record_rows(found.sources, SOURCE_COLUMNS)),
            },
        )
    }


def as_parquet(found: ExportPackage, out: Path) -> Files:
    """One Parquet file, typed, its sources and snapshot in the file's own metadata (key ``childrights``)."""
    types = {"double": pa.float64(), "integer": pa.int64(), "string": pa.string()}
    columns = zip(*found.rows(), strict=True)
    schema = pa.schema([pa.field(name, types[datatype(name)], metadata=_described_column(name)) for name in COLUMNS])
    arrays = [
        pa.array(map(_text, column) if pa.types.is_string(field.type) else column, type=field.type)
        for column, field in zip(columns, schema, strict=True)
    ]
    about = {**dict(found.about()), "sources": [list(row) for row in record_rows(found.sources, SOURCE_COLUMNS)]}
    described = pa.table(arrays, schema=schema.with_metadata({"childrights": json.dumps(about, ensure_ascii=False)}))
    content = io.BytesIO()
    pq.write_table(described, content)
    return {out: content.getvalue()}


def _text(cell: Cell) -> str | None:
    """A cell of a column of texts: a single newer value is a number elsewhere."""
    return None if cell is None else str(cell)


def as_hxl(found: ExportPackage, out: Path) -> Files:
    """The table with a row of HXL hashtags under its header; hashtags begin with #, which runs nothing."""
    return {out: csv_table(COLUMNS, [[HXL_TAGS[name] for name in COLUMNS], *found.rows()])}


def as_datapackage(found: ExportPackage, out: Path) -> Files:
    """A Frictionless Data Package: ``OUT.zip`` as one archive; otherwise the folder ``OUT`` (that of ``OUT.json``)."""
    tables: dict[str, tuple[Sequence[str], Sequence[Sequence[Cell]]]] = {
        "observations": (COLUMNS, found.rows()),
        "indicators": (INDICATOR_COLUMNS, record_rows(found.indicators, INDICATOR_COLUMNS)),
        "sources": (SOURCE_COLUMNS, record_rows(found.sources, SOURCE_COLUMNS)),
    }
    files = {f"data/{name}.csv": csv_table(*content) for name, content in tables.items()}
    files["datapackage.json"] = _json(_described(found, {name: header for name, (header, _) in tables.items()}))
    if out.suffix.lower() == ".zip":
        return {out: _archive(files)}
    folder = out.parent if out.suffix.lower() == ".json" else out
    return {folder / name: content for name, content in files.items()}


def _described(found: ExportPackage, headers: Mapping[str, Sequence[str]]) -> dict[str, object]:
    return {
        "profile": "tabular-data-package",
        "name": "child-rights-cambodia",
        "id": found.content_hash,
        "created": found.built_at,
        **dict(found.about()),
        "sources": [
            {"title": one.citation, "path": one.url, "passing_on": one.passing_on, "licence_note": one.licence_note}
            for one in found.sources
        ],
        "licenses": [{"title": TERMS, "path": "data/sources.csv"}],
        "resources": [
            {
                "name": name,
                "path": f"data/{name}.csv",
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {
                    "fields": [_field(name, column) for column in header],
                    "missingValues": [""],
                    "primaryKey": header[0],
                    **({"foreignKeys": [_key(*one) for one in _KEYS]} if name == "observations" else {}),
                },
            }
            for name, header in headers.items()
        ],
    }


_KEYS = (("indicator", "indicators", "code"), ("source", "sources", "key"))
"""Columns of the figures whose values stand in another table."""
_ALLOWED: Mapping[str, Sequence[str]] = {
    "sex": SEXES,
    "residence": RESIDENCES,
    "wealth": WEALTHS,
    "disability": DISABILITIES,
    "status": STATUSES,
    "layer": LAYERS,
}
"""Columns of the figures that hold one of few codes."""


def _key(column: str, table_name: str, there: str) -> dict[str, object]:
    return {"fields": column, "reference": {"resource": table_name, "fields": there}}


def _field(table_name: str, column: str) -> dict[str, object]:
    described = " · ".join(_described_column(column).values())
    allowed = _ALLOWED.get(column) if table_name == "observations" else None
    return {
        "name": column,
        "type": _frictionless(table_name, column),
        **({"description": described} if described else {}),
        **({"constraints": {"enum": list(allowed)}} if allowed else {}),
    }


def _frictionless(table_name: str, column: str) -> str:
    if table_name == "sources" and column == "year":
        return "integer"
    return {"double": "number"}.get(datatype(column), datatype(column))


def _archive(files: Mapping[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), files[name], zipfile.ZIP_DEFLATED)
    return content.getvalue()


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


FORMATS: Mapping[str, Callable[[ExportPackage, Path], Files]] = {
    "csv": as_csv,
    "xlsx": as_xlsx,
    "parquet": as_parquet,
    "sdmx-csv": as_sdmx,
    "hxl": as_hxl,
    "datapackage": as_datapackage,
    "geojson": as_geojson,
    "gpkg": as_gpkg,
}
"""The formats by the word on the command line."""
_ON_AREAS = ("geojson", "gpkg")


def encoded(found: ExportPackage, kind: str) -> bytes:
    """Figures as the bytes of one file of ``kind``, a key of ``FORMATS``; a package is one archive.

    The description that ``csv`` has beside it is left out.
    """
    out = Path("data.zip" if kind == "datapackage" else f"data.{kind}")
    return FORMATS[kind](found, out)[out]


def whole(
    snapshot: Snapshot,
    catalogue: Catalogue,
    kind: str,
    indicators: Sequence[str] = (),
    areas: Sequence[str] = (),
    years: Sequence[int] = (),
) -> ExportPackage:
    """What ``kind`` is made of: the chosen figures, and for formats that draw them the places without one.

    Raises ``ExportError`` and ``UnknownCode``."""
    if kind not in FORMATS:
        told = N_("'{kind}' is not a format we write; choose one of {known}.")
        raise ExportError(told, kind=kind, known=", ".join(FORMATS))
    chosen = package(snapshot, catalogue, indicators=indicators, areas=areas, years=years)
    if kind in _ON_AREAS:
        chosen = replace(chosen, not_shown=places_without(snapshot, catalogue, chosen.observations, areas))
    return chosen


def export(
    snapshot: Snapshot,
    catalogue: Catalogue,
    out: Path,
    kind: str = "",
    indicators: Sequence[str] = (),
    areas: Sequence[str] = (),
    years: Sequence[int] = (),
) -> int:
    """Write the chosen figures to ``out`` and return how many. ``kind`` is one of ``FORMATS``; by the ending if empty.

    Raises ``ExportError``, ``UnknownCode`` and ``CannotWrite``. Nothing is written when anything else is wrong.
    """
    by_ending: Mapping[str, str] = {".zip": "datapackage", ".json": "datapackage"}
    ending = out.suffix.lower()
    kind = kind or by_ending.get(ending, ending.removeprefix(".")) or "csv"
    chosen = whole(snapshot, catalogue, kind, indicators, areas, years)
    if not out.parent.is_dir():
        raise ExportError(N_("{out} cannot be written: there is no folder {parent}."), out=out, parent=out.parent)
    for path, content in FORMATS[kind](chosen, out).items():
        with writing(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return len(chosen.observations)
