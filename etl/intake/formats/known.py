"""What is known, ready to be matched with what a published file says: by id, by number and State, by words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from childrights.i18n import LANGUAGES, translator
from childrights.rights import MECHANISMS, POSITIONS, Recommendation, Review, new_code, state_called
from etl.intake.formats.incoming import Incoming
from etl.intake.matching import squeezed

ALIKE, SAME_WORDING = 0.7, 0.9
"""Shares of words in the same order: from which two texts may be the same recommendation, and are the same wording.

Scans and exports differ in quotation marks, hyphens and a word or two; 0.9 is kept by all 205 numbers of 2014 in the
export of UPR Info and in the report.
"""
_POSITIONS: Mapping[str, tuple[str, str]] = {
    "supported": ("supported", ""),
    "accepted": ("supported", ""),
    "noted": ("noted", ""),
    "rejected": ("noted", "rejected"),
    "notsupported": ("noted", "not supported"),
    "notaccepted": ("noted", "not accepted"),
    "noresponse": ("noted", "no response"),
    "generalresponse": ("noted", "general response"),
    "pending": ("pending", ""),
    "supported/noted": ("both", ""),
    "noted/supported": ("both", ""),
    "partiallysupported": ("both", "partially supported"),
    "partiallyaccepted": ("both", "partially accepted"),
}
"""A file's word → our class and, where the class does not say the same, the word. A State cannot reject: what does not
enjoy its support is noted (resolution 5/1, paragraph 32)."""


def position_of(word: str) -> tuple[str, str, str] | None:
    """The class of a file's word, and our words for it in English and Khmer; ``None`` for a word that is not known."""
    found = _POSITIONS.get(squeezed(word))
    if found is None:
        return None
    told = [translator(lang)._(POSITIONS[found[0]]) for lang in LANGUAGES]
    english, khmer = (f"{words} ({found[1]})" if found[1] else words for words in told)
    return found[0], english, khmer


class Known:
    """Everything that was asked, by each way in which a file may name it. What a file adds is known at once."""

    def __init__(self, asked: Sequence[Recommendation], reviews: Mapping[str, Review]) -> None:
        self._by_id: dict[tuple[str, str], Recommendation] = {}
        self._by_number: dict[tuple[str, str, str], Recommendation] = {}
        self._by_text: dict[tuple[str, str, str], Recommendation] = {}
        self._rows: dict[tuple[str, str], list[Recommendation]] = {}
        self._reviews = dict(reviews)
        self._symbols = {squeezed(symbol): one for symbol, one in reviews.items()}
        for one in asked:
            if one.asks:
                self.add(one)

    def add(self, one: Recommendation) -> None:
        """Let a recommendation be found."""
        document, by = squeezed(one.document), _state(one.recommending_state)
        if one.external_id:
            self._by_id[(one.external_id, by)] = one
        if one.number:
            self._by_number.setdefault((document, squeezed(one.number), by), one)
        for text in (one.official_text, one.summary):
            if text:
                self._by_text.setdefault((document, by, _bare(text)), one)
        rows = self._rows.setdefault((document, by), [])
        rows[:] = [*(other for other in rows if other.code != one.code), one]

    def review_of(self, item: Incoming) -> Review | None:
        """The document of an item: by its symbol, or as the review of States of its session, cycle or year.

        A body's document that is not known yet is made from its symbol and day.
        """
        if found := self._symbols.get(squeezed(item.symbol)):
            return found
        year = item.year[:4] or item.dated[:4]
        if item.body == "UPR":
            told = (("session", item.session), ("cycle", item.cycle), ("year", year))
            for name, value in told:
                number = re.search(r"\d+", value)
                for one in self._reviews.values() if number else ():
                    if one.mechanism == "UPR" and getattr(one, name) == int(number.group(0)):  # type: ignore[union-attr]
                        return one
        if not item.symbol or not year.isdecimal():
            return None
        body = item.body if item.body in MECHANISMS else "SR"
        title = f"{MECHANISMS[body]}, {year}"
        address = f"https://undocs.org/en/{item.symbol}"
        review = Review(item.symbol, body, title, "", int(year), source_url=address)
        self._symbols[squeezed(item.symbol)] = review
        return review

    def match(self, item: Incoming, by: str, document: str) -> tuple[Recommendation | None, Recommendation | None]:
        """What an item is, or else what it is like: the second needs a person's yes."""
        place, text, by = squeezed(document), _bare(item.text), _state(by)
        if item.external_id and (found := self._by_id.get((item.external_id, by))):
            return found, None
        numbered = self._by_number.get((place, squeezed(item.number), by)) if item.number else None
        if numbered and not (item.external_id and numbered.external_id not in ("", item.external_id)):
            return numbered, None
        if not item.number and text and (found := self._by_text.get((place, by, text))):
            return found, None
        rows = [one for one in self._rows.get((place, by), ()) if not (item.number and one.number)]
        scored = [(likeness(item.text, one.official_text or one.summary), one) for one in rows if item.text]
        best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        return None, best[1] if best[0] >= ALIKE else None

    def contradiction(self, item: Incoming, before: Recommendation) -> str:
        """In what an item says something else than is known: its wording or its position; empty where in nothing."""
        if item.text and before.official_text and likeness(item.text, before.official_text) < SAME_WORDING:
            return "other_wording"
        told = position_of(item.position)
        if told and before.answer and told[0] != before.answer and before.answer != "pending":
            return "other_position"
        return ""


