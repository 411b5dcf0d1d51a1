"""The difference in lines for a person, and as plain values for JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from childrights.catalogue import DIMENSIONS, Catalogue, Group, Observation
from childrights.i18n import DEFAULT_LANGUAGE, Translator, translator
from childrights.language import words
from etl.ledger import Edition, State, editions, standing_editions
from etl.publishers.comparing import NEW, NOT_UNDERSTOOD, REVISED, UNCHANGED, WITHDRAWN, SeriesDifference
from etl.publishers.refreshing import Refreshed
from etl.publishers.told import RowProblem
from geo import area_name

MOST_LINES = 8
"""Figures told one by one for each series; the JSON has them all."""


def difference_lines(seen: Refreshed, t: Translator | None = None, catalogue: Catalogue | None = None) -> Iterator[str]:
    """What one publisher would change, line by line: the series that change first, the others in one line.

    In English without a translator; without a catalogue rows call indicators by their codes.
    """
    t = t or translator(DEFAULT_LANGUAGE)
    if seen.fault:
        yield seen.fault.words(t)
        return
    yield t._("{name}: {count} series").format(name=seen.name, count=len(seen.series))
    for one in seen.series:
        if one.state != UNCHANGED:
            yield from _series_lines(one, seen.accepted.get(one.series, ""), t, catalogue)
    if unchanged := [one.series for one in seen.series if one.state == UNCHANGED]:
        yield f"  {t._(UNCHANGED)}{t._(': ')}{', '.join(unchanged)}"


def _series_lines(one: SeriesDifference, accepted: str, t: Translator, catalogue: Catalogue | None) -> Iterator[str]:
    counts = (
        (NEW, len(one.new)),
        (REVISED, len(one.revised)),
        (WITHDRAWN, len(one.withdrawn)),
        (UNCHANGED, one.unchanged),
    )
    told = ", ".join(f"{count} {t._(word)}" for word, count in counts if count) or t._("no figures")
    became = f" ({t._('accepted as {id}').format(id=accepted)})" if accepted else ""
    yield f"  {one.series} → {', '.join(one.indicators) or '?'}: {told}{became}"
    for old, new in _few(one.revised):
        yield f"    {t._(REVISED)} {_about(new, t)}: {_value(old, t)} → {_value(new, t)}"
    for figure in _few(one.withdrawn):
        yield f"    {t._(WITHDRAWN)} {_about(figure, t)}: {_value(figure, t)}"
    for row in one.not_understood[:MOST_LINES]:
        yield f"    {t._(NOT_UNDERSTOOD)}{t._(': ')}{_row(row, t, catalogue)}"
    if one.not_understood:
        held = t._("The whole series is held: nothing of it is accepted until every row is understood.")
        yield f"    {held}"
    yield from (f"    {line}" for line in _beside(one, t))
    for row in one.remarks:
        yield f"    {_row(row, t, catalogue)}"
    for reason, count in one.left_out.items():
        yield f"    {t._('Left out: {count} {reason}').format(count=count, reason=reason.words(t))}"


def _beside(one: SeriesDifference, t: Translator) -> Iterator[str]:
    """How the figures of a series stand beside those of other sources."""
    if one.same:
        alike = t.ngettext(
            "{count} of them another source publishes alike; that one stays as it is.",
            "{count} of them another source publishes alike; those stay as they are.",
            one.same,
        )
        yield alike.format(count=one.same)
    for ours, other in _few(one.others):
        replaced = other.source in one.replaces
        stays = t._("{source} is replaced") if replaced else t._("{source} stays")
        yield t._("{about}: {value}, published is {other} ({stays})").format(
            about=_about(ours, t),
            value=_value(ours, t),
            other=_value(other, t),
            stays=stays.format(source=other.source),
        )
    if one.dropped:
        gone = t.ngettext(
            "{count} figure of {sources} goes with its series, without another one in its place.",
            "{count} figures of {sources} go with their series, without another one in their place.",
            len(one.dropped),
        )
        yield gone.format(count=len(one.dropped), sources=", ".join(one.replaces))


def _row(row: RowProblem, t: Translator, catalogue: Catalogue | None) -> str:
    return str(row) if catalogue is None else row.words(t, catalogue)


def _few(found: Sequence[Any]) -> Sequence[Any]:
    return found[:MOST_LINES]


def _about(one: Observation, t: Translator) -> str:
    whose = Group.of(one)
    group = "" if whose == Group() else words.group(whose, t)
    return f"{area_name(one.area, t.lang)} {one.period_label}{f' ({group})' if group else ''}"


def _value(one: Observation, t: Translator) -> str:
    return t._("hidden") if one.value is None else f"{one.value:g}"


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
