"""Which figures of a newcomer stay hidden, so that small numbers of children are hard to work out of what is public.

Primary suppression hides the small numbers themselves, complementary (secondary) suppression further figures of the
newcomer, until every hidden number may be anything in an interval at least as wide as the threshold: the terms and the
method of the field (Hundepool et al., Handbook on Statistical Disclosure Control, 2010, ch. 5; Willenborg and de Waal,
Elements of Statistical Disclosure Control, 2001; Fischetti and Salazar 2001). The newcomer gives way: what was public
once is known, and hiding it later would protect nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from math import log10

from childrights.catalogue import TOTAL, Indicator, Observation
from childrights.snapshot import without_value
from etl.protect.auditing import Audit
from etl.protect.bounds import Flow, movable_parts, narrow_cells
from etl.protect.cells import (
    COUNT,
    COUNTED_BY,
    OFFICIAL,
    PER,
    Cell,
    Given,
    Key,
    Publicity,
    decimals_of,
    hidden_layers,
    is_delicate,
    primary,
    quantities,
    ratio_of,
    small_note,
)
from etl.protect.relations import CountTable, Ratio, Relation
from etl.protect.said_base import without_base
from etl.protect.splits import REST
from etl.protect.thresholds import threshold
from geo import COUNTRY

COMPLEMENT, ZERO, SENT_HIDDEN = "complement", "zero", "sent_hidden"
CASES = "cases"
"""Why a survey's figure stays hidden that so few answered that nothing of it is kept: the check tells of it apart."""
_HALVES = ("sex", "residence", "disability")
_MOST_CELLS, _MOST_ADDED, _MOST_TRIED = 3_000, 400, 60
_SMALL_PART = 200
_CHEAP = 1e-3


@dataclass(frozen=True, slots=True)
class Hidden:
    """Why a figure stays hidden: ``why`` is a kind of primary suppression, or ``COMPLEMENT``: shown beside the others
    it would give away ``gives``."""

    why: str
    gives: Key | None = None

    @property
    def is_small(self) -> bool:
        """Whether it is hidden for the few children that it counts, whatever stands beside it."""
        return self.why not in (COMPLEMENT, ZERO, SENT_HIDDEN, "before", "all")


@dataclass(slots=True)
class _World:
    """What stands while a newcomer comes in: ``cells`` are those of each of its figures, ``hidden`` the answer,
    ``decimals`` those that a hand tells an indicator with."""

    indicators: Mapping[str, Indicator]
    raised: Mapping[str, int]
    cells: dict[str, list[Cell]] = field(default_factory=lambda: defaultdict(list))
    hidden: dict[str, Hidden] = field(default_factory=dict)
    decimals: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))

    def least(self, code: str) -> int:
        return threshold(self.indicators[code], self.raised)

    def hide(self, figure: str, why: Hidden) -> None:
        self.hidden.setdefault(figure, why)
        for cell in self.cells[figure]:
            cell.is_known = False

    def show(self, figure: str) -> None:
        del self.hidden[figure]
        for cell in self.cells[figure]:
            cell.is_known = True

    def delicate(self, key: Key, truth: float, along: str) -> int:
        """The threshold for a cell that nobody sent: small, or the nothing beside a half that is all of a place."""
        indicator, least = self.indicators[key.indicator], self.least(key.indicator)
        tells_of_all = along in _HALVES and round(truth) == 0 and key.area != COUNTRY and key.layer == COUNT
        if tells_of_all:
            return 0 if indicator.sensitivity == "public" else least
        return least if round(truth) and is_delicate(key.layer, truth, indicator, key.area, least) else 0


