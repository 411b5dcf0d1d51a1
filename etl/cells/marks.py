"""Marks and words that stand in place of a number, in English and Khmer. None of them is ever zero."""

from __future__ import annotations

import re
from pathlib import Path

from etl.cells.cells import ValueReading, ambiguous, not_a_number, problem_reading
from etl.cells.word_tables import word_lists

_FILE = Path(__file__).resolve().parent / "words.csv"
_KINDS = {
    "not_collected": ValueReading("not_collected", status="not_collected"),
    "not_applicable": ValueReading("not_applicable", status="not_applicable"),
    "too_few_cases": ValueReading("too_few_cases", status="too_few_cases"),
    "suppressed": ValueReading("suppressed", status="suppressed"),
    "zero": ValueReading("value", 0.0),
    "zero_or_missing": ambiguous("zero_or_missing", zero=0.0, not_collected=None),
    "yes_no": not_a_number("yes_no"),
}
MARKS = {word: reading for kind, reading in _KINDS.items() for word in word_lists(_FILE)[kind]}

_BELOW = re.compile(
    r"(?:<|≤|<=|&lt;|fewer than|less than|under|below|តិចជាង|ក្រោម) ?(\d{1,2})(?: ?(?:cases?|children|persons?|នាក់|ករណី))?"
)
_BOUND = re.compile(
    r"(?:<|≤|<=|&lt;|>|≥|>=|&gt;|fewer than|less than|under|below|more than|over|above|at least|up to"
    r"|តិចជាង|ក្រោម|លើសពី|ច្រើនជាង)"
    r" ?-?\d[\d.,]*.*|\d[\d.,]* ?(?:\+|or more|and more|ឡើង)"
)
_FORMULA_ERROR = re.compile(r"#(?:ref|div/0|value|name|num|null|spill|calc|n/a)[!?]?|err:\d{3}|#{3,}")
_LARGEST_MASK = 30


def read_mark(text: str) -> ValueReading | None:
    """The reading of ``text`` (already lower case) when it stands in place of a number, else ``None``."""
    if (found := MARKS.get(text)) is not None:
        return found
    if _FORMULA_ERROR.fullmatch(text):
        return problem_reading("error", "formula_error", "error_value", note=text.upper())
    if text[0] in "<≤&flubតក" and (below := _BELOW.fullmatch(text)) and int(below.group(1)) <= _LARGEST_MASK:
        return ValueReading("suppressed", status="suppressed", note=f"<{below.group(1)}")
    if _BOUND.fullmatch(text):
        return not_a_number("bound")
    return None
