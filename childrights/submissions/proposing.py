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
OF_WORDS_MET, OF_LIKENESS, OF_RARITY, RAREST = 1.9, 3.0, 0.31, 10.0
SAME_CORE, SAME_MINISTRY = 1.8, 0.2
NO_ACT, NO_ACT_OF_WORDS, OTHER_ACT = -2.6, 2.1, -0.9
SINGLE, OTHER_ARTICLES, NOT_ON_CHILDREN, ON_SOME = -0.9, -2.1, -1.5, -1.5
LEAST = 3.5
"""What a proposal is weighed by, and from which sum on it is made.

Fitted (a logistic regression, rounded) on the judged pairs and on asks that were judged against every recommendation.
Before, the words of an ask weighed most, so that details which no recommendation names (fenced ponds, 20 per cent) hid
that the demand is the same: one true link in five was found."""
FOR_EVERYBODY = 0.8
"""How much of an ask for children a text must meet that is not on children, beside two things in common."""
AS_RARE = 0.7
"""How much commoner a subject may be than the rarest of an ask and still be its core."""
MANY_GROUPS = 3
"""From how many groups on a text is about all whose lot is hard, rather than about other children."""
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
    """A text as it is compared; ``pieces`` are those of its Khmer words. A measure is something done by
    itself, and its title says one thing, so that neither an act nor a second thing in common is asked of it."""

    code: str
    aspects: frozenset[str]
    bag: Bag
    pieces: frozenset[str]
    articles: frozenset[int]
    bearers: frozenset[str]
    on_children: bool
    measure: bool = False


@dataclass(frozen=True)
class ReadTexts:
    """Everything that may take up an ask, ready to be compared."""

    rarity: Mapping[str, float]
    rarity_km: Mapping[str, float]
    weights: Mapping[str, float]
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
    if any(word not in text for word in part.split()):
        return []
    return [one.span() for one in _pattern(part).finditer(text)]


@lru_cache(maxsize=1024)
def _pattern(part: str) -> re.Pattern[str]:
    """Between words that mean something up to two others may stand: "collect and publish data" is to collect data."""
    words = part.split()
    apart = r"[a-z]*(?:[\s,]+[a-z'’-]+){0,2}?[\s,]+" if all(len(word) > 3 for word in words) else " "
    return re.compile(rf"(?<![a-z]){apart.join(map(re.escape, words))}[a-z]*")


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
    weights = _rarity_of_aspects(targets)
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
            measure=True,
        )
        for one in measures
    ]
    seen = Counter(piece for text in khmer for piece in {piece for piece, _ in _pieces(text)})
    written = sum(bool(text) for text in khmer)
    rarity_km = {piece: math.log(written / count) for piece, count in seen.items()}
    return ReadTexts(rarity, rarity_km, weights, tuple(targets))


def _rarity_of_aspects(asked: Sequence[ReadText]) -> Mapping[str, float]:
    """What is asked seldom says more; what nobody asked counts as half a text.

    Recommendations alone count: a long list of measures would change what is proposed of everything else.
    """
    if not asked:
        return dict.fromkeys(load_aspects(), RAREST / 2)
    seen = Counter(code for one in asked for code in one.aspects)
    return {code: math.log((len(asked) + 1) / seen.get(code, 0.5)) for code in load_aspects()}


_KIND_OF_MEASURE = {"law": "the law", "plan": "national plan", "budget": "budget"}
"""What a measure is in words of the table, where its title does not say so."""


def _read(
    code: str,
    texts: tuple[str, str],
    rarity: Mapping[str, float],
    articles: Iterable[int],
    bearers: Iterable[str],
    on_children: bool,
    measure: bool = False,
) -> ReadText:
    english, khmer = texts
    aspects = frozenset({*_spans_en(_plain(english)), *_spans_km(khmer)})
    pieces = frozenset(piece for piece, _ in _pieces(khmer))
    return ReadText(
        code, aspects, bag_of(english, rarity), pieces, frozenset(articles), frozenset(bearers), on_children, measure
    )


_TERMS = (
    (re.compile(r"\b(girls (and|or) boys|boys (and|or) girls)\b"), "children"),
    (re.compile(r"\b(contact|conflict)( with|( or in)? conflict with) the law\b"), "juvenile justice"),
)
"""Terms whose words mean something else alone: girls and boys are all children, no group of them, and who is in
conflict with the law is no reason to ask for a law."""


