"""An OpenDocument spreadsheet, streamed in one pass: values, formats, errors, formulas, spans, hidden lines.

calamine's .ods reader gives error cells as text, reads cells inside comments and tracked changes, and knows no
formats; an .ods of a member's size streams through expat in a second or two, so one reader does it all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import IO

from etl.reading.beside import Collector, OutsideTexts, beside_ods
from etl.reading.grid import MAX_COLS, MAX_ROWS, Block, Cell, CellValue, OutsideText, PlaceBeside, Sheet, a1
from etl.reading.number_formats import is_date_format, meaningful
from etl.reading.outside import reaches_out
from etl.reading.package import WorkbookPackage, small_int, stream_part
from etl.reading.refusal import N_, Budget, FileRefusal
from etl.reading.xlsx_styles import WHITE, StyledRun, cell_colour, joined_runs, look_of, settle_marks, take_sign

NUMBER = "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0 "
STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "

FO = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0 "
_LINES = (STYLE + "text-line-through-style", STYLE + "text-line-through-type")

_DATA_STYLES = {
    NUMBER + kind
    for kind in (
        "number-style",
        "percentage-style",
        "currency-style",
        "date-style",
        "time-style",
        "text-style",
        "boolean-style",
    )
}
_TOKENS = {
    NUMBER + "year": "yyyy",
    NUMBER + "month": "mm",
    NUMBER + "day": "dd",
    NUMBER + "day-of-week": "ddd",
    NUMBER + "hours": "hh",
    NUMBER + "minutes": "mm",
    NUMBER + "seconds": "ss",
    NUMBER + "am-pm": "AM/PM",
    NUMBER + "era": "g",
    NUMBER + "quarter": "mm",
    NUMBER + "week-of-year": "dd",
    NUMBER + "fraction": "# ?/?",
    NUMBER + "text-content": "@",
}


@dataclass(slots=True)
class Styles:
    """Collects styles while content.xml or styles.xml streams by; then ``code(cell_style)``."""

    codes: dict[str, str] = field(default_factory=dict)
    maps: dict[str, list[str]] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    hidden_tables: set[str] = field(default_factory=set)
    fonts: set[str] = field(default_factory=set)
    looks: dict[str, dict[str, str]] = field(default_factory=dict)
    """What a style of cells or letters says of line, place, size, ink and ground, by its name."""
    _style: str = ""
    _data: str = ""
    _percentage: bool = False
    _literal: bool = False
    _table: str = ""

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        """An element opens."""
        if tag in _DATA_STYLES:
            self._data = attrs.get(STYLE + "name", "")
            self._percentage = tag == NUMBER + "percentage-style"
            elapsed = attrs.get(NUMBER + "truncate-on-overflow") == "false"
            self.codes[self._data] = "[h]" if elapsed else ""
        elif self._data:
            self._data_part(tag, attrs)
        elif tag == STYLE + "style":
            self._open_style(attrs)
        elif tag == STYLE + "font-face":
            self.fonts.add(attrs.get(STYLE + "name", ""))
        elif tag == STYLE + "text-properties" and self._style:
            self._letters(attrs)
        elif tag == STYLE + "table-cell-properties" and self._style and FO + "background-color" in attrs:
            self.looks.setdefault(self._style, {})["ground"] = attrs[FO + "background-color"]
        elif tag == STYLE + "table-properties" and attrs.get(TABLE + "display") == "false":
            self.hidden_tables.add(self._table)

    def _open_style(self, attrs: dict[str, str]) -> None:
        name, family = attrs.get(STYLE + "name", ""), attrs.get(STYLE + "family")
        self._table = name if family == "table" else ""
        self._style = name if family in ("table-cell", "text") else ""
        if family == "table-cell":
            self.cells[name] = attrs.get(STYLE + "data-style-name", "")
            self.parents[name] = attrs.get(STYLE + "parent-style-name", "")
        elif family == "text":
            self.parents[name] = attrs.get(STYLE + "parent-style-name", "")

    def _letters(self, attrs: dict[str, str]) -> None:
        looks = self.looks.setdefault(self._style, {})
        for line in _LINES:
            if line in attrs:
                looks["line"] = attrs[line]
        if STYLE + "text-position" in attrs:
            looks["place"] = attrs[STYLE + "text-position"]
        if FO + "font-size" in attrs:
            looks["size"] = attrs[FO + "font-size"]
        if FO + "color" in attrs:
            looks["ink"] = attrs[FO + "color"]

    def _told(self, style: str) -> dict[str, str]:
        """The looks of a style with what its parents say of the rest."""
        told: dict[str, str] = {}
        for _ in range(20):
            told = {**self.looks.get(style, {}), **told}
            style = self.parents.get(style, "")
            if not style:
                break
        return told

    def run_of(self, text: str, style: str) -> StyledRun:
        """A stretch of letters with the look of their style."""
        told = self._told(style)
        return StyledRun(text, _script(told), told.get("line", "none") != "none")

    def look(self, cell_style: str) -> str:
        """What the style of a cell says of its content; see ``looks.look_of``."""
        told = self._told(cell_style)
        if not told:
            return ""
        size = told.get("size", "")
        points = float(size[:-2]) if size.endswith("pt") and size[:-2].replace(".", "", 1).isdecimal() else None
        ground = told.get("ground", "transparent")
        paper = WHITE if ground == "transparent" else cell_colour(ground)
        ink = cell_colour(told.get("ink", "#000000"))
        struck, script = told.get("line", "none") != "none", _script(told)
        if ink is None or paper is None:
            return look_of(struck=struck, script=script, size=points)
        return look_of(struck=struck, script=script, size=points, ink=ink, ground=paper)

    def _data_part(self, tag: str, attrs: dict[str, str]) -> None:
        code = ""
        if tag in (NUMBER + "number", NUMBER + "scientific-number"):
            places = min(small_int(attrs.get(NUMBER + "decimal-places", "")), 15)
            code = "#,##0" if attrs.get(NUMBER + "grouping") == "true" else "0"
            code += "." + "0" * places if places else ""
            code += "E+00" if tag.endswith("scientific-number") else ""
            code += {"1000": ",", "1000000": ",,"}.get(attrs.get(NUMBER + "display-factor", ""), "")
        elif tag == STYLE + "map":
            self.maps.setdefault(self._data, []).append(attrs.get(STYLE + "apply-style-name", ""))
        elif tag in (NUMBER + "text", NUMBER + "currency-symbol"):
            self._literal = True
        else:
            code = _TOKENS.get(tag, "")
        self.codes[self._data] += code

    def text(self, content: str) -> None:
        """Character data: the literal text of a number format."""
        if self._data and self._literal:
            literal = content.replace('"', "")
            is_sign = (self._percentage and "%" in literal) or not literal.strip("()-/: ")
            self.codes[self._data] += literal if is_sign else f'"{literal}"'

    def end(self, tag: str) -> None:
        """An element closes."""
        self._literal = False
        if tag in _DATA_STYLES:
            self._data = ""

    def code(self, cell_style: str) -> str:
        """Format code of a cell style (looked up through its parents), empty for none."""
        for _ in range(20):
            data = self.cells.get(cell_style, "")
            if data:
                sections = [self.codes.get(mapped, "") for mapped in self.maps.get(data, [])]
                return ";".join([*sections, self.codes.get(data, "")])
            cell_style = self.parents.get(cell_style, "")
            if not cell_style:
                break
        return ""


def _script(told: dict[str, str]) -> int:
    """1 for letters above the line, -1 below it: ``super 58%``, ``sub 58%``, ``33% 58%``."""
    place = (told.get("place", "").split() or [""])[0]
    if place in ("super", "sub"):
        return 1 if place == "super" else -1
    height = place.rstrip("%")
    bare = height.lstrip("-")
    return 0 if not bare.isdecimal() or not bare.strip("0") else -1 if height[0] == "-" else 1


OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
DRAW = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0 "
CALCEXT = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "

_CELLS = (TABLE + "table-cell", TABLE + "covered-table-cell")
_TELLING = (OFFICE + "value-type", TABLE + "formula", TABLE + "number-columns-spanned")
_SKIPPED = {
    OFFICE + "annotation",
    TABLE + "tracked-changes",
    TABLE + "shapes",
    TABLE + "dde-links",
    TEXT + "ruby-text",
    TABLE + "content-validations",
    TABLE + "named-expressions",
    TABLE + "database-ranges",
    TABLE + "label-ranges",
    TABLE + "scenario",
    TABLE + "consolidation",
    OFFICE + "forms",
}
_PLACES: dict[str, PlaceBeside] = {
    "content-validations": "choices",
    "named-expressions": "defined_name",
    "database-ranges": "defined_name",
    "tracked-changes": "changes",
    "dde-links": "linked",
    "scenario": "sheet",
    "table": "part",
}
_ERROR_TEXT = re.compile(r"#[A-Z/0!?]+[!?]?|#N/A|Err:\d+")
_WIDE = 100
"""Equal cells beside one another that are counted as repeats; a few of them stand in every table."""
_DURATION = re.compile(r"(-?)P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?")
_MACRO = re.compile(r"^(basic/[^/]+/(?!script-l[bc]\.xml$)[^/]+\.xml|scripts/.+\.\w+)$")

NOTE_LINKED = N_("Sheet {sheet} is linked to another file; it was read as it stands, nothing was refreshed.")


def read_ods(stream: IO[bytes], budget: Budget) -> tuple[list[Sheet], list[str], list[OutsideText]]:
    """All sheets of an .ods in order, notes, and what it holds beside its cells; raises ``Refusal``."""
    package = WorkbookPackage(stream, budget)
    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise FileRefusal("encrypted", file=budget.file)
    if any(_MACRO.match(name) for name in package.names()):
        raise FileRefusal("macro", file=budget.file)
    reader = _Reader(budget)
    common = package.read("styles.xml")
    if common:
        styles = reader.styles
        stream_part(common, budget, start=styles.start, end=styles.end, text=styles.text, local_names=False)
    stream_part(
        package.read("content.xml"),
        budget,
        start=reader.start,
        end=reader.end,
        text=reader.text,
        local_names=False,
    )
    if not reader.sheets:
        raise FileRefusal("no_sheets", file=budget.file)
    return reader.sheets, reader.notes, beside_ods(package, reader.places.values(), reader.letters)


@dataclass(slots=True)
class _Written:
    """A cell as written: where it starts, how often it is repeated, and all that is known of it.

    ``styles`` are those of the letters of ``texts``; ``remark`` is the comment on the cell.
    """

    col: int
    repeat: int
    attrs: dict[str, str]
    texts: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    spans: list[str] = field(default_factory=list)
    remark: str = ""

    def add(self, text: str) -> None:
        """Add a piece of text in the style of the letters around it."""
        self.texts.append(text)
        self.styles.append(self.spans[-1] if self.spans else "")


class _Reader:
    """Handlers that turn the stream of content.xml into sheets."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.styles = Styles()
        self.sheets: list[Sheet] = []
        self.notes: list[str] = []
        self.skip = 0
        self.sheet: Sheet | None = None
        self.merged: list[Block] = []
        self.formats: dict[Cell, str] = {}
        self.column_styles: list[tuple[int, str]] = []
        self.row = self.col = self.listed_columns = self.hidden_groups = 0
        self.row_attrs: dict[str, str] = {}
        self.cells: list[_Written] = []
        self.cell: _Written | None = None
        self.looks: dict[str, str] = {}
        self.remark: list[str] | None = None
        self.in_remark = 0
        self.letters = [0]
        self.places: dict[tuple[PlaceBeside, str], OutsideTexts] = {}
        self.collector: Collector | None = None

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        if self.skip or tag in _SKIPPED or tag.startswith(DRAW) or (tag == TABLE + "table" and self.sheet):
            self.skip += 1
            self._start_skipped(tag, attrs)
        elif self.cell is not None:
            self._start_in_cell(tag, attrs)
        elif tag in _CELLS:
            repeat = max(small_int(attrs.get(TABLE + "number-columns-repeated", "1"), 1), 1)
            self.cell = _Written(self.col, repeat, attrs)
        elif tag == TABLE + "table-row":
            self.row_attrs, self.cells, self.col = attrs, [], 0
        elif tag == TABLE + "table":
            self._open_sheet(attrs)
        elif self.sheet is not None:
            self._start_in_sheet(tag, attrs)
        else:
            self.styles.start(tag, attrs)

    def _start_skipped(self, tag: str, attrs: dict[str, str]) -> None:
        """Of what is no content of a cell only the words of a comment on it are taken, not who wrote it or when; all
        other words are collected, to be looked through for persons."""
        if self.skip == 1 and (tag != OFFICE + "annotation" or self.cell is None):
            where = (_PLACES.get(tag.rpartition(" ")[2], "text_box"), self.sheet.name if self.sheet else "")
            if where not in self.places:
                self.places[where] = OutsideTexts(self.budget, self.letters, *where)
            self.collector = Collector(self.places[where])
        if self.collector is not None:
            named = {key.rpartition(" ")[2]: value for key, value in attrs.items()}
            self.collector.start(tag.rpartition(" ")[2], named)
        if tag == OFFICE + "annotation" and self.cell is not None and self.skip == 1:
            self.remark = []
        elif self.remark is not None and tag == TEXT + "p":
            self.in_remark += 1
            self.remark.append("\n")

    def _start_in_cell(self, tag: str, attrs: dict[str, str]) -> None:
        assert self.cell is not None
        if tag == TEXT + "p":
            self.cell.add("\n" if self.cell.texts else "")
        elif tag == TEXT + "span":
            self.cell.spans.append(attrs.get(TEXT + "style-name", ""))
        elif tag == TEXT + "s":
            self.cell.add(" " * min(small_int(attrs.get(TEXT + "c", "1"), 1), 1000))
        elif tag == TEXT + "tab":
            self.cell.add("\t")
        elif tag == TEXT + "line-break":
            self.cell.add("\n")

    def _open_sheet(self, attrs: dict[str, str]) -> None:
        if len(self.sheets) >= self.budget.limits.sheets:
            raise FileRefusal("too_many_sheets", file=self.budget.file, limit=self.budget.limits.sheets)
        hidden = attrs.get(TABLE + "style-name", "") in self.styles.hidden_tables
        self.sheet = Sheet(attrs.get(TABLE + "name", ""), hidden=hidden, fonts=frozenset(self.styles.fonts))
        self.merged, self.column_styles, self.formats = [], [], {}
        self.row = self.listed_columns = self.hidden_groups = 0

    def _start_in_sheet(self, tag: str, attrs: dict[str, str]) -> None:
        assert self.sheet is not None
        if tag == TABLE + "table-column":
            repeat = max(small_int(attrs.get(TABLE + "number-columns-repeated", "1"), 1), 1)
            first, self.listed_columns = self.listed_columns, min(self.listed_columns + repeat, MAX_COLS)
            if attrs.get(TABLE + "visibility", "visible") != "visible":
                self.sheet.hidden_cols.update(range(first, self.listed_columns))
            self.column_styles.append((self.listed_columns, attrs.get(TABLE + "default-cell-style-name", "")))
        elif tag == TABLE + "table-row-group" and (self.hidden_groups or attrs.get(TABLE + "display") == "false"):
            self.hidden_groups += 1
        elif tag == TABLE + "table-source":
            self.notes.append(NOTE_LINKED.format(sheet=self.sheet.name))

    def text(self, content: str) -> None:
        if self.skip:
            if self.remark is not None and self.in_remark:
                self.remark.append(content)
            elif self.collector is not None:
                self.collector.text(content)
            return
        if self.cell is not None:
            if self.cell.texts:  # text outside a paragraph is layout
                self.cell.add(content)
        elif self.sheet is None:
            self.styles.text(content)

    def end(self, tag: str) -> None:
        if self.skip:
            self.skip -= 1
            self._end_skipped(tag)
        elif tag in _CELLS and self.cell is not None:
            attrs = self.cell.attrs
            if self.cell.texts or any(key in attrs for key in _TELLING):
                self.cells.append(self.cell)
            self.col += self.cell.repeat
            self.cell = None
        elif tag == TEXT + "span" and self.cell is not None and self.cell.spans:
            self.cell.spans.pop()
        elif tag == TABLE + "table-row" and self.sheet is not None:
            self._close_row(self.sheet)
        elif tag == TABLE + "table-row-group" and self.hidden_groups:
            self.hidden_groups -= 1
        elif tag == TABLE + "table" and self.sheet is not None:
            self._close_sheet(self.sheet)
        elif self.sheet is None:
            self.styles.end(tag)

    def _end_skipped(self, tag: str) -> None:
        if self.collector is not None:
            self.collector.end(tag.rpartition(" ")[2])
            if not self.skip:
                self.collector = None
        if self.remark is None:
            return
        if tag == TEXT + "p" and self.in_remark:
            self.in_remark -= 1
        if not self.skip and self.cell is not None:
            self.cell.remark = "".join(self.remark).strip()
            self.remark = None

    def _close_row(self, sheet: Sheet) -> None:
        repeat = max(small_int(self.row_attrs.get(TABLE + "number-rows-repeated", "1"), 1), 1)
        first, self.row = self.row, min(self.row + repeat, MAX_ROWS)
        hidden = self.hidden_groups or self.row_attrs.get(TABLE + "visibility", "visible") != "visible"
        if hidden and (self.cells or repeat < 10_000):
            sheet.hidden_rows.update(range(first, self.row))
        if self.cells:
            width = min(max(cell.col + cell.repeat for cell in self.cells), MAX_COLS)
            self.budget.must_hold(sheet.name, len(sheet.rows) + 1, width, a1(first, width - 1))
            wide = sum(cell.repeat for cell in self.cells if cell.repeat >= _WIDE)
            self.budget.add_repeats(sheet.name, min(wide, width), a1(first, width - 1))
            filled = self._fill(sheet, first, width)
            if filled:
                self._repeat_row(sheet, first, width)
        if len(sheet.rows) % 1000 == 0:
            self.budget.tick()

    def _fill(self, sheet: Sheet, row: int, width: int) -> bool:
        """Write the collected cells into ``row``; whether there was anything to write."""
        values: list[CellValue] = [None] * width
        for cell in self.cells:
            error, value = _error(cell), self._content(cell)
            code, look = self._code(cell), self._look(cell)
            if isinstance(value, str):
                value, sign = take_sign(value)
                look = sign or look
            if cell.remark:
                sheet.comments[row, cell.col] = cell.remark
            special = error or (TABLE + "formula" in cell.attrs)
            for col in range(cell.col, min(cell.col + cell.repeat, MAX_COLS)):
                values[col] = None if error else value
                if special:
                    _note_formula(sheet, (row, col), cell, error)
                if code and value is not None:
                    self.formats[row, col] = code
                if look:
                    sheet.marks[row, col] = look
            self._note_span(cell, row)
        while values and values[-1] is None and (row, len(values) - 1) not in sheet.errors:
            if (row, len(values) - 1) in sheet.uncached:
                break
            values.pop()
        if values:
            sheet.rows.extend([] for _ in range(row - len(sheet.rows)))
            sheet.rows.append(values)
        return bool(values)

    def _note_span(self, cell: _Written, row: int) -> None:
        across = small_int(cell.attrs.get(TABLE + "number-columns-spanned", "1"), 1)
        down = small_int(cell.attrs.get(TABLE + "number-rows-spanned", "1"), 1)
        if across * down > 1:
            last_row, last_col = min(row + down, MAX_ROWS) - 1, min(cell.col + across, MAX_COLS) - 1
            self.merged.append((row, cell.col, last_row, last_col))

    def _repeat_row(self, sheet: Sheet, first: int, width: int) -> None:
        self.budget.add_repeats(sheet.name, (self.row - first - 1) * width, a1(self.row - 1, width - 1))
        for row in range(first + 1, self.row):
            self._fill(sheet, row, width)

    def _content(self, cell: _Written) -> CellValue:
        """The value of a cell; of a text whose letters differ what they mean."""
        value = _value(cell)
        if isinstance(value, str) and any(cell.styles):
            runs = [self.styles.run_of(text, style) for text, style in zip(cell.texts, cell.styles, strict=True)]
            if any(run.script or run.struck for run in runs):
                return joined_runs(runs) or None
        return value

    def _style_of(self, cell: _Written) -> str:
        style = cell.attrs.get(TABLE + "style-name") or self.row_attrs.get(TABLE + "default-cell-style-name")
        return style or next((name for stop, name in self.column_styles if cell.col < stop), "")

    def _look(self, cell: _Written) -> str:
        style = self._style_of(cell)
        if style not in self.looks:
            self.looks[style] = self.styles.look(style) if style else ""
        return self.looks[style]

    def _code(self, cell: _Written) -> str:
        style = self._style_of(cell)
        kind = cell.attrs.get(OFFICE + "value-type", "")
        code = meaningful(self.styles.code(style)) if style else ""
        if kind == "percentage" and "%" not in code:
            return "0%"
        if kind == "date" and not is_date_format(code):
            return "yyyy-mm-dd"
        return code

    def _close_sheet(self, sheet: Sheet) -> None:
        sheet.merged, sheet.formats = tuple(self.merged), self.formats
        settle_marks(sheet)
        width = sheet.width
        if width:
            self.budget.add_sheet(sheet.name, len(sheet.rows), width, a1(len(sheet.rows) - 1, width - 1))
        self.sheets.append(sheet)
        self.sheet = None


