"""The beginning of an upload: whose figures they are, and which file."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ui import markup
from ui.drop_words import show_drop_words
from ui.layout import show_notes, show_section, show_text, show_title, two_thirds
from ui.manage import desk
from ui.manage.help import good_file
from ui.options import pick
from ui.page import Page

MOST_MB = 64
MOST_NAMES = 6
HISTORY, TEMPLATE, HELP = "pages/manage/history.py", "pages/manage/template.py", "pages/manage/help.py"
_FIELD = "member_field"


def show_start(page: Page, kicker: str, used: Sequence[str]) -> None:
    """The empty desk. ``used`` are the members that sent something before, the latest first."""
    t = page.t
    show_title(
        t._("Send the figures of your organisation"),
        page.lang,
        kicker=kicker,
        lede=t._("Any honest spreadsheet will do. It is looked at first: nothing is published before you say so, and "
                 "whatever is published can be taken back."),
    )  # fmt: skip
    main, side = two_thirds()
    with main:
        show_section(t._("1. Whose figures are they?"), page.lang)
        member_field(page, used)
        show_section(t._("2. Which file?"), page.lang)
        with st.container(key="desk_drop"):
            show_drop_words(page, MOST_MB)
            given = st.file_uploader(
                t._("A workbook of Excel or LibreOffice, or a text table (.csv)"),
                key=desk.uploader_key(),
                max_upload_size=MOST_MB,
            )
        if given is not None:
            desk.lay(given.name, given.getvalue())
            st.rerun()
        kept = t._("Nothing leaves this computer. Of a file that is accepted only the cells are kept that its figures "
                   "were read from. A file that names children is not kept at all.")  # fmt: skip
        show_notes([kept], page.lang)
    with side:
        short = good_file(page.lang)["short"]
        show_section(good_file_title(page), page.lang)
        st.markdown(short.parts["text"])
        st.page_link(TEMPLATE, label=t._("Get the template"), icon=":material/description:")
        st.page_link(HELP, label=t._("Read more about good files"), icon=":material/help:")


def good_file_title(page: Page) -> str:
    """The name of the help for contributors."""
    return page.t._("What a good file looks like")


def member_field(page: Page, used: Sequence[str]) -> str:
    """Asks whose figures they are. Returns the member, empty when nobody has said yet."""
    t = page.t
    st.session_state[_FIELD] = desk.member()
    st.text_input(
        t._("Name of the organisation"), key=_FIELD, on_change=_take_field, max_chars=120, autocomplete="organization"
    )
    names = list(dict.fromkeys(used))[:MOST_NAMES]
    if names and desk.member() not in names:
        pick("pills", t._("Sent figures before"), names, name="member_used", picked=_take_used)
    return desk.member()


def _take_field() -> None:
    desk.set_member(st.session_state[_FIELD])


def _take_used(chosen: str | None) -> None:
    if chosen:
        desk.set_member(chosen)


def show_refused(page: Page, kicker: str, file_name: str, told: Sequence[tuple[str, str]]) -> None:
    """A file that may not be kept, with the reasons and what to do: ``told`` are sentences and cures."""
    t = page.t
    show_title(
        t._("This file was not kept"),
        page.lang,
        kicker=kicker,
        lede=t._("{file} was looked at and let go. Nothing of it was stored or published.").format(file=file_name),
    )
    reasons = [f"{markup.tag('strong', reason)} {markup.tag('span', cure)}" for reason, cure in dict.fromkeys(told)]
    items = "".join(f"<li>{reason}</li>" for reason in reasons)
    single = "single" if len(reasons) == 1 else "several"
    markup.show(f'<ul class="cr-text cr-reasons {single}">{items}</ul>', page.lang)
    show_text([t._("When that is done, choose the new file.")], page.lang)
    st.button(t._("Choose another file"), type="primary", on_click=desk.clear)
