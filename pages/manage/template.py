"""The official template: made for a member, a year and some indicators, in the language of the page."""

from datetime import date

import streamlit as st

from etl.intake import template
from etl.ledger import State
from ui.contribute import good_file_title, session_file
from ui.parts import XLSX, pick, pick_some, show_notes, show_title, this_page, two_thirds

MOST_INDICATORS = 40

page = this_page()
_ = page.t._
this_year, word = date.today().year, _("template")

show_title(
    _("A workbook that is ready to be filled in"),
    page.lang,
    kicker=_("Template"),
    lede=_(
        "With lists to choose from, limits that are checked while you type, and last year's figures beside the "
        "cells. What is filled in this way is read without a question."
    ),
)
main, side = two_thirds()
with main:
    chosen = pick_some(
        _("Indicators"),
        [code for topic in page.catalogue.topics.values() for code in topic.members],
        name="template_indicators",
        words=lambda code: page.catalogue.indicators[code].short_name(page.lang),
        placeholder=_("Choose one or more"),
        max_selections=MOST_INDICATORS,
        filter_mode="contains",
        select_all=False,
    )
    names, years = st.columns((2, 1), gap="medium")
    with names:
        member = st.text_input(
            _("Name of the organisation"), value=session_file.member(), max_chars=120, key="template_member"
        )
    with years:
        years_back = [str(one) for one in range(this_year, this_year - 30, -1)]
        year = int(pick("selectbox", _("Year"), years_back, name="template_year", start=years_back[1]) or this_year)
    if chosen:
        st.download_button(
            _("Download the template (.xlsx)"),
            lambda: template(
                State.default(), page.catalogue, indicators=chosen, member=member, year=year, lang=page.lang
            ),
            file_name=f"{word} {year}.xlsx",
            mime=XLSX,
            type="primary",
            on_click="ignore",
            icon=":material/download:",
            key="get_template",
        )
    else:
        show_notes([_("Choose the indicators your organisation reports on.")], page.lang)
with side:
    show_notes(
        [
            _(
                "Each indicator gets a row for the country and for each of the 25 provinces, and spare rows for girls "
                "and boys or town and country."
            ),
            _("The workbook has the language of this page: switch it at the side."),
        ],
        page.lang,
    )
    st.page_link("pages/manage/upload.py", label=_("Upload a workbook"), icon=":material/upload_file:")
    st.page_link("pages/manage/help.py", label=good_file_title(page), icon=":material/help:")
