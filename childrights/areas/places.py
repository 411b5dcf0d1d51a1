"""Places that change: figures as published, on areas that two surveys share, or in today's provinces only.

Kampong Cham before 2014 is the ground of KH03 and KH25 together, whatever code a file gives it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from childrights.catalogue import WEIGHTED, Indicator, Observation
from childrights.i18n import N_
from childrights.statistics import MODELLED, MeasureRefusal, border_change, case_rule, unweighted_cases
from geo import COUNTRY, canonical, ground, province_members

MODES: Mapping[str, str] = {
    "as_published": N_("As published"),
    "comparable": N_("Comparable areas"),
    "today": N_("Today's provinces only"),
}
NEAR_YEARS = 6
"""A census may weigh figures up to this many years away: 2014 lies 5 years from 2019 and 6 from 2008."""


@dataclass(frozen=True, slots=True)
class Joined:
    """The figure of one survey for one area, or why there is none.

    ``method``: ``published`` (one figure as it was), ``sum`` (counts added up), ``counts`` (numerators over
    denominators), ``population`` (percentages weighted by census population), ``none``. ``parts`` are the published
    figures it rests on.
    """

    area: str
    observation: Observation | None
    parts: tuple[Observation, ...]
    method: str
    refusal: MeasureRefusal | None = None


@dataclass(frozen=True, slots=True)
class Comparable:
    """Two surveys on the areas they share; ``first[i]`` and ``second[i]`` are both for ``areas[i]``."""

    areas: tuple[str, ...]
    first: tuple[Joined, ...]
    second: tuple[Joined, ...]


def shared_areas(first: Iterable[str], second: Iterable[str]) -> tuple[str, ...]:
    """The finest areas that both lists can be joined to (the coarsest partition the two share), in code order.

    The connected components of provinces, two provinces being joined when any area of either list holds both.
    """
    owner: dict[str, set[str]] = {}
    for area in (*first, *second):
        joined = set(province_members(area))
        for province in province_members(area):
            joined |= owner.get(province, set())
        for province in joined:
            owner[province] = joined
    return tuple(sorted({canonical(component) for component in owner.values()}))


def comparable(
    first: Sequence[Observation],
    second: Sequence[Observation],
    indicator: Indicator,
    population: Sequence[Observation] = (),
) -> Comparable:
    """Bring two rounds of one indicator onto the areas they share. The country is left out.

    ``population`` holds census counts by area (totals), by which percentages are weighted; without a near one for
    every part the joined figure is refused. Counts keep their total exactly.
    """
    one, other = ([ground(o.area, o.year_end) for o in survey if o.area != COUNTRY] for survey in (first, second))
    areas = shared_areas(one, other)
    return Comparable(
        areas,
        tuple(join(area, first, indicator, population) for area in areas),
        tuple(join(area, second, indicator, population) for area in areas),
    )


def join(
    area: str, figures: Sequence[Observation], indicator: Indicator, population: Sequence[Observation] = ()
) -> Joined:
    """One figure for ``area`` from those of one survey. Refused unless they cover it exactly and all have a value."""
    wanted = set(province_members(area))
    inside = [(ground(o.area, o.year_end), o) for o in figures if o.area != COUNTRY]
    inside = sorted((pair for pair in inside if set(province_members(pair[0])) <= wanted), key=lambda pair: pair[0])
    parts, observations = dict(inside), tuple(o for _, o in inside)
    covered = [province for place, _ in inside for province in province_members(place)]
    missing = tuple(sorted(wanted - set(covered)))
    if missing or len(covered) != len(set(covered)):
        return Joined(area, None, observations, "none", MeasureRefusal("partition", missing))
    if hidden := tuple(place for place, o in parts.items() if o.value is None):
        return Joined(area, None, observations, "none", MeasureRefusal("hidden", hidden))
    if len(observations) == 1:
        return Joined(area, observations[0], observations, "published")
    found = _joined(area, parts, indicator, population)
    if isinstance(found, MeasureRefusal):
        return Joined(area, None, observations, "none", found)
    observation, method = found
    return Joined(area, observation, observations, method)


def _joined(
    area: str, parts: Mapping[str, Observation], indicator: Indicator, population: Sequence[Observation]
) -> tuple[Observation, str] | MeasureRefusal:
    figures = list(parts.values())
    if indicator.unit == "number":
        return _derived(area, figures, sum(float(one.value or 0) for one in figures)), "sum"
    if indicator.unit != "percent":
        return MeasureRefusal("not_additive")
    counts = [(one.numerator, one.denominator) for one in figures if one.numerator is not None and one.denominator]
    if len(counts) == len(figures):
        above, below = sum(float(n or 0) for n, _ in counts), sum(float(d or 0) for _, d in counts)
        return replace(_derived(area, figures, 100 * above / below), numerator=above, denominator=below), "counts"
    weights = population_weights(tuple(parts), figures[0].year_end, population)
    if weights is None:
        return MeasureRefusal("no_weights")
    total = sum(weights.values())
    value = sum(weights[place] * float(one.value or 0) for place, one in parts.items()) / total
    joined = _derived(area, figures, value)
    asked = {place: unweighted_cases(one) for place, one in parts.items()}
    if all(asked.values()):
        spread = sum(weights[place] ** 2 / float(cases or 1) for place, cases in asked.items())
        effective = int(total**2 / spread)
        few = case_rule(effective) == "brackets" and joined.status != MODELLED
        status = "small_sample" if few else joined.status
        joined = replace(joined, estimated_cases=effective, sample_kind=WEIGHTED, status=status)
    return joined, "population"


def _derived(area: str, figures: Sequence[Observation], value: float) -> Observation:
    """A figure made here: ``derived``, no code of its own, naming what it was made of.

    Its estimated cases, where there are any, are the effective size of a weighted sample (Kish, Survey Sampling, 1965).
    """
    first = figures[0]
    statuses = {one.status for one in figures}
    status = "modelled" if "modelled" in statuses else "derived"
    note = "Joined from " + ", ".join(f"{one.area} ({one.id})" if one.id else one.area for one in figures)
    return Observation(
        indicator=first.indicator,
        area=area,
        year_start=first.year_start,
        year_end=first.year_end,
        period_label=first.period_label,
        sex=first.sex,
        age=first.age,
        residence=first.residence,
        wealth=first.wealth,
        disability=first.disability,
        value=value,
        status=status,
        note=note,
        source=first.source,
        programme=first.programme,
        round=first.round,
    )


def population_weights(areas: Sequence[str], year: int, population: Sequence[Observation]) -> dict[str, float] | None:
    """People by area (today's ground) from the census nearest to ``year`` that counts every one of ``areas``.

    ``None`` when no census within ``NEAR_YEARS`` years does.
    """
    censuses = sorted({one.year_end for one in population}, key=lambda census: (abs(census - year), census))
    for census in censuses:
        if abs(census - year) > NEAR_YEARS:
            continue
        counts = {ground(o.area, o.year_end): o for o in population if o.year_end == census and o.area != COUNTRY}
        found = {area: _people(area, counts) for area in areas}
        known = {area: people for area, people in found.items() if people}
        if len(known) == len(areas):
            return known
    return None


def _people(area: str, counts: Mapping[str, Observation]) -> float | None:
    wanted = set(province_members(area))
    inside = [(place, one.value) for place, one in counts.items() if set(province_members(place)) <= wanted]
    covered = [province for place, _ in inside for province in province_members(place)]
    if sorted(covered) != sorted(wanted) or any(value is None for _, value in inside):
        return None
    return sum(float(value or 0) for _, value in inside)


def todays_provinces(
    observations: Iterable[Observation], today: int
) -> tuple[tuple[Observation, ...], tuple[Observation, ...]]:
    """The figures whose place is one province within its present borders, and all others (the country left out)."""
    kept: list[Observation] = []
    left_out: list[Observation] = []
    for one in observations:
        if one.area == COUNTRY:
            continue
        whole = "+" not in one.area and border_change(one.area, one.year_end, today) is None
        (kept if whole else left_out).append(one)
    return tuple(kept), tuple(left_out)
