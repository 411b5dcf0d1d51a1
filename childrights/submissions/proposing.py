"""Which recommendations and measures may take up an ask, by what both speak of: a person says yes or no.

Texts in English and Khmer are read for what they speak of (``data/reference/ask_words.csv``): a topic, a group of
children, or what is to be done. A proposal needs something to be done and a topic or group in common, and no other
group. Then it counts how much of the ask is met: the words of what both speak of, and those that stand in both. A rare
word of the ask that the other text has not counts against it, so that not everything on schools takes up an ask about
kindergartens.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from childrights.catalogue import read_rows
from childrights.rights import Bag, Recommendation, bag_of, cosine, load_ministries, ministries_of, rarity_of, words_at
from childrights.submissions.asks_brought_in import OwnAsk
from childrights.submissions.measures_brought_in import StateMeasure
from geo import REFERENCE_FOLDER, fold_khmer

ACT, GROUP, TOPIC = "act", "group", "topic"
OF_THE_ASK, OF_WORDS = 0.6, 0.25
"""The weights of the share of the ask that is met, and of the likeness of the words of both.

A long paragraph of many parts takes up an ask by one of them, so the share of the ask weighs most."""
SAME_ARTICLES, SAME_MINISTRY = 0.1, 0.05
LEAST, LEAST_WITHOUT_ACT = 0.36, 0.45
"""From which score on something is proposed, and where nothing that is to be done is known to be in common.

Chosen on the developing half of the judged pairs of the tests, and on two more lists of asks set against everything."""
MOST = 12
"""How many proposals an ask has at most."""
_WISHES = """about above adopt after against all allow also among any are around been before begin below between both
bring build but can child children complete create done each establish every everybody few finish from get give
guarantee has have help her his how improve into introduce its just keep let like made make many may more most much
must near need neither new next nor not now one only open other our out over own pass place provide put same see set
should some start such sure than that the their them then there these they this those two under until very want was way
what when where which who will with within without year"""
"""Words of wishing and of grammar: an ask is not about them, so that they count neither for nor against."""
_PASSED_OVER = frozenset(word for word, _ in words_at(_WISHES))
_CHILDREN = re.compile(r"child|juvenile|minor|girl|boy|infant|baby|babies|adolesc|pupil|school|birth")
_CHILDREN_KM = ("កុមារ", "ក្មេង", "សិស្ស", "ទារក")
Phrase = tuple[str, ...]
"""Parts of which all must stand in a text."""


@dataclass(frozen=True, slots=True)
class Aspect:
    """Something that a text may speak of; ``kind`` is ``TOPIC``, ``GROUP`` or ``ACT``."""

    code: str
    kind: str
    name_en: str
    name_km: str
    english: tuple[Phrase, ...]
    khmer: tuple[Phrase, ...]

    def name(self, lang: str) -> str:
        """What it is called in ``en`` or ``km``."""
        return self.name_km if lang == "km" else self.name_en


@dataclass(frozen=True, slots=True)
class UptakeProposal:
    """An ask and what may take it up. ``shared`` and ``lacking`` are codes of aspects of the ask."""

    ask: str
    target: str
    score: float
    shared: tuple[str, ...]
    lacking: tuple[str, ...]
    articles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text as it is compared; ``pieces`` are those of its Khmer words."""

    code: str
    aspects: frozenset[str]
    bag: Bag
    pieces: frozenset[str]
    articles: frozenset[int]
    bearers: frozenset[str]
    on_children: bool


@dataclass(frozen=True)
class ReadTexts:
    """Everything that may take up an ask, ready to be compared."""

    rarity: Mapping[str, float]
    rarity_km: Mapping[str, float]
    targets: tuple[ReadText, ...]


@lru_cache(maxsize=4)
def load_aspects(folder: Path = REFERENCE_FOLDER) -> Mapping[str, Aspect]:
    """Every aspect by its code. Raises ``ReferenceTableError`` naming file, row and column."""
    found: dict[str, Aspect] = {}
    columns = ("aspect", "kind", "name_en", "name_km", "words_en", "words_km")
    for row in read_rows(folder / "ask_words.csv", columns):
        code = row.required("aspect")
        if code in found:
            raise row.refuse("aspect", f"'{code}' stands in the table twice")
        english = tuple(tuple(part.split("+")) for part in row.parts("words_en"))
        khmer = tuple(tuple(fold_khmer(word) for word in part.split("+")) for part in row.parts("words_km"))
        kind = row.choice("kind", (TOPIC, GROUP, ACT))
        found[code] = Aspect(code, kind, row.required("name_en"), row.required("name_km"), english, khmer)
    return found


