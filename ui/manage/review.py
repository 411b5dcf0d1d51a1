"""The review of a file from top to bottom: verdict, questions, what will happen, what waits, the sheet, last step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from childrights.errors import DecisionsError
from childrights.provenance import QUOTED, Provenance
from ui import cache
from ui.layout import show_notes
from ui.manage import desk
from ui.manage.cause_view import Asking, show_decisions, show_questions, show_waiting
from ui.manage.causes import causes, tally
from ui.manage.cures import Fitting, as_decisions, proposed
from ui.manage.difference import Change, MapKey, Relation, Rule, difference, maps_of
from ui.manage.preview_view import show_preview
from ui.manage.questions import questions, waiting
from ui.manage.review_view import confirmed, show_downloads, show_verdict
from ui.manage.shapes import Checked, Sheet, Upload
from ui.manage.sheet_view import show_sheets
from ui.manage.sheet_window import tints
from ui.manage.source_view import Before, ask_source
from ui.manage.start_view import show_refused
from ui.manage.wording import teller, whole_label
from ui.page import Page


@dataclass(frozen=True, slots=True)
class Found:
    """What the check gives: its answer, the sheets as read, wordings read as before (kind, label, code), the kind of
    source that the file names itself, and ``whole``, which publishing asks for."""

    checked: Checked
    sheets: Sequence[Sheet]
    remembered: Sequence[tuple[str, str, str]]
    said: Provenance | None
    whole: Any


@dataclass(frozen=True, slots=True)
class Intake:
    """What the review asks of the ETL, which this room does not import."""

    examine: Callable[[desk.Desk, str, Mapping[str, Any]], Found]
    say: Callable[[Any, Callable[[str], str]], tuple[str, str]]
    is_personal: Callable[[str], bool]
    fitting: Fitting
    relation: Relation
    rule: Rule
    said_last: Callable[[str], Provenance | None]
    known: Callable[[str, str], Upload | None]
    marked: Callable[[desk.Desk, Checked, str], bytes]
    records: Callable[[Checked], bytes]
    publish: Callable[[desk.Desk, Found, Provenance, tuple[MapKey, ...]], None]


def show_review(page: Page, kicker: str, laid: desk.Desk, used: Sequence[str], intake: Intake) -> None:
    """Everything about the checked file, and the last step. ``used`` are the members that sent something before."""
    member = desk.member()
    key = (laid.sha256, laid.cures, member, page.snapshot.name)
    try:
        with st.spinner(page.t._("Reading the workbook …")):
            found = desk.made("check", key, lambda: intake.examine(laid, member, as_decisions(laid.cures)))
    except DecisionsError as refusal:
        _take_out(page, laid, refusal.words(page.t))
        return
    checked, told = found.checked, teller(intake.say, page.catalogue, page.t)
    if checked.refused:
        desk.change(laid, content=b"", file_name=checked.file)  # which leaves out the name of a person
        show_refused(page, kicker, checked.file, [told(one) for one in checked.problems])
        return
    show_verdict(page, kicker, laid, tally(checked))
    marks = desk.made("marks", (key, page.lang), lambda: tints(checked, lambda one: " ".join(told(one))))
    asking = Asking(page, laid, told, date.today().year, intake.is_personal, intake.fitting)
    grouped = causes(checked.problems, whole_label(found.sheets), len(found.sheets) > 1)
    held = desk.made("held", key, lambda: waiting(grouped, found.sheets, marks, checked.tables))
    asked = desk.made("asked", key, lambda: questions(held, asking.can_answer, len(laid.cures)))
    before = Before(found.said, intake.said_last(member) if member else None)
    said = ask_source(asking, before, counts=_has_counts(page, checked))
    show_questions(asking, asked)
    changes = desk.made("changes", (key, said), lambda: _changes(page, checked, member, said, intake))
    show_preview(page, changes, member, said)
    show_waiting(asking, asked)
    show_decisions(page, laid, found.remembered)
    show_sheets(page, checked, found.sheets, marks)
    show_downloads(page, laid, partial(intake.marked, laid, checked, page.lang), partial(intake.records, checked))
    known = intake.known(laid.sha256, member)
    if confirmed(page, tally(checked), used, known, len(proposed(laid.cures)), said=said is not None):
        with st.spinner(page.t._("Publishing …")):
            intake.publish(laid, found, said or Provenance(), maps_of(changes))
        st.rerun()


def _take_out(page: Page, laid: desk.Desk, why: str) -> None:
    """The last decision cannot be used: say why, and go on without it."""
    show_notes([why], page.lang)
    st.button(page.t._("Go on without this decision"), type="primary", on_click=partial(
        desk.change, laid, cures=laid.cures[:-1]))  # fmt: skip


def _has_counts(page: Page, checked: Checked) -> bool:
    """Whether figures of the file are counts, which several members' may add up to."""
    return any(page.catalogue.indicators[code].unit == "number" for code in {o.indicator for o in checked.observations})


def _changes(page: Page, checked: Checked, member: str, said: Provenance | None, intake: Intake) -> tuple[Change, ...]:
    """What becomes of every figure of the file."""
    name, codes = page.snapshot.name, tuple(sorted({one.indicator for one in checked.observations}))
    quoted = said is not None and said.kind == QUOTED
    mine = [
        one.figure
        for code in codes
        for one in cache.members_figures(name, code)
        if one.figure.member == member and (one.figure.source_kind == QUOTED) == quoted
    ]
    return difference(checked.observations, cache.figures_of(name, codes), intake.relation, intake.rule, mine)
