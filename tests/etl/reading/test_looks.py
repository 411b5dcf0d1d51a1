"""What the look of a cell says: lines through figures, notes above the line, numbers out of sight, comments."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color

from etl.reading.grid import Sheet
from etl.reading.number_formats import meaningful
from etl.reading.reader import read_workbook
from etl.reading.xlsx_styles import PARTLY_SIGN, STRUCK_SIGN, StyledRun, cell_colour, joined_runs, tinted
from tests.etl.reading.raw import MAIN, REL, sheet_xml, write_xlsx
from tests.support.office import Convert

RAISED, LOWERED, STRUCK = (
    InlineFont(vertAlign="superscript"),
    InlineFont(vertAlign="subscript"),
    InlineFont(strike=True),
)
SOLID = {"patternType": "solid"}


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ([StyledRun("357"), StyledRun("2", 1)], "357²"),
        ([StyledRun("357"), StyledRun("a", 1)], "357ᵃ"),
        ([StyledRun("357"), StyledRun(" (1) ", 1)], "357⁽¹⁾"),
        ([StyledRun("357"), StyledRun("1, 2", 1)], "357¹²"),
        ([StyledRun("357"), StyledRun("*", 1)], "357*"),
        ([StyledRun("357"), StyledRun("ក", 1)], "357 [ក]"),
        ([StyledRun("357"), StyledRun("១", 1)], "357 [១]"),
        ([StyledRun("2"), StyledRun("nd", 1), StyledRun(" quarter")], "2nd quarter"),
        ([StyledRun("2019"), StyledRun("(provisional)", 1)], "2019 (provisional)"),
        ([StyledRun("1", 1), StyledRun(" includes boarding houses")], "¹ includes boarding houses"),
        ([StyledRun("CO"), StyledRun("2", -1)], "CO₂"),
        ([StyledRun("45", struck=True), StyledRun("47")], f"{PARTLY_SIGN}47"),
        ([StyledRun("45", struck=True), StyledRun(" 47 ")], f"{PARTLY_SIGN}47"),
        ([StyledRun("47"), StyledRun(" 45", struck=True), StyledRun("1", 1)], f"{PARTLY_SIGN}47¹"),
        ([StyledRun("45", struck=True), StyledRun(" ")], f"{STRUCK_SIGN}45 "),
        ([StyledRun("45"), StyledRun(" ", struck=True)], "45 "),
        ([StyledRun("45", struck=True)], f"{STRUCK_SIGN}45"),
    ],
    ids=str,
)
def test_a_text_of_several_looks_is_read_as_it_is_meant(runs: list[StyledRun], text: str) -> None:
    assert joined_runs(runs) == text


def looked_at(folder: Path) -> Path:
    """A sheet with one kind of look in every row, saved by openpyxl."""
    book = Workbook()
    sheet = book.active
    white, black = Color(rgb="FFFFFFFF"), PatternFill(fgColor="FF000000", **SOLID)
    cells = {
        "A1": (CellRichText("357", TextBlock(RAISED, "2")), {}),
        "A2": (CellRichText(TextBlock(STRUCK, "45"), " 47"), {}),
        "A3": (CellRichText(TextBlock(STRUCK, "45")), {}),
        "A4": (46.2, {"font": Font(strike=True)}),
        "A5": (46.3, {"font": Font(color=white)}),
        "A6": (46.4, {"font": Font(color=white), "fill": black}),
        "A7": (46.5, {"font": Font(color="FFFF0000"), "fill": PatternFill(fgColor="FFFE0101", **SOLID)}),
        "A8": (46.6, {"number_format": ";;;"}),
        "A9": (46.7, {"font": Font(size=1)}),
        "A10": (46.8, {"font": Font(vertAlign="superscript")}),
        "A11": ("Kep", {"font": Font(strike=True)}),
        "A12": (46.9, {"comment": Comment("only half of it", "Somebody")}),
        "A13": ("no look", {}),
    }
    for at, (value, looks) in cells.items():
        sheet[at].value = value
        for name, look in looks.items():
            setattr(sheet[at], name, look)
    path = folder / "looks.xlsx"
    book.save(path)
    return path


def told(sheet: Sheet) -> dict[str, object]:
    """Everything that is said about column A by its row."""
    return {
        "values": [row[0] for row in sheet.rows],
        "marks": {row + 1: mark for (row, _), mark in sheet.marks.items()},
        "formats": {row + 1: code.replace(";", "") for (row, _), code in sheet.formats.items()},
        "comments": {row + 1: text for (row, _), text in sheet.comments.items()},
    }


SAID = {
    "values": ["357²", "47", "45", 46.2, 46.3, 46.4, 46.5, 46.6, 46.7, 46.8, "Kep", 46.9, "no look"],
    "marks": {2: "struck_part", 3: "struck", 4: "struck", 10: "raised", 11: "struck"},
    "formats": {5: "", 7: "", 8: "", 9: ""},
    "comments": {12: "only half of it"},
}


def test_looks_are_read_from_xlsx(tmp_path: Path) -> None:
    assert told(read_workbook(looked_at(tmp_path)).sheets[0]) == SAID


@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_looks_are_read_from_what_an_office_program_writes(kind: str, tmp_path: Path, convert: Convert) -> None:
    found = told(read_workbook(convert(looked_at(tmp_path), kind, tmp_path)).sheets[0])
    without = {row: mark for row, mark in SAID["marks"].items() if mark != "raised"}  # LibreOffice drops it from cells
    assert found == SAID | {"marks": without}


RICH = '<r><t>357</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r><rPh sb="0" eb="1"><t>x</t></rPh>'


@pytest.mark.parametrize(
    ("rows", "shared"),
    [
        ('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', f"<si>{RICH}</si>"),
        (f'<row r="1"><c r="A1" t="inlineStr"><is>{RICH}</is></c></row>', ""),
        ('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', f"<!-- x --><si>{RICH}</si>"),
        (f'<row r="1"><c t="inlineStr"><is>{RICH}</is></c></row>', ""),
    ],
    ids=["shared", "inline", "shared otherwise spelt", "inline otherwise spelt"],
)
def test_notes_in_texts_of_every_spelling(rows: str, shared: str, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "x.xlsx", {"S": sheet_xml(rows)}, shared=shared)
    assert read_workbook(path).sheets[0].rows == [["357²"]]


def styled(folder: Path, fonts: str, fills: str, xf: str, after: str = "", palette: str = "", **more: object) -> Sheet:
    """A sheet whose one number has the given style."""
    styles = (
        f'<styleSheet xmlns="{MAIN}"><fonts><font/>{fonts}</fonts><fills><fill><patternFill patternType="none"/></fill>'
        f'<fill><patternFill patternType="gray125"/></fill>{fills}</fills><cellXfs><xf/><xf {xf}/></cellXfs>'
        f"<dxfs><dxf><font><strike/></font></dxf></dxfs>{palette}</styleSheet>"
    )
    rows = '<row r="1"><c r="A1" s="1"><v>4.5</v></c></row>'
    return read_workbook(
        write_xlsx(folder / "x.xlsx", {"S": sheet_xml(rows, after=after)}, replace={"xl/styles.xml": styles}, **more)  # type: ignore[arg-type]
    ).sheets[0]


INK = {
    "white": '<color rgb="FFFFFFFF"/>',
    "theme white": '<color theme="0"/>',
    "nearly white": '<color rgb="FFFAFBFC"/>',
    "indexed white": '<color indexed="9"/>',
    "system ground": '<color indexed="65"/>',
    "dark made white": '<color theme="1" tint="1"/>',
}
SEEN = {
    "black": "<color/>",
    "auto": '<color auto="1"/>',
    "theme black": '<color theme="1"/>',
    "grey": '<color theme="0" tint="-0.5"/>',
    "unknown": '<color theme="99"/>',
    "red": '<color indexed="2"/>',
}


@pytest.mark.parametrize("ink", INK)
def test_a_number_in_the_colour_of_its_ground_is_not_seen(ink: str, tmp_path: Path) -> None:
    assert styled(tmp_path, f"<font>{INK[ink]}</font>", "", 'fontId="1"').formats == {(0, 0): ";;;"}


@pytest.mark.parametrize("ink", SEEN)
def test_other_colours_are_seen(ink: str, tmp_path: Path) -> None:
    assert not styled(tmp_path, f"<font>{SEEN[ink]}</font>", "", 'fontId="1"').formats


@pytest.mark.parametrize(
    ("fill", "seen"),
    [
        ('<patternFill patternType="solid"><fgColor rgb="FFFFFFFF"/></patternFill>', False),
        ('<patternFill patternType="solid"><fgColor theme="0"/></patternFill>', False),
        ('<patternFill patternType="solid"><fgColor theme="4"/></patternFill>', True),
        ('<patternFill patternType="lightGrid"/>', True),
        ('<gradientFill><stop position="0"><color rgb="FFFFFFFF"/></stop></gradientFill>', True),
    ],
    ids=["white", "theme white", "blue", "grid", "gradient"],
)
def test_white_letters_are_seen_on_another_ground(fill: str, seen: bool, tmp_path: Path) -> None:
    found = styled(tmp_path, f"<font>{INK['white']}</font>", f"<fill>{fill}</fill>", 'fontId="1" fillId="2"')
    assert bool(found.formats) != seen


def test_colours_of_a_palette_and_a_theme_of_its_own(tmp_path: Path) -> None:
    palette = '<colors><indexedColors><rgbColor rgb="00000000"/><rgbColor rgb="00123456"/></indexedColors></colors>'
    font = '<font><color indexed="1"/></font>'
    assert not styled(tmp_path, font, "", 'fontId="1"', palette=palette).formats
    theme = (
        '<a:theme xmlns:a="x"><a:clrScheme><a:dk1><a:srgbClr val="FFFFFF"/></a:dk1>'
        '<a:lt1><a:sysClr val="window" lastClr="000000"/></a:lt1></a:clrScheme></a:theme>'
    )
    book = {
        "xl/theme.xml": theme,
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{REL}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId8" Type="{REL}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId9" Type="{REL}/theme" Target="theme.xml"/></Relationships>',
    }
    assert styled(tmp_path, '<font><color theme="1"/></font>', "", 'fontId="1"', extra=book).formats


@pytest.mark.parametrize("after", ['<conditionalFormatting sqref="A1"/>', '<tableParts count="1"/>'])
def test_a_table_or_a_condition_may_give_white_letters_a_ground(after: str, tmp_path: Path) -> None:
    assert not styled(tmp_path, f"<font>{INK['white']}</font>", "", 'fontId="1"', after).formats
    assert styled(tmp_path, '<font><sz val="1"/></font>', "", 'fontId="1"', after).formats


def test_a_blank_cell_has_no_look(tmp_path: Path) -> None:
    book = Workbook()
    book.active["A1"].font = Font(strike=True)
    book.active["B1"] = 3
    book.save(tmp_path / "x.xlsx")
    assert read_workbook(tmp_path / "x.xlsx").sheets[0].marks == {}


def commented(folder: Path, comments: str, kind: str = "comments") -> dict[tuple[int, int], str]:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{REL}/{kind}" Target="../comments.xml"/></Relationships>'
    )
    extra: dict[str, str | bytes] = {"xl/worksheets/_rels/sheet1.xml.rels": relations, "xl/comments.xml": comments}
    rows = '<row r="1"><c r="A1"><v>4.5</v></c></row>'
    return read_workbook(write_xlsx(folder / "x.xlsx", {"S": sheet_xml(rows)}, extra=extra)).sheets[0].comments


def note(text: str, ref: str = "A1", author: str = "Sok Dara") -> str:
    return (
        f"<comments><authors><author>{author}</author></authors><commentList>"
        f'<comment ref="{ref}" authorId="0"><text><r><t>{author}:</t></r><r><t>\n{text}</t></r></text></comment>'
        "</commentList></comments>"
    )


def test_comments_are_read_without_who_wrote_them(tmp_path: Path) -> None:
    assert commented(tmp_path, note("see page 4")) == {(0, 0): "see page 4"}
    assert commented(tmp_path, note("marked by us", author="Child Rights Dashboard")) == {}
    assert commented(tmp_path, note("[Threaded comment] your version allows you to read this")) == {}
    assert commented(tmp_path, note("nowhere", ref="none")) == {}
    thread = '<ThreadedComments><threadedComment ref="A1" personId="{1}"><text>is that so?</text></threadedComment></ThreadedComments>'
    assert commented(tmp_path, thread, "threadedComment") == {(0, 0): "is that so?"}


@pytest.mark.parametrize("code", [";;;", ";;", ";;;@", '""', '"";"";""', "[Red];;", '" "', ";-0;0"])
def test_formats_that_show_no_number_are_told(code: str) -> None:
    assert meaningful(code) == code


@pytest.mark.parametrize("code", ["0;-0;;", "#,##0;;", "General;;", "0.0;[Red]-0.0;"])
def test_formats_that_hide_only_zeros_or_negatives_are_usual(code: str) -> None:
    assert meaningful(code) == ""


def test_colours_as_they_are_written() -> None:
    assert cell_colour("FF102030") == cell_colour("#102030") == (16, 32, 48)
    assert cell_colour("red") is None and cell_colour("") is None
    assert tinted((0, 0, 0), 1.0) == (255, 255, 255) and tinted((200, 100, 0), -0.5) == (100, 50, 0)
