"""The one shape every figure takes, and the closed vocabularies of its dimensions."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

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
    "too_few_cases",
    "not_given",
    "suppressed",
    "not_collected",
    "not_applicable",
)
VALUELESS_STATUSES = ("too_few_cases", "not_given", "suppressed", "not_collected", "not_applicable")
"""A survey's figure on too few cases to be reliable, one that its publisher left out, and one hidden to protect
children are three things: only the last is about a child."""
WITHHELD_STATUSES = ("suppressed", "too_few_cases", "not_given")
"""Somebody measured, and no value is shown."""
UNWEIGHTED, WEIGHTED = "unweighted", "weighted"
SAMPLE_KINDS = ("", UNWEIGHTED, WEIGHTED)
"""What a sample size counts: people or households that were asked, their weights added up, or not known which."""
WOMEN_15_49 = "women_15_49"
SAMPLE_BASES = ("", WOMEN_15_49)
"""Whom a sample size is of, where not of those the figure is about: all women asked, for a rate of girls."""
UNITS = ("percent", "per_1000", "per_100000", "number", "ratio", "index", "per_woman", "years", "category")
"""``ratio`` is one figure divided by another; ``index`` an index from 0 to 1; ``per_woman`` births of one woman."""
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
    ``sample_size`` is as published, ``sample_kind`` one of ``SAMPLE_KINDS``, ``sample_base`` one of ``SAMPLE_BASES``;
    ``estimated_cases`` is what a weighted size comes to in people asked (``childrights.statistics.unweighted_cases``).
    ``member`` is who sent it and ``source_kind`` what it said its figures are (``childrights.members.provenance``),
    both empty for shipped sources. ``programme`` is a code of ``programmes.csv``, the survey, census, register or model
    that gave the figure, and ``round`` which time or edition of it ("2014", "2019-20"); see ``programmes``.
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
    sample_kind: str = ""
    sample_base: str = ""
    estimated_cases: int | None = None
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
    programme: str = ""
    round: str = ""

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


# Crockford's base 32: no I, L, O, U, so that a code typed from paper survives bad handwriting.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 10
_SHAPE = re.compile(r"\b([0-9A-Z]{5})(?: ?[-\u2010-\u2015\u2212] ?| )?([0-9A-Z]{5})\b")


def short_code(*parts: str) -> str:
    """Ten characters of base 32 (50 bits of SHA-256) over ``parts``, as ``K7Q2M-9XD0A``."""
    digest = hashlib.sha256("\x1f".join(parts).encode()).digest()
    number = int.from_bytes(digest[:8], "big")
    code = "".join(_ALPHABET[(number >> (5 * place)) & 31] for place in range(CODE_LENGTH))
    return f"{code[:5]}-{code[5:]}"


def bare_code(text: str) -> str:
    """The letters and digits of a code as a person types or pastes it, look-alikes mended.

    Case, spaces, dashes, wide letters and Khmer digits do not matter; from a pasted line or address the last thing
    that has the shape of a code is taken.
    """
    plain = unicodedata.normalize("NFKC", text).upper()
    plain = "".join(str(unicodedata.digit(char, char)) for char in plain)
    shaped = _SHAPE.findall(plain)
    bare = "".join(shaped[-1]) if shaped else "".join(char for char in plain if char.isalnum())
    return bare.replace("I", "1").replace("L", "1").replace("O", "0").replace("U", "V")


def is_code(text: str) -> bool:
    """Whether ``text`` is nothing but the code of a number, as a person types it; ten letters without a digit are one
    only with a dash between, since words and pairs of words may have as many."""
    plain = unicodedata.normalize("NFKC", text).upper().strip()
    plain = "".join(str(unicodedata.digit(char, char)) for char in plain)
    return _SHAPE.fullmatch(plain) is not None and any(not (char.isalpha() or char.isspace()) for char in plain)


def normalise_code(text: str) -> str:
    """A code as a person types it, in its printed form, see ``bare_code``."""
    bare = bare_code(text)
    return f"{bare[:5]}-{bare[5:]}"


def with_codes(observations: Iterable[Observation], file_sha256: str) -> list[Observation]:
    """Give every observation its ``id``, derived from file, sheet, cell and what it is about.

    A scope counts only where there is one, so that codes on paper from before there were any still lead to theirs.
    """
    return [
        replace(o, id=short_code(file_sha256, o.sheet, o.cell, *(o.about if o.scope else o.about[:-1])))
        for o in observations
    ]
