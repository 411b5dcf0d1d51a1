"""Checking a handful of rows as if they were a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from childrights.catalogue.catalogue import load_catalogue
from etl.labels.decisions import Decisions
from etl.labels.memory import Memory
from etl.problems.model import CheckResult
from etl.reading.grid import Sheet, Workbook
from etl.understanding.engine import check_workbook
from geo.names import load_gazetteer

CATALOGUE = load_catalogue()


def check_rows(
    rows: Sequence[Sequence[Any]],
    *,
    sheet: str = "Sheet1",
    file: str = "upload.xlsx",
    decisions: dict[str, Any] | None = None,
    remembered: dict[str, str] | None = None,
    places: dict[str, str] | None = None,
    **more: Any,
) -> CheckResult:
    """The result of checking one sheet with these rows."""
    page = Sheet(sheet, [list(row) for row in rows], **more)
    taken = Decisions.from_mapping(decisions, CATALOGUE.indicators) if decisions else Decisions()
    return check_workbook(
        Workbook(Path(file), file, "0" * 64, "xlsx", [page]),
        catalogue=CATALOGUE,
        gazetteer=load_gazetteer(),
        decisions=taken,
        memory=Memory(remembered or {}, places or {}),
    )


def read(result: CheckResult) -> dict[str, tuple[Any, ...]]:
    """Cell to ``(indicator, area, period, sex, value)`` of every accepted figure."""
    return {o.cell: (o.indicator, o.area, o.period_label, o.sex, o.value) for o in result.observations}


def reported(result: CheckResult) -> list[tuple[str, str]]:
    """``(code, cell)`` of every problem, errors before warnings."""
    return [(p.code, p.cell) for p in result.problems]
