"""Messages: what the figures allow to be said, kept in a basket, edited, and made into briefs and pictures."""

from childrights.i18n import N_
from ui.advocate import basket_view, candidates_view, choose_messages
from ui.parts import MY_BASKET, MY_TALK, Page, choose_tab, show_page, show_title, title_place

BASKET = "basket"
TABS = {"candidates": N_("Key messages"), BASKET: N_("Your basket")}


def body(page: Page) -> None:
    """The page from top to bottom."""
    t, kicker = page.t, page.t._("Messages")
    MY_BASKET.keep()
    MY_TALK.keep()
    heading = title_place()
    view = choose_tab(t._("View"), list(TABS), words=lambda code: t._(TABS[code]))
    if view == BASKET:
        with heading:
            lede = t._(
                "Each message is checked again against today's figures. The ask is kept separate from the finding."
            )
            show_title(basket_view.basket_title(page), page.lang, kicker=kicker, lede=lede)
        basket_view.show_basket(page)
        return
    choice = choose_messages(page)
    with heading:
        show_title(candidates_view.candidates_title(page, choice), page.lang, kicker=kicker)
    candidates_view.show_candidates(page, choice)


show_page(body)
