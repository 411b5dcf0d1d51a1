"""The workbook for a native reader: every text in a row with its English, its place and a way to its picture."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.drawing.image import Image
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from childrights.wording.texts import KhmerText

MARKER = "CRC-Cambodia Khmer review v1"
HEADS = {
    "id": "Id",
    "english": "English",
    "khmer": "Khmer now · ពាក្យខ្មែរបច្ចុប្បន្ន",
    "correction": "Better Khmer · កែជា",
    "right": "Right as it is? · ត្រឹមត្រូវហើយ?",
    "remark": "Remark · កំណត់សម្គាល់",
    "where": "Where it stands · នៅទីណា",
    "picture": "Picture · រូបភាព",
}
WIDTHS = {"id": 12, "english": 50, "khmer": 60, "correction": 60, "right": 14, "remark": 30, "where": 40, "picture": 16}
YES = "yes · បាទ/ចាស"
FIRST_ROW = 4
_FILLED = PatternFill("solid", fgColor="FFF7E0")
_HEAD = PatternFill("solid", fgColor="1F3A5F")
_HOW = (
    "For a native speaker. Write a better text under “Better Khmer”, or choose “yes” where it is right as it is; leave "
    "both empty where you are not sure. What stands in {curly brackets} is filled in later: keep it as it is, where it "
    "belongs. Keep *, ** and [ ]( ). Nothing else needs to be changed. · សម្រាប់អ្នកនិយាយភាសាខ្មែរពីកំណើត៖ "
    "សូមសរសេរពាក្យល្អជាងក្នុងជួរឈរ «កែជា» ឬជ្រើសរើស yes បើត្រឹមត្រូវហើយ។ សូមទុកអ្វីដែលនៅក្នុង {…} ដដែល។"
)


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture of a page, and the texts on it with how far down each stands, from 0 to 1."""

    name: str
    file: Path
    texts: tuple[tuple[str, float], ...]


def read_shots(folder: Path) -> tuple[Shot, ...]:
    """The pictures that ``tools/khmer_pictures.py`` took, by the list beside them."""
    listed = json.loads((folder / "pictures.json").read_text(encoding="utf-8"))
    return tuple(
        Shot(one["name"], folder / one["file"], tuple((text, float(down)) for text, down in one["texts"]))
        for one in listed
    )


def review_workbook(
    texts: Sequence[KhmerText], pictures: Path | None = None, read: Mapping[str, tuple[str, str, str]] | None = None
) -> bytes:
    """The workbook of ``texts``; ``read`` says who read which before, ``pictures`` is a folder of pictures of pages."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Khmer"
    _head(sheet)
    shots = read_shots(pictures) if pictures else ()
    shown = _where_shown(texts, shots)
    for one in texts:
        _row(sheet, one, shown.get(one.id), read or {})
    last = sheet.max_row
    choice = DataValidation(type="list", formula1=f'"{YES}"', allow_blank=True)
    sheet.add_data_validation(choice)
    choice.add(f"E{FIRST_ROW}:E{max(last, FIRST_ROW)}")
    sheet.auto_filter.ref = f"A3:H{max(last, FIRST_ROW)}"
    for number, shot in enumerate(shots, 1):
        _picture(book.create_sheet(f"Picture {number}"), shot)
    book.properties.title = MARKER
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _head(sheet: Worksheet) -> None:
    sheet.append([MARKER])
    sheet.append([_HOW])
    sheet.append(list(HEADS.values()))
    sheet.merge_cells("A2:H2")
    sheet["A2"].alignment = Alignment(wrap_text=True, vertical="top")
    sheet.row_dimensions[1].hidden, sheet.row_dimensions[2].height = True, 78
    for cell, name in zip(sheet[3], HEADS, strict=True):
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), _HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[cell.column_letter].width = WIDTHS[name]
    sheet.freeze_panes = f"D{FIRST_ROW}"


def _row(
    sheet: Worksheet, one: KhmerText, shown: tuple[int, float] | None, read: Mapping[str, tuple[str, str, str]]
) -> None:
    where = " ".join((one.place, *one.used_in[:3]))
    if not one.place.endswith(".po"):
        where = f"{one.place} · {one.key[:40]} · {one.column}"
    if one.id in read:
        where += f" · read by {read[one.id][1]}, {read[one.id][2]}"
    sheet.append([one.id, one.english, one.khmer, None, None, None, where, None])
    number = sheet.max_row
    for cell in sheet[number]:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if isinstance(cell.value, str):
            cell.data_type = "s"  # a text that begins with = is none to be worked out
    for at in (4, 5, 6):
        sheet.cell(number, at).fill = _FILLED
    if shown:
        cell = sheet.cell(number, 8)
        cell.value, cell.hyperlink = f"Picture {shown[0]}, {shown[1]:.0%} down", f"#'Picture {shown[0]}'!A1"
        cell.font = Font(color="1F5FBF", underline="single")


def _picture(sheet: Worksheet, shot: Shot) -> None:
    sheet["A1"] = shot.name
    sheet.add_image(Image(str(shot.file)), "A3")


def _where_shown(texts: Sequence[KhmerText], shots: Sequence[Shot]) -> dict[str, tuple[int, float]]:
    """On which picture a text stands, and how far down: as it is, or with something in its gaps."""
    plain: dict[str, tuple[int, float]] = {}
    for number, shot in enumerate(shots, 1):
        for text, down in shot.texts:
            plain.setdefault(" ".join(text.split()), (number, down))
    found = {one.id: plain[text] for one in texts if (text := " ".join(one.khmer.split())) in plain}
    for one in texts:
        if one.id not in found and "{" in one.khmer:
            parts = re.split(r"\{\w*\}", " ".join(one.khmer.split()))
            if max(map(len, parts)) >= 6:
                form = re.compile("(?:.+?)".join(map(re.escape, parts)))
                told = next((place for text, place in plain.items() if form.fullmatch(text)), None)
                if told:
                    found[one.id] = told
    return found
