"""One paper: its chapters with who has them, until when and how far they are; one of them open to be written in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from childrights.papers import PlannedChapter, count_words, form_called, outline
from etl.ledger import State
from etl.papers import (
    STATUSES,
    TO_WRITE,
    KeptPaper,
    PaperChapter,
    as_chapters,
    close_paper,
    comments_on,
    delete_paper,
    find_paper,
    open_paper_again,
    paper_chapters,
)
from etl.permissions import Action
from ui.papers.chapter import show_chapter
from ui.papers.exporting import show_export
from ui.papers.said import CHAPTER, PAPER, done, show_said, tried
from ui.parts import (
    Page,
    TableCell,
    filled_fold,
    markup,
    may,
    put_param,
    require_actor,
    show_links,
    show_markup,
    show_notes,
    show_title,
)


def show_paper(page: Page, identity: str) -> None:
    """The chapter that the address names, or all of them. Raises ``UnknownCode``."""
    state = State.default()
    kept = find_paper(state, identity, who=require_actor(Action.WRITE_PAPERS))
    written = paper_chapters(state, kept.id, who=require_actor(Action.WRITE_PAPERS))
    planned = outline(kept.choice, page.catalogue, as_chapters(written))
    asked = st.query_params.get(CHAPTER, "")
    one = next((each for each in planned if each.key == asked), None)
    if one is not None:
        show_chapter(page, kept, planned, one, written.get(one.key, PaperChapter(one.key)))
        return
    _head(page, kept, planned, written)
    show_said(page)
    if not kept.is_open:
        gone = page.t._("This paper was deleted. A steward can bring it back.")
        shut = page.t._("This paper is closed: it is read and made, not written on. A steward can open it again.")
        show_notes([gone if kept.gone_at else shut], page.lang)
    show_markup(_table(page, kept, planned, written), page.lang)
    _left_over(page, planned, written)
    show_export(page, kept, written)
    if may(Action.CLOSE_PAPERS):
        _steward(page, kept)


def _head(
    page: Page, kept: KeptPaper, planned: tuple[PlannedChapter, ...], written: Mapping[str, PaperChapter]
) -> None:
    t, form = page.t, form_called(kept.choice.form)
    counted = dict.fromkeys(STATUSES, 0)
    for one in planned:
        here = written.get(one.key, PaperChapter(one.key))
        if not _is_filled(one, here):
            counted[here.status] += 1
    told = t._(", ").join(f"{t._(STATUSES[code])}: {count}" for code, count in counted.items() if count)
    show_title(kept.title, page.lang, kicker=f"{form.title(page.lang)} · {kept.id}", lede=told)
    show_links("", [markup.link(t._("All papers"), "papers", lang=page.url_lang)], page.lang)


def _table(
    page: Page, kept: KeptPaper, planned: tuple[PlannedChapter, ...], written: Mapping[str, PaperChapter]
) -> str:
    t = page.t
    said = comments_on(State.default(), kept.id, who=require_actor(Action.WRITE_PAPERS))
    head = [t._("Chapter"), t._("Status"), t._("Who"), t._("Due"), t._("Words")]
    rows = []
    for one in planned:
        here = written.get(one.key, PaperChapter(one.key))
        link = markup.link(one.title, "papers", paper=kept.id, chapter=one.key, lang=page.url_lang)
        group = markup.tag("small", one.group) if one.group else ""
        open_ones = sum(not each.settled_at for each in said if each.chapter == one.key)
        talk = t.ngettext("{count} comment", "{count} comments", open_ones).format(count=open_ones)
        late = bool(here.due) and here.due < date.today().isoformat() and here.status != "done"
        rows.append(
            [
                TableCell(markup=link + group + (markup.tag("small", talk) if open_ones else "")),
                TableCell(t._("filled from the figures"), css="quiet")
                if _is_filled(one, here)
                else TableCell(markup=_status(page, here.status)),
                TableCell(here.owner),
                TableCell(t._("{day}: overdue").format(day=here.due) if late else here.due, css="late" if late else ""),
                TableCell(
                    "" if _is_filled(one, here) else words_of(page, count_words(here.text), here.budget or one.budget)
                ),
            ]
        )
    return markup.table(t._("Chapters of the paper"), [TableCell(one) for one in head], rows, "cr-chapters", whole=True)


def _is_filled(one: PlannedChapter, here: PaperChapter) -> bool:
    """Whether nobody needs to write anything in a chapter, and nobody did."""
    return not one.write and not here.version and here.status == TO_WRITE


def words_of(page: Page, count: int, budget: int) -> str:
    """How many words there are, of how many."""
    return page.t._("{count} of {budget}").format(count=count, budget=budget) if budget else str(count)


_MARKS = {"to_write": "begun-not", "draft": "half", "to_check": "ring", "done": "full"}


def _status(page: Page, status: str) -> str:
    """A status with its mark, so that it does not hang on a colour."""
    return markup.wrap(
        "span", markup.wrap("i", "", f"cr-step {_MARKS[status]}") + markup.tag("b", page.t._(STATUSES[status]))
    )


def _left_over(page: Page, planned: tuple[PlannedChapter, ...], written: Mapping[str, PaperChapter]) -> None:
    """Texts of chapters that the paper has no more, since it was chosen otherwise or its form changed: never lost."""
    keys = {one.key for one in planned}
    for one in written.values():
        if one.key not in keys and one.text:
            told = page.t._("A text of a chapter that this paper has no more: {chapter}").format(chapter=one.key)
            show_markup(markup.disclosure(told, markup.tag("pre", one.text, "cr-kept-text")), page.lang)


def _steward(page: Page, kept: KeptPaper) -> None:
    t, state = page.t, State.default()
    with filled_fold(t._("For stewards"), key="paper_steward"), st.container(horizontal=True):
        if not kept.closed_at and st.button(t._("Close the paper"), key="paper_close"):
            if tried(lambda: close_paper(state, kept.id, who=require_actor(Action.CLOSE_PAPERS))):
                done(t._("The paper is closed."))
            st.rerun()
        if kept.closed_at and st.button(t._("Open the paper again"), key="paper_open"):
            if tried(lambda: open_paper_again(state, kept.id, who=require_actor(Action.CLOSE_PAPERS))):
                done(t._("The paper is open again."))
            st.rerun()
        if not kept.gone_at and st.button(t._("Delete the paper"), key="paper_delete"):
            if tried(lambda: delete_paper(state, kept.id, who=require_actor(Action.CLOSE_PAPERS))):
                done(t._("The paper is deleted; it can be brought back."))
                put_param(PAPER, "", (CHAPTER,))
            st.rerun()
