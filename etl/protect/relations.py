"""Which cells of a table add up to which, and which can be worked out though nobody sent them.

The girls where all and the boys are told, the provinces that are missing where the country is: those are cells as well.
A relation holds only where the true numbers bear it out; an intruder who takes a total that is none works out something
wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, product
from math import prod
from typing import Any

from etl.protect.cells import COUNT, COUNTED_BY, OF, WITH, WITHOUT, Cell, Key
from etl.protect.splits import DIMENSIONS, ELSEWHERE, REST, Code, Split, splits

_EXACT = 1e-6
_MOST_CELLS, _MOST_IN_GRID, _MOST_VERSIONS, _ROUNDS = 20_000, 2_500, 8, 3


@dataclass(frozen=True, slots=True)
class Relation:
    """``sum(factor * cell)`` is 0, but for the rounding of the cells; ``along`` names the dimension.

    ``is_foreign`` says that it holds only if another member tells of the same children, ``is_assumed`` only if there
    are no others than the parts that are told, which no row that is told whole bears out.
    """

    terms: tuple[tuple[Cell, float], ...]
    along: str = ""
    is_foreign: bool = False
    is_assumed: bool = False
    cells: tuple[Cell, ...] = field(init=False, repr=False)
    """The cells that are related."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "cells", tuple(one for one, _ in self.terms))

    @property
    def is_doubtful(self) -> bool:
        """Whether what it leaves may be wrong: there may be others, or a period may not be the sum of its years."""
        return self.is_assumed or self.along == "period"

    @property
    def fails(self) -> bool:
        """Whether the numbers, told and worked out, do not bear it out."""
        if any(one.truth is None for one in self.cells):
            return False
        gap = sum((one.truth or 0.0) * factor for one, factor in self.terms)
        return abs(gap) > sum(one.slack for one in self.cells) + _EXACT

    @property
    def slack(self) -> float:
        """How far the known cells' rounding lets the sum be off."""
        return 0.0 if self.along == RATIO else sum(one.slack for one in self.cells if one.is_known)

    def off_without(self, cell: Cell) -> float:
        """How far rounding lets ``cell`` be off that is worked out of the others, themselves worked out or told."""
        return 0.0 if self.along == RATIO else sum(one.slack for one in self.cells if one is not cell)


