"""Columns that look like data about persons: names, birth dates, phones, one row per child."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from etl.understanding.values import CellValue


class PersonalColumn(NamedTuple):
    """``kind``: ``name | birth_date | phone | email | id_number | address | gps | case_notes | row_per_child``.

    ``row`` and ``column`` (0-based) are the header's place; ``header`` its text, never a value of the column.
    """

    kind: str
    row: int
    column: int
    header: str


def find_personal(
    rows: Sequence[Sequence[CellValue]], is_known: Callable[[str], bool] = lambda text: False
) -> tuple[PersonalColumn, ...]:
    """Look through one whole sheet. ``is_known`` says whether a text is a place or an indicator (no person)."""
    raise NotImplementedError
