"""Checks over accepted observations. Each function is pure and returns problems at the cells concerned."""

from __future__ import annotations

from collections.abc import Sequence

from childrights.catalogue import Catalogue
from childrights.model import Observation
from etl.model import Problem


def check_all(
    observations: Sequence[Observation],
    catalogue: Catalogue,
    published: Sequence[Observation] = (),
    domains: Sequence[str] = (),
) -> tuple[Problem, ...]:
    """Every check below in one pass, ordered by sheet and cell. Cells with an error must not be accepted."""
    raise NotImplementedError


def check_total(
    parts: Sequence[float], total: float, unit: str, sheet: str, cell: str, label: str = ""
) -> Problem | None:
    """A total row or column of the file against its own parts (counts are summed; rates must lie between)."""
    raise NotImplementedError
