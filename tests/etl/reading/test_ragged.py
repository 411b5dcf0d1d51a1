"""Lines longer or shorter than their header are found; titles, notes, padding and stacked tables are not."""

from __future__ import annotations

import pytest

from etl.reading.text import ragged_lines

HEAD = "Province,Year,Population"
FINE = {
    "plain": [HEAD, "Kep,2019,42665", "Takeo,2019,900914"],
    "titles and notes": [
        "Population of Cambodia",
        "Source,NIS",
        HEAD,
        "Kep,2019,42665",
        "Takeo,2019,9",
        "Note: census",
    ],
    "padding of Excel": ["Title,,", ",,", HEAD, "Kep,2019,42665", "Takeo,2019,900914", "Source: NIS,,", ",,"],
    "padding of one line": [HEAD, "Kep,2019,42665,,", "Takeo,2019,900914"],
    "missing value": [HEAD, "Kep,2019,", "Takeo,2019,900914"],
    "two tables": [HEAD, "Kep,2019,42665", "Takeo,2019,9", "", "Province,Rate", "Kep,1.5", "Takeo,2.5"],
    "note with a comma": [HEAD, "Kep,2019,42665", "Takeo,2019,9", "Source: NIS, census"],
    "years across": ["Province,2010,2014", "Kep,1.5,2.5", "Takeo,3.5,4.5"],
    "one line": ["Kep,2019,5,6"],
}
RAGGED = {
    "thousands": ([HEAD, "Kep,2019,42,665", "Takeo,2019,900914"], [1]),
    "thousands in every line": ([HEAD, "Kep,2019,42,665", "Takeo,2019,900,914"], [1, 2]),
    "decimal comma": (["Province,2010,2014", "Kep,1.5,2.5", "Takeo,3,5,4.5", "Kampot,1.5,2.5"], [2]),
    "place with a comma": ([HEAD, "Kep, town,2019,42665", "Takeo,2019,900914", "Kampot,2019,5"], [1]),
    "field missing": (["Province,Sex,Year,Value", "Kep,F,2014,1.5", "Takeo,2014,2.5"], [2]),
    "late separator": ([HEAD, "Kep,2019,42665", "Takeo,2019,9", "Kampot;2019;64,1"], [3]),
    "late separator, one field": ([HEAD, "Kep,2019,42665", "Takeo,2019,9", "Kampot;2019;641"], [3]),
    "second table": (
        [HEAD, "Kep,2019,42665", "Takeo,2019,9", "", "Province,Rate", "Kep,1,5", "Takeo,2.5", "X,3.5"],
        [5],
    ),
}


@pytest.mark.parametrize("kind", FINE)
def test_lines_that_fit_pass(kind: str) -> None:
    assert list(ragged_lines([line.split(",") for line in FINE[kind]], ",")) == []


@pytest.mark.parametrize("kind", RAGGED)
def test_lines_that_do_not_fit_are_found(kind: str) -> None:
    lines, wrong = RAGGED[kind]
    assert list(ragged_lines([line.split(",") for line in lines], ",")) == wrong
