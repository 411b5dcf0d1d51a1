"""A member's workbook: chosen, checked, put right with the person, confirmed, published."""

from etl.ledger import State, history_for
from etl.permissions import Action
from ui.contribute import (
    session_file,
    show_published,
    show_review,
    show_sent,
    show_start,
    show_submitted,
    show_told,
    show_ways_on,
    withdraw_button,
)
from ui.parts import allowed_or_told, current_actor, this_page

page = this_page()
title, laid, history = (
    page.t._("Upload a workbook"),
    session_file.on_desk(),
    history_for(State.default(), current_actor()),
)
members = [one.member for one in history]
if laid and laid.upload and laid.upload not in {one.id for one in history}:
    session_file.clear()  # it was erased for good meanwhile
    laid = None
if allowed_or_told(page, Action.SUBMIT, title):
    if laid is None:
        show_told(page)
        show_start(page, title, members)
    elif laid.upload:
        upload = next(one for one in history if one.id == laid.upload)
        if upload.waits:
            show_submitted(page, title, upload)
            show_ways_on(page)
        else:
            show_published(page, title, laid, upload)
        withdraw_button(page, upload)
    elif laid.proposed:
        show_sent(page, title, laid)
    else:
        show_review(page, title, laid, members)
