"""One indicator over time: for the country, places or groups, never across a change of definition."""

from ui.choices import choose_trend
from ui.layout import show_notes, show_section, show_table, show_title, title_place, two_thirds
from ui.page import Page, show_page
from ui.related import show_definition, show_related
from ui.trend_view import caveats, finding, load_series, show_trend, table_markup


def body(page: Page) -> None:
    """The page from top to bottom."""
    _ = page.t._
    heading = title_place()
    choice = choose_trend(page)
    found = load_series(page, choice)
    with heading:
        show_title(finding(page, choice, found), page.lang, kicker=_("Trends"))

    main, side = two_thirds()
    with main:
        if found:
            show_trend(page, choice, found)
    with side:
        show_section(_("How to read it"), page.lang)
        zero = _("Lines start at zero and join only figures of one definition and one place.")
        show_notes([zero, *caveats(page, choice, found)], page.lang)
        show_related(page, choice.indicator, "trends")
        show_definition(page, choice.indicator)
    if found:
        show_table(_("Every value"), table_markup(page, choice, found), page.lang)


show_page(body)
