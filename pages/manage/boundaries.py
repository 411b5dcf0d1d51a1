"""Boundaries of your own: looked at beside the ones that come with the dashboard, accepted, taken back."""

from etl.ledger import State
from etl.permissions import Action
from ui.boundaries import show_another_file, show_boundaries_kept, show_boundaries_now
from ui.parts import allowed_or_told, this_page

page, state = this_page(), State.default()
if allowed_or_told(page, Action.BOUNDARIES, page.t._("Boundaries")):
    show_boundaries_now(page, state)
    show_another_file(page, state)
    show_boundaries_kept(page, state)
