"""Numbers in words, English and Khmer, as people write them in a reason or a remark: thirty-two, សាមសិបពីរ.

The words are data (``number_words.csv``). In Khmer, which parts no words, syllables of numbers stand in other words
too; a number is sure there where a word of counting follows ("ប្រាំបីនាក់", eight people).
"""

from __future__ import annotations

import re
from pathlib import Path

from etl.cells.word_tables import any_word, word_lists

_FILE = Path(__file__).with_name("number_words.csv")
_SMALL = {word: int(name) for name, words in word_lists(_FILE, "number_").items() for word in words}
_TIMES = {word: int(name) for name, words in word_lists(_FILE, "times_").items() for word in words}


def _any(words: dict[str, int], *, khmer: bool) -> str:
    return any_word(word for word in words if word.isascii() is not khmer).pattern


_ENGLISH, _BIG = _any(_SMALL, khmer=False), _any(_TIMES, khmer=False)
_TENS = any_word(word for word, number in _SMALL.items() if word.isascii() and number >= 20).pattern
_UNDER_100 = rf"(?:(?:{_TENS})[ -](?:{_ENGLISH})\b|{_ENGLISH})"
ENGLISH_NUMBER = (
    rf"\b(?:(?:{_UNDER_100}|an?)(?:[ -](?:{_BIG}))+(?:(?:,? and | ){_UNDER_100}(?:[ -](?:{_BIG}))*)*"
    rf"|{_UNDER_100})\b"
)
"""A pattern for a number in English words, in any case."""
_SYLLABLE = any_word(word for word in (*_SMALL, *_TIMES) if not word.isascii()).pattern
_START_KM = _any(_SMALL, khmer=True)
KHMER_NUMBER = rf"(?:{_START_KM})(?: ?(?:{_SYLLABLE}))*(?![\u17b6-\u17d3])"
"""The same for Khmer as ``plain`` gives it; not to be trusted without what stands behind."""
COUNTED_KM = any_word(word_lists(_FILE)["counted"]).pattern
"""What stands behind a number of people in Khmer."""
NOT_COUNTED = "|".join(rf"{word}\b" if word.isascii() else re.escape(word) for word in word_lists(_FILE)["not_counted"])
"""What stands behind a number of none: three times, two years."""
_OF_AGE_KM = any_word(word_lists(_FILE)["age"]).pattern
_COUNTED_OR_AGED_KM = re.compile(rf"({KHMER_NUMBER}) ?(?={COUNTED_KM}|{_OF_AGE_KM})")
_AGED = re.compile(
    rf"\b(?P<before>aged?|(?:girl|boy|child|kid|baby|student|pupil|victim|survivor|daughter|son) (?:of|aged|is|was)"
    rf"|(?:she|he) (?:is|was|turned|just turned)(?: only| now)?) (?P<one>{ENGLISH_NUMBER})(?![ -](?:in|of|to)\b)"
    rf"|(?P<other>{ENGLISH_NUMBER})(?=[ -](?:years?|yrs?|months?)\b)",
    re.IGNORECASE,
)
_ALONE = frozenset(word for phrase in _SMALL if phrase.isascii() for word in phrase.split()) - {"a", "of"}
_BEHIND_KM = (*word_lists(_FILE)["counted"], *word_lists(_FILE)["age"])
_WHOLE = re.compile(ENGLISH_NUMBER, re.IGNORECASE)
_COUNTED_KM = re.compile(rf"({KHMER_NUMBER})(?= ?{COUNTED_KM})")
_PART = re.compile(rf"{any_word((*_SMALL, *_TIMES)).pattern}|\ban?\b", re.IGNORECASE)


def number_in_words(text: str) -> int:
    """The number that a match of ``ENGLISH_NUMBER`` or ``KHMER_NUMBER`` stands for."""
    whole, held = 0, 0
    for found in _PART.finditer(text):
        word = found[0].casefold()
        times = _TIMES.get(word)
        if times is None:
            held += _SMALL.get(word, 1)
        elif times < 1000:
            held = max(held, 1) * times if held < times else held + times
        else:
            whole, held = whole + max(held, 1) * times, 0
    return whole + held


def number_told(text: str) -> int:
    """The number that some English words are and nothing else; 0 where they are none."""
    return number_in_words(text) if _WHOLE.fullmatch(text) else 0


def people_counted_km(text: str, start: int, end: int) -> str:
    """The number in Khmer words that begins at ``start``, does not go past ``end`` and counts people; empty where none
    does."""
    found = _COUNTED_KM.match(text, start)
    return found[1] if found and found.end(1) <= end else ""


def numbers_in_digits(text: str) -> str:
    """A text, as ``plain`` gives it, with its number words in digits where they say an age, and in Khmer also where
    they count people: two or more, since one is somebody. A search for persons knows ages by digits, and takes no
    number for a name then."""
    if not _ALONE.isdisjoint(text.casefold().replace("-", " ").split()):
        text = _AGED.sub(_age_told, text)
    if text.isascii() or not any(word in text for word in _BEHIND_KM):
        return text
    return _COUNTED_OR_AGED_KM.sub(_told, text)


def _told(found: re.Match[str]) -> str:
    number = number_in_words(found[1])
    return f"{number} " if number > 1 else found[0]


def _age_told(found: re.Match[str]) -> str:
    words = found["one"] or found["other"]
    number = number_in_words(words)
    return found[0].removesuffix(words) + str(number) if number > 1 else found[0]
