"""Where a line must break: the definition, the records, the kind of source or the ground itself changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from childrights.catalogue import DIMENSIONS, Group, Observation, TableRow, read_rows, same_programme
from geo import COUNTRY, REFERENCE_FOLDER, load_provinces, province_members

BREAKS_FILE = REFERENCE_FOLDER / "breaks.csv"
KINDS = ("definition", "records", "outlier", "artefact", "swings", "unknown", "real")
"""``unknown``: the level jumps and nobody here knows why. ``real``: it jumped because much was done, says a source."""
EFFECTS = ("apart", "restart", "stands")
JUMP_POINTS, JUMP_SHARE = 4.0, 0.15
"""A step of more than so many points a year for percentages, for other units of more than this share of the earlier
figure a year, is looked into before a line is drawn over it. Few measures of children's lives move faster for a whole
country: the fastest stretches for which a reason was found here went at 5 to 7 points a year."""
MODELLED = "modelled"
_COLUMNS = ("indicator", "kind", "effect", "first_year", "last_year", "dimension", "codes", "note", "source")


@dataclass(frozen=True, slots=True)
class KnownBreak:
    """One row of breaks.csv. ``apart``: figures of these years are joined to none, not even to each other.

    ``restart``: figures from ``first_year`` on are joined to each other, never to earlier ones. ``stands``: the steps
    between these years were looked into and are real, as ``source`` says, so that the line stands. ``dimension`` and
    ``codes`` limit it to some groups, or with the dimension ``area`` to some places; empty means every one.
    """

    indicator: str
    kind: str
    effect: str
    first_year: int
    last_year: int | None
    dimension: str
    codes: tuple[str, ...]
    note: str
    source: str

    def concerns(self, one: Observation) -> bool:
        """Whether it is about figures of such a group or place."""
        return not self.dimension or getattr(one, self.dimension) in self.codes

    def parts(self, earlier: Observation, later: Observation) -> bool:
        """Whether the two figures, which must be of this indicator, stand on different sides."""
        if self.effect == "restart":
            return earlier.year_start < self.first_year <= later.year_start
        return self.holds(earlier) or self.holds(later)

    def vouches(self, earlier: Observation, later: Observation) -> bool:
        """Whether the step between the two was looked into and is real."""
        within = (
            self.last_year is not None and self.first_year <= earlier.year_start and later.year_start <= self.last_year
        )
        return self.effect == "stands" and within

    def holds(self, one: Observation) -> bool:
        """Whether a figure of this indicator stands apart from its neighbours."""
        within = self.last_year is not None and self.first_year <= one.year_start <= self.last_year
        return self.effect == "apart" and within


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
    if (effect == "restart") != (last_year is None):
        raise row.refuse("last_year", "must be empty for 'restart' and filled in otherwise")
    kind = row.choice("kind", KINDS)
    if (effect == "stands") != (kind == "real"):
        raise row.refuse("kind", "must be 'real' for 'stands', and only there")
    if last_year is not None and last_year < row.integer("first_year"):
        raise row.refuse("last_year", "is before the first year")
    return KnownBreak(
        indicator=row.required("indicator"),
        kind=kind,
        effect=effect,
        first_year=row.integer("first_year"),
        last_year=last_year,
        dimension=row.choice("dimension", ("", "area", *DIMENSIONS)),
        codes=row.parts("codes"),
        note=row.required("note"),
        source=row.required("source") if kind == "real" else row.text("source"),
    )


def gap_between(one: Observation, other: Observation) -> SeriesBreak | None:
    """Why two figures of one series may not be joined or called a change; ``None`` when they may.

    Checked in this order: indicator, hidden value, place, group, modelled beside counted, programme, borders, known
    breaks. Two surveys that ask the same differ in sample, season, wording and who answers, so that a step between
    them may be no change at all (European Statistics Code of Practice, 2017, principle 14, on comparability).
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
    if not same_programme(earlier, later):
        return SeriesBreak("programme", year)
    changed = border_change(earlier.area, earlier.year_end, later.year_end)
    if changed is not None:
        return SeriesBreak("boundary", changed + 1.0)
    for known in load_breaks():
        if known.indicator == later.indicator and known.concerns(later) and known.parts(earlier, later):
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

    Every programme has lines of its own, also where the years of another one lie between its years. Figures without a
    value fall out; the cut they leave has the reason ``hidden``. ``segments`` together hold every figure with a value
    exactly once; they are ordered by their newest figure, so that the last one holds the newest of all.
    """
    found: list[tuple[tuple[Observation, ...], SeriesBreak | None]] = []
    for ordered in _by_programme(observations):
        found += _cut(ordered)
    found.sort(key=lambda piece: _middle(piece[0][-1]))
    pieces = tuple(piece for piece, _ in found)
    gaps = []
    for before, (piece, gap) in zip(pieces, found[1:], strict=False):
        beside = not same_programme(before[-1], piece[0])
        gaps.append(SeriesBreak("programme", _between(before, piece)) if beside or gap is None else gap)
    return Broken(pieces, tuple(gaps))


def _by_programme(observations: Iterable[Observation]) -> list[list[Observation]]:
    """The figures parted by what may be joined, each part oldest first."""
    parts: list[list[Observation]] = []
    for one in sorted(observations, key=_middle):
        part = next((part for part in parts if same_programme(part[-1], one)), None)
        if part is None:
            parts.append([one])
        else:
            part.append(one)
    return parts


def _cut(ordered: list[Observation]) -> list[tuple[tuple[Observation, ...], SeriesBreak | None]]:
    """The pieces of one programme's figures, each with the reason why it is not joined to the one before."""
    pieces: list[tuple[list[Observation], SeriesBreak | None]] = []
    hidden = False
    for one in ordered:
        if one.value is None:
            hidden = True
            continue
        last = pieces[-1][0][-1] if pieces else None
        gap = gap_between(last, one) if last else None
        if last and gap is None and hidden:
            gap = SeriesBreak("hidden", (_middle(last) + _middle(one)) / 2)
        hidden = False
        if last and gap is None:
            pieces[-1][0].append(one)
        else:
            pieces.append(([one], gap))
    return [(tuple(piece), gap) for piece, gap in pieces]


def _between(before: tuple[Observation, ...], after: tuple[Observation, ...]) -> float:
    """Where a chart says that the two are not joined: half way from the end of one to what follows in the other."""
    end = _middle(before[-1])
    following = next((one for one in after if _middle(one) > end), after[-1])
    return (end + _middle(following)) / 2


def jumps(observations: Iterable[Observation], unit: str) -> tuple[tuple[Observation, Observation], ...]:
    """The steps of one series, whose figures are of ``unit``, that are larger than a year may bring and that no row of
    breaks.csv speaks of: neither one that breaks the line nor one that vouches for it."""
    found = []
    for piece in segments(observations).segments:
        for earlier, later in pairwise(piece):
            years = _middle(later) - _middle(earlier)
            before, after = float(earlier.value or 0.0), float(later.value or 0.0)
            most = JUMP_POINTS if unit == "percent" else JUMP_SHARE * abs(before)
            if years > 0 and abs(after - before) > most * years and not _vouched(earlier, later):
                found.append((earlier, later))
    return tuple(found)


def _vouched(earlier: Observation, later: Observation) -> bool:
    return any(
        known.indicator == later.indicator and known.concerns(later) and known.vouches(earlier, later)
        for known in load_breaks()
    )


def _middle(observation: Observation) -> float:
    return (observation.year_start + observation.year_end) / 2
