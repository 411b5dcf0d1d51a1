"""Our own CSV, workbook and HXL exports: one row a figure, a column each, in any order."""

from __future__ import annotations

from collections.abc import Mapping

from childrights.export import COLUMNS, HXL_TAGS
from etl.cells import as_text
from etl.doors.cells import DoorContext
from etl.doors.rows import MARKS, Header, expected, read_door_rows
from etl.figures import FigureTally
from etl.reading import CellValue, Sheet

_LOOK_DOWN = 6
_FEWEST_COLUMNS, _FEWEST_OWN = 12, 3
_OWN = frozenset(
    (
        "code",
        "indicator_name",
        "area_name",
        "year_start",
        "period_label",
        "sample_size",
        "area_as_published",
        "source_table",
    )
)
"""Names that hardly any other table has all of: three of them are there even when somebody deleted columns."""
_BY_NAME = {name: name for name in (*COLUMNS, *MARKS)}
_BY_TAG = {tag: name for name, tag in HXL_TAGS.items()}


def header_of(sheet: Sheet) -> Header | None:
    """The header of an export, by the names of its columns or by the HXL hashtags below or instead of them."""
    for row in range(min(len(sheet.rows), _LOOK_DOWN)):
        cells = sheet.rows[row]
        for names in (_BY_NAME, _BY_TAG):
            found = _found(cells, names)
            if found is not None:
                columns, twice, unread = found
                tagged = row + 1 < len(sheet.rows) and _found(sheet.rows[row + 1], _BY_TAG) is not None
                needed, newer = expected(columns)
                wanted = tuple(name for name in COLUMNS if name not in MARKS and name not in needed)
                return Header(row, row + 1 + tagged, columns, needed, (*wanted, *newer), twice, unread)
    return None


def _found(
    cells: list[CellValue], names: Mapping[str, str]
) -> tuple[dict[str, int], dict[str, int], tuple[int, ...]] | None:
    columns: dict[str, int] = {}
    twice: dict[str, int] = {}
    unread: list[int] = []
    for col, value in enumerate(cells):
        text = as_text(value)
        name = names.get(text.casefold().replace(" ", ""))
        if name is None:
            if text:
                unread.append(col)
        elif columns.setdefault(name, col) != col:
            twice[name] = col
    if len(columns) < _FEWEST_COLUMNS or len(columns.keys() & _OWN) < _FEWEST_OWN:
        return None
    return columns, twice, tuple(unread)


def read(sheet: Sheet, header: Header, known: DoorContext) -> FigureTally:
    """Every figure of the export."""
    return read_door_rows(sheet, header, known, "Our own export")
