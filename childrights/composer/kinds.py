"""What a finding claims, told apart from how it is worded, and the chart that shows it."""

from __future__ import annotations

from collections.abc import Mapping

from childrights.catalogue import DIMENSIONS, Group
from childrights.messages import Finding

CARD, TREND, GROUPS, MAP, RANKING, NONE = "card", "trend", "groups", "map", "ranking", "none"
CHARTS = (CARD, TREND, GROUPS, MAP, RANKING, NONE)
PLAIN_CHARTS: Mapping[str, str] = {
    "level": CARD,
    "people": CARD,
    "change": TREND,
    "target": TREND,
    "gap": GROUPS,
    "group": GROUPS,
    "place": MAP,
    "rank": RANKING,
    "absence": NONE,
}
"""The chart that shows a kind of finding: a change is a line, a gap groups side by side, a single figure a card."""
GROUP_KINDS, SILENT = ("gap", "group"), "absence"
CLEAR_WAYS = ("higher", "lower")
VAGUE_TARGETS = ("to_go", "no_clear_change")
"""Statuses of a target that say no more than the level does: how far it is, and nothing of the way there."""
VAGUE_RANKS = ("middle", "unplaced", "unplaced_best", "unplaced_worst")
SIZE = "size"


def chart_of(found: Finding, seen: bool = False) -> str:
    """The chart for a finding; ``seen`` says that its map stands already, so that its places come in a row instead."""
    kind = found.ask.kind
    if kind == "target" and "pace" not in found.results and found.way in VAGUE_TARGETS:
        return CARD
    if kind == "place" and seen:
        return RANKING
    return PLAIN_CHARTS[kind]


def tells_groups(found: Finding) -> bool:
    """Whether it sets groups of people beside each other."""
    return found.ask.kind in GROUP_KINDS


def is_silence(found: Finding) -> bool:
    """Whether it says what is missing."""
    return found.ask.kind == SILENT


def sides(found: Finding) -> frozenset[str]:
    """What is claimed of the figure that a finding is about. Two of one figure that claim the same say it in other
    words: how many people a percentage is, and how far from a target, are its size told again."""
    kind = found.ask.kind
    if kind == SILENT:
        return frozenset({f"silent {found.way}"})
    if tells_groups(found):
        return frozenset({" ".join(("by", *_split(found)))})
    if kind == "target" and found.way not in VAGUE_TARGETS:
        return frozenset({SIZE, "target"})
    if kind == "change" and found.way in CLEAR_WAYS:
        return frozenset({SIZE, "change"})
    standing = kind == "place" and found.way in CLEAR_WAYS
    if standing or (kind == "rank" and found.way not in VAGUE_RANKS):
        return frozenset({SIZE, "place"})
    return frozenset({SIZE})


def _split(found: Finding) -> tuple[str, ...]:
    """The dimensions in which the groups beside each other differ."""
    groups = [Group.of(one) for one in found.figures[:2]]
    return tuple(name for name in DIMENSIONS if len({getattr(one, name) for one in groups}) > 1)
