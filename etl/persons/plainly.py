"""Reasons that say plainly why something goes: it told of a child. That much tells of nobody.

A sentence is let through whole where each of its words is one by which people speak of files, of what stands in them
and of whom that may be. None of these is a name, a place, an age or what befell somebody, so no sentence of them leads
to anybody; one word more, and the search looks at all of it as at any other text.
"""

from __future__ import annotations

import re
from functools import lru_cache

from etl.cells import plain
from etl.persons.personal_words import LISTS
from geo import fold_khmer

_WORDS = frozenset(LISTS["plain_reason"])
_WORDS_KM = frozenset(LISTS["plain_reason_khmer"])
_UNLESS_CAPITAL = frozenset({"so"})
"""Words that are names where they are written as one."""
_LONGEST_KM = max(map(len, _WORDS_KM))
_TOKEN = re.compile(r"[A-Za-z]+(?:['’]s?)?|[\u1780-\u17d3\u17dd]+|\d+|[^\s]")
_KEEPS_APART = frozenset(".,;:!?()-–—“”\"'’។៖/")
_WHERE = re.compile(
    r"\b(?:rows?|lines?|pages?|sheets?|tables?|columns?|cells?)(?: (?:no\.? ?)?\d{1,5}| [A-Z](?:[A-Z]?\d{1,5})?(?!\w))"
    r"(?:(?:,| and| to|-|–) ?(?:\d{1,5}|[A-Z]{1,2}\d{1,5})(?!\w))*|\bU\d{4,6}\b"
    + fold_khmer(r"|(?:ជួរដេក|ជួរឈរ|ជួរ|ក្រឡា|សន្លឹក|តារាង) ?(?:ទី ?|លេខ ?)?(?:\d{1,5}|[A-Z]{1,2}\d{1,5})"),
    re.IGNORECASE,
)
"""Where in a file something stands."""


def says_plainly(text: str) -> bool:
    """Whether a text holds nothing but such words, in English or Khmer."""
    tokens = _TOKEN.findall(_WHERE.sub(" ", plain(text)))
    return all(one in _KEEPS_APART or _is_plain(one) for one in tokens)


def _is_plain(token: str) -> bool:
    if token.isascii():
        return token in _UNLESS_CAPITAL or re.sub("['’]s?$", "", token.casefold()) in _WORDS
    return _made_of_words(token)


@lru_cache(maxsize=1024)
def _made_of_words(token: str) -> bool:
    """Whether Khmer, which parts no words, can be parted into such words from its beginning to its end."""
    reached = {0}
    for start in range(len(token)):
        if start in reached:
            reached |= {
                end
                for end in range(start + 1, min(start + _LONGEST_KM, len(token)) + 1)
                if token[start:end] in _WORDS_KM
            }
    return len(token) in reached
