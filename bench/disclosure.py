"""Tables made up, of children who are known one by one, for the proof that no few of them can be worked out.

Every table counts children in groups (a place, a year, two halves, a band), and two members send sums of them, in five
uploads, after some were printed; one upload is taken back. ``bench.intruder`` works out what it can.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

from childrights.catalogue import MEMBERS, PUBLISHED, Observation
from childrights.members import OWN_RECORDS, QUOTED

SEED = 20261130
COUNTS = (
    "children_reintegrated",
    "helpline_contacts_abuse",
    "children_disability_cash",
    "students_with_disability_enrolled",
    "child_mine_casualties",
    "rci_children_inspection",
    "rci_children_mapped",
    "cash_pregnant_under2",
    "idpoor_people",
    "population_census",
)
SHARES = (
    "family_based_care_share",
    "residential_care_living_parent",
    "children_diverted",
    "birth_registration_30_days",
)
AGES = ("0-4", "5-9", "10-14", "15-17")
PLACES = ("KH01", "KH02", "KH05", "KH09", "KH16", "KH19", "KH23", "KH24")
ELSEWHERE = "elsewhere"
OFFICIAL = "Official"
STEPS = (OFFICIAL, "A first", "A second", "B", "A third", "A fourth")
"""What is sent in which upload: first what was printed, which is quoted and compared; the second of A is taken back
before the fourth comes."""

Leaf = tuple[str, int, str, str]
"""A place, a year, a half (a sex; also town and country, or with and without disability) and a band (of age; also a
quarter by wealth)."""
Group = tuple[str, tuple[int, int], str, str]
"""A place, or several, a span of years, a half or all, a band or all: what a figure may be about."""
Numbers = Mapping[Leaf, int]


@dataclass(frozen=True, slots=True)
class Sent:
    """One figure as it is sent, with the step, and what it is about."""

    step: str
    observation: Observation
    group: Group

    @property
    def hand(self) -> str:
        """Who sends it: a member, or ``OFFICIAL``."""
        return self.step.split()[0]


@dataclass(slots=True)
class MadeUp:
    """One table: who is counted (``of``: all, ``held``: those of a share), and what is sent of it when.

    ``theirs`` are those of member B where it tells of children of its own, not of the same ones. ``groups`` are all
    that figures may be about, with those that they count, whether or not anybody sends one.
    """

    number: int
    indicator: str
    held: Numbers
    of: Numbers
    groups: Mapping[Group, frozenset[Leaf]]
    sent: list[Sent] = field(default_factory=list)
    theirs: tuple[Numbers, Numbers] | None = None

    @property
    def is_share(self) -> bool:
        """Whether its figures are percentages with both numbers told."""
        return self.of is not self.held

    def truth(self, hand: str) -> tuple[Numbers, Numbers]:
        """Those held and all whom somebody tells of."""
        return self.theirs if self.theirs and hand == "B" else (self.held, self.of)


def tables(count: int, seed: int = SEED) -> list[MadeUp]:
    """Made-up tables, each of an indicator and years that no other of 350 has."""
    rng = random.Random(seed)
    slots = [(code, year) for year in range(1950, 2024, 3) for code in (*COUNTS, *SHARES)]
    return [_made_up(number, *slots[number % len(slots)], rng) for number in range(count)]


def wide_tables(count: int, seed: int = SEED) -> list[MadeUp]:
    """The same tables, made harder: halves and bands of other kinds, survey areas of two provinces, a member who
    tells of children of its own, and numbers that were wrong until they were sent again."""
    return [_widened(table, random.Random(f"{seed} {table.number}")) for table in tables(count, seed)]


def _made_up(number: int, indicator: str, year: int, rng: random.Random) -> MadeUp:
    places = [*rng.sample(PLACES, rng.randint(1, 4)), *([ELSEWHERE] if rng.random() < 0.6 else [])]
    years = [year, year + 1] if rng.random() < 0.25 else [year]
    ages = AGES[: rng.choice((1, 2, 4))]
    leaves = list(product(places, years, ("female", "male"), ages))
    of = {leaf: _number(rng) for leaf in leaves}
    held = {leaf: rng.randint(0, n) for leaf, n in of.items()} if indicator in SHARES else of
    spans = [(one, one) for one in years] + ([(years[0], years[-1])] if len(years) > 1 else [])
    halves, bands = ("total", "female", "male"), ("total", *(ages if len(ages) > 1 else ()))
    every = product([*places, "KH"], spans, halves, bands)
    groups = {group: frozenset(leaf for leaf in leaves if _counts(leaf, *group)) for group in every}
    table = MadeUp(number, indicator, held, of, groups)
    printed = rng.choice((0.0, 0.0, 0.1, 0.4))
    for group, inside in groups.items():
        if group[0] != ELSEWHERE and rng.random() < 0.85:
            step = rng.choices(STEPS[1:], (5, 2, 1.5, 1.5, 1))[0]
            for one in _steps(step, rng):
                table.sent.append(Sent(one, _figure(table, group, inside, rng), group))
            if rng.random() < printed:
                told = _figure(table, group, inside, rng)
                table.sent += [Sent(OFFICIAL, told, group)] if told.value is not None else []
    return table


HALVES = {"residence": ("rural", "urban"), "disability": ("with_disability", "without_disability")}
UNION = ("KH02", "KH24")
"""Two provinces of one survey area."""


def _widened(table: MadeUp, rng: random.Random) -> MadeUp:
    if rng.random() < 0.25:
        table.theirs = _of_their_own(table, rng)
    area = "+".join(UNION)
    if set(UNION) <= {place for place, *_ in table.groups}:
        both = {
            (area, *group[1:]): inside | table.groups[UNION[1], *group[1:]]
            for group, inside in table.groups.items()
            if group[0] == UNION[0]
        }
        table.groups = {**table.groups, **both}
        for group, inside in both.items():
            if rng.random() < 0.7:
                step = rng.choices(STEPS[1:], (5, 2, 1.5, 1.5, 1))[0]
                table.sent.append(Sent(step, _figure(table, group, inside, rng), group))
    table.sent = [_again(table, one, rng) for one in table.sent]
    halves = rng.choice(("sex", "sex", *HALVES))
    is_by_wealth = {band for *_, band in table.groups} >= set(AGES) and rng.random() < 0.3
    table.sent = [replace(one, observation=_renamed(one.observation, halves, is_by_wealth)) for one in table.sent]
    return table


def _of_their_own(table: MadeUp, rng: random.Random) -> tuple[Numbers, Numbers]:
    of = {leaf: _number(rng) for leaf in table.of}
    return ({leaf: rng.randint(0, n) for leaf, n in of.items()} if table.is_share else of), of


def _again(table: MadeUp, one: Sent, rng: random.Random) -> Sent:
    """What a member sends of children of its own; or a number that is wrong, and will be sent again."""
    is_wrong = one.step == "A second" and not table.is_share and rng.random() < 0.1
    if one.hand == "B" and table.theirs:
        return Sent("B", _figure(table, one.group, table.groups[one.group], rng, hand="B"), one.group)
    if is_wrong and any(
        other.step == "A fourth" and other.observation.cell == one.observation.cell for other in table.sent
    ):
        value = max(0.0, (one.observation.value or 0.0) + rng.choice((-2, -1, 1, 3, 10)))
        return replace(one, observation=replace(one.observation, value=value))
    return one


def _renamed(one: Observation, halves: str, is_by_wealth: bool) -> Observation:
    if halves != "sex" and one.sex != "total":
        code = HALVES[halves][one.sex == "male"]
        renamed: dict[str, Any] = {"sex": "total", halves: code}
        one = replace(one, **renamed)
    if is_by_wealth and one.age != "total":
        one = replace(one, age="total", wealth=f"quartile_{AGES.index(one.age) + 1}")
    return one


def _number(rng: random.Random) -> int:
    return rng.choice((0, 1, 2, 3, 4, 6, 8, 9, 11, 12, 15, 19, 24, 30, 45, 80, 150))


def _steps(step: str, rng: random.Random) -> Iterable[str]:
    """A figure may come from two members, and once more after it was taken back."""
    if step == "A first" and rng.random() < 0.1:
        return (step, "B")
    return (step, "A fourth") if step == "A second" and rng.random() < 0.5 else (step,)


def _counts(leaf: Leaf, place: str, span: tuple[int, int], sex: str, age: str) -> bool:
    return (
        place in ("KH", leaf[0])
        and span[0] <= leaf[1] <= span[1]
        and sex in ("total", leaf[2])
        and age in ("total", leaf[3])
    )


TELLINGS = (("numerator", "denominator"), ("denominator",), ("numerator",), ("sample_size",), ())
"""What is told beside a percentage: both numbers, one of them, so many asked, or nothing."""


def _figure(
    table: MadeUp, group: Group, inside: Iterable[Leaf], rng: random.Random, hand: str = OFFICIAL
) -> Observation:
    place, span, sex, age = group
    held, of = (float(sum(numbers[leaf] for leaf in inside)) for numbers in table.truth(hand))
    period = str(span[0]) if span[0] == span[1] else f"{span[0]}-{span[1]}"
    more: dict[str, Any] = {"value": held}
    if table.is_share:
        told = rng.choices(TELLINGS, (6, 2, 1, 1, 2))[0]
        beside = {"numerator": held, "denominator": of, "sample_size": int(of)}
        more = {"value": round(100 * held / of, 1), **{name: beside[name] for name in told}} if of else {}
    more = more or {"value": None, "status": "not_applicable"}
    where = f"T{table.number} {place} {period} {sex} {age}"
    return Observation(
        table.indicator, place, *span, period, sex=sex, age=age, sheet="Data", cell=where, layer="members", **more
    )


_KINDS = {PUBLISHED: QUOTED, MEMBERS: OWN_RECORDS}


def observations(of: Sequence[MadeUp], step: str, upload: str) -> list[Observation]:
    """What is sent in one step of some tables, with codes."""
    member, layer = step.split()[0], PUBLISHED if step == OFFICIAL else MEMBERS
    about: dict[str, Any] = {"upload": upload, "member": member, "layer": layer}
    coded = [
        replace(one.observation, id=f"{upload}-{number}-{at}", **about, source_kind=_KINDS[layer])
        for number, table in enumerate(of)
        for at, one in enumerate(table.sent)
        if one.step == step
    ]
    return coded
