"""One province across all rights: where it stands, what changed and what is missing here, on three printed pages."""

from datetime import date

from childrights.profile import words as profile_words
from ui.parts import (
    Page,
    after_the_table,
    cache,
    read_in_hall,
    show_notes,
    show_page,
    show_share,
    show_title,
    title_place,
)
from ui.read import (
    choose_province,
    notes,
    province_shared,
    provinces_in_order,
    show_changes,
    show_chooser,
    show_facts,
    show_old,
    show_only_members,
    show_standing,
    show_unknown,
    show_voices_of,
)


def body(page: Page) -> None:
    """The page from top to bottom."""
    heading = title_place()
    code = choose_province(page)
    if not code:
        show_chooser(page, heading)
        return
    found = cache.province(page.snapshot.name, code)
    with heading:
        show_title(profile_words.province_finding(found, page.t), page.lang, kicker=page.t._("Provinces"))
    read_in_hall(page, "area", provinces_in_order(page), code)
    show_share(page, lambda: province_shared(page, found))
    show_old(page, found, date.today().year)
    show_facts(page, found)
    show_standing(page, found)
    with after_the_table():
        show_changes(page, found)
        show_only_members(page, found)
        show_voices_of(page, area=code)
        show_unknown(page, found)
        show_notes(notes(page, found), page.lang)


show_page(body)
