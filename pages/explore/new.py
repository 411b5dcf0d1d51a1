"""What changed in substance with the last publications, and what became of the messages that a person keeps."""

from childrights.watch import kept_words
from ui.advocate import basket_view
from ui.parts import MY_BASKET, Page, markup, show_links, show_notes, show_page, show_section, show_title
from ui.read import news_title, show_kept_news, show_news


def body(page: Page) -> None:
    """The page from top to bottom."""
    _ = page.t._
    show_title(
        news_title(page),
        page.lang,
        kicker=_("What is new"),
        lede=_("What the figures say now and did not say before the last publication that changed anything."),
    )
    show_news(page)
    MY_BASKET.keep()
    if kept := len(MY_BASKET.now().items):
        moved = basket_view.moved_messages(page)
        show_section(_("Messages you keep"), page.lang)
        show_notes([kept_words(kept, len(moved), page.t)], page.lang)
        show_kept_news(page, moved)
        show_links(_("From here:"), [markup.link(_("Messages"), "messages", lang=page.url_lang)], page.lang)
    show_notes(
        [
            _(
                "The publication before and the one after were asked the same by the same rules and for the same year: "
                "neither new words nor time that went by counts as news."
            ),
            _(
                "What was taken back or is hidden is listed without its value. Members' figures are listed "
                "separately, without values."
            ),
            _("No news does not mean that nothing changed for children: it means that no figure here changed."),
            _("The order is by weights that are our judgement, not a measurement."),
            _("Data {snapshot}").format(snapshot=page.snapshot_label),
        ],
        page.lang,
    )


show_page(body)
