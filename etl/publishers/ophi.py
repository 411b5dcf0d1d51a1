"""The global MPI of OPHI: the CSV files of the Humanitarian Data Exchange, or OPHI's own workbooks (Tables 5 and 6).

A trap in every one of them: Table 5 (the newest survey on its own areas) and Table 6 (harmonised over the rounds, on
the areas of the oldest) are two definitions under the same heads. A file with several periods of a place is the second.
And no CSV says of which edition it is; each edition re-estimates, so one is known by a figure of it (``sign`` in the
table).
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from childrights.catalogue import Observation
from childrights.i18n import N_
from etl.publishers.asking import Question, UnsoundReply, text_of_reply
from etl.publishers.downloads import has_table, is_table, lines_of, sheets_of, whole_table
from etl.publishers.plain_rows import COLUMN_GONE, NO_VALUE, WITH_AN_ERROR, plain_number, told_json, years_of
from etl.publishers.publisher import ReadingContext, SeriesReading
from etl.publishers.replies import Reply
from etl.publishers.series_table import PublisherEntry, Wanted
from etl.publishers.told import RowFault, RowProblem
from etl.reading import Sheet, a1
from etl.tables import as_of_their_time
from geo import COUNTRY, labels_of, province_members

_ISO, _CODE, _NAME, _START, _END = "Country ISO3", "Admin 1 PCode", "Admin 1 Name", "Start Date", "End Date"
_OURS = "KHM"
_SURVEY, _OLD_AREAS = "CDHS", "2014"
"""Table 6 is on the survey areas that its first rounds had in common, for every round."""
_NEAR = 0.00006
MERGED, WITH_TBOUNG_KHMUM = "Merged survey area: cannot be split", "Area includes the present Tboung Khmum"
_COUNTRY = re.compile(r"[A-Z]{3}")
_YEARS = re.compile(r"(\d{4})(?:\s*[-/\u2013]\s*(?:\d{2})?(\d{2}))?")


@dataclass(frozen=True, slots=True)
class _Figure:
    """One figure of a file. ``trends`` says whether it is of Table 6, ``code`` is what the CSV calls its column."""

    reply: Reply
    at: tuple[int, int]
    trends: bool
    code: str
    place: str
    province: str
    period: str
    value: Any


def questions(entry: PublisherEntry) -> list[Question]:
    """For each file the page of the data set, which knows where it lies now; after the ``#`` stands the file's name."""
    paths = dict.fromkeys(one.row["path"] for one in entry.wanted)
    ask = f"{entry.address}/package_show?id="
    return [Question(f"{ask}{path}", path.partition("#")[2]) for path in paths]


def following(question: Question, content: bytes) -> Question | None:
    """The file that a data set's page leads to."""
    name = urlsplit(question.address).fragment
    if not name or is_table(content):
        return None
    for one in _resources(content):
        address = str(one["url"])
        if PurePosixPath(urlsplit(address).path).name.lower() == name:
            return Question(address, name)
    raise UnsoundReply(N_("does not list the file {file} any more"), again=False, file=name)


def sound(content: bytes) -> None:
    """Whether a reply is the page of a data set, or a table."""
    if not is_table(content):
        _resources(content)
    elif not _is_file(content):
        raise UnsoundReply(N_("has changed its reply: it cannot be read any more"), again=False)
    elif not sheets_of(content):
        whole_table(text_of_reply(content))


def is_ours(entry: PublisherEntry, content: bytes) -> bool:
    """A CSV with the heads of the data set, or a workbook with the sheets of OPHI."""
    return is_table(content) and _is_file(content)


