"""The filter bars: which indicators, years, groups and places there are to choose, and how they are worded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from childrights import words
from childrights.catalogue import Indicator
from childrights.format import period
from childrights.model import DIMENSIONS, TOTAL, Group
from childrights.queries import Period, age_order
from geo.areas import COUNTRY, PROVINCES, members
from geo.provinces import area_name
from ui import cache
from ui.filters import Asked, asked, check_asked, choose, choose_several, group_code
from ui.layout import filter_bar
from ui.page import Page

NOWHERE = "none"
BY_COUNTRY, BY_PLACE = "country", "place"
STARTING_INDICATOR = "stunting"


@dataclass(frozen=True, slots=True)
class MapChoice:
    """What the map shows. ``focus`` is a province code or empty; ``asked_period`` what the URL asked for."""

    indicator: Indicator
    period: str
    group: Group
    focus: str
    asked_period: str = ""


@dataclass(frozen=True, slots=True)
class TrendChoice:
    """What the trend shows: areas, or the groups of the dimension ``by``."""

    indicator: Indicator
    areas: tuple[str, ...]
    groups: tuple[Group, ...]
    by: str


def checked_query(page: Page) -> Asked:
    """The choices of the URL, with data codes known to exist. Raises ``UnknownCode``."""
    wanted = asked(st.query_params)
    check_asked(wanted, page.catalogue.indicators, page.t)
    return wanted


def choose_map(page: Page) -> MapChoice:
    """The map's filter bar. The group comes before the year it was measured in; the style sheet turns them round."""
    wanted = checked_query(page)
    _ = page.t._
    with filter_bar("map"):
        indicator = _choose_indicator(page, wanted, lambda headline: headline.areas > 0, ("year", "group"))
        mapped = _mapped(cache.groups_with_periods(page.snapshot.name, indicator.code))
        codes = {group_code(group): group for group in mapped} or {group_code(Group()): Group()}
        group = codes[_choose_group(page, codes)]
        labels = [one.label for one in reversed(mapped.get(group, ()))]
        label = choose(_("Year"), labels or ["–"], param="year", words=lambda code: period(code, page.lang))
        focus = choose(
            _("Place in focus"),
            [NOWHERE, *sorted(PROVINCES, key=lambda code: area_name(code, page.lang))],
            param="area",
            words=lambda code: _("None") if code == NOWHERE else area_name(code, page.lang),
        )
    return MapChoice(indicator, label if labels else "", group, "" if focus == NOWHERE else focus, wanted.period)


def _mapped(found: dict[Group, tuple[Period, ...]]) -> dict[Group, tuple[Period, ...]]:
    kept = {group: tuple(one for one in periods if one.areas) for group, periods in found.items()}
    return {group: periods for group, periods in kept.items() if periods}


def _choose_group(page: Page, codes: dict[str, Group]) -> str:
    return choose(
        page.t._("Group"),
        list(codes),
        param="group",
        words=lambda code: words.group(codes[code], page.t),
        clears=("year",),
    )


def _choose_indicator(page: Page, wanted: Asked, offered: Callable[..., bool], clears: Sequence[str]) -> Indicator:
    """Leading indicators by right; one reached by a link is offered too, whatever it is."""
    headlines = cache.headlines(page.snapshot.name)
    options = [
        code
        for topic in page.catalogue.topics.values()
        for code in topic.members
        if code in headlines and offered(headlines[code])
    ]
    if wanted.indicator and wanted.indicator not in options:
        options.append(wanted.indicator)
    code = choose(
        page.t._("Indicator"),
        options,
        param="ind",
        words=lambda one: page.catalogue.indicators[one].short_name(page.lang),
        default=STARTING_INDICATOR if STARTING_INDICATOR in options else "",
        clears=clears,
    )
    return page.catalogue.indicators[code]


def choose_trend(page: Page) -> TrendChoice:
    """The filter bar of the trends page."""
    wanted = checked_query(page)
    with filter_bar("trends"):
        indicator = _choose_indicator(page, wanted, lambda headline: True, ("by", "areas"))
        measured = list(cache.groups_with_periods(page.snapshot.name, indicator.code)) or [Group()]
        start = measured[0]
        areas = cache.areas_of(page.snapshot.name, indicator.code)
        splits = {name: groups for name in DIMENSIONS if len(groups := _split(start, name, measured)) > 1}
        by = _choose_comparison(page, areas, list(splits))
        if by == BY_PLACE:
            return TrendChoice(indicator, _choose_places(page, areas), (start,), "")
    return TrendChoice(indicator, (COUNTRY,), splits.get(by, (start,)), "" if by == BY_COUNTRY else by)


def _choose_comparison(page: Page, areas: Sequence[str], splits: Sequence[str]) -> str:
    _ = page.t._
    ways = [BY_COUNTRY, *splits] if COUNTRY in areas else []
    ways[1:1] = [BY_PLACE] if any(area != COUNTRY for area in areas) else []
    names = {BY_COUNTRY: _("The country"), BY_PLACE: _("Places"), **words.DIMENSION_NAMES}
    return choose(_("Compare"), ways or [BY_COUNTRY], param="by", words=lambda code: _(names[code]))


def _choose_places(page: Page, areas: Sequence[str]) -> tuple[str, ...]:
    _ = page.t._
    return choose_several(
        _("Places"),
        areas,
        param="areas",
        words=lambda code: area_name(code, page.lang),
        default=_first_places(areas),
        placeholder=_("Choose up to six"),
    )


def _first_places(areas: Sequence[str]) -> tuple[str, ...]:
    """The country and the capital, or the first two places."""
    usual = tuple(area for area in areas if area == COUNTRY or ("KH12" in members(area) and area != COUNTRY))
    return usual[:2] or tuple(areas[:2])


def _split(start: Group, name: str, measured: Sequence[Group]) -> tuple[Group, ...]:
    """The groups that differ from ``start`` in one dimension only; wealth quarters and fifths never together."""
    same = [
        group
        for group in measured
        if all(getattr(group, other) == getattr(start, other) for other in DIMENSIONS if other != name)
    ]
    fifths = [group for group in same if getattr(group, name).startswith("quintile")]
    if fifths:
        same = [group for group in same if not getattr(group, name).startswith("quartile")]
    order = age_order if name == "age" else lambda code: (code != TOTAL, code)
    return tuple(sorted(same, key=lambda group: order(getattr(group, name))))
