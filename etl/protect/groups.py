"""The smallest groups of people that the figures of one table tell apart, and which of them every group is made of.

The search for what to hide works with relations between numbers that the true ones bear out. The audit asks the other
way round, as an intruder does: every number of a table is a sum over the smallest groups, of at least nobody each.
Whether there are others than those who are told (other places, other ages) and whether a period is the sum of its years
are ``Assumptions``, each of which is tried.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product

from childrights.catalogue import TOTAL
from etl.protect.cells import Key
from etl.protect.splits import DIMENSIONS, ELSEWHERE, HALVES, REST, Code, age_band
from geo import COUNTRY, PROVINCES, province_members

Place = tuple[Code, ...]
"""A group: its codes in the order of ``DIMENSIONS``."""
Units = frozenset[Hashable]
_WHOLES: Mapping[str, Code] = {"area": COUNTRY, "age": TOTAL, "wealth": TOTAL, **dict.fromkeys(HALVES, TOTAL)}
_OTHERS: Mapping[str, Code] = {"area": ELSEWHERE, "age": REST, "wealth": REST}
_PERIOD = "period"
_EVERY_AGE = range(201)
_TWENTIETHS = 20


@dataclass(frozen=True, slots=True)
class Assumptions:
    """``closed`` are dimensions along which there are no others than those who are told; ``apart`` says that a period
    is something else than its years together."""

    closed: frozenset[str] = frozenset()
    apart: bool = False

    def implies(self, other: Assumptions) -> bool:
        """Whether whoever assumes this assumes the other, too, and may know more."""
        return other.closed <= self.closed and (other.apart or not self.apart)


def place_of(key: Key) -> Place:
    """The group of a cell."""
    return tuple(getattr(key, name) for name in DIMENSIONS)


def assumptions(places: Iterable[Place]) -> Iterator[Assumptions]:
    """Every set of assumptions that makes a difference for some groups, those that say most first."""
    codes = [set(some) for some in zip(*places, strict=True)]
    may_be_open = [
        name for name, some in zip(DIMENSIONS, codes, strict=True) if name in _OTHERS and _has_parts(name, some)
    ]
    spans = [code[:2] for code in codes[DIMENSIONS.index(_PERIOD)]]
    overlaps = any(low <= other[1] and other[0] <= high for (low, high), other in combinations(set(spans), 2))
    for count in range(len(may_be_open), -1, -1):
        for closed in combinations(may_be_open, count):
            for apart in (False, True) if overlaps else (False,):
                yield Assumptions(frozenset(closed), apart)


def _has_parts(name: str, codes: Iterable[Code]) -> bool:
    return len({*codes, _WHOLES[name]}) > 1 and _WHOLES[name] in codes


class Partition:
    """All groups of one table under some assumptions: ``size`` smallest ones, numbered from 0."""

    def __init__(self, places: Iterable[Place], assumed: Assumptions) -> None:
        codes = [list(dict.fromkeys(some)) for some in zip(*places, strict=True)]
        self._parts = [
            _parts(name, tuple(some), name in assumed.closed, assumed.apart)
            for name, some in zip(DIMENSIONS, codes, strict=True)
        ]
        self._counts = [1 + max((at for parts in some.values() for at in parts), default=0) for some in self._parts]
        self.size = 1
        for count in self._counts:
            self.size *= count

    @property
    def groups(self) -> int:
        """How many groups there are."""
        found = 1
        for some in self._parts:
            found *= len(some)
        return found

    def places(self) -> Iterator[Place]:
        """Every group that somebody may tell of."""
        yield from product(*self._parts)

    def __contains__(self, place: Place) -> bool:
        return all(code in some for code, some in zip(place, self._parts, strict=True))

    def smallest(self, place: Place) -> Sequence[int]:
        """Of which smallest groups a group is made."""
        found = [0]
        for code, some, count in zip(place, self._parts, self._counts, strict=True):
            parts = some[code]
            found = [one * count + at for one in found for at in parts]
        return found


def is_of_others(place: Place, names: Iterable[str]) -> bool:
    """Whether a group is of those whom nobody tells, along some dimension."""
    return any(place[DIMENSIONS.index(name)] == _OTHERS[name] for name in names)


@lru_cache(maxsize=1024)
def _parts(name: str, told: tuple[Code, ...], is_closed: bool, is_apart: bool) -> Mapping[Code, tuple[int, ...]]:
    """Of which smallest parts of one dimension every code is made, told or left by those that are told."""
    whole = _WHOLES.get(name)
    units = {code: _units(name, code, is_apart) for code in dict.fromkeys((*told, *([whole] if whole else [])))}
    inside: dict[Hashable, list[Code]] = defaultdict(list)
    for code, some in units.items():
        for unit in some:
            inside[unit].append(code)
    alike: dict[tuple[Code, ...], set[Hashable]] = defaultdict(set)
    for unit, holders in inside.items():
        alike[tuple(holders)].add(unit)
    others: set[Hashable] = alike.get((whole,), set()) if name in _OTHERS and len(units) > 1 else set()
    if is_closed and others:
        alike = defaultdict(set, {held: found for held, found in alike.items() if held != (whole,)})
    atoms = list(alike.values())
    made = {code: tuple(at for at, atom in enumerate(atoms) if atom <= some) for code, some in units.items()}
    known = set(made.values())
    for at, atom in enumerate(atoms):
        if (at,) not in known:
            made[_OTHERS[name] if atom is others else _name(name, atom)] = (at,)
    return made


def _units(name: str, code: Code, is_apart: bool) -> Units:
    """What a code stands for, in units in which codes can overlap."""
    if name == "area":
        return frozenset((*PROVINCES, ELSEWHERE)) if code == COUNTRY else frozenset(province_members(code))
    if name == _PERIOD:
        start, end, label = code
        is_plain = label == (str(start) if start == end else f"{start}-{end}")
        return frozenset({code}) if is_apart or not is_plain else frozenset(range(start, end + 1))
    if name in HALVES:
        return frozenset(HALVES[name]) if code == TOTAL else frozenset({code})
    if name == "age":
        band = age_band(code)
        return frozenset(range(band[0], band[1] + 1)) if band else _all_or(code, _EVERY_AGE)
    kind, _, number = code.partition("_")
    width = {"quintile": 4, "quartile": 5}.get(kind)
    if width is None:
        return _all_or(code, range(_TWENTIETHS))
    return frozenset(range(width * (int(number) - 1), width * int(number)))


def _all_or(code: Code, everything: Iterable[int]) -> Units:
    return frozenset((*everything, REST)) if code == TOTAL else frozenset({code})


def _name(name: str, units: Iterable[Hashable]) -> Code:
    """The code of a group that nobody tells and that the others leave."""
    if name == _PERIOD:
        years = [int(str(one)) for one in units]
        start, end = min(years), max(years)
        return start, end, str(start) if start == end else f"{start}-{end}"
    if name == "age":
        years = [int(str(one)) for one in units if one != REST]
        return f"{min(years)}-{max(years)}" if years else REST
    return "+".join(sorted(str(one) for one in units))
