"""One province across all rights: where it stands, what changed and what nobody knows, on two printed pages."""

from datetime import date

from childrights import profile_words
from ui import cache
from ui.choices import checked_query
from ui.filters import choose
from ui.layout import filter_bar, show_notes, show_title, title_place
from ui.page import Page, show_page
from ui.printing import print_button, second_sheet
from ui.profile_view import (
    notes,
    province_name,
    province_options,
    show_changes,
    show_chooser,
    show_facts,
    show_old,
    show_standing,
    show_unknown,
)

NOWHERE = "none"


def body(page: Page) -> None:
    """The page from top to bottom."""
    _ = page.t._
    heading = title_place()
    checked_query(page)
    with filter_bar("province"):
        code = choose(
            _("Province"),
            [NOWHERE, *province_options(page.lang)],
            param="area",
            words=lambda code: _("Choose a province") if code == NOWHERE else province_name(code, page.lang),
        )
        if code != NOWHERE:
            print_button(page)
    if code == NOWHERE:
        with heading:
            show_title(_("One province across all rights"), page.lang, kicker=_("Provinces"))
        show_chooser(page)
        return
    found = cache.province(page.snapshot.name, code)
    with heading:
        show_title(profile_words.finding(found, page.t), page.lang, kicker=_("Provinces"))
    show_old(page, found, date.today().year)
    show_facts(page, found)
    show_standing(page, found)
    with second_sheet():
        show_changes(page, found)
        show_unknown(page, found)
        show_notes(notes(page, found), page.lang)


show_page(body)
