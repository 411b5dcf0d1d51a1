"""SDMX services that answer as CSV: the statistics institute's CamStat and UNICEF's warehouse.

A row is one figure; columns in capitals are dimensions and attributes, with their codes alone or as ``code: label``.
Which series, of which other dimensions, is which indicator stands in the publisher's table (``filters``); a row of any
group that neither the table nor our own dimensions know is left out and counted, never taken for the whole.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from childrights.catalogue import TOTAL, Observation
from childrights.i18n import N_
from etl.publishers.asking import Question, UnsoundReply, text_of_reply
from etl.publishers.downloads import whole_table
from etl.publishers.plain_rows import COLUMN_GONE, EARLIER, NO_VALUE, plain_number, years_of
from etl.publishers.publisher import ReadingContext, SeriesReading
from etl.publishers.replies import Reply
from etl.publishers.series_table import PublisherEntry, Wanted
from etl.publishers.told import RowFault, RowProblem, tell
from etl.reading import a1
from etl.tables import as_of_their_time
from geo import COUNTRY, AreaError, labels_of, parse_area

CSV = "application/vnd.sdmx.data+csv;file=true;labels=both"
_SERIES = ("SERIES", "INDICATOR")
_NEEDED = ("REF_AREA", "TIME_PERIOD", "OBS_VALUE")
_ALL = ("", "_T", "_Z", "_X", "TOTAL", "ALLAGE")
_GROUPS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "SEX": ("sex", {"F": "female", "M": "male"}),
    "RESIDENCE": ("residence", {"U": "urban", "R": "rural"}),
    "URBANISATION": ("residence", {"U": "urban", "R": "rural"}),
    "LOCATION": ("residence", {"U": "urban", "R": "rural"}),
    "WEALTH_QUINTILE": ("wealth", {f"Q{n}": f"quintile_{n}" for n in range(1, 6)}),
}
_ATTRIBUTES = frozenset(
    (
        "DATAFLOW",
        "STRUCTURE",
        "STRUCTURE_ID",
        "STRUCTURE_NAME",
        "ACTION",
        "FREQ",
        "UNIT_MEASURE",
        "UNIT_MULTIPLIER",
        "UNIT_MULT",
        "OBS_STATUS",
        "RESPONSIBLE_AGENCY",
        "DATA_SOURCE",
        "SOURCE_LINK",
        "COUNTRY_NOTES",
        "SERIES_FOOTNOTE",
        "OBS_FOOTNOTE",
        "REF_PERIOD",
        "TIME_PERIOD",
        "OBS_VALUE",
        "LOWER_BOUND",
        "UPPER_BOUND",
        "REF_AREA",
        "REF_AREA_PARENT",
        "SUBNATIONAL_LEVEL",
        "SERIES",
        "INDICATOR",
        "DECIMALS",
        "BASE_PERIOD",
        "REPORTING_TYPE",
        "NATURE",
        "COMMENT_OBS",
        "OBS_CONF",
        "CUSTODIAN",
        "TIME_PERIOD_METHOD",
        "COVERAGE_TIME",
        "DATA_LAST_UPDATE",
    )
)
_COUNTRIES = ("KHM", "KH", "ASIKHM", "116")
_JOINED = re.compile(r"KH_(?:AGG_)?(KH\d\d(?:_KH\d\d)+)")
_OTHER_COUNTRY = re.compile(r"[A-Z]{3}")
OTHER_PLACES = tell(N_("rows of other countries, which the question brings along"))
OTHER_ROWS = tell(N_("rows of other groups or years"))


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of a reply: codes by column, and what a person reads for the code of the area."""

    reply: Reply
    number: int
    codes: Mapping[str, str]
    place: str


def questions(entry: PublisherEntry) -> list[Question]:
    """One for each flow and key that the table names."""
    headers = {"Accept": CSV, "User-Agent": "Mozilla/5.0 (compatible; childrights-cambodia)"}
    paths = dict.fromkeys(one.row["path"] for one in entry.wanted)
    return [Question(f"{entry.address}/data/{path}", path.partition("?")[0], headers) for path in paths]


def following(question: Question, content: bytes) -> Question | None:
    """A reply holds everything."""
    return None


def sound(content: bytes) -> None:
    """Whether a reply is a table whose last line is whole."""
    text = text_of_reply(content)
    if text.lstrip()[:1] in ("<", "{", "["):
        page = text.lstrip()[:1] == "<"
        raise UnsoundReply(N_("sends a web page instead of data") if page else N_("sends a message instead of data"))
    whole_table(text)


def is_ours(entry: PublisherEntry, content: bytes) -> bool:
    """A CSV that names one of the publisher's flows in its first column, or in the third when it is of version 2."""
    agencies = tuple({one.row["path"].partition("/")[0].split(",")[0] for one in entry.wanted})
    rows = list(csv.reader(io.StringIO(content[:4000].decode("utf-8-sig", errors="replace"))))[:2]
    header = [_code(name) for name in rows[0]] if rows else []
    if not set(_NEEDED) <= set(header) or len(rows) < 2:
        return False
    flow = header.index("STRUCTURE_ID") if "STRUCTURE_ID" in header else 0
    return len(rows[1]) > flow and rows[1][flow].startswith(agencies)


