"""Khmer in one spelling: twins that look alike, marks in another order and invisible ones are the same word.

The same word reaches us typed in many ways that no reader can tell apart on paper: the letter under another as Da or
Ta, the vowel in one piece or in two, Ro before or after another subscript, a joiner inside. Whatever compares words
folds both sides through ``fold_khmer``; what is shown or kept stays as it was written.
"""

from __future__ import annotations

import re
from functools import lru_cache

_KHMER = re.compile("[\u1780-\u17ff]")
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_COENG = "\u17d2"
_BROKEN_STACK = re.compile(r"\s*\u17d2\s*")
"""A space beside the sign that puts one letter under another is a slip: nothing can stand between the two."""
_CLUSTER = re.compile("([\u1780-\u17b3\u25cc])((?:\u17d2[\u1780-\u17b3]|[\u17b6-\u17d1\u17d3\u17dd])+)")
_PARTS = re.compile("\u17d2[\u1780-\u17b3]|.")

_LETTERS = str.maketrans(
    {
        "\u17a3": "\u17a2",  # two letters that Unicode itself declares mistakes
        "\u17a4": "\u17a2\u17b6",
        "\u17b2": "\u17b1",  # ឲ and ឱ: the word for "to give" is written with either
        "\u17b3": "\u17aa",  # ឳ typed for ឪ, as in "father"
        "\u17c8": "\u17c7",  # the two dots ៈ typed as ះ, as in the name of February
    }
)
_STACKS = (
    ("\u17d2\u178a", "\u17d2\u178f"),  # Da and Ta look the same below every letter
    ("\u178e\u17d2\u1791", "\u178e\u17d2\u178c"),  # ណ្ទ for ណ្ឌ: no word has the first
    ("\u1791\u17d2\u1794", "\u17a1"),  # ទ្ប for ឡ, which old fonts drew that way
    ("\u17a2\u17c4\u1799", "\u17b1\u17d2\u1799"),  # អោយ for ឱ្យ, as it is spoken
)
_RO = "\u17d2\u179a"
_SHIFTERS = "\u17c9\u17ca"
_ABOVE = frozenset("\u17b7\u17b8\u17b9\u17ba\u17be")
_LOW_U = "\u17bb"
_VOWELS = {frozenset("\u17c1\u17b6"): "\u17c4", frozenset("\u17c1\u17b8"): "\u17be"}
_RANKS = {"\u17cc": 0} | dict.fromkeys(_SHIFTERS, 3) | {chr(code): 4 for code in range(0x17B6, 0x17C6)}
_RANKS |= {"\u17c6": 5, "\u17c7": 6, "\u17cb": 7}


@lru_cache(maxsize=65_536)
def fold_khmer(text: str) -> str:
    """``text`` with its Khmer in the one spelling under which words are compared; other scripts are untouched.

    Folding twice changes nothing more. For comparing only: never show or keep the result.
    """
    if text.isascii() or not _KHMER.search(text):
        return text
    text = _BROKEN_STACK.sub(_COENG, _INVISIBLE.sub("", text)).translate(_LETTERS)
    text = _CLUSTER.sub(_in_order, text)
    for twin, standard in _STACKS:
        text = text.replace(twin, standard)
    return text


def _in_order(cluster: re.Match[str]) -> str:
    """A letter with what stands on, under and around it: each mark once, in one order."""
    marks = list(dict.fromkeys(_PARTS.findall(cluster[2])))
    held = set(marks)
    for pieces, whole in _VOWELS.items():
        if pieces <= held:
            marks = [whole, *(mark for mark in marks if mark not in pieces)]
    if not _ABOVE.isdisjoint(marks) and any(mark in marks for mark in _SHIFTERS):
        # Under a vowel that stands above, both shifters are drawn as the vowel sign for "u", and typed so too.
        marks = [_LOW_U, *(mark for mark in marks if mark not in _SHIFTERS and mark != _LOW_U)]
    return cluster[1] + "".join(sorted(marks, key=_rank))


def _rank(mark: str) -> tuple[int, str]:
    if mark[0] == _COENG:
        return (2 if mark == _RO else 1), ""
    rank = _RANKS.get(mark, 8)
    return rank, mark if rank == 4 else ""
