"""A change is called one only where it can be told from noise."""

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Observation
from childrights.statistics.dispersion import direction

INDICATORS = load_catalogue().indicators


def seen(code: str, year: int, value: float | None, **more: object) -> Observation:
    return Observation(code, "KH", year, year, str(year), value=value, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "after", "word", "basis"),
    [
        # CDHS 2010 and 2014 under five: 39.1 % and 32.0 % of several thousand children.
        (
            seen("stunting", 2010, 39.1, sample_size=3771),
            seen("stunting", 2014, 32.0, sample_size=4564),
            "better",
            "samples",
        ),
        # A small area: the same fall among some 130 children is within what chance gives.
        (
            seen("stunting", 2010, 39.1, sample_size=130),
            seen("stunting", 2014, 32.0, sample_size=130),
            "no_clear_change",
            "samples",
        ),
        (
            seen("stunting", 2010, 31.0, lower=28.0, upper=34.0),
            seen("stunting", 2014, 34.0, lower=32.0, upper=36.0),
            "no_clear_change",
            "intervals",
        ),
        (
            seen("stunting", 2010, 30.0, lower=29.0, upper=31.0),
            seen("stunting", 2014, 34.0, lower=32.0, upper=36.0),
            "worse",
            "intervals",
        ),
        (seen("stunting", 2010, 32.0), seen("stunting", 2014, 30.0), "no_clear_change", "rule"),
        (seen("stunting", 2010, 32.0), seen("stunting", 2014, 26.0), "better", "rule"),
        (seen("dropout_primary", 2017, 4.1), seen("dropout_primary", 2018, 4.4), "worse", "complete"),
        (seen("population_census", 2008, 1.0), seen("population_census", 2019, 2.0), "up", "complete"),
    ],
)
def test_direction(before: Observation, after: Observation, word: str, basis: str) -> None:
    found = direction(before, after, INDICATORS[after.indicator])
    assert (found.code, found.basis) == (word, basis)


def test_one_figure_has_no_direction() -> None:
    assert direction(None, seen("stunting", 2014, 30.0), INDICATORS["stunting"]).code == "single"


def test_hidden_values_and_other_places_are_not_compared() -> None:
    after = seen("stunting", 2014, 30.0)
    hidden = seen("stunting", 2010, None, status="suppressed")
    assert direction(hidden, after, INDICATORS["stunting"]).code == "not_comparable"
    girls = seen("stunting", 2010, 30.0, sex="female")
    assert direction(girls, after, INDICATORS["stunting"]).code == "not_comparable"
    other = seen("stunting_jme", 2010, 40.0)
    assert direction(other, after, INDICATORS["stunting"]).code == "not_comparable"
