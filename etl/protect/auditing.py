"""The audit of what is about to be published: what an intruder can work out who knows nothing but what is public.

The step of the field that follows suppression (Hundepool et al., Handbook on Statistical Disclosure Control, 2010,
ch. 4, *disclosure audit*; Kelly, Golden and Assad, Networks 22 (1992) 397; Fischetti and Salazar, Management Science 47
(2001) 1008): the feasibility interval of every number that may be small, sent or not, by a model of its own. The search
for what to hide foresees how numbers follow from each other by relations that the true ones bear out; the audit asks
which tables of the smallest groups may be, under every assumption about others who are not told that what is public
leaves open. It shares with the search only what a figure says (``cells``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from math import inf

from childrights.catalogue import Indicator, Observation
from etl.protect.cells import (
    COUNT,
    OF,
    OFFICIAL,
    PER,
    WITH,
    WITHOUT,
    Given,
    Key,
    Publicity,
    counts_of,
    hidden_layers,
    ratio_of,
)
from etl.protect.feasible import Ends, Feasible, Row
from etl.protect.groups import Assumptions, Partition, Place, assumptions, is_of_others
from etl.protect.splits import DIMENSIONS

_MOST_SMALLEST, _MOST_GROUPS = 4_000, 12_000
"""Tables with more groups are left to the search."""


@dataclass(frozen=True, slots=True)
class Bounding:
    """What a figure says of one group: a number lies between ``low`` and ``high``, or with ``is_share`` that part of
    them all are those with it."""

    place: Place
    layer: str
    low: float
    high: float
    is_share: bool = False

    def tells_as(self, other: Bounding) -> bool | None:
        """Whether two say the same of the same: ``None`` where that does not show, or of nobody."""
        if (self.place, self.layer, self.is_share) != (other.place, other.layer, other.is_share):
            return None
        if not (self.low <= other.high and other.low <= self.high):
            return False
        return True if self.low > 0 and other.low > 0 else None


@dataclass(frozen=True, slots=True)
class _Teller:
    """A figure with what it says: ``facts`` bind the groups, ``compared`` are what two hands are compared by."""

    figure: str
    hand: str
    standing: Publicity
    facts: tuple[Bounding, ...]
    compared: tuple[Bounding, ...]
    is_of_all: bool = False
    """Whether it is the count that the shares are thought to be of."""


Target = tuple[Place, str]
"""A number that may be small: of which group, and which of its numbers."""
Narrow = dict[Target, Ends]
Hands = tuple[str, ...]


class Audit:
    """What can be worked out of one table: figures of one indicator and of what its shares are of, one scope, and
    years that touch. ``decimals`` are those that a hand tells its shares with."""

    def __init__(self, given: Iterable[Given], indicator: Indicator, least: int, decimals: Mapping[str, int]) -> None:
        self.indicator, self._least, self._decimals = indicator, least, decimals
        self._layers: tuple[str, ...] = (COUNT,)
        if indicator.unit != "number":
            self._layers = (WITH, OF) if indicator.sensitivity == "public" else (WITH, OF, WITHOUT)
        self._tellers = [one for figure in given if (one := self._teller(figure)).facts]
        self._places = list(dict.fromkeys(fact.place for one in self._tellers for fact in one.facts))
        self._assumed = list(assumptions(self._places)) if self._places else []
        self._grids = {assumed: Partition(self._places, assumed) for assumed in self._assumed}
        self._known: dict[tuple[Hands, Assumptions], Feasible] = {}
        self._columns_of: dict[tuple[Place, str, Assumptions], tuple[int, ...]] = {}

    @property
    def is_too_large(self) -> bool:
        """Whether there are more groups than can be looked at."""
        return any(one.size > _MOST_SMALLEST or one.groups > _MOST_GROUPS for one in self._grids.values())

    @property
    def newcomers(self) -> list[str]:
        """The newcomer's figures that tell something."""
        return [one.figure for one in self._tellers if one.figure]

    def key_of(self, target: Target, scope: str) -> Key:
        """The cell of a number."""
        return Key(target[1], self.indicator.code, scope=scope, **dict(zip(DIMENSIONS, target[0], strict=True)))

    def narrow(
        self,
        hidden: Collection[str],
        only: Collection[Target] | None = None,
        known: Narrow | None = None,
        *,
        first: bool = False,
    ) -> Narrow:
        """The numbers that may be small and can be worked out more closely than the protection allows, with the ends
        between which they lie, when the newcomer's figures ``hidden`` are hidden; ``only`` some of them, those that
        are ``known`` only where they are narrower still, and with ``first`` only one."""
        public = [one for one in self._tellers if one.standing is not Publicity.HIDDEN and one.figure not in hidden]
        found: Narrow = {}
        looked: list[tuple[Hands, Assumptions]] = []
        for assumed in self._assumed:
            for hands, view in self._views(public, assumed):
                opened = [
                    other.closed - assumed.closed for some, other in looked if some == hands and other.implies(assumed)
                ]
                looked.append((hands, assumed))
                for target in self._targets(assumed) if only is None else only:
                    if target[0] not in self._grids[assumed] or not all(
                        is_of_others(target[0], some) for some in opened
                    ):
                        continue
                    if (ends := self._too_close(target, view, hands, assumed)) is None:
                        continue
                    if known and target in known and _width(ends) >= _width(known[target]):
                        continue
                    if target not in found or _width(ends) < _width(found[target]):
                        found[target] = ends
                    if first:
                        return found
        return found

    # What figures say.

    def _teller(self, given: Given) -> _Teller:
        figure = given.observation.id if given.standing is Publicity.NEWCOMER else ""
        standing = given.standing if given.observation.value is not None else Publicity.HIDDEN
        facts = tuple(self._facts(given))
        is_of_all = given.observation.indicator != self.indicator.code
        return _Teller(figure, given.hand, standing, facts, (*facts, *self._share(given)), is_of_all)

    def _facts(self, given: Given) -> Iterator[Bounding]:
        """The numbers that a figure tells, or that its file hides, and the share where it tells not both."""
        one = given.observation
        if one.indicator != self.indicator.code:
            # The count of those whom the shares are of.
            if one.value is not None:
                yield Bounding(_place(one), OF, one.value, one.value)
        elif one.value is None:
            small = hidden_layers(one, self.indicator) if one.status == "suppressed" else ""
            for layer in self._layers if small else ():
                yield Bounding(_place(one), layer, 0.0, self._least - 1.0 if layer in small else inf)
        elif COUNT in self._layers:
            yield Bounding(_place(one), COUNT, one.value, one.value)
        else:
            of, slack_of, held, slack = counts_of(one, self.indicator, PER[self.indicator.unit])
            if of is not None and not slack_of:
                yield Bounding(_place(one), OF, of, of)
            if held is not None and not slack:
                yield Bounding(_place(one), WITH, held, held)
            if of is None or slack_of or held is None or slack:
                yield from self._share(given)

    def _share(self, given: Given) -> Iterator[Bounding]:
        one = given.observation
        if one.indicator != self.indicator.code:
            return
        if told := ratio_of(one, self.indicator, self._decimals[given.hand]):
            yield Bounding(_place(one), WITH, told[1], told[2], is_share=True)

    # Which tables may be.

    def _feasible(self, tellers: Iterable[_Teller], assumed: Assumptions) -> Feasible:
        rows = []
        for fact in dict.fromkeys(fact for one in tellers for fact in one.facts):
            columns = self._columns(fact.place, fact.layer, assumed)
            if not fact.is_share:
                rows.append(Row(((columns, 1.0),), fact.low, fact.high))
                continue
            others = self._columns(fact.place, WITHOUT, assumed)
            rows.append(Row(((columns, 1.0 - fact.low), (others, -fact.low)), 0.0, inf))
            rows.append(Row(((columns, 1.0 - fact.high), (others, -fact.high)), -inf, 0.0))
        return Feasible(rows)

    def _columns(self, place: Place, layer: str, assumed: Assumptions) -> tuple[int, ...]:
        """Those with it of every smallest group, which stand first, those without, or both."""
        about = place, layer, assumed
        if about not in self._columns_of:
            grid = self._grids[assumed]
            smallest = grid.smallest(place)
            held = tuple(smallest) if layer != WITHOUT else ()
            others = tuple(one + grid.size for one in smallest) if layer in (WITHOUT, OF) else ()
            self._columns_of[about] = held + others
        return self._columns_of[about]

    def _everything(self, hands: Hands, assumed: Assumptions) -> Feasible:
        """What is known here of some hands, also what is hidden, but not what stands no longer."""
        about = hands, assumed
        if about not in self._known:
            standing = [one for one in self._tellers if one.hand in hands and one.standing is not Publicity.ONCE]
            self._known[about] = self._feasible(standing, assumed)
        return self._known[about]

    def _views(self, public: Sequence[_Teller], assumed: Assumptions) -> Iterator[tuple[Hands, Feasible]]:
        """Of what somebody may work out numbers: what is printed, with the figures of as many hands as tell of the same
        children and do not contradict each other."""
        printed = [one for one in public if one.hand == OFFICIAL]
        told = {hand: _newest([one for one in public if one.hand == hand]) for hand in self._hands}
        for group in self._joined(printed, told, assumed):
            taken: list[Hands] = []
            for count in range(len(group), 0, -1):
                for hands in combinations(group, count):
                    own = [one for hand in hands for one in told[hand]]
                    if not own or any(set(hands) <= set(more) for more in taken):
                        continue
                    standing = [one for one in own if one.standing is not Publicity.ONCE]
                    told_so = ([*printed, *own], own, [*printed, *standing], standing)[: 1 if count > 1 else None]
                    # A count that contradicts the shares is not of their children.
                    for tellers in (*told_so, *([one for one in some if not one.is_of_all] for some in told_so)):
                        view = self._feasible(tellers, assumed)
                        if view.is_possible:
                            taken.append(hands)
                            yield hands, view
                            break

    @cached_property
    def _hands(self) -> Hands:
        return tuple(dict.fromkeys(one.hand for one in self._tellers if one.hand != OFFICIAL))

    def _joined(
        self, printed: Sequence[_Teller], told: Mapping[str, Sequence[_Teller]], assumed: Assumptions
    ) -> list[Hands]:
        """Hands in groups that seem to tell of the same children."""
        group = {hand: {hand} for hand in told}
        for one, other in combinations(told, 2):
            if group[one] is not group[other] and self._is_of_the_same(printed, told[one], told[other], assumed):
                group[one] |= group[other]
                group.update((hand, group[one]) for hand in group[other])
        return [
            tuple(hand for hand in told if hand in some) for some in {id(one): one for one in group.values()}.values()
        ]

    def _is_of_the_same(
        self, printed: Sequence[_Teller], one: Sequence[_Teller], other: Sequence[_Teller], assumed: Assumptions
    ) -> bool:
        """Whether two hands seem to tell of the same children: something alike, also as what was printed, or one what
        the other's numbers leave, and nothing differently."""
        between = _alike(one, other)
        if False in between:
            return False
        if True in between:
            return True
        for mine, theirs in ((one, other), (other, one)):
            if True in (beside := _alike(printed, theirs)) and False not in beside:
                return True
            view = self._feasible([*printed, *mine], assumed)
            if view.is_possible and any(
                view.ends(self._columns(fact.place, fact.layer, assumed), 1.0) == (fact.low, fact.high)
                for teller in theirs
                for fact in teller.facts
                if not fact.is_share and fact.low
            ):
                return True
        return False

    # What is too close.

    def _targets(self, assumed: Assumptions) -> Iterator[Target]:
        for place in self._grids[assumed].places():
            for layer in self._layers:
                yield place, layer

    def _too_close(self, target: Target, view: Feasible, hands: Hands, assumed: Assumptions) -> Ends | None:
        """Between which ends a number lies that may be small, if these are closer than the protection allows; not if
        what is printed says as much."""
        low, high = ends = view.ends(self._columns(*target, assumed), self._least)
        if not self._is_close(low, high) or not self._may_be_small(target, hands):
            return None
        printed = self._everything((OFFICIAL,), assumed)
        if printed.is_possible and self._is_close(*printed.ends(self._columns(*target, assumed), self._least)):
            return None
        return ends

    def _is_close(self, low: float, high: float) -> bool:
        return high - low < self._least and low < self._least and high >= 1

    def _may_be_small(self, target: Target, hands: Hands) -> bool:
        """Whether what is known here, also of what is hidden, leaves the number small; assuming as little as may be."""
        for some in ((OFFICIAL, *hands), hands):
            for assumed in reversed(self._assumed):
                known = self._everything(some, assumed)
                if known.is_possible:
                    if target[0] not in self._grids[assumed]:
                        return True
                    low, high = known.ends(self._columns(*target, assumed))
                    return low < self._least and high >= 1
        return True


