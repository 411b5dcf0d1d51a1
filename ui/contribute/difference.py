"""What the figures of a file say beside those that are published, and the maps they would stand on. Pure.

Nothing that is published changes by an upload: a figure stands beside it, in the members' layer, or a rule hides it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from childrights.areas import MapView, arrange
from childrights.catalogue import MEMBERS, PUBLISHED, Catalogue, Group, Observation
from etl.checks import relation
from geo import COUNTRY

DIFFERENT, NEW, SAME, PART, HIDDEN = "different", "new", "same", "part", "hidden"
KINDS = (DIFFERENT, NEW, SAME, PART, HIDDEN)


@dataclass(frozen=True, slots=True)
class Change:
    """One figure of the file. ``old`` is the published one of the same thing, ``mine`` what the member sent before and
    this one takes the place of, ``rule`` what hides it."""

    kind: str
    new: Observation
    old: Observation | None = None
    mine: Observation | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class MapKey:
    """One map: an indicator, a period and a group."""

    indicator: str
    period: str
    group: Group

    @classmethod
    def of(cls, observation: Observation) -> MapKey:
        """The map an observation belongs on."""
        return cls(observation.indicator, observation.period_label, Group.of(observation))


def figure_outcomes(
    figures: Iterable[Observation],
    known: Iterable[Observation],
    catalogue: Catalogue,
    mine: Iterable[Observation] = (),
    unseen: Mapping[int, str] | None = None,
) -> tuple[Change, ...]:
    """What becomes of each figure: those that differ from published ones first, then those nobody published.

    ``known`` may hold members' figures, which are left aside; ``mine`` are those of the same member. ``unseen`` says of
    figures, by their places, which rule will hide them.
    """
    published = {one.about: one for one in known if one.layer == PUBLISHED}
    before = {one.about: one for one in mine}
    rules = unseen or {}
    changes = [
        _change(one, published.get(one.about), before.get(one.about), catalogue, rules.get(at, ""))
        for at, one in enumerate(figures)
    ]
    return tuple(sorted(changes, key=lambda change: (KINDS.index(change.kind), *change.new.about)))


def _change(
    new: Observation, old: Observation | None, mine: Observation | None, catalogue: Catalogue, rule: str
) -> Change:
    beside = relation(new, old, catalogue.indicators[new.indicator].decimals) if old else ""
    kind = HIDDEN if rule else PART if new.scope else beside or NEW
    return Change(kind, new, old, mine, rule)


def count_kinds(changes: Iterable[Change]) -> dict[str, int]:
    """How many changes there are of each kind, every kind named."""
    counted = Counter(change.kind for change in changes)
    return {kind: counted[kind] for kind in KINDS}


def maps_of(changes: Iterable[Change]) -> tuple[MapKey, ...]:
    """The maps on which figures of the file would be seen, those with most news first."""
    news: Counter[MapKey] = Counter()
    for change in changes:
        if change.kind not in (PART, HIDDEN) and change.new.area != COUNTRY and change.new.value is not None:
            news[MapKey.of(change.new)] += 1 if change.kind == SAME else 1_000
    return tuple(key for key, _ in news.most_common())


def seen_on(key: MapKey, changes: Iterable[Change]) -> list[Observation]:
    """The figures of the file that would be drawn on a map."""
    return [
        change.new
        for change in changes
        if MapKey.of(change.new) == key and change.kind not in (PART, HIDDEN) and change.new.value is not None
        if change.new.area != COUNTRY
    ]


def map_beside(
    key: MapKey, sent: Sequence[Observation], known: Sequence[Observation], survey_of: Mapping[str, str]
) -> tuple[MapView, Sequence[Observation]]:
    """The map ``key`` and the figures of the file that stand beside it.

    Where nobody published anything about the indicator the file's own figures are the map, and none stand beside it.
    """
    if any(one.layer == PUBLISHED and one.indicator == key.indicator for one in known):
        published = [one for one in known if one.layer == PUBLISHED and MapKey.of(one) == key]
        return arrange(key.indicator, key.period, key.group, published, survey_of), sent
    others = [one for one in known if one.layer == MEMBERS and MapKey.of(one) == key]
    own = {one.about for one in sent}
    shown = [*sent, *(one for one in others if one.about not in own)]
    return arrange(key.indicator, key.period, key.group, shown, survey_of), ()
