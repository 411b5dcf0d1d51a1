"""The difference in lines for a person, and as plain values for JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from childrights.catalogue import DIMENSIONS, TOTAL, Observation
from etl.ledger import Edition, State, editions, standing_editions
from etl.publishers.comparing import SeriesDifference
from etl.publishers.refreshing import Refreshed
from geo import area_name

MOST_LINES = 8
"""Figures told one by one for each series; the JSON has them all."""


def difference_lines(seen: Refreshed) -> Iterator[str]:
    """What one publisher would change, line by line: the series that change first, the others in one line."""
    if seen.fault:
        yield str(seen.fault)
        return
    yield f"{seen.name}: {len(seen.series)} series"
    for one in seen.series:
        if one.state != "unchanged":
            yield from _series_lines(one, seen.accepted.get(one.series, ""))
    if unchanged := [one.series for one in seen.series if one.state == "unchanged"]:
        yield f"  unchanged: {', '.join(unchanged)}"


def _series_lines(one: SeriesDifference, accepted: str) -> Iterator[str]:
    counts = (
        ("new", len(one.new)),
        ("revised", len(one.revised)),
        ("withdrawn", len(one.withdrawn)),
        ("unchanged", one.unchanged),
    )
    told = ", ".join(f"{count} {word}" for word, count in counts if count) or "no figures"
    became = f" (accepted as {accepted})" if accepted else ""
    yield f"  {one.series} → {', '.join(one.indicators) or '?'}: {told}{became}"
    for old, new in _few(one.revised):
        yield f"    revised {_about(new)}: {_value(old)} → {_value(new)}"
    for figure in _few(one.withdrawn):
        yield f"    withdrawn {_about(figure)}: {_value(figure)}"
    for words in one.not_understood[:MOST_LINES]:
        yield f"    not understood: {words}"
    if one.not_understood:
        yield "    The whole series is held: nothing of it is accepted until every row is understood."
    if one.same:
        yield f"    {one.same} of them another source publishes alike; those stay as they are."
    for ours, other in _few(one.others):
        stays = f"{other.source} is replaced" if other.source in one.replaces else f"{other.source} stays"
        yield f"    {_about(ours)}: {_value(ours)}, published is {_value(other)} ({stays})"
    if one.dropped:
        shipped = ", ".join(one.replaces)
        yield f"    {len(one.dropped)} figures of {shipped} go with their series, without another in their place."
    for words in one.remarks:
        yield f"    {words}"
    for reason, count in one.left_out.items():
        yield f"    left out: {count} {reason}"


def _few(found: Sequence[Any]) -> Sequence[Any]:
    return found[:MOST_LINES]


def _about(one: Observation) -> str:
    group = ", ".join(getattr(one, name) for name in DIMENSIONS if getattr(one, name) != TOTAL)
    return f"{area_name(one.area, 'en')} {one.period_label}{f' ({group})' if group else ''}"


def _value(one: Observation) -> str:
    return "hidden" if one.value is None else f"{one.value:g}"


def refresh_record(seen: Refreshed) -> dict[str, Any]:
    """One publisher as plain values (a contract: see the command line in the documentation)."""
    return {
        "publisher": seen.code,
        "name": seen.name,
        "fault": str(seen.fault),
        "replies": [asdict(one) for one in seen.replies],
        "series": [_series_record(one, seen.accepted.get(one.series, "")) for one in seen.series],
    }


def _series_record(one: SeriesDifference, accepted: str) -> dict[str, Any]:
    return {
        "series": one.series,
        "indicators": list(one.indicators),
        "state": one.state,
        "new": [_figure(figure) for figure in one.new],
        "revised": [_figure(new) | {"old_value": old.value} for old, new in one.revised],
        "withdrawn": [_figure(figure) for figure in one.withdrawn],
        "unchanged": one.unchanged,
        "not_understood": [str(told) for told in one.not_understood],
        "remarks": [str(told) for told in one.remarks],
        "left_out": {str(reason): count for reason, count in one.left_out.items()},
        "published_alike": one.same,
        "published_otherwise": [
            _figure(ours) | {"published_value": other.value, "published_source": other.source}
            for ours, other in one.others
        ],
        "replaces": list(one.replaces),
        "dropped": [_figure(figure) for figure in one.dropped],
        "version": one.version,
        "standing": one.standing,
        "accepted": accepted,
    }


def _figure(one: Observation) -> dict[str, Any]:
    groups = {name: getattr(one, name) for name in DIMENSIONS}
    about = {"indicator": one.indicator, "area": one.area, "period": one.period_label}
    bounds = {"lower": one.lower, "upper": one.upper, "sample_size": one.sample_size, "status": one.status}
    return {"code": one.id} | about | groups | {"value": one.value} | bounds


def kept_record(state: State) -> list[dict[str, Any]]:
    """Every edition that was ever accepted, newest first, with whether it stands."""
    every: tuple[Edition, ...] = editions(state)
    standing = {one.id for one in standing_editions(every)}
    told = (
        "id",
        "publisher",
        "series",
        "count",
        "version",
        "accepted_at",
        "accepted_by",
        "withdrawn_at",
        "withdrawn_why",
    )
    return [
        {name: getattr(one, name) for name in told}
        | {"stands": one.id in standing, "replies": [asdict(reply) for reply in one.replies]}
        for one in reversed(every)
    ]
