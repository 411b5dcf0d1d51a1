"""The interface of the DHS Program: pages of JSON, or the CSV that it and HDX give for download.

The rows are those of the door for its CSV (``etl/doors/dhs.py``), which knows nested regions, preferred rows and the
region numbers of a survey; here they are only gathered from their pages. Without a key a page holds a thousand rows.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from childrights.i18n import N_
from etl.doors import DHS_FIELDS, door_of
from etl.problems import problem, worded
from etl.publishers.asking import Question, UnsoundReply
from etl.publishers.downloads import has_table, is_table, lines_of
from etl.publishers.plain_rows import FIELD_GONE, WITH_AN_ERROR, once, told_json
from etl.publishers.publisher import ReadingContext, SeriesReading
from etl.publishers.replies import Reply
from etl.publishers.series_table import PublisherEntry
from etl.publishers.told import RowFault, RowProblem, as_told, tell
from etl.reading import Sheet, a1, parse_a1
from geo import COUNTRY, area_name, domains_of

PAGE = 1000
_NO_DATA = b"Variable RET is undefined"
_VALUE = DHS_FIELDS.index("Value")
_TOTAL, _COUNTRY = "Total", "KH"
EARLIER = tell(N_("rows of earlier surveys"))
OTHER_SPAN, NO_SPAN = N_("rows of another meaning ({span})"), tell(N_("no span of years"))
SPANS = {f"{many} years preceding the survey": f"{many} years before the survey" for many in ("Three", "Five", "Ten")}
"""What the Program says of a rate's years, as our notes say it."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of a reply and where it stands in it."""

    reply: Reply
    cell: str
    cells: Mapping[str, Any]


def questions(entry: PublisherEntry) -> list[Question]:
    """For each breakdown and first year one question with all series that want it."""
    asked: dict[tuple[str, int], list[str]] = defaultdict(list)
    for one in entry.wanted:
        for breakdown in one.breakdowns:
            if one.series not in asked[breakdown, one.since]:
                asked[breakdown, one.since].append(one.series)
    found = []
    for (breakdown, since), series in asked.items():
        query = f"countryIds=KH&indicatorIds={','.join(series)}&breakdown={breakdown}"
        query += f"&surveyYearStart={since}" if since else ""
        words = f"{breakdown}, {len(series)} series"
        found.append(Question(f"{entry.address}/data?{query}&f=json&perpage={PAGE}&page=1", words))
    return found


def following(question: Question, content: bytes) -> Question | None:
    """The next page, as the reply counts them."""
    told = {} if _NO_DATA in content else _told(content)
    page, pages = int(told.get("Page", 1)), int(told.get("TotalPages", 1))
    if page >= pages:
        return None
    words = f"{question.words.partition('; page')[0]}; page {page + 1} of {pages}"
    return replace(question, address=re.sub(r"page=\d+$", f"page={page + 1}", question.address), words=words)


def sound(content: bytes) -> None:
    """Whether a reply is a page of rows; a page of a program that broke off over no rows is an empty one."""
    if _NO_DATA not in content:
        _told(content)


def is_ours(entry: PublisherEntry, content: bytes) -> bool:
    """A page of JSON, or a table with the Program's columns."""
    if not is_table(content):
        return b'"Data"' in content and b'"IndicatorId"' in content
    return has_table(content, "IndicatorId", "DHS_CountryCode")


def read(entry: PublisherEntry, replies: Sequence[Reply], context: ReadingContext) -> dict[str, SeriesReading]:
    """Every series of the replies, read as the door reads the Program's CSV."""
    _count(replies)
    found = {series: SeriesReading(series) for series in entry.series}
    kept: dict[str, list[_Row]] = defaultdict(list)
    for row in _each_once([row for reply in replies for row in _rows(reply)]):
        if _belongs(entry, row, found):
            kept[str(row.cells["IndicatorId"])].append(row)
    for series, rows in kept.items():
        _read_series(found[series], rows, context)
        found[series].remarks += _missing(entry, found[series])
    return {series: one for series, one in found.items() if one.figures or one.faults or one.left_out}


