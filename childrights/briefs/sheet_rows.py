"""Which findings find room on the pages of a fact sheet, and how they stand there: in rows of one or two columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from childrights.briefs.model import AREA, RIGHT, TREND, Brief, Section

MOST_TRIED = 9
"""Findings that are tried for room, from the first on; all others are named on the sheet."""
MOST_MISSES = 3
"""After so many findings without room one behind another the sheet is full."""
FEWER_ASKED = (6, 3, 0)
"""How many recommendations of a right are told where all of them find no room; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Card:
    """A section as the page takes it, and how many pixels of its column it needs, about."""

    title: str
    data: dict[str, Any]
    height: float
    mapped: bool


@dataclass(frozen=True, slots=True)
class Row:
    """Two columns of cards beside each other, or a map over the whole width."""

    left: list[Card] = field(default_factory=list)
    right: list[Card] = field(default_factory=list)

    @property
    def cards(self) -> list[Card]:
        """All of its cards."""
        return [*self.left, *self.right]

    @property
    def stacks(self) -> list[list[dict[str, Any]]]:
        """What stands in each of its columns."""
        return [[one.data for one in column] for column in (self.left, self.right)]

    @property
    def wide(self) -> bool:
        """Whether one map takes the whole width."""
        return any(one.mapped for one in self.left)

    def takes(self, card: Card) -> bool:
        """Whether ``card`` may stand beside what is here."""
        return not self.wide and not card.mapped

    def plus(self, card: Card) -> Row:
        """With one more card in the column that has more room."""
        high_left, high_right = (sum(one.height for one in column) for column in (self.left, self.right))
        if high_left <= high_right:
            return Row([*self.left, card], self.right)
        return Row(self.left, [*self.right, card])


@dataclass(frozen=True, slots=True)
class Plan:
    """What stands on a sheet.

    ``asks`` says what each article asks, ``late`` sets the findings behind what is unknown and what was asked, of which
    ``asked`` are told.
    """

    rows: tuple[Row, ...] = ()
    asks: bool = False
    late: bool = False
    asked: int | None = None

    @property
    def cards(self) -> list[Card]:
        """All findings on the sheet."""
        return [card for row in self.rows for card in row.cards]


class Sheet(Protocol):
    """What can be laid out."""

    brief: Brief
    figured: list[Section]

    def card(self, at: int) -> Card:
        """The finding at a place of ``figured``."""

    def pages(self, plan: Plan) -> int:
        """How many pages the sheet has."""


def in_order(brief: Brief) -> list[Section]:
    """The sections that are drawn: of a place as far as it stands from others, then over time; of a right the newest of
    each topic before a second of any."""
    figured = [one for one in brief.sections if one.figure]
    if brief.kind == AREA:
        return sorted(figured, key=lambda one: one.figure is not None and one.figure.kind == TREND)
    if brief.kind != RIGHT:
        return figured
    newest = sorted(figured, key=lambda one: -max(each.year_end for each in one.observations))
    seen: dict[str, int] = {}
    turns = []
    for one in newest:
        topic = one.indicators[0].topic
        turns.append((seen.get(topic, 0), one))
        seen[topic] = seen.get(topic, 0) + 1
    return [one for _, one in sorted(turns, key=lambda turn: turn[0])]


def pairs(cards: Sequence[Card]) -> tuple[Row, ...]:
    """All cards, two beside each other and maps alone."""
    rows: list[Row] = []
    for card in cards:
        if rows and rows[-1].takes(card) and not rows[-1].right:
            rows[-1] = rows[-1].plus(card)
        else:
            rows.append(Row([card]))
    return tuple(rows)


def fitting(sheet: Sheet, most: int) -> Plan | None:
    """The plan with the most findings on ``most`` pages, the shortest of several; ``None`` where none fits."""
    plans = [Plan()]
    if sheet.brief.kind == RIGHT:
        plans = [Plan(asks=True), Plan(), Plan(late=True)]
    found: list[Plan] = []
    for plan in plans:
        if sheet.pages(plan) <= most:
            found.append(_filled(sheet, plan, most))
            if len(found[-1].cards) == len(sheet.figured) and sheet.pages(found[-1]) == 1:
                break
    shorter = (Plan(late=True, asked=few) for few in FEWER_ASKED if sheet.brief.kind == RIGHT)
    if not found:
        return next((_filled(sheet, one, most) for one in shorter if sheet.pages(one) <= most), None)
    return min(found, key=lambda one: (-len(one.cards), sheet.pages(one)))


def _filled(sheet: Sheet, plan: Plan, most: int) -> Plan:
    """``plan`` with as many of the first findings as fit, in their order; each row stays on one page.

    Two go beside each other into a new row where both fit, else one alone.
    """
    waiting = list(range(min(len(sheet.figured), MOST_TRIED)))
    misses = 0
    while waiting and misses < MOST_MISSES:
        card, rows = sheet.card(waiting.pop(0)), plan.rows
        partner = next((at for at in waiting if not sheet.card(at).mapped), None) if not card.mapped else None
        trials: list[tuple[Row, ...]] = []
        if partner is not None:
            trials.append((*rows, Row([card], [sheet.card(partner)])))
        trials += [(*rows[:at], row.plus(card), *rows[at + 1 :]) for at, row in enumerate(rows) if row.takes(card)]
        trials.append((*rows, Row([card])))
        for trial in trials:
            if sheet.pages(replace(plan, rows=trial)) <= most:
                plan, misses = replace(plan, rows=trial), 0
                if partner is not None and trial is trials[0]:
                    waiting.remove(partner)
                break
        else:
            misses += 1
    return plan
