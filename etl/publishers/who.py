"""The Global Health Observatory of the WHO: OData, a row for each year and group with its bounds as numbers.

By hand comes the CSV (or workbook) that the page of an indicator offers, of all countries.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from etl.publishers.asking import Question, UnsoundReply
from etl.publishers.downloads import DownloadedRow, has_table, is_table, lines_of, whole_number
from etl.publishers.plain_rows import WITH_AN_ERROR, PlainRow, lacks, read_plain, told_json
from etl.publishers.publisher import ReadingContext, SeriesReading
from etl.publishers.replies import Reply
from etl.publishers.series_table import PublisherEntry

_FIELDS = ("IndicatorCode", "SpatialDim", "TimeDim", "NumericValue")
_DOWNLOAD = ("IndicatorCode", "SpatialDimValueCode", "Period", "FactValueNumeric")
_OURS = "KHM"
_SEXES: Mapping[str, dict[str, str]] = {"BTSX": {}, "FMLE": {"sex": "female"}, "MLE": {"sex": "male"}}
_NEXT = "@odata.nextLink"


def questions(entry: PublisherEntry) -> list[Question]:
    """One for each code."""
    codes = dict.fromkeys(one.row["code"] for one in entry.wanted)
    ask = f"{entry.address}/{{code}}?$filter=SpatialDim%20eq%20'KHM'"
    return [Question(ask.format(code=code), code) for code in codes]


def following(question: Question, content: bytes) -> Question | None:
    """The next page, where the reply names one."""
    address = _told(content).get(_NEXT)
    return Question(str(address), f"{question.words}, more") if address else None


def sound(content: bytes) -> None:
    """Whether a reply is a list of values."""
    _told(content)


def is_ours(entry: PublisherEntry, content: bytes) -> bool:
    """JSON as the interface gives it, or the table of an indicator's page."""
    if is_table(content):
        return has_table(content, *_DOWNLOAD)
    return content.lstrip()[:1] == b"{" and b'"SpatialDim"' in content and b'"value"' in content


def read(entry: PublisherEntry, replies: Sequence[Reply], context: ReadingContext) -> dict[str, SeriesReading]:
    """Every series, with the day of its newest row."""
    told = [row for reply in replies if not is_table(reply.content) for row in _told(reply.content)["value"]]
    lines = [line for reply in replies if is_table(reply.content) for line in _downloaded(reply)]
    days = [str(row.get("Date") or "")[:10] for row in told]
    days += [str(line.cells.get("DateModified") or "")[:10] for line in lines]
    return read_plain(entry, [*_rows(replies), *map(_of_line, lines)], f"GHO {max(days, default='')}".strip())


def _downloaded(reply: Reply) -> Iterator[DownloadedRow]:
    return (line for line in lines_of(reply, *_DOWNLOAD) if line.cells["SpatialDimValueCode"] == _OURS)


def _of_line(line: DownloadedRow) -> PlainRow:
    cells = line.cells
    groups, other = _groups({name: cells.get(f"{name}ValueCode") for name in ("Dim1", "Dim2", "Dim3")})
    bounds = (cells.get("FactValueNumericLow"), cells.get("FactValueNumericHigh"))
    told = (str(cells["IndicatorCode"]), str(cells.get("Location") or _OURS), True, whole_number(cells["Period"]))
    value, at = cells["FactValueNumeric"], line.columns["FactValueNumeric"]
    return PlainRow(line.reply, line.number, *told, value, *bounds, groups, other=other, column=at)


def _rows(replies: Sequence[Reply]) -> Iterator[PlainRow]:
    for reply in (one for one in replies if not is_table(one.content)):
        for number, row in enumerate(_told(reply.content)["value"], start=1):
            lacks(row, _FIELDS)
            country, value = str(row["SpatialDim"]), row["NumericValue"]
            groups, other = _groups(row)
            yield PlainRow(
                reply,
                number,
                str(row["IndicatorCode"]),
                country,
                country == _OURS,
                str(row["TimeDim"]),
                value,
                row.get("Low"),
                row.get("High"),
                groups,
                other=other,
            )


def _groups(row: dict[str, Any]) -> tuple[dict[str, str], bool]:
    """The group of a row, its codes with or without the name of their dimension before them; and whether it is of a
    dimension that is none of ours."""
    groups: dict[str, str] = {}
    for name in ("Dim1", "Dim2", "Dim3"):
        code = str(row.get(name) or "").removeprefix("SEX_")
        if code and code not in _SEXES:
            return {}, True
        groups |= _SEXES.get(code, {})
    return groups, False


def _told(content: bytes) -> dict[str, Any]:
    told = told_json(content)
    if isinstance(told, dict) and isinstance(told.get("value"), list):
        return told
    error = told.get("error") if isinstance(told, dict) else None
    said = error.get("message") if isinstance(error, dict) else error
    raise UnsoundReply(WITH_AN_ERROR, again=False, said=said or "–")
