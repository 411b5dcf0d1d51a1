"""What we asked, what happened: what others asked of Cambodia for children, and where each stands in the tracker."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from childrights.children import AskedForChildren, asked_for_children, child_words
from ui.children.boxes import help_box, show_head
from ui.children.known import fact_for_adults, fact_shown, facts_for_children
from ui.parts import Page, cache, markup


def asks_for_children(page: Page) -> Sequence[AskedForChildren]:
    """What stands in the table for children, with where it stands now."""
    name, key = page.snapshot.name, f"asked for children {page.lang} {date.today().year}"
    facts = facts_for_children(page)
    return cache.answer(name, key, lambda: asked_for_children(cache.standings(name), facts, page.lang))


def show_asked(page: Page) -> None:
    """The head, where help is, and everything that was asked."""
    show_head(page, "asked")
    told = asks_for_children(page)
    items = "".join(markup.wrap("li", _item(page, one)) for one in told)
    helped = help_box(page, (one.harm for one in told))
    markup.show(markup.wrap("div", helped + markup.wrap("ul", items, "cr-kid-asks"), "cr-kid"), page.lang)


def _item(page: Page, one: AskedForChildren) -> str:
    lang = page.lang
    said = markup.tag("h2", one.asked, "cr-kid-said") + markup.tag("p", one.by, "cr-kid-mind")
    happened = markup.tag("span", child_words("happened", lang), "cr-kid-article") + "".join(
        markup.tag("p", line) for line in one.happened
    )
    number = ""
    if one.number:
        number = markup.tag("span", child_words("asked_number", lang), "cr-kid-article") + fact_shown(page, one.number)
    way = markup.link(one.document, "recommendations", id=one.code, lang=page.url_lang)
    told = markup.wrap("p", way, "cr-note") + (fact_for_adults(page, one.number) if one.number else "")
    return said + happened + number + markup.disclosure(page.t._("For adults"), told)
