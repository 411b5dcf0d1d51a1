"""One province across all rights: where it stands, what changed, and what is missing here.

A value published for several provinces together is shown as one value of their area, never as the province's own.
Peers are the areas that lie wholly in the province's census zone and do not hold the province.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from childrights.areas import MapView, map_view
from childrights.catalogue import WITHHELD_STATUSES, Catalogue, Group, Indicator, Observation
from childrights.gaps import is_asked
from childrights.newest import newest_figures
from childrights.profile.inputs import POPULATION, Basis, basis, figures_near
from childrights.snapshot import Snapshot
from childrights.statistics import (
    CANNOT_TELL,
    CLEAR,
    NOT_COMPARABLE,
    Direction,
    MeasureRefusal,
    RankChance,
    comparison,
    direction,
    discoveries,
    rank_chances,
    segments,
    told_from,
    word,
)
from geo import COUNTRY, ground, load_provinces, province_members, regions

OLDEST_CHILD = 17
ViewOf = Callable[[str, str, Group], MapView]
AGAINST = ("better", "worse", "up", "down", "alike", "unjudged", "not_comparable", "no_country")
UNKNOWN = (*WITHHELD_STATUSES, "outside", "country_only", "nowhere")
"""Why a topic has no value here: hidden, published for other places only, for the country only, for nobody."""


@dataclass(frozen=True, slots=True)
class ProvinceStanding:
    """The newest figure of one indicator and group for the area that holds the province, beside all others.

    ``together`` are the other provinces of that area. ``elsewhere`` are all other valued areas of the period, ``peers``
    those of the zone; ``straddling`` lie partly in the zone and are no peers. ``against`` is one of ``AGAINST``;
    ``newer`` are the figures of the concept that are newer than ``own`` and than the country's beside it.
    """

    indicator: Indicator
    group: Group
    own: Observation
    together: tuple[str, ...]
    country: Observation | None
    peers: tuple[Observation, ...]
    elsewhere: tuple[Observation, ...]
    straddling: tuple[str, ...]
    against: str
    rank: RankChance | MeasureRefusal
    change: Direction
    since: Observation | None
    p: float | None = None
    """The chance of a difference from the country as large where there is none; none where all were counted."""
    newer: tuple[Observation, ...] = ()

    @property
    def places(self) -> int:
        """How many areas have a value in the period, this one among them."""
        return len(self.elsewhere) + (self.own.value is not None)

    @property
    def judged(self) -> bool:
        """Whether it could be told apart from the country at all."""
        return self.against in ("better", "worse", "up", "down", "alike")


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything a page says of one province. ``unknown`` maps a key of ``UNKNOWN`` to topic codes.

    ``people`` is the newest count of everybody, ``children`` the newest of the youngest ages; ``counts`` are other
    numbers, which are no yardstick. ``usual_year`` is the year most figures are from.
    """

    province: str
    zone: str
    standings: tuple[ProvinceStanding, ...]
    counts: tuple[ProvinceStanding, ...]
    people: Observation | None
    children: Observation | None
    unknown: Mapping[str, tuple[str, ...]]
    usual_year: int | None
    newest_year: int | None
    doubles: tuple[ProvinceStanding, ...] = ()
    """What other series say of the same and is no newer and tells no more; to be named, not listed."""

    @property
    def together(self) -> tuple[str, ...]:
        """The provinces that share a value with this one, anywhere on the page."""
        return tuple(sorted({code for one in self.standings for code in one.together}))

    def standing(self, against: str) -> tuple[ProvinceStanding, ...]:
        """The figures that stand so against the country."""
        return tuple(one for one in self.standings if one.against == against)

    def changed(self, code: str) -> tuple[ProvinceStanding, ...]:
        """The figures that changed so."""
        return tuple(one for one in self.standings if one.change.code == code)

    def from_year(self, year: int) -> int:
        """How many of the figures end in ``year``."""
        return sum(one.own.year_end == year for one in self.standings if one.own.value is not None)


