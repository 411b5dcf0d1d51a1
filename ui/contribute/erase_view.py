"""Erasing an upload for good: asked for by its number and a reason, told by a certificate that is shown once."""

from __future__ import annotations

import streamlit as st

from childrights.catalogue import ChildRightsError
from etl.ledger import State, Upload
from etl.permissions import Action
from etl.recovery import ErasureCertificate, certificate_lines, erase
from ui.contribute.reasons import SHORTEST_WHY, reason_field
from ui.parts import Page, markup, may, require_actor, show_notes, show_section, show_text

_CERTIFICATE = "erasure_certificate"


def erase_button(page: Page, upload: Upload) -> None:
    """A button that asks twice before everything of an upload is removed, for whoever may."""
    if may(Action.ERASE) and st.button(page.t._("Erase for good"), key=f"erase_{upload.id}", type="tertiary"):
        _ask(page, upload)


def _ask(page: Page, upload: Upload) -> None:
    t = page.t

    @st.dialog(markup.as_written(t._("Erase {upload} for good").format(upload=upload.id)))
    def ask() -> None:
        about = [
            t._(
                "Its figures, the kept copy of its file, what was learned from it and every older publication are "
                "removed. There is no way back: to take figures out of the pages alone, take the upload back instead."
            ),
            t._("Backups that were made before still hold it. They cannot be reached from here: destroy them."),
        ]
        show_text(about, page.lang)
        why = reason_field(t._("Why is it erased? The reason is kept: write no names."), f"why_erase_{upload.id}")
        label = t._("Type {upload} to confirm").format(upload=upload.id)
        typed = st.text_input(markup.as_written(label), key=f"typed_erase_{upload.id}", max_chars=20)
        if st.button(t._("Erase for good"), type="primary", key=f"really_erase_{upload.id}"):
            _erase(page, upload, why, typed)

    ask()


def _erase(page: Page, upload: Upload, why: str, typed: str) -> None:
    t = page.t
    if typed.strip().upper() != upload.id:
        unsure = t._("Please type {upload} first: what is erased does not come back.").format(upload=upload.id)
        show_notes([unsure], page.lang)
        return
    if len(why) < SHORTEST_WHY:
        show_notes([t._("Please write a few words, so that everybody understands it later.")], page.lang)
        return
    try:
        with st.spinner(t._("Erasing …")):
            done = erase(State.default(), upload.id, why=why, who=require_actor(Action.ERASE))
    except ChildRightsError as refusal:
        show_notes([refusal.words(t)], page.lang)
        return
    st.session_state[_CERTIFICATE] = done
    st.rerun()


def show_certificate(page: Page) -> None:
    """The certificate of what was erased in this session, until it was read: nowhere else is its salt kept."""
    t = page.t
    done: ErasureCertificate | None = st.session_state.get(_CERTIFICATE)
    if done is None:
        return
    first, *lines = certificate_lines(done, t)
    with st.container(key="erasure_certificate"):
        show_section(first, page.lang)
        show_text(lines, page.lang)
        show_notes([t._("Keep it with your papers: the marks are not shown again.")], page.lang)
        with st.container(horizontal=True, gap="small"):
            st.download_button(
                t._("Download the certificate (.txt)"),
                "\n".join([first, *lines, ""]).encode(),
                file_name=f"{done.erasure.id}.txt",
                mime="text/plain",
                on_click="ignore",
                key="erasure_certificate_file",
            )
            if st.button(t._("I have kept it"), key="erasure_certificate_kept", type="tertiary"):
                st.session_state.pop(_CERTIFICATE)
                st.rerun()
