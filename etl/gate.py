"""The last gate before a figure enters a snapshot: known codes, sound values, one figure per key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from childrights.cases import case_rule, rests_on_cases
from childrights.catalogue import Catalogue
from childrights.model import (
    DISABILITIES,
    RESIDENCES,
    SEXES,
    STATUSES,
    VALUELESS_STATUSES,
    WEALTHS,
    Observation,
    is_age,
)
from etl.sources import SMALL_NOTES, Rejected
from geo.areas import COUNTRY, AreaError, parse_area
from geo.domains import domains_of

FIRST_YEAR, LAST_YEAR = 1900, 2100
_VOCABULARIES = {"sex": SEXES, "residence": RESIDENCES, "wealth": WEALTHS, "disability": DISABILITIES}


@dataclass(frozen=True, slots=True)
class Gated:
    """What came through, what did not and why, and what a later figure for the same key replaced."""

    accepted: tuple[Observation, ...]
    rejected: tuple[Rejected, ...]
    superseded: tuple[tuple[Observation, str], ...]


def gate(observations: Iterable[Observation], catalogue: Catalogue, survey_of: Callable[[str], str]) -> Gated:
    """Let sound observations through.

    ``observations`` come in the order in which they were published: of several for one key a later upload
    replaces what stood there before, while two in one file or in two shipped sources are both rejected unless
    they agree. ``survey_of`` gives the survey whose list of domains a source must keep to, or ``""``.
    """
    rejected: list[Rejected] = []
    superseded: list[tuple[Observation, str]] = []
    standing: dict[tuple[str, ...], Observation] = {}
    conflicted: set[tuple[str, ...]] = set()
    for published in observations:
        observation = within_case_rule(published, catalogue)
        reason = fault(observation, catalogue, survey_of(observation.source))
        if reason:
            rejected.append(_rejected(observation, reason))
            continue
        key = observation.key
        before = standing.get(key)
        if before is not None and before.upload == observation.upload:
            if before.value == observation.value and before.status == observation.status:
                rejected.append(_rejected(observation, f"the same figure stands at {before.sheet}!{before.cell}"))
                continue
            conflicted.add(key)
            rejected.append(_rejected(observation, f"another figure stands at {before.sheet}!{before.cell}"))
            continue
        if before is not None:
            superseded.append((before, observation.id))
        standing[key] = observation
    for key in conflicted:
        kept = standing.pop(key)
        rejected.append(_rejected(kept, "two different figures for the same place, period and group"))
    return Gated(tuple(standing.values()), tuple(rejected), tuple(superseded))


def within_case_rule(observation: Observation, catalogue: Catalogue) -> Observation:
    """The figure as the rule for small samples lets it stand, whoever sent it: a survey's figure that rests on fewer
    than 25 cases loses its value, one on 25 to 49 is marked for brackets. Anything else is returned as it is."""
    indicator = catalogue.indicators.get(observation.indicator)
    cases = rests_on_cases(observation, indicator) if indicator else None
    if cases is None or observation.value is None:
        return observation
    status = {"hide": "suppressed", "brackets": "small_sample"}.get(case_rule(cases), "")
    if not status or observation.status == status:
        return observation
    note = "; ".join(part for part in (SMALL_NOTES[status], observation.note) if part)
    if status == "suppressed":
        observation = replace(observation, value=None, numerator=None, denominator=None, sample_size=None)
        return replace(observation, lower=None, upper=None, status=status, note=note)
    return replace(observation, status=status, note=note)


def fault(observation: Observation, catalogue: Catalogue, survey: str = "") -> str:
    """Why ``observation`` may not enter a snapshot, as a sentence; empty when it may."""
    indicator = catalogue.indicators.get(observation.indicator)
    if indicator is None:
        return f"'{observation.indicator}' is not an indicator of the catalogue"
    if observation.source and observation.source not in catalogue.sources:
        return f"'{observation.source}' is not in the sources table"
    if not observation.source and not observation.upload:
        return "the figure has neither a source nor an upload"
    return (
        _fault_of_place(observation, survey)
        or _fault_of_group(observation)
        or _fault_of_value(observation, indicator.minimum, indicator.maximum)
        or _fault_of_sensitivity(observation, indicator.sensitivity)
    )


def _fault_of_place(observation: Observation, survey: str) -> str:
    try:
        parse_area(observation.area)
    except AreaError as error:
        return str(error)
    if survey and observation.area != COUNTRY:
        listed = {domain.area for domain in domains_of(survey, observation.period_label)}
        if listed and observation.area not in listed and "+" in observation.area:
            return f"'{observation.area}' is not an area of {survey} {observation.period_label}"
    if not FIRST_YEAR <= observation.year_start <= observation.year_end <= LAST_YEAR:
        return f"'{observation.period_label}' is not a period"
    return ""


def _fault_of_group(observation: Observation) -> str:
    for dimension, vocabulary in _VOCABULARIES.items():
        code = getattr(observation, dimension)
        if code not in vocabulary:
            return f"'{code}' is not a code of {dimension}"
    if not is_age(observation.age):
        return f"'{observation.age}' is not an age group"
    return ""


def _fault_of_value(observation: Observation, minimum: float | None, maximum: float | None) -> str:
    if observation.status not in STATUSES:
        return f"'{observation.status}' is not a status"
    empty = observation.value is None
    if empty != (observation.status in VALUELESS_STATUSES):
        return "a figure without a value must say why, and one with a value must not be marked as missing"
    for value in (observation.value, observation.lower, observation.upper):
        if value is not None and not ((minimum is None or value >= minimum) and (maximum is None or value <= maximum)):
            return f"{value:g} lies outside what is possible for this indicator"
    bounds = (observation.lower, observation.value, observation.upper)
    known = [value for value in bounds if value is not None]
    if known != sorted(known):
        return "the value does not lie inside its interval"
    return ""


def _fault_of_sensitivity(observation: Observation, sensitivity: str) -> str:
    if sensitivity == "case_data_suppress" and observation.area != COUNTRY:
        return "this indicator is shown for the whole country only, to protect children"
    return ""


def _rejected(observation: Observation, reason: str) -> Rejected:
    value = "" if observation.value is None else f"{observation.value:g}"
    return Rejected(observation.source, observation.upload, observation.sheet, observation.cell, value, reason)


def shrinkage(before: Sequence[tuple[str, int]], after: Sequence[tuple[str, int]]) -> list[str]:
    """Which inputs give fewer observations than they gave before: ``(source or upload, count)`` pairs in."""
    now = dict(after)
    return [f"{name}: {count} before, {now[name]} now" for name, count in before if name in now and now[name] < count]
