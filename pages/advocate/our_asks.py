"""What the coalition asked in earlier submissions, what took it up, and what every ministry was asked."""

import streamlit as st

from etl.permissions import Action
from ui.parts import Page, choose_tab, may, show_page, show_title
from ui.tracker import (
    ask_of,
    asks_buttons,
    asks_title,
    show_ask,
    show_asks,
    show_asks_notes,
    show_door,
    show_ministries,
    show_own_tables,
    show_proposals,
    show_unknown_ask,
    show_uptake_forms,
)


def body(page: Page) -> None:
    """One ask with what may take it up, or all asks, or the ministries."""
    t, code = page.t, st.query_params.get("ask", "")
    if code:
        one = ask_of(page, code.strip().upper())
        if one is None:
            show_unknown_ask(page, code)
            return
        show_ask(page, one)
        if may(Action.BRING):
            show_uptake_forms(page, one)
        else:
            show_proposals(page, one)
            show_door(page)
        return
    show_title(
        asks_title(page),
        page.lang,
        kicker=t._("Our asks"),
        lede=t._(
            "What the coalition asked in its submissions, set against what UN committees and States recommended and "
            "what the State did. A person says what belongs together."
        ),
    )
    views = {"asks": t._("Our asks"), "ministries": t._("By ministry")}
    if choose_tab(t._("View"), list(views), words=views.__getitem__, clears=("ministry",)) == "ministries":
        show_ministries(page)
    else:
        show_asks(page)
    asks_buttons(page)
    if may(Action.BRING):
        show_own_tables(page)
    else:
        show_door(page)
    show_asks_notes(page)


show_page(body)
