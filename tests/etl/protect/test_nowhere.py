"""What is hidden or replaced of members' figures stands nowhere in what is published."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

import duckdb
import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Observation
from childrights.export.formats import export
from childrights.snapshot.snapshot import open_current
from etl.intake.accepting import accept, check_for, with_outcomes
from etl.ledger.disclosures import disclosed
from etl.ledger.ledger import uploads
from etl.ledger.state import State
from etl.permissions.permissions import owner
from etl.problems.model import CheckResult
from etl.protect.thresholds import threshold
from etl.snapshot.assemble import Inputs, build
from tests.support.workbooks import table_workbook

CATALOGUE = load_catalogue()
HIDDEN, REPLACED, SMALL = 77317.0, 91193.0, 7.0


def world(folder: Path) -> tuple[State, Inputs]:
    inputs = Inputs(layouts=folder / "layouts", sources=folder / "sources")
    for one in (inputs.layouts, inputs.sources):
        one.mkdir()
    return State(folder / "home"), inputs


def workbook(rows: Mapping[str, object]) -> bytes:
    head = ["Province", "Sex", "Children reintegrated into families 2022"]
    return table_workbook(head, [["Kampong Speu", sex, number] for sex, number in rows.items()])


def send(state: State, inputs: Inputs, name: str, rows: Mapping[str, object]) -> None:
    content = workbook(rows)
    checked = check_for(state, content, member="A", file_name=name)
    assert isinstance(checked, CheckResult) and checked.observations
    accept(state, content, checked, member="A", who=owner("officer"), file_name=name, inputs=inputs)


def in_bytes(number: float) -> tuple[bytes, ...]:
    return struct.pack("<d", number), struct.pack("<q", int(number)), str(int(number)).encode()


def published(state: State, folder: Path) -> dict[str, bytes]:
    """Every byte that may be handed out: snapshots, exports, feeds, the log of news."""
    found = {path.name: path.read_bytes() for path in state.snapshots.glob("*")}
    found |= {path.name: path.read_bytes() for path in state.home.glob("*") if path.suffix in (".json", ".xml")}
    snapshot = open_current(state.home)
    try:
        for kind in ("csv", "xlsx", "parquet"):
            out = folder / f"out.{kind}"
            export(snapshot, CATALOGUE, out)
            if kind == "xlsx":
                with zipfile.ZipFile(out) as package:
                    found |= {f"{out.name}/{name}": package.read(name) for name in package.namelist()}
            else:
                found[out.name] = out.read_bytes()
    finally:
        snapshot.close()
    return found


def test_what_is_hidden_or_replaced_stands_nowhere(tmp_path: Path) -> None:
    state, inputs = world(tmp_path)
    send(state, inputs, "first.xlsx", {"Total": REPLACED})
    send(state, inputs, "second.xlsx", {"Total": HIDDEN + SMALL, "Boys": HIDDEN, "Girls": SMALL})
    found = published(state, tmp_path)
    newest = max(name for name in found if name.endswith(".duckdb"))
    assert any(one in found["out.csv"] for one in in_bytes(HIDDEN + SMALL)), "what is shown is found by this search"
    for name, content in found.items():
        kept = (HIDDEN, REPLACED) if name == newest or name.startswith("out") else (HIDDEN,)
        assert not [one for number in kept for one in in_bytes(number) if one in content], name
    with duckdb.connect(str(state.snapshots / newest), read_only=True) as connection:
        for (table,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall():
            text = repr(connection.execute(f'SELECT * FROM "{table}"').fetchall())
            assert str(int(HIDDEN)) not in text and str(int(REPLACED)) not in text, table
            assert not [one for one in uploads(state) if one.sha256 in text], table
    kept = [
        Observation(**one) for one in duckdb.sql(f"FROM '{state.accepted}/*.parquet'").arrow().read_all().to_pylist()
    ]
    assert SMALL not in {one.value for one in kept}, "of a small number nothing is kept"
    assert sorted(disclosed(state).values()) == [False, False, True, True]


def test_the_same_file_has_other_codes_on_another_instance(tmp_path: Path) -> None:
    codes = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        state, inputs = world(tmp_path / name)
        send(state, inputs, "same.xlsx", {"Total": 240.0})
        codes.append(set(disclosed(state)))
    assert len(codes[0]) == 1 and codes[0] != codes[1]


def test_check_and_gate_say_the_same(tmp_path: Path) -> None:
    state, inputs = world(tmp_path)
    build(state, inputs)
    for name, rows in (("one.xlsx", {"Boys": 37.0, "Girls": 4.0}), ("two.xlsx", {"Total": 41.0})):
        content = workbook(rows)
        checked = check_for(state, content, member="A", file_name=name)
        send(state, inputs, name, rows)
        ((_, became),) = with_outcomes(state, uploads(state)[:1])
        assert (became.shown, became.withheld_by) == (checked.shown, checked.withheld), name
        assert became.withheld == 1
    assert [one.message_id for one in checked.problems] == ["small_count/complement_unsent"]
    assert threshold(CATALOGUE.indicators["children_reintegrated"]) == 10


@pytest.mark.parametrize("girls", ["<10", 4.0])
def test_writing_less_than_ten_beside_a_total_is_told(tmp_path: Path, girls: object) -> None:
    state, inputs = world(tmp_path)
    build(state, inputs)
    told = check_for(
        state, workbook({"Total": 41.0, "Boys": 37.0, "Girls": girls}), member="A", file_name="x.xlsx"
    ).problems
    (one,) = [one for one in told if one.message_id == "small_count/complement"]
    assert one.cell == "C3" and "C4" in one.message and "beside a total" in one.suggestion