def likeness(one: str, other: str) -> float:
    """The share of words that two texts have in common, in their order."""
    a, b = _words(one), _words(other)
    found = SequenceMatcher(None, a, b, autojunk=False)
    return found.ratio() if found.real_quick_ratio() >= ALIKE and found.quick_ratio() >= ALIKE else 0.0


def _state(name: str) -> str:
    """A State by its code, since States change their names: Turkey of 2014 is Türkiye."""
    found = state_called(name)
    return found.code if found else squeezed(name)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _bare(text: str) -> str:
    return " ".join(_words(text))


def changed_by(item: Incoming, before: Recommendation, *, whole: bool) -> Recommendation:
    """What is known with what an item adds. Plain words, Khmer, topic, articles and indicators are never touched.

    ``whole`` takes the file's wording and position where they contradict; else they only fill what is empty.
    """
    told = position_of(item.position)
    added: dict[str, str] = {}
    if item.text and (not before.official_text or (whole and likeness(item.text, before.official_text) < SAME_WORDING)):
        added["official_text"] = item.text
    if told and told[0] != before.answer and (whole or not before.answer):
        added |= {"position": told[1], "position_km": told[2]}
    for name in ("external_id", "dated", "number"):
        if getattr(item, name) and not getattr(before, name):
            added[name] = getattr(item, name)
    return replace(before, **added) if added else before  # type: ignore[arg-type]


def new_recommendation(item: Incoming, by: str, review: Review) -> Recommendation:
    """An item that is not known yet. Its themes are a topic to find it by; right and articles are for people to say."""
    topic, told = "; ".join(item.themes[:3]), position_of(item.position) or ("", "", "")
    return Recommendation(
        code=new_code(review.document, item.number, by, topic, item.text),
        mechanism=review.mechanism,
        document=review.document,
        document_title=review.title,
        year=review.year,
        kind=item.kind,
        number=item.number,
        recommending_state=by,
        cluster="",
        topic=topic,
        topic_km="",
        crc_articles=(),
        summary=item.text,
        summary_km="",
        position=told[1],
        position_km=told[2],
        measurable_element="",
        linked_indicators=(),
        source_url=review.source_url,
        confidence="official wording, from the publisher's file",
        official_text=item.text,
        dated=item.dated,
        external_id=item.external_id,
    )