def _plain(text: str) -> str:
    plain = " ".join(text.casefold().split())
    for term, meant in _TERMS:
        plain = term.sub(meant, plain)
    return plain


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
    found = [made for one in known.targets if (made := _set_against(mine, one, known, tongues))]
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


def _set_against(
    mine: ReadText, other: ReadText, known: ReadTexts, tongues: Sequence[_Tongue]
) -> UptakeProposal | None:
    both = mine.aspects & other.aspects
    if not both or _about_others(mine.aspects, other.aspects):
        return None
    weights, subjects = known.weights, {code for code in mine.aspects if _kind(code) != ACT}
    shared = sum(weights[code] for code in both)
    elsewhere = mine.on_children and not other.on_children
    articles = mine.articles & other.articles
    rare = max(weights[code] for code in both) >= RAREST / 2
    apart = bool(mine.articles and other.articles and not articles and not rare)
    if subjects and len(both) == 1 and not subjects & both:
        return None
    if elsewhere and (len(both) == 1 or shared < FOR_EVERYBODY * sum(weights[code] for code in mine.aspects)):
        return None
    if apart and not (subjects - _SETTINGS) & both:
        return None
    met = max(tongue.met(both, theirs) for tongue, theirs in zip(tongues, (other.bag, other.pieces), strict=True))
    score = OF_WORDS_MET * met + OF_LIKENESS * cosine(mine.bag, other.bag) + OF_RARITY * min(shared, RAREST)
    score += SAME_CORE * _shares_the_core(subjects - _SETTINGS, both, weights)
    if not other.measure:
        score += _of_acts(mine.aspects, both, met) + SINGLE * (len(both) == 1)
    score += OTHER_ARTICLES * apart + NOT_ON_CHILDREN * elsewhere
    score += ON_SOME * _on_some(mine.aspects, other.aspects) + SAME_MINISTRY * bool(mine.bearers & other.bearers)
    if score < LEAST:
        return None
    told = (_ordered(both), _ordered(mine.aspects - both), tuple(sorted(articles)))
    return UptakeProposal(mine.code, other.code, round(score, 4), *told)


_SETTINGS = frozenset({"girls", "rural", "poverty"})
"""For whom and where, which is no subject of its own: an ask about girls with HIV is about HIV."""


def _kind(code: str) -> str:
    return load_aspects()[code].kind


def _shares_the_core(subjects: Collection[str], both: Collection[str], weights: Mapping[str, float]) -> bool:
    """Whether both speak of what an ask is about: of HIV, where stigma is to end in schools and health centres."""
    least = max((weights[code] for code in subjects), default=0.0) - AS_RARE
    return not subjects or any(code in both and weights[code] >= least for code in subjects)


def _of_acts(mine: Collection[str], both: Collection[str], met: float) -> float:
    """What it costs that nothing to be done is known to be in common: less, the more of the words are."""
    if any(_kind(code) == ACT for code in both):
        return 0.0
    return NO_ACT + NO_ACT_OF_WORDS * met + OTHER_ACT * any(_kind(code) == ACT for code in mine)


def _about_others(mine: frozenset[str], other: frozenset[str]) -> bool:
    """Whether the other text is about other children: both name groups and no group is the same, or it names one where
    the ask is for all, with a single thing in common: play in prison takes up no ask for playgrounds.

    Girls are half of all children, so that to name them makes nobody another.
    """
    own, theirs = _groups(mine), _groups(other)
    return bool(own and theirs and not own & theirs) or (_on_some(mine, other) and len(mine & other) == 1)


def _on_some(mine: frozenset[str], other: frozenset[str]) -> bool:
    """Whether the other text names a group or two where the ask is for all children."""
    return not _groups(mine) and 0 < len(_groups(other)) < MANY_GROUPS


def _groups(aspects: frozenset[str]) -> frozenset[str]:
    return frozenset(code for code in aspects if _kind(code) == GROUP) - _SETTINGS


def _ordered(codes: Iterable[str]) -> tuple[str, ...]:
    """Codes in the order of the table."""
    chosen = set(codes)
    return tuple(code for code in load_aspects() if code in chosen)


def aspect_names(codes: Sequence[str], lang: str) -> tuple[str, ...]:
    """What aspects are called."""
    return tuple(load_aspects()[code].name(lang) for code in codes)
