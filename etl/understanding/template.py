"""Reading the official workbook back: its columns by their tags, its labels by its own code list, nothing guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from childrights.i18n import LANGUAGES, translator
from childrights.language import UNITS
from etl.cells import as_text
from etl.labels import Decisions, Labels, normal
from etl.reading import CellValue, Sheet, Workbook
from etl.tables import MeasureColumn, SheetView, Stub, Table, TableLayout
from etl.workbooks import CODES_SHEET, FIRST_ROW, MARKER

_TAG_ROW, _HEADER_ROW = 1, FIRST_ROW - 2
_STUBS = {
    "#indicator+name": "indicator",
    "#meta+unit": "unit",
    "#adm1+name": "area",
    "#date+year": "period",
    "#meta+sex": "sex",
    "#meta+residence": "residence",
    "#status": "status",
}
_COMPANIONS = {"#value+numerator": "numerator", "#value+denominator": "denominator"}
_FIGURE_TAGS = ("#value", *_COMPANIONS, "#status")
_MARKS = {"too_few_cases": "too few cases", "suppressed": "*", "not_collected": "-", "not_applicable": "n/a"}


def is_data_sheet(sheet: Sheet) -> bool:
    """Whether a sheet is the data sheet of the official workbook."""
    return as_text(sheet.value(0, 0)) == MARKER


def is_template(workbook: Workbook) -> bool:
    """Whether a workbook is the official one: then its other sheets are no data."""
    return any(is_data_sheet(sheet) for sheet in workbook.sheets)


def code_list(workbook: Workbook) -> dict[str, dict[str, str]]:
    """Labels to codes of each list of the codes sheet: ``{"area": {"kep": "KH23"}, …}``."""
    lists: dict[str, dict[str, str]] = {}
    for sheet in workbook.sheets:
        if sheet.name != CODES_SHEET and not as_text(sheet.value(0, 0)).startswith(f"{MARKER} codes"):
            continue
        for row in range(1, len(sheet.rows)):
            name, label, code = (as_text(sheet.value(row, col)) for col in range(3))
            if name and label and code:
                lists.setdefault(name, {})[normal(label)] = code
    return lists


def with_codes_of(workbook: Workbook, decisions: Decisions) -> Decisions:
    """The person's decisions, with the workbook's own names of provinces beneath them."""
    return replace(decisions, areas={**code_list(workbook).get("area", {}), **decisions.areas})


def learn_names(workbook: Workbook, labels: Labels) -> None:
    """Let the names of indicators and the words of units mean what the workbook's own lists say.

    A year, a group or a unit inside a name is the name's ("Students bullied, 2013 survey"): the row has columns for
    its own.
    """
    codes = code_list(workbook).get("indicator", {})
    for sheet in workbook.sheets:
        if not is_data_sheet(sheet):
            continue
        column = next((c for c in range(sheet.width) if as_text(sheet.value(_TAG_ROW, c)) == "#indicator+name"), None)
        for text in {as_text(sheet.value(row, column)) for row in range(len(sheet.rows))} if column is not None else ():
            code = codes.get(normal(text), "")
            if code in labels.catalogue.indicators:
                labels.learn("indicator", text, code)
    for lang in LANGUAGES:
        for unit, words in UNITS.items():
            labels.learn("unit", translator(lang)._(words), unit)


def prepared(sheet: Sheet, lists: Mapping[str, Mapping[str, str]]) -> Sheet:
    """The data sheet with the labels of its short lists as codes, and the reason for a missing value in its place."""
    columns = {as_text(sheet.value(_TAG_ROW, col)): col for col in range(sheet.width)}
    rows = [list(row) + [None] * (sheet.width - len(row)) for row in sheet.rows]
    for row in rows[FIRST_ROW - 1 :]:
        for tag, name in (("#meta+sex", "sex"), ("#meta+residence", "residence"), ("#status", "status")):
            col = columns.get(tag)
            if col is not None and row[col] is not None:
                row[col] = lists.get(name, {}).get(normal(as_text(row[col])), row[col])
        value, status = columns.get("#value"), columns.get("#status")
        if value is not None and status is not None and _is_blank(row[value]):
            row[value] = _MARKS.get(as_text(row[status]), row[value])
    return replace(sheet, rows=rows)


def template_table(view: SheetView) -> tuple[Table, TableLayout] | None:
    """The table of a data sheet and what its columns hold; ``None`` when no row has a figure."""
    columns = {view.text(_TAG_ROW, col): col for col in range(view.ncols)}
    value = columns.get("#value")
    if value is None:
        return None
    figures = [columns[tag] for tag in _FIGURE_TAGS if tag in columns]
    data = [
        row
        for row in range(FIRST_ROW - 1, view.nrows)
        if any(not _is_blank(view.cols[col][row]) or view.cls[col][row] == "E" for col in figures)
    ]
    if not data:
        return None
    table = Table(0, view.ncols, [_HEADER_ROW], [], list(data), data)
    stubs = [
        Stub(columns[tag], role, role, (_HEADER_ROW, columns[tag])) for tag, role in _STUBS.items() if tag in columns
    ]
    measures = [MeasureColumn(value, {}, cell=(_HEADER_ROW, value), label=view.text(_HEADER_ROW, value))]
    for tag, role in _COMPANIONS.items():
        if tag in columns:
            dims: dict[str, Any] = {}
            measures.append(MeasureColumn(columns[tag], dims, role, owner=value))
    return table, TableLayout(stubs, measures)


def _is_blank(value: CellValue) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
