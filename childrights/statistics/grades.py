"""How far one may lean on a figure: a grade in plain words with the reasons for it.

The grade is that of the weakest side: how old the figure is, who stands behind it, whether somebody counted, and
whether its exactness is known. The limits are stated judgement, as on the page, not a measurement.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from childrights.catalogue import MEMBERS, Indicator, Observation, Source
from childrights.i18n import N_
from childrights.statistics.breaks import load_breaks
from childrights.statistics.small_samples import CAUTION_BELOW_CASES, judging_cases
from childrights.statistics.uncertainty import COMPLETE_SOURCES

STRONG, FAIR, WEAK = "strong", "fair", "weak"
GRADES: Mapping[str, str] = {STRONG: N_("Strong evidence"), FAIR: N_("Fair evidence"), WEAK: N_("Weak evidence")}
_ORDER = (WEAK, FAIR, STRONG)

FAIR_AFTER_YEARS, WEAK_AFTER_YEARS = 5, 10
"""A figure is fair when older than the usual distance of household surveys, weak when older than two of them."""

REASONS: Mapping[str, str] = {
    "recent": N_("recent"),
    "old": N_("{age} years old"),
    "official": N_("official or United Nations source"),
    "research": N_("research or agency release"),
    "secondary": N_("quoted by press or NGO"),
    "verify": N_("a quotation still to be verified"),
    "unchecked": N_("a member's figure, not checked by others"),
    "quoted": N_("quoted by a member, compared with the publication"),
    "survey": N_("household survey"),
    "records": N_("everybody on record was counted"),
    "modelled": N_("a model's estimate, not a count"),
    "projected": N_("a projection"),
    "provisional": N_("provisional"),
    "out_of_line": N_("out of line with the years around it"),
    "small_sample": N_("fewer than 50 cases"),
    "interval": N_("interval published"),
    "cases": N_("number of cases published"),
    "exactness_unknown": N_("neither interval nor number of cases given"),
}
_TRUST = {
    "high": ("official", STRONG),
    "good": ("research", FAIR),
    "secondary": ("secondary", FAIR),
    "verify": ("verify", WEAK),
}


@dataclass(frozen=True, slots=True)
class GradeReason:
    """One side of the evidence: a key of ``REASONS``, the grade it allows, and the age in years where that is told."""

    code: str
    grade: str
    age: int = 0


@dataclass(frozen=True, slots=True)
class Evidence:
    """``grade`` is the lowest that any of ``reasons`` allows."""

    grade: str
    reasons: tuple[GradeReason, ...]

    @property
    def telling(self) -> tuple[GradeReason, ...]:
        """The reasons that hold the grade where it is; all of them when nothing holds it down."""
        return tuple(one for one in self.reasons if one.grade == self.grade)


def grade_evidence(figure: Observation, indicator: Indicator, source: Source | None, today: int) -> Evidence:
    """The evidence behind one figure with a value. ``today`` is the year that ages are counted to.

    ``source`` is ``None`` for what a member sent. Raises ``ValueError`` for a figure without a value.
    """
    if figure.value is None:
        raise ValueError("a figure without a value has no evidence")
    reasons = (
        _age(figure, today),
        _behind(figure, source),
        *_counted(figure, indicator),
        _exactness(figure, indicator),
    )
    return Evidence(min((one.grade for one in reasons), key=_ORDER.index), reasons)


def _age(figure: Observation, today: int) -> GradeReason:
    age = today - figure.year_end
    if age < 0:
        return GradeReason("projected", WEAK)
    if age <= FAIR_AFTER_YEARS:
        return GradeReason("recent", STRONG, age)
    return GradeReason("old", FAIR if age <= WEAK_AFTER_YEARS else WEAK, age)


def _behind(figure: Observation, source: Source | None) -> GradeReason:
    if figure.layer == MEMBERS:
        return GradeReason("unchecked", WEAK)
    return GradeReason(*_TRUST[source.trust]) if source else GradeReason("quoted", FAIR)


def _counted(figure: Observation, indicator: Indicator) -> list[GradeReason]:
    if figure.status == "modelled" or indicator.source_type == "modelled":
        return [GradeReason("modelled", FAIR)]
    found = [GradeReason("provisional", FAIR)] if figure.status == "provisional" else []
    if any(known.indicator == indicator.code and known.holds(figure) for known in load_breaks()):
        found.append(GradeReason("out_of_line", FAIR))
    if indicator.source_type in COMPLETE_SOURCES:
        return [*found, GradeReason("records", STRONG)]
    return [*found, GradeReason("survey", STRONG)] if indicator.source_type == "survey" else found


def _exactness(figure: Observation, indicator: Indicator) -> GradeReason:
    cases = judging_cases(figure)
    if figure.status == "small_sample" or (cases is not None and cases < CAUTION_BELOW_CASES):
        return GradeReason("small_sample", WEAK)
    if figure.lower is not None and figure.upper is not None:
        return GradeReason("interval", STRONG)
    if figure.sample_size is not None:
        return GradeReason("cases", STRONG)
    modelled = figure.status == "modelled" or indicator.source_type == "modelled"
    if indicator.source_type in COMPLETE_SOURCES and not modelled:
        return GradeReason("records", STRONG)
    return GradeReason("exactness_unknown", FAIR)
