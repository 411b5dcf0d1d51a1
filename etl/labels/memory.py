"""What a member confirmed before: offered again, told, and weaker than anything a file says itself.

A label made of neutral words only ("Coverage rate", "%", "Total", "Value", អត្រា) means something else in every file: it
is neither learned nor used, also where an older ledger holds it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from etl.cells import find_unit
from etl.labels.categories import find_categories
from etl.labels.decisions import Decisions, with_other_years
from etl.labels.reductions import label_key, strip_marks
from etl.labels.word_lists import any_listed, listed
from etl.labels.words import DIMENSION_ROLES, normal, role_of
from etl.periods import strip_periods

_NEUTRAL, _NEUTRAL_KHMER = listed("forgettable"), any_listed("forgettable_khmer")
_LETTER = re.compile(r"[a-z\u1780-\u17b3]")


@dataclass(frozen=True, slots=True)
class Memory:
    """Labels as the member once wrote them to codes of indicators and of areas."""

    indicators: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)


NO_MEMORY = Memory()


def worth_remembering(label: str) -> bool:
    """Whether any word of a label tells what it is about; neutral words, numbers, units, years and groups do not."""
    if role_of(label) in DIMENSION_ROLES:
        return False
    bare = find_categories(find_unit(strip_periods(strip_marks(label))).rest).rest
    if role_of(bare) and not set(label_key(bare).split()) - _NEUTRAL:
        return False
    words = re.sub(r"\d+", " ", _NEUTRAL_KHMER.sub(" ", label_key(bare))).split()
    return any(_LETTER.search(word) and len(word) > 1 and word not in _NEUTRAL for word in words) and bool(
        normal(label)
    )


def bare_label(label: str) -> str:
    """A label without its year, for comparing it with the same label of another year."""
    return normal(strip_periods(label))


class Recall:
    """What of a member's memory may be used in one file: nothing that was decided about the file itself.

    ``codes`` are its indicators; ``used`` is what was recalled: kind and label as written → code.
    """

    def __init__(self, memory: Memory, decisions: Decisions) -> None:
        decided = {*decisions.indicators, *decisions.areas, *decisions.skip, *decisions.not_as_before}
        self._gone = decided | {bare_label(label) for label in decisions.not_as_before}
        self._indicators = with_other_years(self._usable(memory.indicators))
        self._areas = self._usable(memory.areas)
        self.codes = frozenset(self._indicators.values())
        self.used: dict[tuple[str, str], str] = {}

    def _usable(self, labels: Mapping[str, str]) -> dict[str, str]:
        return {normal(label): code for label, code in labels.items() if code and worth_remembering(label)}

    def indicator(self, text: str) -> str:
        """The indicator confirmed for a label, this one or the same of another year; ``""`` when none was."""
        whole, bare = normal(text), bare_label(text)
        if whole in self._gone or bare in self._gone:
            return ""
        return self._indicators.get(whole) or self._indicators.get(bare, "")

    def area(self, text: str) -> str:
        """The place confirmed for a label; ``""`` when none was."""
        bare = normal(text)
        return "" if bare in self._gone else self._areas.get(bare, "")
