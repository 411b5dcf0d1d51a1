"""What is hidden or replaced of members' figures stands nowhere in what is published."""

from __future__ import annotations

import base64
import io
import re
import sqlite3
import struct
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from openpyxl import Workbook

from bench.byte_search import Content, Piece, Sought, as_pieces, found
from bench.planted_counts import empty_inputs, lying_about, plant_few
from childrights.catalogue.catalogue import load_catalogue
from childrights.export.formats import export
from childrights.snapshot.snapshot import open_current
from etl.intake.accepting import accept, check_for, with_outcomes
from etl.intake.approving import approve
from etl.ledger.disclosures import disclosed
from etl.ledger.ledger import uploads
from etl.ledger.state import State
from etl.permissions.permissions import owner
from etl.problems.model import CheckResult
from etl.protect.thresholds import threshold
from etl.reading.reader import read_workbook
from etl.snapshot.assemble import Inputs, build
from etl.understanding.check import check_file
from tests.support.workbooks import saved, table_workbook

CATALOGUE = load_catalogue()
OWNER = owner("officer")
NUMBERS = ("value", "numerator", "denominator", "lower", "upper", "sample_size", "estimated_cases")


def world(folder: Path) -> tuple[State, Inputs]:
    inputs = Inputs(layouts=folder / "layouts", sources=folder / "sources")
    for one in (inputs.layouts, inputs.sources):
        one.mkdir()
    return State(folder / "home"), inputs


def workbook(rows: Mapping[str, object]) -> bytes:
    head = ["Province", "Sex", "Children reintegrated into families 2022"]
    return table_workbook(head, [["Kampong Speu", sex, number] for sex, number in rows.items()])


def send(state: State, inputs: Inputs, name: str, rows: Mapping[str, object]) -> None:
    send_file(state, inputs, name, workbook(rows))


def send_file(state: State, inputs: Inputs, name: str, content: bytes) -> None:
    checked = check_for(state, content, member="A", file_name=name)
    assert isinstance(checked, CheckResult) and checked.observations
    accept(state, content, checked, member="A", who=OWNER, file_name=name, inputs=inputs)


def test_what_is_hidden_replaced_taken_back_or_erased_stands_nowhere(tmp_path: Path) -> None:
    """A sample of ``python run.py bench bytes``: what is published and all else that the state holds, and tables that
    leave."""
    planted = plant_few(tmp_path / "home", 11, inputs=empty_inputs(tmp_path))
    snapshot, told = open_current(planted.state.home), dict[str, bytes]()
    try:
        for kind in ("csv", "xlsx", "parquet", "datapackage"):
            out = tmp_path / f"out.{'zip' if kind == 'datapackage' else kind}"
            export(snapshot, CATALOGUE, out, kind)
            told[f"told/{kind}"] = out.read_bytes()
    finally:
        snapshot.close()
    pieces = [*lying_about(planted), *as_pieces(told)]
    assert found(planted.sought, pieces) == []
    for number in planted.shown:
        places = {where.split()[0] for where, raw in pieces if Sought("", number).is_in(Content(raw))}
        assert any(one.startswith("state/snapshots/2") for one in places), "what is shown is found by this search"
        assert "told/csv" in places and any(one.startswith("told/xlsx") for one in places)
    names = {name for name in planted.sent if name not in ("erased", "replaced")}
    assert not {one.sha256 for one in uploads(planted.state)} & _words(pieces, "state/snapshots/"), names
    shown = [code for code, is_shown in disclosed(planted.state).items() if not is_shown]
    assert len(shown) == 2, "both halves are hidden"

    total, boys = int(planted.shown[0]), next(int(one.number or 0) for one in planted.sought if "beside" in one.about)
    for guess in (boys, boys + 1, boys - 40, 9):
        theirs = workbook({"Total": total, "Boys": guess, "Girls": total - guess})
        asked = check_for(planted.state, theirs, member="Member B", file_name="theirs.xlsx")
        alone = check_file(theirs, file_name="theirs.xlsx")
        assert (asked.withheld, asked.problems) == (alone.withheld, alone.problems), "a guess is told nothing"


def _words(pieces: Sequence[Piece], begins: str) -> set[str]:
    """All runs of 64 hexadecimal digits that some pieces hold."""
    return {
        one.decode() for where, raw in pieces if where.startswith(begins) for one in re.findall(rb"[0-9a-f]{64}", raw)
    }


