"""One right with its articles: what they ask, what is measured, what Cambodia was asked, what nobody measures."""

from ui import cache
from ui.layout import filter_bar, show_notes, show_title, title_place
from ui.page import Page, show_page
from ui.rights import choose_article, choose_right, finding, show_articles, show_cycles


def body(page: Page) -> None:
    """The page from top to bottom."""
    _ = page.t._
    heading = title_place()
    with filter_bar("rights"):
        right = choose_right(page)
        article = choose_article(page, right)
    with heading:
        show_title(finding(page, right, cache.headlines(page.snapshot.name)), page.lang, kicker=_("Rights"))
    show_articles(page, right, article)
    if article is None:
        show_cycles(page, right)
    show_notes(
        [
            _("A name leads to the figures of all years and places, a figure to where it comes from."),
            _("The plain words are ours, for a first reading; the Convention's own text is what binds."),
            _("A direction is only called one where it can be told from noise; figures of different definitions are "
              "never compared."),
            _("Evidence is graded by its weakest side. Strong: five years old at most, counted, official, and of known "
              "exactness. Weak: older than ten years, fewer than 50 cases, a projection, or a quotation "
              "to be verified."),
            _("Recommendations stand in our own short words, and only those whose text was read. What became of one is "
              "told only where a document says so."),
            _("Data {snapshot}").format(snapshot=page.snapshot_label),
        ],
        page.lang,
    )  # fmt: skip


show_page(body)
