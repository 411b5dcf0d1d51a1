"""Which survey, census, register or model gave a figure, and which round of it: what may be joined hangs on that.

Two tables say so. ``programmes.csv`` names the programmes; ``rounds.csv`` gives every source one, where a source has
figures of several also a series or some periods of it. The rule lies beside the sources and not in their layouts, since
it is a judgement about figures that the publisher may not have written down: whoever adds a source adds one row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any

from childrights.catalogue.model import MEMBERS, OBSERVATION_COLUMNS, Observation
from childrights.catalogue.tables import TableRow, read_rows
from geo import REFERENCE_FOLDER

PROGRAMME_KINDS = ("survey", "census", "records", "model", "member", "unknown")
"""``model``: every edition revises all its years, so editions are never joined. ``unknown``: what is of one source and
period is of one survey, whichever it is, and joined to nothing else."""
BASES = ("stated", "inferred")
OWN_SURVEY, OWN_RECORDS, QUOTED, UNKNOWN = "member_survey", "member_records", "quoted", "not_stated"
_OF_MEMBERS = {"own_survey": OWN_SURVEY, "own_records": OWN_RECORDS, "quoted": QUOTED}
_PROGRAMME_COLUMNS = ("code", "kind", "name_en", "name_km", "short_en", "short_km")
_ROUND_COLUMNS = ("source", "indicators", "periods", "programme", "round", "basis", "why")
_PROGRAMMES, _ROUNDS = "programmes.csv", "rounds.csv"
_before_programme = attrgetter(*OBSERVATION_COLUMNS[: OBSERVATION_COLUMNS.index("programme")])
"""All that a figure holds but its programme and round, which are its last two fields."""


@dataclass(frozen=True, slots=True)
class Programme:
    """A survey, census, register or model that gives figures time and again. Its short name may hold ``{round}`` where
    the round does not simply stand behind it."""

    code: str
    kind: str
    name_en: str
    name_km: str
    short_en: str
    short_km: str

    def short(self, lang: str) -> str:
        """The name as it stands beside a year, in ``en`` or ``km``."""
        return self.short_km if lang == "km" else self.short_en

    def name(self, lang: str) -> str:
        """The full name in ``en`` or ``km``."""
        return self.name_km if lang == "km" else self.name_en


@dataclass(frozen=True, slots=True)
class SurveyRound:
    """One row of rounds.csv: figures of ``source``, of these series and periods where any are named, are of this
    programme. ``round`` is empty where the period of the figure names it. ``basis`` says whether the source tells it
    or it was inferred, and ``why`` from what."""

    source: str
    indicators: tuple[str, ...]
    periods: tuple[str, ...]
    programme: str
    round: str
    basis: str
    why: str

    def holds(self, one: Observation) -> bool:
        """Whether the row speaks of this figure."""
        if one.source != self.source:
            return False
        series = not self.indicators or one.indicator in self.indicators
        return series and (not self.periods or one.period_label in self.periods)

    @property
    def closeness(self) -> tuple[bool, bool]:
        """The row that names more goes before the one that names less."""
        return bool(self.periods), bool(self.indicators)


@lru_cache(maxsize=8)
def load_programmes(folder: Path = REFERENCE_FOLDER) -> Mapping[str, Programme]:
    """Every programme by its code. Raises ``ReferenceTableError`` naming file, row and column."""
    found: dict[str, Programme] = {}
    for row in read_rows(folder / _PROGRAMMES, _PROGRAMME_COLUMNS):
        names = {name: row.required(name) for name in _PROGRAMME_COLUMNS if name != "kind"}
        if names["code"] in found:
            raise row.refuse("code", f"'{names['code']}' stands in the table twice")
        found[names["code"]] = Programme(kind=row.choice("kind", PROGRAMME_KINDS), **names)
    return found


@lru_cache(maxsize=8)
def load_rounds(folder: Path = REFERENCE_FOLDER) -> tuple[SurveyRound, ...]:
    """Every row of rounds.csv, those that name most first. Raises ``ReferenceTableError``."""
    programmes = load_programmes(folder)
    rows = [_round(row, programmes) for row in read_rows(folder / _ROUNDS, _ROUND_COLUMNS)]
    return tuple(sorted(rows, key=lambda one: one.closeness, reverse=True))


def _round(row: TableRow, programmes: Mapping[str, Programme]) -> SurveyRound:
    basis = row.choice("basis", BASES)
    return SurveyRound(
        source=row.required("source"),
        indicators=row.parts("indicators"),
        periods=row.parts("periods"),
        programme=row.choice("programme", tuple(programmes)),
        round=row.text("round"),
        basis=basis,
        why=row.required("why") if basis == "inferred" else row.text("why"),
    )


def round_of(one: Observation, rounds: tuple[SurveyRound, ...]) -> SurveyRound | None:
    """The row that speaks of a figure of a shipped source, the one that names most of it."""
    return next((row for row in rounds if row.source == one.source and row.holds(one)), None)


def with_programme(one: Observation, rounds: tuple[SurveyRound, ...]) -> Observation:
    """The figure with its programme and round; as it is where no row of ``rounds`` speaks of it.

    What a member sent is of that member's own survey or records, or of the publication that it quoted.
    """
    if one.upload or one.layer == MEMBERS:
        return _of_programme(one, _OF_MEMBERS.get(one.source_kind, OWN_RECORDS), one.period_label)
    row = round_of(one, rounds)
    return one if row is None else _of_programme(one, row.programme, row.round or one.period_label)


def _of_programme(one: Observation, programme: str, round: str) -> Observation:
    """As ``replace``, which asks for every field by its name: every figure of every build goes through here."""
    values: tuple[Any, ...] = (*_before_programme(one), programme, round)
    return Observation(*values)


def same_programme(one: Observation, other: Observation) -> bool:
    """Whether two figures come from one programme: of one edition where it is a model's, of one member or publication
    where it is a member's. Figures that nobody gave a programme, which no snapshot holds, are taken to share one."""
    if one.programme != other.programme:
        return False
    found = load_programmes().get(one.programme)
    kind = found.kind if found else ""
    if kind == "model":
        return one.round == other.round
    if kind == "member":
        return (one.member, one.source) == (other.member, other.source)
    if kind == "unknown":
        return (one.source, one.period_label) == (other.source, other.period_label)
    return True


def programme_words(one: Observation, lang: str) -> str:
    """Programme and round as people say them: "CDHS 2014"; empty where nobody said which."""
    found = load_programmes().get(one.programme)
    if found is None or found.code == UNKNOWN:
        return ""
    short = found.short(lang)
    if found.kind in ("member", "unknown"):
        return short
    if "{round}" in short:
        return short.format(round=one.round)
    return f"{short} {one.round}".strip().replace("-", "\N{EN DASH}") if one.round else found.short(lang)
