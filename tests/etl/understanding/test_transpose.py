"""Sheets on their side: turned over and back nothing moves, and heads of columns are told from fields."""

from __future__ import annotations

from typing import Any

import pytest

from etl.problems.sentences import problem
from etl.reading.grid import Sheet
from etl.tables.transpose import _line_back, can_be_turned, letters_of, problem_back, stands_upright, turned
from etl.tables.view import SheetView


def page(*rows: list[Any], **more: Any) -> Sheet:
    return Sheet("S", [list(row) for row in rows], **more)


@pytest.mark.parametrize(
    ("rows", "upright"),
    [
        ([["School", "Year established"], ["A", 1998]], True),
        ([["School", "Year established"], ["A", "SY 1998-99"]], True),
        ([["School", "A"], ["Year established", 1998]], False),
        ([["School", "Year"], ["A", 1998]], False),
        ([["School", "Year established"], ["A", "soon"]], False),
        ([["Year established", 1998]], False),
    ],
)
def test_years_below_the_name_of_an_event_stand_upright(rows: list[list[Any]], upright: bool) -> None:
    assert stands_upright(SheetView(page(*rows))) is upright


def test_the_lines_of_a_letter_are_those_of_one_text_alone() -> None:
    rows = [["Report of 2015", None], ["Province", "Takeo"], [None, "2015"], [None, 31.5], [None, None]]
    assert letters_of(SheetView(page(*rows))) == [((0, 0), "Report of 2015"), ((1, 2), "2015")]


def test_turned_twice_a_sheet_is_itself() -> None:
    sheet = page(
        ["a", 1, None],
        ["b", 2, 3],
        merged=((0, 1, 0, 2),),
        errors={(1, 2): "#N/A"},
        formulas={(0, 1): "A1"},
        formats={(1, 0): "0%"},
        hidden_rows={1},
        hidden_cols={0, 2},
        comments={(0, 2): "told"},
        marks={(1, 1): "struck"},
    )
    once = turned(sheet)
    assert once.rows == [["a", "b"], [1, 2], [None, 3]]
    assert (once.merged, once.hidden_rows, once.hidden_cols) == (((1, 0, 2, 0),), {0, 2}, {1})
    assert (once.errors, once.formats, once.marks) == ({(2, 1): "#N/A"}, {(0, 1): "0%"}, {(1, 1): "struck"})
    again = turned(once)
    names = ("rows", "merged", "errors", "formulas", "formats", "hidden_rows", "hidden_cols", "comments", "marks")
    assert [getattr(again, name) for name in names] == [getattr(sheet, name) for name in names]


@pytest.mark.parametrize(
    ("rows", "cols", "small"), [(400, 2, True), (401, 2, False), (2, 400, True), (400, 101, False), (5, 1, False)]
)
def test_only_a_small_sheet_of_several_columns_is_tried_on_its_side(rows: int, cols: int, small: bool) -> None:
    assert can_be_turned(page(*([1] * cols for _ in range(rows)))) is small


@pytest.mark.parametrize(("said", "back"), [("B", "2"), ("3", "C"), ("AA", "27"), ("27", "AA")])
def test_a_column_of_a_turned_sheet_is_a_row_of_the_real_one(said: str, back: str) -> None:
    assert _line_back(said) == back


@pytest.mark.parametrize(("said", "back"), [("", ""), ("B7", "G2"), ("B7:C9", "G2:I3")])
def test_cells_of_a_turned_sheet_are_told_where_they_stand(said: str, back: str) -> None:
    found = problem_back(problem("no_table", "empty", "error", "S", said))
    assert found.cell == back
