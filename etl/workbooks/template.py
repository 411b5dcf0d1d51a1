"""The official workbook: one per member, year and set of indicators, in Khmer or English.

Its shape, by which it is read back without guessing, is told in ``etl/workbooks/template_shape.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from childrights.catalogue import TOTAL, Catalogue, Indicator, UnknownCode
from childrights.i18n import N_, Translator, translator
from childrights.language import STATUSES, UNITS
from childrights.members import Provenance
from etl.gate import withheld_by_kind
from etl.workbooks.template_shape import (
    CODES_SHEET,
    DATA_SHEET,
    FIRST_ROW,
    HEADERS,
    INPUT_TAGS,
    INSTRUCTIONS,
    INSTRUCTIONS_SHEET,
    MARKER,
    RESIDENCES,
    SEXES,
    SOURCE_SHEET,
    SPARE_ROWS,
    TAGS,
    TEMPLATE_STATUSES,
    WIDTHS,
    write_source,
)
from geo import COUNTRY, Province, area_name

LastValues = Mapping[tuple[str, str], tuple[float, str]]

_GREY, _LINE = "F2F2F2", "BFBFBF"
_HEADER_FILL = PatternFill("solid", fgColor="1F4E79")
_LOCKED_FILL = PatternFill("solid", fgColor=_GREY)
_BORDER = Border(*[Side(style="thin", color=_LINE)] * 4)
_KHMER_FONT = "Khmer OS Battambang"
_FONTS = {"en": "Calibri", "km": _KHMER_FONT}
_PROMPT_LENGTH, _TITLE_LENGTH = 250, 31


@dataclass(frozen=True, slots=True)
class _Codes:
    """Labels of each list in the language of the workbook, by code."""

    indicator: Mapping[str, str]
    area: Mapping[str, str]
    sex: Mapping[str, str]
    residence: Mapping[str, str]
    status: Mapping[str, str]

    def lists(self) -> Iterator[tuple[str, Mapping[str, str]]]:
        """Name and labels of each list in the order of the codes sheet."""
        for name in ("indicator", "area", "sex", "residence", "status"):
            yield name, getattr(self, name)


def write_template(
    out: Path,
    catalogue: Catalogue,
    provinces: Mapping[str, Province],
    *,
    indicators: Sequence[str] = (),
    member: str = "",
    year: int,
    lang: str = "en",
    last_values: LastValues | None = None,
    said: Provenance | None = None,
    rows: Sequence[tuple[str, str, str, str]] = (),
) -> None:
    """Write the official workbook for ``indicators`` (all of the core tier when none are named) to ``out``.

    ``last_values`` maps ``(indicator, area)`` to the last published value and its period label; ``said`` is the kind
    of source that stands there already; ``rows`` (indicator, area, sex, residence) are those to be written in place of
    one for every province, spare ones behind them. Raises ``UnknownCode`` for an unknown indicator.
    """
    words = translator(lang)
    chosen = _chosen(catalogue, indicators)
    codes = _codes(chosen, provinces, words)
    book = Workbook()
    guide = book.active
    guide.title = words._(INSTRUCTIONS_SHEET)
    _write_instructions(guide, words)
    data = book.create_sheet(words._(DATA_SHEET))
    ranges = _write_codes(book.create_sheet(CODES_SHEET), codes)
    write_source(book.create_sheet(words._(SOURCE_SHEET)), said, words, _FONTS[lang])
    _write_head(data, words, member, year)
    lists = _add_lists(data, ranges, year, words)
    styles = _column_styles(data, words)
    row = FIRST_ROW
    for indicator in chosen:
        places = _places(indicator.code, rows, codes)
        row = _write_indicator(data, row, indicator, places, codes, words, year, last_values or {}, lists, styles)
    data.auto_filter.ref = f"A{FIRST_ROW - 1}:{get_column_letter(len(TAGS))}{row - 1}"
    book.active = book.index(data)
    guide.sheet_view.tabSelected = False
    book.save(out)


def _chosen(catalogue: Catalogue, codes: Sequence[str]) -> list[Indicator]:
    unknown = [code for code in codes if code not in catalogue.indicators]
    if unknown:
        raise UnknownCode(N_("There is no indicator with the code '{unknown}'."), unknown=unknown[0])
    if codes:
        return [catalogue.indicators[code] for code in dict.fromkeys(codes)]
    return [indicator for indicator in catalogue.indicators.values() if indicator.tier == "core"]


def _codes(chosen: Sequence[Indicator], provinces: Mapping[str, Province], words: Translator) -> _Codes:
    return _Codes(
        {indicator.code: indicator.name(words.lang) or indicator.name_en for indicator in chosen},
        {code: area_name(code, words.lang) for code in (COUNTRY, *provinces)},
        {code: words._(label) for code, label in SEXES.items()},
        {code: words._(label) for code, label in RESIDENCES.items()},
        {code: words._(STATUSES[code]) for code in TEMPLATE_STATUSES},
    )


def _write_instructions(sheet: Worksheet, words: Translator) -> None:
    sheet["A1"] = f"{MARKER} instructions"
    sheet.row_dimensions[1].hidden = True
    for row, message in enumerate(INSTRUCTIONS, 3):
        cell = sheet.cell(row, 2, words._(message).format(data=words._(DATA_SHEET)))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(name=_FONTS[words.lang], size=16 if row == 3 else 11, bold=row == 3)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 3, 100
    sheet.sheet_view.showGridLines = False
    sheet.protection.sheet = True


def _write_codes(sheet: Worksheet, codes: _Codes) -> dict[str, str]:
    """Write the code list; returns the cell range of each list's labels for the drop-downs."""
    sheet["A1"] = f"{MARKER} codes"
    sheet.append(["list", "label", "code"])
    ranges = {}
    for name, labels in codes.lists():
        first = sheet.max_row + 1
        for code, label in labels.items():
            sheet.append([name, label, code])
        ranges[name] = f"{CODES_SHEET}!$B${first}:$B${sheet.max_row}"
    sheet.row_dimensions[1].hidden = True
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True
    return ranges


