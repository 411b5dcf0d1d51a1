"""What could be said of a selection, the most telling first: strength of evidence times surprise, both judged openly.

The weights are ours, stated here, not a measurement. A refusal is never a candidate.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from childrights.catalogue import DIMENSIONS, MEMBERS, TOTAL, Group, Observation
from childrights.messages.composing import answer_question
from childrights.messages.evidence import TopicEvidence, newest_sound
from childrights.messages.finding import DO_NOT_SAY, Ask, Finding
from childrights.messages.no_data import absences
from childrights.statistics import PAIRS, word
from geo import COUNTRY

PENALTIES: Mapping[str, float] = {
    "old": 0.30,
    "small_sample": 0.40,
    "projected": 0.40,
    "verify": 0.50,
    "outlier": 0.40,
    "records": 0.40,
    "swings": 0.50,
    "unknown": 0.40,
    "population": 0.40,
    "overlap": 0.50,
    "unjudged": 0.60,
    "rank_range": 0.60,
    "no_pace": 0.40,
    "not_looked": 0.60,
    "few_looked": 0.50,
    "looked": 0.30,
    "assumed": 0.10,
    "ageing": 0.10,
    "modelled": 0.10,
    "modelled_people": 0.10,
    "provisional": 0.15,
    "secondary": 0.15,
    "projected_people": 0.20,
    "no_interval": 0.10,
    "overlap_assumed": 0.50,
    "equal": 0.50,
    "slight": 0.30,
    "extreme": 0.60,
    "members": 0.60,
}
"""What each reason takes off the strength of 1; never below ``LEAST``."""
OVERTAKEN = 0.40
"""What a newer figure takes off the strength of an older one."""
LEAST = 0.1
FULL_POINTS, FULL_RELATIVE = 30.0, 60.0
"""A difference of so many percentage points, or for other units of so many per cent, is as surprising as can be."""
WORSE_BONUS = 0.3
"""Added to the surprise of a change for the worse."""
SURPRISE: Mapping[str, float] = {
    "unclear": 0.1,
    "unjudged": 0.05,
    "best": 0.5,
    "worst": 0.9,
    "exact": 0.3,
    "between": 0.05,
    "people": 0.5,
    "met": 0.3,
    "on_track": 0.3,
    "too_slow": 0.6,
    "wrong_way": 0.9,
    "missed": 0.7,
    "no_clear_change": 0.3,
    "to_go": 0.3,
}
FULL_SILENCE = 150
"""The score of a gap (``childrights.gaps``) that is as surprising as can be."""
CONTEXT_SHARE = 0.4
"""What is left of the surprise of a figure that only describes."""
PLACES_TOLD, SILENCES_TOLD = 3, 2
TAUTOLOGIES = frozenset({("iwi_poor_35", "wealth")})
"""Splits by what the indicator itself measures: that the poorest own least is no finding."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One finding that may be told. ``strength`` and ``surprise`` lie between 0 and 1; ``score`` is their product."""

    finding: Finding
    strength: float
    surprise: float

    @property
    def score(self) -> float:
        """What candidates are ordered by."""
        return self.strength * self.surprise


def candidates(desks: Iterable[TopicEvidence], area: str = COUNTRY, period: str = "") -> tuple[Candidate, ...]:
    """Everything that may be told of the indicators on ``desks`` for ``area``, the most telling first.

    For the country also the places that differ most from it. ``period`` limits levels and comparisons to one period.
    Each finding stands once, by its key; what rests on members' figures comes after what is published, and what is
    missing after everything that was found: absence is the weakest evidence.
    """
    found: dict[str, Candidate] = {}
    for desk in desks:
        for finding in _findings(desk, area, period):
            if finding.verdict != DO_NOT_SAY:
                one = Candidate(finding, strength(finding), surprise(finding, desk))
                found.setdefault(finding.ask.key, one)
    return tuple(
        sorted(found.values(), key=lambda one: (_is_silence(one), _unchecked(one), -one.score, one.finding.ask.key))
    )


def _order(one: Candidate) -> tuple[bool, bool, float, str]:
    return _is_silence(one), _unchecked(one), -one.score, one.finding.ask.key


def _is_silence(one: Candidate) -> bool:
    return one.finding.ask.kind == "absence"


def _unchecked(one: Candidate) -> bool:
    return any(figure.layer == MEMBERS for figure in one.finding.figures)


