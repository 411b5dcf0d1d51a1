"""An intruder with a solver of its own, over ten tables that go through the gate: nothing small is worked out."""

from __future__ import annotations

import pytest

from bench.disclosure import SEED, STEPS, MadeUp, observations, tables, wide_tables
from bench.intruder import Public, look
from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Observation
from etl.gate import gate
from etl.protect.history import Disclosed
from etl.protect.thresholds import threshold

CATALOGUE = load_catalogue()


def published(made_up: list[MadeUp]) -> Public:
    """What is ever public when the tables are sent step by step, the second upload being taken back."""
    standing: dict[str, list[Observation]] = {}
    before, public = Disclosed(), Public()
    for number, step in enumerate(STEPS):
        standing[step] = observations(made_up, step, f"U{number}")
        once: list[Observation] = []
        if step == STEPS[-1]:
            once = standing.pop(STEPS[2])
        before = Disclosed(before.decided, (*before.once, *once))
        gated = gate([one for sent in standing.values() for one in sent], CATALOGUE, lambda _: "", before=before)
        step_of = {f"U{at}": name for at, name in enumerate(STEPS)}
        public |= {(one.cell, step_of[one.upload]): one for one in gated.accepted if one.value is not None}
        before = Disclosed({**before.decided, **gated.disclosed}, before.once)
    return public


def test_nothing_small_can_be_worked_out_of_ten_tables() -> None:
    made_up = tables(10)
    public = published(made_up)
    found = [
        look(one, public, threshold(CATALOGUE.indicators[one.indicator]), CATALOGUE.indicators[one.indicator])
        for one in made_up
    ]
    assert [breach for one in found for breach in one.breaches] == []
    assert sum(one.small for one in found) > 60
    names = ("sent", "shown", "by_rows", "rows_safely", "rows_leave")
    sent, shown, by_rows, safely, leave = (sum(getattr(one, name) for one in found) for name in names)
    assert sent > shown > by_rows > safely > 0 < leave, "hiding rows alone protects nobody"


_ONCE = [
    (SEED, 25),  # rounding lost on the way
    (SEED, 40),  # a share of another member
    (11, 60),  # one that repeats what was printed
    (11, 81),  # only a sum tells that it is of the same children
    (11, 124),  # one that hides
    (SEED, 125),  # a number that is sent once it could be worked out
    (SEED, 136),  # other places, of which no row tells
    (SEED, 180),  # none, of nobody knows how many
    (7, 129),  # a printed number, and another that seemed to follow
    (7, 81),  # other places, of which shares alone tell
    (SEED, 964),  # a printed number that bounds a part
]


@pytest.mark.parametrize(("seed", "number"), _ONCE)
def test_what_once_could_be_worked_out_no_longer_can(seed: int, number: int) -> None:
    """As above, in their order."""
    one = tables(number + 1, seed)[number]
    indicator = CATALOGUE.indicators[one.indicator]
    assert look(one, published([one]), threshold(indicator), indicator).breaches == ()


@pytest.mark.parametrize("number", [5, 6])
def test_nothing_small_can_be_worked_out_of_harder_tables(number: int) -> None:
    """A number that was wrong, and a member who tells of children of its own."""
    one = wide_tables(number + 1)[number]
    indicator = CATALOGUE.indicators[one.indicator]
    assert look(one, published([one]), threshold(indicator), indicator).breaches == ()
