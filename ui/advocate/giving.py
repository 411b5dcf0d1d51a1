"""What is made of a basket when somebody asks for it: briefs in several formats, in the language of the page."""

from __future__ import annotations

from datetime import date
from functools import partial

from childrights.basket import Basket
from childrights.basket_brief import of_basket
from childrights.basket_telling import foreign, telling
from childrights.briefs.stock import Stock
from childrights.briefs.verb import written
from ui import cache
from ui.advocate.choice import today
from ui.briefs import show_formats
from ui.layout import show_notes, show_section
from ui.page import Page


def show_giving(page: Page, basket: Basket) -> None:
    """A button for each format; nothing is made before one is pressed. What a file will not say is said here."""
    t = page.t
    show_section(t._("Make a brief"), page.lang)
    checked = {one.id: cache.rechecked(page.snapshot.name, one, page.lang, today()) for one in basket.items}
    numbered = list(enumerate(basket.items, 1))
    out = [str(number) for number, one in numbered if telling(one, checked[one.id], t) is None]
    odd = [str(number) for number, one in numbered if foreign(one, checked[one.id], t)]
    if len(out) < len(basket.items):
        show_formats(page, partial(make, page, basket), "messages", "give")
    notes = [t._("With charts, sources and codes, in the language of this page.")]
    if out:
        left = t._("Left out, because they no longer hold: {numbers}.")
        notes.append(left.format(numbers=t._(", ").join(out)))
    if odd:
        foreign_note = t._("Told with a warning, because their words say more than the figures: {numbers}.")
        notes.append(foreign_note.format(numbers=t._(", ").join(odd)))
    show_notes(notes, page.lang)


def make(page: Page, basket: Basket, ending: str) -> bytes:
    """The file."""
    stock = Stock.of(page.snapshot, page.catalogue, page.t, date.today())
    brief = of_basket(stock, basket, lambda one: cache.rechecked(page.snapshot.name, one, page.lang, today()))
    return written(brief, ending)
