"""The end of an upload: what was published, where to see it, and how to take it back."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ui.filters import EVERYONE, group_code
from ui.layout import show_notes, show_section, show_text, show_title
from ui.manage import desk, words
from ui.manage.desk import Desk
from ui.manage.preview_view import map_name
from ui.manage.shapes import Upload
from ui.manage.start_view import HISTORY
from ui.page import Page

MAP = "pages/explore/explore.py"
MOST_LINKS, SHORTEST_WHY, LONGEST_WHY = 4, 3, 300
_WHY = "why_withdrawn"


def show_published(page: Page, kicker: str, laid: Desk, upload: Upload) -> None:
    """The figures are public, on which maps; or they were public and are taken back."""
    t = page.t
    if upload.status == "withdrawn":
        title = t._("Upload {upload} was taken back").format(upload=upload.id)
        show_title(title, page.lang, kicker=kicker, lede=t._("The map shows again what it showed before."))
    else:
        title = t.ngettext("{count} figure is published", "{count} figures are published", upload.accepted)
        lede = t._("{file} from {member} is upload {upload}. The maps show it from now on.")
        show_title(
            title.format(count=words.count(upload.accepted, t)),
            page.lang,
            kicker=kicker,
            lede=lede.format(file=upload.file_name, member=upload.member, upload=upload.id),
        )
    if laid.maps:
        show_section(t._("See it on the map"), page.lang)
    for key in laid.maps[:MOST_LINKS]:
        group = group_code(key.group)
        params = {"ind": key.indicator, "year": key.period, "group": "" if group == EVERYONE else group}
        shown = {name: value for name, value in params.items() if value}
        st.page_link(MAP, label=map_name(page, key), query_params=shown, icon=":material/map:")
    if laid.proposed:
        text = t.ngettext(
            "The indicator you proposed stands in the history, where the steward sees it.",
            "The {count} indicators you proposed stand in the history, where the steward sees them.",
            laid.proposed,
        )
        show_notes([text.format(count=words.count(laid.proposed, t))], page.lang)
    _ways_on(page)


def show_sent(page: Page, kicker: str, laid: Desk) -> None:
    """Nothing was published, but a new indicator was proposed."""
    t = page.t
    lede = t._("The steward sees it in the history. When the indicator has been added, send {file} again: its figures "
               "were not kept.")  # fmt: skip
    show_title(
        t.ngettext("Your proposal was sent", "Your {count} proposals were sent", laid.proposed).format(
            count=words.count(laid.proposed, t)
        ),
        page.lang,
        kicker=kicker,
        lede=lede.format(file=laid.file_name),
    )
    _ways_on(page)


def _ways_on(page: Page) -> None:
    t = page.t
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        st.button(t._("Send another file"), type="primary", on_click=desk.clear)
        st.page_link(HISTORY, label=t._("All uploads"), icon=":material/history:")


def withdraw_button(page: Page, upload: Upload, take_back: Callable[[str], object]) -> None:
    """A button that asks for a reason and a confirmation before ``take_back(why)``; none when it was taken back."""
    if upload.status == "withdrawn":
        return
    t = page.t

    @st.dialog(t._("Take back upload {upload}").format(upload=upload.id))
    def ask() -> None:
        show_text(
            [
                t._("Its figures disappear from the maps, and what stood there before comes back. The upload stays "
                    "in the history with your reason.")
            ],
            page.lang,
        )  # fmt: skip
        why = st.text_input(t._("Why is it taken back?"), key=_WHY, max_chars=LONGEST_WHY)
        if st.button(t._("Take it back"), type="primary", key=f"really_{upload.id}"):
            if len(why.strip()) < SHORTEST_WHY:
                show_notes([t._("Please write a few words, so that everybody understands it later.")], page.lang)
                return
            with st.spinner(t._("Publishing the figures without it …")):
                take_back(" ".join(why.split()))
            st.rerun()

    if st.button(t._("Take it back"), key=f"withdraw_{upload.id}"):
        ask()