def protect(
    figures: Iterable[Given], indicators: Mapping[str, Indicator], raised: Mapping[str, int] | None = None
) -> dict[str, Hidden]:
    """The figures of the newcomer that stay hidden, by their codes, and why.

    ``figures`` are the newcomer's and whatever is known, hidden or was public of the same indicators, each of which has
    a code of its own among the newcomer's. ``raised`` are thresholds that were raised, by indicator.
    """
    world = _World(indicators, raised or {})
    given = [one for one in figures if one.observation.indicator in indicators]
    for known in given:
        about = known.hand, known.observation.indicator
        world.decimals[about] = max(world.decimals[about], decimals_of(known.observation.value))
    new = [one.observation for one in given if one.standing is Publicity.NEWCOMER]
    for one in (figure.observation for figure in given if _gives_way(figure)):
        if one.value is None and one.status == "suppressed":
            world.hidden[one.id] = Hidden(SENT_HIDDEN)
        elif why := primary(one, indicators[one.indicator], world.least(one.indicator)):
            world.hidden[one.id] = Hidden(why)
    by_hand: dict[str, list[tuple[Given, Cell]]] = defaultdict(list)
    ratios: dict[str, list[Ratio]] = defaultdict(list)
    near = _near(given, new)
    for figure in map(_as_searched, near):
        by_hand[figure.hand] += [(figure, cell) for cell in _cells_of(figure, world)]
        ratios[figure.hand] += _ratios_of(figure, world)
    for table in _tables(by_hand, ratios, world):
        _hide_telling_zeros(table.relate(), world)
        for part in movable_parts(table.relations):
            if any(cell.figure for relation in part for cell in relation.cells):
                _protect_part(part, world)
    for audit, scope in _audits(near, world):
        _withhold(audit, scope, world)
    return world.hidden


def _gives_way(figure: Given) -> bool:
    """Whether a figure may be hidden for its number."""
    return figure.standing is Publicity.NEWCOMER and not figure.is_printed


def _as_searched(figure: Given) -> Given:
    """A number that is printed is known: the search for what to hide leaves it, the audit alone may take it."""
    return replace(figure, standing=Publicity.PUBLIC) if figure.is_printed else figure


def related_indicators(codes: Iterable[str]) -> set[str]:
    """The indicators whose numbers may be worked out of each other: some, and what their shares are of."""
    found = set(codes)
    for share, count in COUNTED_BY.items():
        if found & {share, count}:
            found |= {share, count}
    return found


def _near(given: Sequence[Given], new: Iterable[Observation]) -> list[Given]:
    """Figures of the same indicators whose years touch those of the newcomer, also by way of longer periods."""
    years: dict[str, set[int]] = defaultdict(set)
    for one in new:
        for code in related_indicators({one.indicator}):
            years[code].update(range(one.year_start, one.year_end + 1))
    while True:
        before = sum(map(len, years.values()))
        near = []
        for figure in given:
            one = figure.observation
            own = years.get(one.indicator)
            span = range(one.year_start, one.year_end + 1)
            if own and not own.isdisjoint(span):
                near.append(figure)
                own.update(span)
        if sum(map(len, years.values())) == before:
            return near


def masked(one: Observation, note: str = "") -> Observation:
    """The figure as one that the file itself hides: of a small number nothing is kept or looked at any more."""
    return replace(without_value(one), status="suppressed", note=note, scope=without_base(one.scope))


def _cells_of(figure: Given, world: _World) -> Iterator[Cell]:
    one, indicator = figure.observation, world.indicators[figure.observation.indicator]
    least, is_new = world.least(one.indicator), figure.standing is Publicity.NEWCOMER
    if one.value is not None and one.id in world.hidden and is_new:
        one = masked(one, small_note(one, indicator, least))
    for key, number, slack in quantities(one, indicator, world.decimals[figure.hand, one.indicator]):
        cell = Cell(key, number, slack, threshold=least, at_most=least if number is None and key.layer == COUNT else 0)
        cell.hand = figure.hand
        if figure.hand != OFFICIAL:
            small = (
                key.layer in hidden_layers(one, indicator)
                if number is None
                else is_delicate(key.layer, number, indicator, one.area, least)
            )
            cell.is_delicate = small and figure.standing is not Publicity.ONCE
        cell.is_known = number is not None and figure.standing is not Publicity.HIDDEN and one.id not in world.hidden
        if is_new:
            cell.figure = one.id
            world.cells[one.id].append(cell)
        if number is not None or figure.hand != OFFICIAL:
            yield cell


