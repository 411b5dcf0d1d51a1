"""A member's workbook: chosen, checked, put right with the person, confirmed, published."""

from datetime import date
from functools import partial

import streamlit as st

from etl import desk as etl_desk
from etl.accept import known_upload, withdraw
from etl.ledger import uploads
from etl.state import State
from etl.understanding.personal_texts import tells_of_a_person
from etl.understanding.sentences import say
from ui import cache
from ui.access import require_writer
from ui.manage import desk
from ui.manage.cause_view import show_causes, show_decisions
from ui.manage.causes import causes, tally
from ui.manage.cures import as_decisions, proposed, to_remember
from ui.manage.difference import difference, maps_of
from ui.manage.done_view import show_published, show_sent, withdraw_button
from ui.manage.key_form import may_write_or_form
from ui.manage.preview_view import show_preview
from ui.manage.review_view import confirmed, show_downloads, show_verdict
from ui.manage.sheet_view import show_sheets
from ui.manage.sheet_window import tints
from ui.manage.start_view import show_refused, show_start
from ui.manage.wording import teller, whole_label
from ui.page import Page, this_page


def review(page: Page, kicker: str, laid: desk.Desk, members: list[str]) -> None:
    """Everything about the checked file, and the last step."""
    state, member, lang = State.default(), desk.member(), page.lang
    key, decided = (laid.sha256, laid.cures, member, page.snapshot.name), as_decisions(laid.cures)
    with st.spinner(page.t._("Reading the workbook …")):
        found = desk.made("check", key, lambda: etl_desk.examine(
            state, laid.content, laid.file_name, member=member, decided=decided, catalogue=page.catalogue))  # fmt: skip
    checked, told = found.checked, teller(say, page.catalogue, page.t)
    if checked.refused:
        desk.change(laid, content=b"")
        show_refused(page, kicker, laid.file_name, [told(one) for one in checked.problems])
        return
    show_verdict(page, kicker, laid, tally(checked))
    found_causes = causes(checked.problems, whole_label(found.sheets), len(found.sheets) > 1)
    show_causes(page, laid, found_causes, told, date.today().year, tells_of_a_person)
    show_decisions(page, laid, found.remembered)
    marks = desk.made("marks", (key, lang), lambda: tints(checked, lambda one: " ".join(told(one))))
    show_sheets(page, checked, found.sheets, marks)
    published = cache.figures_of(page.snapshot.name, tuple(sorted({one.indicator for one in checked.observations})))
    changes = desk.made("changes", key, lambda: difference(checked.observations, published))
    show_preview(page, changes, member)
    marked = partial(etl_desk.marked_copy, laid.content, laid.file_name, checked.problems, lang)
    show_downloads(page, laid, marked, partial(etl_desk.records_csv, checked))
    if confirmed(page, tally(checked), members, known_upload(state, laid.sha256, member), len(proposed(laid.cures))):
        with st.spinner(page.t._("Publishing …")):
            loaded = etl_desk.publish(state, laid.content, laid.file_name, found, member=desk.member(),
                                      who=require_writer().who, confirmed=to_remember(laid.cures))  # fmt: skip
        desk.change(laid, upload=loaded.upload, proposed=loaded.proposed, maps=maps_of(changes), content=b"")
        st.rerun()


def take_back(identity: str, why: str) -> None:
    """Publish the figures without an upload."""
    withdraw(State.default(), identity, why=why, who=require_writer().who)


this = this_page()
title, laid_out, history = this.t._("Upload a workbook"), desk.on_desk(), uploads(State.default())
if may_write_or_form(this, title):
    if laid_out is None:
        show_start(this, title, [one.member for one in history])
    elif laid_out.upload:
        upload = next(one for one in history if one.id == laid_out.upload)
        show_published(this, title, laid_out, upload)
        withdraw_button(this, upload, partial(take_back, upload.id))
    elif laid_out.proposed:
        show_sent(this, title, laid_out)
    else:
        review(this, title, laid_out, [one.member for one in history])
