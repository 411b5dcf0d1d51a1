"""Every question the product asks of a snapshot, by name. The only place with SQL outside the ETL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from childrights.catalogue import DIMENSIONS, OBSERVATION_COLUMNS, PUBLISHED, TOTAL, Group, Observation, UnknownCode
from childrights.i18n import N_
from childrights.snapshot.snapshot import Snapshot

COUNTRY = "KH"

_COLUMNS = ", ".join(OBSERVATION_COLUMNS)
_FROM = f"SELECT {_COLUMNS} FROM shown"
_DIMENSIONS = ", ".join(DIMENSIONS)
_ORDER = f"indicator, year_start, year_end, area, {_DIMENSIONS}, layer DESC, scope, upload, stored"
_GROUP = " AND ".join(f"{name} = ${name}" for name in DIMENSIONS)


@dataclass(frozen=True, slots=True)
class Period:
    """A period in which an indicator has figures: how many for places inside the country, and if national."""

    label: str
    year_start: int
    year_end: int
    areas: int
    national: bool


@dataclass(frozen=True, slots=True)
class Headline:
    """What is known of one indicator at a glance: the national figures of its leading group, oldest first."""

    indicator: str
    group: Group
    national: tuple[Observation, ...]
    areas: int
    areas_period: str
    layer: str = PUBLISHED
    """``MEMBERS`` where only members have figures of the indicator."""

    @property
    def latest(self) -> Observation | None:
        """The newest national figure."""
        return self.national[-1] if self.national else None


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a snapshot holds. ``observations`` are those of both layers, ``published`` and ``members``;
    ``indicators_with_data`` those with published figures."""

    observations: int
    indicators: int
    indicators_with_data: int
    sources: int
    provinces: int
    uploads: int
    published: int
    members: int


@dataclass(frozen=True, slots=True)
class FileReport:
    """What one source file gave; ``cells == blank + accepted + rejected``."""

    source: str
    survey: str
    file: str
    sha256: str
    cells: int
    blank: int
    accepted: int
    rejected: int


def _observations(snapshot: Snapshot, sql: str, parameters: dict[str, object]) -> tuple[Observation, ...]:
    return tuple(Observation(*row) for row in snapshot.rows(sql, parameters))


def _group_parameters(group: Group) -> dict[str, object]:
    return {name: getattr(group, name) for name in DIMENSIONS}


def groups_with_periods(snapshot: Snapshot, indicator: str) -> dict[Group, tuple[Period, ...]]:
    """Every combination of dimensions that ``indicator`` has figures for, with its periods, oldest first.

    The leading group comes first: the total where it is published, else the group closest to it with the most
    figures; the others follow by how many figures they have.
    """
    sql = f"""
        SELECT {_DIMENSIONS}, count(*), period_label, min(year_start), max(year_end),
               count(*) FILTER (area <> '{COUNTRY}'), bool_or(area = '{COUNTRY}')
        FROM shown WHERE indicator = $indicator
        GROUP BY {_DIMENSIONS}, period_label ORDER BY min(year_start), max(year_end)
    """
    found: dict[Group, list[Period]] = {}
    figures: dict[Group, int] = {}
    width = len(DIMENSIONS)
    for row in snapshot.rows(sql, {"indicator": indicator}):
        group = Group(*row[:width])
        figures[group] = figures.get(group, 0) + row[width]
        found.setdefault(group, []).append(Period(*row[width + 1 :]))
    fullest = sorted(found, key=lambda group: (-figures[group], *(getattr(group, name) for name in DIMENSIONS)))
    leading = sorted(fullest, key=_distance)[:1]
    return {group: tuple(found[group]) for group in dict.fromkeys([*leading, *fullest])}


def age_order(age: str) -> tuple[bool, int, int]:
    """Sorts age codes: the total first, months before years, then by the first age."""
    if age == TOTAL:
        return (False, -1, 0)
    months = age.endswith("months")
    first = int(age.removesuffix(" months").rstrip("+").split("-")[0])
    return (True, 0 if months else 1, first)


