"""What another file of boundaries changes beside the shipped one: areas, places and neighbours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import shapely
from shapely import MultiPolygon

from childrights.i18n import N_, Translator
from etl.boundaries.coverage import Coverage, km2
from etl.boundaries.matching import Note
from geo import PROVINCES, area_name, shipped_boundaries

TOLD, ASKED = 0.01, 0.10
"""Shares of a province: a larger difference in area is told; one larger still, or ground that much of which lies
elsewhere, needs a person's yes."""
MOVED = 0.25


@dataclass(frozen=True, slots=True)
class ProvinceDifference:
    """One province in both files, in km²; ``moved`` is the share of its shipped ground that it would lose."""

    code: str
    km2: float
    shipped_km2: float
    moved: float

    @property
    def change(self) -> float:
        """The difference in area as a share of the shipped one."""
        return self.km2 / self.shipped_km2 - 1


@dataclass(frozen=True, slots=True)
class Difference:
    """What changes: every province, pairs of neighbours gained and lost, and the sentences that need a yes."""

    provinces: tuple[ProvinceDifference, ...]
    gained: tuple[tuple[str, str], ...]
    lost: tuple[tuple[str, str], ...]
    needs_yes: tuple[Note, ...]


def neighbours(shapes: Mapping[str, MultiPolygon]) -> frozenset[tuple[str, str]]:
    """Pairs of provinces that share a line, not a point only."""
    return frozenset(
        (one, other)
        for one, other in combinations(shapes, 2)
        if shapely.intersection(shapes[one].boundary, shapes[other].boundary).length > 0
    )


def compare(coverage: Coverage, shapes: Mapping[str, MultiPolygon]) -> Difference:
    """``shapes`` (the ``coverage`` once simplified) beside the shipped boundaries."""
    shipped = shipped_boundaries().shapes
    new, old = km2([shapes[code] for code in PROVINCES]), km2([shipped[code] for code in PROVINCES])
    apart = km2([shapely.difference(shipped[code], shapes[code]) for code in PROVINCES])
    found = tuple(
        ProvinceDifference(code, is_now, was, gone / was)
        for code, is_now, was, gone in zip(PROVINCES, new, old, apart, strict=True)
    )
    now, before = neighbours(shapes), neighbours(shipped)
    gained, lost = sorted(now - before), sorted(before - now)
    needs_yes: list[Note] = [
        (
            N_("{province} changes by {percent} % in area."),
            {"province": one.code, "percent": signed(100 * one.change, 0)},
        )
        for one in found
        if abs(one.change) > ASKED
    ]
    needs_yes += [
        (
            N_("{percent} % of {province} would be elsewhere."),
            {"province": one.code, "percent": f"{100 * one.moved:.0f}"},
        )
        for one in found
        if one.moved > MOVED
    ]
    needs_yes += [(N_("{one} and {other} become neighbours."), {"one": a, "other": b}) for a, b in gained]
    needs_yes += [(N_("{one} and {other} would no longer be neighbours."), {"one": a, "other": b}) for a, b in lost]
    needs_yes += [
        (N_("There is a gap of {area} km² that belongs to no province."), {"area": f"{gap:,.0f}"})
        for gap in coverage.gaps_km2
    ]
    return Difference(found, tuple(gained), tuple(lost), tuple(needs_yes))


def note_words(notes: Sequence[Note], t: Translator) -> list[str]:
    """Notes as sentences; places by their names."""
    return [
        t._(sentence).format(
            **{name: area_name(str(v), t.lang) if str(v) in PROVINCES else v for name, v in filled.items()}
        )
        for sentence, filled in notes
    ]


def signed(number: float, decimals: int) -> str:
    """A number with its sign, which is a minus and no hyphen."""
    return f"{number:+.{decimals}f}".replace("-", "−")
