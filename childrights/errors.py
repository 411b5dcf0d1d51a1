"""Domain exceptions: one human sentence each, caught only at the edge (a page or the command line)."""

from __future__ import annotations

from childrights.i18n import DEFAULT_LANGUAGE, Translator


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
