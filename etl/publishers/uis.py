"""The interface of the UNESCO Institute for Statistics: one reply for all series, and one that names the version.

By hand comes the bulk archive with the figures of all countries, or the table in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from etl.publishers.asking import Question, UnsoundReply
from etl.publishers.downloads import has_table, is_table, lines_of, whole_number
from etl.publishers.plain_rows import WITH_AN_ERROR, PlainRow, lacks, read_plain, told_json
from etl.publishers.publisher import ReadingContext, SeriesReading
from etl.publishers.replies import Reply
from etl.publishers.series_table import PublisherEntry

_FIELDS = ("indicatorId", "geoUnit", "year", "value")
_DOWNLOAD = ("indicator_id", "country_id", "year", "value")
_OURS = "KHM"
_CODES_AT_ONCE = 40
"""An address longer than the server likes is answered with status 414."""
NOTES = {"UIS_EST": "Estimate", "NAT_EST": "Estimate"}


def questions(entry: PublisherEntry) -> list[Question]:
    """The version that is in force, then the series, some at a time."""
    codes = list(dict.fromkeys(one.row["code"] for one in entry.wanted))
    asked = [Question(f"{entry.address}/versions/default", "the version in force")]
    for at in range(0, len(codes), _CODES_AT_ONCE):
        some = codes[at : at + _CODES_AT_ONCE]
        query = "&".join(f"indicator={code}" for code in some)
        asked.append(Question(f"{entry.address}/data/indicators?{query}&geoUnit=KHM", f"{len(some)} codes"))
    return asked


def following(question: Question, content: bytes) -> Question | None:
    """A reply holds everything."""
    return None


def sound(content: bytes) -> None:
    """Whether a reply holds records, or names a version."""
    _told(content)


def is_ours(entry: PublisherEntry, content: bytes) -> bool:
    """JSON as the interface gives it, or the bulk download."""
    if is_table(content):
        return has_table(content, *_DOWNLOAD)
    return content.lstrip()[:1] == b"{" and b'"records"' in content and b'"indicatorId"' in content


def read(entry: PublisherEntry, replies: Sequence[Reply], context: ReadingContext) -> dict[str, SeriesReading]:
    """Every series, with the version of the database."""
    told = [_told(one.content) for one in replies if not is_table(one.content)]
    versions = [str(one["version"]) for one in told if "version" in one]
    return read_plain(entry, _rows(replies), versions[0] if versions else "")


def _rows(replies: Sequence[Reply]) -> Iterator[PlainRow]:
    for reply in replies:
        if is_table(reply.content):
            yield from _downloaded(reply)
            continue
        for number, row in enumerate(_told(reply.content).get("records", ()), start=1):
            lacks(row, _FIELDS)
            country, period = str(row["geoUnit"]), str(row["year"])
            note = NOTES.get(str(row.get("qualifier") or ""), "")
            yield PlainRow(
                reply, number, str(row["indicatorId"]), country, country == _OURS, period, row["value"], note=note
            )


def _downloaded(reply: Reply) -> Iterator[PlainRow]:
    code, country, year, value = _DOWNLOAD
    for line in lines_of(reply, *_DOWNLOAD):
        if line.cells[country] == _OURS:
            note = NOTES.get(str(line.cells.get("qualifier") or line.cells.get("QUALIFIER") or ""), "")
            at, period = line.columns[value], whole_number(line.cells[year])
            told = (reply, line.number, str(line.cells[code]), _OURS, True, period, line.cells[value])
            yield PlainRow(*told, note=note, column=at)


def _told(content: bytes) -> dict[str, Any]:
    told = told_json(content)
    if isinstance(told, dict) and (isinstance(told.get("records"), list) or "version" in told):
        return told
    said = (told.get("message") or told.get("error")) if isinstance(told, dict) else None
    raise UnsoundReply(WITH_AN_ERROR, again=False, said=said or "–")
