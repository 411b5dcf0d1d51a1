"""A person's own workbook given back: everything it held is still there, and every problem is where it belongs."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.styles import Font, PatternFill
from PIL import Image as Picture

from etl.problems.model import Problem
from etl.reading.reader import read_workbook
from etl.workbooks import annotate_rows
from etl.workbooks.annotate_comments import MAIN, _place_legacy_drawing
from etl.workbooks.annotating import TINTS, annotate
from tests.etl.reading.raw import sheet_xml, write_xlsx
from tests.support.office import Convert

SHEET = "Data ' 1"
PROBLEMS = (
    Problem("warning", "unknown_area", SHEET, "A4", "Takeoo", "*Takeoo* is not a province.", "Did you mean Takeo?"),
    Problem("error", "out_of_range", SHEET, "B3", '=cmd|"x"!A1', "500 is over 100.", "Correct the value."),
    Problem("error", "duplicate", SHEET, "A2", "Kampot", "Kampot stands here twice."),
    Problem("warning", "total_mismatch", SHEET, "A2", "Kampot", "The parts do not add up."),
    Problem("error", "not_a_number", "Other", "D9", "", "This cell is blank."),
    Problem("error", "no_table", "Other", "B2:C4", "", "No table was found here."),
    Problem("warning", "missing_unit", "", "", "", "The file names no unit."),
)


@pytest.fixture(params=["a tree of the sheet", "a tree of the marked rows"])
def original(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    if request.param == "a tree of the marked rows":
        monkeypatch.setattr(annotate_rows, "LARGE", 0)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = SHEET
    sheet.append(["Province", "Value"])
    for number, name in enumerate(["Kampot", "Kep", "Takeoo", "Pailin"]):
        sheet.append([name, 10 * number + 5])
    sheet["A1"].font = Font(bold=True, color="FF0000")
    sheet["B3"].number_format = '0.0"%"'
    sheet["A2"].comment = Comment("An old remark", "An officer")
    sheet["B2"].fill = PatternFill("solid", fgColor="00FF00")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=5), titles_from_data=True)
    sheet.add_chart(chart, "E2")
    picture = io.BytesIO()
    Picture.new("RGB", (40, 30), "blue").save(picture, "PNG")
    sheet.add_image(Image(picture), "E20")
    book.create_sheet("Other")["B5"] = 3
    path = tmp_path / "mine.xlsx"
    book.save(path)
    return path


def marked(original: Path, lang: str = "en", problems: tuple[Problem, ...] = PROBLEMS) -> Path:
    out = original.parent / "marked.xlsx"
    before = original.read_bytes()
    annotate(original, problems, out, lang)
    assert original.read_bytes() == before
    assert not list(original.parent.glob("*.tmp"))
    return out


def test_bad_cells_are_tinted_and_commented_and_keep_their_format(original: Path) -> None:
    sheet = openpyxl.load_workbook(marked(original))[SHEET]
    assert sheet["B3"].fill.fgColor.rgb == f"FF{TINTS['error']}"
    assert sheet["A4"].fill.fgColor.rgb == f"FF{TINTS['warning']}"
    assert sheet["A2"].fill.fgColor.rgb == f"FF{TINTS['error']}", "the worst of two problems gives the colour"
    assert sheet["B3"].number_format == '0.0"%"'
    assert sheet["B2"].fill.fgColor.rgb == "0000FF00"
    assert sheet["A1"].font.bold
    assert sheet["B3"].comment.text == "Error: 500 is over 100.\nCorrect the value."
    assert sheet["A4"].comment.text.startswith("Warning: ")
    assert [sheet[cell].comment for cell in ("B2", "B4", "A5")] == [None] * 3


def test_an_old_comment_is_kept_above_the_new_text(original: Path) -> None:
    text = openpyxl.load_workbook(marked(original))[SHEET]["A2"].comment.text
    assert text.startswith("An old remark\n")
    assert "Kampot stands here twice." in text
    assert "The parts do not add up." in text


def test_a_blank_cell_is_made_to_carry_its_mark(original: Path) -> None:
    sheet = openpyxl.load_workbook(marked(original))["Other"]
    assert sheet["D9"].comment.text == "Error: This cell is blank."
    assert sheet["D9"].fill.fgColor.rgb == f"FF{TINTS['error']}"
    assert sheet["B5"].value == 3
    assert sheet["B2"].comment is not None, "a range is marked at its first cell"


def test_every_part_that_needed_no_change_is_kept_byte_for_byte(original: Path) -> None:
    with zipfile.ZipFile(original) as old, zipfile.ZipFile(marked(original)) as new:
        kept = {name for name in old.namelist() if "chart" in name or "media" in name or "drawing1" in name}
        assert len(kept) >= 3
        for name in kept - {"xl/drawings/commentsDrawing1.vml"}:
            assert old.read(name) == new.read(name), name
        assert set(old.namelist()) <= set(new.namelist())
        assert new.testzip() is None


def test_the_errors_sheet_lists_the_most_important_first_with_links(original: Path) -> None:
    sheet = openpyxl.load_workbook(marked(original))["Errors"]
    assert sheet["A1"].value == "4 errors and 3 warnings"
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert [(row[0], row[2] or "") for row in rows] == [
        ("Error", "A2"),
        ("Error", "B3"),
        ("Error", "B2:C4"),
        ("Error", "D9"),
        ("Warning", ""),
        ("Warning", "A2"),
        ("Warning", "A4"),
    ]
    assert sheet["C4"].hyperlink.location == "'Data '' 1'!A2"
    assert sheet["C6"].hyperlink.location == "'Other'!B2"
    assert sheet["C8"].hyperlink is None


def test_what_looks_like_a_formula_stays_text(original: Path) -> None:
    sheet = openpyxl.load_workbook(marked(original))["Errors"]
    assert (sheet["D5"].value, sheet["D5"].data_type, sheet["D5"].quotePrefix) == ('=cmd|"x"!A1', "s", True)


def test_a_sheet_already_called_errors_is_left_alone(original: Path) -> None:
    again = original.parent / "again.xlsx"
    annotate(marked(original), PROBLEMS[:1], again, "en")
    book = openpyxl.load_workbook(again)
    assert book.sheetnames[-2:] == ["Errors", "Errors 2"]
    assert book["Errors"]["A1"].value == "4 errors and 3 warnings"


def test_libreoffice_opens_it_with_formats_comments_links_chart_and_picture(
    original: Path, tmp_path: Path, convert: Convert
) -> None:
    with zipfile.ZipFile(convert(marked(original), "ods", tmp_path)) as archive:
        content = archive.read("content.xml").decode()
        names = archive.namelist()
    assert content.count("<office:annotation ") == 5
    assert "An old remark" in content
    assert "#&apos;Data &apos;&apos; 1&apos;.A2" in content
    assert TINTS["error"].lower() in content
    assert any(name.startswith("Object 1") for name in names), "the chart"
    assert any(name.startswith("Pictures/") for name in names)


@pytest.mark.parametrize("kind", ["xls", "ods", "csv"])
def test_other_types_come_back_as_a_new_xlsx(original: Path, tmp_path: Path, kind: str, convert: Convert) -> None:
    other = convert(original, kind, tmp_path)
    sheet = read_workbook(other).sheets[0].name
    problem = Problem("error", "out_of_range", sheet, "B3", "15", "Too much.")
    annotate(other, (problem,), tmp_path / "out.xlsx", "en")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.worksheets[0]["B3"].comment.text == "Error: Too much."
    assert str(book.worksheets[0]["A4"].value) == "Takeoo"
    assert book["Errors"]["C4"].hyperlink is not None


def test_text_files_give_no_formulas(tmp_path: Path) -> None:
    path = tmp_path / "a [very] long name of a file that no sheet can have.csv"
    path.write_bytes(b"Province,Value\n=1+1,+5\n@x,#N/A\n")
    sheet = read_workbook(path).sheets[0].name
    annotate(path, (Problem("error", "formula_error", sheet, "A2", "", "A formula."),), tmp_path / "out.xlsx")
    target = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
    assert [(cell.value, cell.data_type) for row in target["A2:B3"] for cell in row] == [
        ("=1+1", "s"),
        ("+5", "s"),
        ("@x", "s"),
        ("#N/A", "s"),
    ]
    assert target["A2"].comment is not None


def test_cells_without_addresses_and_a_book_without_styles(tmp_path: Path) -> None:
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row r='5'><c><v>3</v></c></row>"
    path = write_xlsx(tmp_path / "bare.xlsx", {"D": sheet_xml(rows)})
    problems = tuple(Problem("error", "duplicate", "D", cell, "", cell) for cell in ("B1", "C1", "A3", "A5"))
    annotate(path, problems, tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["D"]
    assert {cell: sheet[cell].comment.text for cell in ("B1", "C1", "A3", "A5")} == {
        cell: f"Error: {cell}" for cell in ("B1", "C1", "A3", "A5")
    }
    assert [sheet["A1"].value, sheet["B1"].value, sheet["A5"].value] == [1, 2, 3]


def test_the_strict_kind_of_xlsx_is_rebuilt(original: Path, tmp_path: Path) -> None:
    strict = tmp_path / "strict.xlsx"
    with zipfile.ZipFile(original) as source, zipfile.ZipFile(strict, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            for usual, other in (
                (
                    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                    b"http://purl.oclc.org/ooxml/spreadsheetml/main",
                ),
                (
                    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                    b"http://purl.oclc.org/ooxml/officeDocument/relationships",
                ),
            ):
                content = content.replace(usual, other)
            target.writestr(name, content)
    assert read_workbook(strict).sheets[0].rows[1] == ["Kampot", 5.0]
    annotate(strict, PROBLEMS, tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book[SHEET]["B3"].comment.text.startswith("Error: 500")


def test_without_problems_the_list_is_empty(original: Path) -> None:
    book = openpyxl.load_workbook(marked(original, problems=()))
    assert book["Errors"]["A1"].value == "0 errors and 0 warnings"


def test_of_a_large_sheet_only_the_marked_rows_are_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotate_rows, "LARGE", 0)
    rows = 500
    book = openpyxl.Workbook()
    for number in range(rows):
        book.active.append(["Kep", number, "a < b & <row r='1'>"])
    book.active["B300"].number_format = "0.00"
    path, out = tmp_path / "large.xlsx", tmp_path / "out.xlsx"
    book.save(path)
    parsed: list[int] = []
    real = annotate_rows.parse_tree

    def parse(content: bytes, file: str):  # type: ignore[no-untyped-def]
        parsed.append(content.count(b"<row "))
        return real(content, file)

    monkeypatch.setattr(annotate_rows, "parse_tree", parse)
    told = [Problem("error", "not_a_number", "Sheet", cell, "", "Wrong.") for cell in ("B300", "A1", "D520", "B700")]
    annotate(path, told, out)
    assert parsed == [2]
    sheet = openpyxl.load_workbook(out)["Sheet"]
    assert [row[1].value for row in sheet.iter_rows(max_row=rows)] == list(range(rows))
    assert {cell.value for cell in sheet["C"][:rows]} == {"a < b & <row r='1'>"}
    assert sheet["B300"].number_format == "0.00" and sheet["B300"].fill.fgColor.rgb == f"FF{TINTS['error']}"
    assert [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment] == [
        "A1",
        "B300",
        "D520",
        "B700",
    ]


@pytest.mark.parametrize(
    "after",
    ["legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"],
)
def test_comments_stand_before_what_the_schema_puts_after_them(after: str) -> None:
    """Excel repairs, and so changes, a sheet whose parts are in another order."""
    parts = "".join(f"<{name}/>" for name in ("sheetData", "legacyDrawing", "drawing", after))
    sheet = etree.fromstring(f'<worksheet xmlns="{MAIN}">{parts}</worksheet>')
    _place_legacy_drawing(sheet, "rId9")
    assert [etree.QName(one).localname for one in sheet] == ["sheetData", "drawing", "legacyDrawing", after]
