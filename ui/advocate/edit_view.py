"""One message of the basket open to be edited: words of one's own, the ask, the duty-bearer, recommendations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from childrights.basket import MOST_TEXT, Kept, Said
from childrights.i18n import Translator
from childrights.messages import Ask, Message, Rechecked
from childrights.recommendations import Recommendation, touching
from ui import cache, markup
from ui.advocate import keeper
from ui.advocate.message_picture import show_picture
from ui.layout import show_markup, show_notes
from ui.options import pick_some
from ui.page import Page

PARTS = ("words", "ask", "duty")


def show_edit(page: Page, one: Kept, checked: Rechecked) -> None:
    """The fields. What is typed is kept when the field is left."""
    t, lang = page.t, page.lang
    with st.container(key=f"editing_{one.id}"):
        now = checked.now
        if now and now.support:
            show_notes([now.support], lang)
        _field(
            page, one, "words", t._("The message in your words"), one.words.of(lang) or one.headline.of(lang), area=True
        )
        if one.edited(lang):
            st.button(t._("Back to the dashboard's words"), key=f"plain_{one.id}", type="tertiary",
                      icon=":material/undo:", on_click=_keep_words, args=(one.id, lang, ""))  # fmt: skip
        _other_language(page, one, one.words if one.edited("km" if lang == "en" else "en") else Said())
        _field(page, one, "ask", t._("What we ask"), one.ask.of(lang), placeholder=t._("A sentence of its own"))
        _other_language(page, one, one.ask)
        _field(page, one, "duty", t._("Of whom"), one.duty.of(lang), placeholder=t._("A ministry, a committee, a body"))
        _other_language(page, one, one.duty)
        _recommendations(page, one)
        show_picture(page, one, checked)


def _field(page: Page, one: Kept, part: str, label: str, value: str, *, area: bool = False, **more: Any) -> None:
    key = f"{part}_{one.id}_{page.lang}"
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    show = st.text_area if area else st.text_input
    show(label, key=key, max_chars=MOST_TEXT, on_change=_keep_text, args=(one.id, page.lang, part, key), **more)


def _other_language(page: Page, one: Kept, said: Said) -> None:
    """What stands only in the other language, so that nothing seems lost."""
    other = "en" if page.lang == "km" else "km"
    if said.of(other) and not said.of(page.lang):
        note = page.t._("Written in the other language: {text}").format(text=said.of(other))
        show_markup(markup.tag("p", note, "cr-note"), page.lang)


def _keep_text(id: str, lang: str, part: str, key: str) -> None:
    if part == "words":
        _keep_words(id, lang, str(st.session_state[key] or ""))
        return
    one = keeper.basket().get(id)
    if one:
        said: Said = getattr(one, part)
        keeper.put(keeper.basket().change(id, **{part: said.with_(lang, str(st.session_state[key] or ""))}))


def _keep_words(id: str, lang: str, text: str) -> None:
    """Words that are those of the headline again are no words of one's own."""
    one = keeper.basket().get(id)
    if one:
        said = one.words.with_(lang, text)
        if said.of(lang) == one.headline.of(lang):
            said = said.with_(lang, "")
        keeper.put(keeper.basket().change(id, words=said))


def fitting(page: Page, message: Message) -> list[Recommendation]:
    """What was asked of Cambodia about the indicator of a message, then about its right."""
    indicator = page.catalogue.indicators[Ask.parse(message.key).indicator]
    own = cache.asked_about(page.snapshot.name).get(indicator.code, ())
    rest = [one for one in touching(cache.asked(page.snapshot.name), cluster=indicator.cluster) if one not in own]
    return [*own, *rest]


def asked_words(asked: Recommendation, t: Translator) -> str:
    """A recommendation on one line."""
    text = t.pick(asked.topic, asked.topic_km) or t.pick(asked.summary, asked.summary_km)
    return f"{asked.year} · {asked.mechanism} {asked.number} · {text[:90]}"


def _recommendations(page: Page, one: Kept) -> None:
    t = page.t
    if Ask.parse(one.key).indicator not in page.catalogue.indicators:
        return
    by_code = {asked.code: asked for asked in fitting(page, one.message(page.lang))}
    by_code |= {asked.code: asked for asked in cache.asked(page.snapshot.name) if asked.code in one.answers}
    if not by_code:
        return
    known = [code for code in one.answers if code in by_code]
    pick_some(
        t._("Recommendations it answers to"),
        list(by_code),
        name=f"answers_{one.id}",
        words=lambda code: asked_words(by_code[code], t),
        shown=known,
        picked=_keep_answers,
        args=(one.id,),
        placeholder=t._("What was asked of Cambodia"),
    )


def _keep_answers(codes: Sequence[str], id: str) -> None:
    keeper.put(keeper.basket().change(id, answers=tuple(codes)))
