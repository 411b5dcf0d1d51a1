from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

import pytest

from etl.reading.grid import Sheet
from etl.reading.reader import read_workbook

from .raw import HEAD, MAIN, sheet_xml, write_xlsx


def read_one(path: Path, rows: str, **parts: object) -> Sheet:
    before, after = str(parts.pop("before", "")), str(parts.pop("after", ""))
    write_xlsx(path, {"Data": sheet_xml(rows, before, after)}, **parts)  # type: ignore[arg-type]
    return read_workbook(path).sheets[0]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "book.xlsx"


def test_addresses_are_not_shifted(path: Path) -> None:
    sheet = read_one(path, '<row r="3"><c r="C3"><v>7</v></c></row>')
    assert sheet.rows == [[None] * 3, [None] * 3, [None, None, 7.0]]
    assert sheet.value(2, 2) == 7.0
    assert sheet.value(99, 99) is None


def test_error_cells_and_formulas_without_result_are_not_blank(path: Path) -> None:
    sheet = read_one(
        path,
        '<row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="C1"><f>1+1</f></c><c r="D1"><f>1+1</f><v></v></c><c r="E1"><f>1+1</f><v/></c>'
        '<c r="F1" s="0" t="str"><f>""</f><v></v></c><c r="G1"><f>A2&amp;"&lt;"</f><v>5</v></c>'
        '<c r="H1" t="e"><f ca="1">X</f><v>#NAME?</v></c><c r="I1" t="str"><f>T(A1)</f></c></row>',
    )
    assert sheet.errors == {(0, 0): "#N/A", (0, 1): "#DIV/0!", (0, 7): "#NAME?"}
    assert sheet.uncached == {(0, 2), (0, 3), (0, 4), (0, 8)}
    assert sheet.rows[0] == [None, None, None, None, None, None, 5.0, None, None]
    assert sheet.formulas[0, 6] == 'A2&"<"'


def test_strings_of_every_kind(path: Path) -> None:
    shared = (
        '<si><r><t>rich</t></r><r><rPr><b/></rPr><t xml:space="preserve"> text</t></r>'
        '<rPh sb="0" eb="1"><t>PHONETIC</t></rPh></si><si><t xml:space="preserve">  kept  </t></si>'
        "<si><t>a_x000D_b&amp;c</t></si><si/>"
    )
    sheet = read_one(
        path,
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>'
        '<c r="D1" t="s"><v>3</v></c><c r="E1" t="inlineStr"><is><r><t>x</t></r><r><t xml:space="preserve"> y'
        '</t></r></is></c><c r="F1" t="str"><f>A1</f><v> 12 </v></c><c r="G1" t="inlineStr"><is><t>012</t></is></c>'
        "</row>",
        shared=shared,
    )
    assert sheet.rows[0] == ["rich text", "  kept  ", "a\rb&c", None, "x y", " 12 ", "012"]


def test_numbers_booleans_and_iso_dates(path: Path) -> None:
    sheet = read_one(
        path,
        '<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1"><v>1.5E-7</v></c><c r="C1"><v>12345678901234567890</v></c>'
        '<c r="D1" t="d"><v>2021-03-04</v></c><c r="E1" t="d"><v>2021-03-04T10:00:00</v></c><c r="F1"><v>0.1</v></c>'
        "</row>",
    )
    assert sheet.rows[0] == [
        True,
        1.5e-07,
        1.2345678901234567e19,
        date(2021, 3, 4),
        datetime(2021, 3, 4, 10),
        0.1,
    ]


def test_number_formats_are_told_and_dates_are_dates(path: Path) -> None:
    sheet = read_one(
        path,
        '<row r="1"><c r="A1" s="1"><v>0.125</v></c><c r="B1" s="2"><v>44197</v></c><c r="C1" s="3"><v>-5</v></c>'
        '<c r="D1" s="4"><v>12.5</v></c><c r="E1" s="5"><v>3</v></c><c r="F1" s="1"/><c r="G1" s="2"><v>-5</v></c></row>',
        formats=(10, 14, "#,##0_);(#,##0)", '0.0"%"', "0.00"),
    )
    assert sheet.rows[0][:5] == [0.125, date(2021, 1, 1), -5.0, 12.5, 3.0]
    assert dict(sheet.formats) == {
        (0, 0): "0.00%",
        (0, 1): "m/d/yyyy",
        (0, 2): "#,##0_);(#,##0)",
        (0, 3): '0.0"%"',
        (0, 6): "m/d/yyyy",
    }
    assert sheet.format_of(0, 4) == ""
    assert sheet.rows[0][6] == -5.0


