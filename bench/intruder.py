"""An intruder with a solver: what can be worked out of all that was ever public of a made-up table.

It shares nothing with ``etl.protect`` but the library that solves. It knows the groups of every table, each of at least
0 children, and that every number that was public is a sum of some of them, every share a part of one, rounded to a
tenth; linear programming says between which ends any other number then lies. It puts what two members tell together
where they tell some number or share alike, or one tells what the other's leave, and none differs. It keeps what was
taken back. It does not know why a figure is hidden, and nothing of the children beside what is public.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil, floor
from typing import Any

from bench.disclosure import OFFICIAL, STEPS, Group, Leaf, MadeUp, Numbers, Sent
from childrights.catalogue import Indicator, Observation

_NEAR = 1e-6
_ENDLESS = 1e9
HELD, OF, REST = "held", "of", "rest"


@dataclass(frozen=True, slots=True)
class Breach:
    """A hidden number that lies between ``low`` and ``high``, closer than its threshold; ``is_sent`` tells whether
    anybody sent it at all."""

    table: int
    about: str
    low: float
    high: float
    threshold: int
    is_sent: bool = True


@dataclass(frozen=True, slots=True)
class Looked:
    """What the intruder found in one table: numbers that had to be hidden, breaches, and what hiding cost: figures
    sent, shown, and those that would have been if every row with a small number had been hidden whole."""

    small: int
    breaches: tuple[Breach, ...]
    sent: int
    shown: int
    by_rows: int
    rows_leave: int = 0
    rows_safely: int = 0

    @property
    def worked_out(self) -> int:
        """How many numbers that somebody sent, and that are hidden, can be worked out."""
        return sum(one.is_sent for one in self.breaches)


Public = dict[tuple[str, str], Observation]
"""Where (``cell``) and in which step a figure was public, and what of it was."""
Told = tuple[Sent, Observation]
"""What was sent, and what of it was public."""


@dataclass(frozen=True, slots=True)
class _Known:
    """Which number of which groups everybody knows: it is ``number``, or so many tenths of a per cent of all."""

    which: str
    leaves: frozenset[Leaf]
    number: float
    is_share: bool = False


def look(table: MadeUp, public: Public, least: int, indicator: Indicator) -> Looked:
    """Try to work out every small number of one table, sent or not, from all of it that was ever public.

    What can be worked out of official figures alone is nobody's breach.
    """
    small, breaches = _worked_out(table, public, least, indicator)
    values = {(one.hand, one.group) for one in table.sent if _is_sent(one)}
    shown = {(one.hand, one.group) for one in table.sent if (one.observation.cell, one.step) in public}
    costs = _by_rows(table, values, least, indicator)
    return Looked(small, tuple(breaches), len(values), len(shown & values), *costs)


def _worked_out(table: MadeUp, public: Public, least: int, indicator: Indicator) -> tuple[int, list[Breach]]:
    """How many small numbers were sent, and those that can be worked out."""
    known = [(one, public[where]) for one in table.sent if (where := (one.observation.cell, one.step)) in public]
    told = {hand: _newest([pair for pair in known if pair[0].hand == hand]) for hand in (OFFICIAL, "A", "B")}
    printed = _Solver(table, told[OFFICIAL]) if told[OFFICIAL] else None
    breaches: list[Breach] = []
    small = 0
    for hand, views in _views(table, told).items():
        for target in _targets(table, hand, least, indicator):
            small += target.is_sent
            breach = next((found for view in views if (found := target.worked_out_by(view, table, least))), None)
            if breach and not (printed and target.worked_out_by(printed, table, least)):
                breaches.append(breach)
    return small, breaches


def _is_sent(one: Sent) -> bool:
    return one.hand != OFFICIAL and one.observation.value is not None


_Row = tuple[str, str, tuple[int, int]]
"""Of whom, which place and which years."""


def _by_rows(
    table: MadeUp, values: Collection[tuple[str, Group]], least: int, indicator: Indicator
) -> tuple[int, int, int]:
    """How many figures would be shown if every row with a small number were hidden; how many numbers that leaves to be
    worked out; and how many would be shown if further rows were hidden, those first that leave the fewest, until none
    can be."""

    def left(hidden: Collection[_Row]) -> int:
        public = {
            (one.observation.cell, one.step): one.observation
            for one in table.sent
            if one.observation.value is not None and (one.hand == OFFICIAL or (one.hand, *one.group[:2]) not in hidden)
        }
        return len(_worked_out(table, public, least, indicator)[1])

    def shown(hidden: Collection[_Row]) -> int:
        return sum((hand, *group[:2]) not in hidden for hand, group in values)

    hidden: set[_Row] = {
        (hand, *group[:2])
        for hand, group in values
        if any(0 < number < least for _, number in _numbers(table, hand, group, indicator))
    }
    by_rows, leave = shown(hidden), left(hidden)
    now = leave
    while now and (others := {(hand, *group[:2]) for hand, group in values} - hidden):
        now, _, one = min((left({*hidden, row}), -shown({*hidden, row}), row) for row in others)
        hidden.add(one)
    return by_rows, leave, shown(hidden)


def _newest(told: Sequence[Told]) -> list[Told]:
    """Of two different numbers of one hand for one group the newer: the older was wrong."""
    in_order = sorted(told, key=lambda pair: STEPS.index(pair[0].step))
    newest = {one.group: shown.value for one, shown in in_order}
    return [(one, shown) for one, shown in told if shown.value == newest[one.group]]


def _views(table: MadeUp, told: Mapping[str, Sequence[Told]]) -> dict[str, list[_Solver]]:
    """From what somebody may work out a number of each member: its figures with and without those that were printed,
    and with those of the other."""
    found = {}
    together: list[_Solver] = []
    if told["A"] and told["B"] and _is_of_the_same(table, told):
        together = [_Solver(table, [*told[OFFICIAL], *told["A"], *told["B"]])]
    for hand in ("A", "B"):
        alone = [_Solver(table, [*told[OFFICIAL], *told[hand]])]
        if told[OFFICIAL] and not alone[0].is_possible:
            alone = [_Solver(table, told[hand])]
        found[hand] = [view for view in (*together, *alone) if view.is_possible]
        if together and together[0].is_possible:
            # Whoever knows more works out more.
            found[hand] = together
    return found


def _is_of_the_same(table: MadeUp, told: Mapping[str, Sequence[Told]]) -> bool:
    """Whether two members seem to tell of the same children."""
    mine, theirs = _by_group([*told[OFFICIAL], *told["A"]]), _by_group(told["B"])
    alike = False
    for group in mine.keys() & theirs.keys():
        for one in mine[group]:
            for other in theirs[group]:
                for name in ("value", "numerator", "denominator"):
                    numbers = getattr(one, name), getattr(other, name)
                    if None not in numbers and numbers[0] != numbers[1]:
                        return False
                    alike |= None not in numbers and bool(numbers[0])
    if alike:
        return True
    for hand, another in (("A", "B"), ("B", "A")):
        view = _Solver(table, [*told[OFFICIAL], *told[hand]])
        if not view.is_possible:
            continue
        for sent, shown in told[another]:
            for fact in _facts(table, sent, shown):
                if fact.number and not fact.is_share:
                    ends = view.interval(fact.which, fact.leaves)
                    if ends == (fact.number, fact.number):
                        return True
    return False


def _by_group(told: Iterable[Told]) -> dict[Group, list[Observation]]:
    found: dict[Group, list[Observation]] = {}
    for one, shown in told:
        found.setdefault(one.group, []).append(shown)
    return found


@dataclass(frozen=True, slots=True)
class _Target:
    """A small number that nobody may work out."""

    which: str
    leaves: frozenset[Leaf]
    truth: int
    about: str
    is_sent: bool

    def worked_out_by(self, view: _Solver, table: MadeUp, least: int) -> Breach | None:
        """What is known of it, if that is too much; who takes something wrong to be true knows nothing."""
        if view.is_wide(self.which, self.leaves, least):
            return None
        low, high = view.interval(self.which, self.leaves)
        if high - low >= least or not low <= self.truth <= high:
            return None
        return Breach(table.number, f"{self.which} {self.about}", low, high, least, self.is_sent)


def _targets(table: MadeUp, hand: str, least: int, indicator: Indicator) -> Iterator[_Target]:
    """Every small number of a member, of the groups that it sends and of those it does not."""
    sent = {one.group: one.observation.cell for one in table.sent if one.hand == hand}
    if not sent:
        return
    for group, leaves in table.groups.items():
        for which, number in _numbers(table, hand, group, indicator):
            if 0 < number < least:
                about = sent.get(group, f"T{table.number} {group}")
                yield _Target(which, leaves, number, f"{hand}: {about}", group in sent)


def _numbers(table: MadeUp, hand: str, group: Group, indicator: Indicator) -> Iterator[tuple[str, int]]:
    """What nobody may work out: those counted; of a share those held, all, and of delicate ones those not held."""
    held, of = (_sum(numbers, table.groups[group]) for numbers in table.truth(hand))
    yield HELD, held
    if table.is_share:
        yield OF, of
        if indicator.sensitivity != "public":
            yield REST, of - held


def _sum(numbers: Numbers, leaves: Iterable[Leaf]) -> int:
    return sum(numbers[leaf] for leaf in leaves)


def _facts(table: MadeUp, one: Sent, told: Observation) -> Iterator[_Known]:
    """What a public figure says of the children."""
    if told.value is None:
        return
    leaves = table.groups[one.group]
    if not table.is_share:
        yield _Known(HELD, leaves, told.value)
        return
    of = told.denominator if told.denominator is not None else told.sample_size
    if told.numerator is not None:
        yield _Known(HELD, leaves, told.numerator)
    if of is not None:
        yield _Known(OF, leaves, of)
    if told.numerator is None or of is None:
        # Rounded to a tenth: between half a tenth less and half a tenth more of all.
        yield _Known(HELD, leaves, round(10 * told.value), is_share=True)


class _Solver:
    """The least and the most that a sum of groups can be, given what is public."""

    def __init__(self, table: MadeUp, told: Iterable[Told]) -> None:
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
        self.seen: list[Any] = []
        for fact in {fact for one, shown in told for fact in _facts(table, one, shown)}:
            if fact.is_share:
                held, of = self._row(fact.leaves, HELD), self._row(fact.leaves, OF)
                self._add(1000 * held - (fact.number - 0.5) * of, 0.0, highspy.kHighsInf)
                self._add(1000 * held - (fact.number + 0.5) * of, -highspy.kHighsInf, 0.0)
            else:
                self._add(self._row(fact.leaves, fact.which), fact.number, fact.number)

    def _add(self, row: Any, low: float, high: float) -> None:
        (at,) = self.np.nonzero(row)
        self.high.addRow(low, high, len(at), at.astype(self.np.int32), row[at])

    def _row(self, leaves: Iterable[Leaf], which: str) -> Any:
        row, half = self.np.zeros(self.width), len(self.places)
        for leaf in leaves:
            if which in (HELD, OF):
                row[self.places[leaf]] = 1.0
            if which in (REST, OF) and self.table.is_share:
                row[half + self.places[leaf]] = 1.0
        return row

    @cached_property
    def is_possible(self) -> bool:
        """Whether there are any such children."""
        self.high.changeColsCost(self.width, self.np.arange(self.width, dtype=self.np.int32), self.np.zeros(self.width))
        self.high.run()
        return bool(self.high.getModelStatus() == self.statuses.kOptimal)

    def is_wide(self, which: str, leaves: frozenset[Leaf], least: int) -> bool:
        """Whether two tables that may be were met already in which a number is that far apart."""
        if not self.seen:
            return False
        numbers = self.np.asarray(self.seen) @ self._row(leaves, which)
        return bool(floor(numbers.max() + _NEAR) - ceil(numbers.min() - _NEAR) >= least)

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
            return -_ENDLESS
        if status != self.statuses.kOptimal:
            raise ArithmeticError(f"table {self.table.number}: {status}")
        self.seen.append(self.np.asarray(self.high.getSolution().col_value))
        return float(self.high.getObjectiveValue())
