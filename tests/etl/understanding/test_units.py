"""Units as headers, unit columns and cells state them."""

from __future__ import annotations

import pytest

from etl.cells.units import contradicts, find_unit, read_unit


@pytest.mark.parametrize(
    ("label", "unit", "rest"),
    [
        ("Stunting (%)", "percent", "Stunting"),
        ("Stunting, %", "percent", "Stunting"),
        ("ក្រិន (ភាគរយ)", "percent", "ក្រិន"),
        ("Percentage of children stunted", "percent", "children stunted"),
        ("U5MR per 1000", "per_1000", "U5MR"),
        ("Under-5 mortality (deaths per 1,000 live births)", "per_1000", "Under-5 mortality"),
        ("maternal deaths (per 100 000)", "per_100000", "maternal deaths"),
        ("Children (number)", "number", "Children"),
        ("Number of children in RCI", "number", "children in RCI"),
        ("Pop (thousands)", "thousands", "Pop"),
        ("change (percentage points)", "points", "change"),
        ("Mean age (years)", "years", "Mean age"),
        ("Stunting", "", "Stunting"),
        ("Children 0-4 years", "", "Children 0-4 years"),
        ("Helpline contacts", "", "Helpline contacts"),
        ("Year", "", "Year"),
    ],
)
def test_units_inside_labels(label: str, unit: str, rest: str) -> None:
    assert find_unit(label) == (unit, rest)


def test_cells_of_a_unit_column() -> None:
    told = {
        "%": "percent",
        "PCNT: %": "percent",
        "Number": "number",
        "Persons": "number",
        "per 1,000 live births": "per_1000",
    }
    told |= {
        "D_PER_1000_B: Deaths per 1000 live births": "per_1000",
        "ភាគរយ": "percent",
        "Proportion": "proportion",
        "Kep": "",
    }
    assert {text: read_unit(text) for text in told} == told


def test_what_contradicts_what() -> None:
    assert (
        contradicts("number", "percent") and contradicts("percent", "per_1000") and contradicts("thousands", "number")
    )
    assert (
        not contradicts("", "percent")
        and not contradicts("proportion", "percent")
        and not contradicts("percent", "percent")
    )
