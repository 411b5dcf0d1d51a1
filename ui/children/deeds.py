"""What you can do: a few things, none of them a duty, and where help is."""

from __future__ import annotations

from childrights.children import child_words, group_picture, load_groups
from ui.children.boxes import PICTURE, help_box, show_head
from ui.parts import Page, markup

PICTURES = {
    "know": "learn",
    "tell": "voice",
    "join": "home",
    "ask": "state",
    "kind": "self",
    "safe": "safe",
    "send": "health",
}
"""What can be done, in the booklet too but for the last, and the group of rights whose picture stands beside it."""


def show_deeds(page: Page) -> None:
    """The head, the things to do, and where help is."""
    show_head(page, "do")
    items = "".join(
        markup.wrap(
            "li",
            markup.picture(group_picture(group), load_groups()[group].picture.say(page.lang), PICTURE)
            + markup.wrap(
                "div",
                markup.tag("h2", child_words(f"do_{one}_title", page.lang), "cr-section")
                + markup.tag("p", child_words(f"do_{one}", page.lang)),
            ),
        )
        for one, group in PICTURES.items()
    )
    told = markup.wrap("ul", items, "cr-kid-deeds") + help_box(page, (True,))
    markup.show(markup.wrap("div", told, "cr-kid"), page.lang)
