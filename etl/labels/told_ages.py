"""Ages that titles and names say of a whole table, beside those of its own labels.

A title that names one indicator says its age with it. One that names two or none ("Birth registration and child labour
among children 5-11") speaks of all figures below: what it says holds for the indicators it can hold for, says nothing
new of those whose own definition lies within it, and is asked about otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from childrights.catalogue import TOTAL
from etl.cells import dashes, plain
from etl.labels.ages import lies_within, read_age
from etl.labels.people_words import KnownWords, text_pieces
from etl.problems import Issue

Cell = tuple[int, int]
_NOTHING_KNOWN = KnownWords()
_MARKS, _AND, _COUNTED = ("end", "comma"), ("and", "or", "&", ","), ("person", "place", "area", "member")
#: Everybody that a dashboard of children is about: of a household's water it says no age.
_SHORT, _AGED = 4, {"age", "ages", "aged", "only", "old", "អាយុ", "ពី", "ចាប់ពី"}
_CHILDHOOD = ("0-17", "0-18")
_ONE_AGE = re.compile(
    r"(?<![a-z])(?:aged?|ages|អាយុ) ?(?:of )?(?:\d{1,2}|one|two|five)"
    r"(?! ?(?:-|to |ដល់|and |\+|or |&|, ?\d\d?(?!\d)|ឡើង|\d|%))"
    r"(?: ?(?:years?|yrs?|ឆ្នាំ|months?|ខែ))?(?: ?olds?| of age)?(?![a-z])"
    r"|(?<![\d.,/-])\d{1,2}[- ]years?[- ]olds?(?![a-z])"
)
_A_LIMIT = re.compile(
    r"(?:before|by|at|until|till|after|over|under|than|below|above|to|and|mean|median|legal|minimum|-|<|>"
    r"|មុន|ក្រោម|លើស|លើ|ដល់|តិចជាង|ចាប់ពី|ពី|និង) ?(?:the )?$"
)


class AgeTold(NamedTuple):
    """An age in a title (``cell``) or in the name of the sheet or the file (``None``); ``sure`` when it must be one."""

    cell: Cell | None
    text: str
    code: str
    sure: bool = True

    def issue(self, variant: str = "age_told", **params: str) -> Issue:
        """Why figures below this text are held back."""
        return Issue("unknown_category", variant, params=tuple(params.items()))


def ages_in(text: str, cell: Cell | None) -> Iterator[AgeTold]:
    """Every age that ``text`` says: of people ("girls 15-17"), by a word of age ("aged 5-11", "under two"), or, less
    sure, set apart ("Stunting and wasting, 5-11"). Ranges beside other words ("Table 3-4", "5-11 May") are no ages."""
    folded = dashes(plain(text)).casefold()
    told = text_pieces(folded, _NOTHING_KNOWN)
    for place, piece in enumerate(told):
        age = read_age(folded[piece.start : piece.end].strip()) if piece.kind == "age" else None
        if age is None:
            continue
        before = next((one.kind for one in reversed(told[:place]) if one.kind not in _MARKS), "")
        behind = told[place + 1].kind if place + 1 < len(told) else "end"
        listed = place > 1 and told[place - 2].kind == "age" and told[place - 1].word.casefold() in _AND
        sure = age.sure or listed or (before == "person" and behind not in _COUNTED)
        if sure or (before not in ("neutral", "number") and behind in _MARKS):
            yield AgeTold(cell, text, age.code, sure)
    for match in _ONE_AGE.finditer(folded):
        if _A_LIMIT.search(folded[: match.start()]) is None:
            bare = re.sub(r"-(?=year)|(?<=year)-|(?<=years)-|of (?=age)", " ", match.group())
            if (age := read_age(" ".join(re.sub(r"years? olds?|of age", "years", bare).split()))) is not None:
                yield AgeTold(cell, text, age.code)


def only_an_age(text: str) -> bool:
    """Whether a note says people of one age and nothing else: "Children 6-23 months", កុមារអាយុ ៦-២៣ ខែ."""
    told = [piece for piece in text_pieces(dashes(plain(text)), _NOTHING_KNOWN) if piece.kind not in _MARKS]
    kinds = [piece.kind for piece in told]
    said = {piece.word.casefold() for piece in told if piece.kind == "neutral"}
    return kinds[:1] in (["person"], ["age"]) and kinds.count("age") == 1 and len(kinds) <= _SHORT and said <= _AGED


def age_for(told: Sequence[AgeTold], indicator: str, own: Iterable[str]) -> tuple[str, AgeTold | None, Issue | None]:
    """The age of figures of ``indicator``, whose definition names the ages ``own``, as the texts around them say it; or
    the text to ask about, and what to ask."""
    own = tuple(own)
    if not told or any(lies_within(age, [one.code]) for one in told for age in own):
        return TOTAL, None, None
    if not own and all(one.code in _CHILDHOOD for one in told):
        return TOTAL, None, None
    codes = {one.code for one in told}
    first = told[0]
    if len(codes) > 1 or not first.sure:
        return TOTAL, first, first.issue()
    if not lies_within(first.code, own):
        return TOTAL, first, first.issue("age", indicator=indicator, age=first.code)
    return first.code, None, None
