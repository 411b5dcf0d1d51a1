"""A table is read in one way, however long it is and whatever was decided about it."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from geo.provinces import load_provinces
from tests.etl.understanding.sheets import check_rows

#: Kampong Cham is another place beside Tboung Khmum: whether the two stand in one table decides.
PLACES = [province.name_en for code, province in load_provinces().items() if code not in ("KH03", "KH25")]
HEAD = ["Province", "Year", "Sex", "Figure"]
BODY = [
    [place, year, sex, 20.5 + n % 40]
    for n, (place, year, sex) in enumerate(product(PLACES, (2008, 2010, 2012, 2014, 2016, 2018), ("Male", "Female")))
]
PART = 69


def read(title: str, body: list[list[Any]], decisions: dict[str, Any] | None) -> tuple[set[tuple[Any, ...]], list[int]]:
    """The figures of a table by row, and how many cells were found, rejected and left out."""
    found = check_rows([*([line] for line in title.split(" / ")), HEAD, *body], decisions=decisions)
    figures = {
        (one.indicator, one.area, one.period_label, one.sex, one.value, one.status, one.area_as_published)
        for one in found.observations
    }
    return figures, [found.found, found.rejected, found.skipped]


@pytest.mark.parametrize(
    ("title", "decisions", "accepted"),
    [
        ("Wasting (%)", None, len(BODY)),
        ("Wasting (%)", {"skip": ["Wasting (%)"]}, 0),
        ("Wasting (%) / Draft of our own", {"skip": ["Draft of our own"]}, 0),
        ("Wasting (%)", {"skip": ["Kampot", "2014", "Male"]}, 22 * 5),
        ("Wasting (%)", {"skip": ["Figure"]}, 0),
        ("Wasting (%), by our own count", {"indicators": {"Wasting (%), by our own count": "wasting"}}, len(BODY)),
        ("Wasting (%)", {"areas": {"Kampot": "KH05"}}, None),
        ("Wasting (%)", {"areas": {"Kampot": ""}}, None),
        ("Wasting", {"unit": {"Wasting": "percent"}}, len(BODY)),
        ("Wasting", {"unit": {"Wasting": "proportion"}}, 0),
        ("Wasting (%)", {"years": {"2014": "2014-15"}}, None),
        ("Wasting (%)", {"year": 2014}, None),
        ("Beds", {"propose": {"Beds": {"name": "Beds", "unit": "number", "counts": "Beds", "why": "CRC"}}}, None),
    ],
)
def test_a_long_table_is_read_as_its_parts_are(
    title: str, decisions: dict[str, Any] | None, accepted: int | None
) -> None:
    """Columns of long tables were once read at one go, by rules of their own: what a person left out was published."""
    figures, counts = read(title, BODY, decisions)
    parts = [read(title, BODY[start : start + PART], decisions) for start in range(0, len(BODY), PART)]
    assert figures == set().union(*(part for part, _ in parts))
    assert counts == [sum(numbers) for numbers in zip(*(told for _, told in parts), strict=True)]
    assert accepted is None or len(figures) == accepted


def test_a_truth_value_is_no_code_of_a_place() -> None:
    """TRUE equals 1 to Python, and 1 is the code of a province."""
    head = ["Province code", "Year", "Wasting (%)"]
    found = check_rows([head, [1, 2014, 10.5], [True, 2014, 11.5], [2, 2014, 12.5]])
    assert {one.cell: one.area for one in found.observations} == {"C2": "KH01", "C4": "KH02"}


def test_special_cells_stand_among_the_figures_of_their_rows() -> None:
    body = [*([place, 2014, "Male", 20.5 + n] for n, place in enumerate(PLACES[:10]))]
    body[3][3], body[6][3] = "(23.4)", "*"
    found = check_rows([["Wasting (%)"], HEAD, *body])
    assert [one.cell for one in found.observations] == [f"D{n}" for n in range(3, 13)]
    assert {one.cell: one.status for one in found.observations if one.status != "normal"} == {
        "D6": "small_sample",
        "D9": "suppressed",
    }
