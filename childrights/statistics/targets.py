"""Progress to a target: where it stands, the yearly rate it needs against the one it had, and an honest projection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from pathlib import Path

from childrights.catalogue import Catalogue, Group, Indicator, Observation, TableRow, read_rows
from childrights.i18n import N_
from childrights.statistics.breaks import segments
from childrights.statistics.differences import CLEAR, comparison
from childrights.statistics.inequality import MeasureRefusal
from childrights.statistics.uncertainty import best_interval
from geo import REFERENCE_FOLDER

TARGETS_FILE = REFERENCE_FOLDER / "targets.csv"
KINDS = ("at_most", "at_least", "at_most_share")
BASE_TOLERANCE_YEARS = 1
TREND_YEARS = 15
"""How far back from the latest figure the actual yearly rate looks."""

STATUSES: Mapping[str, str] = {
    "met": N_("The target is met."),
    "on_track": N_("On track: the change has been fast enough."),
    "too_slow": N_("Too slow: at this pace the target is missed."),
    "wrong_way": N_("Moving away from the target."),
    "no_clear_change": N_("No clear change, so no pace can be given."),
    "close": N_("Within its uncertainty, the figure may lie on either side of the target."),
    "missed": N_("The year of the target has passed, and the last figure does not meet it."),
}
ASSUMPTION = N_(
    "This assumes that the yearly change seen from {first} to {last} goes on unchanged. It is not a forecast: "
    "policies, shocks and measurement may change it."
)
METHOD_SOURCES: Mapping[str, str] = {
    "aarr": (
        "UNICEF, Technical note: how to calculate average annual rate of reduction (AARR), 2007, as used by the "
        "WHO-UNICEF Technical Expert Advisory Group on Nutrition Monitoring. https://data.unicef.org/resources/"
        "technical-note-calculate-average-annual-rate-reduction-aarr-underweight-prevalence/"
    ),
    "linear": "Least squares on years, in points a year: an average annual rate can reach neither 0 nor 100 per cent.",
}

_COLUMNS = (
    "code",
    "indicator",
    "framework",
    "target",
    "wording",
    "wording_km",
    "kind",
    "value",
    "base_year",
    "year",
    "source",
    "url",
)


@dataclass(frozen=True, slots=True)
class Target:
    """One row of targets.csv: a numeric target somebody really stated, with where.

    ``kind``: ``at_most`` or ``at_least`` ``value`` in the indicator's unit; ``at_most_share``: at most ``value`` times
    the figure of ``base_year``.
    """

    code: str
    indicator: str
    framework: str
    target: str
    wording: str
    wording_km: str
    kind: str
    value: float
    base_year: int | None
    year: int
    source: str
    url: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one series has come. Rates are per year: with ``method`` ``aarr`` per cent by which the figure falls
    (negative: rises); with ``linear`` points by which it changes (negative: falls).

    ``actual`` rests on ``points`` figures from ``first`` to ``latest``. ``projected`` is the figure in the target's
    year under ``ASSUMPTION``; both are ``None`` where no clear change was seen. ``goal`` is in the indicator's unit.
    """

    target: Target
    goal: float
    status: str
    method: str
    first: Observation
    latest: Observation
    points: int
    required: float | None
    actual: float | None
    projected: float | None


def load_targets(catalogue: Catalogue, path: Path = TARGETS_FILE) -> tuple[Target, ...]:
    """Every row of targets.csv. Raises ``ReferenceTableError`` naming file, row and column.

    A target must name a known indicator that may be judged, in the direction it is judged by.
    """
    return tuple(_target(row, catalogue) for row in read_rows(path, _COLUMNS))


def _target(row: TableRow, catalogue: Catalogue) -> Target:
    indicator = catalogue.indicators.get(row.required("indicator"))
    if indicator is None:
        raise row.refuse("indicator", f"'{row.text('indicator')}' is not an indicator")
    kind = row.choice("kind", KINDS)
    if indicator.polarity != ("higher_better" if kind == "at_least" else "lower_better"):
        raise row.refuse("kind", f"'{kind}' does not fit an indicator that is {indicator.polarity}")
    value, base_year = row.number_or_none("value"), row.integer_or_none("base_year")
    if value is None:
        raise row.refuse("value", "is empty; a target needs a number")
    if (kind == "at_most_share") != (base_year is not None):
        raise row.refuse("base_year", "must be filled in for 'at_most_share' and empty otherwise")
    return Target(
        code=row.required("code"),
        indicator=indicator.code,
        framework=row.required("framework"),
        target=row.required("target"),
        wording=row.required("wording"),
        wording_km=row.required("wording_km"),
        kind=kind,
        value=value,
        base_year=base_year,
        year=row.integer("year"),
        source=row.required("source"),
        url=row.required("url"),
    )


def targets_of(targets: Sequence[Target], indicator: str) -> tuple[Target, ...]:
    """The targets of one indicator."""
    return tuple(one for one in targets if one.indicator == indicator)


