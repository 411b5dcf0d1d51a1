"""The SDG database of the UN Statistics Division: pages of rows whose value is text and whose groups are named.

By hand come its CSV and workbooks, whose groups are columns in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from etl.publishers.asking import Question, UnsoundReply
from etl.publishers.downloads import has_table, is_table, lines_of, whole_number
from etl.publishers.plain_rows import WITH_AN_ERROR, PlainRow, count_pages, lacks, read_plain, told_json
from etl.publishers.publisher import ReadingContext, SeriesReading
from etl.publishers.replies import Reply
from etl.publishers.series_table import PublisherEntry

PAGE = 1000
_OURS = "116"
_DOWNLOAD = ("SeriesCode", "GeoAreaCode", "TimePeriod", "Value")
_FIELDS = ("series", "geoAreaCode", "timePeriodStart", "value", "dimensions")
_GROUPS: Mapping[str, Mapping[str, dict[str, str]]] = {
    "Sex": {"BOTHSEX": {}, "FEMALE": {"sex": "female"}, "MALE": {"sex": "male"}},
    "Location": {"ALLAREA": {}, "URBAN": {"residence": "urban"}, "RURAL": {"residence": "rural"}},
    "Quantile": {"_T": {}} | {f"Q{n}": {"wealth": f"quintile_{n}"} for n in range(1, 6)},
    "Reporting Type": {"G": {}, "N": {}},
}
_NO_GROUPS = ("Nature", "Units", "Observation Status")
"""Columns in brackets that say something of the figure, not of whom it counts."""
NOTES = {"E": "Estimate", "CA": "Adjusted by the agency"}


def questions(entry: PublisherEntry) -> list[Question]:
    """One for each series."""
    codes = dict.fromkeys(one.row["code"] for one in entry.wanted)
    ask = f"{entry.address}/Series/Data?seriesCode={{code}}&areaCode={_OURS}&pageSize={PAGE}&page=1"
    return [Question(ask.format(code=code), code) for code in codes]


def following(question: Question, content: bytes) -> Question | None:
    """The next page, as the reply counts them."""
    told = _told(content)
    page, pages = int(told.get("pageNumber", 1)), int(told.get("totalPages", 1))
    if page >= pages:
        return None
    return replace(question, address=re.sub(r"page=\d+$", f"page={page + 1}", question.address))


def sound(content: bytes) -> None:
    """Whether a reply is a page."""
    _told(content)


def is_ours(entry: PublisherEntry, content: bytes) -> bool:
    """JSON as the interface gives it, or a download."""
    if is_table(content):
        return has_table(content, *_DOWNLOAD)
    return content.lstrip()[:1] == b"{" and b'"geoAreaCode"' in content and b'"data"' in content


def read(entry: PublisherEntry, replies: Sequence[Reply], context: ReadingContext) -> dict[str, SeriesReading]:
    """Every series; a release has no name, so the day of asking stands for it."""
    pages = [_told(reply.content) for reply in replies if not is_table(reply.content)]
    count_pages([(str(one["data"][0]["series"]), int(one.get("totalPages", 1))) for one in pages if one["data"]])
    ages = {one.row["code"]: tuple(one.row["ages"].split(";")) for one in entry.wanted}
    fetched = max((reply.fetched_at[:10] for reply in replies), default="")
    return read_plain(entry, _rows(replies, ages), f"SDG database {fetched}".strip())


def _rows(replies: Sequence[Reply], ages: dict[str, tuple[str, ...]]) -> Iterator[PlainRow]:
    for reply in replies:
        for number, column, row in _records(reply):
            lacks(row, _FIELDS)
            code, country = str(row["series"]), str(row["geoAreaCode"])
            groups, other = _groups(row["dimensions"], ages.get(code, ()))
            period = str(row["timePeriodStart"]).removesuffix(".0")
            value = None if str(row["value"]) in ("NaN", "N") else row["value"]
            lower, upper = (None if row.get(name) == "NaN" else row.get(name) for name in ("lowerBound", "upperBound"))
            nature = str((row.get("attributes") or {}).get("Nature") or "")
            named = str(row.get("geoAreaName") or country)
            yield PlainRow(
                reply,
                number,
                code,
                named,
                country == _OURS,
                period,
                value,
                lower,
                upper,
                groups,
                note=NOTES.get(nature, ""),
                other=other or str(value or "").startswith(("<", ">")),
                column=column,
            )


def _records(reply: Reply) -> Iterator[tuple[int, int, Mapping[str, Any]]]:
    """Each row as the interface gives it, with its number and, in a table, the column of its value."""
    if not is_table(reply.content):
        yield from ((number, 0, row) for number, row in enumerate(_told(reply.content)["data"], start=1))
        return
    for line in lines_of(reply, *_DOWNLOAD):
        cells = {name.strip("[]"): cell for name, cell in line.cells.items()}
        if whole_number(cells["GeoAreaCode"]) == _OURS:
            groups = {name: str(cells[name]) for name in (*_GROUPS, "Age") if cells.get(name) not in (None, "")}
            others = {name.strip("[]") for name in line.columns if name.startswith("[")} - {*groups, *_NO_GROUPS}
            groups |= {name: str(cells[name]) for name in others if cells.get(name) not in (None, "", "_T")}
            yield (
                line.number,
                line.columns["Value"],
                {
                    "series": cells["SeriesCode"],
                    "geoAreaCode": _OURS,
                    "geoAreaName": cells.get("GeoAreaName"),
                    "timePeriodStart": whole_number(cells["TimePeriod"]),
                    "value": cells["Value"],
                    "lowerBound": cells.get("LowerBound"),
                    "upperBound": cells.get("UpperBound"),
                    "attributes": {"Nature": cells.get("Nature")},
                    "dimensions": groups,
                },
            )


def _groups(dimensions: dict[str, Any], ages: tuple[str, ...]) -> tuple[dict[str, str], bool]:
    """The group of a row, and whether it is of a dimension or an age that is not asked for."""
    groups: dict[str, str] = {}
    for name, code in dimensions.items():
        if name == "Age":
            if code not in ages:
                return {}, True
            continue
        if code not in _GROUPS.get(name, {}):
            return {}, True
        groups |= _GROUPS[name][code]
    return groups, False


def _told(content: bytes) -> dict[str, Any]:
    told = told_json(content)
    if isinstance(told, dict) and isinstance(told.get("data"), list):
        return told
    said = (told.get("message") or told.get("error")) if isinstance(told, dict) else None
    raise UnsoundReply(WITH_AN_ERROR, again=False, said=said or "–")
