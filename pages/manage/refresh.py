"""Newer figures: publishers are asked, or their files read; what changes is seen, accepted and taken back."""

from etl.ledger import State
from etl.permissions import Action
from ui.parts import allowed_or_told, this_page
from ui.refresh import show_asking, show_changes, show_files, show_kept, show_refresh_title

page, state = this_page(), State.default()
if allowed_or_told(page, Action.REFRESH, page.t._("Newer figures")):
    show_refresh_title(page, state)
    show_changes(page, state)
    show_asking(page, state)
    show_files(page, state)
    show_kept(page, state)
