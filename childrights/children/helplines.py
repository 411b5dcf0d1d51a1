"""Numbers that a child may call: a dated table with sources, which the coalition fills; none is written in code.

``data/reference/helplines.csv``: ``number`` as it is dialled, ``hours`` when somebody answers, ``free`` yes or no,
``source`` where the number was read, ``checked_on`` the day on which somebody last called or read it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from childrights.catalogue import TableRow, read_rows
from geo import REFERENCE_FOLDER

HELPLINES_FILE = REFERENCE_FOLDER / "helplines.csv"
HOLDS_DAYS = 366
"""So long a number is shown after it was checked: one that nobody answers any more does harm."""
_NUMBER = re.compile(r"\+?\d[\d ]{1,18}\d")


@dataclass(frozen=True, slots=True)
class Helpline:
    """One number with whose it is, when it answers, whether the call is free, where it was read and when."""

    name_en: str
    name_km: str
    number: str
    hours_en: str
    hours_km: str
    free: bool
    source: str
    checked_on: date

    def name(self, lang: str) -> str:
        """Whose number it is."""
        return self.name_km if lang == "km" else self.name_en

    def hours(self, lang: str) -> str:
        """When somebody answers; may be empty."""
        return self.hours_km if lang == "km" else self.hours_en


@lru_cache(maxsize=4)
def load_helplines(path: Path = HELPLINES_FILE) -> tuple[Helpline, ...]:
    """Every row, in its order. Raises ``ReferenceTableError`` for one without source or day, or with no real number."""
    columns = ("name_en", "name_km", "number", "hours_en", "hours_km", "free", "source", "checked_on")
    return tuple(
        Helpline(
            row.required("name_en"),
            row.required("name_km"),
            _number(row),
            row.text("hours_en"),
            row.text("hours_km"),
            row.choice("free", ("yes", "no")) == "yes",
            row.required("source"),
            _day(row),
        )
        for row in read_rows(path, columns)
    )


def helplines_now(today: date, path: Path = HELPLINES_FILE) -> tuple[Helpline, ...]:
    """Those that were checked within ``HOLDS_DAYS`` before ``today``, and not in the future."""
    return tuple(one for one in load_helplines(path) if 0 <= (today - one.checked_on).days <= HOLDS_DAYS)


def _number(row: TableRow) -> str:
    number = row.required("number")
    if not _NUMBER.fullmatch(number):
        raise row.refuse("number", f"'{number}' is no number to dial: write digits, spaces and a leading + only")
    return number


def _day(row: TableRow) -> date:
    try:
        return date.fromisoformat(row.required("checked_on"))
    except ValueError:
        raise row.refuse("checked_on", f"'{row.text('checked_on')}' is no day; write it as 2026-12-01") from None
