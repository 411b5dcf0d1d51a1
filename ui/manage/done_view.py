"""The end of an upload: what was published, where to see it, and how to take it back."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from childrights import layer_words
from childrights.hands import hand_code
from childrights.provenance import QUOTED
from childrights.uploads import Outcome
from ui.filters import EVERYONE, group_code
from ui.layout import show_notes, show_section, show_title
from ui.manage import desk, words
from ui.manage.desk import Desk
from ui.manage.preview_view import map_name, published_indicators
from ui.manage.reasons import ask_reason
from ui.manage.shapes import Upload
from ui.manage.start_view import HISTORY
from ui.page import Page

MAP = "pages/explore/explore.py"
MOST_LINKS = 4


def show_published(page: Page, kicker: str, laid: Desk, upload: Upload, outcome: Outcome) -> None:
    """What became of the figures and where they are seen; or that they are taken back.

    The numbers are those of the preview: what is shown and what is kept back add up to what was accepted.
    """
    t = page.t
    if upload.status == "withdrawn":
        title = t._("Upload {upload} was taken back").format(upload=upload.id)
        show_title(title, page.lang, kicker=kicker, lede=t._("The map shows again what it showed before."))
    else:
        lede = t._("{file} from {member} is upload {upload}.")
        lede = lede.format(file=upload.file_name, member=upload.member, upload=upload.id)
        where = _where(page, upload) if outcome.shown else t._("Its figures are kept, and shown to nobody.")
        show_title(words.became(upload.accepted, outcome, t), page.lang, kicker=kicker, lede=f"{lede} {where}")
        show_notes(words.beside_published(outcome, t), page.lang)
    if laid.maps and upload.status != "withdrawn":
        show_section(t._("See it on the map"), page.lang)
    for key in laid.maps[:MOST_LINKS]:
        group = group_code(key.group)
        params = {"ind": key.indicator, "year": key.period, "group": "" if group == EVERYONE else group}
        if key.indicator in published_indicators(page):
            params["members"] = hand_code(upload.member, quoted=upload.provenance.kind == QUOTED)
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


def _where(page: Page, upload: Upload) -> str:
    """In which layer the figures stand."""
    t, said = page.t, upload.provenance
    if said.kind == QUOTED:
        waits = t._("Its figures wait in the members' layer until the steward has compared them with {publication}.")
        return waits.format(publication=layer_words.publication(said, t))
    return t._("Its figures stand in the members' layer; no published figure changed.")


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


def withdraw_button(
    page: Page, upload: Upload, take_back: Callable[[str], object], is_personal: Callable[[str], bool]
) -> None:
    """A button that asks for a reason and a confirmation before ``take_back(why)``; none when it was taken back."""
    if upload.status == "withdrawn":
        return
    t = page.t
    title = t._("Take back upload {upload}").format(upload=upload.id)
    about = [
        t._("Its figures disappear, and what the member had sent before comes back. The upload stays in the history "
            "with your reason.")
    ]  # fmt: skip
    if st.button(t._("Take it back"), key=f"withdraw_{upload.id}"):
        ask_reason(page, upload.id, title, about, t._("Why is it taken back?"), take_back, is_personal)
