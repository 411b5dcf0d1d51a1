"""What a cell, a header or a title says about the time of a figure."""

from __future__ import annotations

from typing import NamedTuple

from etl.understanding.values import CellValue


class PeriodReading(NamedTuple):
    """``kind``: ``year | school_year | range | date | quarter | month | two_digit | none``.

    ``quarter``, ``month`` and ``none`` may not be accepted: ``variant`` names the sentence of ``unknown_year``.
    ``warning`` names the warning of a period that is read but worth a look. ``status`` is ``provisional`` for
    ``2014p``, else empty. ``label`` is the published form (``2014``, ``2020-21``, ``2013-2015``).
    """

    kind: str
    year_start: int = 0
    year_end: int = 0
    label: str = ""
    warning: str = ""
    variant: str = ""
    status: str = ""
    note: str = ""

    @property
    def accepted(self) -> bool:
        """Whether the period may be used (with its warning, if any)."""
        return self.kind in ("year", "school_year", "range", "date", "two_digit")


def read_period(value: CellValue, fmt: str = "", *, latest: int | None = None) -> PeriodReading:
    """Read a cell that should hold a period and nothing else. ``latest`` is the last year allowed."""
    raise NotImplementedError


def find_periods(text: str, *, latest: int | None = None) -> tuple[PeriodReading, ...]:
    """Every period told inside free text (title, sheet name, file name), in order, without repeats."""
    raise NotImplementedError


def strip_periods(text: str) -> str:
    """``text`` without the years and school years in it."""
    raise NotImplementedError
