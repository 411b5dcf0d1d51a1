"""What a paper is made from: the snapshot, the choice, what was read on the way; and the items of its sections."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from childrights.briefs import BriefTable, Section, Stock, of_messages
from childrights.catalogue import Catalogue, Observation
from childrights.composer import CARD, Chosen, Desks, Scope, choose
from childrights.gaps import RankedGap
from childrights.gaps import ranking as gaps
from childrights.i18n import Translator
from childrights.papers.choice import Chapter, Choice
from childrights.papers.forms import TELLING_PLACES, Form, FormSection
from childrights.papers.planning import PlannedChapter, chapter_key
from childrights.rights import (
    Recommendation,
    RecommendationStanding,
    all_asked,
    assessments,
    link_changes,
    standings,
    with_links,
)
from childrights.snapshot import Snapshot
from childrights.statistics import Target, load_targets
from childrights.submissions import StateMeasure, state_measures
from childrights.voices import Voice, voices
from childrights.watch import NewsLog
from childrights.writers import PaperBlock, PaperTable, Passage, WriteHere, block_words
from geo import COUNTRY

MOST_CITES = 3
"""Footnotes of a table; more are one, rather than a row of marks."""
NOTHING = "/none"
"""How the key of an item ends that says that nothing is held: it is told where words are left."""
Thing = TypeVar("Thing")
POOL = 40
"""How many findings of a right are asked for before its sections share them out."""
TELLING_GROUPS, TELLING_TIME = "groups", "trend"
KINDS_OF: Mapping[str, frozenset[str]] = {
    TELLING_GROUPS: frozenset({"gap", "group"}),
    TELLING_PLACES: frozenset({"place", "rank"}),
    TELLING_TIME: frozenset({"change", "target"}),
}
"""Sections of their own for kinds of findings; what none takes stands with the findings."""


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A row of a table that is gathered with its neighbours of the same ``table`` when all is chosen.

    ``numeric`` are its columns of numbers; those of them in which no row of the table has any but 0 are left out."""

    table: str
    head: tuple[str, ...]
    cells: tuple[str, ...]
    title: str = ""
    cites: tuple[str, ...] = ()
    code: str = ""
    numeric: tuple[int, ...] = ()

    @property
    def words(self) -> int:
        """The words of its cells."""
        return block_words(Passage(" ".join(self.cells)))


@dataclass(frozen=True, slots=True)
class PaperItem:
    """What is kept or left out as a whole.

    ``key`` is the same in both languages, ``label`` says what it is where it was left out; ``must`` stands whatever the
    limit, others by their ``rank``; ``under`` is a heading of its own over it. ``bare`` is what stands in place of its
    blocks and figures where a page has no room for a picture.
    """

    key: str
    blocks: tuple[PaperBlock | PaperRow, ...]
    label: str = ""
    must: bool = False
    rank: int = 0
    under: str = ""
    observations: tuple[Observation, ...] = ()
    section: Section | None = None
    bare: tuple[tuple[PaperBlock, ...], tuple[Observation, ...]] | None = None

    @property
    def words(self) -> int:
        """How many words it takes, without those of its heading and of the head of its table."""
        return sum(one.words if isinstance(one, PaperRow) else block_words(one) for one in self.blocks)


@dataclass(frozen=True, slots=True)
class HeldBack:
    """What a chapter had and could not hold, since its section holds only ``most`` of its kind."""

    chapter: str
    words: str