def profile(
    snapshot: Snapshot,
    catalogue: Catalogue,
    province: str,
    common: Basis | None = None,
    view_of: ViewOf | None = None,
) -> Profile:
    """The profile of ``province`` (``KH01`` to ``KH25``).

    ``common`` and ``view_of`` (the map of an indicator, period and group) may come from whoever keeps them.
    """
    common = common or basis(snapshot, newest_figures(snapshot, catalogue))
    drawn = view_of or partial(map_view, snapshot)
    found = [pair for pair in figures_near(snapshot, common.groups, province) if covers_province(pair[1], province)]
    series: dict[tuple[str, Group], list[Observation]] = {}
    for group, one in found:
        series.setdefault((one.indicator, group), []).append(one)
    standings = []
    for code, indicator in catalogue.indicators.items():
        for group in common.groups.get(code, ()):
            if own_series := series.get((code, group)):
                own = newest_nearest(own_series)
                asked = (code, own.period_label, group)
                view = common.maps.get(asked) or drawn(*asked)
                standing = stand(province, indicator, own, own_series, view)
                beside = (own, standing.country) if standing.country else (own,)
                standings.append(replace(standing, newer=common.newest.newer_than_all(beside)))
    single = without_doubles(standings, catalogue)
    doubles = tuple(one for one in standings if one not in single)
    standings = newest_of_concept_first(_as_families(single), catalogue)
    dated = Counter(one.own.year_end for one in standings if one.own.value is not None and not _is_count(one))
    people = [one for _, one in found if one.indicator == POPULATION and one.value is not None]
    everybody = [one for one in people if Group.of(one).is_total]
    return Profile(
        province=province,
        zone=load_provinces()[province].region,
        standings=tuple(one for one in standings if not _is_count(one)),
        counts=tuple(one for one in standings if _is_count(one) and one.indicator.code != POPULATION),
        people=newest_nearest(everybody) if everybody else None,
        children=_children(people),
        unknown=unknown(common, catalogue, standings),
        usual_year=max(dated, key=lambda year: (dated[year], year)) if dated else None,
        newest_year=max(dated, default=None),
        doubles=doubles,
    )


def _as_families(standings: Sequence[ProvinceStanding]) -> list[ProvinceStanding]:
    """The standings with those differences and changes taken back that may well be chance among so many.

    A profile lists what stands out: nobody asked for any one of them.
    """
    beside = _stands([one.p for one in standings])
    moved = _stands([None if one.change.basis == "complete" else one.change.p for one in standings])
    told = []
    for one, differs, moves in zip(standings, beside, moved, strict=True):
        if not differs and one.against in ("better", "worse", "up", "down"):
            one = replace(one, against="alike")
        if not moves and one.change.code in ("better", "worse", "up", "down"):
            one = replace(one, change=replace(one.change, code="no_clear_change"))
        told.append(one)
    return told


def _stands(ps: Sequence[float | None]) -> list[bool]:
    """Whether each stands in the family of those that chance had a part in."""
    found = iter(discoveries([p for p in ps if p is not None]))
    return [True if p is None else next(found) for p in ps]


def _is_count(one: ProvinceStanding) -> bool:
    return one.indicator.unit == "number"


def without_doubles(standings: Sequence[ProvinceStanding], catalogue: Catalogue) -> list[ProvinceStanding]:
    """Of two series of one concept and group not the one that says no more: it is no newer, and cannot be told apart
    from the country where the other can. Counted twice, one finding would look like two.
    """

    def says(one: ProvinceStanding) -> tuple[bool, int, bool]:
        return one.own.value is not None, one.own.year_end, one.judged

    def outdone(one: ProvinceStanding, other: ProvinceStanding) -> bool:
        members = catalogue.concept_of(one.indicator.code).members
        if one is other or one.group != other.group or other.indicator.code not in members:
            return False
        later = members.index(one.indicator.code) > members.index(other.indicator.code)
        as_much = all(a <= b for a, b in zip(says(one), says(other), strict=True))
        return as_much and (says(one) != says(other) or later)

    return [one for one in standings if not any(outdone(one, other) for other in standings)]


def newest_of_concept_first(standings: Sequence[ProvinceStanding], catalogue: Catalogue) -> list[ProvinceStanding]:
    """In the order of the catalogue, but what counts the same side by side, the newest figure of it first."""
    place: dict[tuple[str, ...], int] = {}
    for n, one in enumerate(standings):
        place.setdefault(catalogue.concept_of(one.indicator.code).members, n)

    def turn(one: ProvinceStanding) -> tuple[int, int]:
        return place[catalogue.concept_of(one.indicator.code).members], -one.own.year_end

    return sorted(standings, key=turn)


def covers_province(one: Observation, province: str) -> bool:
    """Whether the ground of a figure, as it was then, holds ``province``."""
    return one.area != COUNTRY and province in province_members(ground(one.area, one.year_end))


def newest_nearest(found: Sequence[Observation]) -> Observation:
    """The figure of the last period, of the smallest area where several hold the province."""
    return max(found, key=lambda one: (one.year_end, one.year_start, -len(province_members(one.area))))


