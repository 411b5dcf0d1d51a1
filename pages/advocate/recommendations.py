"""What the Committee and other States asked of Cambodia, and what became of it."""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from childrights.assessments import Draft
from etl.assess import FileCheck, assess, check_bytes, template_of, withdraw_assessment
from etl.state import State
from ui import access
from ui.access import require_writer
from ui.layout import show_title
from ui.page import Page, show_page
from ui.tracker.forms import show_door, show_forms
from ui.tracker.listing import annex_buttons, choose_standings, show_list, show_list_notes, title
from ui.tracker.missing import show_how_much, show_missing, show_of_document
from ui.tracker.parts import ID, standing_of
from ui.tracker.sheet import show_sheet
from ui.tracker.single import show_single, show_unknown

Links = Sequence[tuple[str, str, bool]]


def save(drafts: Sequence[Draft], links: Links, seen: Mapping[tuple[str, str], str], member: str) -> None:
    """Record what a person assessed or linked."""
    assess(State.default(), drafts, links=links, seen=seen, member=member, today=date.today(),
           who=require_writer().who)  # fmt: skip


def take_back(identity: str, why: str) -> None:
    """Withdraw an assessment."""
    withdraw_assessment(State.default(), identity, why=why, who=require_writer().who)


def record(found: FileCheck, member: str) -> None:
    """Record the rows of a spreadsheet that are in order."""
    assess(State.default(), found.drafts, links=found.links, member=member, today=date.today(),
           who=require_writer().who)  # fmt: skip


def body(page: Page) -> None:
    """One recommendation, or the list of all."""
    t, code = page.t, st.query_params.get(ID, "")
    if code:
        one = standing_of(page, code.strip().upper())
        if one is None:
            show_unknown(page, code)
            return
        show_single(page, one)
        if access.writer():
            show_forms(page, one, save, take_back)
        else:
            show_door(page)
        return
    lede = t._("What the Committee on the Rights of the Child and other States asked, and what became of it: the "
               "coalition's judgement beside what the Government says.")  # fmt: skip
    show_title(title(page), page.lang, kicker=t._("Recommendations"), lede=lede)
    show_how_much(page)
    left, shown = choose_standings(page)
    show_of_document(page, st.query_params.get("cycle", ""))
    show_list(page, left, shown)
    annex_buttons(page, left)
    if access.writer():
        st.page_link("pages/advocate/bring_in.py", label=t._("Bring in recommendations from a spreadsheet"),
                     icon=":material/upload_file:")  # fmt: skip
        show_sheet(page, lambda: template_of(State.default(), page.lang),
                   lambda content, name: check_bytes(State.default(), content, name, date.today()), record)  # fmt: skip
    show_missing(page)
    show_list_notes(page)


show_page(body)
