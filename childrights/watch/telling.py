"""What of a piece of news may be told while a snapshot is in force.

A digest lies beside the snapshots and outlives them. So that it never holds what is hidden, erased or taken back, each
publication passes it through here: a value of now is told while exactly it stands; a value of before is told while its
figure stands with another value, was not taken back, and nothing of its indicator and period is hidden to protect
children, since an old value beside what is left could tell the hidden one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from childrights.catalogue import PUBLISHED, Observation
from childrights.snapshot import Snapshot, all_observations
from childrights.watch.items import (
    FALLEN,
    Bilingual,
    Digest,
    FigureNews,
    GapNews,
    Item,
    MapNews,
    MembersNews,
    MessageNews,
    indicators_of,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of some indicators in the snapshot in force: values by what they are about, and what is hidden."""

    values: dict[tuple[str, ...], tuple[float | None, float | None, float | None]]
    hidden: frozenset[tuple[str, str]]
    withdrawn: frozenset[str]
    uploads: frozenset[str]
    sources: Mapping[tuple[str, ...], str] = field(default_factory=dict)

    def stands(self, one: Observation) -> bool:
        """Whether a published figure stands exactly as it is told, by the same source."""
        told = (one.value, one.lower, one.upper)
        same = self.sources.get(one.about, one.source) == one.source
        return same and one.layer == PUBLISHED and one.value is not None and self.values.get(one.about) == told

    def tellable(self, one: Observation) -> bool:
        """Whether the value that a figure had before may be told."""
        if self.stands(one):
            return True
        now = self.values.get(one.about)
        revised = one.layer == PUBLISHED and now is not None and now[0] is not None
        return revised and one.id not in self.withdrawn and (one.indicator, one.period_label) not in self.hidden


def standing(snapshot: Snapshot, indicators: Collection[str]) -> Standing:
    """What stands of ``indicators`` in ``snapshot``."""
    own = all_observations(snapshot, indicators=sorted(indicators)) if indicators else ()
    return standing_of(snapshot, own)


def standing_of(snapshot: Snapshot, figures: Iterable[Observation]) -> Standing:
    """The same with the figures at hand."""
    published = [one for one in figures if one.layer == PUBLISHED]
    gone = snapshot.rows("SELECT id, upload FROM snapshot.withdrawn")
    sent = snapshot.rows("SELECT id FROM snapshot.upload")
    return Standing(
        {one.about: (one.value, one.lower, one.upper) for one in published},
        frozenset((one.indicator, one.period_label) for one in published if one.status == "suppressed"),
        frozenset(row[0] for row in gone),
        frozenset([*(row[0] for row in sent), *(row[1] for row in gone)]),
        {one.about: one.source for one in published},
    )


def told(digest: Digest, snapshot: Snapshot) -> Digest:
    """What of ``digest`` may be told while ``snapshot`` is in force."""
    return told_with(digest, standing(snapshot, set(indicators_of(digest.items))))


def told_with(digest: Digest, now: Standing) -> Digest:
    """The same with what stands at hand. Pure; what it gives it leaves as it is."""
    found = [one for item in digest.items if (one := _told_item(item, now)) is not None]
    return Digest(tuple(found), digest.untold + len(digest.items) - len(found))


def _told_item(item: Item, now: Standing) -> Item | None:
    if isinstance(item, GapNews | MapNews):
        return item
    if isinstance(item, MembersNews):
        return item if now.uploads.issuperset(item.uploads) else None
    if not all(now.stands(one) for one in item.figures):
        return None
    if all(now.tellable(one) for one in item.before):
        return item
    if isinstance(item, FigureNews):
        return replace(item, before=tuple(one for one in item.before if now.tellable(one)))
    if isinstance(item, MessageNews):
        # The words of a change and of a sentence hold the old figures: named without them, or not at all.
        emptied: dict[str, Any] = {"was": Bilingual(), "before": ()}
        return replace(item, **emptied, why=item.why if item.change == FALLEN and not item.now.en else Bilingual())
    # Where a place stood, and whether a target was met, tells of the old values.
    return None
