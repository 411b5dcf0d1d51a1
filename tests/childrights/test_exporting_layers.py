"""What members sent is marked in every format, with whose it is and what: nothing of it passes for published."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import geopandas
import openpyxl
import pyarrow.parquet as pq
import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import MEMBERS, PUBLISHED
from childrights.export.exporting import package
from childrights.export.formats import export
from childrights.export.sharing import view_rows
from childrights.members.layers import with_publications
from childrights.snapshot.snapshot import Snapshot, open_current
from etl.intake.accepting import compare, published_figures
from etl.ledger.state import State
from etl.permissions import owner
from tests.support.members import LONE, QUOTED, figures, send, send_all

CATALOGUE = load_catalogue()
Row = dict[str, str]


@pytest.fixture(scope="module")
def sent(built_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """The shipped figures, what three members sent, and one quotation that the steward compared."""
    home = tmp_path_factory.mktemp("exported") / "home"
    shutil.copytree(built_home, home)
    send_all(home)
    quoted = send(home, "Member C", figures("stunting", 2017, {"KH09": 30.0, "KH10": 28.5}), QUOTED).id
    compare(State(home), quoted, why="Table 11 beside the file", who=owner("steward"))
    snapshot = open_current(home)
    yield snapshot
    snapshot.close()


def rows_of(out: Path, kind: str) -> list[Row]:
    """The figures of an exported file by the names of its columns, in small letters."""
    if kind == "xlsx":
        head, *rest = openpyxl.load_workbook(out)["Data"].iter_rows(values_only=True)
        return [
            dict(zip(map(str.lower, head), ("" if c is None else str(c) for c in row), strict=True)) for row in rest
        ]
    if kind == "parquet":
        return [{name: str(value) for name, value in row.items()} for row in pq.read_table(out).to_pylist()]
    if kind in ("geojson", "gpkg"):
        layer = {"layer": "figures"} if kind == "gpkg" else {}
        features = geopandas.read_file(out, **layer).drop(columns="geometry").astype(object).fillna("")
        return [{name: str(value) for name, value in row.items()} for row in features.to_dict("records") if row["code"]]
    content = ZipFile(out).read("data/observations.csv") if kind == "datapackage" else out.read_bytes()
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    return [{name.lower(): value for name, value in row.items()} for row in (rows[1:] if kind == "hxl" else rows)]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet", "sdmx-csv", "hxl", "datapackage", "geojson", "gpkg"])
def test_every_format_tells_the_layers_apart(sent: Snapshot, tmp_path: Path, kind: str) -> None:
    out = tmp_path / f"out.{'zip' if kind == 'datapackage' else kind}"
    export(sent, CATALOGUE, out, kind, ["stunting", LONE, "children_reintegrated"])
    rows = rows_of(out, kind)
    of = {layer: [row for row in rows if row["layer"] == layer] for layer in (PUBLISHED, MEMBERS)}
    assert len(of[PUBLISHED]) + len(of[MEMBERS]) == len(rows) and of[MEMBERS]
    assert all(row["member"] and row["source_kind"] for row in of[MEMBERS])
    assert {row["scope"] for row in of[MEMBERS]} == {"", "350 beneficiary families", "our clients"}
    assert {row["member"] for row in of[PUBLISHED]} <= {"", "Member C"}
    assert {row["indicator"].lower() for row in of[PUBLISHED]} == {"stunting"}


def test_a_compared_quotation_is_cited_as_its_publication_with_who_brought_it(sent: Snapshot) -> None:
    catalogue = with_publications(CATALOGUE, sent)
    found = package(sent, catalogue, indicators=["stunting"])
    brought = [one for one in found.observations if one.layer == PUBLISHED and one.member]
    assert {(one.member, one.source_table) for one in brought} == {("Member C", "Table 11")}
    titles = [one.title for one in found.sources]
    assert "Cambodia Health Yearbook (2015)" in titles
    assert any(title.startswith("Upload") and "own survey, 1,200 asked" in title for title in titles)
    rows = view_rows(found, ())
    cited = {str(row) for row in rows if brought[0].id in row}
    assert all("Cambodia Health Yearbook (2015). Quoted by Member C" in row for row in cited) and cited


def test_a_file_is_checked_against_what_is_published_and_the_members_own_alone(sent: Snapshot) -> None:
    state = State(sent.path.parents[1])
    assert {one.layer for one in published_figures(state)} == {PUBLISHED}
    own = [one for one in published_figures(state, "Member B") if one.layer == MEMBERS]
    assert {one.member for one in own} <= {"Member B"}
    assert json.dumps([one.indicator for one in own]).count("stunting") == 0
