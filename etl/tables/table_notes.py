"""What a note says about all the figures of a table: that they are of one group only, or targets.

Most notes are about something else (how a share is defined, where a report is). Only a note that says of "the data",
"these figures" what they are, and nothing that is not understood beside it, speaks for the table.
"""

from __future__ import annotations

import re
from functools import lru_cache

from etl.cells import any_word_alone, plain
from etl.labels import find_categories
from etl.periods import states_plan, strip_periods
from etl.tables.word_lists import LISTS
from geo import fold_khmer

_MARK = re.compile(fold_khmer(r"^\W*(?:(?:notes?|n\.?b\.?|remarks?|សម្គាល់|ចំណាំ|កំណត់សម្គាល់)\s*[:：៖.-]*\s*)+"), re.I)
_OF_WHAT = r"\b(?:data|figures?|numbers?|values?|results?|percentages?|estimates?)\b|" + fold_khmer("ទិន្នន័យ|តួលេខ|លទ្ធផល")
_ONLY_SAYS = re.compile(
    _OF_WHAT
    + r"|\b(?:all|the|these|those|this|table|in|above|here|shown|given|are|is|was|were|for|from|of|to|on|at|as|only"
    r"|refers?|referring|relates?|relating|covers?|covering|reference|reporting|year|period|calendar|areas?|residence)\b|"
    + fold_khmer("ទាំង(?:នេះ|អស់)|នេះ|សម្រាប់|ចំពោះ|តំបន់|កុមារ|តែ|ប៉ុណ្ណោះ|ជា|របស់|ក្នុង|នៅ|សំរាប់|គឺ|ឆ្នាំ|តារាង")
    + r"|[\W_]",
    re.IGNORECASE,
)
_LIMITS = any_word_alone(LISTS["limits"])
WITHOUT = re.compile(
    r"\b(?:exclud(?:es?|ed|ing)|(?:do(?:es)? not|not|don't) (?:include|including|cover|covering))\b"
    r"(?: (?:the|all|any|data|figures?|from|for|of))*"
    r"|" + fold_khmer("មិន(?:រាប់|រួម)?បញ្ចូល|លើកលែងតែ"),
    re.IGNORECASE,
)
_STATED = re.compile(
    r"\b(?:data|figures?|numbers?|values?|results?|percentages?|these|those|all)"
    r"(?: (?:shown|given|above|here|in (?:this|the) table))*"
    r" (?:are|is|represent|show|refer to)(?: (?:the|our|all|only|annual|yearly|as))* "
    + r"(?P<what>[^,;.()]{1,30})"
    + "|(?:"
    + fold_khmer("ទិន្នន័យ|តួលេខ")
    + r")\S{0,14}?"
    + fold_khmer("ជា")
    + r"\s*(?P<km>\S{1,30})",
    re.IGNORECASE,
)


def bare_note(text: str) -> str:
    """A note without its mark ("Note:", "*")."""
    return _MARK.sub("", fold_khmer(plain(text))).strip()


@lru_cache(maxsize=16384)
def plan_told(text: str) -> str:
    """The words with which a note says that the figures are targets or forecasts; ``""`` when it does not."""
    stated = _STATED.search(bare_note(text))
    words = (stated["what"] or stated["km"]) if stated is not None else ""
    return words.strip() if words and states_plan(words) else ""


@lru_cache(maxsize=16384)
def group_told(text: str) -> tuple[str, str] | None:
    """The dimension and the words with which a note says that the figures are of one sex, residence or the like, or
    leave one out."""
    bare = bare_note(text)
    out = WITHOUT.search(bare)
    said = bare[out.end() :] if out is not None else bare
    if out is None and not _LIMITS.search(bare):
        return None
    found = find_categories(strip_periods(said))
    told = [one.dimension for one in found.found if one.certainty == "sure" and one.code != "total"]
    if len(told) != 1 or told[0] == "age" or _ONLY_SAYS.sub("", found.rest):
        return None
    return told[0], bare[:60].rstrip(" .")
