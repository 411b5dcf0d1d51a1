"""What members sent: who, what, when, what became of it, the steward's decisions, and the way to take it back."""

from etl.ledger import State, history_for, proposals_for
from etl.permissions import Action
from ui.contribute import (
    became_of,
    history_page,
    show_certificate,
    show_history_title,
    show_proposals,
    show_told,
    show_upload,
)
from ui.parts import current_actor, may, show_looking_only, this_page

page, state = this_page(), State.default()
_ = page.t._
history, allowed = history_for(state, current_actor()), may(Action.DECIDE)

show_history_title(page, _("History"), history)
show_told(page)
show_certificate(page)
for upload, became in became_of(page, history_page(history)):
    show_upload(page, upload, became)
show_proposals(page, proposals_for(state, current_actor()))
if history and not allowed:
    show_looking_only(page, Action.DECIDE)
