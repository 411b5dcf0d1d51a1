"""Keeping a paper within a limit of words: what is told first is kept, what is left out is listed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from childrights.catalogue import ChildRightsError
from childrights.i18n import N_
from childrights.papers.making import PaperItem, PaperRow
from childrights.papers.planning import PlannedChapter
from childrights.writers import LeftOut, WriteHere, counted_words

WHOLE = ("ask", "bearers", "signatories")
"""Kinds of chapters of which no page leaves out a part: what is asked, of whom, and by whom."""
MOST_BEGUN = 24
"""Words of what was left out that are listed."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A chapter with all it could hold, in its order."""

    planned: PlannedChapter
    items: tuple[PaperItem, ...]


class TooShort(ChildRightsError):
    """A limit of words into which not even what must stand in the paper fits."""


def fitted(filled: Sequence[Filled], limit: int) -> tuple[tuple[Filled, ...], tuple[LeftOut, ...]]:
    """The chapters within ``limit`` words, and what was left out of them, in the order of the paper.

    First each chapter takes what fits its own share, the weightiest first; then what is left of the words goes to the
    chapters in turn, so that a chapter with little to say leaves its room to the others. A chapter that people still
    write in keeps the room of its share. A heading stands only over something. Raises ``TooShort``.
    """
    if not limit:
        return tuple(filled), ()
    taken = _Taken(filled, limit)
    for at, one in enumerate(filled):
        for item in sorted(one.items, key=lambda item: (not item.must, item.rank)):
            if not (item.must or taken.within_share(at, item)):
                break
            taken.take(at, item)
    if taken.words > limit:
        raise TooShort(
            N_("{limit} words are too few for this paper: what must stand in it takes {words}."),
            limit=limit,
            words=taken.words,
        )
    while taken.one_more_each():
        pass
    return only(filled, taken.keys)


def only(filled: Sequence[Filled], keys: Collection[str]) -> tuple[tuple[Filled, ...], tuple[LeftOut, ...]]:
    """The chapters with the items of these ``keys``, and what the others are."""
    kept, left = [], []
    for one in filled:
        kept.append(replace(one, items=tuple(item for item in one.items if item.key in keys)))
        gone = [item for item in one.items if item.key not in keys and item.label]
        left += [LeftOut(whole_name(one.planned), begun(item.label)) for item in gone]
    return tuple(kept), tuple(left)


def within_pages(
    filled: Sequence[Filled], most: int, pages: Callable[[Sequence[Filled]], float]
) -> tuple[tuple[Filled, ...], tuple[LeftOut, ...]]:
    """The chapters on ``most`` pages, and what was left out of them.

    First goes what weighs least beside the findings, from the chapter that tells most of such, then pictures, then the
    weakest findings; the first of each chapter stays, and what must stand. Where even those take more, they do: a
    statement that sixty organisations sign has a page of names.
    """
    kept, left = list(filled), list[LeftOut]()
    while pages(kept) > most:
        if last := _weakest(kept, telling=False):
            left.insert(0, _without(kept, *last))
        elif not _undrawn(kept):
            last = _weakest(kept, telling=True)
            if last is None:
                break
            left.insert(0, _without(kept, *last))
    return tuple(kept), tuple(left)


def _without(kept: list[Filled], at: int, gone: PaperItem) -> LeftOut:
    kept[at] = replace(kept[at], items=tuple(one for one in kept[at].items if one is not gone))
    return LeftOut(whole_name(kept[at].planned), begun(gone.label))


def _weakest(filled: Sequence[Filled], *, telling: bool) -> tuple[int, PaperItem] | None:
    """The item that is left out next, with the place of its chapter: the last of the longest list."""
    found: tuple[int, PaperItem] | None = None
    longest = 1
    for at, one in enumerate(filled):
        if one.planned.section.kind in WHOLE:
            continue
        open_ones = [item for item in one.items if not item.must and item.label]
        told = any(item.section is not None for item in one.items)
        if told == telling and len(one.items) > 1 and len(open_ones) >= longest:
            longest, found = len(open_ones), (at, max(open_ones, key=lambda item: item.rank))
    return found


def _undrawn(kept: list[Filled]) -> bool:
    """Take out the last picture; whether there was one."""
    for at in range(len(kept) - 1, -1, -1):
        for item in reversed(kept[at].items):
            if item.bare:
                bare = replace(item, blocks=item.bare[0], observations=item.bare[1], bare=None)
                kept[at] = replace(kept[at], items=tuple(bare if one is item else one for one in kept[at].items))
                return True
    return False


def whole_name(planned: PlannedChapter) -> str:
    """The heading of a chapter with the right it stands under."""
    return f"{planned.group} · {planned.title}" if planned.group else planned.title


def begun(label: str) -> str:
    """The first words of something that was left out."""
    words = label.split()
    return " ".join(words[:MOST_BEGUN]) + (" …" if len(words) > MOST_BEGUN else "")


class _Taken:
    """What was taken so far, and how many words it makes with the headings over it."""

    def __init__(self, filled: Sequence[Filled], limit: int) -> None:
        self.filled, self.limit = filled, limit
        self.keys: set[str] = set()
        self._each = [0] * len(filled)
        self._heads: set[str] = set()
        self.words = 0
        self._waiting = [sorted(one.items, key=lambda item: (not item.must, item.rank)) for one in filled]

    def cost(self, at: int, item: PaperItem) -> int:
        """The words of an item, with those of headings and heads of tables that it would bring, and of the room that a
        person who writes here is left."""
        heads = self._heads_of(at, item)
        room = 0
        if any(isinstance(block, WriteHere) for block in item.blocks):
            room = max(0, self.filled[at].planned.budget - self._each[at] - item.words)
        return item.words + room + sum(words for key, words in heads.items() if key not in self._heads)

    def _heads_of(self, at: int, item: PaperItem) -> Mapping[str, int]:
        planned = self.filled[at].planned
        heads = {planned.key: counted_words(planned.title)}
        if planned.right:
            heads[f"/{planned.right}"] = counted_words(planned.group)
        if item.under:
            heads[f"{planned.key}/{item.under}"] = counted_words(item.under)
        for block in item.blocks:
            if isinstance(block, PaperRow):
                heads[f"{planned.key}/table {block.table}"] = 2 + counted_words(" ".join((block.title, *block.head)))
        return heads

    def within_share(self, at: int, item: PaperItem) -> bool:
        """Whether an item fits the share of its chapter, and the whole."""
        cost = self.cost(at, item)
        return self._each[at] + cost <= self.filled[at].planned.budget and self.words + cost <= self.limit

    def take(self, at: int, item: PaperItem) -> None:
        """Keep an item."""
        if item.key in self.keys:
            return
        cost = self.cost(at, item)
        self.keys.add(item.key)
        self._heads |= set(self._heads_of(at, item))
        self._each[at] += cost
        self.words += cost

    def one_more_each(self) -> bool:
        """Give every chapter its next item that still fits; whether any took one."""
        some = False
        for at, waiting in enumerate(self._waiting):
            rest = [item for item in waiting if item.key not in self.keys]
            if rest and self.words + self.cost(at, rest[0]) <= self.limit:
                self.take(at, rest[0])
                some = True
            elif rest:
                # A shorter one behind it may fit, but would be told before what weighs more.
                self._waiting[at] = [item for item in waiting if item.key in self.keys]
        return some
