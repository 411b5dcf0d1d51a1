"""Every problem in kind words: what happened, and what to do. English here, Khmer in the ``problems`` catalogue."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime

from childrights.i18n import N_
from etl.problems.model import Problem
from etl.problems.sentence_table import Sentence, sentence_of
from etl.reading import REFUSALS

_LONGEST_VALUE = 60
_GAP = re.compile(r"\{(\w+)\}")
_NEVER_ECHOED = ("personal_data", "small_count")
_UNIT_PARAMS = ("unit", "declared", "note")
_MORE = {
    "column": N_("The same holds for {more} more cells of column {line}."),
    "row": N_("The same holds for {more} more cells of row {line}."),
}
"""How many cells are like the last one that is named. A sheet on its side has its alike cells in a row."""

UNIT_WORDS = {
    "percent": N_("per cent"),
    "proportion": N_("a proportion of one"),
    "per_1000": N_("per 1,000"),
    "per_10000": N_("per 10,000"),
    "per_100000": N_("per 100,000"),
    "number": N_("a number of cases"),
    "ratio": N_("a ratio"),
    "index": N_("an index, 0 to 1"),
    "per_woman": N_("births per woman"),
    "years": N_("years"),
    "category": N_("a category"),
    "thousands": N_("thousands"),
    "millions": N_("millions"),
    "points": N_("percentage points"),
    "currency": N_("money"),
}


def problem(
    code: str, variant: str, severity: str, sheet: str, cell: str, value: object = "", **params: object
) -> Problem:
    """Make a problem from its sentence ``(code, variant)``. ``params`` fill the named gaps of the sentence.

    ``message_id`` is ``code/variant``. Values of personal data and small counts are never kept in the problem
    (``header=`` names the column). A pair without a sentence is refused.
    """
    sentence = sentence_of(code, variant)
    told = "" if code in _NEVER_ECHOED else shortened_value(value)
    filled = {name: shortened_value(given) for name, given in params.items()}
    if code == "personal_data":
        filled.setdefault("header", shortened_value(value))
    filled = {"value": told} | filled
    if "{words}" in sentence.text:
        filled.setdefault("words", told)
    message, suggestion = _fill(sentence, filled, _in_english)
    return Problem(severity, code, sheet, cell, told, message, suggestion, f"{code}/{variant}", tuple(filled.items()))


def say(found: Problem, translate: Callable[[str], str]) -> tuple[str, str]:
    """``(message, suggestion)`` of a problem through a gettext function that knows the domain ``problems``."""
    if not found.message_id:
        return translate(found.message), translate(found.suggestion)
    sentence = _sentence(*found.message_id.split("/"))
    params = dict(found.params)
    message, cure = _fill(sentence, params, translate)
    if more := more_of(found):
        line = params["alike"]
        told = translate(_MORE["row" if is_row(line) else "column"])
        message += f" {told.format(more=f'{more:,}', line=line)}"
    return message, cure


def worded(found: Problem) -> Problem:
    """A problem whose parameters were changed, in the English words that they fill."""
    message, suggestion = say(found, _in_english)
    return replace(found, message=message, suggestion=suggestion)


def more_of(found: Problem) -> int:
    """How many cells beside its own a problem speaks for."""
    return next((int(text) for name, text in found.params if name == "more"), 0)


def with_more(found: Problem, more: int) -> Problem:
    """A problem that also speaks for ``more`` further cells of its column: ``alike`` is its name, or a row's number."""
    if more <= 0:
        return found
    told = dict(found.params)
    line = told.get("alike") or found.cell.rstrip("0123456789")
    params = tuple(one for one in found.params if one[0] not in ("more", "alike"))
    return worded(replace(found, params=(*params, ("more", str(more_of(found) + more)), ("alike", line))))


def is_row(line: str) -> bool:
    """Whether the address of a line is the number of a row; that of a column are letters."""
    return line.isdecimal()


def _in_english(message: str) -> str:
    return message


def _sentence(code: str, variant: str) -> Sentence:
    """The sentence of a variant. Why a file was refused is said, with its cure, by the reader that refused it."""
    refusal = REFUSALS.get(variant)
    return Sentence(refusal[1], "") if refusal and refusal[0] == code else sentence_of(code, variant)


def shortened_value(value: object) -> str:
    """A cell's value as a person would write it, shortened when it is long."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.10g}"
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"


def _fill(sentence: Sentence, params: Mapping[str, str], translate: Callable[[str], str]) -> tuple[str, str]:
    """Both sentences filled in; a cure whose gaps cannot be filled is left out."""
    words = {
        name: translate(UNIT_WORDS[value]) if name in _UNIT_PARAMS and value in UNIT_WORDS else value
        for name, value in params.items()
    }
    if "found" in words:  # what a file is instead of a workbook
        words["found"] = translate(words["found"])
    cure = sentence.cure if all(words.get(gap) for gap in _GAP.findall(sentence.cure)) else ""
    return _put(translate(sentence.text), words), _put(translate(cure), words) if cure else ""


def _put(text: str, words: Mapping[str, str]) -> str:
    return _GAP.sub(lambda gap: words.get(gap.group(1), "") or "…", text)
