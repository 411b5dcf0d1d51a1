"""What only a writer sees of an ask: saying yes or no to a proposal, linking by code, opening a decision again."""

from __future__ import annotations

import streamlit as st

from childrights.catalogue import ChildRightsError
from childrights.submissions import LINKED, OPEN, REFUSED, AskStanding, reason_words
from etl.intake import LONGEST_TEXT, decide_uptake, printed_code
from etl.ledger import State
from etl.permissions import Action
from ui.contribute import session_file
from ui.parts import Page, markup, require_actor, show_section, show_text
from ui.tracker.ask_listing import decision_words, target_words_of
from ui.tracker.listing import show_refusal

_SAID = "uptake_said"


def show_uptake_forms(page: Page, one: AskStanding) -> None:
    """Proposals with a yes and a no, a field for a code, and what was decided, to be opened again."""
    t = page.t
    show_section(t._("Proposals to be looked at"), page.lang)
    if said := st.session_state.pop(_SAID, ""):
        show_text([t._("Recorded as {id} and published.").format(id=said)], page.lang)
    if not one.proposed:
        show_text([t._("No proposal is left to be looked at.")], page.lang)
    member = st.text_input(
        t._("Name of the organisation"), value=session_file.member(), max_chars=120, key="uptake_member"
    )
    for made, to in one.proposed:
        with st.container(key=f"uptake_{made.target}", border=True):
            markup.show(target_words_of(page, to), page.lang)
            why = _why(page, made.target, reason_words(made, t))
            with st.container(horizontal=True):
                if st.button(t._("It takes the ask up"), key=f"uptake_yes_{made.target}", type="primary"):
                    _decide(page, one, made.target, LINKED, why, member)
                if st.button(t._("It does not"), key=f"uptake_no_{made.target}"):
                    _decide(page, one, made.target, REFUSED, why, member)
    _by_code(page, one, member)
    _decided(page, one, member)


def _why(page: Page, target: str, reason: str = "") -> str:
    return st.text_input(
        page.t._("Why"),
        value=reason,
        max_chars=LONGEST_TEXT,
        key=f"uptake_why_{target}_{page.lang}",
        help=page.t._("Everybody can read this on the dashboard. Write nothing about single persons."),
    )


def _by_code(page: Page, one: AskStanding, member: str) -> None:
    """A link that nothing proposed."""
    t = page.t
    show_section(t._("Link something else"), page.lang)
    code = st.text_input(t._("Code of a recommendation or a measure"), max_chars=40, key=f"uptake_code_{one.ask.code}")
    why = _why(page, one.ask.code)
    if st.button(t._("It takes the ask up"), key="uptake_by_code"):
        _decide(page, one, printed_code(code.strip()), LINKED, why, member)


def _decided(page: Page, one: AskStanding, member: str) -> None:
    """What was decided, each to be opened again."""
    t, given = page.t, [*one.linked, *one.refused]
    if not given:
        return
    show_section(t._("Decided"), page.lang)
    for said, to in given:
        with st.container(key=f"decided_{said.target}", border=True):
            verdict = t._("It takes the ask up") if said.verdict == LINKED else t._("It does not take the ask up")
            told = markup.wrap("p", markup.tag("b", verdict)) + target_words_of(page, to) + decision_words(page, said)
            markup.show(told, page.lang)
            why = _why(page, said.id)
            if st.button(t._("Open again"), key=f"uptake_open_{said.target}"):
                _decide(page, one, said.target, OPEN, why, member, said.id)


def _decide(page: Page, one: AskStanding, target: str, verdict: str, why: str, member: str, seen: str = "") -> None:
    """Record a decision, or say what keeps it from being recorded."""
    try:
        with st.spinner(page.t._("Publishing …")):
            st.session_state[_SAID] = decide_uptake(
                State.default(),
                one.ask.code,
                target,
                verdict,
                why=why,
                member=" ".join(member.split()),
                who=require_actor(Action.BRING),
                seen=seen,
            )
    except ChildRightsError as error:
        show_refusal(error, page)
        return
    session_file.set_member(member)
    st.rerun()
