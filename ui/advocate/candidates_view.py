"""The messages that figures allow, the most telling first, each to be kept; and what must not be said."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import partial

import streamlit as st

from childrights.i18n import LANGUAGES
from childrights.language import period
from childrights.messages import DO_NOT_SAY, KINDS, Candidate
from childrights.talks import MESSAGE
from geo import COUNTRY, area_words
from ui.advocate.cards import message_card
from ui.advocate.choice import MessageChoice, asked_keys, today
from ui.parts import (
    MY_BASKET,
    Page,
    cache,
    markup,
    show_add_to_talk,
    show_card_window,
    show_markup,
    show_notes,
    show_section,
    small_picture,
    two_thirds,
)

STEP = 6
"""Cards shown at once, and added by "Show more"."""
_SHOWN = "messages_shown"


def candidates_title(page: Page, choice: MessageChoice) -> str:
    """What the page looks for, in one sentence."""
    t, place = page.t, area_words(choice.area, page.lang)
    if not (choice.indicator or choice.right):
        return t._("Key messages on children in {place}").format(place=place)
    if choice.indicator:
        name = page.catalogue.indicators[choice.indicator].short_name(page.lang)
    else:
        name = page.catalogue.clusters[choice.right].name(page.lang)
    return t._("Key messages on “{name}” in {place}").format(name=name, place=place)


def show_candidates(page: Page, choice: MessageChoice) -> None:
    """Cards of what may be said, then of what must not be."""
    found = wanted(page, choice)
    main, side = two_thirds()
    with main:
        if choice.missed:
            missed = period(choice.missed, page.lang)
            show_notes([page.t._("There is no figure for {period} here.").format(period=missed)], page.lang)
        shown = _shown(choice)
        for one in found[:shown]:
            _show_one(page, one)
        if not found:
            show_notes([page.t._("No message of this kind is supported.")], page.lang)
        if len(found) > shown:
            more = page.t.ngettext("Show {count} more", "Show {count} more", min(STEP, len(found) - shown))
            label = more.format(count=min(STEP, len(found) - shown))
            st.button(
                markup.as_written(label),
                key="messages_more",
                icon=":material/expand_more:",
                on_click=_more,
                args=(choice, shown),
            )
        _show_refused(page, choice)
    with side:
        _show_side(page, len(found))


def wanted(page: Page, choice: MessageChoice) -> Sequence[Candidate]:
    """The candidates of the wanted kinds, the most telling first.

    What nobody knows of the whole country is not the message of one place, unless it is asked for.
    """
    found = cache.candidates(page.snapshot.name, choice.indicator, choice.area, choice.period, today(), choice.right)
    local = not choice.indicator and choice.area != COUNTRY
    kinds = choice.kinds or [kind for kind in KINDS if not (local and kind == "absence")]
    return [one for one in found if one.finding.ask.kind in kinds]


def _shown(choice: MessageChoice) -> int:
    about, count = st.session_state.get(_SHOWN, (None, STEP))
    return int(count) if about == choice else STEP


def _more(choice: MessageChoice, shown: int) -> None:
    st.session_state[_SHOWN] = (choice, shown + STEP)


def _show_one(page: Page, one: Candidate) -> None:
    key, t = one.finding.ask.key, page.t
    name = f"{zlib.crc32(key.encode()):x}"
    message = cache.message(page.snapshot.name, key, page.lang, today())
    with st.container(key=f"message_{name}"):
        drawn = partial(message_card, page, message, one.strength)
        card = cache.finished(page.snapshot.name, f"message {key} {page.lang} {today()}", drawn)
        show_markup(card + small_picture(page, message), page.lang)
        held = MY_BASKET.now().holding(key)
        with st.container(horizontal=True, key=f"steps_{name}"):
            st.button(
                t._("Take out of the basket") if held else t._("Keep"),
                key=f"keep_{name}",
                icon=":material/remove:" if held else ":material/add:",
                type="tertiary" if held else "secondary",
                on_click=_toggle,
                args=(page.snapshot.name, key),
            )
            show_add_to_talk(page, MESSAGE, key, name)
            show_card_window(page, key, name)


def _toggle(snapshot: str, key: str) -> None:
    """Put a message into the basket in both languages, or take it out."""
    held = MY_BASKET.now().holding(key)
    if held:
        MY_BASKET.put(MY_BASKET.now().remove(held.id))
        return
    english, khmer = (cache.message(snapshot, key, lang, today()) for lang in LANGUAGES)
    MY_BASKET.change(lambda here: here.add(english, khmer))


def _show_refused(page: Page, choice: MessageChoice) -> None:
    """What was asked plainly and is refused, with the reasons and what may be said instead."""
    if not choice.indicator:
        return
    name = page.snapshot.name
    answers = [cache.message(name, key, page.lang, today()) for key in asked_keys(choice, choice.kinds)]
    refused = [one for one in answers if one.verdict == DO_NOT_SAY]
    if refused:
        show_section(page.t._("Not supported by the figures"), page.lang)
        show_markup("".join(message_card(page, one) for one in refused), page.lang)


def _show_side(page: Page, count: int) -> None:
    t, held = page.t, MY_BASKET.now()
    show_section(t._("Your basket"), page.lang)
    if refused := MY_BASKET.refusal_words(page):
        show_notes([refused], page.lang)
    lines = [one.words.of(page.lang) or one.headline.of(page.lang) for one in held.items]
    show_notes(lines or [t._("Keep the messages you want to use. They wait here, in this browser only.")], page.lang)
    if held.items:
        st.button(
            t._("Open the basket"),
            key="open_basket",
            type="primary",
            icon=":material/shopping_basket:",
            on_click=open_basket,
        )
    show_section(t._("How they are ordered"), page.lang)
    found = t.ngettext("{count} message may be said.", "{count} messages may be said.", count).format(count=count)
    show_notes(
        [
            found,
            t._("The strongest and most surprising come first."),
            t._("The newest come first. A brief uses the first of them; those that repeat another come last."),
            t._("The order is our judgement, not a measurement. No sentence says what caused a figure."),
        ],
        page.lang,
    )


def open_basket() -> None:
    """Go to the basket."""
    st.query_params["view"] = "basket"
