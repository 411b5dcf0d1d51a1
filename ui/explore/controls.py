"""Controls that several views share, and what turns the URL's text into codes that exist."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from childrights.areas import MODES
from childrights.catalogue import Group, Indicator
from childrights.language import period, words
from childrights.members import Hand
from childrights.snapshot import Period
from geo import COUNTRY, PROVINCES, area_name, joined_areas, province_members
from ui.explore.layer import with_sent
from ui.parts import AS_PUBLISHED, Page, ViewState, cache, choose, choose_several, group_code

STARTING_INDICATOR = "stunting"
BY_PLACE = "place"
"""Places compared, where the URL's ``by`` else names a dimension."""
HANGING_ON_INDICATOR = ("year", "from", "group", "by", "second", "edges", "part")
"""What is chosen anew when the indicator changes; places in focus and the way of looking are kept."""

Measured = Mapping[Group, tuple[Period, ...]]


def offered(page: Page, state: ViewState) -> list[str]:
    """Every indicator with figures, members' included, by topic; one reached by a link is offered too."""
    known = cache.headlines(page.snapshot.name).keys() | cache.members_hold(page.snapshot.name).keys()
    options = [code for topic in page.catalogue.topics.values() for code in topic.members if code in known]
    if state.indicator and state.indicator not in options:
        options.append(state.indicator)
    return options


def choose_indicator(page: Page, state: ViewState) -> Indicator:
    """One of the indicators that are offered."""
    options = offered(page, state)
    code = choose(
        page.t._("Indicator"),
        options,
        param="ind",
        words=lambda one: page.catalogue.indicators[one].short_name(page.lang),
        default=STARTING_INDICATOR if STARTING_INDICATOR in options else "",
        clears=HANGING_ON_INDICATOR,
    )
    return page.catalogue.indicators[code]


def measured(page: Page, indicator: Indicator) -> Measured:
    """Every group the indicator was measured for with its periods, the leading group first."""
    return cache.groups_with_periods(page.snapshot.name, indicator.code)


def measured_below(page: Page, indicator: Indicator, hand: Hand | None = None) -> Measured:
    """The groups and periods in which places inside the country have figures, those of a hand included."""
    found = with_sent(page, indicator, hand, measured(page, indicator))
    kept = {group: tuple(one for one in periods if one.areas) for group, periods in found.items()}
    return {group: periods for group, periods in kept.items() if periods}


def choose_group(page: Page, groups: Sequence[Group]) -> Group:
    """One of the groups that have figures, everybody when there are none at all. Drops the period of another group."""
    codes = {group_code(group): group for group in groups} or {group_code(Group()): Group()}
    code = choose(
        page.t._("Group"),
        list(codes),
        param="group",
        words=lambda one: words.group(codes[one], page.t),
        clears=("year", "from"),
    )
    return codes[code]


def choose_year(page: Page, labels: Sequence[str], default: str = "") -> str:
    """One of the periods ``labels`` (oldest first) in a select box, the newest by default; "" when there are none."""
    code = choose(
        page.t._("Year"),
        list(reversed(labels)) or ["–"],
        param="year",
        words=lambda one: period(one, page.lang),
        default=default,
    )
    return code if labels else ""


def choose_focus(page: Page, state: ViewState) -> tuple[str, ...]:
    """The places in focus, at most six: any province or survey area, so that the list is the same for every view."""
    options = sorted((*PROVINCES, *joined_areas()), key=lambda code: area_name(code, page.lang))
    options += [area for area in state.areas if area not in options and area != COUNTRY]
    return choose_several(
        page.t._("Places in focus"),
        options,
        param="areas",
        words=lambda code: area_name(code, page.lang),
        chosen=[area for area in state.areas if area != COUNTRY],
        placeholder=page.t._("Choose up to six"),
        clears=("area",),
    )


def in_focus(areas: Sequence[str], focus: Sequence[str]) -> tuple[str, ...]:
    """Those of ``areas`` that hold a place in focus: a survey area shines for any of its provinces."""
    wanted = {province for one in focus if one != COUNTRY for province in province_members(one)}
    return tuple(area for area in areas if area != COUNTRY and wanted & set(province_members(area)))


def choose_places(page: Page, state: ViewState) -> str:
    """What is done about places that change: a key of ``childrights.areas.places.MODES``."""
    _ = page.t._
    return choose(_("Borders"), list(MODES), param="places", words=lambda code: _(MODES[code]), default=AS_PUBLISHED)


def nothing_below(page: Page, indicator: Indicator, hand: Hand | None = None) -> str:
    """Why an indicator has no map; empty when it has one, if only of what a hand sent whose figures are asked for."""
    return "" if measured_below(page, indicator, hand) else page.t._("nothing was published below the country")


def not_as_asked(page: Page, state: ViewState, shown_period: str, shown_group: Group) -> list[str]:
    """A sentence for what the URL asks for and the figures do not have."""
    t, notes = page.t, []
    if state.group and state.group != group_code(shown_group):
        note = t._("This dashboard holds no published figures for the group “{asked}”; this shows: {shown}.")
        notes.append(note.format(asked=state.group, shown=words.group(shown_group, t)))
    if state.period and state.period != shown_period and shown_period:
        asked, shown = period(state.period, page.lang), period(shown_period, page.lang)
        note = t._("For {asked} nothing was published below the country; this shows {shown}.")
        notes.append(note.format(asked=asked, shown=shown))
    return notes
