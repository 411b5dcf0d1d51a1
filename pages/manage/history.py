"""What members sent: who, what, when, what became of it, the steward's decisions, and the way to take it back."""

from etl.intake import compare, kept_copy, settle, unsettle, with_outcomes, withdraw
from etl.ledger import State, proposals, uploads
from etl.persons import tells_of_a_person
from ui.contribute import Steward, became_of, part_of, show_history_title, show_proposals, show_upload
from ui.parts import access, require_writer, show_notes, this_page

page, state = this_page(), State.default()
_ = page.t._
history = uploads(state)
steward = Steward(
    copy_of=lambda upload: kept_copy(state, upload, who=require_writer().who),
    take_back=lambda upload, why: withdraw(state, upload, why=why, who=require_writer().who),
    compare=lambda upload, why: compare(state, upload, why=why, who=require_writer().who),
    uncompare=lambda upload, why: compare(state, upload, why=why, who=require_writer().who, undo=True),
    settle=lambda code, verdict, why: settle(state, code, verdict=verdict, why=why, who=require_writer().who),
    unsettle=lambda decision, why: unsettle(state, decision, why=why, who=require_writer().who),
    is_personal=tells_of_a_person,
)
allowed = steward if access.writer() else None

show_history_title(page, _("History"), history)
for one, outcome in with_outcomes(state, part_of(history)):
    show_upload(page, one, became_of(page, one, outcome), allowed)
show_proposals(page, proposals(state), may_read=allowed is not None)
if history and allowed is None:
    said = _("Only the steward can take uploads back, decide on differences or download what is kept of the files.")
    show_notes([said], page.lang)
