"""The World Bank's interface, version 2: a list of the page's facts and its rows; errors come with status 200.

By hand come the archive, CSV or workbook of one indicator for all countries, and DataBank tables: a column a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from etl.publishers.asking import Question, UnsoundReply
from etl.publishers.downloads import has_table, is_table, lines_of
from etl.publishers.plain_rows import WITH_AN_ERROR, PlainRow, count_pages, lacks, read_plain, told_json
from etl.publishers.publisher import ReadingContext, SeriesReading
from etl.publishers.replies import Reply
from etl.publishers.series_table import PublisherEntry

PAGE = 1000
_DOWNLOADS = (("Country Code", "Indicator Code"), ("Country Code", "Series Code"))
_YEAR = re.compile(r"(\d{4})(?: \[YR\d{4}\])?")
_OURS, _NO_VALUE = "KHM", ".."
_FIELDS = ("indicator", "country", "countryiso3code", "date", "value")


def questions(entry: PublisherEntry) -> list[Question]:
    """One for each code: sixty at a time would need the number of a database, which differs among them."""
    codes = dict.fromkeys(one.row["code"] for one in entry.wanted)
    ask = f"{entry.address}/country/KHM/indicator/{{code}}?format=json&per_page={PAGE}&page=1"
    return [Question(ask.format(code=code), code) for code in codes]


def following(question: Question, content: bytes) -> Question | None:
    """The next page, as the reply counts them."""
    facts, _ = _page(content)
    page, pages = int(facts["page"]), int(facts["pages"])
    if page >= pages:
        return None
    return replace(question, address=re.sub(r"page=\d+$", f"page={page + 1}", question.address))


def sound(content: bytes) -> None:
    """Whether a reply is a page."""
    _page(content)


def is_ours(entry: PublisherEntry, content: bytes) -> bool:
    """A page of JSON as the interface gives it, or one of its downloads."""
    if is_table(content):
        return any(has_table(content, *heads) for heads in _DOWNLOADS)
    return content.lstrip()[:1] == b"[" and b'"countryiso3code"' in content


def read(entry: PublisherEntry, replies: Sequence[Reply], context: ReadingContext) -> dict[str, SeriesReading]:
    """Every series, with the day on which the database was last updated."""
    pages = [_page(reply.content) for reply in replies if not is_table(reply.content)]
    rows, days = _downloaded(replies)
    count_pages([(str(rows[0]["indicator"]["id"]), int(facts["pages"])) for facts, rows in pages if rows])
    updated = max((*(str(facts.get("lastupdated") or "") for facts, _ in pages), *days), default="")
    return read_plain(entry, [*_rows(replies), *rows], f"WDI {updated}".strip())


def _downloaded(replies: Sequence[Reply]) -> tuple[list[PlainRow], set[str]]:
    """The Cambodian rows of downloaded tables, and the days on which these were last updated."""
    rows, days = [], set()
    for reply in (one for one in replies if is_table(one.content)):
        for heads in _DOWNLOADS:
            for line in lines_of(reply, *heads):
                days |= {str(above[1])[:10] for above in line.above if above and above[0] == "Last Updated Date"}
                if line.cells[heads[0]] == _OURS:
                    code, named = str(line.cells[heads[1]]), str(line.cells.get("Country Name") or _OURS)
                    for column, at in line.columns.items():
                        if year := _YEAR.fullmatch(column.removesuffix(".0")):
                            value = line.cells.get(column)
                            value = None if value == _NO_VALUE else value
                            rows.append(PlainRow(reply, line.number, code, named, True, year[1], value, column=at))
    return rows, days


def _rows(replies: Sequence[Reply]) -> Iterator[PlainRow]:
    for reply in (one for one in replies if not is_table(one.content)):
        for number, row in enumerate(_page(reply.content)[1], start=1):
            lacks(row, _FIELDS)
            code, country = str(row["indicator"]["id"]), str(row["country"]["value"])
            ours = row["countryiso3code"] == _OURS
            yield PlainRow(reply, number, code, country, ours, str(row["date"]), row["value"])


def _page(content: bytes) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    told = told_json(content)
    if isinstance(told, list) and len(told) == 2 and isinstance(told[0], dict) and "page" in told[0]:
        return told[0], list(told[1] or ())
    message = told[0].get("message") if isinstance(told, list) and told and isinstance(told[0], dict) else None
    said = message[0].get("value") if isinstance(message, list) and message and isinstance(message[0], dict) else None
    raise UnsoundReply(WITH_AN_ERROR, again=False, said=said or "–")
