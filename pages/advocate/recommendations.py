"""What the Committee and other States asked of Cambodia, and what became of it."""

import streamlit as st

from etl.permissions import Action
from ui.parts import Page, may, show_page, show_title
from ui.tracker import (
    ID,
    annex_buttons,
    choose_standings,
    show_door,
    show_forms,
    show_how_much,
    show_list,
    show_list_notes,
    show_many,
    show_missing,
    show_of_document,
    show_rules,
    show_single,
    show_unknown_code,
    standing_of,
    tracker_title,
)


def body(page: Page) -> None:
    """One recommendation, or the list of all."""
    t, code = page.t, st.query_params.get(ID, "")
    if code:
        one = standing_of(page, code.strip().upper())
        if one is None:
            show_unknown_code(page, code)
            return
        show_single(page, one)
        if may(Action.BRING):
            show_forms(page, one)
        else:
            show_door(page)
        return
    lede = t._(
        "What UN committees, other States and UN experts asked, and the follow-up: the coalition's judgement "
        "next to what the Government says."
    )
    show_title(tracker_title(page), page.lang, kicker=t._("Recommendations"), lede=lede)
    show_how_much(page)
    left, shown = choose_standings(page)
    show_of_document(page, st.query_params.get("cycle", ""))
    show_list(page, left, shown)
    annex_buttons(page, left)
    if may(Action.BRING):
        st.page_link(
            "pages/advocate/bring_in.py",
            label=t._("Bring in recommendations from a spreadsheet"),
            icon=":material/upload_file:",
        )
        show_many(page)
    show_missing(page)
    show_rules(page)
    show_list_notes(page)


show_page(body)