def area_values(
    snapshot: Snapshot, indicator: str, period_label: str, group: Group | None = None
) -> tuple[Observation, ...]:
    """All figures of one indicator, period and group: the country and every area."""
    sql = f"{_FROM} WHERE indicator = $indicator AND period_label = $period AND {_GROUP} ORDER BY area"
    parameters = {"indicator": indicator, "period": period_label, **_group_parameters(group or Group())}
    return _observations(snapshot, sql, parameters)


def series(
    snapshot: Snapshot, indicator: str, areas: Sequence[str], groups: Sequence[Group]
) -> tuple[Observation, ...]:
    """Figures over time for some areas and groups, ordered by area, group and year."""
    if not areas or not groups:
        return ()
    wanted, parameters = group_condition(groups)
    parameters |= {"indicator": indicator, "areas": list(areas)}
    sql = f"""
        {_FROM} WHERE indicator = $indicator AND list_contains($areas, area) AND {wanted}
        ORDER BY area, {_DIMENSIONS}, year_start, year_end
    """
    return _observations(snapshot, sql, parameters)


def areas_of(snapshot: Snapshot, indicator: str) -> tuple[str, ...]:
    """Every area code ``indicator`` has figures for, the country first."""
    sql = "SELECT DISTINCT area FROM shown WHERE indicator = $indicator ORDER BY area"
    return tuple(row[0] for row in snapshot.rows(sql, {"indicator": indicator}))


def headlines(snapshot: Snapshot) -> dict[str, Headline]:
    """A headline for every indicator with data, keyed by code, also of those that only members have figures of."""
    rows = snapshot.rows(
        f"""
        SELECT indicator, layer, {_DIMENSIONS}, count(*) FROM shown
        GROUP BY ALL ORDER BY indicator, count(*) DESC, {_DIMENSIONS}
        """
    )
    leading: dict[str, Group] = {}
    layers: dict[str, str] = {}
    for indicator, layer, *codes, _ in rows:
        group = Group(*codes)
        layers[indicator] = layer
        if indicator not in leading or _distance(group) < _distance(leading[indicator]):
            leading[indicator] = group
    national: dict[str, list[Observation]] = {code: [] for code in leading}
    wanted, parameters = group_condition(tuple(dict.fromkeys(leading.values())))
    sql = f"{_FROM} WHERE area = '{COUNTRY}' AND {wanted} ORDER BY indicator, year_start, year_end"
    for observation in _observations(snapshot, sql, parameters):
        if Group.of(observation) == leading[observation.indicator]:
            national[observation.indicator].append(observation)
    areas = _newest_areas(snapshot)
    return {
        code: Headline(code, group, tuple(national[code]), *areas.get(code, (0, "")), layers[code])
        for code, group in leading.items()
    }


def of_published(found: Mapping[str, Headline]) -> dict[str, Headline]:
    """The headlines of indicators with published figures, for what looks at several indicators at once."""
    return {code: one for code, one in found.items() if one.layer == PUBLISHED}


def _newest_areas(snapshot: Snapshot) -> dict[str, tuple[int, str]]:
    """In how many places an indicator has figures in the newest period that has any, and which period that is."""
    counted = snapshot.rows(
        f"""
        WITH local AS (
            SELECT indicator, period_label, area, year_start FROM shown
            WHERE area <> '{COUNTRY}' AND value IS NOT NULL
        ),
        period AS (SELECT indicator, period_label, min(year_start) AS first FROM local GROUP BY ALL),
        newest AS (SELECT indicator, max_by(period_label, (first, period_label)) AS period_label FROM period GROUP BY 1)
        SELECT indicator, period_label, count(DISTINCT area) FROM local SEMI JOIN newest USING (indicator, period_label)
        GROUP BY ALL
        """
    )
    return {indicator: (count, period) for indicator, period, count in counted}


