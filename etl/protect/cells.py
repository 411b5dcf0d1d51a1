"""What a figure counts: the cells of the tables that members' figures make, as far as they count people.

A count is one cell. A share or a rate is two and the rest: how many it is of (``d``), how many of those (``n``), and
how many not (``m``). Figures that tell no number of people (an index, a share alone) have no cells.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from childrights.catalogue import Indicator, Observation
from childrights.members import QUOTED
from etl.protect.said_base import said_base
from geo import COUNTRY

COUNT, WITH, OF, WITHOUT = "c", "n", "d", "m"
PER: Mapping[str, float] = {"percent": 100.0, "per_1000": 1000.0, "per_100000": 100000.0}
_COUNTED_BY = Path(__file__).resolve().parents[2] / "data" / "reference" / "counted_by.csv"


def _read_counted_by(path: Path = _COUNTED_BY) -> Mapping[str, str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["share"]: row["count"] for row in csv.DictReader(file)}


COUNTED_BY: Mapping[str, str] = _read_counted_by()
"""Shares whose denominator is itself an indicator, by ``counted_by.csv``: who knows the count knows what the share is
of."""


class Key(NamedTuple):
    """What a cell counts: which number of which indicator, where, when and of whom."""

    layer: str
    indicator: str
    area: str
    period: tuple[int, int, str]
    sex: str
    age: str
    residence: str
    wealth: str
    disability: str
    scope: str


class Publicity(Enum):
    """Whether a figure is known to everybody, comes in and may give way, is hidden, or was public once."""

    PUBLIC = "public"
    NEWCOMER = "newcomer"
    HIDDEN = "hidden"
    ONCE = "once"


OFFICIAL = ""


@dataclass(frozen=True, slots=True)
class Given:
    """One figure with the hand that gave it (``OFFICIAL`` for what is published) and how it stands.

    ``is_printed`` says of a newcomer that an official figure tells the same: its number is known, and it gives way only
    where it would tell whose children the other figures of its hand are about."""

    observation: Observation
    hand: str
    standing: Publicity
    is_printed: bool = False


def hand_of(one: Observation) -> str:
    """Whose table a member's figure belongs to: its own figures and those it quotes are two."""
    return f"{one.member or one.upload}{' (quoted)' if one.source_kind == QUOTED else ''}"


@dataclass(eq=False, slots=True)
class Cell:
    """A number of people, compared by identity. ``truth`` is it where known here, ``slack`` how far rounding lets it
    be off. ``figure`` names the newcomer that tells it. ``is_known`` turns false when that is hidden; ``is_delicate``
    says that nobody may work it out, to ``threshold``. ``at_most`` is what a count that the file hides can be, 0 where
    nothing is said; ``hand`` whose figure it is. ``is_watched`` says of a number that nobody sent that none
    may know it to be small."""

    key: Key
    truth: float | None
    slack: float = 0.0
    figure: str = ""
    is_known: bool = False
    is_delicate: bool = False
    threshold: int = 0
    at_most: int = 0
    hand: str = OFFICIAL
    is_watched: bool = False

    @property
    def may_give_way(self) -> bool:
        """Whether it is shown and comes with the newcomer."""
        return self.is_known and bool(self.figure)


def quantities(one: Observation, indicator: Indicator, decimals: int = 0) -> list[tuple[Key, float | None, float]]:
    """The cells of a figure: what each counts, how many (``None`` where the file hides it), and the slack, where shares
    are told to at least so many ``decimals``."""
    period = (one.year_start, one.year_end, one.period_label)
    group = (one.area, period, one.sex, one.age, one.residence, one.wealth, one.disability, one.scope)
    if indicator.unit == "number":
        return [(Key(COUNT, one.indicator, *group), one.value, 0.0)] if one.value is not None or _hides(one) else []
    per = PER.get(indicator.unit)
    if per is None:
        return []
    if one.value is None and _hides(one):
        return [(Key(layer, one.indicator, *group), None, 0.0) for layer in (WITH, OF, WITHOUT)]
    of, slack_of, held, slack = counts_of(one, indicator, per, decimals)
    if of is None and held is not None:
        # 0 % tells of none, but not of how many.
        return [(Key(WITH, one.indicator, *group), held, slack)]
    if of is None or held is None:
        return []
    layers = ((WITH, held, slack), (OF, of, slack_of), (WITHOUT, of - held, slack + slack_of))
    return [(Key(layer, one.indicator, *group), number, off) for layer, number, off in layers]


def ratio_of(one: Observation, indicator: Indicator, decimals: int = 0) -> tuple[Key, float, float, bool] | None:
    """Of a share: of whom it is (as the cell of all), between which ends the part of them lies, and whether that says
    more than its numbers do, of which it does not tell both. ``None`` where it asks a sample."""
    per = PER.get(indicator.unit)
    if per is None or one.value is None or (one.sample_kind and indicator.source_type == "survey"):
        return None
    of, _, held, _ = counts_of(one, indicator, per)
    half = _half(one.value, decimals)
    period = (one.year_start, one.year_end, one.period_label)
    group = (one.area, period, one.sex, one.age, one.residence, one.wealth, one.disability, one.scope)
    ends = max(one.value - half, 0.0) / per, (one.value + half) / per
    return Key(OF, one.indicator, *group), *ends, of is None or held is None


