"""Checked files made by hand: only what matters to a test is stated."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from childrights.catalogue.model import Observation
from childrights.members.provenance import Provenance
from etl.problems.model import CheckResult, FoundTable, Problem
from etl.reading.grid import Sheet


def figure(area: str = "KH05", value: float | None = 20.0, **more: Any) -> Observation:
    """One figure of stunting in 2021."""
    fields = {"indicator": "stunting", "area": area, "year_start": 2021, "year_end": 2021, "period_label": "2021"}
    return Observation(**{**fields, "value": value, "sheet": "Data", "cell": "C5", **more})


def trouble(code: str = "unknown_area", variant: str = "doubtful", **more: Any) -> Problem:
    """One problem, an error unless said otherwise."""
    fields = {"severity": "error", "sheet": "Data", "cell": "B5", "value": "Kampong Sp", "message": "What is wrong."}
    return Problem(**{**fields, "code": code, "message_id": f"{code}/{variant}", **more})


def checked(
    observations: list[Observation] | None = None, problems: list[Problem] | None = None, **more: Any
) -> CheckResult:
    """The answer of a check."""
    fields: dict[str, Any] = {"file": "f.xlsx", "sha256": "ab", "tables": (), "rejected": 0, "skipped": 0}
    fields |= {"observations": tuple(observations or ()), "problems": tuple(problems or ()), **more}
    return CheckResult(found=len(fields["observations"]) + fields["rejected"] + fields["skipped"], **fields)


def table(cell_range: str = "A1:C9") -> FoundTable:
    """A table found there."""
    return FoundTable("Data", cell_range)


def sheet(*rows: list[Any], **more: Any) -> Sheet:
    """A sheet with these rows from A1 on."""
    return Sheet("Data", [list(row) for row in rows], **more)


@dataclass(frozen=True)
class Sent:
    """An upload of the history."""

    id: str = "U0001"
    member: str = "LICADHO"
    file_name: str = "f.xlsx"
    sha256: str = "ab"
    uploaded_at: str = "2026-11-23T03:00:00.000+00:00"
    uploaded_by: str = "this computer"
    status: str = "published"
    accepted: int = 10
    rejected: int = 0
    withdrawn_at: str | None = None
    withdrawn_by: str | None = None
    why: str | None = None
    left_out: tuple[Any, ...] = ()
    provenance: Provenance = field(default_factory=Provenance)
    compared_at: str | None = None
    compared_by: str | None = None
    compared_why: str | None = None
    more: dict[str, Any] = field(default_factory=dict)
