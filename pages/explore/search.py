"""Everything that a word may mean: indicators, rights, articles, provinces, and what Cambodia was asked."""

from childrights.catalogue import is_code
from ui.parts import Page, filter_bar, show_notes, show_page, show_title, title_place
from ui.read import MOST, found_for, search_field, search_finding, show_answer, show_found, show_nothing


def body(page: Page) -> None:
    """The page from top to bottom."""
    t = page.t
    heading = title_place()
    with filter_bar("search"):
        words = search_field(page)
    hits = found_for(page, words)
    with heading:
        show_title(search_finding(page, words, hits), page.lang, kicker=t._("Search"))
    show_answer(page, words)
    show_found(page, words, hits)
    if not (hits or is_code(words)):
        show_nothing(page, words)
    if len(hits) == MOST:
        show_notes(
            [t._("Only the best {count} matches are shown; add a word to narrow them.").format(count=MOST)], page.lang
        )


show_page(body)
