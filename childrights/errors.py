"""Domain exceptions: one human sentence each, caught only at the edge (a page or the command line)."""

from __future__ import annotations


class ChildRightsError(Exception):
    """Base of every error a person can act on. ``str(error)`` is one sentence for that person."""


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
