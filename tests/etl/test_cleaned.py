"""What is kept of a file reads back to the same figures at the same cells, and holds nothing that was not read."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook as Book
from openpyxl.comments import Comment

from childrights.catalogue.model import Observation, with_codes
from etl.cleaned.cleaned import Much, _only, as_read, cleaned_copy, cleaned_sheets, usable_names, write_cells
from etl.cleaned.cleaning import replace_originals
from etl.intake.accepting import accept, check_for
from etl.labels.decisions import Decisions
from etl.ledger.ledger import copy_kept, submit, uploads
from etl.ledger.state import State
from etl.permissions import owner
from etl.problems.model import CheckResult
from etl.reading.grid import Sheet, Workbook
from etl.reading.reader import read_content, read_workbook
from etl.snapshot.assemble import build
from etl.understanding.check import check_file
from etl.understanding.engine import check_workbook
from geo.names import load_gazetteer
from tests.etl.corpus import world
from tests.etl.corpus.compose import composed
from tests.etl.corpus.kinds import KINDS, drafted
from tests.etl.understanding.sheets import CATALOGUE
from tests.making import write_world

CASES = Path(__file__).parent / "cases"
SECRETS = (
    "Sok Dara",
    "our own remark",
    "never read",
    "12 girls, see file",
    "Prepared by",
    "hidden thing",
    "A. Nonymous",
)


def check(workbook: Workbook) -> CheckResult:
    return check_workbook(workbook, catalogue=world.catalogue(), gazetteer=load_gazetteer())


def read_again(name: str, content: bytes) -> Sequence[Observation]:
    return check(read_content(content, name)).observations


def everything_in(content: bytes) -> str:
    """All parts of a workbook as text."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def figures(result: CheckResult) -> list[tuple[Any, ...]]:
    return [(one.sheet, *as_read(one)) for one in result.observations]


COPIED = [kind if place % 3 == 1 else pytest.param(kind, marks=pytest.mark.repeats) for place, kind in enumerate(KINDS)]


@pytest.mark.parametrize("kind", [*COPIED, "composed"])
def test_the_copy_of_any_kind_of_table_reads_back(kind: str) -> None:
    workbook = (composed(3) if kind == "composed" else drafted(kind, 3)).workbook()
    found = check(workbook)
    assert bool(cleaned_copy(workbook, found, partial(read_again, workbook.file_name))) == bool(found.observations)


@pytest.mark.parametrize("path", sorted(CASES.glob("*_*.[xoc][ldsv]*")), ids=lambda path: path.stem)
def test_the_copy_of_a_given_file_reads_back(path: Path) -> None:
    if path.suffix == ".json":
        return
    found = check_file(path, catalogue=CATALOGUE)
    again: list[CheckResult] = []

    def reread(content: bytes) -> Any:
        again.append(check_file(content, catalogue=CATALOGUE, file_name=path.name))
        return again[-1].observations

    copy = cleaned_copy(read_workbook(path), found, reread) if not found.refused else b""
    assert bool(copy) == bool(found.observations)
    if copy:
        assert [as_read(one) for one in again[-1].observations] == [as_read(one) for one in found.observations]


def messy() -> bytes:
    """A workbook with two figures and much else in it."""
    book = Book()
    sheet = book.active
    sheet.title = "Stunting 2014"
    for row in (
        ["Stunting (%), 2014"],
        ["Prepared by the office"],
        [],
        ["Province", "Value", "Remarks", "Responsible"],
        ["Kep", 30.1, "our own remark", "Sok Dara"],
        ["Takeo", 31.2, None, "Sok Dara"],
        ["Never Land", 31.2, None, "Sok Dara"],
        ["Kampot", "12 girls, see file", None, "Sok Dara"],
    ):
        sheet.append(row)
    sheet["B5"].comment = Comment("see page 4, never read", "A. Nonymous")
    book.create_sheet("Notes").append(["this is never read"])
    hidden = book.create_sheet("Old")
    hidden.append(["a hidden thing"])
    hidden.sheet_state = "hidden"
    book.properties.creator = "A. Nonymous"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_nothing_but_the_cells_that_were_read_is_kept(tmp_path: Path) -> None:
    state, inputs = State(tmp_path / "home"), write_world(tmp_path, [{"area": "KH05", "value": 31.5}])
    path = tmp_path / "report.xlsx"
    path.write_bytes(messy())
    found = check_for(state, path)
    sent = accept(state, path, found, member="Member A", who=owner("officer"), inputs=inputs)
    copy = copy_kept(state, sent.upload, who=owner("officer"))
    assert not any(secret in everything_in(copy) for secret in SECRETS)
    assert figures(check_for(state, copy, file_name="report.xlsx")) == figures(found)
    (sheet,) = read_content(copy, "report.xlsx").sheets
    assert (sheet.value(4, 0), sheet.value(4, 1), sheet.value(4, 2), sheet.width) == ("Kep", 30.1, None, 2)
    kept = [one for one in state.home.rglob("*") if one.is_file()]
    assert [(one.name, secret) for one in kept for secret in SECRETS if secret.encode() in one.read_bytes()] == []


