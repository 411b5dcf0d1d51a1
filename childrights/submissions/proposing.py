"""Which recommendations and measures may take up an ask, by what both speak of: a person says yes or no.

Texts in English and Khmer are read for what they speak of (``data/reference/ask_words.csv``): a topic, a group of
children, or what is to be done. A proposal needs something to be done and a topic or group in common, and no other
group; the rest is weighed. All of it can be told in words beside the proposal.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from childrights.catalogue import read_rows
from childrights.rights import Bag, Recommendation, bag_of, cosine, load_ministries, ministries_of, rarity_of
from childrights.submissions.own_asks import OwnAsk
from childrights.submissions.state_measures import StateMeasure
from geo import REFERENCE_FOLDER, fold_khmer

ACT, GROUP, TOPIC = "act", "group", "topic"
OF_THE_ASK, OF_THE_OTHER, OF_WORDS = 0.55, 0.2, 0.35
"""The weights of the shared part of the ask's aspects, of that of the other text's, and of the likeness of the words.

A long paragraph of many parts takes up an ask by one of them, so the share of the ask weighs most."""
KHMER_ONLY = 0.75
"""The weight of the ask's share where there are no English words to compare; the rest is the other text's."""
SAME_ARTICLES, SAME_MINISTRY = 0.1, 0.05
LEAST = 0.65
"""From which score on something is proposed; chosen on the developing half of the judged pairs of the tests."""
MOST = 12
"""How many proposals an ask has at most."""
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
class Proposal:
    """An ask and what may take it up. ``shared`` and ``lacking`` are codes of aspects of the ask."""

    ask: str
    target: str
    score: float
    shared: tuple[str, ...]
    lacking: tuple[str, ...]
    articles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text as it is compared: aspects, words, articles and ministries, and whether it is on children."""

    code: str
    aspects: frozenset[str]
    bag: Bag
    articles: frozenset[int]
    bearers: frozenset[str]
    on_children: bool


@dataclass(frozen=True)
class Comparable:
    """Everything that may take up an ask, ready to be compared."""

    rarity: Mapping[str, float]
    weight: Mapping[str, float]
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


def aspects_in(english: str, khmer: str) -> frozenset[str]:
    """What a text in two languages speaks of. English words count from their beginning, Khmer ones anywhere."""
    plain, folded = " ".join(english.casefold().split()), fold_khmer(khmer)
    return frozenset(
        code
        for code, pattern in _patterns().items()
        if any(all(part.search(plain) for part in phrase) for phrase in pattern[0])
        or (folded and any(all(part in folded for part in phrase) for phrase in pattern[1]))
    )


@lru_cache(maxsize=1)
def _patterns() -> Mapping[str, tuple[tuple[tuple[re.Pattern[str], ...], ...], tuple[Phrase, ...]]]:
    return {
        one.code: (
            tuple(tuple(re.compile(rf"(?<![a-z]){re.escape(part)}") for part in phrase) for phrase in one.english),
            one.khmer,
        )
        for one in load_aspects().values()
    }


def comparable(asked: Iterable[Recommendation], measures: Iterable[StateMeasure] = ()) -> Comparable:
    """Recommendations and measures, ready to be compared. A concern asks for nothing and takes nothing up."""
    rows = [one for one in asked if one.asks and one.kind != "concern"]
    texts = [
        f"{one.topic} {one.official_text} {one.summary if one.summary != one.official_text else ''}" for one in rows
    ]
    rarity, ministries = rarity_of(texts) if texts else {}, load_ministries()
    targets = [
        ReadText(
            one.code,
            aspects_in(text, one.summary_km),
            bag_of(text, rarity),
            frozenset(one.article_numbers),
            frozenset(ministry.code for ministry in ministries_of(one, ministries)),
            one.on_children,
        )
        for one, text in zip(rows, texts, strict=True)
    ]
    counts = Counter(code for one in targets for code in one.aspects)
    weight = {code: math.log((len(rows) + 1) / (counts[code] + 1)) for code in load_aspects()}
    for one in measures:
        text = f"{one.title_en} {one.about}"
        bearers, articles = frozenset(one.duty_bearers), frozenset(one.article_numbers)
        aspects = aspects_in(text, f"{one.title_km} {one.about}") | {
            {"budget": "budget", "plan": "plan"}.get(one.kind, "law")
        }
        targets.append(ReadText(one.code, aspects, bag_of(text, rarity), articles, bearers, True))
    return Comparable(rarity, weight, tuple(targets))


def proposals(ask: OwnAsk, known: Comparable) -> tuple[Proposal, ...]:
    """What may take up an ask, the likeliest first."""
    mine = ReadText(
        ask.code,
        aspects_in(ask.text_en, ask.text_km),
        bag_of(ask.text_en, known.rarity),
        frozenset(ask.article_numbers),
        frozenset(ask.duty_bearers),
        bool(_CHILDREN.search(ask.text_en.casefold())) or any(word in ask.text_km for word in _CHILDREN_KM),
    )
    found = [made for one in known.targets if (made := _set_against(mine, one, known.weight, bool(ask.text_en)))]
    return tuple(sorted(found, key=lambda one: (-one.score, one.target)))[:MOST]


def _set_against(mine: ReadText, other: ReadText, weight: Mapping[str, float], english: bool) -> Proposal | None:
    both = mine.aspects & other.aspects
    if not both or (mine.on_children and not other.on_children) or _about_others(mine.aspects, other.aspects):
        return None
    if not _same_demand(mine.aspects, both):
        return None
    shared = sum(weight[code] for code in both)
    of_mine, of_other = (shared / (sum(weight[code] for code in one.aspects) or 1.0) for one in (mine, other))
    if english:
        score = OF_THE_ASK * of_mine + OF_THE_OTHER * of_other + OF_WORDS * cosine(mine.bag, other.bag)
    else:
        score = KHMER_ONLY * of_mine + (1 - KHMER_ONLY) * of_other
    articles = mine.articles & other.articles
    if mine.articles and other.articles:
        score += SAME_ARTICLES if articles else -SAME_ARTICLES
    score += SAME_MINISTRY if mine.bearers & other.bearers else 0.0
    if score < LEAST:
        return None
    lacking = mine.aspects - both
    return Proposal(mine.code, other.code, round(score, 4), _ordered(both), _ordered(lacking), tuple(sorted(articles)))


def _about_others(mine: frozenset[str], other: frozenset[str]) -> bool:
    """Whether both name groups of children, and no group is the same."""
    groups = [{code for code in one if load_aspects()[code].kind == GROUP} for one in (mine, other)]
    return all(groups) and not groups[0] & groups[1]


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
