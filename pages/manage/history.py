"""What members sent: who, what, when, what it changed, and the way to take it back."""

from etl.accept import withdraw
from etl.desk import kept_copy
from etl.ledger import Upload, uploads
from etl.proposed import proposals
from etl.state import State
from ui import access, cache
from ui.access import require_writer
from ui.layout import show_notes
from ui.manage.history_view import part_of, show_history_title, show_upload
from ui.manage.proposed_view import show_proposals
from ui.page import this_page


def copy_of(upload: Upload) -> bytes:
    """The cells of a file that its figures were read from."""
    return kept_copy(State.default(), upload.id, who=require_writer().who)


def take_back(upload: Upload, why: str) -> None:
    """Publish the figures without an upload."""
    withdraw(State.default(), upload.id, why=why, who=require_writer().who)


page = this_page()
_ = page.t._
writer = access.writer()
history = uploads(State.default())
effects = cache.upload_effects(page.snapshot.name)

show_history_title(page, _("History"), history)
for one in part_of(history):
    show_upload(page, one, effects.get(one.id), copy_of if writer else None, take_back if writer else None)
show_proposals(page, proposals(State.default()), may_read=writer is not None)
if history and writer is None:
    show_notes([_("Only the steward can take uploads back or download what is kept of the files.")], page.lang)
