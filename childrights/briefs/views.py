"""A view of the explorer as a section: the same indicator, places, period and group, drawn as a paper draws it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from childrights.briefs.inputs import Stock
from childrights.briefs.model import GROUPS, MAP, RANKING, TREND, Section
from childrights.briefs.sections import groups_sections, map_section, places_section, ranking_section, trend_section
from childrights.catalogue import DIMENSIONS, TOTAL, Group, UnknownCode
from childrights.i18n import N_
from geo import COUNTRY, AreaError, parse_area

MOST_AREAS = 6
VIEWS: Mapping[str, str] = {"": MAP, "map": MAP, "ranking": RANKING, "trend": TREND, "groups": GROUPS}
"""View of the explorer → the figure of a paper. Other views have none: what they show needs a screen to be read."""


@dataclass(frozen=True, slots=True)
class KeptView:
    """A view that somebody kept by its address: ``kind`` is a figure of papers, ``group`` the code of a group as in an
    address, ``by`` a dimension of groups; empty parts were not chosen."""

    kind: str
    indicator: str
    areas: tuple[str, ...] = ()
    period: str = ""
    group: str = ""
    by: str = ""


def read_view(address: str, stock: Stock) -> KeptView:
    """The view of an address, whole as a browser has it or from its ``?`` on.

    Raises ``UnknownCode`` for an indicator or a place nobody knows, and for a view that no slide can show.
    """
    told = dict(parse_qsl(urlsplit(address.strip()).query))
    code, view = told.get("ind", ""), told.get("view", "")
    if code not in stock.catalogue.indicators:
        raise UnknownCode(N_("The address {address} names no indicator that is known."), address=address.strip()[:80])
    if view not in VIEWS:
        raise UnknownCode(
            N_("The view “{view}” cannot stand on a slide; a map, a ranking, a trend or groups can."), view=view[:40]
        )
    areas = f"{told.get('areas', '')},{told.get('area', '')}".replace(" ", "+").split(",")
    chosen = tuple(dict.fromkeys(one for one in areas if one))[:MOST_AREAS]
    for one in chosen:
        try:
            parse_area(one)
        except AreaError:
            raise UnknownCode(N_("There is no place with the code {code}."), code=one[:40]) from None
    return KeptView(VIEWS[view], code, chosen, told.get("year", ""), told.get("group", ""), told.get("by", ""))


def view_section(stock: Stock, kept: KeptView) -> Section | None:
    """What a kept view shows today; ``None`` where nothing of it is published any more, or too little to be drawn."""
    indicator = stock.catalogue.indicators[kept.indicator]
    group = next((one for one in stock.groups(indicator.code) if _word(one) == kept.group), None)
    if kept.kind == TREND:
        return trend_section(stock, indicator, kept.areas or (COUNTRY,), group)
    if kept.kind == GROUPS:
        found = groups_sections(stock, indicator, kept.period)
        same = (one for one in found if one.figure and one.figure.by == kept.by)
        return next(same, found[0] if found else None)
    drawn = places_section(stock, indicator, group, kept.period) or places_section(stock, indicator, group)
    if drawn is None:
        return None
    if kept.kind == RANKING:
        return ranking_section(stock, indicator, drawn, kept.areas[0] if kept.areas else "")
    return map_section(stock, indicator, drawn, kept.areas)


def _word(group: Group) -> str:
    """A group as an address has it."""
    return ".".join(code for name in DIMENSIONS if (code := getattr(group, name)) != TOTAL).replace(" ", "_")
