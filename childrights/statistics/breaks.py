"""Where a line must break: the definition, the records, the kind of source or the ground itself changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from childrights.catalogue import DIMENSIONS, Group, Observation, TableRow, read_rows
from geo import COUNTRY, REFERENCE_FOLDER, load_provinces, province_members

BREAKS_FILE = REFERENCE_FOLDER / "breaks.csv"
KINDS = ("definition", "records", "outlier", "artefact", "swings")
EFFECTS = ("apart", "restart")
MODELLED = "modelled"
_COLUMNS = ("indicator", "kind", "effect", "first_year", "last_year", "dimension", "codes", "note")


@dataclass(frozen=True, slots=True)
class KnownBreak:
    """One row of breaks.csv. ``apart``: figures of these years are joined to none, not even to each other.

    ``restart``: figures from ``first_year`` on are joined to each other, never to earlier ones. ``dimension`` and
    ``codes`` limit it to some groups; empty means every group.
    """

    indicator: str
    kind: str
    effect: str
    first_year: int
    last_year: int | None
    dimension: str
    codes: tuple[str, ...]
    note: str

    def concerns(self, group: Group) -> bool:
        """Whether figures of ``group`` are affected."""
        return not self.dimension or getattr(group, self.dimension) in self.codes

    def parts(self, earlier: Observation, later: Observation) -> bool:
        """Whether the two figures, which must be of this indicator, stand on different sides."""
        if self.effect == "restart":
            return earlier.year_start < self.first_year <= later.year_start
        return self.holds(earlier) or self.holds(later)

    def holds(self, one: Observation) -> bool:
        """Whether a figure of this indicator stands apart from its neighbours."""
        return self.last_year is not None and self.first_year <= one.year_start <= self.last_year


@dataclass(frozen=True, slots=True)
class SeriesBreak:
    """Why two neighbouring figures are not joined. ``reason`` is a code of
    ``childrights.statistics.inequality.REFUSALS``.

    ``year`` is where to draw it (middle between the two); ``note`` says more about this one break, in English.
    """

    reason: str
    year: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Broken:
    """A series as segments that may each be one line, and the ``gaps`` between them (one fewer)."""

    segments: tuple[tuple[Observation, ...], ...]
    gaps: tuple[SeriesBreak, ...]


@lru_cache(maxsize=8)
def load_breaks(path: Path = BREAKS_FILE) -> tuple[KnownBreak, ...]:
    """Every row of breaks.csv. Raises ``ReferenceTableError`` naming file, row and column."""
    return tuple(_known(row) for row in read_rows(path, _COLUMNS))


def _known(row: TableRow) -> KnownBreak:
    effect = row.choice("effect", EFFECTS)
    last_year = row.integer_or_none("last_year")
    if (effect == "apart") != (last_year is not None):
        raise row.refuse("last_year", "must be filled in for 'apart' and empty for 'restart'")
    if last_year is not None and last_year < row.integer("first_year"):
        raise row.refuse("last_year", "is before the first year")
    return KnownBreak(
        indicator=row.required("indicator"),
        kind=row.choice("kind", KINDS),
        effect=effect,
        first_year=row.integer("first_year"),
        last_year=last_year,
        dimension=row.choice("dimension", ("", *DIMENSIONS)),
        codes=row.parts("codes"),
        note=row.required("note"),
    )


def gap_between(one: Observation, other: Observation) -> SeriesBreak | None:
    """Why two figures of one series may not be joined or called a change; ``None`` when they may.

    Checked in this order: indicator, hidden value, place, group, modelled beside counted, borders, known breaks.
    """
    earlier, later = sorted((one, other), key=_middle)
    year = (_middle(earlier) + _middle(later)) / 2
    if earlier.indicator != later.indicator:
        return SeriesBreak("indicator", year)
    if earlier.value is None or later.value is None:
        return SeriesBreak("hidden", year)
    if earlier.area != later.area:
        return SeriesBreak("boundary" if _redrawn(earlier.area, later.area) else "several_differences", year)
    if Group.of(earlier) != Group.of(later):
        return SeriesBreak("several_differences", year)
    if (earlier.status == MODELLED) != (later.status == MODELLED):
        return SeriesBreak("modelled", year)
    changed = border_change(earlier.area, earlier.year_end, later.year_end)
    if changed is not None:
        return SeriesBreak("boundary", changed + 1.0)
    for known in load_breaks():
        if known.indicator == later.indicator and known.concerns(Group.of(later)) and known.parts(earlier, later):
            return SeriesBreak(known.kind, year if known.last_year is not None else float(known.first_year), known.note)
    return None


def _redrawn(one: str, other: str) -> bool:
    """Whether two codes stand for ground that overlaps, as before and after a split or another grouping."""
    return COUNTRY not in (one, other) and bool(set(province_members(one)) & set(province_members(other)))


@lru_cache(maxsize=4096)
def border_change(area: str, year_before: int, year_after: int) -> int | None:
    """The year in which the ground of ``area`` changed between two years, ``None`` when it did not.

    A province cut out of another changes both; an area that holds both, or neither, stays the same ground. The
    dates are those of provinces.csv: Tboung Khmum (KH25) left Kampong Cham (KH03) on 31 December 2013.
    """
    if area == COUNTRY:
        return None
    provinces = set(province_members(area))
    for province in load_provinces().values():
        if province.split_from and province.formed:
            formed = int(str(province.formed)[:4])
            if len(provinces & {province.code, province.split_from}) == 1 and year_before <= formed < year_after:
                return formed
    return None


def segments(observations: Iterable[Observation]) -> Broken:
    """Cut one series, in any order, into pieces that may be drawn as lines, with the reason for every cut.

    Figures without a value fall out; the cut they leave has the reason ``hidden``. ``segments`` together hold
    every figure with a value exactly once, oldest first.
    """
    ordered = sorted(observations, key=_middle)
    pieces: list[list[Observation]] = []
    gaps: list[SeriesBreak] = []
    hidden = False
    for one in ordered:
        if one.value is None:
            hidden = True
            continue
        gap = gap_between(pieces[-1][-1], one) if pieces else None
        if pieces and gap is None and hidden:
            gap = SeriesBreak("hidden", (_middle(pieces[-1][-1]) + _middle(one)) / 2)
        hidden = False
        if pieces and gap is None:
            pieces[-1].append(one)
            continue
        if gap is not None:
            gaps.append(gap)
        pieces.append([one])
    return Broken(tuple(tuple(piece) for piece in pieces), tuple(gaps))


def _middle(observation: Observation) -> float:
    return (observation.year_start + observation.year_end) / 2
