"""Reading recommendations from a workbook: the template, the exported annex, or a table with the same heads.

The template (version 1) has ``MARKER`` in the hidden cell A1 and the field of each column in the hidden row 2; any
other table is found by its heads, in either language. Nothing is judged here; see ``etl.recommend``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from openpyxl.utils import get_column_letter

from childrights.errors import RefusedFile
from childrights.i18n import N_
from childrights.recommendation_columns import COLUMNS, heads, plain_head
from etl.reading import read_workbook
from etl.reading.grid import CellValue, Sheet
from etl.understanding.personal_parts import refuse_names_of_persons

MARKER = "CRC-Cambodia recommendations v1"
FIRST_ROW = 6
_TAGS_ROW, _HEADS_ROW = 1, FIRST_ROW - 2
_LOOKED_THROUGH, _FEWEST_HEADS = 20, 4
_NEEDED = ("document", "year")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class NotRecommendations(RefusedFile):
    """A workbook without a table of recommendations; ``message_id`` and ``params`` say so in any language."""

    def __init__(self, message_id: str, **params: str) -> None:
        self.message_id, self.params = message_id, params
        super().__init__(message_id.format(**params))


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One filled row: its number in the sheet, its texts by field, and the fields whose cells need a closer look.

    ``errors`` are cells that hold an error or a formula without a result, ``decimals`` numbers with a fraction.
    """

    number: int
    cells: Mapping[str, str]
    errors: frozenset[str]
    decimals: frozenset[str]


@dataclass(frozen=True, slots=True)
class SheetRead:
    """A table as read: rows, how many were blank, and which columns and sheets hold something else."""

    sheet: str
    file_name: str
    sha256: str
    rows: tuple[ReadRow, ...]
    columns: Mapping[str, int]
    unread_columns: tuple[str, ...]
    unread_sheets: tuple[str, ...]
    notes: tuple[str, ...]

    def cell(self, number: int, field: str) -> str:
        """The address of a field in a row; that of the row's first cell for a field without a column."""
        return f"{get_column_letter(self.columns.get(field, 0) + 1)}{number}"


@dataclass(frozen=True, slots=True)
class _Table:
    sheet: Sheet
    first: int
    columns: Mapping[str, int]
    unread: tuple[str, ...]


def read_recommendations(path: Path | bytes, file_name: str) -> SheetRead:
    """Read the first table of recommendations of a workbook. Raises ``RefusedFile`` when it holds none."""
    refuse_names_of_persons(file_name)
    book = read_workbook(path, file_name=file_name)
    tables = [table for sheet in book.sheets if (table := _marked(sheet) or _by_heads(sheet))]
    if not tables:
        raise NotRecommendations(
            N_("{file} holds no table of recommendations that can be read. It needs the columns Document, Year and "
               "What was asked; the easiest way is to fill in the template."),
            file=file_name,
        )  # fmt: skip
    table = tables[0]
    rows = [row for at in range(table.first, len(table.sheet.rows)) if (row := _row(table, at))]
    others = [
        sheet.name
        for sheet in book.sheets
        if sheet is not table.sheet and any(any(row) for row in sheet.rows)
        and not str(sheet.value(0, 0) or "").startswith(MARKER)
    ]  # fmt: skip
    return SheetRead(
        table.sheet.name, file_name, book.sha256, tuple(rows), table.columns, table.unread, tuple(others),
        tuple(book.notes),
    )  # fmt: skip


def _marked(sheet: Sheet) -> _Table | None:
    """The template's sheet; columns whose tag was lost are looked for by their head."""
    if str(sheet.value(0, 0) or "").strip() != MARKER:
        return None
    columns, unread = _columns(sheet, _HEADS_ROW)
    tags = sheet.rows[_TAGS_ROW] if len(sheet.rows) > _TAGS_ROW else []
    tagged = {name: at for at, tag in enumerate(tags) if (name := str(tag or "").strip().lstrip("#")) in COLUMNS}
    columns = {**columns, **tagged}
    return _Table(sheet, FIRST_ROW - 1, columns, unread) if _enough(columns) else None


def _by_heads(sheet: Sheet) -> _Table | None:
    for at in range(min(_LOOKED_THROUGH, len(sheet.rows))):
        columns, unread = _columns(sheet, at)
        if len(columns) >= _FEWEST_HEADS and _enough(columns):
            return _Table(sheet, at + 1, columns, unread)
    return None


def _enough(columns: Mapping[str, int]) -> bool:
    return all(name in columns for name in _NEEDED) and ("summary" in columns or "summary_km" in columns)


def _columns(sheet: Sheet, row: int) -> tuple[dict[str, int], tuple[str, ...]]:
    """The column of every field whose head stands in a row, and the heads that are none of ours."""
    known, columns, unread = heads(), dict[str, int](), list[str]()
    for at, value in enumerate(sheet.rows[row] if len(sheet.rows) > row else []):
        words = _plain(value)
        name = known.get(plain_head(words), "")
        if name and name not in columns:
            columns[name] = at
        elif words:
            unread.append(words)
    return columns, tuple(unread)


def _row(table: _Table, at: int) -> ReadRow | None:
    """A row with something in it; ``None`` for a blank one."""
    sheet, cells, errors, decimals = table.sheet, dict[str, str](), set[str](), set[str]()
    for name, column in table.columns.items():
        value = sheet.value(at, column)
        if (at, column) in sheet.errors or (at, column) in sheet.uncached:
            errors.add(name)
        if isinstance(value, float) and not value.is_integer():
            decimals.add(name)
        cells[name] = _plain(value)
    if not errors and not any(cells.values()):
        return None
    if "recommending_state" not in table.columns and " · " in cells.get("mechanism", ""):
        cells["mechanism"], _, cells["recommending_state"] = cells["mechanism"].partition(" · ")
    return ReadRow(at + 1, cells, frozenset(errors), frozenset(decimals))


def _plain(value: CellValue) -> str:
    """A cell as text: whole numbers without a fraction, days as ISO, and an apostrophe before a formula taken off."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = " ".join(str(value).split())
    return text[1:] if text[:1] == "'" and text[1:].lstrip().startswith(_FORMULA) else text
