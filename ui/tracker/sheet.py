"""Assessing many at once: the template to download, and what a filled one says, row by row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import streamlit as st

from childrights.assessment_faults import Fault, fault_words
from childrights.assessments import Draft
from childrights.errors import ChildRightsError
from ui import markup
from ui.gap_files import XLSX
from ui.layout import show_text
from ui.manage import desk
from ui.markup import Cell
from ui.opening import fold
from ui.page import Page
from ui.tracker.parts import show_refusal

_FILE, _DONE = "tracker_file", "tracker_done"


class FaultAt(Protocol):
    """A fault and where it stands."""

    sheet: str
    cell: str
    fault: Fault


class Checked(Protocol):
    """A filled template as the ETL read it."""

    drafts: tuple[Draft, ...]
    links: tuple[tuple[str, str, bool], ...]
    in_order: int
    wrong: int
    unchanged: int
    blank: int
    unread: tuple[str, ...]

    @property
    def faults(self) -> Sequence[FaultAt]:
        """What is wrong, cell by cell."""


def show_sheet(
    page: Page,
    template: Callable[[], bytes],
    check: Callable[[bytes, str], Checked],
    record: Callable[[Checked, str], object],
) -> None:
    """The template, the place for a filled one, and what became of it."""
    t = page.t
    with fold(t._("Assess many at once, in a spreadsheet"), key="tracker_sheet") as part:
        if not part.open:
            return
        if done := st.session_state.pop(_DONE, 0):
            show_text([t.ngettext("{count} assessment was recorded and published.",
                                  "{count} assessments were recorded and published.", done).format(count=done)],
                      page.lang)  # fmt: skip
        st.download_button(
            t._("Download the template (.xlsx)"), template, file_name=f"recommendations-{page.lang}.xlsx", mime=XLSX,
            on_click="ignore", icon=":material/download:", key="get_assessments",
        )  # fmt: skip
        sent = st.file_uploader(t._("The filled template"), type=["xlsx", "xls", "ods"], key=_FILE)
        if sent is None:
            return
        try:
            found = check(sent.getvalue(), sent.name)
        except ChildRightsError as error:
            show_refusal(error, page)
            return
        _told(page, found)
        _recording(page, found, record)


def _told(page: Page, found: Checked) -> None:
    """How many rows are in order, unchanged, blank or wrong, and what is wrong at which cell."""
    t = page.t
    counted = t._(
        "Rows: {in_order} in order, {wrong} to be corrected, {unchanged} recorded already, {blank} left blank."
    )
    lines = [counted.format(in_order=found.in_order, wrong=found.wrong, unchanged=found.unchanged, blank=found.blank)]
    if found.unread:
        lines.append(t._("Sheets that are not the template's were not read: {names}").format(
            names=t._(", ").join(found.unread)))  # fmt: skip
    show_text(lines, page.lang)
    if found.faults:
        rows = [[Cell(one.cell), Cell(fault_words(one.fault, t))] for one in found.faults]
        head = [Cell(t._("Cell")), Cell(t._("What to do"))]
        markup.show(markup.table(t._("What is to be corrected"), head, rows), page.lang)


def _recording(page: Page, found: Checked, record: Callable[[Checked, str], object]) -> None:
    t = page.t
    if not found.in_order:
        return
    with st.form("record_sheet", border=False):
        member = st.text_input(t._("Name of the organisation"), value=desk.member(), max_chars=120,
                               key="tracker_sheet_member")  # fmt: skip
        label = t.ngettext("Record {count} row", "Record {count} rows", found.in_order).format(count=found.in_order)
        if not st.form_submit_button(label, type="primary"):
            return
        try:
            with st.spinner(t._("Publishing …")):
                record(found, " ".join(member.split()))
            desk.set_member(member)
        except ChildRightsError as error:
            show_refusal(error, page)
            return
    st.session_state[_DONE] = len(found.drafts)
    st.rerun()
