"""What a person may decide about a file, and how decisions add up. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from childrights.catalogue import Catalogue
from etl.labels import PROPOSAL_LIMITS, fitting, may_be_year
from geo import COUNTRY, PROVINCES, Gazetteer, area_name
from ui.contribute.cause_kinds import NO_YEARS, Cause, means

AREAS, INDICATORS, YEAR, YEARS, UNIT, NUMBERS = "areas", "indicators", "year", "years", "unit", "numbers"
SKIP, PROPOSE, PEOPLE = "skip", "propose", "people"
EXAMPLE = "example"
"""Words that call figures an example: decided like those of a part of the people, but told in words of their own."""
WHOLE, PART = "whole", "part"
"""Whether figures are of everybody in the province, or of a part of the people only."""
PARTED = "\x1f"
"""Parts the places of one decision about numbers; no sheet has it in its name."""
FIRST_YEAR = 1990
NOT_AS_BEFORE = ""
PROPORTION = "proportion"
_KINDS = {"indicators": "indicator", "areas": "area"}
_ONE_OF = (AREAS, INDICATORS, YEARS, SKIP, PROPOSE)
_WHOLE_FILE = ("nowhere", "several")
_UNKNOWN_PLACES = ("unknown", "doubtful", "typo")
_UNKNOWN_NAMES = ("unknown", "doubtful", "nowhere", "dhs", "dhs_span")


@dataclass(frozen=True, slots=True)
class Cure:
    """One decision: ``label`` in the file means ``code``. ``part`` is a part of the engine's decisions.

    For numbers ``label`` is the place, or several of them ``PARTED``, and ``code`` the kind of doubt and the reading
    (``proportion:percent``); ``details`` holds what else is told: an example of the reading, a reason, the words of a
    proposal.
    """

    part: str
    label: str
    code: str = ""
    details: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """A short name that stays the same from rerun to rerun, for widgets."""
        return hashlib.sha256("\x1f".join((self.part, self.label, self.code)).encode()).hexdigest()[:12]

    @property
    def about(self) -> tuple[str, str, str]:
        """What is decided: of two decisions about the same thing the later one counts."""
        return self.part, self.label, self.code.partition(":")[0] if self.part == NUMBERS else ""

    def detail(self, name: str) -> str:
        """One of the details, empty when it was not told."""
        return dict(self.details).get(name, "")


@dataclass(frozen=True, slots=True)
class CureOffer:
    """What can be decided about a cause: one-click ``proposals``, ``choices`` of codes for ``part``, leaving out,
    proposing a new indicator."""

    part: str = ""
    proposals: tuple[Cure, ...] = ()
    choices: tuple[str, ...] = ()
    can_skip: bool = False
    can_propose: bool = False

    def cure(self, cause: Cause, code: str) -> Cure:
        """The decision for ``code``, one of ``choices``."""
        return Cure(self.part, "" if self.part == YEAR else cause.label, code)


NOTHING = CureOffer()


def offer(cause: Cause, catalogue: Catalogue, gazetteer: Gazetteer, this_year: int) -> CureOffer:
    """What can be decided about ``cause`` on the screen; for other causes the cell itself must be corrected.

    Only what the wording of the file may mean without contradicting itself is offered.
    """
    if cause.places:
        return CureOffer(NUMBERS, _readings(cause))
    if cause.code == "unknown_year":
        return _offer_year(cause, this_year)
    if not cause.label:
        return NOTHING
    skip = cause.severity == "error"
    if cause.code == "unknown_area":
        return _offer_area(cause, gazetteer, skip)
    if cause.code == "unknown_indicator":
        if cause.variant == "not_this":
            meant = dict.fromkeys(dict(one.params).get("meant", "") for one in cause.problems)
            proposals = tuple(Cure(INDICATORS, cause.label, code) for code in meant if code)
            return CureOffer(INDICATORS, proposals, can_skip=skip)
        if cause.variant not in _UNKNOWN_NAMES:
            return CureOffer(can_skip=skip)
        told = [dict(one.params) for one in cause.problems]
        others = fitting(
            cause.label, catalogue.indicators.values(), list(dict.fromkeys(one.get("figures", "") for one in told))
        )
        codes = [code for code in told[0].get("candidates", "").split(", ") if code in others]
        choices = (*codes, *(code for code in others if code not in codes))
        return CureOffer(
            INDICATORS,
            tuple(Cure(INDICATORS, cause.label, code) for code in codes),
            choices,
            skip,
            skip and len(cause.label) <= PROPOSAL_LIMITS["label"],
        )
    if cause.code == "missing_unit":
        params = dict(cause.problems[0].params)
        if cause.variant == "decided" or params.get("sure"):
            return CureOffer(can_skip=skip)  # Words that state another unit cannot be decided away.
        unit = params.get("unit", "")
        units = (unit, PROPORTION) if unit == "percent" else (unit,)
        return CureOffer(UNIT, tuple(Cure(UNIT, cause.label, one) for one in units if one), can_skip=skip)
    if cause.code == "unknown_category" and cause.variant == PEOPLE:
        return CureOffer(PEOPLE, tuple(Cure(PEOPLE, cause.label, code) for code in (WHOLE, PART)))
    if cause.code == "unknown_category" and cause.variant in (EXAMPLE, "not_used"):
        return CureOffer(PEOPLE, (Cure(PEOPLE, cause.label, WHOLE, ((EXAMPLE, "yes"),)),), can_skip=skip)
    if cause.code == "unknown_category":
        return CureOffer(can_skip=skip)
    return NOTHING


def _readings(cause: Cause) -> tuple[Cure, ...]:
    """One decision for each thing the doubtful numbers may mean, with the first cell it settles as its example."""
    kind = "unit" if cause.code == "missing_unit" else cause.variant
    found: dict[str, Cure] = {}
    for problem in cause.problems:
        unit = dict(problem.params).get("unit", "")
        for code, number in means(problem).items():
            example = (("value", problem.value), ("number", number), ("unit", unit))
            found.setdefault(code, Cure(NUMBERS, PARTED.join(cause.places), f"{kind}:{code}", example))
    return tuple(found.values())


def _offer_year(cause: Cause, this_year: int) -> CureOffer:
    years = range(this_year, FIRST_YEAR - 1, -1)
    if cause.variant in NO_YEARS:
        return CureOffer(can_skip=bool(cause.label))
    if cause.label:
        halves = cause.variant == "school_year_half"
        choices = tuple(f"{year - 1}-{year % 100:02d}" if halves else str(year) for year in years)
        choices = tuple(told for told in choices if may_be_year(cause.label, told))
        return CureOffer(YEARS, choices=choices, can_skip=cause.severity == "error")
    if cause.severity == "error" and cause.variant in _WHOLE_FILE:
        return CureOffer(YEAR, choices=tuple(map(str, years)))
    return NOTHING


def _offer_area(cause: Cause, gazetteer: Gazetteer, skip: bool) -> CureOffer:
    if cause.variant not in _UNKNOWN_PLACES:
        return CureOffer(can_skip=skip)  # The words of the file say where, or that it is no province.
    found = [area for area, _ in gazetteer.match(cause.label).candidates]
    others = sorted(PROVINCES, key=lambda code: area_name(code, "en"))
    choices = tuple(dict.fromkeys([*found, COUNTRY, *others]))
    proposals = tuple(Cure(AREAS, cause.label, area) for area in found) if skip else ()
    return CureOffer(AREAS, proposals, choices, skip)


def add_cure(cures: Sequence[Cure], cure: Cure) -> tuple[Cure, ...]:
    """``cures`` with one more; a later decision about the same thing takes the place of the earlier one.

    A wording is one of a place, an indicator, a year, something left out and something proposed; its unit comes on top.
    """

    def stays(one: Cure) -> bool:
        same_label = one.part in _ONE_OF and cure.part in _ONE_OF and one.label == cure.label
        return one.about != cure.about and not same_label

    return (*filter(stays, cures), cure)


def remove_cure(cures: Sequence[Cure], cure: Cure) -> tuple[Cure, ...]:
    """``cures`` without one."""
    return tuple(one for one in cures if one != cure)


def as_decisions(cures: Iterable[Cure]) -> dict[str, Any]:
    """The decisions as the ETL takes them. An area without a code says: not as the member confirmed it before."""
    decided: dict[str, Any] = {AREAS: {}, INDICATORS: {}, SKIP: {}}
    for cure in cures:
        if cure.part == YEAR:
            decided[YEAR] = int(cure.code)
        elif cure.part == SKIP:
            decided[SKIP][cure.label] = cure.detail("why")
        elif cure.part == PROPOSE:
            decided.setdefault(PROPOSE, {})[cure.label] = dict(cure.details)
        elif cure.part == NUMBERS:
            kind, _, reading = cure.code.partition(":")
            for place in cure.label.split(PARTED):
                decided.setdefault(NUMBERS, {}).setdefault(place, {})[kind] = reading
        else:
            decided.setdefault(cure.part, {})[cure.label] = cure.code
    return decided


def proposed(cures: Iterable[Cure]) -> tuple[Cure, ...]:
    """The decisions that propose a new indicator."""
    return tuple(cure for cure in cures if cure.part == PROPOSE)


def to_remember(cures: Iterable[Cure]) -> dict[str, dict[str, str]]:
    """What the ledger learns for this member: kind → label → code, an empty one to forget it. Years and omissions
    belong to one file only."""
    learned: dict[str, dict[str, str]] = {}
    for cure in cures:
        if cure.part in _KINDS:
            learned.setdefault(_KINDS[cure.part], {})[cure.label] = cure.code
    return learned
