"""The basket on the page: messages in their order, each asked again of the figures; one of them open to be edited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import streamlit as st

from childrights.basket import MOST_TEXT, AuthorText, Basket, Kept, basket_json, foreign, kept_sentence, read_basket
from childrights.i18n import LANGUAGES, Translator
from childrights.messages import CHANGED, HOLDS, NO_LONGER, STATUSES, Ask, Message, Rechecked, recheck
from childrights.rights import Recommendation, touching
from childrights.snapshot import Snapshot
from childrights.talks import MESSAGE, Talk
from childrights.watch import MessageNews, kept_news
from ui.advocate.cards import KINDS, codes, show_giving, show_picture
from ui.advocate.choice import today
from ui.parts import (
    MY_BASKET,
    MY_TALK,
    Page,
    begun,
    cache,
    markup,
    pick_some,
    show_card_window,
    show_drop_words,
    show_markup,
    show_notes,
    show_section,
    small_picture,
    two_thirds,
)

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
            st.button(
                t._("Back to the dashboard's words"),
                key=f"plain_{one.id}",
                type="tertiary",
                icon=":material/undo:",
                on_click=_keep_words,
                args=(one.id, lang, ""),
            )
        _other_language(page, one, one.words if one.edited("km" if lang == "en" else "en") else AuthorText())
        _field(page, one, "ask", t._("What we ask"), one.ask.of(lang), placeholder=t._("A sentence of its own"))
        _other_language(page, one, one.ask)
        _field(
            page,
            one,
            "duty",
            t._("Addressed to"),
            one.duty.of(lang),
            placeholder=t._("A ministry, a committee, a body"),
        )
        _other_language(page, one, one.duty)
        _recommendations(page, one)
        show_picture(page, one, checked)
        show_card_window(page, one.key, one.id)


def _field(page: Page, one: Kept, part: str, label: str, value: str, *, area: bool = False, **more: Any) -> None:
    key = f"{part}_{one.id}_{page.lang}"
    first = begun(f"{part}_{one.id}", key, value)
    show = st.text_area if area else st.text_input
    show(label, first, key=key, max_chars=MOST_TEXT, on_change=_keep_text, args=(one.id, page.lang, part, key), **more)


def _other_language(page: Page, one: Kept, said: AuthorText) -> None:
    """What stands only in the other language, so that nothing seems lost."""
    other = "en" if page.lang == "km" else "km"
    if said.of(other) and not said.of(page.lang):
        note = page.t._("Written in the other language: {text}").format(text=said.of(other))
        show_markup(markup.tag("p", note, "cr-note"), page.lang)


def _keep_text(id: str, lang: str, part: str, key: str) -> None:
    if part == "words":
        _keep_words(id, lang, str(st.session_state[key] or ""))
        return
    one = MY_BASKET.now().get(id)
    if one:
        said: AuthorText = getattr(one, part)
        MY_BASKET.put(MY_BASKET.now().change(id, **{part: said.with_(lang, str(st.session_state[key] or ""))}))


def _keep_words(id: str, lang: str, text: str) -> None:
    """Words that are those of the headline again are no words of one's own."""
    one = MY_BASKET.now().get(id)
    if one:
        said = one.words.with_(lang, text)
        if said.of(lang) == one.headline.of(lang):
            said = said.with_(lang, "")
        MY_BASKET.put(MY_BASKET.now().change(id, words=said))


def related_recommendations(page: Page, message: Message) -> list[Recommendation]:
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
    by_code = {asked.code: asked for asked in related_recommendations(page, one.message(page.lang))}
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
    MY_BASKET.put(MY_BASKET.now().change(id, answers=tuple(codes)))


OPEN, _DONE = "item", "basket_done"
MOST_MB = 1


def basket_title(page: Page) -> str:
    """How many messages there are."""
    count = len(MY_BASKET.now().items)
    if not count:
        return page.t._("Your basket is empty")
    return page.t.ngettext("{count} message in your basket", "{count} messages in your basket", count).format(
        count=count
    )


def show_basket(page: Page) -> None:
    """The messages, and beside them what can be made of them and where they are kept."""
    basket = MY_BASKET.now()
    main, side = two_thirds()
    with main:
        if refused := MY_BASKET.refusal_words(page):
            show_markup(markup.tag("p", refused, "cr-refused"), page.lang)
        if not basket.items:
            show_notes([page.t._("Keep messages on the other tab, or open a basket that you saved.")], page.lang)
        for number, one in enumerate(basket.items, 1):
            _show_kept(page, basket, one, number)
        _show_steps(page, basket)
        if st.session_state.pop(f"{_DONE}_now", False):
            markup.show_script("basket_focus.js", str(int(st.session_state[_DONE][2])))
    with side:
        if basket.items:
            show_giving(page, basket)
            _show_to_talk(page, basket)
        _show_keeping(page, basket)


