"""Accounts: who may send figures, look after them, and manage the others."""

from etl.permissions import Action
from ui.accounts import show_accounts
from ui.parts import allowed_or_told, this_page

page = this_page()
if allowed_or_told(page, Action.MANAGE_ACCOUNTS, page.t._("Accounts")):
    show_accounts(page)
