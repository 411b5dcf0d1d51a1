"""Which tables may be, given sums and shares of their smallest groups: the least and the most that other sums can be.

Every smallest group counts at least nobody. Sums that leave one group, or nobody, are taken out first; what hangs
together of the rest is a linear programme of its own (HiGHS). Tables that were found once show of many other sums
that they are not bounded closely, so that most are never asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, inf
from typing import Any

_NEAR = 1e-6
_MANY = 1e7
"""More of a smallest group than this need not be looked for: so wide an interval protects anybody."""
Ends = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Row:
    """Between ``low`` and ``high`` lies what the columns of ``terms`` count, each so many times."""

    terms: tuple[tuple[tuple[int, ...], float], ...]
    low: float
    high: float


class Feasible:
    """All tables of smallest groups that some rows leave; ``is_possible`` where there are any."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._known: dict[int, float] = {}
        self._parts: dict[int, _Part] = {}
        self.is_possible = True
        left = self._taken_out([_Left(one) for one in dict.fromkeys(rows)])
        if self.is_possible:
            for part in _connected(left):
                if not any(0.0 < abs(end) < inf for row in part for end in (row.low, row.high)):
                    # Shares alone, and no number: as many times as many would do, so that nobody is bounded.
                    continue
                programme = _Part(part)
                self.is_possible &= programme.is_possible
                self._parts.update(dict.fromkeys(programme.index, programme))

    def _taken_out(self, rows: list[_Left]) -> list[_Left]:
        """The rows without the groups that are known; what is left of them says nothing of itself."""
        at: dict[int, list[_Left]] = defaultdict(list)
        for row in rows:
            for column in row.terms:
                at[column].append(row)
        waiting = list(rows)
        while waiting and self.is_possible:
            row = waiting.pop()
            for column, number in row.settles():
                if number < -_NEAR:
                    self.is_possible = False
                    return []
                self._known[column] = max(number, 0.0)
                for other in at[column]:
                    if column in other.terms:
                        other.take(column, self._known[column])
                        waiting.append(other)
            if not row.terms and not row.holds:
                self.is_possible = False
        return [row for row in rows if row.terms]

    def ends(self, columns: Collection[int], enough: float = inf) -> Ends:
        """The least and the most, in whole people, that the sum of some columns can be: no nearer to each other than
        they are, once they are ``enough`` apart."""
        known = sum(self._known.get(one, 0.0) for one in columns)
        asked: dict[_Part, list[int]] = defaultdict(list)
        for one in columns:
            if one not in self._known:
                if one not in self._parts:
                    return 0.0, inf
                asked[self._parts[one]].append(one)
        seen = [part.seen(some) for part, some in asked.items()]
        low, high = known + sum(one[0] for one in seen), known + sum(one[1] for one in seen)
        if _whole(low, high)[1] - _whole(low, high)[0] >= enough:
            return _whole(low, high)
        for sign in (-1.0, 1.0):
            found = known + sum(part.end(some, sign) for part, some in asked.items())
            low, high = (found, high) if sign > 0 else (low, found)
            if _whole(low, high)[1] - _whole(low, high)[0] >= enough:
                break
        return _whole(low, high)


def _whole(low: float, high: float) -> Ends:
    return max(0.0, float(ceil(low - _NEAR))), high if high == inf else float(floor(high + _NEAR))


class _Left:
    """What is left of a row without the groups that are known."""

    def __init__(self, row: Row) -> None:
        self.terms = {column: factor for columns, factor in row.terms for column in columns}
        self.low, self.high = row.low, row.high
        self._is_sum = len(row.terms) == 1

    @property
    def holds(self) -> bool:
        return self.low - _NEAR <= 0.0 <= self.high + _NEAR

    def take(self, column: int, number: float) -> None:
        factor = self.terms.pop(column)
        self.low, self.high = self.low - factor * number, self.high - factor * number

    def settles(self) -> list[tuple[int, float]]:
        """The groups that the row leaves no choice: the last one of a sum, or all where nobody is left."""
        if not self._is_sum or not self.terms or self.low != self.high:
            return []
        if len(self.terms) == 1:
            return [(next(iter(self.terms)), self.low)]
        if self.low < _NEAR:
            return [(one, self.low if self.low < -_NEAR else 0.0) for one in self.terms]
        return []


def _connected(rows: Sequence[_Left]) -> list[list[_Left]]:
    """Rows in groups that share no column."""
    leader: dict[int, int] = {}

    def find(one: int) -> int:
        while leader.setdefault(one, one) != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    for row in rows:
        first = find(next(iter(row.terms)))
        for column in row.terms:
            leader[find(column)] = first
    parts: dict[int, list[_Left]] = defaultdict(list)
    for row in rows:
        parts[find(next(iter(row.terms)))].append(row)
    return list(parts.values())


class _Part:
    """A linear programme over the groups of some rows."""

    def __init__(self, rows: Sequence[_Left]) -> None:
        import highspy
        import numpy as np

        self._np, self._solver, self._status = np, highspy.Highs(), highspy.HighsModelStatus
        self._solver.setOptionValue("output_flag", False)
        self._solver.setOptionValue("threads", 1)
        self.index: dict[int, int] = {}
        for row in rows:
            for column in row.terms:
                self.index.setdefault(column, len(self.index))
        count = len(self.index)
        self._solver.addVars(count, np.zeros(count), np.full(count, _MANY))
        lengths = [len(row.terms) for row in rows]
        starts = np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.int32)
        places = np.array([self.index[one] for row in rows for one in row.terms], dtype=np.int32)
        factors = np.array([factor for row in rows for factor in row.terms.values()], dtype=float)
        ends = (np.array(some, dtype=float) for some in zip(*((row.low, row.high) for row in rows), strict=True))
        self._solver.addRows(len(rows), *ends, len(places), starts, places, factors)
        self._tables: Any = np.zeros((0, count))
        self._found: dict[tuple[frozenset[int], float], float] = {}
        every = np.ones(count)
        self.is_possible = self._solve(every) is not None
        if not self.is_possible:
            # Perhaps among larger numbers.
            self._solver.changeColsBounds(
                count, np.arange(count, dtype=np.int32), np.zeros(count), np.full(count, highspy.kHighsInf)
            )
            self.is_possible = self._solve(every) is not None
        if self.is_possible:
            self._solve(-every)

    def seen(self, columns: Sequence[int]) -> Ends:
        """Between which ends a sum lay in the tables that were found."""
        sums = self._tables[:, [self.index[one] for one in columns]].sum(axis=1)
        return float(sums.min()), float(sums.max())

    def end(self, columns: Sequence[int], sign: float) -> float:
        """The least (``sign`` 1) or the most (-1) that a sum can be."""
        asked = frozenset(columns), sign
        if asked not in self._found:
            costs = self._np.zeros(len(self.index))
            costs[[self.index[one] for one in columns]] = sign
            found = self._solve(costs)
            self._found[asked] = inf if found is None else sign * found
        return self._found[asked]

    def _solve(self, costs: Any) -> float | None:
        """The least that a table can cost; ``None`` where it has no end or there is no table."""
        count = len(self.index)
        self._solver.changeColsCost(count, self._np.arange(count, dtype=self._np.int32), costs)
        self._solver.run()
        if self._solver.getModelStatus() == self._status.kUnknown:
            # The start from the answer before led nowhere: from the beginning.
            self._solver.clearSolver()
            self._solver.run()
        if self._solver.getModelStatus() != self._status.kOptimal:
            return None
        table = self._np.asarray(self._solver.getSolution().col_value)
        self._tables = self._np.vstack([self._tables, table])
        return float(table @ costs)