RATIO = "ratio"
"""What a share without its numbers tells: such relations are not among whole numbers."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """A share: those with it are between ``low`` and ``high`` of the cell ``of``; ``is_more`` where it does not tell
    both numbers, which say as much.

    ``freed`` is 0 while the share is shown, and anything once it is hidden; ``None`` for one that stays as it is.
    """

    of: Key
    low: float
    high: float
    is_more: bool = True
    freed: Cell | None = None


_OPEN = {"area": ELSEWHERE, "age": REST, "wealth": REST}
Delicate = Callable[[Key, float, str], int]
"""The threshold to which nobody may work out a cell that was not sent, along a dimension; 0 where it may be known."""


class CountTable:
    """The cells of one hand with what others tell of the same, and the relations among them.

    ``own`` are its figures, ``beside`` official ones and what it told earlier, ``foreign`` what other members tell,
    ``ratios`` the shares among its own and official figures that tell no number, ``foreign_ratios`` those of other
    members, by their hands. ``opened`` are dimensions along which there are taken to be others in every row.
    """

    def __init__(
        self,
        own: Mapping[Key, Cell],
        beside: Iterable[Cell],
        foreign: Iterable[Cell],
        delicate: Delicate,
        ratios: Sequence[Ratio] = (),
        foreign_ratios: Mapping[str, Sequence[Ratio]] | None = None,
        opened: Iterable[str] = (),
    ) -> None:
        self.own, self.delicate, self._opened = dict(own), delicate, frozenset(opened)
        self.ratios: list[tuple[Ratio, bool]] = []
        self._foreign_ratios = foreign_ratios or {}
        self._told_shares: dict[Key, list[Ratio]] = defaultdict(list)
        for one in ratios:
            self._told_shares[one.of].append(one)
        self._add_ratios(ratios, is_foreign=False)
        self.beside: dict[Key, list[Cell]] = defaultdict(list)
        self.foreign: dict[Key, list[Cell]] = defaultdict(list)
        for cell in beside:
            self.beside[cell.key].append(cell)
        for cell in foreign:
            self.foreign[cell.key].append(cell)
        self._of_others = {id(cell) for cells in self.foreign.values() for cell in cells}
        self._borrowed: set[int] = set()
        """Numbers that only another member's leave."""
        self.relations: list[Relation] = []
        self._made: set[tuple[object, ...]] = set()
        self._settled: set[tuple[str, Key, Split]] = set()
        self._open: set[tuple[Cluster, str]] = set()
        self._apart: set[Cluster] = set()
        self._era = _eras((*self.own, *self.beside, *self.foreign))

    def _add_ratios(self, ratios: Iterable[Ratio], *, is_foreign: bool) -> None:
        for one in ratios:
            if not one.is_more:
                continue
            self.ratios.append((one, is_foreign))
            for layer in (WITH, OF, WITHOUT):
                key = one.of._replace(layer=layer)
                self.own.setdefault(key, Cell(key, None))

    def relate(self) -> list[Relation]:
        """Find every relation, and the cells that nobody sent but anybody can work out."""
        told, ratios = {key: (cell, replace(cell)) for key, cell in self.own.items()}, list(self.ratios)
        agree, differ = self._believe()
        self._add_up()
        if borne_out := self._borne_out():
            # From the beginning: what was taken for all there are may not be.
            for cell, before in told.values():
                cell.truth, cell.slack = before.truth, before.slack
                cell.is_delicate, cell.threshold = before.is_delicate, before.threshold
            self.own, self.ratios = {key: cell for key, (cell, _) in told.items()}, ratios
            self.relations, self._made, self._settled = [], set(), set()
            self._open, self._apart, self._borrowed = set(), set(), set()
            self._believe_in(agree | borne_out, differ)
            self._add_up()
        self._told_by_others((self.beside, self.foreign))
        self._work_out()
        for one, is_foreign in self.ratios:
            self._relate_ratio(one, is_foreign=is_foreign)
        self._work_out()
        for key, cell in self.own.items():
            if cell.truth is None and not cell.is_delicate and not cell.figure:
                cell.threshold = self.delicate(key, 1.0, "")
                cell.is_watched = cell.threshold > 1
        return self.relations

    def doubted(self) -> Mapping[frozenset[str], frozenset[str]]:
        """Indicators that hang together, and the dimensions along which there may be others of them after all: not
        everything that follows where there are none can be true."""
        together = {key.indicator: {key.indicator} for key in self.own}
        failing, assumed = set[str](), defaultdict[str, set[str]](set)
        for one in self.relations:
            about = {cell.key.indicator for cell in one.cells}
            joined = set().union(*(together.get(indicator, {indicator}) for indicator in about))
            together.update((indicator, joined) for indicator in joined)
            failing |= about if one.along != RATIO and one.fails else set()
            for indicator in about if one.is_assumed else ():
                assumed[indicator].add(one.along)
        found = {frozenset(together[indicator]) for indicator in failing}
        along = {group: frozenset().union(*(assumed[one] for one in group)) for group in found}
        return {group: names for group, names in along.items() if names}

    def _add_up(self) -> None:
        """Find the sums, and the numbers that they leave."""
        clusters = self._clusters()
        for cluster, told in self._clusters(is_believed=True).items():
            self._learn_splits(cluster, told)
        for cluster, told in clusters.items():
            self._look_around(cluster, told)
        for _ in range(_ROUNDS):
            before = len(self.own), len(self.relations)
            for name in DIMENSIONS:
                for base, codes in self._groups(name).items():
                    for split in self._splits(name, base, codes):
                        self._relate(name, base, split)
            self._relate_shares()
            if before == (len(self.own), len(self.relations)) or len(self.own) > _MOST_CELLS:
                break
        # What is printed comes before what follows only if there are no others than those who are told.
        self._work_out(only_certain=True)
        self._told_by_others((self.beside,))
        self._work_out(only_certain=True)
        self._work_out()

    def _believe(self) -> tuple[set[tuple[Cluster, str]], set[tuple[Cluster, str]]]:
        """Take another member's numbers for this table's own where both tell some number alike, and none otherwise:
        they tell of one register, and anybody can put the two together. So they do who both tell what was printed."""
        agree: set[tuple[Cluster, str]] = set()
        differ: set[tuple[Cluster, str]] = set()
        for key, cells in self.foreign.items():
            own = self.own.get(key)
            for other in cells:
                about = self._cluster(key), other.hand
                if other.truth is None:
                    # What is hidden of it says neither that they agree nor that they differ.
                    continue
                if own and own.truth:
                    (agree if abs(own.truth - other.truth) <= _off(own, other) else differ).add(about)
                elif other.truth and any(
                    abs((one.truth or 0.0) - other.truth) <= _off(one, other) for one in self.beside.get(key, ())
                ):
                    agree.add(about)
        for hand, ratios in self._foreign_ratios.items():
            for theirs in ratios:
                layers = [(self._cluster(theirs.of._replace(layer=layer)), hand) for layer in (WITH, OF, WITHOUT)]
                for ours in self._told_shares.get(theirs.of, ()):
                    if not theirs.low <= ours.high or not ours.low <= theirs.high:
                        differ.update(layers)
                    elif ours.low > 0 and theirs.low > 0:
                        # The same part of them: nobody needs to know of how many to think that they are the same.
                        agree.update(layers)
        self._believe_in(agree, differ)
        return agree, differ

    def _borne_out(self) -> set[tuple[Cluster, str]]:
        """The members of whom a number, or a sum, is the same as one that this table's numbers leave, and none differs:
        who tells the boys and the girls tells the total too."""
        theirs: dict[str, dict[Key, Cell]] = defaultdict(dict)
        for key, cells in self.foreign.items():
            for other in cells:
                if other.truth is not None:
                    theirs[other.hand][key] = other
        agree: set[tuple[Cluster, str]] = set()
        differ: set[tuple[Cluster, str]] = set()
        for hand, told in theirs.items():
            for key, other in _with_worked_out(told, _codes(told)).items():
                own = self.own.get(key)
                if own and own.truth and other.truth and id(own) not in self._borrowed:
                    is_same = abs(own.truth - other.truth) <= _off(own, other)
                    (agree if is_same else differ).add((self._cluster(key), hand))
        differs = {(cluster[1:], hand) for cluster, hand in differ}
        return {(cluster, hand) for cluster, hand in agree if (cluster[1:], hand) not in differs}

    def _believe_in(self, agree: set[tuple[Cluster, str]], differ: set[tuple[Cluster, str]]) -> None:
        for key, cells in list(self.foreign.items()):
            for other in list(cells):
                if (self._cluster(key), other.hand) in agree - differ:
                    cells.remove(other)
                    self.beside[key].append(other)
        for hand, ratios in self._foreign_ratios.items():
            agreed, differs = ({one[1:] for one, other in them if other == hand} for them in (agree, differ))
            told = [one for one in ratios if self._cluster(one.of)[1:] in agreed - differs]
            self._add_ratios(told, is_foreign=True)

    def _clusters(self, *, is_believed: bool = False) -> Mapping[Cluster, dict[Key, Cell]]:
        """What the table, or else anybody (or who is believed), tells of the kinds of numbers that it has any of."""
        found: dict[Cluster, dict[Key, Cell]] = {self._cluster(key): {} for key in self.own}
        for held in (self.beside,) if is_believed else (self.foreign, self.beside):
            for key, cells in held.items():
                if cells and (told := found.get(self._cluster(key))) is not None:
                    told[key] = cells[0]
        for key, cell in self.own.items():
            found[self._cluster(key)][key] = cell
        return found

    def _learn_splits(self, cluster: Cluster, told: Mapping[Key, Cell]) -> None:
        """Learn whether the parts that are told are all there are, and whether periods are the sums of their years.

        Where a whole is more than all parts that are ever told, there are others, in every row, and where a period is
        not its years, none is. But one number among many may be wrong: where as many rows add up, sums are believed.
        """
        codes = _codes(told)
        known = _with_worked_out(told, codes)
        for name in DIMENSIONS:
            self._learn(cluster, name, known, list(codes[name]))

    def _look_around(self, cluster: Cluster, told: Mapping[Key, Cell]) -> None:
        """Make the cells of the whole grid; one that is too large keeps the cells that are told, and those that lack
        alone."""
        codes = _codes(told)
        every = [_completed(name, codes[name], self._rest(cluster, name)) for name in DIMENSIONS]
        if prod(map(len, every)) <= _MOST_IN_GRID:
            for place in product(*every):
                key = Key(cluster[0], cluster[1], scope=cluster[2], **dict(zip(DIMENSIONS, place, strict=True)))
                self.own.setdefault(key, Cell(key, None))

    def _learn(self, cluster: Cluster, name: str, told: Mapping[Key, Cell], codes: Sequence[Code]) -> None:
        for split in splits(name, codes):
            add_up = more = other = 0
            for base in {_with(key, name, "") for key in told}:
                cells = [told.get(_with(base, name, code)) for code in (split.whole, *split.parts)]
                other += not split.is_certain and _is_less(cells)
                if all(cell is not None for cell in cells):
                    whole, *parts = (cell for cell in cells if cell is not None)
                    if whole.truth is None or any(part.truth is None and not part.at_most for part in parts):
                        continue
                    off = sum(cell.slack for cell in (whole, *parts)) + _EXACT
                    left = whole.truth - sum(part.truth or 0.0 for part in parts)
                    masked = sum(part.at_most for part in parts if part.truth is None)
                    other += not -off <= left <= masked + off
                    more += left > masked + off
                    add_up += whole.truth > 0 and abs(left) <= off
            if not split.is_certain and other > add_up:
                self._apart.add(cluster)
            if name in _OPEN and split.is_open and more > add_up:
                # Where there are others, they are among those with, those without and all.
                layers = (COUNT,) if cluster[0] == COUNT else (WITH, OF, WITHOUT)
                self._open |= {((layer, *cluster[1:]), name) for layer in layers}

    def _cluster(self, key: Key) -> Cluster:
        return key.layer, key.indicator, key.scope, self._era.get((key.indicator, key.period[0]), 0)

    def _rest(self, cluster: Cluster, name: str) -> Code:
        return _OPEN.get(name, "") if name in self._opened or (cluster, name) in self._open else ""

    def _splits(self, name: str, base: Key, codes: Sequence[Code]) -> Iterator[Split]:
        """The splits of a row, with the rest where there are others than those who are told."""
        cluster = self._cluster(base if name != "period" else _with(base, name, codes[0]))
        rest = self._rest(cluster, name)
        for split in splits(name, [code for code in codes if code != rest]):
            if split.is_certain or cluster not in self._apart:
                yield replace(split, parts=(*split.parts, rest)) if rest and split.is_open else split

    def _work_out(self, *, only_certain: bool = False) -> None:
        """Give the cells that nobody sent their true numbers, as far as the others leave one; it may be a small one."""
        relations = [one for one in self.relations if not (only_certain and one.is_doubtful)]
        for _ in range(_ROUNDS * 3):
            is_new = False
            for relation in relations:
                unknown = [(cell, factor) for cell, factor in relation.terms if cell.truth is None]
                if len(unknown) != 1 or unknown[0][0].at_most:
                    continue
                (cell, factor), is_new = unknown[0], True
                gap = sum((one.truth or 0.0) * f for one, f in relation.terms if one is not cell)
                cell.truth, cell.slack = max(gap / -factor, 0.0), relation.off_without(cell)
                if relation.is_foreign or any(id(one) in self._borrowed for one in relation.cells):
                    self._borrowed.add(id(cell))
                if cell is not relation.cells[0]:
                    is_any = bool(relation.cells[0].truth)
                    cell.threshold = self.delicate(cell.key, cell.truth, relation.along) if is_any else 0
                    cell.is_delicate = cell.threshold > 0
            if not is_new:
                return

    def _told_by_others(self, tellers: Sequence[Mapping[Key, Sequence[Cell]]]) -> None:
        """A number of the table that somebody else, or an earlier table, tells of the very same."""
        at = defaultdict(list)
        for relation in self.relations:
            for cell in relation.cells:
                at[cell].append(relation)
        for key, cell in list(self.own.items()):
            for other in [one for told in tellers for one in told.get(key, ())]:
                is_same = cell.truth is not None and abs(cell.truth - (other.truth or 0.0)) <= _off(cell, other)
                if cell.truth is None and other.truth is not None:
                    is_same = self._may_be(cell, other, at[cell])
                mark = "told", id(cell), id(other)
                if is_same and mark not in self._made:
                    self._made.add(mark)
                    self._keep([(cell, 1.0), (other, -1.0)], "told")
                    if not (cell.is_known or other.figure):
                        cell.truth, cell.slack, cell.is_delicate = other.truth, other.slack, False
                        # What another member tells is known through the relation: without it the cell is open again.
                        cell.is_known = id(other) not in self._of_others

    def _leaves_few(
        self, unknown: Sequence[Cell], gap: float, relation: Relation, factors: Mapping[Cell, float]
    ) -> bool:
        """Whether the one number that nobody sent would be a small one: then others' are believed, to be safe."""
        if len(unknown) != 1 or unknown[0] is relation.cells[0]:
            return False
        left = gap / -factors[unknown[0]]
        return left > 0 and self.delicate(unknown[0].key, left, relation.along) > 0

    def _may_be(self, cell: Cell, other: Cell, relations: Sequence[Relation]) -> bool:
        """Whether a number that nobody of this table told may be what others tell: it leaves what is hidden its due.

        Other members' numbers are only believed where something of the table bears them out.
        """
        if cell.at_most:
            return 0 <= (other.truth or 0.0) <= cell.at_most
        is_borne_out = False
        for relation in relations:
            factors = dict(relation.terms)
            gap = sum((one.truth or 0.0) * f for one, f in relation.terms) + (other.truth or 0.0) * factors[cell]
            unknown = [one for one in relation.cells if one.truth is None and one is not cell]
            if any(not one.at_most for one in unknown):
                is_borne_out |= self._leaves_few(unknown, gap, relation, factors)
                continue
            most = sum(one.at_most for one in unknown)
            left = gap if not unknown else gap * -factors[unknown[0]]
            off = relation.off_without(cell) + other.slack + _EXACT
            if not -off <= left <= most + off:
                return False
            is_borne_out = True
        return is_borne_out or not self._is_foreign(other)

    def _groups(self, name: str) -> Mapping[Key, list[Code]]:
        """Keys that differ in one dimension alone, by the key without it."""
        found: dict[tuple[Code, ...], dict[Code, None]] = defaultdict(dict)
        at = _PLACES[name]
        for key in (*self.own, *self.beside, *self.foreign):
            found[(*key[:at], "", *key[at + 1 :])].setdefault(key[at])
        return {Key(*base): list(codes) for base, codes in found.items() if len(codes) > 1}

    def _relate(self, name: str, base: Key, split: Split) -> None:
        if (name, base, split) in self._settled:
            return
        whole = _with(base, name, split.whole)
        parts = [_with(base, name, code) for code in split.parts]
        options = {key: self._versions(key) for key in (whole, *parts)}
        missing = [key for key, cells in options.items() if not cells]
        if len(missing) > 1 or not any(key in self.own for key in options):
            return
        there = [key for key in options if key not in missing]
        if all(key in self.own for key in options):
            self._settled.add((name, base, split))
        for cells in islice(product(*(options[key] for key in there)), _MOST_VERSIONS):
            terms = [(cell, 1.0 if key == whole else -1.0) for key, cell in zip(there, cells, strict=True)]
            if not missing and self._hold(name, terms, certain=split.is_certain):
                return
            if not missing or not split.is_certain or any(self._is_foreign(cell) for cell in cells):
                continue
            if (cell := self._worked_out(missing[0], terms, name, of_whole=missing[0] == whole)) is not None:
                self._hold(name, [*terms, (cell, 1.0 if missing[0] == whole else -1.0)])
                return

    def _versions(self, key: Key) -> Sequence[Cell]:
        own = self.own.get(key)
        return (own,) if own else self.beside.get(key) or self.foreign.get(key) or ()

    def _is_foreign(self, cell: Cell) -> bool:
        return cell in self.foreign.get(cell.key, ())

    def _worked_out(self, key: Key, terms: Sequence[tuple[Cell, float]], name: str, *, of_whole: bool) -> Cell | None:
        """The cell that nobody sent; nothing where the others exceed their whole, so that it is none of theirs."""
        if key in self.own:
            return self.own[key]
        off = sum(cell.slack for cell, _ in terms)
        numbers = [cell.truth * factor for cell, factor in terms if cell.truth is not None]
        truth = sum(numbers) * (-1.0 if of_whole else 1.0) if len(numbers) == len(terms) else None
        if truth is not None and truth < -off - _EXACT:
            return None
        least = 0 if truth is None or of_whole else self.delicate(key, truth, name)
        cell = Cell(key, None if truth is None else max(truth, 0.0), off, is_delicate=least > 0, threshold=least)
        self.own[key] = cell
        return cell

    def _hold(self, name: str, terms: Sequence[tuple[Cell, float]], *, certain: bool = True) -> bool:
        """Keep a relation that the true numbers bear out; whether it was (or had been) kept.

        What the file hides is small: a total of other people, or of more places, leaves too much for it.
        """
        mark = (name, *(id(cell) for cell, _ in terms))
        if mark in self._made:
            return True
        off = sum(cell.slack for cell, _ in terms)
        gap = sum(cell.truth * factor for cell, factor in terms if cell.truth is not None)
        unknown = [(cell, factor) for cell, factor in terms if cell.truth is None]
        if not unknown and abs(gap) > off + _EXACT:
            return False
        hidden = [cell for cell, _ in unknown if cell.at_most]
        if (
            len(hidden) == len(unknown)
            and unknown
            and not (certain and all(self.own.get(cell.key) is cell for cell, _ in terms))
        ):
            left = gap * -unknown[0][1]
            if not -off - _EXACT <= left <= sum(cell.at_most for cell, _ in unknown) + off:
                return False
        self._made.add(mark)
        self._keep(terms, name)
        return True

    def _keep(self, terms: Sequence[tuple[Cell, float]], name: str) -> None:
        is_foreign = any(id(cell) in self._of_others for cell, _ in terms)
        is_closed = name in _OPEN and all(getattr(cell.key, name) != _OPEN[name] for cell, _ in terms)
        is_assumed = is_closed and not all(cell.hand or cell.is_known for cell, _ in terms)
        self.relations.append(Relation(tuple(terms), name, is_foreign, is_assumed))

    def _relate_shares(self) -> None:
        """Those with and those without are all; and a share of an indicator's children is of so many."""
        for key, of in list(self.own.items()):
            if key.layer != OF:
                continue
            held, not_held = (self.own.get(key._replace(layer=layer)) for layer in (WITH, WITHOUT))
            if held and not_held:
                self._hold("shares", [(of, 1.0), (held, -1.0), (not_held, -1.0)])
            counted = COUNTED_BY.get(key.indicator)
            for cell in self._versions(key._replace(layer=COUNT, indicator=counted)) if counted else ():
                self._hold("counted", [(of, 1.0), (cell, -1.0)])

    def _relate_ratio(self, one: Ratio, *, is_foreign: bool) -> None:
        """What a share says of two numbers that it does not tell: one lies between two parts of the other."""
        of, held = self.own[one.of], self.own[one.of._replace(layer=WITH)]
        middle = (one.low + one.high) / 2
        if held.truth is None and of.truth is not None:
            held.truth, held.slack = middle * of.truth, (one.high - middle) * of.truth + one.high * of.slack
            held.threshold = self.delicate(held.key, held.truth, RATIO)
            held.is_delicate = held.threshold > 0
        elif of.truth is None and held.truth is not None and one.low > 0:
            of.truth = held.truth / middle
            of.slack = max((held.truth + held.slack) / one.low - of.truth, 0.0)
            of.threshold = self.delicate(of.key, of.truth, RATIO)
            of.is_delicate = of.threshold > 0
        for factor, end, sign in ((1.0, one.low, -1.0), (-1.0, one.high, 1.0)):
            above = None if held.truth is None or of.truth is None else factor * held.truth + sign * end * of.truth
            rest = Cell(held.key, None if above is None else max(above, 0.0))
            terms = [(held, factor), (of, sign * end), (rest, -1.0)]
            full = (*terms, (one.freed, 1.0)) if one.freed else tuple(terms)
            self.relations.append(Relation(full, RATIO, is_foreign))


