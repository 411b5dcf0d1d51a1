"""Short texts that people write, and whether they tell of a single person."""

from __future__ import annotations

import re

from etl.understanding.personal import STORY, kind_of_header
from etl.understanding.text import plain

_ABOUT_PERSONS = ("name", "name_alone", "birth_date", "phone", "email", "id_number", "address", "gps", "case_notes")
_TELLS = (
    re.compile(r"(?:\+?\d[ ./-]?){8,}"),
    re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE),
    re.compile(r"\b\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d\d\b|\b(?:19|20)\d\d-\d{1,2}-\d{1,2}\b"),
    re.compile(r"\b1\d\.\d{3,}[ ,;]+10\d\.\d{3,}"),
    re.compile(r"\b(?:named|called|name is|name was) [A-Z]|\b(?:Mr|Mrs|Ms|Miss)\.? [A-Z]|ឈ្មោះ ?[\u1780-\u17b3]"),
    STORY,
)


def tells_of_a_person(text: str) -> bool:
    """Whether a short text that somebody wrote (a reason, a proposal) seems to be about a single person."""
    bare = plain(text)
    if any(pattern.search(bare) for pattern in _TELLS):
        return True
    return any(kind_of_header(piece) in _ABOUT_PERSONS for piece in re.split(r"[:;=|\n]", text))


_WHO = (
    re.compile(r"(?:\+?855[ .-]?|(?<![\d.,-])0)[1-9]\d(?:[ .-]?\d){6,7}(?!\d)"),
    re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE),
    re.compile(r"\b(?:[Nn]ame is|[Nn]ame was) [A-Z]|\b(?:Mr|Mrs|Ms|Miss)\.? [A-Z]"),
    STORY,
)


def tells_who(text: str) -> bool:
    """Whether a published text of some length seems to lead to a single person: fewer signs than ``tells_of_a_person``.

    Spans of years, dates and the right to a name are ordinary there.
    """
    bare = plain(text)
    return any(pattern.search(bare) for pattern in _WHO)
