"""Two texts of one chapter side by side, word by word, with three ways on; and all that was before."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from childrights.papers import PUT_IN, SAME, TextChange, changes, merge
from etl.ledger import State
from etl.papers import KeptDraft, KeptPaper, PaperChapter, drafts_of, forget_put_away, versions_of
from etl.permissions import Action
from ui.papers.desk import ChapterDesk, go_on_from, go_on_with, save, take_theirs
from ui.papers.said import done, named, when
from ui.parts import Page, fold, markup, pick, require_actor, show_markup, show_notes, show_section


def show_difference(page: Page, desk: ChapterDesk, here: PaperChapter) -> None:
    """What somebody saved meanwhile beside what one wanted to save: take mine, take theirs, or both together."""
    t, differs = page.t, desk.differs
    assert differs is not None
    theirs, mine = differs.theirs, differs.mine.text
    show_section(t._("Two texts of this chapter"), page.lang)
    told = t._("{name} saved another text ({moment}) while you wrote. Both are kept. Which one should be used?")
    show_notes([told.format(name=named(theirs.saved_by, page), moment=when(theirs.saved_at, page))], page.lang)
    legend = t._("Only in the text of {name}").format(name=named(theirs.saved_by, page))
    show_markup(
        markup.wrap("p", markup.tag("del", legend) + " " + markup.tag("ins", t._("Only in yours")), "cr-note cr-diff")
        + diff_markup(changes(theirs.text, mine)),
        page.lang,
    )
    with st.container(horizontal=True, key="paper_differs"):
        if st.button(t._("Put both together"), type="primary", key="paper_merge"):
            both = merge(differs.base, theirs.text, mine)
            go_on_from(desk, theirs.version, both.text, keep=True)
            words = t._("Both are in the field. Read them through, then save.")
            if both.clashes:
                words = t.ngettext(
                    "Both are in the field. In {count} place you both changed the same words: there theirs and yours "
                    "stand one after the other. Read it through, then save.",
                    "Both are in the field. In {count} places you both changed the same words: there theirs and yours "
                    "stand one after the other. Read it through, then save.",
                    both.clashes,
                ).format(count=both.clashes)
            done(words)
            st.rerun()
        if st.button(t._("Take mine"), key="paper_mine"):
            if save(page, desk, here.heard, over=theirs.version):
                done(t._("Yours is saved. The other text is in the history."))
            st.rerun()
        if st.button(t._("Take theirs"), key="paper_theirs"):
            take_theirs(desk)
            done(t._("Their text is kept. Yours is in the history, under what was not saved."))
            st.rerun()


def diff_markup(found: Sequence[TextChange]) -> str:
    """A difference as text with what is only in the one and only in the other marked; not by colour alone."""
    names = {PUT_IN: "ins", SAME: "span"}
    parts = "".join(markup.tag(names.get(one.kind, "del"), one.text) for one in found)
    return markup.wrap("div", parts, "cr-diff")


def show_history(page: Page, kept: KeptPaper, here: PaperChapter, desk: ChapterDesk) -> None:
    """Every version, and what this person did not save; each can be put into the field again."""
    t = page.t
    mine = [
        one
        for one in drafts_of(State.default(), kept.id, here.key, who=require_actor(Action.WRITE_PAPERS))
        if not one.tab
    ]
    with fold(t._("History ({count})").format(count=here.version), key=f"paper_history_{kept.id}_{here.key}") as part:
        if not part.open:
            return
        found = {
            str(one.version): one
            for one in versions_of(State.default(), kept.id, here.key, who=require_actor(Action.WRITE_PAPERS))
        }
        if found:
            chosen = pick(
                "selectbox",
                t._("Version"),
                list(found),
                name=f"paper_version_{kept.id}_{here.key}",
                words=lambda code: t._("{version}: {moment}, {name}").format(
                    version=code, moment=when(found[code].saved_at, page), name=named(found[code].saved_by, page)
                ),
                start=str(here.version),
            ) or str(here.version)
            one = found[chosen]
            show_notes([t._("Struck through: only in this version. Underlined: only in your field now.")], page.lang)
            show_markup(diff_markup(changes(one.text, desk.text)), page.lang)
            if kept.is_open and st.button(t._("Put this version into the field"), key="paper_restore"):
                go_on_from(desk, here.version, one.text, keep=True)
                done(t._("Version {version} is in the field. Save it, and it is the newest.").format(version=chosen))
                st.rerun()
        _put_away(page, kept, mine, desk)


def _put_away(page: Page, kept: KeptPaper, mine: Sequence[KeptDraft], desk: ChapterDesk) -> None:
    t = page.t
    if mine:
        show_notes([t._("Not saved, kept for you alone:")], page.lang)
    for one in mine:
        show_markup(markup.disclosure(when(one.kept_at, page), markup.tag("pre", one.text, "cr-kept-text")), page.lang)
        with st.container(horizontal=True):
            if kept.is_open and st.button(t._("Put it into the field"), key=f"paper_take_{one.number}"):
                go_on_with(desk, one.number)
                st.rerun()
            if st.button(t._("Throw it away"), key=f"paper_forget_{one.number}", type="tertiary"):
                forget_put_away(State.default(), kept.id, one.number, who=require_actor(Action.WRITE_PAPERS))
                st.rerun()
