"""A person's sheet as it is shown: near to what they saw, every judged cell marked."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.ui.manage.making import checked, figure, sheet, trouble
from ui.contribute import sheet_window
from ui.contribute.sheet_window import (
    COLUMNS,
    ROWS,
    Tint,
    cell_of,
    covered,
    first_trouble,
    page_count,
    page_of,
    shown_cell,
    tints,
    troubled_rows,
    window,
    with_held,
)


def test_addresses() -> None:
    assert cell_of("B7") == (6, 1)
    assert cell_of("AA10") == (9, 26)
    assert [cell_of(text) for text in ("", "A1:B2", "7", "b7", "A0")] == [None] * 5


def test_the_worst_counts_and_all_reasons_are_kept() -> None:
    result = checked(
        [figure(cell="C5"), figure(cell="C6")],
        [
            trouble(cell="C6", severity="warning"),
            trouble(cell="B7"),
            trouble(cell="B7", severity="warning"),
            trouble(cell=""),
        ],
    )
    marks = tints(result, lambda problem: problem.severity)
    assert marks == {
        "Data": {
            (4, 2): Tint("accepted"),
            (5, 2): Tint("warning", ("warning",)),
            (6, 1): Tint("error", ("error", "warning")),
        }
    }
    assert first_trouble(marks["Data"]) == (6, 1)
    assert troubled_rows(marks["Data"]) == (5, 6)


def test_where_nothing_is_accepted_all_figures_of_the_table_wait() -> None:
    grid = sheet(["Province", "Year", "Value"], ["Kandal", 2014, 1.5], ["Kep", 2014, 3.0], ["", "", 9.0])
    marks = {(0, 2): Tint("error", ("?",))}
    held = with_held(marks, grid, [(0, 2)], ["A1:C3"])
    assert {cell for cell, tint in held.items() if tint.kind == "held"} == {(1, 2), (2, 2)}


def test_figures_behind_a_wrong_label_are_shown_as_left_out() -> None:
    grid = sheet(["", "Sp", "W"], ["Kandal", 1, 2], ["Kampong Sp", 3, 4])
    marks = {(1, 1): Tint("accepted"), (1, 2): Tint("accepted"), (2, 0): Tint("error", ("?",))}
    held = with_held(marks, grid, [(2, 0)])
    assert {cell for cell, tint in held.items() if tint.kind == "held"} == {(2, 1), (2, 2)}
    marks = {(1, 1): Tint("accepted"), (2, 1): Tint("accepted"), (0, 2): Tint("error", ("?",))}
    held = with_held(marks, grid, [(0, 2)])
    assert {cell for cell, tint in held.items() if tint.kind == "held"} == {(1, 2), (2, 2)}


def test_labels_beside_very_many_sound_rows_cost_no_walk_over_them(monkeypatch: pytest.MonkeyPatch) -> None:
    good, bad = 400, 100
    grid = sheet(["Label", "Value"], *(["Kandal", 1.5] for _ in range(good)), *(["what", 2.5] for _ in range(bad)))
    marks = {(row, 1): Tint("accepted") for row in range(1, good + 1)}
    labels = [(row, 0) for row in range(good + 1, good + bad + 1)]
    looked: list[tuple[int, int]] = []
    real = sheet_window.is_number
    monkeypatch.setattr(sheet_window, "is_number", lambda of, *at: (looked.append(at), real(of, *at))[1])
    held = with_held(marks, grid, labels)
    assert sum(tint.kind == "held" for tint in held.values()) == bad == len(looked)


def test_the_first_sound_row_is_looked_for_once() -> None:
    class Row(int):
        compared = 0

        def __lt__(self, other: int) -> bool:
            Row.compared += 1
            return int(self) < int(other)

    rows = 300
    marks = {(Row(row), 1): Tint("accepted") for row in range(1, rows)}
    with_held(marks, sheet(*(["Kandal", 1.5] for _ in range(rows))), [])
    assert Row.compared < 3 * rows


def test_big_sheets_come_in_windows() -> None:
    grid = sheet(*([[n] * 40 for n in range(ROWS * 3 + 1)]))
    assert page_count(grid) == 4
    assert page_of(ROWS) == 1
    part = window(grid, 3, {})
    assert (part.top, part.bottom) == (ROWS * 3, ROWS * 3)
    assert len(part.columns) == COLUMNS
    assert window(grid, 99, {}).top == ROWS * 3
    far = window(grid, 0, {(2, 30): Tint("error", ("?",))}, ["AB1:AN90"])
    assert 30 in far.columns


def test_an_empty_sheet_has_a_window() -> None:
    part = window(sheet(), 0, {})
    assert list(part.rows) == [0]
    assert shown_cell(sheet(), 0, 0) == ""


@pytest.mark.parametrize(
    ("value", "fmt", "text"),
    [
        (None, "", ""),
        (0.125, "0.0%", "12.5%"),
        (45.2, '0.0"%"', "45.2"),
        (33.0, "", "33"),
        (0.1 + 0.2, "", "0.3"),
        (True, "", "TRUE"),
        (date(2021, 3, 1), "", "2021-03-01"),
        (datetime(2021, 3, 1), "", "2021-03-01"),
        ("two\nlines", "", "two lines"),
    ],
)
def test_values_are_shown_as_the_person_saw_them(value: object, fmt: str, text: str) -> None:
    assert shown_cell(sheet([value], formats={(0, 0): fmt} if fmt else {}), 0, 0) == text


def test_an_error_value_is_shown() -> None:
    assert shown_cell(sheet([None], errors={(0, 0): "#DIV/0!"}), 0, 0) == "#DIV/0!"


def test_long_titles_run_on_over_blank_cells() -> None:
    assert covered(sheet(["a" * 30, None, None, None]), 0) == {0: "spill", 1: "under", 2: "under"}
    assert covered(sheet(["a" * 30, None, "b", None]), 0) == {}
