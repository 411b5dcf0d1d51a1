"""The audit after the search: what can be worked out in ways that no relation foresaw stays hidden, too."""

from __future__ import annotations

from itertools import product
from math import inf
from typing import Any

import pytest
from hypothesis import given as every
from hypothesis import settings
from hypothesis import strategies as st

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Observation
from etl.protect import protecting
from etl.protect.cells import Given, Publicity
from etl.protect.feasible import Feasible, Row
from etl.protect.groups import Assumptions, Partition, Place, assumptions
from etl.protect.protecting import COMPLEMENT, protect
from etl.protect.splits import DIMENSIONS

INDICATORS = load_catalogue().indicators
CARE, DIVERTED, PARENT = "family_based_care_share", "children_diverted", "residential_care_living_parent"
BIRTHS, CASH = "birth_registration_30_days", "cash_pregnant_under2"
NEW, PUBLIC, HIDDEN = Publicity.NEWCOMER, Publicity.PUBLIC, Publicity.HIDDEN


def told(code: str, how: Publicity, indicator: str, value: float | None, hand: str = "A", **more: Any) -> Given:
    about: dict[str, Any] = {"area": "KH02", "year_start": 2020, "year_end": 2020, "period_label": "2020", "id": code}
    about |= {"status": "normal" if value is not None else "suppressed", "layer": "members" if hand else "published"}
    return Given(Observation(indicator, value=value, **about | more), hand, how)


def printed(indicator: str, value: float, **more: Any) -> Given:
    return told("", PUBLIC, indicator, value, "", **more)


