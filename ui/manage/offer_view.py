"""What can be decided about one cause: one click, a choice, leaving out with a reason, proposing a new indicator."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ui.layout import show_notes
from ui.manage import desk, words
from ui.manage.causes import Cause
from ui.manage.cures import (
    AREAS,
    EXAMPLE,
    INDICATORS,
    NOTHING,
    NUMBERS,
    PARTED,
    PEOPLE,
    SKIP,
    UNIT,
    WHOLE,
    YEAR,
    YEARS,
    Cure,
    Offer,
    decide,
)
from ui.manage.decision_words import REASONS, meaning, personal_words, places_words, unit_words
from ui.manage.desk import Desk
from ui.manage.proposal_view import open_proposal, show_proposal
from ui.opening import popover
from ui.options import pick
from ui.page import Page

MOST_PROPOSALS, SHORTEST_WHY, LONGEST_WHY = 3, 3, 200

IsPersonal = Callable[[str], bool]


def show_offer(page: Page, laid: Desk, cause: Cause, made: Offer, is_personal: IsPersonal) -> None:
    """The buttons under a cause. ``is_personal`` says whether a text tells of a single person."""
    if made == NOTHING:
        return
    t = page.t
    equal = made.part in (NUMBERS, UNIT, PEOPLE)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        for number, cure in enumerate(made.proposals[:MOST_PROPOSALS]):
            st.button(
                _proposal(page, cause, cure, number == 0),
                key=f"cure_{cause.key}_{cure.code}",
                type="primary" if number == 0 and not equal else "secondary",
                on_click=take,
                args=(laid, cure),
                wrap=True,
            )
        if made.choices:
            _show_choices(page, laid, cause, made)
        if made.can_propose:
            st.button(t._("Propose it as new"), key=f"propose_{cause.key}", type="tertiary", on_click=open_proposal,
                      args=(cause,))  # fmt: skip
        if made.can_skip:
            _show_leaving_out(page, laid, cause, is_personal)
    if made.part == NUMBERS:
        show_notes([_one_click(page, cause)], page.lang)
    if made.can_propose:
        show_proposal(page, cause, is_personal, lambda cure: take(laid, cure))


def take(laid: Desk, cure: Cure) -> None:
    """Put a decision on the desk."""
    desk.change(laid, cures=decide(laid.cures, cure))


def _one_click(page: Page, cause: Cause) -> str:
    t = page.t
    count = cause.count
    text = t.ngettext(
        "{place}: your answer is for this cell.",
        "{place}: your answer is for all {count} cells. If they differ, correct them in your file.",
        count,
    )
    return text.format(place=places_words(PARTED.join(cause.places), t), count=words.count(count, t))


def _proposal(page: Page, cause: Cause, cure: Cure, first: bool) -> str:
    t = page.t
    told = meaning(cure, page.catalogue, t)
    if cure.part == NUMBERS:
        return told[:1].upper() + told[1:]
    if cure.detail(EXAMPLE):
        return t._("They are real figures")
    if cure.part == PEOPLE:
        return t._("They are of everybody in the place") if cure.code == WHOLE else t._("They are of this group only")
    if cure.part == UNIT:
        return t._("Read them as {unit}").format(unit=unit_words(cure.code, t))
    if not first:
        return t._("Read as {meaning}").format(meaning=told)
    count = cause.count
    words_for_it = t.ngettext(
        "Read “{label}” as {meaning} ({count} cell)", "Read “{label}” as {meaning} ({count} cells)", count
    )
    return words_for_it.format(label=cure.label, meaning=told, count=words.count(count, t))


def _show_choices(page: Page, laid: Desk, cause: Cause, made: Offer) -> None:
    t = page.t
    labels = {
        AREAS: t._("Another place") if made.proposals else t._("Choose the place"),
        INDICATORS: t._("Another indicator") if made.proposals else t._("Choose the indicator"),
        YEAR: t._("Give the year"),
        YEARS: t._("Choose the year it means"),
    }
    with popover(labels[made.part], key=f"choose_{cause.key}") as panel:
        if not panel.open:
            return
        chosen = pick(
            "selectbox",
            labels[made.part],
            made.choices,
            name=f"choice_{cause.key}",
            words=lambda code: meaning(Cure(made.part, "", code), page.catalogue, t),
            placeholder=t._("Type to search"),
        )
        if made.part == YEAR:
            st.caption(t._("It is used wherever the file itself names no year."))
        if chosen and st.button(t._("Use this"), key=f"use_{cause.key}", type="primary"):
            take(laid, made.cure(cause, chosen))
            st.rerun()


def _show_leaving_out(page: Page, laid: Desk, cause: Cause, is_personal: IsPersonal) -> None:
    """Leaving something out takes a reason, so that everybody understands it later: one click or own words."""
    t = page.t
    label = t.ngettext("Leave it out", "Leave them out", cause.count)
    with popover(label, type="tertiary", key=f"skip_{cause.key}") as panel:
        if not panel.open:
            return
        why = pick("pills", t._("Why?"), REASONS, name=f"why_{cause.key}", words=t._)
        own = st.text_input(t._("Or in your own words"), key=f"own_{cause.key}", max_chars=LONGEST_WHY)
        reason = " ".join((own or why or "").split())
        if not st.button(label, key=f"out_{cause.key}", type="primary"):
            return
        if len(reason) < SHORTEST_WHY:
            show_notes([t._("Please write a few words, so that everybody understands it later.")], page.lang)
        elif is_personal(reason):
            show_notes([personal_words(t)], page.lang)
        else:
            take(laid, Cure(SKIP, cause.label, "", (("why", reason),)))
            st.rerun()
