"""Talk: what somebody shows in a hall, put together, looked at, and taken away as one file that presents itself."""

from ui.advocate import talk_view
from ui.parts import MY_TALK, Page, show_page, show_title


def body(page: Page) -> None:
    """The page from top to bottom."""
    MY_TALK.keep()
    lede = page.t._("Everything is asked again of today's figures. Your headings and notes stay your own words.")
    show_title(talk_view.talk_finding(page), page.lang, kicker=page.t._("Talk"), lede=lede)
    talk_view.show_talk(page)


show_page(body)
