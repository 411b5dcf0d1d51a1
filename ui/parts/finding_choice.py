"""What a brief or a chapter tells: a person leaves out, puts back, moves and adds what the composer chose.

The caller keeps the wishes: those of a brief with the session, those of a chapter with its paper.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from childrights.composer import MOST, Chosen, Desks, Scope, Wishes, choose, everything, fallen
from ui.parts import markup
from ui.parts.layout import show_notes
from ui.parts.options import pick
from ui.parts.page import Page

OFFERED = 30
"""So many more findings are offered to be added."""
Change = Callable[[Wishes], None]


@dataclass(frozen=True, slots=True)
class FindingChoice:
    """What is chosen from: the findings of ``scopes``, ``most`` of them, as a person wishes.

    ``name`` parts the controls of one list from those of another; ``change`` keeps other wishes, and the page is drawn
    again. A list that is not ``open`` is only read.
    """

    scopes: tuple[Scope, ...]
    wishes: Wishes
    name: str
    change: Change
    most: int = MOST
    open: bool = True

    def with_wishes(self, dropped: Sequence[str], added: Sequence[str], order: Sequence[str]) -> None:
        """Keep these wishes and draw the page again."""
        self.change(Wishes(tuple(dropped), tuple(added), tuple(order)))
        st.rerun()


def show_finding_choice(page: Page, choice: FindingChoice, desks: Desks) -> None:
    """The findings in their order, those left out, those that no longer hold, and what else may be told."""
    t = page.t
    told = _told(desks, choice, page)
    for at, one in enumerate(told):
        _row(page, choice, told, at, one)
    if not told:
        show_notes([t._("Nothing is left that can be shown.")], page.lang)
    _left_out(page, choice, desks)
    lost = [reason for _, reason in fallen(desks, choice.scopes[0], choice.wishes.added, t)]
    show_notes([t._("No longer supported: {why}").format(why=why) for why in lost], page.lang)
    if choice.open:
        _adding(page, choice, desks, [one.key for one in told])


def _told(desks: Desks, choice: FindingChoice, page: Page) -> list[Chosen]:
    """What is told of all scopes: of several the strongest first, unless a person put them in order."""
    wishes, found = choice.wishes, list[Chosen]()
    for scope in choice.scopes:
        found += choose(
            desks,
            scope,
            page.t,
            most=choice.most,
            dropped=wishes.dropped,
            added=wishes.added,
            order=wishes.order,
        )
    unlike = list({one.key: one for one in found if len(choice.scopes) == 1 or not one.is_silence}.values())
    if len(choice.scopes) > 1:
        unlike.sort(key=lambda one: -one.weight)
    places = {key: at for at, key in enumerate(wishes.order)}
    unlike.sort(key=lambda one: places.get(one.key, len(places)))
    return unlike[: choice.most + sum(one.own_choice for one in unlike)]


def _row(page: Page, choice: FindingChoice, told: Sequence[Chosen], at: int, one: Chosen) -> None:
    t, keys, wishes = page.t, [each.key for each in told], choice.wishes
    with st.container(key=f"{choice.name}_finding_{at}"):
        markup.show(markup.tag("p", f"{at + 1}. {one.message.headline}", "cr-text"), page.lang)
        if not choice.open:
            return
        with st.container(horizontal=True):
            for label, icon, to in ((t._("Up"), "arrow_upward", at - 1), (t._("Down"), "arrow_downward", at + 1)):
                shut = not 0 <= to < len(keys)
                if _press(label, f"{choice.name}_{icon}_{at}", icon, shut=shut):
                    order = [key for key in keys if key != one.key]
                    order.insert(to, one.key)
                    choice.with_wishes(wishes.dropped, wishes.added, order)
            if _press(t._("Leave out"), f"{choice.name}_leave_{at}", "remove"):
                added = [key for key in wishes.added if key != one.key]
                choice.with_wishes((*wishes.dropped, one.key), added, wishes.order)


def _press(label: str, key: str, icon: str, *, shut: bool = False) -> bool:
    return st.button(markup.as_written(label), key=key, icon=f":material/{icon}:", type="tertiary", disabled=shut)


def _left_out(page: Page, choice: FindingChoice, desks: Desks) -> None:
    """What a person left out, each to be put back."""
    wishes = choice.wishes
    for at, key in enumerate(wishes.dropped):
        headline = _said(desks, choice, key, page)
        show_notes([page.t._("Left out: {finding}").format(finding=headline)], page.lang)
        if choice.open and _press(page.t._("Put it back"), f"{choice.name}_back_{at}", "undo"):
            dropped = [one for one in wishes.dropped if one != key]
            choice.with_wishes(dropped, wishes.added, wishes.order)


def _said(desks: Desks, choice: FindingChoice, key: str, page: Page) -> str:
    """The sentence of a key, or the key where none can be said any more."""
    place = choice.scopes[0].place
    found = desks.answer(key, place)
    return (desks.message(found, place, page.t).headline if found else "") or key


def _adding(page: Page, choice: FindingChoice, desks: Desks, told: Sequence[str]) -> None:
    """Another finding of the same right or place, told after those that stand there."""
    t, wishes, known = page.t, choice.wishes, {*told, *choice.wishes.dropped}
    offered: dict[str, str] = {}
    for one in everything(desks, choice.scopes[0]):
        key = one.finding.ask.key
        if key not in known and one.finding.ask.kind != "absence" and len(offered) < OFFERED:
            offered[key] = _said(desks, choice, key, page)
    chosen = pick(
        "selectbox",
        t._("Add a finding"),
        list(offered),
        name=f"{choice.name}_added_{len(wishes.added)}",
        words=offered.__getitem__,
        placeholder=t._("Choose, or type to search"),
    )
    if _press(t._("Add it"), f"{choice.name}_add", "add", shut=not chosen) and chosen:
        added = (*(one for one in wishes.added if one != chosen), chosen)
        choice.with_wishes(wishes.dropped, added, (*told, chosen))
