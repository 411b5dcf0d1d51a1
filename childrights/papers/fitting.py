"""Keeping a paper within a limit of words: what is told first is kept, what is left out is listed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from childrights.catalogue import ChildRightsError
from childrights.i18n import N_
from childrights.papers.making import NOTHING, PaperItem, PaperRow
from childrights.papers.planning import PlannedChapter
from childrights.writers import LeftOut, PaperFigure, WriteHere, counted_words

WHOLE = ("ask", "bearers", "signatories")
"""Kinds of chapters of which no page leaves out a part: what is asked, of whom, and by whom."""
FIRST_OF_EACH = (("findings", "articles", "cluster"), ("proposals",), ("summary",))
"""What stands of each right before any is told at length, as long as the words reach: those chosen first come first."""
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

    First each right is told at all: its strongest finding, what is proposed for it, its point of the summary. Then each
    chapter takes what fits its own share, the weightiest first; then what is left of the words goes to the
    chapters in turn, so that a chapter with little to say leaves its room to the others. A chapter that people still
    write in keeps the room of its share. A heading stands only over something. Raises ``TooShort``.
    """
    if not limit:
        return tuple(filled), ()
    taken = _Taken(filled, limit)
    for at, one in enumerate(filled):
        for item in one.items:
            if item.must:
                taken.take(at, item)
    for kinds in FIRST_OF_EACH:
        taken.first_of_each(kinds)
    for at, one in enumerate(filled):
        for item in sorted(one.items, key=_first):
            if not (item.must or taken.within_share(at, item)):
                break
            taken.take(at, item)
    if taken.words > limit:
        raise TooShort(
            N_("{limit} words are too few for this paper: its required parts take {words}."),
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

    First goes what weighs least beside the findings, from the chapter that tells most of such, then pictures are drawn
    lower, then left out, then the weakest findings go; the first of each chapter stays, and what must stand. Then what
    finds room after all comes back: findings, pictures, the rest. Where even what must stand takes more, it does: a
    statement that sixty organisations sign has a page of names.
    """
    page = _Page(filled)
    while pages(page.kept()) > most:
        if last := page.weakest(telling=False):
            del page.items[last.key]
        elif not (page.lowered() or page.undrawn()):
            last = page.weakest(telling=True)
            if last is None:
                break
            del page.items[last.key]
    else:
        page.put_back(lambda: pages(page.kept()) <= most)
    left = [
        LeftOut(whole_name(one.planned), begun(item.label))
        for one in filled
        for item in one.items
        if item.key not in page.items
    ]
    return page.kept(), tuple(left)


class _Page:
    """The items that stand, by their keys, some of them with a lower picture or none."""

    def __init__(self, filled: Sequence[Filled]) -> None:
        self.filled = filled
        self.items = {item.key: item for one in filled for item in one.items}

    def kept(self) -> tuple[Filled, ...]:
        """The chapters with what stands of them."""
        return tuple(
            replace(one, items=tuple(self.items[item.key] for item in one.items if item.key in self.items))
            for one in self.filled
        )

    def weakest(self, *, telling: bool) -> PaperItem | None:
        """The item that is left out next: the last of the longest list."""
        found: PaperItem | None = None
        longest = 1
        for one in self.kept():
            if one.planned.section.kind in WHOLE:
                continue
            open_ones = [item for item in one.items if not item.must and item.label]
            told = any(item.section is not None for item in one.items)
            if told == telling and len(one.items) > 1 and len(open_ones) >= longest:
                longest, found = len(open_ones), max(open_ones, key=lambda item: item.rank)
        return found

    def lowered(self) -> bool:
        """Draw the last picture lower; whether there was one that is not."""
        return self._change(lambda item: _low(item) if item.bare and _low(item) != item else None)

    def undrawn(self) -> bool:
        """Take out the last picture; whether there was one."""
        return self._change(_bare)

    def _change(self, changed: Callable[[PaperItem], PaperItem | None]) -> bool:
        for item in reversed(tuple(self.items.values())):
            if other := changed(item):
                self.items[item.key] = other
                return True
        return False

    def put_back(self, fits: Callable[[], bool]) -> None:
        """Take in again what fits, the weightiest first: findings, their pictures, then the rest."""
        every = sorted((item for one in self.filled for item in one.items), key=lambda item: item.rank)
        absent = [item for item in every if item.key not in self.items]
        for item in (one for one in absent if one.section is not None):
            self._try(_bare(item) or item, fits)
        for item in every:
            if item.bare and item.key in self.items and not self.items[item.key].bare:
                self._try(_low(item), fits)
        for item in (one for one in absent if one.section is None):
            self._try(item, fits)

    def _try(self, item: PaperItem, fits: Callable[[], bool]) -> None:
        before = self.items.get(item.key)
        self.items[item.key] = item
        if not fits():
            del self.items[item.key]
            if before is not None:
                self.items[item.key] = before


def _bare(item: PaperItem) -> PaperItem | None:
    """The item without its picture; ``None`` where it has none."""
    return replace(item, blocks=item.bare[0], observations=item.bare[1], bare=None) if item.bare else None


def _low(item: PaperItem) -> PaperItem:
    blocks = (replace(one, low=True) if isinstance(one, PaperFigure) else one for one in item.blocks)
    return replace(item, blocks=tuple(blocks))


def whole_name(planned: PlannedChapter) -> str:
    """The heading of a chapter with the right it stands under."""
    return f"{planned.group} · {planned.title}" if planned.group else planned.title


def begun(label: str) -> str:
    """The first words of something that was left out."""
    words = label.split()
    return " ".join(words[:MOST_BEGUN]) + (" …" if len(words) > MOST_BEGUN else "")


def _first(item: PaperItem) -> tuple[bool, bool, int]:
    """What is kept first: what must be, and last that nothing is held."""
    return not item.must, item.key.endswith(NOTHING), item.rank


class _Taken:
    """What was taken so far, and how many words it makes with the headings over it."""

    def __init__(self, filled: Sequence[Filled], limit: int) -> None:
        self.filled, self.limit = filled, limit
        self.keys: set[str] = set()
        self._each = [0] * len(filled)
        self._heads: set[str] = set()
        self.words = 0
        self._waiting = [sorted(one.items, key=_first) for one in filled]

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

    def first_of_each(self, kinds: Sequence[str]) -> None:
        """Keep the weightiest item of every chapter of these kinds that fits; of a summary each of its points."""
        for at, one in enumerate(self.filled):
            if one.planned.section.kind not in kinds:
                continue
            open_ones = [item for item in self._waiting[at] if not (item.must or item.key.endswith(NOTHING))]
            for item in open_ones[: None if not one.planned.right else 1]:
                if self.words + self.cost(at, item) <= self.limit:
                    self.take(at, item)

    def within_share(self, at: int, item: PaperItem) -> bool:
        """Whether an item fits the share of its chapter, and the whole; not one that says that nothing is held."""
        if item.key.endswith(NOTHING):
            return False
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
