"""Sheet and string parts in the one spelling that the fast readers understand.

Excel, LibreOffice, openpyxl and most others already write it: UTF-8, no namespace prefix, ``r`` first in every
row and cell, double quotes. Whatever else is legal XML (prefixes, CDATA, comments, UTF-16, cells without
address, other attribute orders) is rewritten here through a real parser, slower but with nothing lost; calamine
alone would silently read such cells as blank.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from etl.reading.grid import a1, parse_a1
from etl.reading.package import ATTRIBUTES, CELL, CellTag, Extent, extent_of, extent_within, is_plain_utf8, stream_part
from etl.reading.refusal import Budget, FileRefusal
from etl.reading.xlsx_styles import StyledRun, joined_runs

ROW = re.compile(rb'<row r="([1-9][0-9]{0,6})"' + ATTRIBUTES + rb" ?/?>")
COL = re.compile(rb"<col" + ATTRIBUTES + rb" ?/?>")
MERGE = re.compile(rb'<mergeCell ref="([A-Z0-9:]+)" ?/?>')
_SINGLE_QUOTED = re.compile(rb"<[A-Za-z][^<>]*='")
_ROOT = re.compile(rb"<worksheet[ >]")


def canonical_sheet(part: bytes, budget: Budget) -> tuple[bytes, Extent]:
    """The worksheet part in canonical spelling (the same bytes if it already is) and how far its cells reach."""
    head, data, tail = _split(part)
    if data and _is_framed_well(part, head, tail):
        numbers: list[bytes] = ROW.findall(data)
        if len(numbers) == data.count(b"<row"):
            extent = extent_within(data, numbers, budget)
            if extent is not None:
                return part, extent
            cells: list[CellTag] = CELL.findall(data)
            if len(cells) == data.count(b"<c"):
                return part, extent_of(cells, budget)
    writer = _SheetWriter(budget)
    stream_part(part, budget, start=writer.start, end=writer.end, text=writer.text)
    part = writer.result()
    return part, extent_of(CELL.findall(part), budget)


def _split(part: bytes) -> tuple[bytes, bytes, bytes]:
    """What stands before, in and after the cells; all but the first empty when that is not plain to see."""
    start, stop = part.find(b"<sheetData>"), part.rfind(b"</sheetData>")
    if start < 0 or stop < start:
        return part, b"", b""
    return part[:start], part[start:stop], part[stop:]


def _is_framed_well(part: bytes, head: bytes, tail: bytes) -> bool:
    """Whether the encoding, the root, columns and merges are spelt as the fast readers expect."""
    if (
        is_rich(part)
        or not is_plain_utf8(part)
        or not _ROOT.search(head)
        or not tail.rstrip().endswith(b"</worksheet>")
    ):
        return False
    if b"='" in part and _SINGLE_QUOTED.search(part):
        return False
    columns, merges = head.count(b"<col") - head.count(b"<cols"), tail.count(b"<mergeCell") - tail.count(b"<mergeCells")
    return len(COL.findall(head)) == columns and len(MERGE.findall(tail)) == merges


def is_rich(part: bytes) -> bool:
    """Whether letters of one text differ in a way that changes what it says: above the line, struck through."""
    return b"vertAlign" in part or b"strike" in part


class _Runs:
    """The stretches of one rich text as they stream by; phonetic readings left out."""

    def __init__(self) -> None:
        self.runs: list[StyledRun] = []
        self.script, self.struck, self.phonetic, self.inside = 0, False, 0, False

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        if tag == "r":
            self.script, self.struck = 0, False
        elif tag == "rPh":
            self.phonetic += 1
        elif tag == "vertAlign":
            self.script = {"superscript": 1, "subscript": -1}.get(attrs.get("val", ""), 0)
        elif tag == "strike":
            self.struck = attrs.get("val", "1") not in ("0", "false")
        elif tag == "t" and not self.phonetic:
            self.inside = True
            self.runs.append(StyledRun("", self.script, self.struck))

    def text(self, content: str) -> None:
        if self.inside:
            self.runs[-1] = self.runs[-1]._replace(text=self.runs[-1].text + content)

    def end(self, tag: str) -> None:
        if tag == "rPh":
            self.phonetic -= 1
        elif tag == "t":
            self.inside = False
        elif tag == "r":
            self.script, self.struck = 0, False

    def take(self) -> str:
        """The text of the stretches so far, which are forgotten."""
        runs, self.runs = self.runs, []
        return joined_runs(runs)


class _SheetWriter:
    """Rewrites rows, cells, columns and merges as they stream by; drops everything else of the part."""

    KEPT_TEXT = ("v", "f")

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.head: list[str] = []
        self.out: list[str] = []
        self.merges: list[str] = []
        self.row = self.col = 0
        self.cell: dict[str, str] | None = None
        self.texts: dict[str, str] = {}
        self.formula: dict[str, str] = {}
        self.target = ""
        self.runs = _Runs()

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        if tag == "c":
            self.cell, self.texts, self.formula, self.runs = attrs, {}, {}, _Runs()
        elif tag == "row":
            self.row, self.col = self._row_number(attrs), 0
            self.out.append(f'<row r="{self.row}"{_attributes(attrs, "hidden")}>')
        elif tag in self.KEPT_TEXT and self.cell is not None:
            self.target = tag
            self.texts.setdefault(tag, "")
            if tag == "f":
                self.formula = attrs
        elif tag in ("col", "sheetFormatPr"):
            self.head.append(f"<{tag}{_attributes(attrs, 'min', 'max', 'hidden', 'width', 'zeroHeight')}/>")
        elif tag == "mergeCell":
            self.merges.append(f"<mergeCell{_attributes({'ref': attrs.get('ref', '').replace('$', '')}, 'ref')}/>")
        elif self.cell is not None:
            self.runs.start(tag, attrs)

    def text(self, content: str) -> None:
        if self.target:
            self.texts[self.target] += content
        elif self.cell is not None:
            self.runs.text(content)

    def end(self, tag: str) -> None:
        if tag == "c" and self.cell is not None:
            self._write_cell(self.cell)
            self.cell = None
        elif tag == "row":
            self.out.append("</row>")
        elif tag == self.target:
            self.target = ""
        elif self.cell is not None:
            self.runs.end(tag)

    def _row_number(self, attrs: dict[str, str]) -> int:
        number = attrs.get("r", str(self.row + 1)).strip()
        if not number.isascii() or not number.isdecimal() or not 0 < int(number) <= 9_999_999:
            raise FileRefusal("truncated", file=self.budget.file)
        return int(number)

    def _write_cell(self, attrs: dict[str, str]) -> None:
        try:
            row, col = parse_a1(attrs["r"]) if "r" in attrs else (max(self.row - 1, 0), self.col)
            address = a1(row, col)
        except ValueError as fault:
            raise FileRefusal("truncated", file=self.budget.file) from fault
        self.col = col + 1
        body = ""
        if "f" in self.texts:
            body += f"<f{_attributes(self.formula, 't', 'si', 'ref')}>{escape(self.texts['f'])}</f>"
        if "v" in self.texts:
            body += f"<v>{escape(self.texts['v'])}</v>"
        if self.runs.runs:
            body += f"<is><t>{escape(self.runs.take())}</t></is>"
        opening = f'<c r="{address}"{_attributes(attrs, "s", "t")}'
        self.out.append(f"{opening}>{body}</c>" if body else f"{opening}/>")

    def result(self) -> bytes:
        rows, merges, head = "".join(self.out), "".join(self.merges), "".join(self.head)
        return f"<worksheet>{head}<sheetData>{rows}</sheetData>{merges}</worksheet>".encode()


def _attributes(attrs: dict[str, str], *kept: str) -> str:
    return "".join(f" {key}={_quoted(attrs[key])}" for key in kept if key in attrs)


def _quoted(value: str) -> str:
    # quoteattr chooses single quotes when the value holds a double one; the canonical spelling has none.
    return quoteattr(value.replace('"', ""))


def canonical_strings(part: bytes, budget: Budget) -> bytes:
    """The shared strings part in UTF-8 without comments, CDATA or looks; a note above the line is no digit of it."""
    if not part or (is_plain_utf8(part) and not is_rich(part)):
        return part
    out: list[str] = []
    runs = _Runs()

    def end(tag: str) -> None:
        runs.end(tag)
        if tag == "si":
            out.append(f"<si><t>{escape(runs.take())}</t></si>")

    stream_part(part, budget, start=runs.start, end=end, text=runs.text)
    return f"<sst>{''.join(out)}</sst>".encode()