def _value(cell: _Written) -> CellValue:
    kind = cell.attrs.get(OFFICE + "value-type", "")
    if kind in ("float", "percentage", "currency"):
        return _number(cell.attrs.get(OFFICE + "value", ""), cell)
    if kind == "boolean":
        return cell.attrs.get(OFFICE + "boolean-value") == "true"
    if kind == "date":
        return _date(cell.attrs.get(OFFICE + "date-value", ""), cell)
    if kind == "time":
        return _time(cell.attrs.get(OFFICE + "time-value", ""), cell)
    return cell.attrs.get(OFFICE + "string-value") or "".join(cell.texts) or None


def _number(text: str, cell: _Written) -> CellValue:
    try:
        return float(text)
    except ValueError:
        return "".join(cell.texts) or text or None


def _date(text: str, cell: _Written) -> CellValue:
    try:
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError:
        return "".join(cell.texts) or text or None


def _time(text: str, cell: _Written) -> CellValue:
    match = _DURATION.fullmatch(text)
    if match is None or match[1]:
        return "".join(cell.texts) or text or None
    days, hours, minutes = (min(int(part or 0), 10**6) for part in match.group(2, 3, 4))
    length = timedelta(days=days, hours=hours, minutes=minutes, seconds=float((match[5] or "0").replace(",", ".")))
    return (datetime.min + length).time() if length < timedelta(days=1) else length


def _error(cell: _Written) -> str:
    """The error a cell shows, empty for none. Only formulas show errors; typed text "#N/A" stays text."""
    shown = "".join(cell.texts).strip()
    if cell.attrs.get(CALCEXT + "value-type") == "error":
        return shown or "#ERROR!"
    if TABLE + "formula" in cell.attrs and _ERROR_TEXT.fullmatch(shown):
        return shown
    return ""


def _note_formula(sheet: Sheet, at: Cell, cell: _Written, error: str) -> None:
    if error:
        sheet.errors[at] = error
    formula = cell.attrs.get(TABLE + "formula", "")
    if formula:
        formula = formula.partition(":=")[2] or formula.lstrip("=")
        sheet.formulas[at] = formula
        if reaches_out(formula):
            sheet.outside[at] = formula
        if not error and OFFICE + "value-type" not in cell.attrs and not cell.texts:
            sheet.uncached.add(at)
