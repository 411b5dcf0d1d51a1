"""How a table is to be read: its columns of labels and its columns of numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from etl.understanding.found import GROUP_DIMENSIONS, Found, Issue

#: Roles of label columns that are read; every other label column is left alone.
READ_ROLES = frozenset(("area", "area_code", "period", "indicator", *GROUP_DIMENSIONS, "unit", "auto", "district",
                        "other_dimension", "multiplier", "status"))  # fmt: skip


@dataclass(slots=True)
class Stub:
    """A column of labels. ``role`` is one of ``READ_ROLES``; ``kind`` is the dimension most of its labels name."""

    col: int
    role: str
    kind: str = ""
    header: tuple[int, int] | None = None
    fill: bool = False


@dataclass(slots=True)
class Measure:
    """A column of numbers. ``role``: ``value``, a companion's, ``total`` (over places) or ``skip`` (see ``reason``)."""

    col: int
    dims: dict[str, Any]
    role: str = "value"
    issue: Issue | None = None
    cell: tuple[int, int] | None = None
    label: str = ""
    reason: str = ""
    warnings: list[tuple[tuple[int, int], str, Issue]] = field(default_factory=list)
    unit_cell: tuple[int, int] | None = None
    owner: int = -1


@dataclass(slots=True)
class Layout:
    """How a table is read: its label columns, its number columns, and what its corner says about the whole table."""

    stubs: list[Stub]
    measures: list[Measure]
    corner: dict[str, Any] = field(default_factory=dict)
    lone: list[tuple[int, int]] = field(default_factory=list)


def peers_kind(founds: list[Found]) -> str:
    """The dimension most labels of a header row name."""
    kinds = Counter(found.kind for found in founds if found.kind and found.issue is None)
    return kinds.most_common(1)[0][0] if kinds else ""


def companions(layout: Layout) -> dict[int, dict[str, int]]:
    """For each value column the columns of its companions, by role."""
    found: dict[int, dict[str, int]] = {}
    for measure in layout.measures:
        if measure.owner >= 0:
            found.setdefault(measure.owner, {}).setdefault(measure.role, measure.col)
    return found
