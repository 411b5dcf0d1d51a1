"""Replies whose rows are plain: one code of the publisher, one year, one value, perhaps its bounds.

What a code is stands in the publisher's table: our indicator, the group it is of, its status. The modules of these
publishers only say where their rows hold what.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

from childrights.catalogue import DIMENSIONS, Observation
from childrights.i18n import N_
from etl.publishers.asking import UNREADABLE, UnsoundReply
from etl.publishers.publisher import SeriesReading
from etl.publishers.replies import Reply
from etl.publishers.series_table import PublisherEntry, Wanted
from etl.publishers.told import RowFault, RowProblem, tell
from etl.reading import a1
from etl.sources import published_period
from geo import COUNTRY

NO_VALUE, EARLIER = tell(N_("years without a value")), tell(N_("rows of earlier years"))
OTHER_GROUPS = tell(N_("rows of other groups"))
WITH_AN_ERROR = N_("answers with an error instead of data ({said})")
COLUMN_GONE = N_("has changed its reply: the column {column} is missing")
FIELD_GONE = N_("has changed its reply: the field {field} is missing")


@dataclass(frozen=True, slots=True)
class PlainRow:
    """One row of a reply, its numbers still as they came; ``ours`` is false for a row of another country, which
    ``country`` then names. ``groups`` are codes of our dimensions beside those of the table; ``other`` says that a row
    is of a group that is none of ours, or gives only a bound. ``column`` is where the value stands in a table."""

    reply: Reply
    number: int
    code: str
    country: str
    ours: bool
    period: str
    value: Any
    lower: Any = None
    upper: Any = None
    groups: Mapping[str, str] | None = None
    note: str = ""
    other: bool = False
    column: int = 0


def read_plain(entry: PublisherEntry, rows: Iterable[PlainRow], version: str) -> dict[str, SeriesReading]:
    """Every series that the rows hold. ``version`` is the publisher's name for this state of its figures."""
    found: dict[str, SeriesReading] = {}
    by_code: dict[str, list[Wanted]] = {}
    for one in entry.wanted:
        by_code.setdefault(one.row["code"], []).append(one)
    for row in rows:
        for wanted in by_code.get(row.code, ()):
            reading = found.setdefault(wanted.series, SeriesReading(wanted.series, version=version))
            _take(entry, wanted, row, reading)
    return found


def _take(entry: PublisherEntry, wanted: Wanted, row: PlainRow, reading: SeriesReading) -> None:
    if not row.ours:
        once(reading.faults, RowProblem(RowFault("other_country", row.country).problem))
        return
    if row.other:
        reading.left_out[OTHER_GROUPS] += 1
        return
    if row.value is None or row.value == "":
        reading.left_out[NO_VALUE] += 1
        return
    try:
        start, end = years_of(row.period)
        value, lower, upper = (plain_number(one) for one in (row.value, row.lower, row.upper))
    except RowFault as fault:
        reading.faults.append(RowProblem(fault.problem, row.code, row.period))
        return
    if start < wanted.since:
        reading.left_out[EARLIER] += 1
        return
    groups: dict[str, Any] = {name: wanted.row[name] for name in DIMENSIONS if wanted.row.get(name)} | dict(
        row.groups or {}
    )
    notes = [wanted.row.get("remark", ""), row.note]
    reading.figures.append(
        Observation(
            wanted.indicator,
            COUNTRY,
            start,
            end,
            row.period,
            **groups,
            value=value,
            lower=lower,
            upper=upper,
            status=wanted.row.get("status") or "normal",
            note="; ".join(filter(None, notes)),
            sheet=row.reply.sheet,
            cell=a1(row.number, row.column),
            area_as_published=row.country,
            source_table=f"{entry.name}, {row.code}",
        )
    )


def plain_number(told: Any) -> float | None:
    """A number as JSON or text tells it; ``RowFault`` for anything else, never a guess."""
    if told is None or told == "":
        return None
    text = str(told).strip()
    as_json = isinstance(told, int | float) and not isinstance(told, bool)
    as_text = text.count(".") <= 1 and text.removeprefix("-").replace(".", "").isdecimal() and text.isascii()
    if not (as_json or as_text) or not isfinite(number := float(text)):  # text: an integer may be larger than a float
        raise RowFault("number", text)
    return number


def years_of(period: str) -> tuple[int, int]:
    """First and last year of a period as a publisher writes it; ``RowFault`` when that is none."""
    try:
        if not period.isascii():  # digits of another alphabet would stay in the name of the period
            raise ValueError
        return published_period(period)
    except ValueError:
        raise RowFault("period", period) from None


def once(told: list[RowProblem], one: RowProblem) -> None:
    """Add what is said once of all rows of a series."""
    if one not in told:
        told.append(one)


def told_json(content: bytes) -> Any:
    """What a reply of JSON says; an HTML page or a reply that breaks off raises ``UnsoundReply``."""
    if content.lstrip()[:1] == b"<":
        raise UnsoundReply(N_("sends a web page instead of data"))
    try:
        return json.loads(content, object_pairs_hook=_each_field_once)
    except UnicodeDecodeError:
        raise UnsoundReply(UNREADABLE) from None
    except ValueError:
        raise UnsoundReply(N_("sends a reply that breaks off")) from None


def _each_field_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Of two values under one name JSON silently takes the later one."""
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(name for name, count in Counter(name for name, _ in pairs).items() if count > 1)
        raise UnsoundReply(N_("tells the field {field} of one row twice"), again=False, field=twice)
    return found


def count_pages(pages: Sequence[tuple[str, int]]) -> None:
    """Raise ``UnsoundReply`` when a page of a code is missing: ``(code, how many there are of it)`` of each page."""
    came = Counter(code for code, _ in pages)
    for code, count in pages:
        if came[code] < count:
            missing = N_("tells of {count} pages of {code} and gives {came}")
            raise UnsoundReply(missing, again=False, count=count, code=code, came=came[code])


def lacks(row: Mapping[str, Any], fields: Iterable[str]) -> None:
    """Raise ``UnsoundReply`` when a field that is needed is not there at all, as after a renaming."""
    if gone := [name for name in fields if name not in row]:
        raise UnsoundReply(FIELD_GONE, again=False, field=gone[0])
