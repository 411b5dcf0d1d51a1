"""Counted views of a group of children, sent by the adult with them: a form for one row, a workbook for many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

import streamlit as st

from childrights.catalogue import ChildRightsError
from childrights.children import load_groups, load_statements
from childrights.i18n import N_
from childrights.voices import AGE_BANDS, GROUP_SEXES
from etl.intake import GROUP_COUNTS, check_typed, publish, waiting_words
from etl.ledger import State
from etl.permissions import Action
from geo import COUNTRY, area_name, load_provinces
from ui.contribute import session_file
from ui.parts import (
    Page,
    markup,
    may_for_some,
    own_members,
    pick,
    require_actor,
    show_looking_only,
    show_section,
    show_text,
    show_title,
)
from ui.tracker.bringing import check_again, faults_table, show_columns, show_file, show_template
from ui.tracker.listing import show_refusal

LONGEST_COUNT = 6
_SAID = "group_views_said"
_BEFORE = (
    N_("Ask a group of ten or more. Say first that answering is a free choice, and that no names are written."),
    N_("Ask in a way that hides who says what: stones in two bowls, closed eyes, a sheet without names."),
    N_("If a child tells you of harm, stop, listen, and follow your organisation's rules on protecting children."),
)


def show_group_views(page: Page) -> None:
    """The title, what to mind before asking, the form, and the workbook; for others, that they may look."""
    t = page.t
    show_title(
        t._("Send what a group of children thinks"),
        page.lang,
        kicker=t._("For the adult who was with the group"),
        lede=t._(
            "No child signs in or writes a name. You count how many said yes and how many said no. The two numbers are "
            "not kept: shown is how many of ten, or only which side had more where a side had fewer than ten."
        ),
    )
    markup.show(markup.wrap("ul", "".join(markup.tag("li", t._(line)) for line in _BEFORE), "cr-text"), page.lang)
    if not may_for_some(Action.SUBMIT):
        show_looking_only(page, Action.SUBMIT)
    else:
        if said := st.session_state.pop(_SAID, ""):
            show_text([said], page.lang)
        _form(page)
    show_section(t._("Many at once, in a workbook"), page.lang)
    show_template(page, GROUP_COUNTS)
    show_columns(page, GROUP_COUNTS)
    if may_for_some(Action.SUBMIT):
        show_file(page, "counts", t._("The filled file"), GROUP_COUNTS)


def _form(page: Page) -> None:
    """One group and one sentence."""
    t, statements, groups = page.t, load_statements(), load_groups()
    show_section(t._("One group, one sentence"), page.lang)
    heads = {name: t._(column.head) for name, column in GROUP_COUNTS.columns.items()}

    def choose(name: str, codes: Sequence[str], words: Callable[[str], str]) -> str | None:
        label = heads[name]
        return pick("selectbox", label, codes, name=f"group_{name}", words=words, placeholder=t._("Choose one"))

    def sentence(code: str) -> str:
        one = statements[code]
        return f"{groups[one.group].title.say(page.lang)}: {one.words.say(page.lang)}"

    with st.form("group_views", border=False):
        told: dict[str, object] = {}
        told["statement"] = choose("statement", list(statements), sentence)
        left, right = st.columns(2, gap="medium")
        with left:
            told["sex"] = choose("sex", list(GROUP_SEXES), lambda code: t._(GROUP_SEXES[code]))
        with right:
            told["age"] = choose("age", AGE_BANDS, _ages)
        left, right = st.columns(2, gap="medium")
        told["agree"] = left.text_input(heads["agree"], max_chars=LONGEST_COUNT, key="group_agree")
        told["disagree"] = right.text_input(heads["disagree"], max_chars=LONGEST_COUNT, key="group_disagree")
        left, right = st.columns(2, gap="medium")
        with left:
            told["area"] = choose("area", [*load_provinces(), COUNTRY], partial(_place, page))
        with right:
            years = [str(date.today().year - back) for back in range(3)]
            told["year"] = pick("selectbox", heads["year"], years, name="group_year", start=years[0])
        told["gathered"] = st.text_input(heads["gathered"], max_chars=120, key="group_gathered")
        told["source"] = st.text_input(heads["source"], max_chars=200, key="group_source")
        told["organisation"] = _member(heads["organisation"])
        agreed = st.checkbox(
            t._(
                "The children and those who care for them agreed that it is made public what the group said, and "
                "taking part was a free choice."
            ),
            key="group_consent",
        )
        sent = st.form_submit_button(t._("Send to the steward"), type="primary")
    if sent:
        told["consent"] = "yes" if agreed else "no"
        _send(page, {name: "" if one is None else str(one) for name, one in told.items()})


def _place(page: Page, code: str) -> str:
    return page.t._("whole country") if code == COUNTRY else area_name(code, page.lang)


def _ages(band: str) -> str:
    return band.replace("-", "–")


def _member(label: str) -> str:
    """The member that it is sent for: chosen by who has some, else typed."""
    if own := own_members():
        return pick("selectbox", label, own, name="group_member", start=own[0]) or ""
    return st.text_input(label, value=session_file.member(), max_chars=120, key="group_member_typed")


def _send(page: Page, cells: dict[str, str]) -> None:
    """Judge the row as one of a file, tell what is wrong with it, or send it."""
    t, state = page.t, State.default()
    try:
        found = check_typed(state, GROUP_COUNTS, cells, date.today())
        if found.faults:
            markup.show(faults_table(page, found.faults), page.lang)
            return
        if not found.planned:
            show_text([t._("This was sent before, and nothing in it is new.")], page.lang)
            return
        check_again()
        with st.spinner(t._("Publishing …")):
            done = publish(state, found, member="", who=require_actor(Action.SUBMIT, cells["organisation"]))
    except ChildRightsError as error:
        show_refusal(error, page)
        return
    session_file.set_member(cells["organisation"])
    st.session_state[_SAID] = (
        waiting_words(done, page.lang) if done.waiting else GROUP_COUNTS.done(done.ids, found.planned, t)
    )
    st.rerun()
