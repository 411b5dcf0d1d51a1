"""An intruder with a solver: tables made up, sent, published, and what can be worked out of all that was public.

The solver shares nothing with ``etl.protect``. It knows the children of every table group by group (place, sex, band of
age, year), each at least 0, and that every number that was ever public is a sum of some of them; scipy's linear
programming says between which ends a hidden number then lies.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from math import ceil, floor
from typing import Any

from childrights.catalogue import Indicator, Observation

SEED = 20261130
COUNTS = (
    "children_reintegrated",
    "helpline_contacts_abuse",
    "children_disability_cash",
    "students_with_disability_enrolled",
    "child_mine_casualties",
    "rci_children_inspection",
    "rci_children_mapped",
    "cash_pregnant_under2",
    "idpoor_people",
    "population_census",
)
SHARES = (
    "family_based_care_share",
    "residential_care_living_parent",
    "children_diverted",
    "birth_registration_30_days",
)
AGES = ("0-4", "5-9", "10-14", "15-17")
PLACES = ("KH01", "KH02", "KH05", "KH09", "KH16", "KH19", "KH23", "KH24")
ELSEWHERE = "elsewhere"
STEPS = ("A first", "A second", "B", "A third", "A fourth")
"""What is sent in which upload: the second of A is taken back before the fourth comes."""
_NEAR = 1e-6

Leaf = tuple[str, int, str, str]
"""A place, a year, a sex and a band of age."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One figure as it is sent, with the step, and the leaves that it counts."""

    step: str
    observation: Observation
    leaves: frozenset[Leaf]


@dataclass(slots=True)
class MadeUp:
    """One table: who is counted (``of``: all, ``held``: those of a share), and what is sent of it when."""

    number: int
    indicator: str
    held: Mapping[Leaf, int]
    of: Mapping[Leaf, int]
    sent: list[Sent] = field(default_factory=list)

    @property
    def is_share(self) -> bool:
        """Whether its figures are percentages with both numbers told."""
        return self.of is not self.held


def tables(count: int, seed: int = SEED) -> list[MadeUp]:
    """Made-up tables, each of an indicator and years that no other of ``room`` tables has."""
    rng = random.Random(seed)
    slots = [(code, year) for year in range(1950, 2024, 3) for code in (*COUNTS, *SHARES)]
    return [_made_up(number, *slots[number % len(slots)], rng) for number in range(count)]


ROOM = len(range(1950, 2024, 3)) * (len(COUNTS) + len(SHARES))
"""How many tables one state has room for."""


def _made_up(number: int, indicator: str, year: int, rng: random.Random) -> MadeUp:
    places = [*rng.sample(PLACES, rng.randint(1, 4)), *([ELSEWHERE] if rng.random() < 0.6 else [])]
    years = [year, year + 1] if rng.random() < 0.25 else [year]
    ages = AGES[: rng.choice((1, 2, 4))]
    leaves = list(product(places, years, ("female", "male"), ages))
    of = {leaf: _number(rng) for leaf in leaves}
    held = {leaf: rng.randint(0, n) for leaf, n in of.items()} if indicator in SHARES else of
    table = MadeUp(number, indicator, held, of)
    spans = [(one, one) for one in years] + ([(years[0], years[-1])] if len(years) > 1 else [])
    for place, span, sex, age in product(
        [*places, "KH"], spans, ("total", "female", "male"), ("total", *(ages if len(ages) > 1 else ()))
    ):
        if place != ELSEWHERE and rng.random() < 0.85:
            inside = frozenset(leaf for leaf in leaves if _counts(leaf, place, span, sex, age))
            step = rng.choices(STEPS, (5, 2, 1.5, 1.5, 1))[0]
            table.sent += [
                Sent(one, _figure(table, place, span, sex, age, inside), inside) for one in _steps(step, rng)
            ]
    return table


def _number(rng: random.Random) -> int:
    return rng.choice((0, 1, 2, 3, 4, 6, 8, 9, 11, 12, 15, 19, 24, 30, 45, 80, 150))


def _steps(step: str, rng: random.Random) -> Iterable[str]:
    """A figure may come from two members, and once more after it was taken back."""
    if step == "A first" and rng.random() < 0.1:
        return (step, "B")
    return (step, "A fourth") if step == "A second" and rng.random() < 0.5 else (step,)


def _counts(leaf: Leaf, place: str, span: tuple[int, int], sex: str, age: str) -> bool:
    return (
        place in ("KH", leaf[0])
        and span[0] <= leaf[1] <= span[1]
        and sex in ("total", leaf[2])
        and age in ("total", leaf[3])
    )


def _figure(
    table: MadeUp, place: str, span: tuple[int, int], sex: str, age: str, inside: Iterable[Leaf]
) -> Observation:
    held, of = (float(sum(numbers[leaf] for leaf in inside)) for numbers in (table.held, table.of))
    period = str(span[0]) if span[0] == span[1] else f"{span[0]}-{span[1]}"
    more: dict[str, Any] = {"value": held}
    if table.is_share:
        more = {"value": round(100 * held / of, 1), "numerator": held, "denominator": of} if of else {}
    more = more or {"value": None, "status": "not_applicable"}
    where = f"T{table.number} {place} {period} {sex} {age}"
    return Observation(
        table.indicator, place, *span, period, sex=sex, age=age, sheet="Data", cell=where, layer="members", **more
    )


