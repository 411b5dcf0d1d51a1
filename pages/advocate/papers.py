"""Papers that several people write together: all of them, one, or one chapter of it."""

import streamlit as st

from etl.permissions import Action
from ui.papers import show_paper, show_papers
from ui.parts import Page, allowed_or_told, show_page


def body(page: Page) -> None:
    """The list, or the paper that the address names; for those who may write, others read why not."""
    if not allowed_or_told(page, Action.WRITE_PAPERS, page.t._("Papers")):
        return
    asked = st.query_params.get("paper", "").strip()
    if asked:
        show_paper(page, asked)
    else:
        show_papers(page)


show_page(body)
