"""Reading the reference tables: CSV an officer can open, refused with file, row and column when wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from childrights.errors import ReferenceTableError
from geo.tables import GeoTableError, read_table

Number = TypeVar("Number", int, float)


@dataclass(frozen=True)
class TableRow:
    """One row of a reference table, which knows where it stands so that every refusal can say so.

    ``number`` is the row as a spreadsheet shows it: the header is row 1, the first record row 2.
    """

    file: str
    number: int
    cells: dict[str, str]

    def refuse(self, column: str, message: str) -> ReferenceTableError:
        """The error to raise about ``column`` of this row."""
        return ReferenceTableError(self.file, self.number, column, message)

    def text(self, column: str) -> str:
        """The cell, which may be empty."""
        return self.cells[column]

    def required(self, column: str) -> str:
        """The cell, refused when empty."""
        value = self.cells[column]
        if not value:
            raise self.refuse(column, "is empty; it must be filled in")
        return value

    def choice(self, column: str, allowed: tuple[str, ...]) -> str:
        """The cell, refused unless it is one of ``allowed``."""
        value = self.cells[column]
        if value not in allowed:
            raise self.refuse(column, f"'{value}' is not known; use one of {', '.join(allowed)}")
        return value

    def number_or_none(self, column: str) -> float | None:
        """The cell as a number, ``None`` when empty."""
        return self._convert(column, float) if self.cells[column] else None

    def integer(self, column: str) -> int:
        """The cell as a whole number."""
        return self._convert(column, int)

    def integer_or_none(self, column: str) -> int | None:
        """The cell as a whole number, ``None`` when empty."""
        return self.integer(column) if self.cells[column] else None

    def parts(self, column: str) -> tuple[str, ...]:
        """The cell split at semicolons."""
        return tuple(part.strip() for part in self.cells[column].split(";") if part.strip())

    def _convert(self, column: str, to: Callable[[str], Number]) -> Number:
        try:
            return to(self.cells[column])
        except ValueError:
            raise self.refuse(column, f"'{self.cells[column]}' is not a number") from None


def read_rows(path: Path, columns: tuple[str, ...]) -> Iterator[TableRow]:
    """Yield the rows of a CSV that must have exactly ``columns``, in any order.

    Raises ``ReferenceTableError`` for a missing or unknown column, or a row with too few or too many cells.
    """
    try:
        for number, cells in read_table(path, columns):
            yield TableRow(path.name, number, dict(cells))
    except GeoTableError as error:
        raise ReferenceTableError(error.file, error.row, error.column, error.message) from None
