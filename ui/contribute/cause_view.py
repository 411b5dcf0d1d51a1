"""What a file leaves open: the questions before the preview, what waits after it, and the decisions taken so far."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from childrights.catalogue import UNITS
from etl.labels import LONGEST_REASON, PROPOSAL_LIMITS, PROPOSAL_NEEDS
from etl.persons import tells_of_a_person, tells_of_anybody
from etl.problems import Problem, Recalled, more_of
from geo import load_gazetteer
from ui.contribute import session_file, words
from ui.contribute.cause_kinds import Cause
from ui.contribute.cures import (
    AREAS,
    EXAMPLE,
    INDICATORS,
    NOT_AS_BEFORE,
    NOTHING,
    NUMBERS,
    PARTED,
    PEOPLE,
    PROPOSE,
    SKIP,
    UNIT,
    WHOLE,
    YEAR,
    YEARS,
    Cure,
    CureOffer,
    add_cure,
    offer,
    remove_cure,
)
from ui.contribute.decision_words import REASONS, decided_words, meaning, personal_words, places_words, unit_words
from ui.contribute.help_view import show_topic
from ui.contribute.questions import Questions, Waiting, count_cells
from ui.contribute.reasons import SHORTEST_WHY
from ui.contribute.session_file import SessionFile
from ui.parts import Page, filled_fold, markup, pick, popover, show_notes, show_section

_OPEN = "desk_proposing"


def open_proposal(cause: Cause) -> None:
    """Show the form under this cause."""
    st.session_state[_OPEN] = cause.key


def _close() -> None:
    st.session_state.pop(_OPEN, None)


def show_proposal(page: Page, cause: Cause, take: Callable[[Cure], None]) -> None:
    """The form, while it is open for ``cause``; ``take`` gets the proposal when it is complete and may be kept."""
    if st.session_state.get(_OPEN) != cause.key:
        return
    t = page.t
    with st.container(border=True, key=f"proposal_{cause.key}"):
        show_notes(
            [
                t._(
                    "Its figures are not published now. They wait until the steward has added the indicator, and then "
                    "you send the file again."
                )
            ],
            page.lang,
        )
        english, khmer = st.columns(2, gap="medium")
        given = {
            "name": english.text_input(
                t._("Name in English"),
                value=cause.label[: PROPOSAL_LIMITS["name"]],
                max_chars=PROPOSAL_LIMITS["name"],
                key=f"new_name_{cause.key}",
            ),
            "name_km": khmer.text_input(
                t._("Name in Khmer"), max_chars=PROPOSAL_LIMITS["name_km"], key=f"new_name_km_{cause.key}"
            ),
            "unit": pick(
                "selectbox",
                t._("Unit"),
                [one for one in UNITS if one != "category"],
                name=f"new_unit_{cause.key}",
                words=lambda code: unit_words(code, t),
                placeholder=t._("Choose the unit"),
            ),
            "counts": st.text_area(
                t._("What exactly is counted, and of whom?"),
                max_chars=PROPOSAL_LIMITS["counts"],
                height=80,
                key=f"new_counts_{cause.key}",
            ),
            "why": st.text_input(
                t._("What is it needed for? (may stay empty)"),
                max_chars=PROPOSAL_LIMITS["why"],
                key=f"new_why_{cause.key}",
            ),
        }
        with st.container(horizontal=True, gap="small"):
            sent = st.button(t._("Propose this indicator"), type="primary", key=f"send_{cause.key}")
            st.button(t._("Cancel"), type="tertiary", on_click=_close, key=f"cancel_{cause.key}")
        if not sent:
            return
        told = {name: " ".join((value or "").split()) for name, value in given.items()}
        if not all(told[name] for name in PROPOSAL_NEEDS):
            show_notes([t._("Please give at least the English name, the unit, and what is counted.")], page.lang)
        elif any(map(tells_of_a_person, (cause.label, *told.values()))):
            show_notes([personal_words(t)], page.lang)
        else:
            _close()
            take(Cure(PROPOSE, cause.label, "", tuple(told.items())))
            st.rerun()


MOST_PROPOSALS = 3


def show_offer(page: Page, laid: SessionFile, cause: Cause, made: CureOffer) -> None:
    """The buttons under a cause."""
    if made == NOTHING:
        return
    t = page.t
    equal = made.part in (NUMBERS, UNIT, PEOPLE)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        for number, cure in enumerate(made.proposals[:MOST_PROPOSALS]):
            st.button(
                markup.as_written(_proposal(page, cause, cure, number == 0)),
                key=f"cure_{cause.key}_{cure.code}",
                type="primary" if number == 0 and not equal else "secondary",
                on_click=take,
                args=(laid, cure),
                wrap=True,
            )
        if made.choices:
            _show_choices(page, laid, cause, made)
        if made.can_propose:
            st.button(
                t._("Propose it as new"),
                key=f"propose_{cause.key}",
                type="tertiary",
                on_click=open_proposal,
                args=(cause,),
            )
        if made.can_skip:
            _show_leaving_out(page, laid, cause)
    if made.part == NUMBERS:
        show_notes([_one_click(page, cause)], page.lang)
    if made.can_propose:
        show_proposal(page, cause, lambda cure: take(laid, cure))


def take(laid: SessionFile, cure: Cure) -> None:
    """Put a decision on the desk."""
    session_file.change_session_file(laid, cures=add_cure(laid.cures, cure))


def _one_click(page: Page, cause: Cause) -> str:
    t = page.t
    count = cause.count
    text = t.ngettext(
        "{place}: your answer is for this cell.",
        "{place}: your answer is for all {count} cells. If they differ, correct them in your file.",
        count,
    )
    return text.format(place=places_words(PARTED.join(cause.places), t), count=words.count(count, t))


def _proposal(page: Page, cause: Cause, cure: Cure, first: bool) -> str:
    t = page.t
    told = meaning(cure, page.catalogue, t)
    if cure.part == NUMBERS:
        return told[:1].upper() + told[1:]
    if cure.detail(EXAMPLE):
        return t._("They are real figures")
    if cure.part == PEOPLE:
        return t._("They are of everybody in the place") if cure.code == WHOLE else t._("They are of this group only")
    if cure.part == UNIT:
        return t._("Read them as {unit}").format(unit=unit_words(cure.code, t))
    if not first:
        return t._("Read as {meaning}").format(meaning=told)
    count = cause.count
    words_for_it = t.ngettext(
        "Read “{label}” as {meaning} ({count} cell)", "Read “{label}” as {meaning} ({count} cells)", count
    )
    return words_for_it.format(label=cure.label, meaning=told, count=words.count(count, t))


def _show_choices(page: Page, laid: SessionFile, cause: Cause, made: CureOffer) -> None:
    t = page.t
    labels = {
        AREAS: t._("Another place") if made.proposals else t._("Choose the place"),
        INDICATORS: t._("Another indicator") if made.proposals else t._("Choose the indicator"),
        YEAR: t._("Give the year"),
        YEARS: t._("Choose the year it means"),
    }
    with popover(labels[made.part], key=f"choose_{cause.key}") as panel:
        if not panel.open:
            return
        chosen = pick(
            "selectbox",
            labels[made.part],
            made.choices,
            name=f"choice_{cause.key}",
            words=lambda code: meaning(Cure(made.part, "", code), page.catalogue, t),
            placeholder=t._("Type to search"),
        )
        if made.part == YEAR:
            st.caption(t._("It is used wherever the file itself names no year."))
        if chosen and st.button(t._("Use this"), key=f"use_{cause.key}", type="primary"):
            take(laid, made.cure(cause, chosen))
            st.rerun()


def _show_leaving_out(page: Page, laid: SessionFile, cause: Cause) -> None:
    """Leaving something out takes a reason, so that everybody understands it later: one click or own words."""
    t = page.t
    label = t.ngettext("Leave it out", "Leave them out", cause.count)
    with popover(label, type="tertiary", key=f"skip_{cause.key}") as panel:
        if not panel.open:
            return
        why = pick("pills", t._("Why?"), REASONS, name=f"why_{cause.key}", words=t._)
        own = st.text_input(t._("Or in your own words"), key=f"own_{cause.key}", max_chars=LONGEST_REASON)
        reason = " ".join((own or why or "").split())
        if not st.button(markup.as_written(label), key=f"out_{cause.key}", type="primary"):
            return
        if len(reason) < SHORTEST_WHY:
            show_notes([t._("Please write a few words, so that everybody understands it later.")], page.lang)
        elif tells_of_anybody(reason):
            show_notes([personal_words(t)], page.lang)
        else:
            take(laid, Cure(SKIP, cause.label, "", (("why", reason),)))
            st.rerun()


MOST_CAUSES, MOST_SENTENCES = 8, 4
MOST_MORE = 40
"""Further kinds of problem that one click shows: a page with thousands of them would not open."""
_ALL = "desk_all_causes"

Say = Callable[[Problem], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Asking:
    """What all causes of a file share: the page, the file, how problems are told, and the year."""

    page: Page
    laid: SessionFile
    say: Say
    this_year: int

    def offer(self, cause: Cause) -> CureOffer:
        """What can be decided about a cause on the screen."""
        return offer(cause, self.page.catalogue, load_gazetteer(), self.this_year)

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
    in_file = t.ngettext(
        "{count} cell must be corrected in your file", "{count} cells must be corrected in your file", mend
    )
    seen = count_cells(found.look)
    look = t.ngettext("{count} cell needs a look", "{count} cells need a look", seen)
    groups = (
        ("later", found.later, more if found.now or asking.laid.cures else first, later),
        ("in_file", found.in_file, in_file, mend),
        ("look", found.look, look, seen),
    )
    if any(waiting for _, waiting, _, _ in groups):
        show_section(
            t._("Held back, please check") if found.later or found.in_file else t._("Please check"),
            asking.page.lang,
        )
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
    st.button(
        markup.as_written(label), key=f"show_{key}", on_click=_show_more, args=(key, seen + MOST_MORE), type="tertiary"
    )


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
        show_offer(page, asking.laid, cause, asking.offer(cause))


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
    where = f"{words.cells_words(cause, t)}{t._('.')} {_frees(page, one)}{told[0][1]}"
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


def show_decisions(page: Page, laid: SessionFile, recalled: Sequence[Recalled]) -> None:
    """What was decided about this file, and what is read as the member confirmed it before; each can be undone."""
    t = page.t
    if laid.cures:
        show_section(t._("What you decided"), page.lang)
    for cure in laid.cures:
        _show_decision(page, cure.key, decided_words(cure, page.catalogue, t), _undo, (laid, cure))
    if recalled:
        show_section(t._("Read as before"), page.lang)
    for one in recalled:
        cure = Cure(AREAS if one.kind == "area" else INDICATORS, one.label, one.code)
        text = t._("Read as before: “{label}” is {meaning}").format(
            label=one.label, meaning=meaning(cure, page.catalogue, t)
        )
        _show_decision(page, cure.key, text, take, (laid, replace(cure, code=NOT_AS_BEFORE)))


def _show_decision(
    page: Page, key: str, text: str, undo_it: Callable[..., None], args: tuple[SessionFile, Cure]
) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"decided_{key}"):
        markup.show(markup.tag("p", text, "cr-note cr-decided"), page.lang)
        st.button(page.t._("Undo"), key=f"undo_{key}", type="tertiary", on_click=undo_it, args=args)


def _undo(laid: SessionFile, cure: Cure) -> None:
    session_file.change_session_file(laid, cures=remove_cure(laid.cures, cure))
