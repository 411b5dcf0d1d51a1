"""What can be worked out of related numbers: looking at many at once finds what looking one by one finds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.protect.bounds import Contradiction, LinearProgramme
from etl.protect.cells import COUNT, Cell, Key
from etl.protect.relations import RATIO, CountTable, Relation

CELLS = 9


def made(numbers: list[int | None], thresholds: list[int]) -> list[Cell]:
    """Cells with their numbers, those without one watched."""
    cells = []
    for at, (number, least) in enumerate(zip(numbers, thresholds, strict=True)):
        key = Key(COUNT, "births", f"KH{at + 1:02d}", (2020, 2020, "2020"), *("total",) * 5, "")
        cells.append(Cell(key, number, threshold=least, is_known=number is not None, is_watched=number is None))
    return cells


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.one_of(st.none(), st.integers(0, 30)), min_size=CELLS, max_size=CELLS),
    st.lists(st.integers(1, 12), min_size=CELLS, max_size=CELLS),
    st.lists(st.lists(st.integers(0, CELLS - 1), min_size=3, max_size=6, unique=True), min_size=1, max_size=4),
)
def test_many_at_once_are_as_few_as_one_by_one(
    numbers: list[int | None], thresholds: list[int], sums: list[list[int]]
) -> None:
    cells = made(numbers, thresholds)
    relations = [Relation(((cells[whole], 1.0), *((cells[part], -1.0) for part in parts))) for whole, *parts in sums]
    watched = [cell for cell in cells if cell.is_watched]
    try:
        told = [LinearProgramme(relations).is_few(cell) for cell in watched]
        together = LinearProgramme(relations)
        together.look_many(watched)
    except Contradiction:
        return
    assert [together.is_few(cell) for cell in watched] == told


@pytest.mark.parametrize(("least", "is_few"), [(10, True), (9, False), (5, False)])
def test_a_number_that_may_be_small_is_protected_before_it_is_sent(least: int, is_few: bool) -> None:
    """Of 14 nought to nine are others: five to fourteen are left, which may be fewer than ten, and are no fewer than
    five."""
    whole, others, unsent = made([14, 0, None], [1, 1, least])
    others.truth, others.slack = 4.5, 4.5
    programme = LinearProgramme([Relation(((whole, 1.0), (others, -1.0), (unsent, -1.0)))])
    assert programme.is_few(unsent) == is_few


def summed(indicator: str, numbers: list[int], along: str, *, assumed: bool) -> Relation:
    """A whole and its two parts, as they were told of an indicator."""
    cells = [Cell(one.key._replace(indicator=indicator), one.truth, is_known=True) for one in made([*numbers], [1] * 3)]
    whole, *parts = cells
    return Relation(((whole, 1.0), *((part, -1.0) for part in parts)), along, is_assumed=assumed)


def test_only_measures_whose_numbers_contradict_each_other_are_doubted() -> None:
    """A thousand figures that agree are not looked at again because of one that does not."""
    sound = [summed("births", [9, 4, 5], "area", assumed=True), summed("births", [9, 3, 6], "age", assumed=True)]
    wrong = [summed("deaths", [9, 4, 4], "sex", assumed=False), summed("deaths", [9, 4, 5], "age", assumed=True)]
    certain = [summed("schools", [9, 4, 4], "sex", assumed=False)]
    shares = [summed("teachers", [9, 1, 1], RATIO, assumed=False), summed("teachers", [9, 4, 5], "area", assumed=True)]
    relations = [*sound, *wrong, *certain, *shares]
    table = CountTable({cell.key: cell for one in relations for cell in one.cells}, [], [], lambda _: False)
    table.relations = relations
    assert table.doubted() == {frozenset({"deaths"}): frozenset({"age"})}
    births, deaths = sound[0].cells[0], wrong[0].cells[0]
    table.relations = [*relations, Relation(((births, 1.0), (deaths, -1.0)), "counted")]
    assert table.doubted() == {frozenset({"births", "deaths"}): frozenset({"age", "area"})}
