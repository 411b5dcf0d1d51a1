"""The parts of the review of a checked file that stand around the causes, the sheet and the preview."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import PurePath

import streamlit as st

from ui.layout import show_notes, show_section, show_title
from ui.manage import desk, words
from ui.manage.causes import Tally
from ui.manage.desk import Desk
from ui.manage.shapes import Upload
from ui.manage.start_view import member_field
from ui.page import Page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_verdict(page: Page, kicker: str, laid: Desk, found: Tally) -> None:
    """The finding, which file it is about, and the way to another one."""
    t = page.t
    notes = [laid.file_name]
    if found.warnings:
        notes.append(
            t.ngettext("{count} cell is worth a look", "{count} cells are worth a look", found.warnings).format(
                count=words.count(found.warnings, t)
            )
        )
    if found.skipped:
        notes.append(
            t.ngettext(
                "{count} cell was left out on purpose", "{count} cells were left out on purpose", found.skipped
            ).format(count=words.count(found.skipped, t))
        )
    show_title(words.verdict(found, t), page.lang, kicker=kicker, lede=" · ".join(notes))
    st.button(t._("Choose another file"), type="tertiary", on_click=desk.clear, icon=":material/arrow_back:")


def show_downloads(page: Page, laid: Desk, marked: Callable[[], bytes], records: Callable[[], bytes]) -> None:
    """The person's own workbook with marks, and the figures as they were read."""
    t = page.t
    stem = PurePath(laid.file_name).stem
    checked, figures = t._("checked"), t._("figures")
    show_section(t._("Take it with you"), page.lang)
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            t._("Your workbook with the cells marked (.xlsx)"),
            marked,
            file_name=f"{stem} – {checked}.xlsx",
            mime=XLSX,
            key="get_marked",
            on_click="ignore",
            icon=":material/download:",
        )
        st.download_button(
            t._("The figures as they were read (.csv)"),
            records,
            file_name=f"{stem} – {figures}.csv",
            mime="text/csv",
            key="get_records",
            on_click="ignore",
            icon=":material/download:",
        )


def confirmed(
    page: Page, found: Tally, used: Sequence[str], known: Upload | None, proposed: int, *, said: bool
) -> bool:
    """The last step, always in sight: says what will be published and asks. True in the run that confirms.

    ``proposed`` indicators go along; they are sent alone when nothing can be published. Figures go only once it is
    ``said`` what kind of source they are.
    """
    t = page.t
    with st.container(key="confirm"):
        if known is not None:
            show_notes([_known(page, known)], page.lang)
            return False
        if not found.accepted and not proposed:
            show_notes([t._("Nothing can be published yet. Decide above, or correct your file and choose it again.")],
                       page.lang)  # fmt: skip
            return False
        member = desk.member() or member_field(page, used)
        ready = bool(member) and (said or not found.accepted)
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            pressed = st.button(
                words.publish_button(found, t, proposed),
                type="primary",
                key="publish",
                disabled=not ready,
                width="content",
            )
            show_notes(
                [
                    t._("Say first whose figures they are.")
                    if not member
                    else t._("Say first what kind of source they are.")
                    if not ready
                    else t._("For {member}. It can be taken back at any time.").format(member=member)
                ],
                page.lang,
            )
    return bool(pressed and ready)


def _known(page: Page, known: Upload) -> str:
    return page.t._(
        "This very file was published for {member} as {upload} on {day}. To publish it with other decisions, take that "
        "upload back first."
    ).format(member=known.member, upload=known.id, day=words.when(known.uploaded_at, page.lang))
