"""Groups that may be set against each other: complete, of one scale, definition and period, or refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from childrights.catalogue import DIMENSIONS, TOTAL, UNWEIGHTED, Group, Indicator, Observation
from childrights.statistics.breaks import MODELLED
from childrights.statistics.differences import scale
from childrights.statistics.inequality import MeasureRefusal, mean, weight_shares
from childrights.statistics.uncertainty import Interval, interval_of
from geo import COUNTRY, PROVINCES, province_members

AREA = "area"
WEALTH_SCALES: Mapping[str, tuple[str, ...]] = {
    "quintile": tuple(f"quintile_{n}" for n in range(1, 6)),
    "quartile": tuple(f"quartile_{n}" for n in range(1, 5)),
}
PAIRS: Mapping[str, tuple[str, ...]] = {
    "sex": ("female", "male"),
    "residence": ("rural", "urban"),
    "disability": ("with_disability", "without_disability"),
}
"""The complete set of groups of each dimension; worse off first where the dimension has an order."""
ORDERED = ("wealth", "residence", "disability")


@dataclass(frozen=True, slots=True)
class Strata:
    """One indicator, place and period split by one dimension; worst off first where ``ordered``.

    ``weights_kind``: ``given`` (population), ``cases`` (of the sample, weighted), ``equal`` (fifths and quarters of
    households are equal by construction) or ``none``. ``average`` is the weighted mean, or the published total
    without weights; ``published`` that total.
    """

    indicator: Indicator
    dimension: str
    observations: tuple[Observation, ...]
    ordered: bool
    p: tuple[float, ...] | None
    weights_kind: str
    average: float | None
    published: float | None = None

    @property
    def typical(self) -> float | None:
        """The average that a reference is held against: of the groups where people weigh them, else as published, since
        fifths of the households do not hold a fifth of the children each; without one the groups count alike."""
        known = self.weights_kind in ("given", "cases")
        return self.average if known or self.published is None else self.published

    @property
    def codes(self) -> tuple[str, ...]:
        """The code of each group, or the area."""
        return tuple(getattr(one, self.dimension) for one in self.observations)

    @property
    def y(self) -> tuple[float, ...]:
        """The figure of each group."""
        return tuple(float(one.value) for one in self.observations if one.value is not None)

    @property
    def intervals(self) -> tuple[Interval, ...] | None:
        """The interval of each group, ``None`` unless every group has one."""
        found = [interval_of(one, self.indicator) for one in self.observations]
        known = tuple(one for one in found if one is not None)
        return known if len(known) == len(found) else None


def strata(
    observations: Sequence[Observation],
    dimension: str,
    indicator: Indicator,
    weights: Mapping[str, float] | None = None,
) -> Strata | MeasureRefusal:
    """Order and check the groups of ``dimension`` (one of the five, or ``area``).

    ``observations`` may hold the total (or the country), which is set aside as average. ``weights`` gives people by
    group code or area. Refused: figures of several indicators, periods, places or kinds, fifths beside quarters, a
    hidden value, a group that is missing, overlapping or missing provinces.
    """
    total = [one for one in observations if getattr(one, dimension) in (TOTAL, COUNTRY)]
    parts = [one for one in observations if one not in total]
    refusal = _mixed(parts, dimension, indicator) or _incomplete(parts, dimension)
    if refusal:
        return refusal
    ordered = dimension in ORDERED
    rank = {code: place for place, code in enumerate(_expected(parts, dimension))}
    parts.sort(key=lambda one: (rank.get(getattr(one, dimension), 0), getattr(one, dimension)))
    p, kind = _weights(parts, dimension, weights)
    found = Strata(indicator, dimension, tuple(parts), ordered, p, kind, None)
    published = total[0].value if len(total) == 1 and total[0].indicator == indicator.code else None
    average = mean(found.y, p) if p else published
    return Strata(indicator, dimension, tuple(parts), ordered, p, kind, average, published)


def _mixed(parts: Sequence[Observation], dimension: str, indicator: Indicator) -> MeasureRefusal | None:
    if len(parts) < 2:
        return MeasureRefusal("too_few")
    if any(one.indicator != indicator.code for one in parts):
        return MeasureRefusal("indicator")
    if len({one.status == MODELLED for one in parts}) > 1:
        return MeasureRefusal("modelled")
    others = [name for name in DIMENSIONS if name != dimension]
    same = {
        (one.period_label, "" if dimension == AREA else one.area, *(getattr(Group.of(one), name) for name in others))
        for one in parts
    }
    if len(same) > 1:
        return MeasureRefusal("several_differences")
    if dimension == "wealth" and len({scale(one.wealth) for one in parts}) > 1:
        return MeasureRefusal("scales")
    hidden = tuple(getattr(one, dimension) for one in parts if one.value is None)
    return MeasureRefusal("hidden", hidden) if hidden else None


def _expected(parts: Sequence[Observation], dimension: str) -> tuple[str, ...]:
    if dimension == "wealth":
        return WEALTH_SCALES[scale(parts[0].wealth)]
    return PAIRS.get(dimension, ())


def _incomplete(parts: Sequence[Observation], dimension: str) -> MeasureRefusal | None:
    codes = [getattr(one, dimension) for one in parts]
    if dimension == AREA:
        covered = [province for code in codes for province in province_members(code)]
        missing = tuple(province for province in PROVINCES if province not in covered)
        if len(covered) != len(set(covered)):
            return MeasureRefusal("several_differences")
        return MeasureRefusal("missing_group", missing) if missing else None
    if len(codes) != len(set(codes)):
        return MeasureRefusal("several_differences")
    expected = _expected(parts, dimension)
    missing = tuple(code for code in expected if code not in codes)
    return MeasureRefusal("missing_group", missing) if missing else None


def _weights(
    parts: Sequence[Observation], dimension: str, given: Mapping[str, float] | None
) -> tuple[tuple[float, ...] | None, str]:
    codes = [getattr(one, dimension) for one in parts]
    if given and all(given.get(code, 0) > 0 for code in codes):
        return weight_shares([given[code] for code in codes]), "given"
    # People asked say nothing of how many live where: small places are asked more often and weighted down again.
    cases = [float(one.sample_size) for one in parts if one.sample_size and one.sample_kind != UNWEIGHTED]
    if len(cases) == len(parts):
        return weight_shares(cases), "cases"
    if dimension == "wealth":
        return weight_shares([1.0] * len(parts)), "equal"
    return None, "none"
