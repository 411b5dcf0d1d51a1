"""The record of who did what, for stewards and administrators."""

from etl.permissions import Action
from ui.accounts import show_record
from ui.parts import allowed_or_told, this_page

page = this_page()
if allowed_or_told(page, Action.READ_AUDIT, page.t._("Record")):
    show_record(page)
