"""The newest sound figure of a concept, whichever of its series it stands in, and what is newer than a figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from childrights.catalogue import (
    DIMENSIONS,
    PUBLISHED,
    TOTAL,
    TRUSTS,
    Catalogue,
    Concept,
    Group,
    Observation,
)
from childrights.statistics import MODELLED, load_breaks
from geo import COUNTRY, ground, province_members

SOUND_TRUSTS = ("high", "good")
"""Read in the publication itself: what the press quotes heads nothing, and a quotation to be verified still less."""
FEWEST_PLACES = 3
"""With figures of fewer places there is no picture of the country by place."""
Key = tuple[tuple[str, ...], str, Group]


@dataclass(frozen=True, slots=True)
class PlacePicture:
    """The newest period in which a series has figures by place: of how many, and what the country's was then."""

    indicator: str
    group: Group
    period_label: str
    year_end: int
    places: int
    national: Observation | None


@dataclass(frozen=True, slots=True)
class TopicHeadline:
    """What heads a topic: ``figures`` are the newest national one and, where that is of another making (a model beside
    surveys), the newest of the making next to it; ``places`` is the newest picture by place, dated apart."""

    topic: str
    concept: Concept
    figures: tuple[Observation, ...]
    places: PlacePicture | None

    @property
    def newest(self) -> Observation | None:
        """The figure that leads."""
        return self.figures[0] if self.figures else None


