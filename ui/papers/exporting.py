"""The paper as a file, at any time, with what is there."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from childrights.catalogue import ChildRightsError
from childrights.export import file_name
from childrights.i18n import translator
from childrights.papers import document, flagged, form_called, left_out_text, paper_bytes, say_codes
from etl.ledger import State
from etl.papers import KeptPaper, PaperChapter, as_chapters, note_exported
from etl.permissions import Action
from ui.advocate import today
from ui.papers.said import sources_of
from ui.parts import FORMATS, Page, cache, markup, require_actor, show_markup, show_notes, show_section

_MADE = "paper_made"
LABELS = {".docx": "Word", ".pptx": "PowerPoint", ".pdf": "PDF"}
"""Names of formats, the same in every language."""


def show_export(page: Page, kept: KeptPaper, written: Mapping[str, PaperChapter]) -> None:
    """A press for each format of the form; what was made is there to be saved until the paper changes."""
    t = page.t
    show_section(t._("Make the paper"), page.lang)
    waiting = sum(
        len(flagged(say_codes(one.text, sources_of(page), t, one.heard))) for one in written.values() if one.text
    )
    if waiting:
        told = t.ngettext(
            "{count} figure or sentence reads otherwise than when it was written. Its chapter shows both.",
            "{count} figures or sentences read otherwise than when they were written. Their chapters show both.",
            waiting,
        )
        show_notes([told.format(count=waiting)], page.lang)
    show_notes([t._("With what is there now; what is still to be written is marked in it and counted.")], page.lang)
    mark = (kept.id, kept.revision, kept.saved_at, page.snapshot.name, tuple(map(repr, written.values())))
    with st.container(horizontal=True, key="paper_files"):
        for ending in form_called(kept.choice.form).formats:
            label = t._("Make {format}").format(format=LABELS[ending])
            if st.button(label, key=f"paper_make_{ending[1:]}", icon=":material/description:"):
                _make(page, kept, written, ending, mark)
    made = st.session_state.get(_MADE)
    if made and made[0] == mark:
        _, ending, content, left_out = made
        if left_out:
            st.download_button(
                t._("What was left out (.txt)"),
                left_out,
                file_name=file_name((*_parts(kept), "left-out"), "txt"),
                mime="text/plain",
                icon=":material/download:",
                on_click="ignore",
                key="paper_left_out",
            )
        st.download_button(
            markup.as_written(t._("Save {file}").format(file=file_name(_parts(kept), ending[1:]))),
            content,
            file_name=file_name(_parts(kept), ending[1:]),
            mime=FORMATS[ending][1] if ending in FORMATS else "application/octet-stream",
            type="primary",
            icon=":material/download:",
            on_click="ignore",
            key="paper_save_file",
        )


def _parts(kept: KeptPaper) -> tuple[str, ...]:
    """What the name of its file says; a Khmer title has no plain letters."""
    return (kept.choice.form, kept.title, kept.id, kept.choice.lang)


def _make(
    page: Page, kept: KeptPaper, written: Mapping[str, PaperChapter], ending: str, mark: tuple[object, ...]
) -> None:
    """Make the file and leave a line in the record; what keeps it from being made is told in its place."""
    try:
        with st.spinner(page.t._("Making the paper …")):
            paper = document(
                page.snapshot,
                page.catalogue,
                kept.choice,
                as_chapters(written),
                sources=sources_of(page),
                told={one.key: one.heard for one in written.values()},
                news=cache.news(page.snapshot.name),
                desks=cache.paper_desks(page.snapshot.name, today()),
                title=kept.title,
            )
            content = paper_bytes(paper, ending, page.catalogue)
        note_exported(State.default(), kept.id, ending[1:], who=require_actor(Action.WRITE_PAPERS))
    except ChildRightsError as error:
        show_markup(markup.tag("p", error.words(page.t), "cr-halt"), page.lang)
        return
    left_out = left_out_text(paper, translator(paper.lang)) if paper.left_out else ""
    st.session_state[_MADE] = (mark, ending, content, left_out)
