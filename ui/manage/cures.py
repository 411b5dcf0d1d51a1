"""What a person may decide about a file, and how decisions add up. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from childrights.catalogue import Catalogue
from geo.areas import COUNTRY, PROVINCES
from geo.names import Gazetteer
from geo.provinces import area_name
from ui.manage.causes import Cause

AREAS, INDICATORS, YEAR, SKIP = "areas", "indicators", "year", "skip"
FIRST_YEAR = 1990
NOT_AS_BEFORE = ""
_KINDS = {"indicators": "indicator", "areas": "area"}


@dataclass(frozen=True, slots=True)
class Cure:
    """One decision: ``label`` in the file means ``code``. ``part`` is a part of the engine's decisions."""

    part: str
    label: str
    code: str = ""

    @property
    def key(self) -> str:
        """A short name that stays the same from rerun to rerun, for widgets."""
        return hashlib.sha256("\x1f".join((self.part, self.label, self.code)).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be decided about a cause: one-click ``proposals``, ``choices`` of codes for ``part``, leaving out."""

    part: str = ""
    proposals: tuple[Cure, ...] = ()
    choices: tuple[str, ...] = ()
    can_skip: bool = False

    def cure(self, cause: Cause, code: str) -> Cure:
        """The decision for ``code``, one of ``choices``."""
        return Cure(self.part, "" if self.part == YEAR else cause.label, code)


NOTHING = Offer()


def offer(cause: Cause, catalogue: Catalogue, gazetteer: Gazetteer, this_year: int) -> Offer:
    """What can be decided about ``cause`` on the screen; for other causes the cell itself must be corrected."""
    if cause.code == "unknown_year" and cause.severity == "error":
        return Offer(YEAR, choices=tuple(str(year) for year in range(this_year, FIRST_YEAR - 1, -1)))
    if not cause.label:
        return NOTHING
    skip = cause.severity == "error"
    if cause.code == "unknown_area":
        return _offer_area(cause, gazetteer, skip)
    if cause.code == "unknown_indicator":
        named = dict(cause.problems[0].params).get("candidates", "").split(", ")
        codes = [code for code in named if code in catalogue.indicators]
        choices = (*codes, *(code for code in catalogue.indicators if code not in codes))
        return Offer(INDICATORS, tuple(Cure(INDICATORS, cause.label, code) for code in codes), choices, skip)
    if cause.code == "unknown_category":
        return Offer(can_skip=skip)
    return NOTHING


def _offer_area(cause: Cause, gazetteer: Gazetteer, skip: bool) -> Offer:
    if cause.variant == "district":
        return Offer(can_skip=skip)
    found = [area for area, _ in gazetteer.match(cause.label).candidates]
    others = sorted(PROVINCES, key=lambda code: area_name(code, "en"))
    choices = tuple(dict.fromkeys([*found, COUNTRY, *others]))
    proposals = tuple(Cure(AREAS, cause.label, area) for area in found) if skip else ()
    return Offer(AREAS, proposals, choices, skip)


def decide(cures: Sequence[Cure], cure: Cure) -> tuple[Cure, ...]:
    """``cures`` with one more; a later decision about the same label takes the place of the earlier one."""
    kept = [one for one in cures if (one.part, one.label) != (cure.part, cure.label)]
    return (*(one for one in kept if one.part == YEAR or one.label != cure.label), cure)


def undo(cures: Sequence[Cure], cure: Cure) -> tuple[Cure, ...]:
    """``cures`` without one."""
    return tuple(one for one in cures if one != cure)


def as_decisions(cures: Iterable[Cure]) -> dict[str, Any]:
    """The decisions as the ETL takes them. An area without a code says: not as the member confirmed it before."""
    decided: dict[str, Any] = {AREAS: {}, INDICATORS: {}, SKIP: []}
    for cure in cures:
        if cure.part == YEAR:
            decided[YEAR] = int(cure.code)
        elif cure.part == SKIP:
            decided[SKIP].append(cure.label)
        else:
            decided[cure.part][cure.label] = cure.code
    return decided


def to_remember(cures: Iterable[Cure]) -> dict[str, dict[str, str]]:
    """What the ledger learns for this member: kind → label → code. Years and omissions belong to one file only."""
    learned: dict[str, dict[str, str]] = {}
    for cure in cures:
        if cure.part in _KINDS and cure.code:
            learned.setdefault(_KINDS[cure.part], {})[cure.label] = cure.code
    return learned
