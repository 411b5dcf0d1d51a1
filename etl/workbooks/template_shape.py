"""The shape of the official workbook, shared by what writes it and what recognises it.

Shape of version 1 (the recogniser in ``etl/understanding/layouts`` relies on it):

- **Every** sheet of the workbook has a hidden row 1 whose cell A1 starts with ``CRC-Cambodia template v1``. Exactly
  that text: a *data sheet*. ``… instructions``: prose, never data. ``… codes``: the code list. ``… source``: what kind
  of source the figures are (``etl/workbooks/template_shape.py``). A workbook with one such data sheet is a template;
  sheets without the marker are the member's own notes and are not data either.
- **Data sheet**: row 1 (hidden) after A1: ``lang=en`` in B1, ``year=2024`` in C1, ``member=…`` in D1. Row 2 (hidden):
  the tag of each column, fixed order A to N:

      #indicator+name  #meta+unit  #adm1+name  #date+year  #meta+sex  #meta+residence  #value  #value+numerator
      #value+denominator  #status  #meta+note  #x_last+value  #x_last+year  #x_shown

  Row 3 title, row 4 how to fill it in, row 5 column headers for people, rows 6… one figure each. Columns are found
  by their tag, not by position. A row whose ``#value``, ``#value+numerator``, ``#value+denominator`` and ``#status``
  are all blank is not a figure and not a problem. ``#x_last…`` is last year's figure for comparison and ``#x_shown``
  says what will not be shown: both are never data.
- **Codes sheet** (hidden): columns ``list``, ``label``, ``code`` from row 2 on. ``list`` is one of ``indicator``,
  ``area``, ``sex``, ``residence``, ``status``; the data sheet holds the labels, in one language, each unique in
  its list. A blank ``#status`` is ``normal``; a status given without a value says why there is none.
- Values are numbers in the indicator's unit (percent as 45.2, not 0.452); the value cells have the format ``General``
  or ``0.0``. ``#date+year`` is a whole year, or a period as text (``2021-2022``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from childrights.catalogue import RefusedFile
from childrights.i18n import LANGUAGES, N_, Translator, translator
from childrights.members import KINDS, OWN_SURVEY, QUOTED, Provenance, UnclearSource
from etl.labels import normal
from etl.reading import CellValue, Sheet, Workbook, read_workbook

MARKER = "CRC-Cambodia template v1"
TAGS = (
    "#indicator+name",
    "#meta+unit",
    "#adm1+name",
    "#date+year",
    "#meta+sex",
    "#meta+residence",
    "#value",
    "#value+numerator",
    "#value+denominator",
    "#status",
    "#meta+note",
    "#x_last+value",
    "#x_last+year",
    "#x_shown",
)
HEADERS = (
    N_("Indicator"),
    N_("Unit"),
    N_("Province"),
    N_("Year"),
    N_("Sex"),
    N_("Town or country"),
    N_("Value"),
    N_("Numerator (if known)"),
    N_("Denominator (if known)"),
    N_("Why there is no value, or how sure it is"),
    N_("Note"),
    N_("Last value"),
    N_("Its year"),
    N_("What is shown of it"),
)
WIDTHS = (46, 14, 22, 11, 11, 16, 12, 14, 14, 26, 30, 11, 11, 34)
INPUT_TAGS = TAGS[2:11]
FIRST_ROW = 6
SPARE_ROWS = 10
"""Blank rows after the provinces of each indicator, for figures by sex or by town and country."""

SEXES = {"total": N_("Total"), "female": N_("Female"), "male": N_("Male")}
RESIDENCES = {"total": N_("Total"), "urban": N_("Urban"), "rural": N_("Rural")}
TEMPLATE_STATUSES = ("provisional", "small_sample", "too_few_cases", "suppressed", "not_collected", "not_applicable")

INSTRUCTIONS = (
    N_("How to fill in this workbook"),
    N_("1. Fill in the white cells of the sheet “{data}”. The grey cells are fixed."),
    N_("2. Give each value in the unit that stands in its row: 45.2 for 45.2 per cent, not 0.452."),
    N_("3. Leave a value blank where you have none. Do not write 0, “-” or “n/a”: choose the reason from the list."),
    N_("4. For girls and boys, or town and country, use the spare rows below the provinces of the indicator."),
    N_("5. Numerator and denominator are welcome where you know them; they are checked against the value."),
    N_("6. Last year's value stands at the right, in grey, to compare with. It is not read."),
    N_("7. Never write names, addresses, telephone numbers or anything about one child."),
    N_("8. Save as .xlsx and upload it on the page “Upload a workbook”. Nothing is published before you confirm."),
)
DATA_SHEET = N_("Data")
INSTRUCTIONS_SHEET = N_("Instructions")
CODES_SHEET = "_codes"
"""Not translated: formulas of the drop-down lists name it."""


K = TypeVar("K")

SOURCE_SHEET = N_("Source")
SOURCE_MARKER = f"{MARKER} source"
_FIRST_ROW = 5
_WHOLE = re.compile(r"[0-9]{1,12}")
_TITLE = N_("What kind of source are these figures?")
_LEDE = N_(
    "Answer once for the whole workbook. Your own figures are shown as the members' layer, beside what is published; "
    "quoted ones are published under the publication's name once the coalition has compared them."
)
QUESTIONS: Mapping[str, str] = {
    "#source+kind": N_("Kind of source"),
    "#source+sample": N_("Of an own survey: how many people or households were asked, not weighted"),
    "#source+publication": N_("Of quoted figures: name of the publication"),
    "#source+year": N_("Year of the publication"),
    "#source+table": N_("Table or page in it"),
    "#source+distinct": N_("Are these counts of children whom no other member counts?"),
}
YES_NO: Mapping[bool, str] = {True: N_("Yes"), False: N_("No")}
_BORDER = Border(*[Side(style="thin", color="BFBFBF")] * 4)
_FILL = PatternFill("solid", fgColor="F2F2F2")


def write_source(sheet: Worksheet, said: Provenance | None, words: Translator, font: str) -> None:
    """Fill the sheet; ``said`` is what the member said last, offered again, ``None`` for nothing."""
    sheet["A1"] = SOURCE_MARKER
    sheet["B3"], sheet["B4"] = words._(_TITLE), words._(_LEDE)
    sheet["B3"].font, sheet["B4"].font = Font(name=font, size=14, bold=True), Font(name=font, italic=True)
    sheet["B4"].alignment = Alignment(wrap_text=True, vertical="top")
    answers = _answers(said, words) if said else {}
    for row, (tag, question) in enumerate(QUESTIONS.items(), _FIRST_ROW):
        sheet.cell(row, 1, tag)
        asked, given = sheet.cell(row, 2, words._(question)), sheet.cell(row, 3, answers.get(tag))
        asked.font = given.font = Font(name=font)
        asked.fill, asked.border, given.border = _FILL, _BORDER, _BORDER
        asked.alignment = given.alignment = Alignment(wrap_text=True, vertical="top")
        given.protection = Protection(locked=False)
    _choose(sheet, "#source+kind", [words._(text) for text in KINDS.values()], words)
    _choose(sheet, "#source+distinct", [words._(text) for text in YES_NO.values()], words)
    sheet.row_dimensions[1].hidden = sheet.column_dimensions["A"].hidden = True
    sheet.column_dimensions["B"].width, sheet.column_dimensions["C"].width = 62, 48
    sheet.row_dimensions[4].height = 62
    sheet.sheet_view.showGridLines = False
    sheet.protection.sheet = True


def _answers(said: Provenance, words: Translator) -> dict[str, str | int | None]:
    return {
        "#source+kind": words._(KINDS[said.kind]),
        "#source+sample": said.sample,
        "#source+publication": said.publication or None,
        "#source+year": said.publication_year,
        "#source+table": said.publication_table or None,
        "#source+distinct": words._(YES_NO[True]) if said.distinct_children else None,
    }


def _choose(sheet: Worksheet, tag: str, options: list[str], words: Translator) -> None:
    rule = DataValidation(type="list", formula1=f'"{",".join(options)}"', allow_blank=True, showErrorMessage=True)
    rule.errorTitle = words._(N_("Not in the list"))
    rule.error = words._(N_("Please choose one of the entries of the list."))
    sheet.add_data_validation(rule)
    rule.add(f"C{_FIRST_ROW + list(QUESTIONS).index(tag)}")


def said_in(workbook: Workbook) -> Provenance | None:
    """What an official workbook says its figures are; ``None`` where it says nothing, or nothing that goes together."""
    sheet = next((one for one in workbook.sheets if _text(one.value(0, 0)) == SOURCE_MARKER), None)
    answers = _read(sheet) if sheet else {}
    kind = _meaning(answers.get("#source+kind"), KINDS)
    if kind is None:
        return None
    # An answer that belongs to another kind stands there from last time: it says nothing about this one.
    quoted, asked = kind == QUOTED, kind == OWN_SURVEY
    said = Provenance(
        kind,
        _whole(answers.get("#source+sample")) if asked else None,
        _text(answers.get("#source+publication")) if quoted else "",
        _whole(answers.get("#source+year")) if quoted else None,
        _text(answers.get("#source+table")) if quoted else "",
        _meaning(answers.get("#source+distinct"), YES_NO) is True,
    )
    try:
        return said.clear()
    except UnclearSource:
        return None


def said_in_file(path: Path, file_name: str | None = None) -> Provenance | None:
    """``said_in`` of a file; ``None`` also of one that cannot be read."""
    try:
        return said_in(read_workbook(path, file_name=file_name or path.name))
    except RefusedFile:
        return None


def _read(sheet: Sheet) -> dict[str, CellValue]:
    return {_text(sheet.value(row, 0)): sheet.value(row, 2) for row in range(len(sheet.rows))}


def _meaning(value: CellValue, labels: Mapping[K, str]) -> K | None:
    """The key whose words, in either language, or whose code stands in a cell."""
    told = normal(_text(value))
    for key, text in labels.items():
        words = {normal(translator(lang)._(text)) for lang in LANGUAGES} | {normal(text), normal(str(key))}
        if told and told in words:
            return key
    return None


def _text(value: CellValue) -> str:
    return "" if value is None else " ".join(str(value).split())


def _whole(value: CellValue) -> int | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return int(value) if float(value).is_integer() and value > 0 else None
    digits = _text(value).replace(",", "")
    return int(digits) if _WHOLE.fullmatch(digits) else None
