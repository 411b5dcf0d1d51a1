"""Marks and words that stand in place of a number, in English and Khmer. None of them is ever zero."""

from __future__ import annotations

import re

from etl.cells.cells import ValueReading, ambiguous, not_a_number, reported

_NOT_COLLECTED = (
    "-", "--", "---", ".", "..", "...", "....", ":", "/", "n/a", "n.a.", "n.a", "na", "nd", "n.d.", "n.d", "n/d",
    "nan", "null", "<na>", "dna", "no data", "nodata", "no data available", "not available", "unavailable",
    "data not available", "not reported", "not collected", "not known", "unknown", "not measured", "missing",
    "គ្មាន", "មិនមាន", "ពុំមាន", "អត់មាន", "គ្មានទិន្នន័យ", "មិនមានទិន្នន័យ", "ពុំមានទិន្នន័យ", "អត់មានទិន្នន័យ",
    "មិនទាន់មាន", "មិនទាន់មានទិន្នន័យ", "មិនដឹង", "មិនបានប្រមូល", "មិនបានវាស់",
)  # fmt: skip
_NOT_APPLICABLE = ("not applicable", "not relevant", "n.app.", "មិនអនុវត្ត", "មិនពាក់ព័ន្ធ", "មិនត្រូវអនុវត្ត")
_SUPPRESSED = (
    "*", "**", "***", "(*)", "( * )", "[*]", "suppressed", "confidential", "withheld", "hidden",
    "លាក់", "លាក់ទុក", "សម្ងាត់",
)  # fmt: skip
_ZERO = ("zero", "សូន្យ")
_ZERO_OR_MISSING = ("nil", "none", "no cases", "no case", "nothing", "គ្មានករណី", "no children", "គ្មានកុមារ")
_YES_NO = ("yes", "no", "y", "n", "true", "false", "បាទ", "ចាស", "ទេ", "មាន")

MARKS = {word: ValueReading("not_collected", status="not_collected") for word in _NOT_COLLECTED}
MARKS |= {word: ValueReading("not_applicable", status="not_applicable") for word in _NOT_APPLICABLE}
MARKS |= {word: ValueReading("suppressed", status="suppressed") for word in _SUPPRESSED}
MARKS |= {word: ValueReading("value", 0.0) for word in _ZERO}
MARKS |= {word: ambiguous("zero_or_missing", zero=0.0, not_collected=None) for word in _ZERO_OR_MISSING}
MARKS |= {word: not_a_number("yes_no") for word in _YES_NO}

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
        return reported("error", "formula_error", "error_value", note=text.upper())
    if text[0] in "<≤&flubតក" and (below := _BELOW.fullmatch(text)) and int(below.group(1)) <= _LARGEST_MASK:
        return ValueReading("suppressed", status="suppressed", note=f"<{below.group(1)}")
    if _BOUND.fullmatch(text):
        return not_a_number("bound")
    return None
