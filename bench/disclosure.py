"""An intruder with a solver: tables made up, sent, published, and what can be worked out of all that was public.

The intruder shares nothing with ``etl.protect`` but the library that solves. It knows the children of every table group
by group (place, sex, band of age, year), each at least 0, and that every number that was ever public is a sum of some
of them, every share a part of one; linear programming says between which ends a hidden number then lies.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from math import ceil, floor
from typing import Any

from childrights.catalogue import MEMBERS, PUBLISHED, Indicator, Observation
from childrights.members import OWN_RECORDS, QUOTED

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
OFFICIAL = "Official"
STEPS = (OFFICIAL, "A first", "A second", "B", "A third", "A fourth")
"""What is sent in which upload: first what was printed, which is quoted and compared; the second of A is taken back
before the fourth comes."""
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
    """Made-up tables, each of an indicator and years that no other of 350 has."""
    rng = random.Random(seed)
    slots = [(code, year) for year in range(1950, 2024, 3) for code in (*COUNTS, *SHARES)]
    return [_made_up(number, *slots[number % len(slots)], rng) for number in range(count)]


def _made_up(number: int, indicator: str, year: int, rng: random.Random) -> MadeUp:
    places = [*rng.sample(PLACES, rng.randint(1, 4)), *([ELSEWHERE] if rng.random() < 0.6 else [])]
    years = [year, year + 1] if rng.random() < 0.25 else [year]
    ages = AGES[: rng.choice((1, 2, 4))]
    leaves = list(product(places, years, ("female", "male"), ages))
    of = {leaf: _number(rng) for leaf in leaves}
    held = {leaf: rng.randint(0, n) for leaf, n in of.items()} if indicator in SHARES else of
    table = MadeUp(number, indicator, held, of)
    spans = [(one, one) for one in years] + ([(years[0], years[-1])] if len(years) > 1 else [])
    printed = rng.choice((0.0, 0.0, 0.1, 0.4))
    for place, span, sex, age in product(
        [*places, "KH"], spans, ("total", "female", "male"), ("total", *(ages if len(ages) > 1 else ()))
    ):
        if place != ELSEWHERE and rng.random() < 0.85:
            inside = frozenset(leaf for leaf in leaves if _counts(leaf, place, span, sex, age))
            step = rng.choices(STEPS[1:], (5, 2, 1.5, 1.5, 1))[0]
            table.sent += [
                Sent(one, _figure(table, place, span, sex, age, inside, rng), inside) for one in _steps(step, rng)
            ]
            if rng.random() < printed:
                told = _figure(table, place, span, sex, age, inside, rng)
                table.sent += [Sent(OFFICIAL, told, inside)] if told.value is not None else []
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


TELLINGS = (("numerator", "denominator"), ("denominator",), ("numerator",), ("sample_size",), ())
"""What is told beside a percentage: both numbers, one of them, so many asked, or nothing."""


def _figure(
    table: MadeUp,
    place: str,
    span: tuple[int, int],
    sex: str,
    age: str,
    inside: Iterable[Leaf],
    rng: random.Random,
) -> Observation:
    held, of = (float(sum(numbers[leaf] for leaf in inside)) for numbers in (table.held, table.of))
    period = str(span[0]) if span[0] == span[1] else f"{span[0]}-{span[1]}"
    more: dict[str, Any] = {"value": held}
    if table.is_share:
        told = rng.choices(TELLINGS, (6, 2, 1, 1, 2))[0]
        beside = {"numerator": held, "denominator": of, "sample_size": int(of)}
        more = {"value": round(100 * held / of, 1), **{name: beside[name] for name in told}} if of else {}
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


Public = dict[tuple[str, str], Observation]
"""Where (``cell``) and in which step a figure was public, and what of it was."""
Known = tuple[str, frozenset[Leaf], float, float]
"""Which number of which groups everybody knows to lie between two ends; ``share N`` is so many tenths of a per cent."""


def look(table: MadeUp, public: Public, least: int, indicator: Indicator) -> Looked:
    """Try to work out every small number of one table from all of it that was ever public.

    The intruder puts what two members tell together where they tell some number alike. What can be worked out of
    official figures alone is nobody's breach.
    """
    known = [(one, public[where]) for one in table.sent if (where := (one.observation.cell, one.step)) in public]
    ours = {one.leaves for one, _ in known if one.step != "B" and any(table.held[leaf] for leaf in one.leaves)}
    if not any(one.step == "B" and one.leaves in ours for one, _ in known):
        # Nothing says that the two members tell of the same children.
        known = [(one, told) for one, told in known if one.step != "B"]
    printed = [fact for one, told in known if one.step == OFFICIAL for fact in _facts(table, one.leaves, told)]
    facts = [fact for one, told in known for fact in _facts(table, one.leaves, told)]
    told = {one.leaves for one, _ in known}
    sent = {one.leaves: one for one in table.sent if one.step != OFFICIAL}
    small = {
        leaves: one for leaves, one in sent.items() if leaves not in told and _is_small(table, leaves, least, indicator)
    }
    everything, without_us = _Solver(table, facts), _Solver(table, printed) if printed else None
    breaches = []
    for leaves, one in small.items():
        for which, numbers in _numbers(table, indicator):
            if 0 < sum(numbers[leaf] for leaf in leaves) < least:
                low, high = everything.interval(which, leaves)
                if high - low < least and not (without_us and _narrow(*without_us.interval(which, leaves), least)):
                    breaches.append(Breach(table.number, f"{which} {one.observation.cell}", low, high, least))
    values = {leaves: one.observation for leaves, one in sent.items() if one.observation.value is not None}
    rows = {_row(values[leaves]) for leaves in values if _is_small(table, leaves, least, indicator)}
    by_rows = sum(1 for one in values.values() if _row(one) not in rows)
    shown = {one.leaves for one, _ in known if one.step != OFFICIAL}
    return Looked(len(small), tuple(breaches), len(values), len(shown & values.keys()), by_rows)


def _narrow(low: float, high: float, least: int) -> bool:
    return high - low < least


def _facts(table: MadeUp, leaves: frozenset[Leaf], told: Observation) -> Iterator[Known]:
    """What a public figure says of the children."""
    if told.value is None:
        return
    if not table.is_share:
        yield "held", leaves, told.value, told.value
        return
    of = told.denominator if told.denominator is not None else told.sample_size
    if told.numerator is not None:
        yield "held", leaves, told.numerator, told.numerator
    if of is not None:
        yield "of", leaves, of, of
    if told.numerator is None or of is None:
        yield f"share {round(10 * told.value)}", leaves, 0.0, 0.0


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
    """The least and the most that a sum of groups can be, given sums that are known between two ends."""

    def __init__(self, table: MadeUp, known: Iterable[Known]) -> None:
        import highspy
        import numpy as np

        self.table, self.np, self.high = table, np, highspy.Highs()
        self.statuses = highspy.HighsModelStatus
        self.high.setOptionValue("output_flag", False)
        self.high.setOptionValue("threads", 1)
        self.places = {leaf: at for at, leaf in enumerate(table.of)}
        # Those held, then those not held: two unknown numbers of every group, of plain counts the first alone.
        self.width = len(self.places) * (2 if table.is_share else 1)
        self.high.addVars(self.width, np.zeros(self.width), np.full(self.width, highspy.kHighsInf))
        for which, leaves, low, high in set(known):
            if which.startswith("share"):
                # Rounded to a tenth: between half a tenth less and half a tenth more of all.
                tenths, held, of = int(which.split()[1]), self._row(leaves, "held"), self._row(leaves, "of")
                self._add(1000 * held - (tenths - 0.5) * of, 0.0, highspy.kHighsInf)
                self._add(1000 * held - (tenths + 0.5) * of, -highspy.kHighsInf, 0.0)
            else:
                self._add(self._row(leaves, which), low, high)

    def _add(self, row: Any, low: float, high: float) -> None:
        (at,) = self.np.nonzero(row)
        self.high.addRow(low, high, len(at), at.astype(self.np.int32), row[at])

    def _row(self, leaves: Iterable[Leaf], which: str) -> Any:
        row, half = self.np.zeros(self.width), len(self.places)
        for leaf in leaves:
            if which in ("held", "of"):
                row[self.places[leaf]] = 1.0
            if which in ("rest", "of") and self.table.is_share:
                row[half + self.places[leaf]] = 1.0
        return row

    def interval(self, which: str, leaves: frozenset[Leaf]) -> tuple[float, float]:
        """In whole people."""
        row = self._row(leaves, which)
        return ceil(self._end(row) - _NEAR), floor(-self._end(-row) + _NEAR)

    def _end(self, row: Any) -> float:
        self.high.changeColsCost(self.width, self.np.arange(self.width, dtype=self.np.int32), row)
        self.high.run()
        status = self.high.getModelStatus()
        if status not in (self.statuses.kOptimal, self.statuses.kUnbounded):
            # The start from the answer before led nowhere: from the beginning, and nothing taken out first.
            self.high.clearSolver()
            self.high.setOptionValue("presolve", "off")
            self.high.run()
            status = self.high.getModelStatus()
        if status in (self.statuses.kUnbounded, self.statuses.kUnboundedOrInfeasible):
            return -1e9
        if status != self.statuses.kOptimal:
            raise ArithmeticError(f"table {self.table.number}: {status}")
        return float(self.high.getObjectiveValue())


_KINDS = {PUBLISHED: QUOTED, MEMBERS: OWN_RECORDS}


def observations(of: Sequence[MadeUp], step: str, upload: str) -> list[Observation]:
    """What is sent in one step of some tables, with codes."""
    member, layer = step.split()[0], PUBLISHED if step == OFFICIAL else MEMBERS
    about: dict[str, Any] = {"upload": upload, "member": member, "layer": layer}
    coded = [
        replace(one.observation, id=f"{upload}-{number}-{at}", **about, source_kind=_KINDS[layer])
        for number, table in enumerate(of)
        for at, one in enumerate(table.sent)
        if one.step == step
    ]
    return coded