def read(entry: PublisherEntry, replies: Sequence[Reply], context: ReadingContext) -> dict[str, SeriesReading]:
    """Every series of the replies."""
    found: dict[str, SeriesReading] = {}
    by_code: dict[str, list[Wanted]] = {}
    for one in entry.wanted:
        by_code.setdefault(one.row["code"], []).append(one)
    for line in (line for reply in replies for line in _lines(reply)):
        wanted = by_code.get(next((line.codes[name] for name in _SERIES if name in line.codes), ""), [])
        for series in dict.fromkeys(one.series for one in wanted):
            reading = found.setdefault(series, SeriesReading(series))
            _take(entry, [one for one in wanted if one.series == series], line, reading, context)
    for reading in found.values():
        reading.figures = as_of_their_time(reading.figures)
    return found


def _code(text: str) -> str:
    return text.partition(":")[0].strip()


def _lines(reply: Reply) -> Iterator[_Line]:
    rows = list(csv.reader(io.StringIO(text_of_reply(reply.content))))
    header = rows[0] if rows else []
    names = [_code(name) for name in header]
    if gone := [name for name in _NEEDED if name not in names] or ([] if set(_SERIES) & set(names) else ["INDICATOR"]):
        raise UnsoundReply(COLUMN_GONE, again=False, column=gone[0])
    for number, row in enumerate(rows[1:], start=1):
        if len(row) != len(header):
            raise UnsoundReply(
                N_("has a line of {cells} cells in a table of {width} (line {line})"),
                cells=len(row),
                width=len(header),
                line=number + 1,
            )
        codes = {name: _code(cell) for name, cell in zip(names, row, strict=True) if name.isupper()}
        area = row[names.index("REF_AREA")]
        beside = names.index("REF_AREA") + 1
        label = area.partition(":")[2].strip()
        if not label and beside < len(names) and not names[beside].isupper():
            label = row[beside]
        yield _Line(reply, number, codes, label or area)


def _take(
    entry: PublisherEntry, wanted: Sequence[Wanted], line: _Line, reading: SeriesReading, context: ReadingContext
) -> None:
    codes = line.codes
    if (
        "REF_AREA_PARENT" in codes
        and codes["REF_AREA_PARENT"] not in _COUNTRIES
        and codes["REF_AREA"] not in _COUNTRIES
    ):
        reading.left_out[OTHER_PLACES] += 1
        return
    chosen, label = _meaning(wanted, codes)
    if chosen is None:
        reading.left_out[OTHER_ROWS] += 1
        return
    if codes["OBS_VALUE"] in ("", "NaN"):
        reading.left_out[NO_VALUE] += 1
        return
    try:
        start, end = years_of(label)
        if start < chosen.since:
            reading.left_out[EARLIER] += 1
            return
        numbers: dict[str, Any] = {
            name: plain_number(codes.get(column))
            for name, column in (("value", "OBS_VALUE"), ("lower", "LOWER_BOUND"), ("upper", "UPPER_BOUND"))
        }
        groups: dict[str, Any] = _groups(codes, chosen)
        area = _area(entry, line, label, context)
    except RowFault as fault:
        reading.faults.append(RowProblem(fault.problem, line.place or COUNTRY, label))
        return
    remark = chosen.row.get("remark", "")
    reading.figures.append(
        Observation(
            chosen.indicator,
            area,
            start,
            end,
            label,
            **groups,
            **numbers,
            status=chosen.row.get("status") or "normal",
            note=remark,
            sheet=line.reply.sheet,
            cell=a1(line.number, list(codes).index("OBS_VALUE")),
            area_as_published=line.place or "Cambodia",
            source_table=f"{entry.name}, {chosen.row['code']}",
        )
    )


def _meaning(wanted: Sequence[Wanted], codes: Mapping[str, str]) -> tuple[Wanted | None, str]:
    """The row of the table that speaks of a row, and its period as we call it.

    A code of a dimension that is neither the total nor one of ours must be named by the row's filters.
    """
    for one in wanted:
        filters, renamed = (_pairs(one.row.get(name, "")) for name in ("filters", "renamed"))
        label = renamed.get(codes["TIME_PERIOD"], codes["TIME_PERIOD"])
        periods = tuple(filter(None, one.row.get("periods", "").split(";")))
        other = [
            name
            for name, code in codes.items()
            if name not in _ATTRIBUTES and name not in _GROUPS and code not in _ALL and filters.get(name) != code
        ]
        as_asked = all(codes.get(name, code) == code for name, code in filters.items())
        if as_asked and not other and (not periods or label in periods):
            return one, label
    return None, codes["TIME_PERIOD"]


def _pairs(text: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in text.split(";") if "=" in part)


def _groups(codes: Mapping[str, str], chosen: Wanted) -> dict[str, str]:
    found = {}
    for column, (dimension, ours) in _GROUPS.items():
        code = codes.get(column, "")
        if code not in _ALL and f"{column}={code}" not in chosen.row.get("filters", ""):
            if code not in ours:
                raise RowFault("group", code, column=column)
            found[dimension] = ours[code]
    return {name: code for name, code in found.items() if code != TOTAL}


def _area(entry: PublisherEntry, line: _Line, label: str, context: ReadingContext) -> str:
    code = line.codes["REF_AREA"]
    if code in ("", *_COUNTRIES):
        return COUNTRY
    if joined := _JOINED.fullmatch(code):
        code = "+".join(sorted(joined[1].split("_")))
    if _OTHER_COUNTRY.fullmatch(code):
        raise RowFault("other_country", code)
    try:
        return parse_area(code)
    except AreaError:
        match = context.gazetteer.match(line.place, extra=labels_of(entry.survey, label) if entry.survey else {})
    if not match.area or match.kind == "typo":
        raise RowFault("place", line.place)
    return match.area
