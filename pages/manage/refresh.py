"""Newer figures: publishers are asked, or their files read; what changes is seen, accepted and taken back."""

from etl.ledger import State
from ui.contribute import may_write_or_form
from ui.parts import this_page
from ui.refresh import show_asking, show_changes, show_files, show_kept, show_refresh_title

page, state = this_page(), State.default()
if may_write_or_form(page, page.t._("Newer figures")):
    show_refresh_title(page, state)
    show_changes(page, state)
    show_asking(page, state)
    show_files(page, state)
    show_kept(page, state)