def test_the_same_file_is_known_again_by_the_hash_of_what_was_received(tmp_path: Path) -> None:
    state, inputs = State(tmp_path / "home"), write_world(tmp_path, [{"area": "KH05", "value": 31.5}])
    path = tmp_path / "report.xlsx"
    path.write_bytes(messy())
    first = accept(state, path, check_for(state, path), member="Member A", who=owner("officer"), inputs=inputs)
    again = accept(state, path, check_for(state, path), member="Member A", who=owner("officer"), inputs=inputs)
    assert (again.upload, again.known) == (first.upload, True)


def test_values_of_every_kind_come_back() -> None:
    values = [
        "text",
        " spaces ",
        "line\nbreak",
        "_x000D_ typed",
        "<&\"'>",
        "ភាសាខ្មែរ\u200b",
        1.0,
        -0.1,
        1e300,
        123456789012345.0,
        True,
        False,
    ]
    dates: list[tuple[Any, str]] = [
        (date(2014, 5, 6), "yyyy-mm-dd"),
        (datetime(2014, 5, 6, 7, 8, 9), "yyyy-mm-dd hh:mm"),
        (time(7, 8, 9), "h:mm"),
        (timedelta(hours=30, minutes=5), "[h]:mm"),
        (date(1900, 1, 2), "d-mmm"),
        (date(1900, 3, 1), "d-mmm"),
        (0.5, "0.0%"),
        (-5.0, "0_);(0)"),
    ]
    formats = {(1, col): code for col, (_, code) in enumerate(dates)}
    sheet = Sheet(
        "A & B", [values, [value for value, _ in dates]], formats=formats, merged=((0, 0, 0, 0), (1, 0, 2, 0))
    )
    (again,) = read_content(write_cells([sheet]), "x.xlsx").sheets
    came_back = [[value for value in row if value is not None] for row in again.rows]
    assert (again.name, came_back, again.formats) == (sheet.name, sheet.rows, formats)
    assert again.merged == ((1, 0, 2, 0),)


def test_the_same_cells_give_the_same_bytes() -> None:
    sheet = Sheet("A", [["x", 1.0]])
    assert write_cells([sheet]) == write_cells([sheet])


def test_names_of_sheets_are_such_as_excel_opens() -> None:
    long = "Birth registration by province 2014 final version"
    assert usable_names([long, f"{long}!", "a/b:c", "'x'", "*"]) == (
        long[:30],
        f"{long[:27]} (2)",
        "a b c",
        "x",
        "Sheet",
    )


def test_a_text_file_with_a_long_name_is_kept_under_a_short_one(tmp_path: Path) -> None:
    path = tmp_path / "Birth registration of children under five by province.csv"
    path.write_text("Province,Year,Birth registration (%)\nKep,2014,61.2\nTakeo,2014,62.5\n", encoding="utf-8")
    found = check_file(path, catalogue=CATALOGUE)

    def reread(content: bytes) -> Any:
        return check_file(content, catalogue=CATALOGUE, file_name=path.name).observations

    (sheet,) = read_content(cleaned_copy(read_workbook(path), found, reread), path.name).sheets
    assert len(found.observations) == 2 and sheet.name == path.stem[:30]


def test_more_is_taken_where_the_least_would_be_read_otherwise(tmp_path: Path) -> None:
    rows = [["Stunting 2014"], ["Province", "Value"], ["Kep", 30.1], ["Never Land", 31.0], ["Takeo", 32.1]]
    workbook = Workbook(Path("x.xlsx"), "x.xlsx", "0" * 64, "xlsx", [Sheet("S", [list(row) for row in rows])])
    found = check(workbook)
    tried: list[bytes] = []

    def reread(content: bytes) -> Any:
        tried.append(content)
        return found.observations if len(tried) == 2 else ()

    assert cleaned_copy(workbook, found, reread) == tried[1] == write_cells(cleaned_sheets(workbook, found, Much.ROWS))
    assert "Never Land" not in everything_in(tried[0])
    assert not cleaned_copy(workbook, found, lambda content: ())


@pytest.fixture
def earlier(tmp_path: Path) -> State:
    """A state of an earlier version, which kept a file as it was received."""
    state = State(tmp_path / "home")
    path = tmp_path / "report.xlsx"
    path.write_bytes(messy())
    found = check_file(path, catalogue=CATALOGUE)
    sent = submit(
        state, path, with_codes(found.observations, found.sha256), member="Member A", who=owner("officer"), rejected=0
    )
    state.originals.mkdir()
    shutil.copyfile(path, state.originals / sent.sha256)
    (state.originals / "left by a crash").write_bytes(messy())
    return state


