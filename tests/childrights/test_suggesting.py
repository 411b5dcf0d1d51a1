"""Suggestions are right often enough to be read, and never take anything that was not chosen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.rights.recommendations import load_recommendations
from childrights.rights.suggesting import Suggested, filed, suggest

CATALOGUE = load_catalogue()
ALL = load_recommendations(CATALOGUE)
KNOWN = filed(ALL, CATALOGUE)
FILED = [one for one in ALL if one.asks and one.crc_articles]


@pytest.mark.parametrize(("kind", "right", "met"), [("articles", 0.6, 0.6), ("indicators", 0.6, 0.45)])
def test_two_of_three_are_what_people_chose(kind: str, right: float, met: float) -> None:
    """Each is set against all others, without its topic, its articles and its links, and its parts have no say."""
    made = true = hit = of = 0
    for one in FILED:
        chosen = set(one.article_numbers if kind == "articles" else one.linked_indicators)
        if chosen:
            got = set(getattr(suggest(replace(one, crc_articles=(), linked_indicators=(), topic=""), KNOWN), kind))
            made, true, hit, of = made + len(got), true + len(got & chosen), hit + bool(got & chosen), of + 1
    assert true / made >= right and hit / of >= met


def test_nothing_is_suggested_twice_or_without_words() -> None:
    for one in FILED:
        found = suggest(one, KNOWN)
        assert not set(found.articles) & set(one.article_numbers)
        assert not set(found.indicators) & set(one.linked_indicators)
    silent = replace(FILED[0], topic="", summary="", official_text="", number="", code="X", crc_articles=())
    assert suggest(silent, KNOWN) == Suggested()
    assert suggest(replace(silent, summary="ធានាការអប់រំ"), KNOWN) == Suggested()
