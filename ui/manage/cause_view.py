"""What a file leaves open: the questions before the preview, what waits after it, and the decisions taken so far."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from geo.names import load_gazetteer
from geo.provinces import area_name
from ui import markup
from ui.layout import show_section
from ui.manage import desk, words
from ui.manage.causes import Cause, more_of
from ui.manage.cures import AREAS, INDICATORS, NOT_AS_BEFORE, NOTHING, Cure, Fitting, Offer, offer, undo
from ui.manage.decision_words import decided_words
from ui.manage.desk import Desk
from ui.manage.help_view import show_topic
from ui.manage.offer_view import IsPersonal, show_offer, take
from ui.manage.questions import Questions, Waiting, count_cells
from ui.manage.shapes import Problem
from ui.opening import filled_fold, popover
from ui.page import Page

MOST_CAUSES, MOST_SENTENCES = 8, 4
MOST_MORE = 40
"""Further kinds of problem that one click shows: a page with thousands of them would not open."""
_ALL = "desk_all_causes"

Say = Callable[[Problem], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Asking:
    """What all causes of a file share: the page, the file, how problems are told, the year, whether a text tells of a
    single person, and which indicators a wording may mean."""

    page: Page
    laid: Desk
    say: Say
    this_year: int
    is_personal: IsPersonal
    fitting: Fitting

    def offer(self, cause: Cause) -> Offer:
        """What can be decided about a cause on the screen."""
        return offer(cause, self.page.catalogue, load_gazetteer(), self.this_year, self.fitting)

    def can_answer(self, cause: Cause) -> bool:
        """Whether anything can."""
        return self.offer(cause) != NOTHING


def show_questions(asking: Asking, found: Questions) -> None:
    """The few doubts that are asked about before the preview."""
    t = asking.page.t
    if found.now:
        title = t.ngettext("One question about your file", "{count} questions about your file", len(found.now))
        show_section(title.format(count=words.count(len(found.now), t)), asking.page.lang)
    for one in found.now:
        _show_card(asking, one)


def show_waiting(asking: Asking, found: Questions) -> None:
    """What was not asked: more questions, what only the file can mend, what is worth a look; each behind a line."""
    t = asking.page.t
    later = count_cells(found.later)
    more = t.ngettext("{count} more cell waits for an answer", "{count} more cells wait for an answer", later)
    first = t.ngettext("{count} cell waits for an answer", "{count} cells wait for an answer", later)
    mend = count_cells(found.in_file)
    in_file = t.ngettext("{count} cell must be corrected in your file", "{count} cells must be corrected in your file",
                         mend)  # fmt: skip
    seen = count_cells(found.look)
    look = t.ngettext("{count} cell is worth a look", "{count} cells are worth a look", seen)
    groups = (
        ("later", found.later, more if found.now or asking.laid.cures else first, later),
        ("in_file", found.in_file, in_file, mend),
        ("look", found.look, look, seen),
    )
    if any(waiting for _, waiting, _, _ in groups):
        show_section(t._("Held back, and worth a look") if found.later or found.in_file else t._("Please check"),
                     asking.page.lang)  # fmt: skip
    for name, waiting, title, cells in groups:
        if waiting:
            with filled_fold(title.format(count=words.count(max(cells, 1), t)), key=f"waiting_{name}"):
                _show_cards(asking, name, waiting)


def _show_cards(asking: Asking, name: str, found: Sequence[Waiting]) -> None:
    t, key = asking.page.t, f"{_ALL}_{name}"
    seen = st.session_state.get(key, MOST_CAUSES)
    for one in found[:seen]:
        _show_card(asking, one)
    left = len(found) - seen
    if left <= 0:
        return
    everything = words.count(len(found), t)
    label = t._("Show all {count} kinds of problem").format(count=everything)
    if left > MOST_MORE:
        label = t._("Show {count} more of {all} kinds of problem")
        label = label.format(count=words.count(MOST_MORE, t), all=everything)
    st.button(label, key=f"show_{key}", on_click=_show_more, args=(key, seen + MOST_MORE), type="tertiary")


def _show_more(key: str, seen: int) -> None:
    st.session_state[key] = seen


def _show_card(asking: Asking, one: Waiting) -> None:
    """What is wrong, in which cells, and what can be done."""
    page, cause = asking.page, one.cause
    with st.container(key=f"cause_{cause.severity}_{cause.key}"):
        with st.container(horizontal=True, key=f"head_{cause.key}"):
            _show_cause(page, one, asking.say)
            what = popover(page.t._("What is this?"), type="tertiary", key=f"help_{cause.key}")
            if what.open:
                with what:
                    show_topic(page, cause.code)
        show_offer(page, asking.laid, cause, asking.offer(cause), asking.is_personal)


def _show_cause(page: Page, one: Waiting, say: Say) -> None:
    t, cause = page.t, one.cause
    told = [say(problem) for problem in cause.problems[: MOST_SENTENCES + 1]]
    mark = markup.tag("span", t._(words.SEVERITIES[cause.severity]), f"cr-chip {cause.severity}")
    several = len(set(told)) > 1
    about = f"“{cause.label}”: " if cause.code == "missing_unit" and cause.label else ""
    head = markup.tag("strong", about + (_place(cause.problems[0]) if several else "") + told[0][0])
    rest = ""
    if several:
        pairs = list(zip(cause.problems, told, strict=False))[1:MOST_SENTENCES]
        items = [markup.tag("li", _place(problem) + message) for problem, (message, _) in pairs]
        left = len(cause.problems) + sum(map(more_of, cause.problems)) - MOST_SENTENCES
        if left > 0:
            items.append(markup.tag("li", t._("… and {count} more").format(count=words.count(left, t))))
        rest = f'<ul class="cr-note cr-same">{"".join(items)}</ul>'
    where = f"{words.cells(cause, t)}{t._('.')} {_frees(page, one)}{told[0][1]}"
    markup.show(f'<p class="cr-cause">{mark} {head}</p>{rest}{markup.tag("p", where, "cr-note")}', page.lang)


def _frees(page: Page, one: Waiting) -> str:
    """How many figures wait for the answer, where that is not plain from the cells themselves."""
    t, count = page.t, len(one.cells)
    if one.cause.severity != "error" or count <= one.cause.count:
        return ""
    said = t.ngettext("{count} figure waits for it.", "{count} figures wait for it.", count)
    return said.format(count=words.count(count, t)) + " "


def _place(problem: Problem) -> str:
    return f"{problem.cell}: " if problem.cell else ""


def show_decisions(page: Page, laid: Desk, remembered: Sequence[tuple[str, str, str]]) -> None:
    """What was decided about this file, and what is read as the member confirmed it before; each can be undone."""
    t = page.t
    if laid.cures:
        show_section(t._("What you decided"), page.lang)
    for cure in laid.cures:
        _show_decision(page, cure.key, decided_words(cure, page.catalogue, t), _undo, (laid, cure))
    if remembered:
        show_section(t._("Read as before"), page.lang)
    for kind, label, code in remembered:
        part = AREAS if kind == "area" else INDICATORS
        name = area_name(code, page.lang) if part == AREAS else page.catalogue.indicators[code].short_name(page.lang)
        text = t._("Read as before: “{label}” is {meaning}").format(label=label, meaning=name)
        _show_decision(page, Cure(part, label, code).key, text, take, (laid, Cure(part, label, NOT_AS_BEFORE)))


def _show_decision(page: Page, key: str, text: str, undo_it: Callable[..., None], args: tuple[Desk, Cure]) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"decided_{key}"):
        markup.show(markup.tag("p", text, "cr-note cr-decided"), page.lang)
        st.button(page.t._("Undo"), key=f"undo_{key}", type="tertiary", on_click=undo_it, args=args)


def _undo(laid: Desk, cure: Cure) -> None:
    desk.change(laid, cures=undo(laid.cures, cure))
