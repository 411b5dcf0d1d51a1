"""An intruder with a solver of its own, over twenty tables that go through the gate: nothing small is worked out."""

from __future__ import annotations

import pytest

from bench.disclosure import SEED, STEPS, MadeUp, Public, look, observations, tables
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


def test_nothing_small_can_be_worked_out_of_twenty_tables() -> None:
    made_up = tables(20)
    public = published(made_up)
    found = [
        look(one, public, threshold(CATALOGUE.indicators[one.indicator]), CATALOGUE.indicators[one.indicator])
        for one in made_up
    ]
    assert [breach for one in found for breach in one.breaches] == []
    assert sum(one.small for one in found) > 80
    sent, shown, by_rows = (sum(getattr(one, name) for one in found) for name in ("sent", "shown", "by_rows"))
    assert sent > shown > by_rows


@pytest.mark.parametrize(("seed", "number"), [(SEED, 25), (SEED, 40), (11, 60), (11, 81), (11, 124)])
def test_what_once_could_be_worked_out_no_longer_can(seed: int, number: int) -> None:
    """Rounding lost on the way; a share of another member; one that repeats what was printed; one of whom only
    a sum tells that it is of the same children; and one that hides."""
    one = tables(number + 1, seed)[number]
    indicator = CATALOGUE.indicators[one.indicator]
    assert look(one, published([one]), threshold(indicator), indicator).breaches == ()
