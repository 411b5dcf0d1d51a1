"""Finding a table of one kind in a workbook, by its template's tags or by its heads, and reading it as texts.

Nothing is judged here: rows are read as they stand, in either language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from childrights.catalogue import RefusedFile
from childrights.i18n import N_, Translator, translator
from etl.intake.schema import FilledRow, Read, Schema
from etl.reading import CellValue, Sheet, Workbook

_TAGS_ROW, _HEADS_ROW, _LOOKED_THROUGH = 1, Schema.FIRST_ROW - 2, 20
_A_HINT = 2
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Signs that nobody sees and that turn the letters after them round on a page; Khmer's space of no width stays."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class NotRecognised(RefusedFile):
    """A workbook without a table of the kinds that were looked for; ``told`` says so in any language."""

    def __init__(self, message_id: str, file: str, **named: Sequence[Sequence[str]]) -> None:
        self._message, self._file, self._named = message_id, file, named
        super().__init__(self.told(translator("en")))

    def told(self, t: Translator) -> str:
        """The sentence in the language of ``t``, with what is named in it and, in brackets, the parts of that."""
        comma = t._(", ")
        named = {
            name: comma.join(
                t._(one) + (f" ({comma.join(t._(part) for part in parts)})" if parts else "") for one, *parts in ones
            )
            for name, ones in self._named.items()
        }
        return t._(self._message).format(file=self._file, **named)


@dataclass(frozen=True, slots=True)
class EntryTable:
    """Where a table of a kind was found: its sheet, first row of data, column of each field, and heads of no field."""

    schema: Schema
    sheet: Sheet
    first: int
    columns: Mapping[str, int]
    unread: tuple[str, ...]
    marked: bool = False


def recognise(book: Workbook, kinds: Sequence[Schema], home: Schema | None = None) -> EntryTable:
    """The table of a workbook that is of one of some kinds: a template first, then that of the most columns.

    Raises ``NotRecognised``: in the words of ``home`` where one kind is expected, else with what the file could be.
    """
    found: dict[str, EntryTable] = {}
    for sheet in book.sheets:
        for one in kinds:
            if table := _marked(sheet, one) or _by_heads(sheet, one):
                found.setdefault(one.kind, table)
    if not found:
        raise _unknown(book, kinds, home)
    table = max(found.values(), key=lambda one: (one.marked, len(one.columns)))
    if lost := [name for name in table.schema.template_keeps if table.marked and name not in table.columns]:
        raise NotRecognised(
            N_("{file}: columns of the template are missing ({columns}). Download the template anew."),
            book.file_name,
            columns=[(table.schema.columns[name].head,) for name in lost],
        )
    return table


def read_entry_table(book: Workbook, table: EntryTable) -> Read:
    """Every filled row of a table, with what else the workbook holds."""
    schema, sheet, rows, blank = table.schema, table.sheet, list[FilledRow](), 0
    for at in range(table.first, len(sheet.rows)):
        row = _row(table, at)
        if row.errors & {*schema.filled} or any(row.cells.get(name) for name in schema.filled):
            rows.append(schema.prepared(row))
        else:
            blank += any(row.cells.values())
    others = [
        other.name
        for other in book.sheets
        if other is not sheet
        and any(any(row) for row in other.rows)
        and not str(other.value(0, 0) or "").startswith(f"{schema.marker} ")
    ]
    return Read(
        sheet.name,
        book.file_name,
        book.sha256,
        tuple(rows),
        table.columns,
        blank,
        table.unread,
        tuple(others),
        tuple(book.notes),
        tuple(words for row in sheet.rows[: max(table.first - 1, 0)] for value in row if (words := cell_words(value))),
    )


def _marked(sheet: Sheet, schema: Schema) -> EntryTable | None:
    """The template's sheet; columns whose tag was lost are looked for by their head."""
    if str(sheet.value(0, 0) or "").strip() != schema.marker:
        return None
    columns, unread = _columns(sheet, _HEADS_ROW, schema)
    tags = sheet.rows[_TAGS_ROW] if len(sheet.rows) > _TAGS_ROW else []
    tagged = {name: at for at, tag in enumerate(tags) if (name := str(tag or "").strip().lstrip("#")) in schema.columns}
    columns |= tagged
    enough = schema.template_keeps or _lacking(columns, schema) == []
    return EntryTable(schema, sheet, schema.FIRST_ROW - 1, columns, unread, True) if enough else None


def _by_heads(sheet: Sheet, schema: Schema) -> EntryTable | None:
    for at in range(min(_LOOKED_THROUGH, len(sheet.rows))):
        columns, unread = _columns(sheet, at, schema)
        if len(columns) >= schema.fewest and not _lacking(columns, schema):
            return EntryTable(schema, sheet, at + 1, columns, unread)
    return None


def _lacking(columns: Mapping[str, int], schema: Schema) -> list[str]:
    """The heads of the columns that a table of this kind needs and does not have."""
    return [schema.columns[group[0]].head for group in schema.needs if not any(name in columns for name in group)]


def _columns(sheet: Sheet, row: int, schema: Schema) -> tuple[dict[str, int], tuple[str, ...]]:
    """The column of every field whose head stands in a row, and the heads that are none of ours."""
    known, columns, unread = schema.heads(), dict[str, int](), list[str]()
    for at, value in enumerate(sheet.rows[row] if len(sheet.rows) > row else []):
        words = cell_words(value)
        name = known.get(schema.plain(words), "")
        if name and name not in columns:
            columns[name] = at
        elif words:
            unread.append(words)
    return columns, tuple(unread)


def _unknown(book: Workbook, kinds: Sequence[Schema], home: Schema | None) -> NotRecognised:
    """What is said of a workbook of no kind: which kind it is nearest to and what it lacks for that."""
    if home:
        return NotRecognised(home.refusal, book.file_name)
    rows = [
        (sheet, at, one)
        for sheet in book.sheets
        for at in range(min(_LOOKED_THROUGH, len(sheet.rows)))
        for one in kinds
    ]
    near = [(len(columns), one, columns) for sheet, at, one in rows if (columns := _columns(sheet, at, one)[0])]
    most, schema, columns = max(near, key=lambda one: one[0], default=(0, kinds[0], {}))
    if most >= _A_HINT and (lacking := _lacking(columns, schema)):
        return NotRecognised(
            N_("{file} could be {name}, but these columns are missing: {columns}."),
            book.file_name,
            name=[(schema.name,)],
            columns=[(head,) for head in lacking],
        )
    return NotRecognised(
        N_("{file} has the columns of none of these: {names}; figures are uploaded on their own page, or with “load”."),
        book.file_name,
        names=[(one.name, *_lacking({}, one)) for one in kinds],
    )


def _row(table: EntryTable, at: int) -> FilledRow:
    sheet, cells, errors, decimals = table.sheet, dict[str, str](), set[str](), set[str]()
    for name, column in table.columns.items():
        value = sheet.value(at, column)
        if (at, column) in sheet.errors or (at, column) in sheet.uncached:
            errors.add(name)
        if isinstance(value, float) and not value.is_integer():
            decimals.add(name)
        cells[name] = cell_words(value, table.schema.one_line)
    return FilledRow(at + 1, cells, frozenset(errors), frozenset(decimals))


def cell_words(value: CellValue, one_line: bool = True) -> str:
    """A cell as text: whole numbers without a fraction, days as ISO, and an apostrophe before a formula taken off."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    seen = _UNSEEN.sub("", str(value))
    text = " ".join(seen.split()) if one_line else seen.strip()
    return text[1:] if text[:1] == "'" and text[1:].lstrip().startswith(_FORMULA) else text
