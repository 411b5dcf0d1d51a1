"""The cleaned copy of a file: the cells that its figures were read from, and nothing else of it.

What an officer sends holds more than its figures: comments, hidden parts, properties, caches, columns of remarks. None
of that is kept. The copy is a fresh workbook of values at the same sheets and addresses, without formulas, and it is
only taken when it reads back to the very figures that were accepted. So it starts with the least that may do, and takes
more of the tables' own lines only where the figures would otherwise be read differently.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from enum import IntEnum
from xml.sax.saxutils import escape, quoteattr

from childrights.catalogue import Observation
from etl.persons import tells_of_anybody
from etl.problems import CheckResult, ReadTable
from etl.reading import EPOCH_1900, Cell, CellValue, Sheet, Workbook, column_name, parse_a1, range_a1
from etl.tables import class_of, turned

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LOOKS = (
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill '
    'patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border>'
    "<left/><right/><top/><bottom/><diagonal/></border></borders>"
)
_LONGEST_NAME = 31
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")
_QUOTED = re.compile('"[^"]*"')
_MOMENT = (1980, 1, 1, 0, 0, 0)
_FIRST_FORMAT = 164
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ESCAPED_ALREADY = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def write_cells(sheets: Sequence[Sheet]) -> bytes:
    """The workbook of these sheets. The same cells give the same bytes."""
    texts: dict[str, int] = {}
    codes: dict[str, int] = {"": 0}
    parts = {f"xl/worksheets/sheet{n}.xml": _sheet(sheet, texts, codes) for n, sheet in enumerate(sheets, 1)}
    parts |= {
        "xl/sharedStrings.xml": _part("sst", "".join(f'<si><t xml:space="preserve">{text}</t></si>' for text in texts)),
        "xl/styles.xml": _styles(codes),
        **_frame(sheets),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts):
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), parts[name].encode(), zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def usable_names(names: Sequence[str]) -> tuple[str, ...]:
    """The names of sheets as Excel accepts them: short, without some signs, each once."""
    used: dict[str, str] = {}
    for name in names:
        bare = _NOT_IN_A_NAME.sub(" ", name).strip("' ") or "Sheet"
        short, number = bare[:_LONGEST_NAME].strip("' "), 1
        while short.casefold() in used:
            number += 1
            end = f" ({number})"
            short = bare[: _LONGEST_NAME - len(end)] + end
        used[short.casefold()] = short
    return tuple(used.values())


def _part(root: str, content: str, more: str = "") -> str:
    return f'{_DECLARATION}<{root} xmlns="{_MAIN}"{more}>{content}</{root}>'


def _sheet(sheet: Sheet, texts: dict[str, int], codes: dict[str, int]) -> str:
    rows = "".join(f'<row r="{n}">{cells}</row>' for n, cells in _rows(sheet, texts, codes))
    merged = "".join(f'<mergeCell ref="{range_a1(*block)}"/>' for block in sheet.merged if block[:2] != block[2:])
    return _part(
        "worksheet", f"<sheetData>{rows}</sheetData>" + (f"<mergeCells>{merged}</mergeCells>" if merged else "")
    )


def _rows(sheet: Sheet, texts: dict[str, int], codes: dict[str, int]) -> Iterator[tuple[int, str]]:
    names = [column_name(col) for col in range(sheet.width)]
    for number, line in enumerate(sheet.rows, 1):
        cells = []
        for col, value in enumerate(line):
            if value is None:
                continue
            code = sheet.formats.get((number - 1, col), "") if sheet.formats else ""
            kind, stored = _stored(value, texts)
            style = f' s="{codes.setdefault(code, len(codes))}"' if code else ""
            cells.append(f'<c r="{names[col]}{number}"{style}{kind}><v>{stored}</v></c>')
        if cells:
            yield number, "".join(cells)


def _stored(value: CellValue, texts: dict[str, int]) -> tuple[str, str]:
    """The type of a cell, as its attribute, and what it stores."""
    if isinstance(value, str):
        text = _NOT_XML.sub(lambda sign: f"_x{ord(sign[0]):04X}_", _ESCAPED_ALREADY.sub("_x005F_", value))
        text = escape(text).replace("\r", "_x000D_")
        return ' t="s"', str(texts.setdefault(text, len(texts)))
    if isinstance(value, bool):
        return ' t="b"', str(int(value))
    if isinstance(value, date | time | timedelta):
        return "", repr(_serial(value))
    number = float(value or 0)
    return "", repr(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)


def _serial(value: date | time | timedelta) -> float:
    """The serial number of the 1900 system; the opposite of ``number_formats.from_serial``."""
    if isinstance(value, timedelta):
        return value / timedelta(days=1)
    if isinstance(value, time):
        return timedelta(
            hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond
        ) / timedelta(days=1)
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
    days = (moment - EPOCH_1900) / timedelta(days=1)
    return days - 1 if days < 61 else days


def _styles(codes: dict[str, int]) -> str:
    numbered = [(code, _FIRST_FORMAT + n) for code, n in codes.items() if code]
    formats = "".join(f'<numFmt numFmtId="{n}" formatCode={quoteattr(code)}/>' for code, n in numbered)
    styles = "".join(
        f'<xf numFmtId="{n}" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"/>' for _, n in numbered
    )
    plain = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    return _part(
        "styleSheet",
        (f'<numFmts count="{len(numbered)}">{formats}</numFmts>' if numbered else "")
        + _LOOKS
        + f'<cellStyleXfs count="1">{plain}</cellStyleXfs>'
        f'<cellXfs count="{len(numbered) + 1}">{plain}{styles}</cellXfs>',
    )


def _frame(given: Sequence[Sheet]) -> dict[str, str]:
    """The parts that say which sheets there are. A hidden one stays hidden where another can be seen, as Excel asks."""
    numbers = range(1, len(given) + 1)
    unseen = "" if all(sheet.hidden for sheet in given) else ' state="hidden"'
    sheets = "".join(
        f'<sheet name={quoteattr(sheet.name)} sheetId="{n}"{unseen if sheet.hidden else ""} r:id="rId{n}"/>'
        for n, sheet in zip(numbers, given, strict=True)
    )
    links = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    links += [("rIdS", "styles", "styles.xml"), ("rIdT", "sharedStrings", "sharedStrings.xml")]
    kinds = [
        ("/xl/workbook.xml", "sheet.main"),
        ("/xl/styles.xml", "styles"),
        ("/xl/sharedStrings.xml", "sharedStrings"),
    ]
    kinds += [(f"/xl/worksheets/sheet{n}.xml", "worksheet") for n in numbers]
    return {
        "[Content_Types].xml": f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="{part}" ContentType="{_TYPE}.{kind}+xml"/>' for part, kind in kinds)
        + "</Types>",
        "_rels/.rels": _relations([("rId1", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _part("workbook", f"<sheets>{sheets}</sheets>", f' xmlns:r="{_REL}"'),
        "xl/_rels/workbook.xml.rels": _relations(links),
    }


def _relations(links: Sequence[tuple[str, str, str]]) -> str:
    inside = "".join(f'<Relationship Id="{i}" Type="{_REL}/{kind}" Target="{target}"/>' for i, kind, target in links)
    return f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


Reread = Callable[[bytes], Sequence[Observation]]
_FREE_TEXT = frozenset("THX")
_AS_READ = (
    "indicator",
    "area",
    "year_start",
    "year_end",
    "period_label",
    "sex",
    "age",
    "residence",
    "wealth",
    "disability",
    "value",
    "numerator",
    "denominator",
    "lower",
    "upper",
    "sample_size",
    "status",
    "note",
    "scope",
    "cell",
)
"""What reading a file decides about a figure."""


class Much(IntEnum):
    """How much of the tables that were read is taken over."""

    FIGURES = 0
    """Figures, with the labels and headers of their rows and columns, sub-headings and titles that said something."""
    ROWS = 1
    """Also numbers that gave no figure, their rows and whole header rows; nothing withdrawn, no free text."""
    NOTES = 2
    """Also the lines of words around the tables, where a note says whose series it is."""
    LINES = 3
    """Also free text among the figures."""


def cleaned_copy(workbook: Workbook, result: CheckResult, reread: Reread) -> bytes:
    """An .xlsx of the cells that were read, or nothing when none reads back to the same figures.

    Words in them that name anybody are left out, whoever that may be, but for labels and headers that were understood:
    where the figures need others, there is no copy.
    ``reread`` checks a copy as the file itself was checked and returns its figures.
    """
    # Comments are not kept: what a person confirmed of their words stands with the figures, and nowhere in the copy.
    plainly = _without_scope if any(sheet.comments for sheet in workbook.sheets) else as_read
    wanted = [(one.sheet, *plainly(one)) for one in result.observations]
    for much in Much if wanted else ():
        for sheets in _without_names(cleaned_sheets(workbook, result, much), result):
            called = _called(sheets)
            for names in dict.fromkeys((usable_names(called), called)):
                content = write_cells([replace(sheet, name=name) for sheet, name in zip(sheets, names, strict=True)])
                was = dict(zip(names, (sheet.name for sheet in sheets), strict=True))
                if sheets and [(was.get(one.sheet), *plainly(one)) for one in reread(content)] == wanted:
                    return content
    return b""


def _called(sheets: Sequence[Sheet]) -> tuple[str, ...]:
    return tuple(f"{number}." if tells_of_anybody(sheet.name) else sheet.name for number, sheet in enumerate(sheets, 1))


def _without_names(sheets: Sequence[Sheet], result: CheckResult) -> Iterator[list[Sheet]]:
    """The sheets without texts that name anybody; then with those among labels and headers, which figures may need."""
    bare = [_named_left_out(sheet, ()) for sheet in sheets]
    yield bare
    own: dict[str, set[int]] = {}
    for table in result.read:
        # The lines of one that lies on its side are columns: any line may be needed.
        lines = {*table.header, *table.body} if not table.turned else set(range(1, 100_000))
        own.setdefault(table.sheet, set()).update(lines)
    labelled = [_named_left_out(sheet, own.get(sheet.name, ())) for sheet in sheets]
    if labelled != bare:
        yield labelled


def _named_left_out(sheet: Sheet, needed: Collection[int]) -> Sheet:
    """The sheet without texts that name anybody, but for the lines ``needed``, and without such number formats."""
    words = {value for line in sheet.rows for value in line if isinstance(value, str) and any(map(str.isalnum, value))}
    named = {text for text in words if tells_of_anybody(text)}
    rows = [
        line if n in needed else [None if isinstance(one, str) and one in named else one for one in line]
        for n, line in enumerate(sheet.rows)
    ]
    codes = {code: _QUOTED.sub(_unless_named, code) for code in set(sheet.formats.values())}
    return replace(sheet, rows=rows, formats={cell: codes[code] for cell, code in sheet.formats.items()})


def _unless_named(quoted: re.Match[str]) -> str:
    return "" if tells_of_anybody(quoted[0].strip('" ')) else quoted[0]


def as_read(one: Observation) -> tuple[object, ...]:
    """What reading a sheet decides about one figure: equal for a figure that is read again."""
    return tuple(getattr(one, name) for name in _AS_READ)


def _without_scope(one: Observation) -> tuple[object, ...]:
    return as_read(replace(one, scope=""))


def cleaned_sheets(workbook: Workbook, result: CheckResult, much: Much) -> list[Sheet]:
    """The sheets that were read, in their order, holding only what ``much`` allows. No line of them is hidden;
    a hidden sheet stays one, since what its name says is taken otherwise."""
    accepted: dict[str, set[Cell]] = {}
    for one in result.observations:
        accepted.setdefault(one.sheet, set()).add(parse_a1(one.cell))
    sheets = []
    for sheet in workbook.sheets:
        cells: Rows = {}
        for table in result.read:
            if table.sheet == sheet.name:
                _take_table(table, sheet, accepted.get(sheet.name, set()), much, cells)
        if cells:
            sheets.append(_only(sheet, cells))
    return sheets


Rows = dict[int, set[int]]
"""Cells to be taken over: row → columns."""


def _take_table(table: ReadTable, sheet: Sheet, accepted: set[Cell], much: Much, cells: Rows) -> None:
    """Add the cells of one table, at their places on the person's sheet."""
    if not table.turned:
        _take_lines(table, sheet, accepted, much, cells)
        return
    lying: Rows = {}
    _take_lines(table, turned(sheet), {(col, row) for row, col in accepted}, much, lying)
    for col, rows in lying.items():
        for row in rows:
            cells.setdefault(row, set()).add(col)