def test_the_search_finds_what_it_must(tmp_path: Path) -> None:
    number, part = Sought("n", 77317.0), Sought("p", 70.1234)
    for raw in (b"a 77,317 b", "៧៧៣១៧".encode(), "77317".encode("utf-16-le"), struct.pack("<d", 77317.0), b"77317.0"):
        assert number.is_in(Content(raw)), raw
    assert part.is_in(Content(b'"70.123"')) and part.is_in(Content(b"70,1234 %"))
    assert not number.is_in(Content(b"177317 773170 7.7317 73177")) and not part.is_in(Content(b"70.12 70.125"))
    assert not number.is_in(Content(b'<path d="M77317,-8L3 77317"/>')), "where a line runs"
    assert number.is_in(Content(b'<path d="M7,8"/><text>77317</text>'))
    with closing(sqlite3.connect(":memory:")) as tables:
        tables.executescript("CREATE TABLE a (n INTEGER); INSERT INTO a VALUES (77317)")
        assert found([number], as_pieces({"x": tables.serialize()})) == ["n: x (tables)"]
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.json", b'{"copy": "' + base64.b64encode(b"77317 is kept in here, as letters") + b'"}')
    assert found([number], as_pieces({"x": package.getvalue()})) == ["n: x/a.json (from letters)"]
    assert not found([replace(number, may_lie=("x/",))], as_pieces({"x": package.getvalue()}))


OF_ALL = ("Share of formal care that is family-based", "%")
BESIDE = ("Indicator", "Province", "Year", "Value", "Unit", "Numerator", "Denominator", "Lower", "Upper", "Sample size")


def beside(*rows: Sequence[object], name: str = "Data") -> bytes:
    """Figures with all that may stand beside a value: place, year, value, and what is told with it."""
    return table_workbook(
        BESIDE, [(OF_ALL[0], place, year, value, OF_ALL[1], *more) for place, year, value, *more in rows], name
    )


def told_twice() -> bytes:
    book = Workbook()
    for sheet in (book.active, book.create_sheet("Again")):
        assert sheet is not None
        sheet.append(["Province", "Sex", "Children reintegrated into families 2021"])
        sheet.append(["Kandal", "Girls", 6])
        sheet.append(["Takeo", "Girls", 61234])
    return saved(book)


def of_prisons() -> bytes:
    rows = [["Kandal", 6], ["Takeo", 31337], ["Cambodia", 31343]]
    return table_workbook(["Province", "Minors in 19 prisons monitored by LICADHO 2021"], rows)


def asked_few() -> bytes:
    rows = [["Stunting", "Kandal", 2021, 33.25, "%", 4], ["Stunting", "Takeo", 2021, 41.1875, "%", 20]]
    return table_workbook(["Indicator", "Province", "Year", "Value", "Unit", "Sample size"], rows)


EMPTY = ("n/a", "-", "not collected", "..", "<10", "*", "not applicable")


FILES = {
    "told twice": (told_twice(), (6.0,), (61234.0,)),
    "for the country only": (of_prisons(), (6.0,), (31343.0,)),
    "few asked": (asked_few(), (4.0, 33.25), (41.1875,)),
    "of how many": (
        beside(["Takeo", 2019, 25.0, 12153, 48612], ["Kep", 2019, 1.1, 7, 619]),
        (7.0, 619.0, 1.1),
        (12153.0,),
    ),
    "how many not": (
        beside(["Takeo", 2018, 25.0, 12153, 48612], ["Kep", 2018, 99.99, 48614, 48617]),
        (48614.0, 48617.0, 99.99),
        (12153.0,),
    ),
    "no value told": (
        beside(
            ["Takeo", 2017, 25.0, 12153, 48612],
            *(["Kep", 2000 + n, value, 7, 619, 0.5, 2.5] for n, value in enumerate(EMPTY)),
        ),
        (7.0, 619.0, 0.5, 2.5),
        (12153.0,),
    ),
}
"""What is sent, the numbers of it that must stand nowhere, and one that is kept."""


def test_of_few_children_nothing_is_kept_whichever_rule_keeps_them_back(tmp_path: Path) -> None:
    state, inputs = world(tmp_path)
    foreseen = {}
    for name, (content, _, _) in FILES.items():
        checked = check_for(state, content, member="A", file_name=f"{name}.xlsx")
        sent = accept(
            state, content, checked, member="A", who=OWNER, file_name=f"{name}.xlsx", inputs=inputs, submit_only=True
        )
        foreseen[sent.upload] = (name, checked.withheld)
    approve(state, list(foreseen), who=OWNER, inputs=inputs)
    for sent, became in with_outcomes(state, uploads(state)):
        name, told = foreseen[sent.id]
        assert became.withheld_by == told, name
        _, gone, stays = FILES[name]
        figures = duckdb.sql(f"FROM '{state.accepted / sent.observations_file}'").fetchall()
        copy = read_workbook((state.copies / sent.copy).read_bytes(), file_name="copy.xlsx")
        for rows in (figures, [row for sheet in copy.sheets for row in sheet.rows]):
            numbers = {one for row in rows for one in row if isinstance(one, int | float)}
            assert not numbers.intersection(gone) and numbers.issuperset(stays), name
    with duckdb.connect(str(state.snapshots / max(state.snapshots.glob("*.duckdb"))), read_only=True) as connection:
        named = ", ".join(NUMBERS)
        told_of = connection.execute(f"SELECT {named} FROM observation WHERE value IS NULL").fetchall()
    assert told_of and not [one for row in told_of for one in row if one is not None]


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