def test_the_1904_date_system(path: Path) -> None:
    sheet = read_one(path, '<row r="1"><c r="A1" s="1"><v>44197</v></c></row>', formats=(14,), date1904=True)
    assert sheet.rows == [[date(2025, 1, 2)]]


def test_merges_hidden_lines_and_filtered_rows(path: Path) -> None:
    sheet = read_one(
        path,
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"><c r="A2"><v>2</v></c></row>'
        '<row r="3" hidden="true" spans="1:1"><c r="A3"><v>3</v></c></row><row r="4" hidden="0"/>',
        before='<cols><col min="2" max="3" width="9" hidden="1"/><col min="5" max="5" width="0"/></cols>',
        after='<mergeCells count="1"><mergeCell ref="A1:C2"/></mergeCells>',
    )
    assert sheet.hidden_rows == {1, 2}
    assert sheet.hidden_cols == {1, 2, 4}
    assert sheet.merged == ((0, 0, 1, 1),), "cut to the one column with cells and the next, so that it stays a span"
    assert [row[0] for row in sheet.rows] == [1.0, 2.0, 3.0]


def test_hidden_sheets_and_chart_sheets(path: Path) -> None:
    write_xlsx(
        path,
        {"A": sheet_xml(), "B & C": sheet_xml(), "Chart": sheet_xml()},
        states={"A": "hidden", "B & C": "veryHidden"},
    )
    content = dict.fromkeys(("xl/_rels/workbook.xml.rels",), "")
    content["xl/_rels/workbook.xml.rels"] = _with_chart_sheet(path)
    write_xlsx(
        path,
        {"A": sheet_xml(), "B & C": sheet_xml(), "Chart": sheet_xml()},
        states={"A": "hidden", "B & C": "veryHidden"},
        replace=content,  # type: ignore[arg-type]
    )
    book = read_workbook(path)
    assert [(sheet.name, sheet.hidden, sheet.rows) for sheet in book.sheets] == [("A", True, []), ("B & C", True, [])]
    assert book.notes == ["Sheet Chart holds a chart only; it has no cells."]


def _with_chart_sheet(path: Path) -> str:
    import zipfile

    with zipfile.ZipFile(path) as archive:
        relations = archive.read("xl/_rels/workbook.xml.rels").decode()
    return relations.replace('worksheet" Target="worksheets/sheet3.xml"', 'chartsheet" Target="chartsheets/sheet1.xml"')


FORMULAS = {
    "[1]Sheet1!A1": True,
    "'[Budget 2020.xlsx]Sheet 1'!A1": True,
    "SUM([2]Data!$A$1:$A$9)": True,
    "cmd|' /C calc'!A0": True,
    '_xlfn.WEBSERVICE("https://example.org")': True,
    'RTD("server",,"topic")': True,
    "MyLink+1": True,
    "Indirect_link*2": True,
    'HYPERLINK("https://example.org","see")': False,
    "Table1[Value]+1": False,
    "Table1[[#This Row],[Value]]": False,
    "SUM(A1:A9)": False,
    'IF(A1="[1]x!","a|b!","")': False,
    "Plain*2": False,
}


def test_formulas_that_reach_outside_are_told(path: Path) -> None:
    cells = "".join(
        f'<c r="A{n}"><f>{formula.replace("&", "&amp;")}</f><v>1</v></c>' for n, formula in enumerate(FORMULAS, 1)
    )
    rows = "".join(f'<row r="{n}">{cell}</row>' for n, cell in enumerate(re.findall("<c.*?</c>", cells), 1))
    names = (
        '<definedNames><definedName name="MyLink">[1]Sheet1!$A$1</definedName>'
        '<definedName name="indirect_link">MyLink</definedName><definedName name="Plain">Data!$A$1</definedName>'
        "</definedNames>"
    )
    sheet = read_one(path, rows, names=names)
    assert {formula: (n, 0) in sheet.outside for n, formula in enumerate(FORMULAS)} == FORMULAS
    assert all(row == [1.0] for row in sheet.rows), "the stored result is kept"


