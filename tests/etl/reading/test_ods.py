from __future__ import annotations

import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from etl.reading.grid import Sheet
from etl.reading.reader import read_workbook
from etl.reading.refusal import FileRefusal

NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)
MIME = "application/vnd.oasis.opendocument.spreadsheet"


def write_ods(path: Path, body: str, styles: str = "", manifest: str = "<manifest/>", **more: str) -> Path:
    content = (
        f"<office:document-content {NAMES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", MIME, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
        for name, text in more.items():
            archive.writestr(name.replace("__", "/") + ".xml", text)
    return path


def write_flat(path: Path, body: str) -> Path:
    """The same content as one flat XML file, which LibreOffice opens without a manifest."""
    names = f'{NAMES} xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"'
    path.write_text(
        f'<?xml version="1.0"?><office:document {names} office:version="1.2" office:mimetype="{MIME}"><office:body><office:spreadsheet>'
        f"{body}</office:spreadsheet></office:body></office:document>",
        encoding="utf-8",
    )
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "book.ods"


def read_one(path: Path, rows: str, styles: str = "") -> Sheet:
    write_ods(path, f'<table:table table:name="Data">{rows}</table:table>', styles)
    return read_workbook(path).sheets[0]


def cell(kind: str, value: str, text: str = "", more: str = "") -> str:
    name = {"string": "string-value", "date": "date-value", "time": "time-value", "boolean": "boolean-value"}
    attribute = name.get(kind, "value")
    return (
        f'<table:table-cell office:value-type="{kind}" office:{attribute}="{value}" {more}>'
        f"<text:p>{text or value}</text:p></table:table-cell>"
    )


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def test_values_of_every_type(path: Path) -> None:
    sheet = read_one(
        path,
        row(
            cell("float", "1.5"),
            cell("percentage", "0.125", "12.5%"),
            cell("currency", "3", "3 KHR"),
            cell("boolean", "true", "TRUE"),
            cell("date", "2021-03-04"),
            cell("date", "2021-03-04T05:06:00"),
            cell("time", "PT10H30M00S"),
            cell("time", "PT36H00M00S"),
            cell("date", "not a date"),
        ),
    )
    assert sheet.rows == [
        [
            *(1.5, 0.125, 3.0, True, date(2021, 3, 4), datetime(2021, 3, 4, 5, 6)),
            *(time(10, 30), timedelta(hours=36), "not a date"),
        ]
    ]
    assert sheet.format_of(0, 1) == "0%"
    assert sheet.format_of(0, 4) == "yyyy-mm-dd"


def test_text_with_paragraphs_spaces_and_without_comments(path: Path) -> None:
    sheet = read_one(
        path,
        row(
            '<table:table-cell office:value-type="string"><office:annotation><text:p>remark</text:p></office:annotation>'
            '<text:p>a<text:s text:c="2"/><text:span>b</text:span><text:tab/>c</text:p><text:p>d<text:line-break/>e'
            "</text:p><draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame></table:table-cell>"
        )
        + "<table:shapes><draw:frame><table:table><table:table-row/></table:table></draw:frame></table:shapes>",
    )
    assert sheet.rows == [["a  b\tc\nd\ne"]]


def test_repeated_cells_and_rows_keep_their_places(path: Path) -> None:
    sheet = read_one(
        path,
        row(cell("float", "1"), '<table:table-cell table:number-columns-repeated="2"/>', cell("float", "2"))
        + row('<table:table-cell table:number-columns-repeated="16384"/>', more='table:number-rows-repeated="2"')
        + row(cell("float", "3", more='table:number-columns-repeated="3"'), more='table:number-rows-repeated="2"')
        + row("<table:table-cell/>", more='table:number-rows-repeated="1048571"'),
    )
    assert sheet.rows == [[1.0, None, None, 2.0], [], [], [3.0] * 3, [3.0] * 3]


def test_errors_and_formulas(path: Path) -> None:
    error = 'table:formula="of:=1/0" calcext:value-type="error"'
    sheet = read_one(
        path,
        row(
            f'<table:table-cell office:value-type="string" office:string-value="" {error}><text:p>#DIV/0!</text:p>'
            "</table:table-cell>",
            '<table:table-cell table:formula="of:=[.A1]*2"/>',
            cell("float", "5", more="table:formula=\"of:=['file:///tmp/x.ods'#$Sheet1.A1]\""),
            cell("string", "x", more='table:formula="of:=DDE(&quot;a&quot;;&quot;b&quot;;&quot;c&quot;)"'),
            '<table:table-cell table:formula="of:=[.Z9]" office:value-type="float"><text:p>Err:502</text:p>'
            "</table:table-cell>",
            cell("string", "#N/A"),
            '<table:table-cell table:formula="of:=&quot;&quot;" office:value-type="string" office:string-value=""/>',
        ),
    )
    assert sheet.errors == {(0, 0): "#DIV/0!", (0, 4): "Err:502"}
    assert sheet.uncached == {(0, 1)}
    assert set(sheet.outside) == {(0, 2), (0, 3)}
    assert sheet.rows == [[None, None, 5.0, "x", None, "#N/A"]]
    assert sheet.formulas[0, 1] == "[.A1]*2"


STYLES = (
    '<number:percentage-style style:name="N1"><number:number number:decimal-places="1"/><number:text>%</number:text>'
    '</number:percentage-style><number:number-style style:name="N2P0"><number:number number:grouping="true"/>'
    '</number:number-style><number:number-style style:name="N2"><number:text>(</number:text><number:number/>'
    '<number:text>)</number:text><style:map style:condition="value()&gt;=0" style:apply-style-name="N2P0"/>'
    '</number:number-style><number:number-style style:name="N3"><number:number number:display-factor="1000"/>'
    "<number:text> per 1,000</number:text></number:number-style>"
    '<style:style style:name="c1" style:family="table-cell" style:data-style-name="N1"/>'
    '<style:style style:name="c2" style:family="table-cell" style:data-style-name="N2"/>'
    '<style:style style:name="c3" style:family="table-cell" style:data-style-name="N3"/>'
    '<style:style style:name="c4" style:family="table-cell" style:parent-style-name="c1"/>'
    '<style:style style:name="t1" style:family="table"><style:table-properties table:display="false"/></style:style>'
)


def test_formats_of_cells_columns_and_parents(path: Path) -> None:
    sheet = read_one(
        path,
        '<table:table-column table:default-cell-style-name="c1"/><table:table-column table:number-columns-repeated="9"/>'
        + row(
            cell("float", "0.5"),
            cell("float", "-5", more='table:style-name="c2"'),
            cell("float", "5000", more='table:style-name="c3"'),
            cell("float", "0.5", more='table:style-name="c4"'),
            cell("float", "7"),
        ),
        STYLES,
    )
    assert dict(sheet.formats) == {
        (0, 0): "0.0%",
        (0, 1): "#,##0;(0)",
        (0, 2): '0," per 1,000"',
        (0, 3): "0.0%",
    }


def test_hidden_sheets_rows_columns_and_spans(path: Path) -> None:
    body = (
        '<table:table table:name="H" table:style-name="t1"><table:table-column/>'
        '<table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
        + row(
            cell("float", "1", more='table:number-columns-spanned="2" table:number-rows-spanned="3"'),
            "<table:covered-table-cell/>",
        )
        + row(cell("float", "2"), more='table:visibility="filter"')
        + f'<table:table-row-group table:display="false">{row(cell("float", "3"))}</table:table-row-group>'
        + row(cell("float", "4"))
        + "</table:table>"
    )
    write_ods(path, body, STYLES)
    sheet = read_workbook(path).sheets[0]
    assert (sheet.hidden, sheet.hidden_rows, sheet.hidden_cols) == (True, {1, 2}, {1, 2})
    assert sheet.merged == ((0, 0, 2, 1),)
    assert [line[0] for line in sheet.rows] == [1.0, 2.0, 3.0, 4.0]


def test_tracked_changes_are_not_cells(path: Path) -> None:
    changes = f"<table:tracked-changes><table:cell-content-change>{cell('float', '9')}</table:cell-content-change>"
    write_ods(
        path, f'{changes}</table:tracked-changes><table:table table:name="D">{row(cell("float", "1"))}</table:table>'
    )
    assert read_workbook(path).sheets[0].rows == [[1.0]]


def test_encrypted_and_macro_files_are_refused(path: Path) -> None:
    write_ods(path, "", manifest="<manifest><encryption-data/></manifest>")
    with pytest.raises(FileRefusal, match="password"):
        read_workbook(path)
    write_ods(path, "", Basic__Standard__Module1="<module/>")
    with pytest.raises(FileRefusal, match="macros"):
        read_workbook(path)


def test_rows_repeated_without_end_are_refused(path: Path) -> None:
    filled = cell("float", "1", more='table:number-columns-repeated="16384"')
    with pytest.raises(FileRefusal, match="delete what is not part of your table") as caught:
        read_one(path, row(filled, more='table:number-rows-repeated="1048576"'))
    assert caught.value.code == "refused_file"
