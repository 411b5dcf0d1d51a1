"""Files that somebody downloaded by hand: tables of text, workbooks, and archives with such tables, read alike.

A publisher's own download is known by the names of its columns, wherever in the first rows they stand.
"""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import IO, Any

from childrights.catalogue import RefusedFile
from childrights.i18n import N_
from etl.publishers.asking import UNREADABLE, UnsoundReply
from etl.publishers.replies import Reply
from etl.publishers.told import tell
from etl.reading import FileRefusal, Sheet, read_content, sniff

LOOK_DOWN = 12
"""The World Bank writes four lines over its heads, others up to ten."""
LONGEST_LINE = 1_000_000
MOST_UNPACKED = 600_000_000
"""The bulk archive of UIS holds 130 MB of figures of all countries."""
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError)
"""What an archive that is cut, locked or of a strange kind raises."""
_ARCHIVE, _OLD_WORKBOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class DownloadedRow:
    """One row under the heads: its cells by the name of their column, and the rows ``above`` the heads."""

    reply: Reply
    number: int
    cells: Mapping[str, Any]
    columns: Mapping[str, int]
    above: Sequence[Sequence[Any]]


def is_table(content: bytes) -> bool:
    """Whether it may be a table, and is surely not JSON or a page."""
    return content.lstrip()[:1] not in (b"{", b"[", b"<", b"")


def lines_of(reply: Reply, *needed: str) -> Iterator[DownloadedRow]:
    """Every row of the tables in a file whose heads have all names ``needed``, without regard to case."""
    for head, above, rows in _tables(reply.content, needed):
        columns = {name: place for place, name in reversed(list(enumerate(head))) if name}
        for number, row in enumerate(rows, start=len(above) + 1):
            cells = dict(zip(head, (*row, *[None] * (len(head) - len(row))), strict=False))
            if any(cell not in ("", None) for cell in row) and not _is_tags(row):
                yield DownloadedRow(reply, number, cells, columns, above)


def has_table(content: bytes, *needed: str) -> bool:
    """Whether a file has a table with all these heads."""
    return is_table(content) and any(True for _ in _tables(content, needed))


_Rows = Sequence[Sequence[Any]]


def whole_table(text: str) -> None:
    """Raise ``UnsoundReply`` for a table of text whose last line is cut."""
    rows = list(csv.reader(io.StringIO(text, newline="")))
    if len(rows) > 1 and len(rows[-1]) != len(rows[0]):
        raise UnsoundReply(N_("sends a reply that breaks off"))


def _tables(content: bytes, needed: Sequence[str]) -> Iterator[tuple[list[str], _Rows, Iterator[Sequence[Any]]]]:
    """The heads, the rows above them and those under them of every table that has all ``needed``.

    A head that differs in its case alone is called as ``needed`` calls it.
    """
    known = {name.casefold(): name for name in needed}
    for rows in _opened(content):
        above: list[Sequence[Any]] = []
        for row in islice(rows, LOOK_DOWN):
            head = [known.get(str(cell or "").strip().casefold(), str(cell or "").strip()) for cell in row]
            if set(needed) <= set(head):
                yield head, tuple(above), rows
                break
            above.append(row)


def _opened(content: bytes) -> Iterator[Iterator[Sequence[Any]]]:
    if content[:4] == _ARCHIVE and not _is_workbook(content):
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                if sum(one.file_size for one in archive.infolist()) > MOST_UNPACKED:
                    raise UnsoundReply(N_("is larger unpacked than a download can be"), again=False)
                for name in archive.namelist():
                    if name.lower().endswith(".csv"):
                        yield csv.reader(_lines(archive.open(name)))
        except _BROKEN:
            raise UnsoundReply(N_("sends an archive that cannot be opened"), again=False) from None
    elif content[:4] in (_ARCHIVE, _OLD_WORKBOOK):
        for sheet in sheets_of(content):
            yield iter(sheet.rows)
    else:
        yield csv.reader(_lines(io.BytesIO(content)))


def _lines(stream: IO[bytes]) -> Iterator[str]:
    """The lines of a table of text, one by one: a bulk download is larger than a small computer can hold twice."""
    try:
        lines = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
        while line := lines.readline(LONGEST_LINE):
            if len(line) == LONGEST_LINE:  # a small archive may hold one line of any length
                raise UnsoundReply(N_("has a line that is longer than a table's can be"), again=False)
            yield line
    except UnicodeDecodeError:
        raise UnsoundReply(UNREADABLE) from None
    except _BROKEN:
        raise UnsoundReply(N_("sends an archive that cannot be opened"), again=False) from None


def whole_number(cell: Any) -> str:
    """A year or a code as text, though a workbook writes it as a number with decimals."""
    return str(cell).strip().removesuffix(".0")


def _is_workbook(content: bytes) -> bool:
    try:
        return sniff(io.BytesIO(content), "download") in ("xlsx", "xls", "ods")
    except RefusedFile:
        return False


@lru_cache(maxsize=4)
def sheets_of(content: bytes) -> tuple[Sheet, ...]:
    """The sheets of a workbook, none of what is no workbook; read once for all publishers that look at it."""
    if content[:4] not in (_ARCHIVE, _OLD_WORKBOOK) or (content[:4] == _ARCHIVE and not _is_workbook(content)):
        return ()
    try:
        return tuple(read_content(content, "download").sheets)
    except FileRefusal as refused:
        why = tell(refused.message_id, **{"file": "download", **refused.params})
        raise UnsoundReply(N_("sends a workbook that cannot be read ({said})"), again=False, said=why) from None


def _is_tags(row: Sequence[Any]) -> bool:
    """Whether a row holds the tags of the Humanitarian Exchange Language, which stand under the heads."""
    told = [str(cell) for cell in row if cell not in ("", None)]
    return bool(told) and all(cell.startswith("#") for cell in told)
