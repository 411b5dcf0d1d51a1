"""A plain .xlsx of values, written by hand: no properties, no author, no formulas, nothing but the cells given."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from xml.sax.saxutils import escape, quoteattr

from etl.reading.address import column_name, range_a1
from etl.reading.grid import CellValue, Sheet
from etl.reading.numfmt import EPOCH_1900

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
    """The serial number of the 1900 system; the opposite of ``numfmt.from_serial``."""
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
