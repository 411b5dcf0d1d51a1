"""A member's mirror on the screen: for whom, about which year, and the files."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from childrights.catalogue import Catalogue, ChildRightsError
from childrights.members import SentByMember
from childrights.mirror import Mirror, MirrorTable, file_stem, mirror_bytes, mirror_of
from etl.ledger import State
from etl.mirror import member_names, next_workbook, sent_by
from etl.permissions import Action
from etl.problems import problem_titles
from ui.contribute.history_view import UPLOAD
from ui.parts import (
    Page,
    TableCell,
    current_actor,
    markup,
    pick,
    require_actor,
    show_notes,
    show_section,
    show_text,
    show_title,
    title_place,
)

YEARS_BACK = 6
MIMES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "zip": "application/zip",
}


def show_mirror(page: Page, kicker: str) -> None:
    """The page: choose, read, take away."""
    t, heading, today = page.t, title_place(), date.today()
    names = member_names(State.default(), current_actor())
    if not names:
        with heading:
            show_title(t._("No member has sent anything yet"), page.lang, kicker=kicker)
        show_text([t._("Once a member sent a file, its page stands here.")], page.lang)
        st.page_link(UPLOAD, label=t._("Upload a workbook"), icon=":material/upload_file:")
        return
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="mirror_choices"):
        member = pick("selectbox", t._("Member"), list(names), name="mirror_member", start=names[0], width=420)
        years = [str(today.year - back) for back in range(YEARS_BACK)]
        year = pick("selectbox", t._("Year"), years, name="mirror_year", start=years[0], width=140)
    chosen, of_year = member or names[0], int(year or years[0])
    try:
        sent = sent_by(State.default(), chosen, year=of_year, who=require_actor(Action.PREVIEW, chosen))
    except ChildRightsError as refusal:
        with heading:
            show_title(t._("Member's mirror"), page.lang, kicker=kicker)
        show_notes([refusal.words(t)], page.lang)
        return
    made = mirror_of(sent, page.snapshot, page.catalogue, problem_titles(page.lang), today, t)
    with heading:
        show_title(made.title, page.lang, kicker=kicker, lede=made.finding)
    _files(page, made, sent)
    _read(page, made)


def _files(page: Page, made: Mirror, sent: SentByMember) -> None:
    t = page.t
    words = {
        "zip": t._("Letter, page and workbook (.zip)"),
        "docx": t._("Letter and page (.docx)"),
        "pdf": t._("Letter and page (.pdf)"),
    }
    with st.container(horizontal=True, key="mirror_files"):
        for ending, label in words.items():
            st.download_button(
                label,
                partial(_content, page.catalogue, made, sent, ending),
                file_name=f"{file_stem(made)}.{ending}",
                mime=MIMES[ending],
                type="primary" if ending == "zip" else "secondary",
                on_click="ignore",
                icon=":material/download:",
                key=f"mirror_{ending}",
            )
    show_notes([t._("It holds nothing of any other member. Give it to this member alone.")], page.lang)


def _content(catalogue: Catalogue, made: Mirror, sent: SentByMember, ending: str) -> bytes:
    """One file. It is made without a session; who may have it was asked when ``sent`` was gathered."""
    book = b""
    if ending == "zip":
        book = next_workbook(State.default(), catalogue, sent, year=made.year + 1, lang=made.lang)
    return mirror_bytes(made, f".{ending}", book)


def _read(page: Page, made: Mirror) -> None:
    t = page.t
    show_section(t._("What arrived"), page.lang)
    if made.arrived.rows:
        markup.show(_table(f"{made.member}, {made.year}", made.arrived), page.lang)
    if made.on_time:
        show_text([made.on_time], page.lang)
    if made.errors.rows or made.errors_note:
        show_section(t._("What was left out, by cause"), page.lang)
        if made.errors.rows:
            markup.show(_table(f"{made.member}, {made.year}", made.errors), page.lang)
        show_notes([made.errors_note] if made.errors_note else [], page.lang)
    show_section(t._("What your figures show"), page.lang)
    for one in made.sentences:
        show_text([one.words], page.lang)
        show_notes([one.mind] if one.mind else [], page.lang)
    show_notes([made.sentences_note] if made.sentences_note else [], page.lang)
    show_section(t._("What waits"), page.lang)
    show_text(list(made.waits), page.lang)
    show_section(t._("Next year"), page.lang)
    show_text(list(made.next), page.lang)


def _table(caption: str, told: MirrorTable) -> str:
    rows = [[TableCell(one) for one in row] for row in told.rows]
    return markup.table(caption, [TableCell(one) for one in told.head], rows)
