"""Cards of a message to download: shape and language, then PNG and SVG, the album and the poster.

Nothing is drawn before it is asked for. A card that is refused has no button; the reason stands in its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

import streamlit as st

from childrights.cards import (
    POSTER,
    PREVIEW,
    SQUARE,
    STORY,
    MessageCard,
    NoCard,
    album,
    card_bytes,
    card_of,
    draw_card,
    poster_pdf,
)
from childrights.export import file_name
from childrights.i18n import LANGUAGES, N_, translator
from childrights.messages import Ask, answer_question
from childrights.pictures import MIMES
from ui.parts import cache, markup
from ui.parts.lang import NAMES
from ui.parts.layout import show_notes
from ui.parts.options import pick, popover
from ui.parts.page import Page

CARD_SHAPES = {
    SQUARE: N_("Square post"),
    STORY: N_("Story"),
    PREVIEW: N_("Link preview"),
    POSTER: N_("Poster, A3"),
}


def show_card_window(page: Page, key: str, name: str) -> None:
    """A button that opens the cards of the message with this key; ``name`` tells its controls from those of others."""
    panel = popover(page.t._("Card"), key=f"card_{name}", icon=":material/ios_share:", type="tertiary")
    if panel.open:
        with panel:
            show_cards(page, key, name)


@st.fragment
def show_cards(page: Page, key: str, name: str) -> None:
    """What may be downloaded of the message with this key, or why there is no card of it."""
    _ = page.t._
    markup.show(markup.tag("h2", _("Card"), "cr-share"), page.lang)
    shapes = {code: _(words) for code, words in CARD_SHAPES.items()}
    shape = _picked(_("For"), shapes, f"card_shape_{name}", SQUARE)
    lang = _picked(_("Language of the card"), NAMES, f"card_lang_{name}_{page.lang}", page.lang)
    refused = _refusal(page, key, shape, lang)
    with st.container(horizontal=True, key=f"card_files_{name}"):
        if not refused:
            _show_files(page, key, name, shape, lang)
        if not _refusal(page, key, SQUARE, lang):
            _button(page, _("Album (ZIP)"), "album", key, name, "", "", "folder_zip")
    told = _("The album has every shape in both languages, with the text to paste and the words for who cannot see it.")
    show_notes([refused, told] if refused else [told], page.lang)


def _picked(label: str, words: Mapping[str, str], name: str, start: str) -> str:
    chosen = pick(
        "segmented_control",
        label,
        list(words),
        name=name,
        words=words.__getitem__,
        start=start,
        required=True,
        label_visibility="collapsed",
    )
    return chosen or start


def _show_files(page: Page, key: str, name: str, shape: str, lang: str) -> None:
    _ = page.t._
    if shape == POSTER:
        _button(page, _("{kind} poster").format(kind="PDF"), "pdf", key, name, shape, lang, "picture_as_pdf")
        return
    for kind, icon in (("png", "image"), ("svg", "polyline")):
        _button(page, _("{kind} card").format(kind=kind.upper()), kind, key, name, shape, lang, icon)


def _button(page: Page, label: str, kind: str, key: str, name: str, shape: str, lang: str, icon: str) -> None:
    ask = Ask.parse(key)
    ending = {"album": "zip"}.get(kind, kind)
    st.download_button(
        label,
        data=partial(made_card, page, key, kind, shape, lang),
        file_name=file_name((ask.indicator.replace("_", "-"), ask.kind, ask.area, shape or "album", lang), ending),
        mime=MIMES.get(kind, {"pdf": "application/pdf"}.get(kind, "application/zip")),
        on_click="ignore",
        icon=f":material/{icon}:",
        key=f"card_{kind}_{name}",
    )


def made_card(page: Page, key: str, kind: str, shape: str, lang: str) -> bytes:
    """The file. Raises ``NoCard`` with the reason."""
    if kind == "album":
        return album([message_card_of(page.snapshot.name, key, one) for one in LANGUAGES])
    card = message_card_of(page.snapshot.name, key, lang)
    return poster_pdf(card, date.today()) if kind == "pdf" else card_bytes(card, shape, kind)


def message_card_of(snapshot: str, key: str, lang: str) -> MessageCard:
    """The card of the message with this key. Raises ``NoCard`` and what ``cache.message_desk`` raises."""
    ask = Ask.parse(key)
    desk = cache.message_desk(snapshot, ask.indicator, date.today().year)
    return card_of(answer_question(ask, desk), desk, translator(lang))


def _refusal(page: Page, key: str, shape: str, lang: str) -> str:
    """Why there is no such card, in the language of the page; empty where there is one."""
    try:
        draw_card(message_card_of(page.snapshot.name, key, lang), shape)
    except NoCard as refused:
        return str(refused)
    return ""
