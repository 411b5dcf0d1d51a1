"""Reading the reference tables: CSV an officer can open, refused with file, row and column when wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from childrights.i18n import DEFAULT_LANGUAGE, Translator
from geo import GeoTableError, read_table


class ChildRightsError(Exception):
    """Base of every error a person can act on. ``str(error)`` is one sentence for that person, in English.

    A sentence that pages show is raised as a msgid (``N_``) with the words it is ``filled`` with, so that ``words`` can
    say it in another language.
    """

    def __init__(self, sentence: str = "", **filled: object) -> None:
        super().__init__(sentence.format(**filled) if filled else sentence)
        self.sentence, self.filled = sentence, filled

    def words(self, t: Translator) -> str:
        """The sentence in the language of ``t``; one that nobody translated gives way to one that says the same of all
        of them, since its English may be read by nobody."""
        said = t._(self.sentence)
        if said == self.sentence and t.lang != DEFAULT_LANGUAGE:
            return t._("This cannot be done as it stands. Please ask whoever looks after this dashboard.")
        return said.format(**self.filled) if self.filled else said


class ReferenceTableError(ChildRightsError):
    """A reference table (catalogue, provinces, sources) is wrong; names file, row and column."""

    def __init__(self, file: str, row: int, column: str, message: str) -> None:
        super().__init__(f"{file}, row {row}, column {column}: {message}")
        self.file, self.row, self.column, self.message = file, row, column, message


class SourceFileError(ChildRightsError):
    """A shipped source file does not fit its layout; names file, sheet and cell."""


class RefusedFile(ChildRightsError):
    """A file is not read at all: encrypted, damaged, hostile or too large."""


class DecisionsError(ChildRightsError):
    """The decisions given with a file cannot be used; says which part and why."""


class BuildError(ChildRightsError):
    """A snapshot could not be built or did not pass its checks; the previous one still serves."""


class NoSnapshot(ChildRightsError):
    """No snapshot has been published yet in this state directory."""


class UnknownCode(ChildRightsError):
    """A data code (indicator, area, upload, observation) that nobody knows."""


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