def _take_lines(table: ReadTable, sheet: Sheet, accepted: set[Cell], much: Much, cells: Rows) -> None:
    figures = [col for col in table.figures if col not in table.labels]
    beside, lines = {*table.labels, *table.companions}, set(range(*table.columns))
    for row, col in (*table.told, *(_words_around(table, sheet) if much >= Much.NOTES else ())):
        cells.setdefault(row, set()).add(col)
    for row in table.header:
        cells.setdefault(row, set()).update(lines if much >= Much.ROWS else beside.union(figures))
    giving = {row for row, _ in accepted}
    for row in table.body:
        if row in table.headings:
            cells.setdefault(row, set()).update(lines.difference(figures))
        elif row in giving or much > Much.FIGURES:
            cells.setdefault(row, set()).update(beside)
            cells[row].update(col for col in figures if (row, col) in accepted or _may_be_kept(sheet, (row, col), much))
    _take_merged(table, sheet, accepted, cells)


def _words_around(table: ReadTable, sheet: Sheet) -> Iterator[Cell]:
    """The cells of the lines that hold nothing but words, and are none of the table's own."""
    own = {*table.header, *table.body}
    for row, line in enumerate(sheet.rows):
        if row not in own and all(value is None or isinstance(value, str) for value in line):
            yield from ((row, col) for col, value in enumerate(line) if value is not None)