def progress(
    observations: Sequence[Observation], indicator: Indicator, target: Target, today: int
) -> Progress | MeasureRefusal:
    """Progress of one series (one place and group). ``today`` is the year that deadlines are held against.

    Refused for a context indicator, another indicator's target, a mixture of places or groups, fewer than two
    comparable figures up to ``today`` (after the last break of the series), and a share of a base nobody measured.
    """
    if indicator.polarity not in ("higher_better", "lower_better"):
        return MeasureRefusal("context")
    if target.indicator != indicator.code or any(one.indicator != indicator.code for one in observations):
        return MeasureRefusal("indicator")
    if len({(one.area, Group.of(one)) for one in observations}) > 1:
        return MeasureRefusal("several_differences")
    pieces = segments(one for one in observations if one.year_end <= today).segments
    points = [one for one in (pieces[-1] if pieces else ()) if _year(pieces[-1][-1]) - _year(one) <= TREND_YEARS]
    if len(points) < 2 or _year(points[0]) == _year(points[-1]):
        return MeasureRefusal("too_few")
    goal = goal_of(target, observations)
    if goal is None:
        return MeasureRefusal("no_base")
    return _progress(points, indicator, target, goal, today)


def _year(one: Observation) -> float:
    return (one.year_start + one.year_end) / 2


def _value(one: Observation) -> float:
    return float(one.value or 0.0)


def goal_of(target: Target, observations: Sequence[Observation]) -> float | None:
    """The figure to be reached, in the indicator's unit; ``None`` for a share of a base that nobody measured."""
    if target.base_year is None:
        return target.value
    base = [one for one in observations if one.value is not None]
    base = [one for one in base if abs(_year(one) - target.base_year) <= BASE_TOLERANCE_YEARS]
    nearest = min(base, key=lambda one: abs(_year(one) - float(target.base_year or 0)), default=None)
    return None if nearest is None else target.value * _value(nearest)


def _progress(points: Sequence[Observation], indicator: Indicator, target: Target, goal: float, today: int) -> Progress:
    first, latest = points[0], points[-1]
    method = "linear" if goal <= 0 or target.kind == "at_least" or min(map(_value, points)) <= 0 else "aarr"
    met = _value(latest) >= goal if target.kind == "at_least" else _value(latest) <= goal
    years = target.year - _year(latest)
    required = None if met or years <= 0 else required_rate(_value(latest), goal, years, method)
    clear = comparison(first, latest, indicator).code == CLEAR
    actual = actual_rate([(_year(one), _value(one)) for one in points], method) if clear else None
    projected = None
    if actual is not None and years > 0:
        projected = _project(_value(latest), actual, years, method, indicator)
    status = _status(target, met, today, required, actual, method)
    if status in ("met", "missed") and may_be_either_side(latest, goal, indicator):
        status = "close"
    return Progress(target, goal, status, method, first, latest, len(points), required, actual, projected)


def may_be_either_side(latest: Observation, goal: float, indicator: Indicator) -> bool:
    """Whether the interval that a figure is judged by holds the goal; not for a goal at the end of the scale, beyond
    which nothing lies, nor for counts of everybody."""
    interval = best_interval(latest, indicator)
    if interval is None or goal in (indicator.minimum, indicator.maximum):
        return False
    return interval.lower < goal < interval.upper


def _status(target: Target, met: bool, today: int, required: float | None, actual: float | None, method: str) -> str:
    if met:
        return "met"
    if today > target.year or required is None:
        return "missed"
    if actual is None:
        return "no_clear_change"
    good = 1 if method == "aarr" or required > 0 else -1
    if actual * good <= 0:
        return "wrong_way"
    return "on_track" if actual * good >= required * good else "too_slow"


def required_rate(latest: float, goal: float, years: float, method: str) -> float:
    """The yearly rate from ``latest`` to ``goal`` in ``years``: per cent of reduction (``aarr``) or points."""
    if method == "linear":
        return (goal - latest) / years
    kept: float = (goal / latest) ** (1 / years)
    return 100 * (1 - kept)


def actual_rate(points: Sequence[tuple[float, float]], method: str) -> float:
    """The yearly rate over all ``(year, figure)``: UNICEF's 100 (1 - exp b), b the slope of the logarithm on years;
    or the plain slope in points. Raises ``ValueError`` for figures of one year only, or not above zero for ``aarr``."""
    xs = [year for year, _ in points]
    ys = [figure if method == "linear" else log(figure) for _, figure in points]
    mid_x, mid_y = sum(xs) / len(xs), sum(ys) / len(ys)
    spread = sum((x - mid_x) ** 2 for x in xs)
    if spread <= 0:
        raise ValueError("a rate needs figures of at least two years")
    slope = sum((x - mid_x) * (y - mid_y) for x, y in zip(xs, ys, strict=True)) / spread
    return slope if method == "linear" else 100 * (1 - exp(slope))


def _project(latest: float, actual: float, years: float, method: str, indicator: Indicator) -> float:
    figure = latest + actual * years if method == "linear" else latest * (1 - actual / 100) ** years
    figure = max(figure, 0.0)
    return min(figure, 100.0) if indicator.unit == "percent" else figure
