"""The one shape every figure takes, and the closed vocabularies of its dimensions."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

TOTAL = "total"

SEXES = (TOTAL, "female", "male")
RESIDENCES = (TOTAL, "urban", "rural")
WEALTHS = (TOTAL, *(f"quintile_{n}" for n in range(1, 6)), *(f"quartile_{n}" for n in range(1, 5)))
DISABILITIES = (TOTAL, "with_disability", "without_disability")
STATUSES = (
    "normal",
    "small_sample",
    "provisional",
    "modelled",
    "derived",
    "suppressed",
    "not_collected",
    "not_applicable",
)
VALUELESS_STATUSES = ("suppressed", "not_collected", "not_applicable")
UNITS = ("percent", "per_1000", "per_100000", "number", "ratio", "years", "category")
POLARITIES = ("higher_better", "lower_better", "closer_to_1", "context_only")

DIMENSIONS = ("sex", "age", "residence", "wealth", "disability")

PUBLISHED, MEMBERS = "published", "members"
LAYERS = (PUBLISHED, MEMBERS)
"""Official and research sources, and what member organisations sent: the second never touches the first."""

_AGE = re.compile(r"total|\d{1,3}-\d{1,3}( months)?|\d{1,3}\+")


def is_age(text: str) -> bool:
    """Whether ``text`` is a valid age code: ``total``, a range in years ``0-4``, ``65+``, or ``6-8 months``."""
    return _AGE.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure: what, where, when, for whom, how much, how sure, and where it was read.

    ``value`` is in the indicator's unit or ``None``, and then ``status`` says why. ``sheet`` and ``cell`` are
    the address in the file of ``source`` (shipped) or ``upload`` (a member's). ``area_as_published`` keeps
    the source's own spelling of the place. ``layer`` is one of ``LAYERS``; ``scope`` is empty for everybody the
    indicator is about, else the words for the part of the people the figure is of ("350 beneficiary families").
    ``member`` is who sent it and ``source_kind`` what it said its figures are (``childrights.provenance``), both empty
    for shipped sources.
    """

    indicator: str
    area: str
    year_start: int
    year_end: int
    period_label: str
    sex: str = TOTAL
    age: str = TOTAL
    residence: str = TOTAL
    wealth: str = TOTAL
    disability: str = TOTAL
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    lower: float | None = None
    upper: float | None = None
    sample_size: int | None = None
    status: str = "normal"
    note: str = ""
    source: str = ""
    upload: str = ""
    sheet: str = ""
    cell: str = ""
    id: str = ""
    area_as_published: str = ""
    source_table: str = ""
    layer: str = PUBLISHED
    scope: str = ""
    member: str = ""
    source_kind: str = ""

    @property
    def about(self) -> tuple[str, ...]:
        """What the figure is about, whoever gives it: indicator, area, period, the five dimensions and the scope."""
        return (
            self.indicator,
            self.area,
            self.period_label,
            self.sex,
            self.age,
            self.residence,
            self.wealth,
            self.disability,
            self.scope,
        )

    @property
    def key(self) -> tuple[str, ...]:
        """What must be unique in a snapshot: one published figure of a thing, and one of an upload beside it."""
        return (*self.about, self.layer, self.upload if self.layer == MEMBERS else "")


OBSERVATION_COLUMNS = tuple(field.name for field in fields(Observation))


@dataclass(frozen=True, slots=True)
class Group:
    """Whom a figure is about: one code per dimension."""

    sex: str = TOTAL
    age: str = TOTAL
    residence: str = TOTAL
    wealth: str = TOTAL
    disability: str = TOTAL

    @property
    def is_total(self) -> bool:
        """Whether nobody is left out."""
        return self == Group()

    @classmethod
    def of(cls, observation: Observation) -> Group:
        """The group of an observation."""
        one = observation
        return cls(one.sex, one.age, one.residence, one.wealth, one.disability)
