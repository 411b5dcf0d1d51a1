"""What an upload would change in the published figures, and the maps it would redraw. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from childrights.coverage import MapView, arrange
from childrights.model import Group, Observation
from geo.areas import COUNTRY

NEW, CHANGED, SAME = "new", "changed", "same"
KINDS = (CHANGED, NEW, SAME)


@dataclass(frozen=True, slots=True)
class Change:
    """One figure of the file beside the published one it would stand instead of; ``old`` is ``None`` for a new one."""

    kind: str
    new: Observation
    old: Observation | None = None


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


def difference(figures: Iterable[Observation], published: Iterable[Observation]) -> tuple[Change, ...]:
    """Compare by key (indicator, place, period, group): changed figures first, then new ones, then equal ones."""
    standing = {one.key: one for one in published}
    changes = [_change(one, standing.get(one.key)) for one in figures]
    return tuple(sorted(changes, key=lambda change: (KINDS.index(change.kind), *change.new.key)))


def _change(new: Observation, old: Observation | None) -> Change:
    if old is None:
        return Change(NEW, new)
    same = (new.value, new.status) == (old.value, old.status)
    return Change(SAME if same else CHANGED, new, old)


def count_kinds(changes: Iterable[Change]) -> dict[str, int]:
    """How many changes there are of each kind, every kind named."""
    counted = Counter(change.kind for change in changes)
    return {kind: counted[kind] for kind in KINDS}


def maps_of(changes: Iterable[Change]) -> tuple[MapKey, ...]:
    """The maps that have a figure below the country, those with most news first."""
    news: Counter[MapKey] = Counter()
    for change in changes:
        if change.new.area != COUNTRY:
            news[MapKey.of(change.new)] += 1 if change.kind == SAME else 1_000
    return tuple(key for key, _ in news.most_common())


def after(
    key: MapKey, changes: Iterable[Change], published: Sequence[Observation], survey_of: Mapping[str, str]
) -> MapView:
    """The map ``key`` as it would be with the file's figures over the published ones of that map."""
    standing = {one.key: one for one in published}
    for change in changes:
        if MapKey.of(change.new) == key:
            standing[change.new.key] = change.new
    return arrange(key.indicator, key.period, key.group, standing.values(), survey_of)