def _width(ends: Ends) -> float:
    return ends[1] - ends[0]


def _place(one: Observation) -> Place:
    period = (one.year_start, one.year_end, one.period_label)
    about = {"area": one.area, "period": period, "sex": one.sex, "age": one.age, "residence": one.residence}
    about |= {"wealth": one.wealth, "disability": one.disability}
    return tuple(about[name] for name in DIMENSIONS)


def _newest(told: Sequence[_Teller]) -> list[_Teller]:
    """Without what stands no longer and was told anew in another way: it was wrong."""
    stands = [one for one in told if one.standing is not Publicity.ONCE]
    for one in reversed([one for one in told if one.standing is Publicity.ONCE]):
        if False not in _alike([one], stands):
            stands.append(one)
    return stands


def _alike(some: Iterable[_Teller], others: Iterable[_Teller]) -> set[bool | None]:
    """How two tell of the same numbers: alike, differently, or not at all."""
    at: dict[tuple[Place, str, bool], list[Bounding]] = defaultdict(list)
    for one in others:
        for fact in one.compared:
            at[fact.place, fact.layer, fact.is_share].append(fact)
    return {
        fact.tells_as(other)
        for one in some
        for fact in one.compared
        for other in at.get((fact.place, fact.layer, fact.is_share), ())
    }
