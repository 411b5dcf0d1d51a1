"""Why a label or a figure is not taken, or taken with a warning: data, put into words by its room."""

from __future__ import annotations

from dataclasses import dataclass

from etl.problems.sentence_table import sentence_of


@dataclass(frozen=True, slots=True)
class Issue:
    """Why a label is not taken (or taken with a warning): a problem code, its sentence and what fills it.

    One without a sentence cannot be made: it would be noticed only when a file brings it up to be told.
    """

    code: str
    variant: str
    severity: str = "error"
    params: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        sentence_of(self.code, self.variant)
