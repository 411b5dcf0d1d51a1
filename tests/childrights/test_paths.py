"""A change is told from the last turn of its line: what a turn is, and where a line that never turned begins."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from childrights.catalogue import load_catalogue
from childrights.catalogue.model import Observation
from childrights.statistics.paths import recent, told_from, turns, turns_between

INDICATORS = load_catalogue().indicators
RECORDS, RATES = INDICATORS["trained_teachers_primary"], INDICATORS["under5_mortality_igme"]


def line(values: Sequence[float], first: int = 2008, code: str = "trained_teachers_primary") -> list[Observation]:
    return [Observation(code, "KH", y, y, str(y), value=v) for y, v in enumerate(values, start=first)]


@pytest.mark.parametrize(
    ("values", "turned"),
    [
        ([28, 75, 60, 50, 67], [2009, 2011]),
        ([28, 40, 39, 67], []),
        ([28, 40, 67], []),
        ([67, 40, 28], []),
        ([50, 49, 70], []),
        ([50, 30, 70], [2009]),
        ([50, 70, 30], [2009]),
        ([50, 70, 69, 71, 30], [2011]),
        ([50, 51, 50, 51, 50], []),
        ([10, 20, 10, 20, 10], [2009, 2010, 2011]),
        ([10, 20], []),
        ([10], []),
        ([10, 20, 20, 20, 10], [2009]),
    ],
)
def test_where_a_line_turns(values: list[float], turned: list[int]) -> None:
    assert [one.year_start for one in turns(line(values), RECORDS)] == turned


def test_other_units_turn_by_a_share_of_their_highest_figure() -> None:
    rates = [100.0, 60.0, 64.0, 40.0]
    assert turns(line(rates, code="under5_mortality_igme"), RATES) == ()


def test_a_survey_turns_only_where_that_is_clear() -> None:
    stunting = INDICATORS["stunting"]
    seen = [
        Observation("stunting", "KH05", y, y, str(y), value=v) for y, v in ((2005, 40.0), (2010, 30.0), (2014, 40.0))
    ]
    assert turns(seen, stunting) == ()


def test_a_change_starts_at_the_last_turn_or_at_the_beginning_of_what_is_recent() -> None:
    assert told_from(line([28, 75, 60, 50, 67]), RECORDS).year_start == 2011
    assert told_from(line([28, 40, 67]), RECORDS).year_start == 2008
    long = line([float(10 + n) for n in range(30)], first=1990)
    assert told_from(long, RECORDS).year_start == 2019 - 15
    assert [one.year_start for one in recent(long)][:1] == [2004]
    far = [line([10.0], first=1990)[0], line([20.0], first=2019)[0]]
    assert told_from(far, RECORDS).year_start == 1990


def test_the_turns_between_two_figures_are_told_of_that_stretch() -> None:
    whole = line([28, 75, 60, 50, 67])
    assert [one.year_start for one in turns_between(whole, whole[0], whole[-1], RECORDS)] == [2009, 2011]
    assert turns_between(whole, whole[1], whole[3], RECORDS) == ()


@given(st.lists(st.floats(0, 100, allow_nan=False), min_size=1, max_size=25))
def test_turns_alternate_and_lie_inside(values: list[float]) -> None:
    whole = line(values)
    found = turns(whole, RECORDS)
    assert whole[0] not in found and (len(found) < 1 or whole[-1] not in found)
    heights = [float(one.value or 0) for one in (whole[0], *found)]
    steps = [b - a for a, b in pairwise(heights)]
    assert all(a * b < 0 for a, b in pairwise(steps))
    assert told_from(whole, RECORDS) in whole
