"""Your rights: every article of the Convention in short words, in groups that open."""

from __future__ import annotations

from childrights.children import PlainRight, child_words, load_groups, load_new_words, load_rights
from ui.children.boxes import group_head, help_box, show_head
from ui.parts import Page, markup


def show_rights(page: Page) -> None:
    """The head, the groups with their articles, and the words that may be new."""
    show_head(page, "rights")
    lang, rights = page.lang, load_rights()
    notes = f"{child_words('rights_own_words', lang)} {child_words('open_group', lang)}"
    groups = "".join(_group(page, code, [one for one in rights if one.group == code]) for code in load_groups())
    markup.show(
        markup.wrap("div", markup.tag("p", notes, "cr-kid-text") + groups + _new_words(page), "cr-kid"), page.lang
    )


def _group(page: Page, code: str, rights: list[PlainRight]) -> str:
    items = "".join(_right(page, one) for one in rights)
    inside = help_box(page, (one.harm for one in rights)) + markup.wrap("ul", items, "cr-kid-rights")
    return markup.wrap("details", markup.wrap("summary", group_head(page, code)) + inside, "cr-kid-group")


def _right(page: Page, one: PlainRight) -> str:
    first, _, last = one.article.partition("-")
    name = child_words("article_many" if last else "article_one", page.lang, n=first, m=last)
    titles = {str(known.article): known.title(page.lang) for known in page.catalogue.articles}
    official = titles.get(one.article, "")
    head = markup.tag("span", name, "cr-kid-article")
    below = markup.tag("span", official, "cr-note") if official else ""
    return markup.wrap("li", head + markup.tag("p", one.words.say(page.lang)) + below)


def _new_words(page: Page) -> str:
    """The words that are explained."""
    pairs = [(one.word.say(page.lang), markup.tag("span", one.means.say(page.lang))) for one in load_new_words()]
    title = markup.tag("h2", child_words("new_words_title", page.lang), "cr-section")
    return markup.wrap("section", title + markup.facts(pairs), "cr-kid-words")
