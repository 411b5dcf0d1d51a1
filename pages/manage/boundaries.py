"""Boundaries of your own: looked at beside the ones that come with the dashboard, accepted, taken back."""

from etl.ledger import State
from ui.boundaries import show_another_file, show_boundaries_kept, show_boundaries_now
from ui.contribute import may_write_or_form
from ui.parts import this_page

page, state = this_page(), State.default()
if may_write_or_form(page, page.t._("Boundaries")):
    show_boundaries_now(page, state)
    show_another_file(page, state)
    show_boundaries_kept(page, state)
