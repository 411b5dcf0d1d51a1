"""One indicator over the provinces: where it is high, where low, and where nobody knows."""

from ui.choices import choose_map
from ui.layout import show_notes, show_table, show_title, title_place, two_thirds
from ui.map_view import (
    caveats,
    drawn_sentence,
    finding,
    load_view,
    show_map,
    show_ranking,
    table_markup,
)
from ui.page import Page, show_page
from ui.related import show_definition, show_related


def body(page: Page) -> None:
    """The page from top to bottom."""
    _ = page.t._
    heading = title_place()
    choice = choose_map(page)
    view = load_view(page, choice)
    with heading:
        show_title(finding(page, choice, view), page.lang, kicker=_("Map"))

    main, side = two_thirds()
    with main:
        show_map(page, choice, view)
        show_notes(drawn_sentence(page, view) + caveats(page, choice, view), page.lang)
    with side:
        if view.drawn:
            show_ranking(page, choice, view)
    show_table(_("Every value"), table_markup(page, choice, view), page.lang)
    show_definition(page, choice.indicator)
    show_related(page, choice.indicator, "map")


show_page(body)
