"""Very many alike problems: the first are named, the others counted, and every number stays right."""

from __future__ import annotations

from pathlib import Path

import pytest

from childrights.i18n import translator
from etl.problems import alike
from etl.problems.alike import Complaints, Problems, more_of
from etl.problems.issue import Issue
from etl.problems.model import Problem
from etl.problems.sentences import problem, say
from etl.reading.reader import read_workbook
from etl.tables.transpose import problem_back
from etl.understanding.report_text import text_report
from etl.workbooks.annotating import annotate
from geo.provinces import load_provinces
from tests.etl.understanding.sheets import check_rows
from ui.contribute.cause_kinds import causes, count_verdict

PLACES = ("Kep", "Takeo", "Kampot", "Kandal", "Pailin", "Pursat")
ROWS: list[list[object]] = [
    ["Stunting (%)"],
    ["Province", 2010, 2014],
    *([place, 12.5 + at, "12.x" if at else 13.5] for at, place in enumerate(PLACES)),
]


@pytest.fixture
def two_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alike, "MOST_NAMED", 2)


def test_cells_beyond_the_bound_are_counted_and_never_accepted(two_named: None) -> None:
    found = check_rows(ROWS)
    assert [(one.code, one.cell, more_of(one)) for one in found.problems] == [
        ("not_a_number", "C4", 0),
        ("not_a_number", "C5", 3),
    ]
    assert (found.found, len(found.observations), found.rejected, found.skipped) == (12, 7, 5, 0)
    assert "The same holds for 3 more cells of column C." in found.problems[1].message
    message, cure = say(found.problems[1], translator("km")._)
    assert "ក្រឡា 3 ទៀតក្នុងជួរឈរ C" in message and cure


def test_figures_refused_by_a_check_are_counted_too(two_named: None) -> None:
    rows = [["Stunting (%)"], ["Province", "2014"], *([place, 12.5] for place in PLACES)]
    rows += [[place, 13.5] for place in PLACES]
    found = check_rows(rows)
    assert [(one.code, more_of(one)) for one in found.problems] == [("duplicate", 0), ("duplicate", 10)]
    assert (found.found, len(found.observations), found.rejected) == (12, 0, 12)


def test_causes_reports_and_the_marked_copy_say_the_whole_number(two_named: None, tmp_path: Path) -> None:
    found = check_rows(ROWS)
    (cause,) = causes(found.problems)
    assert cause.count == 5 and cause.cells == ("C4", "C5")
    assert "Errors: 5" in text_report(found)
    original = tmp_path / "x.csv"
    original.write_text("\n".join(",".join(map(str, row)) for row in ROWS))
    annotate(original, found.problems, tmp_path / "out.xlsx")
    assert read_workbook(tmp_path / "out.xlsx").sheets[-1].rows[0][0] == "5 errors and 0 warnings"


def _wrong(row: int, severity: str = "error", column: str = "C") -> Problem:
    return problem("not_a_number", "words", severity, "S", f"{column}{row}", f"v{row}")


def test_each_column_and_severity_is_bounded_by_itself(two_named: None) -> None:
    kept = Problems(
        _wrong(row, severity, column) for row in range(1, 6) for severity in ("error", "warning") for column in "CD"
    )
    assert len(kept) == 8 and [more_of(one) for one in kept.told()] == [0, 0, 0, 0, 3, 3, 3, 3]
    assert kept.wrong == {("S", f"{column}{row}") for row in range(1, 6) for column in "CD"}
    kept += Problems(_wrong(row) for row in range(6, 10))
    assert sum(1 + more_of(one) for one in kept.told()) == 24


def test_warnings_where_something_is_wrong_are_left_out_of_the_count(two_named: None) -> None:
    kept = Problems(_wrong(row, "warning") for row in range(1, 7))
    assert sum(1 + more_of(one) for one in kept.told({("S", "C2"), ("S", "C5")})) == 4
    assert sum(1 + more_of(one) for one in kept.told({("S", "C1"), ("S", "C2")})) == 4


def test_a_file_names_no_more_cells_than_the_bound_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alike, "MOST_IN_ALL", 3)
    kept = Problems(_wrong(row, column=column) for column in "ABCD" for row in (1, 2))
    assert [one.cell for one in kept] == ["A1", "A2", "B1", "C1", "D1"]
    assert sum(1 + more_of(one) for one in kept.told()) == 8


def test_doubts_about_decimals_are_bounded_and_counted_like_others(two_named: None) -> None:
    told = Complaints(
        (row, 1, "x", Issue(code, variant))
        for row in range(5)
        for code, variant in (("not_a_number", "words"), ("out_of_range", "not_whole"))
    )
    assert len(told) == 4 and sum(1 + more for _, more in told.with_rest()) == 10
    decimals = [one for one in told if one[3].variant == "not_whole"]
    assert told.many(decimals) == 5
    told.take_out(decimals)
    assert sum(1 + more for _, more in told.with_rest()) == 5


def test_figures_with_two_readings_are_counted_apart_from_those_with_certain_decimals(two_named: None) -> None:
    texts = ("1.234", "1.25", "2.345", "2.5", "3.456", "3.75", "4.567")
    told = Complaints((row, 1, text, Issue("ambiguous_number", "separator")) for row, text in enumerate(texts))
    certain = [one for one in told if alike.shows_decimals(one[2])]
    assert len(told) == 4 and told.many(certain) == 3 and told.many(told) == 7


@pytest.mark.parametrize("odd", [40, 2])
def test_whether_a_column_holds_rates_is_decided_by_all_of_its_figures(odd: int, two_named: None) -> None:
    names = [province.name_en for province in load_provinces().values()]
    figures: list[float] = [100.0 + at for at in range(50)]
    figures[:odd] = [100.5 + at for at in range(odd)]
    rows = [["Children in residential care (number)"], ["Province", 2013, 2014]]
    rows += [[name, figures[at], figures[at + 25]] for at, name in enumerate(names)]
    found = check_rows(
        rows, decisions={"indicators": {"Children in residential care (number)": "rci_children_inspection"}}
    )
    asked = [one.message_id for one in found.problems if one.message_id.startswith("missing_unit/")]
    assert found.found == 50 == len(found.observations) + found.rejected
    assert asked == (["missing_unit/rates_as_counts"] * 2 if odd == 40 else [])


def test_on_a_sheet_on_its_side_alike_cells_stand_in_a_row() -> None:
    back = problem_back(alike.with_more(_wrong(2), 7))
    assert back.message.endswith("The same holds for 7 more cells of row 3.") and back.cell == "B3"
    assert say(back, lambda text: text)[0] == back.message


def test_doubtful_cells_are_counted_with_those_not_named() -> None:
    class Found:
        observations, rejected, skipped, withheld = (), 0, 0, {}
        problems = (alike.with_more(_wrong(2, "warning"), 7),)

    assert count_verdict(Found()).warnings == 8  # type: ignore[arg-type]
