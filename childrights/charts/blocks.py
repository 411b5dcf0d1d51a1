"""Rows of cells parted into blocks that stand side by side, where the room is broad and low."""

from __future__ import annotations

from dataclasses import dataclass

from childrights.charts.parts import Room

GAP_PX, MOST = 18, 3


@dataclass(frozen=True, slots=True)
class Blocks:
    """Where cells stand: ``rows`` rows in blocks of ``per`` rows and ``across`` columns.

    ``between`` is the space between two blocks, in columns: for the names of the rows.
    """

    rows: int
    across: int
    per: int
    between: float = 0.0

    @property
    def count(self) -> int:
        """How many blocks stand side by side."""
        return max(1, -(-self.rows // self.per))

    @property
    def width(self) -> float:
        """In columns, the space between blocks included."""
        return self.count * self.across + (self.count - 1) * self.between

    def at(self, column: int, row: int) -> tuple[float, float]:
        """The middle of a cell in the units of the axes: the first row on top of the first block."""
        return self.start(row) + column, self.per - row % self.per - 0.5

    def start(self, row: int) -> float:
        """The middle of the first column of the block that holds a row."""
        return round(row // self.per * (self.across + self.between), 3)


def largest(rows: int, across: int, sizes: tuple[float, float, float, float], room: Room | None) -> Blocks:
    """As many blocks as make the table largest in a room, one without a room.

    ``sizes`` are the width of a name and of a column, the height of a row and of the head, in pixels.
    """
    if room is None or not rows:
        return Blocks(rows, across, max(rows, 1))
    left, column, row, head = sizes
    options = [Blocks(rows, across, -(-rows // n), (left + GAP_PX) / column) for n in range(1, min(MOST, rows) + 1)]
    return max(options, key=lambda one: room.zoom(left + one.width * column, one.per * row + head))