@dataclass(frozen=True, slots=True)
class Breach:
    """A hidden number that lies between ``low`` and ``high``, closer than its threshold."""

    table: int
    about: str
    low: float
    high: float
    threshold: int


@dataclass(frozen=True, slots=True)
class Looked:
    """What the intruder found in one table: numbers that had to be hidden, breaches, and what hiding cost: figures
    sent, shown, and those that would have been if every row with a small number had been hidden whole."""

    small: int
    breaches: tuple[Breach, ...]
    sent: int
    shown: int
    by_rows: int


Public = set[tuple[str, str]]
"""Where (``cell``) and in which step numbers were public."""


def look(table: MadeUp, public: Public, least: int, indicator: Indicator) -> Looked:
    """Try to work out every small number of one table from all of it that was ever public.

    The intruder puts what two members tell together where they tell some number alike.
    """
    known = [one for one in table.sent if (one.observation.cell, one.step) in public]
    ours = {one.leaves for one in known if one.step != "B" and any(table.held[leaf] for leaf in one.leaves)}
    if not any(one.step == "B" and one.leaves in ours for one in known):
        # Nothing says that the two members tell of the same children.
        known = [one for one in known if one.step != "B"]
    told = {one.leaves for one in known}
    small = {
        one.leaves: one
        for one in table.sent
        if one.leaves not in told and _is_small(table, one.leaves, least, indicator)
    }
    solver = _Solver(table, told)
    breaches = [
        Breach(table.number, one.observation.cell, low, high, least)
        for leaves, one in small.items()
        for low, high in solver.intervals(leaves, least, indicator)
        if high - low < least
    ]
    everything = {one.leaves: one.observation for one in table.sent if one.observation.value is not None}
    rows = {_row(everything[leaves]) for leaves in everything if _is_small(table, leaves, least, indicator)}
    by_rows = sum(1 for one in everything.values() if _row(one) not in rows)
    return Looked(len(small), tuple(breaches), len(everything), len(told & everything.keys()), by_rows)


def _row(one: Observation) -> tuple[str, str]:
    return one.area, one.period_label


def _is_small(table: MadeUp, leaves: frozenset[Leaf], least: int, indicator: Indicator) -> bool:
    return any(0 < sum(numbers[leaf] for leaf in leaves) < least for _, numbers in _numbers(table, indicator))


def _numbers(table: MadeUp, indicator: Indicator) -> Iterator[tuple[str, Mapping[Leaf, int]]]:
    """What nobody may work out: those counted; of a share those held, all, and of delicate ones those not held."""
    yield "held", table.held
    if table.is_share:
        yield "of", table.of
        if indicator.sensitivity != "public":
            yield "rest", {leaf: table.of[leaf] - table.held[leaf] for leaf in table.of}


class _Solver:
    def __init__(self, table: MadeUp, told: Iterable[frozenset[Leaf]]) -> None:
        import numpy as np

        self.table = table
        self.places = {leaf: at for at, leaf in enumerate(table.of)}
        # Those held, then those not held: two unknown numbers of every group, of plain counts the first alone.
        self.width = len(self.places) * (2 if table.is_share else 1)
        rows, ends = [], []
        for leaves in told:
            rows.append(self._row(leaves, "held"))
            ends.append(sum(table.held[leaf] for leaf in leaves))
            if table.is_share:
                rows.append(self._row(leaves, "of"))
                ends.append(sum(table.of[leaf] for leaf in leaves))
        self.rows = np.array(rows) if rows else None
        self.ends = np.array(ends, dtype=float) if rows else None

    def _row(self, leaves: Iterable[Leaf], which: str) -> Any:
        import numpy as np

        row, half = np.zeros(self.width), len(self.places)
        for leaf in leaves:
            if which in ("held", "of"):
                row[self.places[leaf]] = 1.0
            if which in ("rest", "of") and self.table.is_share:
                row[half + self.places[leaf]] = 1.0
        return row

    def intervals(self, leaves: frozenset[Leaf], least: int, indicator: Indicator) -> Iterator[tuple[float, float]]:
        for which, numbers in _numbers(self.table, indicator):
            if 0 < sum(numbers[leaf] for leaf in leaves) < least:
                row = self._row(leaves, which)
                yield ceil(self._end(row) - _NEAR), floor(-self._end(-row) + _NEAR)

    def _end(self, row: Any) -> float:
        from scipy.optimize import linprog  # type: ignore[import-untyped]

        found = linprog(row, A_eq=self.rows, b_eq=self.ends, bounds=(0, None), method="highs")
        if found.status == 3:
            return -1e9
        if found.status != 0:
            raise ArithmeticError(f"table {self.table.number}: {found.message}")
        return float(found.fun)


def observations(of: Sequence[MadeUp], step: str, upload: str) -> list[Observation]:
    """What is sent in one step of some tables, with codes."""
    member = step.split()[0]
    coded = [
        replace(one.observation, id=f"{upload}-{number}-{at}", upload=upload, member=member, source_kind="own_records")
        for number, table in enumerate(of)
        for at, one in enumerate(table.sent)
        if one.step == step
    ]
    return coded
