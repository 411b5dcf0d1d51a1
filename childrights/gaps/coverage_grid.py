"""The coverage matrix as tables a person can read: rows of indicators or rights; columns of years, places or groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from childrights.catalogue import DIMENSIONS, TOTAL, WITHHELD_STATUSES, Catalogue, Group, Indicator
from childrights.gaps.coverage_matrix import (
    JOINED,
    KNOWN,
    MATRIX_PLACES,
    MatrixRow,
    Pattern,
    measured_groups,
    published_rows,
    silent,
)
from childrights.gaps.ranking import group_applies, is_asked
from childrights.i18n import N_
from childrights.snapshot import Snapshot

YEARS, PLACES, GROUPS = "years", "places", "groups"
FIRST_YEAR = 2000
BEFORE, LATER = "before", "later"
"""Columns for everything before ``FIRST_YEAR`` and after the present year, so that no figure falls off the table."""
EVERYONE = "everyone"

BOTH, COUNTRY_ONLY, PROVINCES_ONLY = "both", "country", "provinces"
SQUARES: Mapping[str, str] = {
    BOTH: N_("Known for the country and for provinces"),
    COUNTRY_ONLY: N_("Known for the country only"),
    PROVINCES_ONLY: N_("Known for provinces only"),
    KNOWN: N_("Known for the place itself"),
    JOINED: N_("Known for a larger area only"),
    "not_collected": N_("Not collected"),
    "outside_survey": N_("Outside this survey"),
    "too_few_cases": N_("Too few cases to be reliable"),
    "not_given": N_("Left out by the publisher"),
    "suppressed": N_("Hidden to protect children"),
    "not_applicable": N_("Not applicable"),
}
"""What a square may say: three of a year or a group, two of a place, then the kinds of nothing."""


@dataclass(frozen=True, slots=True)
class Square:
    """One square: a key of ``SQUARES``, the period it speaks of, and of how many provinces something is known."""

    state: str
    period: str = ""
    provinces: int = 0


@dataclass(frozen=True, slots=True)
class GridRow:
    """One indicator. ``group`` is whom its figures are about; ``period`` is that of all its squares, if it is one."""

    indicator: str
    group: Group
    period: str
    squares: tuple[Square, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: codes of its columns, and a row for every indicator, also for those without any figure."""

    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]


def grid(
    snapshot: Snapshot,
    catalogue: Catalogue,
    indicators: Sequence[str],
    by: str,
    group: str,
    today: int,
    measured: Mapping[str, Sequence[Group]] | None = None,
) -> Grid:
    """The squares of ``indicators``, in the order of the catalogue. Only the rows that are drawn are read.

    ``by`` is ``years``, ``places`` or ``groups``; ``group`` a code such as ``female``, or ``everyone``, for whom the
    years and places are shown. ``today`` is the present year. ``measured`` are their groups
    (``childrights.gaps.coverage_matrix.measured_groups``), where somebody keeps them.
    """
    codes = [code for code in catalogue.indicators if code in set(indicators)]
    if by == GROUPS:
        found = published_rows(snapshot, catalogue, codes)
        rows = [_by_group(catalogue.indicators[code], found.get(code, ()), catalogue) for code in codes]
        return Grid((EVERYONE, *DIMENSIONS), tuple(rows))
    measured = measured_groups(snapshot, codes) if measured is None else measured
    chosen = {code: group_for(measured.get(code, ()), group) for code in codes}
    wanted = {one for one in chosen.values() if one is not None}
    found = published_rows(snapshot, catalogue, codes, wanted) if wanted else {}
    rows = []
    for code in codes:
        indicator, of = catalogue.indicators[code], chosen[code]
        own = [row for row in found.get(code, ()) if row.group == of]
        nothing = _nothing(indicator, group, catalogue)
        if by == YEARS:
            rows.append(_by_year(indicator, own, of, nothing, today))
        elif own:
            rows.append(_by_place(own))
        else:
            states = (nothing,) * len(MATRIX_PLACES)
            if code not in measured and nothing != "not_applicable":
                states = silent(indicator, catalogue).states
            rows.append(GridRow(code, of or Group(), "", tuple(map(Square, states))))
    return Grid(years(today) if by == YEARS else MATRIX_PLACES, tuple(rows))


def years(today: int) -> tuple[str, ...]:
    """The columns of a table of years."""
    return (BEFORE, *map(str, range(FIRST_YEAR, today + 1)), LATER)


def group_codes(measured: Mapping[str, Sequence[Group]], catalogue: Catalogue) -> tuple[str, ...]:
    """The groups that anything measured is split by, in the order they are met, ages left out; everyone first."""
    codes = {
        getattr(group, name): None
        for indicator in catalogue.indicators
        for group in measured.get(indicator, ())
        for name in DIMENSIONS
        if name != "age" and getattr(group, name) != TOTAL
    }
    return (EVERYONE, *codes)