def _show_to_talk(page: Page, basket: Basket) -> None:
    """The messages as slides of the talk, which is put together on a page of its own."""
    t = page.t
    if not all(MY_TALK.now().holds(MESSAGE, one.key) for one in basket.items):
        st.button(t._("Add to talk"), key="basket_to_talk", icon=":material/slideshow:", on_click=_to_talk)
    markup.show(markup.tag("p", t._("What is in the talk is presented from its own page:"), "cr-note"), page.lang)
    show_markup(markup.link(t._("Open the talk"), "talk", lang=page.url_lang), page.lang)


def _to_talk() -> None:
    for one in MY_BASKET.now().items:
        MY_TALK.change(partial(_with_message, key=one.key))


def _with_message(talk: Talk, key: str) -> Talk:
    return talk.add(MESSAGE, key)


def again(page: Page, one: Kept) -> Rechecked:
    """A kept message asked again of the figures as they are now."""
    return cache.rechecked(page.snapshot.name, one, page.lang, today())


def moved_messages(page: Page) -> tuple[MessageNews, ...]:
    """The messages of the basket that read otherwise today, or hold no more."""
    name, year = page.snapshot.name, today()
    return kept_news(MY_BASKET.now(), lambda one, lang: cache.rechecked(name, one, lang, year))


def moved_ahead(page: Page, ahead: Snapshot) -> tuple[MessageNews, ...]:
    """The messages of the basket that would read otherwise, or hold no more, if ``ahead`` were in force."""
    MY_BASKET.keep()
    year = today()
    return kept_news(MY_BASKET.now(), lambda one, lang: recheck(one.message(lang), ahead, page.catalogue, year))


def _show_kept(page: Page, basket: Basket, one: Kept, number: int) -> None:
    t, is_open = page.t, st.session_state.get(OPEN) == one.id
    checked = again(page, one)
    with st.container(key=f"kept_{one.id}"):
        picture = small_picture(page, checked.now) if checked.now else ""
        show_markup(_row(page, one, checked, number) + picture, page.lang)
        with st.container(horizontal=True, key=f"steps_{one.id}"):
            _button(t._("Close") if is_open else t._("Edit"), f"edit_{one.id}", "edit", _open, one.id)
            _button(t._("Up"), f"up_{one.id}", "arrow_upward", _move, one.id, -1, disabled=number == 1)
            last = number == len(basket.items)
            _button(t._("Down"), f"down_{one.id}", "arrow_downward", _move, one.id, 1, disabled=last)
            _button(t._("Take out"), f"out_{one.id}", "remove", _remove, one.id)
            if checked.status == CHANGED:
                _button(t._("Take over what is new"), f"renew_{one.id}", "update", _renew, page.snapshot.name, one.id)
        if is_open:
            show_edit(page, one, checked)


def _button(
    label: str, key: str, icon: str, on_click: Callable[..., None], *args: object, disabled: bool = False
) -> None:
    st.button(
        markup.as_written(label),
        key=key,
        icon=f":material/{icon}:",
        type="tertiary",
        on_click=on_click,
        args=args,
        disabled=disabled,
    )


def _row(page: Page, one: Kept, checked: Rechecked, number: int) -> str:
    """The message as it will be told, with everything that must be known of it."""
    t, lang = page.t, page.lang
    kind = markup.tag("p", f"{number} · {t._(KINDS[one.message(lang).kind])}", "cr-note")
    parts, flag = [kind, markup.tag("h2", kept_sentence(one, checked, lang))], foreign(one, checked, t)
    if flag:
        parts.append(markup.tag("p", flag, "cr-flag"))
    if one.edited(lang):
        plain = checked.now.headline if checked.now and checked.now.headline else one.headline.of(lang)
        own = t._("The wording is the author's. The dashboard's: {headline}").format(headline=plain)
        parts.append(markup.tag("p", own, "cr-note"))
    if not flag or checked.status != HOLDS:
        parts.append(markup.tag("p", t._(STATUSES[checked.status]), f"cr-verdict {checked.status}"))
    if checked.status in (CHANGED, NO_LONGER):
        parts += [markup.tag("p", text, "cr-why") for text in checked.changes]
    if checked.now and checked.now.caveat and checked.status != NO_LONGER:
        parts.append(markup.tag("p", t._("Note: {caveat}").format(caveat=checked.now.caveat), "cr-mind"))
    asked = [(t._("We ask"), one.ask.of(lang)), (t._("Addressed to"), one.duty.of(lang))]
    parts.append(markup.facts([(name, markup.tag("span", text)) for name, text in asked if text]))
    if one.answers:
        parts.append(_linked(page, one))
    parts.append(codes(page, one.observations))
    moved, step, _ = st.session_state.get(_DONE, ("", "", 0))
    css = f"cr-message kept {NO_LONGER if flag else checked.status}" + (f" moved {step}" if moved == one.id else "")
    return markup.wrap("article", "".join(parts), css)


