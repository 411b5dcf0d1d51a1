"""A basket as a brief: its messages in their order, then what is asked and of whom, apart from the findings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from childrights.basket.basket import Basket, Kept
from childrights.basket.kept import foreign, telling
from childrights.briefs import Brief, BriefTable, Section, Stock, of_messages
from childrights.export import ExportError
from childrights.i18n import Translator
from childrights.messages import Rechecked


def of_basket(stock: Stock, basket: Basket, checked: Callable[[Kept], Rechecked]) -> Brief:
    """The brief of all messages that still hold. Raises ``ExportError`` when none does.

    ``checked`` asks one of them again in the language of ``stock``.
    """
    t = stock.t
    found = [(one, checked(one)) for one in basket.items]
    standing = [(one, again, message) for one, again in found if (message := telling(one, again, t))]
    if not standing:
        raise ExportError(t._("No message in the basket is still true today, so there is nothing to put into a file."))
    title = t._("Messages on the rights of children in Cambodia")
    brief = of_messages(stock, title, [message for *_, message in standing])
    wanted = {code for one, *_ in standing for code in one.answers}
    return replace(
        brief,
        finding=next((message.headline for one, again, message in standing if not foreign(one, again, t)), ""),
        sections=(*brief.sections, *asks([(one, message.headline) for one, _, message in standing], t)),
        asked=stock.asked(one for one in stock.recommendations() if one.code in wanted),
    )


def asks(told: list[tuple[Kept, str]], t: Translator) -> tuple[Section, ...]:
    """One section with every ask and duty-bearer beside the message it follows from; none without any.

    A text that stands in the other language only is taken as it is: better than to leave it out.
    """
    other = "en" if t.lang == "km" else "km"
    rows = tuple(
        (headline, one.ask.of(t.lang) or one.ask.of(other), one.duty.of(t.lang) or one.duty.of(other))
        for one, headline in told
        if one.ask.of(t.lang) or one.ask.of(other) or one.duty.of(t.lang) or one.duty.of(other)
    )
    if not rows:
        return ()
    title = t._("What we ask")
    head = (t._("Because"), t._("We ask"), t._("Addressed to"))
    return (Section(heading=title, message=title, table=BriefTable(title, head, rows)),)
