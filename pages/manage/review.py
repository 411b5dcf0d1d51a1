"""For the steward: what waits, what publishing it would change, and the decision."""

from etl.ledger import State, waiting_uploads
from etl.permissions import Action
from ui.advocate import basket_view
from ui.contribute import approve_pressed, show_review_of, show_waiting_uploads
from ui.parts import allowed_or_told, this_page

page = this_page()
title = page.t._("Review")
if allowed_or_told(page, Action.APPROVE, title):
    approve_pressed(page)
    chosen = show_waiting_uploads(page, title, waiting_uploads(State.default()))
    if chosen:
        show_review_of(page, chosen, basket_view.moved_ahead)
