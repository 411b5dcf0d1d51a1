"""The front page: what the newest figures say first, a map, what is new, and where to go from here."""

from ui.parts import Page, cache, show_notes, show_page, show_section
from ui.read import findings, show_coverage, show_doors, show_front, show_new, show_stories
from ui.shell import tour_button


def body(page: Page) -> None:
    """The page from top to bottom."""
    _ = page.t._
    told = findings(page)
    show_front(page, told)
    show_doors(page)
    show_stories(page, told)
    show_new(page)
    counts = cache.counts(page.snapshot.name)
    show_section(_("Right by right"), page.lang)
    show_coverage(page, cache.headlines(page.snapshot.name))
    show_notes(
        [
            _("{known} of {all} child-rights indicators have published figures, {gaps} have none.").format(
                known=counts.indicators_with_data,
                all=counts.indicators,
                gaps=counts.indicators - counts.indicators_with_data,
            ),
            _(
                "A full square is an indicator with published figures, a hollow one has none. "
                "Choose a right to see them."
            ),
            _("Data {snapshot}").format(snapshot=page.snapshot_label),
        ],
        page.lang,
    )
    tour_button(page.t)


show_page(body)
