"""What stands above each column: header labels through merged cells, blanks filled to the right where that is safe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from etl.understanding.shapes import Table
from etl.understanding.view import View, as_text
from etl.understanding.words import normal


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """One header label over a column; ``row`` and ``col`` are where it stands (the first cell of a merged block)."""

    row: int
    col: int
    line: int
    text: str
    lone: bool = False


def header_stacks(view: View, table: Table, measures: Sequence[int]) -> dict[int, list[HeaderCell]]:
    """The labels above each column of ``table``, top to bottom, each only once.

    ``measures`` are the number columns: only over these are blank cells of upper header rows filled.
    """
    stacks: dict[int, list[HeaderCell]] = {col: [] for col in range(table.c0, table.c1)}
    lowest = _lowest_rows(view, table, measures)
    for line in table.header:
        spread = _spread(view, table, line, [c for c in measures if lowest.get(c, -1) > line], measures)
        lone = len({cell for col, cell in spread.items() if col in measures}) == 1 and len(measures) > 1
        for col, (row, anchor) in spread.items():
            text = as_text(view.cols[anchor][row])
            if text and not any((cell.row, cell.col) == (row, anchor) for cell in stacks[col]):
                stacks[col].append(HeaderCell(row, anchor, line, text, lone and col in measures))
    return stacks


def _lowest_rows(view: View, table: Table, measures: Sequence[int]) -> dict[int, int]:
    """The last header row that says something about each number column itself."""
    lowest: dict[int, int] = {}
    for line in table.header:
        for col in measures:
            if view.letter(line, col) != " ":
                lowest[col] = line
    return lowest


def _spread(
    view: View, table: Table, line: int, fillable: Sequence[int], measures: Sequence[int]
) -> dict[int, tuple[int, int]]:
    """For each column the cell whose label counts for it in one header row."""
    held = {}
    for col in range(table.c0, table.c1):
        row, anchor = view.anchors.get((line, col), (line, col))
        if row in table.header and view.letter(row, anchor) != " ":
            held[col] = (row, anchor)
    present = [col for col in measures if col in held]
    blank = [col for col in fillable if col not in held]
    if not present or not blank:
        return held
    if any(held[col][1] != col or _merged_right(view, line, col) for col in present):
        return held
    for col, source in _filled(view, table, line, present, measures).items():
        if col in blank:
            held[col] = held[source]
    return held


def _merged_right(view: View, line: int, col: int) -> bool:
    return view.anchors.get((line, col + 1)) == (line, col)


def _filled(view: View, table: Table, line: int, present: Sequence[int], measures: Sequence[int]) -> dict[int, int]:
    """Which present label a blank header cell belongs to, by the cycles of the row below or, failing that, by the
    nearest label to the left. A label written over the middle of its group is told by the cycles alone."""
    below = [normal(view.text(lower, col)) for lower in table.header if lower > line for col in measures][
        : len(measures)
    ]
    size = len(measures)
    if len(below) == size:
        for length in range(2, size + 1):
            if size % length or size // length != len(present):
                continue
            if any(below[i] != below[i % length] for i in range(size)):
                continue
            groups = [measures[i : i + length] for i in range(0, size, length)]
            owners = [[col for col in group if col in present] for group in groups]
            if all(len(owner) == 1 for owner in owners):
                return {col: owner[0] for group, owner in zip(groups, owners, strict=True) for col in group}
    if len(present) == 1:
        return dict.fromkeys(measures, present[0])
    if present[0] != measures[0]:
        return {}
    filled: dict[int, int] = {}
    owner = present[0]
    for col in measures:
        owner = col if col in present else owner
        filled[col] = owner
    return filled
