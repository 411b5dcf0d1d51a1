"""Articles and indicators that a recommendation may belong to, by its words: a person confirms them.

Words are weighed by how rare they are. A text is set against those that people filed already, and against the names of
articles and indicators; what the nearest ones are filed under is suggested.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from childrights.catalogue import Catalogue
from childrights.rights.articles import load_article_words
from childrights.rights.counting import head_of
from childrights.rights.recommendations import Recommendation
from childrights.rights.word_weights import Bag, bag_of, cosine, rarity_of

NEAREST, LEAST_LIKE = 5, 0.15
"""How many of the nearest texts have a say, and how alike (cosine of weighed words) they must be."""
LEAST_SHARE, MOST = 0.5, 4
"""The share of the say that a suggestion must have, and how many are made of each kind.

Measured on what is filed, each recommendation set against all others: two of three suggested articles and indicators
are those that people chose, and two of three recommendations get one of theirs.
"""


@dataclass(frozen=True, slots=True)
class Suggested:
    """Numbers of articles and codes of indicators, the likeliest first."""

    articles: tuple[int, ...] = ()
    indicators: tuple[str, ...] = ()


@dataclass(frozen=True)
class Filed:
    """Texts with what they are filed under, ready to be compared; ``head`` tells parts of one recommendation."""

    rarity: Mapping[str, float]
    bags: tuple[Bag, ...]
    heads: tuple[tuple[str, ...], ...]
    articles: tuple[tuple[int, ...], ...]
    indicators: tuple[tuple[str, ...], ...]


def filed(asked: Iterable[Recommendation], catalogue: Catalogue) -> Filed:
    """Everything that people filed under an article, and the articles and indicators by their own names."""
    rows = [one for one in asked if one.asks and one.crc_articles]
    plain = load_article_words()
    titles = {one.article: one.short_title_en for one in catalogue.articles}
    texts = [_text(one) for one in rows]
    texts += [f"{titles[number]} {plain[number].plain_en if number in plain else ''}" for number in titles]
    shown = list(catalogue.indicators.values())
    texts += [f"{one.name_en} {one.short_name_en} {' '.join(one.aliases_en)}" for one in shown]
    rarity = rarity_of(texts)
    numbers = [one.article_numbers for one in rows] + [(number,) for number in titles] + [()] * len(shown)
    codes = [one.linked_indicators for one in rows] + [()] * len(titles) + [(one.code,) for one in shown]
    heads = [head_of(one) for one in rows] + [("",)] * (len(titles) + len(shown))
    return Filed(rarity, tuple(bag_of(text, rarity) for text in texts), tuple(heads), tuple(numbers), tuple(codes))


def suggest(one: Recommendation, known: Filed) -> Suggested:
    """What the nearest texts are filed under, without what it is filed under already; its own parts have no say."""
    mine, head = bag_of(_text(one), known.rarity), head_of(one)
    near = sorted(
        ((cosine(mine, bag), at) for at, bag in enumerate(known.bags) if known.heads[at] != head), reverse=True
    )
    voices = [(likeness, at) for likeness, at in near[:NEAREST] if likeness >= LEAST_LIKE]
    articles = _voted([(likeness, known.articles[at]) for likeness, at in voices if known.articles[at]])
    indicators = _voted([(likeness, known.indicators[at]) for likeness, at in voices if known.indicators[at]])
    return Suggested(
        tuple(number for number in articles if number not in one.article_numbers),
        tuple(code for code in indicators if code not in one.linked_indicators),
    )


def _voted(voices: Sequence[tuple[float, tuple]]) -> list:  # type: ignore[type-arg]
    """What enough of the say is for, the likeliest first."""
    say = sum(likeness for likeness, _ in voices)
    votes: Counter = Counter()  # type: ignore[type-arg]
    for likeness, labels in voices:
        votes.update(dict.fromkeys(labels, likeness))
    return [label for label, votes_for in votes.most_common(MOST) if votes_for >= LEAST_SHARE * say]


def _text(one: Recommendation) -> str:
    return f"{one.topic} {one.summary} {one.official_text if one.official_text != one.summary else ''}"
