"""What a fetched series changes, figure by figure, before anybody accepts it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from childrights.catalogue import Observation
from etl.ledger import Edition
from etl.publishers.publisher import SeriesReading
from etl.publishers.told import RowProblem, Told

NEW, REVISED, WITHDRAWN, UNCHANGED, NOT_UNDERSTOOD = "new", "revised", "withdrawn", "unchanged", "not understood"


@dataclass(frozen=True, slots=True)
class SeriesDifference:
    """One series against its standing edition: what came new, what was revised (old and new), what is withdrawn.

    ``same`` and ``others`` set the figures beside those that another source publishes of the same thing: how many say
    the same, and the pairs that differ (ours, the other's). The other's stand, but for sources in ``replaces``, of
    whose series ``dropped`` are the figures that go without another one in their place.
    """

    series: str
    indicators: tuple[str, ...]
    standing: str = ""
    new: tuple[Observation, ...] = ()
    revised: tuple[tuple[Observation, Observation], ...] = ()
    withdrawn: tuple[Observation, ...] = ()
    unchanged: int = 0
    not_understood: tuple[RowProblem, ...] = ()
    remarks: tuple[RowProblem, ...] = ()
    left_out: Mapping[Told, int] = field(default_factory=dict)
    same: int = 0
    others: tuple[tuple[Observation, Observation], ...] = ()
    replaces: tuple[str, ...] = ()
    figures: tuple[Observation, ...] = ()
    dropped: tuple[Observation, ...] = ()
    version: str = ""

    @property
    def state(self) -> str:
        """The one word for it; of several the gravest."""
        if self.not_understood:
            return NOT_UNDERSTOOD
        if self.withdrawn:
            return WITHDRAWN
        if self.revised:
            return REVISED
        return NEW if self.new else UNCHANGED

    @property
    def changes(self) -> bool:
        """Whether accepting it would change anything."""
        return self.state not in (UNCHANGED, NOT_UNDERSTOOD)

    @property
    def gone(self) -> bool:
        """Whether the publisher gives no figure of the series any more."""
        return bool(self.withdrawn) and not self.figures


def difference(
    reading: SeriesReading,
    standing: Edition | None,
    published: Iterable[Observation],
    decimals: Mapping[str, int],
    replaces: tuple[str, ...],
) -> SeriesDifference:
    """Compare a series with the edition that stands, and with what other sources publish."""
    now = {one.about: one for one in reading.figures}
    before = {one.about: one for one in standing.figures} if standing else {}
    indicators = dict.fromkeys(one.indicator for one in (*now.values(), *before.values()))
    source = next((one.source for one in reading.figures), standing.source if standing else "")
    beside = [one for one in published if one.source != source and one.indicator in indicators]
    others = {one.about: one for one in beside if one.about in now}
    pairs = [(one, others[about]) for about, one in now.items() if about in others]
    differing = tuple((ours, other) for ours, other in pairs if not _alike(ours, other, decimals))
    return SeriesDifference(
        series=reading.series,
        indicators=tuple(indicators),
        standing=standing.id if standing else "",
        new=tuple(one for about, one in now.items() if about not in before),
        revised=tuple((before[about], one) for about, one in now.items() if _is_revised(before.get(about), one)),
        withdrawn=tuple(one for about, one in before.items() if about not in now),
        unchanged=sum(about in before and not _is_revised(before[about], one) for about, one in now.items()),
        not_understood=tuple(dict.fromkeys(reading.faults)),
        remarks=tuple(dict.fromkeys(reading.remarks)),
        left_out=dict(reading.left_out),
        same=len(pairs) - len(differing),
        others=differing,
        replaces=replaces,
        figures=tuple(reading.figures),
        dropped=tuple(one for one in beside if one.source in replaces and one.about not in now) if now else (),
        version=reading.version,
    )


def _is_revised(before: Observation | None, now: Observation) -> bool:
    """Whether the publisher changed the figure; codes cover value, interval, cases and status."""
    return before is not None and before.id != now.id


def _alike(ours: Observation, other: Observation, decimals: Mapping[str, int]) -> bool:
    if ours.value is None or other.value is None:
        return ours.value is other.value
    return abs(ours.value - other.value) < 0.5 * 10.0 ** -decimals.get(ours.indicator, 1) + 1e-9
