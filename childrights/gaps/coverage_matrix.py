"""The coverage matrix: what is known of every right, indicator, period, group and place.

The four kinds of nothing stay apart: no figure of it is here, the survey did not go there, the figure is hidden to
protect children, or the question does not apply. The database says for each row in which areas there is a figure;
rows with the same areas share one ``Pattern``, so that a full database needs few of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from childrights.areas import arrange, on_its_ground
from childrights.catalogue import DIMENSIONS, WITHHELD_STATUSES, Catalogue, Group, Indicator, Observation
from childrights.gaps.ranking import silence
from childrights.i18n import N_
from childrights.snapshot import Snapshot, group_condition, surveys
from geo import COUNTRY, PROVINCES, province_members

KNOWN, JOINED = "known", "joined"
STATES: Mapping[str, str] = {
    KNOWN: N_("Known"),
    JOINED: N_("Known for a larger area only"),
    "not_collected": N_("Not collected"),
    "outside_survey": N_("Outside this survey"),
    "too_few_cases": N_("Too few cases to be reliable"),
    "not_given": N_("Left out by the publisher"),
    "suppressed": N_("Hidden to protect children"),
    "not_applicable": N_("Not applicable"),
}
"""What a cell of the matrix may hold: two kinds of knowing, then the kinds of nothing."""

MATRIX_PLACES = (COUNTRY, *PROVINCES)
"""The places of a row, the country first."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """What is known in each of ``MATRIX_PLACES``: a key of ``STATES``, and the published area, empty for nothing.

    ``country`` says whether a national figure is known, ``provinces`` of how many something is, ``withheld`` the
    first of ``WITHHELD_STATUSES`` that occurs, empty for none.
    """

    states: tuple[str, ...]
    areas: tuple[str, ...]
    country: bool
    provinces: int
    withheld: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One indicator, period and group in all places. ``year_end`` is the last year of the period.

    An indicator without any figure has one row with an empty period and no year.
    """

    indicator: str
    period_label: str
    year_end: int | None
    group: Group
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One cell of the matrix: what is known of one indicator, period and group in one place.

    ``place`` is ``KH`` or a province; ``area`` the published area it lies in, empty for nothing; ``state`` a key of
    ``STATES``.
    """

    cluster: str
    indicator: str
    period_label: str
    year_end: int | None
    group: Group
    place: str
    state: str
    area: str


def matrix(
    snapshot: Snapshot, catalogue: Catalogue, *, indicators: Sequence[str] = (), groups: Collection[Group] | None = None
) -> tuple[MatrixRow, ...]:
    """Every row of right × indicator × period × group, indicators in the order of the catalogue, the oldest first.

    ``indicators`` and ``groups`` narrow it; an indicator that has figures, but of other groups only, has no row.
    """
    chosen = [one for one in catalogue.indicators.values() if not indicators or one.code in indicators]
    codes = [one.code for one in chosen]
    found = published_rows(snapshot, catalogue, codes, groups)
    measured = found if groups is None else measured_groups(snapshot, codes)
    rows: list[MatrixRow] = []
    for one in chosen:
        rows += found.get(one.code, ())
        if one.code not in measured:
            rows.append(MatrixRow(one.code, "", None, Group(), silent(one, catalogue)))
    return tuple(rows)


def published_rows(
    snapshot: Snapshot, catalogue: Catalogue, indicators: Sequence[str], groups: Collection[Group] | None = None
) -> dict[str, list[MatrixRow]]:
    """The rows of every one of ``indicators`` that has any figure (of ``groups``), the oldest first."""
    drawer, found = _Drawer(surveys(snapshot)), dict[str, list[MatrixRow]]()
    for code, parts_of in _parts(snapshot, indicators, groups).items():
        unasked = silence(catalogue.indicators[code], PROVINCES[0], catalogue, published=True)
        found[code] = [
            MatrixRow(code, period, year, group, drawer.pattern(period, year, parts, unasked))
            for (period, group), (year, parts) in parts_of.items()
        ]
    return found


def codes_of_right(catalogue: Catalogue, right: str) -> list[str]:
    """The codes of the indicators of one right, or of all for an empty ``right``."""
    return [one.code for one in catalogue.indicators.values() if right in ("", one.cluster)]


def measured_groups(snapshot: Snapshot, indicators: Sequence[str]) -> dict[str, tuple[Group, ...]]:
    """Every group that each of ``indicators`` has figures for, those with the oldest figures first."""
    sql = f"""
        SELECT indicator, {_DIMENSIONS} FROM published WHERE list_contains($indicators, indicator)
        GROUP BY ALL ORDER BY indicator, min((year_start, year_end, area)), {_DIMENSIONS}
    """
    found: dict[str, list[Group]] = {}
    for code, *codes in snapshot.rows(sql, {"indicators": list(indicators)}):
        found.setdefault(code, []).append(Group(*codes))
    return {code: tuple(groups) for code, groups in found.items()}


def silent(indicator: Indicator, catalogue: Catalogue) -> Pattern:
    """The places of an indicator without any figure."""
    states = tuple(silence(indicator, place, catalogue, published=False) for place in MATRIX_PLACES)
    return Pattern(states, ("",) * len(MATRIX_PLACES), False, 0, _withheld(states))


def _withheld(states: Collection[str]) -> str:
    return next((kind for kind in WITHHELD_STATUSES if kind in states), "")


def matrix_cells(rows: Iterable[MatrixRow], catalogue: Catalogue) -> Iterator[MatrixCell]:
    """Every cell of some rows, the country first, made as they are asked for."""
    for row in rows:
        about = (catalogue.indicators[row.indicator].cluster, row.indicator, row.period_label, row.year_end, row.group)
        for place, state, area in zip(MATRIX_PLACES, row.pattern.states, row.pattern.areas, strict=True):
            yield MatrixCell(*about, place, state, area)


CELL_COLUMNS = ("cluster", "indicator", "period", "year", *DIMENSIONS, "place", "state", "area")


def cell_row(cell: MatrixCell) -> tuple[str | int | None, ...]:
    """A plain row in the order of ``CELL_COLUMNS`` for a table or ``childrights.export.exporting.table``."""
    codes = (getattr(cell.group, name) for name in DIMENSIONS)
    about = (cell.cluster, cell.indicator, cell.period_label, cell.year_end)
    return *about, *codes, cell.place, cell.state, cell.area


_DIMENSIONS = ", ".join(DIMENSIONS)
_Part = tuple[str, str]
"""A source and its areas, apart by spaces; one without a value is followed by ``=`` and the reason."""
_Parts = dict[tuple[str, Group], tuple[int, tuple[_Part, ...]]]
"""Period and group → the last year and what each source published."""


def _parts(snapshot: Snapshot, indicators: Sequence[str], groups: Collection[Group] | None) -> dict[str, _Parts]:
    """What was published of each indicator, periods and groups ordered by their oldest figure."""
    clause, parameters = "", dict[str, object](indicators=list(indicators))
    if groups is not None:
        wanted, more = group_condition(tuple(groups))
        clause, parameters = f" AND {wanted}", parameters | more
    sql = f"""
        SELECT indicator, period_label, year_end, source,
               string_agg(CASE WHEN value IS NULL THEN area || '=' || status ELSE area END, ' '), {_DIMENSIONS}
        FROM published WHERE list_contains($indicators, indicator){clause}
        GROUP BY indicator, period_label, year_start, year_end, source, {_DIMENSIONS}
        ORDER BY indicator, year_start, year_end, min(area), {_DIMENSIONS}, period_label
    """
    found: dict[str, _Parts] = {}
    known: dict[tuple[str, ...], Group] = {}
    for code, period, year, source, marks, *codes in snapshot.rows(sql, parameters):
        names = tuple(codes)
        group = known.get(names) or known.setdefault(names, Group(*names))
        parts_of = found.setdefault(code, {})
        last, parts = parts_of.get((period, group), (year, ()))
        parts_of[period, group] = (max(last, year), (*parts, (source, marks)))
    return found


class _Drawer:
    """Makes patterns and keeps them: what is drawn of the same areas, sources and period is the same."""

    def __init__(self, survey_of: Mapping[str, str]) -> None:
        self._survey_of = survey_of
        self._kept: dict[tuple[object, ...], Pattern] = {}

    def pattern(self, period: str, year: int, parts: tuple[_Part, ...], unasked: str) -> Pattern:
        """What is known of one row, ``year`` the last of its period; ``unasked`` is what it means for any province
        that nobody asked there."""
        key = (parts, period, year, unasked)
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = self._draw(period, year, parts, unasked)
        return found

    def _draw(self, period: str, year: int, parts: Iterable[_Part], unasked: str) -> Pattern:
        figures = [_figure(mark, period, year, source) for source, marks in parts for mark in marks.split(" ")]
        view = arrange("", period, Group(), on_its_ground(figures), self._survey_of)
        state = {
            p: (KNOWN if one.area == p else JOINED, one.area) for one in view.drawn for p in province_members(one.area)
        }
        provinces = len(state)
        for one in view.not_drawn:
            for p in province_members(one.area):
                state[p] = (unasked if one.reason == "not_collected" else one.reason, "")
        country = view.national
        nothing = country.status if country else "not_collected"
        known = country is not None and country.value is not None
        state[COUNTRY] = (KNOWN, COUNTRY) if known else (nothing, "")
        states, areas = zip(*(state[place] for place in MATRIX_PLACES), strict=True)
        return Pattern(states, areas, known, provinces, _withheld(states))


def _figure(mark: str, period: str, year: int, source: str) -> Observation:
    """As much of a figure as the map asks for."""
    area, missing, status = mark.partition("=")
    return Observation("", area, year, year, period, value=None if missing else 0.0, status=status, source=source)
