"""What a member sent in a year, for that member and for stewards: a page, a letter and the workbook of next year."""

from etl.permissions import Action
from ui.contribute import show_mirror
from ui.parts import allowed_or_told, this_page

page = this_page()
title = page.t._("Member's mirror")
if allowed_or_told(page, Action.PREVIEW, title):
    show_mirror(page, title)