def read(entry: PublisherEntry, replies: Sequence[Reply], context: ReadingContext) -> dict[str, SeriesReading]:
    """Every series, with the day on which the data set was last changed."""
    pages = [one for reply in replies if not is_table(reply.content) for one in _resources(reply.content)]
    version = max((str(one.get("last_modified") or "")[:10] for one in pages), default="")
    found: dict[str, SeriesReading] = {}
    for one in (one for reply in replies if is_table(reply.content) for one in _figures(entry, reply)):
        for wanted in entry.wanted:
            if (wanted.row["code"], bool(wanted.row["trends"])) == (one.code, one.trends):
                reading = found.setdefault(
                    wanted.series, SeriesReading(wanted.series, version=f"HDX {version}".strip())
                )
                _take(entry, wanted, one, reading, context)
    for wanted in entry.wanted:
        if wanted.series in found:
            found[wanted.series].faults += _of_another_edition(wanted, found[wanted.series])
            found[wanted.series].figures = as_of_their_time(found[wanted.series].figures)
    return found


def _take(entry: PublisherEntry, wanted: Wanted, one: _Figure, reading: SeriesReading, context: ReadingContext) -> None:
    if one.value in (None, ""):
        reading.left_out[NO_VALUE] += 1
        return
    try:
        start, end = years_of(one.period)
        if one.period not in wanted.row["periods"].split(";"):
            raise RowFault("other_round")
        value, area = plain_number(one.value), _area(one, context)
    except RowFault as fault:
        reading.faults.append(RowProblem(fault.problem, one.place or COUNTRY, one.period))
        return
    joined = WITH_TBOUNG_KHMUM if area == "KH03+KH25" else MERGED if "+" in area else ""
    reading.figures.append(
        Observation(
            wanted.indicator,
            area,
            start,
            end,
            one.period,
            value=value,
            note="; ".join(filter(None, (wanted.row["remark"], joined))),
            sheet=one.reply.sheet,
            cell=a1(*one.at),
            area_as_published=one.place or "Cambodia",
            source_table=f"{entry.name}, Table {'6' if one.trends else '5'}",
        )
    )


def _area(one: _Figure, context: ReadingContext) -> str:
    if not one.place:
        return COUNTRY
    labels = labels_of(_SURVEY, _OLD_AREAS if one.trends else one.period)
    match = context.gazetteer.match(one.place, extra=labels)
    if not match.area or match.kind == "typo":
        raise RowFault("place", one.place)
    if one.province and one.province not in province_members(match.area):
        raise RowFault("other_province", one.province)
    return match.area


def _of_another_edition(wanted: Wanted, reading: SeriesReading) -> Iterator[RowProblem]:
    """A file that has another figure at the sign of the edition, or none, is not of the edition of our indicator."""
    area, period, told = wanted.row["sign"].split()
    there = [one.value for one in reading.figures if (one.area, one.period_label) == (area, period)]
    if reading.figures and not any(one is not None and abs(one - float(told)) < _NEAR for one in there):
        said = {"told": told, "indicator": wanted.indicator}
        found = there[0] if there else None
        fault = RowFault("no_sign", **said) if found is None else RowFault("other_edition", f"{found:g}", **said)
        yield RowProblem(fault.problem, area, period)


def _resources(content: bytes) -> list[Mapping[str, Any]]:
    told = told_json(content)
    result = told.get("result") if isinstance(told, dict) and told.get("success") else None
    if isinstance(result, dict) and isinstance(result.get("resources"), list):
        return list(result["resources"])
    said = told.get("error") if isinstance(told, dict) else None
    raise UnsoundReply(WITH_AN_ERROR, again=False, said=json.dumps(said) if said else "–")


def _is_file(content: bytes) -> bool:
    return has_table(content, _ISO, _NAME, _START, _END) or any(_is_of_ophi(one) for one in sheets_of(content))