def test_a_shared_formula_that_reaches_outside_is_told_at_every_cell(path: Path) -> None:
    sheet = read_one(
        path,
        '<row r="1"><c r="A1"><f t="shared" ref="A1:B1" si="0">[1]S!A1</f><v>1</v></c>'
        '<c r="B1"><f t="shared" si="0"/><v>2</v></c></row>',
    )
    assert set(sheet.outside) == {(0, 0), (0, 1)}


CELLS = (
    '<row r="1" hidden="1"><c r="A1" s="1"><v>0.5</v></c><c r="C1" t="inlineStr"><is><t>a&lt;b é ខ</t></is></c></row>'
)
CELLS += '<row r="2"><c r="A2" t="e"><v>#REF!</v></c><c r="B2"><f>A1</f></c><c r="C2"><v>7</v></c></row>'
MERGES = '<mergeCells><mergeCell ref="A4:B5"/></mergeCells>'


def _prefixed(xml: str) -> str:
    return re.sub(r"<(/?)([a-zA-Z])", r"<\1x:\2", xml).replace("xmlns=", "xmlns:x=")


def _reordered(xml: str) -> str:
    return re.sub(r'<c r="(\w+)" s="1"', r'<c s="1"  r="\1"', xml)


SPELLINGS = {
    "prefix": _prefixed,
    "single quotes": lambda xml: xml.replace('"', "'"),
    "attribute order": _reordered,
    "comments": lambda xml: xml.replace("<row", '<!-- <c r="Z9"><v>1</v></c> --><row'),
    "cdata": lambda xml: xml.replace("<v>7</v>", "<v><![CDATA[7]]></v>"),
    "line ends": lambda xml: xml.replace("<c ", "<c\n "),
    "no addresses": lambda xml: re.sub(r' r="(?!C1)[A-Z]?\d"', "", xml),
    "utf-16": lambda xml: xml.replace("UTF-8", "UTF-16").encode("utf-16"),
    "byte order mark": lambda xml: b"\xef\xbb\xbf" + xml.encode(),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_legal_spelling_of_the_xml_reads_the_same(path: Path, spelling: str) -> None:
    usual = sheet_xml(CELLS, after=MERGES)
    expected = read_one(path, CELLS, after=MERGES, formats=(9,))
    assert expected.rows == [[0.5, None, "a<b é ខ"], [None, None, 7.0]]
    assert (expected.errors, expected.uncached, expected.hidden_rows) == ({(1, 0): "#REF!"}, {(1, 1)}, {0})
    respelt = SPELLINGS[spelling](usual)
    assert respelt != usual
    write_xlsx(path, {"Data": usual}, formats=(9,), replace={"xl/worksheets/sheet1.xml": respelt})
    assert read_workbook(path).sheets[0] == expected


def test_shared_strings_in_cdata_or_other_encodings(path: Path) -> None:
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    strings = f'{HEAD}<sst xmlns="{MAIN}"><si><t><![CDATA[a<b]]></t><rPh><t>no</t></rPh></si><si><t>é</t></si></sst>'
    for content in (strings, strings.replace("UTF-8", "UTF-16").encode("utf-16")):
        write_xlsx(path, {"Data": sheet_xml(rows)}, replace={"xl/sharedStrings.xml": content})
        assert read_workbook(path).sheets[0].rows == [["a<b", "é"]]


def test_a_million_formatted_rows_and_all_columns_cost_nothing(path: Path) -> None:
    wide = '<row r="1"><c r="A1"><v>1</v></c>' + "".join(f'<c r="{letters}1" s="1"/>' for letters in ("B", "ZZ", "XFD"))
    tall = "".join(f'<row r="{n}" ht="15"/>' for n in range(2, 1_048_577))
    sheet = read_one(path, f"{wide}</row>{tall}", formats=(9,))
    assert sheet.rows == [[1.0]]
    assert dict(sheet.formats) == {}
