"""What is proposed for a label that nobody knows: only what its unit, its population and its figures could be."""

from __future__ import annotations

from typing import Any

import pytest

from etl.labels.suitability import as_figures, fitting, read_ranges, spread_of
from etl.problems.model import Problem
from tests.etl.understanding.sheets import CATALOGUE, check_rows

PLACES = ("Kampot", "Kandal", "Takeo", "Kep", "Pursat")
SHARES, COUNTS = (12.1, 45.2, 33.4, 8.0, 27.5), (1204, 880, 12045, 77, 2310)
RATES = (128.0, 140.5, 133.0, 101.2, 150.0)


def units(codes: list[str]) -> set[str]:
    return {CATALOGUE.indicators[code].unit for code in codes}


def asked(rows: list[list[Any]], **more: Any) -> tuple[Problem, list[str], list[str]]:
    """The question about a label, the indicators named with it, and those that may be chosen."""
    result = check_rows(rows, **more)
    found, *others = (one for one in result.problems if one.code == "unknown_indicator")
    told = dict(found.params)
    assert all(
        dict(one.params) == told for one in others
    )  # A label of many rows is asked about with all their figures.
    named = [code for code in told.get("candidates", "").split(", ") if code]
    return found, named, list(fitting(found.value, CATALOGUE.indicators.values(), [told.get("figures", "")]))


def down(label: str, figures: tuple[Any, ...]) -> list[list[Any]]:
    return [["Province", "Year", label], *([place, 2021, one] for place, one in zip(PLACES, figures, strict=True))]


def along(label: str, figures: tuple[Any, ...]) -> list[list[Any]]:
    return [["Indicator 2021", *PLACES], ["Wasting", 3.1, 4.2, 5.0, 6.1, 7.3], [label, *figures]]


def titled(label: str, figures: tuple[Any, ...]) -> list[list[Any]]:
    return [[label], [], ["Province", 2021], *map(list, zip(PLACES, figures, strict=True))]


def listed(label: str, figures: tuple[Any, ...]) -> list[list[Any]]:
    header = ["Province", "Year", "Indicator", "Value"]
    return [header, *([place, 2021, label, one] for place, one in zip(PLACES, figures, strict=True))]


def grouped(label: str, figures: tuple[Any, ...]) -> list[list[Any]]:
    body = [["Province", 2021], ["Wasting", None], ["Kampot", 3.1], ["Kandal", 4.2], [label, None]]
    return [*body, *map(list, zip(PLACES, figures, strict=True))]


SHAPES = (down, along, titled, listed, grouped)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    ("figures", "never"),
    [
        (COUNTS, {"percent", "ratio", "years"}),
        (tuple(f"{one:,}" for one in COUNTS), {"percent", "ratio", "years"}),
        (SHARES, {"number", "ratio"}),
        (tuple(f"{one} %" for one in SHARES), {"number", "per_1000", "years", "ratio"}),
        (tuple(str(one).replace(".", ",") for one in SHARES), {"number", "ratio"}),
        (RATES, {"number", "years", "ratio"}),
        ((-3.1, -4.2, -1.0, -2.2, -5.0), {"percent", "number", "per_1000"}),
    ],
)
def test_only_what_the_figures_of_the_line_could_be_is_proposed(
    shape: Any, figures: tuple[Any, ...], never: set[str]
) -> None:
    _, named, chosen = asked(shape("Child population registered at birth", figures))
    assert not units([*named, *chosen]) & never
    if figures == RATES:
        assert all((CATALOGUE.indicators[code].maximum or 999) >= 150 for code in [*named, *chosen])


@pytest.mark.parametrize("shape", SHAPES)
def test_what_the_figures_could_be_stays_proposed(shape: Any) -> None:
    assert "child_marriage_18" in asked(shape("Child marriages before 18", SHARES))[1]
    assert "child_marriage_18" not in asked(shape("Child marriages before 18", COUNTS))[1]


def test_one_slip_among_many_figures_takes_no_proposal_away() -> None:
    assert "child_marriage_18" in asked(down("Child marriages before 18", (12.1, 45.2, 334, 8.0, 27.5)))[1]


def test_a_column_of_numbers_beside_one_of_shares_speaks_for_neither_alone() -> None:
    rows = [["Indicator", "Number", "%"], ["Child marriages before 18", 1204, 18.2]]
    found, named, chosen = asked([["Kampot 2021"], [], *rows])
    assert "child_marriage_18" in named and units(chosen) >= {"percent", "number"}, found


def test_a_percent_format_is_a_unit_and_thousands_need_not_be_whole() -> None:
    rows = down("Children of all ages we know", (0.12, 0.45, 0.33, 0.08, 0.27))
    formats = {(row, 2): "0%" for row in range(1, 6)}
    assert "number" not in units(asked(rows, formats=formats)[2])
    thousands = fitting("Kids (in thousands)", CATALOGUE.indicators.values(), ["12.5 880.2 parts thousands"])
    assert not thousands or units(list(thousands)) == {"number"}


def test_a_question_whose_proposals_the_figures_deny_is_asked_without_them() -> None:
    found, named, _ = asked(down("Child marriages before 18", COUNTS))
    assert (found.message_id, named) == ("unknown_indicator/unknown", [])


@pytest.mark.parametrize("cells", [(), ((None, ""), ("n/a", ""), ("text", ""), (True, ""))])
def test_a_line_without_figures_says_nothing(cells: tuple[tuple[Any, str], ...]) -> None:
    assert spread_of(cells) is None
    assert len(fitting("Kids", CATALOGUE.indicators.values(), [""])) == len(
        fitting("Kids", CATALOGUE.indicators.values())
    )


def test_figures_are_told_and_read_again() -> None:
    spread = spread_of([(1204.0, ""), ("12 %", ""), (0.5, "0.0%")])
    assert spread is not None and read_ranges(as_figures([spread, spread])) == (spread, spread)