@dataclass
class Making:
    """One paper being made; all that is read is read once."""

    snapshot: Snapshot
    catalogue: Catalogue
    form: Form
    choice: Choice
    t: Translator
    today: date
    desks: Desks
    stock: Stock
    chapters: Mapping[str, Chapter] = field(default_factory=dict)
    news: NewsLog | None = None
    texts: Mapping[str, tuple[PaperBlock, ...]] = field(default_factory=dict)
    """What people wrote in the chapters, as blocks."""
    _pools: dict[Scope, tuple[Chosen, ...]] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    """The keys of findings that stand in a section already."""
    asked_told: set[str] = field(default_factory=set)
    """The codes of recommendations that stand in a chapter already."""
    figures_told: dict[str, str] = field(default_factory=dict)
    """The codes of linked figures that are told with a recommendation already, and its number."""
    told_with: dict[str, dict[str, str]] = field(default_factory=dict)
    """The same for each chapter and document, whose recommendations stand in one table."""
    generalised: bool = False
    """Whether it was said already that voices do not speak for all."""
    pictures: int = 0
    """How many findings have a picture so far."""
    maps: set[tuple[str, str, str]] = field(default_factory=set)
    """The maps that are drawn already: indicator, period, group."""
    not_read_told: set[str] = field(default_factory=set)
    """The documents of which it was said already what of them was not read."""
    held_back: list[HeldBack] = field(default_factory=list)
    """What a section had and could not hold."""

    @property
    def year(self) -> int:
        """The year of the paper."""
        return self.choice.year or self.today.year

    @cached_property
    def asked(self) -> tuple[Recommendation, ...]:
        """Everything that was read of what Cambodia was asked, with the indicators linked to it now."""
        return with_links(all_asked(self.snapshot, self.catalogue), link_changes(self.snapshot))

    @cached_property
    def standings(self) -> Mapping[str, RecommendationStanding]:
        """Where everything that asks something stands, by its code."""
        found = standings(self.asked, assessments(self.snapshot), link_changes(self.snapshot))
        return {one.asked.code: one for one in found}

    @cached_property
    def gaps(self) -> tuple[RankedGap, ...]:
        """What is missing, the heaviest first."""
        return gaps.ranking(self.snapshot, self.catalogue, self.asked, self.today.year)

    @cached_property
    def measures(self) -> tuple[StateMeasure, ...]:
        """Laws, plans and budgets of the State, as the coalition keeps them."""
        return state_measures(self.snapshot)

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """Every target that somebody stated."""
        return load_targets(self.catalogue)

    @cached_property
    def voices(self) -> tuple[Voice, ...]:
        """What members sent in words."""
        return voices(self.snapshot)

    def scope(self, planned: PlannedChapter) -> Scope:
        """What a chapter is about: its right, and in a note for a place that place."""
        rights, areas = self.choice.rights, self.choice.areas
        right = planned.right or (rights[0] if len(rights) == 1 else "")
        return Scope(right=right, area=areas[0] if areas and self.form.is_of_place else "")

    def pool(self, scope: Scope) -> tuple[Chosen, ...]:
        """The findings of a scope, best first, as people changed them in the chapters of its right."""
        if scope not in self._pools:
            own = [self.chapters[key] for key in self._keys(scope.right) if key in self.chapters]
            found = choose(
                self.desks,
                scope,
                self.t,
                most=POOL,
                dropped=[key for one in own for key in one.dropped],
                added=[key for one in own for key in one.added],
                order=[key for one in own for key in one.order],
            )
            self._pools[scope] = tuple(one for one in found if not one.is_silence)
        return self._pools[scope]

    def _keys(self, right: str) -> list[str]:
        return [key for one in self.form.sections for key in (chapter_key(one, right), chapter_key(one))]

    def takes(self, section: FormSection, one: Chosen) -> bool:
        """Whether a section holds findings of the kind of ``one``."""
        # How far a target is tells nothing of time where there is no pace; it is drawn as the figure that it is.
        kind = "level" if one.chart == CARD else one.finding.ask.kind
        if section.kind in KINDS_OF:
            return kind in KINDS_OF[section.kind]
        own = {other.kind for other in self.form.sections if other.kind in KINDS_OF}
        return not any(kind in KINDS_OF[name] for name in own)

    @property
    def pools(self) -> tuple[tuple[Chosen, ...], ...]:
        """The findings of every scope that was asked for so far."""
        return tuple(self._pools.values())

    def drawn(self, found: Sequence[Chosen]) -> tuple[Section, ...]:
        """The findings as sections with what is drawn of them, in their order."""
        if not found:
            return ()
        return of_messages(self.stock, "", [one.message for one in found], [one.chart for one in found]).sections

    @property
    def told_topics(self) -> dict[str, None]:
        """The topics of the findings that are told, in their order."""
        told = (one for pool in self._pools.values() for one in pool if one.key in self.told)
        return dict.fromkeys(one.indicator.topic for one in told)

    def hold_back(self, planned: PlannedChapter, words: Iterable[str]) -> None:
        """List what a chapter had and could not hold."""
        self.held_back += [HeldBack(planned.key, one) for one in words]

    def area(self) -> str:
        """The province that the paper is about, the country where it is about none."""
        return self.choice.areas[0] if self.choice.areas and self.form.is_of_place else COUNTRY


def first_each(found: Iterable[Thing], name: Callable[[Thing], object]) -> list[Thing]:
    """The first of each name, in their order."""
    kept: dict[object, Thing] = {}
    for one in found:
        kept.setdefault(name(one), one)
    return list(kept.values())


def gathered_rows(blocks: Sequence[PaperBlock | PaperRow]) -> tuple[PaperBlock, ...]:
    """Blocks in which neighbouring rows of one table have become that table."""
    found: list[PaperBlock] = []
    run: list[PaperRow] = []

    def close() -> None:
        if run:
            found.append(_table(run))
            run.clear()

    for one in blocks:
        if isinstance(one, PaperRow):
            if run and run[0].table != one.table:
                close()
            run.append(one)
        else:
            close()
            found.append(one)
    close()
    return tuple(found)


def _table(run: Sequence[PaperRow]) -> PaperTable:
    first, codes = run[0], tuple(one.code for one in run)
    empty = {at for at in first.numeric if all(one.cells[at] == "0" for one in run)}
    kept = [at for at in range(len(first.head)) if at not in empty]
    head, *rows = (tuple(cells[at] for at in kept) for cells in (first.head, *(one.cells for one in run)))
    cites = tuple(dict.fromkeys(cite for one in run for cite in one.cites))
    if len(cites) > MOST_CITES:
        cites = ("; ".join(cites),)
    table = BriefTable(first.title, head, tuple(rows), codes if all(codes) else ())
    return PaperTable(table, cites, tuple(kept.index(at) for at in first.numeric if at in kept))


def blank_of(planned: PlannedChapter) -> PaperItem:
    """The mark of what a person writes in a chapter."""
    return PaperItem(f"{planned.key}/write", (WriteHere(planned.write),), must=True)
