"""Reading the reference tables of the room: strict CSV, errors that name file, row and column."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

REFERENCE_FOLDER = Path(__file__).resolve().parents[1] / "data" / "reference"


class GeoTableError(ValueError):
    """A geographic reference table is wrong; ``file``, ``row`` (as a spreadsheet counts) and ``column`` say where."""

    def __init__(self, file: str, row: int, column: str, message: str) -> None:
        super().__init__(f"{file}, row {row}, column {column}: {message}")
        self.file, self.row, self.column, self.message = file, row, column, message


def read_table(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield ``(row number, cells)`` of a UTF-8 CSV file whose header holds exactly ``columns``.

    The header is row 1. Cells are stripped; a short or long row, a missing or an extra column raise
    ``GeoTableError``.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        header = next(reader, [])
        for column in [*columns, *header]:
            if column not in header:
                raise GeoTableError(path.name, 1, column, "the column is missing")
            if column not in columns:
                raise GeoTableError(path.name, 1, column, "nobody reads this column")
        for number, cells in enumerate(reader, start=2):
            if len(cells) != len(header):
                raise GeoTableError(path.name, number, header[-1], f"{len(cells)} cells instead of {len(header)}")
            yield number, dict(zip(header, (cell.strip() for cell in cells), strict=True))


def number_cell(path: Path, row: int, column: str, text: str) -> float:
    """The number in a cell, or ``GeoTableError``."""
    try:
        return float(text)
    except ValueError:
        raise GeoTableError(path.name, row, column, f"“{text}” is not a number") from None
