"""How a table was understood: data from the engine to the edge, worded there, and never read back from words."""

from __future__ import annotations

import pytest

from childrights.i18n import translator
from etl.problems.model import FoundTable, SaidIn
from etl.problems.sentences import problem, say
from etl.tables.transpose import problem_back, table_back
from etl.understanding.table_words import explained, explanation, layout_words
from tests.etl.understanding.sheets import check_rows

EN, KM = translator("en"), translator("km")
SAID = {"area": SaidIn("column", "B"), "period": SaidIn("row", "6"), "indicator": SaidIn("title", "A1")}
ON_ITS_SIDE = [
    ["Province", "Kep", "Takeo", "Kampot", "Kandal"],
    ["Year", 2020, 2020, 2020, 2020],
    ["Stunting (%)", 30.5, 31.5, 32.5, 33.5],
    ["Target 2025", 20, 21, 22, 23],
]


def test_a_table_is_explained_in_both_languages() -> None:
    found = FoundTable("Data", "A1:C9", SAID)
    assert explained(found, EN) == "Place down column B; Year across row 6; Indicator from the title in A1"
    assert "B" in explained(found, KM) and "column" not in explained(found, KM)
    assert explanation(found) == "Province down column B, year across row 6, indicator from the title in A1"
    assert layout_words(found) == {"area": "column B", "period": "row 6", "indicator": "title A1"}


@pytest.mark.parametrize(
    ("kind", "sentence", "place", "part"),
    [
        (
            "name",
            "Unit from the name of the sheet or file",
            "name of the sheet or file",
            "Unit from the name of the sheet or file",
        ),
        ("headings", "Unit in sub-headings between the rows", "sub-headings", "Unit from headings between the rows"),
        ("header", "Unit from the header", "the header", "Unit from the header"),
    ],
)
def test_places_without_an_address_have_their_words(kind: str, sentence: str, place: str, part: str) -> None:
    found = FoundTable("Data", "A1:C9", {"unit": SaidIn(kind)})
    assert (explanation(found), layout_words(found)["unit"], explained(found, EN)) == (sentence, place, part)
    assert explained(found, KM) not in ("", sentence, part)


def test_what_was_left_out_is_named_once_with_its_columns() -> None:
    columns = tuple((f"Target {year}", "D") for year in range(2025, 2032))
    found = FoundTable("Data", "A1:C9", SAID, ("derived", "total", "total_other"), columns[:1])
    assert explanation(found).endswith(
        "in A1, ranks, targets and changes, totals (Target 2025 (D)) not read as figures"
    )
    assert explained(found, EN).endswith("in A1; not read as figures: Target 2025 (D)")
    assert layout_words(found)["skipped"] == "ranks, targets and changes, totals"
    checked = FoundTable("Data", "A1:C9", SAID, ("total",), checked=True)
    assert (
        explanation(checked).endswith("in A1, totals used as checks") and layout_words(checked)["skipped"] == "totals"
    )
    many = FoundTable("Data", "A1:C9", SAID, ("derived",), columns)
    assert layout_words(many)["left_out"].endswith("Target 2030 (D) …")


def test_a_file_of_known_columns_and_a_table_of_nothing() -> None:
    found = FoundTable("Data", "A1:C9", {}, ("a zone (3)", "no estimate (1)"), form="DHS Program")
    assert explanation(found) == "DHS Program, one figure in each row; not read as figures: a zone (3), no estimate (1)"
    assert explained(FoundTable("Data", "A1:C9"), EN) == "Nothing in this table was recognised"


@pytest.mark.parametrize("label", ["Target Q4 2025", "column D", "Rank (T2)"])
def test_a_table_on_its_side_is_told_as_it_lies_and_its_own_words_stay(label: str) -> None:
    """A header may look like an address ("Q4"): only addresses are turned back."""
    said = {"area": SaidIn("column", "A"), "indicator": SaidIn("row", "1"), "period": SaidIn("title", "C2")}
    back = table_back(FoundTable("Data", "A1:D5", {**said, "unit": SaidIn("name")}, ("derived",), ((label, "D"),)))
    assert (back.cell_range, back.columns_left_out) == ("A1:E4", ((label, "4"),))
    assert explanation(back) == (
        "Province across row 1, year from the title in B3, indicator down column A, unit from the name of the sheet or "
        f"file, ranks, targets and changes ({label} (4)) not read as figures"
    )


def test_a_sheet_on_its_side_is_described_as_it_lies() -> None:
    (found,) = check_rows(ON_ITS_SIDE).tables
    assert explanation(found).startswith("Province across row 1, year across row 2, indicator down column A, ranks")


def test_problems_of_a_sheet_on_its_side_quote_its_own_words() -> None:
    """The name of a sheet ("T2 2021") may look like an address, the range of numbers is one."""
    named = problem("unknown_year", "sheet_name", "error", "T2 2021", "B1", "Stunting 2020", year=2020, other="T2 2021")
    back = problem_back(named)
    assert back.cell == "A2" and back.message == named.message and "“T2 2021”" in back.message
    stray = problem_back(problem("no_table", "numbers", "error", "S", "C2", "", range="C2:D9"))
    assert "B3:I4" in stray.message and say(stray, lambda text: text)[0] == stray.message
