"""A basket and kept views as a talk: one finding a slide, each with its figure, with notes for the speaker."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from childrights.basket.basket import Basket, Kept
from childrights.basket.brief import of_basket
from childrights.briefs import Brief, KeptView, Section, Stock, of_sections, view_section
from childrights.export import ExportError
from childrights.messages import Rechecked


def of_talk(
    stock: Stock, basket: Basket, checked: Callable[[Kept], Rechecked], views: Sequence[KeptView] = ()
) -> Brief:
    """The slides of a talk as a brief: the messages that still hold in their order, then the views, each sentence once.

    Raises ``ExportError`` when nothing of it can be told today.
    """
    t = stock.t
    found = [section for one in views if (section := view_section(stock, one))]
    told: Brief | None = None
    if basket.items:
        try:
            told = of_basket(stock, basket, checked)
        except ExportError:
            if not found:
                raise
    sections = told.sections if told else ()
    slides = _once((*(one for one in sections if not one.table), *found))
    if not slides:
        raise ExportError(t._("Nothing you chose can be shown today, so there is no slide to make."))
    finding = told.finding if told and told.finding else slides[0].message
    asks = tuple(one for one in sections if one.table)
    title = t._("Talk on the rights of children in Cambodia")
    return of_sections(stock, title, finding, (*slides, *asks), told.asked if told else ())


def _once(sections: Sequence[Section]) -> tuple[Section, ...]:
    """Each sentence once, and each figure once: a view of what a message shows already adds nothing."""
    seen: set[object] = set()
    kept = []
    for one in sections:
        drawn = (one.figure.kind, tuple(each.id for each in one.figure.observations)) if one.figure else None
        if one.message in seen or (drawn and drawn in seen):
            continue
        seen |= {one.message, drawn}
        kept.append(one)
    return tuple(kept)
