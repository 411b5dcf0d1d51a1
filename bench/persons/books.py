"""Workbooks written part by part: an .xlsx, an .ods, a text file or an .xls of Excel 2."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from xml.sax.saxutils import escape as escape_text

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
DRAW = "http://schemas.openxmlformats.org/drawingml/2006/main"
XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TABLES = (
    ("Stunting among children under 5 (%), 2014", 18.0, 41.0),
    ("Birth registration of children under 5 (%), 2014", 55.0, 92.0),
    ("Households with basic drinking water (%), 2014", 40.0, 95.0),
    ("Wasting among children under 5 (%), 2014", 5.0, 14.0),
)
PROVINCES = (
    "Battambang", "Kampong Cham", "Kampot", "Kandal", "Kep", "Kratie", "Pailin", "Pursat", "Siem Reap", "Takeo",
    "Svay Rieng", "Prey Veng",
)  # fmt: skip
Row = list[object]


@dataclass
class Book:
    """A workbook in the making: rows of each sheet, and what stands around them."""

    name: str
    sheets: dict[str, list[Row]]
    states: dict[str, str] = field(default_factory=dict)
    before: str = ""
    after: str = ""
    names: str = ""
    shared: str = ""
    extra: dict[str, str | bytes] = field(default_factory=dict)
    relations: list[tuple[str, str]] = field(default_factory=list)
    kind: str = "xlsx"


def escape(text: object) -> str:
    """As XML, also in attributes."""
    return escape_text(str(text), {'"': "&quot;", "\n": "&#10;"})


def table(rng: Random) -> list[Row]:
    """A sound table of percentages by province."""
    title, low, high = rng.choice(TABLES)
    places = rng.sample(PROVINCES, rng.randint(4, 9))
    return [[title], ["Province", "Value"], *([place, round(rng.uniform(low, high), 1)] for place in places)]


def book(rng: Random, name: str = "") -> Book:
    """A sound workbook."""
    called = name or rng.choice(("figures 2014", "annual report data", "indicator table", "nutrition by province"))
    return Book(f"{called} {rng.randint(100, 999)}", {"Data": table(rng)})


def written(made: Book) -> bytes:
    """The file itself."""
    return {"xlsx": as_xlsx, "ods": as_ods, "csv": as_csv, "xls": as_old_xls}[made.kind](made)


def cell_xml(column: int, row: int, value: object) -> str:
    """One cell of a sheet."""
    at = f"{chr(65 + column)}{row}"
    if isinstance(value, int | float):
        return f'<c r="{at}"><v>{value}</v></c>'
    return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def sheet_xml(rows: Sequence[Row], before: str = "", after: str = "") -> str:
    """A worksheet part."""
    lines = "".join(
        f'<row r="{n}">' + "".join(cell_xml(c, n, v) for c, v in enumerate(line) if v not in (None, "")) + "</row>"
        for n, line in enumerate(rows, 1)
    )
    return f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{REL}">{before}<sheetData>{lines}</sheetData>{after}</worksheet>'


def as_xlsx(made: Book) -> bytes:
    """An .xlsx of its parts."""
    listed, links, parts = "", "", dict[str, str | bytes]()
    for n, (name, rows) in enumerate(made.sheets.items(), 1):
        state = f' state="{made.states[name]}"' if name in made.states else ""
        listed += f'<sheet name="{escape(name)}" sheetId="{n}"{state} r:id="rId{n}"/>'
        links += f'<Relationship Id="rId{n}" Type="{REL}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        first = n == 1
        parts[f"xl/worksheets/sheet{n}.xml"] = sheet_xml(rows, made.before * first, made.after * first)
    if made.relations:
        own = "".join(
            f'<Relationship Id="rId{n}" Type="{REL}/{kind}" Target="{target}"/>'
            for n, (kind, target) in enumerate(made.relations, 1)
        )
        parts["xl/worksheets/_rels/sheet1.xml.rels"] = (
            f'<Relationships xmlns="{PACKAGE}/relationships">{own}</Relationships>'
        )
    parts |= {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType='
        '"application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships'
        f'+xml"/><Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{REL}/officeDocument"'
        ' Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{REL}">'
        f"<sheets>{listed}</sheets>{made.names}</workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{links}<Relationship Id="rId90" '
        f'Type="{REL}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{MAIN}">{made.shared}</sst>',
    }
    parts |= made.extra
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


ODS = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:'
    'table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:draw="urn:oasis:names:tc:opendocument:'
    'xmlns:drawing:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:meta="urn:oasis:names:tc:'
    'opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def as_ods(made: Book) -> bytes:
    """The same as an .ods; ``before`` stands in front of its tables, ``after`` inside the last filled cell."""
    tables = ""
    for number, (name, rows) in enumerate(made.sheets.items()):
        lines = ""
        for at, line in enumerate(rows):
            cells = ""
            for column, value in enumerate(line):
                inside = made.after if number == 0 and at == len(rows) - 1 and column == len(line) - 1 else ""
                kind = (
                    f'office:value-type="float" office:value="{value}"'
                    if isinstance(value, int | float)
                    else 'office:value-type="string"'
                )
                cells += f"<table:table-cell {kind}><text:p>{escape(value)}</text:p>{inside}</table:table-cell>"
            lines += f"<table:table-row>{cells}</table:table-row>"
        shown = ' table:display="false"' if name in made.states else ""
        tables += f'<table:table table:name="{escape(name)}"{shown}>{lines}</table:table>'
    parts: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": "<manifest/>",
        "content.xml": f"<office:document-content {ODS}><office:body><office:spreadsheet>{made.before}{tables}"
        "</office:spreadsheet></office:body></office:document-content>",
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in (parts | made.extra).items():
            archive.writestr(zipfile.ZipInfo(part), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def as_csv(made: Book) -> bytes:
    """The first sheet as text."""
    rows = next(iter(made.sheets.values()))
    lines = [",".join('"' + str(value).replace('"', '""') + '"' for value in row) for row in rows]
    return "\n".join(lines).encode("utf-8-sig")


def as_old_xls(made: Book) -> bytes:
    """The first sheet as Excel 2 wrote it: a stream of records, one byte to a letter."""

    def record(number: int, content: bytes) -> bytes:
        return number.to_bytes(2, "little") + len(content).to_bytes(2, "little") + content

    out = record(0x09, struct.pack("<HH", 2, 0x10))
    for row, line in enumerate(next(iter(made.sheets.values()))):
        for column, value in enumerate(line):
            at = struct.pack("<HHBBB", row, column, 0, 0, 0)
            if isinstance(value, int | float):
                out += record(0x03, at + struct.pack("<d", value))
            elif value:
                text = str(value).encode("latin-1", "replace")[:255]
                out += record(0x04, at + struct.pack("<B", len(text)) + text)
    return out + record(0x0A, b"")
