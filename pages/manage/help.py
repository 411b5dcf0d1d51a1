"""What a good file looks like, and every kind of problem with an example, its cause and its cure."""

import streamlit as st

from ui.contribute import TEMPLATE, good_file_title, show_good_file, show_problems
from ui.parts import show_section, show_title, this_page, two_thirds

page = this_page()
_ = page.t._

show_title(
    _("One figure in each cell, and beside it which indicator, which place and which year"),
    page.lang,
    kicker=good_file_title(page),
)
main, side = two_thirds()
with main:
    show_good_file(page)
with side:
    st.page_link(TEMPLATE, label=_("Get the template"), icon=":material/description:")
    st.page_link("pages/manage/upload.py", label=_("Upload a workbook"), icon=":material/upload_file:")
show_section(_("What the checks find, and what to do"), page.lang)
show_problems(page, st.query_params.get("code", ""))
