"""How many different wordings of a file are looked at in vain before only exact names are looked for.

Reading a label that means nothing to us is the dearest thing a checker does: every way to part it is tried, and every
name and place is compared with it. A file with a hundred thousand of them would take minutes, and nobody reads that
many proposals. Beyond the bound a label that is no name as it stands is told as not looked at: its figures are
rejected and counted like those of any label that is not understood.
"""

from __future__ import annotations

from etl.labels.meaning import GROUP_DIMENSIONS, LabelMeaning
from etl.problems import Issue

MOST_IN_VAIN = 2_000
"""Different labels of rows and columns of one file that are looked at and not understood."""

MOST_TITLES = 2_000
"""Different titles, notes and names of sheets of one file that are looked at and say nothing."""

UNLOOKED = "unlooked"
_CODES = {
    "area": "unknown_area",
    "area_code": "unknown_area",
    "period": "unknown_year",
    "unit": "missing_unit",
    **dict.fromkeys(GROUP_DIMENSIONS, "unknown_category"),
}


class Patience:
    """What is left of it while one file is understood."""

    def __init__(self) -> None:
        self._vain: set[str] = set()
        self._titles: set[str] = set()
        self.exact: dict[str, bool] = {}

    def was_looked_at(self, text: str) -> bool:
        """Whether a label is among the first that were not understood."""
        return text in self._vain

    @property
    def is_over(self) -> bool:
        """Whether so many labels were not understood that only exact names are looked for."""
        return len(self._vain) >= MOST_IN_VAIN

    @property
    def is_over_for_titles(self) -> bool:
        """Whether so many titles said nothing that no other is looked at."""
        return len(self._titles) >= MOST_TITLES

    def spend(self, text: str, found: LabelMeaning) -> None:
        """Count a label that was looked at, unless it was understood."""
        if found.issue is not None and len(self._vain) < MOST_IN_VAIN:
            self._vain.add(text)

    def spend_title(self, text: str, found: LabelMeaning) -> None:
        """Count a title that was looked at, unless it said something."""
        if not found.dims and len(self._titles) < MOST_TITLES:
            self._titles.add(text)


def not_looked_at(role: str) -> LabelMeaning:
    """What a label in a line of ``role`` says when it is not looked at any more."""
    return _FOUND.get(role, _FOUND["indicator"])


_FOUND = {
    role: LabelMeaning(issue=Issue(_CODES.get(role, "unknown_indicator"), UNLOOKED, params=(("candidates", ""),)))
    for role in (*_CODES, "indicator")
}
