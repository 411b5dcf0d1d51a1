"""Workbooks as officers send them, made in code."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook

from geo.provinces import load_provinces

SPOILT = {"KH05": "Kampong Sp", "KH13": "Preah Vihr province area"}
"""Two misspelt provinces: one click each."""


def stunting_workbook(
    spoilt: Mapping[str, str] = SPOILT,
    *,
    year: int = 2023,
    start: float = 20.0,
    cells: Mapping[str, object] | None = None,
) -> bytes:
    """Stunting of all provinces in ``year``: 20.0, 20.5, 21.0 … in the order of the codes, some names ``spoilt``."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Our figures"
    sheet.append([f"Stunting (% of children under 5), by province, {year}"])
    sheet.append([])
    sheet.append(["Province", "Stunting (%)"])
    for number, (code, province) in enumerate(load_provinces().items()):
        sheet.append([spoilt.get(code, province.name_en), start + number / 2])
    for address, value in (cells or {}).items():
        sheet[address] = value
    return saved(book)


def children_workbook() -> bytes:
    """A list of single children, which must never be kept."""
    return table_workbook(
        ["No", "Child's name", "Date of birth", "Province", "Village"],
        [[n, f"Sok Dara {n}", f"2015-03-{n:02d}", "Kandal", "Prek"] for n in range(1, 21)],
    )


def table_workbook(head: Sequence[object], rows: Sequence[Sequence[object]], sheet_name: str = "Data") -> bytes:
    """One table from A1 on."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = sheet_name
    for row in (head, *rows):
        sheet.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
