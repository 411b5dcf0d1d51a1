"""Texts as weighed words, to be set against each other: a word weighs the more the fewer texts have it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

Bag = Mapping[str, float]
"""Word → weight; a bag has the length 1, so that the likeness of two lies between 0 and 1."""
_COMMON = """the of and to in for with its all that on by a an as from at or be their is are has have it this which
state party committee recommends recommendation continue ensure further take measures strengthen national including
cambodia efforts implement implementation promote rights human effective order well other such through also"""
_PASSED_OVER = frozenset(_COMMON.split())
"""Words that nearly every recommendation has."""


def rarity_of(texts: Sequence[str]) -> Mapping[str, float]:
    """Every word of some texts with how rare it is among them."""
    seen = Counter(word for text in texts for word in set(_words(text)))
    return {word: math.log(len(texts) / count) for word, count in seen.items()}


def bag_of(text: str, rarity: Mapping[str, float]) -> Bag:
    """The words of a text that weigh anything."""
    counts = Counter(_words(text))
    weighed = {word: (1 + math.log(count)) * rarity.get(word, 0.0) for word, count in counts.items()}
    size = math.sqrt(sum(weight**2 for weight in weighed.values())) or 1.0
    return {word: weight / size for word, weight in weighed.items() if weight}


def cosine(one: Bag, other: Bag) -> float:
    """How alike two bags are, from 0 to 1."""
    small, large = sorted((one, other), key=len)
    return sum(weight * large.get(word, 0.0) for word, weight in small.items())


def words_at(text: str) -> list[tuple[str, int]]:
    """Words without their endings, as far as plain English needs it, and where each begins."""
    found = ((one.group(), one.start()) for one in re.finditer(r"[a-z]{3,}", text.casefold()))
    return [(re.sub(r"(ing|ies|ed|es|s|y)$", "", word), at) for word, at in found if word not in _PASSED_OVER]


def _words(text: str) -> list[str]:
    return [word for word, _ in words_at(text)]
