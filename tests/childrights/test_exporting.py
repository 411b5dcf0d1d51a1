"""Open data: every figure once, typed, cited, harmless in a spreadsheet, and the same bytes each time."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.tables import UnknownCode
from childrights.export.columns import COLUMNS, HXL_TAGS, SDMX_COLUMNS, SDMX_DIMENSIONS
from childrights.export.exporting import ExportError, csv_table, package, safe
from childrights.export.formats import FORMATS, export
from childrights.export.sdmx import sdmx_age
from childrights.snapshot.queries import counts
from childrights.snapshot.snapshot import Snapshot
from tests.making import make_snapshot
from tests.support import tables
from tests.support.verbs import run

CATALOGUE = load_catalogue()


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_csv_holds_every_figure_once(shipped: Snapshot, tmp_path: Path) -> None:
    out = tmp_path / "all.csv"
    assert export(shipped, CATALOGUE, out) == counts(shipped).observations
    rows = rows_of(out.read_bytes())
    assert len(rows) == len({row["code"] for row in rows}) == counts(shipped).observations
    assert tuple(rows[0]) == COLUMNS
    hidden = [row for row in rows if row["status"] in ("too_few_cases", "not_given")]
    assert len(hidden) == 29 and all(row["value"] == "" for row in hidden)
    beside = json.loads((tmp_path / "all.csv-metadata.json").read_text(encoding="utf-8"))
    assert beside["snapshot"] == shipped.name and beside["url"] == "all.csv"
    assert {one["key"] for one in beside["dc:source"]} == {row["source"] for row in rows}
    assert [one["name"] for one in beside["tableSchema"]["columns"]] == list(COLUMNS)


def test_choices_narrow_and_a_period_counts_for_its_years(shipped: Snapshot, tmp_path: Path) -> None:
    found = package(shipped, CATALOGUE, indicators=["stunting_cdhs_headline"], years=[2022])
    assert [(one.period_label, one.value) for one in found.observations] == [("2021-22", 22.0)]
    found = package(shipped, CATALOGUE, indicators=["stunting", "wasting"], areas=["KH05", "KH02+KH24"], years=[2014])
    assert {(one.indicator, one.area) for one in found.observations} == {
        (i, a) for i in ("stunting", "wasting") for a in ("KH05", "KH02+KH24")
    }
    assert [one.code for one in found.indicators] == ["stunting", "wasting"]
    assert [one.key for one in found.sources] == ["gdl_area"]


@pytest.mark.parametrize(
    ("choice", "error"),
    [
        ({"indicators": ["nonsense"]}, UnknownCode),
        ({"areas": ["KH99"]}, UnknownCode),
        ({"areas": ["KH24+KH02"]}, UnknownCode),
        ({"indicators": ["stunting"], "years": [1066]}, ExportError),
    ],
)
def test_wrong_choices_are_named_and_write_nothing(
    shipped: Snapshot, tmp_path: Path, choice: dict[str, list[str]], error: type[Exception]
) -> None:
    with pytest.raises(error):
        export(shipped, CATALOGUE, tmp_path / "out.csv", **choice)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_unknown_formats_and_places_are_refused(shipped: Snapshot, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="not a format"):
        export(shipped, CATALOGUE, tmp_path / "out.csv", "pdf")
    with pytest.raises(ExportError, match="cannot be written"):
        export(shipped, CATALOGUE, tmp_path / "nowhere" / "out.csv", indicators=["stunting"])


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "＝1", "|x", "%x"])
def test_a_text_that_would_run_is_made_harmless(text: str) -> None:
    assert safe(text) == f"'{text}"
    (row,) = rows_of(csv_table(["note"], [[text]]))
    assert row["note"].startswith("'")


def test_ordinary_cells_stay_as_they_are() -> None:
    for cell in ("Kampot", "#adm1", "", None, -1.5, 0, "បាត់ដំបង", "a=b"):
        assert safe(cell) == cell  # type: ignore[arg-type]


def test_a_hostile_note_runs_in_no_format(tmp_path: Path) -> None:
    note = '=HYPERLINK("http://x.example","click")'
    snapshot = make_snapshot(tmp_path, [{"area": "KH05", "value": -0.0, "note": note}, {"area": "KH", "value": 3}])
    for kind in FORMATS:
        out = tmp_path / f"out.{kind}"
        export(snapshot, CATALOGUE, out, kind)
        files = [out] if out.is_file() else sorted(out.rglob("*.csv"))
        for file in files:
            if kind == "xlsx":
                sheet = openpyxl.load_workbook(file)["Data"]
                assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
            elif kind not in ("parquet", "geojson", "gpkg"):
                assert all(not str(cell).startswith("=") for row in rows_of(file.read_bytes()) for cell in row.values())
    snapshot.close()


def test_xlsx_has_its_metadata(shipped: Snapshot, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    written = export(shipped, CATALOGUE, out, indicators=["stunting"])
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["Data", "About", "Indicators", "Sources"]
    assert book["Data"].max_row == written + 1
    about = {row[0]: row[1] for row in book["About"].iter_rows(values_only=True)}
    assert about["snapshot"] == shipped.name and about["content_hash"] == shipped.content_hash
    sources = list(book["Sources"].iter_rows(values_only=True))
    assert sources[1][0] == "gdl_area" and sources[1][5] == "ask" and "confirmed" in str(sources[1][6])
    value = book["Data"].cell(2, COLUMNS.index("value") + 1).value
    assert isinstance(value, int | float)


def test_parquet_is_typed_and_described(shipped: Snapshot, tmp_path: Path) -> None:
    out = tmp_path / "out.parquet"
    export(shipped, CATALOGUE, out)
    found = pq.read_table(out)
    assert found.num_rows == counts(shipped).observations
    assert str(found.schema.field("value").type) == "double" and str(found.schema.field("year_start").type) == "int64"
    about = json.loads(found.schema.metadata[b"childrights"])
    assert about["snapshot"] == shipped.name and len(about["sources"]) == tables.sources()


def test_sdmx_csv(shipped: Snapshot, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    export(shipped, CATALOGUE, out, "sdmx-csv")
    rows = rows_of(out.read_bytes())
    assert tuple(rows[0]) == SDMX_COLUMNS
    assert {row["OBS_STATUS"] for row in rows} == {"A", "U", "P", "E", "Q", "O"}
    assert all((row["OBS_VALUE"] == "") == (row["OBS_STATUS"] in "QO") for row in rows)
    survey = next(row for row in rows if row["INDICATOR"] == "STUNTING_CDHS_HEADLINE" and row["OBS_VALUE"] == "22.0")
    assert survey["TIME_PERIOD"] == "2021-01-01/P2Y" and survey["UNIT_MEASURE"] == "PCNT"
    keys = [tuple(row[name] for name in (*SDMX_DIMENSIONS, "TIME_PERIOD")) for row in rows]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("age", "code"), [("total", "_T"), ("0-4", "Y0T4"), ("65+", "Y_GE65"), ("6-8 months", "M6T8"), ("15-17", "Y15T17")]
)
def test_ages_in_sdmx(age: str, code: str) -> None:
    assert sdmx_age(age) == code


def test_hxl_tags_stand_under_the_header(shipped: Snapshot, tmp_path: Path) -> None:
    assert tuple(HXL_TAGS) and set(HXL_TAGS) == set(COLUMNS) and len(set(HXL_TAGS.values())) == len(COLUMNS)
    out = tmp_path / "out.csv"
    written = export(shipped, CATALOGUE, out, "hxl", areas=["KH05"])
    rows = rows_of(out.read_bytes())
    assert rows[0] == HXL_TAGS and len(rows) == written + 1


@pytest.mark.parametrize("name", ["out.zip", "out", "out/datapackage.json"])
def test_data_package_as_archive_and_as_folder(shipped: Snapshot, tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    if name.endswith(".json"):
        out.parent.mkdir()
    written = export(shipped, CATALOGUE, out, "datapackage", indicators=["stunting"])
    if name == "out.zip":
        with zipfile.ZipFile(out) as archive:
            files = {entry: archive.read(entry) for entry in archive.namelist()}
    else:
        folder = tmp_path / "out"
        files = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    described = json.loads(files["datapackage.json"])
    assert described["snapshot"] == shipped.name and described["sources"][0]["path"].startswith("https://")
    for resource in described["resources"]:
        rows = rows_of(files[resource["path"]])
        fields = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        assert list(rows[0]) == list(fields)
        for row in rows:
            for field, kind in fields.items():
                if row[field] and kind in ("number", "integer"):
                    assert float(row[field]) is not None
    assert len(rows_of(files["data/observations.csv"])) == written


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_figures_give_the_same_bytes(shipped: Snapshot, tmp_path: Path, kind: str) -> None:
    chosen = package(shipped, CATALOGUE, indicators=["wasting"])
    once, again = (FORMATS[kind](chosen, tmp_path / "out.zip") for _ in range(2))
    if kind == "xlsx":
        return  # openpyxl stamps its archive with the time of writing
    assert once == again


def test_figures_of_members_name_them(shipped: Snapshot) -> None:
    found = package(shipped, CATALOGUE, indicators=["wasting"])
    assert all(one.upload == "" for one in found.observations)
    sent = replace(found, observations=tuple(replace(one, upload="U0001", source="") for one in found.observations))
    assert sent.rows()[0][COLUMNS.index("upload")] == "U0001"


def test_the_verb_writes_and_says_so(built_home: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    done = run(
        built_home,
        "export",
        str(out),
        "--indicator",
        "stunting",
        "--indicator",
        "wasting",
        "--area",
        "KH05",
        "--year",
        "2014",
        "--year",
        "2010",
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "4 figures" in done.stderr and len(rows_of(out.read_bytes())) == 4


@pytest.mark.parametrize(
    "words", [["--indicator", "nonsense"], ["--format", "pdf"], ["--area", "Kampot"], ["--year", "never"]]
)
def test_the_verb_refuses_in_a_sentence(built_home: Path, tmp_path: Path, words: list[str]) -> None:
    out = tmp_path / "out.csv"
    done = run(built_home, "export", str(out), *words)
    assert (done.returncode, done.stdout) == (2, "") and done.stderr and "Traceback" not in done.stderr
    assert not out.exists()
