"""What an intruder can work out: the least and the most that a hidden cell can be, given all that is published.

The feasibility interval of the field (Willenborg and de Waal, Elements of Statistical Disclosure Control, 2001, ch. 4;
Fischetti and Salazar, Management Science 47 (2001) 1008): two linear programmes per cell over the published relations,
every unknown number being at least 0. People are counted whole, so that both ends are rounded inwards; where the linear
answer is no whole number, and the table is small, it is asked again among whole numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product
from math import ceil, floor, inf
from typing import Any

from etl.protect.cells import Cell
from etl.protect.relations import RATIO, Relation

_NEAR = 1e-6
_FEW_TO_LOOK_AT = 4
"""Fewer cells are looked at one by one."""
_WHOLE_WITHIN = 60
"""Up to so many unknown cells it is asked again among whole numbers."""


class LinearProgramme:
    """A linear programme over the unknown cells of some relations, all at least 0.

    A number that is known but for its rounding moves between whole ends, the same in every relation; ``is_loose`` lets
    every relation be off by itself instead, for tables that do not add up as whole people would.
    """

    def __init__(self, relations: Iterable[Relation], *, is_loose: bool = False) -> None:
        import highspy
        import numpy as np

        self._np, self._solver = np, highspy.Highs()
        self._optimal, self._unsure = highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kUnknown
        self._unbounded = (highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible)
        self._solver.setOptionValue("output_flag", False)
        self._solver.setOptionValue("threads", 1)
        self._integer = highspy.HighsVarType.kInteger
        self._endless = highspy.kHighsInf
        self.index: dict[Cell, int] = {}
        rows = []
        for relation in relations:
            known, terms = 0.0, dict[int, float]()
            for cell, factor in relation.terms:
                if cell.is_known and (is_loose or not cell.slack):
                    known += factor * (cell.truth or 0.0)
                else:
                    at = self.index.setdefault(cell, len(self.index))
                    terms[at] = terms.get(at, 0.0) + factor
            slack = relation.slack if is_loose else 0.0
            if terms:
                rows.append((terms, -known - slack, -known + slack))
        count = len(self.index)
        ends = [_rounded(cell) if cell.is_known else (0.0, self._endless) for cell in self.index]
        self._solver.addVars(count, *(np.array([end[at] for end in ends], dtype=float) for at in (0, 1)))
        _add_rows(self._solver, np, rows)
        self._least, self._most = np.full(count, inf), np.full(count, -inf)
        self._nobody = np.zeros(count, dtype=bool)
        self._columns = count
        self._is_rounded = any(relation.slack or relation.along == RATIO for relation in relations)

    def is_wide(self, cell: Cell) -> bool:
        """Whether what was found so far shows already that a cell is protected: every answer is a table that may be."""
        if cell not in self.index:
            return True
        at = self.index[cell]
        most, least = self._most[at], self._least[at]
        return bool(most >= least and floor(most + _NEAR) - ceil(least - _NEAR) >= cell.threshold)

    def is_few(self, cell: Cell) -> bool:
        """Whether a number that nobody sent may be a small one, and everybody can tell it more closely than the
        protection allows: whoever sends it later would find it worked out already."""
        if cell not in self.index or self._nobody[self.index[cell]]:
            return False
        if not self._is_many(cell):
            most = self._end(cell, -1.0)
            if most < cell.threshold - _NEAR:
                return most > _NEAR
        return self._is_close(cell)

    def _is_close(self, cell: Cell) -> bool:
        """Whether a number that may reach its threshold may be below it all the same, but not by as much."""
        if self.is_wide(cell):
            return False
        low = max(0.0, ceil(self._end(cell, 1.0) - _NEAR))
        return 0 < low < cell.threshold and not self.is_wide(cell) and not is_protected(*self.interval(cell), cell)

    def look_many(self, cells: Sequence[Cell]) -> None:
        """Find tables in which as many cells as can be reach their thresholds, and those that are 0 in every table.

        One by one each cell would cost a table of its own. Here each is counted up to its threshold, in a column beside
        it, and a table is looked for in which these are together the most: who reaches it is not asked again, and
        where nobody is above 0 the rest are nobody in every table.
        """
        np, solver = self._np, self._solver
        left = [cell for cell in dict.fromkeys(cells) if cell in self.index and not self._is_many(cell)]
        if len(left) < _FEW_TO_LOOK_AT:
            return
        columns = dict(zip(left, range(self._columns, self._columns + len(left)), strict=True))
        solver.addVars(len(left), np.zeros(len(left)), np.array([float(cell.threshold) for cell in left]))
        self._columns += len(left)
        _add_rows(solver, np, [({self.index[one]: 1.0, at: -1.0}, 0.0, self._endless) for one, at in columns.items()])
        while left:
            costs = np.zeros(self._columns)
            costs[[columns[cell] for cell in left]] = -1.0
            self._solve(costs)
            counted = np.asarray(solver.getSolution().col_value)[[columns[cell] for cell in left]]
            if counted.max() < _NEAR:
                self._nobody[[self.index[cell] for cell in left]] = True
            rest = [cell for cell in left if not self._is_many(cell)]
            if counted.max() < _NEAR or len(rest) == len(left):
                return
            left = rest

    def look_none(self, cells: Sequence[Cell]) -> None:
        """Find tables in which as many cells as can be are 0: these need not be asked one by one how few they are."""
        left = [cell for cell in dict.fromkeys(cells) if cell in self.index and not self.is_wide(cell)]
        while len(left) >= _FEW_TO_LOOK_AT:
            costs = self._np.zeros(len(self.index))
            costs[[self.index[cell] for cell in left]] = 1.0
            self._solve(costs)
            rest = [cell for cell in left if not self.is_wide(cell)]
            if len(rest) == len(left):
                return
            left = rest

    def _is_many(self, cell: Cell) -> bool:
        return bool(self._most[self.index[cell]] >= cell.threshold - _NEAR)

    def look_wide(self, cells: Sequence[Cell]) -> None:
        """Find two tables in which some cells are together as few, and as many, as they can be."""
        costs = self._np.zeros(len(self.index))
        costs[[self.index[cell] for cell in cells if cell in self.index]] = 1.0
        for sign in (1.0, -1.0):
            self._solve(sign * costs)

    def interval(self, cell: Cell) -> tuple[float, float]:
        """The least and the most that an unknown cell can be, in whole people."""
        if cell not in self.index:
            return 0.0, inf
        low, high = self._end(cell, 1.0), self._end(cell, -1.0)
        if low > high:
            return low, high
        return max(0.0, ceil(low - _NEAR)), high if high == inf else floor(high + _NEAR)

    def _solve(self, costs: Any) -> Any:
        """The table that costs least; ``None`` where there is no end to it."""
        np, solver, count = self._np, self._solver, len(self.index)
        costs = np.concatenate([costs, np.zeros(self._columns - len(costs))])
        solver.changeColsCost(self._columns, np.arange(self._columns, dtype=np.int32), costs)
        solver.run()
        status = solver.getModelStatus()
        if status == self._unsure:
            # The start from the answer before led nowhere: from the beginning.
            solver.clearSolver()
            solver.run()
            status = solver.getModelStatus()
        if status in self._unbounded:
            return None
        if status != self._optimal:
            raise Contradiction
        found = np.asarray(solver.getSolution().col_value)[:count]
        np.minimum(self._least, found, out=self._least)
        np.maximum(self._most, found, out=self._most)
        return found

    def _end(self, cell: Cell, sign: float) -> float:
        np, count = self._np, len(self.index)
        costs = np.zeros(count)
        costs[self.index[cell]] = sign
        found = self._solve(costs)
        if found is None:
            return inf if sign < 0 else 0.0
        if self._is_rounded or count > _WHOLE_WITHIN or np.abs(found - np.round(found)).max(initial=0.0) < _NEAR:
            return float(found[self.index[cell]])
        return self._whole(cell, float(found[self.index[cell]]))

    def _whole(self, cell: Cell, otherwise: float) -> float:
        """The end among whole numbers of people."""
        np, solver, count = self._np, self._solver, len(self.index)
        every = np.arange(count, dtype=np.int32)
        solver.changeColsIntegrality(count, every, np.full(count, self._integer))
        solver.run()
        is_found = solver.getModelStatus() == self._optimal
        found = float(solver.getSolution().col_value[self.index[cell]]) if is_found else otherwise
        solver.changeColsIntegrality(count, every, np.zeros(count, dtype=np.uint8))
        return found


def _rounded(cell: Cell) -> tuple[float, float]:
    """Between which whole numbers of people one lies that is known but for its rounding."""
    low, high = max(0.0, (cell.truth or 0.0) - cell.slack), (cell.truth or 0.0) + cell.slack
    whole = float(ceil(low - _NEAR)), float(floor(high + _NEAR))
    return whole if whole[0] <= whole[1] else (low, high)


def _add_rows(solver: Any, np: Any, rows: Sequence[tuple[Mapping[int, float], float, float]]) -> None:
    """Add relations as (factor by place, least, most), all at once: one by one they cost more than solving them."""
    lengths = [len(terms) for terms, _, _ in rows]
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.int32) if rows else np.zeros(0, dtype=np.int32)
    places = np.array([place for terms, _, _ in rows for place in terms], dtype=np.int32)
    factors = np.array([factor for terms, _, _ in rows for factor in terms.values()], dtype=float)
    ends = (np.array([row[at] for row in rows], dtype=float) for at in (1, 2))
    solver.addRows(len(rows), *ends, len(places), starts, places, factors)


class Contradiction(Exception):
    """The relations cannot all hold: nothing can be said about what may be worked out of them."""


def is_protected(low: float, high: float, cell: Cell) -> bool:
    """Whether an interval is as wide as the protection: at least the threshold."""
    return high - low >= cell.threshold


def narrow_cells(relations: Sequence[Relation], *, any_will_do: bool = False) -> list[Cell]:
    """The delicate cells of some relations that can be worked out more closely than the protection allows; with
    ``any_will_do`` only one of them."""
    hidden = dict.fromkeys(cell for one in relations for cell in one.cells if not cell.is_known)
    delicate = [cell for cell in hidden if cell.is_delicate]
    watched = [cell for cell in hidden if cell.is_watched]
    if not delicate and not watched:
        return []
    for relation in relations if any_will_do else ():
        unknown = [cell for cell in relation.cells if not cell.is_known]
        if len(unknown) == 1 and unknown[0].is_delicate and not relation.slack:
            return unknown
    open_ones = [one for one in relations if any(not cell.is_known for cell in one.cells)]
    try:
        return _narrow(LinearProgramme(open_ones), delicate, watched, any_will_do=any_will_do)
    except Contradiction:
        pass
    return _narrow_in_part(open_ones, delicate, watched, any_will_do=any_will_do)


def _narrow_in_part(
    relations: Sequence[Relation], delicate: Sequence[Cell], watched: Sequence[Cell], *, any_will_do: bool
) -> list[Cell]:
    """What is narrow where not all relations can hold.

    An intruder may let every sum be off by its rounding, or leave out what other members tell, or the thought that
    there are no other places, or no other ages: a number has to be safe from each. Where that does not help, nothing is
    safe.
    """
    try:
        loose = LinearProgramme(relations, is_loose=True)
        narrow = dict.fromkeys(_narrow(loose, delicate, watched, any_will_do=any_will_do))
    except Contradiction:
        return [*delicate, *watched]
    assumed = {one.along for one in relations if one.is_assumed}
    believed = [set(some) for count in range(len(assumed), -1, -1) for some in combinations(sorted(assumed), count)]
    for with_foreign, along in product((True, False), believed):
        left = [
            one for one in relations if with_foreign >= one.is_foreign and (not one.is_assumed or one.along in along)
        ]
        if len(left) == len(relations) or (narrow and any_will_do):
            continue
        try:
            found = _narrow(LinearProgramme(left), delicate, watched, any_will_do=any_will_do)
        except Contradiction:
            continue
        narrow |= dict.fromkeys(found)
    return list(narrow)


def _narrow(
    programme: LinearProgramme, delicate: Sequence[Cell], watched: Sequence[Cell], *, any_will_do: bool
) -> list[Cell]:
    narrow: list[Cell] = []
    programme.look_wide([*delicate, *watched])
    programme.look_many(watched)
    programme.look_none(watched)
    for cell in watched:
        if programme.is_few(cell):
            narrow.append(cell)
            if any_will_do:
                return narrow
    for cell in delicate:
        if not programme.is_wide(cell) and not is_protected(*programme.interval(cell), cell):
            narrow.append(cell)
            if any_will_do:
                break
    return narrow


def movable_parts(relations: Iterable[Relation]) -> Iterator[list[Relation]]:
    """Relations in groups that share no cell which is unknown or may still be hidden: each is looked at alone."""
    kept = [one for one in relations if any(not cell.is_known or cell.may_give_way for cell in one.cells)]
    leader: dict[int, int] = {}

    def find(one: int) -> int:
        while leader[one] != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    for relation in kept:
        cells = [id(cell) for cell in relation.cells if not cell.is_known or cell.may_give_way]
        for cell in cells:
            leader.setdefault(cell, cell)
            leader[find(cell)] = find(cells[0])
    parts: dict[int, list[Relation]] = defaultdict(list)
    for relation in kept:
        first = next(id(cell) for cell in relation.cells if not cell.is_known or cell.may_give_way)
        parts[find(first)].append(relation)
    yield from parts.values()


class Flow:
    """Which shown cells must be able to move for a hidden one to be more or less: the cheapest.

    The linear heuristic of the field (Kelly, Golden and Assad, Networks 22 (1992) 397; Fischetti and Salazar 2001): a
    flow through the relations, each cell paid for per person. ``truths`` are the numbers, below which none can fall by
    more than itself; cells without one may not move.
    """

    def __init__(self, relations: Iterable[Relation], truths: Mapping[Cell, float]) -> None:
        import highspy
        import numpy as np

        self._np, self._solver = np, highspy.Highs()
        self._optimal, self._endless = highspy.HighsModelStatus.kOptimal, highspy.kHighsInf
        self._solver.setOptionValue("output_flag", False)
        self._solver.setOptionValue("threads", 1)
        self.index = {one: at for at, one in enumerate(truths)}
        self.most = list(truths.values())
        count = len(self.index)
        ends = np.array([self._endless] * count + self.most)
        self._solver.addVars(2 * count, np.zeros(2 * count), ends)
        rows = []
        for relation in relations:
            terms: dict[int, float] = {}
            for one, factor in relation.terms:
                if one in self.index:
                    terms[self.index[one]] = terms.get(self.index[one], 0.0) + factor
            if terms:
                downwards = {place + count: -factor for place, factor in terms.items()}
                rows.append((terms | downwards, 0.0, 0.0))
        _add_rows(self._solver, np, rows)

    def cheapest(self, cell: Cell, amount: float, costs: Mapping[Cell, float]) -> list[Cell] | None:
        """The cells that move when ``cell`` is ``amount`` more (below 0: less); ``None`` where it cannot be."""
        np, solver, count = self._np, self._solver, len(self.index)
        price = np.fromiter((costs[one] for one in self.index), dtype=float, count=count)
        solver.changeColsCost(2 * count, np.arange(2 * count, dtype=np.int32), np.concatenate([price, price]))
        up, down = self.index[cell], self.index[cell] + count
        solver.changeColBounds(up, max(amount, 0.0), max(amount, 0.0))
        solver.changeColBounds(down, max(-amount, 0.0), max(-amount, 0.0))
        solver.run()
        is_found = solver.getModelStatus() == self._optimal
        found: Any = list(solver.getSolution().col_value) if is_found else []
        solver.changeColBounds(up, 0.0, self._endless)
        solver.changeColBounds(down, 0.0, self.most[self.index[cell]])
        if not is_found:
            return None
        return [one for one, at in self.index.items() if found[at] > _NEAR or found[at + count] > _NEAR]