Spans = Mapping[str, Sequence[tuple[int, int]]]
"""Aspect → where its words stand in a text."""


def _spans_en(text: str) -> Spans:
    """Words count from their beginning, so that each stands for all of its forms, and to their end."""
    return _spans(text, {one.code: one.english for one in load_aspects().values()}, _at_word)


def _spans_km(text: str) -> Spans:
    """Khmer has no spaces between words: they count anywhere."""
    return _spans(text, {one.code: one.khmer for one in load_aspects().values()}, _anywhere)


def _spans(
    text: str, phrases: Mapping[str, Sequence[Phrase]], where: Callable[[str, str], list[tuple[int, int]]]
) -> Spans:
    found: dict[str, list[tuple[int, int]]] = {}
    for code, ones in phrases.items():
        for phrase in ones:
            places = [where(part, text) for part in phrase]
            if all(places):
                found.setdefault(code, []).extend(place for part in places for place in part)
    return found


def _at_word(part: str, text: str) -> list[tuple[int, int]]:
    return [one.span() for one in _pattern(part).finditer(text)] if part in text else []


@lru_cache(maxsize=1024)
def _pattern(part: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z]){re.escape(part)}[a-z]*")


def _anywhere(part: str, text: str) -> list[tuple[int, int]]:
    return [(one.start(), one.end()) for one in re.finditer(re.escape(part), text)] if part in text else []


def comparable(asked: Iterable[Recommendation], measures: Iterable[StateMeasure] = ()) -> ReadTexts:
    """Recommendations and measures, ready to be compared. A concern or a question asks for nothing to be done."""
    rows = [one for one in asked if one.kind == "recommendation"]
    english = [
        f"{one.topic} {one.official_text} {one.summary if one.summary != one.official_text else ''}" for one in rows
    ]
    khmer = [_plain_km(f"{one.topic_km} {one.summary_km}") for one in rows]
    rarity, ministries = rarity_of(english) if rows else {}, load_ministries()
    targets = [
        _read(
            one.code,
            (text, text_km),
            rarity,
            one.article_numbers,
            [ministry.code for ministry in ministries_of(one, ministries)],
            one.on_children,
        )
        for one, text, text_km in zip(rows, english, khmer, strict=True)
    ]
    targets += [
        _read(
            one.code,
            (
                f"{one.title_en} {one.about} {_KIND_OF_MEASURE.get(one.kind, '')}",
                _plain_km(f"{one.title_km} {one.about}"),
            ),
            rarity,
            one.article_numbers,
            one.duty_bearers,
            True,
        )
        for one in measures
    ]
    seen = Counter(piece for text in khmer for piece in {piece for piece, _ in _pieces(text)})
    written = sum(bool(text) for text in khmer)
    rarity_km = {piece: math.log(written / count) for piece, count in seen.items()}
    return ReadTexts(rarity, rarity_km, tuple(targets))


_KIND_OF_MEASURE = {"law": "the law", "plan": "national plan", "budget": "budget"}
"""What a measure is in words of the table, where its title does not say so."""


def _read(
    code: str,
    texts: tuple[str, str],
    rarity: Mapping[str, float],
    articles: Iterable[int],
    bearers: Iterable[str],
    on_children: bool,
) -> ReadText:
    english, khmer = texts
    aspects = frozenset({*_spans_en(_plain(english)), *_spans_km(khmer)})
    pieces = frozenset(piece for piece, _ in _pieces(khmer))
    return ReadText(
        code, aspects, bag_of(english, rarity), pieces, frozenset(articles), frozenset(bearers), on_children
    )


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _plain_km(text: str) -> str:
    return "".join(fold_khmer(text).split())


def _pieces(text: str) -> list[tuple[str, int]]:
    """Three letters each, in place of words, which Khmer does not part."""
    return [(text[at : at + 3], at) for at in range(len(text) - 2)]


