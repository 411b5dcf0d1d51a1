"""A map on other ground than its figures were published for: areas every period shares, or today's provinces only.

What cannot be shown that way is named with its reason, as everything else that is not drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import reduce

from childrights.areas.coverage import NOT_JOINED, OTHER_BORDERS, MapView, arrange
from childrights.areas.places import join, shared_areas, todays_provinces
from childrights.catalogue import Indicator, Observation
from geo import COUNTRY, ground, province_members

Round = Sequence[Observation]


def on_comparable_areas(
    view: MapView,
    rounds: Iterable[Round],
    indicator: Indicator,
    population: Sequence[Observation],
    survey_of: Mapping[str, str],
) -> MapView:
    """``view`` on the finest areas that every round of the indicator can be joined to.

    ``rounds`` are the figures of each period of the same group, the one of ``view`` among them; ``population`` holds
    census counts by area. Where a join is refused, the reason stands in the note of what is not drawn: a code of
    ``childrights.statistics.inequality.REFUSALS``.
    """
    published = [one for one in rounds if any(o.area != COUNTRY for o in one)]
    areas: tuple[str, ...] = reduce(shared_areas, ([ground(a, y) for a, y in _places(one)] for one in published), ())
    figures = [o for o in _of(view, published) if o.area not in {gap.area for gap in view.overlapping}]
    found = [view.national] if view.national else []
    for area in areas:
        joined = join(area, figures, indicator, population)
        if joined.observation is not None:
            found.append(replace(joined.observation, area=area))
        elif joined.parts:
            only = joined.parts[0]
            hidden = len(joined.parts) == 1 and only.value is None
            code = joined.refusal.code if joined.refusal else ""
            why = only if hidden else replace(only, status=NOT_JOINED, note=code)
            found.append(replace(why, area=area, value=None))
    return arrange(view.indicator, view.period, view.group, found, survey_of)


def on_todays_provinces(view: MapView, rounds: Iterable[Round], survey_of: Mapping[str, str], today: int) -> MapView:
    """``view`` with only those figures whose place is one province within its borders of the year ``today``."""
    kept, left_out = todays_provinces(_of(view, rounds), today)
    named = [_elsewhere(one) for one in left_out]
    found = [view.national] if view.national else []
    return arrange(view.indicator, view.period, view.group, [*found, *kept, *named], survey_of)


def _elsewhere(one: Observation) -> Observation:
    return one if one.value is None else replace(one, value=None, status=OTHER_BORDERS)


def _of(view: MapView, rounds: Iterable[Round]) -> list[Observation]:
    return [o for one in rounds for o in one if o.period_label == view.period]


def _places(figures: Round) -> list[tuple[str, int]]:
    return [(o.area, o.year_end) for o in figures if o.area != COUNTRY]


def refused_joins(view: MapView) -> dict[str, list[str]]:
    """The areas that could not be joined, by the code of the refusal."""
    found: dict[str, list[str]] = {}
    for gap in view.not_drawn:
        if gap.reason == NOT_JOINED and gap.note:
            found.setdefault(gap.note, []).append(gap.area)
    return found


def touches_the_split(area: str) -> bool:
    """Whether ``area`` is, or holds, Kampong Cham or Tboung Khmum, which were one province until the end of 2013."""
    return area != COUNTRY and bool({"KH03", "KH25"} & set(province_members(area)))
