"""The order of findings: the most telling first, none twice in other words, no topic too often, silence last.

A finding weighs what its message weighs (strength of evidence times surprise), less with every year of its figure, less
where it speaks of a narrower group of people, more where the State has a target for it. The weights are ours, stated
here, not a measurement.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from childrights.catalogue import MEMBERS, Catalogue, Group
from childrights.composer.desks import Desks
from childrights.composer.kinds import CLEAR_WAYS, SIZE, is_silence, sides, tells_groups
from childrights.composer.scope import Scope
from childrights.messages import Candidate, Finding, TopicEvidence
from geo import COUNTRY

HALVED_AFTER_YEARS = 5
"""A finding weighs half as much when its figure is so old: about one round of household surveys."""
NARROW, PROMISED, CONTEXT = 0.6, 1.4, 0.5
"""What is left of a finding on few of all children (students of some grades, users of the internet); how much more a
figure says that the State has a target for; what is left of one under no right where rights stand beside it."""
FEW, OF_FEW = 50, 0.3
"""A count that never reached so many swings from year to year by itself, and so much is left of its changes."""
CONTEXT_CLUSTER = "CTX"
MOST_PER_TOPIC = 2
FIRST = 5
"""A finding on groups stands among so many first ones where there is a clear one."""


_Weighed = tuple[Candidate, float]
_Figure = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate in its place. ``told`` says whether a paper may tell it: not what another one says already, nor the
    third of a topic. ``weight`` is what it was ordered by."""

    candidate: Candidate
    weight: float
    told: bool

    @property
    def finding(self) -> Finding:
        """What was found."""
        return self.candidate.finding


def ranked(desks: Desks, scope: Scope, period: str = "") -> tuple[Ranked, ...]:
    """Everything that may be said of ``scope``: what a paper may tell, then what only repeats that or comes too often.

    In both, findings before silences, published figures before members', the most telling first. Raises
    ``UnknownCode``.
    """
    found = _weighed(desks, scope, period)
    kept = _distinct(found, desks.catalogue, scope.place, once=not scope.one_thing)
    if scope.place != COUNTRY and not scope.one_thing:
        # What nobody knows of the whole country is not told of one place.
        kept = [one for one in kept if not is_silence(one[0].finding)]
    told = _spread(kept, scope)
    groups = [one for one in kept if tells_groups(one[0].finding)]
    clear = [one for one in groups if _leads(one[0].finding)]
    if clear and not any(one in clear for one in told[:FIRST]):
        told = _spread(kept, scope, clear[0], FIRST - 1)
    elif groups and not any(one in groups for one in told):
        told = _spread(kept, scope, groups[0], len(told) - 1)
    keys = {one[0].finding.ask.key for one in told}
    rest = [one for one in found if one[0].finding.ask.key not in keys]
    ordered = [(one, True) for one in told] + [(one, False) for one in rest]
    ordered.sort(key=lambda pair: (not pair[1], is_silence(pair[0][0].finding)))
    return tuple(Ranked(candidate, weight, is_told) for (candidate, weight), is_told in ordered)


def _leads(found: Finding) -> bool:
    """Whether it is a clear difference between groups in something that is better or worse."""
    return tells_groups(found) and found.way in CLEAR_WAYS and not found.indicator.is_context


def _weighed(desks: Desks, scope: Scope, period: str) -> list[_Weighed]:
    """The candidates by weight. Where more than the size of a figure is told, the most telling of it weighs as much as
    the size would, and so stands where the figure alone would have stood."""
    known = desks.at(scope.place)
    wide = not (scope.right or scope.one_thing or scope.article)
    found = []
    for one in desks.candidates(scope, period):
        weight = _weight(one, known[one.finding.ask.indicator], desks.today)
        outside = wide and one.finding.indicator.cluster == CONTEXT_CLUSTER
        found.append((one, weight * CONTEXT if outside else weight))
    found.sort(key=_order)
    sizes: dict[_Figure, float] = {}
    for one, weight in found:
        if sides(one.finding) == {SIZE}:
            sizes.setdefault(_figure(one.finding, desks.catalogue, scope.place), weight)
    raised = []
    for one, weight in found:
        size = 0.0
        if sides(one.finding) > {SIZE}:
            size = sizes.pop(_figure(one.finding, desks.catalogue, scope.place), 0.0)
        raised.append((one, max(weight, size)))
    return sorted(raised, key=_order)


