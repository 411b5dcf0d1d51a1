"""Settings of this dashboard, for administrators."""

from etl.permissions import Action
from ui.accounts import show_settings
from ui.parts import allowed_or_told, this_page

page = this_page()
if allowed_or_told(page, Action.CHANGE_SETTINGS, page.t._("Settings")):
    show_settings(page)
