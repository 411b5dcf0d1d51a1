"""The header of a file of known columns, and what is told when columns are missing, doubled or unknown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from etl.model import FoundTable, ReadTable
from etl.reading.address import a1, column_name, range_a1
from etl.reading.grid import Sheet
from etl.understanding.sentences import problem
from etl.understanding.tally import Tally


@dataclass(frozen=True, slots=True)
class Header:
    """Where the rows begin and which field each column holds (0-based).

    Without a column of ``needed`` no row is read, one of ``wanted`` is missed aloud. ``twice`` are fields with a second
    column, ``unread`` the columns that such a file never has; ``written`` names fields as their columns are called.
    """

    row: int
    first: int
    columns: Mapping[str, int]
    needed: tuple[str, ...]
    wanted: tuple[str, ...] = ()
    twice: Mapping[str, int] = field(default_factory=dict)
    unread: tuple[int, ...] = ()
    written: Mapping[str, str] = field(default_factory=dict)

    def tell(self, sheet: Sheet, tally: Tally) -> bool:
        """Report what is wrong with the columns; ``False`` when no row can be read for it."""
        sound = not self.twice
        for names, variant, severity in (
            (self.needed, "no_column", "error"),
            (self.wanted, "column_gone", "warning"),
        ):
            for name in names:
                if name not in self.columns:
                    sound = sound and severity == "warning"
                    column = self.written.get(name, name)
                    at = a1(self.row, 0)
                    tally.problems.append(problem("no_table", variant, severity, sheet.name, at, column, column=column))
        for name, col in self.twice.items():
            at, column = a1(self.row, col), self.written.get(name, name)
            tally.problems.append(problem("no_table", "column_twice", "error", sheet.name, at, column))
        for col in self.unread:
            at, text = a1(self.row, col), sheet.value(self.row, col)
            tally.problems.append(problem("no_table", "column_unread", "warning", sheet.name, at, text))
        return sound

    def at(self, name: str, instead: str) -> int:
        """The column of a field, or of another one where it has none."""
        return self.columns.get(name, self.columns.get(instead, 0))

    def described(self, sheet: Sheet, last: int, what: str, fields: Mapping[str, str], skipped: str = "") -> FoundTable:
        """The table as it was read; ``fields`` maps each dimension to the field that tells it."""
        places = {
            kind: f"column {column_name(self.columns[name])}" for kind, name in fields.items() if name in self.columns
        }
        words = f"{what}, one figure in each row"
        if skipped:
            places["skipped"] = skipped
            words += f"; not read as figures: {skipped}"
        width = max(self.columns.values(), default=0)
        return FoundTable(sheet.name, range_a1(self.row, 0, last, width), words, places)

    def lines(self, sheet: Sheet, rows: Sequence[int], figures: Sequence[str]) -> ReadTable:
        """The lines of the sheet that were read: every known column, ``figures`` among them as numbers."""
        columns = sorted({self.columns[name] for name in figures if name in self.columns})
        labels = tuple(sorted(set(self.columns.values()) - set(columns)))
        header = tuple(range(self.row, self.first))
        edges = (0, max(self.columns.values(), default=0) + 1)
        return ReadTable(sheet.name, (), header, rows, frozenset(), labels, tuple(columns), (), edges)
