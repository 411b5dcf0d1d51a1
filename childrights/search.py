"""One search over indicators, rights, articles, provinces and recommendations, in English and Khmer, forgiving typos.

Latin words are matched one by one (whole, by their beginning, or a few letters off); Khmer has no spaces between
words, so a Khmer query is looked for inside the names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from types import MappingProxyType

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from childrights.catalogue import Catalogue
from childrights.rights import Recommendation
from geo import load_provinces, plain_name

KINDS = ("indicator", "right", "article", "province", "recommendation", "own_ask", "voice")
_NAME, _ALIAS, _BODY = 1.0, 0.9, 0.5
"""How much a word counts by where it stands: in a name, in another name, in a definition or summary."""
_LEAD = 0.03
"""What the leading definition of a topic has in advance of the others, so that it stands first among equals."""
_LEAST = 0.45
_LEAST_KHMER = 70
_SHORTEST_TYPO = 4
_EDITS = {4: 1, 5: 1, 6: 1, 7: 2, 8: 2, 9: 2}
_MOST_EDITS = 3
_KHMER = re.compile("[\u1780-\u17ff]")
_STOP = frozenset(["the", "of", "in", "for", "and", "or", "to", "by", "a", "an", "on", "at", "with", "is", "are"])


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found. ``kind`` is one of ``KINDS``; ``code`` leads to it (an article's is its number).

    ``title`` is in the language asked for; ``score`` lies above 0 and rarely above 1, the best first.
    """

    kind: str
    code: str
    title: str
    score: float


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """What can be found: its titles, its texts with the weight of where each stands, and what it has in advance."""

    kind: str
    code: str
    title_en: str
    title_km: str
    texts: tuple[tuple[str, float], ...]
    prior: float = 0.0

    def title(self, lang: str) -> str:
        """The title in ``en`` or ``km``, English where Khmer is missing."""
        return self.title_km if lang == "km" and self.title_km else self.title_en


@dataclass(frozen=True)
class Index:
    """Words ready to be searched. Built once by ``build_index``; searching changes nothing in it."""

    entries: tuple[SearchEntry, ...]
    words: Mapping[str, Mapping[int, float]]
    vocabulary: tuple[str, ...]
    khmer: tuple[tuple[str, int, float], ...]
    khmer_texts: tuple[str, ...]
    lengths: tuple[int, ...]

    def weight(self, word: str) -> float:
        """How telling a word is: rare ones more."""
        return log(1 + len(self.entries) / len(self.words[word]))