def _write_head(sheet: Worksheet, words: Translator, member: str, year: int) -> None:
    sheet.append([MARKER, f"lang={words.lang}", f"year={year}", f"member={member}"])
    sheet.append(list(TAGS))
    title = words._(N_("Figures for {year}")).format(year=year)
    sheet.append([f"{title} – {member}" if member else title])
    sheet.append([words._(N_("Fill in the white cells. One row is one figure; leave out what you do not have."))])
    sheet.append([words._(header) for header in HEADERS])
    for cell in (*sheet[1], *sheet[2]):
        cell.data_type = "s"
    font = _FONTS[words.lang]
    sheet["A3"].font, sheet["A4"].font = Font(name=font, size=14, bold=True), Font(name=font, italic=True)
    for cell, width in zip(sheet[FIRST_ROW - 1], WIDTHS, strict=True):
        cell.font = Font(name=font, bold=True, color="FFFFFF")
        cell.fill, cell.border = _HEADER_FILL, _BORDER
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.row_dimensions[1].hidden = sheet.row_dimensions[2].hidden = True
    sheet.row_dimensions[FIRST_ROW - 1].height = 44
    sheet.freeze_panes = f"D{FIRST_ROW}"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = sheet.protection.autoFilter = False
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{FIRST_ROW - 1}:{FIRST_ROW - 1}"


def _add_lists(sheet: Worksheet, ranges: Mapping[str, str], year: int, words: Translator) -> dict[str, DataValidation]:
    """Drop-down lists by tag, to which the rows add their cells."""
    years = ",".join(str(one) for one in range(year + 1, year - 12, -1))
    sources = {
        "#adm1+name": ranges["area"],
        "#meta+sex": ranges["sex"],
        "#meta+residence": ranges["residence"],
        "#status": ranges["status"],
        "#date+year": f'"{years}"',
    }
    lists = {}
    for tag, source in sources.items():
        rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=True)
        rule.errorTitle = words._(N_("Not in the list"))[:_TITLE_LENGTH]
        rule.error = words._(N_("Please choose one of the entries of the list."))
        # A survey's period (2021-2022) is legal, so the list of years only advises.
        rule.errorStyle = "warning" if tag == "#date+year" else "stop"
        sheet.add_data_validation(rule)
        lists[tag] = rule
    counts = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
    counts.showErrorMessage, counts.errorTitle = True, words._(N_("Not a count"))[:_TITLE_LENGTH]
    counts.error = words._(N_("Please give a number, 0 or more."))
    sheet.add_data_validation(counts)
    return lists | {"#value+numerator": counts, "#value+denominator": counts}


