# ruff: noqa: E501 - what the files hold reads better as it stands in them
"""The parts that hostile files are put together from: a workbook and an Open document, each with one small sheet."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import NamedTuple

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
CELLS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Province</t></is></c><c r="B1" t="inlineStr"><is><t>Stunting 2014'
    '</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>Kampot</t></is></c><c r="B2"><v>30.5</v></c></row>'
)


class HostileFile(NamedTuple):
    """A file as somebody would send it."""

    name: str
    content: bytes


def zipped(parts: Mapping[str, str | bytes], level: int = 9) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def workbook(
    rows: str = CELLS, *, after: str = "", before: str = "", names: str = "", strings: str = "", styles: str = ""
) -> bytes:
    """An .xlsx with one sheet."""
    told = {"xl/sharedStrings.xml": strings, "xl/styles.xml": styles}
    more: dict[str, str | bytes] = {name: f'<?xml version="1.0"?>{part}' for name, part in told.items() if part}
    return zipped(frame(names) | {"xl/worksheets/sheet1.xml": sheet(rows, after, before)} | more)


def sheet(rows: str, after: str = "", before: str = "") -> str:
    return f'<?xml version="1.0"?><worksheet {MAIN} {R}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def frame(names: str = "", sheets: int = 1) -> dict[str, str | bytes]:
    numbers = range(1, sheets + 1)
    listed = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    linked = "".join(
        f'<Relationship Id="rId{n}" Type="{REL}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    others = "".join(
        f'<Relationship Id="x{n}" Type="{REL}/{kind}" Target="{kind}.xml"/>'
        for n, kind in enumerate(("sharedStrings", "styles"))
    )
    return {
        "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType='
        f'"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="'
        f'{SHEET_TYPE}.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{REL}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<?xml version="1.0"?><workbook {MAIN} {R}><sheets>{listed}</sheets>{names}</workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{linked}{others}</Relationships>',
    }


def xlsx(content: bytes) -> HostileFile:
    return HostileFile("figures.xlsx", content)


def ods(body: str, styles: str = "") -> HostileFile:
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces}>{styles}<office:body><office:spreadsheet>{body}'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    return HostileFile("figures.ods", stream.getvalue())


def ods_table(rows: str) -> HostileFile:
    return ods(f'<table:table table:name="S">{rows}</table:table>')


def ods_cell(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'