def test_a_build_replaces_what_was_kept_as_received(earlier: State, tmp_path: Path) -> None:
    build(earlier, write_world(tmp_path, [{"area": "KH05", "value": 31.5}]))
    (sent,) = uploads(earlier)
    assert not earlier.originals.exists() and sent.copy
    assert not any(secret in everything_in(copy_kept(earlier, sent.id, who=owner("x"))) for secret in SECRETS)


def test_a_file_that_reads_otherwise_today_leaves_what_its_figures_need(earlier: State, monkeypatch: Any) -> None:
    wanted = uploads(earlier)[0]
    monkeypatch.setattr("etl.cleaned.cleaning.cleaned_copy", lambda *given: b"")
    replace_originals(earlier)
    copy = copy_kept(earlier, wanted.id, who=owner("x"))
    assert "Kep" in everything_in(copy) and not any(secret in everything_in(copy) for secret in SECRETS)


@pytest.mark.parametrize("content", [b"no workbook\0", b"Name of child,Phone\nSok,012345678\nDara,012345679\n"])
def test_a_file_that_is_refused_today_leaves_only_its_figures(earlier: State, content: bytes) -> None:
    (earlier.originals / uploads(earlier)[0].sha256).write_bytes(content)
    replace_originals(earlier)
    assert [one.copy for one in uploads(earlier)] == [""] and not earlier.originals.exists()


def test_wordings_that_tell_of_somebody_are_not_remembered(tmp_path: Path) -> None:
    state, inputs = State(tmp_path / "home"), write_world(tmp_path, [{"area": "KH05", "value": 31.5}])
    path = tmp_path / "report.xlsx"
    path.write_bytes(messy())
    confirmed = {"indicator": {"Short kids": "stunting", "Called Dara 012 345 678": "stunting"}}
    accept(
        state,
        path,
        check_for(state, path),
        member="M",
        who=owner("w"),
        confirmed=confirmed,
        decisions=Decisions(),
        inputs=inputs,
    )
    assert b"Short kids" in state.ledger.read_bytes() and b"345 678" not in state.ledger.read_bytes()


def test_a_copy_is_kept_of_figures_whose_people_a_comment_names() -> None:
    """The comment is not kept, so that the copy cannot tell what the figures beside it tell."""
    book = Book()
    for row in (["Stunting (%), 2014"], [], ["Province", "Value"], ["Kep", 30.1], ["Takeo", 31.2]):
        book.active.append(row)
    book.active["B4"].comment = Comment("only our 350 beneficiaries", "A. Nonymous")
    stream = io.BytesIO()
    book.save(stream)
    workbook = read_content(stream.getvalue(), "figures.xlsx")
    decided = Decisions(people={"only our 350 beneficiaries": "part"})
    found = check_workbook(workbook, catalogue=CATALOGUE, gazetteer=load_gazetteer(), decisions=decided)
    assert [one.scope for one in found.observations] == ["350 beneficiaries", ""]
    copy = cleaned_copy(workbook, found, partial(read_again, "figures.xlsx"))
    assert copy and "beneficiaries" not in everything_in(copy)


@pytest.mark.parametrize(
    ("cells", "rows", "formats", "merged"),
    [
        ({}, [[], [], []], [], ()),
        ({0: {0}}, [["a"], [], []], [], ((0, 0, 0, 1),)),
        ({0: {1}}, [[None, "b"], [], []], [], ()),
        ({1: {0, 1, 2}}, [[], [1.0, None, 3.0], []], [(1, 0), (1, 2)], ((1, 2, 2, 2),)),
        # A cell whose value is not known is blank, and nothing is left of a line that holds no other
        ({1: {1}, 2: {0}}, [[], [], []], [], ()),
        ({1: {0}, 2: {2}}, [[], [1.0], [None, None, "z"]], [(1, 0)], ()),
    ],
)
def test_a_sheet_keeps_the_cells_that_were_read_at_their_places_and_nothing_else(
    cells: dict[int, set[int]], rows: list[list[Any]], formats: list[tuple[int, int]], merged: tuple[object, ...]
) -> None:
    sheet = Sheet(
        "S",
        [["a", "b", "c"], [1.0, 2.0, 3.0], ["x", "y", "z"]],
        hidden=True,
        merged=((0, 0, 0, 1), (1, 2, 2, 2)),
        errors={(1, 1): "#N/A"},
        uncached={(2, 0)},
        formats={(1, 0): "0%", (1, 2): "0.0"},
        comments={(0, 0): "a remark"},
    )
    kept = _only(sheet, cells)
    assert (kept.name, kept.hidden, kept.rows) == ("S", True, rows)
    assert (sorted(kept.formats), kept.merged, kept.comments) == (formats, merged, {})
