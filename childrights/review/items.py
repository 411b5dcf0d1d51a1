"""The parts of a difference, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from childrights.catalogue import Group, Observation
from childrights.members import Conflict, Decision, Hand, Outcome
from childrights.watch import Bilingual, Digest, MessageNews


@dataclass(frozen=True, slots=True)
class MapChange:
    """A map that would look otherwise: of one indicator, period and group.

    Without a ``hand`` it is what everybody sees unasked; with one the map on which that member's figures stand beside
    the published ones when somebody asks for them. ``added``, ``revised`` and ``gone`` are the areas whose figure would
    come, read otherwise or go.
    """

    indicator: str
    period: str
    group: Group
    hand: Hand | None = None
    added: tuple[str, ...] = ()
    revised: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RankRow:
    """One place in an order from highest to lowest, before and after; ``None`` where it has no figure to rank. Places
    with the same value share a rank."""

    area: str
    was: int | None
    now: int | None
    before: Observation | None
    after: Observation | None


@dataclass(frozen=True, slots=True)
class RankChange:
    """An order of places in which at least one would stand elsewhere, in its new order; those that leave it last."""

    indicator: str
    period: str
    group: Group
    rows: tuple[RankRow, ...]


@dataclass(frozen=True, slots=True)
class HeadlineChange:
    """The sentence that leads an indicator for the country; empty where nothing is or would be told."""

    indicator: str
    was: Bilingual
    now: Bilingual


@dataclass(frozen=True, slots=True)
class Consequences:
    """Everything that publishing the candidate would change.

    ``news`` is what the page *What is new* would tell of it. ``sentences`` are those that the product offers, and that
    somebody may keep, for the country and every place with a figure that changes. ``opened`` are conflicts that would
    be there and are not, ``closed`` the other way round, ``lapsed`` corrections that would lose their effect.
    ``outcomes`` says by upload what becomes of its figures.
    """

    news: Digest = field(default_factory=Digest)
    maps: tuple[MapChange, ...] = ()
    ranks: tuple[RankChange, ...] = ()
    headlines: tuple[HeadlineChange, ...] = ()
    sentences: tuple[MessageNews, ...] = ()
    opened: tuple[Conflict, ...] = ()
    closed: tuple[Conflict, ...] = ()
    lapsed: tuple[Decision, ...] = ()
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)

    @property
    def unasked(self) -> bool:
        """Whether anything would change that somebody sees without asking for members' figures."""
        return bool(self.ranks or self.headlines or self.sentences) or any(one.hand is None for one in self.maps)
