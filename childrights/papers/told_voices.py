"""What members sent in words: causes, good practice, views; each marked as theirs, none spread to other places."""

from __future__ import annotations

from collections.abc import Collection

from childrights.papers.making import Making, PaperItem
from childrights.papers.planning import PlannedChapter
from childrights.papers.told_asks import missing
from childrights.voices import (
    CAUSE,
    CHILDREN_SAY,
    GOOD_PRACTICE,
    NO_GENERALISING,
    POLICY_PRACTICE,
    attribution,
    views_under,
)
from childrights.writers import ITEM, NOTE, Passage
from geo import COUNTRY

MOST_VIEWS = 8


def views(making: Making, planned: PlannedChapter) -> list[PaperItem]:
    """Views of children, good practice and policy in practice under a right, as members sent them."""
    items = _told(making, planned, (CHILDREN_SAY, GOOD_PRACTICE, POLICY_PRACTICE))
    nothing = making.t._("No member has sent good practice or a view on this right yet.")
    return items or [missing(making, planned, nothing)]


def causes(making: Making, planned: PlannedChapter) -> list[PaperItem]:
    """The causes that members sent; nothing where none did, which leaves the place to whoever writes."""
    return _told(making, planned, (CAUSE,))


def _told(making: Making, planned: PlannedChapter, kinds: Collection[str]) -> list[PaperItem]:
    """What was said of the whole country and of the places that were chosen; of no place without a choice of places
    all that was said, each with the place it was said in."""
    t, areas = making.t, making.choice.areas
    found = [
        one
        for one in views_under(making.voices, making.catalogue, planned.right)
        if one.kind in kinds and (not areas or one.area in (COUNTRY, *areas))
    ][: planned.section.most or MOST_VIEWS]
    items = []
    for at, one in enumerate(found):
        told = t._("“{words}”").format(words=one.text(t))
        cites = (f"{one.source} {one.source_url}".strip(),)
        blocks = (Passage(told, ITEM, cites), Passage(attribution(one, t), NOTE))
        items.append(PaperItem(f"{planned.key}/{one.code}", blocks, told, rank=at))
    if items and not making.generalised:
        making.generalised = True
        items.append(PaperItem(f"{planned.key}/mind", (Passage(t._(NO_GENERALISING), NOTE),), rank=0))
    return items
