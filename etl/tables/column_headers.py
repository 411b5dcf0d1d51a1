"""What stands above each column: header labels through merged cells, blanks filled to the right where that is safe."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

from etl.cells import as_text
from etl.tables.shapes import Table
from etl.tables.view import SheetView


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """One header label over a column; ``row`` and ``col`` are where it stands (the first cell of a merged block)."""

    row: int
    col: int
    line: int
    text: str
    lone: bool = False


def header_stacks(
    view: SheetView, table: Table, measures: Sequence[int], meaning: Callable[[str], Hashable]
) -> dict[int, list[HeaderCell]]:
    """The labels above each column of ``table``, top to bottom, each only once.

    ``measures`` are the number columns: only over these are blank cells of upper header rows filled. Labels with the
    same ``meaning`` count as the same label.
    """
    lowest = _lowest_rows(view, table, measures)
    spreads: list[tuple[int, dict[int, tuple[int, int]]]] = []
    below: dict[int, tuple[Hashable, ...]] = dict.fromkeys(measures, ())
    for line in reversed(table.header):
        spread = _spread(view, table, line, [c for c in measures if lowest.get(c, -1) > line], below)
        spreads.append((line, spread))
        for col in measures:
            row, anchor = spread.get(col, (line, col))
            below[col] = (meaning(view.text(row, anchor)), *below[col])
    stacks: dict[int, list[HeaderCell]] = {col: [] for col in range(table.c0, table.c1)}
    for line, spread in reversed(spreads):
        lone = len({cell for col, cell in spread.items() if col in below}) == 1 and len(measures) > 1
        for col, (row, anchor) in spread.items():
            text = as_text(view.cols[anchor][row])
            if text and not any((cell.row, cell.col) == (row, anchor) for cell in stacks[col]):
                stacks[col].append(HeaderCell(row, anchor, line, text, lone and col in below))
    return stacks


def _lowest_rows(view: SheetView, table: Table, measures: Sequence[int]) -> dict[int, int]:
    """The last header row that says something about each number column itself."""
    lowest: dict[int, int] = {}
    for line in table.header:
        for col in measures:
            if view.letter(line, col) != " ":
                lowest[col] = line
    return lowest


def _spread(
    view: SheetView, table: Table, line: int, fillable: Sequence[int], below: Mapping[int, tuple[Hashable, ...]]
) -> dict[int, tuple[int, int]]:
    """For each column the cell whose label counts for it in one header row; ``below`` holds the labels further down."""
    held = {}
    for col in range(table.c0, table.c1):
        row, anchor = view.anchors.get((line, col), (line, col))
        if row in table.header and view.letter(row, anchor) != " ":
            held[col] = (row, anchor)
    present = [col for col in below if col in held]
    blank = [col for col in fillable if col not in held]
    if not present or not blank:
        return held
    if any(held[col][1] != col or _merged_right(view, line, col) for col in present):
        return held
    for col, source in _filled(present, below).items():
        if col in blank:
            held[col] = held[source]
    return held


def _merged_right(view: SheetView, line: int, col: int) -> bool:
    return view.anchors.get((line, col + 1)) == (line, col)


def _filled(present: Sequence[int], below: Mapping[int, tuple[Hashable, ...]]) -> dict[int, int]:
    """Which present label each column without one belongs to.

    The labels below tell the groups when they repeat in cycles of which each holds one label, wherever in its group
    it is written. Failing that, unless the first label stands behind the start of its group, a label reaches to the
    right until the labels below begin again; what is left over belongs to no label.
    """
    cols = [col for col in below if col in present or any(below[col])]
    size = len(cols)
    for length in range(2, size + 1):
        if size % length or any(below[cols[i]] != below[cols[i % length]] for i in range(size)):
            continue
        groups = [cols[i : i + length] for i in range(0, size, length)]
        owners = [[col for col in group if col in present] for group in groups]
        distinct = len({below[col] for col in groups[0]}) == length
        if distinct and all(len(owner) == 1 for owner in owners):
            return {col: owner[0] for group, owner in zip(groups, owners, strict=True) for col in group}
    filled: dict[int, int] = {}
    if cols[0] not in present and any(below[col] == below[cols[0]] for col in cols[1:]):
        return filled
    owner: int | None = None
    seen: set[tuple[Hashable, ...]] = set()
    for col in cols:
        if col in present:
            owner, seen = col, set()
        elif below[col] in seen:
            owner = None
        seen.add(below[col])
        if owner is not None:
            filled[col] = owner
    return filled
