"""What is known, right by right: a square for every indicator, and where to go from here."""

from ui.parts import Page, cache, show_notes, show_page, show_title
from ui.read import show_coverage, show_new, show_ways


def body(page: Page) -> None:
    """The page from top to bottom."""
    _ = page.t._
    counts = cache.counts(page.snapshot.name)
    show_title(
        _("{known} of {all} child-rights indicators have published figures, {gaps} have none").format(
            known=counts.indicators_with_data,
            all=counts.indicators,
            gaps=counts.indicators - counts.indicators_with_data,
        ),
        page.lang,
        kicker=_("Overview"),
        lede=_("What figures say about children in Cambodia, right by right, and which are missing here."),
    )
    show_new(page)
    show_coverage(page, cache.headlines(page.snapshot.name))
    show_ways(page)
    show_notes(
        [
            _(
                "A full square is an indicator with published figures, a hollow one has none. "
                "Choose a right to see them."
            ),
            _("Data {snapshot}").format(snapshot=page.snapshot_label),
        ],
        page.lang,
    )


show_page(body)
