"""What is known per right: the latest figure, which way it moves, and what nobody measures."""

from ui import cache
from ui.filters import choose
from ui.layout import filter_bar, show_notes, show_title
from ui.overview import rights_with_indicators, show_coverage, show_right
from ui.page import Page, show_page

EVERY_RIGHT = "all"


def body(page: Page) -> None:
    """The page from top to bottom."""
    _ = page.t._
    headlines = cache.headlines(page.snapshot.name)
    counts = cache.counts(page.snapshot.name)
    rights = rights_with_indicators(page)
    show_title(
        _("{known} of {all} child-rights indicators have published figures, {gaps} have none").format(
            known=counts.indicators_with_data,
            all=counts.indicators,
            gaps=counts.indicators - counts.indicators_with_data,
        ),
        page.lang,
        kicker=_("Overview"),
        lede=_("What is known about children in Cambodia, right by right, and what nobody counts."),
    )
    with filter_bar("overview"):
        chosen = choose(
            _("Right"),
            [EVERY_RIGHT, *rights],
            param="right",
            words=lambda code: _("All rights") if code == EVERY_RIGHT else rights[code].name(page.lang),
        )
    if chosen == EVERY_RIGHT:
        show_coverage(page, list(rights.values()), headlines)
    for right in rights.values():
        if chosen in (EVERY_RIGHT, right.code):
            show_right(page, right, headlines)
    noise = _(
        "A direction is only called one where it can be told from noise; figures of different definitions are "
        "never compared."
    )
    show_notes([noise, _("Data {snapshot}").format(snapshot=page.snapshot_label)], page.lang)


show_page(body)
