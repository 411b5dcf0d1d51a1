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
from childrights.statistics import PAIRS, discoveries, word
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
    "contradicted": 0.20,
    "chance": 0.50,
    "too_few_to_tell": 0.60,
    "too_few_assumed": 0.60,
    "unjudged": 0.60,
    "unplaced": 0.60,
    "likely": 0.30,
    "handful": 0.50,
    "no_pace": 0.40,
    "not_looked": 0.60,
    "few_looked": 0.50,
    "looked": 0.30,
    "assumed": 0.10,
    "assumed_model": 0.10,
    "ageing": 0.10,
    "modelled": 0.10,
    "modelled_people": 0.10,
    "provisional": 0.15,
    "secondary": 0.15,
    "projected_people": 0.20,
    "no_interval": 0.10,
    "chance_assumed": 0.50,
    "chance_model": 0.50,
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
    "too_few": 0.05,
    "unjudged": 0.05,
    "best": 0.5,
    "worst": 0.9,
    "exact": 0.3,
    "first": 0.5,
    "last": 0.9,
    "among_best": 0.4,
    "among_worst": 0.7,
    "middle": 0.1,
    "likely_best": 0.3,
    "likely_worst": 0.5,
    "unplaced": 0.05,
    "unplaced_best": 0.05,
    "unplaced_worst": 0.1,
    "people": 0.5,
    "met": 0.3,
    "close": 0.3,
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
    missing after everything that was found: absence is the weakest evidence. Nobody asked for any of them: differences
    that may well be chance among so many are left out before anything is ranked
    (``childrights.statistics.discoveries``). What remains of a place is told with the difference that is likely.
    """
    kept: dict[str, tuple[Finding, TopicEvidence]] = {}
    for desk in desks:
        for finding in _findings(desk, area, period):
            if finding.verdict != DO_NOT_SAY:
                kept.setdefault(finding.ask.key, (finding, desk))
    picked = _largest(_discovered(list(kept.values())), area)
    found = [Candidate(finding, strength(finding), surprise(finding, desk)) for finding, desk in picked]
    return tuple(sorted(found, key=_order))


_Picks = list[tuple[Finding, TopicEvidence]]


def _discovered(found: _Picks) -> _Picks:
    """Without the differences that are claimed and do not stand in the family of all that were tested."""
    tested = [finding for finding, _ in found if finding.p is not None]
    stands = dict(
        zip((one.ask.key for one in tested), discoveries([float(one.p or 0.0) for one in tested]), strict=True)
    )
    return [(one, desk) for one, desk in found if one.way not in ("higher", "lower") or stands.get(one.ask.key, True)]


def _largest(found: _Picks, area: str) -> _Picks:
    """Of the country's places only those that are likely to differ most, with the difference that is likely."""
    places: dict[str, _Picks] = {}
    rest: _Picks = []
    for one, desk in found:
        if one.ask.kind != "place" or area != COUNTRY:
            rest.append((one, desk))
        elif one.way in ("higher", "lower"):
            places.setdefault(one.ask.indicator, []).append((one, desk))
    for of_indicator in places.values():
        of_indicator.sort(
            key=lambda pair: (-pair[0].results.get("likely", pair[0].results["difference"]), pair[0].ask.area)
        )
        rest += of_indicator[:PLACES_TOLD]
    return rest


def _size(found: Finding) -> float:
    return found.results.get("likely", found.results["difference"])


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


def _places(desk: TopicEvidence, own: Ask) -> Iterator[Finding]:
    """All places beside the country in the newest period that has any."""
    local = [one for one in desk.figures if one.area != COUNTRY and Group.of(one) == own.group]
    latest = newest_sound([one for one in local if not own.period or one.period_label == own.period], desk.today)
    latest = latest or newest_sound(local, desk.today)
    if latest is None:
        return
    for area in dict.fromkeys(one.area for one in local if one.period_label == latest.period_label):
        ask = Ask("place", own.indicator, area, latest.period_label, own.group, COUNTRY, picked=True)
        yield answer_question(ask, desk)


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
    size = _size(found) / FULL_POINTS
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
