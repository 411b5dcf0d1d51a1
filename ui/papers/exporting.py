"""The paper as a file, at any time, with what is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import streamlit as st

from childrights.catalogue import ChildRightsError
from childrights.export import file_name
from childrights.i18n import translator
from childrights.papers import (
    Chapter,
    Choice,
    Form,
    Told,
    document,
    flagged,
    form_called,
    left_out_text,
    paper_bytes,
    say_codes,
)
from etl.ledger import State
from etl.papers import KeptPaper, PaperChapter, as_chapters, note_exported
from etl.permissions import Action
from ui.advocate import today
from ui.papers.said import sources_of
from ui.parts import FORMATS, Page, cache, markup, require_actor, show_markup, show_notes, show_section

_MADE = "paper_made"
Mark = tuple[object, ...]
"""What a file was made of: of anything else it is another."""
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
    ending = _presses(page, form_called(kept.choice.form), "paper_make")
    if ending:
        _make(page, kept, written, ending, mark)
    _show_made(page, mark, _parts(kept))


def show_at_once(page: Page, choice: Choice, title: str) -> None:
    """The paper of a choice as a file, without anybody writing in it: a press for each format of its form."""
    t, form = page.t, form_called(choice.form)
    show_notes([t._("Or make it at once, as the figures fill it, with nothing of your own:")], page.lang)
    mark = (choice, title, page.snapshot.name)
    ending = _presses(page, form, "paper_at_once")
    if ending:
        try:
            _keep_made(page, choice, ending, mark, title)
        except ChildRightsError as error:
            show_markup(markup.tag("p", error.words(page.t), "cr-halt"), page.lang)
    _show_made(page, mark, (choice.form, *choice.rights, *choice.areas, choice.lang))


def _presses(page: Page, form: Form, key: str) -> str:
    """The ending of the format that was pressed."""
    pressed = ""
    with st.container(horizontal=True, key=f"{key}_files"):
        for ending in form.formats:
            label = page.t._("Make {format}").format(format=LABELS[ending])
            if st.button(label, key=f"{key}_{ending[1:]}", icon=":material/description:"):
                pressed = ending
    return pressed


def _show_made(page: Page, mark: Mark, parts: Sequence[str]) -> None:
    """What was made, to be saved until it would be another; and what was left out of it, with the reason."""
    t, made = page.t, st.session_state.get(_MADE)
    if not made or made[0] != mark:
        return
    _, ending, content, paper = made
    st.download_button(
        markup.as_written(t._("Save {file}").format(file=file_name(parts, ending[1:]))),
        content,
        file_name=file_name(parts, ending[1:]),
        mime=FORMATS[ending][1] if ending in FORMATS else "application/octet-stream",
        type="primary",
        icon=":material/download:",
        on_click="ignore",
        key="paper_save_file",
    )
    if not paper.left_out:
        show_notes([t._("Nothing was left out.")], page.lang)
        return
    st.download_button(
        t._("What was left out (.txt)"),
        left_out_text(paper, translator(paper.lang)),
        file_name=file_name((*parts, "left-out"), "txt"),
        mime="text/plain",
        icon=":material/download:",
        on_click="ignore",
        key="paper_left_out",
    )
    told = ""
    for by_form, why in (
        (False, t._("Left out for lack of space:")),
        (True, t._("What no longer fits into its sections:")),
    ):
        gone = [f"{one.part}: {one.words}" for one in paper.left_out if one.by_form is by_form]
        items = "".join(markup.tag("li", one, "", paper.lang) for one in gone)
        told += markup.tag("p", why) + markup.wrap("ul", items) if gone else ""
    count = t.ngettext("{count} thing was left out", "{count} things were left out", len(paper.left_out))
    show_markup(markup.disclosure(count.format(count=len(paper.left_out)), told), page.lang)


def _parts(kept: KeptPaper) -> tuple[str, ...]:
    """What the name of its file says; a Khmer title has no plain letters."""
    return (kept.choice.form, kept.title, kept.id, kept.choice.lang)


def _make(page: Page, kept: KeptPaper, written: Mapping[str, PaperChapter], ending: str, mark: Mark) -> None:
    """Make the file and leave a line in the record; what keeps it from being made is told in its place."""
    told = {one.key: one.heard for one in written.values()}
    try:
        _keep_made(page, kept.choice, ending, mark, kept.title, as_chapters(written), told)
        note_exported(State.default(), kept.id, ending[1:], who=require_actor(Action.WRITE_PAPERS))
    except ChildRightsError as error:
        show_markup(markup.tag("p", error.words(page.t), "cr-halt"), page.lang)


def _keep_made(
    page: Page,
    choice: Choice,
    ending: str,
    mark: Mark,
    title: str,
    chapters: Iterable[Chapter] = (),
    told: Mapping[str, Told] | None = None,
) -> None:
    """Make the file of a choice with these chapters, and keep it in the session under its ``mark``."""
    with st.spinner(page.t._("Making the paper …")):
        paper = document(
            page.snapshot,
            page.catalogue,
            choice,
            chapters,
            sources=sources_of(page),
            told=told,
            news=cache.news(page.snapshot.name),
            desks=cache.paper_desks(page.snapshot.name, today()),
            title=title,
        )
        content = paper_bytes(paper, ending, page.catalogue)
    st.session_state[_MADE] = (mark, ending, content, paper)
