"""A table as rows and columns of a sheet, and what most labels of a column name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from etl.cells import as_text
from etl.labels import GROUP_DIMENSIONS, LabelMeaning, Labels
from etl.problems import Issue
from etl.reading import range_a1
from etl.tables.view import SheetView

SAMPLE = 60
_MOST_KINDS, _BELOW = 200, 12


@dataclass(slots=True)
class Table:
    """A table by its rows and columns (0-based). ``body`` lists data and heading rows in order, blank ones left out;
    ``titles`` are the cells of text above it, ``repeats`` the rows of repeated headers and column numbers."""

    c0: int
    c1: int
    header: list[int]
    titles: list[tuple[int, int]]
    body: list[int] = field(default_factory=list)
    data: list[int] = field(default_factory=list)
    repeats: list[int] = field(default_factory=list)
    starts: tuple[int, ...] = ()

    @property
    def first(self) -> int:
        """First row of the table, header included."""
        return min((*self.header, *self.data[:1]))

    @property
    def last(self) -> int:
        """Last row that holds data."""
        return self.data[-1]

    @property
    def cell_range(self) -> str:
        """The address of the whole block."""
        return range_a1(self.first, self.c0, self.last, self.c1 - 1)


def lines_below(view: SheetView, table: Table) -> Iterator[tuple[int, int]]:
    """The cells of the lines of text right below a table."""
    for row in range(table.last + 1, min(table.last + 1 + _BELOW, view.nrows)):
        held = [view.cls[col][row] for col in range(table.c0, table.c1)]
        if any(letter in "NVYEH" for letter in held):
            return
        yield from ((row, table.c0 + place) for place, letter in enumerate(held) if letter in "TPX")


def column_kind(view: SheetView, labels: Labels, col: int, rows: list[int]) -> str:
    """The dimension most labels of a column name; ``""`` when fewer than half name one."""
    return majority_kind(labels, (view.cols[col][row] for row in rows[: 4 * SAMPLE]))


def majority_kind(labels: Labels, values: Iterable[Any]) -> str:
    """The dimension most of the distinct values name, ``group`` dimensions apart; ``""`` under one half."""
    distinct = list(dict.fromkeys(value for value in values if value is not None and value != ""))[:_MOST_KINDS]
    kinds: Counter[str] = Counter()
    named = 0
    for value in distinct:
        found = labels.parse(as_text(value))
        if found.role in ("total", "average", "derived"):
            continue
        named += 1
        if found.kind and found.issue is None:
            kinds[found.kind] += 1
        elif found.role == "district":
            kinds["district"] += 1
    if not kinds or sum(kinds.values()) * 2 < named:
        return ""
    return kinds.most_common(1)[0][0]


#: Roles of label columns that are read; every other label column is left alone.
READ_ROLES = frozenset(
    (
        "area",
        "area_code",
        "period",
        "indicator",
        *GROUP_DIMENSIONS,
        "unit",
        "auto",
        "district",
        "other_dimension",
        "multiplier",
        "status",
    )
)


@dataclass(slots=True)
class Stub:
    """A column of labels. ``role`` is one of ``READ_ROLES``; ``kind`` is the dimension most of its labels name."""

    col: int
    role: str
    kind: str = ""
    header: tuple[int, int] | None = None
    fill: bool = False


@dataclass(slots=True)
class MeasureColumn:
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
class TableLayout:
    """How a table is read: its label columns, its number columns, and what its corner says about the whole table."""

    stubs: list[Stub]
    measures: list[MeasureColumn]
    corner: dict[str, Any] = field(default_factory=dict)
    lone: list[tuple[int, int]] = field(default_factory=list)


def peers_kind(founds: list[LabelMeaning]) -> str:
    """The dimension most labels of a header row name."""
    kinds = Counter(found.kind for found in founds if found.kind and found.issue is None)
    return kinds.most_common(1)[0][0] if kinds else ""


def companions(layout: TableLayout) -> dict[int, dict[str, int]]:
    """For each value column the columns of its companions, by role."""
    found: dict[int, dict[str, int]] = {}
    for measure in layout.measures:
        if measure.owner >= 0:
            found.setdefault(measure.owner, {}).setdefault(measure.role, measure.col)
    return found