@dataclass(frozen=True, slots=True)
class NewestFigures:
    """Valued published figures by concept, ground and group, the newest first; all of the country, the newest of each
    series elsewhere. Made by ``laid_by_concept``."""

    catalogue: Catalogue
    by_key: Mapping[Key, tuple[Observation, ...]]

    @property
    def figures(self) -> tuple[Observation, ...]:
        """All of them."""
        return tuple(one for row in self.by_key.values() for one in row)

    def newer(self, one: Observation) -> tuple[Observation, ...]:
        """What must be told with ``one``: the newest figures of its concept, newest first; none for the newest itself.

        Of its own place and group the newest of all, and the newest of the same making where that is another; for a
        survey area that was parted since, those of all its parts. What is newer than these of the whole country goes
        with them in the same way, except beside counts, to which the country's says nothing: a province's newest figure
        may itself be the older one.
        """
        if one.indicator not in self.catalogue.indicators:
            return ()
        group, area = Group.of(one), ground(one.area, one.year_end)
        if own := self._later(one, area, group):
            near = self._apart_by_making(own, one)
        else:
            parts = province_members(area) if area != COUNTRY else ()
            of_parts = [self._later(one, part, group)[:1] for part in parts] if len(parts) > 1 else []
            near = tuple(found[0] for found in of_parts) if of_parts and all(of_parts) else ()
        return (*self._of_country(one, group, max((other.year_end for other in near), default=one.year_end)), *near)

    def _of_country(self, one: Observation, group: Group, year: int) -> tuple[Observation, ...]:
        """What is newer of the whole country than ``year``: of the same people, and of everybody where that is newer
        still. A census of 2019 beside a survey of 2014: both, since either alone leaves out what one can be told."""
        if self.catalogue.indicators[one.indicator].unit == "number":
            return ()
        told: tuple[Observation, ...] = ()
        for whole in dict.fromkeys((group, Group())):
            if found := [other for other in self._later(one, COUNTRY, whole) if other.year_end > year]:
                told, year = (*self._apart_by_making(found, one), *told), found[0].year_end
        return told

    def _apart_by_making(self, newer: Sequence[Observation], one: Observation) -> tuple[Observation, ...]:
        """The first of what is newer than ``one``, and the first that came about as it did."""
        same = [other for other in newer if self._making(other) == self._making(one)]
        return tuple(dict.fromkeys((newer[0], *same[:1])))

    def around(self, one: Observation) -> tuple[Observation, ...]:
        """What is published of the concept, place and group of a member's figure for a time that meets its own: the
        same series first, then the time nearest to it.

        A member writes 2021, 2022 or 2021-22 where a survey was in the field in both years, and names one of the series
        that the same survey has: neither makes it a figure beside which nothing is published.
        """
        if one.indicator not in self.catalogue.indicators or one.scope:
            return ()
        members = self.catalogue.concept_of(one.indicator).members
        known = self.by_key.get((members, ground(one.area, one.year_end), Group.of(one)), ())
        met = [other for other in known if other.year_start <= one.year_end and one.year_start <= other.year_end]
        return tuple(sorted(met, key=lambda other: (other.indicator != one.indicator, _apart_in_years(other, one))))

    def newer_than_all(self, told: Sequence[Observation]) -> tuple[Observation, ...]:
        """What must be told with several figures: what is newer than the newest of them."""
        last = max((one.year_end for one in told), default=0)
        newer = dict.fromkeys(other for one in told if one.year_end == last for other in self.newer(one))
        return tuple(sorted(newer, key=lambda other: -other.year_end))

    def _later(self, one: Observation, area: str, group: Group) -> list[Observation]:
        """What is newer and as sound: of one year the sound first, of those the series of ``one``, then its making.

        Its own series leads: the harmonised poverty index says that it compares with no single release, so that beside
        its 2010 the single release of 2021-22 would be the wrong newer figure.
        """
        members = self.catalogue.concept_of(one.indicator).members
        found = [
            other
            for other in self.by_key.get((members, area, group), ())
            if other.year_end > one.year_end and (self._sound(other) or self._alike(other, one))
        ]
        return sorted(
            found,
            key=lambda other: (
                -other.year_end,
                not self._sound(other),
                other.indicator != one.indicator,
                self._making(other) != self._making(one),
            ),
        )

    def _sound(self, one: Observation) -> bool:
        source = self.catalogue.sources.get(one.source)
        trusted = source is not None and source.trust in SOUND_TRUSTS
        return trusted and one.status != "small_sample" and not _apart(one)

    def _alike(self, other: Observation, one: Observation) -> bool:
        """Whether a figure of the same series is read from a source as good as that of ``one``, sound or not."""
        return other.indicator == one.indicator and self._trust(other) <= self._trust(one) and not _apart(other)

    def _trust(self, one: Observation) -> int:
        source = self.catalogue.sources.get(one.source)
        return TRUSTS.index(source.trust) if source else len(TRUSTS)

    def _making(self, one: Observation) -> str:
        return making(one, self.catalogue)

    def headline(self, topic: str) -> TopicHeadline | None:
        """The national headline of a topic with its newest picture by place; ``None`` where nothing is published.

        The first of its concepts that has a sound national figure; without any, the first with one at all.
        """
        concepts = self.catalogue.topics[topic].concepts
        known = [(one, self._national(one)) for one in concepts]
        led = next(((one, found) for one, found in known if any(map(self._sound, found))), None)
        led = led or next(((one, found) for one, found in known if found), None)
        concept, found = led or (concepts[0], ())
        sound = [one for one in found if self._sound(one)] or list(found)
        others = [one for one in sound if self._making(one) != self._making(sound[0])]
        pictures = [picture for one in (concept, *concepts) if (picture := self._picture(one))]
        if not sound and not pictures:
            return None
        return TopicHeadline(topic, concept, (*sound[:1], *others[:1]), pictures[0] if pictures else None)

    def _national(self, concept: Concept) -> tuple[Observation, ...]:
        """The country's figures of everybody, else of the group nearest to that with most of them."""
        found = {key[2]: row for key, row in self.by_key.items() if key[0] == concept.members and key[1] == COUNTRY}
        if not found:
            return ()
        return found[min(found, key=lambda group: (_split(group), -len(found[group]), repr(group)))]

    def pictures_after(self, indicator: str, group: Group, year: int) -> Mapping[str, str]:
        """The periods, oldest first, of the newest pictures by place that other series of the concept have after
        ``year``, with the series each is of."""
        concept = self.catalogue.concept_of(indicator)
        later = [key for key in self._wide(concept) if key[0] != indicator and key[1] == group and key[3] > year]
        return {key[2]: key[0] for key in sorted(later, key=lambda key: (key[3], -concept.members.index(key[0])))}

    def _wide(self, concept: Concept) -> dict[tuple[str, Group, str, int], int]:
        """In how many places each series and group of a concept has sound figures in its newest periods."""
        counted: dict[tuple[str, Group, str, int], int] = {}
        for (members, area, group), row in self.by_key.items():
            if members == concept.members and area != COUNTRY:
                for key in {(one.indicator, group, one.period_label, one.year_end) for one in row if self._sound(one)}:
                    counted[key] = counted.get(key, 0) + 1
        return {key: places for key, places in counted.items() if places >= FEWEST_PLACES}

    def _picture(self, concept: Concept) -> PlacePicture | None:
        wide = self._wide(concept)
        if not wide:
            return None
        least = min(_split(key[1]) for key in wide)
        order = concept.members.index
        code, group, label, year = max(
            (key for key in wide if _split(key[1]) == least),
            key=lambda key: (key[3], -order(key[0]), wide[key], repr(key[1])),
        )
        row = self.by_key.get((concept.members, COUNTRY, group), ())
        then = next((one for one in row if (one.indicator, one.period_label) == (code, label)), None)
        return PlacePicture(code, group, label, year, wide[code, group, label, year], then)