def _ratios_of(figure: Given, world: _World) -> Iterator[Ratio]:
    """What a shown share tells beside its numbers: of one without them the part, once somebody tells one of them; and
    of every one that somebody else tells of the same children."""
    one, is_new = figure.observation, figure.standing is Publicity.NEWCOMER
    if figure.standing is Publicity.HIDDEN or (is_new and one.id in world.hidden):
        return
    decimals = world.decimals[figure.hand, one.indicator]
    if (found := ratio_of(one, world.indicators[one.indicator], decimals)) is None:
        return
    of, low, high, is_more = found
    freed = Cell(found[0], 0.0, figure=one.id, is_known=True, hand=figure.hand) if is_new and is_more else None
    if freed:
        world.cells[one.id].append(freed)
    yield Ratio(of, low, high, is_more, freed)


def _tables(
    by_hand: Mapping[str, Sequence[tuple[Given, Cell]]], ratios: Mapping[str, Sequence[Ratio]], world: _World
) -> Iterator[CountTable]:
    """A table for every hand in which something comes in or is hidden, with what is public of the others; and again
    with others than those who are told, where there may be any."""
    for hand in dict.fromkeys((*by_hand, *ratios)):
        given = by_hand.get(hand, ())
        comes = any(one.standing in (Publicity.NEWCOMER, Publicity.HIDDEN) for one, _ in given)
        if hand == OFFICIAL or not (comes or any(one.freed for one in ratios.get(hand, ()))):
            continue
        official = [cell for _, cell in by_hand.get(OFFICIAL, ())]
        printed = {(cell.key, cell.truth) for cell in official}
        own = {
            cell.key: cell
            for one, cell in given
            if one.standing in (Publicity.NEWCOMER, Publicity.HIDDEN)
            or (one.standing is Publicity.PUBLIC and (cell.key, cell.truth) not in printed)
        }
        earlier = [cell for one, cell in given if one.standing is Publicity.ONCE]
        others = [pair for other, pairs in by_hand.items() if other not in (hand, OFFICIAL) for pair in pairs]
        foreign = [cell for one, cell in others if one.standing is not Publicity.HIDDEN]
        shares = [*ratios.get(hand, ()), *ratios.get(OFFICIAL, ())]
        theirs = {other: ratios[other] for other in ratios if other not in (hand, OFFICIAL)}
        told = _Told(own, [*official, *earlier], foreign, shares, theirs)
        table = told.table(world)
        yield table
        for indicators, doubted in table.doubted().items():
            part = told.only(indicators)
            for count in range(1, len(doubted) + 1):
                for opened in combinations(sorted(doubted), count):
                    yield part.table(world, opened)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a table is made of: a member's own numbers and those beside them, and the shares; see ``CountTable``."""

    own: Mapping[Key, Cell]
    beside: Sequence[Cell]
    foreign: Sequence[Cell]
    shares: Sequence[Ratio]
    theirs: Mapping[str, Sequence[Ratio]]

    def only(self, indicators: frozenset[str]) -> _Told:
        """What of it is told of some indicators."""
        beside, foreign = (
            [one for one in told if one.key.indicator in indicators] for told in (self.beside, self.foreign)
        )
        own = {key: cell for key, cell in self.own.items() if key.indicator in indicators}
        shares = [one for one in self.shares if one.of.indicator in indicators]
        theirs = {hand: [one for one in told if one.of.indicator in indicators] for hand, told in self.theirs.items()}
        return _Told(own, beside, foreign, shares, theirs)

    def table(self, world: _World, opened: Sequence[str] = ()) -> CountTable:
        """The table, with others along the dimensions ``opened``."""
        return CountTable(self.own, self.beside, self.foreign, world.delicate, self.shares, self.theirs, opened)