def _children(people: Sequence[Observation]) -> Observation | None:
    """The newest count of the widest age group from birth on that holds children only."""
    young = [(int(one.age.split("-")[1]), one) for one in people if one.age.startswith("0-") and "m" not in one.age]
    kept = [(last, one) for last, one in young if last <= OLDEST_CHILD]
    return max(kept, key=lambda pair: (pair[1].year_end, pair[0]))[1] if kept else None


def stand(
    province: str, indicator: Indicator, own: Observation, own_series: Sequence[Observation], view: MapView
) -> ProvinceStanding:
    """One figure beside all others of its period (``view``) and its own earlier ones (``own_series``)."""
    mine = set(province_members(ground(own.area, own.year_end)))
    zone = set(regions()[load_provinces()[province].region])
    grounds = {one.area: set(province_members(ground(one.area, one.year_end))) for one in view.drawn}
    elsewhere = tuple(one for one in view.drawn if not grounds[one.area] & mine)
    since, change = changed(own, own_series, indicator)
    against, p = against_country(own, view.national, indicator)
    return ProvinceStanding(
        indicator=indicator,
        group=Group.of(own),
        own=own,
        together=tuple(sorted(mine - {province})),
        country=view.national,
        peers=tuple(one for one in elsewhere if grounds[one.area] <= zone),
        elsewhere=elsewhere,
        straddling=tuple(one.area for one in elsewhere if grounds[one.area] & zone and not grounds[one.area] <= zone),
        against=against,
        rank=_rank(own, elsewhere, indicator),
        change=change,
        since=since,
        p=p,
    )


def against_country(own: Observation, country: Observation | None, indicator: Indicator) -> tuple[str, float | None]:
    """How a figure stands against the country's of the same period, one of ``AGAINST``, and the chance of that."""
    if country is None or country.value is None:
        return "no_country", None
    verdict = comparison(country, own, indicator)
    if verdict.code == NOT_COMPARABLE or own.value is None:
        return "not_comparable", None
    p = None if verdict.basis == "complete" else verdict.p
    if verdict.code == CLEAR:
        return word(country.value, own.value, indicator.polarity), p
    return "unjudged" if verdict.code == CANNOT_TELL else "alike", p


def _rank(own: Observation, elsewhere: Sequence[Observation], indicator: Indicator) -> RankChance | MeasureRefusal:
    if own.value is None:
        return MeasureRefusal("hidden")
    found = rank_chances([own, *elsewhere], indicator, {own.area})
    return found if isinstance(found, MeasureRefusal) else found[0]


def changed(
    own: Observation, own_series: Sequence[Observation], indicator: Indicator
) -> tuple[Observation | None, Direction]:
    """The change up to ``own``: over the last step where that can be told from noise, else since its line last turned.

    Only figures of the same area are compared. Returns the earlier figure, ``None`` when there is none.
    """
    if own.value is None:
        return None, Direction("single")
    same = [one for one in own_series if one.area == own.area]
    line = segments(same).segments[-1]
    if len(line) == 1:
        earlier = [one for one in own_series if one is not own and one.value is not None]
        return None, Direction("not_comparable" if earlier else "single")
    step = direction(line[-2], own, indicator)
    if step.code not in ("no_clear_change", "not_comparable"):
        return line[-2], step
    since = told_from(line, indicator)
    return since, direction(since, own, indicator)


def unknown(
    common: Basis, catalogue: Catalogue, standings: Sequence[ProvinceStanding]
) -> Mapping[str, tuple[str, ...]]:
    """Every topic without a value for the province, by why: a key of ``UNKNOWN`` to topic codes in catalogue order.

    What a view works out and the stage of a law are no missing figures.
    """
    valued = {one.indicator.topic for one in standings if one.own.value is not None}
    withheld = {one.indicator.topic: one.own.status for one in standings if one.own.status in WITHHELD_STATUSES}
    found: dict[str, list[str]] = {reason: [] for reason in UNKNOWN}
    for topic in catalogue.topics.values():
        asked = any(is_asked(catalogue.indicators[code], catalogue) for code in topic.members)
        if topic.code in valued or not asked:
            continue
        measured = [common.national[code] for code in topic.members if code in common.national]
        reason = "nowhere" if not measured else "outside" if any(one.areas for one in measured) else "country_only"
        found[withheld.get(topic.code, reason)].append(topic.code)
    return {reason: tuple(topics) for reason, topics in found.items()}