def entries_of(
    catalogue: Catalogue,
    recommendations: Sequence[Recommendation] = (),
    topic_words: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> tuple[SearchEntry, ...]:
    """Everything that can be found, in the order of ``KINDS``; ``topic_words`` are what people call topics besides."""
    found = []
    for one in catalogue.indicators.values():
        names = [(text, _NAME) for text in (one.name_en, one.short_name_en, one.name_km, one.short_name_km)]
        others = [(text, _ALIAS) for text in (*one.aliases_en, *one.aliases_km, one.code.replace("_", " "))]
        others += [(text, _ALIAS) for text in topic_words.get(one.topic, ())]
        body = [(one.definition_en, _BODY), (catalogue.topics[one.topic].name_en, _ALIAS)]
        prior = _LEAD if catalogue.topics[one.topic].lead == one.code else 0.0
        found.append(SearchEntry("indicator", one.code, one.name_en, one.name_km, (*names, *others, *body), prior))
    for right in catalogue.clusters.values():
        names = [(right.name_en, _NAME), (right.name_km, _NAME), (right.code, _ALIAS)]
        found.append(SearchEntry("right", right.code, right.name_en, right.name_km, tuple(names)))
    for article in catalogue.articles:
        if article.primary:
            number = str(article.article)
            english = f"Article {number}: {article.short_title_en}"
            khmer = f"មាត្រា {number}៖ {article.short_title_km}"
            found.append(SearchEntry("article", number, english, khmer, ((english, _NAME), (khmer, _NAME))))
    for province in load_provinces().values():
        names = [(province.name_en, _NAME), (province.name_km, _NAME), (province.code, _NAME)]
        ranked = (f"{province.name_en} province", f"ខេត្ត{province.name_km}", f"រាជធានី{province.name_km}")
        others = [(text, _ALIAS) for text in (*province.aliases, *province.aliases_km, *ranked)]
        found.append(SearchEntry("province", province.code, province.name_en, province.name_km, (*names, *others)))
    for asked in recommendations:
        if asked.asks:
            cycle = f"({asked.mechanism} {asked.year})"
            title = f"{asked.topic or asked.summary} {cycle}"
            khmer = f"{asked.topic_km or asked.summary_km} {cycle}"
            texts = [(title, _NAME), (khmer, _NAME), (asked.summary, _BODY), (asked.summary_km, _BODY)]
            found.append(SearchEntry("recommendation", asked.code, title, khmer, (*texts, (asked.document, _ALIAS))))
    return tuple(found)


def own_ask_entry(code: str, text_en: str, text_km: str, document: str) -> SearchEntry:
    """One of the coalition's own asks, found by its words in both languages and by its document."""
    texts = [(text_en, _ALIAS), (text_km, _ALIAS), (document, _NAME)]
    return SearchEntry("own_ask", code, text_en or text_km, text_km, tuple(texts))


MOST_TITLE = 90
"""Letters of a member's words that stand as their title."""


def voice_entry(code: str, text_en: str, text_km: str, organisation: str) -> SearchEntry:
    """What a member sent in words, found by these in both languages and by its name."""
    texts = [(text_en, _BODY), (text_km, _BODY), (organisation, _ALIAS)]
    english, khmer = _begun(text_en), _begun(text_km)
    return SearchEntry("voice", code, english or khmer, khmer or english, tuple(one for one in texts if one[0]))


def _begun(text: str) -> str:
    """The beginning of a text: whole words of English, letters of Khmer."""
    if len(text) <= MOST_TITLE:
        return text
    cut = text[:MOST_TITLE]
    return f"{cut.rpartition(' ')[0] or cut} …"


def build_index(entries: Iterable[SearchEntry]) -> Index:
    """The words of ``entries`` with where they stand."""
    kept = tuple(entries)
    words: dict[str, dict[int, float]] = {}
    khmer: list[tuple[str, int, float]] = []
    for place, entry in enumerate(kept):
        for text, weight in entry.texts:
            bare = plain_name(text)
            if _KHMER.search(bare):
                khmer.append((bare.replace(" ", ""), place, weight))
            for word in _latin(bare):
                standing = words.setdefault(word, {})
                standing[place] = max(standing.get(place, 0.0), weight)
    lengths = tuple(
        min((len(plain_name(text)) for text, weight in one.texts if weight == _NAME and text), default=MOST_TITLE)
        for one in kept
    )
    return Index(kept, words, tuple(words), tuple(khmer), tuple(text for text, _, _ in khmer), lengths)


def find_entries(
    index: Index, query: str, lang: str = "en", *, limit: int = 20, kinds: Sequence[str] = KINDS
) -> list[Hit]:
    """What ``query`` may mean, best first, at most ``limit``; nothing for an empty query or one of no letters."""
    bare = plain_name(query)
    scores = _by_words(index, _latin(bare))
    if _KHMER.search(bare):
        scores = _both(_by_khmer(index, bare), scores, bare)
    best = sorted(
        scores.items(), key=lambda item: (-round(item[1], 6), KINDS.index(index.entries[item[0]].kind), item[0])
    )
    hits = (
        Hit(entry.kind, entry.code, entry.title(lang), round(score, 3))
        for entry, score in ((index.entries[place], score) for place, score in best)
        if entry.kind in kinds and score >= _LEAST
    )
    return [hit for hit, _ in zip(hits, range(limit), strict=False)]


def _both(khmer: Mapping[int, float], latin: Mapping[int, float], bare: str) -> dict[int, float]:
    """The scores of a question in both scripts, each by its share of the letters: an 18 beside Khmer words is no more
    than their year or age, and must not outdo them."""
    others = sum(len(word) for word in bare.split() if not _KHMER.search(word))
    share = others / max(1, len(bare.replace(" ", "")))
    return {
        place: (1 - share) * khmer.get(place, 0.0) + share * latin.get(place, 0.0)
        for place in dict.fromkeys((*khmer, *latin))
    }


def _latin(bare: str) -> list[str]:
    words = [word for word in bare.split() if not _KHMER.search(word)]
    return [word for word in words if word not in _STOP] or words


def _by_words(index: Index, words: Sequence[str]) -> dict[int, float]:
    """Score by entry: the share of the query's words found, the telling ones counting more."""
    if not words:
        return {}
    total, scores = 0.0, dict[int, float]()
    for number, word in enumerate(words):
        near = _near(index, word, last=number == len(words) - 1)
        weight = max((index.weight(known) for known in near), default=log(1 + len(index.entries)))
        total += weight
        best: dict[int, float] = {}
        for known, likeness in near.items():
            for place, standing in index.words[known].items():
                best[place] = max(best.get(place, 0.0), likeness * standing)
        for place, score in best.items():
            scores[place] = scores.get(place, 0.0) + weight * score
    length = len(" ".join(words))
    return {place: score / total + _closeness(index.lengths[place], length) for place, score in scores.items()}


def _closeness(name: int, query: int) -> float:
    """A little more for a short name that the query covers well, so that "Stunting" finds that before its gap."""
    return 0.1 * min(query, name) / max(query, name, 1)


def _near(index: Index, word: str, *, last: bool) -> dict[str, float]:
    """Known words that ``word`` may be, with their likeness: itself, words it begins, words a few letters off."""
    found = {word: 1.0} if word in index.words else {}
    if any(letter.isdecimal() for letter in word):
        return found
    if len(word) >= (2 if last else 3):
        found |= {k: 0.9 for k in index.vocabulary if k.startswith(word) and k not in found}
    if len(word) >= _SHORTEST_TYPO:
        most = _EDITS.get(len(word), _MOST_EDITS)
        hits = process.extract(word, index.vocabulary, scorer=OSA.distance, score_cutoff=most, limit=12)
        for known, distance, _ in hits:
            if known not in found:
                found[known] = 0.85 * (1 - distance / max(len(word), len(known)))
    return found


def _by_khmer(index: Index, bare: str) -> dict[int, float]:
    wanted = "".join(word for word in bare.split() if _KHMER.search(word))
    scores: dict[int, float] = {}
    cutoff = _LEAST_KHMER if len(wanted) >= _SHORTEST_TYPO else 100
    hits = process.extract(wanted, index.khmer_texts, scorer=fuzz.partial_ratio, score_cutoff=cutoff, limit=200)
    for text, likeness, position in hits:
        if len(text) * 2 < len(wanted):
            continue
        _, place, weight = index.khmer[position]
        covered = min(1.0, len(wanted) / len(text))
        asked = min(1.0, len(text) / len(wanted))
        score = weight * (likeness / 100) * (0.8 + 0.2 * covered) * (0.7 + 0.3 * asked)
        scores[place] = max(scores.get(place, 0.0), score)
    return scores