KINDS = {
    "bare shares of all, boys and girls leave one answer": (
        printed(CARE, 50.0, sex="male", sample_size=8),
        told("", PUBLIC, CARE, 23.5),
        told("girls", NEW, CARE, 0.0, sex="female"),
    ),
    "a printed number bounds a part of it, and with that the rest of the country": (
        printed(DIVERTED, 53.8, area="KH16", numerator=7.0, denominator=13.0),
        told("girls", NEW, DIVERTED, 10.9, area="KH", sex="female", numerator=10.0, denominator=92.0),
    ),
    "shares alone say that there are other places": (
        printed(PARENT, 26.7, area="KH09", sex="female", numerator=8.0, denominator=30.0),
        told("", PUBLIC, PARENT, 45.9, area="KH", sample_size=61),
        told("girls", NEW, PARENT, 38.1, area="KH", sex="female"),
    ),
    "a wrong number that is hidden hides no assumption": (
        *(told("", PUBLIC, CASH, n, area="KH23", age=age) for age, n in {"total": 218.0, "0-4": 83.0}.items()),
        told("", PUBLIC, CASH, 31.0, area="KH", age="5-9", sex="female"),
        told("", HIDDEN, CASH, 28.0, area="KH", age="5-9", sex="male"),
        told("", HIDDEN, CASH, None, area="KH16", age="5-9", sex="female"),
        told("", PUBLIC, CASH, 28.0, area="KH23", age="10-14"),
        told("older", NEW, CASH, 53.0, area="KH23", age="15-17"),
        told("boys", NEW, CASH, 24.0, area="KH23", age="5-9", sex="male"),
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_audit_alone_finds_what_gives_a_number_away(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each once got past the search, among other figures."""
    monkeypatch.setattr(protecting, "_tables", lambda by_hand, ratios, world: ())
    hidden = protect(KINDS[kind], INDICATORS)
    assert {one.why for one in hidden.values()} == {COMPLEMENT}


def test_what_no_relation_foresees_is_audited(monkeypatch: pytest.MonkeyPatch) -> None:
    figures = KINDS["shares alone say that there are other places"]
    assert set(protect(figures, INDICATORS)) == {"girls"}
    monkeypatch.setattr(protecting, "_audits", lambda near, world: ())
    assert protect(figures, INDICATORS) == {}, "the search foresees it: this is no example any more"


def test_of_many_figures_only_those_that_give_something_away_stay_hidden() -> None:
    more = [
        told(f"{year}", NEW, CARE, 40.0, year_start=year, year_end=year, period_label=str(year), area="KH01")
        for year in (2020, 2021)
    ]
    bare = KINDS["bare shares of all, boys and girls leave one answer"]
    assert set(protect([*bare, *more], INDICATORS)) == {"girls"}


def test_what_could_be_worked_out_before_hides_no_newcomer() -> None:
    known = [
        printed(CARE, 50.0, sex="male", sample_size=8),
        *(told("", PUBLIC, CARE, value, sex=sex) for sex, value in {"total": 23.5, "female": 0.0}.items()),
    ]
    assert protect([*known, told("elsewhere", NEW, CARE, 40.0, area="KH01")], INDICATORS) == {}


@settings(max_examples=40, deadline=None)
@every(st.lists(st.integers(0, 4), min_size=6, max_size=6), st.sets(st.integers(0, 10), max_size=7), st.integers(1, 63))
def test_ends_are_those_of_all_tables(numbers: list[int], shown: set[int], asked: int) -> None:
    """Of two rows and three columns, of which sums and numbers are told (whole ends are exact there)."""
    lines = [(0, 1, 2), (3, 4, 5), (0, 3), (1, 4), (2, 5), *((at,) for at in range(6))]
    rows = [lines[at] for at in shown]
    columns = tuple(at for at in range(6) if asked & 1 << at and any(at in row for row in rows))
    found = Feasible([Row(((row, 1.0),), *[float(sum(numbers[at] for at in row))] * 2) for row in rows])
    within = [
        range(min([sum(numbers[at] for at in row) for row in rows if one in row], default=0) + 1) for one in range(6)
    ]
    tables = [
        table
        for table in product(*within)
        if all(sum(table[at] for at in row) == sum(numbers[at] for at in row) for row in rows)
    ]
    sums = [sum(table[at] for at in columns) for table in tables]
    assert found.is_possible
    assert found.ends(columns) == (min(sums), max(sums))
    low, high = found.ends(columns, 2.0)
    assert min(sums) <= low and high <= max(sums) and high - low >= min(2.0, max(sums) - min(sums))


def test_sums_that_nobody_can_have_are_none() -> None:
    both = Row((((0, 1), 1.0),), 3.0, 3.0)
    assert not Feasible([both, Row((((0,), 1.0),), 4.0, 4.0)]).is_possible
    assert not Feasible([both, Row((((0,), 1.0),), 1.0, 1.0), Row((((1,), 1.0),), 1.0, 1.0)]).is_possible
    half = Row((((0,), 0.5), ((1,), -0.5)), 0.0, 0.0)
    assert Feasible([both, half]).ends((0,)) == (2.0, 1.0), "no whole number of people"
    assert Feasible([both]).ends((0, 2)) == (0.0, inf)


def place(**codes: Any) -> Place:
    total = dict.fromkeys(DIMENSIONS, "total") | {"area": "KH", "period": (2020, 2020, "2020")}
    return tuple((total | codes)[name] for name in DIMENSIONS)


def years(start: int, end: int) -> tuple[int, int, str]:
    return start, end, str(start) if start == end else f"{start}-{end}"


@pytest.mark.parametrize(
    ("name", "whole", "codes", "left"),
    [
        ("sex", "total", ["female"], "male"),
        ("residence", "total", ["rural"], "urban"),
        ("area", "KH02+KH24", ["KH02"], "KH24"),
        ("area", "KH", ["KH02", "KH02+KH24", "KH24"], "elsewhere"),
        ("age", "0-9", ["0-4"], "5-9"),
        ("age", "total", ["0-4", "5-17"], "rest"),
        ("wealth", "total", ["quintile_1", "quintile_2", "quintile_3", "quintile_4", "quintile_5"], "rest"),
        ("period", years(2020, 2022), [years(2020, 2020)], years(2021, 2022)),
    ],
)
def test_a_whole_is_what_is_told_and_what_that_leaves(name: str, whole: Any, codes: list[Any], left: Any) -> None:
    grid = Partition([place(**{name: code}) for code in (whole, *codes)], Assumptions())
    of_all, of_left = (set(grid.smallest(place(**{name: code}))) for code in (whole, left))
    of_told = {one for code in codes for one in grid.smallest(place(**{name: code}))}
    assert of_all == of_told | of_left and not of_told & of_left
    assert place(**{name: left}) in set(grid.places())


def test_fifths_and_quarters_by_wealth_overlap() -> None:
    grid = Partition(
        [place(wealth=code) for code in ("total", "quintile_1", "quartile_1", "quartile_2")], Assumptions()
    )
    fifth, quarter, second = (
        set(grid.smallest(place(wealth=code))) for code in ("quintile_1", "quartile_1", "quartile_2")
    )
    assert fifth < quarter and not quarter & second


def test_each_assumption_is_tried_that_makes_a_difference() -> None:
    told = [place(), place(area="KH02"), place(period=years(2020, 2021)), place(sex="female")]
    assert {(*one.closed, one.apart) for one in assumptions(told)} == {
        ("area", False),
        ("area", True),
        (False,),
        (True,),
    }
    closed, apart = Partition(told, Assumptions(frozenset({"area"}))), Partition(told, Assumptions(apart=True))
    assert closed.smallest(place()) == closed.smallest(place(area="KH02"))
    assert place(area="elsewhere") not in closed and place(area="elsewhere") in apart
    both = place(period=years(2020, 2021))
    assert set(closed.smallest(place())) < set(closed.smallest(both))
    assert not set(apart.smallest(place())) & set(apart.smallest(both))
