"""Everything that messages about one indicator rest on, read from a snapshot once; the rest is pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from rapidfuzz import fuzz, process

from childrights.catalogue import DIMENSIONS, TOTAL, Catalogue, Group, Indicator, Observation, UnknownCode
from childrights.i18n import N_
from childrights.members import Sender, Together, added_up, members_figures, senders
from childrights.messages.reading import figures_around, figures_elsewhere
from childrights.messages.vocabulary import MessageWords, load_message_words, populations, words_of
from childrights.newest import NewestFigures, is_projection, laid_by_concept, newest_figures
from childrights.snapshot import Fact, Snapshot, all_observations, examples, examples_of, facts_of, indicator_facts
from childrights.statistics import Target, load_targets, targets_of
from geo import COUNTRY, fold_khmer, is_domain, province_members

NO_INDICATOR = N_("The catalogue has no indicator with the code {code}. See: python run.py indicators")
NEAR_INDICATOR = N_(
    "The catalogue has no indicator with the code {code}. Did you mean {near}? See: python run.py indicators"
)
_ALIKE, NEAR_TOLD = 70, 3
"""How like a code or name must be, of 100, to be suggested, and how many are."""


@dataclass(frozen=True, slots=True)
class TopicEvidence:
    """The figures of one indicator, what is known of its whole topic, and the ``people`` its percentages are of.

    ``facts`` are those of the topic, ``examples`` a figure of each of its indicators for each year, ``newest`` what is
    newest of its concepts. ``words`` are
    general ones for an indicator that message_words.csv does not know. ``today`` is the year that ages are counted to.
    Where only members have figures of the indicator, or one member's were asked for, ``senders`` says by upload who
    sent them and what they are; ``together`` what members' counts of different children come to, by what they are
    about.
    """

    catalogue: Catalogue
    indicator: Indicator
    words: MessageWords
    figures: tuple[Observation, ...]
    facts: tuple[Fact, ...]
    examples: tuple[Observation, ...]
    newest: NewestFigures
    people: tuple[Observation, ...]
    targets: tuple[Target, ...]
    today: int
    senders: Mapping[str, Sender]
    together: Mapping[tuple[str, ...], Together]
    _by_area: Mapping[str, Sequence[Observation]]
    _by_group: Mapping[tuple[str, ...], Sequence[Observation]]
    member: str = ""
    """Whose figures were asked for: what they lack, the dashboard may well hold."""

    def of(self, area: str, group: Group) -> tuple[Observation, ...]:
        """The figures of one area and group, oldest first."""
        return tuple(self._by_group.get((area, *_codes(group)), ()))

    def of_area(self, area: str) -> tuple[Observation, ...]:
        """All figures of one area, oldest first."""
        return tuple(self._by_area.get(area, ()))

    def leading(self, area: str) -> Group:
        """The group told of where none is asked for: everybody, or else the one nearest to it with most figures."""
        counted = {Group.of(one): 0 for one in self.figures[:1]}
        for one in self.of_area(area):
            group = Group.of(one)
            counted[group] = counted.get(group, 0) + (one.value is not None)
        return min(
            counted, key=lambda group: (split_dimensions(group), -counted[group], *_codes(group)), default=Group()
        )

    def about(self, code: str) -> TopicEvidence:
        """The same desk for words about a figure of another series of the topic; its own figures are not on it."""
        indicator = self.catalogue.indicators[code]
        return replace(self, indicator=indicator, words=words_of(indicator))

    def standing_for(self, area: str) -> str:
        """``area`` itself where it has figures, else the survey area that holds the province; else ``area``."""
        areas = self._by_area.keys()
        if area in areas or area == COUNTRY or is_domain(area):
            return area
        return min((one for one in areas if one != COUNTRY and area in province_members(one)), key=len, default=area)


def desk(snapshot: Snapshot, catalogue: Catalogue, code: str, today: int, member: str = "") -> TopicEvidence:
    """The desk of one indicator, with what is shown of it unasked or, of the members' layer, what ``member`` sent.

    Raises ``UnknownCode`` for a code that the catalogue does not know.
    """
    if code not in catalogue.indicators:
        if near := near_indicators(catalogue, code):
            raise UnknownCode(NEAR_INDICATOR, code=code, near=", ".join(near))
        raise UnknownCode(
            NO_INDICATOR,
            code=code,
        )
    topic = catalogue.topics[catalogue.indicators[code].topic].members
    laid = _laid_out(
        catalogue,
        code,
        today,
        _sent(snapshot, code, member) if member else all_observations(snapshot, indicators=(code,)),
        indicator_facts(snapshot, topic),
        examples(snapshot, topic),
        newest_figures(snapshot, catalogue, (code,), today),
        [one for name, age in _people(code) for one in all_observations(snapshot, indicators=(name,), age=age)],
        senders(snapshot),
        {} if member else added_up(members_figures(snapshot, code), catalogue),
    )
    return replace(laid, member=member)


def _sent(snapshot: Snapshot, code: str, member: str) -> tuple[Observation, ...]:
    """What a member has of an indicator; of a part of the people only where it has nothing of everybody."""
    found = [one.figure for one in members_figures(snapshot, code) if one.figure.member == member]
    whole = tuple(one for one in found if not one.scope)
    return whole or tuple(found)


def near_indicators(catalogue: Catalogue, text: str) -> tuple[str, ...]:
    """The codes of the indicators whose code or name is most like ``text``, the most alike first."""
    names = {(one.code, name): name for one in catalogue.indicators.values() for name in _names(one)}
    wanted = fold_khmer(text.replace("_", " ").casefold())
    found = process.extract(wanted, names, scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE, limit=None)
    return tuple(dict.fromkeys(code for _, _, (code, _) in found))[:NEAR_TOLD]


def _names(one: Indicator) -> tuple[str, ...]:
    texts = (one.code.replace("_", " "), one.name_en, one.name_km, one.short_name_en, one.short_name_km)
    return tuple(
        dict.fromkeys(fold_khmer(text.casefold()) for text in (*texts, *one.aliases_en, *one.aliases_km) if text)
    )


def desks(snapshot: Snapshot, catalogue: Catalogue, today: int, area: str) -> tuple[TopicEvidence, ...]:
    """The desks of all indicators with what candidates for ``area`` rest on, from few readings of the snapshot.

    Of other places they hold the group that is told of in ``area``, and everybody. See ``desk`` for a whole one.
    """
    known = _by_indicator(indicator_facts(snapshot))
    shown = _by_indicator(examples(snapshot))
    peopled = {pair for code in catalogue.indicators for pair in _people(code)}
    people = {pair: all_observations(snapshot, indicators=pair[:1], age=pair[1]) for pair in sorted(peopled)}
    newest = newest_figures(snapshot, catalogue, today=today)
    around, known_senders = figures_around(snapshot, area), senders(snapshot)
    together = added_up(members_figures(snapshot), catalogue) if known_senders else {}

    def lay(code: str, figures: Iterable[Observation]) -> TopicEvidence:
        topic = catalogue.topics[catalogue.indicators[code].topic].members
        of_topic = [one for member in sorted(topic) for one in shown.get(member, ())]
        facts_of_topic = tuple(one for member in sorted(topic) for one in known.get(member, ()))
        counted = [one for pair in _people(code) for one in people[pair]]
        return _laid_out(
            catalogue,
            code,
            today,
            figures,
            facts_of_topic,
            examples_of(of_topic),
            newest,
            counted,
            known_senders,
            together,
        )

    groups = {code: _told(lay(code, figures), area) for code, figures in around.items()}
    elsewhere = figures_elsewhere(snapshot, area, groups)
    return tuple(lay(code, _merged(around, elsewhere, code)) for code in catalogue.indicators)


def _told(around: TopicEvidence, area: str) -> tuple[Group, ...]:
    """Everybody, and the group told of in ``area`` where there is no figure of everybody."""
    own = around.standing_for(area)
    return (Group(),) if around.of(own, Group()) else (Group(), around.leading(own))


def _merged(around: _Figures, elsewhere: _Figures, code: str) -> list[Observation]:
    found = {one.id: one for one in (*around.get(code, ()), *elsewhere.get(code, ()))}
    return sorted(found.values(), key=lambda one: (one.year_start, one.year_end, one.area, *_codes(Group.of(one))))


_Figures = Mapping[str, Sequence[Observation]]
T = TypeVar("T", Fact, Observation)


def _by_indicator(found: Iterable[T]) -> dict[str, list[T]]:
    parted: dict[str, list[T]] = {}
    for one in found:
        parted.setdefault(one.indicator, []).append(one)
    return parted


def lay_out_evidence(
    observations: Iterable[Observation],
    catalogue: Catalogue,
    code: str,
    today: int,
    known_senders: Mapping[str, Sender] | None = None,
    together: Mapping[tuple[str, ...], Together] | None = None,
) -> TopicEvidence:
    """A desk from observations at hand; those that do not belong on it are left aside."""
    members_of = set(catalogue.topics[catalogue.indicators[code].topic].members)
    counted = _people(code)
    kept = tuple(observations)
    topic = [one for one in kept if one.indicator in members_of]
    return _laid_out(
        catalogue,
        code,
        today,
        [one for one in topic if one.indicator == code],
        facts_of(topic),
        examples_of(topic),
        laid_by_concept(topic, catalogue, today),
        [one for one in kept if (one.indicator, one.age) in counted],
        known_senders,
        together,
    )


def resting_on(series: Iterable[str], catalogue: Catalogue) -> frozenset[str]:
    """The indicators whose percentages are told as so many people by figures of ``series``."""
    counted = set(series)
    return frozenset(code for code in catalogue.indicators if any(name in counted for name, _ in _people(code)))


def _people(code: str) -> tuple[tuple[str, str], ...]:
    """The series and the age of the people that percentages of ``code`` are of; none for nobody."""
    words = load_message_words().get(code)
    return populations(words.people) if words else ()


def _laid_out(
    catalogue: Catalogue,
    code: str,
    today: int,
    figures: Iterable[Observation],
    known: tuple[Fact, ...],
    shown: tuple[Observation, ...],
    newest: NewestFigures,
    people: Iterable[Observation],
    known_senders: Mapping[str, Sender] | None = None,
    together: Mapping[tuple[str, ...], Together] | None = None,
) -> TopicEvidence:
    ordered = tuple(sorted(figures, key=_time))
    by_area: dict[str, list[Observation]] = {}
    by_group: dict[tuple[str, ...], list[Observation]] = {}
    for one in ordered:
        by_area.setdefault(one.area, []).append(one)
        key = (one.area, one.sex, one.age, one.residence, one.wealth, one.disability)
        by_group.setdefault(key, []).append(one)
    return TopicEvidence(
        catalogue,
        catalogue.indicators[code],
        words_of(catalogue.indicators[code]),
        ordered,
        known,
        shown,
        newest,
        tuple(people),
        targets_of(load_targets(catalogue), code),
        today,
        known_senders or {},
        together or {},
        by_area,
        by_group,
    )


def newest_sound(figures: Sequence[Observation], today: int) -> Observation | None:
    """The newest figure with a value that is no projection; else the newest of all."""
    valued = [one for one in figures if one.value is not None and not is_projection(one, today)]
    return (valued or list(figures))[-1] if figures else None


def split_dimensions(group: Group) -> int:
    """In how many dimensions a group is less than everybody."""
    return sum(getattr(group, name) != TOTAL for name in DIMENSIONS)


def _codes(group: Group) -> tuple[str, ...]:
    return tuple(getattr(group, name) for name in DIMENSIONS)


def _time(one: Observation) -> tuple[int, int]:
    return (one.year_start + one.year_end, one.year_end)