def _hide_telling_zeros(relations: Iterable[Relation], world: _World) -> None:
    """Zeros that tell of all in a place: delicate, and all who are counted there are of one other group."""
    for relation in relations:
        whole, *parts = relation.cells
        if whole.key.layer != COUNT or whole.key.area == COUNTRY or not whole.truth or relation.along == "shares":
            continue
        if world.indicators[whole.key.indicator].sensitivity == "public":
            continue
        if any(part.truth == whole.truth and part.key.age != REST for part in parts):
            for part in parts:
                if part.truth == 0 and part.figure and part.key.area == whole.key.area:
                    part.is_delicate = True
                    world.hide(part.figure, Hidden(ZERO))


def _protect_part(part: Sequence[Relation], world: _World) -> None:
    """Hide more of the newcomer in one connected part, until nothing delicate is narrow or nothing is left to hide."""
    cells = dict.fromkeys(cell for relation in part for cell in relation.cells)
    if not any(cell.is_delicate or cell.is_watched for cell in cells):
        return
    added: list[str] = []
    partners = _Partners(part, cells) if len(cells) <= _MOST_CELLS else None
    while narrow := narrow_cells(part, any_will_do=partners is not None):
        before = len(added)
        for other in partners.of(narrow[0]) if partners and len(added) < _MOST_ADDED else ():
            _give_way(other, narrow[0], world, added)
        if len(added) == before:
            _hide_lines(part, narrow, world, added)
        if len(added) == before:
            return
    _show_again(part, added, world)


def _give_way(other: Cell, cell: Cell, world: _World, added: list[str]) -> None:
    if other.may_give_way:
        added.append(other.figure)
        world.hide(other.figure, Hidden(COMPLEMENT, cell.key))


class _Partners:
    """What must be hidden with a small number, in one connected part."""

    def __init__(self, part: Sequence[Relation], cells: Iterable[Cell]) -> None:
        moving = [one for one in cells if not one.is_known or one.may_give_way]
        at: dict[Cell, list[Relation]] = defaultdict(list)
        for relation in part:
            for one in relation.cells:
                if one.truth is None:
                    at[one].append(relation)
        truths = {one: _guess(one, at[one]) if one.truth is None else one.truth for one in moving}
        self.truths, self.flow = truths, Flow(part, truths)

    def of(self, cell: Cell) -> list[Cell]:
        """The cheapest shown cells to hide for ``cell`` to reach from 0 to its threshold, or that far above."""
        costs = {one: _loss(one) for one in self.truths}
        truth, least = self.truths[cell], float(cell.threshold)
        up = self.flow.cheapest(cell, max(least - truth, 1.0), costs)
        down = self.flow.cheapest(cell, -truth, costs) if truth > 0 else []
        if up is None or down is None:
            up, down = self.flow.cheapest(cell, least, costs), []
        return [one for one in dict.fromkeys((*(up or ()), *down)) if one.may_give_way]


def _guess(cell: Cell, relations: Sequence[Relation]) -> float:
    """About how many a cell counts that the file itself hides: what the others leave, else half the threshold."""
    for relation in relations:
        factor = dict(relation.terms).get(cell)
        others = [(one, f) for one, f in relation.terms if one is not cell]
        if factor and all(one.truth is not None for one, _ in others):
            return max(sum((one.truth or 0.0) * f for one, f in others) / -factor, 0.0)
    return cell.threshold / 2


def _loss(cell: Cell) -> float:
    """What hiding a cell costs, per child that it must be able to move; of one that is hidden next to nothing."""
    return _loss_of(cell) if cell.is_known else _CHEAP


def _loss_of(cell: Cell) -> float:
    """Totals and large numbers tell most."""
    key = cell.key
    wholes = sum(code == TOTAL for code in (key.sex, key.age, key.residence, key.wealth, key.disability))
    return 1.0 + 0.2 * wholes + (key.area == COUNTRY) + 0.1 * log10(1.0 + (cell.truth or 0.0))


def _hide_lines(part: Sequence[Relation], narrow: Sequence[Cell], world: _World, added: list[str]) -> None:
    """Hide whole rows and columns, or all that comes: where the table is large, or no cheaper way was found."""
    before = len(added)
    for cell in narrow:
        for relation in part:
            if cell in relation.cells:
                for other in relation.cells:
                    _give_way(other, cell, world, added)
    if len(added) == before:
        # Without the newcomer everything was protected, so that hiding all of it always is enough.
        for relation in part:
            for other in relation.cells:
                _give_way(other, narrow[0], world, added)


