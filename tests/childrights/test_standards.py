"""What we give out is valid to those who read it elsewhere: SDMX, HXL, data packages and CSV on the Web."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from childrights.catalogue import load_catalogue
from childrights.export import export
from childrights.export.exporting import package
from childrights.export.sdmx import sdmx_area, structure
from childrights.snapshot import Snapshot, all_observations, open_current
from tests.support.members import RECORDS, figure, publish, send

CATALOGUE = load_catalogue()
INDICATORS = ["stunting", "stunting_cdhs_headline", "wasting", "underweight", "anaemia_children"]


@pytest.fixture
def world(own_home: Path) -> Iterator[Snapshot]:
    """Published figures and, beside them, what a member sent, of everybody and of a part of the people."""
    send(own_home, "Member A", [figure("stunting", "KH05", 2014, 31.5)], RECORDS)
    send(own_home, "Member B", [figure("stunting", "KH05", 2014, 40.5, scope="350 beneficiary families")], RECORDS)
    publish(own_home)
    snapshot = open_current(own_home)
    yield snapshot
    snapshot.close()


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """What those libraries warn of inside is theirs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def known() -> list[str]:
    return [code for code in INDICATORS if code in CATALOGUE.indicators]


def test_sdmx_is_read_whole_and_validated_by_both_libraries(world: Snapshot, tmp_path: Path) -> None:
    import sdmx
    from pysdmx.io import get_datasets, read_sdmx

    out = tmp_path / "out.csv"
    written = export(world, CATALOGUE, out, "sdmx-csv", known())
    described = tmp_path / "out-structure.xml"
    figures = {one.id: one for one in all_observations(world, indicators=known(), both_layers=True)}
    assert len(figures) == written > 150 and any("+" in one.area for one in figures.values())
    assert {one.scope for one in figures.values()} == {"", "350 beneficiary families"}

    assert read_sdmx(str(described), validate=True).get_codelists()
    (read,) = get_datasets(str(out), str(described), validate=True)
    told = {row["OBS_CODE"]: row for row in read.data.to_dict("records")}
    assert {code: row["REF_AREA"] for code, row in told.items()} == {
        c: sdmx_area(one.area) for c, one in figures.items()
    }
    values = {code: float(row["OBS_VALUE"]) for code, row in told.items() if figures[code].value is not None}
    assert values == {code: one.value for code, one in figures.items() if one.value is not None}

    model = sdmx.read_sdmx(described).structure["CHILD_RIGHTS"]
    (data,) = sdmx.read_sdmx(out, structure=model).data
    assert len({tuple(map(str, one.key.values.values())) for one in data.obs}) == written


def test_every_code_of_the_table_is_in_its_list(world: Snapshot, tmp_path: Path) -> None:
    import csv

    from lxml import etree

    found = package(world, CATALOGUE)
    spaces = {"s": "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/structure"}
    root = etree.fromstring(structure(found))
    lists: dict[str, set[str]] = {
        one.get("id"): {code.get("id") for code in one.findall("s:Code", spaces)}
        for one in root.iter(f"{{{spaces['s']}}}Codelist")
    }
    export(world, CATALOGUE, out := tmp_path / "out.csv", "sdmx-csv")
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    listed = {name: {row[name] for row in rows} for name in rows[0] if f"CL_{name}" in lists}
    assert len(listed) == 13 and all(codes <= lists[f"CL_{name}"] for name, codes in listed.items())


def test_hxl_passes_the_default_schema(world: Snapshot, tmp_path: Path) -> None:
    import hxl

    export(world, CATALOGUE, out := tmp_path / "out.csv", "hxl")
    found: list[Any] = []
    source = hxl.data(str(out), hxl.InputOptions(allow_local=True))
    source.validate(callback=found.append)
    assert [str(one.message) for one in found if one.rule.severity != "info"] == []


def test_the_data_package_is_valid_with_keys_values_and_licences(world: Snapshot, tmp_path: Path) -> None:
    import frictionless

    export(world, CATALOGUE, out := tmp_path / "out.zip", "datapackage", known())
    report = frictionless.validate(str(out))
    assert report.valid and report.stats["tasks"] == 3, report.flatten(["type", "note"])
    described = frictionless.Package(str(out))
    keys = described.get_resource("observations").schema.foreign_keys
    assert {key["reference"]["resource"] for key in keys} == {"indicators", "sources"}
    enumerated = {
        field.name for field in described.get_resource("observations").schema.fields if field.constraints.get("enum")
    }
    assert {"sex", "residence", "wealth", "disability", "status", "layer"} <= enumerated
    assert described.licenses and described.sources


def test_csv_on_the_web_is_valid(world: Snapshot, tmp_path: Path) -> None:
    from csvw import CSVW

    export(world, CATALOGUE, tmp_path / "out.csv", "csv", known())
    read = CSVW(str(tmp_path / "out.csv-metadata.json"), validate=True)
    assert read.is_valid and not read.warnings
