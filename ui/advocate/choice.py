"""What messages are looked for: an indicator or all, a place, a period and a way to compare, from the URL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from childrights.i18n import N_
from childrights.language import period
from childrights.messages import Ask
from geo import COUNTRY, PROVINCES, area_name
from ui.explore import offered
from ui.parts import Page, ViewState, cache, check_codes, choose, filter_bar

EVERYTHING, NEWEST, ANY = "everything", "newest", "any"
COMPARISONS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    ANY: (N_("Everything"), ()),
    "time": (N_("Over time"), ("change",)),
    "places": (N_("Between places"), ("place", "rank")),
    "groups": (N_("Between groups"), ("group", "gap")),
    "alone": (N_("The figure alone"), ("level", "people")),
    "target": (N_("With a target"), ("target",)),
    "silence": (N_("Missing figures"), ("absence",)),
}
"""A way to compare: its words, and the kinds of message it leaves; none stands for all."""


@dataclass(frozen=True, slots=True)
class MessageChoice:
    """``indicator`` is empty for all of them (of the ``right``, where one is named), ``period`` for the newest;
    ``compare`` is a key of ``COMPARISONS``.

    ``missed`` is the period that the URL asks for and that has no figure here.
    """

    indicator: str
    area: str
    period: str
    compare: str
    missed: str = ""
    right: str = ""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of message that are wanted; none stands for all."""
        return COMPARISONS[self.compare][1]


def today() -> int:
    """The year that the age of figures is counted to."""
    return date.today().year


def choose_messages(page: Page) -> MessageChoice:
    """The controls. Raises ``UnknownCode`` for a code nobody knows."""
    _, state = page.t._, ViewState.from_query(st.query_params)
    check_codes(state, page.catalogue.indicators, page.t)
    with filter_bar("messages"):
        rights = [code for code, one in page.catalogue.clusters.items() if one.number]
        right = choose(
            _("Right"),
            [EVERYTHING, *rights],
            param="right",
            words=lambda one: _("All rights") if one == EVERYTHING else page.catalogue.clusters[one].name(page.lang),
        )
        right = "" if right == EVERYTHING else right
        listed = _indicators(page, state)
        code = choose(
            _("Indicator"),
            [EVERYTHING, *(one for one in listed if right in ("", page.catalogue.indicators[one].cluster))],
            param="ind",
            words=lambda one: (
                _("All indicators") if one == EVERYTHING else page.catalogue.indicators[one].short_name(page.lang)
            ),
            clears=("year",),
        )
        area = _choose_area(page, state)
        indicator = "" if code == EVERYTHING else code
        labels = _periods(page, indicator, area)
        label = choose(
            _("Year"),
            [NEWEST, *labels],
            param="year",
            words=lambda one: _("The newest") if one == NEWEST else period(one, page.lang),
        )
        compare = choose(_("Compare"), list(COMPARISONS), param="compare", words=lambda one: _(COMPARISONS[one][0]))
    missed = state.period if state.period not in ("", NEWEST, *labels) else ""
    return MessageChoice(indicator, area, "" if label == NEWEST else label, compare, missed, right)


def _indicators(page: Page, state: ViewState) -> list[str]:
    """Those with figures by topic, then those without: their silence is a message too."""
    options = offered(page, state)
    return [*options, *(code for code in page.catalogue.indicators if code not in options)]


def _choose_area(page: Page, state: ViewState) -> str:
    """The country, a province, or a survey area that a link leads to."""
    options = [COUNTRY, *sorted(PROVINCES, key=lambda one: area_name(one, page.lang))]
    options += [one for one in state.areas if one not in options]
    return choose(
        page.t._("Place"),
        options,
        param="area",
        words=lambda one: area_name(one, page.lang),
        default=state.areas[0] if state.areas and "area" not in st.query_params else COUNTRY,
        clears=("areas",),
    )


def _periods(page: Page, indicator: str, area: str) -> list[str]:
    """The periods with a figure of the indicator for the place, newest first."""
    if not indicator:
        return []
    desk = cache.message_desk(page.snapshot.name, indicator, today())
    found = [one for one in desk.of_area(desk.standing_for(area)) if one.value is not None and one.year_end <= today()]
    return list(dict.fromkeys(one.period_label for one in reversed(found)))


def asked_keys(choice: MessageChoice, kinds: Sequence[str]) -> list[str]:
    """The plain questions of ``kinds`` about one indicator and place, to be answered even where that is a refusal."""
    versus = {"place": COUNTRY} if choice.area != COUNTRY else {}
    plain = ("level", "change", "people", *(("place", "rank") if versus else ("target",)))
    return [
        Ask(kind, choice.indicator, choice.area, choice.period, versus=versus.get(kind, "")).key
        for kind in plain
        if not kinds or kind in kinds
    ]
