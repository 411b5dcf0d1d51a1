"""Bringing in what Cambodia was asked from a spreadsheet: checked, previewed, published, taken back."""

from datetime import date

from childrights.additions import imports
from etl.recommend import ImportCheck, check_bytes, new_template, publish_recommendations, withdraw_import
from etl.recommended import counted_words, unread_words
from etl.state import State
from ui import access, cache
from ui.access import require_writer
from ui.layout import show_title
from ui.page import Page, show_page
from ui.tracker.bringing import show_file, show_template
from ui.tracker.forms import show_door
from ui.tracker.imports import show_imports
from ui.tracker.listing import show_way_back


def publish(found: ImportCheck, member: str) -> str:
    """Record and publish the rows of a file that are in order."""
    return publish_recommendations(State.default(), found, member=member, who=require_writer().who).id


def take_back(identity: str, why: str) -> None:
    """Publish the list without an import."""
    withdraw_import(State.default(), identity, why=why, who=require_writer().who)


def body(page: Page) -> None:
    """Three steps, and what was brought in before."""
    t, name = page.t, page.snapshot.name
    show_way_back(page)
    show_title(
        t._("Bring in recommendations from a spreadsheet"), page.lang, kicker=t._("Recommendations"),
        lede=t._("New concluding observations, recommendations of a UN review, or better words for those in the list. "
                 "Nothing is published before you have seen it, and everything can be taken back."),
    )  # fmt: skip
    if access.writer():
        show_template(page, lambda: new_template(State.default(), page.lang))
        show_file(
            page,
            lambda content, file_name: check_bytes(State.default(), content, file_name, date.today()),
            lambda found: [counted_words(found, page.lang), *unread_words(found, page.lang)],
            publish,
        )
    else:
        show_door(page)
    show_imports(page, imports(cache.given_additions(name)), cache.standings(name),
                 take_back if access.writer() else None)  # fmt: skip


show_page(body)
