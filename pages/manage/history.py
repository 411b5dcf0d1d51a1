"""What members sent: who, what, when, what became of it, the steward's decisions, and the way to take it back."""

from etl.ledger import State, proposals, uploads
from etl.permissions import Action
from ui.contribute import became_of, history_page, show_history_title, show_proposals, show_upload
from ui.parts import may, show_looking_only, this_page

page, state = this_page(), State.default()
_ = page.t._
history, allowed = uploads(state), may(Action.DECIDE)

show_history_title(page, _("History"), history)
for upload, became in became_of(page, history_page(history)):
    show_upload(page, upload, became)
show_proposals(page, proposals(state), may_read=allowed)
if history and not allowed:
    show_looking_only(page, Action.DECIDE)
