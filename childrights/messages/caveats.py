"""What speaks against telling a figure, or must be said with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from childrights.catalogue import MEMBERS, Group, Observation
from childrights.messages.evidence import TopicEvidence
from childrights.messages.finding import NOTES, REFUSES, WEAKENS, ClaimReason, printed_value
from childrights.newest import is_projection
from childrights.snapshot import PARTED_BY, cautions, kinds, limits, note_parts, without
from childrights.statistics import (
    CANNOT_TELL,
    CAUTION_BELOW_CASES,
    CLEAR,
    FAIR_AFTER_YEARS,
    HIDDEN_BELOW_CASES,
    TOO_FEW_CASES,
    WEAK_AFTER_YEARS,
    KnownBreak,
    MeasureRefusal,
    Verdict,
    gap_between,
    interval_of,
    judging_cases,
    load_breaks,
)
from geo import COUNTRY, is_domain

OLD_AFTER_YEARS = WEAK_AFTER_YEARS
"""A figure older than this, about two rounds of household surveys, may only be told as history."""
AGEING_AFTER_YEARS = FAIR_AFTER_YEARS
_MISSING = {
    "too_few_cases": "too_few_cases",
    "not_given": "not_given",
    "suppressed": "hidden",
    "not_collected": "not_collected",
    "not_applicable": "not_applicable",
}


SLIGHT_POINTS = 1.0
"""Percentages that differ by less than this are told with the remark that it is little."""


def refuses(reasons: tuple[ClaimReason, ...]) -> bool:
    """Whether one of the reasons forbids the claim."""
    return any(one.weight == REFUSES for one in reasons)


def unsayable(one: Observation, desk: TopicEvidence) -> ClaimReason | None:
    """Why a figure may not be told at all: sensitive below the country, hidden or missing, under 25 cases, artefact."""
    if one.area != COUNTRY and desk.indicator.sensitivity != "public":
        return ClaimReason("sensitive", REFUSES)
    if one.value is None:
        return ClaimReason(_MISSING.get(one.status, "not_collected"), REFUSES)
    if (cases := judging_cases(one)) is not None and cases < HIDDEN_BELOW_CASES:
        return ClaimReason("few_cases", REFUSES, {"limit": HIDDEN_BELOW_CASES})
    if any(known.kind == "artefact" for known in _known_breaks(one)):
        return ClaimReason("artefact", REFUSES)
    return None


def caveats_of(one: Observation, desk: TopicEvidence) -> tuple[ClaimReason, ...]:
    """Everything that must be known before ``one`` is told; a single reason where it may not be told."""
    if (forbidden := unsayable(one, desk)) is not None:
        return (forbidden,)
    found = [ClaimReason("members", WEAKENS)] if one.layer == MEMBERS else []
    found += [ClaimReason("part", NOTES)] if one.scope else []
    found += [*_of_age(one, desk), *_of_cases(one), *_of_making(one, desk)]
    if _handful(one, desk) and not limits(one):
        found.append(ClaimReason("handful", WEAKENS))
    if extreme(one, desk):
        found.append(ClaimReason("extreme", WEAKENS))
    found += [ClaimReason(known.kind, WEAKENS) for known in _known_breaks(one)]
    if is_domain(one.area):
        found.append(ClaimReason("joined_area", NOTES, codes={"area": one.area}))
    if interval_of(one, desk.indicator) is None and desk.indicator.source_type == "survey":
        found.append(ClaimReason("no_interval" if one.sample_size is None else "other_cases", NOTES))
    return (*found, *_of_notes(one, desk, {reason.code for reason in found}))


_SAY_NO_INTERVAL = {"assumed", "assumed_side", "unjudged", "chance_assumed", "too_few_assumed", "extreme"}
SAYS: Mapping[str, tuple[str, ...]] = {
    "modelled": ("modelled",),
    "projected": ("modelled", "projected"),
    **dict.fromkeys(("no_interval", "other_cases", *_SAY_NO_INTERVAL), ("interval",)),
    "secondary": ("quoted",),
    "verify": ("quoted", "unverified"),
}
"""The kinds of notes that a reason says in its own words."""


def kinds_said(codes: Collection[str]) -> frozenset[str]:
    """The kinds of notes that reasons of these codes say in their own words."""
    return frozenset(kind for code in codes for kind in SAYS.get(code, ()))


def _of_notes(one: Observation, desk: TopicEvidence, codes: Collection[str]) -> list[ClaimReason]:
    """The notes of a figure and what limits the comparison of its indicator, each as it stands in the tables, but for
    what the reasons ``codes`` say already.

    A figure that is not of everybody is told only in words that say so.
    """
    said = kinds_said(codes) | ({"span"} if desk.words.spans else set())
    limiting, noted = limits(one), without(cautions(one, desk.indicator), said)
    comparing = without(note_parts(desk.indicator.comparability_note), said)
    found = [ClaimReason("population", WEAKENS, codes={"note": PARTED_BY.join(limiting)})] if limiting else []
    found += [ClaimReason("note", NOTES, codes={"note": part}) for part in noted if part not in limiting]
    if comparing:
        found.append(ClaimReason("comparability", NOTES, codes={"note": PARTED_BY.join(comparing)}))
    return found


def of_beginning(first: Observation, series: Iterable[Observation]) -> tuple[ClaimReason, ...]:
    """Why a change or a pace is told from ``first`` where ``series`` has earlier figures that do not join it.

    Who chose the year knows why; the start that a rule chose is told with its reason, or it looks chosen for the story.
    """
    earlier = [one for one in series if one.value is not None and one.year_end < first.year_end]
    gap = gap_between(max(earlier, key=lambda one: one.year_end), first) if earlier else None
    codes = {"period": first.period_label}
    return (ClaimReason("begins", NOTES, codes={**codes, "why": gap.reason}),) if gap is not None else ()


def of_newer(
    newer: tuple[Observation, ...], desk: TopicEvidence, told: tuple[ClaimReason, ...]
) -> tuple[ClaimReason, ...]:
    """The notes of the newer figures that are told beside, as far as those that are ``told`` do not say them."""
    parts = {part for one in told for part in note_parts(one.codes.get("note", ""))}
    # Beside another figure a model's stands as "modelled estimate".
    said = {"modelled", *kinds_said([one.code for one in told])}
    noted = {one: _notes_of_newer(one, desk, parts, said) for one in newer}
    found = dict.fromkeys(note for notes in noted.values() for note in notes)
    if len({one.period_label for one in newer}) == 1 or all(set(notes) == set(found) for notes in noted.values()):
        return (ClaimReason("newer_note", NOTES, codes={"note": "\n".join(found)}),) if found else ()
    dated: dict[str, dict[str, None]] = {}
    for one, notes in noted.items():
        dated.setdefault(one.period_label, {}).update(dict.fromkeys(notes))
    return tuple(
        ClaimReason("dated_note", NOTES, codes={"period": label, "note": "\n".join(notes)})
        for label, notes in dated.items()
        if notes
    )


def _notes_of_newer(
    one: Observation, desk: TopicEvidence, parts: Collection[str], said: Collection[str]
) -> tuple[str, ...]:
    indicator = desk.catalogue.indicators[one.indicator]
    comparing = note_parts(indicator.comparability_note) if indicator is not desk.indicator else ()
    noted, comparing = (
        tuple(part for part in without(row, said) if part not in parts) for row in (cautions(one, indicator), comparing)
    )
    return (*noted, *((PARTED_BY.join(comparing),) if comparing else ()))


def _known_breaks(one: Observation) -> list[KnownBreak]:
    return [
        known
        for known in load_breaks()
        if known.indicator == one.indicator and known.concerns(one) and known.holds(one)
    ]


def _of_age(one: Observation, desk: TopicEvidence) -> list[ClaimReason]:
    age = desk.today - one.year_end
    if is_projection(one, desk.today):
        return [ClaimReason("projected", WEAKENS)]
    found = []
    if age > OLD_AFTER_YEARS:
        found.append(ClaimReason("old", WEAKENS, {"age": age, "limit": OLD_AFTER_YEARS}, {"period": one.period_label}))
    elif age > AGEING_AFTER_YEARS:
        found.append(ClaimReason("ageing", NOTES, {"age": age}, {"period": one.period_label}))
    return found


def _of_cases(one: Observation) -> list[ClaimReason]:
    cases = judging_cases(one)
    if one.status == "small_sample" or (cases is not None and cases < CAUTION_BELOW_CASES):
        return [ClaimReason("small_sample", WEAKENS, {"limit": CAUTION_BELOW_CASES})]
    return []


def _of_making(one: Observation, desk: TopicEvidence) -> list[ClaimReason]:
    found = []
    if one.status == "modelled" or desk.indicator.source_type == "modelled":
        found.append(ClaimReason("modelled", NOTES))
    # A note that says from what it was added up says that it was worked out.
    if one.status == "provisional" or (one.status == "derived" and "added_up" not in kinds(one.note)):
        found.append(ClaimReason(one.status, NOTES))
    source = desk.catalogue.sources.get(one.source)
    if source is not None and source.trust == "verify":
        found.append(ClaimReason("verify", WEAKENS))
    if source is not None and source.trust == "secondary":
        found.append(ClaimReason("secondary", NOTES))
    return found


_JUDGED = {"rule": ("assumed", "chance_assumed"), "modelled": ("assumed_model", "chance_model")}
"""What goes with a difference that is claimed, and with one that is not, where the uncertainty is assumed."""


def of_verdict(found: Verdict, desk: TopicEvidence) -> tuple[ClaimReason, ...]:
    """What the comparison of two figures that may be compared asks for."""
    claimed, doubted = _JUDGED.get(found.basis, ("", "chance"))
    if found.code == CLEAR:
        return (ClaimReason(claimed, NOTES),) if claimed else ()
    if found.code == CANNOT_TELL:
        return (ClaimReason("unjudged", WEAKENS, codes={"areas": "; ".join(reversed(found.missing))}),)
    if not found.difference:
        return (ClaimReason("equal", WEAKENS),)
    if claimed:
        return (ClaimReason("too_few_assumed" if found.code == TOO_FEW_CASES else doubted, WEAKENS),)
    ends = {"low": found.lower, "high": found.upper}
    numbers = {name: printed_value(float(end or 0.0), desk.indicator) for name, end in ends.items()}
    return (ClaimReason("too_few_to_tell" if found.code == TOO_FEW_CASES else doubted, WEAKENS, numbers),)


def of_size(difference: float, desk: TopicEvidence) -> tuple[ClaimReason, ...]:
    """The remark that a claimed difference of percentages is slight."""
    slight = desk.indicator.unit == "percent" and 0 < difference < SLIGHT_POINTS
    return (ClaimReason("slight", NOTES),) if slight else ()


def extreme(one: Observation, desk: TopicEvidence) -> bool:
    """Whether a survey says exactly none or all of a group, of a sample of unknown size: often a handful of cases."""
    survey = desk.indicator.unit == "percent" and desk.indicator.source_type == "survey"
    alone = interval_of(one, desk.indicator) is None and not Group.of(one).is_total
    return survey and alone and one.value in (0.0, 100.0)


def _handful(one: Observation, desk: TopicEvidence) -> bool:
    """Whether a survey's figure of persons with a disability comes without a number of them that is large enough.

    They are about 3 in 100 of a sample (3.22 % of children aged 2-9 in 2011-12), so that a national figure may rest on
    twenty.
    """
    survey = desk.indicator.source_type == "survey" and one.disability == "with_disability"
    return survey and one.lower is None and (judging_cases(one) or 0) < CAUTION_BELOW_CASES


def of_refusal(refusal: MeasureRefusal) -> ClaimReason:
    """A refusal of the library as a reason; ``missing`` are the codes it speaks of."""
    return ClaimReason(f"refusal:{refusal.code}", REFUSES, codes={"missing": "; ".join(refusal.missing)})


def together(*several: tuple[ClaimReason, ...]) -> tuple[ClaimReason, ...]:
    """All reasons once, those that forbid first, then those that weaken."""
    order = (REFUSES, WEAKENS, NOTES)
    said = {one.code for given in several for one in given}
    several = tuple(tuple(one for one in given if one.code not in _implied(said)) for given in several)
    unique = {(one.code, *sorted(one.numbers.items()), *sorted(one.codes.items())): one for r in several for one in r}
    found = sorted(unique.values(), key=lambda one: order.index(one.weight))
    return tuple(one for one in found if one.weight == REFUSES) or tuple(found)


def _implied(codes: set[str]) -> set[str]:
    """Reasons that another one says already."""
    found = {"no_interval", "other_cases"} if codes & _SAY_NO_INTERVAL else set()
    found |= {"handful"} if "extreme" in codes else set()
    return found | ({"modelled"} if "projected" in codes else set())