def cells_of(one: Observation, indicator: Indicator) -> list[Key]:
    """The numbers that a figure tells."""
    return [key for key, _, _ in quantities(one, indicator)]


def counts_of(
    one: Observation, indicator: Indicator, per: float, decimals: int = 0
) -> tuple[float | None, float, float | None, float]:
    """Denominator and numerator of a share or rate, each with its slack; worked out where two of three are told."""
    of, held = one.denominator, one.numerator
    if held is None and one.sample_kind and indicator.source_type == "survey":
        # The cases of a survey, as the DHS Program tells them: 22 of 1,000 births at 180 interviewed are four in the
        # sample, and no four children of the province. The rule for small samples judges these.
        return None, 0.0, None, 0.0
    if of is None and indicator.source_type != "survey" and one.sample_size is not None and not one.sample_base:
        of = float(one.sample_size)
    half = _half(one.value, decimals)
    if one.value is None or (of is not None and held is not None):
        return of, 0.0, held, 0.0
    if of is not None:
        return of, 0.0, one.value * of / per, half * of / per
    if held is not None and one.value > half:
        found = held * per / one.value
        return found, found * half / (one.value - half), held, 0.0
    return None, 0.0, held, 0.0


def primary(one: Observation, indicator: Indicator, least: int) -> str:
    """Why a figure is hidden whatever stands beside it: a key of ``PRIMARY``, empty where it may be shown.

    Zero points to nobody and is shown, but for a share of a delicate indicator in a place that tells of all there.
    """
    if one.value is None:
        return ""
    if why := _few_by_words(one, indicator, least):
        return why
    if indicator.unit == "number":
        return "count" if 0 < one.value < least else ""
    if one.sample_size is not None and 0 < one.sample_size < least:
        return "few"
    per = PER.get(indicator.unit)
    if per is None:
        return "few" if one.denominator is not None and 0 < one.denominator < least else ""
    of, _, held, _ = counts_of(one, indicator, per)
    if of is not None and 0 < of < least:
        return "denominator"
    if held is not None and 0 < round(held) < least:
        return "numerator" if one.numerator is not None else "share"
    if of is None or held is None or indicator.sensitivity == "public":
        return ""
    if 0 < round(of - held) < least:
        return "others"
    return "all" if one.area != COUNTRY and round(of) in (round(held), round(of - held)) else ""


def _few_by_words(one: Observation, indicator: Indicator, least: int) -> str:
    """The same, by what the words say of how many people all of them are."""
    of, per = said_base(one.scope) if one.scope else None, PER.get(indicator.unit)
    if of is None or one.value is None:
        return ""
    if 0 < of < least:
        return "denominator"
    if per is None or one.numerator is not None or one.denominator is not None:
        return ""
    held = round(one.value * of / per)  # at most: the figure may be of some of them
    if 0 < held < least:
        return "share"
    return "others" if indicator.sensitivity != "public" and 0 < of - held < least else ""


def is_delicate(layer: str, number: float, indicator: Indicator, area: str, least: int) -> bool:
    """Whether nobody may work out how many a cell counts."""
    if layer == WITHOUT and indicator.sensitivity == "public":
        return False
    if layer in (WITH, WITHOUT) and round(number) == 0:
        return indicator.sensitivity != "public" and area != COUNTRY
    return 0 < round(number) < least


_SMALL = "small: "
"""What the note of a figure begins with of which a small number was taken out; the layers that are small follow."""


def small_note(one: Observation, indicator: Indicator, least: int) -> str:
    """The note by which a figure without its number says which of its cells are delicate."""
    told = [
        key.layer
        for key, number, _ in quantities(one, indicator)
        if number is not None and is_delicate(key.layer, number, indicator, one.area, least)
    ]
    return _SMALL + "".join(told)


def hidden_layers(one: Observation, indicator: Indicator) -> str:
    """The delicate layers of a figure without a number: as its note says, else all that might be."""
    if one.note.startswith(_SMALL):
        return one.note.removeprefix(_SMALL)
    return COUNT + WITH + OF + ("" if indicator.sensitivity == "public" else WITHOUT)


def _hides(one: Observation) -> bool:
    return one.value is None and one.status == "suppressed"


def _half(value: float | None, decimals: int) -> float:
    """Half of the last decimal that is told: 33 among shares like 21.7 is 33.0."""
    return 0.5 * 10.0 ** -max(decimals_of(value), decimals)


def decimals_of(value: float | None) -> int:
    """With how many decimals a number is told."""
    text = f"{value or 0.0:.6f}".rstrip("0")
    return len(text) - text.index(".") - 1