def _value_rule(indicator: Indicator, label: str, words: Translator) -> DataValidation:
    """The bounds of an indicator as a rule of the sheet, with its unit in the message."""
    low, high = indicator.minimum, indicator.maximum
    unit = words._(UNITS[indicator.unit])
    if low is not None and high is not None:
        rule = DataValidation(type="decimal", operator="between", formula1=f"{low:g}", formula2=f"{high:g}")
        text = words._(N_("A number from {low} to {high} ({unit})."))
    elif low is not None:
        rule = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1=f"{low:g}")
        text = words._(N_("A number, {low} or more ({unit})."))
    else:
        rule = DataValidation(type="decimal", operator="lessThan", formula1="1000000000000000")
        text = words._(N_("A number ({unit})."))
    message = text.format(low=f"{low or 0:g}", high=f"{high or 0:g}", unit=unit)
    rule.allow_blank = rule.showErrorMessage = rule.showInputMessage = True
    rule.promptTitle = rule.errorTitle = words._(N_("Value"))[:_TITLE_LENGTH]
    rule.prompt = rule.error = f"{label}\n{message}"[:_PROMPT_LENGTH] if len(label) < 200 else message
    return rule


def _column_styles(sheet: Worksheet, words: Translator) -> list[StyleArray]:
    """The look of each column's cells, made once on the first row of data."""
    name = _FONTS[words.lang]
    styles = []
    for col, tag in enumerate(TAGS, 1):
        cell = sheet.cell(FIRST_ROW, col)
        is_last = tag.startswith("#x_")
        cell.font = Font(name=name, italic=True, color="808080") if is_last else Font(name=name)
        cell.border = _BORDER
        if tag in INPUT_TAGS:
            cell.protection = Protection(locked=False)
        else:
            cell.fill = _LOCKED_FILL
        styles.append(cell._style)
    return styles


Place = tuple[str, str, str]
"""Area, sex and residence of a row; a spare one has no area."""


def _places(indicator: str, rows: Sequence[tuple[str, str, str, str]], codes: _Codes) -> list[Place]:
    """The rows of an indicator: those that were asked for, else one for the country and for every province."""
    asked = [one[1:] for one in rows if one[0] == indicator]
    known = [one for one in asked if one[0] in codes.area and one[1] in codes.sex and one[2] in codes.residence]
    whole = [(area, TOTAL, TOTAL) for area in codes.area]
    return [*(known or whole), *[("", TOTAL, TOTAL)] * SPARE_ROWS]


def _write_indicator(
    sheet: Worksheet,
    row: int,
    indicator: Indicator,
    places: Sequence[Place],
    codes: _Codes,
    words: Translator,
    year: int,
    last_values: LastValues,
    lists: Mapping[str, DataValidation],
    styles: Sequence[StyleArray],
) -> int:
    """Write the block of one indicator from ``row`` on; returns the first row after it."""
    label = codes.indicator[indicator.code]
    rule = _value_rule(indicator, label, words)
    sheet.add_data_validation(rule)
    first = row
    kept_back = withheld_by_kind("", indicator)
    withheld = words._(N_("Only the figure of the whole country is shown, to protect children.")) if kept_back else None
    for area, sex, residence in places:
        known = last_values.get((indicator.code, area)) if (sex, residence) == (TOTAL, TOTAL) else None
        last, period = known if known else (None, None)
        place = codes.area.get(area)
        values: list[object] = [label, words._(UNITS[indicator.unit]), place, year]
        values += [codes.sex[sex], codes.residence[residence], None, None, None, None, None, last, period]
        values.append(withheld if area != COUNTRY else None)
        for col, value in enumerate(values, 1):
            cell = sheet.cell(row, col, value)
            # Thousands of cells share a dozen looks; copying the look is ten times faster than describing it anew.
            cell._style = copy(styles[col - 1])
        row += 1
    for tag, tag_rule in {**lists, "#value": rule}.items():
        letter = get_column_letter(TAGS.index(tag) + 1)
        tag_rule.add(f"{letter}{first}:{letter}{row - 1}")
    return row
