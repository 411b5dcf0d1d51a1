"""Problems by cause, each with what can be decided about it, and the decisions taken so far."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from geo.names import load_gazetteer
from geo.provinces import area_name
from ui import markup
from ui.layout import show_section
from ui.manage import desk, words
from ui.manage.causes import Cause
from ui.manage.cures import AREAS, NOT_AS_BEFORE, Cure, offer, undo
from ui.manage.decision_words import decided_words
from ui.manage.desk import Desk
from ui.manage.help_view import show_topic
from ui.manage.offer_view import IsPersonal, show_offer, take
from ui.manage.shapes import Problem
from ui.opening import popover
from ui.page import Page

MOST_CAUSES, MOST_SENTENCES = 8, 4
_ALL = "desk_all_causes"

Say = Callable[[Problem], tuple[str, str]]


def show_causes(
    page: Page, laid: Desk, found: Sequence[Cause], say: Say, this_year: int, is_personal: IsPersonal
) -> None:
    """Every cause: what is wrong, in which cells, and what can be done."""
    t = page.t
    if found:
        show_section(t._("What needs your eyes"), page.lang)
    everything = st.session_state.get(_ALL, False) or len(found) <= MOST_CAUSES
    for cause in found if everything else found[:MOST_CAUSES]:
        with st.container(key=f"cause_{cause.severity}_{cause.key}"):
            with st.container(horizontal=True, key=f"head_{cause.key}"):
                _show_cause(page, cause, say)
                what = popover(t._("What is this?"), type="tertiary", key=f"help_{cause.key}")
                if what.open:
                    with what:
                        show_topic(page, cause.code)
            show_offer(page, laid, cause, offer(cause, page.catalogue, load_gazetteer(), this_year), is_personal)
    if not everything:
        label = t._("Show all {count} kinds of problem").format(count=words.count(len(found), t))
        st.button(label, on_click=_show_all, type="tertiary")


def _show_all() -> None:
    st.session_state[_ALL] = True


def _show_cause(page: Page, cause: Cause, say: Say) -> None:
    t = page.t
    told = [say(problem) for problem in cause.problems[: MOST_SENTENCES + 1]]
    mark = markup.tag("span", t._(words.SEVERITIES[cause.severity]), f"cr-chip {cause.severity}")
    several = len(set(told)) > 1
    about = f"“{cause.label}”: " if cause.code == "missing_unit" and cause.label else ""
    head = markup.tag("strong", about + (_place(cause.problems[0]) if several else "") + told[0][0])
    rest = ""
    if several:
        pairs = list(zip(cause.problems, told, strict=False))[1:MOST_SENTENCES]
        items = [markup.tag("li", _place(problem) + message) for problem, (message, _) in pairs]
        left = len(cause.problems) - MOST_SENTENCES
        if left > 0:
            items.append(markup.tag("li", t._("… and {count} more").format(count=words.count(left, t))))
        rest = f'<ul class="cr-note cr-same">{"".join(items)}</ul>'
    where = markup.tag("p", f"{words.cells(cause, t)}{t._('.')} {told[0][1]}", "cr-note")
    markup.show(f'<p class="cr-cause">{mark} {head}</p>{rest}{where}', page.lang)


def _place(problem: Problem) -> str:
    return f"{problem.cell}: " if problem.cell else ""


def show_decisions(page: Page, laid: Desk, remembered: Sequence[tuple[str, str]]) -> None:
    """What was decided about this file, and what is read as the member confirmed it before; each can be undone."""
    t = page.t
    if not laid.cures and not remembered:
        return
    show_section(t._("What you decided"), page.lang)
    for cure in laid.cures:
        _show_decision(page, cure.key, decided_words(cure, page.catalogue, t), _undo, (laid, cure))
    for label, area in remembered:
        text = t._("“{label}” is read as {meaning}, as you confirmed before")
        text = text.format(label=label, meaning=area_name(area, page.lang))
        _show_decision(page, Cure(AREAS, label, area).key, text, take, (laid, Cure(AREAS, label, NOT_AS_BEFORE)))


def _show_decision(page: Page, key: str, text: str, undo_it: Callable[..., None], args: tuple[Desk, Cure]) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"decided_{key}"):
        markup.show(markup.tag("p", text, "cr-note cr-decided"), page.lang)
        st.button(page.t._("Undo"), key=f"undo_{key}", type="tertiary", on_click=undo_it, args=args)


def _undo(laid: Desk, cure: Cure) -> None:
    desk.change(laid, cures=undo(laid.cures, cure))
