"""Which figures a label speaks for that is asked about: those of other lines would take proposals away, or leave them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from etl.labels.labels import Labels
from etl.problems.issue import Issue
from etl.reading.grid import Sheet
from etl.tables.shapes import MeasureColumn, Table, TableLayout
from etl.tables.view import SheetView
from etl.understanding.lines_asked import AskedLines
from tests.etl.understanding.sheets import CATALOGUE

ROWS: list[list[Any]] = [
    ["A title", None, None, None],
    ["Measure", "Place", "Number", "Share"],
    ["A", "x", 1.0, 10.0],
    [None, "y", 2.0, 20.0],
    ["B", "x", 3.0, 30.0],
    ["A", "z", 4.0, 40.0],
    ["Girls", None, None, None],
    ["of them", None, None, None],
    ["C", "x", 5.0, 50.0],
    ["D", "y", 6.0, 60.0],
    ["Boys", None, None, None],
    ["C", "x", 7.0, 70.0],
]
DATA = [2, 3, 4, 5, 8, 9, 11]
QUESTION = Issue("unknown_indicator", "unknown")


def asked(cell: tuple[int, int], units: tuple[str, str] = ("", ""), *, own: tuple[int, int] | None = None) -> str:
    table = Table(0, 4, [1], [(0, 0)], body=list(range(2, 12)), data=DATA)
    measures = [
        MeasureColumn(2, {"unit": units[0]} if units[0] else {}, cell=own or (1, 2)),
        MeasureColumn(3, {"unit": units[1]} if units[1] else {}, role="total", cell=own or (1, 3)),
    ]
    measures.append(MeasureColumn(1, {}, role="skip"))
    labels = cast(Labels, SimpleNamespace(catalogue=CATALOGUE))
    lines = AskedLines(SheetView(Sheet("S", ROWS)), labels, table, TableLayout([], measures))
    return dict(lines.with_figures(cell, "a label", QUESTION).params)["figures"]


@pytest.mark.parametrize(
    ("cell", "figures"),
    [
        # A label of several rows, with the one below it that has no label of its own
        ((2, 0), "1.0 4.0 whole number; 10.0 40.0 whole percent"),
        ((5, 0), "1.0 4.0 whole number; 10.0 40.0 whole percent"),
        ((4, 0), "3.0 3.0 whole number; 30.0 30.0 whole percent"),
        ((9, 0), "6.0 6.0 whole number; 60.0 60.0 whole percent"),
        # A place of several rows, beside labels that differ
        ((9, 1), "2.0 6.0 whole number; 20.0 60.0 whole percent"),
        # A sub-heading speaks for the rows up to the next, also over one of its own
        ((6, 0), "5.0 6.0 whole number; 50.0 60.0 whole percent"),
        ((7, 0), "5.0 6.0 whole number; 50.0 60.0 whole percent"),
        ((10, 0), "7.0 7.0 whole number; 70.0 70.0 whole percent"),
        # A cell of figures for itself alone, a head for its column, a title or a corner for all
        ((4, 3), "30.0 30.0 whole percent"),
        ((1, 2), "2.0 6.0 whole number"),
        ((1, 3), "20.0 60.0 whole percent"),
        ((1, 0), "2.0 6.0 whole number; 20.0 60.0 whole percent"),
        ((0, 0), "2.0 6.0 whole number; 20.0 60.0 whole percent"),
    ],
)
def test_a_label_speaks_for_its_own_figures(cell: tuple[int, int], figures: str) -> None:
    assert asked(cell, ("number", "percent")) == figures


def test_columns_of_one_unit_are_one_line_and_a_head_over_two_speaks_for_both() -> None:
    assert asked((4, 0)) == "3.0 30.0 whole"
    assert asked((1, 2), ("number", "percent"), own=(1, 2)) == "2.0 6.0 whole number; 20.0 60.0 whole percent"


@pytest.mark.parametrize("issue", [Issue("unknown_indicator", "unknown", "warning"), Issue("unknown_area", "unknown")])
def test_other_questions_are_left_as_they_are(issue: Issue) -> None:
    table = Table(0, 4, [1], [], body=DATA, data=DATA)
    labels = cast(Labels, SimpleNamespace(catalogue=CATALOGUE))
    lines = AskedLines(SheetView(Sheet("S", ROWS)), labels, table, TableLayout([], [MeasureColumn(2, {})]))
    assert lines.with_figures((2, 0), "a label", issue) is issue


@pytest.mark.parametrize(
    ("variant", "proposed", "cell", "left", "told"),
    [
        ("doubtful", "stunting, population_census", (4, 3), "stunting, population_census", "doubtful"),
        ("doubtful", "stunting", (11, 2), "stunting", "doubtful"),
        ("doubtful", "stunting", (0, 0), "", "unknown"),
        ("unknown", "stunting, nothing_of_ours", (4, 3), "stunting", "unknown"),
    ],
)
def test_proposals_that_the_figures_speak_against_go(
    variant: str, proposed: str, cell: tuple[int, int], left: str, told: str
) -> None:
    rows = [[*row[:3], 400.0 if row[3] == 60.0 else row[3]] for row in ROWS]
    table = Table(0, 4, [1], [(0, 0)], body=list(range(2, 12)), data=[8, 9] if cell == (0, 0) else DATA)
    labels = cast(Labels, SimpleNamespace(catalogue=CATALOGUE))
    layout = TableLayout([], [MeasureColumn(2, {}), MeasureColumn(3, {})])
    lines = AskedLines(SheetView(Sheet("S", rows)), labels, table, layout)
    issue = lines.with_figures(cell, "a label", Issue("unknown_indicator", variant, params=(("candidates", proposed),)))
    assert (dict(issue.params)["candidates"], issue.variant) == (left, told)