def group_for(groups: Sequence[Group], code: str) -> Group | None:
    """The group of an indicator that ``code`` asks for: the one with the fewest other parts; ``None`` without one.

    An indicator that is published by age alone has an age as its "everyone".
    """
    if code != EVERYONE:
        groups = [group for group in groups if code in (getattr(group, name) for name in DIMENSIONS)]
    return min(groups, key=_parts, default=None)


def _parts(group: Group) -> int:
    return sum(getattr(group, name) != TOTAL for name in DIMENSIONS)


def _nothing(indicator: Indicator, code: str, catalogue: Catalogue) -> str:
    dimension = next((name for name, codes in _CODES.items() if code in codes), "")
    applies = not dimension or group_applies(indicator.topic, dimension, catalogue)
    return "not_collected" if applies and is_asked(indicator, catalogue) else "not_applicable"


_CODES = {
    "sex": ("female", "male"),
    "residence": ("urban", "rural"),
    "wealth": tuple(f"{kind}_{n}" for kind in ("quintile", "quartile") for n in range(1, 6)),
    "disability": ("with_disability", "without_disability"),
}


def _state(pattern: Pattern) -> str:
    """One period of one group in one square."""
    if pattern.provinces:
        return BOTH if pattern.country else PROVINCES_ONLY
    if pattern.country:
        return COUNTRY_ONLY
    if pattern.withheld:
        return pattern.withheld
    return "not_applicable" if set(pattern.states) == {"not_applicable"} else "not_collected"


def _summed(row: MatrixRow) -> Square:
    return Square(_state(row.pattern), row.period_label, row.pattern.provinces)


_BETTER = (BOTH, PROVINCES_ONLY, COUNTRY_ONLY, *WITHHELD_STATUSES, "not_applicable", "not_collected")


def _by_year(indicator: Indicator, own: Sequence[MatrixRow], group: Group | None, nothing: str, today: int) -> GridRow:
    columns = years(today)
    best = dict.fromkeys(columns, Square(nothing))
    for row in own:
        year = row.year_end or 0
        column = BEFORE if year < FIRST_YEAR else LATER if year > today else str(year)
        square = _summed(row)
        if best[column].state not in _BETTER or _BETTER.index(square.state) <= _BETTER.index(best[column].state):
            best[column] = square
    return GridRow(indicator.code, group or Group(), "", tuple(best[name] for name in columns))


def _by_place(own: Sequence[MatrixRow]) -> GridRow:
    """The newest period with something below the country, else the newest at all."""
    local = [row for row in own if row.pattern.provinces]
    shown = max(local or own, key=lambda row: row.year_end or 0)
    squares = tuple(Square(state, shown.period_label) for state in shown.pattern.states)
    return GridRow(shown.indicator, shown.group, shown.period_label, squares)


def _by_group(indicator: Indicator, own: Sequence[MatrixRow], catalogue: Catalogue) -> GridRow:
    """Whether there is any figure for everyone, and any by each dimension, with the newest period of it."""
    best: dict[Group, int] = {}
    for at, row in enumerate(own):
        before = best.get(row.group)
        if before is None or _age(row) > _age(own[before]):
            best[row.group] = at
    everyone = best.get(Group())
    asked = is_asked(indicator, catalogue)
    nothing = "not_collected" if asked else "not_applicable"
    squares = [Square(nothing) if everyone is None else _summed(own[everyone])]
    for name in DIMENSIONS:
        split = sorted(at for group, at in best.items() if getattr(group, name) != TOTAL)
        missing = nothing if group_applies(indicator.topic, name, catalogue) else "not_applicable"
        squares.append(_summed(max((own[at] for at in split), key=_age)) if split else Square(missing))
    return GridRow(indicator.code, Group(), "", tuple(squares))


def _age(row: MatrixRow) -> tuple[bool, int, int]:
    """Sorts rows: those in which something is known last, the newest of them at the end."""
    pattern = row.pattern
    return pattern.country or pattern.provinces > 0, row.year_end or 0, pattern.provinces


@dataclass(frozen=True, slots=True)
class ShareRow:
    """One right: how many of its ``indicators`` are known in each column of a grid, and for how many one may ask."""

    cluster: str
    indicators: int
    known: tuple[int, ...]
    asked: tuple[int, ...]


def shares_by_right(found: Grid, catalogue: Catalogue) -> tuple[ShareRow, ...]:
    """A grid of indicators summed by right, in the order of the clusters: squares with something known count."""
    known = {BOTH, COUNTRY_ONLY, PROVINCES_ONLY, KNOWN, JOINED}
    rows = []
    for cluster in catalogue.clusters:
        own = [row for row in found.rows if catalogue.indicators[row.indicator].cluster == cluster]
        if own:
            columns = [[row.squares[i].state for row in own] for i in range(len(found.columns))]
            counts = tuple(sum(state in known for state in column) for column in columns)
            asked = tuple(sum(state != "not_applicable" for state in column) for column in columns)
            rows.append(ShareRow(cluster, len(own), counts, asked))
    return tuple(rows)
