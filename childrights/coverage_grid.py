"""The coverage matrix as tables a person can read: rows of indicators or rights; columns of years, places or groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from childrights.catalogue import Catalogue, Indicator
from childrights.gap_scope import group_applies
from childrights.gaps import JOINED, KNOWN, Cell
from childrights.i18n import N_
from childrights.model import DIMENSIONS, TOTAL, Group
from geo.areas import COUNTRY, PROVINCES

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
    "suppressed": N_("Hidden to protect children"),
    "not_applicable": N_("Not applicable"),
}
"""What a square may say: three of a year or a group, two of a place, then the four kinds of nothing."""


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


Rows = Mapping[tuple[str, Group], Sequence[Cell]]
"""The 26 cells of each period and group of one indicator."""


def grid(cells: Sequence[Cell], catalogue: Catalogue, by: str, group: str, today: int) -> Grid:
    """The squares of the indicators in ``cells``, as ``childrights.gaps.matrix`` makes them.

    ``by`` is ``years``, ``places`` or ``groups``; ``group`` a code such as ``female``, or ``everyone``, for whom the
    years and places are shown. ``today`` is the present year.
    """
    found: dict[str, dict[tuple[str, Group], list[Cell]]] = {}
    for cell in cells:
        found.setdefault(cell.indicator, {}).setdefault((cell.period_label, cell.group), []).append(cell)
    columns = {YEARS: years(today), PLACES: (COUNTRY, *PROVINCES), GROUPS: (EVERYONE, *DIMENSIONS)}[by]
    rows = []
    for code, blocks in found.items():
        indicator = catalogue.indicators[code]
        if by == GROUPS:
            rows.append(_by_group(indicator, blocks))
        else:
            chosen = group_for(blocks, group)
            nothing = _nothing(indicator, group)
            if by == YEARS:
                rows.append(_by_year(indicator, blocks, chosen, nothing, today))
            else:
                rows.append(_by_place(indicator, blocks, chosen, nothing))
    return Grid(columns, tuple(rows))


def years(today: int) -> tuple[str, ...]:
    """The columns of a table of years."""
    return (BEFORE, *map(str, range(FIRST_YEAR, today + 1)), LATER)


def group_codes(cells: Sequence[Cell]) -> tuple[str, ...]:
    """The groups that anything in ``cells`` is split by, in the order they are met, ages left out; everyone first."""
    codes = {
        getattr(cell.group, name): None
        for cell in cells
        for name in DIMENSIONS
        if name != "age" and getattr(cell.group, name) != TOTAL
    }
    return (EVERYONE, *codes)


def group_for(blocks: Rows, code: str) -> Group | None:
    """The group of an indicator that ``code`` asks for: the one with the fewest other parts; ``None`` without one.

    An indicator that is published by age alone has an age as its "everyone".
    """
    groups = list(dict.fromkeys(group for _, group in blocks))
    if code != EVERYONE:
        groups = [group for group in groups if code in (getattr(group, name) for name in DIMENSIONS)]
    return min(groups, key=_parts, default=None)


def _parts(group: Group) -> int:
    return sum(getattr(group, name) != TOTAL for name in DIMENSIONS)


def _nothing(indicator: Indicator, code: str) -> str:
    dimension = next((name for name, codes in _CODES.items() if code in codes), "")
    return "not_collected" if not dimension or group_applies(indicator.topic, dimension) else "not_applicable"


_CODES = {
    "sex": ("female", "male"),
    "residence": ("urban", "rural"),
    "wealth": tuple(f"{kind}_{n}" for kind in ("quintile", "quartile") for n in range(1, 6)),
    "disability": ("with_disability", "without_disability"),
}


def _summed(block: Sequence[Cell]) -> Square:
    """One period of one group in one square."""
    period = block[0].period_label
    country = any(cell.place == COUNTRY and cell.state == KNOWN for cell in block)
    provinces = sum(cell.place != COUNTRY and cell.state in (KNOWN, JOINED) for cell in block)
    if provinces:
        return Square(BOTH if country else PROVINCES_ONLY, period, provinces)
    if country:
        return Square(COUNTRY_ONLY, period)
    return Square("suppressed" if any(cell.state == "suppressed" for cell in block) else "not_collected", period)


_BETTER = (BOTH, PROVINCES_ONLY, COUNTRY_ONLY, "suppressed", "not_collected")


def _by_year(indicator: Indicator, blocks: Rows, group: Group | None, nothing: str, today: int) -> GridRow:
    columns = years(today)
    best = dict.fromkeys(columns, Square(nothing))
    for (period, of), block in blocks.items():
        year = block[0].year_end
        if of != group or not period or year is None:
            continue
        column = BEFORE if year < FIRST_YEAR else LATER if year > today else str(year)
        square = _summed(block)
        if best[column].state not in _BETTER or _BETTER.index(square.state) <= _BETTER.index(best[column].state):
            best[column] = square
    return GridRow(indicator.code, group or Group(), "", tuple(best[name] for name in columns))


def _by_place(indicator: Indicator, blocks: Rows, group: Group | None, nothing: str) -> GridRow:
    """The newest period with something below the country, else the newest at all."""
    dated = [block for (period, of), block in blocks.items() if of == group and period]
    local = [block for block in dated if any(cell.place != COUNTRY and cell.state in (KNOWN, JOINED) for cell in block)]
    shown = max(local or dated, key=lambda block: block[0].year_end or 0, default=None)
    if shown is None:
        silent = next(iter(blocks.values()))
        states = [nothing if cell.period_label or nothing == "not_applicable" else cell.state for cell in silent]
        return GridRow(indicator.code, group or Group(), "", tuple(Square(state) for state in states))
    period = shown[0].period_label
    by_place = {cell.place: cell.state for cell in shown}
    squares = tuple(Square(by_place[place], period) for place in (COUNTRY, *PROVINCES))
    return GridRow(indicator.code, group or Group(), period, squares)


def _by_group(indicator: Indicator, blocks: Rows) -> GridRow:
    """Whether there is any figure for everyone, and any by each dimension, with the newest period of it."""
    squares = [_newest([block for (_, group), block in blocks.items() if group.is_total])]
    for name in DIMENSIONS:
        split = [block for (_, group), block in blocks.items() if getattr(group, name) != TOTAL]
        missing = "not_collected" if group_applies(indicator.topic, name) else "not_applicable"
        squares.append(_newest(split) if split else Square(missing))
    return GridRow(indicator.code, Group(), "", tuple(squares))


def _newest(blocks: Sequence[Sequence[Cell]]) -> Square:
    """The newest square in which something is known."""
    squares = [(block[0].year_end or 0, _summed(block)) for block in blocks if block[0].period_label]
    known = [one for one in squares if one[1].state in (BOTH, COUNTRY_ONLY, PROVINCES_ONLY)]
    return max(known or squares, key=lambda one: (one[0], one[1].provinces), default=(0, Square("not_collected")))[1]


@dataclass(frozen=True, slots=True)
class ShareRow:
    """One right: how many of its ``indicators`` are known in each column of a grid, and for how many one may ask."""

    cluster: str
    indicators: int
    known: tuple[int, ...]
    asked: tuple[int, ...]


def shares(found: Grid, catalogue: Catalogue) -> tuple[ShareRow, ...]:
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
