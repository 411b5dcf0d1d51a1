"""What an address of the explorer shows, for a first answer that no script has drawn yet, see ``ui.first``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from childrights.charts import Figure
from ui.explore.controls import choose_indicator
from ui.explore.frame import chosen_view, refusals_of
from ui.explore.layer import chosen_hand, lone_words, titled
from ui.explore.presentation import alternative, finding_of, newer_words, notes_of, rows_of, table_of
from ui.explore.view import View
from ui.parts import Page, ViewState, address_query, check_codes, markup


@dataclass(frozen=True, slots=True)
class FirstLook:
    """The title and what stands with it. ``draw`` draws the first figure for a page in the colours of either theme, and
    ``alt`` says what it shows; both are empty where there is none. ``table`` is the view's own where it is one."""

    kicker: str
    title: str
    lede: str = ""
    draw: Callable[[Page], Figure] | None = None
    alt: str = ""
    table: str = ""
    notes: Sequence[str] = ()
    links: Sequence[str] = ()


def first_look(page: Page) -> FirstLook:
    """What the page ``/explore`` shows for the query of an unseen address. Raises ``UnknownCode``."""
    state = ViewState.from_query(address_query())
    check_codes(state, page.catalogue.indicators, page.t)
    indicator, kicker = choose_indicator(page, state), page.t._("Maps and charts")
    refusals = refusals_of(page, (indicator, chosen_hand(page, state, indicator)))
    view = chosen_view(state, refusals)
    if refused := refusals[view.code]:
        title = page.t._("{name}: {reason}").format(name=indicator.short_name(page.lang), reason=refused)
        return FirstLook(kicker, title)
    choice = view.choose(page, state, indicator)
    return _shown(page, kicker, view, choice, state)


def _shown(page: Page, kicker: str, view: View[Any], choice: Any, state: ViewState) -> FirstLook:
    indicator, charts = choice.indicator, view.figures(page, choice)
    lede = " ".join([lone_words(page, indicator), *newer_words(page, view, choice)]).strip()
    drawn = charts[0] if charts else None
    return FirstLook(
        kicker,
        titled(page, indicator, finding_of(page, view, choice)),
        lede,
        partial(_drawn, drawn.draw) if drawn else None,
        alternative(page, view, choice, drawn) if drawn else "",
        "" if drawn else table_of(page, view, choice),
        tuple(notes_of(page, view, choice)),
        _ways(page, view, choice, state),
    )


def _drawn(draw: Callable[..., Figure], page: Page) -> Figure:
    return draw(page)


def _ways(page: Page, view: View[Any], choice: Any, state: ViewState) -> list[str]:
    """The way to every value, for whoever reads without a script, and to the messages of the measure."""
    ways = []
    if view.code != "table" and rows_of(page, view, choice).has_table:
        query = state.to_query() | {"ind": choice.indicator.code, "view": "table", "lang": page.url_lang}
        ways.append(markup.link(page.t._("Table"), "explore", **query))
    ways.append(markup.link(page.t._("Messages"), "messages", ind=choice.indicator.code, lang=page.url_lang))
    return ways