def _figures(entry: PublisherEntry, reply: Reply) -> Iterator[_Figure]:
    codes = tuple(dict.fromkeys(one.row["code"] for one in entry.wanted))
    heads = {one.row["code"]: one.row["heads"] for one in entry.wanted}
    for sheet in filter(_is_of_ophi, sheets_of(reply.content)):
        yield from _of_sheet(reply, sheet, heads)
    lines = [line for line in lines_of(reply, _ISO, _NAME, _START, _END) if line.cells[_ISO] == _OURS]
    if lines and (gone := [code for code in codes if code not in lines[0].columns]):
        raise UnsoundReply(COLUMN_GONE, again=False, column=gone[0])
    rounds: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        rounds[str(line.cells[_NAME] or "")].add(_round(line.cells))
    trends = any(len(periods) > 1 for periods in rounds.values())
    for line in lines:
        place, code = (str(line.cells.get(name) or "").strip() for name in (_NAME, _CODE))
        for name in codes:
            at = (line.number, line.columns[name])
            yield _Figure(reply, at, trends, name, place, code, _round(line.cells), line.cells[name])


def _round(cells: Mapping[str, Any]) -> str:
    return _label(f"{str(cells[_START])[:4]}-{str(cells[_END])[:4]}")


def _label(years: str) -> str:
    """Years as our rounds are called: ``2021-22`` for ``2021-2022`` and ``2021/22``, ``2014`` for ``2014-2014``."""
    match = _YEARS.fullmatch(years.strip())
    if match is None:
        return years
    start, end = match[1], match[2]
    return start if end is None or start[2:] == end else f"{start}-{end}"


def _is_of_ophi(sheet: Sheet) -> bool:
    """Sheet 5.1 (regions) or 6.4 (harmonised, regions): the others have the same figures of other groups."""
    return bool(re.match(r"(5\.1|6\.4|6\.1)\b.*MPI", sheet.name))


def _of_sheet(reply: Reply, sheet: Sheet, heads: Mapping[str, str]) -> Iterator[_Figure]:
    """The Cambodian rows of a workbook's sheet, whose heads stand one over the other in joined cells."""
    iso = next((col for row in sheet.rows for col, cell in enumerate(row) if cell == _OURS), -1)
    if iso < 0:
        return
    begin = next(at for at in range(len(sheet.rows)) if _COUNTRY.fullmatch(str(_at(sheet, at, iso) or "")))
    named = _heads(sheet, iso, begin)
    place = next((col for col, head in named.items() if re.fullmatch(r"(subnational )?region", head)), None)
    times = [name for name in (" t0 ", " t1 ") if any(name in f" {head} " for head in named.values())] or [""]
    for at, row in enumerate(sheet.rows[begin:], start=begin):
        if len(row) <= iso or row[iso] != _OURS:
            continue
        for time in times:
            year = _column(named, "data source", "year", time)
            for code, words in heads.items():
                col = _column(named, words, time)
                yield _Figure(
                    reply,
                    (at, col),
                    sheet.name.startswith("6"),
                    code,
                    "" if place is None else str(row[place] or "").strip(),
                    "",
                    _label(str(row[year])),
                    row[col] if col < len(row) else None,
                )


def _heads(sheet: Sheet, iso: int, first: int) -> dict[int, str]:
    """By column everything that stands over it, in small letters, a joined cell over each of its columns."""
    top = next((at for at in range(first) if "iso" in str(_at(sheet, at, iso) or "").lower()), max(0, first - 5))
    filled = {
        (row, col): _at(sheet, block[0], block[1])
        for block in sheet.merged
        for row in range(max(top, block[0]), min(first, block[2] + 1))
        for col in range(block[1], block[3] + 1)
        if row == block[0]
    }
    found = {}
    for col in range(max(map(len, sheet.rows))):
        told = [str(filled.get((row, col)) or _at(sheet, row, col) or "") for row in range(top, first)]
        found[col] = " ".join(" ".join(told).lower().split())
    return found


def _at(sheet: Sheet, row: int, col: int) -> Any:
    return sheet.rows[row][col] if row < len(sheet.rows) and col < len(sheet.rows[row]) else None


def _column(named: Mapping[int, str], *words: str) -> int:
    """The column with all these words over it; of several the one that speaks of regions, else the first."""
    found = [col for col, head in named.items() if all(one in f" {head} " for one in words)]
    if not found:
        raise UnsoundReply(COLUMN_GONE, again=False, column=words[0])
    return next((col for col in found if "by region" in named[col]), found[0])