def group_condition(groups: Sequence[Group]) -> tuple[str, dict[str, object]]:
    """The condition that a row is about one of ``groups``, and its parameters."""
    alternatives, parameters = ["false"], dict[str, object]()
    for number, group in enumerate(groups):
        alternatives.append(" AND ".join(f"{name} = ${name}_{number}" for name in DIMENSIONS))
        parameters |= {f"{name}_{number}": getattr(group, name) for name in DIMENSIONS}
    return f"({' OR '.join(alternatives)})", parameters


def _distance(group: Group) -> int:
    return sum(getattr(group, name) != TOTAL for name in DIMENSIONS)


def observation(snapshot: Snapshot, code: str) -> Observation:
    """The observation with this short code, of whichever layer. Raises ``UnknownCode``."""
    found = _observations(snapshot, f"SELECT {_COLUMNS} FROM figures WHERE id = $id", {"id": code})
    if not found:
        raise UnknownCode(N_("No figure held here has the code {code}."), code=code)
    return found[0]


def all_observations(
    snapshot: Snapshot,
    *,
    indicators: Sequence[str] = (),
    areas: Sequence[str] = (),
    years: Sequence[int] = (),
    age: str = "",
    both_layers: bool = False,
) -> tuple[Observation, ...]:
    """All observations, or those of some indicators, areas, years (a period counts for each of its years) and age.

    What is shown by default; with ``both_layers`` also the members' figures that stand beside published ones.
    """
    clauses, parameters = ["true"], dict[str, object]()
    if indicators:
        clauses.append("list_contains($indicators, indicator)")
        parameters["indicators"] = list(indicators)
    if areas:
        clauses.append("list_contains($areas, area)")
        parameters["areas"] = list(areas)
    if years:
        clauses.append("len(list_filter($years, lambda year: year BETWEEN year_start AND year_end)) > 0")
        parameters["years"] = list(years)
    if age:
        clauses.append("age = $age")
        parameters["age"] = age
    sql = f"""
        SELECT {_COLUMNS} FROM {"figures" if both_layers else "shown"} WHERE {" AND ".join(clauses)}
        ORDER BY {_ORDER}
    """
    return _observations(snapshot, sql, parameters)


@dataclass(frozen=True, slots=True)
class FigureFilter:
    """Which figures are asked for: of each field one of its values, everything where it names none.

    A period counts for each of its years; ``first_year`` and ``last_year`` are 0 where nobody said. ``groups`` maps
    a dimension to its codes. ``layers`` are those of ``LAYERS``.
    """

    indicators: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    first_year: int = 0
    last_year: int = 0
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    statuses: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    layers: tuple[str, ...] = (PUBLISHED,)

    def condition(self) -> tuple[str, dict[str, object]]:
        """The condition on a row of ``figures``, and its parameters. Raises ``UnknownCode`` for no dimension."""
        wanted: dict[str, tuple[str, ...]] = {"indicator": self.indicators, "area": self.areas, "layer": self.layers}
        wanted |= {"status": self.statuses, "source": self.sources} | dict(self.groups)
        if strange := set(self.groups) - set(DIMENSIONS):
            raise UnknownCode(f"No figure is split by {', '.join(sorted(strange))}.")
        clauses, parameters = ["true"], dict[str, object]()
        for column, codes in wanted.items():
            if codes:
                clauses.append(f"list_contains(${column}, {column})")
                parameters[column] = list(codes)
        if self.first_year:
            clauses.append("year_end >= $first_year")
            parameters["first_year"] = self.first_year
        if self.last_year:
            clauses.append("year_start <= $last_year")
            parameters["last_year"] = self.last_year
        return " AND ".join(clauses), parameters


def figures_page(
    snapshot: Snapshot, wanted: FigureFilter, limit: int, offset: int = 0
) -> tuple[int, tuple[Observation, ...]]:
    """How many figures are ``wanted``, and those from ``offset`` on, ``limit`` at most, always in the same order."""
    condition, parameters = wanted.condition()
    ((total,),) = snapshot.rows(f"SELECT count(*) FROM figures WHERE {condition}", parameters)
    sql = f"""
        SELECT {_COLUMNS} FROM figures WHERE {condition}
        ORDER BY {_ORDER} LIMIT $limit OFFSET $offset
    """
    return total, _observations(snapshot, sql, parameters | {"limit": limit, "offset": offset})


