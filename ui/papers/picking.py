"""What can be put into a text by a press: sentences that the figures bear out, newest figures, kept messages."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from childrights.i18n import N_
from childrights.messages import DO_NOT_SAY, Ask
from childrights.papers import PlannedChapter, message_code, number_code
from childrights.rights import latest_words
from etl.papers import KeptPaper
from ui.advocate import today
from ui.papers.desk import ChapterDesk, put_code
from ui.parts import MY_BASKET, Page, cache, fold, pick, show_notes

KINDS = {"messages": N_("Messages"), "numbers": N_("Numbers"), "basket": N_("Your basket")}
MOST = 40


def show_picker(page: Page, kept: KeptPaper, one: PlannedChapter, desk: ChapterDesk) -> None:
    """A list of what may be told of the rights of this chapter, and a press that puts it where the cursor is."""
    t = page.t
    with fold(t._("Put a figure or a sentence in"), key="paper_picking") as part:
        if part.open:
            _picking(page, kept, one, desk)
    MY_BASKET.keep()


def _picking(page: Page, kept: KeptPaper, one: PlannedChapter, desk: ChapterDesk) -> None:
    t = page.t
    kind = pick(
        "segmented_control",
        t._("What"),
        list(KINDS),
        name="paper_pick_kind",
        words=lambda code: t._(KINDS[code]),
        start="messages",
        required=True,
    )
    rights = (one.right,) if one.right else kept.choice.rights
    offered = _offered(page, kind or "messages", rights, kept.choice.lang)
    if not offered:
        show_notes([t._("There is nothing to choose here.")], page.lang)
        return
    code = pick(
        "selectbox",
        t._("Choose"),
        list(offered),
        name=f"paper_pick_{kind}",
        words=offered.__getitem__,
        placeholder=t._("Choose, or type to search"),
    )
    if code:
        show_notes([offered[code]], page.lang)
    if st.button(t._("Put it in"), key="paper_put", disabled=not code, icon=":material/add:") and code:
        put_code(desk, code)
        st.rerun()


def _offered(page: Page, kind: str, rights: tuple[str, ...], lang: str) -> Mapping[str, str]:
    """Code as it is put in → words."""
    if kind == "numbers":
        return _numbers(page, rights)
    if kind == "basket":
        kept = MY_BASKET.now().items
        return {message_code(one.key): one.headline.of(page.lang) for one in kept if one.headline.of(page.lang)}
    name, year = page.snapshot.name, today()
    every = page.catalogue.indicators
    found = [
        one.finding.ask.key
        for one in cache.candidates(name, "", "KH", "", year)
        if not rights or every[one.finding.ask.indicator].cluster in rights
    ][:MOST]
    found.sort(key=lambda key: Ask.parse(key).kind == "absence")  # what is missing is told last
    told = {key: cache.message(name, key, page.lang, year) for key in found}
    return {message_code(key): one.headline for key, one in told.items() if one.verdict != DO_NOT_SAY and one.headline}


def _numbers(page: Page, rights: tuple[str, ...]) -> dict[str, str]:
    name, offered = page.snapshot.name, dict[str, str]()
    heads, newest = cache.headlines(name), cache.newest(name)
    for code, indicator in page.catalogue.indicators.items():
        if not rights or indicator.cluster in rights:
            told, latest = latest_words(code, heads, newest, page.year, page.t)
            if latest:
                offered[number_code(latest.id)] = f"{indicator.short_name(page.lang)}: {told}"
    return offered