def proposals(ask: OwnAsk, known: ReadTexts) -> tuple[UptakeProposal, ...]:
    """What may take up an ask, the likeliest first."""
    english, khmer = _plain(ask.text_en), _plain_km(ask.text_km)
    mine = _read(ask.code, (english, khmer), known.rarity, ask.article_numbers, ask.duty_bearers, _on_children(ask))
    tongues = (
        _Tongue(
            [(word, at) for word, at in words_at(english) if word not in _PASSED_OVER], _spans_en(english), known.rarity
        ),
        _Tongue(_pieces(khmer), _spans_km(khmer), known.rarity_km),
    )
    found = [made for one in known.targets if (made := _set_against(mine, one, tongues))]
    return tuple(sorted(found, key=lambda one: (-one.score, one.target)))[:MOST]


def _on_children(ask: OwnAsk) -> bool:
    return bool(_CHILDREN.search(ask.text_en.casefold())) or any(word in ask.text_km for word in _CHILDREN_KM)


@dataclass(frozen=True)
class _Tongue:
    """An ask in one language: its words with their places, where its aspects stand, and how rare words are."""

    words: Sequence[tuple[str, int]]
    spans: Spans
    rarity: Mapping[str, float]

    def met(self, both: Collection[str], theirs: Collection[str]) -> float:
        """The share of the weight of the words that stands in shared aspects, or in the other text too.

        A word that no recommendation has weighs as much as the rarest.
        """
        rarest = max(self.rarity.values(), default=1.0)
        places = [place for code in both for place in self.spans.get(code, ())]
        weights = {word: self.rarity.get(word, rarest) for word, _ in self.words}
        met = {word for word, at in self.words if word in theirs or any(a <= at < b for a, b in places)}
        return sum(weights[word] for word in met) / (sum(weights.values()) or 1.0)


def _set_against(mine: ReadText, other: ReadText, tongues: tuple[_Tongue, _Tongue]) -> UptakeProposal | None:
    both = mine.aspects & other.aspects
    if not both or (mine.on_children and not other.on_children) or _about_others(mine.aspects, other.aspects):
        return None
    if not _same_demand(mine.aspects, both):
        return None
    met = max(tongue.met(both, theirs) for tongue, theirs in zip(tongues, (other.bag, other.pieces), strict=True))
    score = OF_THE_ASK * met + OF_WORDS * cosine(mine.bag, other.bag)
    articles = mine.articles & other.articles
    if mine.articles and other.articles:
        score += SAME_ARTICLES if articles else -SAME_ARTICLES
    score += SAME_MINISTRY if mine.bearers & other.bearers else 0.0
    acts = any(load_aspects()[code].kind == ACT for code in both)
    if score < (LEAST if acts else LEAST_WITHOUT_ACT):
        return None
    lacking = mine.aspects - both
    told = (_ordered(both), _ordered(lacking), tuple(sorted(articles)))
    return UptakeProposal(mine.code, other.code, round(score, 4), *told)


def _about_others(mine: frozenset[str], other: frozenset[str]) -> bool:
    """Whether the other text is about other children: both name groups and no group is the same, or it names one where
    the ask is for all, with a single thing in common: play in prison takes up no ask for playgrounds."""
    groups = [{code for code in one if load_aspects()[code].kind == GROUP} for one in (mine, other)]
    if not groups[0]:
        return bool(groups[1]) and len(mine & other) == 1
    return bool(groups[1]) and not groups[0] & groups[1]


def _same_demand(mine: frozenset[str], both: frozenset[str]) -> bool:
    """Whether both want something done, and about the same thing.

    Where a topic and a group are shared, another act may lead to the same end: to register the children of foreigners
    takes up an ask to do so free of charge.
    """
    kinds = {code: one.kind for code, one in load_aspects().items()}
    own, shared = (
        {kind: [code for code in one if kinds[code] == kind] for kind in (ACT, GROUP, TOPIC)} for one in (mine, both)
    )
    if (own[TOPIC] or own[GROUP]) and not (shared[TOPIC] or shared[GROUP]):
        return False
    return bool(shared[ACT]) or not own[ACT] or bool(shared[TOPIC] and shared[GROUP])


def _ordered(codes: Iterable[str]) -> tuple[str, ...]:
    """Codes in the order of the table."""
    chosen = set(codes)
    return tuple(code for code in load_aspects() if code in chosen)


def aspect_names(codes: Sequence[str], lang: str) -> tuple[str, ...]:
    """What aspects are called."""
    return tuple(load_aspects()[code].name(lang) for code in codes)