def _read_series(reading: SeriesReading, rows: Sequence[_Row], context: ReadingContext) -> None:
    names = [name for name in DHS_FIELDS if any(name in row.cells for row in rows)]
    sheet = Sheet("DHS", [list(names), *([row.cells.get(name) for name in names] for row in rows)])
    door = door_of(sheet)
    if door is None:
        raise UnsoundReply(N_("gives rows whose fields are not known: its reply has changed"), again=False)
    tally = door.read(context.doors)
    for found in tally.problems:
        at = parse_a1(found.cell)[0] - 1 if found.cell else -1
        if found.severity == "error" and at < 0:
            raise UnsoundReply(N_("has changed its reply: {said}"), again=False, said=as_told(found))
        if at >= 0:
            told = reading.faults if found.severity == "error" else reading.remarks
            cells = rows[at].cells
            about, period = (str(cells.get(name) or "") for name in ("CharacteristicLabel", "SurveyYearLabel"))
            told.append(RowProblem(found, about, period))
    if tally.rejected and not reading.faults:
        reading.faults.append(RowProblem(RowFault("unread", count=tally.rejected).problem))
    for one in tally.observations:
        row = rows[parse_a1(one.cell)[0] - 1]
        span = str(row.cells.get("ByVariableLabel") or "")
        said = SPANS.get(span, "" if span == _TOTAL else span)
        reading.figures.append(replace(one, note=said, sheet=row.reply.sheet, cell=row.cell))


def _told(content: bytes) -> dict[str, Any]:
    told = told_json(content)
    if not isinstance(told, dict) or not isinstance(told.get("Data"), list):
        said = told.get("Message") if isinstance(told, dict) else None
        raise UnsoundReply(WITH_AN_ERROR, said=said or "–")
    return told


def _rows(reply: Reply) -> Iterator[_Row]:
    if reply.content.lstrip()[:1] in (b"{", b"<"):
        records = [] if _NO_DATA in reply.content else _told(reply.content)["Data"]
        for number, cells in enumerate(records, start=1):
            yield _Row(reply, a1(number, _VALUE), cells)
        return
    for line in lines_of(reply, "IndicatorId", "DHS_CountryCode"):
        cells = {name: value for name, value in line.cells.items() if name}
        yield _Row(reply, a1(line.number, line.columns.get("Value", _VALUE)), cells)


def _count(replies: Sequence[Reply]) -> None:
    """Every page tells how many rows there are in all: a page that is missing or cut short shows there."""
    expected: dict[str, int] = {}
    came: Counter[str] = Counter()
    for reply in replies:
        if reply.content.lstrip()[:1] == b"{":
            told = _told(reply.content)
            question = re.sub(r"page=\d+$", "", reply.address)
            came[question] += len(told["Data"])
            expected[question] = int(told.get("RecordCount", 0))
    for question, count in expected.items():
        if count and question.startswith("http") and came[question] != count:
            missing = N_("tells of {count} rows and gives {came}")
            raise UnsoundReply(missing, again=False, count=count, came=came[question])


def _each_once(rows: Sequence[_Row]) -> list[_Row]:
    """The country's row comes with the country and again with its provinces: the very same row counts once."""
    seen: dict[str, _Row] = {}
    for row in rows:
        seen.setdefault(json.dumps(row.cells, sort_keys=True, default=str), row)
    return list(seen.values())


def _belongs(entry: PublisherEntry, row: _Row, found: Mapping[str, SeriesReading]) -> bool:
    """Whether a row is of a series, a meaning of it and a survey that are asked for; others are counted."""
    if "IndicatorId" not in row.cells:
        raise UnsoundReply(FIELD_GONE, again=False, field="IndicatorId")
    reading = found.get(str(row.cells["IndicatorId"]))
    if reading is None:
        return False
    country = str(row.cells.get("CountryName") or row.cells.get("DHS_CountryCode") or "")
    if row.cells.get("DHS_CountryCode", _COUNTRY) != _COUNTRY:
        once(reading.faults, RowProblem(RowFault("other_country", country).problem))
        return False
    span = str(row.cells.get("ByVariableLabel") or "")
    span = "" if span == _TOTAL else span
    of_series = [one for one in entry.wanted if one.series == reading.series]
    if "ByVariableLabel" in row.cells and span not in [one.row["by_variable"] for one in of_series]:
        reading.left_out[tell(OTHER_SPAN, span=span or NO_SPAN)] += 1
        return False
    year = str(row.cells.get("SurveyYear") or "")
    if year.isascii() and year.isdecimal() and int(year) < min(one.since for one in of_series):
        reading.left_out[EARLIER] += 1
        return False
    return True


def _missing(entry: PublisherEntry, reading: SeriesReading) -> Iterator[RowProblem]:
    """Areas of a survey that have no figure, where others have one."""
    for label in dict.fromkeys(one.period_label for one in reading.figures):
        there = {one.area for one in reading.figures if one.period_label == label} - {COUNTRY}
        areas = {one.area for one in domains_of(entry.survey, label)}
        if there and (gone := sorted(areas - there)):
            known = {"count": len(areas) - len(gone), "all": len(areas)}
            few = problem("fetched_row", "missing_areas", "warning", "", "", **known, areas="")
            names = ("areas", ", ".join(area_name(area, "en") for area in gone))  # all of them, however many
            yield RowProblem(worded(replace(few, params=(*few.params[:-1], names))), "", label)
