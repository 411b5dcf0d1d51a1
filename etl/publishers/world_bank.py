"""The World Bank's interface, version 2: a list of the page's facts and its rows; errors come with status 200."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from etl.publishers.asking import Question, UnsoundReply
from etl.publishers.plain_rows import WITH_AN_ERROR, PlainRow, count_pages, lacks, read_plain, told_json
from etl.publishers.publisher import ReadingContext, SeriesReading
from etl.publishers.replies import Reply
from etl.publishers.series_table import PublisherEntry

PAGE = 1000
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
    """A page of JSON as the interface gives it."""
    return content.lstrip()[:1] == b"[" and b'"countryiso3code"' in content


def read(entry: PublisherEntry, replies: Sequence[Reply], context: ReadingContext) -> dict[str, SeriesReading]:
    """Every series, with the day on which the database was last updated."""
    pages = [_page(reply.content) for reply in replies]
    count_pages([(str(rows[0]["indicator"]["id"]), int(facts["pages"])) for facts, rows in pages if rows])
    updated = max((str(facts.get("lastupdated") or "") for facts, _ in pages), default="")
    return read_plain(entry, _rows(replies), f"WDI {updated}".strip())


def _rows(replies: Sequence[Reply]) -> Iterator[PlainRow]:
    for reply in replies:
        for number, row in enumerate(_page(reply.content)[1], start=1):
            lacks(row, _FIELDS)
            code, country = str(row["indicator"]["id"]), str(row["country"]["value"])
            ours = row["countryiso3code"] == "KHM"
            yield PlainRow(reply, number, code, country, ours, str(row["date"]), row["value"])


def _page(content: bytes) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    told = told_json(content)
    if isinstance(told, list) and len(told) == 2 and isinstance(told[0], dict) and "page" in told[0]:
        return told[0], list(told[1] or ())
    message = told[0].get("message") if isinstance(told, list) and told and isinstance(told[0], dict) else None
    said = message[0].get("value") if isinstance(message, list) and message and isinstance(message[0], dict) else None
    raise UnsoundReply(WITH_AN_ERROR, again=False, said=said or "–")