def _show_again(part: Sequence[Relation], added: Sequence[str], world: _World) -> None:
    """Show what need not be hidden after all: partners were found one small number after the other."""
    inside = {id(cell) for relation in part for cell in relation.cells}
    dearest = sorted(added, key=lambda figure: -max(_loss_of(cell) for cell in world.cells[figure]))
    for figure in dearest[: _MOST_TRIED if len(inside) < _SMALL_PART else _MOST_TRIED // 4]:
        if all(id(cell) in inside for cell in world.cells[figure]):
            why = world.hidden[figure]
            world.show(figure)
            if narrow_cells(part, any_will_do=True):
                world.hide(figure, why)


def _audits(near: Sequence[Given], world: _World) -> Iterator[tuple[Audit, str]]:
    """The audit of every table of which something comes in and is shown, with the scope that it has."""
    kinds: dict[tuple[str, str], list[Given]] = defaultdict(list)
    for figure in near:
        kinds[figure.observation.indicator, figure.observation.scope].append(figure)
    for (code, scope), figures in kinds.items():
        indicator = world.indicators[code]
        if indicator.unit != "number" and indicator.unit not in PER:
            continue
        counted = kinds.get((COUNTED_BY.get(code, ""), scope), [])
        decimals = defaultdict[str, int](int)
        decimals.update({hand: told for (hand, about), told in world.decimals.items() if about == code})
        for span, table in _touching(figures):
            counts = [one for one in counted if _years(one)[0] <= span[1] and span[0] <= _years(one)[1]]
            together = [*table, *counts]
            if any(_is_shown(one, world) for one in together):
                yield Audit(together, indicator, world.least(code), decimals), scope


def _touching(figures: Sequence[Given]) -> Iterator[tuple[tuple[int, int], list[Given]]]:
    """Figures in groups whose years touch, also by way of longer periods, with the years of each group."""
    table: list[Given] = []
    first, last = 0, -1
    for one in sorted(figures, key=_years):
        start, end = _years(one)
        if table and start > last:
            yield (first, last), table
            table = []
        first, last = (first, max(last, end)) if table else (start, end)
        table.append(one)
    if table:
        yield (first, last), table


def _years(figure: Given) -> tuple[int, int]:
    return figure.observation.year_start, figure.observation.year_end


def _is_shown(figure: Given, world: _World) -> bool:
    return figure.standing is Publicity.NEWCOMER and figure.observation.id not in world.hidden


def _withhold(audit: Audit, scope: str, world: _World) -> None:
    """Where the search did not foresee how a number can be worked out, hide what is left of the newcomer in its table;
    and show again, the dearest first, what does not give it away."""
    shown = [] if audit.is_too_large else [one for one in audit.newcomers if one not in world.hidden]
    narrow = audit.narrow(world.hidden) if shown else {}
    if not narrow:
        return
    known = audit.narrow({*world.hidden, *shown})
    narrow = audit.narrow(world.hidden, narrow, known)
    if not narrow:
        # It was known before, and hiding the newcomer protects nobody.
        return
    why = Hidden(COMPLEMENT, audit.key_of(next(iter(narrow)), scope))
    for figure in shown:
        world.hide(figure, why)
    dearest = sorted(shown, key=lambda figure: -max((_loss_of(cell) for cell in world.cells[figure]), default=0.0))
    waiting, tried = [dearest], 0
    while waiting and tried < _MOST_TRIED:
        some, tried = waiting.pop(), tried + 1
        for figure in some:
            world.show(figure)
        if not audit.narrow(world.hidden, narrow, known, first=True):
            continue
        for figure in some:
            world.hide(figure, why)
        half = len(some) // 2
        waiting += [some[half:], some[:half]] if half else []
    if audit.narrow(world.hidden, known=known, first=True):
        # What is shown says also whose figures may be put together: others may be narrow now.
        for figure in shown:
            world.hide(figure, why)
