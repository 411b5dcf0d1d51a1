"""A text cut into pieces of which each has a class: whom it may be about, what kind of word it is, or unknown.

The classes stand with their words, English and Khmer, in ``people_words.csv``. Nobody can list the words that
restrict whom figures are about; the words that do not, and how a restriction is built around a person, a place or a
word of one's own, can be listed. What no class, no name of an indicator, no place and no time explains is ``unknown``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from etl.cells import (
    dashes,
    number_in_words,
    number_told,
    people_counted_km,
    plain,
    word_lists,
    word_rows,
)
from etl.labels.ages import AGE_INSIDE

WORDS_FILE = Path(__file__).resolve().parent / "people_words.csv"

_KHMER = "\u1780-\u17d3\u17dc\u17dd"
_NAME, _AGE = "\ue000", "\ue001"
"""What stands in the place of an indicator's name and of an age while the rest is cut."""
_PIECE = re.compile(
    rf"(?P<khmer>[{_KHMER}]+)|(?P<masked>{_NAME}+|{_AGE}+)"
    r"|(?P<size>\(?\bn ?[=:] ?\d[\d, ]*\)?)|(?P<range>\d[\d.,]* ?- ?\d[\d.,]*%?|\d+/\d+)"
    r"|(?P<number>\d+(?:[,. ]\d{3})*(?:\.\d+)?(?P<share> ?%)?)"
    rf"|(?P<word>[^\W\d_{_KHMER}]+(?:['’][^\W\d_]+)*)"
    r"|(?P<end>[:;|()\[\]{}\n\r/?!]|\.(?=\s|$)|\s[-]+\s|,)",
)
_LATIN_SUFFIX = re.compile(r"(?:['’]s|s['’]|['’])$")
_ENDINGS = re.compile(r"(?:ations?|itions?|ions?|ments?|ities|ity|ings?|ers?|ors?|ies|ed|es|s|e|y|al|ly)$")
_CENTRE = re.compile(r"\b(?:cent(?:re|er)s?|affairs|international|development)\b", re.I)
_LONGEST_PHRASE = 5
_STEM = 4
_LETTERS = 2


class Piece(NamedTuple):
    """One word (or phrase) of a text: its class, its place in the text and, for numbers, how ``many``."""

    kind: str
    start: int
    end: int
    word: str
    many: float = 0.0


def stem(word: str) -> str:
    """The part of an English word that its relatives share (``registered``, ``registration``)."""
    bare = _LATIN_SUFFIX.sub("", word.casefold())
    short = _ENDINGS.sub("", bare)
    return short if len(short) >= _STEM else bare


@lru_cache(maxsize=1)
def _lexicon() -> tuple[dict[str, str], tuple[str, ...], int]:
    """Class of each English word or phrase and Khmer piece; the Khmer ones once more, the longest first."""
    found: dict[str, str] = {}
    for (name,), words in word_rows(WORDS_FILE):
        if not name.startswith(("head_", "shelf_")):
            found |= {_key(word): name for word in words}
    khmer = sorted((word for word in found if not word.isascii() and re.match(f"[{_KHMER}]", word)), key=len)
    return found, tuple(reversed(khmer)), len(khmer[-1])


@lru_cache(maxsize=1)
def _heads() -> dict[str, str]:
    return {_key(word): kind for kind, words in word_lists(WORDS_FILE, "head_").items() for word in words}


@lru_cache(maxsize=16)
def shelf(name: str) -> frozenset[str]:
    """Words that are looked up on their own, besides their class."""
    return frozenset(word_lists(WORDS_FILE, "shelf_")[name])


@lru_cache(maxsize=4096)
def head_of(text: str) -> str:
    """What a line or a header that begins so tells: its ``author`` (who made it, whom to ask), its ``source``, a
    ``meaning`` (a definition, an instruction); ``""`` for all others."""
    head, _, rest = re.sub("[:：៖]", ":", plain(text)).partition(":")
    words = _key(head).split(" ")
    tries = [head] if rest else [head, " ".join(words[:3]), " ".join(words[:2])]
    return next((kind for one in tries if (kind := _heads().get(_key(one)))), "")


@lru_cache(maxsize=16384)
def names_body(text: str) -> str:
    """``office`` when a line names an office or organisation, whose place is not the figures'; ``body`` for a ministry,
    a programme or a centre, whose women or children are not the figures' either; ``""`` for all others."""
    kinds = {piece.kind for piece in text_pieces(dashes(plain(text)), _NOTHING_KNOWN)}
    if "office" in kinds:
        return "office"
    return "body" if {"body", "programme"} & kinds or _CENTRE.search(text) else ""


def stems(texts: Iterable[str]) -> frozenset[str]:
    """The stems of all English words in some texts."""
    return frozenset(stem(word) for text in texts for word in re.findall(r"[a-z]+", text.casefold()))


def _key(word: str) -> str:
    bare = plain(word).casefold()
    if re.match(f"[{_KHMER}]", bare):
        return bare.replace(" ", "")
    return " ".join(re.findall(r"[^\W_]+(?:['’][^\W_]+)*", bare.replace("’", "'")))


