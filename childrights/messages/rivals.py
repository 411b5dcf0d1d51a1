"""Another series of the same concept that says something else of the same place, people and year.

Whoever tells one of the two can be contradicted with the other, so the sentence names both. Neither is called wrong: a
survey and a register ask differently, and a model smooths what both say. Rates of the five and of the ten years before
a survey are two definitions, of which each sentence says its own; they differ by nature and contradict nothing. A model
gives one year each: it contradicts a rate of ten years only where it does in every one of the ten, since a rate that
fell from 106 to 65 meanwhile was both.
"""

from __future__ import annotations

from collections.abc import Sequence

from childrights.catalogue import PUBLISHED, Group, Observation
from childrights.messages.evidence import TopicEvidence
from childrights.messages.vocabulary import words_of
from childrights.newest import SOUND_TRUSTS, making
from childrights.statistics import MODELLED, interval_of
from geo import ground

RIVAL_POINTS, RIVAL_SHARE = 2.0, 0.1
"""Two series contradict each other by more than so many percentage points, for other units by more than this share of
the smaller figure: less is how rounding and re-analysis differ, which notes say (up to 0.7 points here)."""
KINDS_NAMED = ("level", "place", "change", "target", "people")
"""Kinds of messages about one figure, whose sentence names a rival; ranks and gaps are of many of one series."""


def rival(one: Observation, desk: TopicEvidence) -> Observation | None:
    """The figure that contradicts a published one most, of a source of high or good trust; ``None`` without any."""
    if one.layer != PUBLISHED or one.value is None or one.scope:
        return None
    members = desk.catalogue.concept_of(one.indicator).members
    row = desk.newest.by_key.get((members, ground(one.area, one.year_end), Group.of(one)), ())
    found = [other for other in row if _contradicts(one, other, desk) and not _met_on_the_way(one, other, row, desk)]
    return max(found, key=lambda other: abs(float(other.value or 0.0) - float(one.value or 0.0)), default=None)


def _contradicts(one: Observation, other: Observation, desk: TopicEvidence) -> bool:
    known = desk.catalogue.indicators
    source = desk.catalogue.sources.get(other.source)
    same_unit = known[one.indicator].unit == known[other.indicator].unit
    spans = [words_of(known[code]).spans for code in (one.indicator, other.indicator)]
    then = one.year_start <= other.year_end and other.year_start <= one.year_end
    if all(spans) and spans[0] != spans[1]:
        return False
    if one.indicator == other.indicator or not same_unit or not then or source is None:
        return False
    return source.trust in SOUND_TRUSTS and _apart(one, other, desk)


def _apart(one: Observation, other: Observation, desk: TopicEvidence) -> bool:
    """Whether two figures of one unit differ by more than series do, and by more than chance."""
    known = desk.catalogue.indicators
    first, second = float(one.value or 0.0), float(other.value or 0.0)
    least = RIVAL_POINTS if known[one.indicator].unit == "percent" else RIVAL_SHARE * min(abs(first), abs(second))
    if abs(first - second) <= least:
        return False
    ours, theirs = interval_of(one, known[one.indicator]), interval_of(other, known[other.indicator])
    return not (ours and theirs) or ours.upper < theirs.lower or theirs.upper < ours.lower


def _met_on_the_way(one: Observation, other: Observation, row: Sequence[Observation], desk: TopicEvidence) -> bool:
    """Whether a rate of several years is what the model gives for one of them."""
    for counted, model in ((one, other), (other, one)):
        years = words_of(desk.catalogue.indicators[counted.indicator]).years_before
        if years and making(model, desk.catalogue) == MODELLED:
            then = range(counted.year_end - years, counted.year_end + 1)
            of_model = [each for each in row if each.indicator == model.indicator and each.year_end in then]
            return not all(_apart(counted, each, desk) for each in of_model)
    return False
