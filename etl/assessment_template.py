"""Writing the workbook for assessments; its shape is told in ``etl.assessment_sheet``."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from childrights.assessments import STATUSES, Standing
from childrights.catalogue import Catalogue
from childrights.i18n import N_, Translator, translator
from etl.assessment_sheet import COLUMNS, FIRST_ROW, INPUT, MARKER, template_rows

_WIDTHS: Mapping[str, int] = {
    "#code": 14, "#x_asked": 24, "#x_topic": 26, "#x_text": 60, "#x_last": 22, "#status": 20, "#why": 46, "#date": 14,
    "#figures": 22, "#links": 30, "#indicators": 30, "#gov+status": 20, "#gov+words": 40, "#gov+date": 14,
    "#gov+source": 34,
}  # fmt: skip
_FONTS = {"en": "Calibri", "km": "Khmer OS Battambang"}
_HEAD, _LOCKED = PatternFill("solid", fgColor="14213D"), PatternFill("solid", fgColor="F2F2F2")
_BORDER = Border(*[Side(style="thin", color="BFBFBF")] * 4)
_HOW = (
    N_("Fill in the white cells of the recommendations you assessed; leave the other rows as they are."),
    N_("Each assessment needs a status and a reason. Everybody can read it on the dashboard: write nothing about "
       "single persons."),
    N_("Codes of figures stand under every chart (as K7Q2M-9XD0A); links begin with https://. Part several by a "
       "semicolon."),
    N_("Where the day is left blank, the day of sending counts."),
    N_("What the Government says about itself goes into the last columns, with its document and the day of it."),
)  # fmt: skip


def assessment_template(found: Sequence[Standing], catalogue: Catalogue, lang: str) -> bytes:
    """The workbook for some recommendations, in one language, with lists for every status."""
    t, book = translator(lang), Workbook()
    sheet = book.active
    sheet.title = t._(N_("Assessments"))[:31]
    _head(sheet, t)
    row = FIRST_ROW
    for values in template_rows(found, lang):
        _row(sheet, row, values, lang)
        row += 1
    last = max(row - 1, FIRST_ROW)
    _lists(sheet, last, t)
    _codes(book.create_sheet("codes"), catalogue, t)
    sheet.auto_filter.ref = f"A{FIRST_ROW - 1}:{get_column_letter(len(COLUMNS))}{last}"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _head(sheet: Worksheet, t: Translator) -> None:
    font = _FONTS[t.lang]
    sheet.append([MARKER])
    sheet.append(list(COLUMNS))
    sheet.append([t._(N_("What became of what Cambodia was asked"))])
    sheet.append([" ".join(t._(one) for one in _HOW)])
    sheet.append([t._(words) for words in COLUMNS.values()])
    for cell in sheet[2]:
        cell.data_type = "s"
    sheet.row_dimensions[1].hidden = sheet.row_dimensions[2].hidden = True
    sheet["A3"].font, sheet["A4"].font = Font(name=font, size=14, bold=True), Font(name=font, italic=True)
    sheet["A4"].alignment = Alignment(wrap_text=True, vertical="top")
    sheet.merge_cells(start_row=4, end_row=4, start_column=1, end_column=8)
    sheet.row_dimensions[4].height, sheet.row_dimensions[5].height = 66, 40
    for cell, tag in zip(sheet[FIRST_ROW - 1], COLUMNS, strict=True):
        cell.font, cell.fill, cell.border = Font(name=font, bold=True, color="FFFFFF"), _HEAD, _BORDER
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[cell.column_letter].width = _WIDTHS[tag]
    sheet.freeze_panes = f"D{FIRST_ROW}"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = sheet.protection.autoFilter = False
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _row(sheet: Worksheet, row: int, values: Mapping[str, str], lang: str) -> None:
    for column, tag in enumerate(COLUMNS, 1):
        cell = sheet.cell(row, column)
        if values.get(tag):
            cell.value = values[tag]
            cell.data_type = "s"
        cell.font, cell.border = Font(name=_FONTS[lang]), _BORDER
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if tag in INPUT:
            cell.protection = Protection(locked=False)
            cell.number_format = "yyyy-mm-dd" if tag.endswith("date") else "General"
        else:
            cell.fill = _LOCKED


def _lists(sheet: Worksheet, last: int, t: Translator) -> None:
    labels = ",".join(t._(words) for words in STATUSES.values())
    rule = DataValidation(type="list", formula1=f'"{labels}"', allow_blank=True, showErrorMessage=True)
    rule.errorTitle = t._(N_("Not in the list"))[:31]
    rule.error = t._(N_("Please choose one of the entries of the list."))
    sheet.add_data_validation(rule)
    for tag in ("#status", "#gov+status"):
        letter = get_column_letter(list(COLUMNS).index(tag) + 1)
        rule.add(f"{letter}{FIRST_ROW}:{letter}{last}")


def _codes(sheet: Worksheet, catalogue: Catalogue, t: Translator) -> None:
    """The codes of all indicators with their names, to copy from."""
    sheet.append([f"{MARKER} codes"])
    sheet.row_dimensions[1].hidden = True
    sheet.append([t._(N_("Code")), t._(N_("Indicator"))])
    for one in catalogue.indicators.values():
        sheet.append([one.code, one.short_name(t.lang)])
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 44, 70
    sheet.protection.sheet = True
