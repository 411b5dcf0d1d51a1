"""Assessments in a workbook: the template with lists to choose from, and reading it back row by row.

Shape of version 1: the data sheet has ``MARKER`` in the hidden cell A1, the tag of each column in the hidden row 2,
words for people in rows 3 to 5, and one recommendation in each row from row 6 on. Columns are found by their tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from openpyxl.utils import get_column_letter

from childrights.assessment_faults import Fault
from childrights.assessments import COALITION, GOVERNMENT, NOT_ASSESSED, STATUSES, Draft, Standing
from childrights.errors import RefusedFile
from childrights.i18n import LANGUAGES, N_, translator
from childrights.identity import CODE_LENGTH, bare_code, normalise_code
from etl.reading import read_workbook
from etl.reading.grid import CellValue, Sheet
from etl.recommendation_known import squeezed
from etl.understanding.personal_parts import refuse_names_of_persons

MARKER = "CRC-Cambodia assessments v1"
FIRST_ROW = 6
COLUMNS: Mapping[str, str] = {
    "#code": N_("Code"),
    "#x_asked": N_("Asked by"),
    "#x_topic": N_("Topic"),
    "#x_text": N_("What was asked"),
    "#x_last": N_("Last assessment"),
    "#status": N_("Status (coalition)"),
    "#why": N_("Why"),
    "#date": N_("Day it holds for"),
    "#figures": N_("Codes of figures"),
    "#links": N_("Links"),
    "#indicators": N_("Link these indicators too (codes)"),
    "#gov+status": N_("Status (Government)"),
    "#gov+words": N_("What the Government said"),
    "#gov+date": N_("Day of its document"),
    "#gov+source": N_("Its document"),
}
INPUT = tuple(tag for tag in COLUMNS if tag != "#code" and not tag.startswith("#x_"))
_COALITION_PART = ("#status", "#why", "#date", "#figures", "#links")
_GOVERNMENT_PART = ("#gov+status", "#gov+words", "#gov+date", "#gov+source")
_TAG_OF: Mapping[tuple[str, str], str] = {
    (COALITION, "status"): "#status",
    (COALITION, "why"): "#why",
    (COALITION, "assessed_on"): "#date",
    (COALITION, "figures"): "#figures",
    (COALITION, "links"): "#links",
    (GOVERNMENT, "status"): "#gov+status",
    (GOVERNMENT, "why"): "#gov+words",
    (GOVERNMENT, "assessed_on"): "#gov+date",
    (GOVERNMENT, "source"): "#gov+source",
}
_PARTS = re.compile(r"[;,\s]+")


class NotTheTemplate(RefusedFile):
    """A workbook that is not the template; ``message_id`` and ``params`` say so in any language."""

    def __init__(self, message_id: str, **params: str) -> None:
        self.message_id, self.params = message_id, params
        super().__init__(message_id.format(**params))


@dataclass(frozen=True, slots=True)
class RowFault:
    """A fault with the cell it stands in."""

    sheet: str
    cell: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One filled row: its number, what it assesses and which indicators it links."""

    number: int
    drafts: tuple[Draft, ...]
    links: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class SheetRead:
    """A workbook as read. ``blank`` rows assess nothing; ``unread`` are sheets that are not the template's."""

    sheet: str
    rows: tuple[ReadRow, ...]
    blank: int
    unread: tuple[str, ...]
    columns: Mapping[str, int]

    def cell(self, number: int, by: str, field: str) -> str:
        """The address of the cell that a field of a draft was read in."""
        tag = "#indicators" if field == "indicators" else _TAG_OF.get((by, field), "#code")
        return f"{get_column_letter(self.columns.get(tag, 0) + 1)}{number}"


