"""The one question that every file gets: what kind of source its figures are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from childrights.i18n import N_
from childrights.provenance import KINDS, OWN_RECORDS, OWN_SURVEY, QUOTED, Provenance
from ui.layout import show_notes, show_section
from ui.manage import desk
from ui.manage.cause_view import Asking
from ui.manage.decision_words import personal_words
from ui.options import pick
from ui.page import Page

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
    start = desk.said() or before.in_file or before.last_time
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
        if said.publication and asking.is_personal(f"{said.publication} {said.publication_table}"):
            missing = personal_words(t)
        if missing:
            show_notes([missing], page.lang)
            return None
    desk.set_said(said)
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
        sample = st.number_input(t._("How many people or households were asked?"), min_value=1, max_value=MOST_ASKED,
                                 value=filled.sample, step=1, key=_SAMPLE, width=320)  # fmt: skip
        return Provenance(OWN_SURVEY, sample=sample)
    if kind == QUOTED:
        name = st.text_input(
            t._("Name of the publication"), value=filled.publication, max_chars=LONGEST_NAME, key=_NAME
        )
        with st.container(horizontal=True, gap="small"):
            year = st.number_input(t._("Year of the publication"), min_value=FIRST_YEAR, max_value=this_year,
                                   value=filled.publication_year, step=1, key=_YEAR, width=200)  # fmt: skip
            where = st.text_input(t._("Table or page in it"), value=filled.publication_table, max_chars=60, key=_TABLE)
        return Provenance(QUOTED, publication=_tidy(name), publication_year=year, publication_table=_tidy(where))
    if kind == OWN_RECORDS and counts:
        label = t._("These are children whom no other member counts")
        return Provenance(
            OWN_RECORDS, distinct_children=st.checkbox(label, value=filled.distinct_children, key=_DISTINCT)
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