def _linked(page: Page, one: Kept) -> str:
    """The recommendations that a message answers to, each a link; what nobody knows any more keeps its code."""
    t, known = page.t, {asked.code: asked for asked in cache.asked(page.snapshot.name)}
    links = []
    for code in one.answers:
        asked = known.get(code)
        words = asked_words(asked, t) if asked else code
        links.append(markup.link(words, "recommendations", id=code, lang=page.url_lang))
    items = "".join(markup.wrap("li", link) for link in links)
    return markup.tag("p", t._("Answers to:"), "cr-note") + markup.wrap("ul", items, "cr-answers")


def _renew(snapshot: str, id: str) -> None:
    """Keep the answer of today in the place of the old one; words of one's own stay."""
    one = MY_BASKET.now().get(id)
    if one:
        english, khmer = (cache.message(snapshot, one.key, lang, today()) for lang in LANGUAGES)
        fresh = Basket().add(english, khmer).items[0]
        MY_BASKET.put(
            MY_BASKET.now().change(
                id,
                verdict=fresh.verdict,
                way=fresh.way,
                codes=fresh.codes,
                observations=fresh.observations,
                facts=fresh.facts,
                headline=fresh.headline,
            )
        )


def _open(id: str) -> None:
    st.session_state[OPEN] = "" if st.session_state.get(OPEN) == id else id


def _move(id: str, by: int) -> None:
    MY_BASKET.put(MY_BASKET.now().move(id, by))
    _stay(id, "up" if by < 0 else "down")


def _remove(id: str) -> None:
    MY_BASKET.put(MY_BASKET.now().remove(id))
    _stay("", "out")


def _stay(id: str, step: str) -> None:
    """Remember for the next drawing which message was moved how; the count makes the script another one."""
    *_, times = st.session_state.get(_DONE, ("", "", 0))
    st.session_state[_DONE] = (id, step, times + 1)
    st.session_state[f"{_DONE}_now"] = True


def _empty() -> None:
    here = MY_BASKET.now()
    MY_BASKET.put(Basket((), here.revision + 1))


def _show_steps(page: Page, basket: Basket) -> None:
    t = page.t
    with st.container(horizontal=True, key="basket_steps"):
        if MY_BASKET.can_undo():
            st.button(t._("Undo"), key="basket_undo", icon=":material/undo:", on_click=MY_BASKET.undo)
        if basket.items:
            st.button(t._("Empty the basket"), key="basket_empty", type="tertiary", on_click=_empty)


def _show_keeping(page: Page, basket: Basket) -> None:
    """Where the basket is, and the file to carry it elsewhere."""
    t = page.t
    show_section(t._("Where it is kept"), page.lang)
    kept = t._("In this browser only. Nothing of it stays on the server.")
    if not MY_BASKET.is_kept():
        kept = t._("This browser keeps nothing: save the basket as a file before you leave.")
    show_notes([kept], page.lang)
    if basket.items:
        st.download_button(
            t._("Save the basket"),
            data=basket_json(basket),
            file_name="basket.json",
            mime="application/json",
            icon=":material/download:",
            on_click="ignore",
            key="basket_save",
        )
    if aside := MY_BASKET.put_aside():
        show_notes([t._("What this browser had kept could not be read. It is not lost: save it here.")], page.lang)
        st.download_button(
            t._("Save what was there"),
            data=aside,
            file_name="basket-unread.txt",
            mime="text/plain",
            on_click="ignore",
            key="basket_unread",
        )
    key = f"basket_file_{st.session_state.get('basket_round', 0)}"
    with st.container(key="basket_drop"):
        show_drop_words(page, MOST_MB)
        st.file_uploader(
            t._("Open a saved basket"), type="json", key=key, on_change=_opened, args=(key,), max_upload_size=MOST_MB
        )


def _opened(key: str) -> None:
    """Add what is in the file; the uploader gets a new name, so that the same file may be chosen again."""
    file = st.session_state.get(key)
    if file is not None:
        content = file.getvalue()
        MY_BASKET.change(lambda here: here.and_all(read_basket(content).items))
        st.session_state["basket_round"] = st.session_state.get("basket_round", 0) + 1
