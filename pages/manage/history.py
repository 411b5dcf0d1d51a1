"""What members sent: who, what, when, what became of it, the steward's decisions, and the way to take it back."""

from etl.ledger import State, proposals, uploads
from ui.contribute import became_of, history_page, show_history_title, show_proposals, show_upload
from ui.parts import access, show_notes, this_page

page, state = this_page(), State.default()
_ = page.t._
history, allowed = uploads(state), access.writer() is not None

show_history_title(page, _("History"), history)
for upload, became in became_of(page, history_page(history)):
    show_upload(page, upload, became, allowed)
show_proposals(page, proposals(state), may_read=allowed)
if history and not allowed:
    said = _("Only the steward can take uploads back, decide on differences or download what is kept of the files.")
    show_notes([said], page.lang)