Cluster = tuple[str, str, str, int]
"""Numbers that may add up: of one layer and indicator, the same part of the people, and years that touch."""


def _eras(keys: Iterable[Key]) -> dict[tuple[str, int], int]:
    """Of every indicator and year with a number the first year of those that periods join to it."""
    spans: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for key in keys:
        spans[key.indicator].add(key.period[:2])
    found: dict[tuple[str, int], int] = {}
    for indicator, periods in spans.items():
        first, last = 0, -1
        for low, high in sorted(periods):
            first, last = (first, max(last, high)) if low <= last else (low, high)
            found |= {(indicator, year): first for year in range(low, high + 1)}
    return found


def _with_worked_out(told: Mapping[Key, Cell], codes: Mapping[str, Iterable[Code]]) -> Mapping[Key, Cell]:
    """What is told with what two others of it leave: the boys of the country, where all and the girls are printed."""
    known = dict(told)
    certain = [
        (name, split)
        for name in DIMENSIONS
        for split in splits(name, list(codes[name]))
        if split.is_certain and not split.is_open
    ]
    for name, split in certain:
        for base in {_with(key, name, "") for key in known}:
            keys = [_with(base, name, code) for code in (split.whole, *split.parts)]
            lacking = [key for key in keys if key not in known]
            there = [known[key] for key in keys if key in known]
            if len(lacking) != 1 or any(cell.truth is None for cell in there):
                continue
            numbers = [(cell.truth or 0.0) * (1.0 if cell.key == keys[0] else -1.0) for cell in there]
            left = sum(numbers) * (-1.0 if lacking[0] == keys[0] else 1.0)
            if left >= 0:
                known[lacking[0]] = Cell(lacking[0], left, sum(cell.slack for cell in there))
    return known