def _order(one: _Weighed) -> tuple[bool, bool, float, int, str]:
    candidate, weight = one
    unchecked = any(figure.layer == MEMBERS for figure in candidate.finding.figures)
    more = -len(sides(candidate.finding))
    return is_silence(candidate.finding), unchecked, -weight, more, candidate.finding.ask.key


def _weight(one: Candidate, desk: TopicEvidence, today: int) -> float:
    found = one.finding
    if not found.figures or is_silence(found):
        return one.score
    weight = one.score * math.pow(0.5, max(0, today - found.own.year_end) / HALVED_AFTER_YEARS)
    counts = [found.results.get(name, FEW) for name in ("value", "other")]
    if found.ask.kind == "change" and found.indicator.unit == "number" and max(counts) < FEW:
        weight *= OF_FEW
    if desk.words.limit_en:
        weight *= NARROW
    if found.ask.kind == "level" and desk.targets and not found.indicator.is_context:
        weight *= PROMISED
    return weight


def _figure(found: Finding, catalogue: Catalogue, place: str) -> _Figure:
    """What a finding is about: a figure whichever series of its concept has it, and of a province whether it has the
    figure alone or together with others; of a silence, the topic."""
    if is_silence(found):
        return (found.indicator.topic,)
    own = found.own
    group = Group() if tells_groups(found) else Group.of(own)
    area = own.area if place == COUNTRY else place
    return catalogue.concept_of(own.indicator).members, area, own.year_end, group


def _distinct(found: Sequence[_Weighed], catalogue: Catalogue, place: str, *, once: bool) -> list[_Weighed]:
    """Without what another finding says already: the same sides of the same figure, the size of one of which more is
    told, and an older figure where the newer one, which must be told with it, is told by itself.

    Where a figure is told ``once``, it has one sentence, however much may be said of it: among many topics its change
    and its distance to a target would both begin with the same number.
    """
    more = {
        _figure(one.finding, catalogue, place)
        for one, _ in found
        if SIZE in sides(one.finding) and len(sides(one.finding)) > 1
    }
    said: dict[_Figure, set[str]] = {}
    ids: set[str] = set()
    kept = []
    for one, weight in found:
        about, claims = _figure(one.finding, catalogue, place), sides(one.finding)
        known = said.get(about, set())
        again = claims <= known or (once and bool(claims & known))
        only_size = claims == {SIZE} and about in more
        overtaken = SIZE in claims and any(newer.id in ids for newer in one.finding.newer)
        if again or only_size or overtaken:
            continue
        said.setdefault(about, set()).update(claims)
        ids.update(figure.id for figure in one.finding.figures[:1])
        kept.append((one, weight))
    return kept


def _spread(kept: Sequence[_Weighed], scope: Scope, group: _Weighed | None = None, at: int = 0) -> list[_Weighed]:
    """What is told: no topic too often where there are several; ``group``, a finding on groups, in the place ``at``."""
    most = len(kept) if scope.one_thing else MOST_PER_TOPIC
    counted: dict[str, int] = {group[0].finding.indicator.topic: 1} if group else {}
    told = []
    for one in kept:
        topic = one[0].finding.indicator.topic
        if one is not group and counted.get(topic, 0) < most:
            counted[topic] = counted.get(topic, 0) + 1
            told.append(one)
    if group is not None:
        told.insert(at, group)
    return told
