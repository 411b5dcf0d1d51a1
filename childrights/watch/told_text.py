"""A digest as text to paste, and its title: what stands above it on a page, in a text and in a feed."""

from __future__ import annotations

from childrights.catalogue import Catalogue
from childrights.i18n import Translator
from childrights.watch.news_log import Publication
from childrights.watch.words import day_of, details, leading, line, more_words, sectioned, untold_words


def title_words(one: Publication, t: Translator) -> str:
    """What a publication is about, in one sentence; silence is no news, and the first publication has none."""
    day = day_of(one.built_at, t)
    if not one.before:
        return t._("Published on {day}. There is no earlier publication here to compare it with.").format(day=day)
    if not one.digest:
        return t._("Nothing changed in substance with the publication of {day}.").format(day=day)
    return t._("New since {day}").format(day=day_of(one.since, t))


def news_text(one: Publication, catalogue: Catalogue, t: Translator) -> str:
    """The whole digest as plain text, every item with its details."""
    told = [t._("Child rights in Cambodia"), title_words(one, t)]
    if one.digest:
        told.append(t._("Published on {day}.").format(day=day_of(one.built_at, t)))
    for title, items in sectioned(one.digest):
        told += ["", t._(title)]
        for item in items:
            told.append(f"- {line(item, catalogue, t)}")
            told += [f"  {more}" for more in details(item, catalogue, t)]
    if untold := untold_words(one.digest, t):
        told += ["", untold]
    return "\n".join(told) + "\n"


def short_text(one: Publication, catalogue: Catalogue, t: Translator, most: int) -> str:
    """The ``most`` important items as plain text, for a message to colleagues."""
    told = leading(one.digest, most)
    lines = [title_words(one, t), *(f"- {line(item, catalogue, t)}" for item in told)]
    rest = more_words(len(one.digest.items) - len(told), t)
    return "\n".join([*lines, *([rest] if rest else [])]) + "\n"
