"""What a map may draw and what it must name as not drawn: every province, exactly once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache

from childrights.catalogue import Group, Observation
from childrights.snapshot import COUNTRY, Snapshot, area_values, surveys
from geo import PROVINCES, domains_of, ground, province_members

OTHER_BORDERS, NOT_JOINED = "other_borders", "not_joined"
"""A figure was published, but for ground that the chosen borders do not show, or that figures cannot be joined to."""
REASONS = (
    "not_collected",
    "outside_survey",
    "too_few_cases",
    "not_given",
    "suppressed",
    "not_applicable",
    "overlap",
    OTHER_BORDERS,
    NOT_JOINED,
)


@dataclass(frozen=True, slots=True)
class NotDrawn:
    """An area without a drawn value and why. ``overlap``: another value covers part of it already."""

    area: str
    reason: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class MapView:
    """One map: ``drawn`` and ``not_drawn`` together cover the 25 provinces, each exactly once.

    ``overlapping`` values were published but would be drawn over others; they are named, not drawn.
    """

    indicator: str
    period: str
    group: Group
    national: Observation | None
    drawn: tuple[Observation, ...]
    not_drawn: tuple[NotDrawn, ...]
    overlapping: tuple[NotDrawn, ...] = ()


def map_view(snapshot: Snapshot, indicator: str, period: str, group: Group | None = None) -> MapView:
    """The map of one indicator, period and group."""
    group = group or Group()
    observations = area_values(snapshot, indicator, period, group)
    return arrange(indicator, period, group, on_its_ground(observations), surveys(snapshot))


def on_its_ground(observations: Sequence[Observation]) -> list[Observation]:
    """Each figure on the ground it was published for, in today's provinces.

    A province that was divided later stands for all that came of it, unless the file tells its parts apart already.
    """
    known = {province for o in observations if o.area != COUNTRY for province in province_members(o.area)}
    found = []
    for one in observations:
        area = ground(one.area, one.year_end)
        added = set(province_members(area)) - set(province_members(one.area))
        found.append(one if not added or added & known else replace(one, area=area))
    return found


def arrange(
    indicator: str,
    period: str,
    group: Group,
    observations: Iterable[Observation],
    survey_of: Mapping[str, str],
) -> MapView:
    """Sort observations into drawn and not drawn. Finer areas win over coarser ones that would cover them."""
    national: Observation | None = None
    drawn: list[Observation] = []
    not_drawn: list[NotDrawn] = []
    overlapping: list[NotDrawn] = []
    listed: Set[str] | None = None
    taken: set[str] = set()
    for one in sorted(observations, key=lambda o: (len(province_members(o.area)), o.area)):
        if one.area == COUNTRY:
            national = one
            continue
        listed = _listed(one, survey_of, listed)
        provinces = set(province_members(one.area))
        if provinces & taken:
            overlapping.append(NotDrawn(one.area, "overlap", one.note))
            continue
        taken |= provinces
        if one.value is None:
            not_drawn.append(NotDrawn(one.area, one.status, one.note))
        else:
            drawn.append(one)
    for province in PROVINCES:
        if province not in taken:
            outside = listed is not None and province not in listed
            not_drawn.append(NotDrawn(province, "outside_survey" if outside else "not_collected"))
    not_drawn.sort(key=lambda one: one.area)
    return MapView(indicator, period, group, national, tuple(drawn), tuple(not_drawn), tuple(overlapping))


def _listed(observation: Observation, survey_of: Mapping[str, str], so_far: Set[str] | None) -> Set[str] | None:
    """Provinces inside the areas that the observation's survey worked in; ``None`` when no list is known."""
    survey = survey_of.get(observation.source, "")
    provinces = _surveyed(survey, observation.period_label) if survey else frozenset()
    return provinces | (so_far or set()) if provinces else so_far


@lru_cache(maxsize=512)
def _surveyed(survey: str, period: str) -> frozenset[str]:
    """The provinces inside the areas of one survey round; empty when the round is not listed."""
    return frozenset(province for domain in domains_of(survey, period) for province in province_members(domain.area))