class KnownWords:
    """What the readers of a table understand in its texts, to be taken off.

    ``names`` and ``definitions`` are those of the table's own indicators, ``others`` the stems of all words of the
    catalogue, ``khmer`` the Khmer names of every indicator.
    """

    def __init__(
        self,
        names: Collection[str] = (),
        definitions: Collection[str] = (),
        others: Collection[str] = (),
        khmer: Collection[str] = (),
    ) -> None:
        told = [*names, *definitions]
        self.own = stems(told)
        self.others = frozenset(others)
        self.khmer = sorted({_key(name) for name in khmer if len(name) > 2}, key=len, reverse=True)
        whole = sorted({plain(name) for name in names if len(name) > 2}, key=len, reverse=True)
        spaced = (r"\s*".join(map(re.escape, name.split())) for name in whole)
        self.whole = re.compile("|".join(rf"(?<![a-z]){name}(?![a-z])" for name in spaced) or r"(?!)", re.I)


_NOTHING_KNOWN = KnownWords()


def text_pieces(text: str, known: KnownWords) -> list[Piece]:
    """``text`` (plain: digits and spaces of one kind) in pieces, ages and groups taken as such."""
    text = known.whole.sub(lambda match: _NAME * len(match.group()), text)
    text = AGE_INSIDE.sub(lambda match: _AGE * len(match.group()), text)
    found: list[Piece] = []
    words: list[tuple[int, int]] = []
    for match in _PIECE.finditer(text):
        start, end = match.span()
        if match["word"]:
            words.append((start, end))
            continue
        found += _english(text, words, known)
        words = []
        if match["khmer"]:
            found += _khmer(text, start, end, known)
        elif match["masked"]:
            found.append(Piece("subject" if match["masked"][0] == _NAME else "age", start, end, match.group()))
        elif match["number"]:
            found.append(_number(match))
        elif match["end"]:
            found.append(Piece("end" if match["end"].strip() != "," else "comma", start, end, match.group()))
        else:
            found.append(Piece("neutral", start, end, match.group()))
    return [*found, *_english(text, words, known)]


def _number(match: re.Match[str]) -> Piece:
    bare = re.sub(r"[, ]", "", match["number"].rstrip("% "))
    bare = bare.replace(".", "") if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", bare) else bare
    kind = "neutral" if match["share"] or "." in bare else "number"
    return Piece(kind, *match.span(), match.group(), float(bare) if kind == "number" else 0.0)


def _english(text: str, words: list[tuple[int, int]], known: KnownWords) -> Iterator[Piece]:
    """Words of Latin letters, the longest known phrase first."""
    lexicon = _lexicon()[0]
    start = 0
    while start < len(words):
        for length in range(min(_LONGEST_PHRASE, len(words) - start), 0, -1):
            low, high = words[start][0], words[start + length - 1][1]
            raw = text[low:high]
            if length > 1 and re.search(r"[,;:.()]", raw):
                continue
            kind = _kind_of(raw, lexicon, known) if length == 1 else _kind_of_phrase(raw, lexicon, known)
            if kind:
                yield Piece(kind, low, high, raw, float(number_told(raw)) if kind == "number" else 0.0)
                break
        start += length


def _kind_of_phrase(raw: str, lexicon: dict[str, str], known: KnownWords) -> str:
    kind = lexicon.get(_key(raw), "") or ("number" if number_told(raw) > 1 else "")
    own = kind in ("place", "setting", "part") and all(stem(word) in known.own for word in _key(raw).split())
    return "subject" if own else kind


def _kind_of(raw: str, lexicon: dict[str, str], known: KnownWords) -> str:
    """The class of one English word. The words of the table's own indicators come before what they may mean elsewhere,
    except words that make anything a part ("our", "only")."""
    if raw == "WHO":
        return "name"
    word = _key(raw)
    bare = _LATIN_SUFFIX.sub("", word)
    kind = lexicon.get(word) or lexicon.get(bare) or ""
    if number_told(word) > 1:
        return "number"
    if kind in ("own", "only", "link", "weak", "relative", "neutral", "person", "took"):
        return kind
    if stem(word) in known.own:
        return "subject"
    if kind:
        return kind
    if len(word) == 1:
        return "neutral"
    return "other" if stem(word) in known.others else "unknown"


def _khmer(text: str, start: int, end: int, known: KnownWords) -> Iterator[Piece]:
    """A run of Khmer, which has no spaces: the longest known piece at each place, the rest between them unknown."""
    lexicon, _, longest = _lexicon()
    at = loose = start
    while at < end:
        name = next((name for name in known.khmer if text.startswith(name, at)), "")
        kind = "subject" if name else ""
        for length in range(min(longest, end - at), len(name), -1):
            if (known_as := lexicon.get(text[at : at + length])) and not _splits(text, at + length, end):
                name, kind = text[at : at + length], known_as
                break
        if counted := people_counted_km(text, at, end):
            name, kind = counted, "number"
        if not kind:
            at += 1
            continue
        if loose < at:
            yield _loose(text, loose, at)
        many = float(number_in_words(name)) if kind == "number" else 0.0
        yield Piece(kind, at, at + len(name), name, many)
        at = loose = at + len(name)
    if loose < end:
        yield _loose(text, loose, end)


def _loose(text: str, start: int, end: int) -> Piece:
    """Khmer letters that no piece explains; one or two are a letter of a list, not a word."""
    return Piece("unknown" if end - start > _LETTERS else "neutral", start, end, text[start:end])


def _splits(text: str, at: int, end: int) -> bool:
    """Whether a piece that ends at ``at`` would cut a syllable: vowels, signs and subscripts go with what is before."""
    return at < end and "\u17b6" <= text[at] <= "\u17d3"
