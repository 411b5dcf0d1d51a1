"""Members' figures hand by hand: what one member sent of its own, and what it quoted, each looked at alone.

A map shows one value a place, so that it can show one hand at a time; the others are named with their values.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from childrights.catalogue import Group
from childrights.members.layers import MemberFigure
from childrights.members.provenance import QUOTED
from childrights.snapshot import Period
from geo import COUNTRY

ANY = "1"
"""The code by which a link asks for the members' layer without saying whose: the first hand."""
QUOTING = ".quoted"
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Hand:
    """One member's own figures of an indicator, or those it quoted from elsewhere. ``code`` names it in links."""

    code: str
    member: str
    quoted: bool = False

    def holds(self, one: MemberFigure) -> bool:
        """Whether a figure comes from this hand."""
        return (one.figure.member, one.figure.source_kind == QUOTED) == (self.member, self.quoted)


def hands(found: Iterable[MemberFigure]) -> tuple[Hand, ...]:
    """The hands whose figures wait to be looked at, those with the most figures first.

    Figures that are shown unasked need no choice, and those of a part of the people never lead a view.
    """
    counted: dict[tuple[str, bool], int] = {}
    for one in found:
        if not one.by_default and not one.figure.scope:
            key = (one.figure.member, one.figure.source_kind == QUOTED)
            counted[key] = counted.get(key, 0) + 1
    ordered = sorted(counted, key=lambda key: (-counted[key], key))
    named = [(hand_code(member, quoted=quoted), member, quoted) for member, quoted in ordered]
    taken = [code for code, _, _ in named]
    return tuple(
        Hand(code if taken.count(code) == 1 else f"{code}-{_short_hash(member)}", member, quoted)
        for code, member, quoted in named
    )


def hand_code(member: str, *, quoted: bool) -> str:
    """What links call the own figures of a member, or those it quoted."""
    return member_code(member) + (QUOTING if quoted else "")


def member_code(member: str) -> str:
    """A member's name as one plain word for links; a name without Latin letters gets a short hash."""
    plain = re.sub(r"[^a-z0-9]+", "-", member.casefold()).strip("-")[:_LONGEST]
    return plain if any(letter.isalpha() for letter in plain) else f"m-{_short_hash(member)}"


def _short_hash(member: str) -> str:
    return hashlib.sha256(member.encode()).hexdigest()[:6]


def hand_asked_for(offered: Sequence[Hand], asked: str) -> Hand | None:
    """The hand that a link asks for; ``None`` when it asks for none or for one that is not there."""
    if asked == ANY:
        return offered[0] if offered else None
    return next((hand for hand in offered if hand.code == asked), None)


@dataclass(frozen=True, slots=True)
class MembersBeside:
    """Members' figures of one indicator, period and group beside the published map.

    ``drawn`` are the hand's figures of places, ``national`` its figure of the country; ``others`` are other hands'
    figures of the same period and group; ``parts`` are of a part of the people, whoever sent them: never drawn.
    ``listed`` are all of the period and group, hidden ones too. ``elsewhen`` are the periods in which the hand has
    figures of this group, oldest first.
    """

    hand: Hand
    drawn: tuple[MemberFigure, ...] = ()
    national: MemberFigure | None = None
    others: tuple[MemberFigure, ...] = ()
    parts: tuple[MemberFigure, ...] = ()
    listed: tuple[MemberFigure, ...] = ()
    elsewhen: tuple[str, ...] = ()


def members_beside_map(found: Iterable[MemberFigure], hand: Hand, period: str, group: Group) -> MembersBeside:
    """What ``hand`` and the others have beside the published map of a period and group."""
    same = [one for one in found if Group.of(one.figure) == group and not one.by_default]
    here = [one for one in same if one.figure.period_label == period]
    whole = [one for one in here if not one.figure.scope]
    own = [one for one in whole if hand.holds(one) and one.figure.value is not None]
    labels = dict.fromkeys(one.figure.period_label for one in same if hand.holds(one) and not one.figure.scope)
    return MembersBeside(
        hand=hand,
        drawn=tuple(one for one in own if one.figure.area != COUNTRY),
        national=next((one for one in own if one.figure.area == COUNTRY), None),
        others=tuple(one for one in whole if not hand.holds(one)),
        parts=tuple(one for one in here if one.figure.scope),
        listed=tuple(here),
        elsewhen=tuple(labels),
    )


def periods_of(found: Iterable[MemberFigure], hand: Hand) -> dict[Group, tuple[Period, ...]]:
    """The groups that a hand has figures for, each with its periods, oldest first."""
    sorted_in: dict[Group, dict[str, list[MemberFigure]]] = {}
    for one in found:
        if hand.holds(one) and not one.figure.scope and not one.by_default:
            told = sorted_in.setdefault(Group.of(one.figure), {})
            told.setdefault(one.figure.period_label, []).append(one)
    return {
        group: tuple(
            Period(
                label,
                min(one.figure.year_start for one in own),
                max(one.figure.year_end for one in own),
                sum(one.figure.area != COUNTRY for one in own),
                any(one.figure.area == COUNTRY for one in own),
            )
            for label, own in told.items()
        )
        for group, told in sorted_in.items()
    }


def joined_groups(
    published: dict[Group, tuple[Period, ...]], sent: dict[Group, tuple[Period, ...]]
) -> dict[Group, tuple[Period, ...]]:
    """Groups and periods of both layers, the published groups first, the periods of each oldest first.

    A period of both counts the places of the one that has more: a map of it has something to show.
    """
    found = dict(published)
    for group, periods in sent.items():
        both = {one.label: one for one in found.get(group, ())}
        for one in periods:
            known = both.get(one.label, one)
            areas, national = max(known.areas, one.areas), known.national or one.national
            both[one.label] = replace(known, areas=areas, national=national)
        found[group] = tuple(sorted(both.values(), key=lambda one: (one.year_start, one.year_end)))
    return found
