"""The beginning of an upload: whose figures they are, and which file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from childrights.i18n import N_
from childrights.members import KINDS, OWN_RECORDS, OWN_SURVEY, QUOTED, Provenance
from etl.persons import tells_of_a_person
from etl.worker import warm
from ui.contribute import session_file
from ui.contribute.cause_view import Asking
from ui.contribute.decision_words import personal_words
from ui.contribute.draft_view import offer_draft
from ui.contribute.help_view import good_file
from ui.parts import (
    Page,
    let_go,
    markup,
    most_mb,
    own_members,
    pick,
    show_drop_words,
    show_notes,
    show_section,
    show_text,
    show_title,
    two_thirds,
)

MOST_NAMES = 6
HISTORY, TEMPLATE, HELP = "pages/manage/history.py", "pages/manage/template.py", "pages/manage/help.py"
_FIELD = "member_field"


def show_start(page: Page, kicker: str, used: Sequence[str]) -> None:
    """The empty desk. ``used`` are the members that sent something before, the latest first."""
    t = page.t
    warm()
    show_title(
        t._("Send the figures of your organisation"),
        page.lang,
        kicker=kicker,
        lede=t._(
            "Any ordinary spreadsheet will do. It is checked first: nothing is published before you say so, and "
            "anything published can be taken back."
        ),
    )
    offer_draft(page)
    main, side = two_thirds()
    with main:
        show_section(t._("1. Whose figures are they?"), page.lang)
        member_field(page, used)
        show_section(t._("2. Which file?"), page.lang)
        with st.container(key="desk_drop"):
            show_drop_words(page, limit := most_mb())
            given = st.file_uploader(
                t._("A workbook of Excel or LibreOffice, or a text table (.csv)"),
                key=session_file.uploader_key(),
                max_upload_size=limit,
            )
        if given is not None:
            session_file.lay(given.name, given.getvalue())
            let_go(given)
            st.rerun()
        kept = t._(
            "The file goes to the computer that serves this page and no further. Of a file that is accepted, and for a "
            "day of one that you work on, only the cells are kept that its figures were read from. Every text of it is "
            "searched for names and stories of children first: where some are found, nothing of the file is kept. No "
            "search finds everything, so please take them out before."
        )
        show_notes([kept], page.lang)
    with side:
        short = good_file(page.lang)["short"]
        show_section(good_file_title(page), page.lang)
        st.markdown(short.parts["text"])
        st.page_link(TEMPLATE, label=t._("Get the template"), icon=":material/description:")
        st.page_link(HELP, label=t._("Read more about good files"), icon=":material/help:")


def good_file_title(page: Page) -> str:
    """The name of the help for contributors."""
    return page.t._("What a good file looks like")


def member_field(page: Page, used: Sequence[str]) -> str:
    """Asks whose figures they are. Returns the member, empty when nobody has said yet."""
    t, own = page.t, own_members()
    if own is not None:
        return _own_member(page, own)
    st.session_state[_FIELD] = session_file.member()
    st.text_input(
        t._("Name of the organisation"), key=_FIELD, on_change=_take_field, max_chars=120, autocomplete="organization"
    )
    names = list(dict.fromkeys(used))[:MOST_NAMES]
    if names and session_file.member() not in names:
        pick("pills", t._("Sent figures before"), names, name="member_used", picked=_take_used)
    return session_file.member()


def _own_member(page: Page, own: Sequence[str]) -> str:
    """The member of somebody who belongs to one; of several the one that is chosen."""
    chosen = session_file.member() if session_file.member() in own else ""
    if len(own) > 1:
        label = page.t._("Name of the organisation")
        chosen = pick("radio", label, list(own), name="member_own", start=chosen or None) or ""
    elif own:
        chosen = own[0]
        show_text([chosen], page.lang)
    session_file.set_member(chosen)
    return chosen


def _take_field() -> None:
    session_file.set_member(st.session_state[_FIELD])


def _take_used(chosen: str | None) -> None:
    if chosen:
        session_file.set_member(chosen)


def show_refused(page: Page, kicker: str, file_name: str, told: Sequence[tuple[str, str]]) -> None:
    """A file that may not be kept, with the reasons and what to do: ``told`` are sentences and cures."""
    t = page.t
    show_title(
        t._("This file was not kept"),
        page.lang,
        kicker=kicker,
        lede=t._("{file} was checked and not kept. Nothing of it was stored or published.").format(file=file_name),
    )
    reasons = [f"{markup.tag('strong', reason)} {markup.tag('span', cure)}" for reason, cure in dict.fromkeys(told)]
    items = "".join(f"<li>{reason}</li>" for reason in reasons)
    single = "single" if len(reasons) == 1 else "several"
    markup.show(f'<ul class="cr-text cr-reasons {single}">{items}</ul>', page.lang)
    show_text([t._("When that is done, choose the new file.")], page.lang)
    st.button(t._("Choose another file"), type="primary", on_click=session_file.clear)


MEANT: Mapping[str, str] = {
    OWN_RECORDS: N_("What your organisation counted in its own work"),
    OWN_SURVEY: N_("What people or households told your organisation"),
    QUOTED: N_("A report, yearbook or table of a ministry, an agency or the UN"),
}
FIRST_YEAR, MOST_ASKED, LONGEST_NAME = 1990, 1_000_000, 160
_KIND, _SAMPLE, _NAME, _YEAR, _TABLE, _DISTINCT = (
    f"source_{name}" for name in ("kind", "sample", "name", "year", "table", "distinct")
)


@dataclass(frozen=True, slots=True)
class Before:
    """What is known before anybody answers: what the file says itself, and what the member said last time."""

    in_file: Provenance | None = None
    last_time: Provenance | None = None


def ask_source(asking: Asking, before: Before, *, counts: bool) -> Provenance | None:
    """Ask, with what is known filled in; ``None`` while something that belongs to the answer is missing.

    ``counts`` says that the file has counts, which may be of children whom no other member counts.
    """
    page, t = asking.page, asking.page.t
    start = session_file.said_of_source() or before.in_file or before.last_time
    with st.container(key="source_question"):
        show_section(t._("What kind of source are these figures?"), page.lang)
        kind = pick(
            "radio",
            t._("What kind of source are these figures?"),
            list(KINDS),
            name=_KIND,
            words=lambda code: _capital(t._(KINDS[code])),
            start=start.kind if start else None,
            captions=[t._(MEANT[code]) for code in KINDS],
            label_visibility="collapsed",
        )
        said = _details(page, kind, start, asking.this_year, counts)
        show_notes([_filled_in(page, said, before)], page.lang)
        missing = _missing(page, said) if kind else t._("Choose one of the three.")
        if said.publication and tells_of_a_person(f"{said.publication} {said.publication_table}"):
            missing = personal_words(t)
        if missing:
            show_notes([missing], page.lang)
            return None
    session_file.set_said(said)
    return said


def _filled_in(page: Page, said: Provenance, before: Before) -> str:
    """Where the answer comes from that nobody gave on this page."""
    if said == before.in_file:
        return page.t._("So your workbook says.")
    return page.t._("So you said last time.") if said == before.last_time else ""


def _details(page: Page, kind: str | None, start: Provenance | None, this_year: int, counts: bool) -> Provenance:
    """The kind with what belongs to it, as far as it was told."""
    t, filled = page.t, start if start and start.kind == kind else Provenance(kind or OWN_RECORDS)
    if kind == OWN_SURVEY:
        sample = st.number_input(
            t._("How many people or households were asked?"),
            min_value=1,
            max_value=MOST_ASKED,
            value=filled.sample,
            step=1,
            key=_SAMPLE,
            width=320,
        )
        return Provenance(OWN_SURVEY, sample=sample)
    if kind == QUOTED:
        name = st.text_input(
            t._("Name of the publication"), value=filled.publication, max_chars=LONGEST_NAME, key=_NAME
        )
        with st.container(horizontal=True, gap="small"):
            year = st.number_input(
                t._("Year of the publication"),
                min_value=FIRST_YEAR,
                max_value=this_year,
                value=filled.publication_year,
                step=1,
                key=_YEAR,
                width=200,
            )
            where = st.text_input(t._("Table or page in it"), value=filled.publication_table, max_chars=60, key=_TABLE)
        return Provenance(QUOTED, publication=_tidy(name), publication_year=year, publication_table=_tidy(where))
    if kind == OWN_RECORDS and counts:
        label = t._("These are children whom no other member counts")
        return Provenance(
            OWN_RECORDS,
            distinct_children=st.checkbox(markup.as_written(label), value=filled.distinct_children, key=_DISTINCT),
        )
    return Provenance(kind or OWN_RECORDS)


def _missing(page: Page, said: Provenance) -> str:
    """What must still be told, in one sentence; empty when all is there."""
    t = page.t
    if said.kind == OWN_SURVEY and not said.sample:
        return t._("Say how many were asked: a survey is judged by that.")
    if said.kind == QUOTED and not (said.publication and said.publication_year):
        return t._(
            "Give the name and the year of the publication, so that the steward can compare the figures with it."
        )
    return ""


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