def laid_by_concept(observations: Iterable[Observation], catalogue: Catalogue, year: int) -> NewestFigures:
    """Figures at hand in the order of ``NewestFigures``; what is no published figure of a time past is left aside."""
    found: dict[Key, list[Observation]] = {}
    for one in observations:
        published = one.layer == PUBLISHED and one.value is not None and not one.scope
        if published and one.indicator in catalogue.indicators and period_over(one, catalogue, year):
            key = (catalogue.concept_of(one.indicator).members, ground(one.area, one.year_end), Group.of(one))
            found.setdefault(key, []).append(one)

    def order(one: Observation) -> tuple[object, ...]:
        # What was counted goes before a model's figure that ends in the same year.
        modelled = making(one, catalogue) == MODELLED
        members = catalogue.concept_of(one.indicator).members
        return (-one.year_end, modelled, -one.year_start, members.index(one.indicator))

    return NewestFigures(catalogue, {key: tuple(sorted(row, key=order)) for key, row in found.items()})


def making(one: Observation, catalogue: Catalogue) -> str:
    """How a figure came about: the source type of its indicator, or a model's where the figure itself says so."""
    return MODELLED if one.status == MODELLED else catalogue.indicators[one.indicator].source_type


def is_projection(one: Observation, today: int) -> bool:
    """Whether a figure tells what was still to come when it was made; sources say so in their notes."""
    return one.year_end > today or "Projection" in one.note


def period_over(one: Observation, catalogue: Catalogue, today: int) -> bool:
    """Whether the time that a figure is of has passed: who counts has seen it, who models may say what is to come."""
    modelled = making(one, catalogue) == MODELLED
    return not is_projection(one, today) and (one.year_end < today or not modelled)


def _apart_in_years(one: Observation, other: Observation) -> int:
    return abs(one.year_start - other.year_start) + abs(one.year_end - other.year_end)


def _split(group: Group) -> int:
    return sum(getattr(group, name) != TOTAL for name in DIMENSIONS)


def _apart(one: Observation) -> bool:
    """Whether a figure is known to be out of line or made by the method."""
    known: Sequence[str] = ("artefact", "outlier")
    return any(
        row.kind in known and row.indicator == one.indicator and row.concerns(one) and row.holds(one)
        for row in load_breaks()
    )