def read_assessments(path: Path | bytes, file_name: str, today: date) -> SheetRead:
    """Read a filled template in either language. Raises ``RefusedFile`` for anything else.

    A day that is left blank is ``today`` for the coalition; the day of a document of the Government stays blank, for
    the check to ask for. What a status means is looked up in both languages; a word that is none is kept as it stands.
    """
    refuse_names_of_persons(file_name)
    book = read_workbook(path, file_name=file_name)
    found = [one for one in book.sheets if str(one.value(0, 0) or "").strip() == MARKER]
    if not found:
        raise NotTheTemplate(
            N_("{file} is not the template for assessments. Download the template and fill it in."), file=file_name
        )
    sheet = found[0]
    columns = {str(value).strip(): i for i, value in enumerate(sheet.rows[1]) if value} if len(sheet.rows) > 1 else {}
    missing = [tag for tag in ("#code", *INPUT) if tag not in columns]
    if missing:
        named = ", ".join(COLUMNS[tag] for tag in missing)
        raise NotTheTemplate(
            N_("{file}: columns of the template are missing ({columns}). Download the template anew."),
            file=file_name,
            columns=named,
        )
    rows, blank = [], 0
    for index in range(FIRST_ROW - 1, len(sheet.rows)):
        filled = {tag: _text(sheet, index, columns[tag]) for tag in ("#code", *INPUT)}
        if not any(filled[tag] for tag in INPUT):
            blank += bool(filled["#code"])
            continue
        rows.append(_row(index + 1, filled, today))
    unread = tuple(one.name for one in book.sheets if one is not sheet and any(any(row) for row in one.rows)
                   and not str(one.value(0, 0) or "").startswith(MARKER))  # fmt: skip
    return SheetRead(sheet.name, tuple(rows), blank, (*unread, *(one.name for one in found[1:])), columns)


def _text(sheet: Sheet, row: int, column: int) -> str:
    if (row, column) in sheet.errors or (row, column) in sheet.uncached:
        return "#ERROR"
    return _plain(sheet.value(row, column))


def _plain(value: CellValue) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return str(value).strip()


def _row(number: int, filled: Mapping[str, str], today: date) -> ReadRow:
    code, drafts = _code(filled["#code"]), []
    if any(filled[tag] for tag in _COALITION_PART):
        drafts.append(
            Draft(
                code,
                COALITION,
                _status(filled["#status"]),
                filled["#date"] or today.isoformat(),
                filled["#why"],
                tuple(dict.fromkeys(_code(part) for part in _split(filled["#figures"]))),
                tuple(dict.fromkeys(_split(filled["#links"]))),
            )
        )
    if any(filled[tag] for tag in _GOVERNMENT_PART):
        drafts.append(
            Draft(
                code,
                GOVERNMENT,
                _status(filled["#gov+status"]),
                filled["#gov+date"],
                filled["#gov+words"],
                source=filled["#gov+source"],
            )
        )
    links = tuple((code, one, True) for one in dict.fromkeys(_split(filled["#indicators"])))
    return ReadRow(number, tuple(drafts), links)


def _split(text: str) -> list[str]:
    return [part for part in _PARTS.split(text) if part]


def _code(text: str) -> str:
    return normalise_code(text) if len(bare_code(text)) == CODE_LENGTH else text


def _status(text: str) -> str:
    labels = {squeezed(translator(lang)._(words)): code for lang in LANGUAGES for code, words in STATUSES.items()}
    return labels.get(squeezed(text), text)


def template_rows(found: Sequence[Standing], lang: str) -> Iterator[dict[str, str]]:
    """One row a recommendation: what it is and its last assessment, by tag."""
    t = translator(lang)
    for one in found:
        last = one.latest
        asked = one.asked
        yield {
            "#code": asked.code,
            "#x_asked": " · ".join(
                part for part in (asked.mechanism, str(asked.year), asked.number, asked.recommending_state) if part
            ),
            "#x_topic": t.pick(asked.topic, asked.topic_km),
            "#x_text": t.pick(asked.summary, asked.summary_km),
            "#x_last": f"{t._(STATUSES[last.status])} ({last.assessed_on})" if last else NOT_ASSESSED,
        }