def _may_be_kept(sheet: Sheet, cell: Cell, much: Much) -> bool:
    """Whether a cell among the figures that gave none may be taken over: where others are read by it, as a number."""
    if much == Much.FIGURES or cell in sheet.marks:
        return False
    value = sheet.value(*cell)
    return much >= Much.LINES or not isinstance(value, str) or class_of(value) not in _FREE_TEXT


def _take_merged(table: ReadTable, sheet: Sheet, accepted: set[Cell], cells: Rows) -> None:
    """The first cells of merged blocks that reach into ``cells``: they hold what the others show. And the labels of
    every row that a figure (one of a survey area) is merged over."""
    for r0, c0, r1, c1 in sheet.merged:
        block = set(range(c0, c1 + 1))
        if any(not block.isdisjoint(cells.get(row, ())) for row in range(r0, min(r1, len(sheet.rows)) + 1)):
            cells.setdefault(r0, set()).add(c0)
        if (r0, c0) in accepted:
            for row in range(r0, r1 + 1):
                cells.setdefault(row, set()).update(table.labels)


def _only(sheet: Sheet, cells: Rows) -> Sheet:
    """A sheet with these cells only, each with its number format, and the merged blocks that start in one of them."""
    unread = sheet.errors.keys() | sheet.uncached
    rows: list[list[CellValue]] = []
    for row, line in enumerate(sheet.rows):
        cols = cells.get(row, ())
        held = [value if col in cols and (row, col) not in unread else None for col, value in enumerate(line)]
        while held and held[-1] is None:
            held.pop()
        rows.append(held)
    formats = {(row, col): code for (row, col), code in sheet.formats.items() if col in cells.get(row, ())}
    merged = tuple(block for block in sheet.merged if block[1] in cells.get(block[0], ()))
    return Sheet(sheet.name, rows, formats=formats, merged=merged, hidden=sheet.hidden)
