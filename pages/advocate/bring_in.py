"""Bringing in what Cambodia was asked, or what became of it, from a spreadsheet: checked, previewed, taken back."""

from etl.permissions import Action
from ui.parts import Page, may, show_page, show_title
from ui.tracker import show_door, show_imports, show_steps, show_way_back


def body(page: Page) -> None:
    """Three steps, and what was brought in before."""
    t = page.t
    show_way_back(page)
    show_title(
        t._("Bring in recommendations from a spreadsheet"),
        page.lang,
        kicker=t._("Recommendations"),
        lede=t._(
            "New concluding observations, recommendations of a UN review, or better words for those in the list. "
            "Nothing is published before you have seen it, and everything can be taken back."
        ),
    )
    if may(Action.BRING):
        show_steps(page)
    else:
        show_door(page)
    show_imports(page)


show_page(body)
