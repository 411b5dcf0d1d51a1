"""A few bytes that stand for very much are refused, or cost no more than their length."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.reading import outside
from etl.reading.reader import read_workbook
from etl.reading.refusal import FileLimits, FileRefusal
from tests.etl.reading.raw import sheet_xml, write_xlsx
from tests.etl.reading.test_ods import cell, row, write_ods


def test_a_chain_of_defined_names_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    chain = {f"N{number}": f"N{number + 1}+1" for number in range(400)} | {"N400": "[1]Sheet1!A1", "Other": "1"}
    read: list[str] = []
    whole = outside.reaches_out
    monkeypatch.setattr(outside, "reaches_out", lambda formula: read.append(formula) or whole(formula))
    assert outside.outside_names(chain) == {name.lower() for name in chain} - {"other"}
    assert len(read) == len(chain)


def test_names_in_a_ring_or_in_quotes_reach_nowhere() -> None:
    assert outside.outside_names({"A": "B", "B": "A", "C": '"[1]Sheet1!A1"', "D": '"A"'}) == frozenset()


@pytest.mark.parametrize(("times", "refused"), [(50, False), (200, True)])
def test_rows_written_once_and_repeated_are_counted_before_they_are_made(
    times: int, refused: bool, tmp_path: Path
) -> None:
    repeats = f'table:number-rows-repeated="{times}"'
    body = row(cell("float", "0"), cell("float", "1"), more=repeats)
    path = write_ods(tmp_path / "x.ods", f'<table:table table:name="D">{body}</table:table>')
    if refused:
        with pytest.raises(FileRefusal) as found:
            read_workbook(path, limits=FileLimits(repeated=100))
        assert found.value.reason == "too_wide"
    else:
        assert len(read_workbook(path, limits=FileLimits(repeated=100)).sheets[0].rows) == times


def test_millions_of_repeats_cost_nothing(tmp_path: Path) -> None:
    body = row(*(cell("float", "0") for _ in range(11)), more='table:number-rows-repeated="1000000"')
    with pytest.raises(FileRefusal):
        read_workbook(write_ods(tmp_path / "x.ods", f'<table:table table:name="D">{body}</table:table>'))


@pytest.mark.parametrize(("content", "rows", "refused"), [("0", 3, True), ("", 3, True), ("0", 1, False)])
def test_cells_repeated_across_many_rows_are_counted_before_they_are_made(
    content: str, rows: int, refused: bool, tmp_path: Path
) -> None:
    repeats = 'table:number-columns-repeated="150"'
    wide = cell("float", content, more=repeats) if content else f"<table:table-cell {repeats}/>"
    body = "".join(row(wide, cell("float", "1")) for _ in range(rows))
    path = write_ods(tmp_path / "x.ods", f'<table:table table:name="D">{body}</table:table>')
    limits = FileLimits(repeated=200, cells=400)
    if refused:
        with pytest.raises(FileRefusal) as found:
            read_workbook(path, limits=limits)
        assert found.value.reason == "too_wide"
    else:
        assert read_workbook(path, limits=limits).sheets[0].width == 151


def _merged(path: Path, *blocks: str) -> Path:
    cells = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="B{n}"><v>2</v></c></row>' for n in range(1, 11))
    merges = "".join(f'<mergeCell ref="{block}"/>' for block in blocks)
    return write_xlsx(path, {"D": sheet_xml(cells, after=f"<mergeCells>{merges}</mergeCells>")})


def test_merged_blocks_reach_no_further_than_the_sheet(tmp_path: Path) -> None:
    blocks = ("A1:XFD1048576", "A1:XFD1048576", "A2:A3", "Z5:AA9", "A500:B900")
    sheet = read_workbook(_merged(tmp_path / "x.xlsx", *blocks)).sheets[0]
    assert sheet.merged == ((0, 0, 10, 2), (1, 0, 2, 0))


def test_merged_blocks_over_one_another_are_counted_and_refused(tmp_path: Path) -> None:
    path = _merged(tmp_path / "x.xlsx", *(f"A{n}:B10" for n in range(1, 11)))
    assert len(read_workbook(path, limits=FileLimits(merged=110)).sheets[0].merged) == 10
    with pytest.raises(FileRefusal) as found:
        read_workbook(path, limits=FileLimits(merged=109))
    assert (found.value.reason, found.value.code) == ("merged", "refused_file")


@pytest.mark.parametrize(("limit", "refused"), [(3, False), (2, True)])
def test_a_text_file_with_too_many_uneven_lines_is_refused(limit: int, refused: bool, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Province,Year,Value\nKep,2014,12\nTakeo,2014,13\n" + "Pursat,2014,1,5\n" * 3)
    if refused:
        with pytest.raises(FileRefusal) as found:
            read_workbook(path, limits=FileLimits(ragged=limit))
        assert found.value.reason == "ragged" and "line 4" in str(found.value)
    else:
        assert len({row for row, _ in read_workbook(path, limits=FileLimits(ragged=limit)).sheets[0].marks}) == 3


def test_a_text_file_wider_than_any_sheet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Province,Value\nKep" + ",12" * 16_384 + "\n")
    with pytest.raises(FileRefusal) as found:
        read_workbook(path)
    assert found.value.reason == "too_wide" and found.value.params["cell"] == "XFD2"


def test_a_text_file_longer_than_any_sheet_is_refused_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("etl.reading.text.MAX_ROWS", 5)
    path = tmp_path / "x.csv"
    path.write_text("Province,2014\nKep,12\n" + "\n" * 4)
    with pytest.raises(FileRefusal) as found:
        read_workbook(path)
    assert found.value.reason == "too_wide"