def _is_less(cells: Sequence[Cell | None]) -> bool:
    """Whether a whole is less than some of its parts."""
    known = [cell for cell in cells if cell is not None and cell.truth is not None]
    if cells[0] not in known or len(known) == len(cells):
        return False
    whole, *parts = known
    return (whole.truth or 0.0) < sum((one.truth or 0.0) - one.slack for one in parts) - whole.slack - _EXACT


def _codes(told: Iterable[Key]) -> Mapping[str, dict[Code, None]]:
    return {name: dict.fromkeys(getattr(key, name) for key in told) for name in DIMENSIONS}


def _off(one: Cell, other: Cell) -> float:
    return one.slack + other.slack + _EXACT


def _completed(name: str, codes: Iterable[Code], rest: Code) -> list[Code]:
    """All codes that a grid has along one dimension."""
    found = dict.fromkeys((*codes, *([rest] if rest else [])))
    for split in splits(name, list(found)):
        found |= dict.fromkeys((split.whole, *split.parts))
    return list(found)


_PLACES = {name: at for at, name in enumerate(Key._fields)}


def _with(key: Key, name: str, code: Code) -> Key:
    at = _PLACES[name]
    values: tuple[Any, ...] = (*key[:at], code, *key[at + 1 :])
    return Key(*values)
