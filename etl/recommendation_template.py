"""Writing the workbook for new recommendations; its shape is told in ``etl.recommendation_sheet``."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from childrights.catalogue import Catalogue
from childrights.i18n import LANGUAGES, N_, Translator, translator
from childrights.recommendation_columns import ALWAYS, COLUMNS, NEEDS, POSITIONS
from childrights.recommendations import KIND_WORDS, MECHANISMS
from childrights.review_cycles import Review
from etl.recommendation_sheet import FIRST_ROW, MARKER

ROWS = 400
"""Rows that are ready to be filled in; more may be added below."""
_WIDTHS: Mapping[str, int] = {
    "code": 14, "mechanism": 30, "recommending_state": 18, "year": 8, "document": 24, "document_title": 34, "kind": 18,
    "number": 13, "cluster": 32, "crc_articles": 16, "topic": 28, "topic_km": 28, "summary": 52, "summary_km": 52,
    "position": 24, "position_km": 24, "measurable_element": 30, "linked_indicators": 30, "source_url": 34,
    "confidence": 20,
}  # fmt: skip
_FONTS = {"en": "Calibri", "km": "Khmer OS Battambang"}
_HEAD, _NEEDED, _EXPLAINED = (PatternFill("solid", fgColor=colour) for colour in ("14213D", "0B6E6E", "F2F2F2"))
_BORDER = Border(*[Side(style="thin", color="BFBFBF")] * 4)
_HOW = (
    N_("One recommendation in each row, from row 6 on. The sheet “Columns” says what goes into each column."),
    N_("Columns with a green head are needed in every row; what was asked stands in English or Khmer, better in both."),
    N_("Write only what the document says, with its address. What became of it is told elsewhere, in the template for "
       "assessing."),
)  # fmt: skip


def recommendation_template(known: Mapping[str, Review], catalogue: Catalogue, lang: str) -> bytes:
    """The empty workbook in one language, with lists to choose from and every column explained in both."""
    t, book = translator(lang), Workbook()
    sheet = book.active
    sheet.title = t._(N_("Recommendations"))[:31]
    _head(sheet, t)
    for row in range(FIRST_ROW, FIRST_ROW + ROWS):
        for column in range(1, len(COLUMNS) + 1):
            cell = sheet.cell(row, column)
            cell.number_format, cell.font, cell.border = "@", Font(name=_FONTS[lang]), _BORDER
            cell.alignment, cell.protection = Alignment(wrap_text=True, vertical="top"), Protection(locked=False)
    lists = {
        "mechanism": [t._(words) for words in MECHANISMS.values()],
        "document": list(known),
        "kind": [t._(words) for words in KIND_WORDS.values()],
        "cluster": [one.name(lang) for one in catalogue.clusters.values()],
        "position": [translator("en")._(words) for words in POSITIONS.values()],
        "position_km": [translator("km")._(words) for words in POSITIONS.values()],
    }
    _explained(book.create_sheet(t._(N_("Columns"))[:31]), t)
    _codes(book.create_sheet(t._(N_("Codes"))[:31]), known, catalogue, t)
    _lists(book.create_sheet("lists"), lists)
    _choices(sheet, lists, t)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _head(sheet: Worksheet, t: Translator) -> None:
    font = _FONTS[t.lang]
    sheet.append([MARKER])
    sheet.append([f"#{name}" for name in COLUMNS])
    sheet.append([" ".join(t._(line) for line in _HOW)])
    sheet.append([t._(NEEDS[column.need]) for column in COLUMNS.values()])
    sheet.append([t._(column.head) for column in COLUMNS.values()])
    sheet.row_dimensions[1].hidden = sheet.row_dimensions[2].hidden = True
    sheet.merge_cells(start_row=3, end_row=3, start_column=1, end_column=9)
    sheet["A3"].alignment = Alignment(wrap_text=True, vertical="top")
    sheet["A3"].font = Font(name=font)
    sheet.row_dimensions[3].height, sheet.row_dimensions[4].height, sheet.row_dimensions[5].height = 66, 48, 40
    for at, (name, column) in enumerate(COLUMNS.items(), 1):
        need, head = sheet.cell(4, at), sheet.cell(5, at)
        need.font = Font(name=font, italic=True, size=9)
        need.alignment = Alignment(wrap_text=True, vertical="bottom")
        head.font, head.border = Font(name=font, bold=True, color="FFFFFF"), _BORDER
        head.fill = _NEEDED if column.need == ALWAYS else _HEAD
        head.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[head.column_letter].width = _WIDTHS[name]
    sheet.freeze_panes = f"C{FIRST_ROW}"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = sheet.protection.autoFilter = False
    sheet.protection.insertRows = False
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _explained(sheet: Worksheet, t: Translator) -> None:
    """Every column with what goes into it, in both languages, the language of the workbook first."""
    both = [t, *(translator(lang) for lang in LANGUAGES if lang != t.lang)]
    words = (N_("Column"), N_("What goes into it"), N_("Needed"))
    sheet.append([f"{MARKER} columns"])
    sheet.row_dimensions[1].hidden = True
    sheet.append([*(one._(text) for one in both for text in words), t._(N_("Example"))])
    for column in COLUMNS.values():
        told = (column.head, column.words, NEEDS[column.need])
        sheet.append([*(one._(text) for one in both for text in told), column.example])
    for at, width in enumerate((28, 52, 24, 28, 52, 24, 44), 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
        lang = both[0].lang if at <= 3 else both[1].lang
        for (cell,) in sheet.iter_rows(min_row=2, min_col=at, max_col=at):
            cell.font = Font(name=_FONTS["km" if at == 7 else lang], bold=cell.row == 2)
            cell.alignment, cell.border = Alignment(wrap_text=True, vertical="top"), _BORDER
            cell.data_type = "s"
            if at == 7:
                cell.fill = _EXPLAINED
    sheet.freeze_panes = "A3"
    sheet.protection.sheet = True


def _codes(sheet: Worksheet, known: Mapping[str, Review], catalogue: Catalogue, t: Translator) -> None:
    """What may be copied from: documents with year and title, rights, and the codes of all indicators."""
    sheet.append([f"{MARKER} codes"])
    sheet.row_dimensions[1].hidden = True
    rows: list[Sequence[object]] = [(t._(N_("Document")), t._(N_("Title of the document")), t._(N_("Year")))]
    rows += [(one.document, t.pick(one.title, one.title_km), one.year) for one in known.values()]
    rows += [(), (t._(N_("Code")), t._(N_("Right")))]
    rows += [(one.code, one.name(t.lang)) for one in catalogue.clusters.values()]
    rows += [(), (t._(N_("Code")), t._(N_("Indicator")))]
    rows += [(one.code, one.short_name(t.lang)) for one in catalogue.indicators.values()]
    heads = {t._("Document"), t._("Code")}
    for row in rows:
        sheet.append(row)
        for cell in sheet[sheet.max_row]:
            cell.font = Font(name=_FONTS[t.lang], bold=bool(row) and row[0] in heads)
    for letter, width in zip("ABC", (44, 70, 10), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.protection.sheet = True


def _lists(sheet: Worksheet, lists: Mapping[str, Sequence[str]]) -> None:
    sheet.append([f"{MARKER} lists", *list(lists)[1:]])
    for at, names in enumerate(lists.values(), 1):
        for row, name in enumerate(names, 2):
            cell = sheet.cell(row, at, name)
            cell.data_type = "s"
    sheet.sheet_state = "hidden"


def _choices(sheet: Worksheet, lists: Mapping[str, Sequence[str]], t: Translator) -> None:
    """A list for each column that has one, and for every column what goes into it when its cell is chosen."""
    last = FIRST_ROW + ROWS - 1
    for at, (name, column) in enumerate(COLUMNS.items(), 1):
        place = f"{get_column_letter(at)}{FIRST_ROW}:{get_column_letter(at)}{last}"
        if name in lists:
            letter = get_column_letter(list(lists).index(name) + 1)
            source = f"lists!${letter}$2:${letter}${len(lists[name]) + 1}"
            rule = DataValidation(type="list", formula1=source, allow_blank=True)
        else:
            rule = DataValidation(allow_blank=True)
        rule.showErrorMessage = False
        rule.showInputMessage = True
        rule.promptTitle, rule.prompt = t._(column.head)[:32], t._(column.words)[:255]
        rule.add(place)
        sheet.add_data_validation(rule)