def _findings(desk: TopicEvidence, area: str, period: str) -> Iterator[Finding]:
    code = desk.indicator.code
    if area == COUNTRY or all(one.layer == MEMBERS for one in desk.figures):
        for gap in absences(desk)[:SILENCES_TOLD]:
            yield answer_question(Ask("absence", code, versus=gap.kind), desk)
    if not desk.figures:
        return
    level = answer_question(Ask("level", code, area, period), desk)
    yield level
    own = level.ask
    yield answer_question(replace(own, kind="change"), desk)
    if area == COUNTRY:
        yield answer_question(replace(own, kind="target"), desk)
        yield from _places(desk, own)
    else:
        yield answer_question(replace(own, kind="place", versus=COUNTRY), desk)
        yield answer_question(replace(own, kind="rank"), desk)
    yield answer_question(replace(own, kind="people"), desk)
    for name in DIMENSIONS:
        yield from _groups(desk, own, name, period)


def _places(desk: TopicEvidence, own: Ask) -> list[Finding]:
    """The places that differ most clearly from the country in the newest period that has any."""
    local = [one for one in desk.figures if one.area != COUNTRY and Group.of(one) == own.group]
    latest = newest_sound([one for one in local if not own.period or one.period_label == own.period], desk.today)
    latest = latest or newest_sound(local, desk.today)
    if latest is None:
        return []
    areas = dict.fromkeys(one.area for one in local if one.period_label == latest.period_label)
    asks = (Ask("place", own.indicator, area, latest.period_label, own.group, COUNTRY) for area in areas)
    clear = [one for one in (answer_question(ask, desk) for ask in asks) if one.way in ("higher", "lower")]
    return sorted(clear, key=lambda one: (-one.results["difference"], one.ask.area))[:PLACES_TOLD]


def _groups(desk: TopicEvidence, own: Ask, name: str, period: str) -> Iterator[Finding]:
    """Who is furthest behind by one dimension; for a figure that is only described, the two sides of it."""
    if desk.indicator.unit == "number" or (own.indicator, name) in TAUTOLOGIES:
        return
    base = replace(own.group, **{name: TOTAL})
    split = [one for one in desk.of_area(own.area) if _split_by(one, name, base)]
    latest = newest_sound([one for one in split if not period or one.period_label == period], desk.today)
    if latest is None:
        return
    if name != "age" and not desk.indicator.is_context:
        yield answer_question(Ask("gap", own.indicator, own.area, latest.period_label, base, name), desk)
    elif name in PAIRS:
        first, second = PAIRS[name]
        group = replace(base, **{name: first})
        yield answer_question(Ask("group", own.indicator, own.area, latest.period_label, group, second), desk)


def _split_by(one: Observation, name: str, base: Group) -> bool:
    return getattr(one, name) != TOTAL and replace(Group.of(one), **{name: TOTAL}) == base


def strength(found: Finding) -> float:
    """How far one may lean on a finding."""
    taken = sum(PENALTIES.get(one.code, 0.0) for one in found.reasons)
    return max(LEAST, 1.0 - taken - (OVERTAKEN if found.newer else 0.0))


def surprise(found: Finding, desk: TopicEvidence) -> float:
    """How much a finding tells that a reader would not expect."""
    return _surprise(found, desk) * (CONTEXT_SHARE if found.indicator.is_context else 1.0)


def _surprise(found: Finding, desk: TopicEvidence) -> float:
    kind = found.ask.kind
    if kind == "absence":
        gap = next(one for one in absences(desk) if one.kind == found.way)
        return min(1.0, gap.score / FULL_SILENCE)
    if kind == "level":
        return _of_level(found)
    if found.way not in ("higher", "lower"):
        return SURPRISE.get(found.way, 0.1)
    size = found.results["difference"] / FULL_POINTS
    if found.indicator.unit != "percent":
        size = found.results.get("relative", 0.0) / FULL_RELATIVE
    worse = kind == "change" and word(found.results["other"], found.results["value"], found.indicator.polarity)
    return min(1.0, size + (WORSE_BONUS if worse == "worse" else 0.0))


def _of_level(found: Finding) -> float:
    """A level tells more the further it is from where it should be."""
    if found.indicator.unit != "percent" or found.indicator.is_context:
        return 0.25
    value = min(max(found.results["value"], 0.0), 100.0)
    lacking = 100 - value if found.indicator.polarity == "higher_better" else value
    return 0.2 + 0.5 * lacking / 100