def areas_with_figures(snapshot: Snapshot) -> dict[str, int]:
    """The areas that have published figures, with how many, in the order of their codes."""
    return dict(snapshot.rows("SELECT area, count(*) FROM published GROUP BY area ORDER BY area"))


def figures_by_indicator(snapshot: Snapshot) -> dict[str, tuple[int, int, int]]:
    """Of each indicator with published figures how many there are, and their first and last year."""
    told = "indicator, count(*), min(year_start), max(year_end)"
    sql = f"SELECT {told} FROM published GROUP BY indicator ORDER BY indicator"
    return {code: (count, first, last) for code, count, first, last in snapshot.rows(sql)}


def counts(snapshot: Snapshot) -> Counts:
    """How much the snapshot holds."""
    sql = """
        SELECT (SELECT count(*) FROM figures), (SELECT count(*) FROM snapshot.indicator),
               (SELECT count(DISTINCT indicator) FROM published),
               (SELECT count(*) FROM snapshot.source), (SELECT count(*) FROM snapshot.province),
               (SELECT count(*) FROM snapshot.upload),
               (SELECT count(*) FROM published),
               (SELECT count(*) FROM figures WHERE layer = 'members')
    """
    return Counts(*snapshot.rows(sql)[0])


def file_reports(snapshot: Snapshot) -> tuple[FileReport, ...]:
    """What each source file gave."""
    columns = ", ".join(FileReport.__dataclass_fields__)
    return tuple(FileReport(*row) for row in snapshot.rows(f"SELECT {columns} FROM snapshot.file ORDER BY source"))


def surveys(snapshot: Snapshot) -> dict[str, str]:
    """Source key → the survey whose list of areas it keeps to, for sources that have one."""
    return dict(snapshot.rows("SELECT source, survey FROM snapshot.file WHERE survey <> ''"))


def rejected(snapshot: Snapshot) -> tuple[dict[str, str], ...]:
    """Cells that were not accepted, with where they stand and why."""
    names = ("source", "upload", "sheet", "cell", "value", "reason")
    return tuple(
        dict(zip(names, row, strict=True))
        for row in snapshot.rows(f"SELECT {', '.join(names)} FROM snapshot.rejected ORDER BY ALL")
    )


def rejected_by(snapshot: Snapshot) -> dict[str, int]:
    """How many figures did not come through, by the reason, the most frequent first."""
    return dict(snapshot.rows("SELECT reason, count(*) FROM snapshot.rejected GROUP BY 1 ORDER BY 2 DESC, 1"))


_SAID = ("compared_at", "compared_by", "compared_why")


def upload_record(snapshot: Snapshot, upload: str) -> dict[str, str]:
    """Who sent an upload that is part of the snapshot, when and as which file, and if what it quotes was compared;
    empty when it is not."""
    columns = ("member", "file_name", "sha256", "uploaded_at", *_SAID)
    rows = snapshot.rows(f"SELECT {', '.join(columns)} FROM snapshot.upload WHERE id = $upload", {"upload": upload})
    names = ("member", "file", "file_sha256", "uploaded_at", *_SAID)
    return dict(zip(names, rows[0], strict=True)) if rows else {}


def last_values(observations: Sequence[Observation]) -> dict[tuple[str, str], tuple[float, str]]:
    """The newest value of everybody, with its period label, for each indicator and area."""
    newest: dict[tuple[str, str], Observation] = {}
    for one in observations:
        if one.value is None or not Group.of(one).is_total:
            continue
        before = newest.get((one.indicator, one.area))
        if before is None or one.year_end > before.year_end:
            newest[one.indicator, one.area] = one
    return {key: (one.value, one.period_label) for key, one in newest.items() if one.value is not None}
